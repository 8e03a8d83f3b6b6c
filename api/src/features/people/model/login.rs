//! Signing in, sessions, the caller himself.

use super::users::RoleInfo;
use crate::db::schema::sessions;
use crate::db::types::Stamp;
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// User name and password. Not printable: `Debug` is left out on purpose.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LoginInput {
    /// 用户名
    #[schema(min_length = 1, max_length = 100, example = "zhao.lei")]
    pub username: String,
    /// 口令
    #[schema(format = Password, min_length = 1, max_length = 200, example = "Kd7m-x4Pq-9wTn")]
    pub password: String,
    /// 本机免登录：关闭浏览器后，在系统规定的天数内（见 `GET /sign-in`）不必再登录；公用电脑不要勾选。不填为否
    #[serde(default)]
    #[schema(default = false)]
    pub remember: bool,
}

/// What the page of signing in shows before anybody has signed in.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SignInView {
    /// 使用本系统的地方：最上级单位的名称；还没有单位时为空
    #[schema(example = "金昌市")]
    pub place: Option<String>,
    /// 登录不了时联系谁（设置 `help_contact`）；没有设置时为空
    #[schema(example = "市招商局综合科 0935-1234567")]
    pub contact: Option<String>,
    /// 可以选择本机几天内免登录；0为不提供
    #[schema(example = 7)]
    pub remembered_days: i64,
}

/// A change of one's own password.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasswordInput {
    /// 现在的口令
    #[schema(format = Password, min_length = 1, max_length = 200, example = "Kd7m-x4Pq-9wTn")]
    pub current_password: String,
    /// 新口令：至少10个字符，不用常见词和本人姓名；等保档案下须含三类字符；不与最近五次相同
    #[schema(format = Password, min_length = 1, max_length = 200, example = "MuXu.GanCao.47")]
    pub new_password: String,
}

/// Who has signed in.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct UserSummary {
    /// 人员编号
    pub id: i64,
    /// 用户名
    pub username: String,
    /// 姓名
    pub name: String,
    /// 单位编号
    pub unit_id: i64,
    /// 单位名称
    pub unit_name: String,
    /// 角色
    pub roles: Vec<RoleInfo>,
}

/// The answer to signing in, refreshing and changing the password. The refresh token travels in a cookie only.
#[derive(Clone, Serialize, ToSchema)]
pub struct LoginView {
    /// 访问令牌，放在 Authorization 头中：`Bearer …`
    pub access_token: String,
    /// 令牌类型，总是 `Bearer`
    #[schema(example = "Bearer")]
    pub token_type: String,
    /// 访问令牌的有效时间（秒）
    #[schema(example = 900)]
    pub expires_in: i64,
    /// 须先修改口令，才能办理其他业务
    pub must_change_password: bool,
    /// 会话编号
    pub session_id: i64,
    /// 本机免登录：这次登录在关闭浏览器后仍然有效
    pub remembered: bool,
    /// 登录的人
    pub user: UserSummary,
}

/// The caller: a person, or the holder of an API token.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Me {
    /// 姓名；令牌为其用途名称
    pub name: String,
    /// 使用本系统的地方：最上级单位的名称
    #[schema(example = "金昌市")]
    pub place: Option<String>,
    /// 人员；合作企业的令牌为空
    pub user: Option<UserSummary>,
    /// 职务
    pub post: Option<String>,
    /// 角色
    pub roles: Vec<RoleInfo>,
    /// 可以办理的全部事项：各角色的并集，不论与具体事项的关系
    pub can: Vec<String>,
    /// 能看到哪些业务数据
    pub reach: String,
    /// 须先修改口令
    pub must_change_password: bool,
    /// 口令最迟何日修改；不要求定期修改时为空
    pub password_due_on: Option<NaiveDate>,
    /// 当前会话；令牌为空
    pub session_id: Option<i64>,
    /// 这次之前最近一次登录；第一次登录和令牌为空
    pub previous_sign_in: Option<PreviousSignIn>,
    /// 所用的接口令牌
    pub token: Option<MeToken>,
}

/// The sign-in before this one: somebody else's would be noticed.
#[derive(Debug, Clone, Queryable, Serialize, ToSchema)]
pub struct PreviousSignIn {
    /// 何时
    pub at: Stamp,
    /// 来源地址
    #[schema(example = "10.8.0.12")]
    pub address: String,
    /// 浏览器或程序
    pub device: String,
}

/// The token behind a call.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MeToken {
    /// 令牌编号
    pub id: i64,
    /// 所代表的合作企业
    pub enterprise_id: Option<i64>,
    /// 合作企业名称
    pub enterprise_name: Option<String>,
    /// 权限范围
    pub scopes: Vec<String>,
    /// 失效时刻
    pub expires_at: Stamp,
}

/// A session: one signed-in browser or program.
#[derive(Debug, Clone, Queryable, Selectable, Serialize, ToSchema)]
#[diesel(table_name = sessions, check_for_backend(crate::db::MultiBackend))]
pub struct Session {
    /// 会话编号
    pub id: i64,
    /// 人员编号
    pub user_id: i64,
    /// 来源地址
    pub address: String,
    /// 浏览器或程序
    pub device: String,
    /// 登录时刻
    pub created_at: Stamp,
    /// 最近使用
    pub last_used_at: Stamp,
    /// 不再使用时何时失效
    pub expires_at: Stamp,
    /// 结束时刻
    pub ended_at: Option<Stamp>,
    /// 结束原因：`logout`、`revoked`、`password_changed`、`password_reset`、`deactivated`、`reuse_detected`
    pub end_reason: Option<String>,
    /// 本机免登录：关闭浏览器后仍然有效
    pub remembered: bool,
}

/// A session as shown.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SessionView {
    /// 会话
    #[serde(flatten)]
    pub session: Session,
    /// 人员姓名
    pub user_name: String,
    /// 仍然有效
    pub active: bool,
    /// 就是当前会话
    pub current: bool,
    /// 您可以办理的事项
    pub can: Vec<String>,
}

/// Which sessions.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SessionFilter {
    /// 某个人的会话；只有安全管理员可看别人的，不填为本人
    #[param(minimum = 1)]
    pub user_id: Option<i64>,
    /// 只要仍然有效的
    pub active: Option<bool>,
}
