//! Rows of procedures and their pauses.

use super::super::model::procedures::{
    ApprovalFilter, ApprovalItem, ApprovalOrder, ApprovalPause, ApprovalSort, ApprovalState, PromiseKept,
};
use crate::db::page::{Page, Paging};
use crate::db::schema::{approval_items as items, approval_pauses as pauses, project_codes};
use crate::db::sort::Sorts;
use crate::db::types::Doc;
use crate::db::{Db, MultiBackend, columns, for_ids};
use crate::error::{Code, Error, Result, is_unique_violation};
use crate::features::projects::store::{
    confidential_to, list::with_units_below, of_projects, visible as projects_of,
};
use crate::policy::{Reach, Visible};
use crate::sort_by;
use crate::work::Tx;
use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_types::Bool;

/// A condition on procedures that can be combined with others.
pub type Filter = Box<dyn BoxableExpression<items::table, MultiBackend, SqlType = Bool>>;

/// Writes a change to the version that was read.
macro_rules! write {
    ($tx:expr, $before:expr, $change:expr) => {{
        let same = items::table.filter(items::id.eq($before.id).and(items::version.eq($before.version)));
        let touched = (items::updated_at.eq($tx.now), items::version.eq($before.version + 1));
        let after: Option<ApprovalItem> = diesel::update(same)
            .set(($change, touched))
            .returning(columns::<ApprovalItem>())
            .get_result(&mut **$tx)
            .optional()?;
        after.ok_or_else(Error::changed_meanwhile)
    }};
}

/// The items a caller may see: those of projects he sees, and for a clerk those of his unit's own window, whose project
/// he need not see otherwise.
pub fn visible(who: &Visible) -> Filter {
    let of_projects_seen = of_projects(items::project_id, projects_of(who));
    match &who.reach {
        Reach::Nothing => Box::new(items::id.eq(0)),
        Reach::Everything => Box::new(items::id.gt(0)),
        Reach::Units(ids) => {
            use crate::db::schema::projects;
            // the few that are confidential are looked up, not all that are not
            let confidential = of_projects(items::project_id, Box::new(projects::confidential.eq(true)));
            let open = diesel::dsl::not(confidential);
            let own = items::unit_id.assume_not_null().eq_any(ids.clone());
            Box::new(of_projects_seen.or(items::unit_id.is_not_null().and(own).and(open)))
        }
        Reach::City | Reach::Party(_) => Box::new(of_projects_seen),
    }
}

/// Of the items of one window those a caller may see: [`visible`], said shorter where the window is of his own unit.
pub fn visible_at(who: &Visible, unit: i64) -> Filter {
    let at = items::unit_id.is_not_null().and(items::unit_id.assume_not_null().eq(unit));
    match &who.reach {
        Reach::Units(ids) if ids.contains(&unit) => {
            Box::new(at.and(diesel::dsl::not(of_projects(items::project_id, confidential_to(who)))))
        }
        _ => Box::new(at.and(visible(who))),
    }
}

/// One item that the caller may see.
///
/// # Errors
/// 404.
pub fn find(db: &mut Db, who: &Visible, id: i64) -> Result<ApprovalItem> {
    let found = items::table
        .filter(items::id.eq(id))
        .filter(visible(who))
        .select(columns::<ApprovalItem>())
        .first(db)
        .optional()?;
    found.ok_or_else(Error::not_found)
}

/// Of these items the ones that may be seen.
///
/// # Errors
/// Database errors.
pub fn visible_ids(db: &mut Db, who: &Visible, ids: Vec<i64>) -> Result<Vec<i64>> {
    Ok(for_ids(&ids, |ids| {
        items::table.filter(items::id.eq_any(ids.to_vec())).filter(visible(who)).select(items::id).load(db)
    })?)
}

/// All items of a project, in their order.
///
/// # Errors
/// Database errors.
pub fn of_project(db: &mut Db, project_id: i64) -> Result<Vec<ApprovalItem>> {
    let of = items::table.filter(items::project_id.eq(project_id)).order((items::sort_no, items::id));
    Ok(of.select(columns::<ApprovalItem>()).load(db)?)
}

/// Items of these projects, for what they wait for.
///
/// # Errors
/// Database errors.
pub fn of_projects_of(db: &mut Db, project_ids: &[i64]) -> Result<Vec<ApprovalItem>> {
    Ok(for_ids(project_ids, |ids| {
        let of = items::table.filter(items::project_id.eq_any(ids.to_vec()));
        of.order((items::sort_no, items::id)).select(columns::<ApprovalItem>()).load(db)
    })?)
}

/// Pauses of these items, in order.
///
/// # Errors
/// Database errors.
pub fn pauses_of(db: &mut Db, item_ids: &[i64]) -> Result<Vec<ApprovalPause>> {
    Ok(for_ids(item_ids, |ids| {
        let of = pauses::table.filter(pauses::item_id.eq_any(ids.to_vec()));
        of.order((pauses::item_id, pauses::from_on)).select(columns::<ApprovalPause>()).load(db)
    })?)
}

/// National codes of a project that are in force.
///
/// # Errors
/// Database errors.
pub fn codes_of(db: &mut Db, project_id: i64) -> Result<Vec<String>> {
    let of = project_codes::project_id.eq(project_id).and(project_codes::ended_on.is_null());
    Ok(project_codes::table.filter(of).select(project_codes::code).load(db)?)
}

/// What a list is asked for, with the units below those asked for looked up.
pub struct Conditions {
    who: Visible,
    wanted: ApprovalFilter,
    units: Option<Vec<i64>>,
    today: NaiveDate,
}

impl Conditions {
    /// Looks up the units.
    ///
    /// # Errors
    /// Database errors.
    pub fn prepare(db: &mut Db, who: Visible, wanted: ApprovalFilter, today: NaiveDate) -> Result<Self> {
        let units = wanted.unit_id.as_deref().map(|ids| with_units_below(db, ids)).transpose()?;
        Ok(Self { who, wanted, units, today })
    }

    fn filter(&self) -> Filter {
        let w = &self.wanted;
        let mut all = visible(&self.who);
        let mut add = |condition: Filter| {
            let before = std::mem::replace(&mut all, Box::new(items::id.gt(0)));
            all = Box::new(before.and(condition));
        };
        if let Some(id) = w.project_id {
            add(Box::new(items::project_id.eq(id)));
        }
        if let Some(states) = &w.state {
            add(Box::new(items::state.eq_any(states.clone())));
        }
        if let Some(ids) = &self.units {
            add(Box::new(
                items::unit_id.is_not_null().and(items::unit_id.assume_not_null().eq_any(ids.clone())),
            ));
        }
        if let Some(codes) = &w.code {
            add(Box::new(items::code.eq_any(codes.clone())));
        }
        if w.overdue == Some(true) {
            let due = items::due_on.is_not_null().and(items::due_on.assume_not_null().lt(self.today));
            add(Box::new(items::state.eq(ApprovalState::Received).and(due)));
        }
        if let Some(kept) = w.kept {
            let timed = items::state.eq(ApprovalState::Finished).and(items::due_on.is_not_null());
            let (end, due) = (items::finished_on.assume_not_null(), items::due_on.assume_not_null());
            add(match kept {
                PromiseKept::InTime => Box::new(timed.and(end.le(due))),
                PromiseKept::Late => Box::new(timed.and(end.gt(due))),
            });
        }
        if let Some(day) = w.due_to {
            add(Box::new(items::due_on.is_not_null().and(items::due_on.assume_not_null().le(day))));
        }
        if let Some(day) = w.finished_from {
            add(Box::new(items::finished_on.is_not_null().and(items::finished_on.assume_not_null().ge(day))));
        }
        if let Some(day) = w.finished_to {
            add(Box::new(items::finished_on.is_not_null().and(items::finished_on.assume_not_null().le(day))));
        }
        all
    }

    /// How many there are.
    ///
    /// # Errors
    /// Database errors.
    pub fn count(&self, db: &mut Db) -> Result<i64> {
        Ok(items::table.filter(self.filter()).count().get_result(db)?)
    }
}

/// One page of items.
///
/// # Errors
/// A wrong cursor, database errors.
pub fn page(
    db: &mut Db,
    conditions: &Conditions,
    order: &ApprovalOrder,
    paging: &Paging,
) -> Result<Page<ApprovalItem>> {
    let sorts = Sorts::new(order.sort.clone(), ApprovalSort::Due)?;
    let window = paging.window(sorts.code())?;
    let total = conditions.count(db)?;
    let rows = items::table
        .filter(conditions.filter())
        .select(columns::<ApprovalItem>())
        .into_boxed::<MultiBackend>();
    let rows = sorts.apply(rows, window.after.as_ref())?;
    let found: Vec<ApprovalItem> = rows.limit(window.per_page).offset(window.offset()).load(db)?;
    Ok(window.page_of(found, total, |item| sorts.place(item)))
}

sort_by!(ApprovalSort on items, rows ApprovalItem {
    Due | DueDesc => due_on: NaiveDate [empty_last],
    Received | ReceivedDesc => received_on: NaiveDate [empty_last],
});

/// What an item says, checked.
#[derive(Debug, Clone, Insertable, AsChangeset)]
#[diesel(table_name = items, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Content {
    /// Name.
    pub name: String,
    /// Legal basis.
    pub basis: Option<String>,
    /// Parallel group.
    pub parallel_group: Option<String>,
    /// Codes before it.
    pub after_codes: Doc,
    /// Responsible unit.
    pub unit_id: Option<i64>,
    /// Responsible window.
    pub window_name: Option<String>,
    /// Standard working days.
    pub standard_days: Option<i32>,
    /// Promised working days.
    pub promised_days: Option<i32>,
    /// Why longer.
    pub longer_reason: Option<String>,
    /// National code.
    pub project_code: Option<String>,
    /// Number of the paper.
    pub result_number: Option<String>,
    /// Files.
    pub file_ids: Doc,
}

/// Adds an item.
///
/// # Errors
/// 409 when the project has it already.
pub fn insert(
    tx: &mut Tx<'_>,
    project_id: i64,
    code: &str,
    sort_no: i32,
    content: Content,
) -> Result<ApprovalItem> {
    let name = content.name.clone();
    let row = (
        content,
        items::project_id.eq(project_id),
        items::code.eq(code),
        items::sort_no.eq(sort_no),
        items::state.eq(ApprovalState::Planned),
        items::created_by.eq(tx.caller.user_id),
        items::created_at.eq(tx.now),
        items::updated_at.eq(tx.now),
    );
    let made = diesel::insert_into(items::table)
        .values(row)
        .returning(columns::<ApprovalItem>())
        .get_result(&mut **tx);
    made.map_err(|e| {
        if is_unique_violation(&e) {
            return Error::new(Code::ResourceConflict)
                .detail(format!("“{name}”刚被别人列入了这个项目。请刷新后再看。"));
        }
        e.into()
    })
}

/// Changes what an item says.
///
/// # Errors
/// 412 when somebody else changed it at the same time.
pub fn update(tx: &mut Tx<'_>, before: &ApprovalItem, content: Content) -> Result<ApprovalItem> {
    write!(tx, before, content)
}

/// Where an item's clock stands.
#[derive(Debug, Clone, AsChangeset)]
#[diesel(table_name = items, treat_none_as_null = true)]
pub struct Standing {
    /// State.
    pub state: ApprovalState,
    /// Why, where a reason is asked for.
    pub state_reason: Option<String>,
    /// Received.
    pub received_on: Option<NaiveDate>,
    /// Promised working days.
    pub promised_days: Option<i32>,
    /// Why longer.
    pub longer_reason: Option<String>,
    /// Due.
    pub due_on: Option<NaiveDate>,
    /// Finished.
    pub finished_on: Option<NaiveDate>,
    /// Working days it took.
    pub actual_days: Option<i32>,
    /// Number of the paper.
    pub result_number: Option<String>,
    /// Files.
    pub file_ids: Doc,
}

impl Standing {
    /// As it stands now.
    pub fn of(item: &ApprovalItem) -> Self {
        Self {
            state: item.state,
            state_reason: item.state_reason.clone(),
            received_on: item.received_on,
            promised_days: item.promised_days,
            longer_reason: item.longer_reason.clone(),
            due_on: item.due_on,
            finished_on: item.finished_on,
            actual_days: item.actual_days,
            result_number: item.result_number.clone(),
            file_ids: item.file_ids.clone(),
        }
    }
}

/// Moves an item on.
///
/// # Errors
/// 412 when somebody else changed it at the same time.
pub fn stand(tx: &mut Tx<'_>, before: &ApprovalItem, standing: Standing) -> Result<ApprovalItem> {
    write!(tx, before, standing)
}

/// Begins a pause.
///
/// # Errors
/// 409 when one is open.
pub fn pause(
    tx: &mut Tx<'_>,
    item_id: i64,
    from_on: NaiveDate,
    reason: &str,
    file_ids: &[i64],
) -> Result<()> {
    let row = (
        pauses::item_id.eq(item_id),
        pauses::from_on.eq(from_on),
        pauses::reason.eq(reason),
        pauses::file_ids.eq(Doc::of(&file_ids)),
        pauses::paused_by.eq(tx.caller.user_id),
        pauses::paused_at.eq(tx.now),
    );
    diesel::insert_into(pauses::table).values(row).execute(&mut **tx).map_err(|e| {
        if is_unique_violation(&e) {
            return Error::new(Code::ServiceState).detail("已经在暂停计时，请先恢复。");
        }
        e.into()
    })?;
    Ok(())
}

/// Ends the open pause of an item.
///
/// # Errors
/// Database errors.
pub fn resume(tx: &mut Tx<'_>, item_id: i64, until_on: NaiveDate) -> Result<()> {
    let open = pauses::table.filter(pauses::item_id.eq(item_id).and(pauses::until_on.is_null()));
    diesel::update(open)
        .set((
            pauses::until_on.eq(until_on),
            pauses::resumed_by.eq(tx.caller.user_id),
            pauses::resumed_at.eq(tx.now),
        ))
        .execute(&mut **tx)?;
    Ok(())
}
