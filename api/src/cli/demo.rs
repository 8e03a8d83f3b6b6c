//! `demo load`: the demo city 金昌, from public facts, through the same code as everybody's imports.
//!
//! Units and accounts (invented names) come from `api/data/demo/*.csv`, enterprises and projects, trips and receptions from public reports
//! (sources in `api/data/demo/README.md`); talks and who answers for what are invented; the enterprises and the dispatch ledger L2 go through the imports room.
//! Ledger L3 is left for the tour in README. `demo seed` adds made-up projects by the hundred thousand, for measuring.

mod journeys;
mod rows;
mod seed;
mod world;

use super::{database, import, plain};
use chengfeng::app::App;
use chengfeng::auth::authenticate::load_person;
use chengfeng::config::Config;
use chengfeng::features::imports::model::ImportTarget;
use chengfeng::features::people::{self, model::OneTimePassword};
use chengfeng::features::responsibility::{self, AssignmentLine};
use chengfeng::features::talks::{self, TalkLine};
use chengfeng::features::trips::{self, ReportedLine, Told};
use chengfeng::work::Origin;
use clap::Subcommand;
use serde::de::DeserializeOwned;
use std::sync::Arc;

const UNITS: &str = include_str!("../../data/demo/units.csv");
const USERS: &str = include_str!("../../data/demo/users.csv");
const ENTERPRISES: &[u8] = include_bytes!("../../data/demo/enterprises.csv");
const TRIPS: &str = include_str!("../../data/demo/trips.csv");
const TALKS: &str = include_str!("../../data/demo/talks.csv");
const RESPONSIBILITY: &str = include_str!("../../data/demo/responsibility.csv");
/// What the plans of the demo look like: one page.
const PLAN: &[u8] = include_bytes!("../../data/demo/tour/scan.pdf");
const DISPATCH: &[u8] = include_bytes!("../../data/demo/ledgers/L2-dispatch-jinchang.xlsx");
/// The city whose trips are told.
const CITY: &str = "金昌市";
/// In whose name the demo's ledgers are imported.
const IMPORTER: &str = "zhaoshang";

/// Commands below `demo`.
#[derive(Subcommand)]
pub enum Command {
    /// 在空的数据目录里装入演示城市金昌（单位、账号、企业、项目）
    Load,
    /// 在一次性的演示库里再造大量项目与企业，供测速（make bench）；库里有别的数据时拒绝
    Seed(seed::Amounts),
}

/// Runs a command.
pub fn run(config: Config, command: &Command) -> anyhow::Result<()> {
    match command {
        Command::Load => load(config),
        Command::Seed(amounts) => seed::seed(&database::open(config)?, amounts),
    }
}

fn load(config: Config) -> anyhow::Result<()> {
    let app = database::open(config)?;
    let system = Origin::system("demo");
    let people = app.read(&system, people::list_users).map_err(plain)?;
    anyhow::ensure!(
        people.is_empty(),
        "这个数据目录里已有账号，演示数据只装入空库。请换一个 CHENGFENG_DATA。"
    );
    let units = lines::<people::UnitLine>(UNITS)?;
    app.write(&system, |tx| people::load_units(tx, &units)).map_err(plain)?;
    let mut accounts: Vec<OneTimePassword> = Vec::new();
    for line in lines::<people::UserLine>(USERS)? {
        accounts.push(app.write(&system, |tx| people::load_user(tx, &line)).map_err(plain)?);
    }
    let path = people::write_first_login(&app.config.data, &accounts)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    eprintln!("已建立{}个单位、{}个账号，一次性口令在数据目录的 {name}。", units.len(), accounts.len());
    let importer = person(&app, &system, IMPORTER)?;
    import::load(&app, &importer, ENTERPRISES, "enterprises.csv", ImportTarget::Enterprises)?;
    import::load(&app, &importer, DISPATCH, "L2-dispatch-jinchang.xlsx", ImportTarget::Projects)?;
    load_trips(&app, &importer)?;
    load_talks(&app, &system)?;
    load_responsibility(&app, &importer)?;
    app.seal_journal().map_err(plain)?;
    eprintln!("演示城市已装入。");
    Ok(())
}

/// Trips, receptions and totals that public reports tell; the others of the file stay out.
fn load_trips(app: &App, importer: &Origin) -> anyhow::Result<()> {
    let lines = lines::<ReportedLine>(TRIPS)?;
    let told = app.write(importer, |tx| {
        let unit = people::unit_or_bureau(tx, None)?;
        lines.iter().map(|line| trips::load_reported(tx, CITY, unit, line)).collect::<Result<Vec<_>, _>>()
    });
    let told = told.map_err(anyhow::Error::msg)?;
    let count = |kind: Told| told.iter().filter(|t| **t == kind).count();
    eprintln!(
        "已装入外出招商{}次、接待{}次、合计{}条；其余{}条不是本市的或没有日期，没有装入。",
        count(Told::Trip),
        count(Told::Reception),
        count(Told::Total),
        count(Told::LeftOut)
    );
    Ok(())
}

/// Talks, each in the name of who recorded it. They are invented: nobody publishes what was said behind closed doors.
fn load_talks(app: &App, system: &Origin) -> anyhow::Result<()> {
    let lines = lines::<TalkLine>(TALKS)?;
    for line in &lines {
        let origin = person(app, system, &line.by)?;
        app.write(&origin, |tx| talks::load_told(tx, line)).map_err(plain)?;
    }
    eprintln!("已装入洽谈记录{}条（为演示而编，不是真实的洽谈）。", lines.len());
    Ok(())
}

/// Who answers for what, told in the name of the bureau. Invented like the accounts it names.
fn load_responsibility(app: &App, importer: &Origin) -> anyhow::Result<()> {
    let lines = lines::<AssignmentLine>(RESPONSIBILITY)?;
    for line in &lines {
        app.write(importer, |tx| responsibility::load_told(tx, line, PLAN)).map_err(plain)?;
    }
    eprintln!("已装入责任链{}条（为演示而编）。", lines.len());
    Ok(())
}

fn lines<T: DeserializeOwned>(text: &str) -> anyhow::Result<Vec<T>> {
    Ok(csv::Reader::from_reader(text.as_bytes()).deserialize().collect::<Result<_, _>>()?)
}

fn person(app: &App, system: &Origin, username: &str) -> anyhow::Result<Origin> {
    let mut caller = app
        .read(system, |tx| {
            let users = people::list_users(tx)?;
            let id = users.iter().find(|u| u.username == username).map_or(0, |u| u.id);
            {
                let now = tx.now;
                load_person(tx, id, now)
            }
        })
        .map_err(plain)?;
    // told on his behalf, before he has ever signed in
    caller.must_change_password = false;
    Ok(Origin { caller: Arc::new(caller), ..system.clone() })
}
