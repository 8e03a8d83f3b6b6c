//! Registering a claim, reading, progress, the linked project.

use super::super::model::{
    Claim, ClaimFilter, ClaimOrigin, ClaimProgressInput, ClaimProjectInput, ClaimState, FirstClaimInput,
    FirstClaimItem, FirstClaimView, ObjectionState, Ruling, Share, ShareBasis, ShareState,
};
use super::super::rules::{self, Matter};
use super::super::store::{self, Change, NewClaim, NewShares};
use super::{check_own_unit, find, views};
use crate::codes::industries::industries;
use crate::db::dialect::advisory_lock;
use crate::db::page::{Page, Paging};
use crate::db::types::Doc;
use crate::error::{Code, Error, Result};
use crate::features::enterprises::{self, Enterprise, EnterpriseInput};
use crate::features::{files, projects};
use crate::http::{Ctx, IfMatch, Json, Query, Reply};
use crate::journal;
use crate::policy::{self, Action, require_role};
use crate::rulesets;
use crate::text::clean_text;
use crate::work::Tx;
use actix_web::{HttpResponse, get, post, put, web};

/// Registrations stand in one line, so that of two on the same investor the later one sees the earlier.
const LOCK: i64 = 7_463_015;

/// 列出首报首谈
///
/// 经办人看到本单位（含下属单位）的登记，招商局与领导看到全市的；别的单位是否在谈请用“查询客商是否在谈”。新登记的在前。
#[utoipa::path(tag = "首报首谈", extensions(("x-action" = json!("claim.read"))), params(ClaimFilter, Paging),
    responses((status = 200, description = "一页登记", body = Page<FirstClaimItem>)))]
#[get("/first-claims")]
pub async fn list_first_claims(
    ctx: Ctx,
    query: Query<ClaimFilter>,
    paging: Query<Paging>,
) -> Result<HttpResponse> {
    let filter = query.0;
    ctx.read(move |tx| {
        require_role(tx.caller, Action::ClaimRead)?;
        let (who, today) = (policy::visible(tx.caller), tx.today());
        let page = store::list(tx, &who, &filter, today, &paging.0)?;
        Reply::ok(&page.convert(|claims| views::items(tx, claims))?)
    })
    .await
}

/// 登记首报首谈
///
/// 登记后待招商局核实佐证，确认之后受保护。同一客商（编号、信用代码相同或名称相近）同一方向已有单位登记的，不拦截，
/// 在 `warnings` 中写明哪个单位、谁、自何时、保护到何时；两条登记并存，可在异议期内提出异议。
#[utoipa::path(tag = "首报首谈", extensions(("x-action" = json!("claim.register"))), request_body = FirstClaimInput,
    responses((status = 201, description = "已登记，待确认", body = FirstClaimView)))]
#[post("/first-claims")]
pub async fn create_first_claim(ctx: Ctx, input: Json<FirstClaimInput>) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        require_role(tx.caller, Action::ClaimRegister)?;
        check_own_unit(tx, Action::ClaimRegister, input.unit_id)?;
        let industry_code = check(tx, &input)?;
        advisory_lock(tx, LOCK, false)?;
        let investor = investor(tx, &input)?;
        let claim = register(tx, &input, &investor, industry_code)?;
        store::link_proof(tx, claim.id, &input.proof_file_ids)?;
        journal::created(tx, "claim.registered", &store::subject(&claim), &claim)?;
        let (id, version) = (claim.id, claim.version);
        Ok(Reply::created(format!("/first-claims/{id}"), &views::claim(tx, claim)?)?.version(version))
    })
    .await
}

/// Everything that can be refused before anything is written; answers the industry in standard form.
fn check(tx: &mut Tx<'_>, input: &FirstClaimInput) -> Result<Option<String>> {
    projects::rules::check_texts(input)?;
    rules::check_first_contact(input.first_contact_on, tx.today())?;
    store::check_person(tx, input.person_id, input.unit_id, "/person_id")?;
    files::all_named(tx, &input.proof_file_ids, "/proof_file_ids")?;
    if let Some(id) = input.project_id {
        check_project(tx, id)?;
    }
    let Some(code) = &input.industry_code else { return Ok(None) };
    let division = industries().division(code);
    let division = division.map_err(|e| Error::field("/industry_code", "unknown_industry", e.to_string()))?;
    Ok(Some(division.lettered()))
}

/// A project may be linked by whoever may edit it, while it goes on.
fn check_project(tx: &mut Tx<'_>, id: i64) -> Result<projects::Project> {
    let project = match projects::find_visible(tx, id) {
        Ok(project) => project,
        Err(e) if e.code() == Code::ResourceNotFound => {
            let message = "没有这个项目，或您无权查看。请从项目库中选择。";
            return Err(Error::field("/project_id", "not_found", message));
        }
        Err(e) => return Err(e),
    };
    policy::require(tx.caller, Action::ProjectEdit, projects::relations(tx.caller, &project))?;
    projects::rules::check_open(&project)?;
    Ok(project)
}

/// The investor: an enterprise of the library, or one found or registered there by name.
fn investor(tx: &mut Tx<'_>, input: &FirstClaimInput) -> Result<Enterprise> {
    let wrong = |pointer: &str, code: &str, message: &str| Err(Error::field(pointer, code, message));
    match (input.enterprise_id, &input.investor) {
        (Some(_), Some(_)) => {
            wrong("/investor", "conflict", "企业编号与名称只填一个。已在企业库中的填编号。")
        }
        (None, None) => wrong("/investor", "required", "请填写客商名称，或从企业库中选择。"),
        (Some(id), None) => {
            let who = policy::visible(tx.caller);
            match enterprises::usable(tx, &who, id) {
                Err(e) if e.code() == Code::ResourceNotFound => {
                    wrong("/enterprise_id", "not_found", "企业库中没有这家企业。请重新选择，或改填名称。")
                }
                Err(e) if e.code() == Code::EnterpriseWithdrawn => {
                    wrong("/enterprise_id", "withdrawn", e.message())
                }
                found => found,
            }
        }
        (None, Some(name)) => {
            let entry = EnterpriseInput {
                name: name.clone(),
                credit_code: input.credit_code.clone(),
                owner_unit_id: Some(input.unit_id),
                ..EnterpriseInput::default()
            };
            let found = enterprises::find_or_create(tx, &entry).map_err(|e| at_investor(&e))?;
            enterprises::store::find(tx, found.0)
        }
    }
}

/// The library speaks of `/name`; here it is `/investor`.
fn at_investor(error: &Error) -> Error {
    if error.code() != Code::RequestInvalid {
        return error.clone();
    }
    let mut errors = error.errors().to_vec();
    errors.iter_mut().filter(|e| e.pointer == "/name").for_each(|e| e.pointer = "/investor".to_owned());
    Error::invalid(errors)
}

fn register(
    tx: &mut Tx<'_>,
    input: &FirstClaimInput,
    investor: &Enterprise,
    industry_code: Option<String>,
) -> Result<Claim> {
    let today = tx.today();
    rulesets::seed_if_empty(tx, &store::CLAIM_RULES)?;
    let (limits, revision) = store::rules_in_force(tx, today)?;
    let direction = clean_text(&input.direction);
    let chain = input.chain.as_deref().map(clean_text).filter(|c| !c.is_empty());
    let matter =
        Matter { direction: &direction, chain: chain.as_deref(), industry_code: industry_code.as_deref() };
    let rivals = store::rivals(tx, investor.id, matter, None, today)?;
    // whoever comes second stands in the line of the holder, else of the earliest
    let line = rivals.iter().find(|c| c.state == ClaimState::Protected).or(rivals.first());
    let row = NewClaim {
        origin: ClaimOrigin::Registered,
        predecessor_id: None,
        lineage_id: line.map_or(0, |c| c.lineage_id),
        enterprise_id: investor.id,
        investor: investor.name.clone(),
        direction: direction.clone(),
        chain: chain.clone(),
        industry_code: industry_code.clone(),
        project_id: input.project_id,
        unit_id: input.unit_id,
        person_id: input.person_id,
        first_contact_on: input.first_contact_on,
        proof: Doc::of(&input.proof_file_ids),
        state: ClaimState::Pending,
        protected_from: None,
        protected_until: None,
        last_progress_on: input.first_contact_on,
        idle_from: today,
        lapses_on: None,
        object_by_on: store::working_days_later(tx, today, limits.objection_workdays)?,
        rule_revision: revision,
    };
    store::insert(tx, &row)
}

/// 查看首报首谈
///
/// 登记、佐证、推进、延期、异议与裁定、流转，以及同一案的全部登记；别的单位的登记只说谁、从何时、到何时、结果。
#[utoipa::path(tag = "首报首谈", extensions(("x-action" = json!("claim.read"))),
    params(("id" = i64, Path, description = "登记的编号")),
    responses((status = 200, description = "登记", body = FirstClaimView)))]
#[get("/first-claims/{id}")]
pub async fn get_first_claim(ctx: Ctx, id: web::Path<i64>) -> Result<HttpResponse> {
    ctx.glance(move |tx| {
        let claim = find(tx, *id, Action::ClaimRead)?;
        answer(tx, claim)
    })
    .await
}

/// The claim as it is now.
pub(super) fn answer(tx: &mut Tx<'_>, claim: Claim) -> Result<Reply> {
    let version = claim.version;
    Ok(Reply::ok(&views::claim(tx, claim)?)?.version(version))
}

/// 登记推进情况
///
/// 写明日期、情况，可附佐证。保护期内连续没有推进会失效，每次推进重新起算；推进记录只增不改。
#[utoipa::path(tag = "首报首谈", extensions(("x-action" = json!("claim.register"))), request_body = ClaimProgressInput,
    params(("id" = i64, Path, description = "登记的编号")),
    responses((status = 201, description = "已登记", body = FirstClaimView)))]
#[post("/first-claims/{id}/progress")]
pub async fn add_claim_progress(
    ctx: Ctx,
    id: web::Path<i64>,
    input: Json<ClaimProgressInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let claim = find(tx, *id, Action::ClaimRegister)?;
        let today = tx.today();
        rules::must_be(&claim, today, &[ClaimState::Pending, ClaimState::Protected], "登记推进")?;
        projects::rules::check_texts(&input)?;
        rules::check_progress(&claim, input.happened_on, today)?;
        files::all_named(tx, &input.proof_file_ids, "/proof_file_ids")?;
        let (limits, _) = store::rules_in_force(tx, today)?;
        let row = store::add_progress(tx, claim.id, input.happened_on, &input.note, &input.proof_file_ids)?;
        store::link_proof(tx, claim.id, &input.proof_file_ids)?;
        let idle_from = claim.idle_from.max(input.happened_on);
        let change = Change {
            last_progress_on: Some(claim.last_progress_on.max(input.happened_on)),
            idle_from: Some(idle_from),
            lapses_on: claim.protected_until.map(|until| rules::lapses_on(until, idle_from, &limits)),
            ..Change::default()
        };
        let after = store::change(tx, &claim, &change)?;
        journal::created(tx, "claim.progress_added", &store::subject(&after), &row)?;
        let location = format!("/api/v1/first-claims/{}", after.id);
        Ok(Reply { status: 201, ..answer(tx, after)? }.header("Location", location))
    })
    .await
}

/// 关联项目
///
/// 把登记与项目库中的项目关联，或解除关联。项目须由本单位牵头；曾裁定共同跟进的，分成随即在项目上生效。
#[utoipa::path(tag = "首报首谈", extensions(("x-action" = json!("claim.register"))), request_body = ClaimProjectInput,
    params(("id" = i64, Path, description = "登记的编号")),
    responses((status = 200, description = "已关联", body = FirstClaimView)))]
#[put("/first-claims/{id}/project")]
pub async fn replace_claim_project(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<ClaimProjectInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let claim = find(tx, *id, Action::ClaimRegister)?;
        if_match.check(claim.version, &views::claim(tx, claim.clone())?)?;
        rules::must_be(&claim, tx.today(), &[ClaimState::Pending, ClaimState::Protected], "关联项目")?;
        let project = match input.project_id {
            Some(id) => Some(check_project(tx, id)?),
            None => None,
        };
        let change = Change { project_id: Some(input.project_id), ..Change::default() };
        let after = store::change(tx, &claim, &change)?;
        journal::record(tx, "claim.project_linked", &store::subject(&after), Some(&claim), Some(&after))?;
        if let Some(project) = project {
            apply_joint(tx, &after, &project)?;
        }
        answer(tx, after)
    })
    .await
}

/// Shares of a joint ruling wait for the project they are for.
fn apply_joint(tx: &mut Tx<'_>, claim: &Claim, project: &projects::Project) -> Result<()> {
    let ruled = store::objections_of(tx, claim.id)?.into_iter().rev().find(|o| {
        o.against_id == claim.id && o.state == ObjectionState::Ruled && o.ruling == Some(Ruling::Joint)
    });
    let Some(ruled) = ruled else { return Ok(()) };
    let settled = store::share_sets(tx, project.id)?.iter().any(|s| s.state == ShareState::InForce);
    if settled {
        return Ok(());
    }
    let shares: Vec<Share> = ruled.shares.as_ref().map(|d| d.read()).unwrap_or_default();
    rules::check_shares(&shares)?;
    let new = NewShares {
        project_id: project.id,
        state: ShareState::InForce,
        basis: ShareBasis::Ruling,
        reason: ruled.ruling_reason.as_deref().unwrap_or("裁定共同跟进"),
        objection_id: Some(ruled.id),
        shares: &shares,
    };
    super::shares::put_in_force(tx, project, &new)
}
