//! Stage records: draft, edit, submit, recall, audit.

use super::super::model::{
    AuditInput, AuditResult, AuditState, EvidenceInput, StageRecord, StageRecordInput, StageRecordView,
};
use super::super::rules::{self, EvidenceFact, RecordFacts};
use super::super::store::{self, NewRecord};
use super::{Life, Step, require_other, require_step, signatures};
use crate::db::types::Doc;
use crate::error::{Code, Error, Result};
use crate::features::projects::Stage;
use crate::features::{files, projects};
use crate::http::{Ctx, IfMatch, Json, Patch, Reply};
use crate::journal::{self, Subject};
use crate::policy::Action;
use crate::rulesets;
use crate::work::Tx;
use actix_web::{HttpResponse, get, patch, post, put, web};
use serde_json::json;

type Ids = web::Path<(i64, i64)>;

/// 填报阶段记录
///
/// 为目标阶段新建一条草稿：申报日期、事实、凭据。每个阶段同时只有一条现行记录；可以为以前的阶段补录。
#[utoipa::path(tag = "全周期", extensions(("x-action" = json!("stage.submit"))),
    params(("id" = i64, Path, description = "项目编号")),
    request_body = StageRecordInput,
    responses((status = 201, description = "已存为草稿", body = StageRecordView)))]
#[post("/projects/{id}/stage-records")]
pub async fn create_stage_record(
    ctx: Ctx,
    id: web::Path<i64>,
    input: Json<StageRecordInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let life = Life::find(tx, *id)?;
        life.require(tx, Action::StageSubmit)?;
        life.require_under_way()?;
        check(tx, &life, None, &input)?;
        let row = NewRecord {
            project_id: life.project.id,
            stage: input.stage,
            claimed_on: input.claimed_on,
            facts: Doc::of(&input.facts),
            note: input.note.clone(),
            state: AuditState::Draft,
            created_by: tx.caller.user_id,
            created_at: tx.now,
            updated_at: tx.now,
        };
        let record = store::insert_record(tx, row)?;
        store::set_evidence(tx, &record, &input.evidence)?;
        journal_of(tx, &life, "project.stage_drafted", None, &record)?;
        let location = format!("/projects/{}/stage-records/{}", life.project.id, record.id);
        let reply = reply(tx, life, &record)?;
        Ok(Reply { status: 201, ..reply }.header("Location", format!("/api/v1{location}")))
    })
    .await
}

/// 查看阶段记录
///
/// 返回记录、凭据、历次意见与提交前还缺的项目。
#[utoipa::path(tag = "全周期", extensions(("x-action" = json!("lifecycle.read"))),
    params(("id" = i64, Path, description = "项目编号"), ("record_id" = i64, Path, description = "阶段记录编号")),
    responses((status = 200, description = "阶段记录", body = StageRecordView)))]
#[get("/projects/{id}/stage-records/{record_id}")]
pub async fn get_stage_record(ctx: Ctx, ids: Ids) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        let (life, record) = find(tx, &ids)?;
        life.require(tx, Action::LifecycleRead)?;
        Ok(Reply::ok(&life.record_view(tx, &record)?)?.version(record.version))
    })
    .await
}

/// 修改阶段记录
///
/// 整体替换草稿、暂未通过或已撤回的记录。只检查改动过的项目，导入的旧记录不会因为别的项目不全而存不了。
#[utoipa::path(tag = "全周期", extensions(("x-action" = json!("stage.submit"))),
    params(("id" = i64, Path, description = "项目编号"), ("record_id" = i64, Path, description = "阶段记录编号")),
    request_body = StageRecordInput,
    responses((status = 200, description = "已修改", body = StageRecordView)))]
#[put("/projects/{id}/stage-records/{record_id}")]
pub async fn replace_stage_record(
    ctx: Ctx,
    ids: Ids,
    if_match: IfMatch,
    input: Json<StageRecordInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| edit(tx, &ids, &if_match, |_, _| Ok(input.clone()))).await
}

/// 局部修改阶段记录
///
/// 以合并补丁修改：`null` 清除，未写的不动；事实逐项合并，凭据整体替换。
#[utoipa::path(tag = "全周期", extensions(("x-action" = json!("stage.submit"))),
    params(("id" = i64, Path, description = "项目编号"), ("record_id" = i64, Path, description = "阶段记录编号")),
    request_body(content = StageRecordInput, content_type = "application/merge-patch+json"),
    responses((status = 200, description = "已修改", body = StageRecordView)))]
#[patch("/projects/{id}/stage-records/{record_id}")]
pub async fn update_stage_record(
    ctx: Ctx,
    ids: Ids,
    if_match: IfMatch,
    patch: Patch,
) -> Result<HttpResponse> {
    ctx.write(move |tx| edit(tx, &ids, &if_match, |tx, current| patch.apply(&tx.app.contract, current))).await
}

/// 提交阶段记录
///
/// 事实与凭据齐全才能提交；提交后等待另一人审核，审核前可以撤回。
#[utoipa::path(tag = "全周期", extensions(("x-action" = json!("stage.submit"))),
    params(("id" = i64, Path, description = "项目编号"), ("record_id" = i64, Path, description = "阶段记录编号"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已提交", body = StageRecordView)))]
#[post("/projects/{id}/stage-records/{record_id}/submissions")]
pub async fn submit_stage_record(ctx: Ctx, ids: Ids, if_match: IfMatch) -> Result<HttpResponse> {
    ctx.write(move |tx| {
        let (life, record) = open(tx, &ids, &if_match, Action::StageSubmit)?;
        require_step(record.state, Step::Submit)?;
        complete(&life, &record, "提交")?;
        if record.stage == Stage::Signed {
            signatures::settle::check_record(tx, &life.project, &record)?;
        }
        let after = store::set_state(tx, &record, AuditState::Submitted, Some(life.gate_revision))?;
        finish(tx, life, "project.stage_submitted", &record, &after)
    })
    .await
}

/// 撤回阶段记录
///
/// 审核之前可以撤回修改，再次提交。
#[utoipa::path(tag = "全周期", extensions(("x-action" = json!("stage.submit"))),
    params(("id" = i64, Path, description = "项目编号"), ("record_id" = i64, Path, description = "阶段记录编号"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已撤回", body = StageRecordView)))]
#[post("/projects/{id}/stage-records/{record_id}/recalls")]
pub async fn recall_stage_record(ctx: Ctx, ids: Ids, if_match: IfMatch) -> Result<HttpResponse> {
    ctx.write(move |tx| {
        let (life, record) = open(tx, &ids, &if_match, Action::StageSubmit)?;
        require_step(record.state, Step::Recall)?;
        let after = store::set_state(tx, &record, AuditState::Recalled, record.gate_revision)?;
        finish(tx, life, "project.stage_recalled", &record, &after)
    })
    .await
}

/// 审核阶段记录
///
/// 审核人不能是提交人，也不能是凭据的上传人。通过后凭据封存，记录不可改动，统计以审核日期为准；意见逐次追加。项目已到过的阶段
/// 补录通过后，其中的开工、投产日期随即成为项目的事实；签约的一份同时成为一条签约。
#[utoipa::path(tag = "全周期", extensions(("x-action" = json!("stage.audit"))),
    params(("id" = i64, Path, description = "项目编号"), ("record_id" = i64, Path, description = "阶段记录编号"), ("If-Match" = String, Header)),
    request_body = AuditInput,
    responses((status = 200, description = "已审核", body = StageRecordView)))]
#[post("/projects/{id}/stage-records/{record_id}/audits")]
pub async fn audit_stage_record(
    ctx: Ctx,
    ids: Ids,
    if_match: IfMatch,
    input: Json<AuditInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let (life, record) = open(tx, &ids, &if_match, Action::StageAudit)?;
        require_step(record.state, Step::Audit)?;
        let files: Vec<i64> = store::evidence_of(tx, &[record.id])?.into_iter().map(|(_, f)| f.id).collect();
        require_other(tx, record.submitted_by, &files)?;
        if input.result == AuditResult::Passed {
            // the gates may have changed since the submission
            complete(&life, &record, "审核通过")?;
        }
        rulesets::seed_if_empty(tx, &store::GATES)?;
        let after = store::audit(tx, &record, &input, life.gate_revision)?;
        if after.state == AuditState::Passed && after.stage == Stage::Signed {
            signatures::settle::from_record(tx, &life.project, &after, input.keep_lead_reason.as_deref())?;
        }
        journal_of(tx, &life, "project.stage_audited", Some(&record), &after)?;
        let project = projects::find_visible(tx, life.project.id)?;
        let mut life = Life::of(tx, project)?;
        if after.state == AuditState::Passed && after.stage <= life.project.stage {
            // the project has been there already: what the record says stands at once
            let stage = life.project.stage;
            let facts = rules::standing_facts(stage, stage, &life.facts);
            life.project = projects::take_over(tx, life.project, facts)?;
        }
        reply(tx, life, &after)
    })
    .await
}

fn find(tx: &mut Tx<'_>, ids: &(i64, i64)) -> Result<(Life, StageRecord)> {
    let life = Life::find(tx, ids.0)?;
    let record = store::find_record(tx, ids.0, ids.1)?;
    Ok((life, record))
}

/// A record about to change: visible, permitted, of the version read, on a project under way, not yet history.
fn open(
    tx: &mut Tx<'_>,
    ids: &(i64, i64),
    if_match: &IfMatch,
    action: Action,
) -> Result<(Life, StageRecord)> {
    let (life, record) = find(tx, ids)?;
    life.require(tx, action)?;
    if_match.check(record.version, &life.record_view(tx, &record)?)?;
    life.require_under_way()?;
    if record.superseded_at.is_some() {
        return Err(Error::new(Code::LifecycleNotPossible)
            .detail("项目退回后，这条记录已转为历史，只能查看。请新建一条记录。"));
    }
    Ok((life, record))
}

fn edit(
    tx: &mut Tx<'_>,
    ids: &(i64, i64),
    if_match: &IfMatch,
    input: impl Fn(&mut Tx<'_>, &StageRecordInput) -> Result<StageRecordInput>,
) -> Result<Reply> {
    let (life, record) = open(tx, ids, if_match, Action::StageSubmit)?;
    require_step(record.state, Step::Edit)?;
    let evidence = store::evidence_of(tx, &[record.id])?;
    let current = evidence
        .into_iter()
        .map(|(row, _)| EvidenceInput { evidence_type: row.evidence_type, file_id: row.file_id })
        .collect();
    let current = StageRecordInput::of(&record, current);
    let input = input(tx, &current)?;
    check(tx, &life, Some(&record), &input)?;
    let after =
        store::update_record(tx, &record, input.claimed_on, &Doc::of(&input.facts), input.note.as_deref())?;
    store::set_evidence(tx, &after, &input.evidence)?;
    let subject = Subject::new("project", life.project.id, &life.project.name);
    let with_evidence = |r: &StageRecord, e: &[EvidenceInput]| json!({ "record": r, "evidence": e });
    let (old, new) = (with_evidence(&record, &current.evidence), with_evidence(&after, &input.evidence));
    journal::record(tx, "project.stage_edited", &subject, Some(&old), Some(&new))?;
    reply(tx, life, &after)
}

/// Checks what was sent against the gate of its stage; of an existing record only what is touched.
fn check(tx: &mut Tx<'_>, life: &Life, before: Option<&StageRecord>, input: &StageRecordInput) -> Result<()> {
    let today = tx.today();
    let gate =
        life.gates.of(before.map_or(input.stage, |b| b.stage)).ok_or_else(|| Error::internal("no gate"))?;
    let known = before.and_then(|b| life.facts.records.iter().find(|r| r.id == b.id));
    let mut errors = Vec::new();
    let mut evidence = Vec::new();
    for (n, given) in input.evidence.iter().enumerate() {
        let old = known.and_then(|k| k.evidence.iter().find(|e| e.file_id == given.file_id));
        let is_image = match old {
            Some(old) => old.is_image,
            None => {
                let named = files::named(tx, given.file_id, &format!("/evidence/{n}/file_id"));
                let Some(file) = Error::gather(&mut errors, named)? else { continue };
                file.media_type.is_image()
            }
        };
        evidence.push(EvidenceFact {
            evidence_type: given.evidence_type.clone(),
            file_id: given.file_id,
            is_image,
        });
    }
    let after = RecordFacts {
        id: before.map_or(0, |b| b.id),
        stage: input.stage,
        state: AuditState::Draft,
        claimed_on: input.claimed_on,
        facts: input.facts.clone(),
        evidence,
    };
    errors.extend(rules::check_record(gate, known, &after, today));
    if errors.is_empty() { Ok(()) } else { Err(Error::invalid(errors)) }
}

/// Refuses a record that lacks something its gate asks for.
fn complete(life: &Life, record: &StageRecord, what: &str) -> Result<()> {
    let missing = life.missing(record);
    if missing.is_empty() {
        return Ok(());
    }
    let words: Vec<&str> = missing.iter().map(|b| b.message.as_str()).take(3).collect();
    let detail = format!(
        "{}记录还缺{}项（{}），不能{what}。请按每项的提示补齐。",
        record.stage.label(),
        missing.len(),
        words.join("；")
    );
    Err(Error::new(Code::LifecycleGateUnmet).detail(detail).with_blocking(missing))
}

fn journal_of(
    tx: &mut Tx<'_>,
    life: &Life,
    event: &str,
    before: Option<&StageRecord>,
    after: &StageRecord,
) -> Result<()> {
    let subject = Subject::new("project", life.project.id, &life.project.name);
    journal::record(tx, event, &subject, before, Some(after))
}

fn finish(
    tx: &mut Tx<'_>,
    life: Life,
    event: &str,
    before: &StageRecord,
    after: &StageRecord,
) -> Result<Reply> {
    journal_of(tx, &life, event, Some(before), after)?;
    reply(tx, life, after)
}

/// The record as it is now.
fn reply(tx: &mut Tx<'_>, life: Life, record: &StageRecord) -> Result<Reply> {
    let life = Life::find(tx, life.project.id)?;
    Ok(Reply::ok(&life.record_view(tx, record)?)?.version(record.version))
}
