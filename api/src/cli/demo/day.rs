//! `demo day`: a day's work of the made-up city, done once and timed: every colour from nothing and once more, slips that
//! lapsed, reminders, everybody's inbox. The jobs run through the queue, as they do every day.

use super::plain;
use chengfeng::app::App;
use chengfeng::auth::authenticate::load_person;
use chengfeng::db::schema::{jobs as queue, journal, project_colour_facts, project_colours, users};
use chengfeng::db::types::Doc;
use chengfeng::error::Result;
use chengfeng::features::{inbox, notices, supervision};
use chengfeng::jobs::{self, JobState};
use chengfeng::work::{Origin, Tx};
use diesel::prelude::*;
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Instant;

/// Ticks of a second in `/proc/self/stat`, the same on every Linux machine that this runs on.
const TICKS: f64 = 100.0;

/// Does the work part by part; prints one JSON line a part.
pub fn day(app: &App) -> anyhow::Result<()> {
    let system = Origin::system("demo day");
    let seeded = app.read(&system, |tx| {
        Ok(journal::table.filter(journal::event.eq("demo.seeded")).count().get_result::<i64>(&mut **tx)?)
    });
    anyhow::ensure!(
        seeded.map_err(plain)? > 0,
        "这个库里没有测速数据；这个命令会重新判定全部颜色，只在测速数据上运行。请先运行 chengfeng demo seed。"
    );
    app.write(&system, |tx| only(tx, None)).map_err(plain)?;
    app.write(&system, forget_colours).map_err(plain)?;
    let part = |name: &str, kind: &'static str| timed(name, || job(app, &system, kind));
    part("colours", supervision::COLOURS_JOB)?;
    part("colours again", supervision::COLOURS_JOB)?;
    part("slips", supervision::RAISE)?;
    part("reminders", notices::REMIND)?;
    timed("inboxes", || inboxes(app, &system))
}

/// Leaves one job of this kind in the queue, due now, or none at all.
fn only(tx: &mut Tx<'_>, kind: Option<&'static str>) -> Result<()> {
    tx.mark_journalled();
    let waiting = queue::table.filter(queue::state.eq(JobState::Queued));
    diesel::delete(waiting).execute(&mut **tx)?;
    let now = tx.now;
    kind.map_or(Ok(()), |kind| jobs::enqueue_upkeep(tx, kind, now))
}

/// As if colours had never been worked out.
fn forget_colours(tx: &mut Tx<'_>) -> Result<()> {
    tx.mark_journalled();
    diesel::delete(project_colours::table).execute(&mut **tx)?;
    diesel::delete(project_colour_facts::table).execute(&mut **tx)?;
    Ok(())
}

fn job(app: &App, system: &Origin, kind: &'static str) -> anyhow::Result<Value> {
    app.write(system, |tx| only(tx, Some(kind))).map_err(plain)?;
    jobs::run_due(app).map_err(plain)?;
    let ended: (JobState, Option<Doc>, Option<String>) = app
        .read(system, |tx| {
            let last = queue::table.filter(queue::kind.eq(kind).and(queue::finished_at.is_not_null()));
            Ok(last
                .order(queue::id.desc())
                .select((queue::state, queue::result, queue::failure))
                .first(&mut **tx)?)
        })
        .map_err(plain)?;
    anyhow::ensure!(ended.0 == JobState::Succeeded, "任务 {kind} 没有做完：{:?}", ended.2);
    Ok(ended.1.map_or(Value::Null, |doc| doc.0))
}

/// The numbers at the head of everybody's pages, worked out for each person.
fn inboxes(app: &App, system: &Origin) -> anyhow::Result<Value> {
    let people: Vec<i64> = app
        .read(system, |tx| {
            let active = users::table.filter(users::status.eq("active")).order(users::id);
            Ok(active.select(users::id).load(&mut **tx)?)
        })
        .map_err(plain)?;
    let (mut items, mut longest) = (0, 0.0_f64);
    for id in &people {
        let begun = Instant::now();
        let mut caller = app
            .read(system, |tx| {
                let now = tx.now;
                load_person(tx, *id, now)
            })
            .map_err(plain)?;
        caller.must_change_password = false;
        let origin = Origin { caller: Arc::new(caller), ..system.clone() };
        let counts = app.read(&origin, inbox::store::standing).map_err(plain)?;
        items += counts.tabs.iter().map(|tab| tab.count).sum::<i64>();
        longest = longest.max(begun.elapsed().as_secs_f64());
    }
    Ok(json!({ "people": people.len(), "items": items, "longest_ms": (longest * 1000.0).round() }))
}

fn timed(name: &str, work: impl FnOnce() -> anyhow::Result<Value>) -> anyhow::Result<()> {
    let (begun, cpu) = (Instant::now(), cpu_seconds());
    let done = work()?;
    let line = json!({
        "part": name, "cpu": cpu_seconds() - cpu, "seconds": begun.elapsed().as_secs_f64(), "done": done,
    });
    println!("{line}");
    Ok(())
}

/// Processor time of this process so far.
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |n: usize| fields.get(n).and_then(|t| t.parse::<f64>().ok()).unwrap_or(0.0);
    (ticks(11) + ticks(12)) / TICKS
}
