//! How a value becomes bytes: a format version, a form (plain or compressed), and a postcard of a v1 struct.

pub(crate) mod codes;
pub(crate) mod v1;

use serde::{Serialize, de::DeserializeOwned};
use std::{
    borrow::Cow,
    fmt, io,
    sync::{Mutex, PoisonError},
};
use zstd::bulk::Decompressor;

/// The format that is written; formats 1 up to it are read for ever.
const FORMAT: u8 = 1;
const PLAIN: u8 = 0;
const COMPRESSED: u8 = 1;
/// Below this many bytes compression gains nothing.
const SMALL: usize = 128;
const LEVEL: i32 = 3;
/// So many bytes are set aside for a body that says it holds them; larger ones grow as they are read.
const GENEROUS: usize = 1 << 20;

/// The bytes of a v1 struct.
pub(crate) fn write(value: &impl Serialize) -> Result<Vec<u8>, String> {
    pack(&postcard::to_stdvec(value).map_err(|error| error.to_string())?)
}

/// Bytes under a format version, compressed where that is worth it.
pub(crate) fn pack(plain: &[u8]) -> Result<Vec<u8>, String> {
    let mut bytes = vec![FORMAT, PLAIN];
    if plain.len() < SMALL {
        bytes.extend_from_slice(plain);
    } else {
        bytes = vec![FORMAT, COMPRESSED];
        bytes.extend(zstd::bulk::compress(plain, LEVEL).map_err(|error| error.to_string())?);
    }
    Ok(bytes)
}

/// Opens what was packed; what zstd needs for that is made once, for that takes longer than a story.
#[derive(Default)]
pub(crate) struct Unpacker {
    zstd: Mutex<Option<Decompressor<'static>>>,
}

impl fmt::Debug for Unpacker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Unpacker").finish_non_exhaustive()
    }
}

impl Unpacker {
    /// The v1 struct that [`write`] made bytes of.
    pub(crate) fn read<T: DeserializeOwned>(&self, bytes: &[u8]) -> Result<T, String> {
        decode(&self.opened(bytes)?)
    }

    /// The bytes that [`pack`] packed.
    pub(crate) fn unpack(&self, bytes: &[u8]) -> Result<Vec<u8>, String> {
        self.opened(bytes).map(Cow::into_owned)
    }

    fn opened<'b>(&self, bytes: &'b [u8]) -> Result<Cow<'b, [u8]>, String> {
        match bytes {
            [FORMAT, PLAIN, body @ ..] => Ok(Cow::Borrowed(body)),
            [FORMAT, COMPRESSED, body @ ..] => {
                let body = self.inflate(body).map_err(|error| error.to_string())?;
                Ok(Cow::Owned(body))
            }
            [FORMAT, form, ..] => Err(format!("form {form} is unknown")),
            [format, ..] => Err(format!("format {format} is unknown")),
            [] => Err("it is empty".into()),
        }
    }

    /// In one go where the body says its size, and it is no size that damage made up.
    fn inflate(&self, body: &[u8]) -> io::Result<Vec<u8>> {
        let told = zstd::zstd_safe::get_frame_content_size(body).ok().flatten();
        let size = told.and_then(|size| usize::try_from(size).ok());
        let Some(size) = size.filter(|size| *size <= GENEROUS) else {
            return zstd::decode_all(body);
        };
        let mut kept = self.zstd.lock().unwrap_or_else(PoisonError::into_inner);
        let zstd = match kept.take() {
            Some(zstd) => zstd,
            None => Decompressor::new()?,
        };
        kept.insert(zstd).decompress(body, size)
    }
}

fn decode<T: DeserializeOwned>(body: &[u8]) -> Result<T, String> {
    match postcard::take_from_bytes(body) {
        Ok((value, [])) => Ok(value),
        Ok(_) => Err("bytes are left over".into()),
        Err(error) => Err(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_later_format_and_an_unknown_form_are_refused() {
        assert_eq!(
            Unpacker::default().read::<String>(&[2, 0, 1, 65]),
            Err("format 2 is unknown".into())
        );
        assert_eq!(
            Unpacker::default().read::<String>(&[1, 9, 1, 65]),
            Err("form 9 is unknown".into())
        );
        assert_eq!(
            Unpacker::default().read::<String>(&[1, 0, 1, 65]),
            Ok("A".into())
        );
        assert!(
            Unpacker::default()
                .read::<String>(&[1, 0, 1, 65, 66])
                .is_err()
        );
        assert!(Unpacker::default().read::<String>(&[]).is_err());
    }

    proptest! {
        #[test]
        fn values_of_any_length_read_back(text in "\\PC{0,400}") {
            prop_assert_eq!(Unpacker::default().read::<String>(&write(&text).expect("a text")), Ok(text));
        }

        #[test]
        fn no_bytes_make_reading_panic(form in 0..3_u8, body in prop::collection::vec(any::<u8>(), 0..200)) {
            let bytes = [&[1, form], body.as_slice()].concat();
            if let Ok(stored) = Unpacker::default().read::<v1::Record>(&bytes) {
                let _ = crate::Record::try_from(stored);
            }
            if let Ok(stored) = Unpacker::default().read::<v1::Event>(&bytes) {
                let _ = dateline_core::Event::try_from(stored);
            }
        }

        #[test]
        fn one_spoiled_byte_in_a_story_never_makes_reading_panic(at in 0..2_000_usize, to in any::<u8>()) {
            let moment = dateline_core::Moment::parse("2026-11-23T10:00+01:00").expect("a time");
            let article = dateline_core::Article::new(dateline_core::Draft {
                title: "Ferry line opens".into(),
                text: "The ferry line will open on 4 May. ".repeat(3),
                ..dateline_core::Draft::published(moment)
            });
            let revision = crate::Revision::new(article.expect("a story"), Vec::new());
            let record = crate::Record::first(revision.expect("no reports"));
            let stored = v1::Record::try_from(&record).expect("a story that fits");
            let mut plain = postcard::to_stdvec(&stored).expect("bytes");
            let at = at % plain.len();
            plain[at] = to;
            if let Ok(stored) = Unpacker::default().read::<v1::Record>(&[&[FORMAT, PLAIN], plain.as_slice()].concat()) {
                let _ = crate::Record::try_from(stored);
            }
        }
    }
}
