//! Registering a project with everything that comes with it: for the API, batches and imports alike.

use super::super::model::input::{CodeInput, NewProjectInput, PartyInput, PhaseInput, ProjectInput};
use super::super::model::{EndState, PartyRole, Project, Stage};
use super::super::rules;
use super::parts::{self, Belongings};
use super::{Probe, Start, search};
use crate::db::Db;
use crate::db::dialect::add_tokens;
use crate::error::{Code, Error, FieldError, Result};
use crate::features::enterprises::{self, EnterpriseInput};
use crate::journal::{self, Entry, Subject};
use crate::policy;
use crate::text::normalise_name;
use crate::work::Tx;
use chrono::NaiveDate;
use std::collections::{HashMap, HashSet};

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
    /// Companies of which more is known than the name they have as a party; they are registered with it.
    pub companies: Vec<EnterpriseInput>,
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
            companies: Vec::new(),
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

/// What the database has to say to drafts, looked up for many at once.
#[derive(Debug, Default)]
pub struct Known {
    units: HashSet<i64>,
    holders: HashMap<String, i64>,
}

impl Known {
    /// Looks up what these drafts name.
    ///
    /// # Errors
    /// Database errors.
    pub fn of<'a>(
        db: &mut Db,
        drafts: impl IntoIterator<Item = &'a Draft>,
        today: NaiveDate,
    ) -> Result<Self> {
        let (mut units, mut codes) = (HashSet::new(), HashSet::new());
        for draft in drafts {
            units.insert(draft.fields.lead_unit_id);
            units.extend(&draft.supporting_unit_ids);
            codes.extend(standard_codes(draft, today));
        }
        let units = parts::unit_names(db, units.into_iter().collect())?.into_keys().collect();
        Ok(Self { units, holders: super::code_holders(db, codes.into_iter().collect())? })
    }

    /// A project that was written meanwhile holds its codes.
    pub fn now_holds(&mut self, project_id: i64, codes: &[CodeInput]) {
        self.holders.extend(codes.iter().map(|c| (c.code.clone(), project_id)));
    }
}

/// National codes of a draft in standard form, without those that are none.
pub fn standard_codes(draft: &Draft, today: NaiveDate) -> Vec<String> {
    draft.codes.iter().filter_map(|c| rules::standard_code("", &c.code, today).ok()).collect()
}

/// Checks a draft and brings it into standard form; nothing is written.
///
/// # Errors
/// 422 naming every wrong field of the first group that has any, 409 for a national code that is taken.
pub fn check(tx: &mut Tx<'_>, draft: Draft, investor_needed: bool) -> Result<Draft> {
    let today = tx.today();
    let known = Known::of(tx, [&draft], today)?;
    check_with(tx, &known, draft, investor_needed)
}

/// [`check`] of one of many drafts.
///
/// # Errors
/// As [`check`].
pub fn check_with(tx: &mut Tx<'_>, known: &Known, mut draft: Draft, investor_needed: bool) -> Result<Draft> {
    let today = tx.today();
    let mut wrong = Vec::new();
    if let Some(fields) = Error::gather(&mut wrong, rules::check_fields(draft.fields.clone(), None, today))? {
        draft.fields = fields;
    }
    Error::gather(&mut wrong, rules::check_parties(&draft.parties, investor_needed))?;
    Error::gather(&mut wrong, check_companies(tx, &draft.parties))?;
    for company in &draft.companies {
        Error::gather(
            &mut wrong,
            enterprises::rules::check(company, today).map(drop).map_err(Error::invalid),
        )?;
    }
    let is_known = |id| known.units.contains(&id);
    let lead = [draft.fields.lead_unit_id];
    Error::gather(&mut wrong, parts::refuse_unknown_units(&lead, is_known, |_| "/lead_unit_id".to_owned()))?;
    let supporting = &draft.supporting_unit_ids;
    Error::gather(
        &mut wrong,
        parts::refuse_unknown_units(supporting, is_known, |i| format!("/supporting_unit_ids/{i}")),
    )?;
    for code in &mut draft.codes {
        let standard = rules::standard_code("/project_code", &code.code, today);
        if let Some(standard) = Error::gather(&mut wrong, standard)? {
            code.code = standard;
        }
    }
    if !wrong.is_empty() {
        return Err(Error::invalid(wrong));
    }
    rules::check_phases(draft.fields.total_investment_yuan, &draft.phases)?;
    match draft.codes.iter().find(|code| known.holders.contains_key(&code.code)) {
        Some(taken) => Err(super::code_taken(&taken.code)),
        None => Ok(draft),
    }
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
    resolve(tx, &mut [(parties, &[])], None)
}

/// [`resolve_parties`] for several projects, with the companies of which more is known, and the import they come with.
fn resolve(
    tx: &mut Tx<'_>,
    projects: &mut [(&mut [PartyInput], &[EnterpriseInput])],
    import_id: Option<i64>,
) -> Result<()> {
    let who = policy::visible(tx.caller);
    let mut wanted: Vec<EnterpriseInput> = Vec::new();
    let mut places: Vec<(&mut PartyInput, usize)> = Vec::new();
    for (parties, companies) in projects {
        let first = wanted.len();
        wanted.extend(companies.iter().cloned());
        for party in parties.iter_mut() {
            if let Some(id) = party.enterprise_id {
                let company = enterprises::usable(tx, &who, id)?;
                party.enterprise_id = Some(company.id);
                party.name.get_or_insert(company.name);
                continue;
            }
            let described = companies.iter().position(|c| party.name.as_ref() == Some(&c.name));
            let place = described.map_or(wanted.len(), |n| first + n);
            if described.is_none() {
                wanted.push(library_entry(party));
            }
            places.push((party, place));
        }
    }
    let found = enterprises::find_or_create_all(tx, &wanted, import_id)?;
    for (party, place) in places {
        party.enterprise_id = Some(found[place].0);
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
    let mut made = insert_all(tx, &[draft])?;
    made.pop().ok_or_else(|| Error::internal("an insert answered no row"))
}

/// [`insert`] for many drafts of one import, or of none, in their order; each has its own journal row.
///
/// # Errors
/// As [`insert`]; then nothing of them was written.
pub fn insert_all(tx: &mut Tx<'_>, drafts: &[&Draft]) -> Result<Vec<Project>> {
    let (now, today) = (tx.now, tx.today());
    let mut parties: Vec<Vec<PartyInput>> = drafts.iter().map(|d| d.parties.clone()).collect();
    let mut unresolved: Vec<(&mut [PartyInput], &[EnterpriseInput])> =
        parties.iter_mut().zip(drafts).map(|(p, d)| (p.as_mut_slice(), d.companies.as_slice())).collect();
    resolve(tx, &mut unresolved, drafts.first().and_then(|d| d.import_id))?;
    let created_by = tx.caller.user_id;
    let start = |(draft, number): (&&Draft, String)| Start {
        number,
        stage: draft.stage,
        end_state: draft.end_state,
        stage_since_on: draft.stage_since_on.unwrap_or(today),
        import_id: draft.import_id,
        created_by,
    };
    let numbers = super::next_numbers(tx, today, drafts.len())?;
    let starts: Vec<Start> = drafts.iter().zip(numbers).map(start).collect();
    let rows: Vec<_> = drafts.iter().map(|d| &d.fields).zip(&starts).collect();
    let projects = super::insert_all(tx, &rows, now)?;
    let belongings: Vec<Belongings<'_>> = projects
        .iter()
        .zip(drafts.iter().zip(&parties))
        .map(|(project, (draft, parties))| Belongings {
            project_id: project.id,
            parties,
            phases: &draft.phases,
            codes: &draft.codes,
            unit_ids: &draft.supporting_unit_ids,
        })
        .collect();
    parts::add(tx, &belongings, now)?;
    let tokens: Vec<(i64, Vec<String>)> = projects.iter().zip(&belongings).map(tokens_of).collect();
    add_tokens(tx, search::TABLE, &tokens)?;
    let entries: Vec<Entry> = projects.iter().zip(&belongings).map(entry_of).collect::<Result<_>>()?;
    journal::record_all(tx, entries)?;
    Ok(projects)
}

fn tokens_of((project, with): (&Project, &Belongings<'_>)) -> (i64, Vec<String>) {
    let texts = [project.number.as_str(), &project.name].into_iter();
    let names = with.parties.iter().filter_map(|p| p.name.as_deref());
    let codes = with.codes.iter().map(|c| c.code.as_str());
    (project.id, search::tokens(texts.chain(names).chain(codes)))
}

fn entry_of((project, with): (&Project, &Belongings<'_>)) -> Result<Entry> {
    let mut after = serde_json::to_value(project).map_err(Error::internal)?;
    after["parties"] = serde_json::to_value(with.parties).map_err(Error::internal)?;
    after["phases"] = serde_json::to_value(with.phases).map_err(Error::internal)?;
    after["codes"] = serde_json::to_value(with.codes).map_err(Error::internal)?;
    after["supporting_unit_ids"] = with.unit_ids.into();
    let subject = Subject::new("project", project.id, format!("{} {}", project.number, project.name));
    Ok(Entry::created("project.created", subject, &after))
}
