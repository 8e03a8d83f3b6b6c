//! What a city may set: the rhythm of reports, the milestones to begin with.

use super::MilestoneCode;
use crate::features::projects::Stage;
use crate::text_enum;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

text_enum! {
    /// What happens to a due day without work.
    HolidayShift { NextWorkday = "next_workday" / "顺延到下一个工作日", None = "none" / "不顺延" }
}

text_enum! {
    /// Day of the week.
    WeekDay {
        Mon = "mon" / "星期一",
        Tue = "tue" / "星期二",
        Wed = "wed" / "星期三",
        Thu = "thu" / "星期四",
        Fri = "fri" / "星期五",
        Sat = "sat" / "星期六",
        Sun = "sun" / "星期日",
    }
}

/// 报送规则：哪天截止、谁要报、迟报漏报扣几分
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReportRules {
    /// 月报截止日：当月几日24:00
    #[schema(minimum = 1, maximum = 28, example = 25)]
    pub monthly_due_day: u32,
    /// 周报截止在星期几
    pub weekly_day: WeekDay,
    /// 周报截止的钟点（北京时间）
    #[schema(pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$", max_length = 5, example = "10:00")]
    pub weekly_time: String,
    /// 截止日不上班时
    pub holiday_shift: HolidayShift,
    /// 迟报、漏报一次的扣分
    #[schema(minimum = -100, maximum = 0, example = -1)]
    pub late_points: i32,
    /// 一年最多扣到
    #[schema(minimum = -1000, maximum = 0, example = -12)]
    pub late_points_max: i32,
    /// 逐月报进度的阶段
    #[schema(min_items = 1, max_items = 13)]
    pub stages: Vec<Stage>,
    /// 逐月报生产的阶段
    #[schema(max_items = 2)]
    pub production_stages: Vec<Stage>,
    /// 本月投资达到上月的几倍以上要核对
    #[schema(minimum = 2, maximum = 1000, example = 10)]
    pub jump_times: i64,
}

/// 里程碑模板：签约后多少天
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MilestoneRules {
    /// 默认的里程碑，供新项目采用
    #[schema(min_items = 1, max_items = 30)]
    pub template: Vec<MilestoneTemplate>,
    /// 到期前多少天列入待办
    #[schema(minimum = 0, maximum = 90, example = 7)]
    pub remind_days: u32,
}

/// 模板中的一个里程碑
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = MilestoneTemplateRow)]
pub struct MilestoneTemplate {
    /// 种类
    pub code: MilestoneCode,
    /// 名称
    #[schema(min_length = 2, max_length = 50, example = "取得土地")]
    pub name: String,
    /// 签约后多少个日历日
    #[schema(minimum = 0, maximum = 3650, example = 90)]
    pub days_after_signing: u32,
}
