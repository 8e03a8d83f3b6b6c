//! Stories that a bureau would recognise.

mod first_claim;
mod from_trip_to_funds;
mod integrator;
mod lead_to_production;
mod ledgers;
mod signature_counts_once;
mod tour;
