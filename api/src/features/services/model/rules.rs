//! 服务的规则数据：手续模板（种类 `procedures`）、困难与投诉的时限（种类 `services`）；由招商局修改并留有历史。

use crate::text_enum;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

text_enum! {
    /// 哪些项目要办这项手续
    StepApplies {
        All = "all" / "全部项目",
        Filing = "filing" / "备案类项目",
        Approval = "approval" / "核准类项目",
    }
}

/// 手续模板
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Procedures {
    /// 全流程目标（工作日），如“90个工作日内开工”
    #[schema(minimum = 1, maximum = 1000, example = 90)]
    pub goal_working_days: i32,
    /// 各项手续，按办理先后排列
    #[schema(min_items = 1, max_items = 60)]
    pub steps: Vec<ProcedureStep>,
}

/// 模板中的一项手续
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProcedureStep {
    /// 代码，小写英文加下划线
    #[schema(pattern = "^[a-z][a-z0-9_]{1,39}$", max_length = 40, example = "construction_permit")]
    pub code: String,
    /// 名称
    #[schema(min_length = 2, max_length = 60, example = "施工许可")]
    pub name: String,
    /// 法律依据
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 200, example = "建筑法")]
    pub basis: Option<String>,
    /// 法定或标准时限（工作日）；0为当日办结，空为没有规定
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 0, maximum = 500, example = 5)]
    pub working_days: Option<i32>,
    /// 并联组：同组的手续同时办理
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 30, example = "区域评估")]
    pub parallel_group: Option<String>,
    /// 须先办结的手续（代码）
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 20)]
    pub after: Vec<String>,
    /// 责任窗口
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 60, example = "住建窗口")]
    pub window: Option<String>,
    /// 哪些项目要办
    pub applies: StepApplies,
    /// 视情况办理，不在默认清单里；如可由区域评估替代的事项
    #[serde(default)]
    pub optional: bool,
}

/// 困难与投诉的时限（工作日）
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ServiceTimes {
    /// 困难提出后几个工作日内受理
    #[schema(minimum = 0, maximum = 60, example = 1)]
    pub ticket_accept_days: i32,
    /// 县级协调的办理时限
    #[schema(minimum = 1, maximum = 250, example = 5)]
    pub ticket_county_days: i32,
    /// 市级协调的办理时限
    #[schema(minimum = 1, maximum = 250, example = 10)]
    pub ticket_city_days: i32,
    /// 领导协调的办理时限
    #[schema(minimum = 1, maximum = 250, example = 15)]
    pub ticket_leader_days: i32,
    /// 确认链接几日内有效（自然日）
    #[schema(minimum = 1, maximum = 90, example = 30)]
    pub confirmation_days: i32,
    /// 多少日没有联系算冷落（自然日）
    #[schema(minimum = 1, maximum = 365, example = 30)]
    pub contact_days: i32,
    /// 投诉
    pub complaints: ComplaintTimes,
}

/// 投诉各环节的时限（工作日）
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ComplaintTimes {
    /// 受理或不予受理
    #[schema(minimum = 0, maximum = 60, example = 1)]
    pub accept_days: i32,
    /// 外国投资者投诉的受理（商务部令2020年第3号）
    #[schema(minimum = 0, maximum = 60, example = 7)]
    pub accept_foreign_days: i32,
    /// 转办
    #[schema(minimum = 1, maximum = 60, example = 3)]
    pub forward_days: i32,
    /// 办理
    #[schema(minimum = 1, maximum = 250, example = 15)]
    pub handle_days: i32,
    /// 复查
    #[schema(minimum = 1, maximum = 250, example = 15)]
    pub review_days: i32,
    /// 全程
    #[schema(minimum = 1, maximum = 250, example = 60)]
    pub whole_days: i32,
}
