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
    /// Life of a one-time password, hours; after it the password has to be reset again.
    pub one_time_password_hours: i64,
    /// Reading connections.
    pub readers: u32,
    /// How long a request waits for a connection, milliseconds.
    pub database_wait_ms: u64,
    /// Worker threads of the HTTP server; 0 = one a core.
    pub workers: usize,
    /// Largest upload, MiB.
    pub upload_mib: usize,
    /// JSON logs for machines (`CHENGFENG_LOG_JSON=true`).
    pub log_json: bool,
    /// Rate limits.
    pub rate_limits: RateLimits,
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
    /// Uploads per caller and minute.
    pub uploads_per_minute: u32,
}

impl Default for RateLimits {
    fn default() -> Self {
        Self {
            reads_per_second: 50,
            reads_burst: 100,
            writes_per_second: 10,
            writes_burst: 30,
            logins_per_minute: 5,
            uploads_per_minute: 10,
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
            uploads_per_minute: MANY,
        }
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            data: "data".into(),
            database_url: String::new(),
            listen: "127.0.0.1:8080".into(),
            trusted_proxies: Vec::new(),
            cors_origins: Vec::new(),
            insecure_cookies: false,
            password_profile: PasswordProfile::Djbh3,
            access_minutes: 15,
            session_hours: 12,
            one_time_password_hours: 72,
            readers: 4,
            database_wait_ms: 3000,
            workers: 0,
            upload_mib: 50,
            log_json: false,
            rate_limits: RateLimits::default(),
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
        let file = env("CONFIG").map_or_else(|| data.join("chengfeng.toml"), PathBuf::from);
        let mut config = if file.exists() { Self::from_file(&file)? } else { Self::default() };
        config.data = data;
        if let Some(url) = env("DATABASE_URL") {
            config.database_url = url;
        }
        if let Some(listen) = env("LISTEN") {
            config.listen = listen;
        }
        if let Some(json) = env("LOG_JSON") {
            config.log_json = json == "true" || json == "1";
        }
        config.check()?;
        Ok(config)
    }

    fn from_file(path: &Path) -> anyhow::Result<Self> {
        let text = std::fs::read_to_string(path)
            .map_err(|e| anyhow::anyhow!("无法读取配置文件 {}：{e}。", path.display()))?;
        toml::from_str(&text)
            .map_err(|e| anyhow::anyhow!("配置文件 {} 有误：{e}请改正后重启。", path.display()))
    }

    fn check(&self) -> anyhow::Result<()> {
        self.target()?;
        anyhow::ensure!((5..=60).contains(&self.access_minutes), "access_minutes 应在5到60之间。");
        anyhow::ensure!((1..=720).contains(&self.session_hours), "session_hours 应在1到720之间。");
        anyhow::ensure!(
            (1..=720).contains(&self.one_time_password_hours),
            "one_time_password_hours 应在1到720之间。"
        );
        anyhow::ensure!((1..=64).contains(&self.readers), "readers 应在1到64之间。");
        anyhow::ensure!((1..=1024).contains(&self.upload_mib), "upload_mib 应在1到1024之间。");
        Ok(())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_keys_are_refused() {
        assert!(toml::from_str::<Config>("listen = '0.0.0.0:80'").is_ok());
        assert!(toml::from_str::<Config>("lisen = '0.0.0.0:80'").is_err());
        assert!(toml::from_str::<Config>("[rate_limits]\nreads = 1").is_err());
    }
}
