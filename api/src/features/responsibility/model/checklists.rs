//! “N个一”：可以配置的检查清单，逐项算出做到没有、缺什么。

use super::ChecklistScore;
use crate::features::projects::Stage;
use crate::text_enum;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

text_enum! {
    /// 一项怎样算做到
    ChecklistCheck {
        LeadUnit = "lead_unit" / "有牵头单位",
        Sponsor = "sponsor" / "有包抓领导",
        Commissioner = "commissioner" / "有服务专员",
        Liaison = "liaison" / "有联络员",
        SupportingUnit = "supporting_unit" / "有配合单位",
        Plan = "plan" / "有批准的工作方案",
        Continuity = "continuity" / "包抓没有断档",
    }
}

/// 检查清单，规则数据（种类 `checklists`），由招商局修改并留有历史
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Checklists {
    /// 各张清单
    #[schema(max_items = 10)]
    pub checklists: Vec<Checklist>,
}

/// 一张检查清单
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Checklist {
    /// 代码
    #[schema(pattern = "^[a-z][a-z0-9_]{1,59}$", max_length = 60, example = "four_ones")]
    pub code: String,
    /// 名称
    #[schema(min_length = 2, max_length = 60, example = "四个一")]
    pub label: String,
    /// 启用
    pub enabled: bool,
    /// 哪些项目适用
    pub applies_when: ChecklistScope,
    /// 各项
    #[schema(min_items = 1, max_items = 20)]
    pub items: Vec<ChecklistItem>,
}

/// 哪些项目适用：达到总投资，或贴有其中一个标签；并已到起始阶段、正常推进
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChecklistScope {
    /// 总投资不少于（元）；空为不按总投资
    #[schema(minimum = 0, maximum = 1_000_000_000_000_000_i64, example = 100_000_000_i64)]
    pub min_total_investment_yuan: Option<i64>,
    /// 标签
    #[schema(max_items = 20, example = json!(["重点项目"]))]
    pub tags: Vec<String>,
    /// 从哪个阶段起
    pub from_stage: Stage,
}

/// 清单的一项
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChecklistItem {
    /// 代码
    #[schema(pattern = "^[a-z][a-z0-9_]{1,59}$", max_length = 60, example = "leader")]
    pub code: String,
    /// 名称
    #[schema(min_length = 2, max_length = 60, example = "一名领导")]
    pub label: String,
    /// 怎样算做到
    pub check: ChecklistCheck,
    /// 怎么补
    #[schema(min_length = 2, max_length = 200, example = "由招商局指定包抓领导")]
    pub how_to_fix: String,
}

/// 一项做到没有
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ChecklistAnswer {
    /// 代码
    pub code: String,
    /// 名称
    #[schema(example = "一抓到底")]
    pub label: String,
    /// 怎样算做到
    pub check: ChecklistCheck,
    /// 做到了
    pub fulfilled: bool,
    /// 依据
    #[schema(example = "第2任，包远志，2026-05-01起")]
    pub because: String,
    /// 怎么补
    pub how_to_fix: String,
}

/// 一张清单的结果
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ChecklistResult {
    /// Score.
    #[serde(flatten)]
    pub score: ChecklistScore,
    /// 各项
    pub items: Vec<ChecklistAnswer>,
}

/// 一个项目的检查清单
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ChecklistsView {
    /// 项目编号（内部）
    pub project_id: i64,
    /// 适用的清单；都不适用的为空
    pub checklists: Vec<ChecklistResult>,
    /// 规则版次
    pub rule_revision: i32,
}

/// 检查清单有缺项的一个项目
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ChecklistGap {
    /// 项目编号（内部）
    pub project_id: i64,
    /// 项目编号
    #[schema(example = "XM-2026-00012")]
    pub project_number: String,
    /// 项目名称
    pub project_name: String,
    /// 阶段
    pub stage: Stage,
    /// 总投资（元）
    pub total_investment_yuan: Option<i64>,
    /// 牵头单位编号
    pub lead_unit_id: i64,
    /// 牵头单位名称
    pub lead_unit_name: String,
    /// 清单代码
    pub checklist: String,
    /// 清单名称
    #[schema(example = "四个一")]
    pub checklist_label: String,
    /// 已做到几项
    pub met: i64,
    /// 共几项
    pub total: i64,
    /// 缺的各项的名称
    #[schema(example = json!(["一名领导", "一套方案"]))]
    pub missing: Vec<String>,
    /// 怎么补
    #[schema(example = "由招商局指定包抓领导；上传批准的工作方案")]
    pub how_to_fix: String,
}

/// Which gaps.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct GapFilter {
    /// 牵头单位编号（含下属单位），逗号分隔
    #[param(style = Form, explode = false)]
    pub unit_id: Option<Vec<i64>>,
    /// 缺哪一类，逗号分隔
    #[param(inline, style = Form, explode = false)]
    pub item: Option<Vec<ChecklistCheck>>,
    /// 清单代码
    #[param(max_length = 60, example = "four_ones")]
    pub checklist: Option<String>,
}
