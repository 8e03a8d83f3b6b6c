//! `demo seed`: fills a throw-away data folder with as many made-up projects as asked for, for measuring.
//!
//! Written table by table, not through the rooms: no journal rows (one says what was done), no files. Everything else is
//! what the product keeps consistent: numbers, name and sort keys, search tokens from the same code, parties that point
//! into the library, phases that sum to the total, sums of the funds ledger, a stage log that leads to the stage.
//! Contracts that count and trips with what came of them are among it, and what the rooms know of a project under way:
//! milestones, reports, terms, permits, difficulties, slips. Colours are worked out by the same code as every day's.

use super::journeys::{self, First, MadeTrips};
use super::plain;
use super::rooms::{self, Ground};
use super::rows::{self, EnterpriseRow, Made, World};
use super::staff;
use super::world::{Chance, Firm, firm, stock};
use anyhow::{Context, ensure};
use chengfeng::app::App;
use chengfeng::both;
use chengfeng::db::Db;
use chengfeng::db::dialect::{SearchTable, add_tokens};
use chengfeng::db::schema::{
    enterprises, funds_entries, negotiation_trips, number_series, project_codes, project_parties,
    project_phases, project_readers, project_units, projects, signature_counts, signatures, stage_log,
    trip_companies, trip_legs, trip_projects, trip_visits, units, users,
};
use chengfeng::error::{Error, Result};
use chengfeng::features::people::{self, UnitLine};
use chengfeng::features::{progress, supervision};
use chengfeng::journal::{self, Subject};
use chengfeng::text::index_tokens_of;
use chengfeng::work::{Origin, Tx};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use std::time::Instant;

/// How much to make.
#[derive(clap::Args)]
pub struct Amounts {
    /// 项目数
    #[arg(long, default_value_t = 100_000, value_parser = clap::value_parser!(u32).range(1..=5_000_000))]
    projects: u32,
    /// 企业数
    #[arg(long, default_value_t = 25_000, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    enterprises: u32,
    /// 外出招商次数
    #[arg(long, default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(0..=1_000_000))]
    trips: u32,
    /// 随机种子；同样的种子得到同样的数据
    #[arg(long, default_value_t = 7)]
    seed: u64,
}

/// Rows of one statement and of one transaction.
const CHUNK: usize = 250;
const TRANSACTION: usize = 5_000;
/// Tables whose ids are given by hand.
const NUMBERED: &[&str] = &[
    "projects",
    "enterprises",
    "signatures",
    "negotiation_trips",
    "trip_legs",
    "trip_companies",
    "tickets",
    "slips",
    "approval_items",
];
/// Units that a city of this size has besides those of the demo.
const MORE_UNITS: &[&str] = &[
    "城关镇",
    "河西堡镇",
    "新城子镇",
    "朱王堡镇",
    "东寨镇",
    "水源镇",
    "红山窑镇",
    "焦家庄镇",
    "六坝镇",
    "南坝乡",
    "宁远堡镇",
    "双湾镇",
    "市交通运输局",
    "市水务局",
    "市科技局",
    "市卫健委",
    "市教育局",
    "市民政局",
    "市市场监管局",
    "市供销社",
];

/// Fills the database.
pub fn seed(app: &App, amounts: &Amounts) -> anyhow::Result<()> {
    let system = Origin::system("demo seed");
    app.read(&system, only_demo_data).map_err(plain)??;
    let begun = Instant::now();
    app.write(&system, add_units).map_err(plain)?;
    let mut chance = Chance::new(amounts.seed);
    // the rooms draw from a chance of their own, so that they change nothing of the projects
    let mut more = Chance::new(amounts.seed.wrapping_add(1));
    let projects = amounts.projects as usize;
    let people = app.write(&system, |tx| staff::add(tx, &mut more.clone(), projects)).map_err(plain)?;
    let firms = make_firms(app, &system, amounts.enterprises as usize, &mut chance)?;
    eprintln!("企业{}家，{:.0}秒。", firms.len(), begun.elapsed().as_secs_f64());
    let world = app.read(&system, |tx| world(tx, firms.clone())).map_err(plain)?;
    let first = app.read(&system, |tx| next_id(tx, Table::Projects)).map_err(plain)?;
    let mut ground = app.write(&system, Ground::new).map_err(plain)?;
    let mut left = amounts.projects as usize;
    let mut id = first;
    while left > 0 {
        let n = left.min(TRANSACTION);
        let made: Vec<Made> = (0..n).map(|i| rows::project(&mut chance, &world, id + i as i64)).collect();
        app.write(&system, |tx| write_projects(tx, &made)).map_err(plain)?;
        let held = rooms::of(&mut more, &world, &mut ground, &made);
        app.write(&system, |tx| rooms::write(tx, &held)).map_err(plain)?;
        id += n as i64;
        left -= n;
    }
    add_trips(app, &system, amounts, &mut chance, &world, (first, id))?;
    app.write(&system, |tx| finish(tx, amounts, world.year)).map_err(plain)?;
    app.write(&system, |tx| {
        tx.mark_journalled();
        Ok(settle_sequences(tx)?)
    })
    .map_err(plain)?;
    app.write(&system, |tx| progress::freeze_before(tx, 1)).map_err(plain)?;
    settle_in(app)?;
    let rows = begun.elapsed().as_secs_f64();
    let coloured = supervision::evaluate(app, &system, |_| Ok(())).map_err(plain)?;
    eprintln!("判定颜色：看了{coloured}个项目，{:.0}秒。", begun.elapsed().as_secs_f64() - rows);
    settle_in(app)?;
    app.seal_journal().map_err(plain)?;
    eprintln!(
        "账号{people}个、项目{}个、外出招商{}次，共{:.0}秒。",
        amounts.projects,
        amounts.trips,
        begun.elapsed().as_secs_f64()
    );
    Ok(())
}

/// What a database that has been in use for a while has done by itself.
fn settle_in(app: &App) -> anyhow::Result<()> {
    let mut db = app.config.target()?.connect().context("连接数据库")?;
    db.batch_execute(if db.is_pg() {
        "VACUUM ANALYZE"
    } else {
        "PRAGMA optimize=0x10002; PRAGMA wal_checkpoint(TRUNCATE)"
    })?;
    Ok(())
}

/// Refuses a database in which somebody has worked: it may hold the demo city and accounts of a test, nothing else.
fn only_demo_data(tx: &mut Tx<'_>) -> Result<anyhow::Result<()>> {
    let demo = super::lines::<people::UserLine>(super::USERS).map_err(|e| Error::internal(&e))?;
    let accounts: Vec<(i64, String)> = users::table.select((users::id, users::username)).load(&mut **tx)?;
    let known = |name: &str| name.starts_with("test-") || demo.iter().any(|d| d.username == name);
    let foreign = accounts.iter().find(|(_, name)| !known(name)).map(|(_, name)| name.clone());
    let importer = accounts.iter().find(|(_, name)| name == super::IMPORTER).map_or(0, |(id, _)| *id);
    let others = projects::created_by.is_null().or(projects::created_by.assume_not_null().ne(importer));
    let others: i64 = projects::table.filter(others.assume_not_null()).count().get_result(&mut **tx)?;
    let strangers =
        enterprises::created_by.is_null().or(enterprises::created_by.assume_not_null().ne(importer));
    let strangers: i64 =
        enterprises::table.filter(strangers.assume_not_null()).count().get_result(&mut **tx)?;
    Ok((|| {
        ensure!(importer != 0, "请先装入演示城市（chengfeng demo load），测速数据建在它上面。");
        ensure!(
            foreign.is_none() && others == 0 && strangers == 0,
            "这个库里不只有演示数据（{}），测速数据只装入一次性的演示库。请换一个 CHENGFENG_DATA。",
            foreign.unwrap_or_else(|| format!("另有{others}个项目、{strangers}家企业"))
        );
        Ok(())
    })())
}

fn add_units(tx: &mut Tx<'_>) -> Result<()> {
    let line = |(i, name): (usize, &&str)| UnitLine {
        name: (*name).to_owned(),
        short_name: (*name).to_owned(),
        kind: people::model::UnitKind::Department,
        parent: if i < 10 {
            "永昌县"
        } else if i < 12 {
            "金川区"
        } else {
            "金昌市"
        }
        .to_owned(),
        sort_no: 40 + i as i32,
        division_code: String::new(),
    };
    people::load_units(tx, &MORE_UNITS.iter().enumerate().map(line).collect::<Vec<_>>())
}

fn make_firms(
    app: &App,
    system: &Origin,
    count: usize,
    chance: &mut Chance,
) -> anyhow::Result<Vec<(i64, Firm)>> {
    let stock = stock();
    let first = app.read(system, |tx| next_id(tx, Table::Enterprises)).map_err(plain)?;
    let units = app.read(system, |tx| Ok(units::table.select(units::id).load::<i64>(&mut **tx)?));
    let units = units.map_err(plain)?;
    let firms: Vec<(i64, Firm)> = (0..count).map(|n| (first + n as i64, firm(chance, n, &stock))).collect();
    for some in firms.chunks(TRANSACTION) {
        app.write(system, |tx| {
            let now = tx.now;
            let rows: Vec<EnterpriseRow> = some
                .iter()
                .map(|(id, f)| EnterpriseRow::new(*id, f, units[*id as usize % units.len()], now))
                .collect();
            for rows in rows.chunks(CHUNK) {
                both!(&mut **tx, c => diesel::insert_into(enterprises::table).values(rows).execute(c))?;
            }
            for (id, firm) in some {
                let texts = [Some(firm.name.as_str()), firm.credit_code.as_deref()];
                put(tx, "enterprise_search", *id, texts.into_iter().flatten())?;
            }
            tx.mark_journalled();
            Ok(())
        })
        .map_err(plain)?;
    }
    Ok(firms)
}

fn put<'a>(db: &mut Db, table: &'static str, id: i64, texts: impl Iterator<Item = &'a str>) -> Result<()> {
    let tokens: Vec<String> = index_tokens_of(texts).into_iter().collect();
    Ok(add_tokens(db, SearchTable(table), &[(id, tokens)])?)
}

fn world(tx: &mut Tx<'_>, firms: Vec<(i64, Firm)>) -> Result<World> {
    use chrono::Datelike;
    let last: Option<i64> = number_series::table
        .filter(number_series::series.eq("XM"))
        .select(diesel::dsl::max(number_series::last_no))
        .first(&mut **tx)?;
    Ok(World {
        firms,
        units: units::table
            .filter(units::kind.ne("city"))
            .order(units::id)
            .select(units::id)
            .load(&mut **tx)?,
        people: users::table
            .filter(users::username.ne(super::IMPORTER).and(users::username.not_like("test-%")))
            .order(users::id)
            .select(users::id)
            .load(&mut **tx)?,
        now: tx.now,
        year: tx.today().year(),
        after_no: last.unwrap_or(0),
        first_id: next_id(tx, Table::Projects)?,
        first_paper: next_id(tx, Table::Signatures)?,
    })
}

enum Table {
    Projects,
    Enterprises,
    Signatures,
    Trips,
    Legs,
    Companies,
}

fn next_id(db: &mut Db, table: Table) -> Result<i64> {
    let last: Option<i64> = match table {
        Table::Projects => projects::table.select(diesel::dsl::max(projects::id)).first(db)?,
        Table::Enterprises => enterprises::table.select(diesel::dsl::max(enterprises::id)).first(db)?,
        Table::Signatures => signatures::table.select(diesel::dsl::max(signatures::id)).first(db)?,
        Table::Trips => negotiation_trips::table.select(diesel::dsl::max(negotiation_trips::id)).first(db)?,
        Table::Legs => trip_legs::table.select(diesel::dsl::max(trip_legs::id)).first(db)?,
        Table::Companies => trip_companies::table.select(diesel::dsl::max(trip_companies::id)).first(db)?,
    };
    Ok(last.unwrap_or(0) + 1)
}

fn write_projects(tx: &mut Tx<'_>, made: &[Made]) -> Result<()> {
    macro_rules! insert {
        ($table:ident, $field:ident) => {{
            let rows: Vec<_> = made.iter().flat_map(|m| m.$field.iter()).collect();
            for rows in rows.chunks(CHUNK) {
                both!(&mut **tx, c => diesel::insert_into($table::table).values(rows.to_vec()).execute(c))?;
            }
        }};
    }
    insert!(projects, project);
    insert!(project_parties, parties);
    insert!(project_phases, phases);
    insert!(project_codes, codes);
    insert!(project_units, helpers);
    insert!(project_readers, readers);
    insert!(funds_entries, funds);
    insert!(stage_log, moves);
    insert!(signatures, papers);
    insert!(signature_counts, counts);
    for m in made {
        for project in &m.project {
            let own = [project.number.as_str(), project.name.as_str()];
            let parties = m.parties.iter().map(|p| p.name.as_str());
            let codes = m.codes.iter().map(|c| c.code.as_str());
            put(tx, "project_search", project.id, own.into_iter().chain(parties).chain(codes))?;
        }
    }
    tx.mark_journalled();
    Ok(())
}

fn add_trips(
    app: &App,
    system: &Origin,
    amounts: &Amounts,
    chance: &mut Chance,
    world: &World,
    projects: (i64, i64),
) -> anyhow::Result<()> {
    let first = app.read(system, |tx| {
        Ok(First {
            trip: next_id(tx, Table::Trips)?,
            leg: next_id(tx, Table::Legs)?,
            company: next_id(tx, Table::Companies)?,
        })
    });
    let first = first.map_err(plain)?;
    let mut done = 0;
    while done < amounts.trips as usize {
        let n = (amounts.trips as usize - done).min(TRANSACTION);
        let made = journeys::some(chance, world, first, done, n, projects);
        app.write(system, |tx| write_trips(tx, &made)).map_err(plain)?;
        done += n;
    }
    Ok(())
}

fn write_trips(tx: &mut Tx<'_>, made: &MadeTrips) -> Result<()> {
    macro_rules! insert {
        ($table:ident, $field:ident) => {
            for rows in made.$field.chunks(CHUNK) {
                both!(&mut **tx, c => diesel::insert_into($table::table).values(rows.to_vec()).execute(c))?;
            }
        };
    }
    insert!(negotiation_trips, trips);
    insert!(trip_legs, legs);
    insert!(trip_companies, companies);
    insert!(trip_visits, visits);
    insert!(trip_projects, links);
    tx.mark_journalled();
    Ok(())
}

fn finish(tx: &mut Tx<'_>, amounts: &Amounts, year: i32) -> Result<()> {
    let series =
        number_series::table.filter(number_series::series.eq("XM").and(number_series::year.eq(year)));
    let numbered = diesel::update(series)
        .set(number_series::last_no.eq(number_series::last_no + i64::from(amounts.projects)))
        .execute(&mut **tx)?;
    if numbered == 0 {
        let row = (
            number_series::series.eq("XM"),
            number_series::year.eq(year),
            number_series::last_no.eq(i64::from(amounts.projects)),
        );
        diesel::insert_into(number_series::table).values(row).execute(&mut **tx)?;
    }
    let state = serde_json::json!({ "projects": amounts.projects, "enterprises": amounts.enterprises, "trips": amounts.trips, "seed": amounts.seed });
    journal::created(tx, "demo.seeded", &Subject::new("demo", 0, "测速数据"), &state)
}

/// The ids were given by hand; PostgreSQL's sequences follow.
fn settle_sequences(db: &mut Db) -> QueryResult<()> {
    if !db.is_pg() {
        return Ok(());
    }
    NUMBERED.iter().try_for_each(|table| {
        db.batch_execute(&format!(
            "SELECT setval(pg_get_serial_sequence('{table}','id'), max(id)) FROM {table} HAVING max(id) IS NOT NULL"
        ))
    })
}
