//! People.

use crate::auth::password;
use crate::db::page::{Page, Paging};
use crate::error::{Blocking, Code, Error, FieldError, Result};
use crate::features::people::model::{
    DeactivationInput, NewUserView, ReasonInput, User, UserFilter, UserInput, UserStatus, UserView,
};
use crate::features::people::store::{accounts, attempts, devices, sessions, units, users};
use crate::http::{Ctx, IfMatch, Json, Patch, Query, Reply};
use crate::journal;
use crate::lists::{self, List};
use crate::policy::{Action, Relations, Role, allowed, permitted, require, require_role};
use crate::text::has_deceptive_characters;
use crate::work::Tx;
use actix_web::{HttpResponse, get, patch, post, put, web};

fn shown(tx: &Tx<'_>, mut user: User, unit_name: String) -> UserView {
    let own_unit = tx.caller.covers_unit(user.unit_id);
    let own = tx.caller.user_id == Some(user.id);
    if !own && !allowed(tx.caller, Action::UserPhone, Relations { own_unit, ..Relations::default() }) {
        user.phone = None;
    }
    let mut actions = vec![Action::UserEdit, Action::UserUnlock, Action::SessionManage];
    if !user.roles().iter().any(|role| RESET_ELSEWHERE.contains(role)) {
        actions.push(Action::UserReset);
    }
    match user.status {
        UserStatus::Disabled => actions.push(Action::UserReactivate),
        // nobody takes away his own account or changes his own roles
        _ if own => {}
        _ => actions.push(Action::UserDeactivate),
    }
    if !own {
        actions.push(Action::UserRoles);
    }
    let can = permitted(tx.caller, &actions, Relations { own, ..Relations::default() });
    UserView { unit_name, locked_until: None, can, user }
}

/// One person, with the lock for those who can do something about it.
pub fn view(tx: &mut Tx<'_>, user: User) -> Result<UserView> {
    let unit_name = users::unit_name(tx, user.unit_id)?;
    let may_know = [Action::UserUnlock, Action::UserEdit];
    let locked_until = if may_know.iter().any(|a| allowed(tx.caller, *a, Relations::default())) {
        attempts::locked_until(tx, &user.username)?
    } else {
        None
    };
    let last = is_last_of_a_kind(tx, &user)?.is_some();
    let mut view = UserView { locked_until, ..shown(tx, user, unit_name) };
    view.can.retain(|action| !last || action != Action::UserDeactivate.code());
    Ok(view)
}

/// Administrators whose passwords the system administrator cannot reset: it would mean becoming them.
const RESET_ELSEWHERE: &[Role] = &[Role::SecurityAdmin, Role::AuditAdmin];

/// The administrator's role that nobody else holds.
fn is_last_of_a_kind(tx: &mut Tx<'_>, user: &User) -> Result<Option<Role>> {
    for role in user.roles().into_iter().filter(|r| r.is_admin()) {
        if users::other_holders(tx, role, user.id)? == 0 {
            return Ok(Some(role));
        }
    }
    Ok(None)
}

fn check(input: &UserInput) -> Result<()> {
    let fields = [("/name", &input.name), ("/post", &input.post)];
    let errors: Vec<FieldError> = fields
        .into_iter()
        .filter(|(_, text)| has_deceptive_characters(text))
        .map(|(pointer, _)| FieldError {
            pointer: pointer.to_owned(),
            code: "deceptive".to_owned(),
            message: "含有看不见或易混淆的字符，请重新输入。".to_owned(),
        })
        .collect();
    if errors.is_empty() { Ok(()) } else { Err(Error::invalid(errors)) }
}

/// Hashing takes a while: off the event loop and outside any transaction.
async fn one_time(ctx: &Ctx) -> Result<(String, String)> {
    ctx.run(|_, _| {
        let password = password::one_time();
        let hash = password::hash(&password)?;
        Ok((password, hash))
    })
    .await
}

fn with_password(tx: &mut Tx<'_>, user: User, password: &str, created: bool) -> Result<Reply> {
    let (id, version) = (user.id, user.version);
    let shown = NewUserView { user: view(tx, user)?, initial_password: password.to_owned() };
    let reply =
        if created { Reply::created(format_args!("/users/{id}"), &shown)? } else { Reply::ok(&shown)? };
    Ok(reply.version(version))
}

/// 人员列表
///
/// 有账号的人员，按单位的法定顺序、单位内按领导排序号。可按单位（含下级）、角色、状态筛选，按姓名、用户名、职务检索。
#[utoipa::path(tag = "人员", extensions(("x-action" = json!("user.read"))), params(UserFilter, Paging),
    responses((status = 200, description = "人员", body = Page<UserView>)))]
#[get("/users")]
pub async fn list_users(ctx: Ctx, query: Query<UserFilter>, paging: Query<Paging>) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        require_role(tx.caller, Action::UserRead)?;
        Reply::ok(&users::list(tx, &query.0, &paging.0)?.map(|(user, unit)| shown(tx, user, unit)))
    })
    .await
}

/// 人员名册。
pub const TABLE: List = List {
    name: "users",
    title: "人员名册",
    path: "/api/v1/users",
    action: Action::UserRead,
    row: None,
    extra: &[],
    partial_dates: &[],
    titles: &[
        ("id", "人员编号"),
        ("username", "用户名"),
        ("created_at", "建立时刻"),
        ("last_login_at", "最近登录"),
    ],
    default: &[
        "row_no",
        "name",
        "username",
        "unit_name",
        "post",
        "roles",
        "status",
        "phone",
        "last_login_at",
    ],
    open: |_, wanted| {
        let filter: UserFilter = wanted.query()?;
        Ok(lists::paged(move |tx, paging| {
            Ok(users::list(tx, &filter, paging)?.map(|(user, unit)| shown(tx, user, unit)))
        }))
    },
};

/// 新建人员账号
///
/// 建立账号并得到一次性初始口令（只显示这一次）。新账号没有角色，须由安全管理员另行授予；首次登录须修改口令。
#[utoipa::path(tag = "人员", extensions(("x-action" = json!("user.edit"))), request_body = UserInput,
    responses((status = 201, description = "已建立，附一次性初始口令", body = NewUserView)))]
#[post("/users")]
pub async fn create_user(ctx: Ctx, input: Json<UserInput>) -> Result<HttpResponse> {
    require_role(&ctx.caller, Action::UserEdit)?;
    check(&input.0)?;
    let (password, hash) = one_time(&ctx).await?;
    ctx.write(move |tx| {
        let user = accounts::create(tx, &input.0, &hash)?;
        with_password(tx, user, &password, true)
    })
    .await
}

/// 查看人员
///
/// 一名人员。电话只对有权的人显示；锁定状态只对管理员显示。
#[utoipa::path(tag = "人员", extensions(("x-action" = json!("user.read"))),
    params(("id" = i64, Path, description = "人员编号")),
    responses((status = 200, description = "人员", body = UserView)))]
#[get("/users/{id}")]
pub async fn get_user(ctx: Ctx, id: web::Path<i64>) -> Result<HttpResponse> {
    ctx.glance(move |tx| {
        require_role(tx.caller, Action::UserRead)?;
        let user = users::find(tx, *id)?;
        let version = user.version;
        Ok(Reply::ok(&view(tx, user)?)?.version(version))
    })
    .await
}

/// The person to be changed, after the checks every change begins with.
fn guarded(tx: &mut Tx<'_>, id: i64, action: Action, if_match: &IfMatch) -> Result<User> {
    let user = users::find(tx, id)?;
    require(tx.caller, action, Relations::default())?;
    let current = view(tx, user.clone())?;
    if_match.check(user.version, &current)?;
    Ok(user)
}

fn answer(tx: &mut Tx<'_>, user: User) -> Result<Reply> {
    let version = user.version;
    Ok(Reply::ok(&view(tx, user)?)?.version(version))
}

fn change(
    tx: &mut Tx<'_>,
    id: i64,
    if_match: &IfMatch,
    input: impl FnOnce(&Tx<'_>, &User) -> Result<UserInput>,
) -> Result<Reply> {
    let user = guarded(tx, id, Action::UserEdit, if_match)?;
    let input = input(tx, &user)?;
    check(&input)?;
    let after = users::update(tx, &user, &input)?;
    journal::record(tx, "user.changed", &accounts::subject(&after), Some(&user), Some(&after))?;
    tx.app.callers.clear();
    answer(tx, after)
}

/// 修改人员
///
/// 整体修改一名人员的资料。角色、口令、状态另有办理方式。
#[utoipa::path(tag = "人员", extensions(("x-action" = json!("user.edit"))), request_body = UserInput,
    params(("id" = i64, Path, description = "人员编号")),
    responses((status = 200, description = "已修改", body = UserView)))]
#[put("/users/{id}")]
pub async fn replace_user(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<UserInput>,
) -> Result<HttpResponse> {
    ctx.write(move |tx| change(tx, *id, &if_match, |_, _| Ok(input.0.clone()))).await
}

/// 修改人员的部分资料
///
/// 只改给出的字段，`null` 表示清空。
#[utoipa::path(tag = "人员", extensions(("x-action" = json!("user.edit"))),
    request_body(content = UserInput, content_type = "application/merge-patch+json"),
    params(("id" = i64, Path, description = "人员编号")),
    responses((status = 200, description = "已修改", body = UserView)))]
#[patch("/users/{id}")]
pub async fn update_user(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    patch: Patch,
) -> Result<HttpResponse> {
    ctx.write(move |tx| {
        change(tx, *id, &if_match, |tx, user| patch.apply(&tx.app.contract, &UserInput::from(user)))
    })
    .await
}

/// 重置口令
///
/// 换成一次性口令（只显示这一次），下次登录须修改；其全部会话与访问令牌立即失效，锁定解除。安全管理员和审计管理员的口令
/// 不由系统管理员重置（三员分立），须在服务器上用命令行办理。
#[utoipa::path(tag = "人员", extensions(("x-action" = json!("user.reset"))), request_body = ReasonInput,
    params(("id" = i64, Path, description = "人员编号"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已重置，附一次性口令", body = NewUserView)))]
#[post("/users/{id}/password-resets")]
pub async fn reset_password(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<ReasonInput>,
) -> Result<HttpResponse> {
    let (password, hash) = one_time(&ctx).await?;
    ctx.write(move |tx| {
        let user = guarded(tx, *id, Action::UserReset, &if_match)?;
        if user.roles().iter().any(|role| RESET_ELSEWHERE.contains(role)) {
            return Err(Error::new(Code::PolicyForbidden).detail(
                "安全管理员、审计管理员的口令不能由系统管理员重置（三员分立）。请在服务器上运行 chengfeng user reset-password。",
            ));
        }
        let after = accounts::reset(tx, &user, &hash)?;
        let reason = serde_json::json!({ "reason": input.0.reason });
        journal::created(tx, "password.reset_reasoned", &accounts::subject(&user), &reason)?;
        with_password(tx, after, &password, false)
    })
    .await
}

/// 停用人员
///
/// 账号停用，会话与访问令牌立即失效，记录全部保留。还有未了工作时须指定接手人，工作随即移交。
#[utoipa::path(tag = "人员", extensions(("x-action" = json!("user.deactivate"))), request_body = DeactivationInput,
    params(("id" = i64, Path, description = "人员编号"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已停用", body = UserView)))]
#[post("/users/{id}/deactivations")]
pub async fn deactivate_user(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<DeactivationInput>,
) -> Result<HttpResponse> {
    ctx.write(move |tx| {
        let user = guarded(tx, *id, Action::UserDeactivate, &if_match)?;
        check_deactivation(tx, &user)?;
        let work = crate::app::open_work_of(tx, user.id)?;
        match input.0.successor_id {
            Some(successor) => {
                check_successor(tx, &user, successor, !work.is_empty())?;
                crate::app::hand_over(tx, user.id, successor)?;
            }
            None if !work.is_empty() => return Err(handover_required(&user, &work)),
            None => {}
        }
        sessions::end_all(tx, user.id, "deactivated")?;
        devices::forget(tx, user.id)?;
        let after = users::set_status(tx, &user, UserStatus::Disabled, input.0.successor_id)?;
        let state = serde_json::json!({ "user": after, "reason": input.0.reason, "handed_over": work });
        journal::record(tx, "user.deactivated", &accounts::subject(&user), Some(&user), Some(&state))?;
        answer(tx, after)
    })
    .await
}

fn check_deactivation(tx: &mut Tx<'_>, user: &User) -> Result<()> {
    if tx.caller.user_id == Some(user.id) {
        return Err(
            Error::new(Code::PolicyForbidden).detail("不能停用自己的账号，请由另一名系统管理员办理。")
        );
    }
    if user.status == UserStatus::Disabled {
        return Err(Error::new(Code::ResourceConflict).detail(format!("{}已经停用，不必再办。", user.name)));
    }
    match is_last_of_a_kind(tx, user)? {
        None => Ok(()),
        Some(role) => Err(Error::new(Code::ResourceConflict).detail(format!(
            "{}是唯一的{}，停用后无人履职。请先由安全管理员把该角色授予他人。",
            user.name,
            role.label()
        ))),
    }
}

/// Tokens act with the grant of the person who answers for them, so he must hold one.
fn check_successor(tx: &mut Tx<'_>, user: &User, successor: i64, takes_work: bool) -> Result<()> {
    let wrong = |code: &str, message: &str| Err(Error::field("/successor_id", code, message));
    if successor == user.id {
        return wrong("same", "接手人不能是本人，请另选。");
    }
    let found = match users::find(tx, successor) {
        Ok(found) if found.status == UserStatus::Active => found,
        _ => return wrong("unknown", "接手人不存在或已停用，请另选在用人员。"),
    };
    let fits = found.roles().iter().any(|r| !r.is_admin());
    if takes_work && !fits {
        return wrong("role", "接手人没有业务角色，接不了这些工作，请另选。");
    }
    Ok(())
}

fn handover_required(user: &User, work: &[crate::features::people::model::OpenWork]) -> Error {
    let blocking = work.iter().map(|w| Blocking {
        code: "user.open_work".to_owned(),
        field: w.kind.clone(),
        message: format!("{}{}件", w.label, w.count),
        how_to_fix: "指定接手人，或先逐件办结".to_owned(),
    });
    Error::new(Code::UserHandoverRequired)
        .detail(format!("{}还有未了的工作，停用前须指定接手人。", user.name))
        .with_blocking(blocking.collect())
}

/// 恢复人员
///
/// 停用的账号恢复使用，沿用原口令与角色。
#[utoipa::path(tag = "人员", extensions(("x-action" = json!("user.reactivate"))), request_body = ReasonInput,
    params(("id" = i64, Path, description = "人员编号"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已恢复", body = UserView)))]
#[post("/users/{id}/reactivations")]
pub async fn reactivate_user(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<ReasonInput>,
) -> Result<HttpResponse> {
    ctx.write(move |tx| {
        let user = guarded(tx, *id, Action::UserReactivate, &if_match)?;
        if user.status == UserStatus::Active {
            return Err(
                Error::new(Code::ResourceConflict).detail(format!("{}没有停用，不必恢复。", user.name))
            );
        }
        units::named(tx, user.unit_id, "/unit_id")?;
        let after = users::set_status(tx, &user, UserStatus::Active, None)?;
        let state = serde_json::json!({ "user": after, "reason": input.0.reason });
        journal::record(tx, "user.reactivated", &accounts::subject(&user), Some(&user), Some(&state))?;
        answer(tx, after)
    })
    .await
}

/// 解锁账号
///
/// 清除该账号在各处的登录失败次数，可立即再试。
#[utoipa::path(tag = "人员", extensions(("x-action" = json!("user.unlock"))), request_body = ReasonInput,
    params(("id" = i64, Path, description = "人员编号"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已解锁", body = UserView)))]
#[post("/users/{id}/unlocks")]
pub async fn unlock_user(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<ReasonInput>,
) -> Result<HttpResponse> {
    ctx.write(move |tx| {
        let user = guarded(tx, *id, Action::UserUnlock, &if_match)?;
        attempts::unlock(tx, user.id, &user.username)?;
        let reason = serde_json::json!({ "reason": input.0.reason });
        journal::created(tx, "account.unlocked", &accounts::subject(&user), &reason)?;
        answer(tx, user)
    })
    .await
}
