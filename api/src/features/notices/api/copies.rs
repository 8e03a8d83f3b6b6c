//! Copies: showing a thing to colleagues who may see it, and reading what one was shown.

use super::super::model::{
    CarbonCopies, CarbonCopy, CarbonCopyInput, CopyFilter, CopyResource, CopyRow, NoticeStage,
};
use super::super::store::copies as store;
use super::super::store::names::{self, Named, is_confidential, still_seen};
use super::super::store::notices::{NewNotice, read_of, tell};
use super::person;
use crate::auth::authenticate::load_person;
use crate::db::page::{Page, Paging};
use crate::error::{Code, Error, FieldError, Result};
use crate::features::projects::rules::check_texts;
use crate::http::{Ctx, Json, Query, Reply};
use crate::journal::{self, Subject};
use crate::policy::{self, Action, Relations, allowed, require_role};
use crate::waiting::InboxKind;
use crate::work::Tx;
use actix_web::{HttpResponse, get, post, web};
use serde_json::json;

const OWN: Relations = Relations { own: true, own_unit: false, assigned: false, party: false };

/// Key of the notice that goes with a copy.
fn key(id: i64) -> String {
    format!("carbon_copy:{id}")
}

/// As they are shown: what one no longer sees is no longer named.
fn shown(tx: &mut Tx<'_>, rows: Vec<CopyRow>) -> Result<Vec<CarbonCopy>> {
    let who = policy::visible(tx.caller);
    let seen = still_seen(tx, &who, rows.iter().map(store::place))?;
    let people = names::people(tx, rows.iter().flat_map(|row| [row.from_id, row.to_id]).collect())?;
    let name = |id: i64| people.get(&id).cloned().unwrap_or_default();
    let view = |row: CopyRow| {
        let visible = seen.contains(&store::place(&row));
        CarbonCopy {
            from_name: name(row.from_id),
            to_name: name(row.to_id),
            subject: if visible { row.subject } else { "您已看不到的事项".to_owned() },
            text: if visible { row.text } else { String::new() },
            id: row.id,
            resource: row.resource,
            resource_id: row.resource_id,
            from_id: row.from_id,
            to_id: row.to_id,
            sent_at: row.sent_at,
            read_at: row.read_at,
        }
    };
    Ok(rows.into_iter().map(view).collect())
}

/// 查看抄送
///
/// 抄送我的，或我抄送的（可看谁读过了），新的在前。
#[utoipa::path(tag = "抄送", extensions(("x-action" = json!("copy.read"))), params(CopyFilter, Paging),
    responses((status = 200, description = "一页抄送", body = Page<CarbonCopy>)))]
#[get("/carbon-copies")]
pub async fn list_carbon_copies(
    ctx: Ctx,
    filter: Query<CopyFilter>,
    paging: Query<Paging>,
) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        let me = person(tx, Action::CopyRead)?;
        let page = store::page(tx, me, &filter.0, &paging.0)?;
        Reply::ok(&page.convert(|rows| shown(tx, rows))?)
    })
    .await
}

/// 抄送给同事
///
/// 把自己看得到的项目、外出招商、接待、洽谈、首报首谈抄送给同事知悉。只能给本来就看得到它的人：抄送不扩大任何人的可见范围。
/// 收件人的提醒与“抄送我”里各有一份。
#[utoipa::path(tag = "抄送", extensions(("x-action" = json!("copy.send"))), request_body = CarbonCopyInput,
    responses((status = 201, description = "已抄送，每位收件人一份", body = CarbonCopies)))]
#[post("/carbon-copies")]
pub async fn create_carbon_copies(ctx: Ctx, input: Json<CarbonCopyInput>) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let rows = send(tx, &input)?;
        let first = rows.first().map_or(0, |row| row.id);
        let items = shown(tx, rows)?;
        Reply::created(format!("/carbon-copies/{first}"), &CarbonCopies { items })
    })
    .await
}

/// Sends a copy in the caller's name; for the demo city too.
///
/// # Errors
/// As the operation.
pub fn send_told(
    tx: &mut Tx<'_>,
    resource: CopyResource,
    resource_id: i64,
    to: i64,
    text: &str,
) -> Result<()> {
    let input = CarbonCopyInput { resource, resource_id, user_ids: vec![to], text: text.to_owned() };
    send(tx, &input).map(drop)
}

fn send(tx: &mut Tx<'_>, input: &CarbonCopyInput) -> Result<Vec<CopyRow>> {
    require_role(tx.caller, Action::CopySend)?;
    let me = tx.caller.user_id.ok_or_else(|| Error::internal("a person sends copies"))?;
    let who = policy::visible(tx.caller);
    let thing = names::find(tx, &who, input.resource, input.resource_id).map_err(|e| {
        let message = "没有这条记录，或您无权查看。请刷新后重选。";
        if e.code() == Code::ResourceNotFound { Error::field("/resource_id", "unknown", message) } else { e }
    })?;
    let mut wrong = Vec::new();
    for (i, user_id) in input.user_ids.iter().enumerate() {
        let twice = input.user_ids[..i].contains(user_id);
        if let Some((code, message)) = refusal(tx, input, *user_id, me, twice)? {
            wrong.push(FieldError { pointer: format!("/user_ids/{i}"), code: code.to_owned(), message });
        }
    }
    Error::gather(&mut wrong, check_texts(input))?;
    if !wrong.is_empty() {
        return Err(Error::invalid(wrong));
    }
    let rows = store::insert(tx, input, &thing, me)?;
    announce(tx, &rows)?;
    record(tx, input, &thing, &rows)?;
    Ok(rows)
}

/// Why somebody can be sent no copy.
fn refusal(
    tx: &mut Tx<'_>,
    input: &CarbonCopyInput,
    user_id: i64,
    me: i64,
    twice: bool,
) -> Result<Option<(&'static str, String)>> {
    if user_id == me {
        return Ok(Some(("self", "不必抄送给自己。".to_owned())));
    }
    if twice {
        return Ok(Some(("duplicate", "这个人选了两次，请只留一个。".to_owned())));
    }
    let now = tx.now;
    let mut caller = match load_person(tx, user_id, now) {
        Ok(caller) => caller,
        Err(e) if e.code().status() < 500 => {
            return Ok(Some(("unknown", "没有这个人，或账号已停用。请重选。".to_owned())));
        }
        Err(e) => return Err(e),
    };
    caller.must_change_password = false; // he reads it once he has signed in
    let name = caller.name.clone();
    if !allowed(&caller, Action::CopyRead, OWN) {
        return Ok(Some(("no_business", format!("{name}不办理业务，收不到抄送。请重选。"))));
    }
    match names::find(tx, &policy::visible(&caller), input.resource, input.resource_id) {
        Ok(_) => Ok(None),
        Err(e) if e.code() == Code::ResourceNotFound => {
            let message = format!("{name}看不到这条记录，不能抄送。请重选，或先由有权的人让他看得到。");
            Ok(Some(("not_visible", message)))
        }
        Err(e) => Err(e),
    }
}

/// Each is told in his notices.
fn announce(tx: &mut Tx<'_>, rows: &[CopyRow]) -> Result<()> {
    let mut fresh = Vec::with_capacity(rows.len());
    for row in rows {
        let (resource, resource_id) = store::place(row);
        fresh.push(NewNotice {
            user_id: row.to_id,
            once_key: key(row.id),
            kind: InboxKind::CarbonCopy,
            stage: NoticeStage::News,
            subject: row.subject.clone(),
            text: format!("{}抄送：{}", tx.caller.name, row.text),
            confidential: is_confidential(tx, resource, resource_id)?,
            resource,
            resource_id,
            part_id: Some(row.id),
            due_on: None,
            handed_at: Some(tx.now), // copies stay in the house
        });
    }
    tell(tx, &fresh).map(drop)
}

fn record(tx: &mut Tx<'_>, input: &CarbonCopyInput, thing: &Named, rows: &[CopyRow]) -> Result<()> {
    let (event, kind) = match input.resource {
        CopyResource::Project => ("project.copied", "project"),
        CopyResource::Trip => ("trip.copied", "trip"),
        CopyResource::Reception => ("reception.copied", "reception"),
        CopyResource::Talk => ("talk.copied", "talk"),
        CopyResource::Claim => ("claim.copied", "first_claim"),
    };
    let people = names::people(tx, rows.iter().map(|row| row.to_id).collect())?;
    let to: Vec<&String> = input.user_ids.iter().filter_map(|id| people.get(id)).collect();
    let subject = Subject::new(kind, input.resource_id, &thing.subject);
    journal::created(tx, event, &subject, &json!({ "copied_to": to, "text": input.text }))
}

/// 查看一份抄送
///
/// 本人收到或发出的一份抄送。
#[utoipa::path(tag = "抄送", extensions(("x-action" = json!("copy.read"))),
    params(("id" = i64, Path, description = "抄送编号")),
    responses((status = 200, description = "抄送", body = CarbonCopy)))]
#[get("/carbon-copies/{id}")]
pub async fn get_carbon_copy(ctx: Ctx, id: web::Path<i64>) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        let me = person(tx, Action::CopyRead)?;
        let row = store::find(tx, me, *id)?;
        Reply::ok(&shown(tx, vec![row])?.pop().ok_or_else(Error::not_found)?)
    })
    .await
}

/// 把抄送记为读过
///
/// 由收件人记；再记一次不变。抄送人看得到读过的时刻。
#[utoipa::path(tag = "抄送", extensions(("x-action" = json!("copy.read"))),
    params(("id" = i64, Path, description = "抄送编号")),
    responses((status = 200, description = "已读", body = CarbonCopy)))]
#[post("/carbon-copies/{id}/readings")]
pub async fn read_carbon_copy(ctx: Ctx, id: web::Path<i64>) -> Result<HttpResponse> {
    ctx.write(move |tx| {
        tx.mark_journalled(); // what somebody has read changes nothing of the city's data
        let me = person(tx, Action::CopyRead)?;
        let row = store::find(tx, me, *id)?;
        policy::require(tx.caller, Action::CopyRead, Relations { own: row.to_id == me, ..OWN })?;
        store::read(tx, row.id)?;
        read_of(tx, me, &key(row.id))?;
        let row = store::find(tx, me, *id)?;
        Reply::ok(&shown(tx, vec![row])?.pop().ok_or_else(Error::not_found)?)
    })
    .await
}
