//! What lists and sums can be asked for; every choice is a closed list.

use super::*;
use serde::Deserialize;
use utoipa::IntoParams;

/// Conditions of lists and sums: AND between parameters, OR inside one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ProjectFilter {
    /// 名称、投资方、别名、项目编号、信用代码、项目代码或拼音首字母，如 `金川`、`jcjt`
    #[param(max_length = 100)]
    pub q: Option<String>,
    /// 阶段，逗号分隔
    #[param(inline, style = Form, explode = false)]
    pub stage: Option<Vec<Stage>>,
    /// 结束状态，逗号分隔；`none` 为正常推进。不填即不含退库的（用 `id` 选定的除外）
    #[param(inline, style = Form, explode = false)]
    pub end_state: Option<Vec<EndStateFilter>>,
    /// 牵头单位编号（含下属单位），逗号分隔
    #[param(style = Form, explode = false)]
    pub lead_unit_id: Option<Vec<i64>>,
    /// 配合单位编号（含下属单位），逗号分隔
    #[param(style = Form, explode = false)]
    pub supporting_unit_id: Option<Vec<i64>>,
    /// 投资方或支持方，企业库中的编号
    pub enterprise_id: Option<i64>,
    /// 行政区划代码，可只填前几位，如 `6203`
    #[param(max_length = 6, pattern = "^[0-9]{2,6}$")]
    pub division_code: Option<String>,
    /// 园区，逗号分隔
    #[param(style = Form, explode = false)]
    pub park: Option<Vec<String>>,
    /// 行业代码，可只填前几位，如 `C`、`C32`
    #[param(max_length = 5, pattern = "^[A-T][0-9]{0,4}$")]
    pub industry_code: Option<String>,
    /// 产业链，逗号分隔
    #[param(style = Form, explode = false)]
    pub chain: Option<Vec<String>>,
    /// 线索来源，逗号分隔
    #[param(inline, style = Form, explode = false)]
    pub lead_source: Option<Vec<LeadSource>>,
    /// 建设性质，逗号分隔
    #[param(inline, style = Form, explode = false)]
    pub build_kind: Option<Vec<BuildKind>>,
    /// 投资方式，逗号分隔
    #[param(inline, style = Form, explode = false)]
    pub invest_mode: Option<Vec<InvestMode>>,
    /// 总投资不少于（元）
    #[serde(rename = "total_investment_yuan.gte")]
    pub total_investment_from: Option<i64>,
    /// 总投资不多于（元）
    #[serde(rename = "total_investment_yuan.lte")]
    pub total_investment_to: Option<i64>,
    /// 到位资金不少于（元）
    #[serde(rename = "funds_in_place_yuan.gte")]
    pub funds_in_place_from: Option<i64>,
    /// 市外到位资金（省外、境外、省内市外）不少于（元）
    #[serde(rename = "funds_outside_city_yuan.gte")]
    pub funds_outside_city_from: Option<i64>,
    /// 省外到位资金（省外、境外）不少于（元）
    #[serde(rename = "funds_outside_province_yuan.gte")]
    pub funds_outside_province_from: Option<i64>,
    /// 签约日期不早于
    #[serde(rename = "signed_on.gte")]
    pub signed_from: Option<NaiveDate>,
    /// 签约日期早于
    #[serde(rename = "signed_on.lt")]
    pub signed_before: Option<NaiveDate>,
    /// 开工日期不早于
    #[serde(rename = "started_on.gte")]
    pub started_from: Option<NaiveDate>,
    /// 开工日期早于
    #[serde(rename = "started_on.lt")]
    pub started_before: Option<NaiveDate>,
    /// 投产日期不早于
    #[serde(rename = "producing_on.gte")]
    pub producing_from: Option<NaiveDate>,
    /// 投产日期早于
    #[serde(rename = "producing_on.lt")]
    pub producing_before: Option<NaiveDate>,
    /// 最近变动不早于（RFC 3339 时刻），供系统对接增量读取
    #[serde(rename = "updated_at.gte")]
    #[param(inline)]
    pub updated_from: Option<Stamp>,
    /// 只看不予认定的（`true`），或只看正常统计的（`false`）
    pub excluded: Option<bool>,
    /// 只看保密的（`true`），或只看不保密的（`false`）；看不到的始终看不到
    pub confidential: Option<bool>,
    /// 导入批次编号
    pub import_id: Option<i64>,
    /// 标签，逗号分隔
    #[param(style = Form, explode = false, max_items = 20)]
    pub tag: Option<Vec<String>>,
    /// 今天的颜色，逗号分隔；合作企业不能用
    #[param(inline, style = Form, explode = false)]
    pub colour: Option<Vec<Colour>>,
    /// 包抓领导（人员编号）
    #[param(minimum = 1)]
    pub sponsor_id: Option<i64>,
    /// 服务专员（人员编号）
    #[param(minimum = 1)]
    pub commissioner_id: Option<i64>,
    /// 联络员（人员编号）
    #[param(minimum = 1)]
    pub liaison_id: Option<i64>,
    /// 由谁负责：任其中任何一个角色（人员编号）
    #[param(minimum = 1)]
    pub assigned_to: Option<i64>,
    /// 只看本人（或今天所代理的人）包抓、服务、联络的
    pub mine: Option<bool>,
    /// 没有人担任的角色，逗号分隔
    #[param(inline, style = Form, explode = false)]
    pub role_vacant: Option<Vec<AssignmentRole>>,
    /// 选定的项目（内部编号），逗号分隔，最多500个
    #[param(style = Form, explode = false, max_items = 500)]
    pub id: Option<Vec<i64>>,
}

crate::text_enum! {
    /// End state as a condition; `none` means the ordinary course.
    EndStateFilter {
        None = "none" / "正常推进",
        Terminated = "terminated" / "终止",
        Suspended = "suspended" / "暂缓",
        Withdrawn = "withdrawn" / "退库",
        Shared = "shared" / "转共享",
        Transferred = "transferred" / "已流转",
    }
}

impl ProjectFilter {
    /// Does it choose by the search text at most?
    pub fn only_of_text(&self) -> bool {
        Self { q: None, ..self.clone() } == Self::default()
    }

    /// Does it choose by lead unit at most?
    pub fn only_of_units(&self) -> bool {
        Self { lead_unit_id: None, ..self.clone() } == Self::default()
    }
}

/// Which page of a list, how sorted, with how much of each project.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ProjectWindow {
    /// 排序，前加 `-` 为倒序，多个用逗号分隔、先写的优先（如 `-total_investment_yuan,name`）；默认最近变动在前，
    /// 用 `q` 检索时后登记的在前
    #[param(inline, style = Form, explode = false)]
    pub sort: Option<Vec<ProjectSort>>,
    /// 只返回这些字段，逗号分隔；`id` 始终返回
    #[param(inline, style = Form, explode = false)]
    pub fields: Option<Vec<ProjectField>>,
    /// 一并返回的下级内容，逗号分隔
    #[param(inline, style = Form, explode = false)]
    pub include: Option<Vec<ProjectInclude>>,
}

crate::text_enum! {
    /// Groups of a summary.
    SummaryGroup {
        Stage = "stage" / "按阶段",
        EndState = "end_state" / "按结束状态",
        Unit = "unit" / "按牵头单位",
        Industry = "industry" / "按行业代码",
        Chain = "chain" / "按产业链",
    }
}

/// Which groups of a summary.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SummaryQuery {
    /// 只要这些分组，逗号分隔；不写即全部
    #[param(inline, style = Form, explode = false)]
    pub groups: Option<Vec<SummaryGroup>>,
}

crate::text_enum! {
    /// Columns a list is sorted by; ties are broken by id, empty values come last.
    ProjectSort {
        Updated = "updated_at" / "最近变动，旧在前",
        UpdatedDesc = "-updated_at" / "最近变动，新在前",
        Name = "name" / "名称（拼音）",
        NameDesc = "-name" / "名称（拼音）倒序",
        Registered = "registered" / "登记先后，先登记的在前",
        RegisteredDesc = "-registered" / "登记先后，后登记的在前",
        Number = "number" / "项目编号",
        NumberDesc = "-number" / "项目编号倒序",
        Amount = "total_investment_yuan" / "总投资，小在前",
        AmountDesc = "-total_investment_yuan" / "总投资，大在前",
        Signed = "signed_on" / "签约日期，早在前",
        SignedDesc = "-signed_on" / "签约日期，晚在前",
        Stage = "stage" / "阶段，早在前",
        StageDesc = "-stage" / "阶段，晚在前",
    }
}

crate::text_enum! {
    /// Parts that a list can carry along.
    ProjectInclude {
        Parties = "parties" / "投资方与支持方",
        Phases = "phases" / "分期",
        Codes = "codes" / "项目代码",
        Units = "units" / "配合单位",
        Tags = "tags" / "标签",
        Colour = "colour" / "颜色和由来",
    }
}

/// Fields of a project that a list can be trimmed to.
#[allow(missing_docs)] // the fields are described on `Project`
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProjectField {
    Id,
    Number,
    Name,
    Content,
    Stage,
    StageNo,
    EndState,
    StageSinceOn,
    TotalInvestmentYuan,
    FixedAssetsYuan,
    ContractAmountYuan,
    IndustryCode,
    Industry,
    Chain,
    DivisionCode,
    Place,
    Park,
    LandType,
    LandMu,
    LeadSource,
    BuildKind,
    InvestMode,
    PlannedStart,
    PlannedEnd,
    FirstContactOn,
    SignedOn,
    StartedOn,
    ProducingOn,
    ExpectedOutputYuan,
    ExpectedTaxYuan,
    ExpectedJobs,
    LeadUnitId,
    LeadUnitName,
    Introducer,
    Confidential,
    ExclusionCode,
    ExclusionReason,
    ExcludedBy,
    ExcludedAt,
    FundsInPlaceYuan,
    FundsOutsideProvinceYuan,
    FundsOutsideCityYuan,
    Remark,
    Source,
    ImportId,
    CreatedBy,
    Version,
    CreatedAt,
    UpdatedAt,
}

/// Which tags are looked for.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct TagQuery {
    /// 标签中的字或拼音首字母，如 `zd`
    #[param(max_length = 20)]
    pub q: Option<String>,
}

/// As of which day.
#[derive(Debug, Clone, Copy, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AsOfQuery {
    /// 截至日期：返回当天结束时（北京时间）系统里记录的内容；能看到哪些项目以今天的权限为准，`q` 按今天的名称检索。
    /// 不晚于今天，不填为当前情况
    #[param(example = "2026-03-31")]
    pub as_of: Option<NaiveDate>,
}

/// 正在填写的项目
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ProjectCandidatesQuery {
    /// 正在输入的项目名称
    #[param(min_length = 2, max_length = 200, example = "火星1号基地")]
    pub name: String,
    /// 投资方名称
    #[param(max_length = 200, example = "金昌星辰宇宙文化旅游投资有限公司")]
    pub investor: Option<String>,
}
