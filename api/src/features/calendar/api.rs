//! 日历的接口：看、改、推算期限。

use super::model::{
    CalendarDay, CalendarYear, DayInput, DayMark, DayRow, DaysQuery, Deadline, DeadlineQuery, YearInput,
    YearRow,
};
use super::rules::{self, Calendar, ClockError, Pause};
use super::store;
use crate::db::Db;
use crate::db::types::Stamp;
use crate::error::{Error, FieldError, Result};
use crate::http::{Ctx, IfMatch, Json, Query, Reply, ServiceConfig};
use crate::journal::{self, Subject};
use crate::policy::{Action, Relations, permitted};
use crate::text::clean_text;
use crate::work::Tx;
use actix_web::{HttpResponse, get, put, web};
use chrono::{Datelike, NaiveDate, NaiveTime};

/// 本房间的全部操作。
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_calendar_days)
        .service(get_calendar_day)
        .service(put_calendar_day)
        .service(get_calendar_year)
        .service(put_calendar_year)
        .service(get_deadline);
}

/// 查看一年的放假调休
///
/// 某年里与平常的星期几不同的日子（放假、调休上班）和全年工作日数。`decreed` 为假表示该年的安排尚未公布或尚未录入，
/// 此时一切推算只按周末双休，结果可能变动。
#[utoipa::path(tag = "工作日历", extensions(("x-action" = json!("calendar.read"))), params(DaysQuery),
    responses((status = 200, description = "一年的安排", body = CalendarYear)))]
#[get("/calendar/days")]
pub async fn list_calendar_days(ctx: Ctx, query: Query<DaysQuery>) -> Result<HttpResponse> {
    let year = query.0.year;
    ctx.read(move |tx| {
        let view = year_view(tx, year)?;
        Reply::ok(&view)
    })
    .await
}

/// 查看一年的状态
///
/// 内容与“查看一年的放假调休”相同，附 `ETag`，供标明该年安排是否已公布时使用；尚未登记的年份版本为 0。
#[utoipa::path(tag = "工作日历", extensions(("x-action" = json!("calendar.read"))),
    params(("year" = i32, Path, description = "年份", example = 2026)),
    responses((status = 200, description = "一年的安排", body = CalendarYear)))]
#[get("/calendar/years/{year}")]
pub async fn get_calendar_year(ctx: Ctx, year: web::Path<i32>) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        let year = sensible_year(*year)?;
        let view = year_view(tx, year)?;
        Ok(Reply::ok(&view)?.version(view.version))
    })
    .await
}

/// 标明一年的安排是否已公布
///
/// 逐日录入完国务院办公厅的通知之后，把该年标为已公布，推算期限时就不再提醒。
#[utoipa::path(tag = "工作日历", extensions(("x-action" = json!("calendar.edit"))),
    params(("year" = i32, Path, description = "年份", example = 2027)), request_body = YearInput,
    responses((status = 200, description = "改后的一年", body = CalendarYear)))]
#[put("/calendar/years/{year}")]
pub async fn put_calendar_year(
    ctx: Ctx,
    year: web::Path<i32>,
    if_match: IfMatch,
    input: Json<YearInput>,
) -> Result<HttpResponse> {
    ctx.write(move |tx| {
        let year = sensible_year(*year)?;
        let before = store::year(tx, year)?;
        let version = before.as_ref().map_or(0, |row| row.version);
        let view = year_view(tx, year)?;
        if_match.check(version, &view)?;
        let source = text(input.0.source.as_deref());
        if input.0.decreed && source.is_none() {
            return Err(Error::field("/source", "required", "请填写依据，如国务院办公厅通知的文号。"));
        }
        let row = YearRow {
            year,
            decreed: input.0.decreed,
            source: source.unwrap_or_default(),
            updated_at: tx.now,
            version,
        };
        let after = store::put_year(tx, &row, version)?;
        let subject = Subject::new("calendar", i64::from(year), format!("{year}年"));
        journal::record(tx, "calendar.year_changed", &subject, before.as_ref(), Some(&after))?;
        let view = year_view(tx, year)?;
        Ok(Reply::ok(&view)?.version(view.version))
    })
    .await
}

/// 查看一天
///
/// 这一天上不上班、为什么。没有特别安排的日子版本为 0，改动时同样以其 `ETag` 作 `If-Match`。
#[utoipa::path(tag = "工作日历", extensions(("x-action" = json!("calendar.read"))),
    params(("date" = NaiveDate, Path, description = "日期", example = "2026-10-10")),
    responses((status = 200, description = "这一天", body = CalendarDay)))]
#[get("/calendar/days/{date}")]
pub async fn get_calendar_day(ctx: Ctx, date: web::Path<NaiveDate>) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        let view = day_view(tx, sensible_day(*date)?)?;
        Ok(Reply::ok(&view)?.version(view.version))
    })
    .await
}

/// 改一天
///
/// 把一天标为放假、调休上班，或恢复为平常日。此前推算出的期限不会自动改动；之后的推算用新的日历。
#[utoipa::path(tag = "工作日历", extensions(("x-action" = json!("calendar.edit"))),
    params(("date" = NaiveDate, Path, description = "日期", example = "2026-10-10")), request_body = DayInput,
    responses((status = 200, description = "改后的这一天", body = CalendarDay)))]
#[put("/calendar/days/{date}")]
pub async fn put_calendar_day(
    ctx: Ctx,
    date: web::Path<NaiveDate>,
    if_match: IfMatch,
    input: Json<DayInput>,
) -> Result<HttpResponse> {
    ctx.write(move |tx| {
        let on = sensible_day(*date)?;
        let before = store::day(tx, on)?;
        let version = before.as_ref().map_or(0, |row| row.version);
        if_match.check(version, &day_view(tx, on)?)?;
        let (name, source) = (text(input.0.name.as_deref()), text(input.0.source.as_deref()));
        rules::check_day(on, input.0.kind, name.as_deref(), source.as_deref()).map_err(Error::invalid)?;
        let row = DayRow {
            on_date: on,
            kind: input.0.kind,
            name: name.unwrap_or_default(),
            source: source.unwrap_or_default(),
            updated_at: tx.now,
            version,
        };
        let after = store::put_day(tx, &row, version)?;
        let subject = Subject::new("calendar", number(on), on.to_string());
        journal::record(tx, "calendar.day_changed", &subject, before.as_ref(), Some(&after))?;
        let view = day_view(tx, on)?;
        Ok(Reply::ok(&view)?.version(view.version))
    })
    .await
}

/// 推算期限
///
/// 两种用法：给 `received_on` 和 `working_days`，算出第 n 个工作日（收到之日为第0天，可扣除暂停）；
/// 或给 `planned_on`（如“周五 10:00 报送”），当天不上班就顺延到下一个工作日的同一钟点。只计算，不改变任何数据。
/// 涉及尚未公布放假安排的年份时，`warnings` 里有提醒。
#[utoipa::path(tag = "工作日历", extensions(("x-action" = json!("calendar.read"))), params(DeadlineQuery),
    responses((status = 200, description = "期限和来由", body = Deadline)))]
#[get("/calendar/deadline")]
pub async fn get_deadline(ctx: Ctx, query: Query<DeadlineQuery>) -> Result<HttpResponse> {
    let query = query.0;
    ctx.read(move |tx| {
        let calendar = store::load(tx)?;
        Reply::ok(&deadline(&calendar, &query)?)
    })
    .await
}

fn deadline(calendar: &Calendar, query: &DeadlineQuery) -> Result<Deadline> {
    let time = query.time.as_deref().and_then(|t| NaiveTime::parse_from_str(t, "%H:%M").ok());
    match (query.received_on, query.working_days, query.planned_on) {
        (Some(received_on), Some(working_days), None) => {
            let pauses = pauses(query.pauses.as_deref().unwrap_or_default())?;
            let found =
                rules::working_day_deadline(calendar, received_on, working_days, &pauses).map_err(refused)?;
            let due_at = found.due_on.map(|on| instant(on, time));
            Ok(Deadline { due_at, ..Deadline::from(found) })
        }
        (None, None, Some(planned_on)) if query.pauses.is_none() => {
            let planned = planned_on.and_time(time.unwrap_or(NaiveTime::MIN));
            let found = rules::timed_deadline(calendar, planned).map_err(refused)?;
            let due_on = found.due.date();
            let explanation = found.explanation.unwrap_or_else(|| "当天上班，不必顺延。".to_owned());
            Ok(Deadline {
                due_on: Some(due_on),
                due_at: Some(instant(due_on, time)),
                explanation,
                days: Vec::new(),
                paused_days: 0,
                paused_working_days: 0,
                warnings: found.warnings,
            })
        }
        _ => Err(Error::field(
            "/received_on",
            "conflict",
            "请给出收件日期和工作日数（可加暂停的起止），或者只给出计划日期；两种用法不能混用。",
        )),
    }
}

fn pauses(texts: &[String]) -> Result<Vec<Pause>> {
    let mut errors = Vec::new();
    let mut pauses = Vec::new();
    for (index, text) in texts.iter().enumerate() {
        match rules::parse_pause(text) {
            Ok(pause) => pauses.push(pause),
            Err(message) => {
                errors.push(FieldError {
                    pointer: format!("/pauses/{index}"),
                    code: "format".into(),
                    message,
                });
            }
        }
    }
    if errors.is_empty() { Ok(pauses) } else { Err(Error::invalid(errors)) }
}

fn refused(error: ClockError) -> Error {
    Error::field("/working_days", "impossible", error.to_string())
}

fn instant(on: NaiveDate, time: Option<NaiveTime>) -> Stamp {
    Stamp::new(time.map_or_else(|| rules::end_of_day_at(on), |t| rules::china_instant(on.and_time(t))))
}

fn text(given: Option<&str>) -> Option<String> {
    given.map(clean_text).filter(|t| !t.is_empty())
}

fn sensible_year(year: i32) -> Result<i32> {
    if (1900..2200).contains(&year) { Ok(year) } else { Err(Error::not_found()) }
}

fn sensible_day(on: NaiveDate) -> Result<NaiveDate> {
    sensible_year(on.year()).map(|_| on)
}

/// The day as a number, for the journal: 20261010.
fn number(on: NaiveDate) -> i64 {
    i64::from(on.year()) * 10_000 + i64::from(on.month()) * 100 + i64::from(on.day())
}

fn day_view(db: &mut Db, on: NaiveDate) -> Result<CalendarDay> {
    let calendar = store::load(db)?;
    Ok(view_of(&calendar, on, store::day(db, on)?))
}

fn view_of(calendar: &Calendar, on: NaiveDate, row: Option<DayRow>) -> CalendarDay {
    let status = calendar.day(on);
    let (working, reason) = (status.is_working(), status.reason());
    let weekday = on.weekday().number_from_monday();
    match row {
        Some(row) => CalendarDay {
            on,
            weekday,
            kind: row.kind,
            working,
            reason,
            name: row.name,
            source: row.source,
            version: row.version,
        },
        None => CalendarDay {
            on,
            weekday,
            kind: DayMark::Normal,
            working,
            reason,
            name: String::new(),
            source: String::new(),
            version: 0,
        },
    }
}

fn year_view(tx: &mut Tx<'_>, year: i32) -> Result<CalendarYear> {
    let can = permitted(tx.caller, &[Action::CalendarEdit], Relations::default());
    let calendar = store::load(tx)?;
    let row = store::year(tx, year)?;
    let day = |month, day| NaiveDate::from_ymd_opt(year, month, day).ok_or_else(Error::not_found);
    let (first, last) = (day(1, 1)?, day(12, 31)?);
    let days = store::days(tx, first, last)?;
    let eve = first.pred_opt().unwrap_or(first);
    Ok(CalendarYear {
        year,
        decreed: calendar.is_decreed(year),
        source: row.as_ref().map(|r| r.source.clone()).unwrap_or_default(),
        working_days: calendar.working_days_between(eve, last),
        warning: calendar.warning(year),
        days: days.into_iter().map(|d| view_of(&calendar, d.on_date, Some(d))).collect(),
        version: row.map_or(0, |r| r.version),
        can,
    })
}
