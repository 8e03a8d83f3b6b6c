//! Pure decisions: until when a claim holds, which matters overlap, who may object and rule until when, how credit is
//! split. Nothing here knows a database, the web or the clock.

mod check;
mod overlap;
mod shares;
mod standing;

pub use check::{
    check_extension, check_first_contact, check_objection, check_progress, check_ruler, check_rules,
    check_ruling, office_phone, question,
};
pub use overlap::{Matter, overlap};
pub use shares::{Fraction, check_shares, shares_or_lead, split_count, split_yuan};
pub use standing::{Lapse, lapse, lapses_on, must_be, protect, state_on};

#[cfg(test)]
mod tests;
