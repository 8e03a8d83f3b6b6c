//! The caller's own preferences: reading and saving them as a whole.

use super::super::model::{Preferences, PreferencesView};
use super::super::rules;
use super::super::store::preferences::{self, Kept};
use crate::error::{Error, Result};
use crate::http::{Ctx, IfMatch, Json, Reply};
use crate::journal::{self, Subject};
use crate::lists;
use crate::policy::{Action, permitted_at_all, require_role};
use crate::work::Tx;
use actix_web::{HttpResponse, get, put};

fn view(tx: &Tx<'_>, kept: Option<&Kept>) -> PreferencesView {
    let manage = Action::PreferenceManage.code();
    let liked: Preferences = kept.map(|k| k.content.read()).unwrap_or_default();
    PreferencesView {
        text_size: liked.text_size,
        single_keys: liked.single_keys,
        menu_collapsed: liked.menu_collapsed,
        lists: liked.lists,
        last_export_template: liked.last_export_template,
        updated_at: kept.map(|k| k.updated_at),
        version: kept.map_or(0, |k| k.version),
        can: permitted_at_all(tx.caller).into_iter().filter(|code| code == manage).collect(),
    }
}

fn answer(tx: &Tx<'_>, kept: Option<&Kept>) -> Result<Reply> {
    let view = view(tx, kept);
    Ok(Reply::ok(&view)?.version(view.version))
}

/// Only a person has preferences; tokens are refused by the table already.
fn person(tx: &Tx<'_>) -> Result<i64> {
    require_role(tx.caller, Action::PreferenceManage)?;
    tx.caller.user_id.ok_or_else(Error::not_found)
}

/// 查看本人的界面偏好
///
/// 字号、单键快捷键、菜单、各清单上次怎样看、上次所用的导出模板。从未保存过的返回默认值，版本为0，同样带 `ETag`。
#[utoipa::path(tag = "视图", extensions(("x-action" = json!("preference.manage"))),
    responses((status = 200, description = "本人的偏好", body = PreferencesView,
        headers(("ETag" = String, description = "版本，用于 If-Match")))))]
#[get("/me/preferences")]
pub async fn get_preferences(ctx: Ctx) -> Result<HttpResponse> {
    ctx.glance(move |tx| {
        let user_id = person(tx)?;
        let kept = preferences::find(tx, user_id)?;
        answer(tx, kept.as_ref())
    })
    .await
}

/// 保存本人的界面偏好
///
/// 整体替换，最大32 KiB。偏好只影响本人的界面，不影响任何数据。
#[utoipa::path(tag = "视图", extensions(("x-action" = json!("preference.manage"))), request_body = Preferences,
    responses((status = 200, description = "保存后的偏好", body = PreferencesView,
        headers(("ETag" = String, description = "版本，用于 If-Match")))))]
#[put("/me/preferences")]
pub async fn put_preferences(ctx: Ctx, if_match: IfMatch, input: Json<Preferences>) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let user_id = person(tx)?;
        rules::check_preferences(&input, |name| lists::find(name).is_some())?;
        let before = preferences::find(tx, user_id)?;
        let current = view(tx, before.as_ref());
        if_match.check(current.version, &current)?;
        let kept = preferences::put(tx, user_id, current.version, &input)?;
        // that they were saved is enough: widths of columns are no business of the journal
        let subject = Subject::new("preferences", user_id, &tx.caller.name);
        journal::note(tx, "preferences.saved", &subject)?;
        answer(tx, Some(&kept))
    })
    .await
}
