//! Operations of this room.

mod acts;
mod audits;
mod milestones;
mod parts;
mod periods;
mod reports;
mod restatements;
mod table;

pub use table::{LATES_TABLE, MILESTONES_TABLE, MONTHLY_TABLE};

use super::store::parts::Papers;
use crate::db::types::Doc;
use crate::error::{Error, Result};
use crate::features::projects::{self, Project};
use crate::http::ServiceConfig;
use crate::journal::{self, Subject};
use crate::policy::{Action, permitted, require};
use crate::work::Tx;
use serde::Serialize;

/// The operations of this room. Fixed paths come before placeholders.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(periods::list_report_periods)
        .service(periods::get_weekly_due)
        .service(periods::get_report_period)
        .service(periods::freeze_report_period)
        .service(periods::list_report_lates)
        .service(periods::summarize_report_lates)
        .service(reports::list_monthly_reports)
        .service(acts::report_unchanged)
        .service(acts::submit_monthly_reports)
        .service(audits::audit_monthly_reports)
        .service(reports::list_project_reports)
        .service(reports::get_monthly_report)
        .service(reports::save_monthly_report)
        .service(acts::recall_monthly_report)
        .service(audits::audit_monthly_report)
        .service(restatements::list_restatements)
        .service(restatements::create_restatement)
        .service(restatements::get_restatement)
        .service(restatements::decide_restatement)
        .service(parts::get_year_plan)
        .service(parts::put_year_plan)
        .service(milestones::list_milestones)
        .service(milestones::list_project_milestones)
        .service(milestones::create_milestones)
        .service(milestones::create_milestone)
        .service(milestones::get_milestone)
        .service(milestones::replace_milestone)
        .service(milestones::complete_milestone)
        .service(milestones::take_back_milestone)
        .service(milestones::withdraw_milestone)
        .service(parts::list_pauses)
        .service(parts::request_pause)
        .service(parts::get_pause)
        .service(parts::decide_pause)
        .service(parts::end_pause)
        .service(parts::list_statistics_entries)
        .service(parts::create_statistics_entry)
        .service(parts::get_statistics_entry)
        .service(parts::withdraw_statistics_entry);
}

/// The project, if the caller sees it and may do this to it.
fn project_for(tx: &mut Tx<'_>, id: i64, action: Action) -> Result<Project> {
    let project = projects::find_visible(tx, id)?;
    require(tx.caller, action, projects::relations(tx.caller, &project))?;
    Ok(project)
}

/// Of these actions those that the caller may do to the project.
fn can(tx: &Tx<'_>, project: &Project, possible: &[Action]) -> Vec<String> {
    permitted(tx.caller, possible, projects::relations(tx.caller, project))
}

/// The project as the log calls it.
fn subject(project: &Project) -> Subject {
    Subject::new("project", project.id, format!("{} {}", project.number, project.name))
}

/// A change of something that belongs to a project is part of the project's history.
fn record<T: Serialize>(
    tx: &mut Tx<'_>,
    event: &str,
    project: &Project,
    before: Option<&T>,
    after: &T,
) -> Result<()> {
    journal::record(tx, event, &subject(project), before, Some(after))
}

/// What is refused or sent back needs words.
fn check_opinion(needed: bool, opinion: Option<&str>) -> Result<()> {
    let silent = opinion.is_none_or(|o| o.trim().is_empty());
    if needed && silent {
        return Err(Error::field("/opinion", "required", "没有通过的请写明意见，让对方知道改什么。"));
    }
    Ok(())
}

/// Nobody decides what rests on a file of his own.
fn uploaders(tx: &mut Tx<'_>, files: &Doc) -> Result<Vec<Option<i64>>> {
    crate::features::files::uploaders(tx, &files.read::<Vec<i64>>())
}

fn papers(tx: &mut Tx<'_>, list: &Doc) -> Result<Papers> {
    Papers::of(tx, [list])
}
