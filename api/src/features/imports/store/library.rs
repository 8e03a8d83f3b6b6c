//! What the library holds already: compact records for finding duplicates, and in what a row differs from one.

use super::convert::{self, Surroundings};
use crate::db::schema::{enterprise_aliases, enterprises, project_codes, project_parties, projects};
use crate::db::types::Stamp;
use crate::db::{Db, MultiBackend, columns};
use crate::error::Result;
use crate::features::enterprises::{self as companies, Enterprise, EnterpriseInput};
use crate::features::imports::model::{Difference, DuplicateView, ImportTarget, Session};
use crate::features::imports::rules::amounts::wan_grouped;
use crate::features::imports::rules::duplicates::{Reason, Record, compare};
use crate::features::imports::rules::fields::Field;
use crate::features::imports::rules::preview::{RowReading, record_of};
use crate::features::projects::model::input::ProjectInput;
use crate::features::projects::model::{BuildKind, EndState, PartyRole, Project};
use crate::features::projects::rules as project_rules;
use crate::features::projects::store::{self as project_store, Filter, Probe, create::Draft, parts};
use crate::policy::{self, Visible};
use crate::text::{normalise_name, same_company};
use crate::work::Tx;
use diesel::prelude::*;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Ids asked for in one query.
const IDS_PER_QUERY: usize = 500;

/// Everything in the library, in the compact form duplicates are found by. Projects taken back by an undone import or
/// withdrawn otherwise are no originals, but their number still finds them; confidential ones that the caller may not see
/// are not hinted at.
///
/// # Errors
/// Database errors.
pub fn records(db: &mut Db, who: &Visible, target: ImportTarget) -> Result<Vec<(i64, Record)>> {
    let all = match target {
        ImportTarget::Projects => project_records(db, who)?,
        ImportTarget::Enterprises => enterprise_records(db)?,
    };
    Ok(all.into_iter().collect())
}

fn project_records(db: &mut Db, who: &Visible) -> Result<BTreeMap<i64, Record>> {
    let open: Filter = Box::new(projects::confidential.eq(false).or(project_store::visible(who)));
    let named: Vec<(i64, String, String, Option<EndState>)> = projects::table
        .filter(open)
        .order(projects::id)
        .select((projects::id, projects::name, projects::number, projects::end_state))
        .into_boxed::<MultiBackend>()
        .load(db)?;
    let mut records = BTreeMap::new();
    let mut withdrawn = BTreeMap::new();
    for (id, name, number, state) in named {
        let number = Some(number);
        if state == Some(EndState::Withdrawn) {
            withdrawn.insert(id, Record { number, ..Record::default() });
        } else {
            records.insert(id, Record { name, number, ..Record::default() });
        }
    }
    let parties: Vec<(i64, String)> = project_parties::table
        .filter(project_parties::ended_at.is_null().and(project_parties::role.eq(PartyRole::Investor)))
        .order(project_parties::id)
        .select((project_parties::project_id, project_parties::name))
        .load(db)?;
    for (id, name) in parties {
        if let Some(record) = records.get_mut(&id) {
            record.companies.push(name);
        }
    }
    let codes: Vec<(i64, String)> = project_codes::table
        .filter(project_codes::ended_on.is_null())
        .select((project_codes::project_id, project_codes::code))
        .load(db)?;
    for (id, code) in codes {
        if let Some(record) = records.get_mut(&id) {
            record.project_code = Some(code);
        }
    }
    records.append(&mut withdrawn);
    Ok(records)
}

fn enterprise_records(db: &mut Db) -> Result<BTreeMap<i64, Record>> {
    let rows: Vec<(i64, String, Option<String>)> = enterprises::table
        .filter(companies::store::in_use())
        .order(enterprises::id)
        .select((enterprises::id, enterprises::name, enterprises::credit_code))
        .load(db)?;
    let record = |name, credit_code| Record { name, credit_code, ..Record::default() };
    let mut records: BTreeMap<i64, Record> =
        rows.into_iter().map(|(id, name, code)| (id, record(name, code))).collect();
    let aliases: Vec<(i64, String)> = enterprise_aliases::table
        .filter(enterprise_aliases::removed_at.is_null())
        .select((enterprise_aliases::enterprise_id, enterprise_aliases::alias))
        .load(db)?;
    for (id, alias) in aliases {
        if let Some(record) = records.get_mut(&id) {
            record.companies.push(alias);
        }
    }
    Ok(records)
}

/// Something in the library as far as rows are compared with it.
enum Known {
    Project(Box<Project>, Vec<String>),
    Enterprise(Box<Enterprise>),
}

impl Known {
    fn name(&self) -> &str {
        match self {
            Self::Project(p, _) => &p.name,
            Self::Enterprise(e) => &e.name,
        }
    }

    fn version(&self) -> i32 {
        match self {
            Self::Project(p, _) => p.version,
            Self::Enterprise(e) => e.version,
        }
    }

    fn withdrawn(&self) -> bool {
        match self {
            Self::Project(p, _) => p.end_state == Some(EndState::Withdrawn),
            Self::Enterprise(e) => e.withdrawn_at.is_some(),
        }
    }
}

/// Says of each reading with whom it may be a duplicate; of what the caller may not see nothing but that it exists.
///
/// # Errors
/// Database errors.
pub fn describe(
    tx: &mut Tx<'_>,
    who: &Visible,
    target: ImportTarget,
    file_name: &str,
    readings: &[RowReading],
) -> Result<Vec<Option<DuplicateView>>> {
    let ids: BTreeSet<i64> =
        readings.iter().filter_map(|r| r.duplicate_of.as_ref().and_then(|d| d.library_id)).collect();
    let known = load(tx, who, target, &ids.into_iter().collect::<Vec<_>>())?;
    let today = tx.today();
    let around =
        if known.is_empty() { None } else { Some(Surroundings::load(tx, 0, None, file_name, today)?) };
    let mut out = Vec::with_capacity(readings.len());
    for reading in readings {
        let view = reading.duplicate_of.as_ref().map(|of| {
            let found = of.library_id.and_then(|id| known.get(&id).map(|k| (id, k)));
            match (found, &around) {
                (Some((id, known)), Some(around)) => {
                    beside(tx, around, known, id, reading, (of.reason, of.similarity_pct))
                }
                _ => DuplicateView::bare(of.row, of.reason, of.similarity_pct, words(of.row, of.reason)),
            }
        });
        out.push(view);
    }
    Ok(out)
}

fn load(db: &mut Db, who: &Visible, target: ImportTarget, ids: &[i64]) -> Result<HashMap<i64, Known>> {
    let mut known = HashMap::new();
    for ids in ids.chunks(IDS_PER_QUERY) {
        match target {
            ImportTarget::Projects => {
                let seen = project_store::visible_ids(db, who, ids.to_vec())?;
                let rows: Vec<Project> = projects::table
                    .filter(projects::id.eq_any(&seen))
                    .select(columns::<Project>())
                    .load(db)?;
                let mut investors: HashMap<i64, Vec<String>> = HashMap::new();
                for party in parts::parties(db, &seen)?.into_iter().filter(|p| p.role == PartyRole::Investor)
                {
                    investors.entry(party.project_id).or_default().push(party.name);
                }
                known.extend(rows.into_iter().map(|p| {
                    let named = investors.remove(&p.id).unwrap_or_default();
                    (p.id, Known::Project(Box::new(p), named))
                }));
            }
            ImportTarget::Enterprises => {
                let rows: Vec<Enterprise> = enterprises::table
                    .filter(enterprises::id.eq_any(ids.to_vec()))
                    .select(columns::<Enterprise>())
                    .load(db)?;
                known.extend(rows.into_iter().map(|e| (e.id, Known::Enterprise(Box::new(e)))));
            }
        }
    }
    Ok(known)
}

/// A row and the record of the library it may be, side by side.
fn beside(
    tx: &Tx<'_>,
    around: &Surroundings,
    known: &Known,
    id: i64,
    reading: &RowReading,
    (reason, similarity_pct): (Reason, u8),
) -> DuplicateView {
    let (differences, alike) = sides(tx, around, known, reading);
    let mut view = DuplicateView {
        row: None,
        library_id: Some(id),
        library_name: Some(known.name().to_owned()),
        library_version: Some(known.version()),
        withdrawn: known.withdrawn(),
        reason,
        similarity_pct,
        differences,
        alike,
        message: String::new(),
    };
    let name = match known {
        Known::Project(..) => Field::name_of(ImportTarget::Projects),
        Known::Enterprise(_) => Field::name_of(ImportTarget::Enterprises),
    };
    let same_name = reading.values.text(name) == Some(known.name());
    view.message = words_of(&view, known.name(), because(reason, same_name));
    view
}

/// What a person reads about a possible duplicate in the same file, or of a record that he may not see.
pub fn words(row: Option<u32>, reason: Reason) -> String {
    let reason = reason.label();
    match row {
        Some(row) => {
            format!("与第{row}行疑似重复：{reason}。请核对是不是同一个：是就跳过，不是就照新的登记。")
        }
        None => format!(
            "与其他单位登记的一条记录疑似重复：{reason}。您看不到那条记录，请联系市招商局核对后再决定。"
        ),
    }
}

/// Why two may be the same, in words; names that are equal are not called similar.
fn because(reason: Reason, same_name: bool) -> &'static str {
    match reason {
        Reason::SimilarName if same_name => Reason::SameName.label(),
        Reason::SameCompanySimilarName if same_name => "投资方和名称都相同",
        _ => reason.label(),
    }
}

/// The same of a record of the library.
fn words_of(found: &DuplicateView, name: &str, reason: &str) -> String {
    if found.withdrawn {
        return format!(
            "与库里的“{name}”{reason}，但库里的这一条已退库，不能更新。不再要的就跳过，确要重新登记的就照新的登记。"
        );
    }
    if found.unchanged() {
        return format!("与库中一致：库里的“{name}”{reason}，这一行没有改动，入库时不动它。");
    }
    if found.differences.is_empty() {
        return format!(
            "库里已有“{name}”，{reason}，这一行的内容与库中一致。同一个就跳过，不是同一个就照新的登记。"
        );
    }
    let what: Vec<&str> = found.differences.iter().map(|d| d.label.as_str()).collect();
    format!(
        "库里已有“{name}”，{reason}；不同的有：{}。同一个可选“更新”或“跳过”，不是同一个就照新的登记。",
        what.join("、")
    )
}

/// In what a row differs from what the library holds, and in what it does not; what the row does not say is neither.
fn sides(
    tx: &Tx<'_>,
    around: &Surroundings,
    known: &Known,
    reading: &RowReading,
) -> (Vec<Difference>, Vec<Difference>) {
    let (component, library, file) = match known {
        Known::Project(project, investors) => {
            let draft = standard(around, reading, project);
            let mut library = json(&ProjectInput::from(&**project));
            let mut file = json(&draft.fields);
            library["stage"] = project.stage.label().into();
            if reading.stage_code.is_some() {
                file["stage"] = draft.stage.label().into();
            }
            let named = draft.investors();
            let all_known = named.iter().all(|a| investors.iter().any(|b| same_company(a, b)));
            if !named.is_empty() {
                library["investors"] = investors.join("、").into();
                file["investors"] = if all_known { investors } else { &named }.join("、").into();
            }
            if around.lead_unit(&reading.values).is_none() {
                file["lead_unit_id"] = Value::Null;
            }
            ("ProjectInput", library, file)
        }
        Known::Enterprise(row) => {
            let mut file = json(&convert::enterprise(around, reading));
            file["owner_unit_id"] = Value::Null;
            ("EnterpriseInput", json(&EnterpriseInput::from(&**row)), file)
        }
    };
    let said = file.as_object().into_iter().flatten().filter(|(_, v)| !v.is_null() && **v != "");
    let (mut differences, mut alike) = (Vec::new(), Vec::new());
    for (field, v) in said.filter(|(field, _)| field.as_str() != "source") {
        let theirs = library.get(field.as_str()).unwrap_or(&Value::Null);
        let side = Difference {
            field: field.clone(),
            label: label(tx, component, field),
            library: shown(around, field, theirs),
            file: shown(around, field, v),
        };
        if theirs != v {
            differences.push(side);
        } else if field.as_str() != "division_code" && (v.is_string() || v.is_number()) {
            alike.push(side); // the code of a place follows from its name, which stands there already
        }
    }
    for sides in [&mut differences, &mut alike] {
        sides.sort_by_key(|side| side.field != "name"); // the name comes first
    }
    (differences, alike)
}

/// The draft in standard form, as it would be stored; as written when it would be refused.
fn standard(around: &Surroundings, reading: &RowReading, known: &Project) -> Draft {
    let mut draft = convert::project_again(around, reading, known);
    if let Ok(fields) = project_rules::check_fields(draft.fields.clone(), None, around.today) {
        draft.fields = fields;
    }
    draft
}

fn json<T: serde::Serialize>(value: &T) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}

fn label(tx: &Tx<'_>, component: &str, field: &str) -> String {
    match field {
        "stage" => return "阶段".to_owned(),
        "investors" => return "投资方".to_owned(),
        "lead_unit_id" => return "牵头单位".to_owned(),
        _ => {}
    }
    let schema = tx.app.contract.schema(component);
    let words = schema["properties"][field]["description"].as_str().unwrap_or(field);
    words.split(['；', '：', '，', '（']).next().unwrap_or(words).to_owned()
}

fn shown(around: &Surroundings, field: &str, value: &Value) -> String {
    match (field, value) {
        (_, Value::Null) => "（空）".to_owned(),
        ("lead_unit_id", Value::Number(n)) => {
            n.as_i64().and_then(|id| around.unit_name(id)).map_or_else(|| n.to_string(), str::to_owned)
        }
        (_, Value::Number(n)) if field.ends_with("_yuan") => {
            n.as_i64().map_or_else(|| n.to_string(), |yuan| format!("{}万元", wan_grouped(yuan)))
        }
        ("build_kind", Value::String(code)) => {
            code.parse::<BuildKind>().map_or_else(|_| code.clone(), |kind| kind.label().to_owned())
        }
        (_, Value::String(text)) => text.clone(),
        (_, other) => other.to_string(),
    }
}

/// The record of the library closest to one row; for a row whose identity a person has just corrected.
///
/// # Errors
/// Database errors.
pub fn closest(
    tx: &mut Tx<'_>,
    session: &Session,
    reading: &RowReading,
    record: &Record,
) -> Result<Option<DuplicateView>> {
    let who = policy::visible(tx.caller);
    let (id, hidden) = match session.target {
        ImportTarget::Projects => {
            let probe = Probe {
                name: record.name.clone(),
                investors: record.companies.clone(),
                enterprise_ids: Vec::new(),
                code: record.project_code.clone(),
                exclude_id: None,
            };
            match numbered(tx, &who, record)? {
                Some(id) => (Some(id), true),
                None => {
                    let found = project_store::candidates(tx, &who, &probe)?;
                    (found.visible.first().map(|c| c.id), found.hidden)
                }
            }
        }
        ImportTarget::Enterprises => {
            let key = normalise_name(&record.name);
            let code = record.credit_code.as_deref();
            (companies::store::same(tx, &record.name, &key, code)?.map(|e| e.id), false)
        }
    };
    view_of(tx, &who, session, reading, record, id, hidden)
}

/// The record that the number of a row names, whatever became of it; confidential ones are not hinted at.
fn numbered(db: &mut Db, who: &Visible, record: &Record) -> Result<Option<i64>> {
    let Some(number) = record.number.as_deref().filter(|n| !n.is_empty()) else { return Ok(None) };
    let open: Filter = Box::new(projects::confidential.eq(false).or(project_store::visible(who)));
    let found = projects::table.filter(projects::number.eq(number.to_owned()).and(open));
    Ok(found.select(projects::id).into_boxed::<MultiBackend>().first(db).optional()?)
}

fn view_of(
    tx: &mut Tx<'_>,
    who: &Visible,
    session: &Session,
    reading: &RowReading,
    record: &Record,
    id: Option<i64>,
    hidden: bool,
) -> Result<Option<DuplicateView>> {
    let known = load(tx, who, session.target, &id.into_iter().collect::<Vec<_>>())?;
    let Some((id, known)) = known.into_iter().next() else {
        let reason = Reason::SimilarName;
        return Ok(hidden.then(|| DuplicateView::bare(None, reason, 0, words(None, reason))));
    };
    let theirs = match &known {
        Known::Project(p, investors) => {
            let number = Some(p.number.clone());
            Record { name: p.name.clone(), companies: investors.clone(), number, ..Record::default() }
        }
        Known::Enterprise(e) => {
            Record { name: e.name.clone(), credit_code: e.credit_code.clone(), ..Record::default() }
        }
    };
    let same = compare(session.target, &theirs, record);
    let (reason, similarity) = same.unwrap_or((Reason::SimilarName, 1.0));
    let today = tx.today();
    let around = Surroundings::load(tx, 0, None, &session.file_name, today)?;
    let alike = (reason, (similarity * 100.0).round() as u8);
    Ok(Some(beside(tx, &around, &known, id, reading, alike)))
}

/// The version of a record of the library.
///
/// # Errors
/// Database errors.
pub fn version(db: &mut Db, target: ImportTarget, id: i64) -> Result<Option<i32>> {
    Ok(match target {
        ImportTarget::Projects => projects::table.find(id).select(projects::version).first(db).optional()?,
        ImportTarget::Enterprises => {
            enterprises::table.find(id).select(enterprises::version).first(db).optional()?
        }
    })
}

/// A row beside the same record of the library as it is now.
///
/// # Errors
/// Database errors.
pub fn anew(
    tx: &mut Tx<'_>,
    session: &Session,
    reading: &RowReading,
    before: &DuplicateView,
) -> Result<DuplicateView> {
    let who = policy::visible(tx.caller);
    let ids: Vec<i64> = before.library_id.into_iter().collect();
    let Some((id, known)) = load(tx, &who, session.target, &ids)?.into_iter().next() else {
        let (reason, pct) = (before.reason, before.similarity_pct);
        return Ok(DuplicateView::bare(None, reason, pct, words(None, reason)));
    };
    let today = tx.today();
    let around = Surroundings::load(tx, 0, None, &session.file_name, today)?;
    Ok(beside(tx, &around, &known, id, reading, (before.reason, before.similarity_pct)))
}

/// Ids with their investors' keys, by the key they were found under.
pub type ByKey = HashMap<String, Vec<(i64, Vec<String>)>>;

/// Projects of these names that have come into the library since the preview, by their compared name: two people may
/// import the same ledger at once.
///
/// # Errors
/// Database errors.
pub fn appeared(db: &mut Db, since: Stamp, not_of: i64, names: &[String]) -> Result<ByKey> {
    let keys: Vec<String> = names.iter().map(|n| normalise_name(n)).collect();
    let live = projects::end_state.is_null().or(projects::end_state.ne(EndState::Withdrawn));
    let rows: Vec<(i64, String)> = projects::table
        .filter(projects::name_key.eq_any(keys))
        .filter(projects::created_at.ge(since))
        .filter(projects::confidential.eq(false))
        .filter(projects::import_id.is_null().or(projects::import_id.ne(not_of)))
        .filter(live)
        .select((projects::id, projects::name_key))
        .load(db)?;
    if rows.is_empty() {
        return Ok(ByKey::new());
    }
    let ids: Vec<i64> = rows.iter().map(|(id, _)| *id).collect();
    let parties = parts::parties(db, &ids)?;
    let mut found = ByKey::new();
    for (id, key) in rows {
        let of_this: Vec<_> = parties.iter().filter(|p| p.project_id == id).cloned().collect();
        found.entry(key).or_default().push((id, parts::investors(&of_this)));
    }
    Ok(found)
}

/// Of what has appeared, the view of the one this row repeats.
///
/// # Errors
/// Database errors.
pub fn repeated(
    tx: &mut Tx<'_>,
    session: &Session,
    reading: &RowReading,
    appeared: &ByKey,
) -> Result<Option<DuplicateView>> {
    let record = record_of(session.target, &reading.values);
    let same = appeared.get(&normalise_name(&record.name)).into_iter().flatten().find(|(_, investors)| {
        record.companies.is_empty()
            || investors.is_empty()
            || record.companies.iter().any(|a| investors.iter().any(|b| same_company(a, b)))
    });
    let Some((id, _)) = same else { return Ok(None) };
    let who = policy::visible(tx.caller);
    view_of(tx, &who, session, reading, &record, Some(*id), true)
}
