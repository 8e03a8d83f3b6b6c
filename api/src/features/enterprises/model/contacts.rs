//! 联系人。完整号码只在 [`ContactRow`] 里，它不能序列化；给人看的只有掩码。

use crate::db::schema::enterprise_contacts;
use crate::db::types::Stamp;
pub use crate::features::people::model::ReasonInput;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// 表里的一行，含完整号码。
#[derive(Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = enterprise_contacts, check_for_backend(crate::db::MultiBackend))]
pub struct ContactRow {
    /// 编号。
    pub id: i64,
    /// 所属企业。
    pub enterprise_id: i64,
    /// 姓名。
    pub name: String,
    /// 职务。
    pub post: String,
    /// 完整号码。
    pub phone: Option<String>,
    /// 备注。
    pub remark: String,
    /// 登记时刻。
    pub created_at: Stamp,
    /// 最近修改时刻。
    pub updated_at: Stamp,
    /// 停用时刻。
    pub removed_at: Option<Stamp>,
    /// 版本。
    pub version: i32,
}

/// 企业的一位联系人，电话只显示掩码
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Contact {
    /// 联系人编号
    pub id: i64,
    /// 所属企业
    pub enterprise_id: i64,
    /// 姓名
    pub name: String,
    /// 职务
    pub post: String,
    /// 掩码后的电话
    #[schema(example = "138****5678")]
    pub phone_masked: Option<String>,
    /// 备注
    pub remark: String,
    /// 登记时刻
    pub created_at: Stamp,
    /// 最近修改时刻
    pub updated_at: Stamp,
    /// 停用时刻；在用的为空
    pub removed_at: Option<Stamp>,
    /// 版本
    pub version: i32,
    /// 调用者可以办理的事
    pub can: Vec<String>,
}

/// 登记或修改联系人。
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ContactInput {
    /// 姓名
    #[schema(min_length = 1, max_length = 50, example = "王建国")]
    pub name: String,
    /// 职务
    #[schema(max_length = 100, example = "投资部经理")]
    pub post: Option<String>,
    /// 电话：手机、带区号的座机，或以 + 开头的境外号码
    #[schema(max_length = 40, example = "13800005678")]
    pub phone: Option<String>,
    /// 备注；电话请填在电话一栏
    #[schema(max_length = 500)]
    pub remark: Option<String>,
}

impl From<&ContactRow> for ContactInput {
    fn from(row: &ContactRow) -> Self {
        let text = |t: &String| (!t.is_empty()).then(|| t.clone());
        Self {
            name: row.name.clone(),
            post: text(&row.post),
            phone: row.phone.clone(),
            remark: text(&row.remark),
        }
    }
}

/// 查看完整号码的理由，记入审计日志。
#[derive(Debug, Clone, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RevealInput {
    /// 为什么要看
    #[schema(min_length = 2, max_length = 200, example = "约定3月5日来访时间")]
    pub reason: String,
}

/// 完整号码
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RevealedContact {
    /// 联系人编号
    pub id: i64,
    /// 姓名
    pub name: String,
    /// 完整号码
    #[schema(example = "13800005678")]
    pub phone: Option<String>,
}

/// 恢复作废的企业。
#[derive(Debug, Clone, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = EnterpriseRestorationInput)]
pub struct RestorationInput {
    /// 恢复的理由
    #[schema(min_length = 2, max_length = 500, example = "作废有误，确有这家企业")]
    pub reason: String,
    /// 已看过疑似重复的企业，确认不是同一家
    pub confirmed_different: Option<bool>,
}

/// 登记别名。
#[derive(Debug, Clone, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AliasInput {
    /// 别名、简称或曾用名
    #[schema(min_length = 2, max_length = 200, example = "金川集团")]
    pub alias: String,
    /// 已看过使用同名的企业，确认仍要登记
    pub confirmed_different: Option<bool>,
}
