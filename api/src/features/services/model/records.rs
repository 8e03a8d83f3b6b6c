//! 服务记录：六项服务各做了什么。

use super::ServiceFile;
use crate::db::schema::service_records;
use crate::db::types::{Doc, Stamp};
use crate::text_enum;
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

text_enum! {
    /// 六项服务（金昌日报《打造转型跨越新引擎》）
    ServiceKind {
        Argument = "argument" / "招商前项目论证",
        Consulting = "consulting" / "洽谈中咨询",
        Errands = "errands" / "签约后手续代办",
        Coordination = "coordination" / "建设中协调",
        FollowUp = "follow_up" / "建成后后续",
        Publicity = "publicity" / "日常舆论宣传",
    }
}

text_enum! {
    /// 服务记录的顺序
    RecordSort {
        Happened = "happened_on" / "服务日期，早在前",
        HappenedDesc = "-happened_on" / "服务日期，晚在前",
    }
}

/// 一条服务记录
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize, ToSchema)]
#[diesel(table_name = service_records, check_for_backend(crate::db::MultiBackend))]
pub struct ServiceRecord {
    /// 编号
    pub id: i64,
    /// 项目编号（内部）
    pub project_id: Option<i64>,
    /// 企业（企业库编号）
    pub enterprise_id: Option<i64>,
    /// 服务单位编号
    pub unit_id: i64,
    /// 哪项服务
    pub service: ServiceKind,
    /// 服务日期
    pub happened_on: NaiveDate,
    /// 做了什么
    pub said: String,
    /// 附件编号
    #[schema(value_type = Vec<i64>)]
    pub file_ids: Doc,
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

/// 一条服务记录的全部内容
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ServiceRecordView {
    /// The row.
    #[serde(flatten)]
    pub record: ServiceRecord,
    /// 项目名称
    pub project_name: Option<String>,
    /// 企业名称
    pub enterprise_name: Option<String>,
    /// 服务单位名称
    pub unit_name: String,
    /// 登记人姓名
    pub created_by_name: Option<String>,
    /// 附件
    pub files: Vec<ServiceFile>,
    /// 当前调用者可以办理的操作
    pub can: Vec<String>,
}

/// 登记服务
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ServiceRecordInput {
    /// 项目编号（内部）；与企业至少写一个
    pub project_id: Option<i64>,
    /// 企业（企业库编号）；与项目至少写一个
    pub enterprise_id: Option<i64>,
    /// 哪项服务
    pub service: ServiceKind,
    /// 服务日期；不能晚于今天
    #[schema(example = "2026-03-01")]
    pub happened_on: NaiveDate,
    /// 做了什么
    #[schema(min_length = 2, max_length = 2000, example = "陪同企业到住建窗口办理施工许可，当场受理。")]
    pub said: String,
    /// 附件
    #[schema(max_items = 20)]
    pub file_ids: Option<Vec<i64>>,
}

/// Which records.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct RecordFilter {
    /// 项目编号（内部）
    #[param(minimum = 1)]
    pub project_id: Option<i64>,
    /// 企业（企业库编号）
    #[param(minimum = 1)]
    pub enterprise_id: Option<i64>,
    /// 哪项服务，逗号分隔
    #[param(inline, style = Form, explode = false)]
    pub service: Option<Vec<ServiceKind>>,
    /// 服务单位编号（含下属单位），逗号分隔
    #[param(style = Form, explode = false)]
    pub unit_id: Option<Vec<i64>>,
    /// 服务日期不早于
    pub from_on: Option<NaiveDate>,
    /// 服务日期不晚于
    pub to_on: Option<NaiveDate>,
    /// 也列出作废的
    pub withdrawn: Option<bool>,
}

/// In which order the list comes.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct RecordOrder {
    /// 排序；不填按服务日期，晚在前
    #[param(inline, style = Form, explode = false)]
    pub sort: Option<Vec<RecordSort>>,
}
