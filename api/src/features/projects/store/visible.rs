//! THE filter of visibility. Reading, lists, counts, sums, search, batch, feeds: all use this one and nothing else.

use super::super::model::Project;
use crate::db::MultiBackend;
use crate::db::dialect::among;
use crate::db::schema::{project_parties, project_readers, project_units, projects};
use crate::policy::{Reach, Visible};
use diesel::expression::{AppearsOnTable, Expression, SelectableExpression, ValidGrouping, is_aggregate};
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::sql_types::{BigInt, Bool};

/// A condition on projects that can be combined with others.
pub type Filter = Box<dyn BoxableExpression<projects::table, MultiBackend, SqlType = Bool>>;

/// The projects a caller may see:
/// everything for the program itself; the whole city for bureau and leaders; those that his units lead or support for
/// a clerk; those in which it is a party for a partner. Confidential ones only for those named (readers, who registered
/// it, and to whom it is entrusted), never for partners.
pub fn visible(who: &Visible) -> Filter {
    let open = projects::confidential.eq(false);
    match &who.reach {
        Reach::Nothing => Box::new(projects::id.eq(0)),
        Reach::Everything => Box::new(projects::id.gt(0)),
        Reach::City => Box::new(open.or(named(who))),
        Reach::Units(ids) => Box::new(open.and(of_units(ids)).or(named(who))),
        Reach::Party(enterprise_id) => Box::new(open.and(with_party(*enterprise_id))),
    }
}

/// Does [`visible`] admit this project for all that can be told from its own row? `false` = the database must be asked.
pub fn plainly(who: &Visible, project: &Project) -> bool {
    match &who.reach {
        Reach::Everything => true,
        Reach::City => !project.confidential,
        Reach::Units(ids) => !project.confidential && ids.contains(&project.lead_unit_id),
        Reach::Nothing | Reach::Party(_) => false,
    }
}

/// Projects that name this person: as a reader, as the one who registered it, or to whom it is entrusted.
pub fn named(who: &Visible) -> Filter {
    let Some(user_id) = who.user_id else { return Box::new(projects::id.eq(0)) };
    let named = projects::created_by.assume_not_null().eq(user_id).or(read_by(user_id));
    if who.entrusted.is_empty() {
        return Box::new(named); // most hold nothing, and their statement stays as short as it was
    }
    Box::new(named.or(among(projects::id, who.entrusted.clone())))
}

/// Confidential projects that name this person. Confidential is said for either way of being named, so that SQLite seeks
/// each by its own index; of a project registered by somebody it is said plainly too, for an index of confidential ones.
pub fn confided(who: &Visible) -> Filter {
    let Some(user_id) = who.user_id else { return Box::new(projects::id.eq(0)) };
    let secret = || projects::confidential.eq(true);
    let registered =
        projects::confidential.and(secret()).and(projects::created_by.assume_not_null().eq(user_id));
    let told = registered.or(secret().and(read_by(user_id)));
    if who.entrusted.is_empty() {
        return Box::new(told);
    }
    Box::new(told.or(secret().and(among(projects::id, who.entrusted.clone()))))
}

/// Confidential projects that do not name this person: what somebody who sees the whole city does not see.
pub fn confidential_to(who: &Visible) -> Filter {
    let named = of_projects(projects::id, confided(who));
    Box::new(projects::confidential.and(diesel::dsl::not(named)))
}

fn read_by(user_id: i64) -> Filter {
    let reader = project_readers::table
        .filter(project_readers::user_id.eq(user_id))
        .filter(project_readers::ended_at.is_null())
        .select(project_readers::project_id);
    Box::new(projects::id.eq_any(reader))
}

/// Projects that one of these units leads or supports.
pub fn of_units(ids: &[i64]) -> Filter {
    Box::new(projects::lead_unit_id.eq_any(ids.to_vec()).or(supported_by(ids)))
}

/// Projects that one of these units supports.
pub fn supported_by(ids: &[i64]) -> Filter {
    let supported = project_units::table
        .filter(project_units::unit_id.eq_any(ids.to_vec()))
        .filter(project_units::ended_at.is_null())
        .select(project_units::project_id);
    Box::new(projects::id.eq_any(supported))
}

/// Projects in which this enterprise takes part now.
pub fn with_party(enterprise_id: i64) -> Filter {
    let parties = project_parties::table
        .filter(project_parties::enterprise_id.assume_not_null().eq(enterprise_id))
        .filter(project_parties::ended_at.is_null())
        .select(project_parties::project_id);
    Box::new(projects::id.eq_any(parties))
}

/// Ids of the projects that a filter admits.
pub type Ids = diesel::dsl::Select<diesel::dsl::Filter<projects::table, Filter>, projects::id>;

/// Ids of the projects that this filter admits.
pub fn ids(filter: Filter) -> Ids {
    projects::table.filter(filter).select(projects::id)
}

/// `column IN (SELECT id FROM projects WHERE …)` for queries on what belongs to projects.
pub struct OfProjects<C> {
    column: C,
    projects: Ids,
}

/// Rows that belong to the projects that `filter` admits.
pub fn of_projects<C: Expression<SqlType = BigInt>>(column: C, filter: Filter) -> OfProjects<C> {
    OfProjects { column, projects: ids(filter) }
}

impl<C> Expression for OfProjects<C> {
    type SqlType = Bool;
}
impl<C> ValidGrouping<()> for OfProjects<C> {
    type IsAggregate = is_aggregate::No;
}
impl<C> QueryId for OfProjects<C> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}
impl<C: QueryFragment<MultiBackend>> QueryFragment<MultiBackend> for OfProjects<C> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, MultiBackend>) -> QueryResult<()> {
        self.column.walk_ast(out.reborrow())?;
        out.push_sql(" IN (");
        QueryFragment::<MultiBackend>::walk_ast(&self.projects, out.reborrow())?;
        out.push_sql(")");
        Ok(())
    }
}
impl<C: AppearsOnTable<QS>, QS: ?Sized> AppearsOnTable<QS> for OfProjects<C> {}
impl<C: SelectableExpression<QS>, QS> SelectableExpression<QS> for OfProjects<C> {}
