//! Every operation, room by room: happy, refused, invalid, conflict.

mod calendar;
mod faults;
mod http;
mod jobs;
mod auth;
mod journal;
mod people;
mod tokens;
