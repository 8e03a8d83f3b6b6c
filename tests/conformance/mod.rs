//! Properties of the whole: the document, the policy, the schemas, the architecture.

mod architecture;
mod events;
mod openapi;
mod policy_matrix;
mod schema;
mod texts;
mod upgrade;
