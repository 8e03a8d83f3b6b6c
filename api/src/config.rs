//! Settings: one struct, from a file and the environment; unknown keys are refused.
//!
//! Order: built-in defaults, then `chengfeng.toml` in the data folder (or the file named by `CHENGFENG_CONFIG`), then
//! `CHENGFENG_…` variables. `chengfeng config check` shows the result.

use crate::db::pool::Target;
use serde::{Deserialize, Serialize};
use std::net::IpAddr;
use std::path::{Path, PathBuf};

/// Everything that can be set.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Folder of the database, files, keys and backups (`CHENGFENG_DATA`).
    pub data: PathBuf,
    /// Database address (`CHENGFENG_DATABASE_URL`); empty = SQLite in the data folder.
    pub database_url: String,
    /// Address to listen on (`CHENGFENG_LISTEN`).
    pub listen: String,
    /// Folder of the built pages, `web/dist` (`CHENGFENG_WEB`); empty = the service has no pages but its documentation.
    pub web: PathBuf,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// Foreign origins that may call from a browser; empty = none.
    pub cors_origins: Vec<String>,
    /// Send the refresh cookie over plain http too. Off = `Secure`, except on loopback.
    pub insecure_cookies: bool,
    /// Password profile: `djbh3` (complexity and rotation) or `nist` (length and common-password list only).
    pub password_profile: PasswordProfile,
    /// Life of an access token, minutes (10–15).
    pub access_minutes: i64,
    /// Life of a session without use, hours.
    pub session_hours: i64,
    /// For how many days somebody may stay signed in on his machine (0 = not offered). Such a sign-in outlives the browser
    /// and is not locked for idleness.
    pub remembered_days: i64,
    /// Whom to call when one cannot sign in, e.g. `市招商局综合科 0935-1234567`; shown on the page of signing in.
    pub help_contact: String,
    /// Life of a one-time password, hours; after it the password has to be reset again.
    pub one_time_password_hours: i64,
    /// Reading connections.
    pub readers: u32,
    /// How long a request waits for a connection, milliseconds.
    pub database_wait_ms: u64,
    /// Worker threads of the HTTP server; 0 = one a core.
    pub workers: usize,
    /// Background jobs worked on at the same time.
    pub job_workers: usize,
    /// Largest upload, MiB.
    pub upload_mib: usize,
    /// How long the file of an export is kept, days.
    pub export_days: i64,
    /// JSON logs for machines (`CHENGFENG_LOG_JSON=true`).
    pub log_json: bool,
    /// Mounts `/bench/constant/{bytes}` for `make bench` (`CHENGFENG_BENCH=true`); never in a city's installation.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub bench: bool,
    /// Streams of live changes that one person may have open.
    pub live_streams: usize,
    /// How long such a stream stays open at most, seconds; the page then opens another.
    pub live_seconds: u64,
    /// Rate limits.
    pub rate_limits: RateLimits,
    /// Messages to other systems.
    pub outgoing: Outgoing,
}

/// Messages to other systems: robots of groups, mail.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Outgoing {
    /// Address under which people open the pages, for links in messages; empty = no links.
    pub public_url: String,
    /// Robots of 企业微信; a proxy of the intranet may stand here.
    pub wecom_url: String,
    /// Robots of 钉钉.
    pub dingtalk_url: String,
    /// Inner addresses that may be called all the same: the own proxy, the own mail server.
    pub allow_addresses: Vec<IpAddr>,
    /// Mail server; empty = no mail.
    pub smtp_host: String,
    /// Its port.
    pub smtp_port: u16,
    /// How the connection to it is protected.
    pub smtp_tls: SmtpTls,
    /// Account; empty = none.
    pub smtp_username: String,
    /// File with the password of the account.
    pub smtp_password_file: PathBuf,
    /// Sender, such as `乘风 <chengfeng@example.gov.cn>`.
    pub smtp_from: String,
    /// How long the other side is waited for, seconds.
    pub timeout_seconds: u64,
    /// How often a message is tried before it is given up.
    pub attempts: i32,
}

/// Protection of the connection to the mail server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SmtpTls {
    /// TLS from the first byte (465).
    Tls,
    /// TLS after a greeting, or nothing is sent (587).
    Starttls,
    /// None; for a server on the same machine or in the same cabinet, whose address `allow_addresses` names.
    Off,
}

impl Default for Outgoing {
    fn default() -> Self {
        Self {
            public_url: String::new(),
            wecom_url: "https://qyapi.weixin.qq.com".into(),
            dingtalk_url: "https://oapi.dingtalk.com".into(),
            allow_addresses: Vec::new(),
            smtp_host: String::new(),
            smtp_port: 465,
            smtp_tls: SmtpTls::Tls,
            smtp_username: String::new(),
            smtp_password_file: PathBuf::new(),
            smtp_from: String::new(),
            timeout_seconds: 10,
            attempts: 8,
        }
    }
}

impl Outgoing {
    fn check(&self) -> anyhow::Result<()> {
        let web = |url: &str| url.starts_with("https://") || url.starts_with("http://");
        for (name, url) in [("wecom_url", &self.wecom_url), ("dingtalk_url", &self.dingtalk_url)] {
            anyhow::ensure!(web(url), "outgoing.{name} 应以 https:// 开头，现在是 {url}。");
        }
        anyhow::ensure!(
            self.public_url.is_empty() || web(&self.public_url),
            "outgoing.public_url 应以 https:// 开头，现在是 {}。",
            self.public_url
        );
        anyhow::ensure!(
            self.smtp_host.is_empty() || self.smtp_from.contains('@'),
            "填了 outgoing.smtp_host 的，须填发件地址 outgoing.smtp_from。"
        );
        let plain = self.smtp_tls == SmtpTls::Off && !self.smtp_host.is_empty();
        anyhow::ensure!(
            !plain || !self.allow_addresses.is_empty(),
            "outgoing.smtp_tls 为 off 时信件不加密，只用于 outgoing.allow_addresses 写明的本机或内网邮件服务器。"
        );
        anyhow::ensure!((1..=60).contains(&self.timeout_seconds), "outgoing.timeout_seconds 应在1到60之间。");
        anyhow::ensure!((1..=12).contains(&self.attempts), "outgoing.attempts 应在1到12之间。");
        Ok(())
    }
}

/// Rules for passwords.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PasswordProfile {
    /// 等保三级: length ≥ 10, three kinds of characters, change after 90 days.
    Djbh3,
    /// NIST 800-63B and ASVS: length ≥ 10, no common passwords, no forced change.
    Nist,
}

/// Token buckets (api.md §7).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RateLimits {
    /// Reads per caller and second.
    pub reads_per_second: u32,
    /// Reads at once.
    pub reads_burst: u32,
    /// Writes per caller and second.
    pub writes_per_second: u32,
    /// Writes at once.
    pub writes_burst: u32,
    /// Attempts to sign in, per account, address and minute; ten times as many per address.
    pub logins_per_minute: u32,
    /// Failed sign-ins from one address within 15 minutes, whatever the account, at which the address is locked. Raise it
    /// where a whole town reaches the service through one address.
    pub failed_logins_per_address: u32,
    /// Uploads per caller and minute.
    pub uploads_per_minute: u32,
    /// Questions per caller and minute whether somebody negotiates with an investor.
    pub claim_checks_per_minute: u32,
}

/// Failures at which an address is locked when the settings do not say; domain rule of `people`.
const WIDE_LOCK_AT: u32 = 100;

impl Default for RateLimits {
    fn default() -> Self {
        Self {
            reads_per_second: 50,
            reads_burst: 100,
            writes_per_second: 10,
            writes_burst: 30,
            logins_per_minute: 5,
            failed_logins_per_address: WIDE_LOCK_AT,
            uploads_per_minute: 10,
            claim_checks_per_minute: 10,
        }
    }
}

impl RateLimits {
    /// Practically none; for tests and benchmarks.
    pub fn off() -> Self {
        const MANY: u32 = 1_000_000;
        Self {
            reads_per_second: MANY,
            reads_burst: MANY,
            writes_per_second: MANY,
            writes_burst: MANY,
            logins_per_minute: MANY,
            failed_logins_per_address: WIDE_LOCK_AT, // counts failures, not requests
            uploads_per_minute: MANY,
            claim_checks_per_minute: MANY,
        }
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            data: "data".into(),
            database_url: String::new(),
            listen: "127.0.0.1:8080".into(),
            web: PathBuf::new(),
            trusted_proxies: Vec::new(),
            cors_origins: Vec::new(),
            insecure_cookies: false,
            password_profile: PasswordProfile::Djbh3,
            access_minutes: 15,
            session_hours: 12,
            remembered_days: 7,
            help_contact: String::new(),
            one_time_password_hours: 72,
            readers: 4,
            database_wait_ms: 3000,
            workers: 0,
            job_workers: 2,
            upload_mib: 50,
            export_days: 7,
            log_json: false,
            bench: false,
            live_streams: 6,
            live_seconds: 3600,
            rate_limits: RateLimits::default(),
            outgoing: Outgoing::default(),
        }
    }
}

impl Config {
    /// Reads file and environment.
    ///
    /// # Errors
    /// Chinese sentences naming the wrong key or value.
    pub fn load() -> anyhow::Result<Self> {
        let env = |name: &str| std::env::var(format!("CHENGFENG_{name}")).ok().filter(|v| !v.is_empty());
        let data = env("DATA").map_or_else(|| Self::default().data, PathBuf::from);
        // a file that was asked for must be there; the one in the data folder may be missing
        let asked = env("CONFIG").map(PathBuf::from);
        let file = asked.clone().unwrap_or_else(|| data.join("chengfeng.toml"));
        let read = asked.is_some() || file.exists();
        let mut config = if read { Self::from_file(&file)? } else { Self::default() };
        config.data = data;
        if let Some(url) = env("DATABASE_URL") {
            config.database_url = url;
        }
        if let Some(listen) = env("LISTEN") {
            config.listen = listen;
        }
        if let Some(web) = env("WEB") {
            config.web = web.into();
        }
        if let Some(json) = env("LOG_JSON") {
            config.log_json = match json.as_str() {
                "true" | "1" => true,
                "false" | "0" => false,
                _ => anyhow::bail!("环境变量 CHENGFENG_LOG_JSON 应为 true 或 false，现在是 {json}。"),
            };
        }
        if let Some(bench) = env("BENCH") {
            config.bench = bench == "true" || bench == "1";
        }
        config.check()?;
        Ok(config)
    }

    /// `CHENGFENG_…` variables that mean nothing; most likely mistyped.
    pub fn unknown_variables() -> Vec<String> {
        const KNOWN: [&str; 7] = ["DATA", "CONFIG", "DATABASE_URL", "LISTEN", "WEB", "LOG_JSON", "LOG"];
        let given = std::env::vars_os().filter_map(|(name, _)| name.into_string().ok());
        given
            .filter(|name| {
                let ours = name.strip_prefix("CHENGFENG_");
                ours.is_some_and(|n| !KNOWN.contains(&n) && !n.starts_with("TEST_"))
            })
            .collect()
    }

    fn from_file(path: &Path) -> anyhow::Result<Self> {
        let text = std::fs::read_to_string(path)
            .map_err(|e| anyhow::anyhow!("无法读取配置文件 {}：{e}。", path.display()))?;
        Self::from_text(&text).map_err(|e| anyhow::anyhow!("配置文件 {} 有误：{e}", path.display()))
    }

    fn from_text(text: &str) -> anyhow::Result<Self> {
        let place = |span: Option<std::ops::Range<usize>>| {
            let before = span.and_then(|s| text.get(..s.start)).unwrap_or_default();
            format!("第{}行", before.matches('\n').count() + 1)
        };
        let wrong = |e: toml::de::Error| {
            anyhow::anyhow!("{}的写法或值不对（{}）。请改正后重启。", place(e.span()), e.message())
        };
        let given: toml::Table = toml::from_str(text).map_err(wrong)?;
        let known = toml::Table::try_from(Self::default())?;
        refuse_unknown(&given, &known, "")?;
        toml::from_str(text).map_err(wrong)
    }

    fn check(&self) -> anyhow::Result<()> {
        self.target()?;
        anyhow::ensure!((5..=60).contains(&self.access_minutes), "access_minutes 应在5到60之间。");
        anyhow::ensure!((1..=720).contains(&self.session_hours), "session_hours 应在1到720之间。");
        anyhow::ensure!((0..=30).contains(&self.remembered_days), "remembered_days 应在0到30之间。");
        anyhow::ensure!(self.help_contact.chars().count() <= 100, "help_contact 最多100字。");
        anyhow::ensure!(
            (1..=720).contains(&self.one_time_password_hours),
            "one_time_password_hours 应在1到720之间。"
        );
        anyhow::ensure!((1..=64).contains(&self.readers), "readers 应在1到64之间。");
        anyhow::ensure!((1..=16).contains(&self.job_workers), "job_workers 应在1到16之间。");
        anyhow::ensure!((1..=1024).contains(&self.upload_mib), "upload_mib 应在1到1024之间。");
        anyhow::ensure!(
            (10..=60_000).contains(&self.database_wait_ms),
            "database_wait_ms 应在10到60000之间。"
        );
        let port = self.listen.rsplit_once(':').map(|(_, port)| port.parse::<u16>().is_ok());
        anyhow::ensure!(
            port == Some(true),
            "listen 应写成 地址:端口，例如 127.0.0.1:8080，现在是 {}。",
            self.listen
        );
        let limits = toml::Table::try_from(&self.rate_limits)?;
        let zero = limits.iter().find(|(_, figure)| figure.as_integer().is_none_or(|n| n < 1));
        if let Some((name, _)) = zero {
            anyhow::bail!("rate_limits.{name} 应为1以上的整数。");
        }
        anyhow::ensure!((1..=365).contains(&self.export_days), "export_days 应在1到365之间。");
        anyhow::ensure!((1..=100).contains(&self.live_streams), "live_streams 应在1到100之间。");
        anyhow::ensure!((1..=86_400).contains(&self.live_seconds), "live_seconds 应在1到86400之间。");
        self.outgoing.check()
    }

    /// Where the data lives.
    ///
    /// # Errors
    /// A Chinese sentence for an address that cannot be understood.
    pub fn target(&self) -> anyhow::Result<Target> {
        if self.database_url.is_empty() {
            return Ok(Target::Sqlite(self.data.join("chengfeng.db")));
        }
        Target::parse(&self.database_url).map_err(|e| anyhow::anyhow!(e))
    }
}

/// Names a key that is none, and the ones there are.
fn refuse_unknown(given: &toml::Table, known: &toml::Table, within: &str) -> anyhow::Result<()> {
    for (key, value) in given {
        match (known.get(key), value) {
            (Some(toml::Value::Table(known)), toml::Value::Table(given)) => {
                refuse_unknown(given, known, &format!("{key}."))?;
            }
            (Some(_), _) => {}
            (None, _) => {
                let names: Vec<&str> = known.keys().map(String::as_str).collect();
                let close = names.iter().find(|name| within_two_changes(name, key));
                let meant = close.map(|name| format!("是不是想写 {within}{name}？")).unwrap_or_default();
                anyhow::bail!("没有 {within}{key} 这个设置。{meant}可用的有：{}。", names.join("、"))
            }
        }
    }
    Ok(())
}

/// Are these one slip of the hand apart: at most two letters missing, surplus or wrong?
fn within_two_changes(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let change = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = change.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()] <= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_keys_are_refused_with_what_was_meant() {
        assert!(Config::from_text("listen = '0.0.0.0:80'\n[rate_limits]\nreads_burst = 7").is_ok());
        let said = |text: &str| Config::from_text(text).expect_err(text).to_string();
        assert!(said("lisen = '0.0.0.0:80'").contains("没有 lisen 这个设置。是不是想写 listen？"));
        let limits = said("[rate_limits]\nread_burst = 1");
        assert!(limits.contains("rate_limits.read_burst") && limits.contains("rate_limits.reads_burst"));
        assert!(said("colour = 1").contains("可用的有：") && !said("colour = 1").contains("是不是"));
        assert!(said("\nreaders = 'many'").contains("第2行"));
    }

    #[test]
    fn values_out_of_range_are_named() {
        for (wrong, named) in [
            (Config { listen: "8080".into(), ..Config::default() }, "listen"),
            (Config { readers: 0, ..Config::default() }, "readers"),
            (
                Config {
                    rate_limits: RateLimits { uploads_per_minute: 0, ..RateLimits::default() },
                    ..Config::default()
                },
                "rate_limits.uploads_per_minute",
            ),
        ] {
            assert!(wrong.check().expect_err(named).to_string().contains(named));
        }
        assert!(Config::default().check().is_ok());
    }
}
