//! 企业登记的纯规则：填写检查、查重。

mod check;

pub use check::{Checked, check, check_name, imprecise_date};

#[cfg(test)]
mod tests;
