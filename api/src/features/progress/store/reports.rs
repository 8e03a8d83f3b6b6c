//! Monthly reports: reading, saving, handing in, deciding; and the chain of totals that they form.

use super::super::model::input::MonthlyReportInput;
use super::super::model::{
    Confirmation, MonthlyResult, MonthlyState, Opinion, Period, Report, Restatement, RestatementState,
};
use super::super::rules::reports::{Figures, Ground, is_late};
use crate::db::dialect::among;
use crate::db::page::{Cursor, Page, Paging};
use crate::db::schema::{
    monthly_report_opinions as o, monthly_reports as r, projects as p, report_restatements as s,
};
use crate::db::types::{Doc, Stamp};
use crate::db::{Db, columns};
use crate::error::{Error, Result, is_unique_violation};
use crate::features::projects::store::Filter;
use crate::features::projects::{Project, store::all_of};
use crate::work::Tx;
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::HashMap;

/// A page of the projects that a filter admits, by id.
///
/// # Errors
/// Database errors, or 422 for a cursor that does not fit.
pub fn projects_page(db: &mut Db, some: impl Fn() -> Filter, paging: &Paging) -> Result<Page<Project>> {
    const SORT: &str = "id";
    let window = paging.window(SORT)?;
    let after = window.after.as_ref().map_or(0, |c| c.id);
    let total = p::table.filter(some()).count().get_result(db)?;
    let items: Vec<Project> = p::table
        .filter(some())
        .filter(p::id.gt(after))
        .order(p::id)
        .limit(window.per_page)
        .offset(window.offset())
        .select(columns::<Project>())
        .load(db)?;
    Ok(window.page_of(items, total, |project| Cursor::of_id(SORT, project.id)))
}

/// The reports of these projects in a month.
///
/// # Errors
/// Database errors.
pub fn of_month(db: &mut Db, month_on: NaiveDate, ids: &[i64]) -> Result<HashMap<i64, Report>> {
    let rows: Vec<Report> = r::table
        .filter(among(r::project_id, ids.to_vec()).and(r::month_on.eq(month_on)))
        .select(columns::<Report>())
        .load(db)?;
    Ok(rows.into_iter().map(|row| (row.project_id, row)).collect())
}

/// The report of a project in a month, if there is one.
///
/// # Errors
/// Database errors.
pub fn find(db: &mut Db, project_id: i64, month_on: NaiveDate) -> Result<Option<Report>> {
    Ok(of_month(db, month_on, &[project_id])?.remove(&project_id))
}

/// All reports of a project, the latest month first.
///
/// # Errors
/// Database errors, or 422 for a cursor that does not fit.
pub fn of_project(db: &mut Db, project_id: i64, paging: &Paging) -> Result<Page<Report>> {
    const SORT: &str = "-month";
    let window = paging.window(SORT)?;
    let rows = || r::table.filter(r::project_id.eq(project_id));
    let total = rows().count().get_result(db)?;
    let before = match &window.after {
        Some(cursor) => cursor.read::<NaiveDate>()?,
        None => NaiveDate::MAX,
    };
    let mut wanted = rows().into_boxed::<crate::db::MultiBackend>();
    if window.after.is_some() {
        wanted = wanted.filter(r::month_on.lt(before));
    }
    let items: Vec<Report> = wanted
        .order(r::month_on.desc())
        .limit(window.per_page)
        .offset(window.offset())
        .select(columns::<Report>())
        .load(db)?;
    Ok(window.page_of(items, total, |row| Cursor {
        sort: SORT.to_owned(),
        value: serde_json::to_value(row.month_on).unwrap_or_default(),
        id: row.id,
    }))
}

/// What the reports of a month rest on: of each project the report handed in before, adjustments, total investment.
///
/// # Errors
/// Database errors.
pub fn grounds(
    db: &mut Db,
    month_on: NaiveDate,
    ids: &[i64],
    projects: &[Project],
) -> Result<HashMap<i64, Ground>> {
    let mut out: HashMap<i64, Ground> = projects
        .iter()
        .map(|p| (p.id, Ground { total_investment_yuan: p.total_investment_yuan, ..Ground::default() }))
        .collect();
    let earlier: Vec<Report> = r::table
        .filter(among(r::project_id, ids.to_vec()).and(r::month_on.lt(month_on)))
        .filter(r::state.ne(MonthlyState::Draft))
        .order(r::month_on)
        .select(columns::<Report>())
        .load(db)?;
    for report in earlier {
        let project_id = report.project_id;
        out.entry(project_id).or_default().last = Some(report);
    }
    let closed: HashMap<i64, NaiveDate> = last_closed(db, ids)?;
    let adjusted: Vec<(i64, i64, Option<NaiveDate>)> = s::table
        .filter(among(s::project_id, ids.to_vec()).and(s::state.eq(RestatementState::Passed)))
        .select((s::project_id, s::amount_yuan, s::shown_month_on))
        .load(db)?;
    for (project_id, amount, shown) in adjusted {
        // what is not shown yet shows in the first month behind what is closed
        let here = match shown {
            Some(shown) => shown == month_on,
            None => closed.get(&project_id).is_none_or(|closed| month_on > *closed),
        };
        if here {
            out.entry(project_id).or_default().adjusted_yuan += amount;
        }
    }
    Ok(out)
}

/// The latest month of each project that is handed in or audited, and no longer its author's to change.
fn last_closed(db: &mut Db, ids: &[i64]) -> Result<HashMap<i64, NaiveDate>> {
    let rows: Vec<(i64, Option<NaiveDate>)> = r::table
        .filter(among(r::project_id, ids.to_vec()))
        .filter(r::state.eq_any([MonthlyState::Submitted, MonthlyState::Passed]))
        .group_by(r::project_id)
        .select((r::project_id, diesel::dsl::max(r::month_on)))
        .load(db)?;
    Ok(rows.into_iter().filter_map(|(id, month)| Some((id, month?))).collect())
}

/// The month of a later report whose total rests on this one and can no longer be changed.
///
/// # Errors
/// Database errors.
pub fn later_closed(db: &mut Db, month_on: NaiveDate, ids: &[i64]) -> Result<HashMap<i64, NaiveDate>> {
    let mut found = last_closed(db, ids)?;
    found.retain(|_, month| *month > month_on);
    Ok(found)
}

/// What is written besides the figures.
pub struct Words<'a> {
    /// The input.
    pub input: &'a MonthlyReportInput,
    /// Was it the act “nothing has changed”?
    pub unchanged: bool,
    /// Does the 形象进度 differ from the report before?
    pub image_changed: bool,
}

/// Saves a report: new, or over a draft or one sent back.
///
/// # Errors
/// 412 when somebody else was faster.
pub fn save(
    tx: &mut Tx<'_>,
    period: &Period,
    project: &Project,
    before: Option<&Report>,
    figures: Figures,
    words: &Words<'_>,
) -> Result<Report> {
    let input = words.input;
    let confirmed: &[Confirmation] = &input.confirm;
    let values = (
        r::invested_month_yuan.eq(figures.month_yuan),
        r::invested_total_yuan.eq(figures.total_yuan),
        r::opening_yuan.eq(figures.opening_yuan),
        r::adjusted_yuan.eq(figures.adjusted_yuan),
        r::image_progress.eq(&input.image_progress),
        r::image_changed.eq(words.image_changed),
        r::funds_month_yuan.eq(input.funds_month_yuan),
        r::problems.eq(&input.problems),
        r::next_month.eq(&input.next_month),
        r::unchanged.eq(words.unchanged),
        r::confirmed.eq(Doc::of(&confirmed)),
        r::saved_by.eq(tx.caller.user_id),
        r::saved_at.eq(tx.now),
        r::unit_id.eq(project.lead_unit_id),
    );
    let saved = match before {
        None => {
            let row = (
                r::period_id.eq(period.id),
                r::project_id.eq(project.id),
                r::month_on.eq(period.month_on),
                r::state.eq(MonthlyState::Draft),
            );
            let inserted = diesel::insert_into(r::table)
                .values((row, values))
                .returning(columns::<Report>())
                .get_result(&mut **tx);
            inserted
                .map_err(|e| if is_unique_violation(&e) { Error::changed_meanwhile() } else { e.into() })?
        }
        Some(before) => {
            let same = r::id.eq(before.id).and(r::version.eq(before.version));
            let changed: Option<Report> = diesel::update(r::table.filter(same))
                .set((values, r::version.eq(before.version + 1)))
                .returning(columns::<Report>())
                .get_result(&mut **tx)
                .optional()?;
            changed.ok_or_else(Error::changed_meanwhile)?
        }
    };
    rechain(tx, project.id)?;
    find(tx, project.id, saved.month_on)?.ok_or_else(Error::not_found)
}

/// Hands a report in; the adjustments it shows are its own from now on.
///
/// # Errors
/// 412 when somebody else was faster.
pub fn submit(tx: &mut Tx<'_>, period: &Period, before: &Report) -> Result<Report> {
    let first = before.first_submitted_at.unwrap_or(tx.now);
    let values = (
        r::state.eq(MonthlyState::Submitted),
        r::submitted_by.eq(tx.caller.user_id),
        r::submitted_at.eq(tx.now),
        r::first_submitted_at.eq(first),
        r::late.eq(is_late(period, first)),
        r::audited_by.eq(None::<i64>),
        r::audited_at.eq(None::<Stamp>),
        r::audit_opinion.eq(None::<String>),
        r::version.eq(before.version + 1),
    );
    let same = r::id.eq(before.id).and(r::version.eq(before.version));
    let after: Option<Report> = diesel::update(r::table.filter(same))
        .set(values)
        .returning(columns::<Report>())
        .get_result(&mut **tx)
        .optional()?;
    let after = after.ok_or_else(Error::changed_meanwhile)?;
    if after.adjusted_yuan != 0 {
        let shown = s::table.filter(
            s::project_id
                .eq(after.project_id)
                .and(s::state.eq(RestatementState::Passed))
                .and(s::shown_month_on.is_null()),
        );
        diesel::update(shown).set(s::shown_month_on.eq(after.month_on)).execute(&mut **tx)?;
    }
    rechain(tx, after.project_id)?;
    Ok(after)
}

/// Takes a report back that nobody has audited; handed in again, it is late by the day of that.
///
/// # Errors
/// 412 when somebody else was faster.
pub fn recall(tx: &mut Tx<'_>, before: &Report) -> Result<Report> {
    let values = (
        r::state.eq(MonthlyState::Draft),
        r::submitted_by.eq(None::<i64>),
        r::submitted_at.eq(None::<Stamp>),
        r::first_submitted_at.eq(None::<Stamp>),
        r::late.eq(false),
        r::version.eq(before.version + 1),
    );
    let same = r::id.eq(before.id).and(r::version.eq(before.version));
    let after: Option<Report> = diesel::update(r::table.filter(same))
        .set(values)
        .returning(columns::<Report>())
        .get_result(&mut **tx)
        .optional()?;
    let after = after.ok_or_else(Error::changed_meanwhile)?;
    let shown = s::table.filter(s::project_id.eq(after.project_id).and(s::shown_month_on.eq(after.month_on)));
    diesel::update(shown).set(s::shown_month_on.eq(None::<NaiveDate>)).execute(&mut **tx)?;
    rechain(tx, after.project_id)?;
    Ok(after)
}

/// Decides a report; the opinion is appended to those before.
///
/// # Errors
/// 412 when somebody else was faster.
pub fn audit(
    tx: &mut Tx<'_>,
    before: &Report,
    result: MonthlyResult,
    opinion: Option<&str>,
) -> Result<Report> {
    let state = match result {
        MonthlyResult::Passed => MonthlyState::Passed,
        MonthlyResult::Supplement => MonthlyState::Supplement,
    };
    let values = (
        r::state.eq(state),
        r::audited_by.eq(tx.caller.user_id),
        r::audited_at.eq(tx.now),
        r::audit_opinion.eq(opinion),
        r::version.eq(before.version + 1),
    );
    let same = r::id.eq(before.id).and(r::version.eq(before.version));
    let after: Option<Report> = diesel::update(r::table.filter(same))
        .set(values)
        .returning(columns::<Report>())
        .get_result(&mut **tx)
        .optional()?;
    let after = after.ok_or_else(Error::changed_meanwhile)?;
    let row = (
        o::report_id.eq(after.id),
        o::result.eq(result),
        o::opinion.eq(opinion),
        o::decided_by.eq(tx.caller.user_id),
        o::decided_at.eq(tx.now),
    );
    diesel::insert_into(o::table).values(row).execute(&mut **tx)?;
    Ok(after)
}

/// The opinions on a report, in their order.
///
/// # Errors
/// Database errors.
pub fn opinions(db: &mut Db, report_id: i64) -> Result<Vec<Opinion>> {
    Ok(o::table.filter(o::report_id.eq(report_id)).order(o::id).select(columns::<Opinion>()).load(db)?)
}

/// Brings the totals of reports that are still their authors' to what the reports before them say. Closed ones stay:
/// what would move them was refused.
fn rechain(tx: &mut Tx<'_>, project_id: i64) -> Result<()> {
    let rows: Vec<Report> = r::table
        .filter(r::project_id.eq(project_id))
        .order(r::month_on)
        .select(columns::<Report>())
        .load(&mut **tx)?;
    let open =
        rows.iter().filter(|r| matches!(r.state, MonthlyState::Draft | MonthlyState::Supplement)).count();
    if open == 0 || rows.len() == 1 {
        return Ok(());
    }
    let projects = all_of(tx, &[project_id])?;
    let mut before: Option<i64> = None;
    for row in rows {
        let mut total = row.invested_total_yuan;
        if matches!(row.state, MonthlyState::Draft | MonthlyState::Supplement) {
            let ground =
                grounds(tx, row.month_on, &[project_id], &projects)?.remove(&project_id).unwrap_or_default();
            let opening = if before.is_some() { 0 } else { row.opening_yuan };
            total = before.unwrap_or(opening) + row.invested_month_yuan + ground.adjusted_yuan;
            let same = (total, opening, ground.adjusted_yuan)
                == (row.invested_total_yuan, row.opening_yuan, row.adjusted_yuan);
            if !same {
                let values = (
                    r::invested_total_yuan.eq(total.max(0)),
                    r::opening_yuan.eq(opening),
                    r::adjusted_yuan.eq(ground.adjusted_yuan),
                    r::version.eq(row.version + 1),
                );
                diesel::update(r::table.find(row.id)).set(values).execute(&mut **tx)?;
            }
        }
        if row.state != MonthlyState::Draft {
            before = Some(total);
        }
    }
    Ok(())
}

/// Restatements of a project, the latest first.
///
/// # Errors
/// Database errors.
pub fn restatements(db: &mut Db, project_id: i64) -> Result<Vec<Restatement>> {
    let rows = s::table.filter(s::project_id.eq(project_id)).order(s::id.desc());
    Ok(rows.select(columns::<Restatement>()).load(db)?)
}

/// One restatement of a project.
///
/// # Errors
/// 404.
pub fn restatement(db: &mut Db, project_id: i64, id: i64) -> Result<Restatement> {
    let of = s::id.eq(id).and(s::project_id.eq(project_id));
    Ok(s::table.filter(of).select(columns::<Restatement>()).first(db)?)
}

/// Hands a restatement in.
///
/// # Errors
/// Database errors.
pub fn restate(
    tx: &mut Tx<'_>,
    project_id: i64,
    month_on: NaiveDate,
    amount_yuan: i64,
    reason: &str,
    file_ids: &[i64],
) -> Result<Restatement> {
    let row = (
        s::project_id.eq(project_id),
        s::of_month_on.eq(month_on),
        s::amount_yuan.eq(amount_yuan),
        s::reason.eq(reason),
        s::file_ids.eq(Doc::of(&file_ids)),
        s::state.eq(RestatementState::Submitted),
        s::submitted_by.eq(tx.caller.user_id),
        s::submitted_at.eq(tx.now),
    );
    let inserted = diesel::insert_into(s::table).values(row).returning(columns::<Restatement>());
    Ok(inserted.get_result(&mut **tx)?)
}

/// Decides a restatement; one that passed moves the totals of what is still open.
///
/// # Errors
/// 412 when somebody else was faster.
pub fn decide_restatement(
    tx: &mut Tx<'_>,
    before: &Restatement,
    approved: bool,
    opinion: Option<&str>,
) -> Result<Restatement> {
    let state = if approved { RestatementState::Passed } else { RestatementState::Refused };
    let values = (
        s::state.eq(state),
        s::decided_by.eq(tx.caller.user_id),
        s::decided_at.eq(tx.now),
        s::opinion.eq(opinion),
        s::version.eq(before.version + 1),
    );
    let same = s::id.eq(before.id).and(s::version.eq(before.version));
    let after: Option<Restatement> = diesel::update(s::table.filter(same))
        .set(values)
        .returning(columns::<Restatement>())
        .get_result(&mut **tx)
        .optional()?;
    let after = after.ok_or_else(Error::changed_meanwhile)?;
    rechain(tx, before.project_id)?;
    Ok(after)
}
