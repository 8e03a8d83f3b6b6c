//! The funds-in-place ledger: entering, correcting, recalling, auditing, reversing.

use super::super::model::Project;
use super::super::model::funds::{
    AuditResult, EntryState, FundsAuditInput, FundsEntry, FundsEntryView, FundsInput, FundsReversalInput,
    FundsView,
};
use super::super::rules::{self, funds as decide};
use super::super::store::funds as ledger;
use super::super::{find_visible, relations};
use crate::error::{Code, Error, Result};
use crate::features::files;
use crate::http::{Ctx, IfMatch, Json, Reply};
use crate::journal;
use crate::policy::{Action, check_audit, permitted, require};
use crate::work::Tx;
use actix_web::{HttpResponse, get, post, put, web};

/// Entries with their proofs, their reversals, and what the caller may do to them.
fn entry_views(tx: &mut Tx<'_>, project: &Project, entries: Vec<FundsEntry>) -> Result<Vec<FundsEntryView>> {
    let ids: Vec<i64> = entries.iter().map(|e| e.id).collect();
    let reversals = ledger::reversals_of(tx, &ids)?;
    let proofs: Vec<i64> = entries.iter().filter_map(|e| e.proof_file_id).collect();
    let proofs = files::many(tx, &proofs)?;
    let views = entries.into_iter().map(|entry| {
        let reversed_by_id = reversals.get(&entry.id).copied();
        let proof = proofs.iter().find(|f| Some(f.id) == entry.proof_file_id);
        let uploader = proof.and_then(|f| f.uploaded_by);
        let possible: &[Action] = match entry.state {
            EntryState::Submitted
                if check_audit(tx.caller.user_id, entry.submitted_by, &[uploader]).is_ok() =>
            {
                &[Action::FundsRecord, Action::FundsAudit]
            }
            EntryState::Submitted | EntryState::Supplement => &[Action::FundsRecord],
            EntryState::Passed if decide::check_reversible(&entry, reversed_by_id).is_ok() => {
                &[Action::FundsRecord]
            }
            _ => &[],
        };
        let possible = if rules::check_open(project).is_ok() { possible } else { &[] };
        let can = permitted(tx.caller, possible, relations(tx.caller, project));
        FundsEntryView { proof: proof.map(Into::into), reversed_by_id, can, entry }
    });
    Ok(views.collect())
}

fn entry_view(tx: &mut Tx<'_>, project: &Project, entry: FundsEntry) -> Result<FundsEntryView> {
    let mut views = entry_views(tx, project, vec![entry])?;
    views.pop().ok_or_else(|| Error::internal("no view"))
}

/// Finds project and entry, and permits.
fn found(tx: &mut Tx<'_>, (id, entry_id): (i64, i64), action: Action) -> Result<(Project, FundsEntry)> {
    let project = find_visible(tx, id)?;
    require(tx.caller, action, relations(tx.caller, &project))?;
    let entry = ledger::entry(tx, id, entry_id)?;
    Ok((project, entry))
}

/// An entry about to change: found, permitted, of the version read.
fn held(tx: &mut Tx<'_>, path: (i64, i64), if_match: &IfMatch) -> Result<(Project, FundsEntry)> {
    let (project, entry) = found(tx, path, Action::FundsRecord)?;
    if_match.check(entry.version, &entry_view(tx, &project, entry.clone())?)?;
    Ok((project, entry))
}

fn answer(tx: &mut Tx<'_>, project: &Project, entry: FundsEntry) -> Result<Reply> {
    let version = entry.version;
    Ok(Reply::ok(&entry_view(tx, project, entry)?)?.version(version))
}

/// Journals a change and answers with the entry as it is now.
fn changed(
    tx: &mut Tx<'_>,
    event: &str,
    project: &Project,
    before: &FundsEntry,
    after: FundsEntry,
) -> Result<Reply> {
    let (old, new) = (super::state(before), super::state(&after));
    journal::record(tx, event, &super::subject(project), Some(&old), Some(&new))?;
    answer(tx, project, after)
}

/// Journals a new entry and answers with it.
fn created(tx: &mut Tx<'_>, event: &str, project: &Project, entry: FundsEntry) -> Result<Reply> {
    journal::created(tx, event, &super::subject(project), &super::state(&entry))?;
    let (location, version) = (format!("/projects/{}/funds/{}", project.id, entry.id), entry.version);
    Ok(Reply::created(location, &entry_view(tx, project, entry)?)?.version(version))
}

/// 查看到位资金
///
/// 项目的到位资金台账：逐笔记录、合计，以及“省外”（省外与境外）、“市外”（再加省内市外，市内不计）两种口径。
#[utoipa::path(tag = "到位资金", extensions(("x-action" = json!("project.read"))),
    params(("id" = i64, Path, description = "项目编号（内部）")),
    responses((status = 200, description = "台账与合计", body = FundsView)))]
#[get("/projects/{id}/funds")]
pub async fn get_project_funds(ctx: Ctx, id: web::Path<i64>) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        let project = find_visible(tx, *id)?;
        let relations = relations(tx.caller, &project);
        require(tx.caller, Action::ProjectRead, relations)?;
        let entries = ledger::entries(tx, project.id)?;
        let totals = decide::totals(&entries);
        let items = entry_views(tx, &project, entries)?;
        let can = if rules::check_open(&project).is_ok() {
            permitted(tx.caller, &[Action::FundsRecord, Action::FundsAudit], relations)
        } else {
            Vec::new()
        };
        Reply::ok(&FundsView { items, totals, contract_amount_yuan: project.contract_amount_yuan, can })
    })
    .await
}

/// 登记到位资金
///
/// 登记一笔到位资金，待招商局审核；审核通过后计入合计。凭证先行上传，以 `proof_file_id` 引用；没有凭证不能审核通过。
/// 累计超过合同金额时须说明理由。
#[utoipa::path(tag = "到位资金", extensions(("x-action" = json!("funds.record"))), request_body = FundsInput,
    params(("id" = i64, Path, description = "项目编号（内部）")),
    responses((status = 201, description = "已提交，待审核", body = FundsEntryView)))]
#[post("/projects/{id}/funds")]
pub async fn create_funds_entry(
    ctx: Ctx,
    id: web::Path<i64>,
    input: Json<FundsInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let project = find_visible(tx, *id)?;
        let entry = enter(tx, &project, &input)?;
        created(tx, "project.funds_submitted", &project, entry)
    })
    .await
}

/// Enters money of an open project; it waits for its audit.
pub(super) fn enter(tx: &mut Tx<'_>, project: &Project, input: &FundsInput) -> Result<FundsEntry> {
    require(tx.caller, Action::FundsRecord, relations(tx.caller, project))?;
    rules::check_open(project)?;
    check_input(tx, project, input, None)?;
    let (by, now) = (tx.caller.user_id, tx.now);
    let entry = ledger::insert(tx, project, input, by, now)?;
    attach(tx, project, input.proof_file_id)?;
    Ok(entry)
}

/// Whoever sees the project sees its proofs from now on.
fn attach(tx: &mut Tx<'_>, project: &Project, file: Option<i64>) -> Result<()> {
    file.map_or(Ok(()), |id| files::link(tx, id, "project", project.id))
}

fn check_input(
    tx: &mut Tx<'_>,
    project: &Project,
    input: &FundsInput,
    before: Option<&FundsEntry>,
) -> Result<()> {
    decide::check_entry(input, tx.today())?;
    rules::check_texts(input)?;
    // a proof that is there already stays usable for who corrects the entry
    if let Some(file) = input.proof_file_id.filter(|f| before.is_none_or(|b| b.proof_file_id != Some(*f))) {
        files::named(tx, file, "/proof_file_id")?;
    }
    let counted = ledger::counted(tx, project.id, before.map(|b| b.id))?;
    decide::check_contract(
        project.contract_amount_yuan,
        counted,
        input.amount_yuan,
        input.over_reason.as_deref(),
    )
}

/// 查看一笔到位资金
///
/// 一笔到位资金的内容、状态与审核意见，以及是否已被冲销。
#[utoipa::path(tag = "到位资金", extensions(("x-action" = json!("project.read"))),
    params(("id" = i64, Path, description = "项目编号（内部）"), ("entry_id" = i64, Path, description = "记录编号")),
    responses((status = 200, description = "一笔到位资金", body = FundsEntryView)))]
#[get("/projects/{id}/funds/{entry_id}")]
pub async fn get_funds_entry(ctx: Ctx, path: web::Path<(i64, i64)>) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        let (project, entry) = found(tx, path.into_inner(), Action::ProjectRead)?;
        answer(tx, &project, entry)
    })
    .await
}

/// 更正一笔到位资金
///
/// 审核之前或被要求补充时更正内容，更正后重新待审。已审核通过的不能修改，请冲销后重新登记；冲销记录只能撤回。
#[utoipa::path(tag = "到位资金", extensions(("x-action" = json!("funds.record"))), request_body = FundsInput,
    params(("id" = i64, Path, description = "项目编号（内部）"), ("entry_id" = i64, Path, description = "记录编号")),
    responses((status = 200, description = "已更正，待审核", body = FundsEntryView)))]
#[put("/projects/{id}/funds/{entry_id}")]
pub async fn replace_funds_entry(
    ctx: Ctx,
    path: web::Path<(i64, i64)>,
    if_match: IfMatch,
    input: Json<FundsInput>,
) -> Result<HttpResponse> {
    let (input, path) = (input.0, path.into_inner());
    ctx.write(move |tx| {
        let (project, entry) = held(tx, path, &if_match)?;
        rules::check_open(&project)?;
        decide::check_correctable(&entry)?;
        if entry.reverses_id.is_some() {
            return Err(Error::new(Code::ResourceConflict)
                .detail("冲销记录不能修改内容。原因填错的，请撤回后重新冲销。"));
        }
        check_input(tx, &project, &input, Some(&entry))?;
        let (by, now) = (tx.caller.user_id, tx.now);
        let after = ledger::correct(tx, &project, &entry, &input, by, now)?;
        attach(tx, &project, input.proof_file_id)?;
        changed(tx, "project.funds_corrected", &project, &entry, after)
    })
    .await
}

/// 撤回一笔到位资金
///
/// 审核之前或被要求补充时撤回，记录保留，不再审核。
#[utoipa::path(tag = "到位资金", extensions(("x-action" = json!("funds.record"))),
    params(("id" = i64, Path, description = "项目编号（内部）"), ("entry_id" = i64, Path, description = "记录编号"),
        ("If-Match" = String, Header)),
    responses((status = 200, description = "已撤回", body = FundsEntryView)))]
#[post("/projects/{id}/funds/{entry_id}/recalls")]
pub async fn recall_funds_entry(
    ctx: Ctx,
    path: web::Path<(i64, i64)>,
    if_match: IfMatch,
) -> Result<HttpResponse> {
    let path = path.into_inner();
    ctx.write(move |tx| {
        let (project, entry) = held(tx, path, &if_match)?;
        decide::check_correctable(&entry)?;
        let after = ledger::recall(tx, &entry)?;
        changed(tx, "project.funds_recalled", &project, &entry, after)
    })
    .await
}

/// 审核一笔到位资金
///
/// 审核通过即计入合计，须有凭证，凭证随之封存；暂未通过退回补充，未通过不再计入，都须写明意见。不能审核自己提交的记录，
/// 也不能审核自己上传的凭证；两人同时审核时先到者有效，后到者得到 409。
#[utoipa::path(tag = "到位资金", extensions(("x-action" = json!("funds.audit"))), request_body = FundsAuditInput,
    params(("id" = i64, Path, description = "项目编号（内部）"), ("entry_id" = i64, Path, description = "记录编号"),
        ("If-Match" = String, Header)),
    responses((status = 200, description = "审核后的记录", body = FundsEntryView)))]
#[post("/projects/{id}/funds/{entry_id}/audits")]
pub async fn audit_funds_entry(
    ctx: Ctx,
    path: web::Path<(i64, i64)>,
    if_match: IfMatch,
    input: Json<FundsAuditInput>,
) -> Result<HttpResponse> {
    let (input, path) = (input.0, path.into_inner());
    ctx.write(move |tx| {
        let (project, entry) = found(tx, path, Action::FundsAudit)?;
        check_auditor(tx, &entry, &input)?;
        if_match.check(entry.version, &entry_view(tx, &project, entry.clone())?)?;
        let after = settle(tx, &project, &entry, &input)?;
        changed(tx, "project.funds_audited", &project, &entry, after)
    })
    .await
}

/// Another person than who handed it in, and a result that is possible; asked first: the loser of two auditors learns that
/// it is done, not that his page is old.
pub(super) fn check_auditor(tx: &mut Tx<'_>, entry: &FundsEntry, input: &FundsAuditInput) -> Result<()> {
    let proof: Vec<i64> = entry.proof_file_id.into_iter().collect();
    check_audit(tx.caller.user_id, entry.submitted_by, &files::uploaders(tx, &proof)?)?;
    decide::check_audit(entry, input)
}

/// Writes what an audit comes to; what passed is in the sums, and its proof sealed.
pub(super) fn settle(
    tx: &mut Tx<'_>,
    project: &Project,
    entry: &FundsEntry,
    input: &FundsAuditInput,
) -> Result<FundsEntry> {
    rules::check_open(project)?;
    if input.result == AuditResult::Passed {
        decide::check_proof(entry)?;
        let counted = ledger::counted(tx, project.id, Some(entry.id))?;
        let reason = entry.over_reason.as_deref();
        decide::check_contract(project.contract_amount_yuan, counted, entry.amount_yuan, reason)?;
    }
    let (by, now) = (tx.caller.user_id, tx.now);
    let after = ledger::decide(tx, entry, input, by, now)?;
    if after.state == EntryState::Passed {
        ledger::refresh_sums(tx, project.id, now)?;
    }
    if after.state != EntryState::Supplement {
        let proof: Vec<i64> = entry.proof_file_id.into_iter().collect();
        files::seal(tx, &proof)?;
    }
    Ok(after)
}

/// 冲销一笔到位资金
///
/// 审核通过后发现有误的，登记一笔等额的负数记录，说明原因并附凭证，审核通过后从合计中减去；原记录不变。每笔只能冲销一次。
#[utoipa::path(tag = "到位资金", extensions(("x-action" = json!("funds.record"))), request_body = FundsReversalInput,
    params(("id" = i64, Path, description = "项目编号（内部）"), ("entry_id" = i64, Path, description = "记录编号"),
        ("If-Match" = String, Header)),
    responses((status = 201, description = "冲销记录，待审核", body = FundsEntryView)))]
#[post("/projects/{id}/funds/{entry_id}/reversals")]
pub async fn reverse_funds_entry(
    ctx: Ctx,
    path: web::Path<(i64, i64)>,
    if_match: IfMatch,
    input: Json<FundsReversalInput>,
) -> Result<HttpResponse> {
    let (input, path) = (input.0, path.into_inner());
    ctx.write(move |tx| {
        let (project, entry) = held(tx, path, &if_match)?;
        rules::check_open(&project)?;
        let reversed_by_id = ledger::reversal_of(tx, entry.id)?;
        decide::check_reversible(&entry, reversed_by_id)?;
        rules::check_texts(&input)?;
        files::named(tx, input.proof_file_id, "/proof_file_id")?;
        let (by, now) = (tx.caller.user_id, tx.now);
        let twin = ledger::reverse(tx, &entry, &input, by, now)?;
        attach(tx, &project, Some(input.proof_file_id))?;
        created(tx, "project.funds_reversed", &project, twin)
    })
    .await
}
