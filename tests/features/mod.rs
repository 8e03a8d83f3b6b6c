//! Every operation, room by room: happy, refused, invalid, conflict.

mod http;
mod jobs;
mod journal;
