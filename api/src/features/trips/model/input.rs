//! What is sent in. Limits are in the schema and checked before a handler runs; the rest is in `rules`.

use super::{BudgetLine, PersonMet, PlanDecision, TripKind, VisitOutcome};
use crate::db::types::Stamp;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// 外出招商计划
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TripInput {
    /// 类别
    pub kind: TripKind,
    /// 目的
    #[schema(min_length = 2, max_length = 500, example = "镍铜钴新材料产业精准招商")]
    pub purpose: String,
    /// 产业链
    #[schema(max_length = 100, example = "镍产业链")]
    pub chain: Option<String>,
    /// 驻点组名称；类别为驻点时必填
    #[schema(max_length = 100, example = "上海驻点组")]
    pub station: Option<String>,
    /// 牵头单位编号；经办人只能填本单位或下属单位
    pub lead_unit_id: i64,
    /// 带队领导
    pub leader: TripPersonInput,
    /// 随行人员
    #[schema(max_items = 100)]
    pub members: Vec<TripPersonInput>,
    /// 行程，按先后
    #[schema(min_items = 1, max_items = 50)]
    pub legs: Vec<TripLegInput>,
    /// 计划拜访的企业
    #[schema(max_items = 200)]
    pub companies: Vec<TripCompanyInput>,
    /// 经费
    #[schema(max_items = 50)]
    pub budget: Vec<BudgetLine>,
    /// 资料出处（文件、网址）
    #[schema(max_length = 500)]
    pub source: Option<String>,
}

/// 一个人：本系统的人员，或写明姓名
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TripPersonInput {
    /// 人员编号；与姓名至少填一个
    pub user_id: Option<i64>,
    /// 姓名；填了人员编号的以账号为准
    #[schema(min_length = 1, max_length = 100, example = "某副市长")]
    pub name: Option<String>,
    /// 单位；填了人员编号的可不填
    #[schema(max_length = 100)]
    pub unit: Option<String>,
    /// 职务；填了人员编号的可不填
    #[schema(max_length = 100, example = "副市长")]
    pub post: Option<String>,
}

/// 一段行程
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TripLegInput {
    /// 行政区划代码（GB/T 2260）；与城市至少填一个
    #[schema(max_length = 6, pattern = "^[0-9]{2}([0-9]{2}){0,2}$", example = "310000")]
    pub division_code: Option<String>,
    /// 城市；与区划代码至少填一个，境外只填城市
    #[schema(min_length = 1, max_length = 100, example = "上海")]
    pub city: Option<String>,
    /// 起
    #[schema(example = "2026-03-10")]
    pub from_on: NaiveDate,
    /// 止
    #[schema(example = "2026-03-12")]
    pub to_on: NaiveDate,
}

/// 要拜访的一家企业：企业库中的，或写明名称（库中没有的自动登记）
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TripCompanyInput {
    /// 企业库中的编号；与名称至少填一个
    pub enterprise_id: Option<i64>,
    /// 名称；与企业编号至少填一个
    #[schema(min_length = 2, max_length = 200, example = "宝钛集团")]
    pub name: Option<String>,
    /// 拜访理由
    #[schema(max_length = 500, example = "钛合金深加工，与本市海绵钛配套")]
    pub reason: Option<String>,
}

/// 经费
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TripBudgetInput {
    /// 全部经费项，按顺序
    #[schema(max_items = 50)]
    pub budget: Vec<BudgetLine>,
}

/// 审批
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TripDecisionInput {
    /// 结论
    pub result: PlanDecision,
    /// 意见；退回时必填
    #[schema(max_length = 500, example = "同意。")]
    pub opinion: Option<String>,
}

/// 取消
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TripCancellationInput {
    /// 理由
    #[schema(min_length = 2, max_length = 500, example = "对方董事长出国，改期另报")]
    pub reason: String,
}

/// 返回
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TripReturnInput {
    /// 实际返回日期；报告期限从这天算
    #[schema(example = "2026-03-12")]
    pub returned_on: NaiveDate,
}

/// 签到
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckInInput {
    /// 第几段行程；不填则按日期认
    #[schema(minimum = 1, maximum = 50)]
    pub leg: Option<i32>,
    /// 到达时刻，以手机为准；不填即现在
    pub checked_in_at: Option<Stamp>,
    /// 地点
    #[schema(max_length = 200, example = "宝鸡高新区")]
    pub place: Option<String>,
}

/// 拜访记录
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VisitInput {
    /// 企业：计划之内的，或途中新增的
    pub company: TripCompanyInput,
    /// 见面日期；补录旧记录而不知道日期的可不填
    pub met_on: Option<NaiveDate>,
    /// 第几段行程；不填则按日期认
    #[schema(minimum = 1, maximum = 50)]
    pub leg: Option<i32>,
    /// 见到的人
    #[schema(max_items = 30)]
    pub persons: Vec<PersonMet>,
    /// 地点
    #[schema(max_length = 200)]
    pub place: Option<String>,
    /// 名片照片（附件编号），须为图片
    pub card_file_id: Option<i64>,
    /// 记录
    #[schema(max_length = 5000)]
    pub note: Option<String>,
    /// 下一步的打算
    #[schema(max_length = 500)]
    pub next_step: Option<String>,
}

/// 更正拜访记录
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VisitEdit {
    /// 见面日期
    pub met_on: Option<NaiveDate>,
    /// 第几段行程；不填则按日期认
    #[schema(minimum = 1, maximum = 50)]
    pub leg: Option<i32>,
    /// 见到的人
    #[schema(max_items = 30)]
    pub persons: Vec<PersonMet>,
    /// 地点
    #[schema(max_length = 200)]
    pub place: Option<String>,
    /// 名片照片（附件编号），须为图片
    pub card_file_id: Option<i64>,
    /// 记录
    #[schema(max_length = 5000)]
    pub note: Option<String>,
    /// 下一步的打算
    #[schema(max_length = 500)]
    pub next_step: Option<String>,
}

impl From<&VisitInput> for VisitEdit {
    fn from(new: &VisitInput) -> Self {
        Self {
            met_on: new.met_on,
            leg: new.leg,
            persons: new.persons.clone(),
            place: new.place.clone(),
            card_file_id: new.card_file_id,
            note: new.note.clone(),
            next_step: new.next_step.clone(),
        }
    }
}

/// 一家企业的结果
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OutcomeInput {
    /// 结果
    pub outcome: VisitOutcome,
    /// 说明
    #[schema(max_length = 2000)]
    pub note: Option<String>,
    /// 后续负责人；有后续的结果、写了下一步的必填
    pub owner_id: Option<i64>,
    /// 下一步；有后续的结果必填，其他结果可以有
    #[schema(max_length = 500, example = "邀请来金考察，提供电价与用地方案")]
    pub next_step: Option<String>,
    /// 下一步的期限；有后续的结果、写了下一步的必填
    pub next_due_on: Option<NaiveDate>,
    /// 关联已有的项目；给出时即全部关联（看不见的不动），不给则不变
    #[schema(max_items = 20)]
    pub project_ids: Option<Vec<i64>>,
    /// 登记新项目
    #[schema(max_items = 10)]
    pub new_projects: Option<Vec<TripProjectInput>>,
}

/// 由拜访产生的新项目；投资方就是这家企业，线索来源由行程类别得出
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TripProjectInput {
    /// 项目名称
    #[schema(min_length = 2, max_length = 200, example = "高端钛合金棒材项目")]
    pub name: String,
    /// 建设内容及规模
    #[schema(min_length = 2, max_length = 5000)]
    pub content: String,
    /// 牵头单位；不填即行程的牵头单位
    pub lead_unit_id: Option<i64>,
    /// 拟投总投资（元）
    pub total_investment_yuan: Option<i64>,
    /// 已与疑似重复的项目核对过，确认不是同一个
    pub confirmed_different: Option<bool>,
}

/// 报告并结束
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TripClosingInput {
    /// 主要活动
    #[schema(min_length = 2, max_length = 5000)]
    pub activities: String,
    /// 成果
    #[schema(max_length = 5000)]
    pub results: Option<String>,
    /// 需协调的事项
    #[schema(max_length = 5000)]
    pub coordination: Option<String>,
}

/// 办结
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CompletionInput {
    /// 办理情况
    #[schema(min_length = 2, max_length = 1000, example = "已寄送电价方案，对方定于5月来访")]
    pub note: String,
}
