//! Operations of service records.

use super::super::model::records::{
    RecordFilter, RecordOrder, ServiceRecord, ServiceRecordInput, ServiceRecordView,
};
use super::super::model::{ServiceReasonInput, files_of};
use super::super::rules::wrong;
use super::super::store::project_labels;
use super::super::store::records::{self as store, Conditions};
use super::procedures::check_new_files;
use super::wrong_state;
use crate::db::page::{Page, Paging};
use crate::error::{Error, Result};
use crate::features::projects::rules::check_texts;
use crate::features::projects::store::parts::unit_names;
use crate::features::{enterprises, files, projects};
use crate::http::{Ctx, IfMatch, Json, Query, Reply, ServiceConfig};
use crate::journal::{self, Subject};
use crate::policy::{self, Action, Relations, Visible, permitted, require_role, visible};
use crate::work::Tx;
use actix_web::{HttpResponse, get, post, web};
use serde_json::json;

/// The operations of this part.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_service_records)
        .service(create_service_record)
        .service(get_service_record)
        .service(withdraw_service_record);
}

/// 查询服务记录
///
/// 可见范围内的服务记录，晚的在前：记在项目上的，看得到项目的都看得到；只记在企业上的，招商局、领导与服务单位看得到。
#[utoipa::path(tag = "服务记录", extensions(("x-action" = json!("service.read"))), params(RecordFilter, RecordOrder, Paging),
    responses((status = 200, description = "一页服务记录", body = Page<ServiceRecordView>)))]
#[get("/service-records")]
pub async fn list_service_records(
    ctx: Ctx,
    filter: Query<RecordFilter>,
    order: Query<RecordOrder>,
    paging: Query<Paging>,
) -> Result<HttpResponse> {
    let (filter, order) = (filter.0, order.0);
    ctx.read(move |tx| {
        require_role(tx.caller, Action::ServiceRead)?;
        let conditions = conditions(tx, filter.clone())?;
        Reply::ok(&store::page(tx, &conditions, &order, &paging.0)?.convert(|found| views(tx, found))?)
    })
    .await
}

/// The list as the caller may see it.
pub(super) fn conditions(tx: &mut Tx<'_>, filter: RecordFilter) -> Result<Conditions> {
    let who = visible(tx.caller);
    Conditions::prepare(tx, who, filter)
}

/// 登记服务
///
/// 写明项目或企业、哪项服务、哪天、做了什么。带 `Idempotency-Key` 的重复请求，多久都是同一条记录。
#[utoipa::path(tag = "服务记录", extensions(("x-action" = json!("service.record"))), request_body = ServiceRecordInput,
    responses((status = 201, description = "已登记", body = ServiceRecordView)))]
#[post("/service-records")]
pub async fn create_service_record(ctx: Ctx, input: Json<ServiceRecordInput>) -> Result<HttpResponse> {
    let input = input.0;
    let header = ctx.request().headers().get("Idempotency-Key").and_then(|h| h.to_str().ok());
    let key = header.map(|h| format!("{}:{}", ctx.caller.principal(), h.to_ascii_lowercase()));
    ctx.write(move |tx| {
        require_role(tx.caller, Action::ServiceRecordMake)?;
        if let Some(earlier) = key.as_deref().map(|key| store::earlier(tx, key)).transpose()?.flatten() {
            tx.mark_journalled();
            let record = found(tx, earlier, Action::ServiceRead)?;
            return created(tx, &record);
        }
        let record = record(tx, &input, key.as_deref())?;
        created(tx, &record)
    })
    .await
}

fn created(tx: &mut Tx<'_>, record: &ServiceRecord) -> Result<Reply> {
    let view = view(tx, record)?;
    Ok(Reply::created(format!("/service-records/{}", record.id), &view)?.version(record.version))
}

/// Checks and records a service in the caller's name.
pub(super) fn record(
    tx: &mut Tx<'_>,
    input: &ServiceRecordInput,
    key: Option<&str>,
) -> Result<ServiceRecord> {
    let who = visible(tx.caller);
    let mut errors = Vec::new();
    Error::gather(&mut errors, check_texts(input))?;
    if input.happened_on > tx.today() {
        errors.push(wrong("/happened_on", "in_future", "服务日期晚于今天，请在服务之后登记。"));
    }
    if input.project_id.is_none() && input.enterprise_id.is_none() {
        errors.push(wrong("/project_id", "required", "请选择项目或企业，至少一个。"));
    }
    if let Some(id) = input.project_id
        && projects::store::visible_ids(tx, &who, vec![id])?.is_empty()
    {
        errors.push(wrong("/project_id", "not_found", "没有这个项目，或您无权查看。请从项目库中选择。"));
    }
    if let Some(id) = input.enterprise_id {
        match enterprises::usable(tx, &who, id) {
            Ok(_) => {}
            Err(e) if e.code().status() < 500 => {
                let message = "没有这家企业，或已作废。请从企业库中选择，没有的先登记。";
                errors.push(wrong("/enterprise_id", "not_found", message));
            }
            Err(e) => return Err(e),
        }
    }
    let file_ids = input.file_ids.clone().unwrap_or_default();
    check_new_files(tx, &file_ids, &[], &mut errors)?;
    let unit_id = tx.caller.unit_id;
    if unit_id.is_none() {
        errors.push(wrong("/service", "no_unit", "服务记录要记在单位名下，请由本单位人员登录后登记。"));
    }
    let Some(unit_id) = unit_id.filter(|_| errors.is_empty()) else {
        return Err(Error::invalid(errors));
    };
    let record = store::insert(tx, input, unit_id, key)?;
    file_ids.iter().try_for_each(|id| files::link(tx, *id, "service_record", record.id))?;
    tell(tx, "service.recorded", None, &record)?;
    Ok(record)
}

/// Journals a change, and tells the project's history that there was one.
fn tell(tx: &mut Tx<'_>, event: &str, before: Option<&ServiceRecord>, after: &ServiceRecord) -> Result<()> {
    let subject = Subject::new("service_record", after.id, after.service.label());
    journal::record(tx, event, &subject, before, Some(after))?;
    let Some(project) = after.project_id else { return Ok(()) };
    let state = json!({ "service": after.service, "happened_on": after.happened_on });
    let subject = super::procedures::subject_of(tx, project)?;
    let event = if before.is_none() { "project.service_recorded" } else { "project.service_withdrawn" };
    journal::created(tx, event, &subject, &state)
}

/// 查看服务记录
///
/// 哪项服务、做了什么、附件，以及当前可以办理的操作。
#[utoipa::path(tag = "服务记录", extensions(("x-action" = json!("service.read"))),
    params(("id" = i64, Path, description = "服务记录编号")),
    responses((status = 200, description = "服务记录", body = ServiceRecordView)))]
#[get("/service-records/{id}")]
pub async fn get_service_record(ctx: Ctx, id: web::Path<i64>) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        let record = found(tx, *id, Action::ServiceRead)?;
        Ok(Reply::ok(&view(tx, &record)?)?.version(record.version))
    })
    .await
}

/// 作废服务记录
///
/// 记错、重复的写明理由作废；作废的仍可查看，不再列出。
#[utoipa::path(tag = "服务记录", extensions(("x-action" = json!("service.withdraw"))), request_body = ServiceReasonInput,
    params(("id" = i64, Path, description = "服务记录编号"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已作废", body = ServiceRecordView)))]
#[post("/service-records/{id}/withdrawals")]
pub async fn withdraw_service_record(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<ServiceReasonInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let before = found(tx, *id, Action::ServiceWithdraw)?;
        let shown = view(tx, &before)?;
        if_match.check(before.version, &shown)?;
        if before.withdrawn_at.is_some() {
            return Err(wrong_state("这条服务记录已经作废，只能查看。"));
        }
        check_texts(&input)?;
        let after = store::withdraw(tx, &before, &input.reason)?;
        tell(tx, "service.withdrawn", Some(&before), &after)?;
        Ok(Reply::ok(&view(tx, &after)?)?.version(after.version))
    })
    .await
}

fn relations(tx: &Tx<'_>, record: &ServiceRecord) -> Relations {
    Relations {
        own_unit: tx.caller.covers_unit(record.unit_id),
        assigned: false,
        party: false,
        own: record.created_by.is_some() && record.created_by == tx.caller.user_id,
    }
}

fn found(tx: &mut Tx<'_>, id: i64, action: Action) -> Result<ServiceRecord> {
    let who = visible(tx.caller);
    let record = store::find(tx, &who, id)?;
    policy::require(tx.caller, action, relations(tx, &record))?;
    Ok(record)
}

fn view(tx: &mut Tx<'_>, record: &ServiceRecord) -> Result<ServiceRecordView> {
    views(tx, vec![record.clone()])?.pop().ok_or_else(Error::not_found)
}

/// Records with names and files, in their order.
pub(super) fn views(tx: &mut Tx<'_>, found: Vec<ServiceRecord>) -> Result<Vec<ServiceRecordView>> {
    let companies = found.iter().filter_map(|r| r.enterprise_id).collect::<Vec<_>>();
    let companies = enterprises::summaries(tx, &Visible::everything(), &companies)?;
    let projects = project_labels(tx, &found.iter().filter_map(|r| r.project_id).collect::<Vec<_>>())?;
    let units = unit_names(tx, found.iter().map(|r| r.unit_id).collect())?;
    let people = super::people(tx, found.iter().filter_map(|r| r.created_by).collect())?;
    let named: Vec<i64> = found.iter().flat_map(|r| r.file_ids.read::<Vec<i64>>()).collect();
    let uploaded = files::many(tx, &named)?;
    let view = |record: ServiceRecord| {
        let company = record.enterprise_id.and_then(|id| companies.iter().find(|c| c.id == id));
        let actions: &[Action] = if record.withdrawn_at.is_none() { &[Action::ServiceWithdraw] } else { &[] };
        ServiceRecordView {
            project_name: record.project_id.and_then(|id| projects.get(&id)).map(|(_, name)| name.clone()),
            enterprise_name: company.map(|c| c.name.clone()),
            unit_name: units.get(&record.unit_id).cloned().unwrap_or_default(),
            created_by_name: record.created_by.and_then(|id| people.get(&id)).cloned(),
            files: files_of(&record.file_ids, &uploaded),
            can: permitted(tx.caller, actions, relations(tx, &record)),
            record,
        }
    };
    Ok(found.into_iter().map(view).collect())
}
