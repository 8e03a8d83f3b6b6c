//! 只知合计的外出招商：报道或报表只给出总数，没有逐次的记录。

use crate::db::schema::trip_totals;
use crate::db::types::{Doc, Stamp};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// 只知合计的外出招商
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize, ToSchema)]
#[diesel(table_name = trip_totals, check_for_backend(crate::db::MultiBackend))]
#[schema(as = TripTotal)]
pub struct Total {
    /// 内部编号
    pub id: i64,
    /// 期间，按原文
    pub period: String,
    /// 期间起；不知道的为空
    pub from_on: Option<NaiveDate>,
    /// 期间止；不知道的为空
    pub to_on: Option<NaiveDate>,
    /// 单位编号；按人报的为空
    pub unit_id: Option<i64>,
    /// 单位或领导，按原文
    pub reported_by: String,
    /// 外出次数
    pub trips: Option<i32>,
    /// 到过的省（代码）
    #[schema(value_type = Vec<String>)]
    pub provinces: Doc,
    /// 企业数
    pub companies: Option<i32>,
    /// 企业数只是下限（“80余家”）
    pub lower_bound: bool,
    /// 合作意向数
    pub intentions: Option<i32>,
    /// 成果，按原文
    pub results: Option<String>,
    /// 出处
    pub source: String,
    /// 作废的时刻
    pub withdrawn_at: Option<Stamp>,
    /// 作废的理由
    pub withdraw_reason: Option<String>,
    /// 登记人
    pub created_by: Option<i64>,
    /// 登记时刻
    pub created_at: Stamp,
    /// 最近修改时刻
    pub updated_at: Stamp,
    /// 版本
    pub version: i32,
}

/// 只知合计的外出招商，连同可以算出的
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = TripTotalView)]
pub struct TotalView {
    /// The row.
    #[serde(flatten)]
    pub total: Total,
    /// 意向率的说法；企业数只是下限时写成“≤ 40 %”
    #[schema(example = "≤ 40 %")]
    pub intention_rate: Option<String>,
    /// 意向率的分子
    pub rate_numerator: Option<i32>,
    /// 意向率的分母
    pub rate_denominator: Option<i32>,
    /// 打开任何一个数时的说明
    #[schema(example = "只知合计：外出18次、企业80余家、意向32个，没有逐条记录")]
    pub records: String,
    /// 当前调用者可以办理的操作
    pub can: Vec<String>,
}

/// 登记或修改合计
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = TripTotalInput)]
pub struct TotalInput {
    /// 期间，按原文
    #[schema(min_length = 2, max_length = 200, example = "2019年报道前，先后18次")]
    pub period: String,
    /// 期间起
    pub from_on: Option<NaiveDate>,
    /// 期间止
    pub to_on: Option<NaiveDate>,
    /// 单位编号
    pub unit_id: Option<i64>,
    /// 单位或领导，按原文
    #[schema(min_length = 2, max_length = 200, example = "市委、市政府主要领导")]
    pub reported_by: String,
    /// 外出次数
    #[schema(minimum = 0, maximum = 100000, example = 18)]
    pub trips: Option<i32>,
    /// 到过的省：代码或名称
    #[schema(max_items = 34, example = json!(["310000", "320000"]))]
    pub provinces: Vec<String>,
    /// 企业数
    #[schema(minimum = 0, maximum = 1000000, example = 80)]
    pub companies: Option<i32>,
    /// 企业数只是下限
    pub lower_bound: bool,
    /// 合作意向数
    #[schema(minimum = 0, maximum = 1000000, example = 32)]
    pub intentions: Option<i32>,
    /// 成果，按原文
    #[schema(max_length = 2000)]
    pub results: Option<String>,
    /// 出处
    #[schema(min_length = 2, max_length = 500, example = "金昌日报 《打造转型跨越新引擎》")]
    pub source: String,
}

/// 作废合计
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = TripTotalWithdrawalInput)]
pub struct TotalWithdrawalInput {
    /// 理由
    #[schema(min_length = 2, max_length = 500, example = "已逐次补录")]
    pub reason: String,
}

/// Which totals.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct TotalQuery {
    /// 也列出作废的
    pub withdrawn: Option<bool>,
}
