//! Pure decisions about trips: plans, states, outcomes, the report's day, effects.

pub mod effects;
pub mod outcomes;
pub mod plan;
pub mod receptions;
pub mod states;
#[cfg(test)]
mod tests;
pub mod times;
pub mod totals;

use crate::error::FieldError;

/// One wrong field.
fn wrong(pointer: impl Into<String>, code: &str, message: impl Into<String>) -> FieldError {
    FieldError { pointer: pointer.into(), code: code.to_owned(), message: message.into() }
}
