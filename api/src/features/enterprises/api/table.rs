//! 企业库作为一张表带走：与列表同样的条件、范围和内容。

use super::visibility::for_reader;
use crate::db::page::{Cursor, Window};
use crate::db::sort::Sorts;
use crate::error::{Error, Result};
use crate::features::enterprises::model::{EnterpriseFilter, EnterpriseSort};
use crate::features::enterprises::store;
use crate::lists::{List, Row, Source, Wanted, row_of};
use crate::policy::{Action, Visible, visible};
use crate::work::Tx;

/// 企业名录。
pub const TABLE: List = List {
    name: "enterprises",
    title: "企业名录",
    path: "/api/v1/enterprises",
    action: Action::EnterpriseRead,
    row: None,
    extra: &[],
    partial_dates: &["founded"],
    titles: &[("credit_code", "统一社会信用代码"), ("classes", "企业类别"), ("place", "所在地")],
    default: &[
        "row_no",
        "id",
        "name",
        "credit_code",
        "place",
        "origin",
        "industry",
        "industry_code",
        "classes",
        "nature",
        "founded",
        "registered_capital_yuan",
        "main_business",
        "products",
        "remark",
    ],
    open,
};

fn open(tx: &mut Tx<'_>, wanted: &Wanted) -> Result<Box<dyn Source>> {
    let filter = serde_json::from_value(wanted.conditions.clone()).map_err(Error::internal)?;
    let sorts = Sorts::read(wanted.sort.as_deref(), EnterpriseSort::Name)?;
    Ok(Box::new(Enterprises { who: visible(tx.caller), filter, sorts, after: None }))
}

struct Enterprises {
    who: Visible,
    filter: EnterpriseFilter,
    sorts: Sorts<EnterpriseSort>,
    after: Option<Cursor>,
}

impl Source for Enterprises {
    fn count(&mut self, tx: &mut Tx<'_>) -> Result<i64> {
        store::count(tx, &self.who, &self.filter)
    }

    fn next(&mut self, tx: &mut Tx<'_>, limit: i64) -> Result<Vec<Row>> {
        let window = Window { page: 1, per_page: limit, after: self.after.take() };
        let rows = store::rows(tx, &self.who, &self.filter, &self.sorts, &window)?;
        self.after = rows.last().map(|last| self.sorts.place(last));
        Ok(rows.into_iter().map(|row| row_of(&for_reader(&self.who, row))).collect())
    }
}
