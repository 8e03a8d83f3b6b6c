//! Stories that a bureau would recognise.

mod ledgers;
mod lead_to_production;
