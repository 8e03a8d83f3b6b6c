//! Roles: what they add up to, and granting them.

use crate::error::{Code, Error, Result};
use crate::features::people::model::{RoleChangeView, RolePreviewQuery, RolesInput, User};
use crate::features::people::store::{accounts, users};
use crate::http::{Ctx, IfMatch, Json, Query, Reply};
use crate::journal;
use crate::policy::{Action, Relations, Role, granted_to, permitted, require, require_role};
use crate::work::Tx;
use actix_web::{HttpResponse, get, put, web};

fn view(tx: &Tx<'_>, user: &User, before: &[Role], after: &[Role]) -> RoleChangeView {
    let (can_before, can_after) = (granted_to(before), granted_to(after));
    let without = |all: &[String], these: &[String]| -> Vec<String> {
        all.iter().filter(|a| !these.contains(a)).cloned().collect()
    };
    let own = tx.caller.user_id == Some(user.id);
    RoleChangeView {
        user_id: user.id,
        roles_before: before.iter().copied().map(Into::into).collect(),
        roles_after: after.iter().copied().map(Into::into).collect(),
        gained: without(&can_after, &can_before),
        lost: without(&can_before, &can_after),
        can_before,
        can_after,
        can: permitted(tx.caller, if own { &[] } else { &[Action::UserRoles] }, Relations::default()),
        version: user.version,
    }
}

/// 试算角色
///
/// 查看一名人员现有角色能办理的全部事项；给出 `proposed` 时试算授予后的并集，不作任何改动。互斥的角色返回 422。
#[utoipa::path(tag = "人员", extensions(("x-action" = json!("user.roles"))),
    params(("id" = i64, Path, description = "人员编号"), RolePreviewQuery),
    responses((status = 200, description = "现有与拟授予角色的权限对比", body = RoleChangeView)))]
#[get("/users/{id}/roles")]
pub async fn preview_roles(
    ctx: Ctx,
    id: web::Path<i64>,
    query: Query<RolePreviewQuery>,
) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        require_role(tx.caller, Action::UserRoles)?;
        let user = users::find(tx, *id)?;
        let before = user.roles();
        let after = query.0.proposed.unwrap_or_else(|| before.clone());
        if after != before {
            Role::check_set(&after)?;
        }
        Ok(Reply::ok(&view(tx, &user, &before, &after))?.version(user.version))
    })
    .await
}

/// 授予角色
///
/// 由安全管理员设定一名人员的全部角色，即刻生效，其访问令牌须刷新。不能改自己的角色；三种管理员互斥，也不兼任业务角色。
#[utoipa::path(tag = "人员", extensions(("x-action" = json!("user.roles"))), request_body = RolesInput,
    params(("id" = i64, Path, description = "人员编号")),
    responses((status = 200, description = "已授予，附前后权限对比", body = RoleChangeView)))]
#[put("/users/{id}/roles")]
pub async fn replace_roles(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<RolesInput>,
) -> Result<HttpResponse> {
    ctx.write(move |tx| {
        let user = users::find(tx, *id)?;
        require(tx.caller, Action::UserRoles, Relations::default())?;
        if tx.caller.user_id == Some(user.id) {
            return Err(
                Error::new(Code::PolicyForbidden).detail("不能更改自己的角色，请由另一名安全管理员办理。")
            );
        }
        let before = user.roles();
        if_match.check(user.version, &view(tx, &user, &before, &before))?;
        let mut roles = input.0.roles.clone();
        roles.sort_unstable();
        roles.dedup();
        Role::check_set(&roles)?;
        keep_administered(tx, &user, &roles)?;
        let after = users::set_roles(tx, &user, &roles)?;
        let state = serde_json::json!({ "roles": roles, "reason": input.0.reason });
        let earlier = serde_json::json!({ "roles": before });
        journal::record(tx, "roles.changed", &accounts::subject(&user), Some(&earlier), Some(&state))?;
        Ok(Reply::ok(&view(tx, &after, &before, &roles))?.version(after.version))
    })
    .await
}

/// The last administrator of a kind stays one.
fn keep_administered(tx: &mut Tx<'_>, user: &User, roles: &[Role]) -> Result<()> {
    for role in user.roles().into_iter().filter(|r| r.is_admin() && !roles.contains(r)) {
        if users::other_holders(tx, role, user.id)? == 0 {
            return Err(Error::new(Code::ResourceConflict).detail(format!(
                "{}是唯一的{}，收回后无人履职。请先把该角色授予他人。",
                user.name,
                role.label()
            )));
        }
    }
    Ok(())
}
