//! Pure decisions of this room.

pub mod complaints;
pub mod figures;
pub mod graph;
pub mod procedures;
pub mod settings;
pub mod tickets;

use crate::error::FieldError;

/// One wrong field.
pub fn wrong(pointer: impl Into<String>, code: &str, message: impl Into<String>) -> FieldError {
    FieldError { pointer: pointer.into(), code: code.to_owned(), message: message.into() }
}

/// A text without anything in it is none.
pub fn given(text: Option<&String>) -> bool {
    text.is_some_and(|t| !t.trim().is_empty())
}
