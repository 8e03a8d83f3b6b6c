//! Imports: reading, fixing, committing, undoing; who may; what goes wrong.

mod cycle;
mod guard;
mod reading;
mod undo;
