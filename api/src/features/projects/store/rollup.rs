//! Kept totals (`project_rollups`): counts and sums of open projects without reading them. Confidential ones, and for a
//! clerk those of foreign units that he may see, are few and are read and added; what the cells cannot answer is counted.
//! That cells equal the sums is proven after random actions in `tests/features/projects/rollups.rs`.

use super::super::model::query::{EndStateFilter, ProjectFilter};
use super::super::model::{EndState, Stage};
use super::list::Conditions;
use super::summary::Numbers;
use super::visible::{Filter, confided, named, supported_by, visible};
use crate::db::dialect::{like_prefix, sum_i64};
use crate::db::schema::{project_rollups as cells, projects};
use crate::db::{Db, MultiBackend};
use crate::error::Result;
use crate::policy::Reach;
use diesel::prelude::*;
use diesel::sql_types::Bool;

/// What the cells are counted by besides stage, end state and exclusion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Axis {
    /// By nothing else.
    All,
    /// Lead unit.
    Unit,
    /// Industry code.
    Industry,
    /// Chain.
    Chain,
}

impl Axis {
    pub(super) const fn code(self) -> &'static str {
        match self {
            Axis::All => "all",
            Axis::Unit => "unit",
            Axis::Industry => "industry",
            Axis::Chain => "chain",
        }
    }
}

type CellFilter = Box<dyn BoxableExpression<cells::table, MultiBackend, SqlType = Bool>>;

/// Conditions that the cells can answer.
#[derive(Debug, Clone)]
pub struct Kept {
    /// The axis that is narrowed; `All` when none is.
    pub axis: Axis,
    pub(super) items: Option<Vec<String>>,
    pub(super) prefix: Option<String>,
    pub(super) stages: Option<Vec<Stage>>,
    pub(super) end_states: Option<Vec<String>>,
    pub(super) excluded: Option<bool>,
}

/// Sums of the cells of one stage, end state and exclusion.
pub struct Core {
    /// Stage.
    pub stage: Stage,
    /// End state.
    pub end_state: Option<EndState>,
    /// Excluded from the statistics?
    pub excluded: bool,
    /// Count and sums.
    pub numbers: Numbers,
}

/// A visible project that the cells do not hold.
#[derive(Queryable)]
pub struct Other {
    /// Stage.
    pub stage: Stage,
    /// End state.
    pub end_state: Option<EndState>,
    /// Lead unit.
    pub unit: i64,
    /// Industry code.
    pub industry: Option<String>,
    /// Chain.
    pub chain: Option<String>,
    /// Excluded from the statistics?
    pub excluded: bool,
    amounts: (Option<i64>, Option<i64>, Option<i64>, i64, i64, i64),
}

impl Other {
    /// Its count and sums.
    pub fn numbers(&self) -> Numbers {
        let (total, fixed, contract, funds, province, city) = self.amounts;
        let of = Option::unwrap_or_default;
        Numbers([1, of(total), i64::from(total.is_some()), of(fixed), of(contract), funds, province, city])
    }
}

impl Kept {
    /// What the cells can say under these conditions; `None` when they cannot.
    pub fn of(conditions: &Conditions) -> Option<Self> {
        if conditions.then().is_some() {
            return None;
        }
        let units = match (&conditions.who.reach, &conditions.lead_units) {
            (Reach::City, asked) => asked.clone(),
            (Reach::Units(own), None) => Some(own.clone()),
            (Reach::Units(own), Some(asked)) => {
                Some(asked.iter().copied().filter(|id| own.contains(id)).collect())
            }
            _ => return None,
        };
        // every field is named, so that a new condition must say whether the cells know it
        let ProjectFilter {
            stage,
            end_state,
            lead_unit_id: _,
            industry_code,
            chain,
            excluded,
            q,
            supporting_unit_id,
            enterprise_id,
            division_code,
            park,
            lead_source,
            build_kind,
            invest_mode,
            total_investment_from,
            total_investment_to,
            funds_in_place_from,
            funds_outside_city_from,
            funds_outside_province_from,
            signed_from,
            signed_before,
            started_from,
            started_before,
            producing_from,
            producing_before,
            updated_from,
            confidential,
            import_id,
            tag,
            colour,
            sponsor_id,
            commissioner_id,
            liaison_id,
            assigned_to,
            mine,
            role_vacant,
            id,
        } = &conditions.wanted;
        let text = q.is_some() && conditions.text.is_some();
        let relations = supporting_unit_id.is_some() || enterprise_id.is_some() || import_id.is_some();
        let people = [sponsor_id, commissioner_id, liaison_id, assigned_to];
        let entrusted = people.iter().any(|p| p.is_some()) || mine.is_some() || role_vacant.is_some();
        let chosen = tag.is_some() || colour.is_some() || id.is_some() || entrusted;
        let lists = park.is_some() || lead_source.is_some() || build_kind.is_some() || invest_mode.is_some();
        let amounts = [
            total_investment_from,
            total_investment_to,
            funds_in_place_from,
            funds_outside_city_from,
            funds_outside_province_from,
        ];
        let days =
            [signed_from, signed_before, started_from, started_before, producing_from, producing_before];
        if text
            || relations
            || chosen
            || lists
            || amounts.iter().any(|yuan| yuan.is_some())
            || days.iter().any(|d| d.is_some())
            || updated_from.is_some()
            || division_code.is_some()
            || confidential.is_some()
        {
            return None;
        }
        let narrowed = [units.is_some(), industry_code.is_some(), chain.is_some()];
        let axis = match narrowed {
            [false, false, false] => Axis::All,
            [true, false, false] => Axis::Unit,
            [false, true, false] => Axis::Industry,
            [false, false, true] => Axis::Chain,
            _ => return None,
        };
        let items = match axis {
            Axis::Unit => units.map(|ids| ids.iter().map(|id| format!("={id}")).collect()),
            Axis::Chain => chain.as_ref().map(|list| list.iter().map(|c| format!("={c}")).collect()),
            Axis::All | Axis::Industry => None,
        };
        let but_withdrawn =
            || EndStateFilter::ALL.iter().copied().filter(|s| *s != EndStateFilter::Withdrawn);
        let asked = match end_state {
            Some(list) => Some(list.clone()),
            None => conditions.without_withdrawn.then(|| but_withdrawn().collect()),
        };
        let states = asked.map(|list| {
            list.iter()
                .map(|s| if s.code() == "none" { String::new() } else { s.code().to_owned() })
                .collect()
        });
        Some(Self {
            axis,
            items,
            prefix: industry_code.as_ref().map(|code| like_prefix(&format!("={code}"))),
            stages: stage.clone(),
            end_states: states,
            excluded: *excluded,
        })
    }

    /// Can the cells be grouped by this axis? Not when another one is narrowed.
    pub fn knows(&self, axis: Axis) -> bool {
        self.axis == Axis::All || self.axis == axis
    }

    fn filter(&self, axis: Axis) -> CellFilter {
        let (items, prefix) =
            if axis == self.axis { (self.items.clone(), self.prefix.clone()) } else { (None, None) };
        let mut all: CellFilter = Box::new(cells::axis.eq(axis.code()));
        if axis == Axis::All {
            // one item only: said so that the cells come in the order they are grouped by
            all = Box::new(all.and(cells::item.eq("")));
        }
        if let Some(items) = items {
            all = Box::new(all.and(one_or_any!(cells::item, items)));
        }
        if let Some(prefix) = prefix {
            all = Box::new(all.and(cells::item.like(prefix)));
        }
        if let Some(stages) = self.stages.clone() {
            all = Box::new(all.and(one_or_any!(cells::stage, stages)));
        }
        if let Some(states) = self.end_states.clone() {
            all = Box::new(all.and(one_or_any!(cells::end_state, states)));
        }
        if let Some(excluded) = self.excluded {
            all = Box::new(all.and(cells::excluded.eq(excluded)));
        }
        all
    }

    /// Projects in the cells.
    ///
    /// # Errors
    /// Database errors.
    pub fn count(&self, db: &mut Db) -> Result<i64> {
        let sum: Option<i64> =
            cells::table.filter(self.filter(self.axis)).select(sum_i64(cells::projects)).get_result(db)?;
        Ok(sum.unwrap_or(0))
    }

    /// Sums by stage, end state and exclusion.
    ///
    /// # Errors
    /// Database errors.
    pub fn core(&self, db: &mut Db) -> Result<Vec<Core>> {
        type Row = (Stage, String, bool, super::summary::Row);
        let rows: Vec<Row> = cells::table
            .group_by((cells::stage, cells::end_state, cells::excluded))
            .filter(self.filter(self.axis))
            .select((cells::stage, cells::end_state, cells::excluded, sums()))
            .load(db)?;
        let core = rows.into_iter().map(|(stage, end_state, excluded, row)| Core {
            stage,
            end_state: end_state.parse().ok(),
            excluded,
            numbers: Numbers::from(row),
        });
        Ok(core.filter(|c| c.numbers.0[0] != 0).collect())
    }

    /// Sums by the items of an axis; `None` = projects without a value.
    ///
    /// # Errors
    /// Database errors.
    pub fn by(&self, db: &mut Db, axis: Axis) -> Result<Vec<(Option<String>, Numbers)>> {
        let rows: Vec<(String, super::summary::Row)> = cells::table
            .group_by(cells::item)
            .filter(self.filter(axis))
            .select((cells::item, sums()))
            .load(db)?;
        let rows = rows
            .into_iter()
            .map(|(item, row)| (item.strip_prefix('=').map(str::to_owned), Numbers::from(row)));
        Ok(rows.filter(|(_, numbers)| numbers.0[0] != 0).collect())
    }
}

type Sum = crate::db::dialect::SumI64<cells::projects>;
type Summed<C> = crate::db::dialect::SumI64<C>;

/// The sums of a group of cells, in the order of [`Numbers`].
#[allow(clippy::type_complexity)]
fn sums() -> (
    Sum,
    Summed<cells::total_investment_yuan>,
    Summed<cells::known_amounts>,
    Summed<cells::fixed_assets_yuan>,
    Summed<cells::contract_amount_yuan>,
    Summed<cells::funds_in_place_yuan>,
    Summed<cells::funds_outside_province_yuan>,
    Summed<cells::funds_outside_city_yuan>,
) {
    (
        sum_i64(cells::projects),
        sum_i64(cells::total_investment_yuan),
        sum_i64(cells::known_amounts),
        sum_i64(cells::fixed_assets_yuan),
        sum_i64(cells::contract_amount_yuan),
        sum_i64(cells::funds_in_place_yuan),
        sum_i64(cells::funds_outside_province_yuan),
        sum_i64(cells::funds_outside_city_yuan),
    )
}

/// What the caller sees besides the cells: found by who is named and who supports, so that few rows are read.
pub fn others(conditions: &Conditions) -> Filter {
    let who = &conditions.who;
    let seen: Filter = match &who.reach {
        Reach::Units(own) => {
            let in_cells = projects::confidential.eq(false).and(projects::lead_unit_id.eq_any(own.clone()));
            let candidates = supported_by(own).or(named(who));
            Box::new(visible(who).and(candidates).and(diesel::dsl::not(in_cells)))
        }
        _ => confided(who),
    };
    conditions.narrow(seen)
}

/// How many visible projects the cells do not hold.
///
/// # Errors
/// Database errors.
pub fn count_others(db: &mut Db, conditions: &Conditions) -> Result<i64> {
    Ok(projects::table.filter(others(conditions)).count().get_result(db)?)
}

/// The visible projects that the cells do not hold.
///
/// # Errors
/// Database errors.
pub fn load_others(db: &mut Db, conditions: &Conditions) -> Result<Vec<Other>> {
    Ok(projects::table
        .filter(others(conditions))
        .select((
            projects::stage,
            projects::end_state,
            projects::lead_unit_id,
            projects::industry_code,
            projects::chain,
            projects::exclusion_code.is_not_null(),
            (
                projects::total_investment_yuan,
                projects::fixed_assets_yuan,
                projects::contract_amount_yuan,
                projects::funds_in_place_yuan,
                projects::funds_outside_province_yuan,
                projects::funds_outside_city_yuan,
            ),
        ))
        .load(db)?)
}

/// Brings the cells that writers of PostgreSQL keep apart together again, so that sums stay cheap. Cells in use are left
/// for the next time.
///
/// # Errors
/// Database errors.
pub fn fold(db: &mut Db) -> Result<()> {
    if !db.is_pg() {
        return Ok(());
    }
    const OF_PROJECTS: &[&str] = &[
        "projects",
        "total_investment_yuan",
        "known_amounts",
        "fixed_assets_yuan",
        "contract_amount_yuan",
        "funds_in_place_yuan",
        "funds_outside_province_yuan",
        "funds_outside_city_yuan",
    ];
    const OF_CONTRACTS: &[&str] = &[
        "contracts",
        "takeovers",
        "amount_yuan",
        "funds_in_place_yuan",
        "funds_outside_province_yuan",
        "funds_outside_city_yuan",
    ];
    fold_table(db, "project_rollups", "excluded", OF_PROJECTS)?;
    fold_table(db, "contract_rollups", "exclusion", OF_CONTRACTS)
}

fn fold_table(db: &mut Db, table: &str, last_key: &str, sums: &[&str]) -> Result<()> {
    let list = sums.join(", ");
    let each = |f: &dyn Fn(&str) -> String| sums.iter().map(|c| f(c)).collect::<Vec<_>>().join(", ");
    let summed = each(&|c| format!("sum({c})"));
    let added = each(&|c| format!("{c} = {table}.{c} + excluded.{c}"));
    diesel::sql_query(format!(
        "WITH gone AS (DELETE FROM {table} WHERE ctid = ANY (ARRAY( \
           SELECT ctid FROM {table} WHERE slot <> 0 FOR UPDATE SKIP LOCKED)) RETURNING *) \
         INSERT INTO {table} (axis, item, stage, end_state, {last_key}, slot, {list}) \
         SELECT axis, item, stage, end_state, {last_key}, 0, {summed} FROM gone GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5 \
         ON CONFLICT (axis, item, stage, end_state, {last_key}, slot) DO UPDATE SET {added}"
    ))
    .execute(db)?;
    Ok(())
}
