//! Where a sign-in comes from, and the cookies that go back.

use crate::app::App;
use crate::error::{Code, Error, Result};
use actix_web::HttpRequest;
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::header::{self, HeaderMap};
use std::net::IpAddr;

/// Cookie of the refresh token.
pub const REFRESH: &str = "cf_refresh";
/// Cookie of a browser from which somebody has signed in.
pub const DEVICE: &str = "cf_device";
const PATH: &str = "/api/v1/auth";
const DEVICE_DAYS: i64 = 180;
const LONGEST_DEVICE_NAME: usize = 200;

/// One visit to the operations of signing in.
#[derive(Clone)]
pub struct Visit {
    /// Network address.
    pub address: Option<IpAddr>,
    /// What the browser calls itself.
    pub device_name: String,
    /// The device cookie.
    pub device: Option<String>,
    /// The refresh cookie.
    pub refresh: Option<String>,
    secure: bool,
}

impl Visit {
    /// Reads a request; one that a foreign page caused is refused.
    ///
    /// # Errors
    /// `auth.foreign_origin`.
    pub fn of(app: &App, req: &HttpRequest) -> Result<Self> {
        check_origin(req.headers(), &app.config.cors_origins)?;
        let address = crate::http::ctx::peer(app, req);
        let cookie = |name| req.cookie(name).map(|c| c.value().to_owned()).filter(|v| v.len() <= 200);
        let agent = req.headers().get(header::USER_AGENT).and_then(|h| h.to_str().ok()).unwrap_or("未知设备");
        let on_this_machine = address.is_some_and(|a| a.is_loopback()) && host_is_loopback(req.headers());
        Ok(Self {
            address,
            device_name: agent.chars().take(LONGEST_DEVICE_NAME).collect(),
            device: cookie(DEVICE),
            refresh: cookie(REFRESH),
            secure: !(app.config.insecure_cookies || on_this_machine),
        })
    }

    /// The address as text.
    pub fn address_text(&self) -> String {
        self.address.map_or_else(|| "未知".to_owned(), |a| a.to_string())
    }

    /// The cookie of a new refresh token, kept for so many seconds or until the browser is closed.
    pub fn refresh_cookie(&self, secret: String, kept_seconds: Option<i64>) -> Cookie<'static> {
        self.cookie(REFRESH, secret, kept_seconds.map(Duration::seconds))
    }

    /// The cookie of a newly known browser.
    pub fn device_cookie(&self, secret: String) -> Cookie<'static> {
        self.cookie(DEVICE, secret, Some(Duration::days(DEVICE_DAYS)))
    }

    /// Takes the refresh cookie away.
    pub fn no_refresh_cookie(&self) -> Cookie<'static> {
        self.cookie(REFRESH, String::new(), Some(Duration::ZERO))
    }

    fn cookie(&self, name: &'static str, value: String, life: Option<Duration>) -> Cookie<'static> {
        let mut cookie = Cookie::build(name, value)
            .path(PATH)
            .http_only(true)
            .same_site(SameSite::Strict)
            .secure(self.secure)
            .finish();
        cookie.set_max_age(life);
        cookie
    }
}

fn host_is_loopback(headers: &HeaderMap) -> bool {
    let host = headers.get(header::HOST).and_then(|h| h.to_str().ok()).unwrap_or_default();
    let name = match host.strip_prefix('[') {
        Some(v6) => v6.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    name.eq_ignore_ascii_case("localhost") || name.parse::<IpAddr>().is_ok_and(|a| a.is_loopback())
}

/// A browser names the page that causes a request; it must be ours or on the list. Programs name none.
fn check_origin(headers: &HeaderMap, allowed: &[String]) -> Result<()> {
    let text = |name| headers.get(name).map(|h| h.to_str().unwrap_or("?"));
    let listed = |origin: &str| allowed.iter().any(|a| a.trim_end_matches('/').eq_ignore_ascii_case(origin));
    let own = |origin: &str| {
        let host = text(header::HOST).unwrap_or_default();
        origin.split_once("://").is_some_and(|(_, h)| !host.is_empty() && h.eq_ignore_ascii_case(host))
    };
    let good = match text(header::ORIGIN) {
        Some(origin) => own(origin) || listed(origin),
        None => text(header::HeaderName::from_static("sec-fetch-site"))
            .is_none_or(|s| s == "same-origin" || s == "none"),
    };
    if good {
        return Ok(());
    }
    Err(Error::new(Code::AuthOrigin)
        .detail("登录类请求只能由本系统的页面发出。请从本系统网址打开；跨站部署须由系统管理员把来源列入 cors_origins。"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    fn good(pairs: &[(&'static str, &'static str)], allowed: &[&str]) -> bool {
        let mut request = TestRequest::default();
        for pair in pairs {
            request = request.insert_header(*pair);
        }
        let allowed: Vec<String> = allowed.iter().map(|a| (*a).to_owned()).collect();
        check_origin(request.to_http_request().headers(), &allowed).is_ok()
    }

    #[test]
    fn only_our_own_and_listed_origins_may_use_the_cookie_routes() {
        let host = ("Host", "zs.example.gov.cn");
        assert!(good(&[host], &[]));
        assert!(good(&[host, ("Origin", "https://zs.example.gov.cn")], &[]));
        assert!(good(&[host, ("Origin", "https://other.example")], &["https://other.example/"]));
        for origin in ["https://evil.example", "null", "https://zs.example.gov.cn.evil.example", "https://"] {
            assert!(!good(&[host, ("Origin", origin)], &[]), "{origin}");
        }
        assert!(!good(&[host, ("Sec-Fetch-Site", "cross-site")], &[]));
        assert!(good(&[host, ("Sec-Fetch-Site", "same-origin")], &[]));
    }

    #[test]
    fn only_a_loopback_host_goes_without_secure() {
        let host = |h: &'static str| {
            host_is_loopback(TestRequest::default().insert_header(("Host", h)).to_http_request().headers())
        };
        assert!(host("localhost:8080") && host("127.0.0.1") && host("[::1]:8080"));
        assert!(!host("zs.example.gov.cn") && !host("localhost.evil.example") && !host(""));
    }
}
