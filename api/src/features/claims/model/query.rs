//! What lists can be asked for.

use super::{ClaimState, ObjectionState, TransferState};
use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::IntoParams;

/// Conditions of the list of claims: AND between parameters, OR inside one.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ClaimFilter {
    /// 状态，逗号分隔；到期的即使尚未记下也算已失效
    #[param(inline, style = Form, explode = false)]
    pub state: Option<Vec<ClaimState>>,
    /// 首谈单位编号（含下属单位）
    pub unit_id: Option<i64>,
    /// 首谈人
    pub person_id: Option<i64>,
    /// 客商在企业库中的编号
    pub enterprise_id: Option<i64>,
    /// 关联项目的编号
    pub project_id: Option<i64>,
    /// 只看这一天之前（不含）就会失效的、仍在保护中的
    #[serde(rename = "lapses_on.lt")]
    pub lapses_before: Option<NaiveDate>,
    /// 企业合并后待裁定的
    pub needs_ruling: Option<bool>,
    /// 页码，从1起
    #[param(minimum = 1)]
    pub page: Option<i64>,
    /// 每页条数
    #[param(minimum = 1, maximum = 200)]
    pub per_page: Option<i64>,
    /// 上一页给出的游标；与 `page` 不能同时使用
    pub cursor: Option<String>,
}

/// Conditions of the list of objections.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ObjectionFilter {
    /// 状态，逗号分隔
    #[param(inline, style = Form, explode = false)]
    pub state: Option<Vec<ObjectionState>>,
    /// 只看逾期未裁定的（`true`），或只看没有逾期的（`false`）
    pub overdue: Option<bool>,
    /// 页码，从1起
    #[param(minimum = 1)]
    pub page: Option<i64>,
    /// 每页条数
    #[param(minimum = 1, maximum = 200)]
    pub per_page: Option<i64>,
}

/// Conditions of the list of transfers.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct TransferFilter {
    /// 状态，逗号分隔
    #[param(inline, style = Form, explode = false)]
    pub state: Option<Vec<TransferState>>,
    /// 只看等本单位（含下属单位）答复的
    pub asked_of_me: Option<bool>,
    /// 页码，从1起
    #[param(minimum = 1)]
    pub page: Option<i64>,
    /// 每页条数
    #[param(minimum = 1, maximum = 200)]
    pub per_page: Option<i64>,
}

/// Which page of the pool.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PoolWindow {
    /// 产业链
    #[param(max_length = 100)]
    pub chain: Option<String>,
    /// 页码，从1起
    #[param(minimum = 1)]
    pub page: Option<i64>,
    /// 每页条数
    #[param(minimum = 1, maximum = 200)]
    pub per_page: Option<i64>,
}
