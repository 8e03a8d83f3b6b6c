//! The command line of `chengfeng`.

fn main() {}
