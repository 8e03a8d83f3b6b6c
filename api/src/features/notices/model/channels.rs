//! Channels outwards and the messages sent through them.

use crate::db::schema::{channels, outgoing_messages};
use crate::db::types::{Doc, Stamp};
use crate::text_enum;
use crate::waiting::InboxKind;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

text_enum! {
    /// By which way.
    ChannelKind {
        WecomRobot = "wecom_robot" / "企业微信群机器人",
        DingtalkRobot = "dingtalk_robot" / "钉钉群机器人",
        Email = "email" / "邮件",
    }
}

text_enum! {
    /// What became of a message.
    MessageState {
        Queued = "queued" / "待发送",
        Sent = "sent" / "已发送",
        Failed = "failed" / "失败，将重试",
        GivenUp = "given_up" / "已放弃",
    }
}

text_enum! {
    /// What a message is for.
    MessagePurpose { Reminder = "reminder" / "到期提醒", Test = "test" / "测试" }
}

/// A channel as it is stored.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable)]
#[diesel(table_name = channels, check_for_backend(crate::db::MultiBackend))]
pub struct ChannelRow {
    /// Id.
    pub id: i64,
    /// Name.
    pub name: String,
    /// By which way.
    pub kind: ChannelKind,
    /// Whose people's reminders; none = the whole city's.
    pub unit_id: Option<i64>,
    /// Of these kinds; empty = of all.
    pub kinds: Doc,
    /// Mail addresses.
    pub recipients: Doc,
    /// What opens the robot.
    pub sealed_key: Option<String>,
    /// What it signs with.
    pub sealed_secret: Option<String>,
    /// In use.
    pub active: bool,
    /// Set up by.
    pub created_by: Option<i64>,
    /// Set up at.
    pub created_at: Stamp,
    /// Last changed.
    pub updated_at: Stamp,
    /// Version.
    pub version: i32,
}

/// 设置消息渠道
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChannelInput {
    /// 渠道名称
    #[schema(min_length = 2, max_length = 60, example = "工信局工作群")]
    pub name: String,
    /// 方式；设定后不能改
    pub kind: ChannelKind,
    /// 哪个单位（含下属）的人员的提醒发到这里；不填即全市，全市的不写对象名称
    #[schema(example = 7)]
    pub unit_id: Option<i64>,
    /// 只发这些种类；不填即全部
    #[schema(max_items = 60)]
    pub kinds: Vec<InboxKind>,
    /// 邮件的收件地址；不填即发到各人在“提醒方式”里填的邮箱。机器人不填
    #[schema(max_items = 20, example = json!(["office@example.gov.cn"]))]
    pub recipients: Vec<String>,
    /// 机器人地址中的钥匙：企业微信为 key 之后的部分，钉钉为 access_token 之后的部分。保存后不再显示；修改时不填即不变
    #[schema(max_length = 200, example = "693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa")]
    pub robot_key: Option<String>,
    /// 钉钉机器人“加签”的密钥。保存后不再显示；修改时不填即不变
    #[schema(max_length = 200, example = "SECxxxxxxxxxxxxxxxx")]
    pub sign_secret: Option<String>,
    /// 是否启用
    pub active: bool,
}

/// 一个消息渠道；钥匙与密钥从不返回
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Channel {
    /// 渠道编号
    pub id: i64,
    /// 渠道名称
    pub name: String,
    /// 方式
    pub kind: ChannelKind,
    /// 单位编号；全市的为空
    pub unit_id: Option<i64>,
    /// 单位名称；全市的为空
    pub unit_name: Option<String>,
    /// 只发这些种类；空即全部
    pub kinds: Vec<InboxKind>,
    /// 收件地址
    pub recipients: Vec<String>,
    /// 是否已存有钥匙
    pub has_key: bool,
    /// 是否已存有加签密钥
    pub has_secret: bool,
    /// 是否启用
    pub active: bool,
    /// 最近一次发出的时刻；没有发过的为空
    pub last_sent_at: Option<Stamp>,
    /// 待发送或将重试的消息数
    pub waiting: i64,
    /// 已放弃的消息数
    pub given_up: i64,
    /// 设置时刻
    pub created_at: Stamp,
    /// 最近修改时刻
    pub updated_at: Stamp,
    /// 版本
    pub version: i32,
    /// 您可以办理的事项
    pub can: Vec<String>,
}

/// Which channels.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ChannelFilter {
    /// 只看启用的，或只看停用的
    pub active: Option<bool>,
}

/// A message as it is stored.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable)]
#[diesel(table_name = outgoing_messages, check_for_backend(crate::db::MultiBackend))]
pub struct MessageRow {
    /// Id.
    pub id: i64,
    /// Number, which also stands in the text.
    pub number: String,
    /// Through which channel.
    pub channel_id: i64,
    /// For whom; none = for the group.
    pub user_id: Option<i64>,
    /// His address.
    pub recipient: Option<String>,
    /// What for.
    pub purpose: MessagePurpose,
    /// Subject.
    pub subject: String,
    /// Text.
    pub body: String,
    /// What became of it.
    pub state: MessageState,
    /// How often it was tried.
    pub attempts: i32,
    /// Why it failed last.
    pub last_error: Option<String>,
    /// When it was written.
    pub created_at: Stamp,
    /// When it was taken.
    pub sent_at: Option<Stamp>,
    /// Version.
    pub version: i32,
}

/// 一条发出的消息
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct OutgoingMessage {
    /// 消息编号（内部）
    pub id: i64,
    /// 消息编号，也写在消息里：同一编号收到两次的是同一条
    #[schema(example = "XX-2026-000012")]
    pub number: String,
    /// 渠道编号
    pub channel_id: i64,
    /// 渠道名称
    pub channel_name: String,
    /// 收件人编号；发给群或固定地址的为空
    pub user_id: Option<i64>,
    /// 用途
    pub purpose: MessagePurpose,
    /// 标题
    pub subject: String,
    /// 内容；没有业务权限的看不到
    pub body: Option<String>,
    /// 情况
    pub state: MessageState,
    /// 已试次数
    pub attempts: i32,
    /// 最近一次失败的原因与怎么办
    pub last_error: Option<String>,
    /// 写成时刻
    pub created_at: Stamp,
    /// 发出时刻
    pub sent_at: Option<Stamp>,
    /// 版本
    pub version: i32,
    /// 您可以办理的事项
    pub can: Vec<String>,
}

/// Which messages.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct MessageFilter {
    /// 渠道编号
    #[param(minimum = 1)]
    pub channel_id: Option<i64>,
    /// 情况，逗号分隔
    #[param(inline, style = Form, explode = false, max_items = 4)]
    pub state: Option<Vec<MessageState>>,
}
