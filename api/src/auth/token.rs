//! The text of an API token: `cf_` + 8 characters of public id + 43 of secret + 6 of CRC32, all base62.
//! Secret scanners and typing errors are caught by the checksum, without the database.

use super::secrets;
use std::net::IpAddr;

/// Every token begins so.
pub const PREFIX: &str = "cf_";
const ID: usize = 8;
const SECRET: usize = 43;
const CHECK: usize = 6;

/// A new token; the text is shown once and never stored.
pub struct NewToken {
    /// What the holder gets.
    pub text: String,
    /// Public part, for look-up.
    pub prefix: String,
    /// SHA-256 of the whole text.
    pub hash: String,
}

/// Makes a token with 256 bits of secret.
pub fn generate() -> NewToken {
    let body = format!("{}{}", secrets::random_base62(ID), secrets::random_base62(SECRET));
    let text = format!("{PREFIX}{body}{}", checksum(&body));
    NewToken { prefix: body[..ID].to_owned(), hash: secrets::sha256_hex(&text), text }
}

/// Splits a token into public id and hash; `None` when form or checksum is wrong.
pub fn parse(text: &str) -> Option<(String, String)> {
    let rest = text.strip_prefix(PREFIX)?;
    if rest.len() != ID + SECRET + CHECK || !rest.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return None;
    }
    let (body, check) = rest.split_at(ID + SECRET);
    (checksum(body) == check).then(|| (body[..ID].to_owned(), secrets::sha256_hex(text)))
}

fn checksum(body: &str) -> String {
    const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    let mut n = u64::from(crc32fast::hash(body.as_bytes()));
    let mut out = [b'0'; CHECK];
    for place in out.iter_mut().rev() {
        *place = DIGITS[(n % 62) as usize];
        n /= 62;
    }
    out.iter().map(|b| char::from(*b)).collect()
}

/// Is the address on the list of addresses and CIDR blocks? An empty list allows all.
pub fn address_allowed(list: &[String], address: Option<IpAddr>) -> bool {
    list.is_empty() || address.is_some_and(|a| list.iter().any(|entry| within(entry, a)))
}

fn within(entry: &str, address: IpAddr) -> bool {
    let (network, bits) = match entry.split_once('/') {
        Some((network, bits)) => (network, bits.parse::<u32>().ok()),
        None => (entry, Some(u32::MAX)),
    };
    let (Ok(network), Some(bits)) = (network.parse::<IpAddr>(), bits) else { return false };
    match (network.to_canonical(), address.to_canonical()) {
        (IpAddr::V4(n), IpAddr::V4(a)) => {
            same_prefix(u32::from(n).into(), u32::from(a).into(), bits.min(32) + 96)
        }
        (IpAddr::V6(n), IpAddr::V6(a)) => same_prefix(n.into(), a.into(), bits.min(128)),
        _ => false,
    }
}

fn same_prefix(a: u128, b: u128, bits: u32) -> bool {
    bits == 0 || (a ^ b) >> (128 - bits) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_survives_its_own_check_and_no_typing_error() {
        let token = generate();
        let (prefix, hash) = parse(&token.text).expect("own token");
        assert_eq!((prefix, hash), (token.prefix, token.hash));
        let mut wrong = token.text.clone().into_bytes();
        wrong[20] = if wrong[20] == b'a' { b'b' } else { b'a' };
        assert!(parse(&String::from_utf8(wrong).expect("ascii")).is_none());
        assert!(parse("cf_short").is_none() && parse("").is_none());
    }

    #[test]
    fn address_lists_hold_addresses_and_blocks() {
        let list = vec!["192.0.2.7".to_owned(), "10.1.0.0/16".to_owned(), "2001:db8::/32".to_owned()];
        let ok = |a: &str| address_allowed(&list, a.parse().ok());
        assert!(ok("192.0.2.7") && ok("10.1.255.3") && ok("2001:db8::1"));
        assert!(!ok("192.0.2.8") && !ok("10.2.0.1") && !ok("2001:db9::1"));
        assert!(address_allowed(&[], None) && !address_allowed(&list, None));
    }
}
