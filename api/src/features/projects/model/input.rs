//! What is sent in. Limits are in the schema and checked before a handler runs; cross-field rules are in `rules`.

use super::*;
use crate::db::schema::projects;
use diesel::prelude::*;
use serde::Deserialize;

// the optional plain fields of a project are listed once: creating and editing take the same ones
macro_rules! plain_fields {
    ($($(#[$($meta:tt)*])* $field:ident: $type:ident,)*) => {
        /// What can be edited on a project. Stage, number and funds sums are not among it.
        #[derive(Debug, Clone, PartialEq, Insertable, AsChangeset, Serialize, Deserialize, ToSchema)]
        #[diesel(table_name = projects, treat_none_as_null = true, treat_none_as_default_value = false)]
        #[serde(deny_unknown_fields)]
        pub struct ProjectInput {
            /// 项目名称
            #[schema(min_length = 2, max_length = 200, example = "火星1号基地")]
            pub name: String,
            /// 建设内容及规模
            #[schema(max_length = 5000, example = "密闭生态生保系统实验场、室内星球表面环境模拟实验场")]
            pub content: String,
            /// 牵头（责任）单位编号
            pub lead_unit_id: i64,
            /// 线索来源
            pub lead_source: Option<LeadSource>,
            $($(#[$($meta)*])* pub $field: Option<$type>,)*
        }

        /// A new project: name, content, lead source, lead unit and investors are required, the rest can wait.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
        #[serde(deny_unknown_fields)]
        pub struct NewProjectInput {
            /// 项目名称
            #[schema(min_length = 2, max_length = 200, example = "火星1号基地")]
            pub name: String,
            /// 建设内容及规模
            #[schema(min_length = 2, max_length = 5000, example = "密闭生态生保系统实验场、室内星球表面环境模拟实验场")]
            pub content: String,
            /// 线索来源
            pub lead_source: LeadSource,
            /// 牵头（责任）单位编号；经办人只能填本单位或下属单位
            pub lead_unit_id: i64,
            /// 投资方与支持方；线索至少有一个投资方，谋划储备项目可为空
            #[schema(max_items = 50)]
            pub parties: Vec<PartyInput>,
            /// 从哪个阶段开始，默认线索
            pub initial_stage: Option<InitialStage>,
            /// 配合单位编号
            #[schema(max_items = 50)]
            pub supporting_unit_ids: Option<Vec<i64>>,
            /// 国家项目代码
            #[schema(max_length = 40, example = "2103-620302-04-01-123456")]
            pub project_code: Option<String>,
            /// 已与疑似重复的项目核对过，确认不是同一个
            pub confirmed_different: Option<bool>,
            $($(#[$($meta)*])* pub $field: Option<$type>,)*
        }

        impl From<&NewProjectInput> for ProjectInput {
            fn from(new: &NewProjectInput) -> Self {
                Self {
                    name: new.name.clone(),
                    content: new.content.clone(),
                    lead_unit_id: new.lead_unit_id,
                    lead_source: Some(new.lead_source),
                    $($field: new.$field.clone(),)*
                }
            }
        }

        impl From<&Project> for ProjectInput {
            fn from(row: &Project) -> Self {
                Self {
                    name: row.name.clone(),
                    content: row.content.clone(),
                    lead_unit_id: row.lead_unit_id,
                    lead_source: row.lead_source,
                    $($field: row.$field.clone(),)*
                }
            }
        }

        impl ProjectInput {
            /// A project of which only the least is known; for imports.
            pub fn new(name: impl Into<String>, lead_unit_id: i64) -> Self {
                Self { name: name.into(), content: String::new(), lead_unit_id, lead_source: None, $($field: None,)* }
            }
        }
    };
}

plain_fields! {
    /// 总投资（元）
    #[schema(minimum = 0, example = 2522000000_i64)]
    total_investment_yuan: i64,
    /// 其中固定资产投资（元），不超过总投资
    fixed_assets_yuan: i64,
    /// 合同（协议）金额（元）；签约后经变更程序修改
    contract_amount_yuan: i64,
    /// 行业代码（GB/T 4754-2017），如 `C32`、`3240`
    #[schema(max_length = 5, example = "C32")]
    industry_code: String,
    /// 行业（原文）
    #[schema(max_length = 100)]
    industry: String,
    /// 所属产业链
    #[schema(max_length = 100, example = "镍产业链")]
    chain: String,
    /// 建设地点的行政区划代码（GB/T 2260，六位）
    #[schema(max_length = 6, example = "620302")]
    division_code: String,
    /// 建设地点
    #[schema(max_length = 200)]
    place: String,
    /// 所在园区
    #[schema(max_length = 100, example = "金昌经济技术开发区")]
    park: String,
    /// 用地类型
    land_type: LandType,
    /// 用地面积（亩）
    #[schema(minimum = 0, maximum = 10000000)]
    land_mu: f64,
    /// 建设性质
    build_kind: BuildKind,
    /// 投资方式
    invest_mode: InvestMode,
    /// 计划开工时间：`2026`、`2026-04`、`2026-04-01`
    #[schema(max_length = 21, example = "2026-04")]
    planned_start: String,
    /// 计划竣工时间：`2028`、`2028-10`，或年限 `2018/2023`
    #[schema(max_length = 21, example = "2028")]
    planned_end: String,
    /// 首次接触日期
    first_contact_on: NaiveDate,
    /// 签约日期；签约后经变更程序修改
    signed_on: NaiveDate,
    /// 开工日期；开工后经变更程序修改
    started_on: NaiveDate,
    /// 投产日期；投产后经变更程序修改
    producing_on: NaiveDate,
    /// 预计年产值（元）
    expected_output_yuan: i64,
    /// 预计年税收（元）
    expected_tax_yuan: i64,
    /// 预计用工（人）
    #[schema(minimum = 0, maximum = 10000000)]
    expected_jobs: i32,
    /// 引荐人
    #[schema(max_length = 100)]
    introducer: String,
    /// 备注
    #[schema(max_length = 5000)]
    remark: String,
    /// 资料出处（文件、网址）
    #[schema(max_length = 500)]
    source: String,
}

/// One party as sent in: by its id in the library of enterprises, or by name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ProjectPartyInput)]
pub struct PartyInput {
    /// 企业库中的编号；与名称至少填一个
    pub enterprise_id: Option<i64>,
    /// 名称；与企业编号至少填一个
    #[schema(min_length = 2, max_length = 200, example = "金昌星辰宇宙文化旅游投资有限公司")]
    pub name: Option<String>,
    /// 角色
    pub role: PartyRole,
    /// 出资比例（%），两位小数；支持方不填
    #[schema(value_type = Option<f64>, minimum = 0, maximum = 100, example = 51.25)]
    pub share_percent: Option<Percent>,
    /// 资金来源地
    pub origin: Option<FundsOrigin>,
}

/// The whole list of parties.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ProjectPartiesInput)]
pub struct PartiesInput {
    /// 全部投资方与支持方，按顺序；不在其中的视为退出
    #[schema(max_items = 50)]
    pub parties: Vec<PartyInput>,
}

/// One phase as sent in; its place in the list is its number.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ProjectPhaseInput)]
pub struct PhaseInput {
    /// 名称
    #[schema(min_length = 1, max_length = 100, example = "一期")]
    pub name: String,
    /// 计划开始：`2018`、`2018-04`
    #[schema(max_length = 21, example = "2018")]
    pub planned_start: Option<String>,
    /// 计划结束：`2020`、`2020-12`
    #[schema(max_length = 21, example = "2020")]
    pub planned_end: Option<String>,
    /// 本期投资（元）
    #[schema(example = 898000000_i64)]
    pub amount_yuan: i64,
}

/// The whole list of phases; their amounts sum to the total investment.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ProjectPhasesInput)]
pub struct PhasesInput {
    /// 总投资（元）；与分期一起修改时填写，不填则按现有总投资核对
    pub total_investment_yuan: Option<i64>,
    /// 全部分期，按顺序；空列表表示不分期
    #[schema(max_items = 50)]
    pub phases: Vec<PhaseInput>,
}

/// A national code obtained.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ProjectCodeInput)]
pub struct CodeInput {
    /// 项目代码（GB/T 40058-2021），24位，可省略连字符
    #[schema(min_length = 20, max_length = 40, example = "2103-620302-04-01-123456")]
    pub code: String,
    /// 赋码日期
    pub obtained_on: Option<NaiveDate>,
}

/// The dates of a national code; the code itself never changes.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ProjectCodeEdit)]
pub struct CodeEdit {
    /// 赋码日期
    pub obtained_on: Option<NaiveDate>,
    /// 失效日期；为空即有效
    pub ended_on: Option<NaiveDate>,
    /// 失效原因；填失效日期时必填
    #[schema(max_length = 500, example = "重新备案")]
    pub reason: Option<String>,
}

/// The units that help.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ProjectUnitsInput)]
pub struct UnitsInput {
    /// 全部配合单位编号；不在其中的不再配合
    #[schema(max_items = 50)]
    pub unit_ids: Vec<i64>,
}

/// Longest tag.
pub const TAG_LENGTH: u64 = 20;
/// Most tags of a project.
pub const MOST_TAGS: usize = 20;

/// The tags of a project.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ProjectTagsInput)]
pub struct TagsInput {
    /// 全部标签，每个不超过20个字，不含逗号、顿号和空格；不在其中的去掉
    #[schema(max_items = 20, example = json!(["重点项目", "需要协调"]))]
    pub tags: Vec<String>,
}

/// Who may see a confidential project.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConfidentialityInput {
    /// 是否保密
    pub confidential: bool,
    /// 除登记人外可以看到的人员编号；解除保密时为空
    #[schema(max_items = 200)]
    pub reader_ids: Vec<i64>,
}

/// Whether a project is counted.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExclusionInput {
    /// 不予认定的原因；为空即恢复认定
    pub code: Option<ExclusionCode>,
    /// 说明（设定与恢复都须填写）
    #[schema(min_length = 2, max_length = 500, example = "投资方为本地企业，不计入招商引资")]
    pub reason: String,
}

/// Several new projects at once.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ProjectBatchInput)]
pub struct BatchInput {
    /// 逐个登记，各有各的结果，最多200个
    #[schema(min_items = 1, max_items = 200)]
    pub items: Vec<NewProjectInput>,
}
