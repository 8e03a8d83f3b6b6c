//! What an API token may be issued for: scopes of the policy table, at most a year, addresses that are addresses.

use crate::error::FieldError;
use crate::features::people::model::TokenScope;
use crate::policy::{Action, Role};
use chrono::{Months, NaiveDate};
use std::collections::BTreeSet;
use std::net::IpAddr;

/// Every scope of the policy table, in order.
pub fn all_scopes() -> BTreeSet<&'static str> {
    Action::ALL.iter().filter_map(|a| a.scope()).collect()
}

/// The scopes that mean something to a holder of these roles: a token never gets more than its creator's grant.
pub fn scopes_of(roles: &[Role]) -> BTreeSet<&'static str> {
    let granted = |a: &&Action| a.grants().iter().any(|(role, _)| roles.contains(role));
    Action::ALL.iter().filter(granted).filter_map(|a| a.scope()).collect()
}

/// The scopes that somebody with these roles may issue tokens with, and what each allows.
pub fn grantable(creator: &[Role]) -> Vec<TokenScope> {
    let (partner, own) = (acting_roles(true, creator), acting_roles(false, creator));
    let (of_partner, of_own) = (scopes_of(&partner), scopes_of(&own));
    let both: Vec<Role> = partner.into_iter().chain(own).collect();
    let words = |scope: &str| {
        let granted = |a: &&Action| a.grants().iter().any(|(role, _)| both.contains(role));
        let of_scope = Action::ALL.iter().filter(|a| a.scope() == Some(scope)).filter(granted);
        of_scope.map(|a| a.label().to_owned()).collect()
    };
    let scopes = all_scopes().into_iter().filter(|s| of_partner.contains(s) || of_own.contains(s));
    let view = |scope: &str| TokenScope {
        scope: scope.to_owned(),
        words: words(scope),
        for_enterprise: of_partner.contains(scope),
        for_integration: of_own.contains(scope),
        always: Action::MeRead.scope() == Some(scope),
    };
    scopes.map(view).collect()
}

/// The roles a token acts with: those of a partner, or its creator's without the administrators'.
pub fn acting_roles(partner: bool, creator: &[Role]) -> Vec<Role> {
    if partner { vec![Role::Partner] } else { creator.iter().copied().filter(|r| !r.is_admin()).collect() }
}

/// All that is wrong with an order for a token.
pub fn problems(
    scopes: &[String],
    addresses: &[String],
    expires_on: NaiveDate,
    today: NaiveDate,
    roles: &[Role],
) -> Vec<FieldError> {
    let mut errors = Vec::new();
    let mut wrong = |pointer: String, code: &str, message: String| {
        errors.push(FieldError { pointer, code: code.to_owned(), message });
    };
    let (all, grantable) = (all_scopes(), scopes_of(roles));
    let words = |set: &BTreeSet<&str>| set.iter().copied().collect::<Vec<_>>().join("、");
    for (i, scope) in scopes.iter().enumerate() {
        if !all.contains(scope.as_str()) {
            let message = format!("没有权限范围 {scope}。可选：{}。", words(&all));
            wrong(format!("/scopes/{i}"), "unknown", message);
        } else if !grantable.contains(scope.as_str()) {
            let may = if grantable.is_empty() { "（无）".to_owned() } else { words(&grantable) };
            let message = format!("权限范围 {scope} 超出令牌可得的权限。此类令牌可选：{may}。");
            wrong(format!("/scopes/{i}"), "not_grantable", message);
        }
    }
    for (i, address) in addresses.iter().enumerate().filter(|(_, a)| !is_address_or_block(a)) {
        let message = format!("“{address}”不是有效的地址或网段，请写成 192.0.2.7 或 192.0.2.0/24。");
        wrong(format!("/addresses/{i}"), "format", message);
    }
    let latest = today.checked_add_months(Months::new(12)).unwrap_or(today);
    if expires_on < today || expires_on > latest {
        let message = format!("有效期最长一年，请填写今天至{latest}之间的日期。");
        wrong("/expires_on".to_owned(), "range", message);
    }
    errors
}

fn is_address_or_block(text: &str) -> bool {
    let (network, bits) = text.split_once('/').map_or((text, None), |(n, b)| (n, Some(b)));
    let Ok(network) = network.parse::<IpAddr>() else { return false };
    let most = if network.is_ipv4() { 32 } else { 128 };
    let digits = |b: &str| !b.is_empty() && b.bytes().all(|c| c.is_ascii_digit());
    bits.is_none_or(|b| digits(b) && b.parse::<u32>().is_ok_and(|n| n >= 1 && n <= most))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("date")
    }

    #[test]
    fn a_token_gets_no_more_than_its_roles_allow() {
        assert!(scopes_of(&[Role::Partner]).contains("projects:read"));
        assert!(!scopes_of(&[Role::Partner]).contains("projects:write"));
        assert!(scopes_of(&acting_roles(false, &[Role::SecurityAdmin])).is_empty());
        assert_eq!(acting_roles(true, &[Role::Bureau]), [Role::Partner]);
        let of_security = grantable(&[Role::SecurityAdmin]);
        assert!(of_security.iter().all(|s| s.for_enterprise && !s.for_integration && !s.words.is_empty()));
        let write = grantable(&[Role::Bureau]).into_iter().find(|s| s.scope == "projects:write");
        assert!(write.is_some_and(|s| s.for_integration && !s.for_enterprise));
    }

    #[test]
    fn every_fault_is_named() {
        let scopes = ["projects:read", "users:write", "imports:write"].map(str::to_owned);
        let addresses = ["10.0.0.0/8", "10.0.0.0/33", "2001:db8::/32", "here", "0.0.0.0/0", "1.2.3.4/+8"]
            .map(str::to_owned);
        let found: Vec<String> =
            problems(&scopes, &addresses, day("2027-03-03"), day("2026-03-02"), &[Role::Partner])
                .into_iter()
                .map(|e| format!("{} {}", e.pointer, e.code))
                .collect();
        let expected = [
            "/scopes/1 unknown",
            "/scopes/2 not_grantable",
            "/addresses/1 format",
            "/addresses/3 format",
            "/addresses/4 format",
            "/addresses/5 format",
            "/expires_on range",
        ];
        assert_eq!(found, expected);
        assert!(problems(&[], &[], day("2027-03-02"), day("2026-03-02"), &[Role::Partner]).is_empty());
    }
}
