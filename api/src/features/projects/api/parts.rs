//! What belongs to a project: parties, phases, supporting units, national codes.

use super::super::model::Project;
use super::super::model::input::{CodeEdit, CodeInput, PartiesInput, PhasesInput, UnitsInput};
use super::super::model::view::ProjectView;
use super::super::store::create;
use super::super::{find_visible, relations, rules, store};
use crate::db::schema::project_codes;
use crate::error::{Error, Result, is_unique_violation};
use crate::http::{Ctx, IfMatch, Json, Reply};
use crate::policy::{Action, require};
use crate::work::Tx;
use actix_web::{HttpResponse, post, put, web};
use diesel::prelude::*;

/// Finds, permits, compares versions, checks that the project is open, changes, journals, answers.
pub(super) fn change(
    tx: &mut Tx<'_>,
    id: i64,
    if_match: &IfMatch,
    event: &str,
    action: Action,
    write: impl Fn(&mut Tx<'_>, &Project) -> Result<()>,
) -> Result<Reply> {
    let project = find_visible(tx, id)?;
    require(tx.caller, action, relations(tx.caller, &project))?;
    let before = super::view(tx, project.clone())?;
    if_match.check(project.version, &before)?;
    if action == Action::ProjectEdit {
        rules::check_open(&project)?;
    }
    let now = tx.now;
    store::touch(tx, &project, now)?;
    write(tx, &project)?;
    let project = find_visible(tx, id)?;
    let version = project.version;
    let after = super::view(tx, project)?;
    super::record(tx, event, &before, &after)?;
    Ok(Reply::ok(&after)?.version(version))
}

/// 设定投资方与支持方
///
/// 提交全部投资方与支持方；不在其中的视为退出，沿革中仍可查到。出资比例合计不超过100%，全部填写时应等于100%；支持方不出资。
#[utoipa::path(tag = "项目", extensions(("x-action" = json!("project.edit"))), request_body = PartiesInput,
    params(("id" = i64, Path, description = "项目编号（内部）")),
    responses((status = 200, description = "修改后的项目", body = ProjectView)))]
#[put("/projects/{id}/parties")]
pub async fn replace_project_parties(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<PartiesInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        change(tx, *id, &if_match, "project.parties_changed", Action::ProjectEdit, |tx, project| {
            let now = tx.now;
            let investor_needed = project.stage != super::super::model::Stage::Reserve;
            rules::check_parties(&input.parties, investor_needed)?;
            create::check_companies(tx, &input.parties)?;
            let mut parties = input.parties.clone();
            create::resolve_parties(tx, &mut parties)?;
            store::parts::replace_parties(tx, project.id, &parties, now)?;
            store::index(tx, project.id)
        })
    })
    .await
}

/// 设定分期
///
/// 提交全部分期，金额合计须等于总投资，不符时返回 422 `project.phases_do_not_sum` 并写明相差多少。总投资随分期一起变化的，
/// 同时提交 `total_investment_yuan`。
#[utoipa::path(tag = "项目", extensions(("x-action" = json!("project.edit"))), request_body = PhasesInput,
    params(("id" = i64, Path, description = "项目编号（内部）")),
    responses((status = 200, description = "修改后的项目", body = ProjectView)))]
#[put("/projects/{id}/phases")]
pub async fn replace_project_phases(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<PhasesInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        change(tx, *id, &if_match, "project.phases_changed", Action::ProjectEdit, |tx, project| {
            let now = tx.now;
            let total = input.total_investment_yuan.or(project.total_investment_yuan);
            if total != project.total_investment_yuan {
                let signed = crate::app::signed(tx, project.id)?;
                rules::check_editable(project, signed, &["total_investment_yuan".to_owned()])?;
            }
            rules::check_phases(total, &input.phases)?;
            if let (Some(total), Some(fixed)) = (total, project.fixed_assets_yuan)
                && input.total_investment_yuan.is_some()
                && fixed > total
            {
                let message = format!("总投资（{total}元）小于固定资产投资（{fixed}元），请核对两项金额。");
                return Err(Error::field("/total_investment_yuan", "contradiction", message));
            }
            store::set_total(tx, project.id, total)?;
            store::parts::replace_phases(tx, project.id, &input.phases, now)
        })
    })
    .await
}

/// 设定配合单位
///
/// 提交全部配合单位；不在其中的不再配合。配合单位可以查看项目，办理由牵头单位负责。
#[utoipa::path(tag = "项目", extensions(("x-action" = json!("project.edit"))), request_body = UnitsInput,
    params(("id" = i64, Path, description = "项目编号（内部）")),
    responses((status = 200, description = "修改后的项目", body = ProjectView)))]
#[put("/projects/{id}/units")]
pub async fn replace_project_units(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<UnitsInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        change(tx, *id, &if_match, "project.units_changed", Action::ProjectEdit, |tx, project| {
            let now = tx.now;
            if let Some(i) = input.unit_ids.iter().position(|unit| *unit == project.lead_unit_id) {
                return Err(Error::field(
                    format!("/unit_ids/{i}"),
                    "duplicate",
                    "牵头单位不必再列为配合单位，请去掉。",
                ));
            }
            store::parts::check_units(tx, |i| format!("/unit_ids/{i}"), &input.unit_ids)?;
            store::parts::replace_units(tx, project.id, &input.unit_ids, now)
        })
    })
    .await
}

/// 登记项目代码
///
/// 登记国家项目代码（GB/T 40058-2021）。重新备案、到期后可以有新的代码，原代码请另行填写失效日期；一个有效代码只属于一个
/// 项目，已被别的项目登记时返回 409。
#[utoipa::path(tag = "项目", extensions(("x-action" = json!("project.edit"))), request_body = CodeInput,
    params(("id" = i64, Path, description = "项目编号（内部）"), ("If-Match" = String, Header)),
    responses((status = 200, description = "修改后的项目", body = ProjectView)))]
#[post("/projects/{id}/codes")]
pub async fn add_project_code(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<CodeInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        change(tx, *id, &if_match, "project.code_added", Action::ProjectEdit, |tx, project| {
            let (today, now) = (tx.today(), tx.now);
            let code = rules::standard_code("/code", &input.code, today)?;
            rules::check_past("/obtained_on", "赋码日期", input.obtained_on, today)?;
            store::add_code(tx, project.id, &code, input.obtained_on, now)?;
            store::index(tx, project.id)
        })
    })
    .await
}

/// 修改项目代码的日期
///
/// 填写或更正赋码日期、失效日期与失效原因。代码本身不能修改：填错的请以“填写有误”失效后另行登记。
#[utoipa::path(tag = "项目", extensions(("x-action" = json!("project.edit"))), request_body = CodeEdit,
    params(("id" = i64, Path, description = "项目编号（内部）"), ("code_id" = i64, Path, description = "代码记录编号")),
    responses((status = 200, description = "修改后的项目", body = ProjectView)))]
#[put("/projects/{id}/codes/{code_id}")]
pub async fn replace_project_code(
    ctx: Ctx,
    path: web::Path<(i64, i64)>,
    if_match: IfMatch,
    input: Json<CodeEdit>,
) -> Result<HttpResponse> {
    let (input, (id, code_id)) = (input.0, path.into_inner());
    ctx.write(move |tx| {
        change(tx, id, &if_match, "project.code_changed", Action::ProjectEdit, |tx, project| {
            rules::check_code_dates(&input, tx.today())?;
            let of_project = project_codes::id.eq(code_id).and(project_codes::project_id.eq(project.id));
            let code: String =
                project_codes::table.filter(of_project).select(project_codes::code).first(&mut **tx)?;
            diesel::update(project_codes::table.find(code_id))
                .set((
                    project_codes::obtained_on.eq(input.obtained_on),
                    project_codes::ended_on.eq(input.ended_on),
                    project_codes::reason.eq(&input.reason),
                    project_codes::version.eq(project_codes::version + 1),
                ))
                .execute(&mut **tx)
                .map_err(|e| if is_unique_violation(&e) { store::code_taken(&code) } else { e.into() })?;
            Ok(())
        })
    })
    .await
}
