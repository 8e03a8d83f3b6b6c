//! How made-up projects get on: milestones, year plans, monthly reports, pauses, entry into the statistics. Most are on
//! time; some are late, some silent, some paused, so that every colour is there.

use super::rooms::{EntryRow, Ground, MilestoneRow, PauseRow, PlanRow, ReportRow, Rooms, no_files};
use super::rows::{ProjectRow, World, at};
use super::world::Chance;
use chengfeng::features::projects::Stage;
use chrono::{Datelike, Days, NaiveDate};

/// Milestones as the template of the city has them, and the stage in which each is behind a project.
const MILESTONES: &[(&str, &str, Stage)] = &[
    ("land", "取得土地", Stage::Landed),
    ("eia", "环评批复", Stage::Started),
    ("start", "开工", Stage::Started),
    ("main_works", "主体完工", Stage::Completed),
    ("completion", "竣工验收", Stage::Completed),
    ("production", "投产", Stage::Producing),
];
const IMAGES: &[&str] = &["场地平整", "基础施工", "主体施工", "厂房封顶", "设备安装", "配套施工"];
const CAUSES: &[(&str, &str)] = &[
    ("weather", "冬季停工"),
    ("land_auction", "等待土地出让公告"),
    ("approval", "等待上级审批"),
    ("investor", "投资方调整方案"),
];

/// The rows of one project under way.
pub fn of(chance: &mut Chance, world: &World, ground: &Ground, project: &ProjectRow, rooms: &mut Rooms) {
    if project.stage < Stage::Signed || project.stage > Stage::Completed {
        return;
    }
    milestones(chance, world, project, rooms);
    if project.stage >= Stage::Started {
        reports(chance, world, ground, project, rooms);
        let entered = project.started_on.filter(|_| chance.percent(96));
        if let Some(started_on) = entered {
            let entered_on = (started_on + Days::new(5 + chance.below(25) as u64)).min(world.now.day());
            rooms.entries.push(EntryRow {
                project_id: project.id,
                entered_on,
                file_ids: no_files(),
                recorded_by: project.created_by,
                recorded_at: at(entered_on),
            });
        }
    }
    if chance.percent(3) {
        rooms.pauses.push(pause(chance, world, ground, project));
    }
}

/// What is behind the project, the next one, and the one after it.
fn milestones(chance: &mut Chance, world: &World, project: &ProjectRow, rooms: &mut Rooms) {
    let today = world.now.day();
    let mut push = |(code, name): (&str, &str), planned_on, actual_on: Option<NaiveDate>| {
        let sort_no = MILESTONES.iter().position(|(c, ..)| *c == code).unwrap_or(0) as i32;
        rooms.milestones.push(MilestoneRow {
            project_id: project.id,
            code: code.to_owned(),
            name: name.to_owned(),
            planned_on,
            actual_on,
            sort_no,
            file_ids: no_files(),
            done_by: project.created_by.filter(|_| actual_on.is_some()),
            done_at: actual_on.map(at),
            created_by: project.created_by,
            created_at: at(project.stage_since_on),
        });
    };
    let (done, ahead): (Vec<_>, Vec<_>) =
        MILESTONES.iter().partition(|(_, _, behind)| project.stage >= *behind);
    if let Some((code, name, _)) = done.last() {
        let on = project.stage_since_on;
        push((code, name), on + Days::new(chance.below(30) as u64), Some(on));
    }
    // before work begins nothing is reported: what was done lately is a milestone of its own
    if project.stage < Stage::Started && chance.percent(93) {
        let on = today - Days::new(chance.below(85) as u64);
        push(("other", "前期手续办理"), on, Some(on.max(project.stage_since_on)));
    }
    let days = |chance: &mut Chance| chance.below(280) as u64 + 8;
    let mut planned = match chance.below(100) {
        0..=1 => today - Days::new(31 + chance.below(90) as u64),
        2..=8 => today - Days::new(1 + chance.below(30) as u64),
        9..=15 => today + Days::new(chance.below(8) as u64),
        _ => today + Days::new(days(chance)),
    };
    for (code, name, _) in ahead.iter().take(2) {
        push((code, name), planned, None);
        planned = planned.max(today) + Days::new(days(chance));
    }
}

/// What came of one month's report.
#[derive(Clone, Copy, PartialEq)]
enum Told {
    Passed,
    Late,
    Submitted,
    Supplement,
    Draft,
    Nothing,
}

/// The reports of the months since the project was registered, and the plan of the year that they are held against.
fn reports(chance: &mut Chance, world: &World, ground: &Ground, project: &ProjectRow, rooms: &mut Rooms) {
    use Told::{Draft, Late, Nothing, Passed, Submitted, Supplement};
    let now = world.now;
    let monthly = (project.total_investment_yuan.unwrap_or(6_000_000) / 36 / 10_000).max(1) * 10_000;
    let pace = match chance.below(100) {
        0..=2 => 20 + chance.below(40),
        3..=9 => 60 + chance.below(30),
        _ => 88 + chance.below(25),
    } as i64;
    let owed: Vec<_> = ground.periods.iter().filter(|p| p.due_at > project.created_at).collect();
    let last_past = owed.iter().rposition(|p| p.due_at <= now);
    let by = ground.clerk_of(chance, project.lead_unit_id);
    let auditor = Some(*chance.one(&ground.bureau)).filter(|id| *id != by);
    let (mut total, mut before, mut carried, mut first) = (monthly * 6, None, 0, true);
    for (n, period) in owed.iter().enumerate() {
        let this_year = period.month_on.year() == world.year;
        if this_year && before.is_none() {
            before = Some(total);
            if first {
                total += monthly * i64::from(period.month_on.month0()) * pace / 100;
            }
        }
        carried += monthly * pace / 100 * (85 + chance.below(30) as i64) / 100;
        let told = if period.due_at > now {
            chance.weighted(&[(Nothing, 45), (Submitted, 25), (Passed, 20), (Draft, 7), (Supplement, 3)])
        } else if Some(n) == last_past {
            chance.weighted(&[(Passed, 60), (Submitted, 25), (Supplement, 5), (Late, 3), (Nothing, 7)])
        } else {
            chance.weighted(&[(Passed, 92), (Late, 3), (Draft, 1), (Nothing, 4)])
        };
        if told == Nothing {
            continue;
        }
        // a report that is not handed in counts for nothing, so what it holds comes with the next
        let opening = if first { total } else { 0 };
        let days = if told == Late { 2 } else { -1 - chance.below(8) as i64 };
        let saved_at = period.due_at.plus_seconds(days * 86_400).min(now);
        let handed_in = told != Draft;
        let audited = matches!(told, Passed | Late | Supplement);
        rooms.reports.push(ReportRow {
            period_id: period.id,
            project_id: project.id,
            unit_id: project.lead_unit_id,
            month_on: period.month_on,
            invested_month_yuan: carried,
            invested_total_yuan: total + carried,
            opening_yuan: opening,
            adjusted_yuan: 0,
            image_progress: (*chance.one(IMAGES)).to_owned(),
            image_changed: chance.percent(60),
            problems: chance.percent(10).then(|| "资金到位慢于计划。".to_owned()),
            next_month: Some("按计划继续施工。".to_owned()),
            confirmed: no_files(),
            state: match told {
                Passed | Late => "passed",
                Submitted => "submitted",
                Supplement => "supplement",
                Draft | Nothing => "draft",
            }
            .to_owned(),
            saved_by: Some(by),
            saved_at,
            submitted_by: Some(by).filter(|_| handed_in),
            submitted_at: handed_in.then_some(saved_at),
            first_submitted_at: handed_in.then_some(saved_at),
            late: told == Late && saved_at >= period.due_at,
            audited_by: auditor.filter(|_| audited),
            audited_at: audited.then_some(saved_at),
            audit_opinion: (told == Supplement).then(|| "请补充形象进度照片。".to_owned()),
        });
        if handed_in {
            (total, carried, first) = (total + carried, 0, false);
        }
    }
    if chance.percent(70) {
        rooms.plans.push(PlanRow {
            project_id: project.id,
            year: world.year,
            planned_yuan: monthly * 12,
            invested_before_yuan: before,
            set_by: project.created_by,
            updated_at: now,
        });
    }
}

/// Nine of ten pauses are decided; some of them are over.
fn pause(chance: &mut Chance, world: &World, ground: &Ground, project: &ProjectRow) -> PauseRow {
    let (kind, cause) = *chance.one(CAUSES);
    let from_on = world.now.day() - Days::new(chance.below(100) as u64);
    let until_on = from_on + Days::new(30 + chance.below(90) as u64);
    let by = ground.clerk_of(chance, project.lead_unit_id);
    let decided = chance.percent(90);
    PauseRow {
        project_id: project.id,
        kind: kind.to_owned(),
        cause: cause.to_owned(),
        file_ids: no_files(),
        from_on,
        until_on,
        state: if decided { "approved" } else { "requested" }.to_owned(),
        requested_by: Some(by),
        requested_at: at(from_on),
        decided_by: Some(*chance.one(&ground.bureau)).filter(|id| decided && *id != by),
        decided_at: decided.then(|| at(from_on)),
    }
}
