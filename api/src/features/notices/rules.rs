//! Pure rules: when somebody is told ([`stages`]), in which words ([`texts`]), what a channel must have ([`channels`]).

pub mod channels;
pub mod stages;
pub mod texts;
