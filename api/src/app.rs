//! The application: what it is made of, THE list of rooms, THE list of jobs. Used by `main`, the tests and the
//! generation of the OpenAPI document.

use crate::auth::authenticate::CallerCache;
use crate::auth::jwt::Keys;
use crate::clock::Clock;
use crate::config::Config;
use crate::db::pool::{Pools, Target};
use crate::db::types::Stamp;
use crate::error::Result;
use crate::features;
use crate::http::contract::Contract;
use crate::http::idempotency::Running;
use crate::http::limits::Limits;
use crate::http::service::{Description, ServiceConfig};
use crate::http::spa::Pages;
use crate::http::{Written, docs, fallback, finish, openapi};
use crate::journal;
use crate::telemetry::Telemetry;
use actix_cors::Cors;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::middleware::{Compress, from_fn};
use actix_web::web::{self, Data};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, OnceLock, RwLock, RwLockReadGuard};
use std::time::Duration;

mod across;
pub use across::*;

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
