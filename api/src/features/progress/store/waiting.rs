//! What waits for whom: one row for all reports a person owes this month, one for all that wait for an audit, one for
//! each paper that was given back, and milestones and pauses one by one.

use super::super::model::input::LateOf;
use super::super::model::{MonthlyState, PauseState, Period, RestatementState};
use super::super::rules::{month_words, months_later};
use super::rule_sets::{milestones_in_force, reports_of};
use super::{milestones, owed, periods};
use crate::db::MultiBackend;
use crate::db::schema::{monthly_reports as r, project_pauses as h, report_restatements as s};
use crate::db::types::Stamp;
use crate::error::Result;
use crate::features::projects::store::waiting::{Paper, PaperKind, papers};
use crate::policy::{Action, Reach, Relations, Visible, allowed, visible};
use crate::waiting::{InboxKind, InboxResource, InboxTab, Waiting};
use crate::work::Tx;
use chrono::{Datelike, Days, NaiveDate};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Bool;

/// What waits for the caller in this room.
///
/// # Errors
/// Database errors.
pub fn waiting(tx: &mut Tx<'_>, tab: InboxTab) -> Result<Vec<Waiting>> {
    let mut found = Vec::new();
    found.extend(papers(tx, tab, &PAUSES, open_pauses, pause_files)?);
    found.extend(papers(tx, tab, &RESTATEMENTS, open_restatements, restatement_files)?);
    found.extend(returned(tx, tab)?);
    if tab == InboxTab::Todo {
        found.extend(owing(tx)?);
        found.extend(to_audit(tx)?);
        found.extend(milestones_due(tx)?);
    }
    Ok(found)
}

const PAUSES: PaperKind = PaperKind {
    audit: InboxKind::PauseDecision,
    returned: InboxKind::PauseDecision,
    audits: Action::PauseDecide,
    submits: Action::PauseRequest,
    goes_on: |end| end.is_none(),
};
const RESTATEMENTS: PaperKind = PaperKind {
    audit: InboxKind::RestatementAudit,
    returned: InboxKind::RestatementAudit,
    audits: Action::ReportAudit,
    submits: Action::ReportSubmit,
    goes_on: |_| true,
};
const REPORTS: PaperKind = PaperKind {
    audit: InboxKind::MonthlyAudit,
    returned: InboxKind::MonthlyReturned,
    audits: Action::ReportAudit,
    submits: Action::ReportSubmit,
    goes_on: |_| true,
};

fn may(tx: &Tx<'_>, action: Action) -> bool {
    allowed(tx.caller, action, Relations { own_unit: true, assigned: true, party: true, own: true })
}

/// Whose reports are this person's own business: those that his units lead; the whole city is nobody's own.
fn own(who: &Visible, tx: &Tx<'_>) -> Vec<i64> {
    match &who.reach {
        Reach::Units(ids) => ids.clone(),
        _ => tx.caller.unit_ids.clone(),
    }
}

/// The months under way and the one before, not frozen.
fn months(tx: &mut Tx<'_>) -> Result<Vec<Period>> {
    let this = super::super::rules::month_of(tx.today());
    let mut out = Vec::new();
    for month in [months_later(this, -1), this] {
        out.extend(periods::find(tx, month)?.filter(|p| p.frozen_at.is_none()));
    }
    Ok(out)
}

/// “本月应报 n 个项目”: one row a month.
fn owing(tx: &mut Tx<'_>) -> Result<Vec<Waiting>> {
    if !may(tx, Action::ReportSubmit) {
        return Ok(Vec::new());
    }
    let who = visible(tx.caller);
    let units = own(&who, tx);
    let now = tx.now;
    let mut out = Vec::new();
    for period in months(tx)? {
        let rules = reports_of(tx, period.due_on)?;
        let concerned = || owed::concerns(&who, Some(&units));
        let due = owed::count(
            tx,
            Box::new(concerned().and(owed::owed(LateOf::Progress, &period, &rules.stages, now))),
        )?;
        // whoever handed in owed it, so the others are what is left: counted once, not twice
        let open = due - owed::handed_in(tx, &period, concerned())?;
        if open == 0 {
            continue;
        }
        let month = month_words(period.month_on);
        let why = if period.due_at <= now {
            format!("应报{due}个项目，还有{open}个没有报，已过截止日，每个扣{}分", -rules.late_points)
        } else {
            format!("应报{due}个项目，还有{open}个没有报；迟报、漏报每个扣{}分", -rules.late_points)
        };
        out.push(Waiting {
            kind: InboxKind::MonthlyReport,
            subject: format!("{month}月报"),
            why,
            from_id: None,
            since_at: period.opened_at,
            due_on: Some(period.due_on),
            resource: InboxResource::ReportPeriod,
            resource_id: month_number(period.month_on),
            part_id: None,
        });
    }
    Ok(out)
}

/// A month as a number, 202603: where the row leads.
fn month_number(month: NaiveDate) -> i64 {
    i64::from(month.year()) * 100 + i64::from(month.month())
}

/// All reports of a month that others handed in: one row.
fn to_audit(tx: &mut Tx<'_>) -> Result<Vec<Waiting>> {
    let Some(me) = tx.caller.user_id.filter(|_| may(tx, Action::ReportAudit)) else { return Ok(Vec::new()) };
    let who = visible(tx.caller);
    let rows: Vec<(NaiveDate, Option<Stamp>)> = r::table
        .filter(sql::<Bool>("monthly_reports.state IN ('submitted','supplement')"))
        .filter(r::state.eq(MonthlyState::Submitted))
        .filter(r::submitted_by.is_null().or(r::submitted_by.assume_not_null().ne(me)))
        .filter(crate::features::projects::store::of_projects(r::project_id, owed::concerns(&who, None)))
        .order((r::month_on, r::submitted_at))
        .select((r::month_on, r::submitted_at))
        .load(&mut **tx)?;
    let mut out: Vec<(NaiveDate, Stamp, i64)> = Vec::new();
    for (month, at) in rows {
        let at = at.unwrap_or(tx.now);
        match out.last_mut().filter(|(last, _, _)| *last == month) {
            Some((_, _, n)) => *n += 1,
            None => out.push((month, at, 1)),
        }
    }
    let row = |(month, since_at, n): (NaiveDate, Stamp, i64)| Waiting {
        kind: InboxKind::MonthlyAudit,
        subject: format!("{}月报", month_words(month)),
        why: format!("有{n}份月报已提交，由您所在的角色审核"),
        from_id: None,
        since_at,
        due_on: None,
        resource: InboxResource::ReportPeriod,
        resource_id: month_number(month),
        part_id: None,
    };
    Ok(out.into_iter().map(row).collect())
}

/// Reports that were sent back, and those of one's own that wait for their audit.
fn returned(tx: &mut Tx<'_>, tab: InboxTab) -> Result<Vec<Waiting>> {
    let found = papers(tx, tab, &REPORTS, open_reports, |_, _| Ok(Vec::new()))?;
    // what waits for an audit is told in one row a month
    Ok(found.into_iter().filter(|w| tab != InboxTab::Todo || w.kind == InboxKind::MonthlyReturned).collect())
}

fn open_reports(tx: &mut Tx<'_>, by: Option<i64>) -> Result<Vec<Paper>> {
    type Row = (
        i64,
        i64,
        MonthlyState,
        Option<i64>,
        Option<Stamp>,
        Option<i64>,
        Option<Stamp>,
        Option<String>,
        NaiveDate,
    );
    let Some(by) = by else { return Ok(Vec::new()) };
    let rows: Vec<Row> = r::table
        .filter(sql::<Bool>("monthly_reports.state IN ('submitted','supplement')"))
        .filter(r::submitted_by.assume_not_null().eq(by))
        .select((
            r::id,
            r::project_id,
            r::state,
            r::submitted_by,
            r::submitted_at,
            r::audited_by,
            r::audited_at,
            r::audit_opinion,
            r::month_on,
        ))
        .load(&mut **tx)?;
    let paper = |(id, project_id, state, by, at, audited_by, audited_at, opinion, month): Row| Paper {
        id,
        project_id,
        returned: state == MonthlyState::Supplement,
        submitted_by: by,
        submitted_at: at,
        audited_by,
        audited_at,
        opinion,
        what: format!("{}的月报", month_words(month)),
    };
    Ok(rows.into_iter().map(paper).collect())
}

fn open_pauses(tx: &mut Tx<'_>, by: Option<i64>) -> Result<Vec<Paper>> {
    let mut rows = h::table.filter(h::state.eq(PauseState::Requested)).into_boxed::<MultiBackend>();
    if let Some(by) = by {
        rows = rows.filter(h::requested_by.assume_not_null().eq(by));
    }
    let rows: Vec<(i64, i64, Option<i64>, Stamp, NaiveDate, NaiveDate)> = rows
        .select((h::id, h::project_id, h::requested_by, h::requested_at, h::from_on, h::until_on))
        .load(&mut **tx)?;
    let paper =
        |(id, project_id, by, at, from, until): (i64, i64, Option<i64>, Stamp, NaiveDate, NaiveDate)| {
            waiting_paper(id, project_id, by, at, format!("暂停申请（{from}起，{until}恢复）"))
        };
    Ok(rows.into_iter().map(paper).collect())
}

fn open_restatements(tx: &mut Tx<'_>, by: Option<i64>) -> Result<Vec<Paper>> {
    let mut rows = s::table.filter(s::state.eq(RestatementState::Submitted)).into_boxed::<MultiBackend>();
    if let Some(by) = by {
        rows = rows.filter(s::submitted_by.assume_not_null().eq(by));
    }
    let rows: Vec<(i64, i64, Option<i64>, Stamp, NaiveDate)> = rows
        .select((s::id, s::project_id, s::submitted_by, s::submitted_at, s::of_month_on))
        .load(&mut **tx)?;
    let paper = |(id, project_id, by, at, month): (i64, i64, Option<i64>, Stamp, NaiveDate)| {
        waiting_paper(id, project_id, by, at, format!("{}月报的更正", month_words(month)))
    };
    Ok(rows.into_iter().map(paper).collect())
}

fn waiting_paper(id: i64, project_id: i64, by: Option<i64>, at: Stamp, what: String) -> Paper {
    Paper {
        id,
        project_id,
        returned: false,
        submitted_by: by,
        submitted_at: Some(at),
        audited_by: None,
        audited_at: None,
        opinion: None,
        what,
    }
}

fn pause_files(tx: &mut Tx<'_>, ids: &[i64]) -> Result<Vec<(i64, i64)>> {
    let rows: Vec<(i64, crate::db::types::Doc)> = h::table
        .filter(crate::db::dialect::among(h::id, ids.to_vec()))
        .select((h::id, h::file_ids))
        .load(&mut **tx)?;
    Ok(rows
        .into_iter()
        .flat_map(|(id, list)| list.read::<Vec<i64>>().into_iter().map(move |f| (id, f)))
        .collect())
}

fn restatement_files(tx: &mut Tx<'_>, ids: &[i64]) -> Result<Vec<(i64, i64)>> {
    let rows: Vec<(i64, crate::db::types::Doc)> = s::table
        .filter(crate::db::dialect::among(s::id, ids.to_vec()))
        .select((s::id, s::file_ids))
        .load(&mut **tx)?;
    Ok(rows
        .into_iter()
        .flat_map(|(id, list)| list.read::<Vec<i64>>().into_iter().map(move |f| (id, f)))
        .collect())
}

/// Milestones that are soon due or overdue, of one's own units.
fn milestones_due(tx: &mut Tx<'_>) -> Result<Vec<Waiting>> {
    if !may(tx, Action::MilestoneEdit) {
        return Ok(Vec::new());
    }
    let who = visible(tx.caller);
    let units = own(&who, tx);
    let today = tx.today();
    let days = milestones_in_force(tx, today)?.remind_days;
    let until = today.checked_add_days(Days::new(u64::from(days))).unwrap_or(today);
    let rows = milestones::due(tx, owed::concerns(&who, Some(&units)), until)?;
    let row = |(id, name, planned_on, since_at, project_id, project): (
        i64,
        String,
        NaiveDate,
        Stamp,
        i64,
        String,
    )| Waiting {
        kind: InboxKind::MilestoneDue,
        subject: project,
        why: format!("里程碑“{name}”计划{planned_on}完成，请登记完成，或改期并写明原因"),
        from_id: None,
        since_at,
        due_on: Some(planned_on),
        resource: InboxResource::Project,
        resource_id: project_id,
        part_id: Some(id),
    };
    Ok(rows.into_iter().map(row).collect())
}
