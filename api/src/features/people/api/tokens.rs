//! API tokens of partner enterprises and integrators.

use crate::auth::token;
use crate::db::page::{Page, Paging};
use crate::db::types::Stamp;
use crate::error::{Code, Error, Result};
use crate::features::people::model::{
    ApiToken, ApiTokenFilter, ApiTokenInput, ApiTokenIssued, ApiTokenView, ReasonInput, TokenEnterprise,
    TokenEnterpriseQuery, TokenEnterprises, TokenScopes, TokenState,
};
use crate::features::people::rules::tokens as rules;
use crate::features::people::store::tokens;
use crate::http::{Ctx, IfMatch, Json, Query, Reply};
use crate::journal::{self, Subject};
use crate::policy::{Action, Relations, permitted, require, require_role};
use crate::work::Tx;
use actix_web::{HttpResponse, get, post, web};
use chrono::{NaiveDate, NaiveTime};
use std::collections::BTreeSet;

/// Most enterprises offered at once.
const MOST_ENTERPRISES: i64 = 20;

fn relations(tx: &Tx<'_>, token: &ApiToken) -> Relations {
    Relations { own: tx.caller.user_id == Some(token.created_by), ..Relations::default() }
}

fn view(tx: &mut Tx<'_>, (token, created_by_name): (ApiToken, String)) -> Result<ApiTokenView> {
    let enterprise_name = match token.enterprise_id {
        Some(id) => crate::app::enterprise_name(tx, id)?,
        None => None,
    };
    let state = token.state(tx.now);
    let actions: &[Action] = if state == TokenState::Revoked { &[] } else { &[Action::TokenEdit] };
    Ok(ApiTokenView {
        can: permitted(tx.caller, actions, relations(tx, &token)),
        expires_on: token.expires_at.plus_seconds(-1).day(),
        state,
        enterprise_name,
        created_by_name,
        token,
    })
}

fn subject(token: &ApiToken) -> Subject {
    Subject::new("token", token.id, &token.name)
}

/// The first instant after a calendar day in Asia/Shanghai.
fn end_of(day: NaiveDate) -> Stamp {
    let next = day.succ_opt().unwrap_or(day).and_time(NaiveTime::MIN);
    Stamp::new(next.and_utc()).plus_seconds(-8 * 3600)
}

/// 接口令牌列表
///
/// 已签发的接口令牌，最近的在前；不含令牌全文。
#[utoipa::path(tag = "接口令牌", extensions(("x-action" = json!("token.read"))), params(ApiTokenFilter, Paging),
    responses((status = 200, description = "接口令牌", body = Page<ApiTokenView>)))]
#[get("/api-tokens")]
pub async fn list_api_tokens(
    ctx: Ctx,
    query: Query<ApiTokenFilter>,
    paging: Query<Paging>,
) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        require_role(tx.caller, Action::TokenRead)?;
        Reply::ok(&tokens::list(tx, &query.0, &paging.0)?.try_map(|row| view(tx, row))?)
    })
    .await
}

/// 签发接口令牌
///
/// 为合作企业或系统对接签发令牌，全文只在这次回答中出现。令牌的权限不超过签发人（合作企业的不超过其参与的项目），最长一年，
/// 可限定来源地址；轮换时可同时有两枚有效。
#[utoipa::path(tag = "接口令牌", extensions(("x-action" = json!("token.edit"))), request_body = ApiTokenInput,
    responses((status = 201, description = "已签发，附令牌全文", body = ApiTokenIssued)))]
#[post("/api-tokens")]
pub async fn create_api_token(ctx: Ctx, input: Json<ApiTokenInput>) -> Result<HttpResponse> {
    ctx.write(move |tx| {
        require_role(tx.caller, Action::TokenEdit)?;
        let input = &input.0;
        let created_by = tx.caller.user_id.ok_or_else(|| Error::internal("a person issues tokens"))?;
        let roles = rules::acting_roles(input.enterprise_id.is_some(), &tx.caller.roles);
        let mut errors =
            rules::problems(&input.scopes, &input.addresses, input.expires_on, tx.today(), &roles);
        if let Some(id) = input.enterprise_id
            && crate::app::usable_enterprise(tx, id)?.is_none()
        {
            errors.extend(
                Error::field(
                    "/enterprise_id",
                    "unknown",
                    "没有这家企业，或已合并、作废。请先在企业库登记或核对。",
                )
                .errors()
                .to_vec(),
            );
        }
        if roles.is_empty() {
            let message =
                "系统对接令牌按签发人的业务权限办事，您没有业务角色。请填写合作企业，或由招商局人员签发。";
            errors.extend(Error::field("/enterprise_id", "required", message).errors().to_vec());
        }
        if !errors.is_empty() {
            return Err(Error::invalid(errors));
        }
        let scopes: BTreeSet<String> =
            input.scopes.iter().cloned().chain(Action::MeRead.scope().map(str::to_owned)).collect();
        let scopes: Vec<String> = scopes.into_iter().collect();
        let secret = token::generate();
        let row = tokens::insert(tx, input, &scopes, &secret, created_by, end_of(input.expires_on))?;
        journal::created(tx, "token.issued", &subject(&row), &row)?;
        let (location, version) = (format!("/api-tokens/{}", row.id), row.version);
        let name = tx.caller.name.clone();
        let issued = ApiTokenIssued { token: view(tx, (row, name))?, secret: secret.text };
        Ok(Reply::created(location, &issued)?.version(version))
    })
    .await
}

/// 查看可授的权限范围
///
/// 本人签发的令牌可以有的权限范围，各凭它能办什么；合作企业的令牌与系统对接的令牌可以有的不同。
#[utoipa::path(tag = "接口令牌", extensions(("x-action" = json!("token.edit"))),
    responses((status = 200, description = "可授的权限范围", body = TokenScopes)))]
#[get("/api-tokens/scopes")]
pub async fn list_token_scopes(ctx: Ctx) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        require_role(tx.caller, Action::TokenEdit)?;
        Reply::ok(&TokenScopes { items: rules::grantable(&tx.caller.roles) })
    })
    .await
}

/// 为令牌查找企业
///
/// 签发合作企业的令牌时按名称找企业，只给编号与名称，最多20家；已合并、作废的不在其中。
#[utoipa::path(tag = "接口令牌", extensions(("x-action" = json!("token.edit"))), params(TokenEnterpriseQuery),
    responses((status = 200, description = "企业", body = TokenEnterprises)))]
#[get("/api-tokens/enterprises")]
pub async fn list_token_enterprises(ctx: Ctx, query: Query<TokenEnterpriseQuery>) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        require_role(tx.caller, Action::TokenEdit)?;
        let found = crate::app::enterprises_named(tx, &query.0.q, MOST_ENTERPRISES)?;
        let items = found.into_iter().map(|(id, name)| TokenEnterprise { id, name }).collect();
        Reply::ok(&TokenEnterprises { items })
    })
    .await
}

/// 查看接口令牌
///
/// 一枚令牌的用途、权限、有效期与最近使用；不含令牌全文。
#[utoipa::path(tag = "接口令牌", extensions(("x-action" = json!("token.read"))),
    params(("id" = i64, Path, description = "令牌编号")),
    responses((status = 200, description = "接口令牌", body = ApiTokenView)))]
#[get("/api-tokens/{id}")]
pub async fn get_api_token(ctx: Ctx, id: web::Path<i64>) -> Result<HttpResponse> {
    ctx.glance(move |tx| {
        require_role(tx.caller, Action::TokenRead)?;
        let row = tokens::find(tx, *id)?;
        let version = row.0.version;
        Ok(Reply::ok(&view(tx, row)?)?.version(version))
    })
    .await
}

/// 吊销接口令牌
///
/// 令牌立即失效，不能恢复。招商局人员可吊销自己签发的，安全管理员可吊销任何一枚。
#[utoipa::path(tag = "接口令牌", extensions(("x-action" = json!("token.edit"))), request_body = ReasonInput,
    params(("id" = i64, Path, description = "令牌编号"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已吊销", body = ApiTokenView)))]
#[post("/api-tokens/{id}/revocations")]
pub async fn revoke_api_token(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<ReasonInput>,
) -> Result<HttpResponse> {
    ctx.write(move |tx| {
        let row = tokens::find(tx, *id)?;
        let before = row.0.clone();
        require(tx.caller, Action::TokenEdit, relations(tx, &before))?;
        let current = view(tx, row)?;
        if_match.check(before.version, &current)?;
        if before.revoked_at.is_some() {
            return Err(Error::new(Code::ResourceConflict).detail("这枚令牌已经吊销，不必再办。"));
        }
        tokens::revoke(tx, &before, &input.0.reason)?;
        let row = tokens::find(tx, before.id)?;
        journal::record(tx, "token.revoked", &subject(&before), Some(&before), Some(&row.0))?;
        let version = row.0.version;
        Ok(Reply::ok(&view(tx, row)?)?.version(version))
    })
    .await
}
