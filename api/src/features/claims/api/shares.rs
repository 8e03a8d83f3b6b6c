//! 成果分成: proposed by the lead unit and confirmed by the bureau, later changed by ruling or decision only.

use super::super::model::{
    CreditShareHistory, CreditSharesInput, CreditSharesView, Share, ShareBasis, ShareConfirmationInput,
    ShareSet, ShareSetView, ShareState, ShareView,
};
use super::super::rules;
use super::super::store::{self, NewShares};
use super::views;
use crate::error::{Code, Error, Result};
use crate::features::projects;
use crate::features::projects::Project;
use crate::http::{Ctx, IfMatch, Json, Reply};
use crate::journal::{self, Subject};
use crate::policy::{Action, allowed, check_audit, permitted, require};
use crate::work::Tx;
use actix_web::{HttpResponse, get, post, put, web};
use serde_json::json;

fn find(tx: &mut Tx<'_>, id: i64, action: Action) -> Result<Project> {
    let project = projects::find_visible(tx, id)?;
    require(tx.caller, action, projects::relations(tx.caller, &project))?;
    Ok(project)
}

/// 查看成果分成
///
/// 项目现行的分成与待确认的一版；没有商定过的，牵头单位为100%。全市统计只计一次，各单位的金额与个数按分成折算。
#[utoipa::path(tag = "成果分成", extensions(("x-action" = json!("share.read"))),
    params(("id" = i64, Path, description = "项目编号（内部）")),
    responses((status = 200, description = "分成", body = CreditSharesView)))]
#[get("/projects/{id}/credit-shares")]
pub async fn get_credit_shares(ctx: Ctx, id: web::Path<i64>) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        let project = find(tx, *id, Action::ShareRead)?;
        answer(tx, &project)
    })
    .await
}

fn answer(tx: &mut Tx<'_>, project: &Project) -> Result<Reply> {
    let sets = store::share_sets(tx, project.id)?;
    let version = version(&sets);
    Ok(Reply::ok(&view(tx, project, sets)?)?.version(version))
}

/// Every change of any version of the shares makes this larger.
fn version(sets: &[ShareSet]) -> i32 {
    sets.iter().map(|s| s.version).sum()
}

fn set_views(tx: &mut Tx<'_>, sets: Vec<ShareSet>) -> Result<Vec<ShareSetView>> {
    let rows = store::share_rows(tx, &sets.iter().map(|s| s.id).collect::<Vec<_>>())?;
    let mut out = Vec::with_capacity(sets.len());
    for set in sets {
        let of_set = rows.iter().filter(|r| r.set_id == set.id);
        let shares = of_set.map(|r| Share {
            unit_id: r.unit_id,
            share_percent: r.share_percent,
            reason: r.reason.clone(),
        });
        let shares = views::share_views(tx, shares.collect())?;
        out.push(ShareSetView { set, shares });
    }
    Ok(out)
}

fn view(tx: &mut Tx<'_>, project: &Project, sets: Vec<ShareSet>) -> Result<CreditSharesView> {
    let sets = set_views(tx, sets)?;
    let of = |state: ShareState| sets.iter().find(|s| s.set.state == state).cloned();
    let (in_force, proposed) = (of(ShareState::InForce), of(ShareState::Proposed));
    let shares: Vec<ShareView> = match &in_force {
        Some(set) => set.shares.clone(),
        None => {
            let lead = rules::shares_or_lead(&[], project.lead_unit_id);
            let whole = lead.into_iter().map(|(unit_id, share_percent)| Share {
                unit_id,
                share_percent,
                reason: "没有商定分成，归牵头单位".to_owned(),
            });
            views::share_views(tx, whole.collect())?
        }
    };
    let relations = projects::relations(tx.caller, project);
    let decides = allowed(tx.caller, Action::ShareConfirm, relations);
    let mut actions = Vec::new();
    if projects::rules::check_open(project).is_ok() {
        if in_force.is_none() || decides {
            actions.push(Action::ShareEdit);
        }
        let own =
            proposed.as_ref().and_then(|p| p.set.proposed_by).is_some_and(|by| Some(by) == tx.caller.user_id);
        if proposed.is_some() && !own {
            actions.push(Action::ShareConfirm);
        }
    }
    Ok(CreditSharesView {
        project_id: project.id,
        is_default: in_force.is_none(),
        shares,
        in_force,
        proposed,
        can: permitted(tx.caller, &actions, relations),
    })
}

/// 拟定或修改成果分成
///
/// 各单位的分成合计恰为100%，每个大于0，最多两位小数，写明理由。首次由牵头单位拟定，招商局确认后生效；生效以后只能由裁定，
/// 或由招商局说明理由直接决定修改。
#[utoipa::path(tag = "成果分成", extensions(("x-action" = json!("share.edit"))), request_body = CreditSharesInput,
    params(("id" = i64, Path, description = "项目编号（内部）")),
    responses((status = 200, description = "拟定后的分成", body = CreditSharesView)))]
#[put("/projects/{id}/credit-shares")]
pub async fn replace_credit_shares(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<CreditSharesInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let project = find(tx, *id, Action::ShareEdit)?;
        let sets = store::share_sets(tx, project.id)?;
        let current = view(tx, &project, sets.clone())?;
        if_match.check(version(&sets), &current)?;
        projects::rules::check_open(&project)?;
        let decides = allowed(tx.caller, Action::ShareConfirm, projects::relations(tx.caller, &project));
        if current.in_force.is_some() && !decides {
            return Err(Error::new(Code::ClaimState).detail(
                "分成已经生效，只能由异议裁定，或由招商局说明理由决定修改。需要修改的，请向招商局书面提出。",
            ));
        }
        projects::rules::check_texts(&input)?;
        rules::check_shares(&input.shares)?;
        let units: Vec<i64> = input.shares.iter().map(|s| s.unit_id).collect();
        projects::store::parts::check_units(tx, |i| format!("/shares/{i}/unit_id"), &units)?;
        let (state, basis, event) = if decides {
            (ShareState::InForce, ShareBasis::Decision, "project.shares_decided")
        } else {
            (ShareState::Proposed, ShareBasis::First, "project.shares_proposed")
        };
        let new = NewShares {
            project_id: project.id,
            state,
            basis,
            reason: &input.reason,
            objection_id: None,
            shares: &input.shares,
        };
        add(tx, &project, &new, event)?;
        answer(tx, &project)
    })
    .await
}

fn subject(project: &Project) -> Subject {
    Subject::new("project", project.id, format!("{} {}", project.number, project.name))
}

fn add(tx: &mut Tx<'_>, project: &Project, new: &NewShares<'_>, event: &str) -> Result<()> {
    let before = store::shares_in_force(tx, &[project.id])?.remove(&project.id);
    let before: Vec<_> =
        before.unwrap_or_default().into_iter().map(|(unit, share)| json!([unit, share])).collect();
    let set = store::add_shares(tx, new)?;
    let after = json!({ "set": set, "shares": new.shares });
    journal::record(tx, event, &subject(project), Some(&json!({ "in_force": before })), Some(&after))
}

/// Shares that come into force by a ruling.
pub(super) fn put_in_force(tx: &mut Tx<'_>, project: &Project, new: &NewShares<'_>) -> Result<()> {
    rules::check_shares(new.shares)?;
    add(tx, project, new, "project.shares_ruled")
}

/// 确认成果分成
///
/// 招商局确认牵头单位拟定的分成，确认后生效；不确认的退回重拟。确认人不能是拟定人。
#[utoipa::path(tag = "成果分成", extensions(("x-action" = json!("share.confirm"))), request_body = ShareConfirmationInput,
    params(("id" = i64, Path, description = "项目编号（内部）"), ("If-Match" = String, Header)),
    responses((status = 200, description = "确认后的分成", body = CreditSharesView)))]
#[post("/projects/{id}/credit-shares/confirmations")]
pub async fn confirm_credit_shares(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<ShareConfirmationInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let project = find(tx, *id, Action::ShareConfirm)?;
        let sets = store::share_sets(tx, project.id)?;
        let Some(proposed) = sets.iter().find(|s| s.state == ShareState::Proposed).cloned() else {
            return Err(Error::new(Code::ClaimState)
                .detail("没有待确认的分成：可能已被确认、退回，或尚未拟定。请刷新后查看。"));
        };
        check_audit(tx.caller.user_id, proposed.proposed_by, &[])?;
        let current = view(tx, &project, sets.clone())?;
        if_match.check(version(&sets), &current)?;
        projects::rules::check_open(&project)?;
        projects::rules::check_texts(&input)?;
        let state = if input.confirmed { ShareState::InForce } else { ShareState::Refused };
        let after = store::set_share_state(tx, &proposed, state, Some(&input.opinion))?;
        let event = if input.confirmed { "project.shares_confirmed" } else { "project.shares_refused" };
        journal::record(tx, event, &subject(&project), Some(&proposed), Some(&after))?;
        answer(tx, &project)
    })
    .await
}

/// 列出历次成果分成
///
/// 每一版的分成、依据、理由、拟定与确认，新的在前；旧版只增不改。
#[utoipa::path(tag = "成果分成", extensions(("x-action" = json!("share.read"))),
    params(("id" = i64, Path, description = "项目编号（内部）")),
    responses((status = 200, description = "历次分成", body = CreditShareHistory)))]
#[get("/projects/{id}/credit-shares/revisions")]
pub async fn list_credit_share_revisions(ctx: Ctx, id: web::Path<i64>) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        let project = find(tx, *id, Action::ShareRead)?;
        let sets = store::share_sets(tx, project.id)?;
        Reply::ok(&CreditShareHistory { revisions: set_views(tx, sets)? })
    })
    .await
}
