//! Pure rules: of tables (cells, layouts, templates, how much one may ask for at once) and of figures (percentages,
//! rates of cohorts, progress against targets).

pub mod cells;
pub mod export;
pub mod layout;
pub mod months;
pub mod percent;
pub mod progress;
pub mod rates;
pub mod template;
pub mod totals;
