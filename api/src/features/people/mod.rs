//! 单位、人员、角色、登录：who belongs to the house and what each may do.
//!
//! Invariants: units form one tree whose `path` and `sort_path` are kept true on every move · an account is never
//! deleted, only deactivated after its open work was handed over · roles are granted by the security administrator,
//! never to oneself, and the three administrators exclude each other · passwords, refresh tokens, device cookies and
//! API tokens are stored as hashes only, and what is shown once is kept sealed for a retry, else nowhere · one-time
//! passwords end · a change of roles, password or status voids earlier access tokens (epoch) · failed sign-ins shut out only the place they come from.
//! Tests: `tests/features/{auth,people,tokens}.rs`.

pub mod api;
pub mod model;
pub mod rules;
pub mod store;

pub use api::{UNITS_TABLE, USERS_TABLE, routes};
pub use store::accounts::{bootstrap, create_user, list_users, reset_password, write_first_login};
pub use store::setup::{
    UnitLine, UserLine, load_units, load_user, set_lasting_password, unit_named, unit_or_bureau,
};
