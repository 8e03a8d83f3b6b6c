//! What a person was told, and how he wants to be told.

use crate::db::schema::notices;
use crate::db::types::{Doc, Stamp};
use crate::text_enum;
use crate::waiting::{InboxKind, InboxResource};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

text_enum! {
    /// Why somebody is told.
    NoticeStage {
        Before = "before" / "即将到期",
        Today = "today" / "今天到期",
        After = "after" / "已逾期",
        News = "news" / "知会",
    }
}

/// One notice.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable)]
#[diesel(table_name = notices, check_for_backend(crate::db::MultiBackend))]
pub struct NoticeRow {
    /// Id.
    pub id: i64,
    /// Who is told.
    pub user_id: i64,
    /// What it is about.
    pub kind: InboxKind,
    /// Why now.
    pub stage: NoticeStage,
    /// The thing, by name.
    pub subject: String,
    /// The sentence.
    pub text: String,
    /// Its name leaves the house in no message.
    pub confidential: bool,
    /// Where it leads.
    pub resource: InboxResource,
    /// Id of the resource.
    pub resource_id: i64,
    /// Id of the part of it.
    pub part_id: Option<i64>,
    /// Until when.
    pub due_on: Option<NaiveDate>,
    /// When he was told.
    pub created_at: Stamp,
    /// When he read it.
    pub read_at: Option<Stamp>,
}

/// 一条提醒
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Notice {
    /// 提醒编号
    pub id: i64,
    /// 关于哪种事
    pub kind: InboxKind,
    /// 提醒的缘由
    pub stage: NoticeStage,
    /// 对象名称；已看不到的不再写出
    #[schema(example = "高纯镍项目")]
    pub subject: String,
    /// 提醒的话
    #[schema(example = "外出招商总结，3月8日到期，还有3天")]
    pub text: String,
    /// 到哪里办
    pub resource: InboxResource,
    /// 对象编号（内部）
    pub resource_id: i64,
    /// 对象之内的编号；没有的为空
    pub part_id: Option<i64>,
    /// 应在哪天之前办结；没有期限的为空
    pub due_on: Option<NaiveDate>,
    /// 提醒时刻
    pub created_at: Stamp,
    /// 读过的时刻；还没有读的为空
    pub read_at: Option<Stamp>,
}

/// Which notices.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct NoticeFilter {
    /// 只看还没有读的
    pub unread: Option<bool>,
}

/// 把提醒记为读过
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NoticeReadingsInput {
    /// 到哪一条为止（含）：这之前的都记为读过；以免把刚到、还没有看见的也算读过
    #[schema(minimum = 1, example = 57)]
    pub up_to_id: i64,
}

/// 还有几条没有读
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct Unread {
    /// 没有读的提醒
    pub unread: i64,
}

/// 本人的提醒方式
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NoticeSettingsInput {
    /// 收提醒的邮箱；不填即不发给本人。只有开通了不写收件人的邮件渠道才会发出
    #[schema(max_length = 254, example = "zhangsan@example.gov.cn")]
    pub email: Option<String>,
    /// 这些种类不往外发（群机器人、邮件），只在系统内提醒
    #[schema(max_items = 60)]
    pub quiet_kinds: Vec<InboxKind>,
}

/// What is kept of it.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable)]
#[diesel(table_name = crate::db::schema::notice_settings, check_for_backend(crate::db::MultiBackend))]
pub struct SettingsRow {
    /// Whose.
    pub user_id: i64,
    /// Where to.
    pub email: Option<String>,
    /// What stays inside.
    pub quiet_kinds: Doc,
    /// When saved.
    pub updated_at: Stamp,
    /// Version.
    pub version: i32,
}

/// 本人的提醒方式，连同版本
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct NoticeSettings {
    /// 收提醒的邮箱；没有的为空
    pub email: Option<String>,
    /// 只在系统内提醒的种类
    pub quiet_kinds: Vec<InboxKind>,
    /// 最近保存时刻；从未保存过的为空
    pub updated_at: Option<Stamp>,
    /// 版本；从未保存过的为0
    pub version: i32,
    /// 本人可以办理的事项
    pub can: Vec<String>,
}
