//! One made-up project with all its rows.

use super::world::{Chance, Firm, TRADES};
use chengfeng::db::schema::{
    enterprises, funds_entries, project_codes, project_parties, project_phases, project_readers,
    project_units, projects, signature_counts, signatures, stage_log,
};
use chengfeng::db::types::{Doc, Stamp};
use chengfeng::features::projects::{EndState, Stage};
use chengfeng::text::{normalise_name, sort_key};
use chrono::{Datelike, Days, NaiveDate};
use diesel::prelude::*;

/// What projects are drawn from.
pub struct World {
    pub firms: Vec<(i64, Firm)>,
    pub units: Vec<i64>,
    pub people: Vec<i64>,
    pub now: Stamp,
    pub year: i32,
    /// Last number of the series, and the id that gets the next one.
    pub after_no: i64,
    pub first_id: i64,
    /// Id of the paper of the first project.
    pub first_paper: i64,
}

/// A project with everything that belongs to it.
pub struct Made {
    pub project: [ProjectRow; 1],
    pub parties: Vec<PartyRow>,
    pub phases: Vec<PhaseRow>,
    pub codes: Vec<CodeRow>,
    pub helpers: Vec<HelperRow>,
    pub readers: Vec<ReaderRow>,
    pub funds: Vec<FundsRow>,
    pub moves: Vec<MoveRow>,
    pub papers: Vec<PaperRow>,
    pub counts: Vec<CountRow>,
}

/// Rows to be inserted, one struct a table.
macro_rules! rows {
    ($($name:ident in $table:ident { $($field:ident: $type:ty),* $(,)? })*) => { $(
        #[derive(Debug, Clone, Insertable)]
        #[diesel(table_name = $table, treat_none_as_default_value = false)]
        pub struct $name { $(pub $field: $type),* }
    )* };
}

pub(super) use rows;

rows! {
    EnterpriseRow in enterprises {
        id: i64, name: String, name_key: String, sort_key: String, credit_code: Option<String>, division_code: Option<String>,
        place: String, origin: Option<String>, industry_code: Option<String>, industry: String, classes: Doc, nature: String,
        main_business: String, products: String, expansion_plan: String, source: String, source_url: String, remark: String,
        owner_unit_id: Option<i64>, created_at: Stamp, updated_at: Stamp,
    }
    ProjectRow in projects {
        id: i64, number: String, name: String, name_key: String, sort_key: String, content: String, stage: Stage,
        end_state: Option<EndState>, stage_since_on: NaiveDate, total_investment_yuan: Option<i64>,
        fixed_assets_yuan: Option<i64>, contract_amount_yuan: Option<i64>, industry_code: Option<String>,
        industry: Option<String>, chain: Option<String>, division_code: Option<String>, place: Option<String>,
        park: Option<String>, land_type: Option<String>, land_mu: Option<f64>, lead_source: Option<String>,
        build_kind: Option<String>, invest_mode: Option<String>, planned_start: Option<String>, planned_end: Option<String>,
        first_contact_on: Option<NaiveDate>, signed_on: Option<NaiveDate>, started_on: Option<NaiveDate>,
        producing_on: Option<NaiveDate>, expected_jobs: Option<i32>, lead_unit_id: i64, confidential: bool,
        exclusion_code: Option<String>, exclusion_reason: Option<String>, funds_in_place_yuan: i64,
        funds_outside_province_yuan: i64, funds_outside_city_yuan: i64, created_by: Option<i64>, created_at: Stamp,
        updated_at: Stamp,
    }
    PartyRow in project_parties {
        project_id: i64, enterprise_id: Option<i64>, name: String, name_key: String, role: String,
        share_percent: Option<i32>, origin: Option<String>, sort_no: i32,
    }
    PhaseRow in project_phases { project_id: i64, sequence: i32, name: String, amount_yuan: i64 }
    CodeRow in project_codes { project_id: i64, code: String, obtained_on: Option<NaiveDate> }
    HelperRow in project_units { project_id: i64, unit_id: i64 }
    ReaderRow in project_readers { project_id: i64, user_id: i64 }
    FundsRow in funds_entries {
        project_id: i64, entered_on: NaiveDate, amount_yuan: i64, origin: String, kind: String, currency: String,
        proof_type: String, confirmed_by_investor: bool, state: String, submitted_by: Option<i64>, submitted_at: Stamp,
        audited_by: Option<i64>, audited_at: Option<Stamp>,
    }
    PaperRow in signatures {
        id: i64, project_id: i64, strength: String, kind: String, signed_on: NaiveDate, amount_yuan: Option<i64>,
        parties: String, state: String, audited_at: Option<Stamp>, created_at: Stamp, updated_at: Stamp,
    }
    CountRow in signature_counts {
        signature_id: i64, project_id: i64, counted_on: Option<NaiveDate>, count: i32, amount_yuan: i64, takeover: bool,
        why: String, recorded_from_at: Stamp,
    }
    MoveRow in stage_log {
        project_id: i64, kind: String, from_stage: Stage, to_stage: Stage, to_state: Option<EndState>, entered_on: NaiveDate,
        moved_on: NaiveDate, moved_at: Stamp, days_in_stage: i32, moved_by: Option<i64>, reason: Option<String>, details: Doc,
    }
}

impl EnterpriseRow {
    pub fn new(id: i64, firm: &Firm, unit: i64, now: Stamp) -> Self {
        let trade = &TRADES[firm.trade];
        Self {
            id,
            name_key: normalise_name(&firm.name),
            sort_key: sort_key(&firm.name),
            name: firm.name.clone(),
            credit_code: firm.credit_code.clone(),
            division_code: firm.division_code.map(str::to_owned),
            place: firm.place.to_owned(),
            origin: Some(firm.origin.to_owned()),
            industry_code: trade.code.map(str::to_owned),
            industry: trade.industry.to_owned(),
            classes: Doc(serde_json::json!([])),
            nature: String::new(),
            main_business: format!("{}的研发、生产与销售", trade.products[0]),
            products: trade.products.join("、"),
            expansion_plan: String::new(),
            source: "测速数据".to_owned(),
            source_url: String::new(),
            remark: String::new(),
            owner_unit_id: Some(unit),
            created_at: now,
            updated_at: now,
        }
    }
}

const STAGES: &[(Stage, usize)] = &[
    (Stage::Reserve, 4),
    (Stage::Lead, 22),
    (Stage::Screening, 8),
    (Stage::Negotiating, 16),
    (Stage::Admission, 3),
    (Stage::Signed, 10),
    (Stage::Landed, 6),
    (Stage::Permitting, 4),
    (Stage::Started, 5),
    (Stage::Building, 8),
    (Stage::Completed, 3),
    (Stage::Producing, 9),
    (Stage::AtCapacity, 2),
];
const SOURCES: &[&str] = &[
    "leader_trip",
    "team_trip",
    "stationed",
    "event",
    "by_investor",
    "association",
    "agency",
    "online",
    "introducer",
];
const PLACES: &[(&str, &str, &str)] = &[
    ("金川区", "620302", "金昌经济技术开发区"),
    ("永昌县", "620321", "河西堡工业园"),
    ("永昌县河西堡镇", "620321", "河西堡工业园"),
    ("金川区宁远堡镇", "620302", ""),
];
const PARTS: &[&str] = &["", "", "", "一期", "二期", "扩建", "技术改造"];
const EXCLUSIONS: &[&str] = &["fiscal", "real_estate", "branch_outlet", "below_threshold"];

/// The project of this id.
pub fn project(chance: &mut Chance, world: &World, id: i64) -> Made {
    let firm = chance.one(&world.firms).clone();
    // a firm mostly invests in its own trade
    let trade = if chance.percent(85) { &TRADES[firm.1.trade] } else { chance.one(TRADES) };
    let stage = chance.weighted(STAGES);
    let end_state = match chance.below(100) {
        0..=3 => Some(EndState::Terminated),
        4..=5 => Some(EndState::Suspended),
        6 => Some(EndState::Withdrawn),
        _ => None,
    };
    let number = world.after_no + 1 + id - world.first_id;
    let part = chance.one(PARTS);
    let name = format!("{}{}{}{part}项目", firm.1.short, chance.one(trade.sizes), chance.one(trade.products));
    let total = chance.percent(78).then(|| chance.yuan(6.0e7, 1.6));
    let first = day_before(world, 3_600 - (chance.share().powf(0.7) * 3_600.0) as u64);
    let moves = moves(chance, world, id, stage, end_state, first);
    let since = moves.last().map_or(first, |m| m.moved_on);
    let reached =
        |s: Stage| moves.iter().find(|m| m.to_stage == s && m.to_state.is_none()).map(|m| m.moved_on);
    let (funds, sums) = funds(chance, world, id, stage, total, since, firm.1.origin);
    let (place, division, park) = *chance.one(PLACES);
    let confidential = chance.percent(1);
    let excluded = chance.percent(3);
    let by = *chance.one(&world.people);
    let started = reached(Stage::Started);
    let row = ProjectRow {
        id,
        number: format!("XM-{}-{number:05}", world.year),
        name_key: normalise_name(&name),
        sort_key: sort_key(&name),
        content: format!(
            "建设{name}，占地{}亩，购置生产线{}条及配套设施，建成后达到设计产能。",
            chance.below(500) + 5,
            chance.below(8) + 1
        ),
        name,
        stage,
        end_state,
        stage_since_on: since,
        total_investment_yuan: total,
        fixed_assets_yuan: total.filter(|_| chance.percent(55)).map(|t| t / 10 * 8),
        contract_amount_yuan: total.filter(|_| stage >= Stage::Signed && chance.percent(80)),
        industry_code: trade.code.filter(|_| chance.percent(80)).map(str::to_owned),
        industry: Some(trade.industry.to_owned()),
        chain: trade.chain.filter(|_| chance.percent(85)).map(str::to_owned),
        division_code: chance.percent(85).then(|| division.to_owned()),
        place: chance.percent(85).then(|| place.to_owned()),
        park: (!park.is_empty() && chance.percent(60)).then(|| park.to_owned()),
        land_type: chance.percent(30).then(|| "new_land".to_owned()),
        land_mu: chance.percent(30).then(|| (chance.below(90_000) as f64) / 100.0),
        lead_source: chance.percent(75).then(|| (*chance.one(SOURCES)).to_owned()),
        build_kind: chance.percent(70).then(|| "new".to_owned()),
        invest_mode: chance.percent(50).then(|| "sole".to_owned()),
        planned_start: chance.percent(40).then(|| format!("{}-{:02}", since.year(), since.month())),
        planned_end: chance.percent(40).then(|| (since.year() + 2).to_string()),
        first_contact_on: chance.percent(60).then_some(first),
        signed_on: reached(Stage::Signed),
        started_on: started,
        producing_on: reached(Stage::Producing),
        expected_jobs: chance.percent(40).then(|| chance.below(800) as i32),
        lead_unit_id: world.units
            [(chance.share().powi(2) * world.units.len() as f64) as usize % world.units.len()],
        confidential,
        exclusion_code: excluded.then(|| (*chance.one(EXCLUSIONS)).to_owned()),
        exclusion_reason: excluded.then(|| "测速数据".to_owned()),
        funds_in_place_yuan: sums[0],
        funds_outside_province_yuan: sums[1],
        funds_outside_city_yuan: sums[2],
        created_by: Some(by),
        created_at: at(first),
        updated_at: Stamp::from_micros(at(since).micros() + chance.below(60_000_000) as i64 * 1_000),
    };
    let phases = match total.filter(|_| chance.percent(10)) {
        Some(total) => vec![
            PhaseRow { project_id: id, sequence: 1, name: "一期".to_owned(), amount_yuan: total / 2 },
            PhaseRow {
                project_id: id, sequence: 2, name: "二期".to_owned(), amount_yuan: total - total / 2
            },
        ],
        None => Vec::new(),
    };
    let code =
        format!("{:02}{:02}-{division}-04-01-{:06}", since.year() % 100, since.month(), id % 1_000_000);
    let helpers = if chance.percent(15) {
        vec![HelperRow { project_id: id, unit_id: *chance.one(&world.units) }]
    } else {
        Vec::new()
    };
    let readers = if confidential {
        vec![ReaderRow { project_id: id, user_id: *chance.one(&world.people) }]
    } else {
        Vec::new()
    };
    let (papers, counts) = contract(world, id, &row);
    Made {
        papers,
        counts,
        parties: parties(chance, world, id, &firm),
        phases,
        // a code holds a serial of six digits a month: beyond a million projects some would be alike
        codes: if id < 1_000_000 && stage >= Stage::Landed {
            vec![CodeRow { project_id: id, code, obtained_on: Some(since) }]
        } else {
            Vec::new()
        },
        helpers: helpers.into_iter().filter(|h| h.unit_id != row.lead_unit_id).collect(),
        readers,
        funds,
        moves,
        project: [row],
    }
}

/// The contract that counts, of a project that has an amount and a day of signing.
fn contract(world: &World, id: i64, project: &ProjectRow) -> (Vec<PaperRow>, Vec<CountRow>) {
    let (Some(amount), Some(signed_on)) = (project.contract_amount_yuan, project.signed_on) else {
        return (Vec::new(), Vec::new());
    };
    let signature_id = world.first_paper + id - world.first_id;
    let paper = PaperRow {
        id: signature_id,
        project_id: id,
        strength: "contract".to_owned(),
        kind: "first".to_owned(),
        signed_on,
        amount_yuan: Some(amount),
        parties: "金昌市人民政府、投资方".to_owned(),
        state: "passed".to_owned(),
        audited_at: Some(at(signed_on)),
        created_at: at(signed_on),
        updated_at: at(signed_on),
    };
    let count = CountRow {
        signature_id,
        project_id: id,
        counted_on: Some(signed_on),
        count: 1,
        amount_yuan: amount,
        takeover: false,
        why: "测速数据".to_owned(),
        recorded_from_at: at(signed_on),
    };
    (vec![paper], vec![count])
}

fn day_before(world: &World, days: u64) -> NaiveDate {
    world.now.day().checked_sub_days(Days::new(days)).unwrap_or_default()
}

/// Ten in the morning of a day.
pub fn at(day: NaiveDate) -> Stamp {
    Stamp::new(day.and_hms_opt(2, 0, 0).unwrap_or_default().and_utc())
}

fn parties(chance: &mut Chance, world: &World, id: i64, firm: &(i64, Firm)) -> Vec<PartyRow> {
    let row = |(enterprise, firm): &(i64, Firm), share: Option<i32>, sort_no: i32| PartyRow {
        project_id: id,
        enterprise_id: Some(*enterprise),
        name: firm.name.clone(),
        name_key: normalise_name(&firm.name),
        role: "investor".to_owned(),
        share_percent: share,
        origin: Some(firm.origin.to_owned()),
        sort_no,
    };
    if chance.percent(20) {
        let second = chance.one(&world.firms);
        if second.0 != firm.0 {
            return vec![row(firm, Some(6_000), 0), row(second, Some(4_000), 1)];
        }
    }
    vec![row(firm, chance.percent(50).then_some(10_000), 0)]
}

/// The log that leads from a lead to the stage: the milestones, not every step between.
fn moves(
    chance: &mut Chance,
    world: &World,
    id: i64,
    stage: Stage,
    end: Option<EndState>,
    first: NaiveDate,
) -> Vec<MoveRow> {
    const MILESTONES: &[Stage] =
        &[Stage::Negotiating, Stage::Signed, Stage::Landed, Stage::Started, Stage::Producing];
    let today = world.now.day();
    let mut path: Vec<Stage> = MILESTONES.iter().copied().filter(|s| *s < stage).collect();
    if stage > Stage::Lead {
        path.push(stage);
    }
    let (mut from, mut since, mut out) = (Stage::Lead, first, Vec::new());
    let by = Some(*chance.one(&world.people));
    let mut step = |kind: &str,
                    to: Stage,
                    state: Option<EndState>,
                    from: &mut Stage,
                    since: &mut NaiveDate,
                    days: u64| {
        let day = since.checked_add_days(Days::new(days)).unwrap_or(today).min(today);
        let reason = state.map(|_| "测速数据".to_owned());
        let row = MoveRow {
            project_id: id,
            kind: kind.to_owned(),
            from_stage: *from,
            to_stage: to,
            to_state: state,
            entered_on: *since,
            moved_on: day,
            moved_at: at(day),
            days_in_stage: (day - *since).num_days() as i32,
            moved_by: by,
            reason,
            details: Doc(serde_json::json!({})),
        };
        (*from, *since) = (to, day);
        out.push(row);
    };
    for to in path {
        let days = chance.below(300) as u64 + 5;
        step("advance", to, None, &mut from, &mut since, days);
    }
    let kind = match end {
        Some(EndState::Terminated) => "terminate",
        Some(EndState::Suspended) => "suspend",
        Some(_) => "withdraw",
        None => return out,
    };
    let days = chance.below(200) as u64;
    step(kind, stage, end, &mut from, &mut since, days);
    out
}

/// Passed entries of the ledger, and the sums of the project that go with them: all, from outside the province, the city.
fn funds(
    chance: &mut Chance,
    world: &World,
    id: i64,
    stage: Stage,
    total: Option<i64>,
    since: NaiveDate,
    origin: &str,
) -> (Vec<FundsRow>, [i64; 3]) {
    let Some(total) = total.filter(|_| stage >= Stage::Started) else { return (Vec::new(), [0; 3]) };
    let count = 1 + chance.below(4) as i64;
    let amount = (total / (count + 1)).max(1);
    let (by, auditor) = (*chance.one(&world.people), *chance.one(&world.people));
    let entry = |n: i64| FundsRow {
        project_id: id,
        entered_on: since.checked_sub_days(Days::new(n as u64 * 40)).unwrap_or(since),
        amount_yuan: amount,
        origin: origin.to_owned(),
        kind: "fixed".to_owned(),
        currency: "CNY".to_owned(),
        proof_type: "bank_voucher".to_owned(),
        confirmed_by_investor: true,
        state: "passed".to_owned(),
        submitted_by: Some(by),
        submitted_at: at(since),
        audited_by: Some(auditor).filter(|a| *a != by),
        audited_at: Some(at(since)),
    };
    let sum = amount * count;
    let outside = matches!(origin, "outside_province" | "overseas");
    let beyond = outside || origin == "inside_province_outside_city";
    ((0..count).map(entry).collect(), [sum, if outside { sum } else { 0 }, if beyond { sum } else { 0 }])
}
