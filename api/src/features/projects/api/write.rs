//! Registering and editing projects.

use super::super::model::input::{NewProjectInput, ProjectInput};
use super::super::model::query::ProjectCandidatesQuery;
use super::super::model::view::{ProjectCandidates, ProjectView};
use super::super::model::{Project, Stage};
use super::super::store::Probe;
use super::super::store::create::{self, Draft, Known};
use super::super::{find_visible, relations, rules, store};
use crate::error::{Code, Error, FieldError, Result};
use crate::http::{Ctx, IfMatch, Json, Patch, Query, Reply};
use crate::journal;
use crate::policy::{Action, Relations, allowed, require, require_role, visible, who_may};
use crate::work::Tx;
use actix_web::{HttpResponse, get, patch, post, put, web};
use serde_json::json;

/// 登记项目
///
/// 登记一条线索或一个储备项目，只需名称、内容、线索来源、牵头单位和投资方，其余在以后的阶段补充。投资方不在企业库中的
/// 自动登记入库。疑似重复时返回 409，`current.candidates` 列出看得到的相似项目；核对后确非同一项目的，带
/// `confirmed_different: true` 再提交。
#[utoipa::path(tag = "项目", extensions(("x-action" = json!("project.create"))), request_body = NewProjectInput,
    responses((status = 201, description = "已登记", body = ProjectView)))]
#[post("/projects")]
pub async fn create_project(ctx: Ctx, input: Json<NewProjectInput>) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        require_role(tx.caller, Action::ProjectCreate)?;
        let draft = prepare(tx, &input)?;
        let project = create::insert(tx, &draft)?;
        let (id, version) = (project.id, project.version);
        Ok(Reply::created(format!("/projects/{id}"), &super::view(tx, project)?)?.version(version))
    })
    .await
}

/// 查重
///
/// 边输入边查：给出名称和投资方，返回疑似同一个的项目、相似度和理由；看不到的只说有没有。只计算，不改变任何数据。
#[utoipa::path(tag = "项目", extensions(("x-action" = json!("project.create"))), params(ProjectCandidatesQuery),
    responses((status = 200, description = "候选，最像的在前", body = ProjectCandidates)))]
#[get("/projects/candidates")]
pub async fn list_project_candidates(ctx: Ctx, query: Query<ProjectCandidatesQuery>) -> Result<HttpResponse> {
    let ProjectCandidatesQuery { name, investor } = query.0;
    ctx.read(move |tx| {
        require_role(tx.caller, Action::ProjectCreate)?;
        let who = visible(tx.caller);
        let investors = investor.into_iter().filter(|i| !i.trim().is_empty()).collect();
        let probe = Probe { name, investors, enterprise_ids: Vec::new(), code: None, exclude_id: None };
        let found = store::candidates(tx, &who, &probe)?;
        Reply::ok(&ProjectCandidates { candidates: found.visible, hidden: found.hidden })
    })
    .await
}

/// Everything that can be refused, before anything is written.
fn prepare(tx: &mut Tx<'_>, input: &NewProjectInput) -> Result<Draft> {
    let draft = Draft::from(input);
    let today = tx.today();
    let known = Known::of(tx, [&draft], today)?;
    let draft = checked(tx, &known, draft)?;
    if input.confirmed_different != Some(true) {
        let probe = create::probe(tx, &draft)?;
        refuse_duplicates(tx, &probe)?;
    }
    Ok(draft)
}

/// What can be refused without looking for duplicates.
pub(super) fn checked(tx: &mut Tx<'_>, known: &Known, draft: Draft) -> Result<Draft> {
    check_lead_unit(tx, "/lead_unit_id", draft.fields.lead_unit_id)?;
    let investor_needed = draft.stage != Stage::Reserve;
    create::check_with(tx, known, draft, investor_needed)
}

/// Who works on his own unit's projects only cannot give a project to another unit.
pub(super) fn check_lead_unit(tx: &mut Tx<'_>, pointer: &str, unit_id: i64) -> Result<()> {
    let relations = Relations { own_unit: tx.caller.covers_unit(unit_id), ..Relations::default() };
    if allowed(tx.caller, Action::ProjectEdit, relations) {
        return Ok(());
    }
    let message = "牵头单位只能是本单位或下属单位。需由其他单位牵头的，请联系招商局分派。";
    Err(Error::new(Code::PolicyForbidden)
        .detail(format!("{message}可以办理的有：{}。", who_may(Action::ProjectEdit)))
        .with_errors(vec![FieldError {
            pointer: pointer.to_owned(),
            code: "foreign_unit".to_owned(),
            message: message.to_owned(),
        }]))
}

/// 409 when the library holds projects that may be the same.
pub(super) fn refuse_duplicates(tx: &mut Tx<'_>, probe: &Probe) -> Result<()> {
    let who = visible(tx.caller);
    let found = store::candidates(tx, &who, probe)?;
    if found.visible.is_empty() && !found.hidden {
        return Ok(());
    }
    let detail = match found.visible.first() {
        Some(first) => format!(
            "与已有项目“{}”（{}）疑似重复：{}。请核对；确非同一项目的，请确认不是同一个后再提交。",
            first.name, first.number, first.reason
        ),
        None => {
            "与其他单位已登记的项目疑似重复。请联系招商局核对；确非同一项目的，请确认不是同一个后再提交。"
                .to_owned()
        }
    };
    Err(Error::new(Code::ProjectDuplicate)
        .detail(detail)
        .with_current(json!({ "candidates": found.visible, "hidden": found.hidden })))
}

/// 修改项目
///
/// 整体替换项目的基本内容；没有填写的可选项会被清空。阶段、编号、到位资金合计不在其中；已随阶段审核的内容（见 `locked`）
/// 须走变更程序。
#[utoipa::path(tag = "项目", extensions(("x-action" = json!("project.edit"))), request_body = ProjectInput,
    params(("id" = i64, Path, description = "项目编号（内部）")),
    responses((status = 200, description = "修改后的项目", body = ProjectView)))]
#[put("/projects/{id}")]
pub async fn replace_project(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<ProjectInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| edit(tx, *id, &if_match, |_, _| Ok(input.clone()))).await
}

/// 修改项目的部分内容
///
/// 只改提交的字段，`null` 表示清空（RFC 7396）。只检查改动到的字段，旧数据不全不影响修改。
#[utoipa::path(tag = "项目", extensions(("x-action" = json!("project.edit"))),
    request_body(content = ProjectInput, content_type = "application/merge-patch+json"),
    params(("id" = i64, Path, description = "项目编号（内部）")),
    responses((status = 200, description = "修改后的项目", body = ProjectView)))]
#[patch("/projects/{id}")]
pub async fn update_project(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    patch: Patch,
) -> Result<HttpResponse> {
    ctx.write(move |tx| {
        edit(tx, *id, &if_match, |tx, current| patch.apply(&tx.app.contract, &ProjectInput::from(current)))
    })
    .await
}

fn edit(
    tx: &mut Tx<'_>,
    id: i64,
    if_match: &IfMatch,
    input: impl Fn(&mut Tx<'_>, &Project) -> Result<ProjectInput>,
) -> Result<Reply> {
    let project = find_visible(tx, id)?;
    require(tx.caller, Action::ProjectEdit, relations(tx.caller, &project))?;
    let current = super::view(tx, project.clone())?;
    if_match.check(project.version, &current)?;
    let before = ProjectInput::from(&project);
    let input = input(tx, &project)?;
    let touched = rules::touched(&input, Some(&before));
    let signed = crate::app::signed(tx, project.id)?;
    rules::check_editable(&project, signed, &touched)?;
    let after = rules::check_fields(input, Some(&before), tx.today())?;
    if after == before {
        tx.mark_journalled();
        return Ok(Reply::ok(&current)?.version(project.version));
    }
    if after.lead_unit_id != before.lead_unit_id {
        store::parts::check_units(tx, |_| "/lead_unit_id".to_owned(), &[after.lead_unit_id])?;
        check_lead_unit(tx, "/lead_unit_id", after.lead_unit_id)?;
    }
    if after.total_investment_yuan != before.total_investment_yuan {
        let amounts: Vec<i64> = current.phases.iter().map(|p| p.amount_yuan).collect();
        rules::phases_sum(after.total_investment_yuan.or(Some(0)), &amounts, "/total_investment_yuan")?;
    }
    let now = tx.now;
    let changed = store::update(tx, &project, &after, now)?;
    if after.name != before.name {
        store::index(tx, id)?;
    }
    journal::record(tx, "project.changed", &super::subject(&changed), Some(&before), Some(&after))?;
    let version = changed.version;
    Ok(Reply::ok(&super::view(tx, changed)?)?.version(version))
}
