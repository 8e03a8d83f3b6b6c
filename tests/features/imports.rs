//! Imports: reading, fixing, committing, undoing; who may; what goes wrong.

mod again;
mod cycle;
mod guard;
mod mappings;
mod reading;
mod undo;
