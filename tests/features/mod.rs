//! Every operation, room by room: happy, refused, invalid, conflict.

mod faults;
mod http;
mod jobs;
mod journal;
