//! What may be said, by whom, until when.

use super::super::model::{Claim, ClaimRules, Objection, Ruling, RulingInput};
use super::shares::check_shares;
use crate::codes::credit_code;
use crate::error::{Code, Error, FieldError, Result};
use crate::features::enterprises::rules::parse_phone;
use crate::text::{clean_text, normalise_name};
use chrono::{Days, NaiveDate};

/// Rules that make sense: idle days within the protection.
pub fn check_rules(rules: &ClaimRules) -> Vec<FieldError> {
    let mut wrong = Vec::new();
    if rules.idle_expire_days > rules.protect_days {
        wrong.push(FieldError {
            pointer: "/idle_expire_days".to_owned(),
            code: "contradiction".to_owned(),
            message: "无推进失效的天数不能长于保护期，否则永远用不上。请改小，或延长保护期。".to_owned(),
        });
    }
    wrong
}

/// The day of the first contact has come.
///
/// # Errors
/// 422.
pub fn check_first_contact(on: NaiveDate, today: NaiveDate) -> Result<()> {
    if on <= today {
        return Ok(());
    }
    Err(Error::field("/first_contact_on", "in_future", "首次接触日期晚于今天，请按实际接触的日期填写。"))
}

/// The day of a progress lies between the first contact and today.
///
/// # Errors
/// 422.
pub fn check_progress(claim: &Claim, on: NaiveDate, today: NaiveDate) -> Result<()> {
    let wrong = |code: &str, message: String| Err(Error::field("/happened_on", code, message));
    if on > today {
        return wrong("in_future", "推进日期晚于今天，请在推进之后填写。".to_owned());
    }
    if on < claim.first_contact_on {
        return wrong("too_early", format!("推进日期早于首次接触（{}），请核对。", claim.first_contact_on));
    }
    Ok(())
}

/// An extension is later than the protection, by at most one protection.
///
/// # Errors
/// 422.
pub fn check_extension(claim: &Claim, until: NaiveDate, rules: &ClaimRules) -> Result<()> {
    let Some(now) = claim.protected_until else { return Ok(()) };
    let most = Days::new(u64::try_from(rules.protect_days).unwrap_or_default());
    let latest = now.checked_add_days(most).unwrap_or(now);
    let wrong = |code: &str, message: String| Err(Error::field("/until_on", code, message));
    if until <= now {
        return wrong("not_later", format!("延长后的日期应晚于现有保护期（{now}）。"));
    }
    if until > latest {
        return wrong(
            "too_late",
            format!("一次最多延长{}天，即到{latest}；到期前可再申请。", rules.protect_days),
        );
    }
    Ok(())
}

/// Who registered later may object for some working days.
///
/// # Errors
/// 409 `claim.too_late`.
pub fn check_objection(claim: &Claim, today: NaiveDate) -> Result<()> {
    if today <= claim.object_by_on {
        return Ok(());
    }
    Err(Error::new(Code::ClaimTooLate).detail(format!(
        "登记后的异议期到{}为止，已经过了。对方保护失效或转共享后可以再确认；有新情况的请书面报招商局。",
        claim.object_by_on
    )))
}

/// Nobody rules who belongs to a party, or who brought the dispute.
///
/// # Errors
/// 403 `policy.self_audit`.
pub fn check_ruler(
    (user, unit): (Option<i64>, Option<i64>),
    objection: &Objection,
    parties: &[&Claim],
) -> Result<()> {
    let own = |who: Option<i64>| who.is_some() && who == user;
    let detail = if unit.is_some() && parties.iter().any(|c| unit == Some(c.unit_id)) {
        "您所在的单位是当事一方，不能裁定。请由其他单位的裁定人办理。"
    } else if own(objection.filed_by)
        || parties.iter().any(|c| own(c.registered_by) || own(Some(c.person_id)))
    {
        "异议或登记由您经办，不能裁定。请由另一位裁定人办理。"
    } else {
        return Ok(());
    };
    Err(Error::new(Code::PolicySelfAudit).detail(detail))
}

/// A joint ruling names the shares of exactly the two parties; the others name none.
///
/// # Errors
/// 422.
pub fn check_ruling(input: &RulingInput, units: [i64; 2]) -> Result<()> {
    let shares = match (input.ruling, &input.shares) {
        (Ruling::Joint, Some(shares)) => shares,
        (Ruling::Joint, None) => {
            return Err(Error::field("/shares", "required", "共同跟进须写明双方各分多少，合计100%。"));
        }
        (_, None) => return Ok(()),
        (_, Some(_)) => {
            return Err(Error::field(
                "/shares",
                "not_allowed",
                "只有共同跟进才分成，请去掉，或改为共同跟进。",
            ));
        }
    };
    check_shares(shares)?;
    let mut named: Vec<i64> = shares.iter().map(|s| s.unit_id).collect();
    let mut parties = units.to_vec();
    named.sort_unstable();
    parties.sort_unstable();
    if named == parties {
        return Ok(());
    }
    Err(Error::field("/shares", "parties", "分成的单位应恰为异议双方，请核对。"))
}

/// A landline or service number is an office phone that may be told; a mobile number is not.
pub fn office_phone(phone: Option<&str>) -> Option<String> {
    let phone = parse_phone(phone?).ok()?.text;
    phone.starts_with(['0', '4', '8']).then_some(phone)
}

/// What somebody asks about: a valid credit code, or a name long enough to mean one company.
///
/// # Errors
/// 422 for anything by which one could ask through a list.
pub fn question(text: &str) -> Result<(Option<String>, Option<String>)> {
    let text = clean_text(text);
    let code = credit_code::normalise(&text);
    if credit_code::check(&code).is_ok() {
        return Ok((None, Some(code)));
    }
    // what has digits and no Chinese is a piece of a code, not a name
    let fragment = text.chars().any(|c| c.is_ascii_digit()) && !text.chars().any(crate::text::is_han);
    let enough = text.chars().filter(|c| c.is_alphanumeric()).count() >= 4
        && normalise_name(&text).chars().count() >= 2;
    let generic = ["有限公司", "股份有限公司", "有限责任公司", "集团有限公司"].contains(&text.as_str());
    if enough && !generic && !fragment {
        return Ok((Some(text), None));
    }
    Err(Error::field(
        "/investor",
        "too_short",
        "请填写客商全称（至少4个字）或完整有效的统一社会信用代码；不支持按简称、片段查询。",
    ))
}
