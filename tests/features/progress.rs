//! The rhythm of the months: when reports are due, who owes them, what a colour rests on.

mod facts;
