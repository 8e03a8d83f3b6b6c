//! Registering a project with everything that comes with it: for the API, batches and imports alike.

use super::super::model::input::{CodeInput, NewProjectInput, PartyInput, PhaseInput, ProjectInput};
use super::super::model::{EndState, PartyRole, Project, Stage};
use super::super::rules;
use super::{Probe, Start, parts};
use crate::error::{Code, Error, FieldError, Result};
use crate::features::enterprises::{self, EnterpriseInput};
use crate::journal::{self, Subject};
use crate::policy;
use crate::text::normalise_name;
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

/// Checks a draft and brings it into standard form; nothing is written.
///
/// # Errors
/// 422 naming every wrong field of the first group that has any, 409 for a national code that is taken.
pub fn check(tx: &mut Tx<'_>, mut draft: Draft, investor_needed: bool) -> Result<Draft> {
    let today = tx.today();
    let mut wrong = Vec::new();
    let mut gather = |done: Result<()>| match done {
        Err(e) if e.code() == Code::RequestInvalid => {
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
    gather(check_companies(tx, &draft.parties))?;
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
    Ok(draft)
}

/// Are these parties good for the library of enterprises? Nothing is written.
///
/// # Errors
/// 422 for an enterprise the caller cannot see, or a name the library refuses.
pub fn check_companies(tx: &mut Tx<'_>, parties: &[PartyInput]) -> Result<()> {
    let (who, today) = (policy::visible(tx.caller), tx.today());
    let mut wrong = Vec::new();
    for (i, party) in parties.iter().enumerate() {
        let mut add = |field: &str, code: &str, message: String| {
            wrong.push(FieldError {
                pointer: format!("/parties/{i}/{field}"),
                code: code.to_owned(),
                message,
            });
        };
        if let Some(id) = party.enterprise_id {
            match enterprises::usable(tx, &who, id) {
                Ok(_) => {}
                Err(e) if e.code() == Code::ResourceNotFound => {
                    add(
                        "enterprise_id",
                        "not_found",
                        "企业库中没有这家企业。请重新选择，或改填名称。".to_owned(),
                    );
                }
                Err(e) if e.code() == Code::EnterpriseWithdrawn => {
                    add("enterprise_id", "withdrawn", e.message().to_owned());
                }
                Err(e) => return Err(e),
            }
        } else if let Err(errors) = enterprises::rules::check(&library_entry(party), today) {
            errors.into_iter().filter(|e| e.pointer == "/name").for_each(|e| add("name", &e.code, e.message));
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(Error::invalid(wrong)) }
}

fn library_entry(party: &PartyInput) -> EnterpriseInput {
    EnterpriseInput {
        name: party.name.clone().unwrap_or_default(),
        origin: party.origin,
        ..EnterpriseInput::default()
    }
}

/// Fills in name and id of each party from the library of enterprises; unknown companies are registered there.
///
/// # Errors
/// As [`check_companies`].
pub fn resolve_parties(tx: &mut Tx<'_>, parties: &mut [PartyInput]) -> Result<()> {
    let who = policy::visible(tx.caller);
    for party in parties {
        match party.enterprise_id {
            Some(id) => {
                let company = enterprises::usable(tx, &who, id)?;
                party.enterprise_id = Some(company.id);
                party.name.get_or_insert(company.name);
            }
            None => party.enterprise_id = Some(enterprises::find_or_create(tx, &library_entry(party))?.0),
        }
    }
    Ok(())
}

/// What is to be compared when looking for duplicates of this draft.
///
/// # Errors
/// Database errors.
pub fn probe(tx: &mut Tx<'_>, draft: &Draft) -> Result<Probe> {
    let mut enterprise_ids = Vec::new();
    let mut investors = Vec::new();
    for party in draft.parties.iter().filter(|p| p.role == PartyRole::Investor) {
        if let Some(id) = party.enterprise_id {
            enterprise_ids.push(id);
            investors.extend(enterprises::name_of(tx, id)?);
        } else if let Some(name) = &party.name {
            let key = normalise_name(name);
            enterprise_ids.extend(enterprises::store::same(tx, name, &key, None)?.map(|e| e.id));
        }
        investors.extend(party.name.clone());
    }
    let code = draft.codes.first().map(|c| c.code.clone());
    Ok(Probe { name: draft.fields.name.clone(), investors, enterprise_ids, code, exclude_id: None })
}

/// Writes a checked draft: number, row, parties, phases, codes, units, search tokens, journal.
///
/// # Errors
/// Database errors, 409 for a national code taken at the same time.
pub fn insert(tx: &mut Tx<'_>, draft: &Draft) -> Result<Project> {
    let (now, today) = (tx.now, tx.today());
    let mut parties = draft.parties.clone();
    resolve_parties(tx, &mut parties)?;
    if let Some(import) = draft.import_id {
        let ids: Vec<i64> = parties.iter().filter_map(|p| p.enterprise_id).collect();
        enterprises::store::came_with(tx, import, &ids)?;
    }
    let start = Start {
        number: super::next_number(tx, today)?,
        stage: draft.stage,
        end_state: draft.end_state,
        stage_since_on: draft.stage_since_on.unwrap_or(today),
        import_id: draft.import_id,
        created_by: tx.caller.user_id,
    };
    let project = super::insert(tx, &draft.fields, &start, now)?;
    parts::replace_parties(tx, project.id, &parties, now)?;
    parts::replace_phases(tx, project.id, &draft.phases, now)?;
    parts::replace_units(tx, project.id, &draft.supporting_unit_ids, now)?;
    for code in &draft.codes {
        super::add_code(tx, project.id, &code.code, code.obtained_on, now)?;
    }
    super::index(tx, project.id)?;
    let subject = Subject::new("project", project.id, format!("{} {}", project.number, project.name));
    let mut after = serde_json::to_value(&project).map_err(Error::internal)?;
    after["parties"] = serde_json::to_value(&parties).map_err(Error::internal)?;
    after["phases"] = serde_json::to_value(&draft.phases).map_err(Error::internal)?;
    after["codes"] = serde_json::to_value(&draft.codes).map_err(Error::internal)?;
    after["supporting_unit_ids"] = draft.supporting_unit_ids.clone().into();
    journal::created(tx, "project.created", &subject, &after)?;
    Ok(project)
}
