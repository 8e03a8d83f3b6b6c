//! Hashing passwords: argon2id with 19 MiB, two passes, one lane (OWASP, RFC 9106), and never more hashes at once than
//! cores, so that a flood of sign-ins cannot take the memory and the processors of everybody else.

use super::secrets;
use crate::error::{Code, Error, Result};
use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use std::sync::{Condvar, LazyLock, Mutex, PoisonError};
use std::time::{Duration, Instant};

const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;
/// Longest wait for a turn; then the caller is asked to come back.
const PATIENCE: Duration = Duration::from_secs(5);
/// Letters and digits that cannot be mistaken for one another on a slip of paper.
const READABLE: [&[u8]; 3] = [b"ABCDEFGHJKMNPQRSTUVWXYZ", b"abcdefghijkmnpqrstuvwxyz", b"23456789"];

/// Hash of a password nobody has; verifying against it costs the same as against a real one.
static DUMMY: LazyLock<String> =
    LazyLock::new(|| compute(&secrets::random_256()).unwrap_or_else(|_| String::new()));

struct Turns {
    free: Mutex<usize>,
    released: Condvar,
}

static TURNS: LazyLock<Turns> = LazyLock::new(|| Turns {
    free: Mutex::new(std::thread::available_parallelism().map_or(1, usize::from)),
    released: Condvar::new(),
});

struct Turn;

impl Turn {
    fn take() -> Result<Self> {
        let until = Instant::now() + PATIENCE;
        let mut free = TURNS.free.lock().unwrap_or_else(PoisonError::into_inner);
        while *free == 0 {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(Error::new(Code::ServerBusy)
                    .detail("此刻登录的人太多，请稍候几秒再试。")
                    .with_header("Retry-After", "5"));
            }
            free = TURNS.released.wait_timeout(free, left).unwrap_or_else(PoisonError::into_inner).0;
        }
        *free -= 1;
        Ok(Self)
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        *TURNS.free.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        TURNS.released.notify_one();
    }
}

fn hasher() -> Result<Argon2<'static>> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(Error::internal)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn compute(password: &str) -> Result<String> {
    Ok(hasher()?.hash_password(password.as_bytes()).map_err(Error::internal)?.to_string())
}

/// Hash of a password with a salt of its own, as a PHC text.
///
/// # Errors
/// 503 when too many are being hashed.
pub fn hash(password: &str) -> Result<String> {
    let _turn = Turn::take()?;
    compute(password)
}

/// Does the password fit the hash? Without a hash the same work is done and the answer is no, so that an account that
/// does not exist takes as long as a wrong password.
///
/// # Errors
/// 503 when too many are being hashed.
pub fn verify(password: &str, hash: Option<&str>) -> Result<bool> {
    let dummy = DUMMY.as_str();
    let _turn = Turn::take()?;
    let parsed = PasswordHash::new(hash.unwrap_or(dummy)).map_err(Error::internal)?;
    let fits = hasher()?.verify_password(password.as_bytes(), &parsed).is_ok();
    Ok(fits && hash.is_some())
}

/// A random password to be handed over once, such as `Kd7m-x4Pq-9wTn`: some 60 bits, three kinds of characters.
pub fn one_time() -> String {
    let groups: Vec<String> = (0..3)
        .map(|_| {
            let mut group: Vec<u8> = READABLE.iter().map(|kind| pick(kind)).collect();
            group.push(pick(&READABLE.concat()));
            // the place of each kind is random too
            for i in (1..group.len()).rev() {
                group.swap(i, secrets::random_below(i + 1));
            }
            group.into_iter().map(char::from).collect()
        })
        .collect();
    groups.join("-")
}

fn pick(from: &[u8]) -> u8 {
    from[secrets::random_below(from.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_fits_its_password_only_and_names_its_cost() {
        let made = hash("一个很长的口令 2026").expect("hashes");
        assert!(made.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{made}");
        assert!(verify("一个很长的口令 2026", Some(&made)).expect("verifies"));
        assert!(!verify("一个很长的口令 2027", Some(&made)).expect("verifies"));
        assert!(!verify("anything", None).expect("verifies"));
        assert_ne!(made, hash("一个很长的口令 2026").expect("hashes"), "salted");
    }

    #[test]
    fn one_time_passwords_differ_and_hold_three_kinds() {
        let (a, b) = (one_time(), one_time());
        assert_ne!(a, b);
        for kind in READABLE {
            assert!(a.bytes().any(|c| kind.contains(&c)), "{a}");
        }
        assert_eq!(a.len(), 14);
    }

    #[test]
    fn more_than_the_cores_wait_their_turn() {
        let threads: Vec<_> = (0..6).map(|_| std::thread::spawn(|| hash("x").is_ok())).collect();
        assert!(threads.into_iter().all(|t| t.join().expect("joins")));
    }
}
