//! How many projects have each colour today: a comparison of days in an index, whatever the number of projects.

use super::super::model::colours::{ColourCount, ColourCounts};
use crate::db::MultiBackend;
use crate::db::schema::project_colours;
use crate::error::Result;
use crate::features::projects::model::Colour;
use crate::features::projects::store::confidential_to;
use crate::features::projects::store::list::{Conditions, Ids};
use crate::features::projects::store::of_projects;
use crate::policy::{Reach, Visible};
use crate::work::Tx;
use diesel::dsl::count_star;
use diesel::expression::{AppearsOnTable, Expression, SelectableExpression, ValidGrouping, is_aggregate};
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::sql_types::Bool;

/// The project of a step is among those asked for: looked up step by step, so that a city of a hundred thousand projects
/// is not gone through for the few that have a colour.
struct AmongProjects(Ids);

impl Expression for AmongProjects {
    type SqlType = Bool;
}
impl ValidGrouping<()> for AmongProjects {
    type IsAggregate = is_aggregate::No;
}
impl QueryId for AmongProjects {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}
impl QueryFragment<MultiBackend> for AmongProjects {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, MultiBackend>) -> QueryResult<()> {
        out.unsafe_to_cache_prepared();
        out.push_sql("EXISTS (");
        QueryFragment::<MultiBackend>::walk_ast(&self.0, out.reborrow())?;
        out.push_sql(" AND \"projects\".\"id\" = \"project_colours\".\"project_id\")");
        Ok(())
    }
}
impl AppearsOnTable<project_colours::table> for AmongProjects {}
impl SelectableExpression<project_colours::table> for AmongProjects {}

/// Counts under the conditions of the project list; `alone` = nothing was asked for but all that may be seen.
///
/// # Errors
/// Database errors.
pub fn counts(tx: &mut Tx<'_>, who: &Visible, conditions: &Conditions, alone: bool) -> Result<ColourCounts> {
    let today = tx.today();
    let standing = || {
        project_colours::table
            .filter(project_colours::until_on.gt(today).and(project_colours::from_on.le(today)))
            .group_by(project_colours::colour)
            .select((project_colours::colour, count_star()))
    };
    let rows: Vec<(Colour, i64)> = if alone && matches!(who.reach, Reach::City | Reach::Everything) {
        // of the whole city those are taken off that are hidden, which are few
        let hidden: Vec<(Colour, i64)> = match who.reach {
            Reach::City => standing()
                .filter(of_projects(project_colours::project_id, confidential_to(who)))
                .load(&mut **tx)?,
            _ => Vec::new(),
        };
        let all: Vec<(Colour, i64)> = standing().load(&mut **tx)?;
        let less = |colour| hidden.iter().filter(|(c, _)| *c == colour).map(|(_, n)| n).sum::<i64>();
        all.into_iter().map(|(colour, count)| (colour, count - less(colour))).collect()
    } else {
        standing().filter(AmongProjects(conditions.ids())).load(&mut **tx)?
    };
    Ok(ColourCounts {
        as_of_on: today,
        total: rows.iter().map(|(_, n)| n).sum(),
        by_colour: by_colour(&rows),
    })
}

/// Every colour with its count, the worst first.
pub fn by_colour(rows: &[(Colour, i64)]) -> Vec<ColourCount> {
    let count = |colour: &Colour| ColourCount {
        colour: *colour,
        label: colour.label().to_owned(),
        count: rows.iter().filter(|(c, _)| c == colour).map(|(_, n)| n).sum(),
    };
    Colour::ALL.iter().rev().map(count).collect()
}
