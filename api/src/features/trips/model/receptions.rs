//! 来访接待：客人、行程、主陪、参观点、问题、承诺、回访、结算。

use super::input::TripCompanyInput;
use crate::db::schema::{reception_callbacks, reception_companies, reception_promises, receptions};
use crate::db::types::{Doc, Stamp};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// 一次来访接待
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize, ToSchema)]
#[diesel(table_name = receptions, check_for_backend(crate::db::MultiBackend))]
pub struct Reception {
    /// 内部编号
    pub id: i64,
    /// 接待编号
    #[schema(example = "JD-2026-0001")]
    pub number: String,
    /// 事由
    pub subject: String,
    /// 公函号
    pub letter_no: Option<String>,
    /// 牵头单位编号
    pub lead_unit_id: i64,
    /// 到达日期
    pub arrives_on: NaiveDate,
    /// 离开日期；回访从这天算
    pub departs_on: NaiveDate,
    /// 客人
    #[schema(value_type = Vec<ReceptionPerson>)]
    pub visitors: Doc,
    /// 主陪人员
    #[schema(value_type = Vec<ReceptionPerson>)]
    pub hosts: Doc,
    /// 日程
    #[schema(value_type = Vec<ItineraryItem>)]
    pub itinerary: Doc,
    /// 参观点
    #[schema(value_type = Vec<ReceptionSite>)]
    pub sites: Doc,
    /// 客人提出的问题
    #[schema(value_type = Vec<ReceptionQuestion>)]
    pub questions: Doc,
    /// 结算
    #[schema(value_type = Vec<SettlementLine>)]
    pub settlement: Doc,
    /// 成果
    pub results: Option<String>,
    /// 资料出处
    pub source: Option<String>,
    /// 取消的时刻
    pub cancelled_at: Option<Stamp>,
    /// 取消的理由
    pub cancel_reason: Option<String>,
    /// 登记人
    pub created_by: Option<i64>,
    /// 登记时刻
    pub created_at: Stamp,
    /// 最近变动时刻
    pub updated_at: Stamp,
    /// 版本
    pub version: i32,
}

/// 客人或主陪
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReceptionPerson {
    /// 姓名；不知道的可写“等5人”
    #[schema(min_length = 1, max_length = 100, example = "张某某")]
    pub name: String,
    /// 单位
    #[schema(max_length = 200)]
    pub unit: Option<String>,
    /// 职务
    #[schema(max_length = 100, example = "董事长")]
    pub post: Option<String>,
}

/// 日程的一项
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ItineraryItem {
    /// 日期
    pub planned_on: NaiveDate,
    /// 时间
    #[schema(max_length = 20, example = "09:30")]
    pub time: Option<String>,
    /// 内容
    #[schema(min_length = 1, max_length = 500, example = "参观经开区")]
    pub item: String,
    /// 地点
    #[schema(max_length = 200)]
    pub place: Option<String>,
}

/// 一个参观点
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReceptionSite {
    /// 名称
    #[schema(min_length = 1, max_length = 200, example = "紫金云大数据产业园")]
    pub name: String,
    /// 说明
    #[schema(max_length = 500)]
    pub note: Option<String>,
}

/// 一个问题与答复
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReceptionQuestion {
    /// 问题
    #[schema(min_length = 1, max_length = 1000, example = "绿电价格")]
    pub question: String,
    /// 当场的答复
    #[schema(max_length = 1000)]
    pub answer: Option<String>,
}

/// 结算的一项
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SettlementLine {
    /// 项目
    #[schema(min_length = 1, max_length = 100, example = "工作餐")]
    pub item: String,
    /// 标准
    #[schema(max_length = 200, example = "每人每餐60元")]
    pub standard: Option<String>,
    /// 实支（元）
    #[schema(minimum = 0, example = 960)]
    pub spent_yuan: i64,
}

/// 来访的一家企业
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize, ToSchema)]
#[diesel(table_name = reception_companies, check_for_backend(crate::db::MultiBackend))]
pub struct ReceptionCompany {
    /// 内部编号
    pub id: i64,
    /// 企业库中的编号
    pub enterprise_id: i64,
    /// 企业名称
    pub name: String,
}

/// 一项承诺，即一件要办的事
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize, ToSchema)]
#[diesel(table_name = reception_promises, check_for_backend(crate::db::MultiBackend))]
#[schema(as = ReceptionPromise)]
pub struct Promise {
    /// 内部编号
    pub id: i64,
    #[serde(skip)]
    pub(crate) reception_id: i64,
    /// 承诺的内容
    pub promise: String,
    /// 负责人
    pub owner_id: i64,
    /// 期限
    pub due_on: NaiveDate,
    /// 办结时刻
    pub done_at: Option<Stamp>,
    /// 办结人
    pub done_by: Option<i64>,
    /// 办理情况
    pub done_note: Option<String>,
    /// 登记人
    pub created_by: Option<i64>,
    /// 登记时刻
    pub created_at: Stamp,
    /// 版本
    pub version: i32,
}

/// 一次回访
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize, ToSchema)]
#[diesel(table_name = reception_callbacks, check_for_backend(crate::db::MultiBackend))]
#[schema(as = ReceptionCallback)]
pub struct Callback {
    /// 内部编号
    pub id: i64,
    /// 离开后第几日的回访
    pub day_no: i32,
    /// 回访日期
    pub called_on: NaiveDate,
    /// 结果
    pub result: String,
    /// 回访人
    pub recorded_by: Option<i64>,
    /// 登记时刻
    pub recorded_at: Stamp,
}

/// 登记或修改接待
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReceptionInput {
    /// 事由
    #[schema(min_length = 2, max_length = 500, example = "新能源产业合作座谈")]
    pub subject: String,
    /// 公函号
    #[schema(max_length = 100, example = "远景函〔2026〕8号")]
    pub letter_no: Option<String>,
    /// 牵头单位编号；经办人只能填本单位或下属单位
    pub lead_unit_id: i64,
    /// 到达日期
    pub arrives_on: NaiveDate,
    /// 离开日期
    pub departs_on: NaiveDate,
    /// 来访企业；不在企业库中的自动登记入库
    #[schema(max_items = 50)]
    pub companies: Vec<TripCompanyInput>,
    /// 客人
    #[schema(max_items = 200)]
    pub visitors: Vec<ReceptionPerson>,
    /// 主陪人员
    #[schema(max_items = 100)]
    pub hosts: Vec<ReceptionPerson>,
    /// 日程
    #[schema(max_items = 100)]
    pub itinerary: Vec<ItineraryItem>,
    /// 参观点
    #[schema(max_items = 50)]
    pub sites: Vec<ReceptionSite>,
    /// 客人提出的问题
    #[schema(max_items = 100)]
    pub questions: Vec<ReceptionQuestion>,
    /// 结算
    #[schema(max_items = 100)]
    pub settlement: Vec<SettlementLine>,
    /// 成果
    #[schema(max_length = 5000)]
    pub results: Option<String>,
    /// 资料出处（文件、网址）
    #[schema(max_length = 500)]
    pub source: Option<String>,
}

/// 登记承诺
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PromiseInput {
    /// 承诺的内容
    #[schema(min_length = 2, max_length = 1000, example = "一周内提供绿电直供方案")]
    pub promise: String,
    /// 负责人
    pub owner_id: i64,
    /// 期限
    pub due_on: NaiveDate,
}

/// 登记回访
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CallbackInput {
    /// 离开后第几日的回访
    #[schema(minimum = 1, maximum = 365, example = 3)]
    pub day_no: i32,
    /// 回访日期
    pub called_on: NaiveDate,
    /// 结果
    #[schema(min_length = 2, max_length = 2000, example = "对方表示月底前答复选址")]
    pub result: String,
}

/// 取消接待
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReceptionCancellationInput {
    /// 理由
    #[schema(min_length = 2, max_length = 500, example = "客人行程有变")]
    pub reason: String,
}

/// 来访接待的全部内容
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ReceptionView {
    /// The row.
    #[serde(flatten)]
    pub reception: Reception,
    /// 牵头单位名称
    pub lead_unit_name: String,
    /// 来访企业
    pub companies: Vec<ReceptionCompany>,
    /// 承诺
    pub promises: Vec<PromiseView>,
    /// 回访：应做的与做了的
    pub callbacks: Vec<CallbackView>,
    /// 结算合计（元）
    pub spent_yuan: i64,
    /// 当前调用者可以办理的操作
    pub can: Vec<String>,
}

/// 一项承诺及其情况
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PromiseView {
    /// The row.
    #[serde(flatten)]
    pub promise: Promise,
    /// 负责人姓名
    pub owner_name: String,
    /// 是否逾期未办
    pub overdue: bool,
    /// 当前调用者可以办理的操作
    pub can: Vec<String>,
}

/// 一次应做的回访
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct CallbackView {
    /// 离开后第几日
    pub day_no: i32,
    /// 应回访的日期
    pub due_on: NaiveDate,
    /// 是否逾期未做
    pub overdue: bool,
    /// 做了的回访
    pub made: Option<Callback>,
}

/// 列表的一行
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ReceptionItem {
    /// The row.
    #[serde(flatten)]
    pub reception: Reception,
    /// 牵头单位名称
    pub lead_unit_name: String,
    /// 来访企业
    pub companies: Vec<String>,
    /// 还没有办结的承诺
    pub open_promises: i64,
}

crate::text_enum! {
    /// 回访情况
    CallbackFilter { Overdue = "overdue" / "有逾期未做的回访" }
}

crate::text_enum! {
    /// 接待列表的顺序
    ReceptionSort {
        Arrives = "arrives_on" / "到达日期，早在前",
        ArrivesDesc = "-arrives_on" / "到达日期，晚在前",
        Number = "number" / "编号",
        NumberDesc = "-number" / "编号倒序",
    }
}

/// Which receptions.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ReceptionQuery {
    /// 牵头单位编号（含下属单位），逗号分隔
    #[param(style = Form, explode = false)]
    pub unit_id: Option<Vec<i64>>,
    /// 到达日期不早于
    pub from_on: Option<NaiveDate>,
    /// 到达日期不晚于
    pub to_on: Option<NaiveDate>,
    /// 来访企业（企业库编号）
    #[param(minimum = 1)]
    pub enterprise_id: Option<i64>,
    /// 回访情况
    #[param(inline)]
    pub callback: Option<CallbackFilter>,
    /// 也列出取消的
    pub cancelled: Option<bool>,
    /// 排序，多个用逗号分隔、先写的优先；不填按到达日期，晚在前
    #[param(inline, style = Form, explode = false)]
    pub sort: Option<Vec<ReceptionSort>>,
}

impl ReceptionView {
    /// The reception as it was sent in.
    pub fn input(&self) -> ReceptionInput {
        let r = &self.reception;
        let company = |c: &ReceptionCompany| TripCompanyInput {
            enterprise_id: Some(c.enterprise_id),
            name: Some(c.name.clone()),
            reason: None,
        };
        ReceptionInput {
            subject: r.subject.clone(),
            letter_no: r.letter_no.clone(),
            lead_unit_id: r.lead_unit_id,
            arrives_on: r.arrives_on,
            departs_on: r.departs_on,
            companies: self.companies.iter().map(company).collect(),
            visitors: r.visitors.read(),
            hosts: r.hosts.read(),
            itinerary: r.itinerary.read(),
            sites: r.sites.read(),
            questions: r.questions.read(),
            settlement: r.settlement.read(),
            results: r.results.clone(),
            source: r.source.clone(),
        }
    }
}
