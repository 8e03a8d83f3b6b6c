//! Handlers: the life of a project ([`lifecycle`]), its stage records ([`records`]), ends ([`ends`]), the board ([`board`]).

mod amendments;
mod board;
mod ends;
mod events;
mod lifecycle;
mod records;
mod signatures;
mod table;
mod told;
mod views;

pub use ends::{share, take_up};
pub use table::{AMENDMENTS_TABLE, EVENTS_TABLE, SIGNATURES_TABLE, STAGE_DAYS, TABLE};
pub use told::{
    EventLine, SignatureLine, audit_told, hand_in_told, load_event, suspend_told, take_over_told,
    terminate_told,
};

use super::model::{AuditState, Gates, LogRow, NextPerson, StageRecord};
use super::rules::{Facts, Standing};
use super::store;
use crate::error::{Code, Error, Result};
use crate::features::files;
use crate::features::projects::{self, EndState, Project};
use crate::features::responsibility::{self, model::AssignmentView};
use crate::http::ServiceConfig;
use crate::policy::{self, Action, Relations};
use crate::work::Tx;

/// The operations of this room.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(lifecycle::get_lifecycle)
        .service(lifecycle::list_transitions)
        .service(lifecycle::transition_project)
        .service(lifecycle::return_project)
        .service(records::create_stage_record)
        .service(records::get_stage_record)
        .service(records::replace_stage_record)
        .service(records::update_stage_record)
        .service(records::submit_stage_record)
        .service(records::recall_stage_record)
        .service(records::audit_stage_record)
        .service(ends::suspend_project)
        .service(ends::resume_project)
        .service(ends::terminate_project)
        .service(ends::withdraw_project)
        .service(board::get_board)
        .service(board::list_stock_opinions)
        .service(events::list_signing_events)
        .service(events::create_signing_event)
        .service(events::get_signing_event)
        .service(events::replace_signing_event)
        .service(events::update_signing_event)
        .service(events::close_signing_event)
        .service(signatures::read::summarize_event_signatures)
        .service(signatures::read::list_signatures)
        .service(signatures::takeovers::take_over_signatures)
        .service(signatures::read::list_project_signatures)
        .service(signatures::write::create_signature)
        .service(signatures::read::get_signature)
        .service(signatures::write::replace_signature)
        .service(signatures::write::update_signature)
        .service(signatures::write::submit_signature)
        .service(signatures::write::recall_signature)
        .service(signatures::write::audit_signature)
        .service(signatures::repeats::list_repeat_suspicions)
        .service(signatures::repeats::answer_repeat_suspicion)
        .service(amendments::list_amendments)
        .service(amendments::list_project_amendments)
        .service(amendments::create_amendment)
        .service(amendments::get_amendment)
        .service(amendments::replace_amendment)
        .service(amendments::update_amendment)
        .service(amendments::submit_amendment)
        .service(amendments::recall_amendment)
        .service(amendments::audit_amendment);
}

/// Everything about a project's life, read in one go.
struct Life {
    project: Project,
    relations: Relations,
    gates: Gates,
    gate_revision: i32,
    records: Vec<StageRecord>,
    log: Vec<LogRow>,
    facts: Facts,
    standing: Standing,
    /// Who is to take the next step, by the chain of responsibility.
    persons: Vec<NextPerson>,
}

impl Life {
    /// The life of a project that the caller may see.
    fn find(tx: &mut Tx<'_>, project_id: i64) -> Result<Self> {
        let project = projects::find_visible(tx, project_id)?;
        Self::of(tx, project)
    }

    fn of(tx: &mut Tx<'_>, project: Project) -> Result<Self> {
        let today = tx.today();
        let (gates, gate_revision) = store::gates_in_force(tx, today)?;
        let records = store::records_of(tx, project.id)?;
        let log = store::log_of(tx, project.id)?;
        let facts = store::facts(tx, &project, &records, today)?;
        let standing = store::standing(&project, &log);
        let relations = projects::relations(tx.caller, &project);
        let persons = next_persons(responsibility::serving(tx, project.id)?);
        Ok(Self { project, relations, gates, gate_revision, records, log, facts, standing, persons })
    }

    fn require(&self, tx: &Tx<'_>, action: Action) -> Result<()> {
        policy::require(tx.caller, action, self.relations)
    }

    /// Records of a suspended or ended project are read-only.
    fn require_under_way(&self) -> Result<()> {
        require_under_way(&self.project)
    }
}

/// Each person once, with all he is on the project.
fn next_persons(terms: Vec<AssignmentView>) -> Vec<NextPerson> {
    let mut persons: Vec<NextPerson> = Vec::new();
    for term in terms {
        let role = term.assignment.role.label();
        match persons.iter_mut().find(|p| p.user_id == term.assignment.user_id) {
            Some(known) => known.role = format!("{}、{role}", known.role),
            None => persons.push(NextPerson {
                user_id: term.assignment.user_id,
                name: term.user_name,
                unit_name: term.unit_name,
                role: role.to_owned(),
            }),
        }
    }
    persons
}

/// Refuses a suspended or ended project.
fn require_under_way(project: &Project) -> Result<()> {
    let Some(state) = project.end_state else { return Ok(()) };
    let how = if state == EndState::Suspended {
        "请先办理恢复。"
    } else {
        "已结束的项目只能查看。"
    };
    Err(Error::new(Code::ProjectEnded).detail(format!("项目已{}，不能再填报或审核。{how}", state.label())))
}

/// What is done with an audited paper: a stage record, a signature, an amendment.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Edit,
    Submit,
    Recall,
    Audit,
}

/// 409 for a paper whose state does not allow the step.
fn require_step(state: AuditState, step: Step) -> Result<()> {
    let fits = match step {
        Step::Edit | Step::Submit => state.is_open(),
        Step::Recall | Step::Audit => state == AuditState::Submitted,
    };
    if fits {
        return Ok(());
    }
    let what = match step {
        Step::Edit => "修改",
        Step::Submit => "提交",
        Step::Recall => "撤回",
        Step::Audit => "审核",
    };
    let how = match state {
        AuditState::Submitted => "已提交的记录请先撤回，或等待审核",
        AuditState::Passed => "审核通过的记录不可改动，更正须走变更程序",
        AuditState::Rejected => "审核未通过的记录已封存，请新建一条记录",
        _ => "请先提交",
    };
    let code = match (step, state) {
        (Step::Edit, AuditState::Passed) => Code::FileImmutable,
        _ => Code::LifecycleNotPossible,
    };
    Err(Error::new(code).detail(format!("这条记录{}，不能{what}。{how}。", state.label())))
}

/// Refuses an auditor who submitted the paper or uploaded a file it rests on.
fn require_other(tx: &mut Tx<'_>, submitted_by: Option<i64>, file_ids: &[i64]) -> Result<()> {
    let uploaders = files::uploaders(tx, file_ids)?;
    policy::check_audit(tx.caller.user_id, submitted_by, &uploaders)
}
