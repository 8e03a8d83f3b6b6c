//! Rows: looking, fixing, deciding.

use super::super::model::{
    DecisionBatchInput, DecisionInput, DecisionResult, DecisionResults, RowInput, RowQuery, RowView, Session,
};
use super::super::rules::issues::Issue;
use super::super::store::reading::Kept;
use super::super::store::{rows, settling};
use super::{check_open, find, wrong_state};
use crate::db::page::{Page, Paging};
use crate::error::{Code, Error, Result};
use crate::http::{Ctx, IfMatch, Json, Query, Reply};
use crate::journal;
use crate::lists::{self, Extra, List, row_of};
use crate::policy::Action;
use crate::work::Tx;
use actix_web::{HttpResponse, get, post, put, web};
use serde_json::{Value, json};

/// 导入预览各行：哪个批次是条件之一。
pub const TABLE: List = List {
    name: "import_rows",
    title: "导入各行清单",
    path: "/api/v1/imports/{id}/rows",
    action: Action::ImportRead,
    row: None,
    extra: &[Extra::text("problems", "问题"), Extra::text("how_to_fix", "怎么办")],
    partial_dates: &[],
    titles: &[
        ("row", "表格行号"),
        ("group", "分组"),
        ("result_id", "入库后的编号"),
        ("committed_at", "入库时刻"),
        ("undone_at", "撤销时刻"),
    ],
    default: &[
        "row",
        "group",
        "name",
        "status",
        "problems",
        "how_to_fix",
        "result_kind",
        "result_id",
        "committed_at",
        "undo_refusal",
    ],
    open: |tx, wanted| {
        let OfImport { id } = wanted.query()?;
        let query: RowQuery = wanted.query()?;
        let session = find(tx, id, Action::ImportRead)?;
        let kept = kept(&session)?;
        Ok(lists::paged(move |tx, paging| {
            let page = rows::list(tx, session.id, &query, paging)?;
            page.try_map(|row| {
                let view = settling::view(tx, &session, &kept, &row)?;
                let duplicate = view.duplicate.iter().map(|d| d.message.clone());
                let problems: Vec<String> = view.issues.iter().map(Issue::reason).chain(duplicate).collect();
                let mut fixes: Vec<&str> = view.issues.iter().map(|i| &*i.how_to_fix).collect();
                fixes.dedup();
                let mut told = row_of(&view);
                told.insert("problems".to_owned(), problems.join("\n").into());
                told.insert("how_to_fix".to_owned(), fixes.join("\n").into());
                Ok(told)
            })
        }))
    },
};

#[derive(serde::Deserialize)]
struct OfImport {
    id: i64,
}

fn kept(session: &Session) -> Result<Kept> {
    session.kept().ok_or_else(|| wrong_state(session, "还没有读完。请稍候再看各行。"))
}

/// 查看预览各行
///
/// 逐行的状态、值、问题（格子、原因、怎么办）、疑似重复与不同之处、没有导入的格子的原文、改正、决定、入库结果，按行号排列。
#[utoipa::path(tag = "导入", extensions(("x-action" = json!("import.read"))),
    params(("id" = i64, Path, description = "批次编号"), RowQuery, Paging),
    responses((status = 200, description = "各行", body = Page<RowView>)))]
#[get("/imports/{id}/rows")]
pub async fn list_import_rows(
    ctx: Ctx,
    id: web::Path<i64>,
    query: Query<RowQuery>,
    paging: Query<Paging>,
) -> Result<HttpResponse> {
    let query = query.0;
    ctx.read(move |tx| {
        let session = find(tx, *id, Action::ImportRead)?;
        let kept = kept(&session)?;
        let page = rows::list(tx, session.id, &query, &paging.0)?;
        Reply::ok(&page.try_map(|row| settling::view(tx, &session, &kept, &row))?)
    })
    .await
}

/// 查看预览的一行
///
/// 与列表中的一行相同，带版本号（ETag）。
#[utoipa::path(tag = "导入", extensions(("x-action" = json!("import.read"))),
    params(("id" = i64, Path, description = "批次编号"), ("row" = i32, Path, description = "行号")),
    responses((status = 200, description = "这一行", body = RowView)))]
#[get("/imports/{id}/rows/{row}")]
pub async fn get_import_row(ctx: Ctx, path: web::Path<(i64, i32)>) -> Result<HttpResponse> {
    let (id, number) = *path;
    ctx.read(move |tx| {
        let session = find(tx, id, Action::ImportRead)?;
        let row = rows::find(tx, id, number)?;
        let view = settling::view(tx, &session, &kept(&session)?, &row)?;
        Ok(Reply::ok(&view)?.version(row.version))
    })
    .await
}

/// 改正一行或作出决定
///
/// 整体替换这一行的改正与决定，立即重新检查这一行；改了名称、投资方或代码的，重新查重。已入库的行不能再改。
#[utoipa::path(tag = "导入", extensions(("x-action" = json!("import.run"))),
    params(("id" = i64, Path, description = "批次编号"), ("row" = i32, Path, description = "行号")),
    request_body = RowInput, responses((status = 200, description = "改正后的这一行", body = RowView)))]
#[put("/imports/{id}/rows/{row}")]
pub async fn put_import_row(
    ctx: Ctx,
    path: web::Path<(i64, i32)>,
    if_match: IfMatch,
    input: Json<RowInput>,
) -> Result<HttpResponse> {
    let ((id, number), input) = (*path, input.0);
    ctx.write(move |tx| {
        let session = find(tx, id, Action::ImportRun)?;
        let kept = kept(&session)?;
        let row = rows::find(tx, id, number)?;
        let before = settling::view(tx, &session, &kept, &row)?;
        if_match.check(row.version, &before)?;
        check_open(&session)?;
        let after = change(tx, &session, &kept, &row, &input)?;
        settling::recount(tx, &session)?;
        let view = settling::view(tx, &session, &kept, &after)?;
        Ok(Reply::ok(&view)?.version(after.version))
    })
    .await
}

/// Changes one row and keeps who said what about it.
fn change(
    tx: &mut Tx<'_>,
    session: &Session,
    kept: &Kept,
    row: &super::super::model::Row,
    input: &RowInput,
) -> Result<super::super::model::Row> {
    if row.committed_at.is_some() {
        return Err(Error::new(Code::ImportState)
            .detail("这一行已经入库，不能再改预览。请到项目库或企业库中修改那条记录。"));
    }
    let after = settling::settle(tx, session, kept, row, input)?;
    let said = |r: &super::super::model::Row| -> Value {
        json!({ "row": r.row_no, "status": r.status, "fixes": r.fixes, "decision": r.decision, "version": r.version })
    };
    journal::record(tx, "import.row_changed", &session.subject(), Some(&said(row)), Some(&said(&after)))?;
    Ok(after)
}

/// 批量决定
///
/// 对至多200行逐行作出决定（跳过、照新的登记、更新库里的），各有各的结果；原有的改正不变。
#[utoipa::path(tag = "导入", extensions(("x-action" = json!("import.run"))),
    params(("id" = i64, Path, description = "批次编号")), request_body = DecisionBatchInput,
    responses((status = 200, description = "逐行的结果", body = DecisionResults)))]
#[post("/imports/{id}/rows/batch")]
pub async fn batch_import_rows(
    ctx: Ctx,
    id: web::Path<i64>,
    input: Json<DecisionBatchInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let session = find(tx, *id, Action::ImportRun)?;
        let kept = kept(&session)?;
        check_open(&session)?;
        let mut items = Vec::with_capacity(input.items.len());
        for item in &input.items {
            items.push(decide(tx, &session, &kept, item)?);
        }
        tx.mark_journalled(); // every row that changed has its own; none need have changed
        let session_version = settling::recount(tx, &session)?.version;
        Reply::ok(&DecisionResults { items, session_version })
    })
    .await
}

fn decide(tx: &mut Tx<'_>, session: &Session, kept: &Kept, item: &DecisionInput) -> Result<DecisionResult> {
    let done = tx.attempt(|tx| {
        let row = rows::find(tx, session.id, item.row)?;
        let shown = settling::view(tx, session, kept, &row)?;
        IfMatch::version(item.version).check(row.version, &shown)?;
        let input = RowInput { fixes: row.fixes.read(), decision: item.decision };
        let after = change(tx, session, kept, &row, &input)?;
        settling::view(tx, session, kept, &after)
    });
    match done {
        Ok(view) => Ok(DecisionResult { row: item.row, status: 200, error: None, item: Some(view) }),
        Err(e) if e.code().status() < 500 => {
            let item_now = rows::find(tx, session.id, item.row).ok();
            let shown = item_now.map(|row| settling::view(tx, session, kept, &row)).transpose()?;
            let (status, error) = (e.code().status(), Some(e.message().to_owned()));
            Ok(DecisionResult { row: item.row, status, error, item: shown })
        }
        Err(e) => Err(e),
    }
}
