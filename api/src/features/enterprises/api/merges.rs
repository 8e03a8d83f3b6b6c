//! 合并企业、撤销合并、查看合并记录。

use super::{refuse_gone, relations, summary, view};
use crate::app;
use crate::db::page::{Page, Paging};
use crate::error::{Code, Error, Result};
use crate::features::enterprises::model::{
    Enterprise, EnterpriseInput, EnterpriseView, Merge, MergeInput, MergeRow, MergesQuery, ReasonInput,
    Snapshot,
};
use crate::features::enterprises::rules::{self, Checked};
use crate::features::enterprises::store;
use crate::http::{Ctx, IfMatch, Json, Query, Reply};
use crate::journal::{self, Subject};
use crate::lists::{self, List};
use crate::policy::{Action, permitted, require, visible};
use crate::text::{clean_text, normalise_name};
use crate::work::Tx;
use actix_web::{HttpResponse, get, post, web};
use serde_json::json;

/// 合并企业
///
/// 把一家企业并入另一家：别名、联系人、项目等引用都移到保留的企业，被合并的名称成为别名，旧编号指向保留的企业。
/// 各项默认取保留一方的，没填的自动补上，`take_from_merged` 点名的取被合并一方的。其后无人改动时可以撤销。
#[utoipa::path(tag = "企业库", extensions(("x-action" = json!("enterprise.merge"))), request_body = MergeInput,
    responses((status = 201, description = "合并记录", body = Merge)))]
#[post("/enterprise-merges")]
pub async fn create_merge(ctx: Ctx, input: Json<MergeInput>) -> Result<HttpResponse> {
    ctx.write(move |tx| {
        let input = &input.0;
        let (kept, merged) = parties(tx, input)?;
        let row = merge(tx, &kept, &merged, input)?;
        let view = merge_view(tx, row)?;
        Ok(Reply::created(format!("/enterprise-merges/{}", view.id), &view)?.version(view.version))
    })
    .await
}

/// 查看合并记录
///
/// 最近的在前；`enterprise_id` 只看涉及一家企业的。
#[utoipa::path(tag = "企业库", extensions(("x-action" = json!("enterprise.read"))), params(MergesQuery, Paging),
    responses((status = 200, description = "一页合并记录", body = Page<Merge>)))]
#[get("/enterprise-merges")]
pub async fn list_merges(ctx: Ctx, query: Query<MergesQuery>, paging: Query<Paging>) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        let query = query.0;
        let window = paging.0.window(store::MERGES_SORT)?;
        let visible = visible(tx.caller);
        let page = store::merges(tx, &visible, query.enterprise_id, &window)?;
        Reply::ok(&page.try_map(|row| merge_view(tx, row))?)
    })
    .await
}

/// 企业合并记录。
pub const TABLE: List = List {
    name: "enterprise_merges",
    title: "企业合并记录",
    path: "/api/v1/enterprise-merges",
    action: Action::EnterpriseRead,
    row: None,
    extra: &[],
    partial_dates: &[],
    titles: &[("id", "合并编号"), ("undone_at", "撤销时刻")],
    default: &[
        "row_no",
        "kept_name",
        "merged_name",
        "reason",
        "merged_at",
        "moved_references",
        "moved_contacts",
        "undone_at",
        "undo_reason",
    ],
    open: |_, wanted| {
        let query: MergesQuery = wanted.query()?;
        Ok(lists::paged(move |tx, paging| {
            let (window, who) = (paging.window(store::MERGES_SORT)?, visible(tx.caller));
            store::merges(tx, &who, query.enterprise_id, &window)?.try_map(|row| merge_view(tx, row))
        }))
    },
};

/// 查看一次合并
///
/// 一次合并的双方、理由、移动了多少，以及是否已撤销。
#[utoipa::path(tag = "企业库", extensions(("x-action" = json!("enterprise.read"))),
    params(("id" = i64, Path, description = "合并编号")),
    responses((status = 200, description = "合并记录", body = Merge)))]
#[get("/enterprise-merges/{id}")]
pub async fn get_merge(ctx: Ctx, id: web::Path<i64>) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        let row = seen_merge(tx, *id)?;
        let view = merge_view(tx, row)?;
        Ok(Reply::ok(&view)?.version(view.version))
    })
    .await
}

/// 撤销合并
///
/// 恢复合并前的两家企业，当时移动的别名、联系人和引用各归原处；合并之后新加的留在保留的企业。
/// 合并之后任何一方又被修改或合并过的，返回 409 并说明改了什么，不作恢复。
#[utoipa::path(tag = "企业库", extensions(("x-action" = json!("enterprise.merge"))),
    params(("id" = i64, Path, description = "合并编号"), ("If-Match" = String, Header)), request_body = ReasonInput,
    responses((status = 200, description = "恢复的企业", body = EnterpriseView)))]
#[post("/enterprise-merges/{id}/undos")]
pub async fn undo_merge(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<ReasonInput>,
) -> Result<HttpResponse> {
    ctx.write(move |tx| {
        let row = seen_merge(tx, *id)?;
        let kept = store::find(tx, row.kept_id)?;
        require(tx.caller, Action::EnterpriseMerge, relations(tx, &kept))?;
        if_match.check(row.version, &merge_view(tx, row.clone())?)?;
        if row.undone_at.is_some() {
            return Err(Error::new(Code::ResourceConflict).detail("这次合并已经撤销过了，不必再撤销。"));
        }
        let restored = undo(tx, &row, &kept, &clean_text(&input.0.reason))?;
        let view = view(tx, restored)?;
        Ok(Reply::ok(&view)?.version(view.enterprise.version))
    })
    .await
}

fn seen_merge(tx: &mut Tx<'_>, id: i64) -> Result<MergeRow> {
    let visible = visible(tx.caller);
    store::merge(tx, &visible, id)
}

/// Both enterprises, visible, at the versions read, neither merged away, fit to be one.
fn parties(tx: &mut Tx<'_>, input: &MergeInput) -> Result<(Enterprise, Enterprise)> {
    store::one_at_a_time(tx)?;
    let visible = visible(tx.caller);
    let mut named = |pointer: &str, id: i64| {
        store::find_visible(tx, &visible, id).map_err(|e| match e.code() {
            Code::ResourceNotFound => {
                Error::field(pointer, "not_found", "企业库中没有这家企业，请重新选择。")
            }
            _ => e,
        })
    };
    let kept = named("/kept_id", input.kept_id)?;
    let merged = named("/merged_id", input.merged_id)?;
    for row in [&kept, &merged] {
        require(tx.caller, Action::EnterpriseMerge, relations(tx, row))?;
    }
    if kept.id == merged.id {
        return Err(Error::field("/merged_id", "same", "不能把企业并入它自己。请选择另一家。"));
    }
    for row in [&kept, &merged] {
        refuse_gone(tx, row)?;
    }
    for (row, version) in [(&kept, input.kept_version), (&merged, input.merged_version)] {
        let current = view(tx, row.clone())?;
        IfMatch::version(version).check(row.version, &current)?;
    }
    if let (Some(a), Some(b)) = (&kept.credit_code, &merged.credit_code)
        && a != b
        && input.confirmed_same != Some(true)
    {
        let message = format!(
            "两家的统一社会信用代码不同（{a} / {b}），一般不是同一家企业。请核对；确认是同一家的，请勾选确认并说明理由后再合并。"
        );
        return Err(Error::field("/confirmed_same", "credit_codes_differ", message));
    }
    Ok((kept, merged))
}

fn merge(tx: &mut Tx<'_>, kept: &Enterprise, merged: &Enterprise, input: &MergeInput) -> Result<MergeRow> {
    let take = input.take_from_merged.clone().unwrap_or_default();
    let kept_before = EnterpriseInput::from(kept);
    let combined = rules::combine(&kept_before, &EnterpriseInput::from(merged), &take);
    let now = tx.now;
    // first the one that goes, so that its credit code is free for the one that stays
    let merged_version = store::set_merged_into(tx, merged.id, merged.version, Some(kept.id), now)?;
    let moved_aliases = store::move_aliases(tx, merged.id, kept.id, None)?;
    let moved_contacts = store::move_contacts(tx, merged.id, kept.id, None)?;
    let added_aliases = keep_names(tx, kept, merged, &combined.name)?;
    let after = store::update(tx, kept.id, kept.version, &Checked::restored(combined), now)?;
    store::index(tx, merged.id)?;
    let moves = app::move_enterprise(tx, merged.id, kept.id, None)?;
    tx.app.callers.clear();
    let snapshot = Snapshot {
        kept_before,
        kept_after: EnterpriseInput::from(&after),
        kept_version: after.version,
        merged_version,
        moved_aliases,
        added_aliases,
        moved_contacts,
        moves,
    };
    let reason = clean_text(&input.reason);
    let by = tx.caller.user_id;
    let row = store::insert_merge(tx, (kept.id, merged.id), by, &reason, &snapshot, now)?;
    let gone =
        json!({ "merge_id": row.id, "merged_into_id": kept.id, "kept_name": after.name, "reason": reason });
    journal::created(tx, "enterprise.merged", &subject(merged), &gone)?;
    journal::record(tx, "enterprise.changed", &subject(&after), Some(kept), Some(&after))?;
    Ok(row)
}

/// The names that are no longer the name stay as aliases.
fn keep_names(tx: &mut Tx<'_>, kept: &Enterprise, merged: &Enterprise, name: &str) -> Result<Vec<i64>> {
    let known = store::aliases(tx, kept.id)?;
    let now = tx.now;
    let mut added = Vec::new();
    for old in [&kept.name, &merged.name] {
        if old != name && !known.iter().any(|a| a.alias == *old) {
            added.push(store::insert_alias(tx, kept.id, old, &normalise_name(old), now)?.id);
        }
    }
    Ok(added)
}

fn undo(tx: &mut Tx<'_>, row: &MergeRow, kept: &Enterprise, reason: &str) -> Result<Enterprise> {
    let snapshot: Snapshot = row.snapshot.read();
    store::one_at_a_time(tx)?;
    let merged = store::find(tx, row.merged_id)?;
    refuse_if_touched(tx, row, kept, &merged, &snapshot)?;
    let now = tx.now;
    let after = store::update(tx, kept.id, kept.version, &Checked::restored(snapshot.kept_before), now)?;
    if let Some(code) = &merged.credit_code {
        refuse_taken_code(tx, code, &merged)?;
    }
    store::remove_aliases(tx, &snapshot.added_aliases, now)?;
    store::move_aliases(tx, kept.id, merged.id, Some(&snapshot.moved_aliases))?;
    store::move_contacts(tx, kept.id, merged.id, Some(&snapshot.moved_contacts))?;
    app::move_enterprise(tx, kept.id, merged.id, Some(&snapshot.moves))?;
    tx.app.callers.clear();
    store::set_merged_into(tx, merged.id, merged.version, None, now)?;
    store::index(tx, kept.id)?;
    store::index(tx, merged.id)?;
    let by = tx.caller.user_id;
    store::set_undone(tx, row, by, reason, now)?;
    let restored = store::find(tx, merged.id)?;
    let back = json!({ "merge_id": row.id, "kept_id": kept.id, "reason": reason });
    journal::created(tx, "enterprise.merge_undone", &subject(&restored), &back)?;
    journal::record(tx, "enterprise.changed", &subject(&after), Some(kept), Some(&after))?;
    Ok(restored)
}

fn refuse_if_touched(
    tx: &mut Tx<'_>,
    row: &MergeRow,
    kept: &Enterprise,
    merged: &Enterprise,
    snapshot: &Snapshot,
) -> Result<()> {
    let what = if kept.merged_into_id.is_some() {
        format!("“{}”其后又并入了别的企业", kept.name)
    } else if merged.merged_into_id != Some(kept.id) {
        format!("“{}”已不在“{}”名下", merged.name, kept.name)
    } else if kept.version != snapshot.kept_version {
        match rules::changed_fields(&snapshot.kept_after, &EnterpriseInput::from(kept)).as_slice() {
            [] => format!("“{}”其后改过别名或又合并过别的企业", kept.name),
            fields => format!("“{}”其后改过 {}", kept.name, fields.join("、")),
        }
    } else if merged.version != snapshot.merged_version {
        format!("“{}”其后改过", merged.name)
    } else {
        return Ok(());
    };
    let current = serde_json::to_value(view(tx, kept.clone())?).map_err(Error::internal)?;
    Err(Error::new(Code::ResourceConflict)
        .detail(format!("第{}次合并不能撤销：{what}。请先核对现状，需要时分别登记或修改。", row.id))
        .with_current(current))
}

fn refuse_taken_code(tx: &mut Tx<'_>, code: &str, merged: &Enterprise) -> Result<()> {
    let everything = crate::policy::Visible::everything();
    let found = store::candidates(tx, &everything, None, Some(code), Some(merged.id))?;
    let Some(other) = found.first() else { return Ok(()) };
    let current = serde_json::to_value(&other.enterprise).map_err(Error::internal)?;
    Err(Error::new(Code::EnterpriseCreditCodeTaken)
        .detail(format!(
            "不能撤销：“{}”的信用代码其后登记到了“{}”（编号 {}）名下。请先核对代码归哪一家。",
            merged.name, other.enterprise.name, other.enterprise.id
        ))
        .with_current(current))
}

fn subject(row: &Enterprise) -> Subject {
    Subject::new("enterprise", row.id, &row.name)
}

fn merge_view(tx: &mut Tx<'_>, row: MergeRow) -> Result<Merge> {
    let snapshot: Snapshot = row.snapshot.read();
    let kept = store::find(tx, row.kept_id)?;
    let merged = store::find(tx, row.merged_id)?;
    let can = if row.undone_at.is_some() {
        Vec::new()
    } else {
        permitted(tx.caller, &[Action::EnterpriseMerge], relations(tx, &kept))
    };
    Ok(Merge {
        id: row.id,
        kept_id: row.kept_id,
        kept_name: summary(&kept).name,
        merged_id: row.merged_id,
        merged_name: merged.name,
        merged_by: row.merged_by,
        merged_at: row.merged_at,
        reason: row.reason,
        moved_contacts: snapshot.moved_contacts.len(),
        moved_references: snapshot.moves.values().map(Vec::len).sum(),
        undone_at: row.undone_at,
        undone_by: row.undone_by,
        undo_reason: row.undo_reason,
        version: row.version,
        can,
    })
}
