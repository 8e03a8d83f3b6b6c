//! 别名、简称、曾用名。

use super::{editable, view};
use crate::error::{Code, Error, Result};
use crate::features::enterprises::model::{AliasInput, Candidates, EnterpriseView, ReasonInput};
use crate::features::enterprises::{rules, store};
use crate::http::{Ctx, IfMatch, Json, Reply};
use crate::journal::{self, Subject};
use crate::policy::visible;
use crate::text::clean_text;
use actix_web::{HttpResponse, post, web};
use serde_json::json;

/// 登记别名
///
/// 别名也参与检索和查重。别的企业已用这个名称时返回 409 `enterprise.duplicate_suspected`，
/// 确认仍要登记的带 `confirmed_different: true`。
#[utoipa::path(tag = "企业库", extensions(("x-action" = json!("enterprise.edit"))),
    params(("id" = i64, Path, description = "企业编号"), ("If-Match" = String, Header)), request_body = AliasInput,
    responses((status = 200, description = "改后的企业", body = EnterpriseView)))]
#[post("/enterprises/{id}/aliases")]
pub async fn create_alias(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<AliasInput>,
) -> Result<HttpResponse> {
    ctx.write(move |tx| {
        let row = editable(tx, *id, Some(&if_match))?;
        let alias = clean_text(&input.0.alias);
        let key =
            rules::check_name(&alias).map_err(|(code, message)| Error::field("/alias", code, message))?;
        let known = store::aliases(tx, row.id)?;
        if alias == row.name || known.iter().any(|a| a.alias == alias) {
            return Err(Error::field("/alias", "taken", "这家企业已有这个名称，不必重复登记。"));
        }
        store::one_at_a_time(tx)?;
        let visible = visible(tx.caller);
        let mut candidates = store::candidates(tx, &visible, Some(&alias), None, Some(row.id))?;
        candidates.retain(|c| c.score >= 0.9);
        if !candidates.is_empty() && input.0.confirmed_different != Some(true) {
            let names: Vec<String> = candidates.iter().map(|c| format!("“{}”", c.enterprise.name)).collect();
            let detail = format!(
                "{}也用这个名称。是同一家请由招商局合并；确认不是同一家而仍要登记的，请勾选确认后再提交。",
                names.join("、")
            );
            let current = serde_json::to_value(Candidates { candidates }).map_err(Error::internal)?;
            return Err(Error::new(Code::EnterpriseDuplicate).detail(detail).with_current(current));
        }
        let now = tx.now;
        let added = store::insert_alias(tx, row.id, &alias, &key, now)?;
        let after = store::touch(tx, row.id, row.version, now)?;
        let subject = Subject::new("enterprise", row.id, &row.name);
        journal::created(tx, "enterprise.alias_added", &subject, &added)?;
        let view = view(tx, after)?;
        Ok(Reply::ok(&view)?.version(view.enterprise.version))
    })
    .await
}

/// 停用别名
///
/// 登记错的别名不再显示，也检索不到；记录留着。
#[utoipa::path(tag = "企业库", extensions(("x-action" = json!("enterprise.edit"))),
    params(("id" = i64, Path, description = "企业编号"), ("alias_id" = i64, Path, description = "别名编号"),
        ("If-Match" = String, Header)), request_body = ReasonInput,
    responses((status = 200, description = "改后的企业", body = EnterpriseView)))]
#[post("/enterprises/{id}/aliases/{alias_id}/removals")]
pub async fn remove_alias(
    ctx: Ctx,
    path: web::Path<(i64, i64)>,
    if_match: IfMatch,
    input: Json<ReasonInput>,
) -> Result<HttpResponse> {
    ctx.write(move |tx| {
        let (id, alias_id) = *path;
        let row = editable(tx, id, Some(&if_match))?;
        let alias = store::alias(tx, id, alias_id)?;
        let now = tx.now;
        store::remove_aliases(tx, &[alias.id], now)?;
        let after = store::touch(tx, id, row.version, now)?;
        let subject = Subject::new("enterprise", row.id, &row.name);
        let done = json!({ "removed": true, "reason": clean_text(&input.0.reason) });
        journal::record(tx, "enterprise.alias_removed", &subject, Some(&alias), Some(&done))?;
        let view = view(tx, after)?;
        Ok(Reply::ok(&view)?.version(view.enterprise.version))
    })
    .await
}
