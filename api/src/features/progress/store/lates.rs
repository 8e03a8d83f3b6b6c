//! Reports that came late, and those that never came, of a year.

use super::super::model::Period;
use super::super::model::input::{LateKind, LateOf, LatesFilter};
use super::super::model::rule_sets::ReportRules;
use super::owed;
use super::periods;
use crate::db::columns;
use crate::db::dialect::among;
use crate::db::schema::{monthly_reports as r, production_reports as made, projects as p};
use crate::db::types::Stamp;
use crate::error::Result;
use crate::features::projects::Project;
use crate::features::projects::store::Filter;
use crate::work::Tx;
use chrono::{Datelike, NaiveDate};
use diesel::prelude::*;
use std::collections::HashMap;

/// One that was missed.
pub struct Missed {
    /// The project.
    pub project: Project,
    /// The month.
    pub month_on: NaiveDate,
    /// Which report.
    pub of: LateOf,
    /// Late or never.
    pub kind: LateKind,
    /// The due day.
    pub due_on: NaiveDate,
    /// When it came.
    pub submitted_at: Option<Stamp>,
}

/// Everything late or missing in a year, of the projects that concern the caller: the latest month first, of a month by
/// project.
///
/// # Errors
/// Database errors.
pub fn of_year(
    tx: &mut Tx<'_>,
    rules: &ReportRules,
    year: i32,
    wanted: &LatesFilter,
    concerned: impl Fn() -> Filter,
) -> Result<Vec<Missed>> {
    let now = tx.now;
    let due: Vec<Period> = periods::all(tx)?
        .into_iter()
        .rev()
        .filter(|period| period.month_on.year() == year && period.due_at <= now)
        .collect();
    let asked = |of: LateOf| wanted.of.as_ref().is_none_or(|some| some.contains(&of));
    let kinds = |kind: LateKind| wanted.kind.as_ref().is_none_or(|some| some.contains(&kind));
    let mut out = Vec::new();
    for period in &due {
        let begun = out.len();
        for of in [LateOf::Progress, LateOf::Production] {
            if !asked(of) {
                continue;
            }
            let stages = match of {
                LateOf::Progress => &rules.stages,
                LateOf::Production => &rules.production_stages,
            };
            if kinds(LateKind::Missing) {
                let some =
                    concerned().and(owed::owed(of, period, stages, now)).and(owed::open(of, period.month_on));
                let found: Vec<Project> =
                    p::table.filter(some).select(columns::<Project>()).load(&mut **tx)?;
                out.extend(found.into_iter().map(|project| missed(project, period, of, None)));
            }
            if kinds(LateKind::Late) {
                let some = concerned().and(owed::late(of, period));
                let found: Vec<Project> =
                    p::table.filter(some).select(columns::<Project>()).load(&mut **tx)?;
                let ids: Vec<i64> = found.iter().map(|p| p.id).collect();
                let days = submitted(tx, of, period.month_on, &ids)?;
                let with_day = found.into_iter().map(|project| {
                    let at = days.get(&project.id).copied();
                    missed(project, period, of, at)
                });
                out.extend(with_day);
            }
        }
        out[begun..].sort_by_key(|m| (m.project.id, m.of, m.kind));
    }
    Ok(out)
}

fn missed(project: Project, period: &Period, of: LateOf, submitted_at: Option<Stamp>) -> Missed {
    let kind = if submitted_at.is_some() { LateKind::Late } else { LateKind::Missing };
    Missed { project, month_on: period.month_on, of, kind, due_on: period.due_on, submitted_at }
}

fn submitted(tx: &mut Tx<'_>, of: LateOf, month_on: NaiveDate, ids: &[i64]) -> Result<HashMap<i64, Stamp>> {
    let rows: Vec<(i64, Option<Stamp>, Option<Stamp>)> = match of {
        LateOf::Progress => r::table
            .filter(among(r::project_id, ids.to_vec()).and(r::month_on.eq(month_on)))
            .select((r::project_id, r::first_submitted_at, r::submitted_at))
            .load(&mut **tx)?,
        LateOf::Production => made::table
            .filter(among(made::project_id, ids.to_vec()).and(made::month_on.eq(month_on)))
            .filter(made::state.ne("rejected"))
            .select((made::project_id, made::first_submitted_at, made::submitted_at.nullable()))
            .load(&mut **tx)?,
    };
    Ok(rows.into_iter().filter_map(|(id, first, last)| Some((id, first.or(last)?))).collect())
}
