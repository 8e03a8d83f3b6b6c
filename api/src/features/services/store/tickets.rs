//! Rows of difficulties and what was done about them.

use super::super::model::tickets::{
    Difficulty, StepRow, Ticket, TicketFilter, TicketLevel, TicketOrder, TicketSort, TicketState,
    TicketStepKind, Timeliness,
};
use crate::db::page::{Page, Paging};
use crate::db::schema::{projects, ticket_steps as steps, tickets};
use crate::db::series::next_no;
use crate::db::sort::Sorts;
use crate::db::types::Doc;
use crate::db::{Db, MultiBackend, columns, for_ids};
use crate::error::{Error, Result};
use crate::features::projects::store::{
    confidential_to, list::with_units_below, of_projects, visible as projects_of,
};
use crate::policy::{Reach, Visible};
use crate::sort_by;
use crate::work::Tx;
use chrono::{Datelike, NaiveDate};
use diesel::dsl::not;
use diesel::prelude::*;
use diesel::sql_types::Bool;

/// A condition on difficulties that can be combined with others.
pub type Filter = Box<dyn BoxableExpression<tickets::table, MultiBackend, SqlType = Bool>>;

/// The difficulties a caller may see: bureau and leaders all but those of confidential projects that do not name them; a
/// clerk those of projects he sees, those his unit raised or handles, and his own; a partner its own and nobody else's.
pub fn visible(who: &Visible) -> Filter {
    let project = tickets::project_id.assume_not_null();
    match &who.reach {
        Reach::Nothing => Box::new(tickets::id.eq(0)),
        Reach::Everything => Box::new(tickets::id.gt(0)),
        Reach::City => {
            let hidden = of_projects(project, confidential_to(who));
            Box::new(tickets::project_id.is_null().or(not(hidden)))
        }
        Reach::Units(ids) => {
            let handled =
                tickets::unit_id.is_not_null().and(tickets::unit_id.assume_not_null().eq_any(ids.clone()));
            let raised = tickets::raising_unit_id
                .is_not_null()
                .and(tickets::raising_unit_id.assume_not_null().eq_any(ids.clone()));
            let open = tickets::project_id.is_null().or(not(of_projects(project, confidential_to(who))));
            let seen = projects_of(who).and(projects::id.eq_any(with_tickets()));
            let seen = tickets::project_id.is_not_null().and(of_projects(project, Box::new(seen)));
            Box::new(handled.or(raised).and(open).or(seen).or(raised_by(who.user_id)))
        }
        Reach::Party(enterprise_id) => Box::new(tickets::enterprise_id.eq(*enterprise_id)),
    }
}

/// Projects that have difficulties: of what a unit sees these few are listed, not all.
#[diesel::dsl::auto_type(no_type_alias)]
fn with_tickets() -> _ {
    tickets::table.filter(tickets::project_id.is_not_null()).select(tickets::project_id.assume_not_null())
}

fn raised_by(user_id: Option<i64>) -> Filter {
    match user_id {
        Some(id) => {
            Box::new(tickets::raised_by.is_not_null().and(tickets::raised_by.assume_not_null().eq(id)))
        }
        None => Box::new(tickets::id.eq(0)),
    }
}

/// One difficulty that the caller may see.
///
/// # Errors
/// 404.
pub fn find(db: &mut Db, who: &Visible, id: i64) -> Result<Ticket> {
    let found = tickets::table
        .filter(tickets::id.eq(id))
        .filter(visible(who))
        .select(columns::<Ticket>())
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
        tickets::table
            .filter(tickets::id.eq_any(ids.to_vec()))
            .filter(visible(who))
            .select(tickets::id)
            .load(db)
    })?)
}

/// What a list is asked for, with the units below those asked for looked up.
pub struct Conditions {
    who: Visible,
    wanted: TicketFilter,
    units: Option<Vec<i64>>,
    today: NaiveDate,
}

impl Conditions {
    /// Looks up the units.
    ///
    /// # Errors
    /// Database errors.
    pub fn prepare(db: &mut Db, who: Visible, wanted: TicketFilter, today: NaiveDate) -> Result<Self> {
        let units = wanted.unit_id.as_deref().map(|ids| with_units_below(db, ids)).transpose()?;
        Ok(Self { who, wanted, units, today })
    }

    fn filter(&self) -> Filter {
        let w = &self.wanted;
        let mut all = visible(&self.who);
        let mut add = |condition: Filter| {
            let before = std::mem::replace(&mut all, Box::new(tickets::id.gt(0)));
            all = Box::new(before.and(condition));
        };
        if let Some(id) = w.enterprise_id {
            add(Box::new(tickets::enterprise_id.eq(id)));
        }
        if let Some(id) = w.project_id {
            add(Box::new(
                tickets::project_id.is_not_null().and(tickets::project_id.assume_not_null().eq(id)),
            ));
        }
        if let Some(kinds) = &w.kind {
            add(Box::new(tickets::kind.eq_any(kinds.clone())));
        }
        if let Some(states) = &w.state {
            add(Box::new(tickets::state.eq_any(states.clone())));
        }
        if let Some(levels) = &w.level {
            add(Box::new(tickets::level.eq_any(levels.clone())));
        }
        if let Some(ids) = &self.units {
            let handled = tickets::unit_id.assume_not_null().eq_any(ids.clone());
            add(Box::new(tickets::unit_id.is_not_null().and(handled)));
        }
        if let Some(day) = w.from_on {
            add(Box::new(tickets::raised_on.ge(day)));
        }
        if let Some(day) = w.to_on {
            add(Box::new(tickets::raised_on.le(day)));
        }
        if w.overdue == Some(true) {
            add(overdue(self.today));
        }
        if let Some(when) = w.accepted {
            add(accepted(when, self.today));
        }
        if let Some(when) = w.answered {
            add(answered(when, self.today));
        }
        all
    }

    /// How many there are.
    ///
    /// # Errors
    /// Database errors.
    pub fn count(&self, db: &mut Db) -> Result<i64> {
        Ok(tickets::table.filter(self.filter()).count().get_result(db)?)
    }
}

/// The step that waits is past its day, as `rules::tickets::step_due` says it.
fn overdue(today: NaiveDate) -> Filter {
    let waiting = tickets::state.eq(TicketState::Open).and(tickets::accept_due_on.lt(today));
    let working = tickets::state.eq_any([TicketState::Working, TicketState::Reopened]);
    let promised = tickets::promised_on.is_not_null().and(tickets::promised_on.assume_not_null().lt(today));
    let unpromised = tickets::promised_on.is_null().and(tickets::accept_due_on.lt(today));
    Box::new(waiting.or(working.and(promised.or(unpromised))))
}

fn accepted(when: Timeliness, today: NaiveDate) -> Filter {
    let day = tickets::accepted_on.assume_not_null();
    let there = tickets::accepted_on.is_not_null();
    match when {
        Timeliness::InTime => Box::new(there.and(day.le(tickets::accept_due_on))),
        Timeliness::Late => {
            let never = tickets::accepted_on.is_null().and(tickets::accept_due_on.lt(today));
            Box::new(there.and(day.gt(tickets::accept_due_on)).or(never))
        }
    }
}

fn answered(when: Timeliness, today: NaiveDate) -> Filter {
    let promised = tickets::promised_on.is_not_null();
    let (day, due) = (tickets::answered_on.assume_not_null(), tickets::promised_on.assume_not_null());
    let there = tickets::answered_on.is_not_null();
    match when {
        Timeliness::InTime => Box::new(promised.and(there).and(day.le(due))),
        Timeliness::Late => {
            let never = tickets::answered_on.is_null().and(due.lt(today));
            Box::new(promised.and(there.and(day.gt(due)).or(never)))
        }
    }
}

/// One page of difficulties.
///
/// # Errors
/// A wrong cursor, database errors.
pub fn page(
    db: &mut Db,
    conditions: &Conditions,
    order: &TicketOrder,
    paging: &Paging,
) -> Result<Page<Ticket>> {
    let sorts = Sorts::new(order.sort.clone(), TicketSort::RaisedDesc)?;
    let window = paging.window(sorts.code())?;
    let total = conditions.count(db)?;
    let rows =
        tickets::table.filter(conditions.filter()).select(columns::<Ticket>()).into_boxed::<MultiBackend>();
    let rows = sorts.apply(rows, window.after.as_ref())?;
    let found: Vec<Ticket> = rows.limit(window.per_page).offset(window.offset()).load(db)?;
    Ok(window.page_of(found, total, |ticket| sorts.place(ticket)))
}

sort_by!(TicketSort on tickets, rows Ticket {
    Raised | RaisedDesc => raised_on: NaiveDate,
    Promised | PromisedDesc => promised_on: NaiveDate [empty_last],
});

/// What is raised, checked.
#[derive(Debug, Clone)]
pub struct NewTicket {
    /// Company.
    pub enterprise_id: i64,
    /// Project.
    pub project_id: Option<i64>,
    /// Kind.
    pub kind: Difficulty,
    /// Title.
    pub title: String,
    /// What it is.
    pub said: String,
    /// What it blocks.
    pub blocks: Option<String>,
    /// When.
    pub raised_on: NaiveDate,
    /// By when it has to be accepted.
    pub accept_due_on: NaiveDate,
    /// Raised by the company itself?
    pub by_enterprise: bool,
}

/// Raises a difficulty with the next number of its year.
///
/// # Errors
/// Database errors.
pub fn insert(tx: &mut Tx<'_>, new: &NewTicket) -> Result<Ticket> {
    let year = tx.today().year();
    let number = format!("KN-{year}-{:04}", next_no(tx, "KN", year)?);
    let own = !new.by_enterprise;
    let row = (
        tickets::number.eq(number),
        tickets::enterprise_id.eq(new.enterprise_id),
        tickets::project_id.eq(new.project_id),
        tickets::kind.eq(new.kind),
        tickets::title.eq(&new.title),
        tickets::said.eq(&new.said),
        tickets::blocks.eq(&new.blocks),
        tickets::level.eq(TicketLevel::County),
        tickets::raised_on.eq(new.raised_on),
        tickets::raised_by.eq(tx.caller.user_id.filter(|_| own)),
        tickets::raised_by_enterprise.eq(new.by_enterprise),
        tickets::raising_unit_id.eq(tx.caller.unit_id.filter(|_| own)),
        tickets::accept_due_on.eq(new.accept_due_on),
        tickets::state.eq(TicketState::Open),
        tickets::created_at.eq(tx.now),
        tickets::updated_at.eq(tx.now),
    );
    Ok(diesel::insert_into(tickets::table)
        .values(row)
        .returning(columns::<Ticket>())
        .get_result(&mut **tx)?)
}

/// Where a difficulty stands.
#[derive(Debug, Clone, AsChangeset)]
#[diesel(table_name = tickets, treat_none_as_null = true)]
pub struct Standing {
    /// Level.
    pub level: TicketLevel,
    /// Unit.
    pub unit_id: Option<i64>,
    /// Accepted.
    pub accepted_on: Option<NaiveDate>,
    /// Promised.
    pub promised_on: Option<NaiveDate>,
    /// First answered.
    pub answered_on: Option<NaiveDate>,
    /// Closed.
    pub closed_on: Option<NaiveDate>,
    /// State.
    pub state: TicketState,
    /// Why it cannot be done.
    pub impossible_reason: Option<String>,
    /// Who says so.
    pub impossible_asked_by: Option<i64>,
    /// Who signed it.
    pub signed_by: Option<i64>,
    /// Satisfaction.
    pub satisfaction: Option<i32>,
    /// How often it was reopened.
    pub reopened_count: i32,
}

impl Standing {
    /// As it stands now.
    pub fn of(ticket: &Ticket) -> Self {
        Self {
            level: ticket.level,
            unit_id: ticket.unit_id,
            accepted_on: ticket.accepted_on,
            promised_on: ticket.promised_on,
            answered_on: ticket.answered_on,
            closed_on: ticket.closed_on,
            state: ticket.state,
            impossible_reason: ticket.impossible_reason.clone(),
            impossible_asked_by: ticket.impossible_asked_by,
            signed_by: ticket.signed_by,
            satisfaction: ticket.satisfaction,
            reopened_count: ticket.reopened_count,
        }
    }
}

/// Moves a difficulty on.
///
/// # Errors
/// 412 when somebody else changed it at the same time.
pub fn stand(tx: &mut Tx<'_>, before: &Ticket, standing: Standing) -> Result<Ticket> {
    let same = tickets::table.filter(tickets::id.eq(before.id).and(tickets::version.eq(before.version)));
    let touched = (tickets::updated_at.eq(tx.now), tickets::version.eq(before.version + 1));
    let after: Option<Ticket> = diesel::update(same)
        .set((standing, touched))
        .returning(columns::<Ticket>())
        .get_result(&mut **tx)
        .optional()?;
    after.ok_or_else(Error::changed_meanwhile)
}

/// What somebody did.
#[derive(Debug, Clone, Default)]
pub struct Step<'a> {
    /// Its words.
    pub text: Option<&'a str>,
    /// Its files.
    pub file_ids: &'a [i64],
    /// Satisfaction.
    pub satisfaction: Option<i32>,
    /// Done by the company?
    pub by_enterprise: bool,
}

/// Writes what was done.
///
/// # Errors
/// Database errors.
pub fn step(tx: &mut Tx<'_>, ticket_id: i64, kind: TicketStepKind, what: &Step<'_>) -> Result<()> {
    let row = (
        steps::ticket_id.eq(ticket_id),
        steps::kind.eq(kind),
        steps::text.eq(what.text),
        steps::file_ids.eq(Doc::of(&what.file_ids)),
        steps::satisfaction.eq(what.satisfaction),
        steps::by_id.eq(tx.caller.user_id.filter(|_| !what.by_enterprise)),
        steps::by_enterprise.eq(what.by_enterprise),
        steps::at.eq(tx.now),
    );
    diesel::insert_into(steps::table).values(row).execute(&mut **tx)?;
    Ok(())
}

/// What was done about these difficulties, in order.
///
/// # Errors
/// Database errors.
pub fn steps_of(db: &mut Db, ids: &[i64]) -> Result<Vec<StepRow>> {
    Ok(for_ids(ids, |ids| {
        let of = steps::table.filter(steps::ticket_id.eq_any(ids.to_vec()));
        of.order((steps::ticket_id, steps::id)).select(columns::<StepRow>()).load(db)
    })?)
}
