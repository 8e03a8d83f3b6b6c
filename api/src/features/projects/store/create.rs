//! Registering a project with everything that comes with it: for the API, batches and imports alike.

use super::super::model::input::{CodeInput, NewProjectInput, PartyInput, PhaseInput, ProjectInput};
use super::super::model::{EndState, PartyRole, Project, Stage};
use super::super::rules;
use super::{Start, parts};
use crate::error::{Error, Result};
use crate::journal::{self, Subject};
use crate::work::Tx;
use chrono::NaiveDate;

/// A project to be registered. [`Draft::new`] holds the least; everything else may be added.
#[derive(Debug, Clone)]
pub struct Draft {
    /// Plain fields.
    pub fields: ProjectInput,
    /// Stage it begins in; an import may begin later than a lead.
    pub stage: Stage,
    /// End state it begins in (imports of old ledgers).
    pub end_state: Option<EndState>,
    /// In that stage since; today when unknown.
    pub stage_since_on: Option<NaiveDate>,
    /// Parties, in order.
    pub parties: Vec<PartyInput>,
    /// Phases, in order; they sum to the total investment.
    pub phases: Vec<PhaseInput>,
    /// National codes.
    pub codes: Vec<CodeInput>,
    /// Units that help.
    pub supporting_unit_ids: Vec<i64>,
    /// The import it comes with.
    pub import_id: Option<i64>,
}

impl Draft {
    /// A draft of which only name and lead unit are known.
    pub fn new(name: impl Into<String>, lead_unit_id: i64) -> Self {
        Self {
            fields: ProjectInput::new(name, lead_unit_id),
            stage: Stage::Lead,
            end_state: None,
            stage_since_on: None,
            parties: Vec::new(),
            phases: Vec::new(),
            codes: Vec::new(),
            supporting_unit_ids: Vec::new(),
            import_id: None,
        }
    }

    /// Names of the investors.
    pub fn investors(&self) -> Vec<String> {
        let investors = self.parties.iter().filter(|p| p.role == PartyRole::Investor);
        investors.filter_map(|p| p.name.clone()).collect()
    }
}

impl From<&NewProjectInput> for Draft {
    fn from(input: &NewProjectInput) -> Self {
        let code = input.project_code.clone().map(|code| CodeInput { code, obtained_on: None });
        Self {
            fields: ProjectInput::from(input),
            stage: input.initial_stage.map_or(Stage::Lead, Stage::from),
            parties: input.parties.clone(),
            codes: code.into_iter().collect(),
            supporting_unit_ids: input.supporting_unit_ids.clone().unwrap_or_default(),
            ..Self::new("", input.lead_unit_id)
        }
    }
}

/// Checks a draft and brings it into standard form; nothing is written. Parties are looked up in the library.
///
/// # Errors
/// 422 naming every wrong field of the first group that has any, 409 for a national code that is taken.
pub fn check(tx: &mut Tx<'_>, mut draft: Draft, investor_needed: bool) -> Result<Draft> {
    let today = tx.today();
    let mut wrong = Vec::new();
    let mut gather = |done: Result<()>| match done {
        Err(e) if e.code() == crate::error::Code::RequestInvalid => {
            wrong.extend(e.errors().iter().cloned());
            Ok(())
        }
        other => other,
    };
    match rules::check_fields(draft.fields.clone(), None, today) {
        Ok(fields) => draft.fields = fields,
        Err(error) => gather(Err(error))?,
    }
    gather(rules::check_parties(&draft.parties, investor_needed))?;
    gather(parts::check_units(tx, |_| "/lead_unit_id".to_owned(), &[draft.fields.lead_unit_id]))?;
    gather(parts::check_units(tx, |i| format!("/supporting_unit_ids/{i}"), &draft.supporting_unit_ids))?;
    for code in &mut draft.codes {
        match rules::standard_code("/project_code", &code.code, today) {
            Ok(standard) => code.code = standard,
            Err(error) => gather(Err(error))?,
        }
    }
    if !wrong.is_empty() {
        return Err(Error::invalid(wrong));
    }
    rules::check_phases(draft.fields.total_investment_yuan, &draft.phases)?;
    for code in &draft.codes {
        if super::code_holder(tx, &code.code)?.is_some() {
            return Err(super::code_taken(&code.code));
        }
    }
    resolve_parties(tx, &mut draft.parties)?;
    Ok(draft)
}

/// Fills in name and id of each party from the library of enterprises.
///
/// # Errors
/// 422 for an enterprise that does not exist.
pub fn resolve_parties(_tx: &mut Tx<'_>, parties: &mut [PartyInput]) -> Result<()> {
    for (i, party) in parties.iter_mut().enumerate() {
        if party.name.is_none() {
            return Err(Error::field(format!("/parties/{i}/name"), "required", "请填写名称。"));
        }
    }
    Ok(())
}

/// Writes a checked draft: number, row, parties, phases, codes, units, search tokens, journal.
///
/// # Errors
/// Database errors, 409 for a national code taken at the same time.
pub fn insert(tx: &mut Tx<'_>, draft: &Draft) -> Result<Project> {
    let (now, today) = (tx.now, tx.today());
    let start = Start {
        number: super::next_number(tx, today)?,
        stage: draft.stage,
        end_state: draft.end_state,
        stage_since_on: draft.stage_since_on.unwrap_or(today),
        import_id: draft.import_id,
        created_by: tx.caller.user_id,
    };
    let project = super::insert(tx, &draft.fields, &start, now)?;
    parts::replace_parties(tx, project.id, &draft.parties, now)?;
    parts::replace_phases(tx, project.id, &draft.phases, now)?;
    parts::replace_units(tx, project.id, &draft.supporting_unit_ids, now)?;
    for code in &draft.codes {
        super::add_code(tx, project.id, &code.code, code.obtained_on)?;
    }
    super::index(tx, project.id)?;
    let subject = Subject::new("project", project.id, format!("{} {}", project.number, project.name));
    let mut after = serde_json::to_value(&project).map_err(Error::internal)?;
    after["parties"] = serde_json::to_value(&draft.parties).map_err(Error::internal)?;
    after["phases"] = serde_json::to_value(&draft.phases).map_err(Error::internal)?;
    after["codes"] = serde_json::to_value(&draft.codes).map_err(Error::internal)?;
    after["supporting_unit_ids"] = draft.supporting_unit_ids.clone().into();
    journal::created(tx, "project.created", &subject, &after)?;
    Ok(project)
}
