//! Copies: a thing shown to colleagues.

use crate::db::schema::carbon_copies;
use crate::db::types::Stamp;
use crate::text_enum;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

text_enum! {
    /// What can be shown to colleagues.
    CopyResource {
        Project = "project" / "项目",
        Trip = "trip" / "外出招商",
        Reception = "reception" / "来访接待",
        Talk = "talk" / "洽谈",
        Claim = "claim" / "首报首谈",
    }
}

text_enum! {
    /// Which copies.
    CopyBox { Received = "received" / "抄送我的", Sent = "sent" / "我抄送的" }
}

/// One copy to one person.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize)]
#[diesel(table_name = carbon_copies, check_for_backend(crate::db::MultiBackend))]
pub struct CopyRow {
    /// Id.
    pub id: i64,
    /// Of what.
    pub resource: CopyResource,
    /// Id of the resource.
    pub resource_id: i64,
    /// The project it belongs to.
    pub project_id: Option<i64>,
    /// The thing, by name.
    pub subject: String,
    /// What was written to it.
    pub text: String,
    /// By whom.
    pub from_id: i64,
    /// To whom.
    pub to_id: i64,
    /// When.
    pub sent_at: Stamp,
    /// When it was read.
    pub read_at: Option<Stamp>,
}

/// 抄送给同事
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CarbonCopyInput {
    /// 抄送什么
    pub resource: CopyResource,
    /// 对象编号（内部）
    #[schema(minimum = 1, example = 12)]
    pub resource_id: i64,
    /// 抄送给谁；只能是看得到它的同事
    #[schema(min_items = 1, max_items = 50, example = json!([5, 8]))]
    pub user_ids: Vec<i64>,
    /// 附言
    #[schema(min_length = 1, max_length = 500, example = "企业提出的用地问题，请了解进展。")]
    pub text: String,
}

/// 一份抄送
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct CarbonCopy {
    /// 抄送编号
    pub id: i64,
    /// 抄送什么
    pub resource: CopyResource,
    /// 对象编号（内部）
    pub resource_id: i64,
    /// 对象名称；已看不到的不再写出
    #[schema(example = "高纯镍项目")]
    pub subject: String,
    /// 附言
    pub text: String,
    /// 抄送人编号
    pub from_id: i64,
    /// 抄送人
    pub from_name: String,
    /// 收件人编号
    pub to_id: i64,
    /// 收件人
    pub to_name: String,
    /// 抄送时刻
    pub sent_at: Stamp,
    /// 收件人读过的时刻；还没有读的为空
    pub read_at: Option<Stamp>,
}

/// 一次抄送的各份
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct CarbonCopies {
    /// 每位收件人一份
    pub items: Vec<CarbonCopy>,
}

/// Which copies.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct CopyFilter {
    /// 抄送我的，或我抄送的；不填为抄送我的
    #[param(inline)]
    pub r#box: Option<CopyBox>,
    /// 只看还没有读的
    pub unread: Option<bool>,
}
