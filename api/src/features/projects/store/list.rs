//! Lists and counts. Conditions are prepared once and made into a filter for every query that needs one.

use super::super::model::query::{EndStateFilter, ProjectFilter, ProjectSort};
use super::super::model::{AssignmentRole, Colour, EndState, Project};
use super::as_of::{AsOf, Over, over_visible};
use super::visible::{Filter, supported_by, visible, with_party};
use super::{rollup, search, tags};
use crate::db::dialect::{among, in_query, like_prefix, unindexed};
use crate::db::page::Window;
use crate::db::schema::{assignments, project_colours, projects, units};
use crate::db::sort::Sorts;
use crate::db::types::Stamp;
use crate::db::{Db, MultiBackend, columns};
use crate::error::Result;
use crate::policy::{Reach, Visible};
use crate::sort_by;
use crate::text::query_terms;
use crate::work::Tx;
use chrono::NaiveDate;
use diesel::dsl::not;
use diesel::prelude::*;

/// A subquery of projects' ids.
pub type Ids = projects::BoxedQuery<'static, MultiBackend, diesel::sql_types::BigInt>;

/// Conditions of a list with everything looked up that they need.
#[derive(Debug, Clone)]
pub struct Conditions {
    pub(super) who: Visible,
    pub(super) wanted: ProjectFilter,
    pub(super) lead_units: Option<Vec<i64>>,
    supporting_units: Option<Vec<i64>>,
    pub(super) text: Option<String>,
    /// Withdrawn projects are not meant: neither end states nor single projects are asked for.
    pub(super) without_withdrawn: bool,
    /// The search index alone can answer: a text and nothing else, for somebody who sees the whole city.
    by_index: bool,
    /// So many match that the first ones in the list's order are soonest found by going through that order.
    many: bool,
    then: Option<AsOf>,
    today: NaiveDate,
}

/// From here on going through the order reads fewer rows than sorting what matches, for cities of a hundred thousand to a
/// million projects: matches² > rows of a page × projects.
const MANY: i64 = 3_000;

/// `one_or_any!` of a column with an index that many matches had better not be read from.
macro_rules! one_of {
    ($conditions:expr, $column:expr, $values:expr) => {{
        let values = $values;
        let walk = $conditions.many && values.len() > 1;
        let condition: Filter =
            if walk { Box::new(unindexed($column).eq_any(values)) } else { one_or_any!($column, values) };
        condition
    }};
}

impl Conditions {
    /// Looks up the units below the units asked for and renders the search text.
    ///
    /// # Errors
    /// Database errors.
    pub fn prepare(db: &mut Tx<'_>, who: Visible, wanted: ProjectFilter) -> Result<Self> {
        let today = db.today();
        let pg = db.is_pg();
        let lead_units = wanted.lead_unit_id.as_deref().map(|ids| with_units_below(db, ids)).transpose()?;
        let supporting_units =
            wanted.supporting_unit_id.as_deref().map(|ids| with_units_below(db, ids)).transpose()?;
        let text = wanted.q.as_deref().and_then(query_terms).map(|q| if pg { q.tsquery() } else { q.fts5() });
        let alone = matches!(who.reach, Reach::City) && wanted.only_of_text();
        let by_index = match text.as_deref().filter(|_| alone) {
            Some(text) => !search::through_enterprises(db, text)?,
            None => false,
        };
        let without_withdrawn = wanted.end_state.is_none() && wanted.id.is_none();
        Ok(Self {
            who,
            wanted,
            lead_units,
            supporting_units,
            text,
            without_withdrawn,
            by_index,
            many: false,
            then: None,
            today,
        })
    }

    /// The same conditions on the library of an earlier day; the search text still finds by the names of today.
    pub fn as_of(self, then: Option<AsOf>) -> Self {
        Self { then, ..self }
    }

    /// The same conditions, of which it is known how many projects they admit.
    pub fn admitting(mut self, total: i64) -> Self {
        self.many = total >= MANY;
        self
    }

    /// The search text, when the search index alone can answer.
    fn index_text(&self) -> Option<&str> {
        self.text.as_deref().filter(|_| self.by_index && self.then.is_none())
    }

    /// The same conditions on what these units lead, without those below them.
    pub fn led_by(mut self, units: Vec<i64>) -> Self {
        self.by_index = false;
        self.lead_units = Some(match self.lead_units {
            Some(before) => units.into_iter().filter(|u| before.contains(u)).collect(),
            None => units,
        });
        self
    }

    /// The end of the day asked for; none = now.
    pub fn then(&self) -> Option<AsOf> {
        self.then
    }

    /// The day asked for; none = now.
    pub fn day(&self) -> Option<NaiveDate> {
        self.then.map(|t| t.day)
    }

    /// A query under [`Self::filter`], over the library of the day asked for.
    pub fn over<Q>(&self, query: Q) -> Over<Q> {
        over_visible(self.then, &self.who, query)
    }

    /// The filter: what the caller may see, narrowed by what he asks for.
    pub fn filter(&self) -> Filter {
        self.narrow(match self.then {
            None => visible(&self.who),
            Some(_) => Box::new(projects::id.gt(0)), // seen is what `over` lets through
        })
    }

    /// Of some projects those that are asked for.
    pub(super) fn narrow(&self, some: Filter) -> Filter {
        let mut all = some;
        for condition in self.closed_lists().into_iter().chain(self.ranges()).chain(self.relations()) {
            all = Box::new(all.and(condition));
        }
        all
    }

    /// The ids of what the filter admits, for rows that belong to projects.
    pub fn ids(&self) -> Ids {
        projects::table.filter(self.filter()).select(projects::id).into_boxed()
    }

    fn closed_lists(&self) -> Vec<Filter> {
        let w = &self.wanted;
        let mut out: Vec<Filter> = Vec::new();
        if let Some(stages) = &w.stage {
            out.push(one_of!(self, projects::stage, stages.clone()));
        }
        if let Some(states) = &w.end_state {
            let ordinary = states.contains(&EndStateFilter::None);
            let codes: Vec<String> = states.iter().map(|s| s.code().to_owned()).collect();
            let any = projects::end_state.assume_not_null().eq_any(codes);
            out.push(match (ordinary, states.len()) {
                (true, 1) => Box::new(projects::end_state.is_null()),
                (true, _) => Box::new(projects::end_state.is_null().or(any)),
                (false, _) => Box::new(any),
            });
        }
        if self.without_withdrawn {
            out.push(not_withdrawn());
        }
        if let Some(parks) = &w.park {
            out.push(Box::new(projects::park.assume_not_null().eq_any(parks.clone())));
        }
        if let Some(chains) = &w.chain {
            out.push(one_of!(self, projects::chain.assume_not_null(), chains.clone()));
        }
        if let Some(sources) = &w.lead_source {
            out.push(Box::new(projects::lead_source.assume_not_null().eq_any(sources.clone())));
        }
        if let Some(kinds) = &w.build_kind {
            out.push(Box::new(projects::build_kind.assume_not_null().eq_any(kinds.clone())));
        }
        if let Some(modes) = &w.invest_mode {
            out.push(Box::new(projects::invest_mode.assume_not_null().eq_any(modes.clone())));
        }
        match w.excluded {
            Some(true) => out.push(Box::new(projects::exclusion_code.is_not_null())),
            Some(false) => out.push(Box::new(projects::exclusion_code.is_null())),
            None => {}
        }
        if let Some(confidential) = w.confidential {
            out.push(Box::new(projects::confidential.eq(confidential)));
        }
        if let Some(id) = w.import_id {
            out.push(Box::new(projects::import_id.assume_not_null().eq(id)));
        }
        if let Some(colours) = &w.colour {
            out.push(self.coloured(colours));
        }
        if let Some(ids) = &w.id {
            out.push(Box::new(among(projects::id, ids.clone())));
        }
        out
    }

    /// Projects of these colours on the day asked for: a comparison of days with the steps that the room `supervision`
    /// keeps. Who sees no colours finds none.
    fn coloured(&self, colours: &[Colour]) -> Filter {
        if matches!(self.who.reach, Reach::Party(_)) {
            return Box::new(projects::id.eq(0));
        }
        let day = self.day().unwrap_or(self.today);
        let steps = project_colours::table
            .filter(project_colours::colour.eq_any(colours.to_vec()))
            .filter(project_colours::until_on.gt(day).and(project_colours::from_on.le(day)))
            .select(project_colours::project_id);
        Box::new(projects::id.eq_any(steps))
    }

    fn ranges(&self) -> Vec<Filter> {
        let w = &self.wanted;
        let mut out: Vec<Filter> = Vec::new();
        if let Some(from) = w.total_investment_from {
            out.push(Box::new(projects::total_investment_yuan.assume_not_null().ge(from)));
        }
        if let Some(to) = w.total_investment_to {
            out.push(Box::new(projects::total_investment_yuan.assume_not_null().le(to)));
        }
        if let Some(from) = w.funds_in_place_from {
            out.push(Box::new(projects::funds_in_place_yuan.ge(from)));
        }
        if let Some(from) = w.funds_outside_city_from {
            out.push(Box::new(projects::funds_outside_city_yuan.ge(from)));
        }
        if let Some(from) = w.funds_outside_province_from {
            out.push(Box::new(projects::funds_outside_province_yuan.ge(from)));
        }
        macro_rules! days {
            ($column:ident, $from:expr, $before:expr) => {
                if let Some(day) = $from {
                    out.push(Box::new(projects::$column.assume_not_null().ge(day)));
                }
                if let Some(day) = $before {
                    out.push(Box::new(projects::$column.assume_not_null().lt(day)));
                }
            };
        }
        days!(signed_on, w.signed_from, w.signed_before);
        days!(started_on, w.started_from, w.started_before);
        days!(producing_on, w.producing_from, w.producing_before);
        if let Some(at) = w.updated_from {
            out.push(Box::new(projects::updated_at.ge(at)));
        }
        if let Some(code) = &w.division_code {
            out.push(Box::new(projects::division_code.assume_not_null().like(like_prefix(code))));
        }
        if let Some(code) = &w.industry_code {
            out.push(Box::new(projects::industry_code.assume_not_null().like(like_prefix(code))));
        }
        out
    }

    fn relations(&self) -> Vec<Filter> {
        let mut out: Vec<Filter> = Vec::new();
        if let Some(ids) = &self.lead_units {
            out.push(one_of!(self, projects::lead_unit_id, ids.clone()));
        }
        if let Some(ids) = &self.supporting_units {
            out.push(supported_by(ids));
        }
        if let Some(id) = self.wanted.enterprise_id {
            out.push(with_party(id));
        }
        out.extend(self.people());
        if let Some(names) = &self.wanted.tag {
            out.push(tags::carrying(&self.who, names));
        }
        if let Some(text) = &self.text {
            out.push(search::matching(text));
        }
        out
    }
}

impl Conditions {
    /// Who answers for the project, or that nobody does.
    fn people(&self) -> Vec<Filter> {
        let w = &self.wanted;
        let mut out: Vec<Filter> = Vec::new();
        let by_role = [
            (AssignmentRole::Sponsor, w.sponsor_id),
            (AssignmentRole::Commissioner, w.commissioner_id),
            (AssignmentRole::Liaison, w.liaison_id),
        ];
        for (role, user) in by_role {
            if let Some(user) = user {
                out.push(held(Some(role), Some(user)));
            }
        }
        if let Some(user) = w.assigned_to {
            out.push(held(None, Some(user)));
        }
        match w.mine {
            Some(true) => out.push(Box::new(among(projects::id, self.who.entrusted.clone()))),
            Some(false) => out.push(Box::new(not(among(projects::id, self.who.entrusted.clone())))),
            None => {}
        }
        if let Some(roles) = &w.role_vacant {
            let mut any: Filter = Box::new(projects::id.eq(0));
            for role in roles {
                any = Box::new(any.or(not(held(Some(*role), None))));
            }
            out.push(any);
        }
        out
    }
}

/// Projects on which somebody holds a role now: this role or any, this person or anybody.
fn held(role: Option<AssignmentRole>, user: Option<i64>) -> Filter {
    let terms = assignments::table.filter(assignments::ended_at.is_null()).select(assignments::project_id);
    match (role, user) {
        (Some(role), Some(user)) => {
            let his = assignments::role.eq(role).and(assignments::user_id.eq(user));
            Box::new(projects::id.eq_any(terms.filter(his)))
        }
        (Some(role), None) => Box::new(projects::id.eq_any(terms.filter(assignments::role.eq(role)))),
        (None, Some(user)) => Box::new(projects::id.eq_any(terms.filter(assignments::user_id.eq(user)))),
        (None, None) => Box::new(projects::id.eq_any(terms)),
    }
}

/// What was withdrawn stands in no ledger and no figure unless one asks for it.
pub(super) fn not_withdrawn() -> Filter {
    Box::new(
        projects::end_state
            .is_null()
            .or(projects::end_state.assume_not_null().ne(EndState::Withdrawn.code())),
    )
}

/// These units and all below them.
///
/// # Errors
/// Database errors.
pub fn with_units_below(db: &mut Db, ids: &[i64]) -> Result<Vec<i64>> {
    let paths: Vec<String> =
        units::table.filter(units::id.eq_any(ids.to_vec())).select(units::path).load(db)?;
    let mut out = Vec::new();
    for path in paths {
        let below: Vec<i64> =
            units::table.filter(units::path.like(like_prefix(&path))).select(units::id).load(db)?;
        out.extend(below);
    }
    Ok(out)
}

/// How many projects the conditions admit; from the kept totals where they know.
///
/// # Errors
/// Database errors.
pub fn count(db: &mut Db, conditions: &Conditions) -> Result<i64> {
    if let Some(text) = conditions.index_text() {
        return search::count(db, &conditions.who, text);
    }
    if let Some(kept) = rollup::Kept::of(conditions) {
        return Ok(kept.count(db)? + rollup::count_others(db, conditions)?);
    }
    Ok(conditions.over(projects::table.filter(conditions.filter()).count()).get_result(db)?)
}

/// The ids of all that the conditions admit, in their own order.
///
/// # Errors
/// Database errors.
pub fn all_ids(db: &mut Db, conditions: &Conditions) -> Result<Vec<i64>> {
    Ok(conditions.ids().order(projects::id).load(db)?)
}

/// One window of the list.
///
/// # Errors
/// Database errors, or 422 for a cursor that does not fit.
pub fn page(
    db: &mut Db,
    conditions: &Conditions,
    sorts: &Sorts<ProjectSort>,
    window: &Window,
) -> Result<Vec<Project>> {
    if let (Some(text), true) = (conditions.index_text(), sorts.code() == ProjectSort::RegisteredDesc.code())
    {
        let ids = search::latest(db, &conditions.who, text, window)?;
        let mut found = super::all_of(db, &ids)?;
        found.sort_by_key(|project| std::cmp::Reverse(project.id));
        return Ok(found);
    }
    if window.offset() > 0 {
        // what is skipped is skipped by its id, not row by whole row
        let ids =
            projects::table.filter(conditions.filter()).select(projects::id).into_boxed::<MultiBackend>();
        let ids = sorts.apply(ids, None)?.limit(window.per_page).offset(window.offset());
        let rows = projects::table.filter(in_query(projects::id, ids)).select(columns::<Project>());
        let rows = sorts.apply(rows.into_boxed::<MultiBackend>(), None)?;
        return Ok(conditions.over(rows).load(db)?);
    }
    let rows =
        projects::table.filter(conditions.filter()).select(columns::<Project>()).into_boxed::<MultiBackend>();
    let rows = sorts.apply(rows, window.after.as_ref())?;
    Ok(conditions.over(rows.limit(window.per_page)).load(db)?)
}

sort_by!(ProjectSort on projects, rows Project {
    Updated | UpdatedDesc => updated_at: Stamp,
    Registered | RegisteredDesc => id: i64,
    Name | NameDesc => sort_key: String,
    Number | NumberDesc => number: String,
    Stage | StageDesc => stage_no: i32,
    Amount | AmountDesc => total_investment_yuan: i64 [empty_last],
    Signed | SignedDesc => signed_on: NaiveDate [empty_last],
});
