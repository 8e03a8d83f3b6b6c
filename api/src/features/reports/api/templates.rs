//! Templates of exports: looking, making, changing, withdrawing, trying.

use super::super::model::{
    HeaderCellView, PreviewInput, PreviewView, Template, TemplateInput, TemplateQuery, TemplateScope,
    TemplateView,
};
use super::super::rules::cells;
use super::super::store::run::wanted;
use super::super::store::templates::{self, Found};
use super::{choose, resolve};
use crate::db::page::Page;
use crate::error::{Error, Result};
use crate::http::{Ctx, IfMatch, Json, Query, Reply};
use crate::journal::{self, Subject};
use crate::lists;
use crate::policy::{Action, Relations, permitted, require, require_role};
use crate::work::Tx;
use actix_web::{HttpResponse, get, post, put, web};

/// Rows of a preview.
const PREVIEW_ROWS: i64 = 5;

fn relations(tx: &Tx<'_>, row: &Template) -> Relations {
    Relations {
        own: row.owner_id.is_some() && row.owner_id == tx.caller.user_id,
        own_unit: row.unit_id.is_some_and(|id| tx.caller.covers_unit(id)),
        ..Relations::default()
    }
}

fn view(tx: &Tx<'_>, found: &Found) -> Result<TemplateView> {
    let row = &found.row;
    Ok(TemplateView {
        id: row.id,
        list: row.list.clone(),
        name: row.name.clone(),
        scope: row.scope,
        unit_id: row.unit_id,
        shipped: found.shipped,
        content: found.content()?,
        updated_at: (!found.shipped).then_some(row.updated_at),
        version: row.version,
        can: permitted(tx.caller, &[Action::TemplateRead, Action::TemplateEdit], relations(tx, row)),
    })
}

/// Templates of lists that the caller cannot read are none of his business.
fn is_of_use(tx: &Tx<'_>, found: &Found) -> bool {
    lists::find(&found.row.list).is_none_or(|list| list.is_readable(tx.caller))
}

fn answer(tx: &Tx<'_>, row: Template) -> Result<Reply> {
    let version = row.version;
    Ok(Reply::ok(&view(tx, &Found { row, shipped: false })?)?.version(version))
}

fn subject(row: &Template) -> Subject {
    Subject::new("export_template", row.id, &row.name)
}

/// 查看导出模板
///
/// 全市的、本单位（含下属单位）的和本人的模板，限于本人看得到的清单。系统自带各级报送常用的版式，招商局可以修改。
#[utoipa::path(tag = "导出", extensions(("x-action" = json!("template.read"))), params(TemplateQuery),
    responses((status = 200, description = "模板", body = Page<TemplateView>)))]
#[get("/export-templates")]
pub async fn list_export_templates(ctx: Ctx, query: Query<TemplateQuery>) -> Result<HttpResponse> {
    require_role(&ctx.caller, Action::TemplateRead)?;
    let query = query.0;
    ctx.read(move |tx| {
        let mut found = templates::list(tx, &query)?;
        found.retain(|f| is_of_use(tx, f));
        let items = found.iter().map(|f| view(tx, f)).collect::<Result<Vec<_>>>()?;
        let total = items.len() as i64;
        Reply::ok(&Page { items, total, page: None, per_page: total, next_cursor: None })
    })
    .await
}

/// 查看一个导出模板
///
/// 标题行与各列：字段、列名、上级表头、单位、列宽、数字格式、日期精度、是否合计；留空的列写明原因。
#[utoipa::path(tag = "导出", extensions(("x-action" = json!("template.read"))),
    params(("id" = i64, Path, description = "模板编号")),
    responses((status = 200, description = "模板", body = TemplateView)))]
#[get("/export-templates/{id}")]
pub async fn get_export_template(ctx: Ctx, id: web::Path<i64>) -> Result<HttpResponse> {
    ctx.glance(move |tx| {
        let found = templates::find(tx, *id)?;
        require(tx.caller, Action::TemplateRead, relations(tx, &found.row))?;
        if !is_of_use(tx, &found) {
            return Err(Error::not_found());
        }
        let version = found.row.version;
        Ok(Reply::ok(&view(tx, &found)?)?.version(version))
    })
    .await
}

/// 新建导出模板
///
/// 本人的、本单位的模板由本人登记；全市的由招商局登记。
#[utoipa::path(tag = "导出", extensions(("x-action" = json!("template.edit"))), request_body = TemplateInput,
    responses((status = 201, description = "已登记", body = TemplateView)))]
#[post("/export-templates")]
pub async fn create_export_template(ctx: Ctx, input: Json<TemplateInput>) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let relations = Relations {
            own: input.scope == TemplateScope::Personal,
            own_unit: input.scope == TemplateScope::Unit,
            ..Relations::default()
        };
        require(tx.caller, Action::TemplateEdit, relations)?;
        check(tx, &input)?;
        let row = templates::insert(tx, &input)?;
        journal::created(tx, "template.created", &subject(&row), &row)?;
        let (id, version) = (row.id, row.version);
        let view = view(tx, &Found { row, shipped: false })?;
        Ok(Reply::created(format_args!("/export-templates/{id}"), &view)?.version(version))
    })
    .await
}

fn check(tx: &Tx<'_>, input: &TemplateInput) -> Result<()> {
    let list = lists::readable(tx.caller, &input.list)?;
    resolve(tx, &list, &input.columns, "/columns").map(drop)
}

/// 修改导出模板
///
/// 整体替换名称、标题行与各列；清单与范围不能改。已有的导出保留当时的版式。
#[utoipa::path(tag = "导出", extensions(("x-action" = json!("template.edit"))), request_body = TemplateInput,
    params(("id" = i64, Path, description = "模板编号")),
    responses((status = 200, description = "修改后的模板", body = TemplateView)))]
#[put("/export-templates/{id}")]
pub async fn replace_export_template(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<TemplateInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let found = templates::find(tx, *id)?;
        require(tx.caller, Action::TemplateEdit, relations(tx, &found.row))?;
        if_match.check(found.row.version, &view(tx, &found)?)?;
        if input.list != found.row.list || input.scope != found.row.scope {
            let (field, what) =
                if input.list == found.row.list { ("/scope", "范围") } else { ("/list", "清单") };
            let message = format!("模板的{what}不能改。需要时请另建一个模板。");
            return Err(Error::field(field, "fixed", message));
        }
        check(tx, &input)?;
        let row = templates::update(tx, &found, &input)?;
        journal::record(tx, "template.changed", &subject(&row), Some(&found.row), Some(&row))?;
        answer(tx, row)
    })
    .await
}

/// 停用导出模板
///
/// 停用后不再列出，也不能再按它导出；已有的导出不受影响。
#[utoipa::path(tag = "导出", extensions(("x-action" = json!("template.edit"))),
    params(("id" = i64, Path, description = "模板编号"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已停用", body = TemplateView)))]
#[post("/export-templates/{id}/withdrawals")]
pub async fn withdraw_export_template(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
) -> Result<HttpResponse> {
    ctx.write(move |tx| {
        let found = templates::find(tx, *id)?;
        require(tx.caller, Action::TemplateEdit, relations(tx, &found.row))?;
        if_match.check(found.row.version, &view(tx, &found)?)?;
        let row = templates::withdraw(tx, &found)?;
        journal::record(tx, "template.withdrawn", &subject(&row), Some(&found.row), Some(&row))?;
        answer(tx, row)
    })
    .await
}

/// 预览导出
///
/// 按模板或各列写出头5行，连同表头的各格；不生成文件，只读取。
#[utoipa::path(tag = "导出", extensions(("x-action" = json!("template.read"))), request_body = PreviewInput,
    responses((status = 200, description = "头5行", body = PreviewView)))]
#[post("/export-templates/previews")]
pub async fn preview_export(ctx: Ctx, input: Json<PreviewInput>) -> Result<HttpResponse> {
    require_role(&ctx.caller, Action::TemplateRead)?;
    let input = input.0;
    ctx.read(move |tx| {
        if input.template_id.is_some() && input.columns.is_some() {
            return Err(Error::field("/columns", "conflict", "模板与列只能给一个，请去掉一个。"));
        }
        let list = lists::readable(tx.caller, &input.list)?;
        let filter = input.filter.as_deref().unwrap_or_default();
        let conditions = lists::conditions(&tx.app.contract, &list, filter, input.sort.as_deref())?;
        let layout = choose(tx, &list, input.template_id, input.columns.as_deref(), None)?.layout;
        let mut source = lists::open(tx, &list, wanted(&conditions, &layout))?;
        let total = source.count(tx)?;
        let mut rows = source.next(tx, PREVIEW_ROWS)?;
        rows.truncate(PREVIEW_ROWS as usize);
        let shown = (1..).zip(&rows).map(|(row_no, row)| {
            let cell = |c: &super::super::rules::layout::LayoutColumn| {
                cells::cell(c, c.field.as_ref().and_then(|f| row.get(f.as_str())), row_no).text()
            };
            layout.columns.iter().map(cell).collect()
        });
        let empty = layout.columns.iter().filter(|c| c.field.is_none());
        let header = layout.header().into_iter().map(|c| HeaderCellView {
            row: c.row,
            col: c.col,
            rows: c.rows,
            cols: c.cols,
            text: c.text,
        });
        Reply::ok(&PreviewView {
            header: header.collect(),
            columns: layout.flat_titles(),
            empty_columns: empty
                .map(|c| format!("{}：{}", c.title, c.note.as_deref().unwrap_or("—")))
                .collect(),
            total,
            rows: shown.collect(),
        })
    })
    .await
}
