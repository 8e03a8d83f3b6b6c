//! Tags: those in use, and those of one project. Many projects at once: [`super::update_many`].

use super::super::model::input::TagsInput;
use super::super::model::query::TagQuery;
use super::super::model::view::{ProjectView, TagUse};
use super::super::{TAGS_CHANGED, rules, store};
use super::parts::change;
use crate::db::page::Page;
use crate::error::Result;
use crate::http::{Ctx, IfMatch, Json, Query, Reply};
use crate::policy::{Action, require_role, visible};
use crate::text::{index_tokens, query_terms, sort_key};
use actix_web::{HttpResponse, get, put, web};

/// 查看在用的标签
///
/// 看得到的项目上正在用的标签和各有多少个项目，依拼音顺序，供选择与筛选（`tag`）。标签供单位内部使用，合作企业看不到。
#[utoipa::path(tag = "项目", extensions(("x-action" = json!("project.read"))), params(TagQuery),
    responses((status = 200, description = "在用的标签", body = Page<TagUse>)))]
#[get("/projects/tags")]
pub async fn list_project_tags(ctx: Ctx, query: Query<TagQuery>) -> Result<HttpResponse> {
    require_role(&ctx.caller, Action::ProjectRead)?;
    let query = query.0;
    ctx.read(move |tx| {
        let who = visible(tx.caller);
        let mut items: Vec<TagUse> = store::tags::in_use(tx, &who)?
            .into_iter()
            .map(|(name, projects)| TagUse { name, projects })
            .collect();
        if let Some(terms) = query.q.as_deref().and_then(query_terms) {
            items.retain(|tag| terms.matches(&index_tokens(&tag.name)));
        }
        items.sort_by_cached_key(|tag| (sort_key(&tag.name), tag.name.clone()));
        let total = i64::try_from(items.len()).unwrap_or(i64::MAX);
        Reply::ok(&Page { items, total, page: None, per_page: total, next_cursor: None })
    })
    .await
}

/// 设定标签
///
/// 提交全部标签；不在其中的去掉。标签是便于查找的短词，不影响统计和阶段，已结束的项目也可以打。
#[utoipa::path(tag = "项目", extensions(("x-action" = json!("project.tag"))), request_body = TagsInput,
    params(("id" = i64, Path, description = "项目编号（内部）")),
    responses((status = 200, description = "修改后的项目", body = ProjectView)))]
#[put("/projects/{id}/tags")]
pub async fn replace_project_tags(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<TagsInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        change(tx, *id, &if_match, TAGS_CHANGED, Action::ProjectTag, |tx, project| {
            let (now, who) = (tx.now, visible(tx.caller));
            let after = rules::check_tags("/tags", &input.tags)?;
            let before =
                store::tags::of(tx, &who, &[project.id], None)?.remove(&project.id).unwrap_or_default();
            store::tags::replace(tx, project.id, &before, &after, now)
        })
    })
    .await
}
