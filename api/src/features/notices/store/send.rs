//! The job that sends one message. It is over only when the other side has taken the message or it was given up; a
//! process that is killed in between sends it again, under the same number.

use super::super::model::{ChannelKind, ChannelRow, MessagePurpose, MessageRow, MessageState};
use super::super::rules::channels::judge;
use super::{channels, messages};
use crate::app::App;
use crate::auth::seal;
use crate::db::types::Stamp;
use crate::error::{Code, Error, Result};
use crate::jobs::Running;
use crate::outgoing::{Failure, Mail, post_json, send_mail};
use crate::work::Origin;
use aws_lc_rs::hmac;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

/// Name of the job.
pub const JOB: &str = "notices.send";

/// Sends the message of the payload.
///
/// # Errors
/// The other side did not take it and is to be asked again; database errors.
pub fn run(running: &Running<'_>, payload: &Value) -> Result<Value> {
    let id = payload["message_id"].as_i64().ok_or_else(|| Error::internal("no message in the job"))?;
    let app = running.app;
    let (message, channel) = app.read(running.origin, |tx| {
        let (message, _) = messages::find(tx, id)?;
        let channel = channels::find(tx, message.channel_id)?;
        Ok((message, channel))
    })?;
    if matches!(message.state, MessageState::Sent | MessageState::GivenUp) {
        return Ok(json!({ "state": message.state }));
    }
    let outcome = send(app, &channel, &message, app.clock.now());
    let attempts = message.attempts + 1;
    let (state, reason) = match &outcome {
        Ok(()) => (MessageState::Sent, None),
        Err(failure) if failure.passing && attempts < app.config.outgoing.attempts => {
            (MessageState::Failed, Some(failure.reason.as_str()))
        }
        Err(failure) => (MessageState::GivenUp, Some(failure.reason.as_str())),
    };
    app.write(&Origin::system("notices"), |tx| {
        tx.mark_journalled(); // the messages are their own log
        messages::note(tx, id, state, attempts, reason)
    })?;
    match state {
        // the job table asks again, later each time
        MessageState::Failed => Err(Error::new(Code::ServerBusy).detail(reason.unwrap_or_default())),
        _ => Ok(json!({ "state": state })),
    }
}

fn send(app: &App, channel: &ChannelRow, message: &MessageRow, now: Stamp) -> Result<(), Failure> {
    if !channel.active && message.purpose == MessagePurpose::Reminder {
        return Err(Failure::lasting("渠道已停用。启用后可以重发。"));
    }
    let settings = &app.config.outgoing;
    let text = format!("{}\n{}", message.subject, message.body);
    let open = |sealed: &Option<String>| -> Result<Option<String>, Failure> {
        let unreadable =
            || Failure::lasting("存下的钥匙读不出来（可能恢复自另一台机器）。请在渠道里重新填写。");
        let Some(sealed) = sealed else { return Ok(None) };
        let secret = channels::sealing_secret(app).map_err(|_| unreadable())?;
        Ok(Some(seal::open(&secret, sealed).map_err(|_| unreadable())?))
    };
    let key = open(&channel.sealed_key)?.unwrap_or_default();
    match channel.kind {
        ChannelKind::WecomRobot => {
            let url = format!("{}/cgi-bin/webhook/send?key={key}", settings.wecom_url.trim_end_matches('/'));
            let body = json!({"msgtype": "text", "text": {"content": text}});
            judge(channel.kind, &post_json(settings, &url, &body)?)
        }
        ChannelKind::DingtalkRobot => {
            let base = settings.dingtalk_url.trim_end_matches('/');
            let mut url = format!("{base}/robot/send?access_token={key}");
            if let Some(secret) = open(&channel.sealed_secret)? {
                let millis = now.micros() / 1000;
                url.push_str(&format!("&timestamp={millis}&sign={}", sign(millis, &secret)));
            }
            let body = json!({"msgtype": "text", "text": {"content": text}});
            judge(channel.kind, &post_json(settings, &url, &body)?)
        }
        ChannelKind::Email => {
            let to: Vec<String> = match &message.recipient {
                Some(own) => vec![own.clone()],
                None => channel.recipients.read(),
            };
            let mail =
                Mail { to: &to, subject: &message.subject, body: &message.body, number: &message.number };
            send_mail(settings, &mail)
        }
    }
}

/// The signature of 钉钉: HMAC-SHA256 of time and secret under the secret, Base64, fit for an address.
fn sign(millis: i64, secret: &str) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
    let tag = hmac::sign(&key, format!("{millis}\n{secret}").as_bytes());
    STANDARD.encode(tag.as_ref()).replace('+', "%2B").replace('/', "%2F").replace('=', "%3D")
}

#[cfg(test)]
mod tests {
    use super::sign;

    #[test]
    fn signatures_are_those_that_the_robot_expects() {
        // worked out with Python's hmac and urllib.parse.quote_plus
        assert_eq!(sign(1_577_262_236_757, "this is secret"), SIGNED);
    }

    const SIGNED: &str = "hmPWwU%2B7lVdm3ZZz0r9tSfx0L4Q26jWOZr9%2BGs6EZQM%3D";
}
