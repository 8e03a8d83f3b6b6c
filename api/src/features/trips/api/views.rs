//! From rows to what is shown.

use super::super::model::view::{ReportRow, TripCompanyView, TripItem, TripProjectRef, TripReport, TripView};
use super::super::model::{Company, PersonMet, Trip, Visit};
use super::super::rules;
use super::super::rules::outcomes::CompanyFacts;
use super::super::store;
use super::Found;
use crate::error::{Blocking, Error, Result};
use crate::features::projects;
use crate::features::projects::store::parts::unit_names;
use crate::policy::{Action, Relations, permitted, visible};
use crate::work::Tx;
use std::collections::HashMap;

impl Found {
    /// Everything about the trip.
    pub(super) fn view(&self, tx: &mut Tx<'_>) -> Result<TripView> {
        let trip = self.trip.clone();
        let legs = store::parts::legs(tx, &[trip.id])?;
        Ok(TripView {
            lead_unit_name: store::parts::unit_name(tx, trip.lead_unit_id)?,
            members: store::parts::members(tx, trip.id)?,
            legs: legs.into_iter().map(|(_, leg)| leg).collect(),
            companies: self.companies(tx, None)?,
            check_ins: store::road::check_ins(tx, trip.id)?,
            report: rules::times::report_state(&trip, tx.today()),
            missing: self.missing(tx)?,
            can: self.can(tx),
            trip,
        })
    }

    /// What stands in the way of closing; nothing before the trip and after it.
    pub(super) fn missing(&self, tx: &mut Tx<'_>) -> Result<Vec<Blocking>> {
        if !self.trip.state.is_on_the_road() {
            return Ok(Vec::new());
        }
        let companies = store::companies::of_trip(tx, self.trip.id)?;
        let visits = store::road::visits(tx, self.trip.id)?;
        let links = store::links::of_trip(tx, self.trip.id)?;
        let facts: Vec<CompanyFacts<'_>> = companies
            .iter()
            .map(|company| CompanyFacts {
                company,
                visits: visits.iter().filter(|v| v.company_id == company.id).count(),
                projects: links.iter().filter(|l| l.company_id == company.id).count(),
            })
            .collect();
        Ok(rules::outcomes::missing(&facts))
    }

    /// What the caller may do now, what usually comes next in front.
    fn can(&self, tx: &Tx<'_>) -> Vec<String> {
        let own = tx.caller.user_id.is_some() && tx.caller.user_id == self.trip.submitted_by;
        let mut actions = rules::states::fitting(self.trip.state).to_vec();
        actions.retain(|action| *action != Action::TripApprove || !own);
        permitted(tx.caller, &actions, self.relations)
    }

    /// The companies with visits and visible projects; `only` this one.
    pub(super) fn companies(&self, tx: &mut Tx<'_>, only: Option<i64>) -> Result<Vec<TripCompanyView>> {
        let mut rows = store::companies::of_trip(tx, self.trip.id)?;
        rows.retain(|c| only.is_none_or(|id| id == c.id));
        let visits = store::road::visits(tx, self.trip.id)?;
        let projects = self.projects(tx)?;
        let names = store::parts::person_names(tx, rows.iter().filter_map(|c| c.owner_id).collect())?;
        let views = rows.into_iter().map(|company| TripCompanyView {
            owner_name: company.owner_id.and_then(|id| names.get(&id).cloned()),
            visits: visits.iter().filter(|v| v.company_id == company.id).cloned().collect(),
            projects: projects.iter().filter(|(id, _)| *id == company.id).map(|(_, p)| p.clone()).collect(),
            can: self.company_can(tx, &company),
            company,
        });
        Ok(views.collect())
    }

    pub(super) fn company(&self, tx: &mut Tx<'_>, id: i64) -> Result<TripCompanyView> {
        self.companies(tx, Some(id))?.pop().ok_or_else(Error::not_found)
    }

    fn company_can(&self, tx: &Tx<'_>, company: &Company) -> Vec<String> {
        let mut can = Vec::new();
        if self.trip.state.is_on_the_road() {
            let fitting = rules::states::fitting(self.trip.state).iter().copied();
            let of_companies: Vec<Action> =
                fitting.filter(|a| matches!(a, Action::TripDebrief | Action::TripVisit)).collect();
            can.extend(permitted(tx.caller, &of_companies, self.relations));
        }
        let open = company.next_step.is_some() && company.done_at.is_none();
        if open {
            can.extend(permitted(tx.caller, &[Action::TripFollow], self.follow_relations(tx, company)));
        }
        can
    }

    /// The next step is its owner's own.
    pub(super) fn follow_relations(&self, tx: &Tx<'_>, company: &Company) -> Relations {
        let own = company.owner_id.is_some() && company.owner_id == tx.caller.user_id;
        Relations { own, ..self.relations }
    }

    /// Projects linked to each company that the caller may see.
    fn projects(&self, tx: &mut Tx<'_>) -> Result<Vec<(i64, TripProjectRef)>> {
        let links = store::links::of_trip(tx, self.trip.id)?;
        let who = visible(tx.caller);
        let seen = projects::store::many(tx, &who, links.iter().map(|l| l.project_id).collect())?;
        let views = links.iter().filter_map(|link| {
            let project = seen.iter().find(|p| p.id == link.project_id)?;
            let view = TripProjectRef {
                id: project.id,
                number: project.number.clone(),
                name: project.name.clone(),
                stage: project.stage,
                made_project: link.made_project,
            };
            Some((link.company_id, view))
        });
        Ok(views.collect())
    }

    /// The report as it stands.
    pub(super) fn report(&self, tx: &mut Tx<'_>) -> Result<TripReport> {
        let view = self.view(tx)?;
        let trip = &self.trip;
        let lines = trip.budget_lines();
        let spent: Option<Vec<i64>> = lines.iter().map(|l| l.spent_yuan).collect();
        let period = if trip.starts_on == trip.back_on() {
            trip.starts_on.to_string()
        } else {
            format!("{}至{}", trip.starts_on, trip.back_on())
        };
        Ok(TripReport {
            number: trip.number.clone(),
            purpose: trip.purpose.clone(),
            leader: [trip.leader_post.as_str(), trip.leader_name.as_str()].concat(),
            period,
            route: view
                .legs
                .iter()
                .map(|l| match l.from_on == l.to_on {
                    true => format!("{}（{}）", l.city, l.from_on),
                    false => format!("{}（{}至{}）", l.city, l.from_on, l.to_on),
                })
                .collect(),
            members: view.members,
            planned_yuan: lines.iter().map(|l| l.planned_yuan).sum(),
            spent_yuan: spent.filter(|s| !s.is_empty()).map(|s| s.iter().sum()),
            budget: lines,
            companies: view.companies.iter().map(report_row).collect(),
            activities: trip.activities.clone(),
            results: trip.results.clone(),
            coordination: trip.coordination.clone(),
            due_on: view.report.due_on,
            handed_in_on: view.report.handed_in_on,
        })
    }
}

fn report_row(view: &TripCompanyView) -> ReportRow {
    let c = &view.company;
    let mut met_days: Vec<_> = view.visits.iter().filter_map(|v| v.met_on).collect();
    met_days.sort_unstable();
    met_days.dedup();
    ReportRow {
        name: c.name.clone(),
        met_days,
        persons: persons(&view.visits),
        outcome: c.outcome.map(|o| o.label().to_owned()),
        note: c.outcome_note.clone().or_else(|| view.visits.iter().find_map(|v| v.note.clone())),
        next_step: c.next_step.clone(),
        owner: view.owner_name.clone(),
        next_due_on: c.next_due_on,
        projects: view.projects.iter().map(|p| format!("{} {}", p.number, p.name)).collect(),
    }
}

fn persons(visits: &[Visit]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for person in visits.iter().flat_map(|v| v.persons.read::<Vec<PersonMet>>()) {
        let text = match person.post.filter(|p| !p.is_empty()) {
            Some(post) => format!("{}（{post}）", person.name),
            None => person.name,
        };
        if !out.contains(&text) {
            out.push(text);
        }
    }
    out
}

/// Rows of a list.
pub(super) fn items(tx: &mut Tx<'_>, trips: Vec<Trip>) -> Result<Vec<TripItem>> {
    let ids: Vec<i64> = trips.iter().map(|t| t.id).collect();
    let units = unit_names(tx, trips.iter().map(|t| t.lead_unit_id).collect())?;
    let legs = store::parts::legs(tx, &ids)?;
    let counts: HashMap<i64, i64> = store::companies::counts(tx, &ids)?.into_iter().collect();
    let today = tx.today();
    let items = trips.into_iter().map(|trip| TripItem {
        lead_unit_name: units.get(&trip.lead_unit_id).cloned().unwrap_or_default(),
        cities: legs.iter().filter(|(id, _)| *id == trip.id).map(|(_, l)| l.city.clone()).collect(),
        companies: counts.get(&trip.id).copied().unwrap_or_default(),
        report: rules::times::report_state(&trip, today),
        trip,
    });
    Ok(items.collect())
}
