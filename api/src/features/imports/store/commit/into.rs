//! Rows into the library: new ones many at once, updates of existing records one by one.

use super::refuse;
use crate::db::types::Doc;
use crate::error::{Code, Error, Result};
use crate::features::enterprises::{self, EnterpriseInput};
use crate::features::imports::model::{Decision, DuplicateView, ImportTarget, ResultKind, Row, Session};
use crate::features::imports::rules::preview::RowReading;
use crate::features::imports::store::convert::{self, Surroundings};
use crate::features::imports::store::rows::{self, Committed};
use crate::features::imports::store::{library, settling};
use crate::features::projects::model::input::ProjectInput;
use crate::features::projects::store::create::{self, Draft};
use crate::features::projects::{self, rules as project_rules, store as project_store};
use crate::journal::{self, Subject};
use crate::policy::{self, Action, require};
use crate::work::Tx;
use serde_json::{Value, json};

/// The record of the library that a row is, as it was shown; `None` for a new one.
pub fn existing(row: &Row) -> Option<DuplicateView> {
    let found = settling::duplicate_of(row)?;
    let is = match row.decision {
        Some(Decision::UpdateExisting) => found.library_id.is_some(),
        None => found.unchanged(),
        Some(Decision::AcceptAsNew | Decision::Skip) => false,
    };
    is.then_some(found)
}

/// The row says nothing that the library does not say; nothing is written there.
///
/// # Errors
/// Database errors.
pub fn matched(tx: &mut Tx<'_>, row: &Row, found: &DuplicateView) -> Result<()> {
    let (result_id, result_version) =
        found.seen().ok_or_else(|| Error::internal("a match without its record"))?;
    let committed_at = tx.now;
    let kind = ResultKind::Matched;
    note_one(
        tx,
        row,
        &Committed { result_kind: kind, result_id, result_version, previous: None, committed_at },
    )
}

fn note_one(tx: &mut Tx<'_>, row: &Row, done: &Committed) -> Result<()> {
    if rows::committed(tx, row, done)? {
        return Ok(());
    }
    Err(Error::new(Code::ImportState).detail("这一行已由别的任务入库。"))
}

/// Registers what rows describe. A refused row takes only itself back and says why.
///
/// # Errors
/// Database errors.
pub fn create(
    tx: &mut Tx<'_>,
    session: &Session,
    around: &Surroundings,
    list: Vec<(Row, RowReading)>,
) -> Result<()> {
    match session.target {
        ImportTarget::Projects => create_projects(tx, session, around, list),
        ImportTarget::Enterprises => create_enterprises(tx, session, around, list),
    }
}

/// Writes rows together; when one of them is refused, in halves, so that in the end only that one is taken back.
fn all_but_refused<T, W: Fn(&mut Tx<'_>, &[(Row, T)]) -> Result<()>>(
    tx: &mut Tx<'_>,
    list: &[(Row, T)],
    write: &W,
) -> Result<()> {
    let Some((row, _)) = list.first() else { return Ok(()) };
    match tx.attempt(|tx| write(tx, list)) {
        Err(error) if error.code().status() < 500 && list.len() == 1 => refuse(tx, row, &error),
        Err(error) if error.code().status() < 500 => {
            let (first, second) = list.split_at(list.len() / 2);
            all_but_refused(tx, first, write)?;
            all_but_refused(tx, second, write)
        }
        done => done,
    }
}

/// Keeps what passes `check`; what does not is refused.
fn checked<T, C>(
    tx: &mut Tx<'_>,
    list: Vec<(Row, T)>,
    check: impl Fn(&mut Tx<'_>, T) -> Result<C>,
) -> Result<Vec<(Row, C)>> {
    let mut good = Vec::with_capacity(list.len());
    for (row, one) in list {
        match check(tx, one) {
            Ok(one) => good.push((row, one)),
            Err(error) if error.code().status() < 500 => refuse(tx, &row, &error)?,
            Err(error) => return Err(error),
        }
    }
    Ok(good)
}

fn create_projects(
    tx: &mut Tx<'_>,
    session: &Session,
    around: &Surroundings,
    list: Vec<(Row, RowReading)>,
) -> Result<()> {
    let draft = |(row, reading): (Row, RowReading)| {
        let mut draft = convert::project(around, &reading, Some(session.id));
        draft.companies.extend(convert::coded_company(&reading));
        (row, draft)
    };
    let drafts: Vec<(Row, Draft)> = list.into_iter().map(draft).collect();
    let known = create::Known::of(tx, drafts.iter().map(|(_, draft)| draft), around.today)?;
    let drafts = checked(tx, drafts, |tx, draft| {
        tx.app.contract.check("ProjectInput", &without_nulls(&draft.fields))?;
        let parties = json!({ "parties": draft.parties });
        tx.app.contract.check("ProjectPartiesInput", &stripped(parties))?;
        create::check_with(tx, &known, draft, false)
    })?;
    all_but_refused(tx, &drafts, &|tx, some| {
        let drafts: Vec<&Draft> = some.iter().map(|(_, draft)| draft).collect();
        let made = create::insert_all(tx, &drafts)?;
        let results = made.iter().map(|p| (ResultKind::Created, p.id, p.version));
        note(tx, session, some, results)
    })
}

fn create_enterprises(
    tx: &mut Tx<'_>,
    session: &Session,
    around: &Surroundings,
    list: Vec<(Row, RowReading)>,
) -> Result<()> {
    let inputs =
        list.into_iter().map(|(row, reading)| (row, convert::enterprise(around, &reading))).collect();
    let inputs: Vec<(Row, EnterpriseInput)> = checked(tx, inputs, |tx, input| {
        tx.app.contract.check("EnterpriseInput", &without_nulls(&input))?;
        enterprises::rules::check(&input, around.today).map_err(Error::invalid)?;
        Ok(input)
    })?;
    all_but_refused(tx, &inputs, &|tx, some| {
        let inputs: Vec<EnterpriseInput> = some.iter().map(|(_, input)| input.clone()).collect();
        let found = enterprises::find_or_create_all(tx, &inputs, Some(session.id))?;
        let ids: Vec<i64> = found.iter().map(|(id, _)| *id).collect();
        let versions = enterprises::store::versions(tx, ids)?;
        let kind = |created| if created { ResultKind::Created } else { ResultKind::Matched };
        let results = found
            .iter()
            .map(|(id, created)| (kind(*created), *id, versions.get(id).copied().unwrap_or_default()));
        note(tx, session, some, results)
    })
}

/// Notes what became of the rows.
fn note<T>(
    tx: &mut Tx<'_>,
    session: &Session,
    list: &[(Row, T)],
    results: impl Iterator<Item = (ResultKind, i64, i32)>,
) -> Result<()> {
    let now = tx.now;
    let made: Vec<rows::Made> = list
        .iter()
        .zip(results)
        .map(|((row, _), (kind, id, version))| rows::Made { row_no: row.row_no, kind, id, version })
        .collect();
    if rows::made(tx, session.id, &made, now)? == list.len() {
        return Ok(());
    }
    // another worker was faster: what this one made is taken back with the savepoint
    Err(Error::new(Code::ImportState).detail("这一行已由别的任务入库。"))
}

/// What a row says replaces what the record of the library says, if that is still what was shown.
///
/// # Errors
/// 412 when it is not; what the library refuses. Then nothing of it was written.
pub fn update(
    tx: &mut Tx<'_>,
    session: &Session,
    around: &Surroundings,
    row: &Row,
    reading: &RowReading,
    shown: &DuplicateView,
) -> Result<()> {
    let (id, version) = shown.seen().ok_or_else(Error::changed_meanwhile)?;
    if row.decision.is_none() {
        let now = library::version(tx, session.target, id)?;
        return if now == Some(version) { matched(tx, row, shown) } else { Err(Error::changed_meanwhile()) };
    }
    let done = match session.target {
        ImportTarget::Projects => update_project(tx, around, reading, id, version)?,
        ImportTarget::Enterprises => update_enterprise(tx, around, reading, id, version)?,
    };
    note_one(tx, row, &done)
}

fn without_nulls<T: serde::Serialize>(value: &T) -> Value {
    stripped(serde_json::to_value(value).unwrap_or_default())
}

fn stripped(value: Value) -> Value {
    match value {
        Value::Object(map) => {
            map.into_iter().filter(|(_, v)| !v.is_null()).map(|(k, v)| (k, stripped(v))).collect()
        }
        Value::Array(items) => items.into_iter().map(stripped).collect(),
        other => other,
    }
}

/// What the row says replaces what the project says; what the row leaves open stays. Stage, parties and audited facts
/// change in their own ways only.
fn update_project(
    tx: &mut Tx<'_>,
    around: &Surroundings,
    reading: &RowReading,
    id: i64,
    shown: i32,
) -> Result<Committed> {
    let project = projects::find_visible(tx, id)?;
    if project.version != shown {
        return Err(Error::changed_meanwhile());
    }
    require(tx.caller, Action::ProjectEdit, projects::relations(tx.caller, &project))?;
    let before = ProjectInput::from(&project);
    let draft = convert::project_again(around, reading, &project);
    let mut said = without_nulls(&draft.fields);
    if let Some(map) = said.as_object_mut() {
        map.remove("source");
        if around.lead_unit(&reading.values).is_none() {
            map.remove("lead_unit_id");
        }
        map.retain(|_, v| *v != "");
    }
    let after = overlaid(&before, said)?;
    tx.app.contract.check("ProjectInput", &without_nulls(&after))?;
    let after = project_rules::check_fields(after, Some(&before), around.today)?;
    let touched = project_rules::touched(&after, Some(&before));
    let kind = if touched.is_empty() { ResultKind::Matched } else { ResultKind::Updated };
    let (now, mut version) = (tx.now, project.version);
    if kind == ResultKind::Updated {
        let signed = crate::app::signed(tx, project.id)?;
        project_rules::check_editable(&project, signed, &touched)?;
        let changed = project_store::update(tx, &project, &after, now)?;
        project_store::index(tx, id)?;
        let subject = Subject::new("project", id, format!("{} {}", changed.number, changed.name));
        journal::record(tx, "project.changed", &subject, Some(&project), Some(&changed))?;
        version = changed.version;
    }
    Ok(Committed {
        result_kind: kind,
        result_id: id,
        result_version: version,
        previous: (kind == ResultKind::Updated).then(|| Doc::of(&before)),
        committed_at: now,
    })
}

fn overlaid<T: serde::Serialize + serde::de::DeserializeOwned>(before: &T, said: Value) -> Result<T> {
    let mut whole = serde_json::to_value(before).map_err(Error::internal)?;
    if let (Value::Object(whole), Value::Object(said)) = (&mut whole, said) {
        whole.extend(said);
    }
    serde_json::from_value(whole).map_err(Error::internal)
}

fn update_enterprise(
    tx: &mut Tx<'_>,
    around: &Surroundings,
    reading: &RowReading,
    id: i64,
    shown: i32,
) -> Result<Committed> {
    use crate::features::enterprises::store as company_store;
    let who = policy::visible(tx.caller);
    let row = company_store::find_visible(tx, &who, id)?;
    if row.version != shown {
        return Err(Error::changed_meanwhile());
    }
    let own_unit = row.owner_unit_id.is_some_and(|u| tx.caller.covers_unit(u));
    let relations = crate::policy::Relations { own_unit, ..Default::default() };
    require(tx.caller, Action::EnterpriseEdit, relations)?;
    let before = EnterpriseInput::from(&row);
    let mut said = without_nulls(&convert::enterprise(around, reading));
    if let Some(map) = said.as_object_mut() {
        map.retain(|field, v| *v != "" && !matches!(field.as_str(), "source" | "owner_unit_id"));
    }
    let after: EnterpriseInput = overlaid(&before, said)?;
    tx.app.contract.check("EnterpriseInput", &without_nulls(&after))?;
    let checked = enterprises::rules::check(&after, around.today).map_err(Error::invalid)?;
    let kind = if without_nulls(&checked.input) == without_nulls(&before) {
        ResultKind::Matched
    } else {
        ResultKind::Updated
    };
    let (now, mut version) = (tx.now, row.version);
    if kind == ResultKind::Updated {
        let changed = company_store::update(tx, id, row.version, &checked, now)?;
        journal::record(
            tx,
            "enterprise.changed",
            &Subject::new("enterprise", id, &changed.name),
            Some(&row),
            Some(&changed),
        )?;
        version = changed.version;
    }
    Ok(Committed {
        result_kind: kind,
        result_id: id,
        result_version: version,
        previous: (kind == ResultKind::Updated).then(|| Doc::of(&before)),
        committed_at: now,
    })
}
