//! Rate limits: token buckets per caller and per address (api.md §7; the figures are settings).

use crate::config::RateLimits;
use crate::error::{Code, Error, Result};
use actix_web::http::Method;
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::net::IpAddr;
use std::num::NonZeroU32;

type Buckets<K> = DefaultKeyedRateLimiter<K>;

/// All buckets of one process.
pub struct Limits {
    reads: Buckets<String>,
    writes: Buckets<String>,
    addresses: Buckets<IpAddr>,
    logins: Buckets<(IpAddr, String)>,
    login_addresses: Buckets<IpAddr>,
    uploads: Buckets<String>,
    claim_checks: Buckets<String>,
    clock: DefaultClock,
}

impl Limits {
    /// From the configured figures.
    pub fn new(limits: &RateLimits) -> Self {
        let per_second =
            |n: u32, burst: u32| Quota::per_second(at_least_one(n)).allow_burst(at_least_one(burst));
        let per_minute = |n: u32| Quota::per_minute(at_least_one(n));
        Self {
            reads: RateLimiter::keyed(per_second(limits.reads_per_second, limits.reads_burst)),
            writes: RateLimiter::keyed(per_second(limits.writes_per_second, limits.writes_burst)),
            // an office shares one address: ten callers' worth
            addresses: RateLimiter::keyed(per_second(limits.reads_per_second * 10, limits.reads_burst * 10)),
            logins: RateLimiter::keyed(per_minute(limits.logins_per_minute)),
            login_addresses: RateLimiter::keyed(per_minute(limits.logins_per_minute.saturating_mul(10))),
            uploads: RateLimiter::keyed(per_minute(limits.uploads_per_minute)),
            claim_checks: RateLimiter::keyed(per_minute(limits.claim_checks_per_minute)),
            clock: DefaultClock::default(),
        }
    }

    /// Counts a request of an address, before it is known who calls.
    ///
    /// # Errors
    /// 429.
    pub fn check_address(&self, address: Option<IpAddr>, _method: &Method) -> Result<()> {
        address.map_or(Ok(()), |a| self.count(&self.addresses, &a))
    }

    /// Counts a request of a known caller.
    ///
    /// # Errors
    /// 429.
    pub fn check_principal(&self, principal: &str, method: &Method) -> Result<()> {
        let buckets = if method.is_safe() { &self.reads } else { &self.writes };
        self.count(buckets, &principal.to_owned())
    }

    /// Counts an attempt to sign in: per account and address, and ten accounts' worth per address, since an office
    /// shares one.
    ///
    /// # Errors
    /// 429.
    pub fn check_login(&self, address: Option<IpAddr>, account: &str) -> Result<()> {
        let Some(address) = address else { return Ok(()) };
        self.count(&self.login_addresses, &address)?;
        self.count(&self.logins, &(address, account.to_owned()))
    }

    /// Counts an upload.
    ///
    /// # Errors
    /// 429.
    pub fn check_upload(&self, principal: &str) -> Result<()> {
        self.count(&self.uploads, &principal.to_owned())
    }

    /// Counts a question whether somebody negotiates with an investor, so that nobody asks through a whole list.
    ///
    /// # Errors
    /// 429.
    pub fn check_claim_check(&self, principal: &str) -> Result<()> {
        self.count(&self.claim_checks, &principal.to_owned())
    }

    /// Drops buckets that are full again; called now and then.
    pub fn tidy(&self) {
        self.reads.retain_recent();
        self.writes.retain_recent();
        self.addresses.retain_recent();
        self.logins.retain_recent();
        self.login_addresses.retain_recent();
        self.uploads.retain_recent();
        self.claim_checks.retain_recent();
    }

    fn count<K: std::hash::Hash + Eq + Clone>(&self, buckets: &Buckets<K>, key: &K) -> Result<()> {
        buckets.check_key(key).map_err(|not_until| {
            let wait = not_until.wait_time_from(self.clock.now()).as_secs() + 1;
            let quota = not_until.quota();
            Error::new(Code::RequestRateLimited)
                .detail(format!("请求过于频繁，请{wait}秒后再试。批量数据请用导入或批量接口。"))
                .with_header("Retry-After", wait.to_string())
                .with_header("RateLimit-Policy", format!("\"default\";q={}", quota.burst_size()))
                .with_header("RateLimit", format!("\"default\";r=0;t={wait}"))
        })
    }
}

fn at_least_one(n: u32) -> NonZeroU32 {
    NonZeroU32::new(n).unwrap_or(NonZeroU32::MIN)
}
