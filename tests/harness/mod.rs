//! The harness: a real application with its own database, a clock that stands, and actors that call it in process.
//!
//! `TestApp::new().await` gives every test a fresh database: SQLite by default, PostgreSQL when
//! `CHENGFENG_TEST_POSTGRES_URL` names a server where databases may be created.

mod actor;
mod claims;
pub mod cohorts;
mod database;
mod enterprises;
pub mod exports;
pub mod files;
pub mod imports;
mod lifecycle;
mod people;
pub mod program;
mod projects;
pub mod proxy;
pub mod receiver;
mod signatures;
mod trips;
pub mod wire;

pub use actor::{Actor, Answer, Call, House};
pub use database::TestDatabase;
pub use people::{Account, SignedIn};
pub use program::{Program, Said, Server};
pub use projects::new_project;
pub use signatures::contract;
pub use trips::{new_trip, visit};
pub use wire::{Wire, WireAnswer};

use actix_web::web::Data;
use chengfeng::app::App;
use chengfeng::auth::jwt::{AUDIENCE, Claims, ISSUER, Keys};
use chengfeng::clock::Clock;
use chengfeng::config::{Config, RateLimits};
use chengfeng::db::schema::{sessions, units, users};
use chengfeng::db::types::{Doc, Stamp};
use chengfeng::error::Result;
use chengfeng::policy::Role;
use chengfeng::work::{Origin, Tx};
use diesel::prelude::*;
use std::cell::Cell;

/// Where every test's clock starts: Monday 2026-03-02, 09:00 in Shanghai.
pub const START_MICROS: i64 = 1_772_413_200_000_000;

/// A whole application of one test.
pub struct TestApp {
    /// The application itself.
    pub app: Data<App>,
    /// Its data folder.
    pub folder: tempfile::TempDir,
    house: House,
    database: TestDatabase,
    people: Cell<i64>,
}

impl TestApp {
    /// A fresh application with the city's unit and bureau.
    pub async fn new() -> Self {
        Self::with(|_| {}).await
    }

    /// [`TestApp::new`] with other settings.
    pub async fn with(change: impl FnOnce(&mut Config)) -> Self {
        let folder = tempfile::tempdir().expect("temporary folder");
        let database = TestDatabase::create(folder.path());
        let mut config = Config {
            data: folder.path().to_owned(),
            database_url: database.url.clone(),
            rate_limits: RateLimits::off(),
            live_seconds: 1, // a stream ends by itself, so that tests of every operation do
            ..Config::default()
        };
        change(&mut config);
        let clock = Clock::fixed(Stamp::from_micros(START_MICROS));
        let app =
            App::new(config, clock, Keys::ephemeral()).expect("application").with_pages().expect("pages");
        let app = Data::new(app);
        let house = House::new(app.clone());
        let app = Self { app, folder, house, database, people: Cell::new(0) };
        app.unit("金昌市", None, "city");
        app.unit("市招商局", Some("金昌市"), "bureau");
        app
    }

    /// Moves the clock.
    pub fn advance_days(&self, days: i64) {
        self.advance_seconds(days * 86_400);
    }

    /// Moves the clock.
    pub fn advance_seconds(&self, seconds: i64) {
        self.app.clock.advance_seconds(seconds);
        self.app.callers.clear();
    }

    /// True when this run is on PostgreSQL.
    pub fn is_postgres(&self) -> bool {
        self.database.is_postgres()
    }

    /// Direct work on the database as the program itself; for builders and for looking behind the scenes.
    pub fn db<T>(&self, f: impl Fn(&mut Tx<'_>) -> Result<T>) -> T {
        let done = self.app.write(&Origin::system("test"), |tx| {
            tx.mark_journalled();
            f(tx)
        });
        done.unwrap_or_else(|e| panic!("{e} {:?}", e.cause()))
    }

    /// Tables in which this text stands anywhere, in the clear.
    pub fn tables_holding(&self, text: &str) -> Vec<String> {
        use diesel::sql_types::{BigInt, Text};
        #[derive(QueryableByName)]
        struct Table {
            #[diesel(sql_type = Text)]
            name: String,
            // each row as one text
            #[diesel(sql_type = Text)]
            whole: String,
        }
        #[derive(QueryableByName)]
        struct Count {
            #[diesel(sql_type = BigInt)]
            found: i64,
        }
        const PG: &str = r#"SELECT table_name::text AS name, '"' || table_name || '"::text' AS whole
            FROM information_schema.tables WHERE table_schema = 'public'"#;
        const SQLITE: &str = r#"SELECT m.name, (SELECT group_concat('COALESCE(CAST("' || p.name || '" AS TEXT), '''')', ' || ')
            FROM pragma_table_info(m.name) p) AS whole
            FROM sqlite_master m WHERE m.type = 'table' AND m.sql LIKE 'CREATE TABLE%'"#;
        let pattern = text.replace('\'', "''");
        self.db(|tx| {
            let tables: Vec<Table> =
                diesel::sql_query(if tx.is_pg() { PG } else { SQLITE }).load(&mut **tx)?;
            let mut holding = Vec::new();
            for Table { name, whole } in tables {
                let query =
                    format!(r#"SELECT count(*) AS found FROM "{name}" WHERE {whole} LIKE '%{pattern}%'"#);
                if diesel::sql_query(query).get_result::<Count>(&mut **tx)?.found > 0 {
                    holding.push(name);
                }
            }
            holding.sort();
            Ok(holding)
        })
    }

    /// Runs all jobs that are due.
    pub fn run_jobs(&self) -> usize {
        chengfeng::jobs::run_due(&self.app).expect("jobs run")
    }

    /// The unit of this name, made below `parent` if it is not there.
    pub fn unit(&self, name: &str, parent: Option<&str>, kind: &str) -> i64 {
        let parent_id = parent.map(|p| self.unit(p, (p != "金昌市").then_some("金昌市"), "department"));
        self.db(|tx| {
            let found: Option<i64> =
                units::table.filter(units::name.eq(name)).select(units::id).first(&mut **tx).optional()?;
            if let Some(id) = found {
                return Ok(id);
            }
            let (above, order): (String, String) = match parent_id {
                Some(id) => units::table.find(id).select((units::path, units::sort_path)).first(&mut **tx)?,
                None => ("/".to_owned(), String::new()),
            };
            let row = (
                units::name.eq(name),
                units::short_name.eq(name),
                units::kind.eq(kind),
                units::parent_id.eq(parent_id),
                units::path.eq(&above),
                units::sort_no.eq(0),
            );
            let id: i64 =
                diesel::insert_into(units::table).values(row).returning(units::id).get_result(&mut **tx)?;
            let sort_path = chengfeng::features::people::rules::units::sort_path(&order, 0, id);
            diesel::update(units::table.find(id))
                .set((units::path.eq(format!("{above}{id}/")), units::sort_path.eq(sort_path)))
                .execute(&mut **tx)?;
            Ok(id)
        })
    }

    /// A signed-in person with these roles in a unit (below the city if new).
    pub fn person(&self, unit: &str, roles: &[Role]) -> Actor {
        let parent = if unit == "金昌市" { None } else { Some("金昌市") };
        let unit_id = self.unit(unit, parent, "department");
        let number = self.people.get() + 1;
        self.people.set(number);
        let name = format!("测试{number}号");
        let (user_id, session_id) = self.db(|tx| {
            let row = (
                users::username.eq(format!("user{number}")),
                users::name.eq(&name),
                users::unit_id.eq(unit_id),
                users::post.eq("科员"),
                users::sort_no.eq(0),
                users::roles.eq(Doc::of(&roles)),
                users::status.eq("active"),
                users::must_change_password.eq(false),
                users::epoch.eq(0),
                users::created_at.eq(tx.now),
                users::updated_at.eq(tx.now),
            );
            let user: i64 =
                diesel::insert_into(users::table).values(row).returning(users::id).get_result(&mut **tx)?;
            let session = (
                sessions::user_id.eq(user),
                sessions::address.eq("127.0.0.1"),
                sessions::device.eq("test"),
                sessions::created_at.eq(tx.now),
                sessions::last_used_at.eq(tx.now),
                sessions::expires_at.eq(tx.now.plus_seconds(3650 * 86_400)),
            );
            let session: i64 = diesel::insert_into(sessions::table)
                .values(session)
                .returning(sessions::id)
                .get_result(&mut **tx)?;
            Ok((user, session))
        });
        let token = self.access_token(user_id, session_id);
        Actor::new(self.house.clone(), Some(token), user_id, unit_id, name)
    }

    /// An access token that does not expire within any test.
    pub fn access_token(&self, user_id: i64, session_id: i64) -> String {
        let now = self.app.clock.now().micros() / 1_000_000;
        let claims = Claims {
            iss: ISSUER.into(),
            aud: AUDIENCE.into(),
            sub: user_id.to_string(),
            sid: session_id,
            epoch: 0,
            iat: now,
            nbf: now,
            exp: now + 3650 * 86_400,
            jti: format!("test-{user_id}"),
        };
        self.app.keys().issue(&claims).expect("signs")
    }

    /// A clerk of a unit.
    pub fn clerk(&self, unit: &str) -> Actor {
        self.person(unit, &[Role::Clerk])
    }
    /// Somebody of the bureau.
    pub fn bureau(&self) -> Actor {
        self.person("市招商局", &[Role::Bureau])
    }
    /// A city leader.
    pub fn leader(&self) -> Actor {
        self.person("金昌市", &[Role::Leader])
    }
    /// The administrator of accounts.
    pub fn system_admin(&self) -> Actor {
        self.person("市招商局", &[Role::SystemAdmin])
    }
    /// The administrator of roles and tokens.
    pub fn security_admin(&self) -> Actor {
        self.person("市招商局", &[Role::SecurityAdmin])
    }
    /// The reader of the journal.
    pub fn audit_admin(&self) -> Actor {
        self.person("市招商局", &[Role::AuditAdmin])
    }
    /// Somebody without credentials.
    pub fn anonymous(&self) -> Actor {
        Actor::new(self.house.clone(), None, 0, 0, "未登录".to_owned())
    }
    /// Somebody with this token text.
    pub fn bearer(&self, token: &str) -> Actor {
        Actor::new(self.house.clone(), Some(token.to_owned()), 0, 0, "令牌".to_owned())
    }
}
