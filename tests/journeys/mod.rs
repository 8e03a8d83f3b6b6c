//! Stories that a bureau would recognise.

mod lead_to_production;
mod ledgers;
mod signature_counts_once;
mod tour;
