//! 乘风：城市招商引资工作系统。
//!
//! The map, top down; a module uses only modules below it:
//! [`app`] lists rooms and jobs · [`features`] the rooms · [`lists`] lists that people take away as a table · [`policy`] who may do what · [`journal`] the append-only
//! trail · [`rulesets`] rules as data, with history · [`jobs`] background work · [`http`] between the wire and the
//! rooms · [`outgoing`] calls to other systems · [`live`] what open pages hear at once · [`work`] the unit of work · [`auth`] who is calling · [`db`] two databases, one body of queries · [`codes`] official code lists · [`text`]
//! Chinese text: search tokens, sort keys, names · [`error`], [`config`], [`clock`], [`telemetry`].

pub mod app;
pub mod auth;
pub mod clock;
pub mod codes;
pub mod config;
pub mod db;
pub mod error;
pub mod features;
pub mod http;
pub mod jobs;
pub mod journal;
pub mod lists;
pub mod live;
pub mod outgoing;
pub mod policy;
pub mod remembered;
pub mod rulesets;
pub mod telemetry;
pub mod text;
pub mod waiting;
pub mod work;
