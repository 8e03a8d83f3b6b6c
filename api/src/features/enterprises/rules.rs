//! 企业登记的纯规则：填写检查、查重、电话、合并时各项取谁的。

mod check;
mod duplicates;
mod merge;
mod phone;
mod register;

pub use check::{Checked, check, check_name, imprecise_date};
pub use duplicates::{Found, Known, SUSPECTED, compare, is_part_of_code, search_text};
pub use merge::{changed_fields, combine};
pub use phone::{Phone, check_contact, mask, parse_phone};
pub use register::Register;

#[cfg(test)]
mod tests;
