//! Column names that were explained once: looking, putting right, forgetting.

use super::super::model::{Mapping, MappingInput, MappingQuery, MappingView};
use super::super::rules::fields::Target;
use super::super::store::mappings as store;
use crate::db::page::{Page, Paging};
use crate::error::{Error, Result};
use crate::http::{Ctx, IfMatch, Json, Query, Reply};
use crate::journal::{self, Subject};
use crate::policy::{Action, Relations, Role, permitted, require, require_role};
use crate::work::Tx;
use actix_web::{HttpResponse, get, post, put, web};

/// Whose explanations the caller sees: the bureau everybody's, others those of their unit and below.
fn units<'a>(tx: &'a Tx<'_>) -> Option<&'a [i64]> {
    let everywhere = tx.caller.system || tx.caller.roles.contains(&Role::Bureau);
    (!everywhere).then_some(&tx.caller.unit_ids)
}

fn relations(tx: &Tx<'_>, row: &Mapping) -> Relations {
    Relations { own_unit: tx.caller.covers_unit(row.unit_id), ..Relations::default() }
}

fn view(tx: &Tx<'_>, row: Mapping, unit_name: String) -> MappingView {
    let can = permitted(tx.caller, &[Action::MappingRead, Action::MappingEdit], relations(tx, &row));
    MappingView {
        id: row.id,
        target: row.target,
        unit_id: row.unit_id,
        unit_name,
        column_key: row.column_key,
        // a code of another version of this program means nothing here
        field: store::field_of(row.field).flatten(),
        uses: row.uses,
        last_used_at: row.last_used_at,
        ended_at: row.ended_at,
        version: row.version,
        can,
    }
}

fn found(tx: &mut Tx<'_>, id: i64, action: Action) -> Result<Mapping> {
    let units = units(tx).map(<[i64]>::to_vec);
    let row = store::find(tx, units.as_deref(), id)?;
    require(tx.caller, action, relations(tx, &row))?;
    Ok(row)
}

fn seen(tx: &mut Tx<'_>, row: Mapping) -> Result<MappingView> {
    let name = store::names(tx, std::slice::from_ref(&row))?.remove(&row.unit_id).unwrap_or_default();
    Ok(view(tx, row, name))
}

fn subject(row: &Mapping) -> Subject {
    Subject::new("import_mapping", row.id, &row.column_key)
}

/// 查看记住的列名
///
/// 导入时由人指定过含义的列名，按单位记住，下次自动套用。经办人看本单位（含下属单位）的，招商局看全部。
#[utoipa::path(tag = "导入", extensions(("x-action" = json!("mapping.read"))), params(MappingQuery, Paging),
    responses((status = 200, description = "记住的列名", body = Page<MappingView>)))]
#[get("/import-mappings")]
pub async fn list_import_mappings(
    ctx: Ctx,
    query: Query<MappingQuery>,
    paging: Query<Paging>,
) -> Result<HttpResponse> {
    require_role(&ctx.caller, Action::MappingRead)?;
    let query = query.0;
    ctx.read(move |tx| {
        let units = units(tx).map(<[i64]>::to_vec);
        let page = store::list(tx, units.as_deref(), &query, &paging.0)?;
        Reply::ok(&page.map(|(row, name)| view(tx, row, name)))
    })
    .await
}

/// 查看一个记住的列名
///
/// 列名、对应的字段、指定过几次。
#[utoipa::path(tag = "导入", extensions(("x-action" = json!("mapping.read"))),
    params(("id" = i64, Path, description = "编号")),
    responses((status = 200, description = "记住的列名", body = MappingView)))]
#[get("/import-mappings/{id}")]
pub async fn get_import_mapping(ctx: Ctx, id: web::Path<i64>) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        let row = found(tx, *id, Action::MappingRead)?;
        let version = row.version;
        Ok(Reply::ok(&seen(tx, row)?)?.version(version))
    })
    .await
}

/// 改正一个记住的列名
///
/// 以后导入同样列名的台账照新的含义；已经导入的不变。
#[utoipa::path(tag = "导入", extensions(("x-action" = json!("mapping.edit"))),
    params(("id" = i64, Path, description = "编号")), request_body = MappingInput,
    responses((status = 200, description = "改正后的列名", body = MappingView)))]
#[put("/import-mappings/{id}")]
pub async fn put_import_mapping(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<MappingInput>,
) -> Result<HttpResponse> {
    let field = input.0.field;
    ctx.write(move |tx| {
        let before = found(tx, *id, Action::MappingEdit)?;
        if_match.check(before.version, &seen(tx, before.clone())?)?;
        if let Some(field) = field.filter(|f| before.target.specs().all(|s| s.field != *f)) {
            let into = if before.target == Target::Projects { "项目" } else { "企业" };
            let message = format!("“{}”不是{into}的字段，请改选。", field.spec().label);
            return Err(Error::field("/field", "wrong_target", message));
        }
        let row = store::change(tx, &before, field.map(|f| f.spec().code), None)?;
        journal::record(tx, "import_mapping.changed", &subject(&row), Some(&before), Some(&row))?;
        let version = row.version;
        Ok(Reply::ok(&seen(tx, row)?)?.version(version))
    })
    .await
}

/// 忘掉一个记住的列名
///
/// 以后导入时照列名自动识别；有人再次指定时重新记住。
#[utoipa::path(tag = "导入", extensions(("x-action" = json!("mapping.edit"))),
    params(("id" = i64, Path, description = "编号"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已忘掉", body = MappingView)))]
#[post("/import-mappings/{id}/withdrawals")]
pub async fn withdraw_import_mapping(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
) -> Result<HttpResponse> {
    ctx.write(move |tx| {
        let before = found(tx, *id, Action::MappingEdit)?;
        if_match.check(before.version, &seen(tx, before.clone())?)?;
        let now = tx.now;
        let row = store::change(tx, &before, before.field.as_deref(), Some(now))?;
        journal::record(tx, "import_mapping.withdrawn", &subject(&row), Some(&before), Some(&row))?;
        let version = row.version;
        Ok(Reply::ok(&seen(tx, row)?)?.version(version))
    })
    .await
}
