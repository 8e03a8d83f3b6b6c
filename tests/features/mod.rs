//! Every operation, room by room: happy, refused, invalid, conflict.

mod amendments;
mod auth;
mod calendar;
mod claims;
mod codes;
mod commands;
mod crash;
mod enterprises;
mod faults;
mod files;
mod funds;
mod http;
mod imports;
mod jobs;
mod journal;
mod lifecycle;
mod paging;
mod people;
mod projects;
mod receptions;
mod rulesets;
mod signatures;
mod signing_events;
mod tokens;
mod trips;
