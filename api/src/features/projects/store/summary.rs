//! Counts and sums under the same conditions as the list: from the kept totals where they know, else by counting.

use super::super::model::query::SummaryGroup;
use super::super::model::view::{Group, ProjectSummary, Sums};
use super::super::model::{EndState, Stage};
use super::list::Conditions;
use super::rollup::{self, Axis, Kept, Other};
use crate::db::Db;
use crate::db::dialect::sum_i64;
use crate::db::schema::{projects, units};
use crate::error::Result;
use diesel::dsl::{count, count_star};
use diesel::prelude::*;
use std::collections::BTreeMap;
use std::hash::Hash;

/// Count, total investment, how many have one, fixed assets, contract amount, funds in place, of these from outside the
/// province and the city.
#[derive(Debug, Clone, Copy, Default)]
pub struct Numbers(pub [i64; 8]);

type Sum = Option<i64>;
/// [`Numbers`] as the database answers.
pub type Row = (Sum, Sum, Sum, Sum, Sum, Sum, Sum, Sum);
type Counted = (i64, Sum, i64, Sum, Sum, Sum, Sum, Sum);

impl From<Row> for Numbers {
    fn from(row: Row) -> Self {
        let (a, b, c, d, e, f, g, h) = row;
        Self([a, b, c, d, e, f, g, h].map(Option::unwrap_or_default))
    }
}
impl From<Counted> for Numbers {
    fn from((a, b, c, d, e, f, g, h): Counted) -> Self {
        Self::from((Some(a), b, Some(c), d, e, f, g, h))
    }
}
impl Numbers {
    fn add(&mut self, other: Numbers) {
        self.0.iter_mut().zip(other.0).for_each(|(a, b)| *a += b);
    }

    fn sums(self) -> Sums {
        let [count, total, _, fixed, contract, funds, province, city] = self.0;
        Sums {
            count,
            total_investment_yuan: total,
            fixed_assets_yuan: fixed,
            contract_amount_yuan: contract,
            funds_in_place_yuan: funds,
            funds_outside_province_yuan: province,
            funds_outside_city_yuan: city,
        }
    }
}

macro_rules! numbers {
    () => {
        (
            count_star(),
            sum_i64(projects::total_investment_yuan.assume_not_null()),
            count(projects::total_investment_yuan),
            sum_i64(projects::fixed_assets_yuan.assume_not_null()),
            sum_i64(projects::contract_amount_yuan.assume_not_null()),
            sum_i64(projects::funds_in_place_yuan),
            sum_i64(projects::funds_outside_province_yuan),
            sum_i64(projects::funds_outside_city_yuan),
        )
    };
}

macro_rules! grouped {
    ($db:expr, $conditions:expr, $column:expr, $type:ty) => {{
        let rows =
            projects::table.group_by($column).filter($conditions.filter()).select(($column, numbers!()));
        let rows: Vec<($type, Counted)> = $conditions.over(rows).load($db)?;
        rows.into_iter().map(|(key, row)| (key, Numbers::from(row))).collect::<Vec<_>>()
    }};
}

/// Sums by stage, end state and exclusion, the rows beside the kept totals among them.
struct Source<'a> {
    conditions: &'a Conditions,
    kept: Option<(Kept, Vec<Other>)>,
}

/// An item of an axis with its sums; `None` = projects without a value.
type Item = (Option<String>, Numbers);
type Core = (Stage, Option<EndState>, bool);

impl<'a> Source<'a> {
    fn new(db: &mut Db, conditions: &'a Conditions) -> Result<Self> {
        let kept = match Kept::of(conditions) {
            Some(kept) => Some((kept, rollup::load_others(db, conditions)?)),
            None => None,
        };
        Ok(Self { conditions, kept })
    }

    fn core(&self, db: &mut Db) -> Result<Vec<(Core, Numbers)>> {
        let Some((kept, others)) = &self.kept else {
            type Key = (Stage, Option<EndState>, Option<String>);
            let key = (projects::stage, projects::end_state, projects::exclusion_code);
            let rows = grouped!(db, self.conditions, key, Key).into_iter();
            return Ok(rows.map(|((stage, state, code), n)| ((stage, state, code.is_some()), n)).collect());
        };
        let cells = kept.core(db)?.into_iter().map(|c| ((c.stage, c.end_state, c.excluded), c.numbers));
        let others = others.iter().map(|o| ((o.stage, o.end_state, o.excluded), o.numbers()));
        Ok(cells.chain(others).collect())
    }

    /// Sums by the items of an axis, when the kept totals know them.
    fn kept(
        &self,
        db: &mut Db,
        axis: Axis,
        of: impl Fn(&Other) -> Option<String>,
    ) -> Result<Option<Vec<Item>>> {
        let Some((kept, others)) = self.kept.as_ref().filter(|(kept, _)| kept.knows(axis)) else {
            return Ok(None);
        };
        let rows = kept.by(db, axis)?.into_iter().chain(others.iter().map(|o| (of(o), o.numbers())));
        Ok(Some(together(rows)))
    }

    fn by_unit(&self, db: &mut Db) -> Result<Vec<(i64, Numbers)>> {
        match self.kept(db, Axis::Unit, |o| Some(o.unit.to_string()))? {
            Some(rows) => Ok(rows.into_iter().filter_map(|(k, n)| Some((k?.parse().ok()?, n))).collect()),
            None => Ok(grouped!(db, self.conditions, projects::lead_unit_id, i64)),
        }
    }

    fn by_industry(&self, db: &mut Db) -> Result<Vec<Item>> {
        match self.kept(db, Axis::Industry, |o| o.industry.clone())? {
            Some(rows) => Ok(rows),
            None => Ok(grouped!(db, self.conditions, projects::industry_code, Option<String>)),
        }
    }

    fn by_chain(&self, db: &mut Db) -> Result<Vec<Item>> {
        match self.kept(db, Axis::Chain, |o| o.chain.clone())? {
            Some(rows) => Ok(rows),
            None => Ok(grouped!(db, self.conditions, projects::chain, Option<String>)),
        }
    }
}

/// One sum for each key, in the order of keys.
fn together<K: Ord + Hash>(rows: impl Iterator<Item = (K, Numbers)>) -> Vec<(K, Numbers)> {
    let mut sums: BTreeMap<K, Numbers> = BTreeMap::new();
    for (key, numbers) in rows {
        sums.entry(key).or_default().add(numbers);
    }
    sums.into_iter().collect()
}

/// Counts, sums and these groups; all of them when none is named.
///
/// # Errors
/// Database errors.
pub fn summary(
    db: &mut Db,
    conditions: &Conditions,
    groups: Option<&[SummaryGroup]>,
) -> Result<ProjectSummary> {
    use SummaryGroup as G;
    let wanted = |group: G| groups.is_none_or(|list| list.contains(&group));
    let source = Source::new(db, conditions)?;
    let core = source.core(db)?;
    let mut all = Numbers::default();
    core.iter().for_each(|(_, n)| all.add(*n));
    let excluded_count = core.iter().filter(|((_, _, excluded), _)| *excluded).map(|(_, n)| n.0[0]).sum();
    let by_stage = together(core.iter().map(|((stage, _, _), n)| (*stage, *n)));
    let by_end_state = together(core.iter().map(|((_, state, _), n)| (*state, *n)));
    let mut out = ProjectSummary {
        as_of: conditions.day(),
        sums: all.sums(),
        excluded_count,
        ..ProjectSummary::default()
    };
    if wanted(G::Stage) {
        out.by_stage = by_stage.into_iter().map(|(s, n)| group(Some(s.code()), s.label(), n)).collect();
    }
    if wanted(G::EndState) {
        let label = |s: Option<EndState>| s.map_or("正常推进", EndState::label);
        out.by_end_state =
            by_end_state.into_iter().map(|(s, n)| group(s.map(EndState::code), label(s), n)).collect();
    }
    if wanted(G::Unit) {
        let rows = source.by_unit(db)?;
        out.by_unit = units_in_order(db, rows)?;
    }
    if wanted(G::Industry) {
        out.by_industry = in_order(source.by_industry(db)?, industry_label);
    }
    if wanted(G::Chain) {
        out.by_chain = in_order(source.by_chain(db)?, str::to_owned);
    }
    Ok(out)
}

/// Count, sum and number of the known amounts of one stage.
#[derive(Debug, Clone, Copy)]
pub struct StageSum {
    /// Stage.
    pub stage: Stage,
    /// Projects.
    pub total: i64,
    /// Sum of the total investments, yuan.
    pub yuan: i64,
    /// Projects with a total investment.
    pub known: i64,
}

/// Sums of the stages that have projects, for the board.
///
/// # Errors
/// Database errors.
pub fn by_stage(db: &mut Db, conditions: &Conditions) -> Result<Vec<StageSum>> {
    let core = Source::new(db, conditions)?.core(db)?;
    let rows = together(core.into_iter().map(|((stage, _, _), n)| (stage, n)));
    let sum = |(stage, n): (Stage, Numbers)| StageSum { stage, total: n.0[0], yuan: n.0[1], known: n.0[2] };
    Ok(rows.into_iter().map(sum).collect())
}

fn group(key: Option<&str>, label: &str, numbers: Numbers) -> Group {
    Group { key: key.map(str::to_owned), label: label.to_owned(), sums: numbers.sums() }
}

fn units_in_order(db: &mut Db, mut rows: Vec<(i64, Numbers)>) -> Result<Vec<Group>> {
    let ids: Vec<i64> = rows.iter().map(|r| r.0).collect();
    let order: Vec<(i64, String)> = units::table
        .filter(units::id.eq_any(ids))
        .order((units::sort_no, units::id))
        .select((units::id, units::name))
        .load(db)?;
    let place = |id: i64| order.iter().position(|(unit, _)| *unit == id).unwrap_or(usize::MAX);
    rows.sort_by_key(|(id, _)| place(*id));
    let name = |id: i64| order.get(place(id)).map_or("", |(_, name)| name.as_str());
    Ok(rows.into_iter().map(|(id, n)| group(Some(&id.to_string()), name(id), n)).collect())
}

/// The database's own order of texts is never used: it differs between the two.
fn in_order(mut rows: Vec<(Option<String>, Numbers)>, label: impl Fn(&str) -> String) -> Vec<Group> {
    rows.sort_by_cached_key(|(key, _)| (key.is_none(), key.as_deref().map(crate::text::sort_key)));
    rows.into_iter()
        .map(|(key, n)| {
            let label = key.as_deref().map_or_else(|| "未填写".to_owned(), &label);
            group(key.as_deref(), &label, n)
        })
        .collect()
}

fn industry_label(code: &str) -> String {
    crate::codes::industries::industries().division(code).map_or_else(|_| code.to_owned(), |d| d.name.clone())
}
