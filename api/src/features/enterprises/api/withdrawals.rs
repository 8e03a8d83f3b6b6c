//! 作废误登的企业，恢复作废有误的。

use super::{refuse_duplicates, refuse_gone, relations, seen, view};
use crate::error::{Code, Error, Result};
use crate::features::enterprises::model::{
    Enterprise, EnterpriseInput, EnterpriseView, ReasonInput, RestorationInput,
};
use crate::features::enterprises::rules::Checked;
use crate::features::enterprises::store;
use crate::http::{Ctx, IfMatch, Json, Reply};
use crate::journal::{self, Subject};
use crate::policy::{Action, require};
use crate::text::clean_text;
use crate::work::Tx;
use actix_web::{HttpResponse, post, web};

/// 作废企业
///
/// 误登的企业作废：不删除，仍可查看，但不再出现在列表、检索、选择和查重里。项目、令牌等还引用着它的返回 409
/// `enterprise.in_use`，`blocking` 列出是什么在引用、怎么了结。作废有误的可以恢复；其实是同一家的请用合并。
#[utoipa::path(tag = "企业库", extensions(("x-action" = json!("enterprise.withdraw"))),
    params(("id" = i64, Path, description = "企业编号"), ("If-Match" = String, Header)), request_body = ReasonInput,
    responses((status = 200, description = "作废的企业", body = EnterpriseView)))]
#[post("/enterprises/{id}/withdrawals")]
pub async fn withdraw_enterprise(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<ReasonInput>,
) -> Result<HttpResponse> {
    ctx.write(move |tx| {
        let row = held(tx, *id, &if_match)?;
        refuse_gone(tx, &row)?;
        let uses = store::uses(tx, row.id)?;
        if !uses.is_empty() {
            let words: Vec<&str> = uses.iter().take(3).map(|u| u.message.as_str()).collect();
            return Err(Error::new(Code::EnterpriseInUse)
                .detail(format!(
                    "“{}”还有{}处引用（{}），不能作废。请先按每项的提示了结；其实与别家是同一家的，请用合并。",
                    row.name,
                    uses.len(),
                    words.join("；")
                ))
                .with_blocking(uses));
        }
        let reason = clean_text(&input.0.reason);
        let (by, now) = (tx.caller.user_id, tx.now);
        let after = store::set_withdrawn(tx, &row, by, Some(&reason), now)?;
        finish(tx, "enterprise.withdrawn", &row, after, None)
    })
    .await
}

/// 恢复企业
///
/// 作废有误的恢复使用。其间信用代码登记到了别家、或登记了名称相近的企业的，与登记时一样返回 409。
#[utoipa::path(tag = "企业库", extensions(("x-action" = json!("enterprise.withdraw"))),
    params(("id" = i64, Path, description = "企业编号"), ("If-Match" = String, Header)),
    request_body = RestorationInput,
    responses((status = 200, description = "恢复的企业", body = EnterpriseView)))]
#[post("/enterprises/{id}/restorations")]
pub async fn restore_enterprise(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<RestorationInput>,
) -> Result<HttpResponse> {
    ctx.write(move |tx| {
        let row = held(tx, *id, &if_match)?;
        if row.withdrawn_at.is_none() {
            return Err(
                Error::new(Code::ResourceConflict).detail(format!("“{}”没有作废，不必恢复。", row.name))
            );
        }
        store::one_at_a_time(tx)?;
        let mut checked = Checked::restored(EnterpriseInput::from(&row));
        checked.input.confirmed_different = input.0.confirmed_different;
        refuse_duplicates(tx, &checked, Some(row.id), true)?;
        let now = tx.now;
        let after = store::set_withdrawn(tx, &row, None, None, now)?;
        finish(tx, "enterprise.restored", &row, after, Some(&clean_text(&input.0.reason)))
    })
    .await
}

/// An enterprise about to be withdrawn or restored: visible, permitted, of the version read.
fn held(tx: &mut Tx<'_>, id: i64, if_match: &IfMatch) -> Result<Enterprise> {
    let row = seen(tx, id)?;
    require(tx.caller, Action::EnterpriseWithdraw, relations(tx, &row))?;
    if_match.check(row.version, &view(tx, row.clone())?)?;
    Ok(row)
}

fn finish(
    tx: &mut Tx<'_>,
    event: &str,
    before: &Enterprise,
    after: Enterprise,
    reason: Option<&str>,
) -> Result<Reply> {
    let mut state = serde_json::to_value(&after).map_err(Error::internal)?;
    if let Some(reason) = reason {
        state["reason"] = reason.into();
    }
    let subject = Subject::new("enterprise", after.id, &after.name);
    journal::record(tx, event, &subject, Some(before), Some(&state))?;
    let view = view(tx, after)?;
    Ok(Reply::ok(&view)?.version(view.enterprise.version))
}
