//! 签约活动：兰洽会、推介会、集中签约等；项目的签约归入首次签约的活动。

use crate::db::schema::signing_events;
use crate::db::types::Stamp;
use crate::text_enum;
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

text_enum! {
    /// 签约活动的种类
    EventKind {
        Fair = "fair" / "节会展会",
        Promotion = "promotion" / "招商推介会",
        Delegation = "delegation" / "代表团出访",
        Ceremony = "ceremony" / "集中签约",
        Ordinary = "ordinary" / "日常签约",
        Other = "other" / "其他",
    }
}

/// 签约活动
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize, ToSchema)]
#[diesel(table_name = signing_events, check_for_backend(crate::db::MultiBackend))]
pub struct SigningEvent {
    /// 活动编号
    pub id: i64,
    /// 名称，不含届次
    #[schema(example = "中国兰州投资贸易洽谈会")]
    pub name: String,
    /// 届次
    #[schema(example = 21)]
    pub edition: Option<i32>,
    /// Title for sorting by pinyin; never sent.
    #[serde(skip)]
    pub sort_key: String,
    /// 种类
    pub kind: EventKind,
    /// 开始日期
    pub held_from_on: NaiveDate,
    /// 结束日期
    pub held_to_on: NaiveDate,
    /// 地点
    pub place: Option<String>,
    /// 主办单位
    pub host: Option<String>,
    /// 备注
    pub remark: Option<String>,
    /// 关闭的时刻；关闭后不再登记新的签约
    pub closed_at: Option<Stamp>,
    /// 关闭人
    pub closed_by: Option<i64>,
    /// 关闭的原因
    pub close_reason: Option<String>,
    /// 登记人
    pub created_by: Option<i64>,
    /// 登记时刻
    pub created_at: Stamp,
    /// 最近变动时刻
    pub updated_at: Stamp,
    /// 版本
    pub version: i32,
}

impl SigningEvent {
    /// What people call it: `第21届兰洽会`.
    pub fn title(&self) -> String {
        title(&self.name, self.edition)
    }
}

/// Name with edition.
pub fn title(name: &str, edition: Option<i32>) -> String {
    edition.map_or_else(|| name.to_owned(), |n| format!("第{n}届{name}"))
}

/// 签约活动及可办理的事项
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SigningEventView {
    /// 活动
    #[serde(flatten)]
    pub event: SigningEvent,
    /// 全称：届次与名称
    #[schema(example = "第21届中国兰州投资贸易洽谈会")]
    pub title: String,
    /// 当前用户可办理的事项
    pub can: Vec<String>,
}

/// 签约活动的填写内容
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SigningEventInput {
    /// 名称，不含届次
    #[schema(min_length = 2, max_length = 100, example = "中国兰州投资贸易洽谈会")]
    pub name: String,
    /// 届次
    #[schema(minimum = 1, maximum = 999, example = 21)]
    pub edition: Option<i32>,
    /// 种类
    pub kind: EventKind,
    /// 开始日期
    #[schema(example = "2015-07-09")]
    pub held_from_on: NaiveDate,
    /// 结束日期
    #[schema(example = "2015-07-12")]
    pub held_to_on: NaiveDate,
    /// 地点
    #[schema(max_length = 200, example = "兰州")]
    pub place: Option<String>,
    /// 主办单位
    #[schema(max_length = 200, example = "甘肃省人民政府")]
    pub host: Option<String>,
    /// 备注
    #[schema(max_length = 2000)]
    pub remark: Option<String>,
}

impl From<&SigningEvent> for SigningEventInput {
    fn from(row: &SigningEvent) -> Self {
        Self {
            name: row.name.clone(),
            edition: row.edition,
            kind: row.kind,
            held_from_on: row.held_from_on,
            held_to_on: row.held_to_on,
            place: row.place.clone(),
            host: row.host.clone(),
            remark: row.remark.clone(),
        }
    }
}

/// 关闭签约活动
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EventClosureInput {
    /// 原因
    #[schema(min_length = 2, max_length = 500, example = "活动已结束，签约登记完毕")]
    pub reason: String,
}

text_enum! {
    /// 签约活动列表的顺序
    EventSort {
        Held = "held_from_on" / "开始日期，早在前",
        HeldDesc = "-held_from_on" / "开始日期，晚在前",
        Name = "name" / "全称（拼音）",
        NameDesc = "-name" / "全称（拼音）倒序",
    }
}

/// Conditions and page of the list of events.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct EventQuery {
    /// 名称、全称、地点、主办单位或拼音首字母，如 `兰洽会`
    #[param(max_length = 100)]
    pub q: Option<String>,
    /// 种类，逗号分隔
    #[param(inline, style = Form, explode = false)]
    pub kind: Option<Vec<EventKind>>,
    /// 届次
    #[param(minimum = 1, maximum = 999)]
    pub edition: Option<i64>,
    /// 只看已关闭的（`true`），或只看未关闭的（`false`）
    pub closed: Option<bool>,
    /// 开始日期不早于
    #[serde(rename = "held_from_on.gte")]
    pub held_from: Option<NaiveDate>,
    /// 开始日期早于
    #[serde(rename = "held_from_on.lt")]
    pub held_before: Option<NaiveDate>,
    /// 排序，多个用逗号分隔、先写的优先；不填为晚在前
    #[param(inline, style = Form, explode = false)]
    pub sort: Option<Vec<EventSort>>,
}
