//! Claims themselves: finding, listing, writing, and writing down that they have run out.

use super::super::model::{Claim, ClaimFilter, ClaimOrigin, ClaimSort, ClaimState};
use super::super::rules;
use crate::db::dialect::{like_prefix, text_match};
use crate::db::page::{Page, Paging};
use crate::db::schema::{first_claims, project_readers, projects, units};
use crate::db::series::next_no;
use crate::db::sort::Sorts;
use crate::db::types::{Doc, Stamp};
use crate::db::{Db, MultiBackend, columns};
use crate::error::{Code, Error, Result, is_unique_violation};
use crate::features::calendar::rules::end_of_day_at;
use crate::features::enterprises;
use crate::jobs;
use crate::journal::{self, Subject};
use crate::policy::{Reach, Visible};
use crate::sort_by;
use crate::text::query_terms;
use crate::work::Tx;
use chrono::{Datelike, NaiveDate};
use diesel::dsl::{exists, not};
use diesel::prelude::*;
use diesel::sql_types::Bool;

/// Name of the job that writes down what has run out.
pub const EXPIRE: &str = "claims.expire";

/// A condition on claims.
pub type Filter = Box<dyn BoxableExpression<first_claims::table, MultiBackend, SqlType = Bool>>;

/// The claims a caller sees in full: the city for bureau and leaders, those of his units for a clerk, none for a
/// partner; of confidential projects only those named on the project or on the claim.
pub fn visible(who: &Visible) -> Filter {
    match &who.reach {
        Reach::Nothing | Reach::Party(_) => Box::new(first_claims::id.eq(0)),
        Reach::Everything => Box::new(first_claims::id.gt(0)),
        Reach::City => open(who.user_id),
        Reach::Units(ids) => Box::new(first_claims::unit_id.eq_any(ids.clone()).and(open(who.user_id))),
    }
}

fn open(user_id: Option<i64>) -> Filter {
    let user_id = user_id.unwrap_or(0);
    let named = project_readers::table
        .filter(project_readers::user_id.eq(user_id).and(project_readers::ended_at.is_null()))
        .select(project_readers::project_id);
    let secret = projects::table
        .filter(projects::id.eq(first_claims::project_id.assume_not_null()))
        .filter(projects::confidential.eq(true))
        .filter(projects::created_by.is_null().or(projects::created_by.assume_not_null().ne(user_id)));
    let mine =
        first_claims::person_id.eq(user_id).or(first_claims::registered_by.assume_not_null().eq(user_id));
    let named = first_claims::project_id.assume_not_null().eq_any(named);
    Box::new(first_claims::project_id.is_null().or(not(exists(secret))).or(named).or(mine))
}

/// The claim of this id, if the caller may see it.
///
/// # Errors
/// 404 for what does not exist or is invisible.
pub fn find(db: &mut Db, who: &Visible, id: i64) -> Result<Claim> {
    let found = first_claims::table
        .filter(first_claims::id.eq(id))
        .filter(visible(who))
        .select(columns::<Claim>())
        .first(db)
        .optional()?;
    found.ok_or_else(Error::not_found)
}

/// Of these ids those the caller may see.
///
/// # Errors
/// Database errors.
pub fn visible_ids(db: &mut Db, who: &Visible, ids: &[i64]) -> Result<Vec<i64>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(first_claims::table
        .filter(first_claims::id.eq_any(ids.to_vec()))
        .filter(visible(who))
        .select(first_claims::id)
        .load(db)?)
}

/// A condition on the state as of a day: what has run out counts as expired, written down or not.
fn in_states(states: &[ClaimState], today: NaiveDate) -> Filter {
    let mut any: Filter = Box::new(first_claims::id.eq(0));
    for state in states {
        let overdue = first_claims::state
            .eq(ClaimState::Protected)
            .and(first_claims::lapses_on.assume_not_null().lt(today));
        let one: Filter = match state {
            ClaimState::Expired => Box::new(first_claims::state.eq(ClaimState::Expired).or(overdue)),
            ClaimState::Protected => Box::new(
                first_claims::state
                    .eq(ClaimState::Protected)
                    .and(first_claims::lapses_on.assume_not_null().ge(today)),
            ),
            other => Box::new(first_claims::state.eq(*other)),
        };
        any = Box::new(any.or(one));
    }
    any
}

/// One page of the claims a caller sees.
///
/// # Errors
/// Database errors; a cursor of another list.
pub fn list(
    db: &mut Db,
    who: &Visible,
    filter: &ClaimFilter,
    today: NaiveDate,
    paging: &Paging,
) -> Result<Page<Claim>> {
    let sorts = Sorts::new(filter.sort.clone(), ClaimSort::RegisteredDesc)?;
    let window = paging.window(sorts.code())?;
    let words = filter.q.as_deref().and_then(query_terms);
    let words = words.map(|query| if db.is_pg() { query.tsquery() } else { query.fts5() });
    let within = match filter.unit_id {
        Some(id) => Some(units_below(db, id)?),
        None => None,
    };
    let filtered = || {
        let mut rows = first_claims::table.filter(visible(who)).into_boxed::<MultiBackend>();
        if let Some(states) = filter.state.as_ref().filter(|s| !s.is_empty()) {
            rows = rows.filter(in_states(states, today));
        }
        if let Some(ids) = &within {
            rows = rows.filter(first_claims::unit_id.eq_any(ids.clone()));
        }
        if let Some(q) = &filter.q {
            let numbered = first_claims::number.like(like_prefix(&q.trim().to_uppercase())).escape('\\');
            rows = match &words {
                Some(words) => rows.filter(
                    text_match(enterprises::store::SEARCH, first_claims::enterprise_id, words.clone())
                        .or(numbered),
                ),
                None => rows.filter(numbered),
            };
        }
        if let Some(id) = filter.person_id {
            rows = rows.filter(first_claims::person_id.eq(id));
        }
        if let Some(id) = filter.enterprise_id {
            rows = rows.filter(first_claims::enterprise_id.eq(id));
        }
        if let Some(id) = filter.project_id {
            rows = rows.filter(first_claims::project_id.eq(id));
        }
        if let Some(day) = filter.lapses_before {
            rows = rows
                .filter(in_states(&[ClaimState::Protected], today))
                .filter(first_claims::lapses_on.lt(day));
        }
        if let Some(flagged) = filter.needs_ruling {
            rows = rows.filter(first_claims::needs_ruling.eq(flagged));
        }
        rows
    };
    let total = filtered().count().get_result(db)?;
    let rows = sorts.apply(filtered(), window.after.as_ref())?;
    let rows = rows.offset(window.offset()).limit(window.per_page).select(columns::<Claim>());
    Ok(window.page_of(rows.load(db)?, total, |claim| sorts.place(claim)))
}

sort_by!(ClaimSort on first_claims, rows Claim {
    Registered | RegisteredDesc => registered_on: NaiveDate,
    Progress | ProgressDesc => last_progress_on: NaiveDate,
    Lapses | LapsesDesc => lapses_on: NaiveDate [empty_last],
    Contact | ContactDesc => first_contact_on: NaiveDate,
});

fn units_below(db: &mut Db, id: i64) -> Result<Vec<i64>> {
    let path: Option<String> = units::table.find(id).select(units::path).first(db).optional()?;
    let Some(path) = path else { return Ok(Vec::new()) };
    let below = units::path.like(crate::db::dialect::like_prefix(&path)).escape('\\');
    Ok(units::table.filter(below).select(units::id).load(db)?)
}

/// All claims of a lineage, oldest first.
///
/// # Errors
/// Database errors.
pub fn lineage(db: &mut Db, lineage_id: i64) -> Result<Vec<Claim>> {
    Ok(first_claims::table
        .filter(first_claims::lineage_id.eq(lineage_id))
        .order(first_claims::id)
        .select(columns::<Claim>())
        .load(db)?)
}

/// A new claim.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = first_claims)]
pub struct NewClaim {
    /// Where it comes from.
    pub origin: ClaimOrigin,
    /// The claim it follows.
    pub predecessor_id: Option<i64>,
    /// Lineage; 0 = a new one.
    pub lineage_id: i64,
    /// Investor in the library.
    pub enterprise_id: i64,
    /// Its name.
    pub investor: String,
    /// Matter.
    pub direction: String,
    /// Industry chain.
    pub chain: Option<String>,
    /// Industry.
    pub industry_code: Option<String>,
    /// Project.
    pub project_id: Option<i64>,
    /// Unit.
    pub unit_id: i64,
    /// Person.
    pub person_id: i64,
    /// First contact.
    pub first_contact_on: NaiveDate,
    /// Its proof.
    pub proof: Doc,
    /// State.
    pub state: ClaimState,
    /// Protected from.
    pub protected_from: Option<NaiveDate>,
    /// Protected until.
    pub protected_until: Option<NaiveDate>,
    /// Last progress.
    pub last_progress_on: NaiveDate,
    /// Idle days are counted from here.
    pub idle_from: NaiveDate,
    /// Last day.
    pub lapses_on: Option<NaiveDate>,
    /// Last day for an objection.
    pub object_by_on: NaiveDate,
    /// Revision of the rules.
    pub rule_revision: i32,
}

/// Inserts a claim with the next number of the year; one without a lineage begins its own.
///
/// # Errors
/// 409 `claim.held` when another claim of the lineage is protected, or the predecessor has a successor already.
pub fn insert(tx: &mut Tx<'_>, row: &NewClaim) -> Result<Claim> {
    let (today, now) = (tx.today(), tx.now);
    let number = format!("SB-{}-{:04}", today.year(), next_no(tx, "SB", today.year())?);
    let extra = (
        first_claims::number.eq(number),
        first_claims::registered_on.eq(today),
        first_claims::registered_by.eq(tx.caller.user_id),
        first_claims::created_at.eq(now),
        first_claims::updated_at.eq(now),
    );
    let claim: Claim = diesel::insert_into(first_claims::table)
        .values((row, extra))
        .returning(columns::<Claim>())
        .get_result(&mut **tx)
        .map_err(held)?;
    remind(tx, &claim)?;
    if claim.lineage_id != 0 {
        return Ok(claim);
    }
    Ok(diesel::update(first_claims::table.find(claim.id))
        .set(first_claims::lineage_id.eq(claim.id))
        .returning(columns::<Claim>())
        .get_result(&mut **tx)?)
}

fn held(error: diesel::result::Error) -> Error {
    if is_unique_violation(&error) { another_holds() } else { error.into() }
}

/// 409: somebody else was faster.
pub fn another_holds() -> Error {
    Error::new(Code::ClaimHeld).detail(
        "同一客商、同一事项已有单位持有保护，或已被别的单位先行承接、领取，您的办理没有生效。请刷新后查看；有异议的请提出异议。",
    )
}

/// What changes on a claim; `None` leaves a field as it is.
#[derive(Debug, Clone, Default, AsChangeset)]
#[diesel(table_name = first_claims)]
pub struct Change {
    /// State.
    pub state: Option<ClaimState>,
    /// Lineage.
    pub lineage_id: Option<i64>,
    /// Project.
    pub project_id: Option<Option<i64>>,
    /// Person.
    pub person_id: Option<i64>,
    /// Protected from.
    pub protected_from: Option<NaiveDate>,
    /// Protected until.
    pub protected_until: Option<NaiveDate>,
    /// Last progress.
    pub last_progress_on: Option<NaiveDate>,
    /// Idle days are counted from here.
    pub idle_from: Option<NaiveDate>,
    /// Last day.
    pub lapses_on: Option<NaiveDate>,
    /// Revision of the rules.
    pub rule_revision: Option<i32>,
    /// End.
    pub ended_on: Option<Option<NaiveDate>>,
    /// Why it ended.
    pub end_reason: Option<Option<String>>,
    /// Who confirmed.
    pub confirmed_by: Option<i64>,
    /// When.
    pub confirmed_at: Option<Stamp>,
    /// Opinion.
    pub confirm_opinion: Option<String>,
}

/// Writes a change to a claim of this very version.
///
/// # Errors
/// 412 or 409 when somebody else was faster: the unit of work is run again and its checks decide; `claim.held`.
pub fn change(tx: &mut Tx<'_>, claim: &Claim, change: &Change) -> Result<Claim> {
    // whoever stops being protected clashes with nobody any more
    let cleared = claim.needs_ruling && change.state.is_some_and(|s| s != ClaimState::Protected);
    let changed: Option<Claim> =
        diesel::update(first_claims::table.find(claim.id).filter(first_claims::version.eq(claim.version)))
            .set((
                change,
                cleared.then(|| first_claims::needs_ruling.eq(false)),
                first_claims::version.eq(claim.version + 1),
                first_claims::updated_at.eq(tx.now),
            ))
            .returning(columns::<Claim>())
            .get_result(&mut **tx)
            .optional()
            .map_err(held)?;
    let changed = changed.ok_or_else(Error::changed_meanwhile)?;
    remind(tx, &changed)?;
    if cleared {
        super::reflag(tx, claim.enterprise_id)?;
    }
    Ok(changed)
}

/// Sees to it that the lapse of a protected claim is written down on its day.
fn remind(tx: &mut Tx<'_>, claim: &Claim) -> Result<()> {
    match claim.lapses_on.filter(|_| claim.state == ClaimState::Protected) {
        Some(last) => jobs::enqueue_upkeep(tx, EXPIRE, Stamp::new(end_of_day_at(last))),
        None => Ok(()),
    }
}

/// What the journal calls a claim.
pub fn subject(claim: &Claim) -> Subject {
    Subject::new("first_claim", claim.id, format!("{} {}", claim.number, claim.investor))
}

/// Writes down that a claim has run out; answers the claim as it is now.
///
/// # Errors
/// Database errors.
pub fn write_down(tx: &mut Tx<'_>, claim: Claim) -> Result<Claim> {
    let Some(lapse) = rules::lapse(&claim, tx.today()) else { return Ok(claim) };
    let end = Change {
        state: Some(ClaimState::Expired),
        ended_on: Some(Some(lapse.on)),
        end_reason: Some(Some(lapse.reason)),
        ..Change::default()
    };
    let after = change(tx, &claim, &end)?;
    journal::record(tx, "claim.expired", &subject(&after), Some(&claim), Some(&after))?;
    Ok(after)
}

/// Writes down what has run out in a lineage, before somebody else becomes its holder; answers the lineage.
///
/// # Errors
/// Database errors.
pub fn settle(tx: &mut Tx<'_>, lineage_id: i64) -> Result<Vec<Claim>> {
    lineage(tx, lineage_id)?.into_iter().map(|claim| write_down(tx, claim)).collect()
}

/// Ids of some claims that have run out and are not written down.
///
/// # Errors
/// Database errors.
pub fn run_out(db: &mut Db, today: NaiveDate, most: i64) -> Result<Vec<i64>> {
    Ok(first_claims::table
        .filter(first_claims::state.eq(ClaimState::Protected))
        .filter(first_claims::lapses_on.lt(today))
        .order(first_claims::id)
        .limit(most)
        .select(first_claims::id)
        .load(db)?)
}
