//! 联系人：电话一律掩码，看全号须说明理由并留痕。

use super::{editable, refuse_gone, relations, seen};
use crate::db::page::Page;
use crate::error::{Error, Result};
use crate::features::enterprises::model::{
    Contact, ContactInput, ContactRow, Enterprise, ReasonInput, RevealInput, RevealedContact,
};
use crate::features::enterprises::rules::{self, check_contact, mask};
use crate::features::enterprises::store;
use crate::http::{Ctx, IfMatch, Json, Patch, Reply};
use crate::journal::{self, Subject};
use crate::policy::{Action, permitted, require};
use crate::text::clean_text;
use crate::work::Tx;
use actix_web::{HttpResponse, get, patch, post, web};
use serde_json::{Value, json};

/// 查看联系人
///
/// 一家企业在用的联系人，电话只显示掩码。
#[utoipa::path(tag = "企业库", extensions(("x-action" = json!("enterprise.read"))),
    params(("id" = i64, Path, description = "企业编号")),
    responses((status = 200, description = "联系人", body = Page<Contact>)))]
#[get("/enterprises/{id}/contacts")]
pub async fn list_contacts(ctx: Ctx, id: web::Path<i64>) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        let row = readable(tx, *id)?;
        let contacts = store::contacts(tx, row.id, false)?;
        let items: Vec<Contact> = contacts.into_iter().map(|c| view(tx, &row, c)).collect();
        let total = i64::try_from(items.len()).unwrap_or(i64::MAX);
        Reply::ok(&Page { items, total, page: None, per_page: total.max(1), next_cursor: None })
    })
    .await
}

/// 登记联系人
///
/// 电话认大陆手机、带区号的座机、400/800 和以 + 开头的境外号码，存成统一写法；不许写在姓名、职务、备注里。
#[utoipa::path(tag = "企业库", extensions(("x-action" = json!("enterprise.edit"))),
    params(("id" = i64, Path, description = "企业编号")), request_body = ContactInput,
    responses((status = 201, description = "登记好的联系人", body = Contact)))]
#[post("/enterprises/{id}/contacts")]
pub async fn create_contact(ctx: Ctx, id: web::Path<i64>, input: Json<ContactInput>) -> Result<HttpResponse> {
    ctx.write(move |tx| {
        let row = editable(tx, *id, None)?;
        let (clean, phone) = check_contact(&input.0).map_err(Error::invalid)?;
        let now = tx.now;
        let contact = store::insert_contact(tx, row.id, &clean, phone.as_ref(), now)?;
        journal::created(tx, "contact.created", &subject(&row), &state(&contact))?;
        let view = view(tx, &row, contact);
        let location = format!("/enterprises/{}/contacts/{}", row.id, view.id);
        Ok(Reply::created(location, &view)?.version(view.version))
    })
    .await
}

/// 查看一位联系人
///
/// 电话只显示掩码；停用的也查得到。
#[utoipa::path(tag = "企业库", extensions(("x-action" = json!("enterprise.read"))),
    params(("id" = i64, Path, description = "企业编号"), ("contact_id" = i64, Path, description = "联系人编号")),
    responses((status = 200, description = "联系人", body = Contact)))]
#[get("/enterprises/{id}/contacts/{contact_id}")]
pub async fn get_contact(ctx: Ctx, path: web::Path<(i64, i64)>) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        let row = readable(tx, path.0)?;
        let contact = store::contact(tx, row.id, path.1)?;
        let view = view(tx, &row, contact);
        Ok(Reply::ok(&view)?.version(view.version))
    })
    .await
}

/// 修改联系人
///
/// 只给要改的项，`null` 清空。不改电话就不要带电话，更不要带掩码。
#[utoipa::path(tag = "企业库", extensions(("x-action" = json!("enterprise.edit"))),
    params(("id" = i64, Path, description = "企业编号"), ("contact_id" = i64, Path, description = "联系人编号")),
    request_body(content = ContactInput, content_type = "application/merge-patch+json"),
    responses((status = 200, description = "改后的联系人", body = Contact)))]
#[patch("/enterprises/{id}/contacts/{contact_id}")]
pub async fn patch_contact(
    ctx: Ctx,
    path: web::Path<(i64, i64)>,
    if_match: IfMatch,
    patch: Patch,
) -> Result<HttpResponse> {
    ctx.write(move |tx| {
        let (row, contact) = editable_contact(tx, *path, &if_match)?;
        let input = patch.apply(&tx.app.contract, &ContactInput::from(&contact))?;
        let (clean, phone) = check_contact(&input).map_err(Error::invalid)?;
        let now = tx.now;
        let after = store::update_contact(tx, &contact, &clean, phone.as_ref(), now)?;
        let mut new_state = state(&after);
        if contact.phone != after.phone {
            new_state["number_changed"] = true.into();
        }
        journal::record(tx, "contact.changed", &subject(&row), Some(&state(&contact)), Some(&new_state))?;
        let view = view(tx, &row, after);
        Ok(Reply::ok(&view)?.version(view.version))
    })
    .await
}

/// 停用联系人
///
/// 离职、调岗的联系人不再显示，也检索不到；记录留着。
#[utoipa::path(tag = "企业库", extensions(("x-action" = json!("enterprise.edit"))),
    params(("id" = i64, Path, description = "企业编号"), ("contact_id" = i64, Path, description = "联系人编号"),
        ("If-Match" = String, Header)), request_body = ReasonInput,
    responses((status = 200, description = "停用的联系人", body = Contact)))]
#[post("/enterprises/{id}/contacts/{contact_id}/removals")]
pub async fn remove_contact(
    ctx: Ctx,
    path: web::Path<(i64, i64)>,
    if_match: IfMatch,
    input: Json<ReasonInput>,
) -> Result<HttpResponse> {
    ctx.write(move |tx| {
        let (row, contact) = editable_contact(tx, *path, &if_match)?;
        let reason = clean_text(&input.0.reason);
        let now = tx.now;
        let after = store::remove_contact(tx, &contact, now)?;
        let mut new_state = state(&after);
        new_state["removed_reason"] = reason.into();
        journal::record(tx, "contact.removed", &subject(&row), Some(&state(&contact)), Some(&new_state))?;
        let view = view(tx, &row, after);
        Ok(Reply::ok(&view)?.version(view.version))
    })
    .await
}

/// 查看完整电话
///
/// 说明理由后给出完整号码；谁、何时、为什么看，记入审计日志。
#[utoipa::path(tag = "企业库", extensions(("x-action" = json!("contact.reveal"))),
    params(("id" = i64, Path, description = "企业编号"), ("contact_id" = i64, Path, description = "联系人编号")),
    request_body = RevealInput,
    responses((status = 200, description = "完整电话", body = RevealedContact)))]
#[post("/enterprises/{id}/contacts/{contact_id}/reveals")]
pub async fn reveal_contact(
    ctx: Ctx,
    path: web::Path<(i64, i64)>,
    input: Json<RevealInput>,
) -> Result<HttpResponse> {
    ctx.write(move |tx| {
        let row = readable(tx, path.0)?;
        require(tx.caller, Action::ContactReveal, relations(tx, &row))?;
        let contact = store::contact(tx, row.id, path.1)?;
        let reason = clean_text(&input.0.reason);
        rules::check_name(&reason).map_err(|(code, message)| Error::field("/reason", code, message))?;
        let why = json!({ "contact_id": contact.id, "name": contact.name, "reason": reason });
        journal::created(tx, "contact.revealed", &subject(&row), &why)?;
        Reply::ok(&RevealedContact { id: contact.id, name: contact.name, phone: contact.phone })
    })
    .await
}

fn readable(tx: &mut Tx<'_>, id: i64) -> Result<Enterprise> {
    let row = seen(tx, id)?;
    require(tx.caller, Action::EnterpriseRead, relations(tx, &row))?;
    Ok(row)
}

fn editable_contact(
    tx: &mut Tx<'_>,
    (id, contact_id): (i64, i64),
    if_match: &IfMatch,
) -> Result<(Enterprise, ContactRow)> {
    let row = seen(tx, id)?;
    let contact = store::contact(tx, row.id, contact_id)?;
    require(tx.caller, Action::EnterpriseEdit, relations(tx, &row))?;
    refuse_gone(tx, &row)?;
    if_match.check(contact.version, &view(tx, &row, contact.clone()))?;
    if contact.removed_at.is_some() {
        return Err(Error::new(crate::error::Code::ResourceConflict)
            .detail("这位联系人已停用，不能再改。仍要联系的，请另行登记。"));
    }
    Ok((row, contact))
}

fn subject(row: &Enterprise) -> Subject {
    Subject::new("enterprise", row.id, &row.name)
}

/// What the journal keeps of a contact: no digit of the number.
fn state(contact: &ContactRow) -> Value {
    json!({
        "contact_id": contact.id, "name": contact.name, "post": contact.post, "remark": contact.remark,
        "has_number": contact.phone.is_some(), "removed_at": contact.removed_at,
    })
}

fn view(tx: &Tx<'_>, row: &Enterprise, contact: ContactRow) -> Contact {
    let active = contact.removed_at.is_none() && row.merged_into_id.is_none();
    let actions: &[Action] =
        if active { &[Action::EnterpriseEdit, Action::ContactReveal] } else { &[Action::ContactReveal] };
    Contact {
        id: contact.id,
        enterprise_id: contact.enterprise_id,
        name: contact.name,
        post: contact.post,
        phone_masked: contact.phone.as_deref().map(mask),
        remark: contact.remark,
        created_at: contact.created_at,
        updated_at: contact.updated_at,
        removed_at: contact.removed_at,
        version: contact.version,
        can: permitted(tx.caller, actions, relations(tx, row)),
    }
}
