//! Colours of projects, kept as steps ahead of time. Whoever changes a project has its steps written anew in the same
//! transaction ([`settle`]); a new revision of the rules is worked out for all by a job, batch by batch.

use super::super::model::colours::{ColourRules, Facts, Step};
use super::super::rules::{self, colours as pure, words};
use super::facts::{self, Candidate};
use crate::app::App;
use crate::db::dialect::among;
use crate::db::schema::{project_colour_facts, project_colours, projects};
use crate::db::types::{Doc, Stamp};
use crate::db::{Db, columns, for_ids};
use crate::error::Result;
use crate::features::calendar::rules::end_of_day_at;
use crate::features::projects::model::view::ColourView;
use crate::features::projects::model::{Colour, ColourInput};
use crate::features::responsibility;
use crate::http::contract::Contract;
use crate::jobs::{self, Running};
use crate::rulesets::{self, Kind, Revision};
use crate::work::{Origin, Tx};
use crate::{insert_all, policy};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::{Value, json};
use std::collections::HashMap;

/// The job that works out the colours of all projects.
pub const COLOURS: &str = "supervision.colours";
/// Projects worked out in one transaction of the job.
const BATCH: i64 = 250;

/// The kind of rules.
pub const COLOUR_RULES: Kind = Kind { name: "colours", label: "项目颜色规则", default, check };

fn default() -> Value {
    serde_json::from_str(include_str!("../../../../data/rules/colours.json")).unwrap_or_default()
}

fn check(contract: &Contract, content: &Value) -> Result<()> {
    let errors = match crate::http::body::typed::<ColourRules>(contract, content.clone()) {
        Ok(given) => rules::colours::check(&given),
        Err(e) if e.errors().is_empty() => return Err(e),
        Err(e) => e.errors().to_vec(),
    };
    if errors.is_empty() { Ok(()) } else { Err(rulesets::invalid(errors)) }
}

/// The rules in force on a day, and their revision.
///
/// # Errors
/// Database errors.
pub fn in_force(db: &mut Db, on: NaiveDate) -> Result<(ColourRules, i32)> {
    let revision = rulesets::in_force(db, &COLOUR_RULES, on)?;
    Ok((revision.read()?, revision.revision))
}

/// Has the steps of these projects written anew, as far as they changed. Of projects that cannot have a colour nothing is
/// asked but whether they can.
///
/// # Errors
/// Database errors.
pub fn settle(tx: &mut Tx<'_>, ids: &[i64]) -> Result<()> {
    let candidates = facts::candidates(tx, ids)?;
    if candidates.is_empty() {
        return Ok(());
    }
    let today = tx.today();
    let (rules, revision) = in_force(tx, today)?;
    write(tx, &rules, revision, candidates)
}

#[derive(Insertable)]
#[diesel(table_name = project_colours)]
struct NewStep {
    project_id: i64,
    colour: Colour,
    rule: ColourInput,
    from_on: NaiveDate,
    until_on: NaiveDate,
    since_on: NaiveDate,
    because: String,
    revision: i32,
    evaluated_at: Stamp,
}

#[derive(Insertable)]
#[diesel(table_name = project_colour_facts)]
struct NewFacts {
    project_id: i64,
    facts: Doc,
    revision: i32,
    evaluated_at: Stamp,
}

/// Works out the steps of these projects from today on and writes what differs from what stands.
fn write(tx: &mut Tx<'_>, rules: &ColourRules, revision: i32, candidates: Vec<Candidate>) -> Result<()> {
    let (today, now) = (tx.today(), tx.now);
    let ids: Vec<i64> = candidates.iter().map(|c| c.id).collect();
    let in_scope =
        |c: &Candidate| pure::in_scope(rules, c.stage, c.total_investment_yuan, c.end_state.is_some());
    let scoped: Vec<Candidate> = candidates.iter().filter(|c| in_scope(c)).cloned().collect();
    let facts = facts::load(tx, &scoped)?;
    let standing = steps_from(tx, &ids, today)?;
    let known = known_facts(tx, &ids)?;
    let mut plan = Plan::default();
    for id in ids {
        let steps = standing.get(&id).map(Vec::as_slice).unwrap_or_default();
        let Some(facts) = facts.get(&id) else {
            if !steps.is_empty() {
                plan.ended.push(id);
            }
            if known.contains_key(&id) {
                plan.forgotten.push(id);
            }
            continue;
        };
        plan.project(id, steps, rules, facts, (revision, today, now));
        let same = known.get(&id).is_some_and(|(f, r)| f == facts && *r == revision);
        if !same {
            plan.forgotten.extend(known.contains_key(&id).then_some(id));
            plan.facts.push(NewFacts { project_id: id, facts: Doc::of(facts), revision, evaluated_at: now });
        }
    }
    plan.carry_out(tx, today)
}

/// What has to be written.
#[derive(Default)]
struct Plan {
    /// Whose steps end today.
    ended: Vec<i64>,
    /// Which steps end on another day than they said.
    moved: Vec<(i64, NaiveDate)>,
    /// Steps that give way to others.
    dropped: Vec<i64>,
    steps: Vec<NewStep>,
    forgotten: Vec<i64>,
    facts: Vec<NewFacts>,
}

impl Plan {
    fn project(
        &mut self,
        id: i64,
        standing: &[Step],
        rules: &ColourRules,
        facts: &Facts,
        (revision, today, now): (i32, NaiveDate, Stamp),
    ) {
        let spans = pure::schedule(&rules.rules, facts, today);
        let said = |span: &pure::Span| words::because(&rules.rules, facts, span.verdict, span.from_on);
        let covering = standing.iter().find(|s| s.from_on <= today);
        let mut spans = spans.as_slice();
        let mut since = None;
        let mut kept = Vec::new();
        if let (Some(step), Some(first)) = (covering, spans.first()) {
            // what is said of its first day still holds: the step goes on
            let verdict = pure::verdict(&rules.rules, facts, step.from_on);
            let goes_on = verdict == first.verdict
                && step.colour == verdict.colour
                && step.rule == verdict.input
                && step.because == words::because(&rules.rules, facts, verdict, step.from_on);
            since = (step.colour == first.verdict.colour).then_some(step.since_on);
            if goes_on {
                kept.push(step.id);
                if step.until_on != first.until_on {
                    self.moved.push((step.id, first.until_on));
                }
                spans = &spans[1..];
            } else if step.from_on < today {
                kept.push(step.id);
                self.moved.push((step.id, today));
            }
        }
        let mut colour = covering.filter(|_| since.is_some()).map(|s| s.colour);
        for span in spans {
            let because = said(span);
            let since_on = since.filter(|_| colour == Some(span.verdict.colour)).unwrap_or(span.from_on);
            (colour, since) = (Some(span.verdict.colour), Some(since_on));
            let stands = standing.iter().find(|s| {
                s.from_on == span.from_on
                    && s.until_on == span.until_on
                    && s.colour == span.verdict.colour
                    && s.rule == span.verdict.input
                    && s.since_on == since_on
                    && s.because == because
            });
            if let Some(step) = stands {
                kept.push(step.id);
                continue;
            }
            self.steps.push(NewStep {
                project_id: id,
                colour: span.verdict.colour,
                rule: span.verdict.input,
                from_on: span.from_on,
                until_on: span.until_on,
                since_on,
                because,
                revision,
                evaluated_at: now,
            });
        }
        self.dropped.extend(standing.iter().map(|s| s.id).filter(|id| !kept.contains(id)));
    }

    fn carry_out(self, tx: &mut Tx<'_>, today: NaiveDate) -> Result<()> {
        for ids in self.dropped.chunks(500) {
            diesel::delete(project_colours::table.filter(project_colours::id.eq_any(ids.to_vec())))
                .execute(&mut **tx)?;
        }
        for ids in self.ended.chunks(500) {
            let of = || project_colours::table.filter(project_colours::project_id.eq_any(ids.to_vec()));
            diesel::delete(of().filter(project_colours::from_on.ge(today))).execute(&mut **tx)?;
            diesel::update(of().filter(project_colours::until_on.gt(today)))
                .set(project_colours::until_on.eq(today))
                .execute(&mut **tx)?;
        }
        for (id, until_on) in self.moved {
            diesel::update(project_colours::table.find(id))
                .set(project_colours::until_on.eq(until_on))
                .execute(&mut **tx)?;
        }
        insert_all!(&mut **tx, project_colours::table, self.steps)?;
        for ids in self.forgotten.chunks(500) {
            let of =
                project_colour_facts::table.filter(project_colour_facts::project_id.eq_any(ids.to_vec()));
            diesel::delete(of).execute(&mut **tx)?;
        }
        insert_all!(&mut **tx, project_colour_facts::table, self.facts)?;
        Ok(())
    }
}

/// The steps of these projects that reach beyond the day before, earliest first.
pub fn steps_from(db: &mut Db, ids: &[i64], today: NaiveDate) -> Result<HashMap<i64, Vec<Step>>> {
    let rows: Vec<Step> = for_ids(ids, |ids| {
        project_colours::table
            .filter(among(project_colours::project_id, ids.to_vec()))
            .filter(project_colours::until_on.gt(today))
            .order((project_colours::project_id, project_colours::from_on))
            .select(columns::<Step>())
            .load(db)
    })?;
    let mut out: HashMap<i64, Vec<Step>> = HashMap::new();
    for row in rows {
        out.entry(row.project_id).or_default().push(row);
    }
    Ok(out)
}

/// All steps of a project, earliest first.
pub fn steps_of(db: &mut Db, id: i64) -> Result<Vec<Step>> {
    let of =
        project_colours::table.filter(project_colours::project_id.eq(id)).order(project_colours::from_on);
    Ok(of.select(columns::<Step>()).load(db)?)
}

/// What the colours of these projects were worked out from, and by which revision.
fn known_facts(db: &mut Db, ids: &[i64]) -> Result<HashMap<i64, (Facts, i32)>> {
    let rows: Vec<(i64, Doc, i32)> = for_ids(ids, |ids| {
        project_colour_facts::table
            .filter(among(project_colour_facts::project_id, ids.to_vec()))
            .select((
                project_colour_facts::project_id,
                project_colour_facts::facts,
                project_colour_facts::revision,
            ))
            .load(db)
    })?;
    Ok(rows.into_iter().map(|(id, facts, revision)| (id, (facts.read(), revision))).collect())
}

/// Today's colours of these projects with where they come from; nothing for partners.
///
/// # Errors
/// Database errors.
pub fn of_projects(tx: &mut Tx<'_>, ids: &[i64]) -> Result<HashMap<i64, ColourView>> {
    if ids.is_empty() || matches!(policy::visible(tx.caller).reach, policy::Reach::Party(_)) {
        return Ok(HashMap::new());
    }
    let today = tx.today();
    let steps = steps_from(tx, ids, today)?;
    let facts = known_facts(tx, ids)?;
    let mut names = responsibility::responsible(tx, ids)?;
    let mut revisions: HashMap<i32, ColourRules> = HashMap::new();
    let mut out = HashMap::new();
    for (id, (facts, revision)) in facts {
        if let std::collections::hash_map::Entry::Vacant(free) = revisions.entry(revision) {
            free.insert(rulesets::find(tx, &COLOUR_RULES, revision)?.read()?);
        }
        let Some(rules) = revisions.get(&revision) else { continue };
        let steps = steps.get(&id).map(Vec::as_slice).unwrap_or_default();
        let Some(now) = steps.iter().find(|s| s.from_on <= today) else { continue };
        let verdict = pure::verdict(&rules.rules, &facts, today);
        let next = steps.iter().find(|s| s.from_on > today && s.colour != now.colour);
        out.insert(
            id,
            ColourView {
                colour: now.colour,
                rule: now.rule,
                responsible_name: names.remove(&id),
                because: words::because(&rules.rules, &facts, verdict, today),
                inputs: pure::inputs(&facts, today),
                since_on: now.since_on,
                turns_green_when: words::turns_green_when(&rules.rules, &facts, now.colour, today),
                changes_on: next.map(|s| s.from_on),
                changes_to: next.map(|s| s.colour),
                revision,
            },
        );
    }
    Ok(out)
}

/// Projects whose colour may have to be worked out, behind this id, at most a batch.
fn batch(tx: &mut Tx<'_>, after: i64, most: i64) -> Result<Vec<i64>> {
    let coloured = project_colour_facts::table.select(project_colour_facts::project_id);
    let may = projects::stage_no.ge(crate::features::projects::Stage::Signed.number());
    Ok(projects::table
        .filter(projects::id.gt(after))
        .filter(may.and(projects::end_state.is_null()).or(projects::id.eq_any(coloured)))
        .order(projects::id)
        .limit(most)
        .select(projects::id)
        .load(&mut **tx)?)
}

/// The job: [`evaluate`], and it comes again the next day, for what is not written into the journal of a project (a
/// calendar changed, a month opened) and for rules that come into force.
///
/// # Errors
/// Database errors; when it is run again it begins anew, which changes nothing that is right already.
pub fn evaluate_all(running: &Running<'_>, _: &Value) -> Result<Value> {
    let origin = Origin::system(&format!("job-{}", running.job_id));
    let done = evaluate(running.app, &origin, |done| running.progress(done, None, "判定颜色"))?;
    running.app.write(&origin, |tx| {
        tx.mark_journalled();
        tomorrow(tx)
    })?;
    Ok(json!({ "projects": done }))
}

/// Works out every project by the rules in force, batch by batch; says how many, and after each batch how far it came.
///
/// # Errors
/// Database errors, and what `progress` answers.
pub fn evaluate(app: &App, origin: &Origin, progress: impl Fn(i64) -> Result<()>) -> Result<i64> {
    let (mut after, mut done) = (0, 0);
    loop {
        let ids = app.read(origin, |tx| batch(tx, after, BATCH))?;
        let Some(last) = ids.last() else { return Ok(done) };
        after = *last;
        app.write(origin, |tx| {
            tx.mark_journalled(); // colours follow from what is in the journal
            settle(tx, &ids)
        })?;
        done += ids.len() as i64;
        progress(done)?;
        app.give_way();
    }
}

fn tomorrow(tx: &mut Tx<'_>) -> Result<()> {
    let end = end_of_day_at(tx.today());
    jobs::enqueue_upkeep(tx, COLOURS, Stamp::new(end))
}

/// When the program starts: the job of the next day is there, and one at once where colours were never worked out.
///
/// # Errors
/// Database errors.
pub fn start(tx: &mut Tx<'_>) -> Result<()> {
    tx.mark_journalled(); // jobs of the program's own
    tomorrow(tx)?;
    let any: Option<i64> =
        project_colour_facts::table.select(project_colour_facts::project_id).first(&mut **tx).optional()?;
    if any.is_none() && !batch(tx, 0, 1)?.is_empty() {
        let now = tx.now;
        jobs::enqueue_upkeep(tx, COLOURS, now)?;
    }
    // what lapsed while no job was there, as after a backup was restored
    let today = tx.today();
    if !super::lapsed(tx, today, 1)?.is_empty() {
        let now = tx.now;
        jobs::enqueue_upkeep(tx, super::RAISE, now)?;
    }
    Ok(())
}

/// A revision of the rules was laid down: all is worked out anew when it comes into force.
///
/// # Errors
/// Database errors.
pub fn adopted(tx: &mut Tx<'_>, revision: &Revision) -> Result<()> {
    if revision.kind != COLOUR_RULES.name {
        return Ok(());
    }
    let at = tx.now.max(Stamp::start_of(revision.in_force_from));
    jobs::enqueue_upkeep(tx, COLOURS, at)
}
