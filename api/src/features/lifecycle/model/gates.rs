//! 阶段门槛：进入每个阶段要有哪些事实、凭据、角色和金额，是规则数据（种类 `gates`），由招商局修改并留有历史。

use crate::features::projects::Stage;
use crate::features::responsibility::AssignmentRole;
use crate::text_enum;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

text_enum! {
    /// 事实的填写形式
    FactKind {
        Date = "date" / "日期",
        Yuan = "yuan" / "金额（元）",
        Number = "number" / "数量",
        Text = "text" / "文字",
        Choice = "choice" / "选项",
    }
}

text_enum! {
    /// 事实从哪里来
    FactSource {
        Record = "record" / "阶段记录",
        Project = "project" / "项目资料",
    }
}

text_enum! {
    /// 参与比较的金额
    Amount {
        TotalInvestment = "total_investment_yuan" / "总投资",
        FixedAssets = "fixed_assets_yuan" / "固定资产投资",
        Contract = "contract_amount_yuan" / "合同金额",
        Phases = "phases_yuan" / "分期金额合计",
        FundsInPlace = "funds_in_place_yuan" / "到位资金（已审核）",
        FundsOutsideProvince = "funds_outside_province_yuan" / "省外到位资金（已审核）",
        FundsOutsideCity = "funds_outside_city_yuan" / "市外到位资金（已审核）",
    }
}

text_enum! {
    /// 金额须满足的关系
    SumRelation {
        AtLeast = "at_least" / "不少于",
        AtMost = "at_most" / "不超过",
        Equals = "equals" / "等于",
    }
}

text_enum! {
    /// 进入阶段前须有人担任的角色
    GateRole {
        LeadUnit = "lead_unit" / "责任单位",
        SupportingUnit = "supporting_unit" / "配合单位",
        Investor = "investor" / "投资方",
        OutsideInvestor = "outside_investor" / "市外投资方",
        LinkedInvestor = "linked_investor" / "企业库中的投资方",
        Sponsor = "sponsor" / "包抓领导",
        Commissioner = "commissioner" / "服务专员",
        Liaison = "liaison" / "联络员",
    }
}

/// 全部阶段的门槛
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Gates {
    /// 13个阶段各一项，按先后排列
    #[schema(min_items = 13, max_items = 13)]
    pub stages: Vec<Gate>,
    /// 审核意见的常用语
    #[schema(max_items = 100)]
    pub stock_opinions: Vec<StockOpinion>,
}

/// 一个阶段的门槛
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Gate {
    /// 阶段
    pub stage: Stage,
    /// 进入凭据的说明，给填报人看
    #[schema(min_length = 2, max_length = 500, example = "签订正式文本，附合同扫描件与签约照片")]
    pub proof: String,
    /// 不可跳过：越过本阶段时，本阶段的门槛也须满足
    pub mandatory: bool,
    /// 须有审核通过的阶段记录
    pub audited: bool,
    /// 停留多少天后提醒；空为不提醒
    #[schema(minimum = 1, maximum = 3650)]
    pub limit_days: Option<i32>,
    /// 须有的事实
    #[schema(max_items = 50)]
    pub fields: Vec<GateField>,
    /// 须有的凭据
    #[schema(max_items = 50)]
    pub evidence: Vec<GateEvidence>,
    /// 须有人担任的角色
    #[schema(max_items = 10)]
    pub roles: Vec<GateRole>,
    /// 金额须满足的关系
    #[schema(max_items = 20)]
    pub sums: Vec<GateSum>,
}

/// 一项事实
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GateField {
    /// 代码，小写英文加下划线；日期以 `_on` 结尾，金额以 `_yuan` 结尾
    #[schema(pattern = "^[a-z][a-z0-9_]{1,59}$", max_length = 60, example = "signed_on")]
    pub field: String,
    /// 中文名称
    #[schema(min_length = 1, max_length = 60, example = "签约日期")]
    pub label: String,
    /// 填写形式
    pub kind: FactKind,
    /// 从哪里来
    pub source: FactSource,
    /// 必填；否则只是表单上的一项
    pub required: bool,
    /// 选项，仅 `choice` 有
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 50)]
    pub choices: Vec<Choice>,
    /// 组名：同组的事实与凭据有一项即可
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 60)]
    pub any_of: Option<String>,
    /// 怎么补
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 200)]
    pub how_to_fix: Option<String>,
}

/// 一个选项
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// 代码
    #[schema(pattern = "^[a-z][a-z0-9_]{1,59}$", max_length = 60)]
    pub code: String,
    /// 中文
    #[schema(min_length = 1, max_length = 60)]
    pub label: String,
}

/// 一类凭据
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GateEvidence {
    /// 代码
    #[schema(pattern = "^[a-z][a-z0-9_]{1,59}$", max_length = 60, example = "contract")]
    pub evidence_type: String,
    /// 中文名称
    #[schema(min_length = 1, max_length = 60, example = "投资合同")]
    pub label: String,
    /// 最少几份；0 为可附可不附
    #[schema(minimum = 0, maximum = 20)]
    pub min_files: i32,
    /// 只收图片（现场照片）
    pub images_only: bool,
    /// 组名：同组的事实与凭据有一项即可
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 60)]
    pub any_of: Option<String>,
    /// 怎么补
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 200)]
    pub how_to_fix: Option<String>,
}

/// 一条金额关系：`sum` 与 `yuan`（定额）或 `other` 的 `percent`% 比较
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GateSum {
    /// 比较的金额
    pub sum: Amount,
    /// 关系
    pub relation: SumRelation,
    /// 定额（元）
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 0, maximum = 1_000_000_000_000_000_i64)]
    pub yuan: Option<i64>,
    /// 另一金额
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other: Option<Amount>,
    /// 占另一金额的百分比；空为100
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, maximum = 1000)]
    pub percent: Option<i32>,
    /// 没有这项金额时不检查（如未分期）
    #[serde(default)]
    pub only_if_known: bool,
    /// 怎么补
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 200)]
    pub how_to_fix: Option<String>,
}

/// 一条审核常用语
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StockOpinion {
    /// 用于哪种结论
    pub result: super::AuditResult,
    /// 意见
    #[schema(min_length = 2, max_length = 200, example = "材料齐全，审核通过。")]
    pub opinion: String,
}

impl GateRole {
    /// The person that is meant; one who has come must stay, so that later gates ask for him too.
    pub fn person(self) -> Option<AssignmentRole> {
        match self {
            Self::Sponsor => Some(AssignmentRole::Sponsor),
            Self::Commissioner => Some(AssignmentRole::Commissioner),
            Self::Liaison => Some(AssignmentRole::Liaison),
            _ => None,
        }
    }

    /// [`GateRole::person`] the other way round.
    pub fn of_person(role: AssignmentRole) -> Self {
        match role {
            AssignmentRole::Sponsor => Self::Sponsor,
            AssignmentRole::Commissioner => Self::Commissioner,
            AssignmentRole::Liaison => Self::Liaison,
        }
    }
}

impl Gates {
    /// The first stage whose gate asks for a person.
    pub fn person_from(&self, role: AssignmentRole) -> Option<Stage> {
        let asks = self.stages.iter().filter(|g| g.roles.contains(&GateRole::of_person(role)));
        asks.map(|g| g.stage).min()
    }

    /// The gate of a stage.
    pub fn of(&self, stage: Stage) -> Option<&Gate> {
        self.stages.iter().find(|g| g.stage == stage)
    }
}
