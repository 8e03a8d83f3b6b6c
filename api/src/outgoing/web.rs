//! Posting JSON to another system.

use super::{Failure, resolve};
use crate::config::Outgoing;
use serde_json::Value;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::tls::{RootCerts, TlsConfig};
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};

/// Most of an answer that is read.
const MOST_BYTES: u64 = 64 * 1024;

/// What the other side answered.
#[derive(Debug, Clone)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// JSON body; null when it was something else.
    pub body: Value,
}

/// Only the addresses that were judged.
#[derive(Debug)]
struct Judged(Vec<SocketAddr>);

impl Resolver for Judged {
    fn resolve(&self, _: &Uri, _: &Config, _: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let mut all = self.empty();
        self.0.iter().take(8).for_each(|address| all.push(*address));
        Ok(all)
    }
}

/// Posts a document. `url` may hold a secret: failures do not repeat it.
///
/// # Errors
/// A wrong address, one that may not be called, no connection, no answer in time. Any answer of HTTP is none.
pub fn post_json(settings: &Outgoing, url: &str, body: &Value) -> Result<Answer, Failure> {
    let uri: Uri =
        url.parse().map_err(|_| Failure::lasting("发送地址写得不对，请系统管理员检查配置 outgoing。"))?;
    let host = uri.host().unwrap_or_default().to_owned();
    let secure = uri.scheme_str() == Some("https");
    if host.is_empty() || !(secure || uri.scheme_str() == Some("http")) {
        return Err(Failure::lasting("发送地址应以 https:// 开头，请系统管理员检查配置 outgoing。"));
    }
    let port = uri.port_u16().unwrap_or(if secure { 443 } else { 80 });
    let addresses = resolve(settings, &host, port)?;
    let tls = TlsConfig::builder()
        .root_certs(RootCerts::PlatformVerifier)
        .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::aws_lc_rs::default_provider()))
        .build();
    let config = Config::builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .proxy(None) // a proxy of the environment would resolve the name itself
        .timeout_global(Some(Duration::from_secs(settings.timeout_seconds)))
        .tls_config(tls)
        .user_agent("chengfeng")
        .build();
    let agent = ureq::Agent::with_parts(config, DefaultConnector::default(), Judged(addresses));
    let sent = agent.post(url).content_type("application/json; charset=utf-8").send(body.to_string());
    let mut answer = sent.map_err(|error| failure(&host, &error))?;
    let text = answer.body_mut().with_config().limit(MOST_BYTES).read_to_string();
    let text = text.map_err(|error| failure(&host, &error))?;
    let body = serde_json::from_str(&text).unwrap_or_default();
    Ok(Answer { status: answer.status().as_u16(), body })
}

fn failure(host: &str, error: &ureq::Error) -> Failure {
    let what = match error {
        ureq::Error::Timeout(_) => "没有及时答复",
        ureq::Error::Tls(_) | ureq::Error::Rustls(_) => "的证书不能信任",
        ureq::Error::BodyExceedsLimit(_) => "的答复太长",
        ureq::Error::Io(_) | ureq::Error::ConnectionFailed | ureq::Error::HostNotFound => "连接不上",
        _ => "的答复读不懂",
    };
    Failure::passing(format!("{host} {what}。系统会自动重试；一直不成的，请检查网络与配置。"))
}
