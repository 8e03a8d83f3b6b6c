//! What belongs to a project: parties, phases, codes, units, named readers. Rows that no longer hold get `ended_at`.

use super::super::model::input::{CodeInput, PartyInput, PhaseInput};
use super::super::model::view::{PersonRef, UnitRef};
use super::super::model::{EndState, FundsOrigin, NationalCode, Party, PartyRole, Percent, Phase, Project};
use super::as_of::{AsOf, over};
use crate::db::dialect::among;
use crate::db::schema::{
    project_codes, project_parties, project_phases, project_readers, project_tags, project_units, projects,
    units, users,
};

use crate::db::types::Stamp;
use crate::db::{Db, MultiBackend, columns};
use crate::error::{Blocking, Error, FieldError, Result};
use crate::insert_all;
use crate::policy::Visible;
use crate::text::normalise_name;
use crate::work::Tx;
use diesel::dsl::exists;
use diesel::prelude::*;

/// Parties of these projects, in their order.
///
/// # Errors
/// Database errors.
pub fn parties(db: &mut Db, ids: &[i64]) -> Result<Vec<Party>> {
    parties_as_of(db, ids, None)
}

/// [`parties`] as they were then.
///
/// # Errors
/// Database errors.
pub fn parties_as_of(db: &mut Db, ids: &[i64], then: Option<AsOf>) -> Result<Vec<Party>> {
    let query = project_parties::table
        .filter(
            one_or_any!(project_parties::project_id, ids.to_vec()).and(project_parties::ended_at.is_null()),
        )
        .order((project_parties::project_id, project_parties::sort_no, project_parties::id))
        .select(columns::<Party>());
    Ok(over(then, query).load(db)?)
}

/// Parties of one project, in their order.
///
/// # Errors
/// Database errors.
pub fn parties_of(db: &mut Db, project_id: i64) -> Result<Vec<Party>> {
    Ok(project_parties::table
        .filter(project_parties::project_id.eq(project_id).and(project_parties::ended_at.is_null()))
        .order((project_parties::project_id, project_parties::sort_no, project_parties::id))
        .select(columns::<Party>())
        .load(db)?)
}

/// What belongs to a project today, asked at once: most projects have neither phases nor codes nor supporting units, and
/// every statement has its price.
#[derive(Debug, Queryable)]
pub struct Belonging {
    /// Name of the lead unit.
    pub lead_unit_name: Option<String>,
    /// Are there phases?
    pub phases: bool,
    /// Are there national codes, ended ones too?
    pub codes: bool,
    /// Are there supporting units?
    pub units: bool,
    /// Are there tags?
    pub tags: bool,
}

/// See [`Belonging`].
///
/// # Errors
/// Database errors.
pub fn belonging(db: &mut Db, project: &Project) -> Result<Belonging> {
    let of_phases = project_phases::project_id.eq(project.id).and(project_phases::ended_at.is_null());
    let of_units = project_units::project_id.eq(project.id).and(project_units::ended_at.is_null());
    let of_tags = project_tags::project_id.eq(project.id).and(project_tags::ended_at.is_null());
    let asked = diesel::select((
        units::table.find(project.lead_unit_id).select(units::name).single_value(),
        exists(project_phases::table.filter(of_phases).select(project_phases::id)),
        exists(
            project_codes::table.filter(project_codes::project_id.eq(project.id)).select(project_codes::id),
        ),
        exists(project_units::table.filter(of_units).select(project_units::unit_id)),
        exists(project_tags::table.filter(of_tags).select(project_tags::id)),
    ));
    Ok(asked.get_result(db)?)
}

/// Phases of these projects as they were then, in their order.
///
/// # Errors
/// Database errors.
pub fn phases(db: &mut Db, ids: &[i64], then: Option<AsOf>) -> Result<Vec<Phase>> {
    let query = project_phases::table
        .filter(one_or_any!(project_phases::project_id, ids.to_vec()).and(project_phases::ended_at.is_null()))
        .order((project_phases::project_id, project_phases::sequence))
        .select(columns::<Phase>());
    Ok(over(then, query).load(db)?)
}

/// National codes of these projects, ended ones too, oldest first; of an earlier day those registered by then, and those
/// that ended later as still in force.
///
/// # Errors
/// Database errors.
pub fn codes(db: &mut Db, ids: &[i64], then: Option<AsOf>) -> Result<Vec<NationalCode>> {
    let mut query = project_codes::table
        .filter(one_or_any!(project_codes::project_id, ids.to_vec()))
        .order((project_codes::project_id, project_codes::id))
        .select(columns::<NationalCode>())
        .into_boxed::<MultiBackend>();
    if let Some(then) = then {
        let began = project_codes::began_at;
        query = query.filter(began.is_null().or(began.assume_not_null().lt(then.end())));
    }
    let mut codes: Vec<NationalCode> = query.load(db)?;
    for code in &mut codes {
        if then.is_some_and(|then| code.ended_on.is_some_and(|on| on > then.day)) {
            (code.ended_on, code.reason) = (None, None);
        }
    }
    Ok(codes)
}

/// Supporting units of these projects as they were then, with the project's id, in the official order.
///
/// # Errors
/// Database errors.
pub fn supporting_units(db: &mut Db, ids: &[i64], then: Option<AsOf>) -> Result<Vec<(i64, UnitRef)>> {
    let query = project_units::table
        .inner_join(units::table)
        .filter(one_or_any!(project_units::project_id, ids.to_vec()).and(project_units::ended_at.is_null()))
        .order((project_units::project_id, units::sort_no, units::id))
        .select((project_units::project_id, units::id, units::name));
    let rows: Vec<(i64, i64, String)> = over(then, query).load(db)?;
    Ok(rows.into_iter().map(|(project, id, name)| (project, UnitRef { id, name })).collect())
}

/// People named on a confidential project.
///
/// # Errors
/// Database errors.
pub fn readers(db: &mut Db, project_id: i64) -> Result<Vec<PersonRef>> {
    let rows: Vec<(i64, String)> = project_readers::table
        .inner_join(users::table)
        .filter(project_readers::project_id.eq(project_id).and(project_readers::ended_at.is_null()))
        .order(users::id)
        .select((users::id, users::name))
        .load(db)?;
    Ok(rows.into_iter().map(|(id, name)| PersonRef { id, name }).collect())
}

/// Names of these units by id.
///
/// # Errors
/// Database errors.
pub fn unit_names(db: &mut Db, ids: Vec<i64>) -> Result<std::collections::HashMap<i64, String>> {
    let wanted = among(units::id, ids);
    let rows: Vec<(i64, String)> = units::table.filter(wanted).select((units::id, units::name)).load(db)?;
    Ok(rows.into_iter().collect())
}

/// Refuses ids of units that do not exist; `pointer` is the list's.
///
/// # Errors
/// 422 naming every unknown unit.
pub fn check_units(db: &mut Db, pointer: impl Fn(usize) -> String, ids: &[i64]) -> Result<()> {
    let known = unit_names(db, ids.to_vec())?;
    refuse_unknown_units(ids, |id| known.contains_key(&id), pointer)
}

/// [`check_units`] when it is known which units there are.
///
/// # Errors
/// 422 naming every unknown unit.
pub fn refuse_unknown_units(
    ids: &[i64],
    known: impl Fn(i64) -> bool,
    pointer: impl Fn(usize) -> String,
) -> Result<()> {
    refuse_unknown(ids, known, pointer, "没有这个单位，请从单位列表中选择。")
}

/// Refuses ids of people who do not exist or cannot sign in.
///
/// # Errors
/// 422 naming every unknown person.
pub fn check_people(db: &mut Db, ids: &[i64]) -> Result<()> {
    let known: Vec<i64> = users::table
        .filter(users::id.eq_any(ids.to_vec()).and(users::status.eq("active")))
        .select(users::id)
        .load(db)?;
    let message = "没有这个人员，或账号已停用，请从人员列表中选择。";
    refuse_unknown(ids, |id| known.contains(&id), |i| format!("/reader_ids/{i}"), message)
}

fn refuse_unknown(
    ids: &[i64],
    known: impl Fn(i64) -> bool,
    pointer: impl Fn(usize) -> String,
    message: &str,
) -> Result<()> {
    let unknown = ids.iter().enumerate().filter(|(_, id)| !known(**id));
    let errors: Vec<FieldError> = unknown
        .map(|(i, _)| FieldError {
            pointer: pointer(i),
            code: "not_found".to_owned(),
            message: message.to_owned(),
        })
        .collect();
    if errors.is_empty() { Ok(()) } else { Err(Error::invalid(errors)) }
}

/// What comes with a new project.
#[derive(Debug, Clone, Copy)]
pub struct Belongings<'a> {
    /// The project.
    pub project_id: i64,
    /// Parties, in order.
    pub parties: &'a [PartyInput],
    /// Phases, in order.
    pub phases: &'a [PhaseInput],
    /// National codes in standard form.
    pub codes: &'a [CodeInput],
    /// Supporting units.
    pub unit_ids: &'a [i64],
}

/// Writes what comes with new projects, which have nothing yet.
///
/// # Errors
/// 409 for a national code that another project holds; database errors.
pub fn add(db: &mut Db, all: &[Belongings<'_>], now: Stamp) -> Result<()> {
    let parties = all.iter().flat_map(|of| {
        (0_i32..).zip(of.parties).map(|(sort_no, party)| party_row(of.project_id, sort_no, party, now))
    });
    insert_all!(db, project_parties::table, parties)?;
    let phases = all
        .iter()
        .flat_map(|of| (1_i32..).zip(of.phases).map(|(no, phase)| phase_row(of.project_id, no, phase, now)));
    insert_all!(db, project_phases::table, phases)?;
    let units = all.iter().flat_map(|of| {
        let fresh = new_ones(of.unit_ids, &[]).into_iter();
        fresh.map(|id| {
            let began = project_units::began_at.eq(now);
            (project_units::project_id.eq(of.project_id), project_units::unit_id.eq(id), began)
        })
    });
    insert_all!(db, project_units::table, units)?;
    for of in all {
        for code in of.codes {
            super::add_code(db, of.project_id, &code.code, code.obtained_on, now)?;
        }
    }
    Ok(())
}

/// Makes these the parties of a project: those that stay keep their row, the others end.
///
/// # Errors
/// Database errors.
pub fn replace_parties(db: &mut Db, project_id: i64, list: &[PartyInput], now: Stamp) -> Result<()> {
    let mut current = parties(db, &[project_id])?;
    for (sort_no, party) in (0_i32..).zip(list) {
        let name = party.name.clone().unwrap_or_default();
        // another share or origin is another row, so that the earlier one can still be told
        let same = |p: &Party| {
            p.role == party.role
                && p.name == name
                && (p.enterprise_id == party.enterprise_id || p.enterprise_id.is_none())
                && (p.share_percent, p.origin) == (party.share_percent, party.origin)
        };
        if let Some(at) = current.iter().position(same) {
            let kept = current.remove(at);
            let facts = (
                project_parties::enterprise_id.eq(party.enterprise_id),
                project_parties::sort_no.eq(sort_no),
            );
            diesel::update(project_parties::table.find(kept.id)).set(facts).execute(db)?;
        } else {
            let row = party_row(project_id, sort_no, party, now);
            diesel::insert_into(project_parties::table).values(row).execute(db)?;
        }
    }
    let gone: Vec<i64> = current.iter().map(|p| p.id).collect();
    diesel::update(project_parties::table.filter(project_parties::id.eq_any(gone)))
        .set(project_parties::ended_at.eq(now))
        .execute(db)?;
    Ok(())
}

#[derive(Insertable)]
#[diesel(table_name = project_parties)]
struct PartyRow {
    project_id: i64,
    enterprise_id: Option<i64>,
    name: String,
    name_key: String,
    role: PartyRole,
    share_percent: Option<Percent>,
    origin: Option<FundsOrigin>,
    sort_no: i32,
    began_at: Stamp,
}

fn party_row(project_id: i64, sort_no: i32, party: &PartyInput, began_at: Stamp) -> PartyRow {
    let name = party.name.clone().unwrap_or_default();
    PartyRow {
        project_id,
        enterprise_id: party.enterprise_id,
        name_key: normalise_name(&name),
        name,
        role: party.role,
        share_percent: party.share_percent,
        origin: party.origin,
        sort_no,
        began_at,
    }
}

#[derive(Insertable)]
#[diesel(table_name = project_phases)]
struct PhaseRow {
    project_id: i64,
    sequence: i32,
    name: String,
    planned_start: Option<String>,
    planned_end: Option<String>,
    amount_yuan: i64,
    began_at: Stamp,
}

fn phase_row(project_id: i64, sequence: i32, phase: &PhaseInput, began_at: Stamp) -> PhaseRow {
    PhaseRow {
        project_id,
        sequence,
        name: phase.name.clone(),
        planned_start: phase.planned_start.clone(),
        planned_end: phase.planned_end.clone(),
        amount_yuan: phase.amount_yuan,
        began_at,
    }
}

/// Moves the parties of one enterprise to another when the two are merged (or back again); names stay as printed.
///
/// # Errors
/// Database errors.
pub fn move_parties(db: &mut Db, from: i64, to: i64, only: Option<&[i64]>) -> Result<Vec<i64>> {
    let mut ids: Vec<i64> = project_parties::table
        .filter(project_parties::enterprise_id.eq(from))
        .order(project_parties::id)
        .select(project_parties::id)
        .load(db)?;
    ids.retain(|id| only.is_none_or(|only| only.contains(id)));
    diesel::update(project_parties::table.filter(project_parties::id.eq_any(&ids)))
        .set(project_parties::enterprise_id.eq(to))
        .execute(db)?;
    Ok(ids)
}

/// The projects in which an enterprise takes part now; those that left the library do not count.
///
/// # Errors
/// Database errors.
pub fn uses_of_enterprise(tx: &mut Tx<'_>, who: &Visible, id: i64) -> Result<Vec<Blocking>> {
    let all: Vec<(i64, String, String, PartyRole)> = project_parties::table
        .inner_join(projects::table.on(projects::id.eq(project_parties::project_id)))
        .filter(project_parties::enterprise_id.eq(id).and(project_parties::ended_at.is_null()))
        .filter(projects::end_state.is_null().or(projects::end_state.ne(EndState::Withdrawn)))
        .order(project_parties::id)
        .select((projects::id, projects::number, projects::name, project_parties::role))
        .load(&mut **tx)?;
    let seen = super::visible_ids(tx, who, all.iter().map(|row| row.0).collect())?;
    let use_of = |message: String, how_to_fix: &str| Blocking {
        code: "enterprise.in_use".to_owned(),
        field: "project_party".to_owned(),
        message,
        how_to_fix: how_to_fix.to_owned(),
    };
    let (named, hidden): (Vec<_>, Vec<_>) = all.into_iter().partition(|row| seen.contains(&row.0));
    let named = named.into_iter().map(|(_, number, name, role)| {
        let message = format!("是项目“{name}”（{number}）的{}", role.label());
        use_of(message, "在项目中改填参与方，或先办理退库")
    });
    let hidden = (!hidden.is_empty())
        .then(|| use_of(format!("另有{}个您无权查看的项目", hidden.len()), "请联系招商局核对"));
    Ok(named.chain(hidden).collect())
}

/// Makes these the phases of a project; the earlier plan is kept as ended.
///
/// # Errors
/// Database errors.
pub fn replace_phases(db: &mut Db, project_id: i64, list: &[PhaseInput], now: Stamp) -> Result<()> {
    diesel::update(project_phases::table)
        .filter(project_phases::project_id.eq(project_id).and(project_phases::ended_at.is_null()))
        .set(project_phases::ended_at.eq(now))
        .execute(db)?;
    let rows = (1_i32..).zip(list).map(|(sequence, phase)| phase_row(project_id, sequence, phase, now));
    Ok(insert_all!(db, project_phases::table, rows)?)
}

/// Makes these the supporting units of a project.
///
/// # Errors
/// Database errors.
pub fn replace_units(db: &mut Db, project_id: i64, unit_ids: &[i64], now: Stamp) -> Result<()> {
    let current: Vec<i64> =
        supporting_units(db, &[project_id], None)?.into_iter().map(|(_, unit)| unit.id).collect();
    let gone: Vec<i64> = current.iter().copied().filter(|id| !unit_ids.contains(id)).collect();
    diesel::update(project_units::table)
        .filter(project_units::project_id.eq(project_id))
        .filter(project_units::unit_id.eq_any(gone).and(project_units::ended_at.is_null()))
        .set(project_units::ended_at.eq(now))
        .execute(db)?;
    for unit_id in new_ones(unit_ids, &current) {
        let row = (
            project_units::project_id.eq(project_id),
            project_units::unit_id.eq(unit_id),
            project_units::began_at.eq(now),
        );
        diesel::insert_into(project_units::table).values(row).execute(db)?;
    }
    Ok(())
}

/// Lets these units support these projects, which they do not support yet.
///
/// # Errors
/// Database errors.
pub fn add_units(db: &mut Db, fresh: &[(i64, i64)], now: Stamp) -> Result<()> {
    let rows = fresh.iter().map(|(project_id, unit_id)| {
        let began = project_units::began_at.eq(now);
        (project_units::project_id.eq(*project_id), project_units::unit_id.eq(*unit_id), began)
    });
    insert_all!(db, project_units::table, rows)?;
    Ok(())
}

/// Makes these the people named on a project.
///
/// # Errors
/// Database errors.
pub fn replace_readers(db: &mut Db, project_id: i64, user_ids: &[i64], now: Stamp) -> Result<()> {
    let current: Vec<i64> = readers(db, project_id)?.into_iter().map(|person| person.id).collect();
    let gone: Vec<i64> = current.iter().copied().filter(|id| !user_ids.contains(id)).collect();
    diesel::update(project_readers::table)
        .filter(project_readers::project_id.eq(project_id))
        .filter(project_readers::user_id.eq_any(gone).and(project_readers::ended_at.is_null()))
        .set(project_readers::ended_at.eq(now))
        .execute(db)?;
    for user_id in new_ones(user_ids, &current) {
        let row = (project_readers::project_id.eq(project_id), project_readers::user_id.eq(user_id));
        diesel::insert_into(project_readers::table).values(row).execute(db)?;
    }
    Ok(())
}

fn new_ones(wanted: &[i64], current: &[i64]) -> Vec<i64> {
    let mut fresh: Vec<i64> = wanted.iter().copied().filter(|id| !current.contains(id)).collect();
    fresh.sort_unstable();
    fresh.dedup();
    fresh
}

/// Names of the investors among these parties.
pub fn investors(parties: &[Party]) -> Vec<String> {
    parties.iter().filter(|p| p.role == PartyRole::Investor).map(|p| p.name.clone()).collect()
}
