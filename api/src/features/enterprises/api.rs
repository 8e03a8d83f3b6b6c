//! 企业库的接口：列表、登记、修改；查重、别名、联系人、合并、批量各在一个文件里。

mod aliases;
mod batch;
mod contacts;
mod merges;
mod search;
mod table;
mod visibility;
mod withdrawals;

pub use merges::TABLE as MERGES_TABLE;
pub use table::TABLE;
pub use visibility::visible_event;

use super::model::{Candidates, Enterprise, EnterpriseInput, EnterpriseView, Summary};
use super::rules::{self, Checked, SUSPECTED};
use super::store;
use crate::codes::credit_code;
use crate::error::{Code, Error, FieldError, Result};
use crate::http::{Ctx, IfMatch, Json, Patch, Reply, ServiceConfig};
use crate::journal::{self, Subject};
use crate::policy::{Action, Relations, allowed, permitted, require, visible};
use crate::work::Tx;
use actix_web::{HttpResponse, get, patch, post, put, web};

/// 本房间的全部操作；固定路径在前，免得被当作编号。
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(search::list_enterprises)
        .service(search::summarise_enterprises)
        .service(search::list_candidates)
        .service(batch::create_enterprises)
        .service(merges::create_merge)
        .service(merges::list_merges)
        .service(merges::get_merge)
        .service(merges::undo_merge)
        .service(create_enterprise)
        .service(get_enterprise)
        .service(put_enterprise)
        .service(patch_enterprise)
        .service(withdrawals::withdraw_enterprise)
        .service(withdrawals::restore_enterprise)
        .service(aliases::create_alias)
        .service(aliases::remove_alias)
        .service(contacts::list_contacts)
        .service(contacts::create_contact)
        .service(contacts::get_contact)
        .service(contacts::patch_contact)
        .service(contacts::remove_contact)
        .service(contacts::reveal_contact);
}

/// 登记企业
///
/// 只有名称是必填的。信用代码已登记时返回 409 `enterprise.credit_code_taken`，`current` 里是那家企业；
/// 名称或别名疑似重复时返回 409 `enterprise.duplicate_suspected`，`current.candidates` 里是候选和理由——
/// 看过之后确认不是同一家，带 `confirmed_different: true` 再提交。从不自动合并，也不悄悄登记两次。
#[utoipa::path(tag = "企业库", extensions(("x-action" = json!("enterprise.create"))), request_body = EnterpriseInput,
    responses((status = 201, description = "登记好的企业", body = EnterpriseView)))]
#[post("/enterprises")]
pub async fn create_enterprise(ctx: Ctx, input: Json<EnterpriseInput>) -> Result<HttpResponse> {
    ctx.write(move |tx| {
        let row = create(tx, &input.0)?;
        let view = view(tx, row)?;
        let (id, version) = (view.enterprise.id, view.enterprise.version);
        Ok(Reply::created(format!("/enterprises/{id}"), &view)?.version(version))
    })
    .await
}

/// 查看企业
///
/// 企业的全部内容和别名。已被合并的编号照常可以查看，`merged_into` 指出保留的企业，旧链接因此不会失效；
/// 对它的修改返回 409 `enterprise.merged`。作废的也可以查看，`withdrawn_at` 不为空。合作企业的令牌只看得到自己，且不含招商局的备注和信息来源。
#[utoipa::path(tag = "企业库", extensions(("x-action" = json!("enterprise.read"))),
    params(("id" = i64, Path, description = "企业编号")),
    responses((status = 200, description = "企业", body = EnterpriseView)))]
#[get("/enterprises/{id}")]
pub async fn get_enterprise(ctx: Ctx, id: web::Path<i64>) -> Result<HttpResponse> {
    ctx.glance(move |tx| {
        let row = seen(tx, *id)?;
        require(tx.caller, Action::EnterpriseRead, relations(tx, &row))?;
        let view = view(tx, row)?;
        Ok(Reply::ok(&view)?.version(view.enterprise.version))
    })
    .await
}

/// 修改企业
///
/// 整份改写；没有给出的项清空（主管单位除外）。改名称或信用代码时与登记一样查重。
#[utoipa::path(tag = "企业库", extensions(("x-action" = json!("enterprise.edit"))),
    params(("id" = i64, Path, description = "企业编号")), request_body = EnterpriseInput,
    responses((status = 200, description = "改后的企业", body = EnterpriseView)))]
#[put("/enterprises/{id}")]
pub async fn put_enterprise(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<EnterpriseInput>,
) -> Result<HttpResponse> {
    ctx.write(move |tx| {
        let row = editable(tx, *id, Some(&if_match))?;
        change(tx, row, &input.0)
    })
    .await
}

/// 修改企业的几项
///
/// 只给要改的项，`null` 清空。改名称或信用代码时与登记一样查重。
#[utoipa::path(tag = "企业库", extensions(("x-action" = json!("enterprise.edit"))),
    params(("id" = i64, Path, description = "企业编号")),
    request_body(content = EnterpriseInput, content_type = "application/merge-patch+json"),
    responses((status = 200, description = "改后的企业", body = EnterpriseView)))]
#[patch("/enterprises/{id}")]
pub async fn patch_enterprise(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    patch: Patch,
) -> Result<HttpResponse> {
    ctx.write(move |tx| {
        let row = editable(tx, *id, Some(&if_match))?;
        let input = patch.apply(&tx.app.contract, &EnterpriseInput::from(&row))?;
        change(tx, row, &input)
    })
    .await
}

/// The enterprise, if the caller sees it.
pub(super) fn seen(tx: &mut Tx<'_>, id: i64) -> Result<Enterprise> {
    let visible = visible(tx.caller);
    store::find_visible(tx, &visible, id)
}

/// How the caller stands to an enterprise.
pub(super) fn relations(tx: &Tx<'_>, row: &Enterprise) -> Relations {
    let party = tx.caller.token.as_ref().and_then(|t| t.enterprise_id) == Some(row.id);
    Relations {
        own_unit: row.owner_unit_id.is_some_and(|u| tx.caller.covers_unit(u)),
        party,
        ..Relations::default()
    }
}

/// The enterprise, if the caller may edit it now: visible, his, in use, at the version he has read.
pub(super) fn editable(tx: &mut Tx<'_>, id: i64, if_match: Option<&IfMatch>) -> Result<Enterprise> {
    let row = seen(tx, id)?;
    require(tx.caller, Action::EnterpriseEdit, relations(tx, &row))?;
    refuse_gone(tx, &row)?;
    if let Some(if_match) = if_match {
        let version = row.version;
        if_match.check(version, &view(tx, row.clone())?)?;
    }
    Ok(row)
}

/// Refuses what was withdrawn or merged away, pointing to the enterprise that was kept.
pub(super) fn refuse_gone(tx: &mut Tx<'_>, row: &Enterprise) -> Result<()> {
    if row.merged_into_id.is_none() {
        return store::refuse_withdrawn(row);
    }
    let kept = store::surviving(tx, row.id)?;
    let detail = format!(
        "“{}”已并入“{}”（编号 {}），不能再改。请改保留的那家，或由招商局撤销合并。",
        row.name, kept.name, kept.id
    );
    let summary = summary(&kept);
    Err(Error::new(Code::EnterpriseMerged)
        .detail(detail)
        .with_current(serde_json::to_value(summary).map_err(Error::internal)?))
}

pub(super) fn summary(row: &Enterprise) -> Summary {
    Summary {
        id: row.id,
        name: row.name.clone(),
        credit_code: row.credit_code.clone(),
        division_code: row.division_code.clone(),
        origin: row.origin,
        merged_into_id: row.merged_into_id,
        withdrawn_at: row.withdrawn_at,
    }
}

/// What the caller sees of an enterprise.
pub(super) fn view(tx: &mut Tx<'_>, row: Enterprise) -> Result<EnterpriseView> {
    const ACTIONS: &[Action] =
        &[Action::EnterpriseEdit, Action::EnterpriseMerge, Action::EnterpriseWithdraw, Action::ContactReveal];
    let merged_into = match row.merged_into_id {
        Some(_) => Some(summary(&store::surviving(tx, row.id)?)),
        None => None,
    };
    let possible: &[Action] = match (&merged_into, row.withdrawn_at) {
        (Some(_), _) => &[],
        (None, Some(_)) => &[Action::EnterpriseWithdraw],
        (None, None) => ACTIONS,
    };
    let can = permitted(tx.caller, possible, relations(tx, &row));
    Ok(EnterpriseView {
        aliases: store::aliases(tx, row.id)?,
        credit_code_warning: row
            .credit_code
            .as_deref()
            .and_then(|code| credit_code::check(code).ok())
            .and_then(|code| code.warning()),
        merged_into,
        can,
        enterprise: visibility::for_reader(&visible(tx.caller), row),
    })
}

/// Registers one enterprise; shared by single and batch registration.
pub(super) fn create(tx: &mut Tx<'_>, input: &EnterpriseInput) -> Result<Enterprise> {
    let mut checked = rules::check(input, tx.today()).map_err(Error::invalid)?;
    checked.input.owner_unit_id = checked.input.owner_unit_id.or(tx.caller.unit_id);
    check_owner(tx, None, checked.input.owner_unit_id)?;
    store::one_at_a_time(tx)?;
    refuse_duplicates(tx, &checked, None, true)?;
    let (created_by, now) = (tx.caller.user_id, tx.now);
    let row = store::insert(tx, &checked, created_by, now)?;
    journal::created(tx, "enterprise.created", &Subject::new("enterprise", row.id, &row.name), &row)?;
    Ok(row)
}

fn change(tx: &mut Tx<'_>, row: Enterprise, input: &EnterpriseInput) -> Result<Reply> {
    let mut checked = rules::check(input, tx.today()).map_err(Error::invalid)?;
    checked.input.owner_unit_id = checked.input.owner_unit_id.or(row.owner_unit_id);
    check_owner(tx, row.owner_unit_id, checked.input.owner_unit_id)?;
    // names that were looked at before are not asked about again
    let renamed = checked.input.name != row.name;
    if renamed || checked.input.credit_code != row.credit_code {
        store::one_at_a_time(tx)?;
        refuse_duplicates(tx, &checked, Some(row.id), renamed)?;
    }
    let now = tx.now;
    let after = store::update(tx, row.id, row.version, &checked, now)?;
    let subject = Subject::new("enterprise", after.id, &after.name);
    journal::record(tx, "enterprise.changed", &subject, Some(&row), Some(&after))?;
    let view = view(tx, after)?;
    Ok(Reply::ok(&view)?.version(view.enterprise.version))
}

/// An enterprise may be handed to another unit by the bureau only.
fn check_owner(tx: &mut Tx<'_>, before: Option<i64>, after: Option<i64>) -> Result<()> {
    let Some(unit) = after.filter(|_| before != after) else { return Ok(()) };
    if !store::unit_exists(tx, unit)? {
        return Err(Error::field("/owner_unit_id", "unknown", "没有这个单位。请从单位列表中选择。"));
    }
    let own = Relations { own_unit: tx.caller.covers_unit(unit), ..Relations::default() };
    if allowed(tx.caller, Action::EnterpriseEdit, own) {
        return Ok(());
    }
    Err(Error::field(
        "/owner_unit_id",
        "foreign",
        "只能归本单位或下属单位维护。要交给其他单位，请联系招商局。",
    ))
}

/// The same credit code is refused; similar names (where they are asked about) are refused until somebody has looked.
pub(super) fn refuse_duplicates(
    tx: &mut Tx<'_>,
    checked: &Checked,
    except: Option<i64>,
    names: bool,
) -> Result<()> {
    let visible = visible(tx.caller);
    let (name, code) = (checked.input.name.clone(), checked.input.credit_code.clone());
    let found = store::candidates(tx, &visible, names.then_some(name.as_str()), code.as_deref(), except)?;
    let taken = found.iter().find(|c| code.is_some() && c.enterprise.credit_code == code);
    if let Some(taken) = taken {
        let other = &taken.enterprise;
        let current = serde_json::to_value(other).map_err(Error::internal)?;
        return Err(Error::new(Code::EnterpriseCreditCodeTaken)
            .detail(format!(
                "信用代码已登记在“{}”（编号 {}）名下。请直接使用那家企业；若确是两家，请核对哪一个代码录错了。",
                other.name, other.id
            ))
            .with_errors(vec![FieldError {
                pointer: "/credit_code".into(),
                code: "taken".into(),
                message: format!("已登记在“{}”名下。", other.name),
            }])
            .with_current(current));
    }
    let candidates: Vec<_> = found.into_iter().filter(|c| c.score >= SUSPECTED).collect();
    if candidates.is_empty() || checked.input.confirmed_different == Some(true) {
        return Ok(());
    }
    let names: Vec<String> = candidates.iter().take(3).map(|c| format!("“{}”", c.enterprise.name)).collect();
    let current = serde_json::to_value(Candidates { candidates }).map_err(Error::internal)?;
    Err(Error::new(Code::EnterpriseDuplicate)
        .detail(format!(
            "库里已有名称相近的企业：{}。请先核对：是同一家就用已有的；确认不是同一家的，请勾选确认后再提交。",
            names.join("、")
        ))
        .with_current(current))
}
