//! Pure rules of files: what a content is, and which names are safe.

mod kind;
mod name;

pub use kind::{Refusal, recognise};
pub use name::{disposition, safe_name};
