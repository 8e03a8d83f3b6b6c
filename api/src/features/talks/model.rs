//! 洽谈记录的数据形状。

use crate::db::schema::talks;
use crate::db::types::{Doc, Stamp};
use crate::features::projects::model::view::PersonRef;
use crate::features::trips::model::VisitOutcome;
use crate::journal::Subject;
use crate::text_enum;
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

text_enum! {
    /// 洽谈的方式
    TalkKind {
        VisitIn = "visit_in" / "来访",
        VisitOut = "visit_out" / "走访",
        Call = "call" / "电话",
        Meeting = "meeting" / "会议",
        Online = "online" / "线上",
        Message = "message" / "微信等书信",
    }
}

text_enum! {
    /// 后续事项的情况
    TalkNextState {
        Open = "open" / "未办结",
        Overdue = "overdue" / "逾期未办",
        Done = "done" / "已办结",
    }
}

text_enum! {
    /// 洽谈记录的顺序
    TalkSort {
        Happened = "happened_on" / "洽谈日期，早在前",
        HappenedDesc = "-happened_on" / "洽谈日期，晚在前",
        Due = "next_due_on" / "后续期限，早在前",
        DueDesc = "-next_due_on" / "后续期限，晚在前",
        Number = "number" / "编号",
        NumberDesc = "-number" / "编号倒序",
    }
}

/// 一次洽谈
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize, ToSchema)]
#[diesel(table_name = talks, check_for_backend(crate::db::MultiBackend))]
pub struct Talk {
    /// 内部编号
    pub id: i64,
    /// 洽谈编号
    #[schema(example = "QT-2026-0001")]
    pub number: String,
    /// 企业库中的编号
    pub enterprise_id: Option<i64>,
    /// 项目编号（内部）
    pub project_id: Option<i64>,
    /// 登记单位编号
    pub unit_id: i64,
    /// 洽谈日期
    pub happened_on: NaiveDate,
    /// 洽谈方式
    pub kind: TalkKind,
    /// 我方其他人员
    pub our_others: Option<String>,
    /// 对方人员
    pub their_people: Option<String>,
    /// 地点
    pub place: Option<String>,
    /// 谈了什么
    pub said: String,
    /// 结果
    pub outcome: Option<VisitOutcome>,
    /// 附件编号：照片、纪要
    #[schema(value_type = Vec<i64>)]
    pub file_ids: Doc,
    /// 下一步
    pub next_step: Option<String>,
    /// 下一步的负责人
    pub next_owner_id: Option<i64>,
    /// 下一步的期限
    pub next_due_on: Option<NaiveDate>,
    /// 办结时刻
    pub done_at: Option<Stamp>,
    /// 办结人
    pub done_by: Option<i64>,
    /// 办理情况
    pub done_note: Option<String>,
    /// 作废时刻
    pub withdrawn_at: Option<Stamp>,
    /// 作废的理由
    pub withdraw_reason: Option<String>,
    /// 登记人
    pub created_by: Option<i64>,
    /// 登记时刻
    pub created_at: Stamp,
    /// 最近变动时刻
    pub updated_at: Stamp,
    /// 版本
    pub version: i32,
}

/// 登记或修改洽谈
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TalkInput {
    /// 企业；与项目至少写一个，只写项目而投资方只有一家的自动填上
    pub enterprise_id: Option<i64>,
    /// 项目；与企业至少写一个
    pub project_id: Option<i64>,
    /// 登记单位；不填即本单位，经办人只能填本单位或下属单位
    pub unit_id: Option<i64>,
    /// 洽谈日期；不能晚于今天
    #[schema(example = "2026-03-01")]
    pub happened_on: NaiveDate,
    /// 洽谈方式
    pub kind: TalkKind,
    /// 我方人员；登记时不填即本人
    #[schema(max_items = 30)]
    pub our_user_ids: Option<Vec<i64>>,
    /// 我方其他人员；没有账号的写姓名、职务
    #[schema(max_length = 500, example = "赵某某（园区副主任）")]
    pub our_others: Option<String>,
    /// 对方人员；姓名、职务
    #[schema(max_length = 500, example = "张某某（董事长）、李某某（投资总监）")]
    pub their_people: Option<String>,
    /// 地点
    #[schema(max_length = 200, example = "市招商局三楼会议室")]
    pub place: Option<String>,
    /// 谈了什么
    #[schema(
        min_length = 2,
        max_length = 2000,
        example = "对方拟投建年产2万吨铜箔，关心电价和用地，希望下月来看厂址。"
    )]
    pub said: String,
    /// 结果
    pub outcome: Option<VisitOutcome>,
    /// 下一步；与负责人、期限一起填写，或都不填
    #[schema(max_length = 500, example = "提供电价测算与两处备选地块")]
    pub next_step: Option<String>,
    /// 下一步的负责人；须看得到这家企业或这个项目
    pub next_owner_id: Option<i64>,
    /// 下一步的期限；不早于洽谈日期
    #[schema(example = "2026-03-08")]
    pub next_due_on: Option<NaiveDate>,
    /// 附件（照片、纪要等）
    #[schema(max_items = 20)]
    pub file_ids: Option<Vec<i64>>,
}

/// 作废洽谈记录
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TalkWithdrawalInput {
    /// 理由
    #[schema(min_length = 2, max_length = 500, example = "与上一条重复登记")]
    pub reason: String,
}

/// 洽谈的一份附件
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct TalkFile {
    /// 附件编号
    pub file_id: i64,
    /// 文件名
    #[schema(example = "洽谈纪要.pdf")]
    pub name: String,
}

/// 一次洽谈的全部内容
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TalkView {
    /// The row.
    #[serde(flatten)]
    pub talk: Talk,
    /// 企业名称
    pub enterprise_name: Option<String>,
    /// 项目名称
    pub project_name: Option<String>,
    /// 登记单位名称
    pub unit_name: String,
    /// 我方参加的人员
    pub our_users: Vec<PersonRef>,
    /// 我方人员；有账号的在前
    #[schema(example = "招必达、赵某某（园区副主任）")]
    pub our_people: String,
    /// 下一步的负责人姓名
    pub next_owner_name: Option<String>,
    /// 后续情况；没有后续的为空
    pub next_state: Option<TalkNextState>,
    /// 登记人姓名
    pub created_by_name: Option<String>,
    /// 附件
    pub files: Vec<TalkFile>,
    /// 当前调用者可以办理的操作
    pub can: Vec<String>,
}

impl TalkView {
    /// What the journal calls it.
    pub fn subject(&self) -> Subject {
        let name = self.enterprise_name.as_deref().or(self.project_name.as_deref()).unwrap_or_default();
        Subject::new("talk", self.talk.id, format!("{} {name}", self.talk.number))
    }

    /// The talk as it was sent in.
    pub fn input(&self) -> TalkInput {
        let t = &self.talk;
        TalkInput {
            enterprise_id: t.enterprise_id,
            project_id: t.project_id,
            unit_id: Some(t.unit_id),
            happened_on: t.happened_on,
            kind: t.kind,
            our_user_ids: Some(self.our_users.iter().map(|p| p.id).collect()),
            our_others: t.our_others.clone(),
            their_people: t.their_people.clone(),
            place: t.place.clone(),
            said: t.said.clone(),
            outcome: t.outcome,
            next_step: t.next_step.clone(),
            next_owner_id: t.next_owner_id,
            next_due_on: t.next_due_on,
            file_ids: Some(t.file_ids.read()),
        }
    }
}

/// 一组洽谈
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct TalkGroup {
    /// 代码；没有填的为空
    pub code: Option<String>,
    /// 名称
    pub label: String,
    /// 次数
    pub count: i64,
}

/// 符合条件的洽谈的汇总
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct TalkSummary {
    /// 洽谈次数
    pub total: i64,
    /// 谈过的企业数
    pub enterprises: i64,
    /// 还没有办结的后续事项
    pub open_steps: i64,
    /// 其中逾期的
    pub overdue_steps: i64,
    /// 按洽谈方式
    pub by_kind: Vec<TalkGroup>,
    /// 按结果
    pub by_outcome: Vec<TalkGroup>,
}

/// Which talks.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct TalkFilter {
    /// 检索：洽谈内容、下一步、人员、地点、编号，企业与项目的名称；拼音首字母也可以
    #[param(max_length = 200, example = "铜箔")]
    pub q: Option<String>,
    /// 企业（企业库编号）
    #[param(minimum = 1)]
    pub enterprise_id: Option<i64>,
    /// 项目编号（内部）
    #[param(minimum = 1)]
    pub project_id: Option<i64>,
    /// 登记单位编号（含下属单位），逗号分隔
    #[param(style = Form, explode = false)]
    pub unit_id: Option<Vec<i64>>,
    /// 洽谈方式，逗号分隔
    #[param(inline, style = Form, explode = false)]
    pub kind: Option<Vec<TalkKind>>,
    /// 结果，逗号分隔
    #[param(inline, style = Form, explode = false)]
    pub outcome: Option<Vec<VisitOutcome>>,
    /// 洽谈日期不早于
    pub from_on: Option<NaiveDate>,
    /// 洽谈日期不晚于
    pub to_on: Option<NaiveDate>,
    /// 下一步的负责人（人员编号）
    #[param(minimum = 1)]
    pub next_owner_id: Option<i64>,
    /// 后续情况：`open` 还没有办结，`overdue` 其中逾期的，`done` 已办结
    #[param(inline)]
    pub next_state: Option<TalkNextState>,
    /// 也列出作废的
    pub withdrawn: Option<bool>,
}

/// In which order the list comes.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct TalkOrder {
    /// 排序，多个用逗号分隔、先写的优先；不填按洽谈日期，晚在前
    #[param(inline, style = Form, explode = false)]
    pub sort: Option<Vec<TalkSort>>,
}
