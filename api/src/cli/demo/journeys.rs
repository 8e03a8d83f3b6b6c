//! Made-up negotiation trips with legs, companies met, outcomes and the projects that came of some.

use super::rows::World;
use super::world::Chance;
use chengfeng::db::schema::{negotiation_trips, trip_companies, trip_legs, trip_projects, trip_visits};
use chengfeng::db::types::{Doc, Stamp};
use chengfeng::text::normalise_name;
use chrono::{Days, NaiveDate};
use diesel::prelude::*;

/// First ids of the rows that are made.
#[derive(Debug, Clone, Copy)]
pub struct First {
    pub trip: i64,
    pub leg: i64,
    pub company: i64,
}

/// The rows of some trips.
#[derive(Default)]
pub struct MadeTrips {
    pub trips: Vec<TripRow>,
    pub legs: Vec<LegRow>,
    pub companies: Vec<CompanyRow>,
    pub visits: Vec<VisitRow>,
    pub links: Vec<LinkRow>,
}

super::rows::rows! {
    TripRow in negotiation_trips {
        id: i64, number: String, kind: String, purpose: String, lead_unit_id: i64, leader_name: String, leader_post: String,
        starts_on: NaiveDate, ends_on: NaiveDate, budget: Doc, state: String, returned_on: Option<NaiveDate>,
        created_by: Option<i64>, created_at: Stamp, updated_at: Stamp,
    }
    LegRow in trip_legs {
        id: i64, trip_id: i64, sequence: i32, province_code: Option<String>, city: String, from_on: NaiveDate, to_on: NaiveDate,
    }
    CompanyRow in trip_companies {
        id: i64, trip_id: i64, enterprise_id: i64, name: String, name_key: String, planned: bool, outcome: Option<String>,
        owner_id: Option<i64>, next_step: Option<String>, next_due_on: Option<NaiveDate>, sort_no: i32,
    }
    VisitRow in trip_visits {
        trip_id: i64, company_id: i64, leg_id: Option<i64>, met_on: Option<NaiveDate>, persons: Doc, client_key: String,
        recorded_by: Option<i64>, recorded_at: Stamp,
    }
    LinkRow in trip_projects { trip_id: i64, company_id: i64, project_id: i64, made_project: bool, linked_at: Stamp }
}

const PLACES: &[(&str, &str)] = &[
    ("310000", "上海市"),
    ("320000", "苏州市"),
    ("330000", "杭州市"),
    ("440000", "深圳市"),
    ("370000", "济南市"),
    ("510000", "成都市"),
    ("420000", "武汉市"),
    ("110000", "北京市"),
    ("340000", "合肥市"),
    ("610000", "西安市"),
];
const KINDS: &[&str] = &["leader", "team", "team", "stationed", "fair"];
const OUTCOMES: &[&str] = &["exchange", "exchange", "interested", "invited", "to_lead", "not_interested"];

/// The trips from number `from` on; `projects` are the ids that some of them led to.
pub fn some(
    chance: &mut Chance,
    world: &World,
    first: First,
    from: usize,
    count: usize,
    projects: (i64, i64),
) -> MadeTrips {
    let mut made = MadeTrips::default();
    for n in from..from + count {
        one(chance, world, first, n as i64, projects, &mut made);
    }
    made
}

/// Legs and companies of one trip at most, so that ids follow from its number.
const LEGS: i64 = 3;
const COMPANIES: i64 = 8;

fn one(chance: &mut Chance, world: &World, first: First, n: i64, projects: (i64, i64), made: &mut MadeTrips) {
    let trip_id = first.trip + n;
    let starts_on = world.now.day() - Days::new(20 + chance.below(2_000) as u64);
    let by = *chance.one(&world.people);
    let legs = 1 + chance.below(LEGS as usize) as i64;
    for leg in 0..legs {
        let (province, city) = *chance.one(PLACES);
        made.legs.push(LegRow {
            id: first.leg + n * LEGS + leg,
            trip_id,
            sequence: leg as i32 + 1,
            province_code: Some(province.to_owned()),
            city: city.to_owned(),
            from_on: starts_on + Days::new(leg as u64),
            to_on: starts_on + Days::new(leg as u64 + 1),
        });
    }
    for c in 0..3 + chance.below(COMPANIES as usize - 2) as i64 {
        let (enterprise_id, firm) = chance.one(&world.firms);
        let name = format!("{}{c}", firm.name); // a firm may be drawn twice
        let company_id = first.company + n * COMPANIES + c;
        let outcome = *chance.one(OUTCOMES);
        let goes_on = outcome != "not_interested" && outcome != "exchange";
        made.companies.push(CompanyRow {
            id: company_id,
            trip_id,
            enterprise_id: *enterprise_id,
            name_key: normalise_name(&name),
            name,
            planned: true,
            outcome: Some(outcome.to_owned()),
            owner_id: goes_on.then_some(by),
            next_step: goes_on.then(|| "寄送资料，约回访".to_owned()),
            next_due_on: goes_on.then(|| starts_on + Days::new(30)),
            sort_no: c as i32,
        });
        made.visits.push(VisitRow {
            trip_id,
            company_id,
            leg_id: Some(first.leg + n * LEGS + c % legs),
            met_on: Some(starts_on + Days::new((c % legs) as u64)),
            persons: Doc(serde_json::json!([])),
            client_key: format!("seed-{c}"),
            recorded_by: Some(by),
            recorded_at: world.now,
        });
        if outcome == "to_lead" && projects.0 < projects.1 {
            let project_id = projects.0 + chance.below((projects.1 - projects.0) as usize) as i64;
            made.links.push(LinkRow {
                trip_id,
                company_id,
                project_id,
                made_project: false,
                linked_at: world.now,
            });
        }
    }
    made.trips.push(TripRow {
        id: trip_id,
        number: format!("WC-S-{n:06}"),
        kind: (*chance.one(KINDS)).to_owned(),
        purpose: "赴重点城市拜访企业、推介项目".to_owned(),
        lead_unit_id: *chance.one(&world.units),
        leader_name: "测速领导".to_owned(),
        leader_post: "带队".to_owned(),
        starts_on,
        ends_on: starts_on + Days::new(legs as u64),
        budget: Doc(serde_json::json!([])),
        state: "closed".to_owned(),
        returned_on: Some(starts_on + Days::new(legs as u64)),
        created_by: Some(by),
        created_at: world.now,
        updated_at: world.now,
    });
}
