//! Reading and writing imports: sessions, rows, remembered columns, the uploaded files, and the work of reading a file,
//! bringing its rows into the library and taking them out again.

pub mod commit;
pub mod convert;
pub mod library;
pub mod mappings;
pub mod reading;
pub mod rows;
pub mod sessions;
pub mod settling;
pub mod undo;
pub mod vault;
pub mod waiting;
