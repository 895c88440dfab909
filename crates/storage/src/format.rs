//! How a value becomes bytes: a format version, a form (plain or compressed), and a postcard of a v1 struct.

pub(crate) mod codes;
pub(crate) mod v1;

use serde::{Serialize, de::DeserializeOwned};

/// The format that is written; formats 1 up to it are read for ever.
const FORMAT: u8 = 1;
const PLAIN: u8 = 0;
const COMPRESSED: u8 = 1;
/// Below this many bytes compression gains nothing.
const SMALL: usize = 128;
const LEVEL: i32 = 3;

/// The bytes of a v1 struct.
pub(crate) fn write(value: &impl Serialize) -> Result<Vec<u8>, String> {
    let plain = postcard::to_stdvec(value).map_err(|error| error.to_string())?;
    let (form, body) = if plain.len() < SMALL {
        (PLAIN, plain)
    } else {
        let body = zstd::encode_all(plain.as_slice(), LEVEL).map_err(|error| error.to_string())?;
        (COMPRESSED, body)
    };
    let mut bytes = vec![FORMAT, form];
    bytes.extend(body);
    Ok(bytes)
}

/// The v1 struct that [`write`] made bytes of.
pub(crate) fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, String> {
    match bytes {
        [FORMAT, PLAIN, body @ ..] => decode(body),
        [FORMAT, COMPRESSED, body @ ..] => {
            decode(&zstd::decode_all(body).map_err(|error| error.to_string())?)
        }
        [FORMAT, form, ..] => Err(format!("form {form} is unknown")),
        [format, ..] => Err(format!("format {format} is unknown")),
        [] => Err("it is empty".into()),
    }
}

fn decode<T: DeserializeOwned>(body: &[u8]) -> Result<T, String> {
    match postcard::take_from_bytes(body) {
        Ok((value, [])) => Ok(value),
        Ok(_) => Err("bytes are left over".into()),
        Err(error) => Err(error.to_string()),
    }
}
