//! Operations: notices in [`notices`], copies in [`copies`], the stream of live changes in [`live`], channels in
//! [`channels`], what went through them in [`messages`].

mod channels;
mod copies;
mod live;
mod messages;
mod notices;

pub use channels::set_up;
pub use copies::send_told;

use crate::error::{Error, Result};
use crate::http::ServiceConfig;
use crate::policy::{Action, Relations, require};
use crate::work::Tx;

/// The operations of this room. Fixed paths come before placeholders.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(notices::list_notices)
        .service(notices::read_notices)
        .service(notices::get_notice)
        .service(notices::read_notice)
        .service(notices::get_notice_settings)
        .service(notices::put_notice_settings)
        .service(copies::list_carbon_copies)
        .service(copies::create_carbon_copies)
        .service(copies::get_carbon_copy)
        .service(copies::read_carbon_copy)
        .service(live::stream_events)
        .service(channels::list_channels)
        .service(channels::create_channel)
        .service(channels::get_channel)
        .service(channels::replace_channel)
        .service(channels::test_channel)
        .service(messages::list_outgoing_messages)
        .service(messages::get_outgoing_message)
        .service(messages::retry_outgoing_message);
}

/// The person who calls, for what is his own.
fn person(tx: &Tx<'_>, action: Action) -> Result<i64> {
    require(tx.caller, action, Relations { own: true, ..Relations::default() })?;
    tx.caller.user_id.ok_or_else(Error::not_found)
}
