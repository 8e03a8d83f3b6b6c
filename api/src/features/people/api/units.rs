//! Units.

use crate::codes::divisions::divisions;
use crate::db::page::{Cursor, Page, Paging};
use crate::error::{Blocking, Code, Error, FieldError, Result};
use crate::features::people::model::{
    ReasonInput, Unit, UnitClosureInput, UnitFilter, UnitInput, UnitKind, UnitView,
};
use crate::features::people::rules::units::level;
use crate::features::people::store::units;
use crate::http::{Ctx, IfMatch, Json, Patch, Query, Reply};
use crate::journal::{self, Subject};
use crate::lists::{self, List};
use crate::policy::{Action, Relations, permitted, require, require_role};
use crate::text::has_deceptive_characters;
use crate::work::Tx;
use actix_web::{HttpResponse, get, patch, post, put, web};

const SORT: &str = "official";

fn view(tx: &Tx<'_>, unit: Unit) -> UnitView {
    let can = permitted(tx.caller, &[Action::UnitEdit], Relations::default());
    UnitView { level: level(&unit.path), can, unit }
}

fn subject(unit: &Unit) -> Subject {
    Subject::new("unit", unit.id, &unit.name)
}

/// What the schema cannot say.
fn check(input: &UnitInput) -> Result<()> {
    let mut errors = Vec::new();
    let mut wrong = |pointer: &str, code: &str, message: &str| {
        errors.push(FieldError { pointer: pointer.into(), code: code.into(), message: message.into() });
    };
    if has_deceptive_characters(&input.name) {
        wrong("/name", "deceptive", "名称含有看不见或易混淆的字符，请重新输入。");
    }
    if input.short_name.as_deref().is_some_and(has_deceptive_characters) {
        wrong("/short_name", "deceptive", "简称含有看不见或易混淆的字符，请重新输入。");
    }
    match (input.kind, input.parent_id) {
        (UnitKind::City, Some(_)) => {
            wrong("/parent_id", "surplus", "“市（本级）”是最上级，不能再有上级单位。")
        }
        (UnitKind::City, None) | (_, Some(_)) => {}
        (_, None) => wrong("/parent_id", "required", "请选择上级单位；只有“市（本级）”没有上级。"),
    }
    if input.division_code.as_deref().is_some_and(|code| divisions().by_code(code).is_none()) {
        wrong("/division_code", "unknown", "没有这个行政区划代码，请从代码表中选择。");
    }
    if errors.is_empty() { Ok(()) } else { Err(Error::invalid(errors)) }
}

/// 单位列表
///
/// 全市单位，按法定顺序排列，上级在前、下级随后；可只看某单位及其下级、某一天有效的单位。
#[utoipa::path(tag = "单位", extensions(("x-action" = json!("unit.read"))), params(UnitFilter, Paging),
    responses((status = 200, description = "单位", body = Page<UnitView>)))]
#[get("/units")]
pub async fn list_units(ctx: Ctx, query: Query<UnitFilter>, paging: Query<Paging>) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        require_role(tx.caller, Action::UnitRead)?;
        Reply::ok(&page(tx, &query.0, &paging.0)?)
    })
    .await
}

/// 单位名册。
pub const TABLE: List = List {
    name: "units",
    title: "单位名册",
    path: "/api/v1/units",
    action: Action::UnitRead,
    row: None,
    extra: &[],
    partial_dates: &[],
    titles: &[("id", "单位编号"), ("parent_id", "上级单位编号"), ("sort_no", "排序号")],
    default: &["row_no", "name", "short_name", "kind", "level", "division_code", "valid_from", "valid_until"],
    open: |_, wanted| {
        let filter: UnitFilter = wanted.query()?;
        Ok(lists::paged(move |tx, paging| page(tx, &filter, paging)))
    },
};

fn page(tx: &mut Tx<'_>, filter: &UnitFilter, paging: &Paging) -> Result<Page<UnitView>> {
    let window = paging.window(SORT)?;
    let all = units::list(tx, filter)?;
    let total = all.len() as i64;
    let first = match &window.after {
        // behind the unit the cursor names, or behind the place where it was
        Some(after) => {
            let key = (after.value.as_str().unwrap_or_default(), after.id);
            all.partition_point(|u| (u.sort_path.as_str(), u.id) <= key)
        }
        None => usize::try_from(window.offset()).unwrap_or(usize::MAX),
    };
    let rows = all.into_iter().skip(first).take(usize::try_from(window.per_page).unwrap_or(0));
    let items: Vec<UnitView> = rows.map(|u| view(tx, u)).collect();
    Ok(window.page_of(items, total, |v| Cursor {
        sort: SORT.to_owned(),
        value: v.unit.sort_path.clone().into(),
        id: v.unit.id,
    }))
}

/// 登记单位
///
/// 在单位树中新增一个单位。
#[utoipa::path(tag = "单位", extensions(("x-action" = json!("unit.edit"))), request_body = UnitInput,
    responses((status = 201, description = "已登记", body = UnitView)))]
#[post("/units")]
pub async fn create_unit(ctx: Ctx, input: Json<UnitInput>) -> Result<HttpResponse> {
    ctx.write(move |tx| {
        require_role(tx.caller, Action::UnitEdit)?;
        check(&input.0)?;
        let unit = units::insert(tx, &input.0)?;
        journal::created(tx, "unit.created", &subject(&unit), &unit)?;
        tx.app.callers.clear();
        let (location, version) = (format!("/units/{}", unit.id), unit.version);
        Ok(Reply::created(location, &view(tx, unit))?.version(version))
    })
    .await
}

/// 查看单位
///
/// 一个单位及其在树中的位置。
#[utoipa::path(tag = "单位", extensions(("x-action" = json!("unit.read"))),
    params(("id" = i64, Path, description = "单位编号")),
    responses((status = 200, description = "单位", body = UnitView)))]
#[get("/units/{id}")]
pub async fn get_unit(ctx: Ctx, id: web::Path<i64>) -> Result<HttpResponse> {
    ctx.glance(move |tx| {
        require_role(tx.caller, Action::UnitRead)?;
        let unit = units::find(tx, *id)?;
        let version = unit.version;
        Ok(Reply::ok(&view(tx, unit))?.version(version))
    })
    .await
}

fn change(
    tx: &mut Tx<'_>,
    id: i64,
    if_match: &IfMatch,
    input: impl FnOnce(&Tx<'_>, &Unit) -> Result<UnitInput>,
) -> Result<Reply> {
    let unit = units::find(tx, id)?;
    require(tx.caller, Action::UnitEdit, Relations::default())?;
    if_match.check(unit.version, &view(tx, unit.clone()))?;
    let input = input(tx, &unit)?;
    check(&input)?;
    let after = units::update(tx, &unit, &input)?;
    journal::record(tx, "unit.changed", &subject(&after), Some(&unit), Some(&after))?;
    tx.app.callers.clear();
    let version = after.version;
    Ok(Reply::ok(&view(tx, after))?.version(version))
}

/// 修改单位
///
/// 整体修改一个单位。换上级时，其下级一并移动；不能移到自己的下级之下。
#[utoipa::path(tag = "单位", extensions(("x-action" = json!("unit.edit"))), request_body = UnitInput,
    params(("id" = i64, Path, description = "单位编号")),
    responses((status = 200, description = "已修改", body = UnitView)))]
#[put("/units/{id}")]
pub async fn replace_unit(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<UnitInput>,
) -> Result<HttpResponse> {
    ctx.write(move |tx| change(tx, *id, &if_match, |_, _| Ok(input.0.clone()))).await
}

/// 修改单位的部分内容
///
/// 只改给出的字段，`null` 表示清空。
#[utoipa::path(tag = "单位", extensions(("x-action" = json!("unit.edit"))),
    request_body(content = UnitInput, content_type = "application/merge-patch+json"),
    params(("id" = i64, Path, description = "单位编号")),
    responses((status = 200, description = "已修改", body = UnitView)))]
#[patch("/units/{id}")]
pub async fn update_unit(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    patch: Patch,
) -> Result<HttpResponse> {
    ctx.write(move |tx| {
        change(tx, *id, &if_match, |tx, unit| patch.apply(&tx.app.contract, &UnitInput::from(unit)))
    })
    .await
}

/// 撤销单位
///
/// 给单位定下最后有效日，历史数据保持不变。仍有在用人员或下级单位时不能撤销。
#[utoipa::path(tag = "单位", extensions(("x-action" = json!("unit.edit"))), request_body = UnitClosureInput,
    params(("id" = i64, Path, description = "单位编号"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已撤销", body = UnitView)))]
#[post("/units/{id}/closures")]
pub async fn close_unit(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<UnitClosureInput>,
) -> Result<HttpResponse> {
    ctx.write(move |tx| {
        let unit = units::find(tx, *id)?;
        require(tx.caller, Action::UnitEdit, Relations::default())?;
        if_match.check(unit.version, &view(tx, unit.clone()))?;
        if let Some(until) = unit.valid_until {
            return Err(Error::new(Code::ResourceConflict)
                .detail(format!("“{}”已定于{until}撤销，不必再办。日期有误请先恢复。", unit.name)));
        }
        if unit.valid_from.is_some_and(|from| from > input.0.valid_until) {
            return Err(Error::field("/valid_until", "before_start", "撤销日期早于成立日期，请核对。"));
        }
        let (people, below) = units::in_use(tx, &unit, input.0.valid_until)?;
        refuse_in_use(&unit, people, below)?;
        let after = units::set_end(tx, &unit, Some(input.0.valid_until))?;
        let reason = serde_json::json!({ "unit": after, "reason": input.0.reason });
        journal::record(tx, "unit.closed", &subject(&unit), Some(&unit), Some(&reason))?;
        let version = after.version;
        Ok(Reply::ok(&view(tx, after))?.version(version))
    })
    .await
}

fn refuse_in_use(unit: &Unit, people: i64, below: i64) -> Result<()> {
    let blocking = |code: &str, field: &str, message: String, how: &str| Blocking {
        code: code.to_owned(),
        field: field.to_owned(),
        message,
        how_to_fix: how.to_owned(),
    };
    let mut list = Vec::new();
    if people > 0 {
        list.push(blocking(
            "unit.people",
            "users",
            format!("还有{people}名在用人员"),
            "把人员调到其他单位或停用账号",
        ));
    }
    if below > 0 {
        list.push(blocking(
            "unit.children",
            "units",
            format!("还有{below}个下级单位"),
            "把下级单位移到别处或先撤销",
        ));
    }
    if list.is_empty() {
        return Ok(());
    }
    Err(Error::new(Code::UnitInUse)
        .detail(format!("“{}”还在使用，暂不能撤销。请先处理列出的事项。", unit.name))
        .with_blocking(list))
}

/// 恢复单位
///
/// 取消错误的撤销，单位恢复运行。
#[utoipa::path(tag = "单位", extensions(("x-action" = json!("unit.edit"))), request_body = ReasonInput,
    params(("id" = i64, Path, description = "单位编号"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已恢复", body = UnitView)))]
#[post("/units/{id}/reopenings")]
pub async fn reopen_unit(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<ReasonInput>,
) -> Result<HttpResponse> {
    ctx.write(move |tx| {
        let unit = units::find(tx, *id)?;
        require(tx.caller, Action::UnitEdit, Relations::default())?;
        if_match.check(unit.version, &view(tx, unit.clone()))?;
        if unit.valid_until.is_none() {
            return Err(
                Error::new(Code::ResourceConflict).detail(format!("“{}”没有撤销，不必恢复。", unit.name))
            );
        }
        if let Some(parent) = unit.parent_id {
            units::named(tx, parent, "/parent_id")?;
        }
        let after = units::set_end(tx, &unit, None)?;
        let reason = serde_json::json!({ "unit": after, "reason": input.0.reason });
        journal::record(tx, "unit.reopened", &subject(&unit), Some(&unit), Some(&reason))?;
        let version = after.version;
        Ok(Reply::ok(&view(tx, after))?.version(version))
    })
    .await
}
