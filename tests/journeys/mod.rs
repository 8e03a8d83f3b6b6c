//! Stories that a bureau would recognise.
