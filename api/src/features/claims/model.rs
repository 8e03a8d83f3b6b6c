//! 登记、推进、延期、异议、流转的行与词；填写的在 [`input`]，看到的在 [`view`]，列表在 [`query`]，分成在 [`shares`]。

mod input;
mod query;
mod shares;
mod sheet;
mod view;

pub use input::*;
pub use query::*;
pub use shares::*;
pub use sheet::*;
pub use view::*;

use crate::db::schema::{
    claim_extensions, claim_objections, claim_progress, claim_transfer_asks, claim_transfers, first_claims,
};
use crate::db::types::{Doc, Stamp};
use crate::text_enum;
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

text_enum! {
    /// 首报首谈的状态
    ClaimState {
        Pending = "pending" / "待确认",
        Protected = "protected" / "保护中",
        Expired = "expired" / "已失效",
        Released = "released" / "已转共享",
        Transferred = "transferred" / "已流转",
        Lost = "lost" / "未获支持",
    }
}

text_enum! {
    /// 登记从哪里来
    ClaimOrigin {
        Registered = "registered" / "首次登记",
        Transferred = "transferred" / "流转承接",
        PickedUp = "picked_up" / "共享池领取",
    }
}

text_enum! {
    /// 延期申请的状态
    ExtensionState { Asked = "asked" / "待审批", Granted = "granted" / "同意", Refused = "refused" / "不同意" }
}

text_enum! {
    /// 异议的状态
    ObjectionState { Open = "open" / "待裁定", Ruled = "ruled" / "已裁定", Moot = "moot" / "因另案裁定终结" }
}

text_enum! {
    /// 裁定
    Ruling {
        Uphold = "uphold" / "维持原登记",
        TransferToObjector = "transfer_to_objector" / "归异议单位",
        Joint = "joint" / "共同跟进，按比例分成",
    }
}

text_enum! {
    /// 流转的状态
    TransferState { Open = "open" / "征询中", Accepted = "accepted" / "已承接", Ended = "ended" / "已终结" }
}

text_enum! {
    /// 被征询单位的答复
    AskState {
        Asked = "asked" / "待答复",
        Accepted = "accepted" / "承接",
        Declined = "declined" / "不承接",
        Withdrawn = "withdrawn" / "已撤回",
    }
}

/// 首报首谈的时限，规则数据（种类 `claims`），由招商局修改并留有历史
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClaimRules {
    /// 保护期，自确认之日起的天数
    #[schema(minimum = 1, maximum = 3650, example = 90)]
    pub protect_days: i32,
    /// 连续多少天没有推进即失效
    #[schema(minimum = 1, maximum = 3650, example = 30)]
    pub idle_expire_days: i32,
    /// 后报单位登记后可以提出异议的工作日数
    #[schema(minimum = 1, maximum = 250, example = 5)]
    pub objection_workdays: i32,
    /// 收到异议后须裁定的工作日数
    #[schema(minimum = 1, maximum = 250, example = 5)]
    pub ruling_workdays: i32,
}

/// 一条首报首谈登记
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize, ToSchema)]
#[diesel(table_name = first_claims, check_for_backend(crate::db::MultiBackend))]
#[schema(as = FirstClaim)]
pub struct Claim {
    /// 内部编号
    pub id: i64,
    /// 登记号
    #[schema(example = "SB-2026-0001")]
    pub number: String,
    /// 同一客商、同一事项的登记同属一案；最早一条的编号
    pub lineage_id: i64,
    /// 从哪里来
    pub origin: ClaimOrigin,
    /// 承接自哪一条登记
    pub predecessor_id: Option<i64>,
    /// 客商在企业库中的编号
    pub enterprise_id: i64,
    /// 客商名称，按登记时
    #[schema(example = "示例新能源科技有限公司")]
    pub investor: String,
    /// 洽谈方向
    #[schema(example = "年产10吉瓦时磷酸铁锂电池")]
    pub direction: String,
    /// 产业链
    pub chain: Option<String>,
    /// 行业代码（GB/T 4754-2017 大类，带门类字母）
    pub industry_code: Option<String>,
    /// 关联项目的编号
    pub project_id: Option<i64>,
    /// 首谈单位
    pub unit_id: i64,
    /// 首谈人
    pub person_id: i64,
    /// 首次接触日期
    pub first_contact_on: NaiveDate,
    /// Files that prove the first contact; shown with their names in views.
    #[serde(skip)]
    pub proof: Doc,
    /// 状态
    pub state: ClaimState,
    /// 保护自哪天起
    pub protected_from: Option<NaiveDate>,
    /// 保护期至（含当日）
    pub protected_until: Option<NaiveDate>,
    /// 最近推进日
    pub last_progress_on: NaiveDate,
    /// Idle days are counted from here: confirmation, progress, granted extension.
    #[serde(skip)]
    pub idle_from: NaiveDate,
    /// 不再推进时失效的前一日：保护期与无推进期限中较早的一个（含当日）
    pub lapses_on: Option<NaiveDate>,
    /// 登记日期
    pub registered_on: NaiveDate,
    /// 可以提出异议的最后一日
    pub object_by_on: NaiveDate,
    /// 时限所依据的规则版次
    pub rule_revision: i32,
    /// 结束日期
    pub ended_on: Option<NaiveDate>,
    /// 结束原因
    pub end_reason: Option<String>,
    /// 企业合并后与另一条保护中的登记重叠，待裁定
    pub needs_ruling: bool,
    /// 登记人
    pub registered_by: Option<i64>,
    /// 确认人
    pub confirmed_by: Option<i64>,
    /// 确认时刻
    pub confirmed_at: Option<Stamp>,
    /// 确认意见
    pub confirm_opinion: Option<String>,
    /// 登记时刻
    pub created_at: Stamp,
    /// 最近变动时刻
    pub updated_at: Stamp,
    /// 版本
    pub version: i32,
}

impl Claim {
    /// Files that prove the first contact.
    pub fn proof_ids(&self) -> Vec<i64> {
        self.proof.read()
    }
}

/// 一条推进记录，只增不改
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize)]
#[diesel(table_name = claim_progress, check_for_backend(crate::db::MultiBackend))]
pub struct Progress {
    /// Key.
    pub id: i64,
    /// Day.
    pub happened_on: NaiveDate,
    /// What happened.
    pub note: String,
    /// Files.
    pub proof: Doc,
    /// Author.
    pub added_by: Option<i64>,
    /// When.
    pub added_at: Stamp,
}

/// A request for a longer protection.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize)]
#[diesel(table_name = claim_extensions, check_for_backend(crate::db::MultiBackend))]
pub struct Extension {
    /// Key.
    pub id: i64,
    /// Claim.
    pub claim_id: i64,
    /// New end.
    pub until_on: NaiveDate,
    /// Reason.
    pub reason: String,
    /// Files.
    pub proof: Doc,
    /// State.
    pub state: ExtensionState,
    /// Author.
    pub asked_by: Option<i64>,
    /// When.
    pub asked_at: Stamp,
    /// Opinion of the bureau.
    pub opinion: Option<String>,
    /// Who decided.
    pub decided_by: Option<i64>,
    /// When.
    pub decided_at: Option<Stamp>,
}

/// An objection against a claim, and its ruling.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize)]
#[diesel(table_name = claim_objections, check_for_backend(crate::db::MultiBackend))]
pub struct Objection {
    /// Key.
    pub id: i64,
    /// Claim of the objecting unit.
    pub claim_id: i64,
    /// Claim objected to.
    pub against_id: i64,
    /// Reason.
    pub reason: String,
    /// Files.
    pub proof: Doc,
    /// Author.
    pub filed_by: Option<i64>,
    /// When.
    pub filed_at: Stamp,
    /// Day.
    pub filed_on: NaiveDate,
    /// Last day for the ruling.
    pub rule_by_on: NaiveDate,
    /// Revision of the rules.
    pub rule_revision: i32,
    /// State.
    pub state: ObjectionState,
    /// Ruling.
    pub ruling: Option<Ruling>,
    /// Its reasons.
    pub ruling_reason: Option<String>,
    /// Credit shares of a joint ruling.
    pub shares: Option<Doc>,
    /// Who ruled.
    pub ruled_by: Option<i64>,
    /// When.
    pub ruled_at: Option<Stamp>,
    /// Version.
    pub version: i32,
}

/// A claim offered to other units.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize)]
#[diesel(table_name = claim_transfers, check_for_backend(crate::db::MultiBackend))]
pub struct Transfer {
    /// Key.
    pub id: i64,
    /// Claim.
    pub claim_id: i64,
    /// Reason.
    pub reason: String,
    /// What the giving unit still has to do.
    pub duties: Option<String>,
    /// State.
    pub state: TransferState,
    /// Author.
    pub asked_by: Option<i64>,
    /// When.
    pub asked_at: Stamp,
    /// The claim it became.
    pub new_claim_id: Option<i64>,
    /// Who closed it.
    pub closed_by: Option<i64>,
    /// When.
    pub closed_at: Option<Stamp>,
    /// Why it ended.
    pub close_note: Option<String>,
    /// Version.
    pub version: i32,
}

/// One unit asked.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize)]
#[diesel(table_name = claim_transfer_asks, check_for_backend(crate::db::MultiBackend))]
pub struct Ask {
    /// Key.
    pub id: i64,
    /// Transfer.
    pub transfer_id: i64,
    /// Unit.
    pub unit_id: i64,
    /// State.
    pub state: AskState,
    /// Opinion.
    pub opinion: Option<String>,
    /// When.
    pub asked_at: Stamp,
    /// Who answered.
    pub answered_by: Option<i64>,
    /// When.
    pub answered_at: Option<Stamp>,
}
