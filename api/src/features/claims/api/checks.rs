//! The masked question across units: does somebody negotiate with this investor?

use super::super::model::{CheckInput, CheckItem, CheckView, ClaimState};
use super::super::rules;
use super::super::store;
use super::views;
use crate::error::Result;
use crate::http::{Ctx, Json, Reply};
use crate::journal::{self, Subject};
use crate::policy::{Action, require_role};
use crate::work::Tx;
use actix_web::{HttpResponse, post};
use std::collections::BTreeSet;

/// All that is said of confidential projects.
pub const CONFIDENTIAL: &str = "有单位正在洽谈，请联系招商局";

/// 查询客商是否在谈
///
/// 按客商全称（至少4个字）或有效的统一社会信用代码，查有没有单位正在洽谈：哪个单位、联系人、公开的办公电话、自何时、到
/// 何时；不说谈什么。涉及保密项目的只答“有单位正在洽谈，请联系招商局”。限制频次，谁查了谁记入日志。
#[utoipa::path(tag = "首报首谈", extensions(("x-action" = json!("claim.check"))), request_body = CheckInput,
    responses((status = 200, description = "查询结果", body = CheckView)))]
#[post("/claim-checks")]
pub async fn create_claim_check(ctx: Ctx, input: Json<CheckInput>) -> Result<HttpResponse> {
    ctx.app.limits.check_claim_check(&ctx.caller.principal())?;
    let asked = input.0.investor;
    // a question changes nothing but the journal; that effect is why it is no GET
    ctx.write(move |tx| {
        require_role(tx.caller, Action::ClaimCheck)?;
        let (name, code) = rules::question(&asked)?;
        let companies = store::meant_enterprises(tx, name.as_deref(), code.as_deref())?;
        let items = answer(tx, &companies)?;
        let subject = Subject::new("claim_check", companies.first().copied().unwrap_or(0), &asked);
        let outcome =
            serde_json::json!({ "asked": asked, "enterprise_ids": companies, "in_talks": !items.is_empty() });
        journal::created(tx, "claim.checked", &subject, &outcome)?;
        let note = "本次查询已记入日志。结果仅供避免重复联系，不得用于其他用途。".to_owned();
        Reply::ok(&CheckView { in_talks: !items.is_empty(), items, note })
    })
    .await
}

fn answer(tx: &mut Tx<'_>, companies: &[i64]) -> Result<Vec<CheckItem>> {
    let today = tx.today();
    let live = store::claims_on(tx, companies, &[ClaimState::Pending, ClaimState::Protected], today)?;
    let projects: Vec<i64> = live.iter().filter_map(|c| c.project_id).collect();
    let secret: BTreeSet<i64> = store::confidential(tx, &projects)?;
    let mut out: Vec<CheckItem> = Vec::new();
    for item in views::items(tx, live)? {
        let claim = &item.claim;
        let answer = if claim.project_id.is_some_and(|p| secret.contains(&p)) {
            CheckItem {
                investor: None,
                unit_name: None,
                person_name: None,
                office_phone: None,
                since_on: None,
                until_on: None,
                message: CONFIDENTIAL.to_owned(),
            }
        } else {
            let phone = store::phone_of(tx, claim.person_id)?;
            let since = claim.protected_from.unwrap_or(claim.registered_on);
            let until = match claim.protected_until {
                Some(until) => format!("保护至{until}"),
                None => "佐证尚待招商局确认".to_owned(),
            };
            CheckItem {
                message: format!("{}正在洽谈，自{since}起，{until}。", item.unit_name),
                investor: Some(claim.investor.clone()),
                unit_name: Some(item.unit_name.clone()),
                person_name: Some(item.person_name.clone()),
                office_phone: rules::office_phone(phone.as_deref()),
                since_on: Some(since),
                until_on: claim.protected_until,
            }
        };
        // several matters with one unit are one answer, so that their number says nothing
        if !out.contains(&answer) {
            out.push(answer);
        }
    }
    Ok(out)
}
