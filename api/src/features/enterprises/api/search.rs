//! 列表、统计、查重。

use super::visibility::for_reader;
use crate::codes::credit_code;
use crate::db::page::{Page, Paging};
use crate::db::sort::Sorts;
use crate::error::{Error, FieldError, Result};
use crate::features::enterprises::model::{
    Candidates, CandidatesQuery, Enterprise, EnterpriseCounts, EnterpriseFilter, EnterpriseOrder,
    EnterpriseSort,
};
use crate::features::enterprises::{rules, store};
use crate::http::{Ctx, Query, Reply};
use crate::policy::visible;
use actix_web::{HttpResponse, get};

/// 查询企业
///
/// 全市共用的企业库，已被合并的不在其中。`q` 认名称、别名、拼音首字母（金川集团打 `jcjt`）、全拼、信用代码的前几位，
/// 恰为四位数字时也按联系电话的后四位找。合作企业的令牌只查得到自己，总数也只数自己。
#[utoipa::path(tag = "企业库", extensions(("x-action" = json!("enterprise.read"))),
    params(EnterpriseFilter, EnterpriseOrder, Paging),
    responses((status = 200, description = "一页企业", body = Page<Enterprise>)))]
#[get("/enterprises")]
pub async fn list_enterprises(
    ctx: Ctx,
    filter: Query<EnterpriseFilter>,
    order: Query<EnterpriseOrder>,
    paging: Query<Paging>,
) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        let filter = filter.0;
        let sorts = Sorts::new(order.0.sort, EnterpriseSort::Name)?;
        let window = paging.0.window(sorts.code())?;
        let visible = visible(tx.caller);
        let page = store::list(tx, &visible, &filter, &sorts, &window)?;
        Reply::ok(&page.map(|row| for_reader(&visible, row)))
    })
    .await
}

/// 统计企业
///
/// 与列表相同的条件，给出企业数和按省份、行业门类、企业类别的分组。
#[utoipa::path(tag = "企业库", extensions(("x-action" = json!("enterprise.read"))), params(EnterpriseFilter),
    responses((status = 200, description = "统计", body = EnterpriseCounts)))]
#[get("/enterprises/summary")]
pub async fn summarise_enterprises(ctx: Ctx, filter: Query<EnterpriseFilter>) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        let visible = visible(tx.caller);
        Reply::ok(&store::counts(tx, &visible, &filter.0)?)
    })
    .await
}

/// 查重
///
/// 边输入边查：给出名称或信用代码，返回疑似同一家的企业、可能性和理由。可能性 0.7 以上的，登记时须确认不是同一家。
/// 只计算，不改变任何数据。
#[utoipa::path(tag = "企业库", extensions(("x-action" = json!("enterprise.read"))), params(CandidatesQuery),
    responses((status = 200, description = "候选，可能性大的在前", body = Candidates)))]
#[get("/enterprises/candidates")]
pub async fn list_candidates(ctx: Ctx, query: Query<CandidatesQuery>) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        let query = query.0;
        let name = query.name.filter(|n| !n.is_empty());
        let code = query.credit_code.map(|c| credit_code::normalise(&c)).filter(|c| !c.is_empty());
        if name.is_none() && code.is_none() {
            return Err(Error::field("/name", "required", "请给出名称或信用代码，至少一项。"));
        }
        if let Some(Err((code, message))) = name.as_deref().map(rules::check_name) {
            let error = FieldError { pointer: "/name".into(), code: code.into(), message };
            return Err(Error::invalid(vec![error]));
        }
        let visible = visible(tx.caller);
        let candidates = store::candidates(tx, &visible, name.as_deref(), code.as_deref(), None)?;
        Reply::ok(&Candidates { candidates })
    })
    .await
}
