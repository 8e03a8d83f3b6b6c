//! 乘风

pub mod codes;
pub mod features;
pub mod text;
