//! An archive in use: through the socket of the one who serves it, else refused by the one who has it.

use super::*;
use crate::socket::bench::{Served, day, story};

fn in_use(folder: &Path) -> Trouble {
    match Archive::at(folder, ArchiveId::local()) {
        Err(trouble) => trouble,
        Ok(_) => panic!("the folder is free"),
    }
}

#[test]
fn a_folder_in_use_is_reached_through_the_socket_and_else_refused() {
    let folder = tempfile::tempdir().unwrap();
    let held = desk(folder.path()).unwrap();
    let process = format!("another Dateline process ({}) has", std::process::id());
    assert!(in_use(folder.path()).to_string().contains(&process));

    let served = Served::at(folder, held);
    let archive = Archive::at(served.folder(), ArchiveId::local()).unwrap();
    let taken = archive
        .take((0..205).map(story).collect(), Come::ByHand)
        .unwrap();
    assert!(taken.iter().all(Result::is_ok));
    let mut shown = 0;
    archive.each_article(|_| shown += 1).unwrap();
    assert_eq!(shown, 205);
    let asked = day("2026-04-03");
    let through = archive.answer("When does bridge 3 open?", &asked).unwrap();
    let here = Archive {
        desk: Place::Here(std::sync::Arc::new(Desk::in_memory().unwrap())),
        id: ArchiveId::local(),
    };
    here.take((0..205).map(story).collect(), Come::ByHand)
        .unwrap();
    let direct = here.answer("When does bridge 3 open?", &asked).unwrap();
    assert_eq!(through.answer, direct.answer);
    assert!(through.ms > 0.0);

    let held = std::sync::Arc::clone(&served.desk);
    let folder = served.end();
    assert!(in_use(folder.path()).to_string().contains(&process));
    drop(held);
    let reopened = Archive::at(folder.path(), ArchiveId::local()).unwrap();
    let id = taken[0].as_ref().unwrap().id.clone();
    assert!(reopened.article(&id).unwrap().is_some());
}
