//! What the rooms hold of made-up projects: rows, what they are drawn from, and how they are written.

use super::rows::{Made, World};
use super::world::Chance;
use super::{care, course};
use chengfeng::db::Db;
use chengfeng::db::schema::{
    approval_items, approval_pauses, assignments, milestones, monthly_reports, project_pauses, slip_log,
    slips, statistics_entries, ticket_steps, tickets, units, users, year_plans,
};
use chengfeng::db::types::{Doc, Stamp};
use chengfeng::error::{Error, Result};
use chengfeng::features::calendar::{self, rules::Calendar};
use chengfeng::features::progress::model::Period;
use chengfeng::features::progress::rules::{month_of, months_later};
use chengfeng::features::progress::store::periods;
use chengfeng::features::services::model::rules::ProcedureStep;
use chengfeng::features::{services, supervision};
use chengfeng::insert_all;
use chengfeng::policy::Role;
use chengfeng::work::Tx;
use chrono::{Days, NaiveDate};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use std::collections::HashMap;

/// Months that were reported before the one under way.
const MONTHS: i32 = 6;
/// What keeps a frozen month from taking reports, on SQLite; those of the made-up projects come later than the demo's
/// freeze.
const CLOSED: &str = "monthly_reports_closed";
/// The same on PostgreSQL.
const CLOSED_PG: &str = "monthly_reports_frozen";

/// What the rows of the rooms are drawn from.
pub struct Ground {
    /// Clerks of a unit.
    pub staff: HashMap<i64, Vec<i64>>,
    /// Unit of a person.
    pub unit_of: HashMap<i64, i64>,
    pub clerks: Vec<i64>,
    pub bureau: Vec<i64>,
    pub leaders: Vec<i64>,
    /// Units with a window.
    pub offices: Vec<i64>,
    /// The months in which reports are due, oldest first.
    pub periods: Vec<Period>,
    /// Procedures that every project needs, in their order.
    pub steps: Vec<ProcedureStep>,
    pub slip_revision: i32,
    pub next_ticket: i64,
    pub next_slip: i64,
    pub next_item: i64,
    calendar: Calendar,
    deadlines: HashMap<(NaiveDate, u32), NaiveDate>,
}

impl Ground {
    /// Opens the months and reads everything else.
    pub fn new(tx: &mut Tx<'_>) -> Result<Self> {
        tx.mark_journalled(); // months may all be open already
        let today = tx.today();
        for back in (0..=MONTHS).rev() {
            periods::open(tx, months_later(month_of(today), -back))?;
        }
        let people: Vec<(i64, i64, Doc)> = users::table
            .filter(users::username.not_like("test-%").and(users::status.eq("active")))
            .order(users::id)
            .select((users::id, users::unit_id, users::roles))
            .load(&mut **tx)?;
        let with = |role: Role| -> Vec<i64> {
            let of = people.iter().filter(|(_, _, roles)| roles.read::<Vec<Role>>().contains(&role));
            of.map(|(id, ..)| *id).collect()
        };
        let (clerks, bureau, leaders) = (with(Role::Clerk), with(Role::Bureau), with(Role::Leader));
        let unit_of: HashMap<i64, i64> = people.iter().map(|(id, unit, _)| (*id, *unit)).collect();
        let mut staff: HashMap<i64, Vec<i64>> = HashMap::new();
        for id in &clerks {
            staff.entry(unit_of[id]).or_default().push(*id);
        }
        let (template, _) = services::store::settings::procedures(tx, today)?;
        let (_, slip_revision) = supervision::store::times::in_force(tx, today)?;
        let last = |id: Option<i64>| id.unwrap_or(0) + 1;
        Ok(Self {
            staff,
            unit_of,
            clerks,
            bureau,
            leaders,
            offices: units::table
                .filter(units::kind.eq("department"))
                .order(units::id)
                .select(units::id)
                .load(&mut **tx)?,
            periods: periods::all(tx)?,
            steps: template.steps.into_iter().filter(|s| !s.optional).collect(),
            slip_revision,
            next_ticket: last(tickets::table.select(diesel::dsl::max(tickets::id)).first(&mut **tx)?),
            next_slip: last(slips::table.select(diesel::dsl::max(slips::id)).first(&mut **tx)?),
            next_item: last(
                approval_items::table.select(diesel::dsl::max(approval_items::id)).first(&mut **tx)?,
            ),
            calendar: calendar::store::load(tx)?,
            deadlines: HashMap::new(),
        })
    }

    /// Somebody of a unit, or anybody where it has nobody.
    pub fn clerk_of(&self, chance: &mut Chance, unit_id: i64) -> i64 {
        *chance.one(self.staff.get(&unit_id).unwrap_or(&self.clerks))
    }

    /// The last of so many working days, by the city's calendar.
    pub fn due(&mut self, from: NaiveDate, days: u32) -> NaiveDate {
        let calendar = &self.calendar;
        *self.deadlines.entry((from, days)).or_insert_with(|| {
            let counted = calendar::rules::working_day_deadline(calendar, from, days, &[]).ok();
            counted.and_then(|d| d.due_on).unwrap_or(from + Days::new(u64::from(days)))
        })
    }
}

/// Rows of some projects.
#[derive(Default)]
pub struct Rooms {
    pub milestones: Vec<MilestoneRow>,
    pub plans: Vec<PlanRow>,
    pub reports: Vec<ReportRow>,
    pub pauses: Vec<PauseRow>,
    pub entries: Vec<EntryRow>,
    pub terms: Vec<TermRow>,
    pub items: Vec<ItemRow>,
    pub item_pauses: Vec<ItemPauseRow>,
    pub tickets: Vec<TicketRow>,
    pub steps: Vec<StepRow>,
    pub slips: Vec<SlipRow>,
    pub log: Vec<LogRow>,
}

super::rows::rows! {
    MilestoneRow in milestones {
        project_id: i64, code: String, name: String, planned_on: NaiveDate, actual_on: Option<NaiveDate>, sort_no: i32,
        file_ids: Doc, done_by: Option<i64>, done_at: Option<Stamp>, created_by: Option<i64>, created_at: Stamp,
    }
    PlanRow in year_plans {
        project_id: i64, year: i32, planned_yuan: i64, invested_before_yuan: Option<i64>, set_by: Option<i64>,
        updated_at: Stamp,
    }
    ReportRow in monthly_reports {
        period_id: i64, project_id: i64, unit_id: i64, month_on: NaiveDate, invested_month_yuan: i64,
        invested_total_yuan: i64, opening_yuan: i64, adjusted_yuan: i64, image_progress: String, image_changed: bool,
        problems: Option<String>, next_month: Option<String>, confirmed: Doc, state: String, saved_by: Option<i64>,
        saved_at: Stamp, submitted_by: Option<i64>, submitted_at: Option<Stamp>, first_submitted_at: Option<Stamp>,
        late: bool, audited_by: Option<i64>, audited_at: Option<Stamp>, audit_opinion: Option<String>,
    }
    PauseRow in project_pauses {
        project_id: i64, kind: String, cause: String, file_ids: Doc, from_on: NaiveDate, until_on: NaiveDate,
        state: String, requested_by: Option<i64>, requested_at: Stamp, decided_by: Option<i64>,
        decided_at: Option<Stamp>,
    }
    EntryRow in statistics_entries {
        project_id: i64, entered_on: NaiveDate, file_ids: Doc, recorded_by: Option<i64>, recorded_at: Stamp,
    }
    TermRow in assignments {
        project_id: i64, role: String, user_id: i64, unit_id: i64, post: String, from_on: NaiveDate,
        until_on: Option<NaiveDate>, assigned_by: Option<i64>, began_at: Stamp, ended_at: Option<Stamp>,
        end_reason: Option<String>,
    }
    ItemRow in approval_items {
        id: i64, project_id: i64, code: String, name: String, basis: Option<String>, sort_no: i32,
        parallel_group: Option<String>, after_codes: Doc, unit_id: Option<i64>, window_name: Option<String>,
        standard_days: Option<i32>, promised_days: Option<i32>, received_on: Option<NaiveDate>,
        due_on: Option<NaiveDate>, finished_on: Option<NaiveDate>, actual_days: Option<i32>, file_ids: Doc,
        state: String, created_by: Option<i64>, created_at: Stamp, updated_at: Stamp,
    }
    ItemPauseRow in approval_pauses {
        item_id: i64, from_on: NaiveDate, reason: String, file_ids: Doc, paused_by: Option<i64>, paused_at: Stamp,
    }
    TicketRow in tickets {
        id: i64, number: String, enterprise_id: i64, project_id: Option<i64>, kind: String, title: String, said: String,
        level: String, raised_on: NaiveDate, raised_by: Option<i64>, raised_by_enterprise: bool,
        raising_unit_id: Option<i64>, unit_id: Option<i64>, accept_due_on: NaiveDate, accepted_on: Option<NaiveDate>,
        promised_on: Option<NaiveDate>, answered_on: Option<NaiveDate>, closed_on: Option<NaiveDate>, state: String,
        satisfaction: Option<i32>, reopened_count: i32, created_at: Stamp, updated_at: Stamp,
    }
    StepRow in ticket_steps {
        ticket_id: i64, kind: String, text: Option<String>, file_ids: Doc, by_id: Option<i64>, by_enterprise: bool,
        at: Stamp,
    }
    SlipRow in slips {
        id: i64, number: String, kind: String, basis: String, basis_text: Option<String>, project_id: Option<i64>,
        matter: String, unit_id: i64, person_id: Option<i64>, issued_by: i64, issued_at: Stamp, received_on: NaiveDate,
        working_days: i32, due_on: NaiveDate, rule_revision: i32, state: String, root_id: Option<i64>,
        raised_from_id: Option<i64>, answered_at: Option<Stamp>, answered_by: Option<i64>, closed_at: Option<Stamp>,
        close_note: Option<String>, updated_at: Stamp,
    }
    LogRow in slip_log {
        slip_id: i64, act: String, due_on: Option<NaiveDate>, done_by: Option<i64>, done_at: Stamp,
    }
}

/// The rows of these projects; nothing of those that ended.
pub fn of(chance: &mut Chance, world: &World, ground: &mut Ground, made: &[Made]) -> Rooms {
    let mut rooms = Rooms::default();
    for m in made {
        let project = &m.project[0];
        if project.end_state.is_some() {
            continue;
        }
        course::of(chance, world, ground, project, &mut rooms);
        let enterprise = m.parties.first().and_then(|p| p.enterprise_id);
        care::of(chance, world, ground, (project, enterprise), &mut rooms);
    }
    rooms
}

/// An empty list of files.
pub fn no_files() -> Doc {
    Doc(serde_json::json!([]))
}

/// Writes the rows, table by table.
pub fn write(tx: &mut Tx<'_>, rooms: &Rooms) -> Result<()> {
    tx.mark_journalled();
    open_to_all(tx, |db| Ok(insert_all!(db, monthly_reports::table, rooms.reports.iter().cloned())?))?;
    insert_all!(&mut **tx, milestones::table, rooms.milestones.iter().cloned())?;
    insert_all!(&mut **tx, year_plans::table, rooms.plans.iter().cloned())?;
    insert_all!(&mut **tx, project_pauses::table, rooms.pauses.iter().cloned())?;
    insert_all!(&mut **tx, statistics_entries::table, rooms.entries.iter().cloned())?;
    insert_all!(&mut **tx, assignments::table, rooms.terms.iter().cloned())?;
    insert_all!(&mut **tx, approval_items::table, rooms.items.iter().cloned())?;
    insert_all!(&mut **tx, approval_pauses::table, rooms.item_pauses.iter().cloned())?;
    insert_all!(&mut **tx, tickets::table, rooms.tickets.iter().cloned())?;
    insert_all!(&mut **tx, ticket_steps::table, rooms.steps.iter().cloned())?;
    insert_all!(&mut **tx, slips::table, rooms.slips.iter().cloned())?;
    insert_all!(&mut **tx, slip_log::table, rooms.log.iter().cloned())?;
    Ok(())
}

/// Writes reports into months that the demo city has frozen: the trigger is back before anybody else sees the database.
fn open_to_all(db: &mut Db, write: impl FnOnce(&mut Db) -> Result<()>) -> Result<()> {
    #[derive(QueryableByName)]
    struct Said {
        #[diesel(sql_type = diesel::sql_types::Text)]
        sql: String,
    }
    if db.is_pg() {
        db.batch_execute(&format!("ALTER TABLE monthly_reports DISABLE TRIGGER {CLOSED_PG}"))?;
        write(db)?;
        return Ok(db.batch_execute(&format!("ALTER TABLE monthly_reports ENABLE TRIGGER {CLOSED_PG}"))?);
    }
    let said = format!("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = '{CLOSED}'");
    let found: Option<Said> = diesel::sql_query(said).get_result(db).optional()?;
    let trigger = found.ok_or_else(|| Error::internal(format!("no trigger {CLOSED}")))?;
    db.batch_execute(&format!("DROP TRIGGER {CLOSED}"))?;
    write(db)?;
    Ok(db.batch_execute(&trigger.sql)?)
}
