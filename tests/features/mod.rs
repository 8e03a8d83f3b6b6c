//! Every operation, room by room: happy, refused, invalid, conflict.

mod journal;
