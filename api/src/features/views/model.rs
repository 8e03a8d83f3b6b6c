//! Rows and words of saved views ([`views`]), of preferences ([`preferences`]) and of conditions ([`conditions`]).

mod conditions;
mod preferences;
mod views;

pub use conditions::*;
pub use preferences::*;
pub use views::*;
