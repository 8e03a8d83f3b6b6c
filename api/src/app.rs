//! The application: what it is made of, THE list of rooms, THE list of jobs. Used by `main`, the tests and the
//! generation of the OpenAPI document.

use crate::auth::authenticate::CallerCache;
use crate::auth::jwt::Keys;
use crate::clock::Clock;
use crate::config::Config;
use crate::db::Db;
use crate::db::pool::{Pools, Target};
use crate::db::types::Stamp;
use crate::error::{Blocking, Result};
use crate::features::people::model::OpenWork;
use crate::features::{self, people};
use crate::http::contract::Contract;
use crate::http::idempotency::Running;
use crate::http::limits::Limits;
use crate::http::service::{Description, ServiceConfig};
use crate::http::spa::Pages;
use crate::http::{Written, docs, fallback, finish, openapi};
use crate::journal::{self, Event};
use crate::policy::Visible;
use crate::telemetry::Telemetry;
use crate::waiting::{InboxTab, Waiting};
use crate::work::Tx;
use actix_cors::Cors;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::middleware::{Compress, from_fn};
use actix_web::web::{self, Data};
use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, OnceLock, RwLock, RwLockReadGuard};
use std::time::Duration;

/// Where the operations stand.
const PREFIX: &str = "/api/v1";

/// One running application.
pub struct App {
    /// Settings.
    pub config: Config,
    /// Connections; used by [`crate::work`] only.
    pub pools: Pools,
    /// Time.
    pub clock: Clock,
    /// The OpenAPI document as law.
    pub contract: Arc<Contract>,
    /// Callers seen a moment ago.
    pub callers: CallerCache,
    /// Figures worked out before.
    pub remembered: crate::remembered::Remembered,
    /// What open pages hear at once.
    pub live: crate::live::Live,
    /// Rate limits.
    pub limits: Limits,
    /// Idempotent requests under way.
    pub running: Running,
    /// Logs and metrics.
    pub telemetry: Telemetry,
    /// Set when the process is to stop.
    pub stopping: AtomicBool,
    /// The pages of `web/`, where they are served.
    pub pages: Option<Pages>,
    keys: RwLock<Keys>,
}

/// THE list of rooms.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.configure(features::people::routes)
        .configure(features::calendar::routes)
        .configure(features::files::routes)
        .configure(features::enterprises::routes)
        .configure(features::projects::routes)
        .configure(features::responsibility::routes)
        .configure(features::services::routes)
        .configure(features::progress::routes)
        .configure(features::lifecycle::routes)
        .configure(features::production::routes)
        .configure(features::claims::routes)
        .configure(features::trips::routes)
        .configure(features::talks::routes)
        .configure(features::supervision::routes)
        .configure(features::imports::routes)
        .configure(features::reports::routes)
        .configure(features::views::routes)
        .configure(features::notices::routes)
        .configure(features::inbox::routes)
        .configure(crate::codes::api::routes)
        .configure(crate::rulesets::api::routes)
        .configure(journal::api::routes)
        .configure(crate::jobs::api::routes);
}

/// THE list of background jobs.
pub fn jobs() -> Vec<crate::jobs::Kind> {
    let rooms = [
        features::progress::jobs(),
        features::claims::jobs(),
        features::trips::jobs(),
        features::supervision::jobs(),
        features::imports::jobs(),
        features::reports::jobs(),
        features::notices::jobs(),
    ];
    rooms.into_iter().flatten().collect()
}

/// THE list of lists that can be taken away as a table.
pub fn lists() -> Vec<crate::lists::List> {
    vec![
        features::projects::TABLE,
        features::enterprises::TABLE,
        features::enterprises::MERGES_TABLE,
        features::projects::FUNDS_TABLE,
        features::services::APPROVALS_TABLE,
        features::services::TICKETS_TABLE,
        features::services::COMPLAINTS_TABLE,
        features::services::RECORDS_TABLE,
        features::services::GAPS_TABLE,
        features::progress::MONTHLY_TABLE,
        features::progress::LATES_TABLE,
        features::progress::MILESTONES_TABLE,
        features::responsibility::TABLE,
        features::responsibility::VACANCIES_TABLE,
        features::responsibility::GAPS_TABLE,
        features::responsibility::HANDOVERS_TABLE,
        features::responsibility::SUBSTITUTES_TABLE,
        features::lifecycle::TABLE,
        features::lifecycle::SIGNATURES_TABLE,
        features::lifecycle::EVENTS_TABLE,
        features::lifecycle::AMENDMENTS_TABLE,
        features::production::TABLE,
        features::claims::TABLE,
        features::claims::POOL_TABLE,
        features::claims::OBJECTIONS_TABLE,
        features::claims::TRANSFERS_TABLE,
        features::trips::TRIPS_TABLE,
        features::trips::RECEPTIONS_TABLE,
        features::trips::TOTALS_TABLE,
        features::trips::EFFECTS_TABLE,
        features::talks::TABLE,
        features::supervision::TABLE,
        features::imports::TABLE,
        features::imports::ROWS_TABLE,
        features::reports::RATES_TABLE,
        features::reports::PROGRESS_TABLE,
        features::reports::TARGETS_TABLE,
        features::people::UNITS_TABLE,
        features::people::USERS_TABLE,
        journal::TABLE,
        journal::JOURNAL_TABLE,
    ]
}

/// THE list of columns that rooms add to tables of rooms above them.
pub fn joined_columns() -> Vec<crate::lists::Joined> {
    vec![features::lifecycle::STAGE_DAYS, features::supervision::COLOURS]
}

/// THE list of kinds of rules.
pub fn rule_kinds() -> Vec<crate::rulesets::Kind> {
    vec![
        features::lifecycle::GATES,
        features::responsibility::SPONSORSHIP,
        features::responsibility::CHECKLISTS,
        features::progress::REPORTS,
        features::progress::MILESTONES,
        features::services::PROCEDURES,
        features::services::SERVICE_TIMES,
        features::claims::CLAIM_RULES,
        features::trips::TIMES,
        features::supervision::COLOUR_RULES,
        features::supervision::SUPERVISION,
        features::notices::RULES,
    ]
}

/// Of these changes the ones whose subject the caller may see; every room answers for its own kinds.
///
/// # Errors
/// Database errors.
pub fn keep_visible(tx: &mut Tx<'_>, visible: &Visible, events: Vec<Event>) -> Result<Vec<Event>> {
    let projects = features::projects::visible_events(tx, visible, &events)?;
    let of_files: Vec<i64> =
        events.iter().filter(|e| e.subject_kind == "file").map(|e| e.subject_id).collect();
    let files = features::files::keep_visible_ids(tx, visible, &of_files)?;
    let claims = features::claims::visible_events(tx, visible, &events)?;
    let imports = features::imports::visible_events(tx, visible, &events)?;
    let trips = features::trips::visible_events(tx, visible, &events)?;
    let trip_totals = features::trips::visible_totals(tx, visible, &events)?;
    let receptions = features::trips::visible_receptions(tx, visible, &events)?;
    let talks = features::talks::visible_events(tx, visible, &events)?;
    let services = features::services::visible_events(tx, visible, &events)?;
    let slips = features::supervision::visible_events(tx, visible, &events)?;
    let seen = events.into_iter().filter_map(|event| match event.subject_kind.as_str() {
        "enterprise" => features::enterprises::visible_event(visible, event),
        "file" => files.contains(&event.subject_id).then_some(event),
        "project" => (projects.contains(&event.subject_id)
            && features::projects::shows_event(visible, &event.event))
        .then_some(event),
        "first_claim" => claims.contains(&event.subject_id).then_some(event),
        "signing_event" | "target" => features::lifecycle::sees_events(visible).then_some(event),
        "import" => imports.contains(&event.subject_id).then_some(event),
        "trip" => trips.contains(&event.subject_id).then_some(event),
        "reception" => receptions.contains(&event.subject_id).then_some(event),
        "talk" => talks.contains(&event.subject_id).then_some(event),
        "slip" => slips.contains(&event.subject_id).then_some(event),
        kind if features::services::is_kind(kind) => {
            services.iter().any(|(k, id)| *k == kind && *id == event.subject_id).then_some(event)
        }
        "trip_total" => trip_totals.contains(&event.subject_id).then_some(event),
        kind => journal::api::is_open_kind(kind, visible).then_some(event),
    });
    Ok(seen.collect())
}

/// Moves the rows of one kind that refer to an enterprise; `only` these when a merge is undone. Answers which it moved.
type Mover = fn(&mut Db, from: i64, to: i64, only: Option<&[i64]>) -> Result<Vec<i64>>;

/// THE list of references to enterprises; every room that keeps an `enterprise_id` adds its mover here.
const ENTERPRISE_REFERENCES: &[(&str, Mover)] = &[
    ("api_token", features::enterprises::move_tokens),
    ("project_party", features::projects::move_parties),
    ("first_claim", features::claims::move_claims),
    ("trip_company", features::trips::move_companies),
    ("reception_company", features::trips::move_reception_companies),
    ("talk", features::talks::move_talks),
    ("ticket", features::services::move_tickets),
    ("complaint", features::services::move_complaints),
    ("service_record", features::services::move_records),
];

/// Names what of one kind refers to an enterprise now, as far as the caller may see it; of the rest, how many.
type Uses = fn(&mut Tx<'_>, &Visible, id: i64) -> Result<Vec<Blocking>>;

/// THE list of what keeps an enterprise from being withdrawn; a kind for each of [`ENTERPRISE_REFERENCES`].
const ENTERPRISE_USES: &[(&str, Uses)] = &[
    ("api_token", features::enterprises::uses_by_tokens),
    ("project_party", features::projects::uses_of_enterprise),
    ("first_claim", features::claims::uses_by_claims),
    ("trip_company", features::trips::uses_by_trips),
    ("reception_company", features::trips::uses_by_receptions),
    ("talk", features::talks::uses_by_talks),
    ("ticket", features::services::uses_by_tickets),
    ("complaint", features::services::uses_by_complaints),
    ("service_record", features::services::uses_by_records),
];

/// Everything that refers to an enterprise now; empty when it may be withdrawn.
///
/// # Errors
/// Database errors.
pub fn uses_of_enterprise(tx: &mut Tx<'_>, id: i64) -> Result<Vec<Blocking>> {
    let visible = crate::policy::visible(tx.caller);
    let mut found = Vec::new();
    for (_, uses) in ENTERPRISE_USES {
        found.extend(uses(tx, &visible, id)?);
    }
    Ok(found)
}

/// Moves every reference from one enterprise to another when they are merged, or back again (`earlier`: what the merge
/// moved). Aliases and contacts are the room's own business.
///
/// # Errors
/// Database errors.
pub fn move_enterprise(
    tx: &mut Tx<'_>,
    from: i64,
    to: i64,
    earlier: Option<&features::enterprises::Moves>,
) -> Result<features::enterprises::Moves> {
    let mut moves = features::enterprises::Moves::new();
    for (kind, mover) in ENTERPRISE_REFERENCES {
        let only = earlier.map(|e| e.get(*kind).map(Vec::as_slice).unwrap_or_default());
        moves.insert((*kind).to_owned(), mover(tx, from, to, only)?);
    }
    Ok(moves)
}

/// May this subject be seen? Every room answers for its own kinds; what belongs to no room is invisible.
///
/// # Errors
/// Database errors.
pub fn may_see(tx: &mut Tx<'_>, visible: &Visible, kind: &str, id: i64) -> Result<bool> {
    match kind {
        "project" => Ok(!features::projects::store::visible_ids(tx, visible, vec![id])?.is_empty()),
        "first_claim" => features::claims::is_visible(tx, visible, id),
        "trip" => features::trips::may_see(tx, visible, id),
        "talk" => features::talks::may_see(tx, visible, id),
        "slip" => features::supervision::may_see(tx, visible, id),
        _ => Ok(features::services::may_see(tx, visible, kind, id)?.unwrap_or(false)),
    }
}

/// Unfinished work that would be orphaned if this person left; every room that assigns people names its own.
///
/// # Errors
/// Database errors.
pub fn open_work_of(tx: &mut Tx<'_>, user_id: i64) -> Result<Vec<OpenWork>> {
    let found = [
        people::store::tokens::open_work(tx, user_id)?.into_iter().collect::<Vec<_>>(),
        features::responsibility::open_work(tx, user_id)?.into_iter().collect(),
        features::claims::open_work(tx, user_id)?.into_iter().collect(),
        features::trips::open_work(tx, user_id)?.into_iter().collect(),
        features::talks::open_work(tx, user_id)?.into_iter().collect(),
        features::services::open_work(tx, user_id)?.into_iter().collect(),
        features::supervision::open_work(tx, user_id)?.into_iter().collect(),
    ];
    Ok(found.into_iter().flatten().collect())
}

/// THE list of rooms in which something may wait for somebody; each names its own.
///
/// # Errors
/// Database errors.
pub fn waiting(tx: &mut Tx<'_>, tab: InboxTab) -> Result<Vec<Waiting>> {
    type Room = fn(&mut Tx<'_>, InboxTab) -> Result<Vec<Waiting>>;
    let rooms: &[Room] = match tab {
        InboxTab::Todo | InboxTab::Started => &[
            features::projects::waiting,
            features::responsibility::waiting,
            features::services::waiting,
            features::progress::waiting,
            features::lifecycle::waiting,
            features::production::waiting,
            features::claims::waiting,
            features::trips::waiting,
            features::talks::waiting,
            features::supervision::waiting,
            features::imports::waiting,
        ],
        InboxTab::Cc => &[features::notices::waiting],
        InboxTab::Supervised => &[features::supervision::waiting],
        // what is done is read from the journal by the inbox
        InboxTab::Done => &[],
    };
    let all = |tx: &mut Tx<'_>| -> Result<Vec<Waiting>> {
        let mut found = Vec::new();
        for room in rooms {
            found.extend(room(tx, tab)?);
        }
        Ok(found)
    };
    let mut found = all(tx)?;
    if tab == InboxTab::Todo {
        let own: Vec<_> = found.iter().map(Waiting::thing).collect();
        let others = features::responsibility::in_place_of(tx, all)?;
        found.extend(others.into_iter().filter(|item| !own.contains(&item.thing())));
    }
    Ok(found)
}

/// Gives one person's unfinished work to another; every room that assigns people hands over its own.
///
/// # Errors
/// 422 when the other does not fit.
pub fn hand_over(tx: &mut Tx<'_>, from: i64, to: i64) -> Result<()> {
    features::responsibility::hand_over(tx, from, to)?;
    hand_over_work(tx, from, to)
}

/// [`hand_over`] without the terms on projects, which a handover moves with its own day and reason.
///
/// # Errors
/// 422 when the other does not fit.
pub fn hand_over_work(tx: &mut Tx<'_>, from: i64, to: i64) -> Result<()> {
    people::store::tokens::hand_over(tx, from, to)?;
    features::claims::hand_over(tx, from, to)?;
    features::trips::hand_over(tx, from, to)?;
    features::talks::hand_over(tx, from, to)?;
    features::services::hand_over(tx, from, to)?;
    features::supervision::hand_over(tx, from, to)
}

/// What was signed and audited of a project; facts that rest upon it change through an amendment only.
///
/// # Errors
/// Database errors.
pub fn signed(tx: &mut Tx<'_>, project_id: i64) -> Result<features::projects::rules::Signed> {
    features::lifecycle::signed(tx, project_id)
}

/// The 服务专员 of a project, to whom an instruction goes; `None` where nobody is.
///
/// # Errors
/// Database errors.
pub fn commissioner(tx: &mut Tx<'_>, project_id: i64) -> Result<Option<i64>> {
    features::responsibility::holder(tx, project_id, features::responsibility::AssignmentRole::Commissioner)
}

/// Today's colours of projects, for rooms above their own; nothing for partners.
///
/// # Errors
/// Database errors.
pub fn colours(
    tx: &mut Tx<'_>,
    project_ids: &[i64],
) -> Result<HashMap<i64, features::projects::model::view::ColourView>> {
    features::supervision::colours_of(tx, project_ids)
}

/// What follows from the changes of a unit of work, before it is committed: the projects that its journal names.
///
/// # Errors
/// Database errors.
pub fn settle(tx: &mut Tx<'_>, project_ids: &[i64]) -> Result<()> {
    features::supervision::settle(tx, project_ids)
}

/// A revision of rules was laid down.
///
/// # Errors
/// Database errors.
pub fn rules_adopted(tx: &mut Tx<'_>, revision: &crate::rulesets::Revision) -> Result<()> {
    features::supervision::adopted(tx, revision)
}

/// When the program starts: what runs every day is in the queue.
///
/// # Errors
/// Database errors.
pub fn on_start(tx: &mut Tx<'_>) -> Result<()> {
    features::supervision::start(tx)
}

/// From which stage on somebody must hold each role of a project, as the gates of the day say.
///
/// # Errors
/// Database errors.
pub fn roles_required_from(
    db: &mut Db,
    on: chrono::NaiveDate,
) -> Result<BTreeMap<features::responsibility::AssignmentRole, features::projects::Stage>> {
    features::lifecycle::people_required_from(db, on)
}

/// Name of an enterprise, for rooms above its own; `None` when there is none.
///
/// # Errors
/// Database errors.
pub fn enterprise_name(tx: &mut Tx<'_>, id: i64) -> Result<Option<String>> {
    features::enterprises::name_of(tx, id)
}

/// Ids and names of enterprises in use that fit a search, for rooms above their own; at most so many, and nothing else
/// of them.
///
/// # Errors
/// Database errors.
pub fn enterprises_named(tx: &mut Tx<'_>, q: &str, most: i64) -> Result<Vec<(i64, String)>> {
    features::enterprises::named(tx, q, most)
}

/// Name of an enterprise that something new may refer to, for rooms above its own; `None` when there is none in use. It
/// stays in use until the end of this unit of work.
///
/// # Errors
/// Database errors.
pub fn usable_enterprise(tx: &mut Tx<'_>, id: i64) -> Result<Option<String>> {
    match features::enterprises::usable(tx, &Visible::everything(), id) {
        Ok(row) => Ok((row.id == id).then_some(row.name)),
        Err(e) if e.code().status() < 500 => Ok(None),
        Err(e) => Err(e),
    }
}

/// Name of a unit, for rooms that only name one; `None` when there is none.
///
/// # Errors
/// Database errors.
pub fn unit_name(tx: &mut Tx<'_>, id: i64) -> Result<Option<String>> {
    Ok(features::projects::store::parts::unit_names(tx, vec![id])?.remove(&id))
}

impl App {
    /// Puts an application together; the database must be up to date.
    ///
    /// # Errors
    /// A wrong database address.
    pub fn new(config: Config, clock: Clock, keys: Keys) -> anyhow::Result<Self> {
        let wait = Duration::from_millis(config.database_wait_ms);
        Ok(Self {
            pools: Pools::new(config.target()?, config.readers, wait),
            clock,
            contract: contract(),
            callers: CallerCache::default(),
            remembered: Default::default(),
            live: Default::default(),
            limits: Limits::new(&config.rate_limits),
            running: Running::default(),
            telemetry: Telemetry,
            stopping: AtomicBool::new(false),
            pages: None,
            keys: RwLock::new(keys),
            config,
        })
    }

    /// With the pages of the folder that the settings name; none where they name none.
    ///
    /// # Errors
    /// A folder that holds no pages.
    pub fn with_pages(mut self) -> anyhow::Result<Self> {
        if !self.config.web.as_os_str().is_empty() {
            self.pages = Some(Pages::load(&self.config.web)?);
        }
        Ok(self)
    }

    /// The signing keys.
    pub fn keys(&self) -> RwLockReadGuard<'_, Keys> {
        self.keys.read().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// Takes new signing keys into use.
    pub fn replace_keys(&self, keys: Keys) {
        *self.keys.write().unwrap_or_else(std::sync::PoisonError::into_inner) = keys;
        self.callers.clear(); // what a void key signed is void at once
    }

    /// Reads the folder of signing keys again; `serve` does it every minute, so that a rotation elsewhere arrives.
    ///
    /// # Errors
    /// I/O errors; the keys in use stay.
    pub fn reload_keys(&self) -> anyhow::Result<()> {
        self.replace_keys(Keys::load(&self.config.data.join("keys"))?);
        Ok(())
    }

    /// Adds a signing key to the folder, which signs from two minutes later; with `void_old` at once, and what older
    /// keys signed is void: everybody has to refresh.
    ///
    /// # Errors
    /// I/O errors; database errors.
    pub fn rotate_signing_key(&self, void_old: bool) -> anyhow::Result<String> {
        let folder = self.config.data.join("keys");
        let mut keys = Keys::load(&folder)?;
        let kid = keys.rotate(&folder, self.clock.now().utc())?;
        if void_old {
            keys.remove_older(&folder, &kid)?;
        }
        self.replace_keys(keys);
        let written = self.write(&crate::work::Origin::system("cli"), |tx| {
            let state = serde_json::json!({ "kid": kid, "void_old": void_old });
            journal::created(tx, "key.rotated", &journal::Subject::new("key", 0, &kid), &state)
        });
        written.map_err(|e| anyhow::anyhow!("{e}"))?;
        Ok(kid)
    }

    /// Seals what the journal holds so far, batch by batch.
    ///
    /// # Errors
    /// Database errors.
    pub fn seal_journal(&self) -> Result<journal::SealOutcome> {
        let now: Stamp = self.clock.now();
        journal::seal_batches(
            || journal::Batch::next(&mut *self.pools.read()?),
            |batch| batch.seal(&mut *self.pools.write()?, now),
        )
    }
}

impl App {
    /// Keeps sums cheap after many writers of PostgreSQL.
    ///
    /// # Errors
    /// Database errors.
    pub fn fold_rollups(&self) -> Result<()> {
        features::projects::store::rollup::fold(&mut *self.pools.write()?)
    }

    /// Looks whether something has changed, and tells open pages; `serve` does it every second.
    ///
    /// # Errors
    /// Database errors.
    pub fn look_for_changes(&self) -> Result<()> {
        if self.live.is_heard() {
            let marks = features::notices::marks(&mut *self.pools.read()?)?;
            self.live.tell(marks);
        }
        Ok(())
    }

    /// Sees to it that people are reminded once a day; `serve` does it every minute.
    ///
    /// # Errors
    /// Database errors.
    pub fn plan_reminders(&self) -> Result<()> {
        self.write(&crate::work::Origin::system("notices"), features::notices::plan)
    }

    /// Brings the database's statistics up to date; `serve` does it every hour.
    ///
    /// # Errors
    /// Database errors.
    pub fn learn_sizes(&self) -> Result<()> {
        Ok(crate::db::dialect::learn_sizes(&mut *self.pools.write()?)?)
    }

    /// Lets others write between two transactions of a long work. PostgreSQL serves who waits for a lock in order; of
    /// SQLite's writers whoever asks first gets it, and a work that goes on at once is always first.
    pub fn give_way(&self) {
        if matches!(self.pools.target(), Target::Sqlite(_)) {
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Brings statistics up to date after many new rows; see [`crate::db::dialect::learn_growth`].
    ///
    /// # Errors
    /// Database errors.
    pub fn learn_growth(&self) -> Result<()> {
        Ok(crate::db::dialect::learn_growth(&mut *self.pools.write()?)?)
    }

    /// Removes idempotent answers that are no longer kept.
    ///
    /// # Errors
    /// Database errors.
    pub fn forget_old_keys(&self) -> Result<()> {
        crate::http::idempotency::forget_old(&mut *self.pools.write()?, self.clock.now())
    }
}

/// The document of this program, built once.
pub fn contract() -> Arc<Contract> {
    static CONTRACT: OnceLock<Arc<Contract>> = OnceLock::new();
    CONTRACT
        .get_or_init(|| {
            // on a thread of its own, so that what building leaves behind in memory goes with it
            let written = std::thread::spawn(|| Written::of(&document())).join();
            Arc::new(Contract::new(&written.expect("the operations describe themselves")))
        })
        .clone()
}

fn document() -> serde_json::Value {
    let mut description = Description::default();
    routes(&mut ServiceConfig::Describe(&mut description));
    let document = description.complete(Base::openapi(), PREFIX);
    let mut document = openapi::finish(serde_json::to_value(document).unwrap_or_default());
    name_lists(&mut document);
    document
}

/// Where a list is named, the document says which there are.
fn name_lists(document: &mut serde_json::Value) {
    let words: Vec<String> = lists().iter().map(|l| format!("`{}` {}", l.name, l.title)).collect();
    let list = &mut document["components"]["schemas"]["ExportInput"]["properties"]["list"]["description"];
    if let Some(text) = list.as_str() {
        *list = format!("{text}：{}", words.join(" · ")).into();
    }
}

/// Components that no operation names by itself.
#[derive(utoipa::OpenApi)]
#[openapi(components(schemas(
    crate::error::Problem,
    crate::error::FieldError,
    crate::error::Blocking,
    features::lifecycle::Gates,
    features::progress::ReportRules,
    features::progress::MilestoneRules,
    features::progress::model::view::ReportLate,
    features::responsibility::model::sponsorship::SponsorshipRules,
    features::responsibility::model::checklists::Checklists,
    features::claims::ClaimRules,
    features::trips::model::TripTimes,
    features::services::model::rules::Procedures,
    features::services::model::rules::ServiceTimes,
    features::supervision::model::times::SupervisionRules,
    features::supervision::model::colours::ColourRules,
    features::notices::model::ReminderRules
)))]
struct Base;

impl Base {
    fn openapi() -> utoipa::openapi::OpenApi {
        <Self as utoipa::OpenApi>::openapi()
    }
}

/// Browsers of other origins: none, unless the configuration names them.
fn cors(config: &Config) -> Cors {
    let cors = Cors::default()
        .allowed_methods(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"])
        .allowed_headers([
            "Authorization",
            "Content-Type",
            "If-Match",
            "If-None-Match",
            "Idempotency-Key",
            "Accept-Language",
        ])
        .expose_headers(["ETag", "Location", "X-Request-Id", "Idempotency-Replayed", "Retry-After"])
        .supports_credentials()
        .max_age(600);
    // requests without an allowed origin are answered as usual: the browser keeps the answer from the foreign page
    config
        .cors_origins
        .iter()
        .fold(cors.block_on_origin_mismatch(false), |cors, origin| cors.allowed_origin(origin))
}

/// The HTTP service of an application.
pub fn service(
    app: Data<App>,
) -> actix_web::App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody>,
        Error = actix_web::Error,
        InitError = (),
    >,
> {
    let cors = cors(&app.config);
    let rooms = web::scope(PREFIX).configure(|config| routes(&mut ServiceConfig::Serve(config)));
    actix_web::App::new()
        .app_data(app)
        .app_data(web::PathConfig::default().error_handler(|_, _| crate::error::Error::not_found().into()))
        .service(rooms)
        .configure(docs::routes)
        .default_service(web::to(fallback::fallback))
        .wrap(Compress::default())
        .wrap(cors)
        .wrap(from_fn(finish::finish))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_refers_to_enterprises_also_keeps_them_from_being_withdrawn() {
        for (kind, _) in ENTERPRISE_REFERENCES {
            assert!(ENTERPRISE_USES.iter().any(|(k, _)| k == kind), "{kind} has no entry in ENTERPRISE_USES");
        }
    }
}
