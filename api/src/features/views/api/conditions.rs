//! Conditions of a list in words, and how many more there would be without each.

use super::super::model::{ConditionView, ConditionsQuery, ConditionsView};
use super::super::store;
use crate::error::Result;
use crate::http::{Ctx, Query, Reply};
use crate::lists::{self, Spoken, Wanted};
use crate::policy::{Action, require_role};
use crate::work::Tx;
use actix_web::{HttpResponse, get};
use serde_json::Value;

/// Conditions that are counted without; more would take long and help nobody.
const MOST_COUNTED: usize = 8;

/// 查看清单条件的说明
///
/// 把一份清单的查询条件说成人话，单位、企业用名称；`counts=true` 时逐个去掉条件数一数，供“没有符合条件的内容”时说明怎么办。
/// 限于本人可以查看的清单，只数看得到的行。
#[utoipa::path(tag = "视图", extensions(("x-action" = json!("view.read"))), params(ConditionsQuery),
    responses((status = 200, description = "条件的说明", body = ConditionsView)))]
#[get("/list-conditions")]
pub async fn get_list_conditions(ctx: Ctx, query: Query<ConditionsQuery>) -> Result<HttpResponse> {
    require_role(&ctx.caller, Action::ViewRead)?;
    let query = query.0;
    ctx.read(move |tx| {
        let list = lists::readable(tx.caller, &query.list)?;
        let filter = query.filter.as_deref().unwrap_or_default();
        let read = lists::conditions(&tx.app.contract, &list, filter, None)?;
        let all = named(tx, lists::spoken(&tx.app.contract, &list, &read.values), &read.values)?;
        let words = all.iter().map(Spoken::words).collect::<Vec<_>>().join("；");
        let mut conditions = Vec::with_capacity(all.len());
        for (n, one) in all.into_iter().enumerate() {
            let counted = query.counts == Some(true) && n < MOST_COUNTED;
            let count_without = if counted { without(tx, &list, &read.values, &one.name)? } else { None };
            let Spoken { name, title, text } = one;
            conditions.push(ConditionView { name, title, text, count_without });
        }
        Reply::ok(&ConditionsView { words, conditions })
    })
    .await
}

/// Rows of the list without one of its conditions; `None` when the list asks for it.
fn without(tx: &mut Tx<'_>, list: &lists::List, values: &Value, name: &str) -> Result<Option<i64>> {
    let needed = tx.app.contract.operation("GET", list.path).is_some_and(|o| o.needs(name));
    if needed {
        return Ok(None);
    }
    let mut rest = values.clone();
    if let Some(map) = rest.as_object_mut() {
        map.remove(name);
    }
    let wanted = Wanted { conditions: rest, ..Wanted::default() };
    Ok(Some(lists::open(tx, list, wanted)?.count(tx)?))
}

/// Units and enterprises are said by their names.
fn named(tx: &mut Tx<'_>, all: Vec<Spoken>, values: &Value) -> Result<Vec<Spoken>> {
    let mut out = Vec::with_capacity(all.len());
    for mut one in all {
        let value = &values[&one.name];
        let ids: Vec<i64> = match value {
            Value::Array(list) => list.iter().filter_map(Value::as_i64).collect(),
            other => other.as_i64().into_iter().collect(),
        };
        if let Some(names) = store::names::of(tx, &one.name, &ids)? {
            one.title = one.title.trim_end_matches("编号").to_owned();
            one.text = names.join("、");
        }
        out.push(one);
    }
    Ok(out)
}
