//! 附件、凭据：合同、批文、照片、报表等扫描件与电子件。
//!
//! Invariants: the type comes from the content, never from the name · the bytes lie once under their SHA-256, outside
//! any web root · a file belongs to whoever uploaded it until it is linked to a subject, then whoever sees the subject
//! sees the file · a sealed file (evidence of a passed audit) never changes, which both databases enforce by trigger.
//! Tests: `rules/` beside the rules, `tests/features/files.rs`.

mod api;
mod model;
pub mod rules;
mod store;

pub use api::{keep, routes};
pub use model::{MediaType, Row};
pub use store::content::inspect;
pub use store::{
    all_named, find_visible, keep_visible_ids, link, many, named, put, seal, uploaded_by_caller, uploaders,
};
