//! What lists and effects can be asked for.

use super::{ReportFilter, TripKind, TripState};
use crate::text_enum;
use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::IntoParams;

text_enum! {
    /// 外出招商列表的顺序
    TripSort {
        Starts = "starts_on" / "出发日期，早在前",
        StartsDesc = "-starts_on" / "出发日期，晚在前",
        Number = "number" / "编号",
        NumberDesc = "-number" / "编号倒序",
    }
}

/// Conditions of the list.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct TripQuery {
    /// 检索词：编号、目的、带队领导、随行人员、驻点组、到访城市、企业，支持拼音首字母；空格隔开的须都符合
    #[param(max_length = 100)]
    pub q: Option<String>,
    /// 状态，逗号分隔
    #[param(inline, style = Form, explode = false)]
    pub state: Option<Vec<TripState>>,
    /// 报告情况：`overdue` 为逾期未交
    #[param(inline)]
    pub report: Option<ReportFilter>,
    /// 只看本人带队、随行、登记或负责后续的
    pub mine: Option<bool>,
    /// 拜访过或计划拜访的企业（企业库编号）
    #[param(minimum = 1)]
    pub enterprise_id: Option<i64>,
    /// 排序，多个用逗号分隔、先写的优先；不填按出发日期，晚在前
    #[param(inline, style = Form, explode = false)]
    pub sort: Option<Vec<TripSort>>,
}

/// Which trips; the same for lists and effects.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct TripFilter {
    /// 类别，逗号分隔
    #[param(inline, style = Form, explode = false)]
    pub kind: Option<Vec<TripKind>>,
    /// 牵头单位编号（含下属单位），逗号分隔
    #[param(style = Form, explode = false)]
    pub unit_id: Option<Vec<i64>>,
    /// 带队领导姓名
    #[param(max_length = 100)]
    pub leader: Option<String>,
    /// 带队领导的人员编号
    #[param(minimum = 1)]
    pub leader_id: Option<i64>,
    /// 驻点组名称
    #[param(max_length = 100)]
    pub station: Option<String>,
    /// 出发日期不早于
    pub from_on: Option<NaiveDate>,
    /// 出发日期不晚于
    pub to_on: Option<NaiveDate>,
    /// 到过的省，行政区划代码的前两位或六位
    #[param(max_length = 6, pattern = "^[0-9]{2}(0000)?$")]
    pub province: Option<String>,
    /// 产业链，逗号分隔
    #[param(style = Form, explode = false)]
    pub chain: Option<Vec<String>>,
}
