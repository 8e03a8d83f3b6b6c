//! Counts and sums under the same conditions as the list.

use super::super::model::EndState;
use super::super::model::Stage;
use super::super::model::view::{Group, ProjectSummary, Sums};
use super::list::Conditions;
use crate::db::Db;
use crate::db::dialect::sum_i64;
use crate::db::schema::{projects, units};
use crate::error::Result;
use diesel::dsl::count_star;
use diesel::prelude::*;

type Numbers = (i64, Option<i64>, Option<i64>, Option<i64>, Option<i64>, Option<i64>, Option<i64>);

macro_rules! numbers {
    () => {
        (
            count_star(),
            sum_i64(projects::total_investment_yuan.assume_not_null()),
            sum_i64(projects::fixed_assets_yuan.assume_not_null()),
            sum_i64(projects::contract_amount_yuan.assume_not_null()),
            sum_i64(projects::funds_in_place_yuan),
            sum_i64(projects::funds_outside_province_yuan),
            sum_i64(projects::funds_outside_city_yuan),
        )
    };
}

macro_rules! grouped {
    ($db:expr, $conditions:expr, $column:expr, $type:ty) => {
        $conditions
            .over(
                projects::table.group_by($column).filter($conditions.filter()).select(($column, numbers!())),
            )
            .load::<($type, Numbers)>($db)?
    };
}

fn sums(n: Numbers) -> Sums {
    let of = |sum: Option<i64>| sum.unwrap_or(0);
    Sums {
        count: n.0,
        total_investment_yuan: of(n.1),
        fixed_assets_yuan: of(n.2),
        contract_amount_yuan: of(n.3),
        funds_in_place_yuan: of(n.4),
        funds_outside_province_yuan: of(n.5),
        funds_outside_city_yuan: of(n.6),
    }
}

/// Counts, sums and groups.
///
/// # Errors
/// Database errors.
pub fn summary(db: &mut Db, conditions: &Conditions) -> Result<ProjectSummary> {
    let all = projects::table.filter(conditions.filter()).select(numbers!());
    let all: Numbers = conditions.over(all).get_result(db)?;
    let excluded = conditions.filter().and(projects::exclusion_code.is_not_null());
    let excluded_count = conditions.over(projects::table.filter(excluded).count()).get_result(db)?;
    let mut by_stage = grouped!(db, conditions, projects::stage, Stage);
    by_stage.sort_by_key(|(stage, _)| *stage);
    let mut by_end_state = grouped!(db, conditions, projects::end_state, Option<EndState>);
    by_end_state.sort_by_key(|(state, _)| *state);
    let by_industry = grouped!(db, conditions, projects::industry_code, Option<String>);
    let by_chain = grouped!(db, conditions, projects::chain, Option<String>);
    Ok(ProjectSummary {
        as_of: conditions.day(),
        sums: sums(all),
        excluded_count,
        by_stage: by_stage.into_iter().map(|(s, n)| group(Some(s.code()), s.label(), n)).collect(),
        by_end_state: by_end_state
            .into_iter()
            .map(|(s, n)| group(s.map(EndState::code), s.map_or("正常推进", EndState::label), n))
            .collect(),
        by_unit: by_unit(db, conditions)?,
        by_industry: in_order(by_industry, industry_label),
        by_chain: in_order(by_chain, str::to_owned),
    })
}

fn group(key: Option<&str>, label: &str, numbers: Numbers) -> Group {
    Group { key: key.map(str::to_owned), label: label.to_owned(), sums: sums(numbers) }
}

fn by_unit(db: &mut Db, conditions: &Conditions) -> Result<Vec<Group>> {
    let mut rows = grouped!(db, conditions, projects::lead_unit_id, i64);
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
