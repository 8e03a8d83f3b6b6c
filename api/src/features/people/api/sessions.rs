//! Sessions: seeing and ending them.

use crate::db::page::{Page, Paging};
use crate::error::{Error, Result};
use crate::features::people::model::{Session, SessionFilter, SessionView};
use crate::features::people::store::sessions;
use crate::http::{Ctx, Query, Reply};
use crate::policy::{Action, Relations, allowed, permitted, require};
use crate::work::Tx;
use actix_web::{HttpResponse, get, post, web};

fn relations(tx: &Tx<'_>, user_id: i64) -> Relations {
    Relations { own: tx.caller.user_id == Some(user_id), ..Relations::default() }
}

fn view(tx: &Tx<'_>, (session, user_name): (Session, String)) -> SessionView {
    let active = session.ended_at.is_none() && session.expires_at > tx.now;
    let actions: &[Action] = if active { &[Action::SessionManage] } else { &[] };
    SessionView {
        can: permitted(tx.caller, actions, relations(tx, session.user_id)),
        current: tx.caller.session_id == Some(session.id),
        active,
        user_name,
        session,
    }
}

/// 登录会话列表
///
/// 本人在各处登录的会话，最近的在前。安全管理员可用 `user_id` 查看别人的。
#[utoipa::path(tag = "登录", extensions(("x-action" = json!("session.manage"))), params(SessionFilter, Paging),
    responses((status = 200, description = "会话", body = Page<SessionView>)))]
#[get("/sessions")]
pub async fn list_sessions(
    ctx: Ctx,
    query: Query<SessionFilter>,
    paging: Query<Paging>,
) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        let own = tx.caller.user_id.ok_or_else(Error::not_found)?;
        let user_id = query.0.user_id.unwrap_or(own);
        require(tx.caller, Action::SessionManage, relations(tx, user_id))?;
        let page = sessions::list(tx, &query.0, user_id, &paging.0)?;
        Reply::ok(&page.map(|row| view(tx, row)))
    })
    .await
}

/// 结束会话
///
/// 让某处的登录立即失效。本人可结束自己的，安全管理员可结束任何人的。已结束的会话再次结束不算错。
#[utoipa::path(tag = "登录", extensions(("x-action" = json!("session.manage"))),
    params(("id" = i64, Path, description = "会话编号")),
    responses((status = 200, description = "会话已结束", body = SessionView)))]
#[post("/sessions/{id}/revocations")]
pub async fn revoke_session(ctx: Ctx, id: web::Path<i64>) -> Result<HttpResponse> {
    ctx.write(move |tx| {
        let anybody = allowed(tx.caller, Action::SessionManage, Relations::default());
        let own = tx.caller.user_id.ok_or_else(Error::not_found)?;
        let (session, _) = sessions::find(tx, *id, (!anybody).then_some(own))?;
        require(tx.caller, Action::SessionManage, relations(tx, session.user_id))?;
        if !sessions::end(tx, session.id, "revoked", "session.ended")? {
            tx.mark_journalled();
        }
        let row = sessions::find(tx, *id, None)?;
        let view = view(tx, row);
        Reply::ok(&view)
    })
    .await
}
