//! Facts for the checklists, of one project or of all that they speak of.

use super::super::model::checklists::{ChecklistGap, Checklists, GapFilter};
use super::super::rules::checklists::{Facts, applies, score};
use super::{people, terms};
use crate::db::dialect::among;
use crate::db::page::{Cursor, Page, Paging};
use crate::db::schema::{project_plans, project_tags, project_units, projects};
use crate::db::{Db, for_ids};
use crate::error::Result;
use crate::features::projects::store::list::with_units_below;
use crate::features::projects::store::{Filter, parts::unit_names, visible};
use crate::features::projects::{Project, Stage};
use crate::policy::Visible;
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::HashMap;

/// Of a project what its checklists and the list of gaps ask.
#[derive(Debug, Clone)]
pub struct Subject {
    /// Id.
    pub id: i64,
    /// Stage.
    pub stage: Stage,
    /// Total investment.
    pub yuan: Option<i64>,
    /// Lead unit.
    pub lead_unit_id: i64,
}

impl From<&Project> for Subject {
    fn from(project: &Project) -> Self {
        Self {
            id: project.id,
            stage: project.stage,
            yuan: project.total_investment_yuan,
            lead_unit_id: project.lead_unit_id,
        }
    }
}

/// Facts of these projects, by id.
///
/// # Errors
/// Database errors.
pub fn facts(db: &mut Db, subjects: &[Subject]) -> Result<HashMap<i64, Facts>> {
    let ids: Vec<i64> = subjects.iter().map(|s| s.id).collect();
    let terms = terms::of_projects_all(db, &ids)?;
    let names = people(db, terms.iter().map(|t| t.user_id).collect())?;
    let units = unit_names(db, subjects.iter().map(|s| s.lead_unit_id).collect())?;
    let plans: Vec<(i64, i32, NaiveDate)> = for_ids(&ids, |some| {
        project_plans::table
            .filter(among(project_plans::project_id, some.to_vec()))
            .order(project_plans::no)
            .select((project_plans::project_id, project_plans::no, project_plans::approved_on))
            .load(db)
    })?;
    let supporting: Vec<i64> = for_ids(&ids, |some| {
        project_units::table
            .filter(among(project_units::project_id, some.to_vec()).and(project_units::ended_at.is_null()))
            .select(project_units::project_id)
            .load(db)
    })?;
    let mut facts: HashMap<i64, Facts> = HashMap::new();
    for subject in subjects {
        let lead_unit = units.get(&subject.lead_unit_id).cloned().unwrap_or_default();
        facts.insert(subject.id, Facts { lead_unit, ..Facts::default() });
    }
    for term in terms {
        let Some(of) = facts.get_mut(&term.project_id) else { continue };
        if let Some(person) = names.get(&term.user_id) {
            of.names.insert(person.id, person.name.clone());
        }
        of.terms.push(term);
    }
    for (id, no, on) in plans {
        if let Some(of) = facts.get_mut(&id) {
            of.plan = Some((no, on));
        }
    }
    for id in supporting {
        if let Some(of) = facts.get_mut(&id) {
            of.supporting += 1;
        }
    }
    Ok(facts)
}

/// Tags of these projects.
///
/// # Errors
/// Database errors.
pub fn tags(db: &mut Db, ids: &[i64]) -> Result<HashMap<i64, Vec<String>>> {
    let rows: Vec<(i64, String)> = for_ids(ids, |some| {
        project_tags::table
            .filter(among(project_tags::project_id, some.to_vec()).and(project_tags::ended_at.is_null()))
            .select((project_tags::project_id, project_tags::name))
            .load(db)
    })?;
    let mut tags: HashMap<i64, Vec<String>> = HashMap::new();
    for (id, name) in rows {
        tags.entry(id).or_default().push(name);
    }
    Ok(tags)
}

/// Visible projects that one of the checklists in use may speak of.
fn subjects(
    db: &mut Db,
    who: &Visible,
    content: &Checklists,
    units: Option<Vec<i64>>,
) -> Result<Vec<Subject>> {
    let mut any: Filter = Box::new(projects::id.eq(0));
    for scope in content.checklists.iter().filter(|l| l.enabled).map(|l| &l.applies_when) {
        let reached = projects::stage_no.ge(scope.from_stage.number());
        if let Some(least) = scope.min_total_investment_yuan {
            let known = projects::total_investment_yuan.is_not_null();
            let large = projects::total_investment_yuan.assume_not_null().ge(least);
            any = Box::new(any.or(reached.and(known.and(large))));
        }
        if !scope.tags.is_empty() {
            let tagged = project_tags::table
                .filter(project_tags::name.eq_any(scope.tags.clone()).and(project_tags::ended_at.is_null()))
                .select(project_tags::project_id);
            any = Box::new(any.or(reached.and(projects::id.eq_any(tagged))));
        }
    }
    let mut filter: Filter = Box::new(visible(who).and(projects::end_state.is_null()).and(any));
    if let Some(units) = units {
        filter = Box::new(filter.and(projects::lead_unit_id.eq_any(units)));
    }
    type Row = (i64, Stage, Option<i64>, i64);
    let rows: Vec<Row> = projects::table
        .filter(filter)
        .order(projects::id.desc())
        .select((projects::id, projects::stage, projects::total_investment_yuan, projects::lead_unit_id))
        .load(db)?;
    let subject = |(id, stage, yuan, lead_unit_id)| Subject { id, stage, yuan, lead_unit_id };
    Ok(rows.into_iter().map(subject).collect())
}

/// One page of what visible major projects lack, the last registered first. What is fulfilled follows from several
/// tables, so all of them are scored and the page is cut from those with a gap.
///
/// # Errors
/// Database errors, or 422 for a cursor that does not fit.
pub fn gaps(
    db: &mut Db,
    who: &Visible,
    content: &Checklists,
    filter: &GapFilter,
    paging: &Paging,
) -> Result<Page<ChecklistGap>> {
    const SORT: &str = "-id";
    let window = paging.window(SORT)?;
    let units = filter.unit_id.as_deref().map(|ids| with_units_below(db, ids)).transpose()?;
    let subjects = subjects(db, who, content, units)?;
    let ids: Vec<i64> = subjects.iter().map(|s| s.id).collect();
    let (facts, tags) = (facts(db, &subjects)?, tags(db, &ids)?);
    let wanted = content
        .checklists
        .iter()
        .enumerate()
        .filter(|(_, l)| l.enabled && filter.checklist.as_ref().is_none_or(|code| *code == l.code));
    let wanted: Vec<_> = wanted.collect();
    let nothing = Vec::new();
    let mut found: Vec<(i64, ChecklistGap)> = Vec::new();
    for subject in &subjects {
        let own = tags.get(&subject.id).unwrap_or(&nothing);
        for (n, list) in &wanted {
            if !applies(&list.applies_when, subject.stage, None, subject.yuan, own) {
                continue;
            }
            let Some(facts) = facts.get(&subject.id) else { continue };
            let result = score(list, facts);
            let lacks: Vec<_> = result.items.iter().filter(|i| !i.fulfilled).collect();
            let asked =
                filter.item.as_ref().is_none_or(|items| lacks.iter().any(|l| items.contains(&l.check)));
            if lacks.is_empty() || !asked {
                continue;
            }
            // a place of its own for each list of a project, the latest project first
            let place = subject.id * 16 + 15 - *n as i64;
            found.push((
                place,
                ChecklistGap {
                    project_id: subject.id,
                    project_number: String::new(),
                    project_name: String::new(),
                    stage: subject.stage,
                    total_investment_yuan: subject.yuan,
                    lead_unit_id: subject.lead_unit_id,
                    lead_unit_name: facts.lead_unit.clone(),
                    checklist: list.code.clone(),
                    checklist_label: list.label.clone(),
                    met: result.score.met,
                    total: result.score.total,
                    missing: lacks.iter().map(|l| l.label.clone()).collect(),
                    how_to_fix: lacks.iter().map(|l| l.how_to_fix.as_str()).collect::<Vec<_>>().join("；"),
                },
            ));
        }
    }
    let total = found.len() as i64;
    let skipped = usize::try_from(window.offset()).unwrap_or_default();
    let most = usize::try_from(window.per_page).unwrap_or_default();
    let mut items: Vec<_> =
        found.into_iter().filter(|(place, _)| *place < window.before()).skip(skipped).take(most).collect();
    name(db, &mut items)?;
    let page = window.page_of(items, total, |(place, _)| Cursor::of_id(SORT, *place));
    Ok(page.map(|(_, gap)| gap))
}

/// Fills in what the projects of a page are called.
fn name(db: &mut Db, items: &mut [(i64, ChecklistGap)]) -> Result<()> {
    let ids: Vec<i64> = items.iter().map(|(_, gap)| gap.project_id).collect();
    let rows: Vec<(i64, String, String)> = projects::table
        .filter(among(projects::id, ids))
        .select((projects::id, projects::number, projects::name))
        .load(db)?;
    for (_, gap) in items {
        if let Some((_, number, name)) = rows.iter().find(|(id, _, _)| *id == gap.project_id) {
            (gap.project_number, gap.project_name) = (number.clone(), name.clone());
        }
    }
    Ok(())
}
