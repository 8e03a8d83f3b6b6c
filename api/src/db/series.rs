//! Number series: `XM-2026-00123`, `CX-2026-0001`. One row a series and year; the database counts.

use super::schema::number_series;
use super::{Both, Db};
use diesel::prelude::*;

/// The next number of this series in this year, from 1.
///
/// # Errors
/// Database errors.
pub fn next_no(db: &mut Db, series: &str, year: i32) -> QueryResult<i64> {
    take_numbers(db, series, year, 1)
}

/// Takes `count` numbers of this series in this year; answers the last of them.
///
/// # Errors
/// Database errors.
pub fn take_numbers(db: &mut Db, series: &str, year: i32, count: i64) -> QueryResult<i64> {
    let row =
        (number_series::series.eq(series), number_series::year.eq(year), number_series::last_no.eq(count));
    Both(
        diesel::insert_into(number_series::table)
            .values(row)
            .on_conflict((number_series::series, number_series::year))
            .do_update()
            .set(number_series::last_no.eq(number_series::last_no + count))
            .returning(number_series::last_no),
    )
    .get_result(db)
}
