//! Rows and words of exports ([`exports`]) and their templates ([`templates`]).

mod exports;
mod templates;

pub use exports::*;
pub use templates::*;
