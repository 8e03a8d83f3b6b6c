//! The operations of the room.

mod login;
mod me;
mod roles;
mod sessions;
mod tokens;
mod units;
mod users;
mod visit;

pub use units::TABLE as UNITS_TABLE;
pub use users::TABLE as USERS_TABLE;

use crate::http::ServiceConfig;

/// The operations of this room.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(login::get_sign_in)
        .service(login::login_user)
        .service(login::refresh_session)
        .service(login::logout_user)
        .service(login::change_password)
        .service(me::get_me)
        .service(sessions::list_sessions)
        .service(sessions::revoke_session)
        .service(units::list_units)
        .service(units::create_unit)
        .service(units::get_unit)
        .service(units::replace_unit)
        .service(units::update_unit)
        .service(units::close_unit)
        .service(units::reopen_unit)
        .service(users::list_users)
        .service(users::create_user)
        .service(users::get_user)
        .service(users::replace_user)
        .service(users::update_user)
        .service(users::reset_password)
        .service(users::deactivate_user)
        .service(users::reactivate_user)
        .service(users::unlock_user)
        .service(roles::preview_roles)
        .service(roles::replace_roles)
        .service(tokens::list_api_tokens)
        .service(tokens::create_api_token)
        .service(tokens::list_token_scopes)
        .service(tokens::list_token_enterprises)
        .service(tokens::get_api_token)
        .service(tokens::revoke_api_token);
}
