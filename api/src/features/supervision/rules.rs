//! Pure decisions: colours ([`colours`], in words [`words`]) and slips ([`slips`]).

pub mod colours;
pub mod slips;
pub mod words;

#[cfg(test)]
mod tests;

use crate::error::FieldError;

/// One wrong field.
pub fn wrong(pointer: impl Into<String>, code: &str, message: impl Into<String>) -> FieldError {
    FieldError { pointer: pointer.into(), code: code.to_owned(), message: message.into() }
}
