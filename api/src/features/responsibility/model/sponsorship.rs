//! 谁该包抓：按总投资分级的规则，和据此推荐的人。

use crate::features::people::model::UnitKind;
use crate::features::projects::Stage;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// 领导包抓的分级，规则数据（种类 `sponsorship`），由招商局修改并留有历史
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SponsorshipRules {
    /// 从哪个阶段起必须有包抓领导
    pub required_from: Stage,
    /// 各级，按总投资从高到低
    #[schema(min_items = 1, max_items = 10)]
    pub levels: Vec<SponsorLevel>,
}

/// 一级包抓
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SponsorLevel {
    /// 代码
    #[schema(pattern = "^[a-z][a-z0-9_]{1,59}$", max_length = 60, example = "city")]
    pub code: String,
    /// 名称
    #[schema(min_length = 2, max_length = 60, example = "市级领导包抓")]
    pub label: String,
    /// 总投资不少于（元）
    #[schema(minimum = 0, maximum = 1_000_000_000_000_000_i64, example = 2_000_000_000_i64)]
    pub min_total_investment_yuan: i64,
    /// 由哪类单位的领导包抓
    #[schema(min_items = 1, max_items = 6)]
    pub unit_kinds: Vec<UnitKind>,
}

/// 推荐的包抓领导
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct SponsorProposal {
    /// 人员编号
    pub user_id: i64,
    /// 姓名
    pub user_name: String,
    /// 单位名称
    pub unit_name: String,
    /// 职务
    pub post: String,
    /// 现在包抓的项目数
    pub carried: i64,
    /// 为什么推荐
    #[schema(example = "总投资25.22亿元，达到20.00亿元，由市级领导包抓；现包抓2个项目")]
    pub because: String,
}

/// 这个项目该由哪一级领导包抓
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct SponsorshipView {
    /// 级别代码；不到起点的为空
    pub level: Option<String>,
    /// 级别名称
    pub label: Option<String>,
    /// 依据
    #[schema(example = "总投资25.22亿元，达到20.00亿元，由市级领导包抓")]
    pub because: String,
    /// 推荐的人，名下项目少的在前；已有包抓领导的为空
    pub proposals: Vec<SponsorProposal>,
    /// 规则版次
    pub rule_revision: i32,
}
