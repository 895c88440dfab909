//! The socket as a file: made so that nobody else can ever connect, put in its place, taken away at the end.

use crate::socket::path_in;
use dateline_render::{SocketFault, Trouble};
use std::{
    fs::{self, DirBuilder, Permissions},
    io::{self, ErrorKind},
    os::unix::{
        fs::{DirBuilderExt, FileTypeExt, MetadataExt, PermissionsExt},
        net::{SocketAddr, UnixListener, UnixStream},
    },
    path::{Path, PathBuf},
};

/// The folder that a socket is made in; short, so that its paths are no longer than that of the socket.
const WORKSHOP: &str = ".new";

/// A socket that listens in a data folder; gone from there when dropped.
#[derive(Debug)]
pub(crate) struct Listener {
    socket: UnixListener,
    path: PathBuf,
    file: Identity,
}

/// Which file it is, whatever its name.
#[derive(Debug, PartialEq, Eq)]
struct Identity {
    device: u64,
    number: u64,
}

impl Listener {
    /// Listens in the folder, which must be there and be held open by this process.
    ///
    /// Only the owner can connect, from the first moment on: the socket is made in a folder that only the owner enters.
    /// What a process that died left behind is replaced. Every error is a whole sentence that says what to do.
    pub(crate) fn bind(folder: &Path) -> io::Result<Self> {
        let path = path_in(folder);
        if SocketAddr::from_pathname(&path).is_err() {
            return Err(refused(
                ErrorKind::InvalidInput,
                &path,
                SocketFault::LongPath,
            ));
        }
        is_free(&path)?;
        in_workshop(&folder.join(WORKSHOP), &path).map_err(|error| {
            let why = error.to_string();
            refused(error.kind(), &path, SocketFault::NotMade { why })
        })
    }

    /// The socket as the running runtime watches it.
    pub(super) fn watched(&self) -> io::Result<tokio::net::UnixListener> {
        tokio::net::UnixListener::from_std(self.socket.try_clone()?)
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        if identity(&self.path).is_ok_and(|file| file == self.file) {
            // Left behind, it is in nobody's way: the next to listen replaces it.
            let _ = fs::remove_file(&self.path);
        }
    }
}

fn in_workshop(workshop: &Path, path: &Path) -> io::Result<Listener> {
    clear(workshop)?;
    DirBuilder::new().mode(0o700).create(workshop)?;
    let made = make(workshop, path);
    let cleared = clear(workshop);
    let listener = made?;
    cleared.map(|()| listener)
}

fn make(workshop: &Path, path: &Path) -> io::Result<Listener> {
    let draft = workshop.join("s");
    let socket = UnixListener::bind(&draft)?;
    socket.set_nonblocking(true)?;
    fs::set_permissions(&draft, Permissions::from_mode(0o600))?;
    let file = identity(&draft)?;
    fs::rename(&draft, path)?;
    Ok(Listener {
        socket,
        path: path.to_owned(),
        file,
    })
}

/// Refused where something else than the socket of a dead process has the name.
fn is_free(path: &Path) -> io::Result<()> {
    match fs::symlink_metadata(path) {
        Ok(found) if !found.file_type().is_socket() => Err(refused(
            ErrorKind::AlreadyExists,
            path,
            SocketFault::NotASocket,
        )),
        Ok(_) if UnixStream::connect(path).is_ok() => {
            Err(refused(ErrorKind::AddrInUse, path, SocketFault::Taken))
        }
        // Where it cannot even be looked at, making it tells why.
        Ok(_) | Err(_) => Ok(()),
    }
}

fn identity(path: &Path) -> io::Result<Identity> {
    let found = fs::symlink_metadata(path)?;
    Ok(Identity {
        device: found.dev(),
        number: found.ino(),
    })
}

fn clear(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn refused(kind: ErrorKind, path: &Path, fault: SocketFault) -> io::Error {
    let path = path.to_owned();
    io::Error::new(kind, Trouble::Socket { path, fault })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::symlink_metadata(path).unwrap().mode() & 0o777
    }

    #[test]
    fn only_the_owner_may_connect_and_nothing_else_is_left_in_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        let listener = Listener::bind(folder.path()).unwrap();
        assert_eq!(mode(&folder.path().join("socket")), 0o600);
        let names = fs::read_dir(folder.path()).unwrap();
        let names: Vec<_> = names.map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names, ["socket"]);
        drop(listener);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn what_a_dead_process_left_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("socket");
        drop(UnixListener::bind(&path).unwrap());
        let workshop = folder.path().join(WORKSHOP);
        fs::create_dir(&workshop).unwrap();
        drop(UnixListener::bind(workshop.join("s")).unwrap());
        assert!(UnixStream::connect(&path).is_err());

        let listener = Listener::bind(folder.path()).unwrap();
        assert!(UnixStream::connect(&path).is_ok());
        assert!(!workshop.exists());
        drop(listener);
    }

    #[test]
    fn one_who_listens_is_not_pushed_aside_and_takes_only_its_own_socket_away() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("socket");
        let first = Listener::bind(folder.path()).unwrap();
        let second = Listener::bind(folder.path()).unwrap_err();
        assert_eq!(second.kind(), ErrorKind::AddrInUse);
        assert!(
            second
                .to_string()
                .contains("another Dateline process listens here")
        );

        fs::remove_file(&path).unwrap();
        let second = Listener::bind(folder.path()).unwrap();
        drop(first);
        assert!(UnixStream::connect(&path).is_ok());
        drop(second);
    }

    #[test]
    fn a_file_that_is_no_socket_stays() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("socket"), "kept").unwrap();
        let error = Listener::bind(folder.path()).unwrap_err();
        assert!(error.to_string().contains("Move it away"), "{error}");
        assert_eq!(fs::read(folder.path().join("socket")).unwrap(), b"kept");
    }

    #[test]
    fn a_path_that_is_too_long_says_what_to_do() {
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("d".repeat(100));
        fs::create_dir(&deep).unwrap();
        let error = Listener::bind(&deep).unwrap_err();
        let said = error.to_string();
        assert!(
            said.contains("is too long for the path of a socket") && said.ends_with("--data DIR"),
            "{said}"
        );
        assert_eq!(fs::read_dir(&deep).unwrap().count(), 0);
    }

    #[test]
    fn a_folder_that_is_not_there_is_named_with_what_the_system_says() {
        let folder = tempfile::tempdir().unwrap();
        let error = Listener::bind(&folder.path().join("gone")).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotFound);
        assert!(
            error.to_string().contains("gone/socket: the socket"),
            "{error}"
        );
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn the_longest_path_that_fits_serves() {
        let folder = tempfile::tempdir().unwrap();
        let room = 107 - folder.path().as_os_str().len() - "/".len() - "/socket".len();
        let deep = folder.path().join("d".repeat(room));
        fs::create_dir(&deep).unwrap();
        let listener = Listener::bind(&deep).unwrap();
        assert!(UnixStream::connect(path_in(&deep)).is_ok());
        drop(listener);
    }
}
