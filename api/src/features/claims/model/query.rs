//! What lists can be asked for.

use super::{ClaimState, ObjectionState, TransferState};
use crate::text_enum;
use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::IntoParams;

/// Conditions of the list of claims: AND between parameters, OR inside one.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ClaimFilter {
    /// 检索：客商名称、别名、拼音首字母、信用代码，或登记号
    #[param(max_length = 100)]
    pub q: Option<String>,
    /// 状态，逗号分隔；到期的即使尚未记下也算已失效
    #[param(inline, style = Form, explode = false)]
    pub state: Option<Vec<ClaimState>>,
    /// 首谈单位编号（含下属单位）
    pub unit_id: Option<i64>,
    /// 首谈人
    pub person_id: Option<i64>,
    /// 客商在企业库中的编号
    pub enterprise_id: Option<i64>,
    /// 关联项目的编号
    pub project_id: Option<i64>,
    /// 只看这一天之前（不含）就会失效的、仍在保护中的
    #[serde(rename = "lapses_on.lt")]
    pub lapses_before: Option<NaiveDate>,
    /// 企业合并后待裁定的
    pub needs_ruling: Option<bool>,
    /// 排序，前加 `-` 为倒序，多个用逗号分隔、先写的优先；不填为后登记的在前
    #[param(inline, style = Form, explode = false)]
    pub sort: Option<Vec<ClaimSort>>,
}

/// Conditions of the list of objections.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ObjectionFilter {
    /// 状态，逗号分隔
    #[param(inline, style = Form, explode = false)]
    pub state: Option<Vec<ObjectionState>>,
    /// 只看逾期未裁定的（`true`），或只看没有逾期的（`false`）
    pub overdue: Option<bool>,
    /// 排序；不填按裁定期限，早在前
    #[param(inline, style = Form, explode = false)]
    pub sort: Option<Vec<ObjectionSort>>,
}

/// Conditions of the list of transfers.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct TransferFilter {
    /// 状态，逗号分隔
    #[param(inline, style = Form, explode = false)]
    pub state: Option<Vec<TransferState>>,
    /// 只看等本单位（含下属单位）答复的
    pub asked_of_me: Option<bool>,
}

text_enum! {
    /// 登记列表的顺序
    ClaimSort {
        Registered = "registered_on" / "登记日期，早在前",
        RegisteredDesc = "-registered_on" / "登记日期，晚在前",
        Progress = "last_progress_on" / "最近推进，早在前",
        ProgressDesc = "-last_progress_on" / "最近推进，晚在前",
        Lapses = "lapses_on" / "失效日期，早在前",
        LapsesDesc = "-lapses_on" / "失效日期，晚在前",
        Contact = "first_contact_on" / "首次接触，早在前",
        ContactDesc = "-first_contact_on" / "首次接触，晚在前",
    }
}

text_enum! {
    /// 异议列表的顺序
    ObjectionSort {
        RuleBy = "rule_by_on" / "裁定期限，早在前",
        RuleByDesc = "-rule_by_on" / "裁定期限，晚在前",
    }
}

text_enum! {
    /// 共享池的顺序
    PoolSort {
        Ended = "ended_on" / "转共享日期，早在前",
        EndedDesc = "-ended_on" / "转共享日期，晚在前",
    }
}

/// Conditions of the pool.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PoolFilter {
    /// 产业链
    #[param(max_length = 100)]
    pub chain: Option<String>,
    /// 排序；不填按转共享日期，晚在前
    #[param(inline, style = Form, explode = false)]
    pub sort: Option<Vec<PoolSort>>,
}
