//! Reading and planning the procedures of a project.

use super::super::model::files_of;
use super::super::model::procedures::{
    ApprovalFilter, ApprovalItem, ApprovalItemInput, ApprovalItemView, ApprovalOrder, ApprovalPause,
    ApprovalState, ProcedureBox, ProcedureChart, ProcedureOffer, ProcedurePlanInput,
};
use super::super::model::rules::StepApplies;
use super::super::rules::graph::{Node, chart};
use super::super::rules::{procedures as rules, wrong};
use super::super::store::procedures::{self as store, Conditions, Content};
use super::super::store::{project_labels, settings};
use crate::db::page::{Page, Paging};
use crate::db::types::Doc;
use crate::error::{Error, Result};
use crate::features::calendar::{self, Calendar};
use crate::features::files;
use crate::features::projects::rules::{check_open, check_texts};
use crate::features::projects::store::parts::{check_units, unit_names};
use crate::features::projects::{self, Project};
use crate::http::{Ctx, IfMatch, Json, Query, Reply, ServiceConfig};
use crate::journal::{self, Subject};
use crate::policy::{Action, Relations, permitted, require, require_role, visible};
use crate::work::Tx;
use actix_web::{HttpResponse, get, post, put, web};
use serde_json::json;
use std::collections::HashMap;

/// The operations of this part.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(get_procedures)
        .service(plan_procedures)
        .service(create_approval_item)
        .service(list_approval_items)
        .service(get_approval_item)
        .service(replace_approval_item);
}

/// 查看项目的手续流程
///
/// 各项手续及其先后：`column` 是流程图中的第几列，`critical` 标出最长的一条路；`planned_working_days` 是按承诺走完它要几个工作日，
/// 与全流程目标比较。`offers` 是模板里还没有列入的事项。
#[utoipa::path(tag = "手续", extensions(("x-action" = json!("approval.read"))),
    params(("id" = i64, Path, description = "项目编号（内部）")),
    responses((status = 200, description = "手续流程", body = ProcedureChart)))]
#[get("/projects/{id}/procedures")]
pub async fn get_procedures(ctx: Ctx, id: web::Path<i64>) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        let project = projects::find_visible(tx, *id)?;
        require(tx.caller, Action::ApprovalRead, projects::relations(tx.caller, &project))?;
        Reply::ok(&chart_of(tx, &project)?)
    })
    .await
}

fn chart_of(tx: &mut Tx<'_>, project: &Project) -> Result<ProcedureChart> {
    let today = tx.today();
    let (template, revision) = settings::procedures(tx, today)?;
    let items = store::of_project(tx, project.id)?;
    let shown = views(tx, items.clone())?;
    let needed: Vec<&ApprovalItem> = items.iter().filter(|i| i.state != ApprovalState::NotNeeded).collect();
    let read: Vec<(&str, Vec<String>, i32)> = needed
        .iter()
        .map(|i| {
            let days = i.actual_days.or(i.promised_days).or(i.standard_days).unwrap_or(0);
            (i.code.as_str(), i.after_codes.read(), days)
        })
        .collect();
    let nodes: Vec<Node<'_>> =
        read.iter().map(|(code, after, days)| Node { code, after, days: *days }).collect();
    let (places, planned) = chart(&nodes);
    let offer = |step: &super::super::model::rules::ProcedureStep| ProcedureOffer {
        code: step.code.clone(),
        name: step.name.clone(),
        working_days: step.working_days,
        basis: step.basis.clone(),
        default: !step.optional && step.applies != StepApplies::Approval,
    };
    let open = template.steps.iter().filter(|s| items.iter().all(|i| i.code != s.code));
    let boxes = shown.into_iter().map(|item| {
        let place = places.get(item.item.code.as_str()).copied().unwrap_or_default();
        ProcedureBox { column: place.column, critical: place.critical, item }
    });
    let items_shown: Vec<ProcedureBox> = boxes.collect();
    let finished = needed.iter().filter(|i| i.state == ApprovalState::Finished).count();
    let overdue = items_shown
        .iter()
        .filter(|b| b.item.item.state == ApprovalState::Received && b.item.days_overdue > 0)
        .count();
    let can = if check_open(project).is_ok() {
        permitted(tx.caller, &[Action::ApprovalEdit], projects::relations(tx.caller, project))
    } else {
        Vec::new()
    };
    Ok(ProcedureChart {
        offers: open.map(offer).collect(),
        goal_working_days: template.goal_working_days,
        planned_working_days: planned,
        finished: finished as i64,
        needed: needed.len() as i64,
        overdue: overdue as i64,
        template_revision: revision,
        items: items_shown,
        can,
    })
}

/// 列入手续
///
/// 按模板列入手续：不写事项即默认的全部，已列入的不重复。列入后各自收件、承诺、计时、办结。
#[utoipa::path(tag = "手续", extensions(("x-action" = json!("approval.edit"))), request_body = ProcedurePlanInput,
    params(("id" = i64, Path, description = "项目编号（内部）")),
    responses((status = 200, description = "列入后的手续流程", body = ProcedureChart)))]
#[post("/projects/{id}/procedures")]
pub async fn plan_procedures(
    ctx: Ctx,
    id: web::Path<i64>,
    input: Json<ProcedurePlanInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let project = project_for(tx, *id)?;
        plan(tx, &project, &input)?;
        Reply::ok(&chart_of(tx, &project)?)
    })
    .await
}

/// Adds what the template has and the project has not.
pub(super) fn plan(tx: &mut Tx<'_>, project: &Project, input: &ProcedurePlanInput) -> Result<()> {
    let today = tx.today();
    let (template, _) = settings::procedures(tx, today)?;
    let unknown = input
        .codes
        .iter()
        .flatten()
        .enumerate()
        .filter(|(_, code)| template.steps.iter().all(|s| &s.code != *code));
    let message = "手续模板里没有这个事项，请从模板中选择，或单独登记。";
    let errors: Vec<_> = unknown.map(|(i, _)| wrong(format!("/codes/{i}"), "unknown", message)).collect();
    if !errors.is_empty() {
        return Err(Error::invalid(errors));
    }
    let there = store::of_project(tx, project.id)?;
    let mut added = Vec::new();
    for (n, step) in template.steps.iter().enumerate() {
        let wanted = match &input.codes {
            Some(codes) => codes.contains(&step.code),
            None => !step.optional && step.applies != StepApplies::Approval,
        };
        if !wanted || there.iter().any(|i| i.code == step.code) {
            continue;
        }
        let content = Content {
            name: step.name.clone(),
            basis: step.basis.clone(),
            parallel_group: step.parallel_group.clone(),
            after_codes: Doc::of(&step.after),
            unit_id: None,
            window_name: step.window.clone(),
            standard_days: step.working_days,
            promised_days: None,
            longer_reason: None,
            project_code: None,
            result_number: None,
            file_ids: Doc::of(&Vec::<i64>::new()),
        };
        added.push(store::insert(tx, project.id, &step.code, n as i32, content)?.name);
    }
    if added.is_empty() {
        tx.mark_journalled();
    } else {
        let subject = subject_of(tx, project.id)?;
        journal::created(tx, "project.procedures_planned", &subject, &json!({ "procedures": added }))?;
    }
    Ok(())
}

/// A project whose procedures the caller may plan.
fn project_for(tx: &mut Tx<'_>, id: i64) -> Result<Project> {
    let project = projects::find_visible(tx, id)?;
    require(tx.caller, Action::ApprovalEdit, projects::relations(tx.caller, &project))?;
    check_open(&project)?;
    Ok(project)
}

/// What the journal calls the project.
pub(super) fn subject_of(tx: &mut Tx<'_>, project_id: i64) -> Result<Subject> {
    let label = projects::store::label(tx, project_id)?;
    Ok(Subject::new("project", project_id, label))
}

/// 登记一项手续
///
/// 模板之外的手续单独登记：名称、依据、时限、前置事项、责任窗口。承诺长于标准的须写明理由。
#[utoipa::path(tag = "手续", extensions(("x-action" = json!("approval.edit"))), request_body = ApprovalItemInput,
    params(("id" = i64, Path, description = "项目编号（内部）")),
    responses((status = 201, description = "已登记", body = ApprovalItemView)))]
#[post("/projects/{id}/approval-items")]
pub async fn create_approval_item(
    ctx: Ctx,
    id: web::Path<i64>,
    input: Json<ApprovalItemInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let project = project_for(tx, *id)?;
        let content = check(tx, &input, project.id, None)?;
        let there = store::of_project(tx, project.id)?;
        let last = there.iter().map(|i| i.sort_no).max().unwrap_or(0);
        let item = store::insert(tx, project.id, &input.code, last + 1, content)?;
        link_files(tx, &item)?;
        record(tx, "project.procedure_added", None, &item)?;
        let view = view(tx, &item)?;
        Ok(Reply::created(format!("/approval-items/{}", item.id), &view)?.version(item.version))
    })
    .await
}

/// Everything wrong at once, else what is stored.
fn check(
    tx: &mut Tx<'_>,
    input: &ApprovalItemInput,
    project_id: i64,
    before: Option<&ApprovalItem>,
) -> Result<Content> {
    let mut others = store::of_project(tx, project_id)?;
    others.retain(|o| before.is_none_or(|b| b.id != o.id));
    let codes = store::codes_of(tx, project_id)?;
    let mut errors = rules::check(input, before, &others, &codes);
    Error::gather(&mut errors, check_texts(input))?;
    if let Some(unit) = input.unit_id {
        Error::gather(&mut errors, check_units(tx, |_| "/unit_id".to_owned(), &[unit]))?;
    }
    let files = input.file_ids.clone().unwrap_or_default();
    let earlier: Vec<i64> = before.map(|b| b.file_ids.read()).unwrap_or_default();
    check_new_files(tx, &files, &earlier, &mut errors)?;
    if !errors.is_empty() {
        return Err(Error::invalid(errors));
    }
    Ok(Content {
        name: input.name.clone(),
        basis: input.basis.clone(),
        parallel_group: input.parallel_group.clone(),
        after_codes: Doc::of(&input.after.clone().unwrap_or_default()),
        unit_id: input.unit_id,
        window_name: input.window_name.clone(),
        standard_days: input.standard_days,
        promised_days: input.promised_days,
        longer_reason: input.longer_reason.clone(),
        project_code: input.project_code.clone(),
        result_number: input.result_number.clone(),
        file_ids: Doc::of(&files),
    })
}

/// Files that were there before need no check: whoever sees the item sees them.
pub(super) fn check_new_files(
    tx: &mut Tx<'_>,
    files: &[i64],
    earlier: &[i64],
    errors: &mut Vec<crate::error::FieldError>,
) -> Result<()> {
    for (i, id) in files.iter().enumerate() {
        let at = format!("/file_ids/{i}");
        if files[..i].contains(id) {
            errors.push(wrong(at, "duplicate", "同一附件写了两次，请去掉一个。"));
        } else if !earlier.contains(id) {
            Error::gather(errors, files::named(tx, *id, &at))?;
        }
    }
    Ok(())
}

pub(super) fn link_files(tx: &mut Tx<'_>, item: &ApprovalItem) -> Result<()> {
    let ids: Vec<i64> = item.file_ids.read();
    ids.into_iter().try_for_each(|id| files::link(tx, id, "approval_item", item.id))
}

pub(super) fn record(
    tx: &mut Tx<'_>,
    event: &str,
    before: Option<&ApprovalItem>,
    after: &ApprovalItem,
) -> Result<()> {
    let subject = subject_of(tx, after.project_id)?;
    let state = |item: &ApprovalItem| json!({ "procedure": item });
    journal::record(tx, event, &subject, before.map(state).as_ref(), Some(&state(after)))
}

/// 查询手续
///
/// 可见范围内各项目的手续：看得到项目的都看得到，责任窗口所在单位的经办人也看得到本窗口的。`overdue=true` 只看逾期未办结的，
/// `kept` 看办结的守住承诺没有。
#[utoipa::path(tag = "手续", extensions(("x-action" = json!("approval.read"))), params(ApprovalFilter, ApprovalOrder, Paging),
    responses((status = 200, description = "一页手续", body = Page<ApprovalItemView>)))]
#[get("/approval-items")]
pub async fn list_approval_items(
    ctx: Ctx,
    filter: Query<ApprovalFilter>,
    order: Query<ApprovalOrder>,
    paging: Query<Paging>,
) -> Result<HttpResponse> {
    let (filter, order) = (filter.0, order.0);
    ctx.read(move |tx| {
        require_role(tx.caller, Action::ApprovalRead)?;
        let conditions = conditions(tx, filter.clone())?;
        Reply::ok(&store::page(tx, &conditions, &order, &paging.0)?.convert(|items| views(tx, items))?)
    })
    .await
}

/// The list as the caller may see it.
pub(super) fn conditions(tx: &mut Tx<'_>, filter: ApprovalFilter) -> Result<Conditions> {
    let (who, today) = (visible(tx.caller), tx.today());
    Conditions::prepare(tx, who, filter, today)
}

/// 查看一项手续
///
/// 时限、窗口、各次暂停、已用的工作日、为什么是这个到期日，以及当前可以办理的操作。
#[utoipa::path(tag = "手续", extensions(("x-action" = json!("approval.read"))),
    params(("id" = i64, Path, description = "手续编号（内部）")),
    responses((status = 200, description = "手续", body = ApprovalItemView)))]
#[get("/approval-items/{id}")]
pub async fn get_approval_item(ctx: Ctx, id: web::Path<i64>) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        let item = found(tx, *id, Action::ApprovalRead)?;
        answer(tx, &item)
    })
    .await
}

/// 修改一项手续
///
/// 整体替换。收件计时之后承诺时限不能再改；停计请登记暂停。
#[utoipa::path(tag = "手续", extensions(("x-action" = json!("approval.edit"))), request_body = ApprovalItemInput,
    params(("id" = i64, Path, description = "手续编号（内部）")),
    responses((status = 200, description = "已修改", body = ApprovalItemView)))]
#[put("/approval-items/{id}")]
pub async fn replace_approval_item(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<ApprovalItemInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let before = found_at(tx, *id, &if_match)?;
        let content = check(tx, &input, before.project_id, Some(&before))?;
        let after = store::update(tx, &before, content)?;
        link_files(tx, &after)?;
        record(tx, "project.procedure_changed", Some(&before), &after)?;
        answer(tx, &after)
    })
    .await
}

/// How the caller stands to an item: as to its project, or as the window it belongs to.
fn relations(tx: &mut Tx<'_>, item: &ApprovalItem) -> Result<Relations> {
    let window = item.unit_id.is_some_and(|unit| tx.caller.covers_unit(unit));
    let who = visible(tx.caller);
    let of_project = match projects::store::find(tx, &who, item.project_id) {
        Ok(project) => projects::relations(tx.caller, &project),
        Err(_) => Relations::default(),
    };
    Ok(Relations { own_unit: of_project.own_unit || window, ..of_project })
}

/// A visible item with which the caller may do this.
pub(super) fn found(tx: &mut Tx<'_>, id: i64, action: Action) -> Result<ApprovalItem> {
    let who = visible(tx.caller);
    let item = store::find(tx, &who, id)?;
    let relations = relations(tx, &item)?;
    require(tx.caller, action, relations)?;
    Ok(item)
}

/// The same, of the version read.
pub(super) fn found_at(tx: &mut Tx<'_>, id: i64, if_match: &IfMatch) -> Result<ApprovalItem> {
    let item = found(tx, id, Action::ApprovalEdit)?;
    let view = view(tx, &item)?;
    if_match.check(item.version, &view)?;
    Ok(item)
}

pub(super) fn answer(tx: &mut Tx<'_>, item: &ApprovalItem) -> Result<Reply> {
    Ok(Reply::ok(&view(tx, item)?)?.version(item.version))
}

fn view(tx: &mut Tx<'_>, item: &ApprovalItem) -> Result<ApprovalItemView> {
    views(tx, vec![item.clone()])?.pop().ok_or_else(Error::not_found)
}

/// Items with names, pauses, files and clocks, in their order.
pub(super) fn views(tx: &mut Tx<'_>, items: Vec<ApprovalItem>) -> Result<Vec<ApprovalItemView>> {
    if items.is_empty() {
        return Ok(Vec::new());
    }
    let calendar = calendar::load(tx)?;
    let ids: Vec<i64> = items.iter().map(|i| i.id).collect();
    let mut project_ids: Vec<i64> = items.iter().map(|i| i.project_id).collect();
    project_ids.dedup();
    let projects = project_labels(tx, &project_ids)?;
    let siblings = store::of_projects_of(tx, &project_ids)?;
    let units = unit_names(tx, items.iter().filter_map(|i| i.unit_id).collect())?;
    let pauses = store::pauses_of(tx, &ids)?;
    let named = items.iter().flat_map(|i| i.file_ids.read::<Vec<i64>>()).collect::<Vec<_>>();
    let uploaded = files::many(tx, &named)?;
    let mut relations_of: HashMap<(i64, Option<i64>), Relations> = HashMap::new();
    let mut out = Vec::with_capacity(items.len());
    for item in items {
        let key = (item.project_id, item.unit_id);
        let relations = match relations_of.get(&key) {
            Some(known) => *known,
            None => *relations_of.entry(key).or_insert(relations(tx, &item)?),
        };
        let of_item: Vec<ApprovalPause> = pauses.iter().filter(|p| p.item_id == item.id).cloned().collect();
        let (number, name) = projects.get(&item.project_id).cloned().unwrap_or_default();
        out.push(ApprovalItemView {
            project_name: name,
            project_number: number,
            unit_name: item.unit_id.and_then(|id| units.get(&id)).cloned(),
            waits_for: waits_for(&item, &siblings),
            used_days: used_days(&calendar, &item, &of_item, tx.today()),
            days_overdue: rules::days_overdue(&item, &of_item, tx.today()),
            due_because: rules::clock(&calendar, &item, &of_item)
                .map_err(clock_failed)?
                .map(|deadline| deadline.explanation),
            files: files_of(&item.file_ids, &uploaded),
            can: permitted(tx.caller, &[Action::ApprovalEdit], relations),
            pauses: of_item,
            item,
        });
    }
    Ok(out)
}

fn waits_for(item: &ApprovalItem, siblings: &[ApprovalItem]) -> Vec<String> {
    if item.state != ApprovalState::Planned {
        return Vec::new();
    }
    let after: Vec<String> = item.after_codes.read();
    let open = |s: &&ApprovalItem| {
        s.project_id == item.project_id
            && after.contains(&s.code)
            && !matches!(s.state, ApprovalState::Finished | ApprovalState::NotNeeded)
    };
    siblings.iter().filter(open).map(|s| s.name.clone()).collect()
}

fn used_days(
    calendar: &Calendar,
    item: &ApprovalItem,
    pauses: &[ApprovalPause],
    today: chrono::NaiveDate,
) -> Option<i32> {
    let received = item.received_on?;
    item.actual_days
        .or_else(|| Some(rules::used_days(calendar, received, item.finished_on.unwrap_or(today), pauses)))
}

/// A clock that cannot be counted is a matter of the calendar.
pub(super) fn clock_failed(error: crate::features::calendar::rules::ClockError) -> Error {
    Error::field("/promised_days", "clock", error.to_string())
}
