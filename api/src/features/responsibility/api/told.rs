//! Responsibilities that are told to the system when a city is set up: each through the door that people take.

use super::super::model::handovers::{HandoverInput, SubstituteInput};
use super::super::model::plans::PlanInput;
use super::super::model::{AssignmentInput, AssignmentRole};
use super::{assignments, handovers, label, plans, substitutes};
use crate::error::{Error, Result};
use crate::features::files;
use crate::features::people::store::users::find_by_username;
use crate::features::projects::{self, Project};
use crate::journal::{self, Subject};
use crate::work::Tx;
use chrono::{Days, NaiveDate};
use serde::Deserialize;
use serde_json::json;

/// One line: what is told, of whom, since how many days.
#[derive(Debug, Clone, Deserialize)]
pub struct AssignmentLine {
    /// `assignment`, `handover`, `substitute`, `plan` or `tag`.
    pub what: String,
    /// Part of the project's name; empty for what belongs to none.
    pub project: String,
    /// Role of an assignment.
    pub role: String,
    /// User name of the holder, or of who hands over or is away.
    pub user: String,
    /// User name of who takes over or stands in.
    pub other: String,
    /// First day, so many days before today.
    pub days_ago: i64,
    /// Last day, so many days before today (negative: after); empty for what goes on.
    pub until_days_ago: Option<i64>,
    /// Why; of a plan its main points.
    pub reason: String,
}

fn day(today: NaiveDate, ago: i64) -> NaiveDate {
    let days = Days::new(ago.unsigned_abs());
    if ago >= 0 { today - days } else { today + days }
}

fn project_of(tx: &mut Tx<'_>, name: &str) -> Result<Project> {
    let id = super::super::store::hooks::project_named(tx, name)?;
    let id = id.ok_or_else(|| Error::field("/project", "unknown", format!("没有名称含“{name}”的项目。")))?;
    projects::find_visible(tx, id)
}

/// Tells one line; `paper` is what the plans look like.
///
/// # Errors
/// As the doors.
pub fn load(tx: &mut Tx<'_>, line: &AssignmentLine, paper: &[u8]) -> Result<()> {
    let today = tx.today();
    let from_on = day(today, line.days_ago);
    let until_on = line.until_days_ago.map(|ago| day(today, ago));
    let reason = Some(line.reason.clone()).filter(|r| !r.is_empty());
    match line.what.as_str() {
        "assignment" => {
            let role: AssignmentRole = line
                .role
                .parse()
                .map_err(|_| Error::field("/role", "unknown", format!("角色“{}”无法识别。", line.role)))?;
            let (project, user) = (project_of(tx, &line.project)?, find_by_username(tx, &line.user)?);
            let input = AssignmentInput {
                role,
                user_id: user.id,
                from_on: Some(from_on),
                until_on,
                replaces: None,
                reason,
            };
            assignments::assign(tx, &project, &input).map(drop)
        }
        "handover" => {
            let (from, to) = (find_by_username(tx, &line.user)?, find_by_username(tx, &line.other)?);
            let project = project_of(tx, &line.project)?;
            let input = HandoverInput {
                from_user_id: from.id,
                to_user_id: to.id,
                on: Some(from_on),
                reason: line.reason.clone(),
                roles: None,
                project_ids: Some(vec![project.id]),
            };
            handovers::make(tx, &input).map(drop)
        }
        "substitute" => {
            let (user, other) = (find_by_username(tx, &line.user)?, find_by_username(tx, &line.other)?);
            let input = SubstituteInput {
                user_id: Some(user.id),
                substitute_id: other.id,
                from_on,
                until_on: until_on.unwrap_or(today),
                reason: line.reason.clone(),
            };
            substitutes::name(tx, &input).map(drop)
        }
        "plan" => {
            let project = project_of(tx, &line.project)?;
            let input = PlanInput {
                title: format!("{}推进工作方案", project.name),
                summary: line.reason.clone(),
                file_id: files::keep(tx, "推进工作方案.pdf", paper)?.id,
                approved_on: from_on,
                reason: None,
                after_no: 0,
            };
            plans::add(tx, &project, &input).map(drop)
        }
        "tag" => {
            let project = project_of(tx, &line.project)?;
            let now = tx.now;
            projects::store::tags::add(tx, &[(project.id, line.reason.clone())], now)?;
            let tags = json!({ "tags": [line.reason] });
            let subject = Subject::new("project", project.id, label(&project));
            journal::created(tx, projects::TAGS_CHANGED, &subject, &tags)
        }
        other => Err(Error::field("/what", "unknown", format!("“{other}”无法识别。"))),
    }
}
