//! 读表的纯规则：字节进，预览出。不碰数据库、不碰网络、不看时钟。
//!
//! 一次读表的路径：`workbook`（认出文件、读出单元格）→ `header`（找表头）→ `columns`（认列）→
//! `rows`（分行类）→ `values`（逐格解释）→ `duplicates`（找疑似重复）→ `preview`（汇总）→ `annotate`（写回批注表）。
pub mod amounts;
pub mod annotate;
pub mod columns;
mod csv_text;
pub mod dates;
pub mod duplicate_index;
pub mod duplicates;
pub mod fields;
pub mod header;
pub mod issues;
pub mod places;
pub mod preview;
pub mod read_error;
pub mod records;
pub mod report;
pub mod revise;
pub mod rows;
pub mod sheet;
pub mod text;
pub mod totals;
pub mod values;
pub mod workbook;
mod xls;
mod xlsx;

#[cfg(test)]
mod hostile_tests;
#[cfg(test)]
mod layout_tests;
#[cfg(test)]
mod ledger_tests;

pub use preview::{Preview, PreviewOptions, preview};
pub use read_error::ReadError;
pub use workbook::{Workbook, open};
