//! Every operation, room by room: happy, refused, invalid, conflict.

mod auth;
mod calendar;
mod enterprises;
mod faults;
mod funds;
mod http;
mod imports;
mod jobs;
mod journal;
mod people;
mod projects;
mod tokens;
