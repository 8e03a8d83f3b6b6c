//! 答复的形状：企业详情、查重候选、统计、批量登记的结果；列表的查询条件。

use super::{Alias, CompanyClass, Enterprise, EnterpriseInput, FundsOrigin, Summary};
use crate::db::types::Stamp;
use crate::error::Problem;
use crate::text_enum;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// 一家企业的全部内容
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct EnterpriseView {
    /// 企业
    #[serde(flatten)]
    pub enterprise: Enterprise,
    /// 别名、简称、曾用名
    pub aliases: Vec<Alias>,
    /// 已被合并时，保留的企业
    pub merged_into: Option<Summary>,
    /// 信用代码可以保存但值得再核对时的提醒
    pub credit_code_warning: Option<String>,
    /// 调用者可以办理的事
    pub can: Vec<String>,
}

text_enum! {
    /// 疑似重复的理由。
    MatchKind {
        CreditCode = "credit_code" / "信用代码相同",
        SameName = "same_name" / "名称相同",
        SameAlias = "same_alias" / "别名相同",
        Contained = "contained" / "名称相互包含",
        SimilarName = "similar_name" / "名称相近",
    }
}

/// 疑似重复的一条理由
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct MatchReason {
    /// 理由的种类
    pub kind: MatchKind,
    /// 说给人听的理由
    #[schema(example = "别名相同：金川集团（不计“公司”“集团”等字样）")]
    pub message: String,
}

/// 疑似重复的一家企业
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Candidate {
    /// 库里的企业
    pub enterprise: Summary,
    /// 可能性，0到1；0.7以上登记时须确认不是同一家
    pub score: f64,
    /// 理由，最有力的在前
    pub reasons: Vec<MatchReason>,
}

/// 疑似重复的企业
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Candidates {
    /// 候选，可能性大的在前，最多10家
    pub candidates: Vec<Candidate>,
}

/// Query of duplicate candidates.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct CandidatesQuery {
    /// 正在输入的企业名称
    #[param(min_length = 2, max_length = 200, example = "金川集团")]
    pub name: Option<String>,
    /// 正在输入的统一社会信用代码；满四位即按所含的几位找
    #[param(max_length = 40)]
    pub credit_code: Option<String>,
}

text_enum! {
    /// 列表的顺序。
    EnterpriseSort {
        Name = "name" / "名称（拼音顺序）",
        NameDescending = "-name" / "名称（倒序）",
        Updated = "updated_at" / "最早修改的在前",
        UpdatedDescending = "-updated_at" / "最近修改的在前",
    }
}

/// Conditions of the list; all must hold.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct EnterpriseFilter {
    /// 检索：名称、别名、拼音首字母或全拼、信用代码（前几位也行）、联系电话后四位
    #[param(max_length = 200, example = "jcjt")]
    pub q: Option<String>,
    /// 行政区划代码，含下级；两位、四位或六位
    #[param(max_length = 6, pattern = "^[0-9]{2}([0-9]{2}){0,2}$", example = "6203")]
    pub division_code: Option<String>,
    /// 行业：门类字母（C）或大类（C32）
    #[param(max_length = 10, example = "C32")]
    pub industry_code: Option<String>,
    /// 企业类别，多个为“或”
    #[param(style = Form, explode = false)]
    pub class: Option<Vec<CompanyClass>>,
    /// 资金来源地，多个为“或”
    #[param(style = Form, explode = false)]
    pub origin: Option<Vec<FundsOrigin>>,
    /// 主管单位
    pub owner_unit_id: Option<i64>,
    /// 统一社会信用代码（全码）
    #[param(max_length = 40)]
    pub credit_code: Option<String>,
    /// 这个时刻及以后修改过的
    #[serde(rename = "updated_at.gte")]
    #[param(rename = "updated_at.gte", value_type = Option<String>, format = DateTime)]
    pub updated_at_gte: Option<Stamp>,
    /// 随哪一批导入登记
    #[param(minimum = 1)]
    pub import_id: Option<i64>,
    /// 只看作废的（`true`）；不写即只看在用的
    pub withdrawn: Option<bool>,
}

/// In which order the list comes.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct EnterpriseOrder {
    /// 排序，多个用逗号分隔、先写的优先；不填按名称
    #[param(inline, style = Form, explode = false)]
    pub sort: Option<Vec<EnterpriseSort>>,
}

/// 一个分组和其中的企业数
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = EnterpriseGroup)]
pub struct Group {
    /// 代码；没有填的为空
    pub code: Option<String>,
    /// 名称
    pub label: String,
    /// 企业数
    pub count: i64,
}

/// 符合条件的企业的统计
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct EnterpriseCounts {
    /// 企业数
    pub total: i64,
    /// 有统一社会信用代码的
    pub with_credit_code: i64,
    /// 按省份
    pub by_province: Vec<Group>,
    /// 按行业门类
    pub by_industry: Vec<Group>,
    /// 按企业类别；一家可属几类，合计可大于企业数
    pub by_class: Vec<Group>,
}

/// 批量登记。
#[derive(Debug, Clone, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EnterpriseBatchInput {
    /// 要登记的企业，最多200家
    #[schema(min_items = 1, max_items = 200)]
    pub items: Vec<EnterpriseInput>,
}

/// 批量登记里一家的结果
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct EnterpriseBatchResult {
    /// 第几家，从0起
    pub index: usize,
    /// 这一家的状态码：201 已登记，409 重复，422 填写有误
    pub status: u16,
    /// 登记好的企业
    pub enterprise: Option<Enterprise>,
    /// 没有登记的原因与怎么办
    pub problem: Option<Problem>,
}

/// 批量登记的结果
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct EnterpriseBatchOutcome {
    /// 登记好的家数
    pub created: usize,
    /// 没有登记的家数
    pub refused: usize,
    /// 逐家的结果，顺序与请求相同
    pub results: Vec<EnterpriseBatchResult>,
}
