//! Sending mail through the server of the settings.

use super::{Failure, resolve};
use crate::config::{Outgoing, SmtpTls};
use lettre::message::header::ContentType;
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::{SmtpTransport, Transport};
use std::net::SocketAddr;
use std::time::Duration;

/// One mail.
#[derive(Debug, Clone)]
pub struct Mail<'a> {
    /// To whom.
    pub to: &'a [String],
    /// Subject.
    pub subject: &'a str,
    /// Plain text.
    pub body: &'a str,
    /// Names the mail, so that who gets it twice sees that it is the same.
    pub number: &'a str,
}

/// Hands a mail to the server.
///
/// # Errors
/// No server in the settings, one that may not be called or does not answer, an address that it refuses.
pub fn send_mail(settings: &Outgoing, mail: &Mail<'_>) -> Result<(), Failure> {
    if settings.smtp_host.is_empty() {
        return Err(Failure::lasting("还没有配置邮件服务器，请系统管理员填写配置 outgoing.smtp_host 等项。"));
    }
    let message = written(settings, mail)?;
    let addresses = resolve(settings, &settings.smtp_host, settings.smtp_port)?;
    let named = |address: &SocketAddr| settings.allow_addresses.contains(&address.ip());
    if settings.smtp_tls == SmtpTls::Off && !addresses.iter().all(named) {
        return Err(Failure::lasting(
            "不加密的邮件只能交给配置 outgoing.allow_addresses 写明的邮件服务器。请改用 tls 或 starttls。",
        ));
    }
    let mut last = None;
    for address in addresses {
        let transport = transport(settings, address.ip().to_string())?;
        match transport.send(&message) {
            Ok(_) => return Ok(()),
            Err(error) if error.is_permanent() => {
                let code = error.status().map(|c| c.to_string()).unwrap_or_default();
                return Err(Failure::lasting(format!(
                    "邮件服务器拒收（{code}）。请检查收件地址、发件地址与账号。"
                )));
            }
            Err(error) => last = Some(error),
        }
    }
    let code = last.and_then(|e| e.status().map(|c| format!("（{c}）"))).unwrap_or_default();
    Err(Failure::passing(format!(
        "邮件服务器 {} 连接不上或暂时不收{code}。系统会自动重试；一直不成的，请检查网络与配置。",
        settings.smtp_host
    )))
}

fn written(settings: &Outgoing, mail: &Mail<'_>) -> Result<Message, Failure> {
    let from: Mailbox = settings
        .smtp_from
        .parse()
        .map_err(|_| Failure::lasting("发件地址写得不对，请系统管理员检查配置 outgoing.smtp_from。"))?;
    let domain = from.email.domain().to_owned();
    let mut message = Message::builder()
        .from(from)
        .subject(mail.subject)
        .message_id(Some(format!("<{}@{domain}>", mail.number)))
        .header(ContentType::TEXT_PLAIN);
    for to in mail.to {
        let to: Mailbox =
            to.parse().map_err(|_| Failure::lasting("收件地址写得不对，请在渠道或提醒方式里改正。"))?;
        message = message.to(to);
    }
    message.body(mail.body.to_owned()).map_err(|_| Failure::lasting("邮件没有收件人，请在渠道里填写。"))
}

/// A connection to the address that was judged, trusted as the name of the settings.
fn transport(settings: &Outgoing, address: String) -> Result<SmtpTransport, Failure> {
    let parameters = || {
        TlsParameters::new(settings.smtp_host.clone())
            .map_err(|_| Failure::lasting("邮件服务器的名称写得不对，请检查配置 outgoing.smtp_host。"))
    };
    let tls = match settings.smtp_tls {
        SmtpTls::Tls => Tls::Wrapper(parameters()?),
        SmtpTls::Starttls => Tls::Required(parameters()?),
        SmtpTls::Off => Tls::None,
    };
    let name = settings.smtp_from.rsplit_once('@').map_or("localhost", |(_, domain)| domain);
    let mut builder = SmtpTransport::builder_dangerous(address)
        .port(settings.smtp_port)
        .tls(tls)
        .hello_name(ClientId::Domain(name.trim_end_matches('>').to_owned()))
        .timeout(Some(Duration::from_secs(settings.timeout_seconds)));
    if !settings.smtp_username.is_empty() {
        let password = std::fs::read_to_string(&settings.smtp_password_file).map_err(|_| {
            Failure::lasting("读不到邮件账号的口令，请检查配置 outgoing.smtp_password_file 所指的文件。")
        })?;
        let password = password.trim_end_matches(['\r', '\n']).to_owned();
        builder = builder.credentials(Credentials::new(settings.smtp_username.clone(), password));
    }
    Ok(builder.build())
}
