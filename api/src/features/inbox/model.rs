//! What the inbox shows.

use crate::db::types::Stamp;
use crate::features::projects::model::Colour;
use crate::waiting::{InboxKind, InboxResource, InboxTab};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// 待办的一项
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct InboxItem {
    /// 办什么
    pub kind: InboxKind,
    /// 对象名称，如项目、行程、客商的名称
    #[schema(example = "高纯镍项目")]
    pub subject: String,
    /// 为什么轮到本人
    #[schema(example = "“签约”阶段的材料已提交，由您所在的角色审核")]
    pub why: String,
    /// 提交人；没有提交人的为空
    pub from_name: Option<String>,
    /// 何时开始等待；已办的为办结时刻
    pub since_at: Stamp,
    /// 应在哪天之前办结；没有期限的为空
    pub due_on: Option<NaiveDate>,
    /// 逾期天数；没有逾期的为空
    #[schema(example = 2)]
    pub overdue_days: Option<i64>,
    /// 还剩几天，当天到期为0；逾期或没有期限的为空
    #[schema(example = 3)]
    pub days_left: Option<i64>,
    /// 到哪里办
    pub resource: InboxResource,
    /// 对象编号（内部）
    pub resource_id: i64,
    /// 对象之内的编号，如阶段记录、后续事项；没有的为空
    pub part_id: Option<i64>,
    /// 对象是项目的，其今天的颜色；不在管理范围的没有
    pub colour: Option<Colour>,
}

/// Query of the inbox.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct InboxQuery {
    /// 哪一栏；不填为待办
    pub tab: Option<InboxTab>,
    /// 只看这些种类，逗号分隔
    #[param(style = Form, explode = false)]
    pub kind: Option<Vec<InboxKind>>,
}

/// 一种待办有几项
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct InboxKindCount {
    /// 办什么
    pub kind: InboxKind,
    /// 几项
    pub count: i64,
    /// 其中逾期的
    pub overdue: i64,
}

/// 一栏有几项
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct InboxTabCount {
    /// 哪一栏
    pub tab: InboxTab,
    /// 几项
    pub count: i64,
    /// 其中逾期的；已办的不计逾期
    pub overdue: i64,
    /// 各种类的项数，没有的种类不列
    pub kinds: Vec<InboxKindCount>,
}

/// 各栏的项数
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct InboxSummary {
    /// 待办、已办、我发起、抄送我、督办，依次
    pub tabs: Vec<InboxTabCount>,
    /// 待办中逾期的项数
    pub overdue: i64,
}

/// 一栏的数
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct InboxCount {
    /// 哪一栏
    pub tab: InboxTab,
    /// 几项；抄送为未读的
    pub count: i64,
}

/// 页面顶部用的几个数
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct InboxCounts {
    /// 待办、已办、我发起、抄送我、督办，依次
    pub tabs: Vec<InboxCount>,
    /// 待办中逾期的
    pub overdue: i64,
    /// 待办中今天到期的
    pub due_today: i64,
    /// 没有读的提醒
    pub unread_notices: i64,
}
