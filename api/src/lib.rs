//! 乘风

pub mod codes;
pub mod text;
