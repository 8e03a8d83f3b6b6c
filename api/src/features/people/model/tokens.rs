//! API tokens.

use crate::db::schema::api_tokens;
use crate::db::types::{Doc, Stamp};
use crate::text_enum;
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

text_enum! {
    /// State of an API token.
    TokenState { Active = "active" / "有效", Expired = "expired" / "已过期", Revoked = "revoked" / "已吊销" }
}

/// An API token without its secret, of which only a hash is stored.
#[derive(Debug, Clone, Queryable, Selectable, Serialize, ToSchema)]
#[diesel(table_name = api_tokens, check_for_backend(crate::db::MultiBackend))]
pub struct ApiToken {
    /// 令牌编号
    pub id: i64,
    /// 用途名称
    pub name: String,
    /// 令牌的公开部分（`cf_` 之后8位），用于辨认
    pub prefix: String,
    /// 所代表的合作企业；为空即系统对接
    pub enterprise_id: Option<i64>,
    /// 签发人
    pub created_by: i64,
    /// 权限范围
    #[schema(value_type = Vec<String>)]
    pub scopes: Doc,
    /// 允许的来源地址；为空即不限
    #[schema(value_type = Vec<String>)]
    pub addresses: Doc,
    /// 签发时刻
    pub created_at: Stamp,
    /// 失效时刻
    pub expires_at: Stamp,
    /// 最近使用（至多每分钟记一次）
    pub last_used_at: Option<Stamp>,
    /// 吊销时刻
    pub revoked_at: Option<Stamp>,
    /// 吊销人
    pub revoked_by: Option<i64>,
    /// 吊销原因
    pub revoke_reason: Option<String>,
    /// 版本
    pub version: i32,
}

impl ApiToken {
    /// Its state at an instant.
    pub fn state(&self, now: Stamp) -> TokenState {
        match (self.revoked_at, self.expires_at > now) {
            (Some(_), _) => TokenState::Revoked,
            (None, true) => TokenState::Active,
            (None, false) => TokenState::Expired,
        }
    }
}

/// A token as shown.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ApiTokenView {
    /// 令牌
    #[serde(flatten)]
    pub token: ApiToken,
    /// 状态
    pub state: TokenState,
    /// 最后有效日
    pub expires_on: NaiveDate,
    /// 合作企业名称
    pub enterprise_name: Option<String>,
    /// 签发人姓名
    pub created_by_name: String,
    /// 您可以办理的事项
    pub can: Vec<String>,
}

/// A new token; the secret is shown this once.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ApiTokenIssued {
    /// 令牌
    #[serde(flatten)]
    pub token: ApiTokenView,
    /// 令牌全文，只在这次回答中（和48小时内用同一 Idempotency-Key 的重试中）出现，请立即转交并妥善保存
    #[schema(example = "cf_…")]
    pub secret: String,
}

/// An order for a token.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ApiTokenInput {
    /// 用途名称
    #[schema(min_length = 2, max_length = 100, example = "金川集团项目库对接")]
    pub name: String,
    /// 所代表的合作企业：只能看到其参与的项目；不填即系统对接，按签发人的权限与范围
    #[schema(example = 3)]
    pub enterprise_id: Option<i64>,
    /// 权限范围；`me:read` 总是包含
    #[schema(max_items = 50, example = json!(["projects:read"]))]
    pub scopes: Vec<String>,
    /// 最后有效日，最长一年
    #[schema(example = "2026-12-31")]
    pub expires_on: NaiveDate,
    /// 允许的来源地址或网段；不填即不限
    #[serde(default)]
    #[schema(max_items = 50, example = json!(["192.0.2.0/24"]))]
    pub addresses: Vec<String>,
}

/// Why something is ended.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReasonInput {
    /// 原因
    #[schema(min_length = 2, max_length = 500, example = "合作结束")]
    pub reason: String,
}

/// Which tokens.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ApiTokenFilter {
    /// 合作企业
    #[param(minimum = 1)]
    pub enterprise_id: Option<i64>,
    /// 签发人
    #[param(minimum = 1)]
    pub created_by: Option<i64>,
    /// 状态
    pub state: Option<TokenState>,
}

/// A scope that the caller may issue tokens with.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TokenScope {
    /// 权限范围
    #[schema(example = "projects:read")]
    pub scope: String,
    /// 凭它能办的事
    #[schema(example = json!(["查看项目", "查看签约"]))]
    pub words: Vec<String>,
    /// 合作企业的令牌可以有
    pub for_enterprise: bool,
    /// 系统对接的令牌可以有（不超过签发人的权限）
    pub for_integration: bool,
    /// 总是包含，不必选
    pub always: bool,
}

/// Scopes that the caller may issue tokens with.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TokenScopes {
    /// 权限范围
    pub items: Vec<TokenScope>,
}

/// An enterprise to choose: its number and its name.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TokenEnterprise {
    /// 企业编号
    pub id: i64,
    /// 名称
    pub name: String,
}

/// Enterprises to choose from.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TokenEnterprises {
    /// 企业，按名称，最多20家
    pub items: Vec<TokenEnterprise>,
}

/// Which enterprises.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct TokenEnterpriseQuery {
    /// 名称、别名、拼音首字母或信用代码的前几位
    #[param(min_length = 2, max_length = 100, example = "金川集团")]
    pub q: String,
}
