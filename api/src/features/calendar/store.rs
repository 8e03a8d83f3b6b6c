//! 日历的查询与写入；推算用的 [`Calendar`] 由这里读出。

use super::model::{DayMark, DayRow, YearRow};
use super::rules::Calendar;
use crate::both;
use crate::codes::holidays::{DayKind, decreed_days};
use crate::db::schema::{calendar_days, calendar_years};
use crate::db::{Both, Db, columns};
use crate::error::{Error, Result};
use crate::journal::{self, Subject};
use crate::work::Tx;
use chrono::{Datelike, NaiveDate};
use diesel::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// 现行的工作日历，供各房间推算期限。三百来行，每次现读，改了立刻生效。
///
/// # Errors
/// 数据库错误。
pub fn load(db: &mut Db) -> Result<Calendar> {
    let years: Vec<i32> = calendar_years::table
        .filter(calendar_years::decreed.eq(true))
        .select(calendar_years::year)
        .load(db)?;
    let days: Vec<(NaiveDate, DayMark, String)> = calendar_days::table
        .filter(calendar_days::kind.ne(DayMark::Normal))
        .select((calendar_days::on_date, calendar_days::kind, calendar_days::name))
        .load(db)?;
    let marked = days.into_iter().filter_map(|(on, mark, name)| match mark {
        DayMark::Off => Some((on, DayKind::Off, name)),
        DayMark::Worked => Some((on, DayKind::Worked, name)),
        DayMark::Normal => None,
    });
    Ok(Calendar::new(years, marked))
}

/// 一天的记录；没有特别安排时为空。
///
/// # Errors
/// 数据库错误。
pub fn day(db: &mut Db, on: NaiveDate) -> Result<Option<DayRow>> {
    Ok(calendar_days::table.find(on).select(columns::<DayRow>()).first(db).optional()?)
}

/// 一年里有特别安排的日子。
///
/// # Errors
/// 数据库错误。
pub fn days(db: &mut Db, first: NaiveDate, last: NaiveDate) -> Result<Vec<DayRow>> {
    Ok(calendar_days::table
        .filter(calendar_days::on_date.between(first, last))
        .filter(calendar_days::kind.ne(DayMark::Normal))
        .order(calendar_days::on_date)
        .select(columns::<DayRow>())
        .load(db)?)
}

/// 一年的记录；尚未登记时为空。
///
/// # Errors
/// 数据库错误。
pub fn year(db: &mut Db, year: i32) -> Result<Option<YearRow>> {
    Ok(calendar_years::table.find(year).select(columns::<YearRow>()).first(db).optional()?)
}

/// 写一天：`version` 是读到的版本，0 为还没有记录。
///
/// # Errors
/// 412：版本已变；数据库错误。
pub fn put_day(db: &mut Db, row: &DayRow, version: i32) -> Result<DayRow> {
    let values = (
        calendar_days::kind.eq(row.kind),
        calendar_days::name.eq(&row.name),
        calendar_days::source.eq(&row.source),
        calendar_days::updated_at.eq(row.updated_at),
        calendar_days::version.eq(version + 1),
    );
    let written = if version == 0 {
        let insert = diesel::insert_into(calendar_days::table)
            .values((calendar_days::on_date.eq(row.on_date), values))
            .on_conflict_do_nothing();
        Both(insert).execute(db)?
    } else {
        diesel::update(calendar_days::table.find(row.on_date))
            .filter(calendar_days::version.eq(version))
            .set(values)
            .execute(db)?
    };
    let after = if written == 1 { day(db, row.on_date)? } else { None };
    after.ok_or_else(Error::changed_meanwhile)
}

/// 写一年，规则同 [`put_day`]。
///
/// # Errors
/// 数据库错误。
pub fn put_year(db: &mut Db, row: &YearRow, version: i32) -> Result<YearRow> {
    let values = (
        calendar_years::decreed.eq(row.decreed),
        calendar_years::source.eq(&row.source),
        calendar_years::updated_at.eq(row.updated_at),
        calendar_years::version.eq(version + 1),
    );
    let written = if version == 0 {
        let insert = diesel::insert_into(calendar_years::table)
            .values((calendar_years::year.eq(row.year), values))
            .on_conflict_do_nothing();
        Both(insert).execute(db)?
    } else {
        diesel::update(calendar_years::table.find(row.year))
            .filter(calendar_years::version.eq(version))
            .set(values)
            .execute(db)?
    };
    let after = if written == 1 { year(db, row.year)? } else { None };
    after.ok_or_else(Error::changed_meanwhile)
}

/// 录入代码表里国务院办公厅公布的安排（2019–2026 年）。已登记过的年份不动，所以可以重复运行，
/// 也不会盖掉人工改过的日子。返回新录入的年数。
///
/// # Errors
/// 数据库错误。
pub fn seed(tx: &mut Tx<'_>) -> Result<usize> {
    let known: BTreeSet<i32> =
        calendar_years::table.select(calendar_years::year).load::<i32>(&mut **tx)?.into_iter().collect();
    let taken: BTreeSet<NaiveDate> = calendar_days::table
        .select(calendar_days::on_date)
        .load::<NaiveDate>(&mut **tx)?
        .into_iter()
        .collect();
    let now = tx.now;
    let mut sources: BTreeMap<i32, BTreeSet<&str>> = BTreeMap::new();
    let mut rows = Vec::new();
    for day in decreed_days().iter().filter(|d| !known.contains(&d.year)) {
        sources.entry(day.year).or_default().insert(&day.source);
        let mark = match day.kind {
            DayKind::Off => DayMark::Off,
            DayKind::Worked => DayMark::Worked,
        };
        if !taken.contains(&day.on) {
            rows.push((
                calendar_days::on_date.eq(day.on),
                calendar_days::kind.eq(mark),
                calendar_days::name.eq(&day.name),
                calendar_days::source.eq(&day.source),
                calendar_days::updated_at.eq(now),
            ));
        }
    }
    let years: Vec<_> = sources
        .iter()
        .map(|(year, sources)| {
            let source = sources.iter().copied().collect::<Vec<_>>().join("、");
            (
                calendar_years::year.eq(*year),
                calendar_years::decreed.eq(true),
                calendar_years::source.eq(source),
                calendar_years::updated_at.eq(now),
            )
        })
        .collect();
    if years.is_empty() {
        tx.mark_journalled();
        return Ok(0);
    }
    both!(&mut **tx, c => diesel::insert_into(calendar_years::table).values(&years).execute(c))?;
    both!(&mut **tx, c => diesel::insert_into(calendar_days::table).values(&rows).execute(c))?;
    let span: Vec<String> = sources.keys().map(i32::to_string).collect();
    let subject = Subject::new("calendar", i64::from(tx.today().year()), "工作日历");
    journal::created(
        tx,
        "calendar.seeded",
        &subject,
        &serde_json::json!({ "years": span, "days": rows.len() }),
    )?;
    Ok(years.len())
}

/// 首次启动时用：日历还是空的才 [`seed`]。
///
/// # Errors
/// 数据库错误。
pub fn seed_if_empty(tx: &mut Tx<'_>) -> Result<usize> {
    let years: i64 = calendar_years::table.count().get_result(&mut **tx)?;
    if years == 0 {
        return seed(tx);
    }
    tx.mark_journalled();
    Ok(0)
}
