//! 成果分成：一个项目的成果按单位分，合计恰为百分之百。

use crate::db::schema::{credit_share_sets, credit_shares};
use crate::db::types::Stamp;
use crate::features::projects::model::Percent;
use crate::text_enum;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

text_enum! {
    /// 一版分成的状态
    ShareState {
        Proposed = "proposed" / "待确认",
        InForce = "in_force" / "生效",
        Refused = "refused" / "未获确认",
        Replaced = "replaced" / "已被替代",
    }
}

text_enum! {
    /// 一版分成的依据
    ShareBasis {
        First = "first" / "牵头单位拟定",
        Ruling = "ruling" / "裁定",
        Decision = "decision" / "招商局决定",
    }
}

/// 一个单位的分成
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CreditShare)]
pub struct Share {
    /// 单位编号
    pub unit_id: i64,
    /// 分成（%），大于0，最多两位小数，各单位合计100
    #[schema(value_type = f64, minimum = 0.01, maximum = 100, example = 60.0)]
    pub share_percent: Percent,
    /// 理由
    #[schema(min_length = 2, max_length = 500, example = "首谈并促成签约")]
    pub reason: String,
}

/// 拟定或修改分成
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreditSharesInput {
    /// 各单位的分成，合计恰为100%
    #[schema(min_items = 1, max_items = 20)]
    pub shares: Vec<Share>,
    /// 依据与理由
    #[schema(min_length = 2, max_length = 500, example = "A区首谈，B区落地，双方商定")]
    pub reason: String,
}

/// 确认分成
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ShareConfirmationInput {
    /// 确认；否则退回
    pub confirmed: bool,
    /// 意见
    #[schema(min_length = 2, max_length = 500, example = "双方无异议，予以确认。")]
    pub opinion: String,
}

/// One version of the shares of a project.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize, ToSchema)]
#[diesel(table_name = credit_share_sets, check_for_backend(crate::db::MultiBackend))]
#[schema(as = CreditShareSet)]
pub struct ShareSet {
    /// 编号
    pub id: i64,
    /// 第几版
    pub revision: i32,
    /// 状态
    pub state: ShareState,
    /// 依据
    pub basis: ShareBasis,
    /// 理由
    pub reason: String,
    /// 依据哪次异议的裁定
    pub objection_id: Option<i64>,
    /// 拟定人
    pub proposed_by: Option<i64>,
    /// 拟定时刻
    pub proposed_at: Stamp,
    /// 确认意见
    pub opinion: Option<String>,
    /// 确认或决定的人
    pub decided_by: Option<i64>,
    /// 确认或决定的时刻
    pub decided_at: Option<Stamp>,
    /// Version of the row; the version of the whole is the sum over all rows of the project.
    #[serde(skip)]
    pub version: i32,
}

/// One row of a version.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable)]
#[diesel(table_name = credit_shares, check_for_backend(crate::db::MultiBackend))]
pub struct ShareRow {
    /// Version it belongs to.
    pub set_id: i64,
    /// Unit.
    pub unit_id: i64,
    /// Share.
    pub share_percent: Percent,
    /// Reason.
    pub reason: String,
}

/// 一个单位的分成，附单位名称
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[schema(as = CreditShareView)]
pub struct ShareView {
    /// 单位编号
    pub unit_id: i64,
    /// 单位名称
    pub unit_name: String,
    /// 分成（%），两位小数
    #[schema(value_type = f64, example = 60.0)]
    pub share_percent: Percent,
    /// 理由
    pub reason: String,
}

/// 一版分成
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = CreditShareSetView)]
pub struct ShareSetView {
    /// 这一版
    #[serde(flatten)]
    pub set: ShareSet,
    /// 各单位的分成，大的在前
    pub shares: Vec<ShareView>,
}

/// 项目的成果分成
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CreditSharesView {
    /// 项目编号（内部）
    pub project_id: i64,
    /// 没有商定过分成，牵头单位为100%
    pub is_default: bool,
    /// 现行的分成，大的在前；合计100%
    pub shares: Vec<ShareView>,
    /// 现行的一版；默认时为空
    pub in_force: Option<ShareSetView>,
    /// 待招商局确认的一版
    pub proposed: Option<ShareSetView>,
    /// 当前用户可办理的事项
    pub can: Vec<String>,
}

/// 历次分成
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CreditShareHistory {
    /// 各版，新的在前
    pub revisions: Vec<ShareSetView>,
}
