//! A year of the demo city: invented projects from the signing to production, their contracts, the money that came, the
//! targets it is measured by. Those signed before the system come with a ledger and are taken over, as in a real city; the
//! others are registered and audited. Days are counted from the day of loading.

use super::{PLAN, lines, person};
use crate::cli::{import, plain};
use chengfeng::app::App;
use chengfeng::features::imports::model::ImportTarget;
use chengfeng::features::lifecycle::{self, EventLine, SignatureLine};
use chengfeng::features::progress;
use chengfeng::features::projects::model::ExclusionCode;
use chengfeng::features::projects::{self, FundsLine, ProjectLine};
use chengfeng::features::reports::{self, TargetLine};
use chengfeng::features::responsibility::{self, AssignmentLine};
use chengfeng::work::Origin;
use chrono::{Duration, NaiveDate};
use std::collections::BTreeMap;

const PROJECTS: &str = include_str!("../../../data/demo/year_projects.csv");
const SIGNATURES: &str = include_str!("../../../data/demo/year_signatures.csv");
const FUNDS: &str = include_str!("../../../data/demo/year_funds.csv");
const TARGETS: &str = include_str!("../../../data/demo/targets.csv");

/// Where some of them were signed.
const EVENT: EventLine = EventLine {
    name: "示例招商引资项目集中签约仪式",
    days_ago: 19,
    days: 8,
    place: "金昌",
    host: "金昌市招商局",
};
const TERMINATED: &str = "示例钠离子电芯项目";
const SUSPENDED: &str = "示例石英砂提纯项目";
const EXCLUDED: &str = "示例含镍废料回收项目";
/// A project enters the statistics so many days after its start.
const ENTERED_AFTER: i64 = 10;

/// Takes the year in.
pub fn load(app: &App, system: &Origin, bureau: &Origin) -> anyhow::Result<()> {
    let projects = lines::<ProjectLine>(PROJECTS)?;
    let today = app.read(system, |tx| Ok(tx.today())).map_err(plain)?;
    app.write(bureau, |tx| projects.iter().try_for_each(|line| projects::load_investor(tx, line)))
        .map_err(plain)?;
    import::load(app, bureau, &ledger(&projects, today)?, "示例台账.csv", ImportTarget::Projects)?;
    let told = || projects.iter().filter(|line| !line.ledger);
    app.write(bureau, |tx| told().try_for_each(|line| projects::load_project(tx, line))).map_err(plain)?;
    people(app, bureau, &projects)?;
    signatures(app, system, bureau)?;
    let entries = funds(app, system)?;
    app.write(bureau, |tx| {
        for line in &projects {
            let entered = line.started_ago.map(|ago| ago - ENTERED_AFTER);
            if let Some(ago) = entered.filter(|_| line.producing_ago.is_none()) {
                progress::load_entry(tx, &line.name, ago, PLAN)?;
            }
        }
        let decided = "示例市政府第12次常务会议";
        lifecycle::terminate_told(tx, TERMINATED, "投资方资金链断裂，书面放弃投资", decided)?;
        lifecycle::suspend_told(tx, SUSPENDED, "土地挂牌公告期", 60)?;
        let why = "投资方为本地企业，不计入招商引资";
        projects::exclude(tx, EXCLUDED, ExclusionCode::CityInvestor, why)
    })
    .map_err(plain)?;
    let targets = lines::<TargetLine>(TARGETS)?;
    app.write(bureau, |tx| targets.iter().try_for_each(|line| reports::load_target(tx, line)))
        .map_err(plain)?;
    eprintln!(
        "已装入一年的示例项目{}个、到位资金{entries}笔、年度任务{}项（为演示而编，名称以“示例”开头）。",
        projects.len(),
        targets.len()
    );
    Ok(())
}

/// The ledger that a bureau would have kept: every date is a day.
fn ledger(projects: &[ProjectLine], today: NaiveDate) -> anyhow::Result<Vec<u8>> {
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record([
        "项目名称",
        "建设内容",
        "投资方",
        "总投资（万元）",
        "所属产业链",
        "行业代码",
        "建设地点",
        "所在园区",
        "责任单位",
        "项目阶段",
        "签约时间",
        "开工时间",
        "投产时间",
    ])?;
    let day =
        |ago: Option<i64>| ago.map(|days| (today - Duration::days(days)).to_string()).unwrap_or_default();
    for line in projects.iter().filter(|line| line.ledger) {
        out.write_record([
            line.name.as_str(),
            &line.content,
            &line.investor,
            &line.total_wan.to_string(),
            &line.chain,
            &line.industry_code,
            &line.place,
            line.park.as_deref().unwrap_or_default(),
            &line.unit,
            line.stage.label(),
            &day(line.signed_ago),
            &day(line.started_ago),
            &day(line.producing_ago),
        ])?;
    }
    Ok(out.into_inner()?)
}

/// Who answers for the projects, since the signing.
fn people(app: &App, bureau: &Origin, projects: &[ProjectLine]) -> anyhow::Result<()> {
    app.write(bureau, |tx| {
        for line in projects {
            let roles = [
                ("sponsor", &line.sponsor),
                ("commissioner", &line.commissioner),
                ("liaison", &line.liaison),
            ];
            for (role, user) in roles {
                let Some(user) = user else { continue };
                let line = AssignmentLine {
                    what: "assignment".to_owned(),
                    project: line.name.clone(),
                    role: role.to_owned(),
                    user: user.clone(),
                    other: String::new(),
                    days_ago: line.signed_ago.unwrap_or(0),
                    until_days_ago: None,
                    reason: String::new(),
                };
                responsibility::load_told(tx, &line, PLAN)?;
            }
        }
        Ok(())
    })
    .map_err(plain)
}

/// The old papers are taken over, the others handed in and audited by another person.
fn signatures(app: &App, system: &Origin, bureau: &Origin) -> anyhow::Result<()> {
    let lines = lines::<SignatureLine>(SIGNATURES)?;
    let event = app.write(bureau, |tx| lifecycle::load_event(tx, &EVENT)).map_err(plain)?;
    let (old, new): (Vec<_>, Vec<_>) = lines.iter().partition(|line| line.takeover);
    app.write(bureau, |tx| lifecycle::take_over_told(tx, &old, event, PLAN)).map_err(plain)?;
    for line in new {
        let origin = person(app, system, &line.by)?;
        let row = app.write(&origin, |tx| lifecycle::hand_in_told(tx, line, event, PLAN)).map_err(plain)?;
        let Some(auditor) = &line.auditor else { continue };
        let origin = person(app, system, auditor)?;
        app.write(&origin, |tx| lifecycle::audit_told(tx, &row)).map_err(plain)?;
    }
    Ok(())
}

/// Money: each person hands in his entries at once, each auditor goes through those that are his.
fn funds(app: &App, system: &Origin) -> anyhow::Result<usize> {
    let lines = lines::<FundsLine>(FUNDS)?;
    let mut by_person: BTreeMap<&str, Vec<&FundsLine>> = BTreeMap::new();
    let mut by_auditor: BTreeMap<&str, Vec<(&FundsLine, _)>> = BTreeMap::new();
    for line in &lines {
        by_person.entry(&line.by).or_default().push(line);
    }
    for (by, own) in by_person {
        let origin = person(app, system, by)?;
        let made = app
            .write(&origin, |tx| {
                own.iter()
                    .map(|line| projects::load_funds(tx, line, PLAN))
                    .collect::<chengfeng::error::Result<Vec<_>>>()
            })
            .map_err(plain)?;
        for (line, entry) in own.into_iter().zip(made) {
            if let Some(auditor) = &line.auditor {
                by_auditor.entry(auditor).or_default().push((line, entry));
            }
        }
    }
    for (auditor, entries) in by_auditor {
        let origin = person(app, system, auditor)?;
        app.write(&origin, |tx| {
            entries.iter().try_for_each(|(line, entry)| projects::audit_funds(tx, line, entry))
        })
        .map_err(plain)?;
    }
    Ok(lines.len())
}
