//! Who sees a project.

use crate::text_enum;
use serde::Serialize;
use utoipa::ToSchema;

text_enum! {
    /// Whose right it is.
    SeerKind {
        City = "city" / "全市",
        Unit = "unit" / "单位",
        Person = "person" / "人员",
        Partner = "partner" / "合作企业",
    }
}

/// 看得到项目的一方
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Seer {
    /// 凭职务、单位、本人，还是合作企业
    pub kind: SeerKind,
    /// 单位、人员或企业的编号；全市为空
    pub id: Option<i64>,
    /// 谁
    #[schema(example = "金昌市工业和信息化局的经办人")]
    pub who: String,
    /// 为什么
    #[schema(example = "牵头单位；其上级单位的经办人也看得到")]
    pub why: String,
}

/// 谁能看一个项目、为什么
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ProjectAccess {
    /// 项目编号（内部）
    pub project_id: i64,
    /// 是否保密
    pub confidential: bool,
    /// 看得到的各方
    pub seers: Vec<Seer>,
}
