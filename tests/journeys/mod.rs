//! Stories that a bureau would recognise.

mod ledgers;
