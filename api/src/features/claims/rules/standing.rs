//! Until when a claim holds. What is stored may be older than today: everything asks [`state_on`].

use super::super::model::{Claim, ClaimRules, ClaimState};
use crate::error::{Code, Error, Result};
use chrono::{Days, NaiveDate};

/// A protection that begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Protection {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub until: NaiveDate,
    /// Last day unless something is done.
    pub lapses_on: NaiveDate,
}

/// How a claim ran out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lapse {
    /// First day without protection.
    pub on: NaiveDate,
    /// Why, for people.
    pub reason: String,
}

fn later(day: NaiveDate, days: i32) -> NaiveDate {
    day.checked_add_days(Days::new(u64::try_from(days).unwrap_or_default())).unwrap_or(day)
}

/// The protection of a claim confirmed, won or taken over today.
pub fn protect(today: NaiveDate, rules: &ClaimRules) -> Protection {
    let until = later(today, rules.protect_days);
    Protection { from: today, until, lapses_on: lapses_on(until, today, rules) }
}

/// The last day a claim holds when nothing more is done: the end of the protection or of the idle days.
pub fn lapses_on(protected_until: NaiveDate, idle_from: NaiveDate, rules: &ClaimRules) -> NaiveDate {
    protected_until.min(later(idle_from, rules.idle_expire_days))
}

/// The state on a day, whether or not it was written down.
pub fn state_on(claim: &Claim, today: NaiveDate) -> ClaimState {
    if lapse(claim, today).is_some() { ClaimState::Expired } else { claim.state }
}

/// Did a claim that is stored as protected run out before this day?
pub fn lapse(claim: &Claim, today: NaiveDate) -> Option<Lapse> {
    let last = claim.lapses_on.filter(|last| claim.state == ClaimState::Protected && *last < today)?;
    let reason = if claim.protected_until.is_some_and(|until| until <= last) {
        format!("保护期至{last}届满，没有延期")
    } else {
        format!("自{}起没有推进，至{last}期限届满", claim.last_progress_on)
    };
    Some(Lapse { on: later(last, 1), reason })
}

/// Refuses a claim that is in another state than what is to be done asks for.
///
/// # Errors
/// 409 `claim.wrong_state` saying how it goes on.
pub fn must_be(claim: &Claim, today: NaiveDate, wanted: &[ClaimState], what: &str) -> Result<()> {
    let state = state_on(claim, today);
    if wanted.contains(&state) {
        return Ok(());
    }
    let how = match state {
        ClaimState::Pending => "请等待招商局确认佐证",
        ClaimState::Protected => "登记正在保护中，不必再办",
        ClaimState::Expired => "保护已失效；仍在洽谈的请重新登记",
        ClaimState::Released => "客商已在共享池，请在共享池领取",
        ClaimState::Transferred => "请由承接单位在承接后的登记上办理",
        ClaimState::Lost => "这条登记未获支持，只供查阅",
    };
    Err(Error::new(Code::ClaimState).detail(format!(
        "登记 {} {}，不能{what}。{how}。",
        claim.number,
        state.label()
    )))
}
