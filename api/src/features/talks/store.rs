//! Rows of talks; every reader takes [`crate::policy::Visible`].

pub mod hooks;
pub mod write;

pub use write::*;

use super::model::{Talk, TalkFilter, TalkGroup, TalkKind, TalkNextState, TalkOrder, TalkSort, TalkSummary};
use crate::db::dialect::{SearchTable, among, text_match};
use crate::db::page::{Page, Paging};
use crate::db::schema::{talk_people, talks, users};
use crate::db::sort::Sorts;
use crate::db::{Db, MultiBackend, columns, for_ids};
use crate::error::{Error, Result};
use crate::features::projects::store::{
    confidential_to, list::with_units_below, matching, of_projects, visible as projects_of,
};
use crate::features::trips::model::VisitOutcome;
use crate::features::{enterprises, projects::model::view::PersonRef};
use crate::policy::{Reach, Visible};
use crate::sort_by;
use crate::text::query_terms;
use chrono::NaiveDate;
use diesel::dsl::{count_star, not};
use diesel::prelude::*;
use diesel::sql_types::Bool;
use std::collections::HashMap;

/// The search table.
pub const SEARCH: SearchTable = SearchTable("talk_search");

/// A condition on talks that can be combined with others.
pub type Filter = Box<dyn BoxableExpression<talks::table, MultiBackend, SqlType = Bool>>;

/// The talks a caller may see. One of a project follows the project, whoever recorded it; one of a company alone is seen
/// by bureau and leaders, by its unit and by the people it names. Partners see none.
pub fn visible(who: &Visible) -> Filter {
    let project = talks::project_id.assume_not_null();
    match &who.reach {
        Reach::Nothing | Reach::Party(_) => Box::new(talks::id.eq(0)),
        Reach::Everything => Box::new(talks::id.gt(0)),
        Reach::City => {
            Box::new(talks::project_id.is_null().or(not(of_projects(project, confidential_to(who)))))
        }
        Reach::Units(ids) => {
            let own =
                talks::project_id.is_null().and(talks::unit_id.eq_any(ids.clone()).or(naming(who.user_id)));
            Box::new(own.or(talks::project_id.is_not_null().and(of_projects(project, projects_of(who)))))
        }
    }
}

/// Talks that name this person: recorded by him, with him, or left with him.
fn naming(user_id: Option<i64>) -> Filter {
    let Some(user_id) = user_id else { return Box::new(talks::id.eq(0)) };
    let present = talk_people::table
        .filter(talk_people::user_id.eq(user_id).and(talk_people::ended_at.is_null()))
        .select(talk_people::talk_id);
    Box::new(
        talks::created_by
            .assume_not_null()
            .eq(user_id)
            .or(talks::next_owner_id.assume_not_null().eq(user_id))
            .or(talks::id.eq_any(present)),
    )
}

/// One talk that the caller may see.
///
/// # Errors
/// 404 for what does not exist or is invisible.
pub fn find(db: &mut Db, who: &Visible, id: i64) -> Result<Talk> {
    let found = talks::table
        .filter(talks::id.eq(id))
        .filter(visible(who))
        .select(columns::<Talk>())
        .first(db)
        .optional()?;
    found.ok_or_else(Error::not_found)
}

/// Of these ids the ones that may be seen.
///
/// # Errors
/// Database errors.
pub fn visible_ids(db: &mut Db, who: &Visible, ids: Vec<i64>) -> Result<Vec<i64>> {
    Ok(for_ids(&ids, |ids| {
        talks::table.filter(talks::id.eq_any(ids.to_vec())).filter(visible(who)).select(talks::id).load(db)
    })?)
}

/// What a list is asked for, with the units below those asked for looked up.
pub struct Conditions {
    who: Visible,
    wanted: TalkFilter,
    units: Option<Vec<i64>>,
    text: Option<String>,
    today: NaiveDate,
}

impl Conditions {
    /// Looks up the units and reads the words.
    ///
    /// # Errors
    /// Database errors.
    pub fn prepare(db: &mut Db, who: Visible, wanted: TalkFilter, today: NaiveDate) -> Result<Self> {
        let units = wanted.unit_id.as_deref().map(|ids| with_units_below(db, ids)).transpose()?;
        let terms = wanted.q.as_deref().and_then(query_terms);
        let text = terms.map(|terms| if db.is_pg() { terms.tsquery() } else { terms.fts5() });
        Ok(Self { who, wanted, units, text, today })
    }

    /// How many there are.
    ///
    /// # Errors
    /// Database errors.
    pub fn count(&self, db: &mut Db) -> Result<i64> {
        Ok(talks::table.filter(self.filter()).count().get_result(db)?)
    }

    fn filter(&self) -> Filter {
        let w = &self.wanted;
        let mut all = visible(&self.who);
        let mut add = |condition: Filter| {
            let before = std::mem::replace(&mut all, Box::new(talks::id.gt(0)));
            all = Box::new(before.and(condition));
        };
        if w.withdrawn != Some(true) {
            add(Box::new(talks::withdrawn_at.is_null()));
        }
        if let Some(id) = w.enterprise_id {
            add(Box::new(talks::enterprise_id.assume_not_null().eq(id)));
        }
        if let Some(id) = w.project_id {
            add(Box::new(talks::project_id.assume_not_null().eq(id)));
        }
        if let Some(ids) = &self.units {
            add(Box::new(talks::unit_id.eq_any(ids.clone())));
        }
        if let Some(kinds) = &w.kind {
            add(Box::new(talks::kind.eq_any(kinds.clone())));
        }
        if let Some(outcomes) = &w.outcome {
            add(Box::new(talks::outcome.assume_not_null().eq_any(outcomes.clone())));
        }
        if let Some(day) = w.from_on {
            add(Box::new(talks::happened_on.ge(day)));
        }
        if let Some(day) = w.to_on {
            add(Box::new(talks::happened_on.le(day)));
        }
        if let Some(id) = w.next_owner_id {
            add(Box::new(talks::next_owner_id.assume_not_null().eq(id)));
        }
        if let Some(state) = w.next_state {
            add(stands(state, self.today));
        }
        if let Some(text) = &self.text {
            add(containing(text));
        }
        all
    }
}

/// Talks whose next step stands like this; withdrawn ones leave nothing to do.
fn stands(state: TalkNextState, today: NaiveDate) -> Filter {
    let owed =
        talks::next_due_on.is_not_null().and(talks::done_at.is_null()).and(talks::withdrawn_at.is_null());
    match state {
        TalkNextState::Open => Box::new(owed),
        TalkNextState::Overdue => Box::new(owed.and(talks::next_due_on.assume_not_null().lt(today))),
        TalkNextState::Done => Box::new(talks::done_at.is_not_null()),
    }
}

/// By its own words, or by those of its company or project as they are called now.
fn containing(text: &str) -> Filter {
    let own = text_match(SEARCH, talks::id, text.to_owned());
    let company =
        text_match(enterprises::store::SEARCH, talks::enterprise_id.assume_not_null(), text.to_owned());
    let project = of_projects(talks::project_id.assume_not_null(), matching(text));
    Box::new(own.or(company).or(project))
}

/// One page of talks.
///
/// # Errors
/// A wrong cursor, database errors.
pub fn page(db: &mut Db, conditions: &Conditions, order: &TalkOrder, paging: &Paging) -> Result<Page<Talk>> {
    let sorts = Sorts::new(order.sort.clone(), TalkSort::HappenedDesc)?;
    let window = paging.window(sorts.code())?;
    let total = conditions.count(db)?;
    let rows =
        talks::table.filter(conditions.filter()).select(columns::<Talk>()).into_boxed::<MultiBackend>();
    let rows = sorts.apply(rows, window.after.as_ref())?;
    let items: Vec<Talk> = rows.limit(window.per_page).offset(window.offset()).load(db)?;
    Ok(window.page_of(items, total, |talk| sorts.place(talk)))
}

sort_by!(TalkSort on talks, rows Talk {
    Happened | HappenedDesc => happened_on: NaiveDate,
    Due | DueDesc => next_due_on: NaiveDate [empty_last],
    Number | NumberDesc => number: String,
});

/// How many talks there are, with whom, how, with what result, and what they leave to do.
///
/// # Errors
/// Database errors.
pub fn summary(db: &mut Db, conditions: &Conditions) -> Result<TalkSummary> {
    let asked = || talks::table.filter(conditions.filter());
    let owed = |state| asked().filter(stands(state, conditions.today)).count();
    let by_kind: Vec<(TalkKind, i64)> =
        asked().group_by(talks::kind).select((talks::kind, count_star())).load(db)?;
    let by_outcome: Vec<(Option<VisitOutcome>, i64)> =
        asked().group_by(talks::outcome).select((talks::outcome, count_star())).load(db)?;
    let companies: Vec<Option<i64>> = asked()
        .filter(talks::enterprise_id.is_not_null())
        .select(talks::enterprise_id)
        .distinct()
        .load(db)?;
    let kind = |kind: &TalkKind| {
        let count = by_kind.iter().find(|(k, _)| k == kind)?.1;
        Some(TalkGroup { code: Some(kind.code().to_owned()), label: kind.label().to_owned(), count })
    };
    let outcome = |outcome: Option<VisitOutcome>| {
        let count = by_outcome.iter().find(|(o, _)| *o == outcome)?.1;
        let label = outcome.map_or("没有填写", VisitOutcome::label).to_owned();
        Some(TalkGroup { code: outcome.map(|o| o.code().to_owned()), label, count })
    };
    Ok(TalkSummary {
        total: by_kind.iter().map(|(_, count)| count).sum(),
        enterprises: companies.len() as i64,
        open_steps: owed(TalkNextState::Open).get_result(db)?,
        overdue_steps: owed(TalkNextState::Overdue).get_result(db)?,
        by_kind: TalkKind::ALL.iter().filter_map(kind).collect(),
        by_outcome: VisitOutcome::ALL.iter().copied().map(Some).chain([None]).filter_map(outcome).collect(),
    })
}

/// Those of ours who took part in these talks, with the talk's id.
///
/// # Errors
/// Database errors.
pub fn people(db: &mut Db, talk_ids: &[i64]) -> Result<Vec<(i64, PersonRef)>> {
    let rows: Vec<(i64, i64, String)> = for_ids(talk_ids, |ids| {
        talk_people::table
            .inner_join(users::table.on(users::id.eq(talk_people::user_id)))
            .filter(talk_people::talk_id.eq_any(ids.to_vec()).and(talk_people::ended_at.is_null()))
            .order(talk_people::id)
            .select((talk_people::talk_id, users::id, users::name))
            .load(db)
    })?;
    Ok(rows.into_iter().map(|(talk, id, name)| (talk, PersonRef { id, name })).collect())
}

/// Names of these companies, whatever became of them since.
///
/// # Errors
/// Database errors.
pub fn company_names(db: &mut Db, ids: &[i64]) -> Result<HashMap<i64, String>> {
    let rows = enterprises::summaries(db, &Visible::everything(), ids)?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// Names of these projects; whoever asks sees their talks and so sees them.
///
/// # Errors
/// Database errors.
pub fn project_names(db: &mut Db, ids: &[i64]) -> Result<HashMap<i64, String>> {
    use crate::db::schema::projects;
    let rows: Vec<(i64, String)> = for_ids(ids, |ids| {
        projects::table
            .filter(among(projects::id, ids.to_vec()))
            .select((projects::id, projects::name))
            .load(db)
    })?;
    Ok(rows.into_iter().collect())
}
