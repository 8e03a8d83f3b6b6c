//! Copies ([`copies`]), notices and how people want them ([`notices`]), the daily work of reminding ([`remind`]),
//! channels ([`channels`]), messages ([`messages`]) and their way out ([`send`]); what things are called ([`names`]).

pub mod channels;
pub mod copies;
pub mod messages;
pub mod names;
pub mod notices;
pub mod remind;
pub mod send;
