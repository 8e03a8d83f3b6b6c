//! Everything between the wire and the rooms.
//!
//! - [`ctx`]: who calls, and the one way to the database
//! - [`contract`]: the OpenAPI document as law: bodies and queries are checked against it before a room sees them
//! - [`body`], [`query`], [`etag`], [`reply`], [`idempotency`]: the parts of a request and an answer
//! - [`finish`]: the outermost layer: request id, headers, problem bodies, the canonical log line
//! - [`route`]: which operation a path means
//! - [`service`]: what rooms register their operations with; [`written`]: the document as kept in memory
//! - [`titles`]: what the document calls a field and the codes of a closed set
//! - [`openapi`]: what is added to the generated document for every operation; [`docs`]: the offline pages of the document
//! - [`spa`]: the pages of `web/`

pub mod body;
pub mod contract;
pub mod ctx;
pub mod docs;
pub mod etag;
pub mod fallback;
pub mod finish;
pub mod idempotency;
pub mod limits;
pub mod openapi;
pub mod query;
pub mod reply;
pub mod route;
pub mod service;
pub mod spa;
mod tags;
pub mod titles;
mod written;

pub use body::{Json, Patch};
pub use ctx::{Ctx, PublicCtx};
pub use etag::IfMatch;
pub use query::Query;
pub use reply::Reply;
pub use service::ServiceConfig;
pub use written::Written;
