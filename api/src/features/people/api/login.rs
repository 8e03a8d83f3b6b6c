//! Signing in and out, refreshing, changing one's own password.

use super::visit::Visit;
use crate::app::App;
use crate::auth::authenticate::{credential, load_person};
use crate::auth::jwt::{AUDIENCE, Claims, ISSUER};
use crate::auth::{Caller, password, secrets};
use crate::db::schema::users;
use crate::error::{Code, Error, Problem, Result};
use crate::features::people::model::{LoginInput, LoginView, PasswordInput, SignInView, UserSummary};
use crate::features::people::rules::passwords;
use crate::features::people::store::accounts::Account;
use crate::features::people::store::sessions::{Opened, Rotation};
use crate::features::people::store::{
    accounts, attempts, devices, sessions, units as unit_store, users as user_store,
};
use crate::http::{Ctx, Json, PublicCtx, Reply};
use crate::journal::{self, Subject};
use crate::policy::{Action, Relations, require};
use crate::work::{Origin, Tx};
use actix_web::cookie::Cookie;
use actix_web::http::header;
use actix_web::{HttpResponse, get, post};
use diesel::prelude::*;
use std::sync::Arc;

/// 登录页
///
/// 登录之前要知道的：这是哪里的系统，登录不了时联系谁，可以选择几天内免登录。不需要登录。
#[utoipa::path(tag = "登录", responses((status = 200, description = "登录页上的事实", body = SignInView)))]
#[get("/sign-in")]
pub async fn get_sign_in(ctx: PublicCtx) -> Result<HttpResponse> {
    ctx.read(|tx| {
        let config = &tx.app.config;
        let contact = Some(config.help_contact.clone()).filter(|c| !c.trim().is_empty());
        let remembered_days = config.remembered_days;
        Reply::ok(&SignInView { place: unit_store::topmost(tx)?, contact, remembered_days })
    })
    .await
}

/// 登录
///
/// 以用户名和口令登录。返回短时访问令牌；刷新令牌只在 HttpOnly Cookie `cf_refresh` 中。用户名不存在、口令错误、账号停用
/// 的回答与耗时相同。一次性口令过期后不能再登录（401 `auth.password_expired`），须请系统管理员重置。连续失败后须等待，随后锁定15分钟；按账号与来源分别计数，别人试错不会锁住您常用的设备。
#[utoipa::path(tag = "登录", request_body = LoginInput, responses(
    (status = 200, description = "登录成功；刷新令牌在 Set-Cookie 中", body = LoginView),
    (status = 401, description = "用户名或口令不正确", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "请求来自别的网站", body = Problem, content_type = "application/problem+json")))]
#[post("/auth/login")]
pub async fn login_user(ctx: PublicCtx, input: Json<LoginInput>) -> Result<HttpResponse> {
    let visit = Visit::of(&ctx.app, ctx.request())?;
    let LoginInput { username, password, remember } = input.0;
    let account = username.to_lowercase();
    ctx.app.limits.check_login(visit.address, &account)?;
    let (view, cookie, device) = {
        let visit = visit.clone();
        ctx.run(move |app, origin| sign_in(app, origin, &visit, &account, &password, remember)).await?
    };
    let mut response = HttpResponse::Ok();
    response.cookie(cookie);
    if let Some(device) = device {
        response.cookie(visit.device_cookie(device));
    }
    Ok(response.json(view))
}

type SignedIn = (LoginView, Cookie<'static>, Option<String>);

fn sign_in(
    app: &App,
    origin: &Origin,
    visit: &Visit,
    account: &str,
    password: &str,
    remember: bool,
) -> Result<SignedIn> {
    // counted before the work, so that many attempts at once cannot slip through
    let (places, device, brought_lock) = app.write(origin, |tx| {
        tx.mark_journalled();
        let device = devices::find(tx, visit.device.as_deref(), account)?;
        let per_address = tx.app.config.rate_limits.failed_logins_per_address;
        let places = attempts::places(account, visit.address, device, per_address);
        let brought_lock = attempts::reserve(tx, &places)?;
        Ok((places, device, brought_lock))
    })?;
    let found = app.read(origin, |tx| accounts::find(tx, account))?;
    let credential = found.as_ref().and_then(|a| a.credential.as_ref());
    let fits = password::verify(password, credential.map(|c| c.password_hash.as_str()))?;
    let Some(found) = found.as_ref().filter(|a| fits && a.active) else {
        if brought_lock {
            app.write(origin, |tx| note_lock(tx, found.as_ref().map(|a| a.id), visit))?;
        }
        return Err(Error::new(Code::AuthFailed)
            .detail("用户名或口令不正确，或账号不能登录。请核对后重试；忘记口令请联系系统管理员重置。"));
    };
    let person = as_person(app, origin, found.id)?;
    app.write(&person, |tx| {
        // the password fits, so this was no guess, even when its time is over
        attempts::take_back(tx, &places)?;
        match credential.map(|c| accounts::check_not_expired(tx, c)) {
            Some(Err(expired)) => {
                tx.mark_journalled();
                Ok(Err(expired))
            }
            _ => open_session(tx, found, visit, device, remember).map(Ok),
        }
    })?
}

fn open_session(
    tx: &mut Tx<'_>,
    found: &Account,
    visit: &Visit,
    device: Option<i64>,
    remember: bool,
) -> Result<SignedIn> {
    let new_device = match device {
        Some(id) => devices::seen(tx, id).map(|()| None)?,
        None => devices::remember(tx, found.id, visit.device.as_deref())?,
    };
    let profile = tx.app.config.password_profile;
    let overdue =
        found.credential.as_ref().is_some_and(|c| passwords::is_overdue(profile, c.changed_at, tx.now));
    let me = users::table.find(found.id);
    diesel::update(me).set(users::last_login_at.eq(tx.now)).execute(&mut **tx)?;
    if overdue {
        diesel::update(me).set(users::must_change_password.eq(true)).execute(&mut **tx)?;
    }
    let opened = sessions::open(tx, found.id, &visit.address_text(), &visit.device_name, remember)?;
    let name = tx.caller.name.clone();
    journal::note(tx, "user.signed_in", &Subject::new("user", found.id, name))?;
    let view = view(tx, &opened)?;
    Ok((view, visit.refresh_cookie(opened.refresh, opened.kept_seconds), new_device))
}

/// The person himself as the one who acts.
fn as_person(app: &App, origin: &Origin, user_id: i64) -> Result<Origin> {
    let caller: Caller = app.read(origin, |tx| {
        let now = tx.now;
        load_person(tx, user_id, now)
    })?;
    Ok(Origin { caller: Arc::new(caller), request_id: origin.request_id.clone() })
}

fn note_lock(tx: &mut Tx<'_>, user_id: Option<i64>, visit: &Visit) -> Result<()> {
    // an unknown name is not written down: people type passwords into the wrong field
    let subject = match user_id {
        Some(id) => accounts::subject(&user_store::find(tx, id)?),
        None => Subject::new("login", 0, "不存在的用户名"),
    };
    journal::created(tx, "account.locked", &subject, &serde_json::json!({ "address": visit.address_text() }))
}

/// The answer for a session: an access token and who it speaks for.
fn view(tx: &mut Tx<'_>, opened: &Opened) -> Result<LoginView> {
    let user = user_store::find(tx, opened.user_id)?;
    let epoch: i32 = users::table.find(user.id).select(users::epoch).first(&mut **tx)?;
    let life = tx.app.config.access_minutes * 60;
    let now = tx.now.micros() / 1_000_000;
    let claims = Claims {
        iss: ISSUER.to_owned(),
        aud: AUDIENCE.to_owned(),
        sub: user.id.to_string(),
        sid: opened.session_id,
        epoch,
        iat: now,
        nbf: now,
        exp: now + life,
        jti: secrets::random_base62(16),
    };
    let roles = user.roles();
    Ok(LoginView {
        access_token: tx.app.keys().issue(&claims)?,
        token_type: "Bearer".to_owned(),
        expires_in: life,
        must_change_password: user.must_change_password,
        session_id: opened.session_id,
        remembered: opened.kept_seconds.is_some(),
        user: UserSummary {
            id: user.id,
            unit_name: user_store::unit_name(tx, user.unit_id)?,
            username: user.username,
            name: user.name,
            unit_id: user.unit_id,
            roles: roles.into_iter().map(Into::into).collect(),
        },
    })
}

/// 刷新访问令牌
///
/// 用 Cookie 中的刷新令牌换取新的访问令牌，同时换发刷新令牌。已换过的刷新令牌再次出现（两个页面同时刷新的10秒之内除外）
/// 视为被盗用：整个会话立即结束并记入审计日志。
#[utoipa::path(tag = "登录",
    params(("cf_refresh" = String, Cookie, description = "登录时得到的刷新令牌")),
    responses((status = 200, description = "新的访问令牌；新的刷新令牌在 Set-Cookie 中", body = LoginView),
    (status = 401, description = "会话已结束，请重新登录", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "请求来自别的网站", body = Problem, content_type = "application/problem+json")))]
#[post("/auth/refresh")]
pub async fn refresh_session(ctx: PublicCtx) -> Result<HttpResponse> {
    let visit = Visit::of(&ctx.app, ctx.request())?;
    let ended = || {
        Error::new(Code::AuthInvalid)
            .detail("会话已结束，请重新登录。")
            .with_header("Set-Cookie", visit.no_refresh_cookie().to_string())
    };
    let secret = visit.refresh.clone().ok_or_else(ended)?;
    let from = visit.clone();
    let fresh = ctx
        .run(move |app, origin| {
            app.write(origin, |tx| {
                tx.mark_journalled(); // a refresh changes nothing but the token itself
                Ok(match sessions::rotate(tx, &secret)? {
                    Rotation::Fresh(opened) => {
                        Some((view(tx, &opened)?, from.refresh_cookie(opened.refresh, opened.kept_seconds)))
                    }
                    Rotation::Refused | Rotation::Reused => None,
                })
            })
        })
        .await?;
    let (view, cookie) = fresh.ok_or_else(ended)?;
    Ok(HttpResponse::Ok().cookie(cookie).json(view))
}

/// 退出登录
///
/// 结束当前会话：Cookie 中的刷新令牌与 Authorization 头中的访问令牌所属的会话都结束，随即失效。没有登录也返回成功。
#[utoipa::path(tag = "登录",
    params(("cf_refresh" = Option<String>, Cookie, description = "登录时得到的刷新令牌")),
    responses((status = 204, description = "已退出"),
    (status = 403, description = "请求来自别的网站", body = Problem, content_type = "application/problem+json")))]
#[post("/auth/logout")]
pub async fn logout_user(ctx: PublicCtx) -> Result<HttpResponse> {
    let visit = Visit::of(&ctx.app, ctx.request())?;
    let secret = visit.refresh.clone();
    let header = ctx.request().headers().get(header::AUTHORIZATION);
    let header = header.map(|h| h.to_str().unwrap_or("?").to_owned());
    let address = visit.address;
    ctx.run(move |app, origin| {
        let caller =
            header.and_then(|h| credential(app, Some(&h), address).ok()).and_then(|c| c.load(app).ok());
        let of_header = caller.as_ref().and_then(|c| c.session_id);
        let origin = Origin { caller: caller.unwrap_or_else(|| origin.caller.clone()), ..origin.clone() };
        app.write(&origin, |tx| {
            tx.mark_journalled();
            let of_cookie = match &secret {
                Some(secret) => sessions::of_refresh_token(tx, secret)?,
                None => None,
            };
            for session in of_header.into_iter().chain(of_cookie) {
                sessions::end(tx, session, "logout", "session.ended")?;
            }
            Ok(())
        })
    })
    .await?;
    Ok(HttpResponse::NoContent().cookie(visit.no_refresh_cookie()).finish())
}

/// 修改本人口令
///
/// 核对现口令后换成新口令。其他会话全部结束，本机换发新的令牌；此前的访问令牌立即失效。首次登录和口令被重置后必须先办这一项。
#[utoipa::path(tag = "登录", extensions(("x-action" = json!("password.change"))), request_body = PasswordInput,
    responses((status = 200, description = "口令已修改，换发的令牌", body = LoginView)))]
#[post("/auth/password")]
pub async fn change_password(ctx: Ctx, input: Json<PasswordInput>) -> Result<HttpResponse> {
    let visit = Visit::of(&ctx.app, ctx.request())?;
    require(&ctx.caller, Action::PasswordChange, Relations { own: true, ..Relations::default() })?;
    let (view, cookie) = ctx.run(move |app, origin| change(app, origin, &visit, &input.0)).await?;
    Ok(HttpResponse::Ok().cookie(cookie).json(view))
}

fn change(
    app: &App,
    origin: &Origin,
    visit: &Visit,
    input: &PasswordInput,
) -> Result<(LoginView, Cookie<'static>)> {
    let user_id = origin.caller.user_id.ok_or_else(|| Error::internal("a person changes a password"))?;
    let places = attempts::own_password(user_id);
    let brought_lock = app.write(origin, |tx| {
        tx.mark_journalled();
        attempts::reserve(tx, &places)
    })?;
    let (user, current, history) = app.read(origin, |tx| {
        let current = accounts::credential(tx, user_id)?;
        Ok((user_store::find(tx, user_id)?, current, accounts::history(tx, user_id)?))
    })?;
    let hash = current.as_ref().map(|c| c.password_hash.as_str());
    if !password::verify(&input.current_password, hash)? {
        if brought_lock {
            app.write(origin, |tx| note_lock(tx, Some(user_id), visit))?;
        }
        return Err(Error::field("/current_password", "wrong", "现口令不正确，请重新填写。"));
    }
    app.write(origin, |tx| {
        tx.mark_journalled();
        attempts::take_back(tx, &places)
    })?;
    app.read(origin, |tx| {
        current.as_ref().map_or(Ok(()), |c| accounts::check_not_expired(tx, c))?;
        accounts::check_new(tx, &user, &input.new_password, &history)
    })?;
    let hash = password::hash(&input.new_password)?;
    app.write(origin, |tx| {
        // two changes at once: the second must not rest on a password that is gone
        if accounts::credential(tx, user_id)? != current {
            return Err(Error::new(Code::ResourceConflict).detail("口令刚刚已被修改，请用新口令重新登录。"));
        }
        let remember = sessions::is_remembered(tx, tx.caller.session_id)?;
        accounts::set_password(tx, user_id, &hash, false, "password_changed")?;
        let after = user_store::find(tx, user_id)?;
        journal::record(tx, "password.changed", &accounts::subject(&user), Some(&user), Some(&after))?;
        let opened = sessions::open(tx, user_id, &visit.address_text(), &visit.device_name, remember)?;
        Ok((view(tx, &opened)?, visit.refresh_cookie(opened.refresh, opened.kept_seconds)))
    })
}
