//! `demo load`: the demo city 金昌, from public facts, through the same code as everybody's imports.
//!
//! Units and accounts (invented names) come from `api/data/demo/*.csv`, enterprises and projects, trips and receptions from public reports
//! (sources in `api/data/demo/README.md`); what is done about them (talks, services, reports, slips, who answers for what) is invented, as is a year of contracts, money and targets ([`year`]);
//! the enterprises and the dispatch ledger L2 go through the imports room.
//! Ledger L3 is left for the tour in README. `demo seed` adds made-up projects by the hundred thousand,
//! for measuring; `demo day` does a day's work on them.

mod care;
mod course;
mod day;
mod journeys;
mod rooms;
mod rows;
mod seed;
mod staff;
mod world;
mod year;

use super::{database, import, plain};
use chengfeng::app::App;
use chengfeng::auth::authenticate::load_person;
use chengfeng::config::Config;
use chengfeng::features::imports::model::ImportTarget;
use chengfeng::features::notices;
use chengfeng::features::notices::model::{ChannelInput, ChannelKind, CopyResource};
use chengfeng::features::people::{self, model::OneTimePassword};
use chengfeng::features::progress::{self, MilestoneLine, PauseLine, ReportLine};
use chengfeng::features::projects;
use chengfeng::features::responsibility::{self, AssignmentLine};
use chengfeng::features::services::{self, ServiceLine};
use chengfeng::features::supervision::{self, ColouredLine, SlipLine};
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
const SERVICES: &str = include_str!("../../data/demo/services.csv");
const PROGRESS: &str = include_str!("../../data/demo/progress.csv");
const MILESTONES: &str = include_str!("../../data/demo/milestones.csv");
const COLOURED: &str = include_str!("../../data/demo/coloured.csv");
const SLIPS: &str = include_str!("../../data/demo/slips.csv");
const COPIES: &str = include_str!("../../data/demo/copies.csv");
const RESPONSIBILITY: &str = include_str!("../../data/demo/responsibility.csv");
/// What the plans of the demo look like: one page.
const PLAN: &[u8] = include_bytes!("../../data/demo/tour/scan.pdf");
const DISPATCH: &[u8] = include_bytes!("../../data/demo/ledgers/L2-dispatch-jinchang.xlsx");
/// The city whose trips are told.
const CITY: &str = "金昌市";
/// In whose name the demo's ledgers are imported.
const IMPORTER: &str = "zhaoshang";

/// A project that waits for spring.
const PAUSE: PauseLine = PauseLine {
    project: "金葵生态农旅产业园项目",
    cause: "冬季冻土停工，经住建部门核实",
    days_ago: 10,
    days: 90,
    approver: "zhaoshang2",
};

/// Commands below `demo`.
#[derive(Subcommand)]
pub enum Command {
    /// 在空的数据目录里装入演示城市金昌（单位、账号、企业、项目）
    Load,
    /// 在一次性的演示库里再造大量项目与企业，供测速（make bench）；库里有别的数据时拒绝
    Seed(seed::Amounts),
    /// 在造好的测速数据上做一天的例行工作（判定颜色、督办升级、到期提醒、各人待办数），逐项报告用时
    Day,
}

/// Runs a command.
pub fn run(config: Config, command: &Command) -> anyhow::Result<()> {
    match command {
        Command::Load => load(config),
        Command::Seed(amounts) => seed::seed(&database::open(config)?, amounts),
        Command::Day => day::day(&database::open(config)?),
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
    load_services(&app, &system)?;
    for line in lines::<ColouredLine>(COLOURED)? {
        app.write(&importer, |tx| supervision::load_project(tx, &line)).map_err(plain)?;
    }
    year::load(&app, &system, &importer)?;
    load_progress(&app, &system, &importer)?;
    load_slips(&app, &system)?;
    load_responsibility(&app, &importer)?;
    load_notices(&app, &system, &importer)?;
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

/// Difficulties, complaints, procedures and services, each in the name of who did it; all invented.
fn load_services(app: &App, system: &Origin) -> anyhow::Result<()> {
    let lines = lines::<ServiceLine>(SERVICES)?;
    let mut made = services::Made::default();
    for line in &lines {
        let origin = match &line.by {
            Some(by) => person(app, system, by)?,
            None => system.clone(),
        };
        let began = app.write(&origin, |tx| services::load_line(tx, line, &made)).map_err(plain)?;
        made.extend(line.key.clone().zip(began));
    }
    eprintln!("已装入手续、困难、投诉、服务记录{}步（为演示而编）。", lines.len());
    Ok(())
}

/// Half a year of reports, milestones, a pause: invented figures for projects that are real, with days counted from today.
fn load_progress(app: &App, system: &Origin, importer: &Origin) -> anyhow::Result<()> {
    let reports = lines::<ReportLine>(PROGRESS)?;
    let milestones = lines::<MilestoneLine>(MILESTONES)?;
    for line in &reports {
        let origin = person(app, system, &line.by)?;
        app.write(&origin, |tx| progress::load_report(tx, line)).map_err(plain)?;
    }
    for line in &milestones {
        app.write(importer, |tx| progress::load_milestone(tx, line)).map_err(plain)?;
    }
    app.write(importer, |tx| progress::load_pause(tx, &PAUSE)).map_err(plain)?;
    app.write(importer, |tx| progress::freeze_before(tx, 1)).map_err(plain)?;
    eprintln!("已装入月报{}份、里程碑{}个、暂停1次（数字为演示而编）。", reports.len(), milestones.len());
    Ok(())
}

/// Slips on every level and instructions of leaders, each in the names of those who issued, answered and closed them.
fn load_slips(app: &App, system: &Origin) -> anyhow::Result<()> {
    let lines = lines::<SlipLine>(SLIPS)?;
    for line in &lines {
        let issuer = person(app, system, &line.by)?;
        let mut slip = app.write(&issuer, |tx| supervision::load_told(tx, line)).map_err(plain)?;
        if let Some(said) = &line.answer {
            let origin = person(app, system, &line.owner)?;
            slip = app.write(&origin, |tx| supervision::answer_told(tx, &slip, said)).map_err(plain)?;
        }
        if let Some(note) = &line.closed {
            app.write(&issuer, |tx| supervision::close_told(tx, &slip, note)).map_err(plain)?;
        }
    }
    eprintln!("已装入督办单{}份和所涉的项目（为演示而编，名称以“示例”开头）。", lines.len());
    Ok(())
}

/// One line of `copies.csv`.
#[derive(serde::Deserialize)]
struct CopyLine {
    by: String,
    to: String,
    project: String,
    text: String,
}

/// Copies among colleagues, and a channel that shows what one looks like and sends nothing.
fn load_notices(app: &App, system: &Origin, importer: &Origin) -> anyhow::Result<()> {
    let lines = lines::<CopyLine>(COPIES)?;
    let mut sent = 0;
    for line in &lines {
        let (from, to) = (person(app, system, &line.by)?, person(app, system, &line.to)?);
        let to = to.caller.user_id.unwrap_or_default();
        sent += app
            .write(&from, |tx| {
                tx.mark_journalled();
                match projects::store::id_named(tx, &line.project)? {
                    Some(id) => notices::send_told(tx, CopyResource::Project, id, to, &line.text).map(|()| 1),
                    None => Ok(0),
                }
            })
            .map_err(plain)?;
    }
    let channel = ChannelInput {
        name: "招商工作群（示例，未启用）".to_owned(),
        kind: ChannelKind::WecomRobot,
        unit_id: importer.caller.unit_id,
        kinds: Vec::new(),
        recipients: Vec::new(),
        robot_key: Some("00000000-0000-0000-0000-000000000000".to_owned()),
        sign_secret: None,
        active: false,
    };
    app.write(importer, |tx| notices::set_up(tx, &channel)).map_err(plain)?;
    eprintln!("已装入抄送{sent}份、未启用的消息渠道1个。");
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
