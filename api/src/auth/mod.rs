//! Who is calling: people with a signed access token, partner enterprises and integrators with an API token.
//!
//! Signing in, refreshing and administering live in the room `people`; here is only what every request needs.
//! Tests: `tests/features/auth.rs`.

pub mod authenticate;
pub mod caller;
pub mod jwt;
pub mod password;
pub mod seal;
pub mod secrets;
pub mod token;

pub use caller::{Caller, TokenCaller};
