//! What waits for the caller in the papers of projects: stage records, signatures, amendments, funds, monthly reports.
//! They all go the same way: handed in by one person, audited by another, given back to be completed.

use super::super::model::EndState;
use super::super::model::funds::EntryState;
use super::visible;
use crate::auth::Caller;
use crate::db::schema::{funds_entries, projects};
use crate::db::types::Stamp;
use crate::db::{MultiBackend, for_ids};
use crate::error::Result;
use crate::features::files;
use crate::policy::{self, Action, Reach, Relations, allowed};
use crate::text::money;
use crate::waiting::{InboxKind, InboxResource, InboxTab, Waiting};
use crate::work::Tx;
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use std::collections::{HashMap, HashSet};

/// What every paper that waits has in common.
#[derive(Debug, Clone)]
pub struct Paper {
    /// Its id.
    pub id: i64,
    /// Its project.
    pub project_id: i64,
    /// Was it given back to be completed? Otherwise it waits for its audit.
    pub returned: bool,
    /// Who handed it in.
    pub submitted_by: Option<i64>,
    /// When.
    pub submitted_at: Option<Stamp>,
    /// Who gave it back.
    pub audited_by: Option<i64>,
    /// When.
    pub audited_at: Option<Stamp>,
    /// With which words.
    pub opinion: Option<String>,
    /// What it is, for people.
    pub what: String,
}

/// What one kind of papers is called and who may do what with it.
#[derive(Debug, Clone, Copy)]
pub struct PaperKind {
    /// It waits for its audit.
    pub audit: InboxKind,
    /// It is to be completed.
    pub returned: InboxKind,
    /// What the auditor must be allowed to.
    pub audits: Action,
    /// What the author must be allowed to.
    pub submits: Action,
    /// In which projects it goes on.
    pub goes_on: fn(Option<EndState>) -> bool,
}

/// Of a project what decides about its papers.
#[derive(Debug, Clone)]
pub struct Ground {
    /// Name.
    pub name: String,
    id: i64,
    lead_unit_id: i64,
    created_by: Option<i64>,
    end_state: Option<EndState>,
}

impl Ground {
    /// As `projects::relations`.
    fn relations(&self, caller: &Caller) -> Relations {
        Relations {
            own_unit: caller.covers_unit(self.lead_unit_id),
            assigned: caller.serves(self.id),
            party: matches!(policy::visible(caller).reach, Reach::Party(_)),
            own: self.created_by.is_some() && self.created_by == caller.user_id,
        }
    }
}

/// Of these projects the ones that the caller sees.
///
/// # Errors
/// Database errors.
pub fn grounds(tx: &mut Tx<'_>, ids: impl Iterator<Item = i64>) -> Result<HashMap<i64, Ground>> {
    type Row = (i64, String, i64, Option<i64>, Option<EndState>);
    let who = policy::visible(tx.caller);
    let ids: HashSet<i64> = ids.collect();
    let ids: Vec<i64> = ids.into_iter().collect();
    let rows: Vec<Row> = for_ids(&ids, |some| {
        let of =
            (projects::id, projects::name, projects::lead_unit_id, projects::created_by, projects::end_state);
        let wanted = projects::table.filter(projects::id.eq_any(some.to_vec())).filter(visible(&who));
        wanted.select(of).load(&mut **tx)
    })?;
    let ground = |(id, name, lead_unit_id, created_by, end_state)| {
        (id, Ground { id, name, lead_unit_id, created_by, end_state })
    };
    Ok(rows.into_iter().map(ground).collect())
}

/// Has the caller this action at all, whatever the relation it takes?
fn at_all(caller: &Caller, action: Action) -> bool {
    allowed(caller, action, Relations::ANY)
}

/// What waits of one kind. `load` reads the papers handed in or given back, all or those of one person; `files` names
/// the documents of these papers, since nobody audits what rests on a file of his own.
///
/// # Errors
/// Database errors.
pub fn papers(
    tx: &mut Tx<'_>,
    tab: InboxTab,
    kind: &PaperKind,
    load: impl Fn(&mut Tx<'_>, Option<i64>) -> Result<Vec<Paper>>,
    files: impl Fn(&mut Tx<'_>, &[i64]) -> Result<Vec<(i64, i64)>>,
) -> Result<Vec<Waiting>> {
    let Some(me) = tx.caller.user_id else { return Ok(Vec::new()) };
    let mut rows: Vec<Paper> = Vec::new();
    match tab {
        InboxTab::Done | InboxTab::Cc | InboxTab::Supervised => return Ok(Vec::new()),
        InboxTab::Started if at_all(tx.caller, kind.submits) => {
            rows.extend(load(tx, Some(me))?.into_iter().filter(|p| !p.returned));
        }
        InboxTab::Started => {}
        InboxTab::Todo => {
            if at_all(tx.caller, kind.audits) {
                rows.extend(
                    load(tx, None)?.into_iter().filter(|p| !p.returned && p.submitted_by != Some(me)),
                );
                let ids: Vec<i64> = rows.iter().map(|p| p.id).collect();
                let documents = files(tx, &ids)?;
                let own = own_documents(tx, documents)?;
                rows.retain(|p| !own.contains(&p.id));
            }
            if at_all(tx.caller, kind.submits) {
                rows.extend(load(tx, Some(me))?.into_iter().filter(|p| p.returned));
            }
        }
    }
    let grounds = grounds(tx, rows.iter().map(|p| p.project_id))?;
    let caller = tx.caller;
    let shown = |paper: Paper| {
        let ground = grounds.get(&paper.project_id).filter(|g| (kind.goes_on)(g.end_state))?;
        let action = if tab == InboxTab::Todo && !paper.returned { kind.audits } else { kind.submits };
        allowed(caller, action, ground.relations(caller)).then(|| waiting(kind, tab, paper, &ground.name))
    };
    Ok(rows.into_iter().filter_map(shown).collect())
}

/// The papers of which one of these documents was uploaded by the caller.
fn own_documents(tx: &mut Tx<'_>, documents: Vec<(i64, i64)>) -> Result<HashSet<i64>> {
    let ids: Vec<i64> = documents.iter().map(|(_, file)| *file).collect();
    let own = files::uploaded_by_caller(tx, &ids)?;
    Ok(documents.into_iter().filter(|(_, file)| own.contains(file)).map(|(paper, _)| paper).collect())
}

fn waiting(kind: &PaperKind, tab: InboxTab, paper: Paper, project: &str) -> Waiting {
    let submitted = paper.submitted_at.unwrap_or(Stamp::from_micros(0));
    let what = &paper.what;
    let (kind, why, from_id, since_at) = if paper.returned {
        let opinion = paper.opinion.as_deref().unwrap_or("没有写意见");
        let why = format!("您提交的{what}暂未通过，请补充后再提交：{opinion}");
        (kind.returned, why, paper.audited_by, paper.audited_at.unwrap_or(submitted))
    } else if tab == InboxTab::Started {
        (kind.audit, format!("您提交的{what}，等待审核"), paper.submitted_by, submitted)
    } else {
        (kind.audit, format!("{what}已提交，由您所在的角色审核"), paper.submitted_by, submitted)
    };
    Waiting {
        kind,
        subject: project.to_owned(),
        why,
        from_id,
        since_at,
        due_on: None,
        resource: InboxResource::Project,
        resource_id: paper.project_id,
        part_id: Some(paper.id),
    }
}

/// What waits in the ledgers of funds.
///
/// # Errors
/// Database errors.
pub fn funds(tx: &mut Tx<'_>, tab: InboxTab) -> Result<Vec<Waiting>> {
    const KIND: PaperKind = PaperKind {
        audit: InboxKind::FundsAudit,
        returned: InboxKind::FundsReturned,
        audits: Action::FundsAudit,
        submits: Action::FundsRecord,
        goes_on: |end| matches!(end, None | Some(EndState::Suspended)),
    };
    papers(tx, tab, &KIND, open_funds, |tx, ids| {
        let rows: Vec<(i64, Option<i64>)> = for_ids(ids, |some| {
            let of = funds_entries::table.filter(funds_entries::id.eq_any(some.to_vec()));
            of.select((funds_entries::id, funds_entries::proof_file_id)).load(&mut **tx)
        })?;
        Ok(rows.into_iter().filter_map(|(id, file)| Some((id, file?))).collect())
    })
}

fn open_funds(tx: &mut Tx<'_>, by: Option<i64>) -> Result<Vec<Paper>> {
    type Row = (i64, i64, EntryState, Option<i64>, Stamp, Option<i64>, Option<Stamp>, Option<String>, i64);
    // as the index of open entries says it
    let mut rows = funds_entries::table
        .filter(sql::<Bool>("funds_entries.state IN ('submitted','supplement')"))
        .into_boxed::<MultiBackend>();
    if let Some(by) = by {
        rows = rows.filter(funds_entries::submitted_by.assume_not_null().eq(by));
    }
    let columns = (
        funds_entries::id,
        funds_entries::project_id,
        funds_entries::state,
        funds_entries::submitted_by,
        funds_entries::submitted_at,
        funds_entries::audited_by,
        funds_entries::audited_at,
        funds_entries::audit_opinion,
        funds_entries::amount_yuan,
    );
    let rows: Vec<Row> = rows.select(columns).load(&mut **tx)?;
    let paper =
        |(id, project_id, state, submitted_by, at, audited_by, audited_at, opinion, yuan): Row| Paper {
            id,
            project_id,
            returned: state == EntryState::Supplement,
            submitted_by,
            submitted_at: Some(at),
            audited_by,
            audited_at,
            opinion,
            what: format!("到位资金{}", money::exact(yuan)),
        };
    Ok(rows.into_iter().map(paper).collect())
}
