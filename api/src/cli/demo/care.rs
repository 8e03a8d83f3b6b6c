//! Who answers for made-up projects and what is done about them: terms, permits under way, difficulties, slips.

use super::rooms::{
    Ground, ItemPauseRow, ItemRow, LogRow, Rooms, SlipRow, StepRow, TermRow, TicketRow, no_files,
};
use super::rows::{ProjectRow, World, at};
use super::world::Chance;
use chengfeng::db::types::Doc;
use chengfeng::features::projects::Stage;
use chrono::{Days, NaiveDate};

/// From this amount on a leader of the city answers for a project, as the rules of sponsorship begin.
const SPONSORED_YUAN: i64 = 500_000_000;
/// Procedures that a project has on its list.
const STEPS: usize = 5;
const TROUBLES: &[(&str, &str)] = &[
    ("power", "临时用电容量不够"),
    ("land", "供地红线内有杆线未迁"),
    ("labour", "熟练工人招不满"),
    ("finance", "流动资金贷款没有批下来"),
    ("water", "供水管网没有接到地块"),
    ("permit", "施工许可办理慢"),
    ("logistics", "进场道路没有硬化"),
];

/// The rows of one project that goes on, with the enterprise it belongs to.
pub fn of(
    chance: &mut Chance,
    world: &World,
    ground: &mut Ground,
    (project, enterprise): (&ProjectRow, Option<i64>),
    rooms: &mut Rooms,
) {
    terms(chance, world, ground, project, rooms);
    if project.stage < Stage::Signed {
        return;
    }
    if (Stage::Landed..=Stage::Building).contains(&project.stage) {
        items(chance, world, ground, project, rooms);
    }
    if let Some(enterprise_id) = enterprise.filter(|_| chance.percent(7)) {
        ticket(chance, world, ground, (project, enterprise_id), rooms);
    }
    if chance.percent(2) {
        slip(chance, world, ground, project, rooms);
    }
}

fn days_ago(world: &World, days: usize) -> NaiveDate {
    world.now.day() - Days::new(days as u64)
}

/// From signing on nearly every role is held; before, some are already. Of a few there was somebody else before.
fn terms(chance: &mut Chance, world: &World, ground: &Ground, project: &ProjectRow, rooms: &mut Rooms) {
    let signed = project.stage >= Stage::Signed;
    let began = project.signed_on.unwrap_or(project.stage_since_on).min(world.now.day());
    let large = project.total_investment_yuan.is_some_and(|yuan| yuan >= SPONSORED_YUAN);
    for role in ["sponsor", "commissioner", "liaison"] {
        let leads = role == "sponsor";
        let share = match (leads, signed) {
            (true, true) => {
                if large {
                    95
                } else {
                    10
                }
            }
            (true, false) => 0,
            (false, true) => 97,
            (false, false) => 15,
        };
        if !chance.percent(share) {
            continue;
        }
        let somebody = |chance: &mut Chance| {
            if leads { *chance.one(&ground.leaders) } else { ground.clerk_of(chance, project.lead_unit_id) }
        };
        let term = |user_id: i64, from_on: NaiveDate, until_on: Option<NaiveDate>| TermRow {
            project_id: project.id,
            role: role.to_owned(),
            user_id,
            unit_id: ground.unit_of[&user_id],
            post: if leads { "市级领导" } else { "经办人" }.to_owned(),
            from_on,
            until_on,
            assigned_by: project.created_by,
            began_at: at(from_on),
            ended_at: until_on.map(at),
            end_reason: until_on.map(|_| "岗位调整".to_owned()),
        };
        let mut from_on = began;
        let days = (world.now.day() - began).num_days();
        if days > 60 && chance.percent(10) {
            let last = began + Days::new(30 + chance.below(days as usize - 40) as u64);
            let earlier = somebody(chance);
            rooms.terms.push(term(earlier, began, Some(last)));
            from_on = last + Days::new(1);
        }
        let holder = somebody(chance);
        rooms.terms.push(term(holder, from_on, None));
    }
}

/// The first procedures of the template: finished up to where the project is, one or two under way, the rest planned.
fn items(chance: &mut Chance, world: &World, ground: &mut Ground, project: &ProjectRow, rooms: &mut Rooms) {
    let done = match project.stage {
        Stage::Landed => chance.below(2),
        Stage::Permitting => 1 + chance.below(3),
        _ => STEPS,
    };
    let running = done + 1 + chance.below(2);
    for n in 0..STEPS.min(ground.steps.len()) {
        let step = ground.steps[n].clone();
        let id = ground.next_item;
        ground.next_item += 1;
        let days = step.working_days.unwrap_or(5).max(1);
        let state = if n < done {
            "finished"
        } else if n >= running {
            "planned"
        } else if chance.percent(5) {
            "paused"
        } else {
            "received"
        };
        let ago = match state {
            "finished" => 40 + chance.below(300),
            _ => chance.below(days as usize + days as usize / 4 + 1),
        };
        let received_on = (state != "planned").then(|| days_ago(world, ago));
        let finished_on = received_on
            .filter(|_| state == "finished")
            .map(|on| on + Days::new(chance.below(days as usize + 1) as u64));
        let due_on = received_on.filter(|_| state != "paused").map(|on| ground.due(on, days as u32));
        let unit_id = *chance.one(&ground.offices);
        rooms.items.push(ItemRow {
            id,
            project_id: project.id,
            code: step.code,
            name: step.name,
            basis: step.basis,
            sort_no: n as i32,
            parallel_group: step.parallel_group,
            after_codes: Doc::of(&step.after),
            unit_id: Some(unit_id),
            window_name: step.window,
            standard_days: step.working_days,
            promised_days: step.working_days,
            received_on,
            due_on,
            finished_on,
            actual_days: finished_on.map(|_| 1 + chance.below(days as usize) as i32),
            file_ids: no_files(),
            state: state.to_owned(),
            created_by: project.created_by,
            created_at: at(received_on.unwrap_or(project.stage_since_on)),
            updated_at: at(received_on.unwrap_or(project.stage_since_on)),
        });
        if let Some(from_on) = received_on.filter(|_| state == "paused") {
            rooms.item_pauses.push(ItemPauseRow {
                item_id: id,
                from_on,
                reason: "等待补正材料".to_owned(),
                file_ids: no_files(),
                paused_by: project.created_by,
                paused_at: at(from_on),
            });
        }
    }
}

/// A difficulty; about half of them are not closed yet.
fn ticket(
    chance: &mut Chance,
    world: &World,
    ground: &mut Ground,
    (project, enterprise_id): (&ProjectRow, i64),
    rooms: &mut Rooms,
) {
    let id = ground.next_ticket;
    ground.next_ticket += 1;
    let (kind, title) = *chance.one(TROUBLES);
    let state =
        chance.weighted(&[("open", 10), ("working", 25), ("answered", 12), ("reopened", 4), ("closed", 49)]);
    let ago = match state {
        "open" => chance.below(4),
        "closed" => 30 + chance.below(300),
        _ => 3 + chance.below(25),
    };
    let raised_on = days_ago(world, ago);
    let accepted = state != "open";
    let promised_on = accepted.then(|| raised_on + Days::new(7 + chance.below(21) as u64));
    let answered = matches!(state, "answered" | "reopened" | "closed");
    let answered_on = answered.then(|| raised_on + Days::new(1 + chance.below(3) as u64));
    let by = ground.clerk_of(chance, project.lead_unit_id);
    let office = *chance.one(&ground.offices);
    rooms.tickets.push(TicketRow {
        id,
        number: format!("KN-S-{id:06}"),
        enterprise_id,
        project_id: Some(project.id),
        kind: kind.to_owned(),
        title: title.to_owned(),
        said: format!("{title}，影响施工，请协调解决。"),
        level: if chance.percent(70) { "county" } else { "city" }.to_owned(),
        raised_on,
        raised_by: Some(by),
        raised_by_enterprise: false,
        raising_unit_id: Some(project.lead_unit_id),
        unit_id: accepted.then_some(office),
        accept_due_on: ground.due(raised_on, 1),
        accepted_on: accepted.then_some(raised_on),
        promised_on,
        answered_on,
        closed_on: answered_on.filter(|_| state == "closed").map(|on| on + Days::new(2)),
        state: state.to_owned(),
        satisfaction: (state == "closed").then(|| 3 + chance.below(3) as i32),
        reopened_count: i32::from(state == "reopened"),
        created_at: at(raised_on),
        updated_at: at(answered_on.unwrap_or(raised_on)),
    });
    rooms.steps.push(StepRow {
        ticket_id: id,
        kind: "raised".to_owned(),
        text: Some(title.to_owned()),
        file_ids: no_files(),
        by_id: Some(by),
        by_enterprise: false,
        at: at(raised_on),
    });
}

/// A slip: open and in time, open and lapsed since yesterday, answered, closed, or risen once already.
fn slip(chance: &mut Chance, world: &World, ground: &mut Ground, project: &ProjectRow, rooms: &mut Rooms) {
    let state =
        chance.weighted(&[("open", 25), ("lapses", 15), ("answered", 15), ("closed", 35), ("risen", 10)]);
    let kind = chance.weighted(&[("remind", 5), ("assign", 3), ("deadline_notice", 1), ("letter", 1)]);
    // one that rose did so when its day was over; the new one has its own days
    let ago = match state {
        "open" => chance.below(4),
        "lapses" => 9 + chance.below(6),
        _ => 20 + chance.below(200),
    };
    let first = Rise { kind, state: if state == "risen" { "lapsed" } else { state }, ago, from: None };
    let number = push_slip(chance, world, ground, project, first, rooms);
    if state == "risen" {
        let to = if kind == "remind" { "warn" } else { "remind" };
        let next = Rise { kind: to, state: "open", ago: chance.below(3), from: Some(number) };
        push_slip(chance, world, ground, project, next, rooms);
    }
}

struct Rise {
    kind: &'static str,
    state: &'static str,
    ago: usize,
    from: Option<i64>,
}

fn push_slip(
    chance: &mut Chance,
    world: &World,
    ground: &mut Ground,
    project: &ProjectRow,
    rise: Rise,
    rooms: &mut Rooms,
) -> i64 {
    let id = ground.next_slip;
    ground.next_slip += 1;
    let received_on = days_ago(world, rise.ago);
    let due_on = ground.due(received_on, 5);
    let issued_by = *chance.one(&ground.bureau);
    let person = ground.clerk_of(chance, project.lead_unit_id);
    let answered = matches!(rise.state, "answered" | "closed");
    let answered_at = answered.then(|| at(due_on.min(world.now.day())));
    rooms.slips.push(SlipRow {
        id,
        number: format!("督办〔S〕{id}号"),
        kind: rise.kind.to_owned(),
        basis: if rise.from.is_some() { "rule" } else { "meeting" }.to_owned(),
        basis_text: Some("测速数据".to_owned()),
        project_id: Some(project.id),
        matter: format!("请抓紧推进{}，说明滞后原因。", project.name),
        unit_id: project.lead_unit_id,
        person_id: (rise.kind != "warn").then_some(person),
        issued_by,
        issued_at: at(received_on),
        received_on,
        working_days: 5,
        due_on,
        rule_revision: ground.slip_revision,
        state: if rise.state == "lapses" { "open" } else { rise.state }.to_owned(),
        root_id: rise.from,
        raised_from_id: rise.from,
        answered_at,
        answered_by: answered.then_some(person),
        closed_at: answered_at.filter(|_| rise.state == "closed"),
        close_note: (rise.state == "closed").then(|| "已办结。".to_owned()),
        updated_at: at(received_on),
    });
    rooms.log.push(LogRow {
        slip_id: id,
        act: if rise.from.is_some() { "raised" } else { "issued" }.to_owned(),
        due_on: Some(due_on),
        done_by: Some(issued_by),
        done_at: at(received_on),
    });
    id
}
