//! Who am I?

use crate::db::schema::api_tokens;
use crate::error::Result;
use crate::features::people::model::{Me, MeToken, UserSummary};
use crate::features::people::rules::passwords;
use crate::features::people::store::{accounts, sessions, units as unit_store, users as user_store};
use crate::http::{Ctx, Reply};
use crate::policy::{self, Action, Reach, permitted_at_all, require_role};
use crate::work::Tx;
use actix_web::{HttpResponse, get};
use diesel::prelude::*;

/// 查看本人信息
///
/// 调用者是谁、属于哪个单位、有哪些角色、能办理哪些事项（各角色的并集）、能看到哪些数据。个人登录和接口令牌都可以用。
#[utoipa::path(tag = "登录", extensions(("x-action" = json!("me.read"))),
    responses((status = 200, description = "本人信息", body = Me)))]
#[get("/me")]
pub async fn get_me(ctx: Ctx) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        require_role(tx.caller, Action::MeRead)?;
        Reply::ok(&me(tx)?)
    })
    .await
}

fn me(tx: &mut Tx<'_>) -> Result<Me> {
    let caller = tx.caller;
    let roles: Vec<_> = caller.roles.iter().copied().map(Into::into).collect();
    let mut me = Me {
        name: caller.name.clone(),
        place: unit_store::topmost(tx)?,
        user: None,
        post: None,
        can: permitted_at_all(caller),
        reach: reach(tx)?,
        must_change_password: caller.must_change_password,
        password_due_on: None,
        session_id: caller.session_id,
        previous_sign_in: None,
        token: token(tx)?,
        roles,
    };
    let Some(user_id) = caller.user_id else { return Ok(me) };
    let user = user_store::find(tx, user_id)?;
    let roles = user.roles().into_iter().map(Into::into).collect();
    let changed_at = accounts::credential(tx, user_id)?.map(|c| c.changed_at);
    let due = |at: crate::db::types::Stamp| at.plus_seconds(passwords::ROTATION_DAYS * 86_400).day();
    let rotates = tx.app.config.password_profile == crate::config::PasswordProfile::Djbh3;
    me.password_due_on = changed_at.filter(|_| rotates && caller.token.is_none()).map(due);
    if let Some(session) = caller.session_id {
        me.previous_sign_in = sessions::before(tx, user_id, session)?;
    }
    me.post = Some(user.post);
    me.user = Some(UserSummary {
        id: user.id,
        username: user.username,
        name: user.name,
        unit_id: user.unit_id,
        unit_name: user_store::unit_name(tx, user.unit_id)?,
        roles,
    });
    Ok(me)
}

fn token(tx: &mut Tx<'_>) -> Result<Option<MeToken>> {
    let Some(token) = &tx.caller.token else { return Ok(None) };
    let expires_at = api_tokens::table.find(token.id).select(api_tokens::expires_at).first(&mut **tx)?;
    let enterprise_name = match token.enterprise_id {
        Some(id) => crate::app::enterprise_name(tx, id)?,
        None => None,
    };
    Ok(Some(MeToken {
        id: token.id,
        enterprise_id: token.enterprise_id,
        enterprise_name,
        scopes: token.scopes.clone(),
        expires_at,
    }))
}

/// How far the caller sees, in words.
fn reach(tx: &mut Tx<'_>) -> Result<String> {
    Ok(match policy::visible(tx.caller).reach {
        Reach::Nothing => "不能查看业务数据".to_owned(),
        Reach::Everything => "全部数据".to_owned(),
        Reach::City => "全市的数据；保密项目只限列名人员".to_owned(),
        Reach::Units(ids) => match tx.caller.unit_id {
            Some(unit) => {
                let name = user_store::unit_name(tx, unit)?;
                let below = if ids.len() > 1 {
                    format!("及下级{}个单位", ids.len() - 1)
                } else {
                    String::new()
                };
                format!("{name}{below}的数据；保密项目只限列名人员")
            }
            None => "不能查看业务数据".to_owned(),
        },
        Reach::Party(id) => match crate::app::enterprise_name(tx, id)? {
            Some(name) => format!("{name}参与的项目"),
            None => "本企业参与的项目".to_owned(),
        },
    })
}
