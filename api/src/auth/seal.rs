//! Texts that only who knows a secret can read again: AES-256-GCM under a key derived from the secret.

use crate::error::{Error, Result};
use aws_lc_rs::aead::{AES_256_GCM, Aad, NONCE_LEN, Nonce, RandomizedNonceKey};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// Seals a text; the secret must be one that cannot be guessed.
///
/// # Errors
/// Only if the cipher itself fails.
pub fn seal(secret: &str, text: &str) -> Result<String> {
    let mut bytes = text.as_bytes().to_vec();
    let nonce = key(secret)?
        .seal_in_place_append_tag(Aad::empty(), &mut bytes)
        .map_err(|_| Error::internal("a text could not be sealed"))?;
    Ok(STANDARD.encode([nonce.as_ref().as_slice(), &bytes].concat()))
}

/// Opens what [`seal`] sealed with the same secret.
///
/// # Errors
/// 500 for another secret, or a text that was changed.
pub fn open(secret: &str, sealed: &str) -> Result<String> {
    let broken = || Error::internal("a sealed text cannot be opened");
    let mut bytes = STANDARD.decode(sealed).map_err(|_| broken())?;
    let (nonce, text) = bytes.split_at_mut_checked(NONCE_LEN).ok_or_else(broken)?;
    let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| broken())?;
    let text = key(secret)?.open_in_place(nonce, Aad::empty(), text).map_err(|_| broken())?;
    std::str::from_utf8(text).map(str::to_owned).map_err(|_| broken())
}

fn key(secret: &str) -> Result<RandomizedNonceKey> {
    let bytes = Sha256::digest(format!("chengfeng seal {secret}"));
    RandomizedNonceKey::new(&AES_256_GCM, &bytes).map_err(|_| Error::internal("no cipher"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_same_secret_opens_what_was_sealed() {
        let sealed = seal("user:1 0190b6c4", "电话 13900001234").expect("seals");
        assert!(!sealed.contains("1390000"));
        assert_ne!(sealed, seal("user:1 0190b6c4", "电话 13900001234").expect("seals"), "no two are alike");
        assert_eq!(open("user:1 0190b6c4", &sealed).expect("opens"), "电话 13900001234");
        assert!(open("user:2 0190b6c4", &sealed).is_err());
        assert!(open("user:1 0190b6c4", &sealed[4..]).is_err());
        assert!(open("user:1 0190b6c4", "短").is_err());
    }
}
