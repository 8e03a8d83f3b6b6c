//! Calls and mails to other systems. Whatever leaves goes through here, so that the rules of api.md §7 hold everywhere:
//! the name is resolved first, loopback, private and link-local addresses are refused unless the settings allow them,
//! the very address that was judged is the one that is connected to, and no redirect is followed.
//! Tests: below, `tests/features/notices/outgoing.rs`.

mod mail;
mod web;

pub use mail::{Mail, send_mail};
pub use web::{Answer, post_json};

use crate::config::Outgoing;
use std::fmt::{Display, Formatter, Result as Shown};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, ToSocketAddrs};

/// Why something could not be sent, in a sentence for whoever looks after the channel; never holds a secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// What happened and what to do.
    pub reason: String,
    /// Trying again may help.
    pub passing: bool,
}

impl Failure {
    /// It may work later.
    pub fn passing(reason: impl Into<String>) -> Self {
        Self { reason: reason.into(), passing: true }
    }

    /// It will not work before somebody changes something.
    pub fn lasting(reason: impl Into<String>) -> Self {
        Self { reason: reason.into(), passing: false }
    }
}

impl Display for Failure {
    fn fmt(&self, f: &mut Formatter<'_>) -> Shown {
        f.write_str(&self.reason)
    }
}

/// The addresses behind a name, all of which may be called.
///
/// # Errors
/// Nothing is known by this name, or an address is none to be called.
pub fn resolve(settings: &Outgoing, host: &str, port: u16) -> Result<Vec<SocketAddr>, Failure> {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let found: Vec<SocketAddr> = (bare, port)
        .to_socket_addrs()
        .map_err(|_| Failure::passing(format!("找不到服务器 {host}。请检查地址与服务器的域名解析。")))?
        .collect();
    if found.is_empty() {
        return Err(Failure::passing(format!("找不到服务器 {host}。请检查地址与服务器的域名解析。")));
    }
    // one address that is none to be called spoils the name: who answers for it could give the other next time
    match found.iter().find(|address| !may_call(settings, address.ip())) {
        None => Ok(found),
        Some(_) => Err(Failure::lasting(format!(
            "{host} 指向本机或内网地址，不能发送。确属本单位的代理或邮件服务器的，请系统管理员在配置 outgoing.allow_addresses 中写明它的地址。"
        ))),
    }
}

/// May this address be called?
pub fn may_call(settings: &Outgoing, address: IpAddr) -> bool {
    settings.allow_addresses.contains(&address) || !is_inner(address)
}

/// Of this machine, of a private network, or of no network at all.
fn is_inner(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => is_inner_v4(v4),
        IpAddr::V6(v6) => match embedded(v6) {
            Some(v4) => is_inner_v4(v4),
            None => is_inner_v6(v6),
        },
    }
}

fn is_inner_v4(v4: Ipv4Addr) -> bool {
    let [a, b, c, _] = v4.octets();
    v4.is_loopback()
        || v4.is_private()
        || v4.is_link_local()
        || v4.is_multicast()
        || v4.is_documentation()
        || a == 0
        || a >= 240
        || (a == 100 && (64..128).contains(&b)) // carriers' own
        || (a == 198 && (b == 18 || b == 19)) // benchmarks
        || (a == 192 && b == 0 && c == 0)
}

fn is_inner_v6(v6: Ipv6Addr) -> bool {
    let first = v6.segments()[0];
    v6.is_loopback()
        || v6.is_unspecified()
        || v6.is_multicast()
        || first & 0xfe00 == 0xfc00
        || first & 0xffc0 == 0xfe80
        || first & 0xffc0 == 0xfec0
        || (first == 0x2001 && v6.segments()[1] == 0x0db8)
}

/// The IPv4 address that an IPv6 one stands for: mapped, compatible, NAT64, 6to4.
fn embedded(v6: Ipv6Addr) -> Option<Ipv4Addr> {
    let s = v6.segments();
    let v4 = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        Some(Ipv4Addr::new(a, b, c, d))
    };
    match s {
        [0, 0, 0, 0, 0, 0xffff, high, low] => v4(high, low),
        [0, 0, 0, 0, 0, 0, high, low] if high != 0 => v4(high, low),
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => v4(high, low),
        [0x2002, high, low, ..] => v4(high, low),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inner_addresses_are_refused_however_they_are_written() {
        let settings = Outgoing::default();
        for inner in [
            "127.0.0.1",
            "127.8.8.8",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
            "255.255.255.255",
            "198.18.0.1",
            "::1",
            "::",
            "fe80::1",
            "fd00::1",
            "fec0::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::127.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::1",
        ] {
            assert!(!may_call(&settings, inner.parse().expect(inner)), "{inner}");
        }
        for outer in ["119.29.29.29", "172.32.0.1", "100.128.0.1", "2400:3200::1", "64:ff9b::7771:1"] {
            assert!(may_call(&settings, outer.parse().expect(outer)), "{outer}");
        }
    }

    #[test]
    fn what_the_settings_allow_may_be_called_and_nothing_beside_it() {
        let allowed = "127.0.0.1".parse().expect("address");
        let settings = Outgoing { allow_addresses: vec![allowed], ..Outgoing::default() };
        assert!(may_call(&settings, allowed));
        assert!(!may_call(&settings, "127.0.0.2".parse().expect("address")));
        assert!(resolve(&settings, "127.0.0.1", 80).is_ok());
        let refused = resolve(&Outgoing::default(), "127.0.0.1", 80).expect_err("loopback");
        assert!(!refused.passing && refused.reason.contains("allow_addresses"), "{refused}");
    }
}
