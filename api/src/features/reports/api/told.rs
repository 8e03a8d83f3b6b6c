//! Annual targets of the demo city: invented; years are counted from the day they are loaded.

use super::super::model::targets::{Indicator, TargetInput};
use super::targets::set;
use crate::error::Result;
use crate::features::people;
use crate::policy::{Action, require_role};
use crate::work::Tx;
use chrono::Datelike;
use serde::Deserialize;

/// One line of `api/data/demo/targets.csv`.
#[derive(Debug, Clone, Deserialize)]
pub struct TargetLine {
    /// Of the year so many years ago.
    pub years_ago: i32,
    /// Unit, by name.
    pub unit: String,
    /// Indicator.
    pub indicator: Indicator,
    /// Target: money in 万元, the others in projects.
    pub target: i64,
}

/// Sets a target in the caller's name.
///
/// # Errors
/// 403, 404, 412 as the operation; database errors.
pub fn load(tx: &mut Tx<'_>, line: &TargetLine) -> Result<()> {
    require_role(tx.caller, Action::TargetEdit)?;
    let unit = people::unit_or_bureau(tx, Some(&line.unit))?;
    let target = if line.indicator.is_money() { line.target * 10_000 } else { line.target };
    let input =
        TargetInput { target: Some(target), basis: Some("示例任务，为演示而编".to_owned()) };
    let year = tx.today().year() - line.years_ago;
    set(tx, year, unit, line.indicator.code(), &input, |_, _, _| Ok(())).map(drop)
}
