//! People and their roles.

use crate::db::schema::users;
use crate::db::types::{Doc, Stamp};
use crate::policy::Role;
use crate::text_enum;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

text_enum! {
    /// State of an account.
    UserStatus { Active = "active" / "在用", Disabled = "disabled" / "已停用" }
}

/// A person with an account. Passwords live in another table, whose rows are never serialized.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize, ToSchema)]
#[diesel(table_name = users, check_for_backend(crate::db::MultiBackend))]
pub struct User {
    /// 人员编号
    pub id: i64,
    /// 用户名，用于登录
    pub username: String,
    /// 姓名
    pub name: String,
    /// 所在单位
    pub unit_id: i64,
    /// 职务
    pub post: String,
    /// 领导排序号，小的在前
    pub sort_no: i32,
    /// 办公电话；无权查看时为空
    pub phone: Option<String>,
    /// 角色
    #[schema(value_type = Vec<Role>)]
    pub roles: Doc,
    /// 账号状态
    pub status: UserStatus,
    /// 下次登录须修改口令
    pub must_change_password: bool,
    /// 停用时接手工作的人
    pub handed_over_to: Option<i64>,
    /// 最近登录
    pub last_login_at: Option<Stamp>,
    /// 建立时刻
    pub created_at: Stamp,
    /// 最近修改
    pub updated_at: Stamp,
    /// 版本
    pub version: i32,
}

impl User {
    /// The roles, typed.
    pub fn roles(&self) -> Vec<Role> {
        self.roles.read()
    }
}

/// A person as shown.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct UserView {
    /// 人员
    #[serde(flatten)]
    pub user: User,
    /// 单位名称
    pub unit_name: String,
    /// 登录被锁定到何时；未锁定或无权查看时为空
    pub locked_until: Option<Stamp>,
    /// 您可以办理的事项
    pub can: Vec<String>,
}

/// What the system administrator says of a person. Roles are granted by the security administrator, apart from this.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UserInput {
    /// 用户名：小写字母开头，可含数字、点、下划线、连字符，全市唯一
    #[schema(min_length = 2, max_length = 32, pattern = "^[a-z][a-z0-9._-]*$", example = "zhao.lei")]
    pub username: String,
    /// 姓名
    #[schema(min_length = 2, max_length = 50, example = "赵磊")]
    pub name: String,
    /// 所在单位
    #[schema(example = 7)]
    pub unit_id: i64,
    /// 职务
    #[schema(max_length = 50, example = "科长")]
    pub post: String,
    /// 领导排序号，小的在前；一般人员填 9999
    #[schema(minimum = 0, maximum = 9999, example = 9999)]
    pub sort_no: i32,
    /// 办公电话或手机
    #[schema(max_length = 30, pattern = "^[0-9+() -]{5,30}$", example = "0935-8212345")]
    pub phone: Option<String>,
}

impl From<&User> for UserInput {
    fn from(user: &User) -> Self {
        Self {
            username: user.username.clone(),
            name: user.name.clone(),
            unit_id: user.unit_id,
            post: user.post.clone(),
            sort_no: user.sort_no,
            phone: user.phone.clone(),
        }
    }
}

/// A new account or a reset one; the password is shown this once.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct NewUserView {
    /// 人员
    #[serde(flatten)]
    pub user: UserView,
    /// 一次性初始口令，只在这次回答中（和48小时内用同一 Idempotency-Key 的重试中）出现；过期前须登录并修改
    pub initial_password: String,
}

/// A password handed over once; for the command line and the first start.
#[derive(Clone)]
pub struct OneTimePassword {
    /// User name.
    pub username: String,
    /// Name of the person.
    pub name: String,
    /// The password; the first sign-in asks for another.
    pub password: String,
    /// How long it may be used, hours.
    pub good_for_hours: i64,
}

/// Who takes over, and why.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DeactivationInput {
    /// 接手其未了工作的人；没有未了工作时可不填
    #[schema(example = 12)]
    pub successor_id: Option<i64>,
    /// 停用原因
    #[schema(min_length = 2, max_length = 500, example = "调离")]
    pub reason: String,
}

/// Work that has to be handed over before an account is closed; every room names its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OpenWork {
    /// 种类，如 `api_tokens`
    pub kind: String,
    /// 是什么
    pub label: String,
    /// 多少件
    pub count: i64,
}

/// The roles a person is to hold.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RolesInput {
    /// 全部角色；三种管理员互斥，也不兼任业务角色
    #[schema(min_items = 1, max_items = 7, example = json!(["clerk"]))]
    pub roles: Vec<Role>,
    /// 授权依据
    #[schema(min_length = 2, max_length = 500, example = "新到岗，负责本单位项目填报")]
    pub reason: String,
}

/// Roles to be tried out.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct RolePreviewQuery {
    /// 拟授予的全部角色；不填则只看现状
    #[param(style = Form, explode = false)]
    pub proposed: Option<Vec<Role>>,
}

/// What a person can do before and after a change of roles.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RoleChangeView {
    /// 人员编号
    pub user_id: i64,
    /// 原有角色
    pub roles_before: Vec<RoleInfo>,
    /// 现有（或拟授予的）角色
    pub roles_after: Vec<RoleInfo>,
    /// 原来可以办理的全部事项（各角色的并集）
    pub can_before: Vec<String>,
    /// 现在可以办理的全部事项（各角色的并集）
    pub can_after: Vec<String>,
    /// 新增的事项
    pub gained: Vec<String>,
    /// 失去的事项
    pub lost: Vec<String>,
    /// 您可以办理的事项
    pub can: Vec<String>,
    /// 人员的版本
    pub version: i32,
}

/// A role in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct RoleInfo {
    /// 角色代码
    pub code: Role,
    /// 角色名称
    pub label: String,
}

impl From<Role> for RoleInfo {
    fn from(role: Role) -> Self {
        Self { code: role, label: role.label().to_owned() }
    }
}

/// Which people.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct UserFilter {
    /// 单位（含下级）
    #[param(minimum = 1)]
    pub unit_id: Option<i64>,
    /// 角色，可多选
    #[param(style = Form, explode = false)]
    pub role: Option<Vec<Role>>,
    /// 账号状态
    pub status: Option<UserStatus>,
    /// 姓名、用户名或职务（汉字、拼音、首字母）
    #[param(max_length = 100)]
    pub q: Option<String>,
}
