//! Rows and words of exports ([`exports`]), their templates ([`templates`]), rates ([`rates`]) and annual targets
//! ([`targets`]).

pub mod dashboard;
mod exports;
pub mod months;
pub mod rates;
pub mod targets;
mod templates;

pub use exports::*;
pub use templates::*;
