//! The list of projects and the ledger of funds as tables.

use super::super::model::funds::FundsEntry;
use super::super::model::query::{AsOfQuery, ProjectFilter, ProjectInclude, ProjectSort};
use super::super::model::view::ProjectItem;
use super::super::model::{FundsOrigin, Party, PartyRole, Project};
use super::super::store::{self, list::Conditions};
use super::read::{items, then};
use crate::codes::divisions::divisions;
use crate::db::page::{Cursor, Window};
use crate::db::sort::Sorts;
use crate::error::{Error, Result};
use crate::features::enterprises;
use crate::lists::{Extra, Kind, List, Row, Source, Wanted, row_of};
use crate::policy::{Action, visible};
use crate::work::Tx;
use serde_json::Value;
use std::collections::BTreeMap;

/// 项目台账。
pub const TABLE: List = List {
    name: "projects",
    title: "招商引资项目台账",
    path: "/api/v1/projects",
    action: Action::ProjectRead,
    row: None,
    extra: &[
        Extra::text("investors", "投资方"),
        Extra::text("local_investors", "本地投资方"),
        Extra::text("outside_investors", "外来投资方"),
        Extra::text("investor_credit_codes", "投资方统一社会信用代码"),
        Extra::text("supporters", "支持方"),
        Extra::text("project_code", "项目代码"),
        Extra::text("supporting_units", "配合单位"),
        Extra::text("tags", "标签"),
        Extra::text("division_name", "所在市县"),
        Extra { field: "phase_one_yuan", title: "一期投资额", kind: Kind::Money },
    ],
    partial_dates: &["planned_start", "planned_end"],
    titles: &[
        ("lead_unit_id", "牵头单位编号"),
        ("lead_unit_name", "责任单位"),
        ("stage", "进展阶段"),
        ("number", "项目编号"),
    ],
    default: &[
        "row_no",
        "number",
        "name",
        "stage",
        "end_state",
        "investors",
        "total_investment_yuan",
        "contract_amount_yuan",
        "funds_in_place_yuan",
        "industry",
        "chain",
        "place",
        "park",
        "land_mu",
        "signed_on",
        "started_on",
        "producing_on",
        "lead_unit_name",
        "supporting_units",
        "remark",
    ],
    open: open_projects,
};

/// 到位资金台账，条件与项目清单相同。
pub const FUNDS_TABLE: List = List {
    name: "funds",
    title: "到位资金台账",
    path: "/api/v1/projects",
    action: Action::ProjectRead,
    row: Some("FundsEntry"),
    extra: OF_PROJECT,
    partial_dates: &[],
    titles: &[
        ("id", "记录编号"),
        ("project_id", "项目内部编号"),
        ("kind", "资金用途"),
        ("state", "审核状态"),
    ],
    default: &[
        "row_no",
        "project_number",
        "project_name",
        "lead_unit_name",
        "entered_on",
        "amount_yuan",
        "origin",
        "kind",
        "currency",
        "proof_type",
        "state",
        "submitted_at",
        "audited_at",
        "audit_opinion",
        "note",
    ],
    open: open_funds,
};

/// Columns by which a row of a project's ledger names its project.
pub const OF_PROJECT: &[Extra] = &[
    Extra::text("project_number", "项目编号"),
    Extra::text("project_name", "项目名称"),
    Extra::text("lead_unit_name", "责任单位"),
];

/// The conditions of the project list for the caller.
///
/// # Errors
/// Database errors.
pub fn conditions(tx: &mut Tx<'_>, wanted: &Wanted) -> Result<Conditions> {
    let filter: ProjectFilter = serde_json::from_value(wanted.conditions.clone()).map_err(Error::internal)?;
    let day: AsOfQuery = serde_json::from_value(wanted.conditions.clone()).map_err(Error::internal)?;
    let who = visible(tx.caller);
    let then = then(tx, day)?;
    Ok(Conditions::prepare(tx, who, filter)?.as_of(then))
}

/// The conditions of a table of what belongs to projects, of which earlier states are not kept.
///
/// # Errors
/// 422 for a day; database errors.
pub fn conditions_of_now(tx: &mut Tx<'_>, wanted: &Wanted) -> Result<Conditions> {
    let conditions = conditions(tx, wanted)?;
    match conditions.day() {
        None => Ok(conditions),
        Some(_) => {
            let message = "这份清单没有以前某天的样子，请去掉截至日期。";
            Err(Error::field("/filter/as_of", "not_kept", message))
        }
    }
}

fn open_projects(tx: &mut Tx<'_>, wanted: &Wanted) -> Result<Box<dyn Source>> {
    let sorts = Sorts::read(wanted.sort.as_deref(), ProjectSort::UpdatedDesc)?;
    let conditions = conditions(tx, wanted)?;
    Ok(Box::new(Projects { conditions, sorts, after: None, wanted: wanted.clone() }))
}

struct Projects {
    conditions: Conditions,
    sorts: Sorts<ProjectSort>,
    after: Option<Cursor>,
    wanted: Wanted,
}

impl Source for Projects {
    fn count(&mut self, tx: &mut Tx<'_>) -> Result<i64> {
        store::list::count(tx, &self.conditions)
    }

    fn next(&mut self, tx: &mut Tx<'_>, limit: i64) -> Result<Vec<Row>> {
        let window = Window { page: 1, per_page: limit, after: self.after.take() };
        let rows = store::list::page(tx, &self.conditions, &self.sorts, &window)?;
        let Some(last) = rows.last() else { return Ok(Vec::new()) };
        self.after = Some(self.sorts.place(last));
        let parts = [
            (ProjectInclude::Parties, PARTY_FIELDS),
            (ProjectInclude::Phases, &["phase_one_yuan"]),
            (ProjectInclude::Codes, &["project_code"]),
            (ProjectInclude::Units, &["supporting_units"]),
            (ProjectInclude::Tags, &["tags"]),
        ];
        let include: Vec<ProjectInclude> =
            parts.iter().filter(|(_, fields)| self.wanted.any(fields)).map(|(part, _)| *part).collect();
        let items = items(tx, rows, &include, self.conditions.then())?;
        let codes = if self.wanted.any(&["investor_credit_codes"]) {
            credit_codes(tx, &items)?
        } else {
            BTreeMap::new()
        };
        Ok(items.iter().map(|item| table_row(item, &codes)).collect())
    }
}

const PARTY_FIELDS: &[&str] =
    &["investors", "local_investors", "outside_investors", "investor_credit_codes", "supporters"];

/// Credit codes of the companies that the caller may see in the library.
fn credit_codes(tx: &mut Tx<'_>, items: &[ProjectItem]) -> Result<BTreeMap<i64, String>> {
    let who = visible(tx.caller);
    let mut ids: Vec<i64> =
        items.iter().flat_map(|i| i.parties.iter().flatten()).filter_map(|p| p.enterprise_id).collect();
    ids.sort_unstable();
    ids.dedup();
    let found = enterprises::summaries(tx, &who, &ids)?;
    Ok(found.into_iter().filter_map(|e| Some((e.id, e.credit_code?))).collect())
}

fn table_row(item: &ProjectItem, codes: &BTreeMap<i64, String>) -> Row {
    let parties: Vec<&Party> = item.parties.iter().flatten().collect();
    let named = |wanted: &dyn Fn(&Party) -> bool| -> Value {
        let names: Vec<&str> = parties.iter().filter(|p| wanted(p)).map(|p| p.name.as_str()).collect();
        names.join("、").into()
    };
    let investor = |p: &Party| p.role == PartyRole::Investor;
    let local = |p: &Party| p.origin == Some(FundsOrigin::InsideCity);
    let company_codes: Vec<&str> = parties
        .iter()
        .filter(|p| investor(p))
        .filter_map(|p| codes.get(&p.enterprise_id?).map(String::as_str))
        .collect();
    let valid = item.codes.iter().flatten().rev().find(|c| c.ended_on.is_none());
    let units: Vec<&str> = item.units.iter().flatten().map(|u| u.name.as_str()).collect();
    let division = item.project.division_code.as_deref().map(|code| divisions().path(code).concat());
    let first_phase = item.phases.iter().flatten().find(|p| p.sequence == 1);
    let extra: [(&str, Value); 10] = [
        ("investors", named(&investor)),
        ("local_investors", named(&|p| investor(p) && local(p))),
        ("outside_investors", named(&|p| investor(p) && !local(p))),
        ("investor_credit_codes", company_codes.join("、").into()),
        ("supporters", named(&|p| !investor(p))),
        ("project_code", valid.map(|c| c.code.clone()).into()),
        ("supporting_units", units.join("、").into()),
        ("tags", item.tags.iter().flatten().map(String::as_str).collect::<Vec<_>>().join("、").into()),
        ("division_name", division.into()),
        ("phase_one_yuan", first_phase.map(|p| p.amount_yuan).into()),
    ];
    let mut row = row_of(item);
    row.extend(extra.into_iter().map(|(field, value)| (field.to_owned(), value)));
    row
}

fn open_funds(tx: &mut Tx<'_>, wanted: &Wanted) -> Result<Box<dyn Source>> {
    Ok(Box::new(Funds { conditions: conditions_of_now(tx, wanted)?, after: 0 }))
}

struct Funds {
    conditions: Conditions,
    after: i64,
}

impl Source for Funds {
    fn count(&mut self, tx: &mut Tx<'_>) -> Result<i64> {
        store::funds::count_of_projects(tx, &self.conditions)
    }

    fn next(&mut self, tx: &mut Tx<'_>, limit: i64) -> Result<Vec<Row>> {
        let entries: Vec<FundsEntry> = store::funds::of_projects(tx, &self.conditions, self.after, limit)?;
        let Some(last) = entries.last() else { return Ok(Vec::new()) };
        self.after = last.id;
        let mut rows: Vec<Row> = entries.iter().map(row_of).collect();
        name_projects(tx, &mut rows)?;
        Ok(rows)
    }
}

/// Fills [`OF_PROJECT`] into rows that carry a `project_id`; the rows are of projects the caller sees.
///
/// # Errors
/// Database errors.
pub fn name_projects(tx: &mut Tx<'_>, rows: &mut [Row]) -> Result<()> {
    let id_of = |row: &Row| row.get("project_id").and_then(Value::as_i64);
    let mut ids: Vec<i64> = rows.iter().filter_map(id_of).collect();
    ids.sort_unstable();
    ids.dedup();
    let projects: BTreeMap<i64, Project> = store::all_of(tx, &ids)?.into_iter().map(|p| (p.id, p)).collect();
    let units = store::parts::unit_names(tx, projects.values().map(|p| p.lead_unit_id).collect())?;
    for row in rows {
        let Some(project) = id_of(row).and_then(|id| projects.get(&id)) else { continue };
        let unit = units.get(&project.lead_unit_id).cloned().unwrap_or_default();
        row.insert("project_number".to_owned(), project.number.clone().into());
        row.insert("project_name".to_owned(), project.name.clone().into());
        row.insert("lead_unit_name".to_owned(), unit.into());
    }
    Ok(())
}
