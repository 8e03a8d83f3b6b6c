//! Access tokens: short-lived HS256, the algorithm fixed by our key, the key found by `kid` among our own files.

use super::secrets;
use crate::db::types::Stamp;
use crate::error::{Code, Error, Result};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, decode_header, encode};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

/// Issuer claim.
pub const ISSUER: &str = "chengfeng";
/// Audience claim.
pub const AUDIENCE: &str = "chengfeng-api";
const SKEW_SECONDS: i64 = 60;

/// What an access token says.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Claims {
    /// Issuer.
    pub iss: String,
    /// Audience.
    pub aud: String,
    /// User id.
    pub sub: String,
    /// Session id.
    pub sid: i64,
    /// The user's epoch when issued; a higher one in the database ends the token.
    pub epoch: i32,
    /// Issued at, seconds.
    pub iat: i64,
    /// Not before, seconds.
    pub nbf: i64,
    /// Expires at, seconds.
    pub exp: i64,
    /// Id of this token.
    pub jti: String,
}

/// A new key is only believed for so long before it signs, so that every process has read it by then.
const PUBLISH_SECONDS: i64 = 120;

/// Our signing keys by id. All verify; the newest that is old enough for every process to know it signs.
pub struct Keys {
    keys: BTreeMap<String, (EncodingKey, DecodingKey)>,
}

impl Keys {
    /// Reads the keys of a folder; creates the first one, readable by the owner only.
    ///
    /// # Errors
    /// I/O errors, or a key file that is too short.
    pub fn load(folder: &Path) -> anyhow::Result<Self> {
        std::fs::create_dir_all(folder)?;
        let mut keys = BTreeMap::new();
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            let (Some(kid), Some("key")) =
                (path.file_stem().and_then(|s| s.to_str()), path.extension().and_then(|e| e.to_str()))
            else {
                continue;
            };
            let secret = std::fs::read(&path)?;
            anyhow::ensure!(secret.len() >= 32, "签名密钥 {} 太短，请删除后重启以重新生成。", path.display());
            keys.insert(kid.to_owned(), pair(&secret));
        }
        let mut keys = Self { keys };
        if keys.keys.is_empty() {
            keys.rotate(folder, chrono::Utc::now())?;
        }
        Ok(keys)
    }

    /// A key that lives in memory only, for tests.
    pub fn ephemeral() -> Self {
        let secret = secrets::random_bytes::<32>();
        Self { keys: BTreeMap::from([("test".to_owned(), pair(&secret))]) }
    }

    /// Adds a new signing key, which signs from two minutes later; old ones go on verifying until
    /// [`Keys::remove_older`].
    ///
    /// # Errors
    /// I/O errors.
    pub fn rotate(&mut self, folder: &Path, now: chrono::DateTime<chrono::Utc>) -> anyhow::Result<String> {
        // two rotations within a second are two keys
        let taken = |at: &i64| folder.join(format!("{}.key", id_of(*at))).exists();
        let at = (now.timestamp()..).find(|at| !taken(at)).unwrap_or(now.timestamp());
        let kid = id_of(at);
        let secret = secrets::random_bytes::<32>();
        write_private(&folder.join(format!("{kid}.key")), &secret)?;
        self.keys.insert(kid.clone(), pair(&secret));
        Ok(kid)
    }

    /// Removes all keys older than this one, in the folder too: what they signed is void at once.
    ///
    /// # Errors
    /// I/O errors.
    pub fn remove_older(&mut self, folder: &Path, kid: &str) -> anyhow::Result<usize> {
        let old: Vec<String> = self.keys.range(..kid.to_owned()).map(|(k, _)| k.clone()).collect();
        for old in &old {
            std::fs::remove_file(folder.join(format!("{old}.key")))?;
            self.keys.remove(old);
        }
        Ok(old.len())
    }

    /// The ids, oldest first.
    pub fn ids(&self) -> Vec<&str> {
        self.keys.keys().map(String::as_str).collect()
    }

    /// Signs.
    ///
    /// # Errors
    /// Only if no key exists.
    pub fn issue(&self, claims: &Claims) -> Result<String> {
        let settled = id_of(claims.iat - PUBLISH_SECONDS);
        let known = self.keys.range(..=settled).next_back().or_else(|| self.keys.first_key_value());
        let (kid, (key, _)) = known.ok_or_else(|| Error::internal("no signing key"))?;
        let mut header = Header::new(Algorithm::HS256);
        header.kid = Some(kid.clone());
        encode(&header, claims, key).map_err(Error::internal)
    }

    /// Verifies; every claim is checked against our own clock.
    ///
    /// # Errors
    /// `auth.invalid` or `auth.expired`.
    pub fn verify(&self, token: &str, now: Stamp) -> Result<Claims> {
        let invalid = || {
            Error::new(Code::AuthInvalid)
                .detail("登录凭证无效。请重新登录；程序调用请检查 Authorization 头。")
        };
        let header = decode_header(token).map_err(|_| invalid())?;
        if header.alg != Algorithm::HS256 || header.typ.as_deref() != Some("JWT") {
            return Err(invalid());
        }
        let (_, key) = header.kid.and_then(|kid| self.keys.get(&kid)).ok_or_else(invalid)?;
        let mut rules = Validation::new(Algorithm::HS256);
        rules.set_required_spec_claims(&["iss", "aud", "sub", "exp", "nbf"]);
        rules.set_issuer(&[ISSUER]);
        rules.set_audience(&[AUDIENCE]);
        rules.validate_exp = false; // below, against the application's clock
        rules.validate_nbf = false;
        let claims = decode::<Claims>(token, key, &rules).map_err(|_| invalid())?.claims;
        let seconds = now.micros() / 1_000_000;
        if claims.exp <= seconds {
            return Err(Error::new(Code::AuthExpired).detail("登录已过期，请刷新令牌或重新登录。"));
        }
        if claims.nbf > seconds + SKEW_SECONDS || claims.iat > seconds + SKEW_SECONDS {
            return Err(invalid());
        }
        Ok(claims)
    }
}

/// Ids sort by the time of their making.
fn id_of(seconds: i64) -> String {
    chrono::DateTime::from_timestamp(seconds, 0).unwrap_or_default().format("k%Y%m%d%H%M%S").to_string()
}

fn pair(secret: &[u8]) -> (EncodingKey, DecodingKey) {
    (EncodingKey::from_secret(secret), DecodingKey::from_secret(secret))
}

/// Writes a new file that only its owner can read.
///
/// # Errors
/// I/O errors, also when the file exists.
pub fn write_private(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    use std::io::Write;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::Engine;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;

    fn claims(now: i64) -> Claims {
        Claims {
            iss: ISSUER.into(),
            aud: AUDIENCE.into(),
            sub: "7".into(),
            sid: 1,
            epoch: 0,
            iat: now,
            nbf: now,
            exp: now + 900,
            jti: "j".into(),
        }
    }
    fn at(seconds: i64) -> Stamp {
        Stamp::from_micros(seconds * 1_000_000)
    }
    const NOW: i64 = 1_772_000_000;

    #[test]
    fn what_we_sign_we_accept_until_it_expires() {
        let keys = Keys::ephemeral();
        let token = keys.issue(&claims(NOW)).expect("signs");
        assert_eq!(keys.verify(&token, at(NOW)).expect("valid").sub, "7");
        assert_eq!(keys.verify(&token, at(NOW + 900)).expect_err("expired").code(), Code::AuthExpired);
        assert_eq!(keys.verify(&token, at(NOW - 61)).expect_err("future").code(), Code::AuthInvalid);
    }

    #[test]
    fn foreign_claims_keys_and_algorithms_are_refused() {
        let keys = Keys::ephemeral();
        let refused = |token: &str| {
            keys.verify(token, at(NOW)).expect_err("must be refused").code() == Code::AuthInvalid
        };
        let none = format!(
            "{}.{}.",
            URL_SAFE_NO_PAD.encode(r#"{"alg":"none","typ":"JWT","kid":"test"}"#),
            URL_SAFE_NO_PAD.encode(serde_json::to_vec(&claims(NOW)).expect("json"))
        );
        assert!(refused(&none));
        assert!(refused(&Keys::ephemeral().issue(&claims(NOW)).expect("signs")), "another key under our kid");
        assert!(refused(&keys.issue(&Claims { aud: "else".into(), ..claims(NOW) }).expect("signs")));
        assert!(refused(&keys.issue(&Claims { iss: "else".into(), ..claims(NOW) }).expect("signs")));
        for kid in ["../../etc/passwd", "' OR 1=1 --", ""] {
            let mut header = Header::new(Algorithm::HS256);
            header.kid = Some(kid.to_owned());
            let token = encode(&header, &claims(NOW), &EncodingKey::from_secret(b"x")).expect("signs");
            assert!(refused(&token));
        }
        assert!(refused("a.b.c") && refused(""));
    }

    #[test]
    fn keys_rotate_by_file_and_a_new_one_signs_once_every_process_knows_it() {
        let folder = tempfile::tempdir().expect("temp folder");
        let made = chrono::Utc::now();
        let start = made.timestamp();
        let mut keys = Keys::load(folder.path()).expect("creates the first key");
        let kid_at = |keys: &Keys, seconds: i64| {
            let token = keys.issue(&claims(seconds)).expect("signs");
            (decode_header(&token).expect("header").kid.expect("kid"), token)
        };
        let (first, old) = kid_at(&keys, start);
        let second = keys.rotate(folder.path(), made + chrono::Duration::seconds(5)).expect("rotates");
        assert_eq!(kid_at(&keys, start + 60).0, first);
        let (signing, new) = kid_at(&keys, start + 200);
        assert_eq!(signing, second);
        let mut reread = Keys::load(folder.path()).expect("reads both");
        assert!(reread.verify(&old, at(start)).is_ok() && reread.verify(&new, at(start + 200)).is_ok());
        assert_eq!(reread.remove_older(folder.path(), &second).expect("removes"), 1);
        assert_eq!(reread.verify(&old, at(start)).expect_err("gone").code(), Code::AuthInvalid);
        assert_eq!(Keys::load(folder.path()).expect("reads").ids(), [second.as_str()]);
    }
}
