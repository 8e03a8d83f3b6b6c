//! One test binary
