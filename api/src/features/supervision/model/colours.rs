//! 颜色：规则、由来、历史、试算。

use crate::db::schema::project_colours;
use crate::db::types::Stamp;
use crate::features::projects::model::{Colour, ColourInput, Stage};
use crate::text_enum;
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

text_enum! {
    /// 怎样比较
    ColourComparison { Above = "above" / "大于", AtLeast = "at_least" / "不小于", AtMost = "at_most" / "不大于" }
}

/// 颜色规则中的一项条件
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ColourCondition {
    /// 看哪一项
    pub input: ColourInput,
    /// 怎样比较；离节点的天数用“不大于”，其余用“大于”或“不小于”
    pub comparison: ColourComparison,
    /// 与多少比较；进度差可以有两位小数，其余为整数
    #[schema(minimum = 0, maximum = 1000, example = 30.0)]
    pub value: f64,
}

/// 颜色规则中的一条：任何一项条件成立即为这种颜色
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ColourRule {
    /// 颜色
    pub to: Colour,
    /// 条件，满足任一项即可；最后一条不写条件
    #[schema(max_items = 20)]
    pub any: Vec<ColourCondition>,
}

/// 颜色规则管哪些项目
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ColourScope {
    /// 总投资不少于（元）
    #[schema(minimum = 0, maximum = 1_000_000_000_000_i64, example = 50_000_000)]
    pub min_total_investment_yuan: i64,
    /// 处于哪些阶段；只能是签约及以后
    #[schema(min_items = 1, max_items = 8)]
    pub stages: Vec<Stage>,
}

/// 颜色规则（种类 `colours`）：逐条从上往下看，先成立的为准
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ColourRules {
    /// 管哪些项目
    pub scope: ColourScope,
    /// 各条规则，先写的优先
    #[schema(min_items = 1, max_items = 20)]
    pub rules: Vec<ColourRule>,
}

/// The next milestone, as far as a colour asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MilestoneFact {
    /// Its name.
    pub name: String,
    /// Planned for.
    pub planned_on: NaiveDate,
}

/// Plan and actual share of the year's plan, in hundredths of a per cent, as of a month's end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GapFact {
    /// Plan.
    pub plan: i64,
    /// Actual.
    pub actual: i64,
    /// As of.
    pub as_of_on: NaiveDate,
}

/// An approved pause; `until_on` is the first day on which days count again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PauseFact {
    /// First day.
    pub from_on: NaiveDate,
    /// First day after it; none = not known yet.
    pub until_on: Option<NaiveDate>,
    /// The outside cause.
    pub cause: String,
}

/// Everything the colour of a project is worked out from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// The earliest milestone that is planned and not done.
    pub milestone: Option<MilestoneFact>,
    /// Of the last month reported.
    pub gap: Option<GapFact>,
    /// When it last got on.
    pub last_progress_on: Option<NaiveDate>,
    /// Due days of reports that were not handed in, and of those still to come.
    pub report_dues: Vec<NaiveDate>,
    /// Works begun.
    pub started_on: Option<NaiveDate>,
    /// Entered in the statistics office's library.
    pub statistics_on: Option<NaiveDate>,
    /// Approved pauses.
    pub pauses: Vec<PauseFact>,
}

/// One step of a project's colour.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable)]
#[diesel(table_name = project_colours, check_for_backend(crate::db::MultiBackend))]
pub struct Step {
    /// Key.
    pub id: i64,
    /// Project.
    pub project_id: i64,
    /// Colour.
    pub colour: Colour,
    /// By what.
    pub rule: ColourInput,
    /// First day.
    pub from_on: NaiveDate,
    /// First day of the next step.
    pub until_on: NaiveDate,
    /// Since when it has had this colour.
    pub since_on: NaiveDate,
    /// In words, as of its first day.
    pub because: String,
    /// Revision of the rules.
    pub revision: i32,
    /// When it was worked out.
    pub evaluated_at: Stamp,
}

/// 颜色的一段
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ColourStep {
    /// 颜色
    pub colour: Colour,
    /// 由哪一项判定
    pub rule: ColourInput,
    /// 理由，按这一段第一天
    pub because: String,
    /// 从哪天起
    pub from_on: NaiveDate,
    /// 到哪天为止（不含）；没有变动即一直如此的为空
    pub until_on: Option<NaiveDate>,
    /// 依据的规则版次
    pub revision: i32,
}

/// 项目的颜色、由来、历史与走向
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ProjectColourView {
    /// 现在的颜色；不在管理范围的为空
    pub current: Option<crate::features::projects::model::view::ColourView>,
    /// 为什么没有颜色
    pub out_of_scope: Option<String>,
    /// 以前各段，新的在前
    pub history: Vec<ColourStep>,
    /// 没有新进展时将怎样变化，早的在前
    pub ahead: Vec<ColourStep>,
}

/// 一种颜色的项目数
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ColourCount {
    /// 颜色
    pub colour: Colour,
    /// 名称
    pub label: String,
    /// 项目数
    pub count: i64,
}

/// 各种颜色的项目数
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ColourCounts {
    /// 截至日期
    pub as_of_on: NaiveDate,
    /// 有颜色的项目数
    pub total: i64,
    /// 逐色，红在前
    pub by_colour: Vec<ColourCount>,
}

/// 试算中一种变化
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ColourChange {
    /// 现在的颜色；不在管理范围的为空
    pub from: Option<Colour>,
    /// 试算的颜色；不在管理范围的为空
    pub to: Option<Colour>,
    /// 项目数
    pub count: i64,
}

/// 试算中颜色改变的一个项目
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ColourChangedProject {
    /// 项目编号（内部）
    pub project_id: i64,
    /// 项目编号
    pub number: String,
    /// 项目名称
    pub name: String,
    /// 牵头单位名称
    pub lead_unit_name: String,
    /// 现在的颜色
    pub from: Option<Colour>,
    /// 现在的理由
    pub from_because: Option<String>,
    /// 试算的颜色
    pub to: Option<Colour>,
    /// 试算的理由
    pub to_because: Option<String>,
}

/// 颜色规则的试算结果；没有存下任何东西
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ColourSimulation {
    /// 按哪天的数据
    pub as_of_on: NaiveDate,
    /// 与哪一版规则比较
    pub revision: i32,
    /// 看过的项目数
    pub projects: i64,
    /// 现行规则下各色项目数
    pub now: Vec<ColourCount>,
    /// 试算各色项目数
    pub simulated: Vec<ColourCount>,
    /// 改变的项目数
    pub changed: i64,
    /// 逐种变化
    pub changes: Vec<ColourChange>,
    /// 颜色改变的项目，变重的在前，最多200个
    pub items: Vec<ColourChangedProject>,
}
