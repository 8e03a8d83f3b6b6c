//! Kept totals of what counts as signed (`contract_rollups`), under the conditions that [`Kept`] knows.

use super::super::model::{EndState, ExclusionCode, Stage};
use super::rollup::Kept;
use crate::db::dialect::sum_i64;
use crate::db::schema::contract_rollups as cells;
use crate::db::{Db, MultiBackend};
use crate::error::Result;
use diesel::prelude::*;
use diesel::sql_types::Bool;

type CellFilter = Box<dyn BoxableExpression<cells::table, MultiBackend, SqlType = Bool>>;

/// Sums of the counted projects of one stage, end state and exclusion.
pub struct Contracts {
    /// Stage.
    pub stage: Stage,
    /// End state.
    pub end_state: Option<EndState>,
    /// Why it is excluded from the statistics.
    pub exclusion: Option<ExclusionCode>,
    /// Projects with a contract that counts.
    pub contracts: i64,
    /// Of these contracts from before the system.
    pub takeovers: i64,
    /// Counted amount, yuan.
    pub amount_yuan: i64,
    /// Funds in place, yuan: all, from outside the province, from outside the city.
    pub funds_yuan: [i64; 3],
}

impl Kept {
    fn contract_filter(&self) -> CellFilter {
        let mut all: CellFilter = Box::new(cells::axis.eq(self.axis.code()));
        if let Some(items) = self.items.clone() {
            all = Box::new(all.and(one_or_any!(cells::item, items)));
        }
        if let Some(prefix) = self.prefix.clone() {
            all = Box::new(all.and(cells::item.like(prefix)));
        }
        if let Some(stages) = self.stages.clone() {
            all = Box::new(all.and(one_or_any!(cells::stage, stages)));
        }
        if let Some(states) = self.end_states.clone() {
            all = Box::new(all.and(one_or_any!(cells::end_state, states)));
        }
        match self.excluded {
            Some(true) => all = Box::new(all.and(cells::exclusion.ne(""))),
            Some(false) => all = Box::new(all.and(cells::exclusion.eq(""))),
            None => {}
        }
        all
    }

    /// Counted contracts by stage, end state and exclusion.
    ///
    /// # Errors
    /// Database errors.
    pub fn contracts(&self, db: &mut Db) -> Result<Vec<Contracts>> {
        type Sum = Option<i64>;
        type Row = (Stage, String, String, (Sum, Sum, Sum), (Sum, Sum, Sum));
        let rows: Vec<Row> = cells::table
            .group_by((cells::stage, cells::end_state, cells::exclusion))
            .filter(self.contract_filter())
            .select((
                cells::stage,
                cells::end_state,
                cells::exclusion,
                (sum_i64(cells::contracts), sum_i64(cells::takeovers), sum_i64(cells::amount_yuan)),
                (
                    sum_i64(cells::funds_in_place_yuan),
                    sum_i64(cells::funds_outside_province_yuan),
                    sum_i64(cells::funds_outside_city_yuan),
                ),
            ))
            .load(db)?;
        let rows = rows.into_iter().map(|(stage, end_state, exclusion, counts, funds)| {
            let of = |sum: Sum| sum.unwrap_or(0);
            Contracts {
                stage,
                end_state: end_state.parse().ok(),
                exclusion: exclusion.parse().ok(),
                contracts: of(counts.0),
                takeovers: of(counts.1),
                amount_yuan: of(counts.2),
                funds_yuan: [of(funds.0), of(funds.1), of(funds.2)],
            }
        });
        Ok(rows.filter(|c| c.contracts != 0).collect())
    }
}
