//! The columns of a row type as one piece of SQL that is written once: naming forty columns one by one, quoted, again for
//! every statement costs more than running it.

use super::MultiBackend;
use diesel::backend::Backend;
use diesel::expression::{AppearsOnTable, Expression, SelectableExpression, ValidGrouping};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use std::any::TypeId;
use std::collections::HashMap;
use std::marker::PhantomData;
use std::sync::{LazyLock, PoisonError, RwLock};

/// See [`columns`].
#[derive(Debug, Clone, Copy)]
pub struct Columns<E> {
    text: &'static str,
    list: PhantomData<E>,
}

/// The column list of a row type, for `.returning(columns::<T>())` and `.select(columns::<T>())`.
pub fn columns<T>() -> Columns<T::SelectExpression>
where
    T: Selectable<MultiBackend> + 'static,
    T::SelectExpression: QueryFragment<Pg>,
{
    Columns { text: text_of::<T>(), list: PhantomData }
}

/// By row type; they are as many as the program has, so what is kept never grows.
static TEXTS: LazyLock<RwLock<HashMap<TypeId, &'static str>>> = LazyLock::new(RwLock::default);

fn text_of<T>() -> &'static str
where
    T: Selectable<MultiBackend> + 'static,
    T::SelectExpression: QueryFragment<Pg>,
{
    let key = TypeId::of::<T>();
    if let Some(text) = TEXTS.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
        return text;
    }
    // names in double quotes are understood by both databases
    let written = diesel::debug_query::<Pg, _>(&T::construct_selection()).to_string();
    let text = written.split_once(" -- binds: ").map_or(&*written, |(text, _)| text).to_owned();
    TEXTS.write().unwrap_or_else(PoisonError::into_inner).entry(key).or_insert_with(|| text.leak())
}

impl<E: Expression> Expression for Columns<E> {
    type SqlType = E::SqlType;
}
impl<E: ValidGrouping<G>, G> ValidGrouping<G> for Columns<E> {
    type IsAggregate = E::IsAggregate;
}
impl<E: QueryId> QueryId for Columns<E> {
    type QueryId = E::QueryId;
    const HAS_STATIC_QUERY_ID: bool = E::HAS_STATIC_QUERY_ID;
}
impl<E, DB: Backend> QueryFragment<DB> for Columns<E> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_sql(self.text);
        Ok(())
    }
}
impl<E: AppearsOnTable<QS>, QS: ?Sized> AppearsOnTable<QS> for Columns<E> where Self: Expression {}
impl<E: SelectableExpression<QS>, QS: ?Sized> SelectableExpression<QS> for Columns<E> where
    Self: AppearsOnTable<QS>
{
}
