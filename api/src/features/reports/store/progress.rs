//! What units have done from a day through another, as recorded at the end of a day: projects that reached a stage,
//! contracts that count, money in the ledger. Projects not counted and terminated ones are left out. A stage is reached
//! on the day its record passed the audit; of projects taken over without a record, on the date they came with.

use super::cohorts::{OfEntries, end_of, going_on, is_paid, recorded};
use crate::db::dialect::{in_query, sum_i64};
use crate::db::page::Window;
use crate::db::schema::{funds_entries, projects, signature_counts, stage_records, units};
use crate::db::sort::Sorts;
use crate::db::types::Stamp;
use crate::db::{Db, MultiBackend, columns};
use crate::error::Result;
use crate::features::lifecycle::AuditState;
use crate::features::projects::model::query::ProjectSort;
use crate::features::projects::model::{FundsOrigin, OUTSIDE_CITY, OUTSIDE_PROVINCE, Project, Stage};
use crate::features::projects::store::Filter;
use crate::features::projects::store::as_of::Over;
use crate::features::projects::store::list::Conditions;
use crate::features::reports::model::targets::Indicator;
use chrono::NaiveDate;
use diesel::dsl::count_star;
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use std::collections::HashMap;

/// An indicator from a day through another.
pub struct Period {
    /// Which.
    pub indicator: Indicator,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub through: NaiveDate,
    /// As recorded at the end of this day.
    pub day: NaiveDate,
}

fn origins(indicator: Indicator) -> Vec<FundsOrigin> {
    match indicator {
        Indicator::FundsOutsideProvince => OUTSIDE_PROVINCE.to_vec(),
        _ => OUTSIDE_CITY.to_vec(),
    }
}

type Ids = projects::BoxedQuery<'static, MultiBackend, BigInt>;
type Records = stage_records::BoxedQuery<'static, MultiBackend>;

impl Period {
    fn is_payment(&self) -> OfEntries {
        let on = funds_entries::entered_on;
        Box::new(is_paid(self.day, origins(self.indicator)).and(on.between(self.from, self.through)))
    }

    fn payments(&self) -> funds_entries::BoxedQuery<'static, MultiBackend> {
        funds_entries::table.into_boxed::<MultiBackend>().filter(self.is_payment())
    }

    fn countings(&self) -> signature_counts::BoxedQuery<'static, MultiBackend> {
        recorded(self.day)
            .filter(signature_counts::counted_on.assume_not_null().ge(self.from))
            .filter(signature_counts::counted_on.assume_not_null().le(self.through))
    }

    /// Records of a stage that had passed by the end of the day and had not been taken back.
    fn records(&self, stage: Stage) -> Records {
        let (end, superseded) = (end_of(self.day), stage_records::superseded_at);
        stage_records::table
            .into_boxed::<MultiBackend>()
            .filter(stage_records::stage.eq(stage))
            .filter(stage_records::state.eq(AuditState::Passed))
            .filter(stage_records::audited_at.assume_not_null().lt(end))
            .filter(superseded.is_null().or(superseded.assume_not_null().ge(end)))
    }

    fn reached(&self, stage: Stage) -> Filter {
        let within = self
            .records(stage)
            .filter(stage_records::audited_at.assume_not_null().ge(Stamp::start_of(self.from)))
            .filter(stage_records::audited_at.assume_not_null().lt(end_of(self.through)));
        let audited = in_query(projects::id, within.select(stage_records::project_id));
        let unrecorded = || {
            diesel::dsl::not(in_query(projects::id, self.records(stage).select(stage_records::project_id)))
        };
        let (from, through) = (self.from, self.through);
        match stage {
            Stage::Started => {
                let on = projects::started_on.assume_not_null();
                Box::new(audited.or(on.between(from, through).and(unrecorded())))
            }
            Stage::Producing => {
                let on = projects::producing_on.assume_not_null();
                Box::new(audited.or(on.between(from, through).and(unrecorded())))
            }
            _ => Box::new(audited),
        }
    }

    /// The projects behind the figure, of all that the conditions admit.
    pub fn behind(&self, conditions: &Conditions) -> Filter {
        let counted = conditions.filter().and(projects::exclusion_code.is_null()).and(going_on());
        let done: Filter = match self.indicator {
            Indicator::FundsOutsideCity | Indicator::FundsOutsideProvince => {
                Box::new(in_query(projects::id, self.payments().select(funds_entries::project_id)))
            }
            Indicator::SignedAmount => {
                let any = self.countings().filter(signature_counts::amount_yuan.gt(0));
                Box::new(in_query(projects::id, any.select(signature_counts::project_id)))
            }
            Indicator::SignedCount => {
                let once = self.countings().filter(signature_counts::count.eq(1));
                Box::new(in_query(projects::id, once.select(signature_counts::project_id)))
            }
            Indicator::LandedCount => self.reached(Stage::Landed),
            Indicator::StartedCount => self.reached(Stage::Started),
            Indicator::ProducingCount => self.reached(Stage::Producing),
        };
        Box::new(counted.and(done))
    }

    fn ids(&self, conditions: &Conditions) -> Ids {
        projects::table.filter(self.behind(conditions)).select(projects::id).into_boxed()
    }

    /// What each lead unit has done itself: yuan or projects.
    ///
    /// # Errors
    /// Database errors.
    pub fn by_unit(&self, db: &mut Db, conditions: &Conditions) -> Result<HashMap<i64, i64>> {
        let lead = projects::lead_unit_id;
        if !self.indicator.is_money() {
            let counts =
                projects::table.group_by(lead).filter(self.behind(conditions)).select((lead, count_star()));
            return Ok(conditions.over(counts).load::<(i64, i64)>(db)?.into_iter().collect());
        }
        let sums: Vec<(i64, i64)> = if self.indicator == Indicator::SignedAmount {
            let signed = self
                .countings()
                .filter(in_query(signature_counts::project_id, self.ids(conditions)))
                .select((signature_counts::project_id, signature_counts::amount_yuan));
            conditions.over(signed).load(db)?
        } else {
            let paid = self
                .payments()
                .filter(in_query(funds_entries::project_id, self.ids(conditions)))
                .select((funds_entries::project_id, funds_entries::amount_yuan));
            conditions.over(paid).load(db)?
        };
        let leads = projects::table.filter(self.behind(conditions)).select((projects::id, lead));
        let leads: HashMap<i64, i64> = conditions.over(leads).load::<(i64, i64)>(db)?.into_iter().collect();
        let mut out = HashMap::new();
        for (project, yuan) in sums {
            if let Some(unit) = leads.get(&project) {
                *out.entry(*unit).or_default() += yuan;
            }
        }
        Ok(out)
    }

    /// What came in on each day of the period, yuan; of indicators of money in the ledger only. An entry always has its
    /// day, so the days add up to [`Self::by_unit`].
    ///
    /// # Errors
    /// Database errors.
    pub fn by_day(&self, db: &mut Db, conditions: &Conditions) -> Result<Vec<(NaiveDate, i64)>> {
        let on = funds_entries::entered_on;
        let days = funds_entries::table
            .group_by(on)
            .filter(self.is_payment().and(in_query(funds_entries::project_id, self.ids(conditions))))
            .select((on, sum_i64(funds_entries::amount_yuan)));
        let days: Vec<(NaiveDate, Option<i64>)> = conditions.over(days).load(db)?;
        Ok(days.into_iter().map(|(on, yuan)| (on, yuan.unwrap_or_default())).collect())
    }

    /// One window of the projects behind a unit's figure (with the units below it), and how many they are.
    ///
    /// # Errors
    /// Database errors, or 422 for a cursor that does not fit.
    pub fn page(
        &self,
        db: &mut Db,
        conditions: &Conditions,
        sorts: &Sorts<ProjectSort>,
        window: &Window,
    ) -> Result<(Vec<Project>, i64)> {
        let total = projects::table.filter(self.behind(conditions)).count();
        let total = conditions.over(total).get_result(db)?;
        let rows = projects::table.filter(self.behind(conditions)).select(columns::<Project>());
        let rows = sorts.apply(rows.into_boxed::<MultiBackend>(), window.after.as_ref())?;
        let rows: Over<_> = conditions.over(rows.limit(window.per_page).offset(window.offset()));
        Ok((rows.load(db)?, total))
    }

    /// What each of these projects adds to the figure.
    ///
    /// # Errors
    /// Database errors.
    pub fn done_of(&self, db: &mut Db, ids: &[i64]) -> Result<HashMap<i64, i64>> {
        let rows: Vec<(i64, i64)> = match self.indicator {
            Indicator::FundsOutsideCity | Indicator::FundsOutsideProvince => self
                .payments()
                .filter(funds_entries::project_id.eq_any(ids.to_vec()))
                .select((funds_entries::project_id, funds_entries::amount_yuan))
                .load(db)?,
            Indicator::SignedAmount => self
                .countings()
                .filter(signature_counts::project_id.eq_any(ids.to_vec()))
                .select((signature_counts::project_id, signature_counts::amount_yuan))
                .load(db)?,
            _ => ids.iter().map(|id| (*id, 1)).collect(),
        };
        let mut out = HashMap::new();
        for (id, done) in rows {
            *out.entry(id).or_default() += done;
        }
        Ok(out)
    }
}

/// A unit in the table.
#[derive(Debug, Clone, Queryable)]
pub struct TableUnit {
    /// Id.
    pub id: i64,
    /// Name.
    pub name: String,
    /// Path from the root, which the paths of the units below begin with.
    pub path: String,
}

/// All units in official order.
///
/// # Errors
/// Database errors.
pub fn all_units(db: &mut Db) -> Result<Vec<TableUnit>> {
    Ok(units::table
        .order((units::sort_path, units::id))
        .select((units::id, units::name, units::path))
        .load(db)?)
}
