//! 日历的一天、一年，和推算期限的请求与结果。

use super::rules;
use crate::db::schema::{calendar_days, calendar_years};
use crate::db::types::Stamp;
use crate::text_enum;
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

text_enum! {
    /// 这一天与平常的星期几有何不同。
    DayMark {
        Off = "off" / "放假",
        Worked = "worked" / "调休上班",
        Normal = "normal" / "平常日",
    }
}

/// 表里的一天。
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize)]
#[diesel(table_name = calendar_days, check_for_backend(crate::db::MultiBackend))]
pub struct DayRow {
    /// 日期。
    pub on_date: NaiveDate,
    /// 与平常有何不同。
    pub kind: DayMark,
    /// 节日名称。
    pub name: String,
    /// 文号。
    pub source: String,
    /// 最近修改时刻。
    pub updated_at: Stamp,
    /// 版本。
    pub version: i32,
}

/// 表里的一年。
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize)]
#[diesel(table_name = calendar_years, check_for_backend(crate::db::MultiBackend))]
pub struct YearRow {
    /// 年份。
    pub year: i32,
    /// 放假安排是否已公布并录入。
    pub decreed: bool,
    /// 文号。
    pub source: String,
    /// 最近修改时刻。
    pub updated_at: Stamp,
    /// 版本。
    pub version: i32,
}

/// 日历上的一天
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct CalendarDay {
    /// 日期
    pub on: NaiveDate,
    /// 星期几，1 为星期一
    #[schema(minimum = 1, maximum = 7)]
    pub weekday: u32,
    /// 与平常的星期几有何不同
    pub kind: DayMark,
    /// 是否工作日
    pub working: bool,
    /// 为什么，如“国庆节放假”
    pub reason: String,
    /// 节日名称
    pub name: String,
    /// 依据（文号）
    pub source: String,
    /// 版本；没有特别安排的日子为 0
    pub version: i32,
}

/// 一年的放假调休安排
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct CalendarYear {
    /// 年份
    pub year: i32,
    /// 放假安排是否已公布并录入
    pub decreed: bool,
    /// 依据（文号）
    pub source: String,
    /// 全年工作日数
    pub working_days: i64,
    /// 尚未公布时的提醒
    pub warning: Option<String>,
    /// 与平常的星期几不同的日子
    pub days: Vec<CalendarDay>,
    /// 版本；尚未登记的年份为 0
    pub version: i32,
    /// 调用者可以办理的事
    pub can: Vec<String>,
}

/// 改一天。
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CalendarDayInput)]
pub struct DayInput {
    /// 放假、调休上班，或恢复为平常日
    pub kind: DayMark,
    /// 节日名称；放假和调休上班须填
    #[schema(max_length = 50, example = "国庆节")]
    pub name: Option<String>,
    /// 依据（文号或通知名称）；放假和调休上班须填
    #[schema(max_length = 200, example = "国办发明电〔2025〕7号")]
    pub source: Option<String>,
}

/// 标明一年的安排是否已公布并录入。
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CalendarYearInput)]
pub struct YearInput {
    /// 放假安排是否已公布并录入
    pub decreed: bool,
    /// 依据（文号或通知名称）；已公布的须填
    #[schema(max_length = 200, example = "国办发明电〔2025〕7号")]
    pub source: Option<String>,
}

/// Query of one year's days.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct DaysQuery {
    /// 年份
    #[param(minimum = 1900, maximum = 2199, example = 2026)]
    pub year: i32,
}

/// Query of a deadline.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct DeadlineQuery {
    /// 收到之日，为第0天；与 `working_days` 一起用
    #[param(example = "2026-09-30")]
    pub received_on: Option<NaiveDate>,
    /// 多少个工作日；0 为当日办结
    #[param(minimum = 0, maximum = 2500, example = 5)]
    pub working_days: Option<u32>,
    /// 批准的暂停，`停计第一天/重新起算日`，尚未恢复的只写停计第一天，多段以逗号分隔
    #[param(style = Form, explode = false, max_items = 20)]
    pub pauses: Option<Vec<String>>,
    /// 原定日期（如“周五报送”），当天不上班即顺延；与 `received_on` 二选一
    pub planned_on: Option<NaiveDate>,
    /// 钟点（北京时间）；不填为当天 24:00
    #[param(pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$", max_length = 5, example = "10:00")]
    pub time: Option<String>,
}

/// 推算过程中的一天
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct DeadlineDay {
    /// 日期
    pub on: NaiveDate,
    /// 第几个工作日；不计的日子为空
    pub number: Option<u32>,
    /// 计或不计的原因
    pub reason: String,
}

/// 推算出的期限和来由
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Deadline {
    /// 到期日；暂停尚未恢复时为空
    pub due_on: Option<NaiveDate>,
    /// 到期时刻：到期日 24:00 或所给的钟点
    pub due_at: Option<Stamp>,
    /// 为什么是这一天
    pub explanation: String,
    /// 逐日的来由
    pub days: Vec<DeadlineDay>,
    /// 暂停占去的日历天数
    pub paused_days: u32,
    /// 其中本应是工作日的天数
    pub paused_working_days: u32,
    /// 提醒，如涉及尚未公布放假安排的年份
    pub warnings: Vec<String>,
}

impl From<rules::ClockDay> for DeadlineDay {
    fn from(day: rules::ClockDay) -> Self {
        Self { on: day.on, number: day.number, reason: day.reason }
    }
}

impl From<rules::Deadline> for Deadline {
    fn from(found: rules::Deadline) -> Self {
        Self {
            due_on: found.due_on,
            due_at: found.due_on.map(|on| Stamp::new(rules::end_of_day_at(on))),
            explanation: found.explanation,
            days: found.days.into_iter().map(Into::into).collect(),
            paused_days: found.paused_days,
            paused_working_days: found.paused_working_days,
            warnings: found.warnings,
        }
    }
}
