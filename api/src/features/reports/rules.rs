//! Pure rules of tables: cells, layouts, templates, how much one may ask for at once.

pub mod cells;
pub mod export;
pub mod layout;
pub mod template;
pub mod totals;
