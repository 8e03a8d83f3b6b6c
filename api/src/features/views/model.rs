//! Rows and words of saved views ([`views`]) and of preferences ([`preferences`]).

mod preferences;
mod views;

pub use preferences::*;
pub use views::*;
