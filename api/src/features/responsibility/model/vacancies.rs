//! 必须有人担任而空缺的项目。

use super::AssignmentRole;
use crate::features::projects::Stage;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// 有角色空缺的一个项目
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct RoleVacancy {
    /// 项目编号（内部）
    pub project_id: i64,
    /// 项目编号
    #[schema(example = "XM-2026-00012")]
    pub project_number: String,
    /// 项目名称
    pub project_name: String,
    /// 阶段
    pub stage: Stage,
    /// 何时进入这个阶段
    pub stage_since_on: NaiveDate,
    /// 总投资（元）
    pub total_investment_yuan: Option<i64>,
    /// 牵头单位编号
    pub lead_unit_id: i64,
    /// 牵头单位名称
    pub lead_unit_name: String,
    /// 空缺的角色
    pub lacking: Vec<AssignmentRole>,
}

/// Which vacancies.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct VacancyFilter {
    /// 空缺的角色，逗号分隔
    #[param(inline, style = Form, explode = false)]
    pub role: Option<Vec<AssignmentRole>>,
    /// 牵头单位编号（含下属单位），逗号分隔
    #[param(style = Form, explode = false)]
    pub unit_id: Option<Vec<i64>>,
}
