//! The command line: every command of the real program, as a person or a script runs it.

mod audit;
mod backups;
mod demo;
mod doctor;
mod import;
mod made_up;
mod settings;
mod upgrades;
mod users;
mod words;
