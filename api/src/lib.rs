//! 乘风

pub mod text;
