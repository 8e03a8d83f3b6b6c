//! Rows and words of notices ([`notices`]), of copies ([`copies`]), of channels and what is sent through them
//! ([`channels`]), and the rules by which people are reminded ([`reminders`]).

mod channels;
mod copies;
mod notices;
mod reminders;

pub use channels::*;
pub use copies::*;
pub use notices::*;
pub use reminders::*;
