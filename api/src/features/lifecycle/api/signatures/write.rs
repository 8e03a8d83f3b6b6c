//! Filling in, submitting, recalling and auditing papers.

use super::super::super::model::{
    AuditInput, AuditResult, AuditState, PaperFileInput, Signature, SignatureInput, SignatureView,
};
use super::super::super::rules::{self, Paper};
use super::super::super::store::{self, Origin};
use super::super::{Step, require_other, require_step, require_under_way};
use super::settle::{check_answered, earlier, is_repetition, lead_follows, settle};
use super::{Found, find, find_project, missing, record, view};
use crate::error::{Code, Error, FieldError, Result};
use crate::features::files;
use crate::features::projects::{self, Project};
use crate::http::{Ctx, IfMatch, Json, Patch, Reply};
use crate::policy::Action;
use crate::text::has_deceptive_characters;
use crate::work::Tx;
use actix_web::{HttpResponse, patch, post, put, web};

type Ids = web::Path<(i64, i64)>;

/// 登记签约
///
/// 登记一份签署的文本，存为草稿：效力、性质、活动、日期、金额、各方与附件。一个项目可以有多份；计多少由规则在审核时算出。
#[utoipa::path(tag = "签约", extensions(("x-action" = json!("signature.submit"))), request_body = SignatureInput,
    params(("id" = i64, Path, description = "项目编号（内部）")),
    responses((status = 201, description = "已存为草稿", body = SignatureView)))]
#[post("/projects/{id}/signatures")]
pub async fn create_signature(
    ctx: Ctx,
    id: web::Path<i64>,
    input: Json<SignatureInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let (project, relations) = find_project(tx, *id, Action::SignatureSubmit)?;
        let row = draft(tx, &project, &input)?;
        let location = format!("/projects/{}/signatures/{}", project.id, row.id);
        let found = Found { project, relations, row };
        let version = found.row.version;
        Ok(Reply::created(location, &view(tx, &found)?)?.version(version))
    })
    .await
}

/// 修改签约
///
/// 整体替换草稿、暂未通过或已撤回的签约。
#[utoipa::path(tag = "签约", extensions(("x-action" = json!("signature.submit"))), request_body = SignatureInput,
    params(("id" = i64, Path, description = "项目编号（内部）"), ("signature_id" = i64, Path, description = "签约编号")),
    responses((status = 200, description = "已修改", body = SignatureView)))]
#[put("/projects/{id}/signatures/{signature_id}")]
pub async fn replace_signature(
    ctx: Ctx,
    ids: Ids,
    if_match: IfMatch,
    input: Json<SignatureInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| edit(tx, &ids, &if_match, |_, _| Ok(input.clone()))).await
}

/// 局部修改签约
///
/// 以合并补丁修改：`null` 清除，未写的不动；附件整体替换。
#[utoipa::path(tag = "签约", extensions(("x-action" = json!("signature.submit"))),
    request_body(content = SignatureInput, content_type = "application/merge-patch+json"),
    params(("id" = i64, Path, description = "项目编号（内部）"), ("signature_id" = i64, Path, description = "签约编号")),
    responses((status = 200, description = "已修改", body = SignatureView)))]
#[patch("/projects/{id}/signatures/{signature_id}")]
pub async fn update_signature(ctx: Ctx, ids: Ids, if_match: IfMatch, patch: Patch) -> Result<HttpResponse> {
    ctx.write(move |tx| edit(tx, &ids, &if_match, |tx, current| patch.apply(&tx.app.contract, current))).await
}

/// 提交签约
///
/// 附签约文本、逐一答复疑似重复签约后才能提交；已答复为“重复签约”的，性质须改为“重复发布”。提交后由另一人审核。
#[utoipa::path(tag = "签约", extensions(("x-action" = json!("signature.submit"))),
    params(("id" = i64, Path, description = "项目编号（内部）"), ("signature_id" = i64, Path, description = "签约编号"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已提交", body = SignatureView)))]
#[post("/projects/{id}/signatures/{signature_id}/submissions")]
pub async fn submit_signature(ctx: Ctx, ids: Ids, if_match: IfMatch) -> Result<HttpResponse> {
    ctx.write(move |tx| {
        let found = open(tx, &ids, &if_match, Action::SignatureSubmit)?;
        let after = hand_in(tx, &found)?;
        finish(tx, found, "project.signature_submitted", after)
    })
    .await
}

/// 撤回签约
///
/// 审核之前可以撤回修改。
#[utoipa::path(tag = "签约", extensions(("x-action" = json!("signature.submit"))),
    params(("id" = i64, Path, description = "项目编号（内部）"), ("signature_id" = i64, Path, description = "签约编号"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已撤回", body = SignatureView)))]
#[post("/projects/{id}/signatures/{signature_id}/recalls")]
pub async fn recall_signature(ctx: Ctx, ids: Ids, if_match: IfMatch) -> Result<HttpResponse> {
    ctx.write(move |tx| {
        let found = open(tx, &ids, &if_match, Action::SignatureSubmit)?;
        require_step(found.row.state, Step::Recall)?;
        let after = store::set_signature_state(tx, &found.row, AuditState::Recalled)?;
        finish(tx, found, "project.signature_recalled", after)
    })
    .await
}

/// 审核签约
///
/// 审核人不能是提交人，也不能是附件的上传人。通过时按规则算出计多少（`counts`，附依据），项目的合同金额与签约日期随之更新；
/// 附件封存，此后的更正走变更程序。
#[utoipa::path(tag = "签约", extensions(("x-action" = json!("signature.audit"))), request_body = AuditInput,
    params(("id" = i64, Path, description = "项目编号（内部）"), ("signature_id" = i64, Path, description = "签约编号"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已审核", body = SignatureView)))]
#[post("/projects/{id}/signatures/{signature_id}/audits")]
pub async fn audit_signature(
    ctx: Ctx,
    ids: Ids,
    if_match: IfMatch,
    input: Json<AuditInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let found = open(tx, &ids, &if_match, Action::SignatureAudit)?;
        let after = decide(tx, &found, &input)?;
        finish(tx, found, "project.signature_audited", after)
    })
    .await
}

/// Keeps a checked draft with its files, of a project under way.
pub(in super::super) fn draft(
    tx: &mut Tx<'_>,
    project: &Project,
    input: &SignatureInput,
) -> Result<Signature> {
    require_under_way(project)?;
    check(tx, project.id, None, input)?;
    let row = store::insert_signature(tx, input, Origin::draft(project.id))?;
    store::set_files(tx, &row, &input.files)?;
    record(tx, project, "project.signature_drafted", None, &row)?;
    Ok(row)
}

/// Hands in a paper that lacks nothing.
pub(in super::super) fn hand_in(tx: &mut Tx<'_>, found: &Found) -> Result<Signature> {
    require_step(found.row.state, Step::Submit)?;
    complete(tx, found)?;
    store::set_signature_state(tx, &found.row, AuditState::Submitted)
}

/// Audits a paper that another person handed in; what passes counts from now on.
pub(in super::super) fn decide(tx: &mut Tx<'_>, found: &Found, input: &AuditInput) -> Result<Signature> {
    require_step(found.row.state, Step::Audit)?;
    let files: Vec<i64> = store::files_of(tx, &[found.row.id])?.into_iter().map(|(_, f)| f.id).collect();
    require_other(tx, found.row.submitted_by, &files)?;
    if input.result == AuditResult::Passed {
        // other papers and projects may have passed since the submission
        complete(tx, found)?;
    }
    let after = store::audit_signature(tx, &found.row, input)?;
    if after.state == AuditState::Passed {
        let today = tx.today();
        settle(tx, &after, today, None)?;
        lead_follows(tx, &after, input.keep_lead_reason.as_deref())?;
    }
    Ok(after)
}

/// A paper about to change: visible, permitted, of the version read, of a project under way.
fn open(tx: &mut Tx<'_>, ids: &(i64, i64), if_match: &IfMatch, action: Action) -> Result<Found> {
    let found = find(tx, ids, action)?;
    if_match.check(found.row.version, &view(tx, &found)?)?;
    require_under_way(&found.project)?;
    Ok(found)
}

fn edit(
    tx: &mut Tx<'_>,
    ids: &(i64, i64),
    if_match: &IfMatch,
    input: impl Fn(&mut Tx<'_>, &SignatureInput) -> Result<SignatureInput>,
) -> Result<Reply> {
    let found = open(tx, ids, if_match, Action::SignatureSubmit)?;
    require_step(found.row.state, Step::Edit)?;
    let files = store::files_of(tx, &[found.row.id])?;
    let files: Vec<PaperFileInput> =
        files.into_iter().map(|(f, _)| PaperFileInput { purpose: f.purpose, file_id: f.file_id }).collect();
    let current = SignatureInput::of(&found.row, files);
    let input = input(tx, &current)?;
    check(tx, found.project.id, Some(&current), &input)?;
    let after = store::update_signature(tx, &found.row, &input)?;
    store::set_files(tx, &after, &input.files)?;
    finish(tx, found, "project.signature_edited", after)
}

/// Checks what was filled in: the paper by itself, its event, its files.
fn check(
    tx: &mut Tx<'_>,
    project_id: i64,
    before: Option<&SignatureInput>,
    input: &SignatureInput,
) -> Result<()> {
    let mut errors = rules::check_paper(&Paper::from_input(input), tx.today());
    let mut wrong = |pointer: String, code: &str, message: String| {
        errors.push(FieldError { pointer, code: code.to_owned(), message });
    };
    for (field, text) in [("parties", Some(&input.parties)), ("note", input.note.as_ref())] {
        if text.is_some_and(|t| has_deceptive_characters(t)) {
            wrong(
                format!("/{field}"),
                "deceptive_character",
                "含有看不见的字符，请删除后重新输入。".to_owned(),
            );
        }
    }
    if let Some(id) = input.event_id.filter(|id| before.is_none_or(|b| b.event_id != Some(*id))) {
        match store::find_event(tx, id) {
            Ok(event) if event.closed_at.is_none() => {}
            Ok(event) => wrong(
                "/event_id".to_owned(),
                "closed",
                format!("“{}”已关闭，不再登记新的签约。", event.title()),
            ),
            Err(e) if e.code() == Code::ResourceNotFound => {
                wrong("/event_id".to_owned(), "not_found", "没有这项签约活动，请从名录中选择。".to_owned());
            }
            Err(e) => return Err(e),
        }
    }
    if let Some(id) = input.predecessor_id
        && let Err(e) = store::find_signature(tx, project_id, id)
    {
        if e.code() != Code::ResourceNotFound {
            return Err(e);
        }
        wrong("/predecessor_id".to_owned(), "not_found", "本项目没有这份签约，请重新选择。".to_owned());
    }
    if let Some(unit) = input.signing_unit_id {
        let known = projects::store::parts::check_units(tx, |_| "/signing_unit_id".to_owned(), &[unit]);
        Error::gather(&mut errors, known)?;
    }
    for (n, file) in input.files.iter().enumerate() {
        if input.files[..n].contains(file) {
            let again = Error::field(format!("/files/{n}"), "duplicate", "同一附件写了两次，请去掉一个。");
            Error::gather::<()>(&mut errors, Err(again))?;
        } else if before.is_some_and(|b| b.files.contains(file)) {
            continue;
        } else {
            let named = files::named(tx, file.file_id, &format!("/files/{n}/file_id"));
            Error::gather(&mut errors, named)?;
        }
    }
    if errors.is_empty() { Ok(()) } else { Err(Error::invalid(errors)) }
}

/// Refuses a paper that lacks its text, whose repetition nobody has answered, or that does not fit those before it.
fn complete(tx: &mut Tx<'_>, found: &Found) -> Result<()> {
    store::queue_repeats(tx)?;
    let suspicions = store::suspicions(tx, &found.project, found.row.amount_yuan)?;
    check_answered(&suspicions)?;
    let lacks = missing(&store::files_of(tx, &[found.row.id])?, &suspicions);
    if let Some(first) = lacks.first() {
        let detail = format!("{}。请{}。", first.message, first.how_to_fix);
        return Err(Error::new(Code::LifecycleGateUnmet).detail(detail).with_blocking(lacks));
    }
    let paper = Paper::of(&found.row);
    let mut errors = rules::check_paper(&paper, tx.today());
    errors.extend(rules::check_against(&paper, &earlier(tx, &found.row)?, is_repetition(&suspicions)));
    if errors.is_empty() { Ok(()) } else { Err(Error::invalid(errors)) }
}

fn finish(tx: &mut Tx<'_>, found: Found, event: &str, after: Signature) -> Result<Reply> {
    record(tx, &found.project, event, Some(&found.row), &after)?;
    let found = Found { row: after, ..found };
    let version = found.row.version;
    let view: SignatureView = view(tx, &found)?;
    Ok(Reply::ok(&view)?.version(version))
}
