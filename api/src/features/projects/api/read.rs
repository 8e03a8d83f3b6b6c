//! Reading: lists, sums, one project, its history.

use super::super::model::Project;
use super::super::model::query::{
    AsOfQuery, ProjectFilter, ProjectInclude, ProjectSort, ProjectWindow, SummaryQuery,
};
use super::super::model::view::{ProjectCounts, ProjectItem, ProjectPage, ProjectSummary, ProjectView};
use super::super::store::{self, AsOf, list::Conditions};
use super::super::{find_visible, relations};
use crate::db::columns;
use crate::db::page::{Cursor, Page, Paging};
use crate::db::schema::journal;
use crate::db::sort::Sorts;
use crate::error::{Error, Result};
use crate::http::{Ctx, Query, Reply};
use crate::journal::{Event, EventView, words};
use crate::policy::{Action, require, require_role, visible};
use crate::work::Tx;
use actix_web::{HttpResponse, get, web};
use diesel::prelude::*;
use serde_json::Value;

/// 查询项目
///
/// 返回可见范围内的项目。条件之间为“且”，同一条件的多个取值为“或”。人工翻页用 `page`，程序读取用 `cursor`（读取期间有
/// 新增也不重不漏）。保密项目只有点名的人员可见，合计数也不包含。`as_of` 查询以前某天记录的情况，条件、排序同样适用。
#[utoipa::path(tag = "项目", extensions(("x-action" = json!("project.read"))), params(ProjectFilter, ProjectWindow, Paging, AsOfQuery),
    responses((status = 200, description = "一页项目", body = ProjectPage)))]
#[get("/projects")]
pub async fn list_projects(
    ctx: Ctx,
    filter: Query<ProjectFilter>,
    window: Query<ProjectWindow>,
    paging: Query<Paging>,
    day: Query<AsOfQuery>,
) -> Result<HttpResponse> {
    require_role(&ctx.caller, Action::ProjectRead)?;
    let (filter, query, day) = (filter.0, window.0, day.0);
    ctx.read(move |tx| {
        let usual = if filter.q.is_some() { ProjectSort::RegisteredDesc } else { ProjectSort::UpdatedDesc };
        let sorts = Sorts::new(query.sort, usual)?;
        let window = paging.0.window(sorts.code())?;
        let who = visible(tx.caller);
        let then = then(tx, day)?;
        let conditions = Conditions::prepare(tx, who, filter)?.as_of(then);
        let total = store::list::count(tx, &conditions)?;
        let conditions = conditions.admitting(total);
        let rows = store::list::page(tx, &conditions, &sorts, &window)?;
        let items = items(tx, rows, query.include.as_deref().unwrap_or_default(), then)?;
        let page = window.page_of(items, total, |item| sorts.place(&item.project));
        let page = ProjectPage { as_of: conditions.day(), page };
        let Some(fields) = &query.fields else { return Reply::ok(&page) };
        let mut page = serde_json::to_value(&page).map_err(Error::internal)?;
        trim(&mut page, &fields.iter().map(field_name).collect::<Vec<_>>());
        Reply::ok(&page)
    })
    .await
}

pub(crate) fn then(tx: &Tx<'_>, day: AsOfQuery) -> Result<Option<AsOf>> {
    day.as_of.map(|day| AsOf::new(tx, day, tx.today())).transpose()
}

fn field_name<T: serde::Serialize>(field: &T) -> String {
    serde_json::to_value(field).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

/// Leaves only these fields (and what was asked for by `include`) in each row.
fn trim(page: &mut Value, fields: &[String]) {
    let included = ProjectInclude::ALL.iter().map(|i| i.code());
    let keep: Vec<&str> = fields.iter().map(String::as_str).chain(included).chain(["id"]).collect();
    for item in page["items"].as_array_mut().into_iter().flatten() {
        if let Some(map) = item.as_object_mut() {
            map.retain(|key, _| keep.contains(&key.as_str()));
        }
    }
}

/// Rows of a list with the parts asked for.
pub(crate) fn items(
    tx: &mut Tx<'_>,
    rows: Vec<Project>,
    include: &[ProjectInclude],
    then: Option<AsOf>,
) -> Result<Vec<ProjectItem>> {
    let ids: Vec<i64> = rows.iter().map(|r| r.id).collect();
    let names = store::parts::unit_names(tx, rows.iter().map(|r| r.lead_unit_id).collect())?;
    let with = |part: ProjectInclude| include.contains(&part);
    let parties =
        with(ProjectInclude::Parties).then(|| store::parts::parties_as_of(tx, &ids, then)).transpose()?;
    let phases = with(ProjectInclude::Phases).then(|| store::parts::phases(tx, &ids, then)).transpose()?;
    let codes = with(ProjectInclude::Codes).then(|| store::parts::codes(tx, &ids, then)).transpose()?;
    let units =
        with(ProjectInclude::Units).then(|| store::parts::supporting_units(tx, &ids, then)).transpose()?;
    let tags = if with(ProjectInclude::Tags) {
        let who = visible(tx.caller);
        Some(store::tags::of(tx, &who, &ids, then)?)
    } else {
        None
    };
    let mut colours =
        if with(ProjectInclude::Colour) { crate::app::colours(tx, &ids)? } else { Default::default() };
    let rows = rows.into_iter().map(|project| {
        let id = project.id;
        ProjectItem {
            lead_unit_name: names.get(&project.lead_unit_id).cloned().unwrap_or_default(),
            parties: parties.as_ref().map(|l| l.iter().filter(|p| p.project_id == id).cloned().collect()),
            phases: phases.as_ref().map(|l| l.iter().filter(|p| p.project_id == id).cloned().collect()),
            codes: codes.as_ref().map(|l| l.iter().filter(|c| c.project_id == id).cloned().collect()),
            units: units
                .as_ref()
                .map(|l| l.iter().filter(|(p, _)| *p == id).map(|(_, u)| u.clone()).collect()),
            colour: colours.remove(&id),
            tags: tags.as_ref().map(|of| of.get(&id).cloned().unwrap_or_default()),
            project,
        }
    });
    Ok(rows.collect())
}

/// 汇总项目
///
/// 与查询项目同样的条件，返回项目数、金额合计及按阶段、单位、行业、产业链的分组。只合计可见范围内的项目；不予认定的项目
/// 默认计入并单列个数，加 `excluded=false` 即不计入。`as_of` 汇总以前某天记录的情况。
#[utoipa::path(tag = "项目", extensions(("x-action" = json!("project.read"))),
    params(ProjectFilter, SummaryQuery, AsOfQuery),
    responses((status = 200, description = "合计与分组", body = ProjectSummary)))]
#[get("/projects/summary")]
pub async fn summarize_projects(
    ctx: Ctx,
    filter: Query<ProjectFilter>,
    query: Query<SummaryQuery>,
    day: Query<AsOfQuery>,
) -> Result<HttpResponse> {
    require_role(&ctx.caller, Action::ProjectRead)?;
    let (filter, groups, day) = (filter.0, query.0.groups, day.0);
    ctx.read(move |tx| {
        let who = visible(tx.caller);
        let then = then(tx, day)?;
        let conditions = Conditions::prepare(tx, who, filter)?.as_of(then);
        Reply::ok(&store::summary::summary(tx, &conditions, groups.as_deref())?)
    })
    .await
}

/// 查看项目
///
/// 项目的全部内容：投资方、分期、项目代码、责任单位、到位资金合计、不予认定、保密人员，以及当前可以办理的操作。`as_of` 查看
/// 以前某天记录的内容，那时还没有登记的返回 404；能不能看以今天的权限为准。
#[utoipa::path(tag = "项目", extensions(("x-action" = json!("project.read"))),
    params(("id" = i64, Path, description = "项目编号（内部）"), AsOfQuery),
    responses((status = 200, description = "项目", body = ProjectView)))]
#[get("/projects/{id}")]
pub async fn get_project(ctx: Ctx, id: web::Path<i64>, day: Query<AsOfQuery>) -> Result<HttpResponse> {
    let day = day.0;
    ctx.glance(move |tx| {
        let now = find_visible(tx, *id)?;
        require(tx.caller, Action::ProjectRead, relations(tx.caller, &now))?;
        let (then, who) = (then(tx, day)?, visible(tx.caller));
        let project = match then {
            None => now,
            Some(then) => store::find_as_of(tx, &who, *id, then)?,
        };
        let version = project.version;
        Ok(Reply::ok(&super::view_as_of(tx, project, then)?)?.version(version))
    })
    .await
}

/// 查看项目各类记录的数目
///
/// 洽谈、到位资金、手续、困难、服务、督办、沿革各有多少，与各自的列表同样的口径，只数看得到的；无权查看的为空。
#[utoipa::path(tag = "项目", extensions(("x-action" = json!("project.read"))),
    params(("id" = i64, Path, description = "项目编号（内部）")),
    responses((status = 200, description = "数目", body = ProjectCounts)))]
#[get("/projects/{id}/counts")]
pub async fn count_project_records(ctx: Ctx, id: web::Path<i64>) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        let project = find_visible(tx, *id)?;
        require(tx.caller, Action::ProjectRead, relations(tx.caller, &project))?;
        Reply::ok(&crate::app::counts_of_project(tx, project.id)?)
    })
    .await
}

/// 查看项目沿革
///
/// 项目登记以来的每一次变动（含到位资金、阶段），写明何时、何人、改前与改后，新的在前。
#[utoipa::path(tag = "项目", extensions(("x-action" = json!("project.read"))),
    params(("id" = i64, Path, description = "项目编号（内部）"), Paging),
    responses((status = 200, description = "变动记录", body = Page<EventView>)))]
#[get("/projects/{id}/history")]
pub async fn list_project_history(
    ctx: Ctx,
    id: web::Path<i64>,
    paging: Query<Paging>,
) -> Result<HttpResponse> {
    const SORT: &str = "-id";
    ctx.read(move |tx| {
        let project = find_visible(tx, *id)?;
        require(tx.caller, Action::ProjectRead, relations(tx.caller, &project))?;
        let window = paging.0.window(SORT)?;
        let total = store::history::count(tx, project.id)?;
        let items: Vec<Event> = journal::table
            .filter(store::history::told(tx.caller, project.id))
            .filter(journal::id.lt(window.before()))
            .order(journal::id.desc())
            .limit(window.per_page)
            .offset(window.offset())
            .select(columns::<Event>())
            .load(&mut **tx)?;
        let page = window.page_of(items, total, |event| Cursor::of_id(SORT, event.id));
        Reply::ok(&words::page(tx, page)?)
    })
    .await
}
