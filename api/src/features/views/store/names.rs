//! Names of what conditions name by number.

use crate::error::Result;
use crate::features::{enterprises, projects};
use crate::policy::visible;
use crate::work::Tx;

/// The names of these units or enterprises; `None` for a parameter that names neither, or when one of them is not known
/// to the caller.
///
/// # Errors
/// Database errors.
pub fn of(tx: &mut Tx<'_>, parameter: &str, ids: &[i64]) -> Result<Option<Vec<String>>> {
    if ids.is_empty() {
        return Ok(None);
    }
    let names: Vec<String> = if parameter.ends_with("unit_id") {
        let known = projects::store::parts::unit_names(tx, ids.to_vec())?;
        ids.iter().filter_map(|id| known.get(id).cloned()).collect()
    } else if parameter == "enterprise_id" {
        let who = visible(tx.caller);
        enterprises::summaries(tx, &who, ids)?.into_iter().map(|one| one.name).collect()
    } else {
        return Ok(None);
    };
    Ok((names.len() == ids.len()).then_some(names))
}
