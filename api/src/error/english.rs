//! What a wrong field or a missing thing is called for readers of English: by its stable code. The Chinese sentences are
//! written for clerks, with reason and repair; these say what kind of mistake it is, and the documentation says the rest.

use super::{Blocking, FieldError};

/// The sentence for a code of [`FieldError`]; a code without one of its own is named.
fn sentence(code: &str) -> Option<&'static str> {
    Some(match code {
        "required" => "This field is required.",
        "unknown" => "This field or value is not known here.",
        "unknown_industry" => "This industry code is not in the national classification.",
        "not_found" => "What this refers to does not exist, or you may not see it.",
        "type" => "The value has the wrong type.",
        "format" | "pattern" | "invalid_code" | "not_image" => "The value has the wrong format.",
        "length" | "too_long" | "too_large" => "The value is too long or too large.",
        "too_short" => "The value is too short.",
        "range" | "out_of_range" | "negative" | "zero" => "The value is outside the allowed range.",
        "in_future" | "future" => "The date may not lie in the future.",
        "in_past" | "not_future" => "The date may not lie in the past.",
        "too_early" | "before_start" => "The date is too early.",
        "too_late" => "The date is too late.",
        "order" | "not_later" | "not_before" => "The values are not in order.",
        "duplicate" | "repeated" | "each_once" | "reused" => "The value stands there twice.",
        "taken" => "The value is in use already.",
        "same" => "Nothing would change, or both sides are the same.",
        "sum" => "The parts do not add up.",
        "too_many" => "There are too many entries.",
        "empty" => "There is nothing to act on.",
        "overlap" => "The periods overlap.",
        "contradiction" | "inconsistent" | "conflict" | "contradicts" => "The value contradicts another one.",
        "fixed" | "immutable" | "locked" | "closed" => "The value can no longer be changed.",
        "foreign" | "foreign_unit" => "It belongs to another unit.",
        "deceptive" | "deceptive_character" => "The text contains characters that deceive the eye.",
        "not_allowed" | "not_possible" | "impossible" | "not_used" | "must_be_empty" => {
            "The value is not allowed here."
        }
        "circle" | "cycle" => "The reference leads back to itself.",
        "kind" => "The kind does not fit.",
        _ => return None,
    })
}

pub(super) fn field(error: &FieldError) -> FieldError {
    let message = sentence(&error.code)
        .map_or_else(|| format!("The value was refused: {}.", error.code), str::to_owned);
    FieldError { message, ..error.clone() }
}

pub(super) fn blocking(item: &Blocking) -> Blocking {
    Blocking {
        message: format!("Still in the way: {} ({}).", item.field, item.code),
        how_to_fix: "Provide or settle what is named, then try again.".to_owned(),
        ..item.clone()
    }
}
