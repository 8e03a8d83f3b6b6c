//! Taking over the signatures of projects that were signed before the system.

use super::super::super::model::{
    AuditState, Counts, PaperFileInput, PaperPurpose, Signature, SignatureInput, SignatureKind, Strength,
    TakeoverInput, TakeoverItem, TakeoverResult, TakeoverView,
};
use super::super::super::rules::{self, Paper};
use super::super::super::store::{self, Origin};
use super::settle::{check_answered, is_repetition, settle};
use super::{find_project, record};
use crate::error::{Code, Error, FieldError, Result};
use crate::features::files;
use crate::features::projects::{self, EndState, Project, Stage};
use crate::http::{Ctx, Json, Reply};
use crate::policy::{Action, require_role};
use crate::work::Tx;
use actix_web::{HttpResponse, post};

/// 补录签约
///
/// 招商局接管导入的、系统启用前已签约的项目，一次最多200个，附共同的证明与理由；逐个补录，各有各的结果。补录的签约计入其签约
/// 日期并带补录标记，日后的更正同样走变更程序。
#[utoipa::path(tag = "签约", extensions(("x-action" = json!("signature.takeover"))), request_body = TakeoverInput,
    responses((status = 200, description = "逐项结果", body = TakeoverView)))]
#[post("/signatures/takeovers")]
pub async fn take_over_signatures(ctx: Ctx, input: Json<TakeoverInput>) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        require_role(tx.caller, Action::SignatureTakeover)?;
        files::all_named(tx, &input.proof_file_ids, "/proof_file_ids")?;
        store::queue_repeats(tx)?;
        let mut results = Vec::with_capacity(input.items.len());
        for (index, item) in input.items.iter().enumerate() {
            let done = tx.attempt(|tx| take_over(tx, &input, item));
            let (project_id, mut result) = (item.project_id, empty(index, item.project_id));
            match done {
                Ok((row, counts)) => {
                    (result.signature_id, result.counts) = (Some(row.id), counts);
                }
                Err(error) if error.code().status() < 500 => {
                    result.status = error.code().status();
                    result.problem = Some(error.problem(None, false));
                }
                Err(error) => return Err(error),
            }
            results.push(TakeoverResult { project_id, ..result });
        }
        let taken_over = results.iter().filter(|r| r.signature_id.is_some()).count();
        if taken_over == 0 {
            tx.mark_journalled();
        }
        Reply::ok(&TakeoverView { refused: results.len() - taken_over, taken_over, results })
    })
    .await
}

fn empty(index: usize, project_id: i64) -> TakeoverResult {
    TakeoverResult { index, project_id, status: 201, signature_id: None, counts: None, problem: None }
}

/// Only what was imported as signed and never went through an audit here can be taken over.
fn check_project(tx: &mut Tx<'_>, project: &Project) -> Result<()> {
    let refuse = |why: &str| Err(Error::new(Code::LifecycleNotPossible).detail(why));
    if project.import_id.is_none() {
        return refuse("只有导入的项目才能补录。在系统中登记的项目请填报签约并审核。");
    }
    if project.stage < Stage::Signed {
        return refuse("项目还没有到签约阶段，不能补录。请填报签约并审核。");
    }
    if project.end_state == Some(EndState::Withdrawn) {
        return refuse("项目已退库，不能补录。");
    }
    if !store::papers(tx, project.id)?.is_empty() {
        return refuse("项目已有审核通过的签约，不能补录。内容有误的请走变更程序。");
    }
    Ok(())
}

/// Takes one over; the proofs are the caller's, and every suspicion is answered.
pub(in super::super) fn take_over(
    tx: &mut Tx<'_>,
    input: &TakeoverInput,
    item: &TakeoverItem,
) -> Result<(Signature, Option<Counts>)> {
    let (project, _) = find_project(tx, item.project_id, Action::SignatureTakeover)?;
    let now = tx.now;
    projects::store::take(tx, project.id, now)?;
    check_project(tx, &project)?;
    let mut paper = paper(tx, input, item, &project)?;
    let suspicions = store::suspicions(tx, &project, paper.amount_yuan)?;
    check_answered(&suspicions)?;
    if is_repetition(&suspicions) {
        paper.kind = SignatureKind::Reannouncement;
    }
    let mut errors = rules::check_paper(&Paper::from_input(&paper), tx.today());
    if let Some(id) = item.event_id
        && let Err(e) = store::find_event(tx, id)
    {
        let message = e.message().to_owned();
        errors.push(FieldError { pointer: "/event_id".to_owned(), code: "not_found".to_owned(), message });
    }
    if !errors.is_empty() {
        return Err(Error::invalid(errors));
    }
    let origin = Origin {
        takeover: true,
        takeover_reason: Some(input.reason.clone()),
        state: AuditState::Passed,
        submitted_by: tx.caller.user_id,
        submitted_at: Some(tx.now),
        audited_at: Some(tx.now),
        ..Origin::draft(project.id)
    };
    let row = store::insert_signature(tx, &paper, origin)?;
    store::set_files(tx, &row, &paper.files)?;
    files::seal(tx, &input.proof_file_ids)?;
    settle(tx, &row, row.signed_on, None)?;
    record(tx, &project, "project.signature_taken_over", None, &row)?;
    let counts = store::counts_of(tx, &[row.id])?.pop();
    Ok((row, counts))
}

/// The paper of an old project: what is not said is taken from the project.
fn paper(
    tx: &mut Tx<'_>,
    input: &TakeoverInput,
    item: &TakeoverItem,
    project: &Project,
) -> Result<SignatureInput> {
    let signed_on = item.signed_on.or(project.signed_on).ok_or_else(|| {
        Error::field("/signed_on", "required", "项目资料中没有签约日期，请在这一项中填写。")
    })?;
    let investors = projects::store::parts::investors(&projects::store::parts::parties(tx, &[project.id])?);
    let parties = item.parties.clone().filter(|p| !p.trim().is_empty());
    let from_project = || Some(investors.join("、")).filter(|p| !p.is_empty());
    Ok(SignatureInput {
        strength: item.strength.unwrap_or(Strength::Contract),
        kind: SignatureKind::First,
        event_id: item.event_id,
        signed_on,
        amount_yuan: item.amount_yuan.or(project.contract_amount_yuan),
        parties: parties.or_else(from_project).unwrap_or_else(|| "未写明".to_owned()),
        note: None,
        predecessor_id: None,
        signing_unit_id: None,
        files: (input.proof_file_ids.iter())
            .map(|id| PaperFileInput { purpose: PaperPurpose::Proof, file_id: *id })
            .collect(),
    })
}
