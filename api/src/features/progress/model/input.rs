//! What is sent in.
