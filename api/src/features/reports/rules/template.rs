//! Who sees a template, and what the templates that come with the program are.

use crate::features::reports::model::{TemplateContent, TemplateInput, TemplateScope};
use serde::Deserialize;

/// A template that comes with the program; its id is below those of the database.
#[derive(Debug, Clone, Deserialize)]
pub struct Shipped {
    /// Id, 1 to 1000, never used again for another.
    pub id: i64,
    /// List.
    pub list: String,
    /// Name.
    pub name: String,
    /// Title and columns.
    #[serde(flatten)]
    pub content: TemplateContent,
}

macro_rules! shipped {
    ($($file:literal),* $(,)?) => {
        &[$(($file, include_str!(concat!("../../../../data/templates/", $file, ".json")))),*]
    };
}

/// The files, by name.
pub const FILES: &[(&str, &str)] = shipped![
    "project-ledger",
    "negotiation-list",
    "signed-registered",
    "negotiation-area",
    "landed",
    "key-project-application",
    "dispatch",
];

/// The templates that come with the program, by id.
///
/// # Errors
/// The file that cannot be read; a test reads them all.
pub fn shipped() -> Result<Vec<Shipped>, String> {
    FILES.iter().map(|(name, text)| serde_json::from_str(text).map_err(|e| format!("{name}: {e}"))).collect()
}

/// Whose template it is to be: his own, his unit's, the city's.
pub fn owners(
    input: &TemplateInput,
    user_id: Option<i64>,
    unit_id: Option<i64>,
) -> (Option<i64>, Option<i64>) {
    match input.scope {
        TemplateScope::Personal => (user_id, None),
        TemplateScope::Unit => (None, unit_id),
        TemplateScope::City => (None, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shipped_templates_are_sound() {
        let all = shipped().expect("readable");
        let mut ids: Vec<i64> = all.iter().map(|t| t.id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all.len());
        assert!(ids.iter().all(|id| (1..=1000).contains(id)));
        for template in &all {
            for column in &template.content.columns {
                let marked = column.field.is_some() || column.note.is_some();
                assert!(marked, "{}: the empty column {:?} says why", template.name, column.title);
            }
        }
    }
}
