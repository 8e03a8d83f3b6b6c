//! Trips and receptions of the past as public reports tell them, for the demo city: nothing is made up. What a report
//! does not say (the day of a visit, the outcome of a company) stays empty, and such a trip owes no report.

use super::super::model::input::{TripCompanyInput, TripInput, TripLegInput, TripPersonInput, VisitEdit};
use super::super::model::receptions::{ReceptionInput, ReceptionPerson, ReceptionSite};
use super::super::model::totals::TotalInput;
use super::super::model::{TripKind, TripState};
use super::super::rules;
use super::trips::Move;
use super::{companies, list, plan, receptions, road, totals, trips};
use crate::error::{Error, Result};
use crate::journal::{self, Subject};
use crate::policy::visible;
use crate::work::Tx;
use chrono::NaiveDate;
use serde::Deserialize;

/// One line of `api/data/demo/trips.csv`.
#[derive(Debug, Clone, Deserialize)]
pub struct ReportedLine {
    /// Id of the line.
    pub id: String,
    /// Who travelled or received.
    pub home: String,
    /// Kind, as printed.
    pub kind: String,
    /// Date, as printed.
    pub date: String,
    /// First day, where the report gives it.
    pub date_start: Option<NaiveDate>,
    /// Last day, where the report gives it.
    pub date_end: Option<NaiveDate>,
    /// Leader, as printed.
    pub leader: String,
    /// Provinces, separated by `、`.
    pub provinces: String,
    /// Cities, separated by `、`.
    pub cities: String,
    /// Companies, as printed.
    pub enterprises_visited: String,
    /// Purpose.
    pub purpose: String,
    /// Results, as printed.
    pub results: String,
    /// Address or title of the report.
    pub source_url: String,
}

/// What became of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// A trip.
    Trip,
    /// A reception.
    Reception,
    /// A total.
    Total,
    /// Left out: another city's, without a date, or neither a trip nor a reception.
    LeftOut,
}

/// Stores one line of the home city, if it can be told honestly.
///
/// # Errors
/// 422 for what the room refuses; database errors.
pub fn load(tx: &mut Tx<'_>, home: &str, lead_unit_id: i64, line: &ReportedLine) -> Result<Told> {
    let days = line.date_start.zip(line.date_end);
    match (line.home == home, line.kind.as_str(), days) {
        (true, "小分队", Some(days)) => trip(tx, TripKind::Team, lead_unit_id, line, days),
        (true, "节会签约", Some(days)) => trip(tx, TripKind::Fair, lead_unit_id, line, days),
        (true, "来访接待", Some(days)) => reception(tx, home, lead_unit_id, line, days),
        (true, "小分队合计", _) => total(tx, line),
        _ => Ok(Told::LeftOut),
    }
}

fn trip(
    tx: &mut Tx<'_>,
    kind: TripKind,
    lead_unit_id: i64,
    line: &ReportedLine,
    (from_on, to_on): (NaiveDate, NaiveDate),
) -> Result<Told> {
    let leg = |city: &str| TripLegInput { division_code: None, city: Some(city.to_owned()), from_on, to_on };
    let input = TripInput {
        kind,
        purpose: line.purpose.clone(),
        chain: None,
        station: None,
        lead_unit_id,
        leader: TripPersonInput { name: Some(line.leader.clone()), ..TripPersonInput::default() },
        members: Vec::new(),
        legs: split(&line.cities).iter().map(|c| leg(c)).collect(),
        companies: split(&line.enterprises_visited).iter().map(|c| named(c)).collect(),
        budget: Vec::new(),
        source: Some(line.source_url.clone()),
    };
    let ready = plan::check(tx, &input)?;
    let row = trips::insert(tx, &ready.columns)?;
    plan::write_parts(tx, &row, &ready)?;
    let now = tx.now;
    let change = Move {
        state: Some(TripState::Debriefing),
        returned_on: Some(to_on),
        results: Some(line.results.clone()).filter(|r| !r.is_empty()),
        ..Move::default()
    };
    let row = trips::apply(tx, &row, &change, now)?;
    let subject = Subject::new("trip", row.id, format!("{} {}", row.number, row.purpose));
    journal::created(tx, "trip.created", &subject, &row)?;
    let legs: Vec<_> = super::parts::legs(tx, &[row.id])?.into_iter().map(|(_, leg)| leg).collect();
    // the day of a visit is known only when the whole trip was one day
    let met_on = (from_on == to_on).then_some(from_on);
    for company in companies::of_trip(tx, row.id)? {
        let visit = VisitEdit {
            met_on,
            leg: None,
            persons: Vec::new(),
            place: None,
            card_file_id: None,
            note: Some(format!("据公开报道补录：{}", line.source_url)),
            next_step: None,
        };
        let leg_id = road::leg_of(&legs, None, met_on);
        let key = format!("report:{}:{}", line.id, company.id);
        let visit = road::insert_visit(tx, row.id, company.id, leg_id, &visit, &key)?;
        let state = serde_json::json!({ "company": company.name, "unplanned": false, "visit": visit });
        journal::created(tx, "trip.visit_recorded", &subject, &state)?;
    }
    let who = visible(tx.caller);
    list::find(tx, &who, row.id).map(|_| Told::Trip)
}

fn reception(
    tx: &mut Tx<'_>,
    home: &str,
    lead_unit_id: i64,
    line: &ReportedLine,
    (arrives_on, departs_on): (NaiveDate, NaiveDate),
) -> Result<Told> {
    let names = split(&line.enterprises_visited);
    // guests who look at places of the home city came to see sites, not to be met as companies
    let sites = split(&line.cities).iter().any(|city| home.starts_with(city.as_str()));
    let site = |name: &String| ReceptionSite { name: name.clone(), note: None };
    let host = |name: &str| ReceptionPerson { name: name.to_owned(), ..ReceptionPerson::default() };
    let input = ReceptionInput {
        subject: line.purpose.clone(),
        letter_no: None,
        lead_unit_id,
        arrives_on,
        departs_on,
        companies: if sites { Vec::new() } else { names.iter().map(|c| named(c)).collect() },
        visitors: Vec::new(),
        hosts: line.leader.split('；').map(host).collect(),
        itinerary: Vec::new(),
        sites: if sites { names.iter().map(site).collect() } else { Vec::new() },
        questions: Vec::new(),
        settlement: Vec::new(),
        results: Some(line.results.clone()).filter(|r| !r.is_empty()),
        source: Some(line.source_url.clone()),
    };
    let errors = rules::receptions::check(&input);
    if !errors.is_empty() {
        return Err(Error::invalid(errors));
    }
    let row = receptions::insert(tx, &input)?;
    let wanted = plan::resolve(tx, &input.companies)?;
    receptions::replace_companies(tx, row.id, &wanted)?;
    let subject = Subject::new("reception", row.id, format!("{} {}", row.number, row.subject));
    journal::created(tx, "reception.created", &subject, &input)?;
    Ok(Told::Reception)
}

fn total(tx: &mut Tx<'_>, line: &ReportedLine) -> Result<Told> {
    let parts: Vec<&str> = line.results.split('；').collect();
    let part = |word: &str| parts.iter().copied().find(|p| p.contains(word)).unwrap_or_default();
    let number = |text: &str| -> Option<i32> {
        let digits: String =
            text.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
        digits.parse().ok()
    };
    let input = TotalInput {
        period: line.date.clone(),
        from_on: line.date_start,
        to_on: line.date_end,
        unit_id: None,
        reported_by: line.leader.clone(),
        trips: number(part("外出")),
        provinces: split(&line.provinces),
        companies: number(part("企业")),
        lower_bound: part("企业").contains('余'),
        intentions: number(part("意向")),
        results: Some(line.results.clone()),
        source: line.source_url.clone(),
    };
    let input = rules::totals::check(input).map_err(Error::invalid)?;
    let row = totals::insert(tx, &input)?;
    let subject = Subject::new("trip_total", row.id, format!("{}（{}）", row.reported_by, row.period));
    journal::created(tx, "trip_total.created", &subject, &row)?;
    Ok(Told::Total)
}

fn named(name: &str) -> TripCompanyInput {
    TripCompanyInput { name: Some(name.to_owned()), ..TripCompanyInput::default() }
}

/// Names of a list, without remarks in brackets.
fn split(text: &str) -> Vec<String> {
    let mut depth = 0;
    let mut out = vec![String::new()];
    for c in text.chars() {
        match c {
            '（' => depth += 1,
            '）' => depth -= 1,
            '；' | '、' if depth == 0 => out.push(String::new()),
            _ if depth == 0 => out.last_mut().into_iter().for_each(|name| name.push(c)),
            _ => {}
        }
    }
    out.retain(|name| !name.trim().is_empty());
    out
}
