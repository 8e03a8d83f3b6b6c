//! Operations of this room: saved views in [`views`], preferences in [`preferences`], conditions in words in
//! [`conditions`].

pub mod conditions;
pub mod preferences;
pub mod views;

use crate::http::ServiceConfig;

/// The operations of this room.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(views::list_saved_views)
        .service(views::create_saved_view)
        .service(views::get_saved_view)
        .service(views::replace_saved_view)
        .service(views::withdraw_saved_view)
        .service(conditions::get_list_conditions)
        .service(preferences::get_preferences)
        .service(preferences::put_preferences);
}
