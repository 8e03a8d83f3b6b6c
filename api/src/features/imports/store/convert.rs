//! From a row of a ledger to what the library stores. What has no field of its own is kept in the remark, so that
//! nothing of the ledger is lost; telephone numbers stay in the uploaded file only.

use crate::codes::{divisions::divisions, industries::industries, project_code};
use crate::db::Db;
use crate::db::schema::units;
use crate::error::Result;
use crate::features::enterprises::{CompanyClass, EnterpriseInput};
use crate::features::imports::rules::amounts::wan_text;
use crate::features::imports::rules::fields::{Field, Kind};
use crate::features::imports::rules::preview::RowReading;
use crate::features::imports::rules::values::{FieldValue, Values};
use crate::features::projects::model::input::{CodeInput, PartyInput};
use crate::features::projects::model::{BuildKind, PartyRole};
use crate::features::projects::store::create::Draft;
use crate::features::projects::{Project, Stage};
use crate::text::clean_text;
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::HashMap;

/// What a conversion needs to know besides the row.
pub struct Surroundings {
    units: HashMap<String, i64>,
    names: HashMap<i64, String>,
    /// Lead unit of rows that name none, or one the caller does not work for.
    pub lead_unit_id: i64,
    /// Units the caller may register projects for; `None` = all.
    pub own_units: Option<Vec<i64>>,
    /// File the rows come from.
    pub file_name: String,
    /// Today.
    pub today: NaiveDate,
}

impl Surroundings {
    /// Loads the units' names.
    ///
    /// # Errors
    /// Database errors.
    pub fn load(
        db: &mut Db,
        lead_unit_id: i64,
        own_units: Option<Vec<i64>>,
        file_name: &str,
        today: NaiveDate,
    ) -> Result<Self> {
        let rows: Vec<(i64, String, String)> = units::table
            .order(units::id.desc())
            .select((units::id, units::name, units::short_name))
            .load(db)?;
        let (mut named, mut names) = (HashMap::new(), HashMap::new());
        for (id, name, short_name) in rows {
            names.insert(id, name.clone());
            named.insert(compact(&short_name), id);
            named.insert(compact(&name), id);
        }
        Ok(Self { units: named, names, lead_unit_id, own_units, file_name: file_name.to_owned(), today })
    }

    /// What a unit is called.
    pub fn unit_name(&self, id: i64) -> Option<&str> {
        self.names.get(&id).map(String::as_str)
    }

    fn unit(&self, name: &str) -> Option<i64> {
        self.units.get(&compact(name)).copied()
    }

    /// The lead unit a row names, if the caller may register for it.
    pub fn lead_unit(&self, values: &Values) -> Option<i64> {
        let id = self.unit(values.text(Field::LeadUnit)?)?;
        self.own_units.as_ref().is_none_or(|own| own.contains(&id)).then_some(id)
    }
}

fn compact(name: &str) -> String {
    clean_text(name).chars().filter(|c| !c.is_whitespace()).collect()
}

/// The project a row describes.
pub fn project(around: &Surroundings, reading: &RowReading, import_id: Option<i64>) -> Draft {
    converted(around, reading, import_id, Vec::new())
}

/// What a row says about a project of the library. Columns that only repeat what the library itself wrote into an
/// exported ledger do not become remarks.
pub fn project_again(around: &Surroundings, reading: &RowReading, known: &Project) -> Draft {
    converted(around, reading, None, echoes(&reading.values, known))
}

/// Columns without a field of their own whose value is what the library shows there.
fn echoes(values: &Values, known: &Project) -> Vec<Field> {
    let numbered = values.text(Field::OriginalId) == Some(known.number.as_str());
    let funded = values.integer(Field::FundsInPlace) == Some(known.funds_in_place_yuan);
    [(numbered, Field::OriginalId), (funded, Field::FundsInPlace)]
        .into_iter()
        .filter_map(|(echoed, field)| echoed.then_some(field))
        .collect()
}

fn converted(
    around: &Surroundings,
    reading: &RowReading,
    import_id: Option<i64>,
    mut used: Vec<Field>,
) -> Draft {
    let values = &reading.values;
    let text = |field| values.text(field).map(clean_text).filter(|t| !t.is_empty());
    used.extend([Field::ProjectName, Field::Content, Field::Investors, Field::SerialNo, Field::ContactPhone]);
    let lead_unit = around.lead_unit(values);
    let mut draft =
        Draft::new(text(Field::ProjectName).unwrap_or_default(), lead_unit.unwrap_or(around.lead_unit_id));
    if lead_unit.is_some() {
        used.push(Field::LeadUnit);
    }
    draft.import_id = import_id;
    draft.parties = values.list(Field::Investors).iter().map(|name| investor(name)).collect();
    draft.fields.content = text(Field::Content).unwrap_or_default();
    amounts(&mut draft, values, &mut used);
    places(&mut draft, reading, &mut used);
    dates(&mut draft, values, &mut used);
    trade(&mut draft, values, &mut used);
    stage(&mut draft, reading, around.today, &mut used);
    if let Some(code) = text(Field::ProjectCode).filter(|c| project_code::check(c, around.today).is_ok()) {
        draft.codes = vec![CodeInput { code, obtained_on: None }];
        used.push(Field::ProjectCode);
    }
    supporters(&mut draft, around, values, &mut used);
    draft.fields.introducer = take(values, Field::Introducer, &mut used);
    draft.fields.source = take(values, Field::SourceUrl, &mut used)
        .or_else(|| Some(format!("{} 第{}行", around.file_name, reading.row)));
    draft.fields.remark = remark(values, &used, 5_000);
    draft
}

fn investor(name: &str) -> PartyInput {
    PartyInput {
        enterprise_id: None,
        name: Some(clean_text(name)),
        role: PartyRole::Investor,
        share_percent: None,
        origin: None,
    }
}

fn take(values: &Values, field: Field, used: &mut Vec<Field>) -> Option<String> {
    let text = values.text(field).map(clean_text).filter(|t| !t.is_empty())?;
    used.push(field);
    Some(text)
}

fn amounts(draft: &mut Draft, values: &Values, used: &mut Vec<Field>) {
    let mut yuan = |field| {
        used.push(field);
        values.integer(field)
    };
    draft.fields.total_investment_yuan = yuan(Field::TotalInvestment);
    draft.fields.fixed_assets_yuan = yuan(Field::FixedAssets);
    draft.fields.expected_output_yuan = yuan(Field::ExpectedOutput);
    draft.fields.expected_tax_yuan = yuan(Field::ExpectedTax);
    draft.fields.expected_jobs = yuan(Field::ExpectedJobs).and_then(|n| i32::try_from(n).ok());
}

fn places(draft: &mut Draft, reading: &RowReading, used: &mut Vec<Field>) {
    let values = &reading.values;
    let written = [Field::Province, Field::City, Field::County].map(|f| values.text(f).unwrap_or_default());
    let place = reading.place.as_ref().map(|p| clean_text(&p.name)).filter(|p| !p.is_empty());
    let whole = format!("{}{}", written.concat(), values.text(Field::Place).unwrap_or_default());
    let located = [whole.as_str(), written[2], written[1], place.as_deref().unwrap_or_default()];
    draft.fields.division_code =
        located.iter().find_map(|t| divisions().locate(t)).map(|division| division.code.clone());
    if values.text(Field::Place).is_some() {
        used.push(Field::Place);
    }
    for field in [Field::City, Field::County] {
        if values.text(field).is_some_and(|t| Some(clean_text(t)) == place || divisions().locate(t).is_some())
        {
            used.push(field);
        }
    }
    draft.fields.place = place;
    draft.fields.park = take(values, Field::Park, used);
    draft.fields.land_mu = values.text(Field::LandMu).and_then(|t| t.parse().ok());
    if draft.fields.land_mu.is_some() {
        used.push(Field::LandMu);
    }
}

fn dates(draft: &mut Draft, values: &Values, used: &mut Vec<Field>) {
    // a day is a fact; a month or a year is kept in the remark and never made into a day
    let mut day = |field| {
        let day = values.text(field).and_then(|t| NaiveDate::parse_from_str(t, "%Y-%m-%d").ok())?;
        used.push(field);
        Some(day)
    };
    draft.fields.first_contact_on = day(Field::FirstContactOn);
    draft.fields.signed_on = day(Field::SignedOn);
    draft.fields.started_on = day(Field::StartedOn);
    draft.fields.producing_on = day(Field::ProducingOn);
    let period = take(values, Field::PlannedPeriod, used);
    let (from, to) = match period.as_deref().and_then(|p| p.split_once('/')) {
        Some((from, to)) => (Some(from.to_owned()), Some(to.to_owned())),
        None => (period, None),
    };
    draft.fields.planned_start = take(values, Field::PlannedStartOn, used).or(from);
    draft.fields.planned_end = take(values, Field::PlannedEndOn, used).or(to);
    let shown = [Field::PlannedPeriod, Field::ProducingOn, Field::StartedOn];
    if shown
        .iter()
        .any(|f| values.text(*f).is_some() && values.text(*f) == values.text(Field::BuiltOrProducingOn))
    {
        used.push(Field::BuiltOrProducingOn);
    }
}

fn trade(draft: &mut Draft, values: &Values, used: &mut Vec<Field>) {
    draft.fields.industry = take(values, Field::IndustryLabel, used);
    let code = values.text(Field::IndustryCode).filter(|c| industries().division(c).is_ok());
    if let Some(code) = code {
        draft.fields.industry_code = Some(code.to_owned());
        used.push(Field::IndustryCode);
    }
    draft.fields.chain = take(values, Field::Chain, used);
    let kind = values.text(Field::BuildKind).map(clean_text);
    draft.fields.build_kind =
        BuildKind::ALL.iter().copied().find(|k| kind.as_deref().is_some_and(|t| t.contains(k.label())));
    if draft.fields.build_kind.is_some() {
        used.push(Field::BuildKind);
    }
}

/// The stage the row names; without one, the last dated event that has happened.
fn stage(draft: &mut Draft, reading: &RowReading, today: NaiveDate, used: &mut Vec<Field>) {
    let named = reading.stage_code.as_deref().and_then(|code| code.parse::<Stage>().ok());
    if named.is_some() {
        used.push(Field::StageWord);
    }
    let year = |t: &str| t.get(..4).and_then(|y| y.parse::<i32>().ok());
    let happened = |field| {
        let begins = reading.values.text(field).and_then(year);
        begins.is_some_and(|y| y < chrono::Datelike::year(&today) + 1)
    };
    let events = [
        (Field::ProducingOn, Stage::Producing),
        (Field::CompletedOn, Stage::Completed),
        (Field::StartedOn, Stage::Started),
        (Field::LandedOn, Stage::Landed),
        (Field::SignedOn, Stage::Signed),
    ];
    let by_event = || events.iter().find(|(field, _)| happened(*field)).map(|(_, stage)| *stage);
    draft.stage = named.or_else(by_event).unwrap_or(Stage::Lead);
    draft.stage_since_on = match draft.stage {
        Stage::Signed => draft.fields.signed_on,
        Stage::Started => draft.fields.started_on,
        Stage::Producing => draft.fields.producing_on,
        _ => None,
    }
    .filter(|d| *d <= today);
}

fn supporters(draft: &mut Draft, around: &Surroundings, values: &Values, used: &mut Vec<Field>) {
    let names = values.list(Field::SupportingUnits);
    let found: Vec<i64> = names.iter().filter_map(|n| around.unit(n)).collect();
    if found.len() == names.len() {
        used.push(Field::SupportingUnits);
    }
    for id in found {
        if id != draft.fields.lead_unit_id && !draft.supporting_unit_ids.contains(&id) {
            draft.supporting_unit_ids.push(id);
        }
    }
}

/// The ledger's remark, and under it whatever found no field: `列名：值`.
fn remark(values: &Values, used: &[Field], limit: usize) -> Option<String> {
    let mut lines: Vec<String> = values.text(Field::Remark).map(clean_text).into_iter().collect();
    for (field, value) in values.iter().filter(|(f, _)| !used.contains(f) && *f != Field::Remark) {
        lines.push(format!("{}：{}", field.spec().label, shown(*field, value)));
    }
    let text: String = lines.join("\n").chars().take(limit).collect();
    (!text.is_empty()).then_some(text)
}

fn shown(field: Field, value: &FieldValue) -> String {
    match value {
        FieldValue::Integer(n) if matches!(field.spec().kind, Kind::Money | Kind::SoftMoney) => {
            format!("{}万元", wan_text(*n))
        }
        FieldValue::Integer(n) => n.to_string(),
        FieldValue::Text(t) => clean_text(t),
        FieldValue::List(names) => names.join("、"),
    }
}

/// The enterprise a row describes.
pub fn enterprise(around: &Surroundings, reading: &RowReading) -> EnterpriseInput {
    let values = &reading.values;
    let mut used = vec![
        Field::EnterpriseName,
        Field::CreditCode,
        Field::SerialNo,
        Field::ContactPhone,
        Field::RegisteredOn,
        Field::RegisteredCapital,
    ];
    let province = values.text(Field::Province).unwrap_or_default();
    let city = format!("{province}{}", values.text(Field::City).unwrap_or_default());
    let located =
        [format!("{city}{}", values.text(Field::County).unwrap_or_default()), city, province.to_owned()];
    let place = reading.place.as_ref().map(|p| clean_text(&p.name)).filter(|p| !p.is_empty());
    let division =
        located.iter().map(String::as_str).chain(place.as_deref()).find_map(|t| divisions().locate(t));
    used.extend([Field::Place]);
    if division.is_some() {
        used.extend([Field::Province, Field::City, Field::County]);
    }
    let words = values.text(Field::EnterpriseClass).map(clean_text).unwrap_or_default();
    let classes: Vec<CompanyClass> =
        CompanyClass::ALL.iter().copied().filter(|c| words.contains(c.label())).collect();
    if !classes.is_empty() {
        used.push(Field::EnterpriseClass);
    }
    let code =
        values.text(Field::IndustryCode).filter(|c| industries().division(c).is_ok()).map(str::to_owned);
    if code.is_some() {
        used.push(Field::IndustryCode);
    }
    EnterpriseInput {
        name: values.text(Field::EnterpriseName).map(clean_text).unwrap_or_default(),
        credit_code: values.text(Field::CreditCode).map(str::to_owned),
        division_code: division.map(|d| d.code.clone()),
        place,
        industry_code: code,
        industry: take(values, Field::IndustryLabel, &mut used),
        classes: (!classes.is_empty()).then_some(classes),
        founded: values.text(Field::RegisteredOn).filter(|t| !t.contains('/')).map(str::to_owned),
        registered_capital_yuan: values.integer(Field::RegisteredCapital),
        main_business: take(values, Field::MainBusiness, &mut used),
        source_url: take(values, Field::SourceUrl, &mut used),
        source: Some(format!("{} 第{}行", around.file_name, reading.row)),
        remark: remark(values, &used, 2_000),
        owner_unit_id: Some(around.lead_unit_id),
        ..EnterpriseInput::default()
    }
}

/// The company a credit code on a project's row belongs to: the registered one, or the only investor.
pub fn coded_company(reading: &RowReading) -> Option<EnterpriseInput> {
    let values = &reading.values;
    let code = values.text(Field::CreditCode)?;
    let investors = values.list(Field::Investors);
    let name = values.text(Field::RegisteredName).or(match investors {
        [one] => Some(one.as_str()),
        _ => None,
    })?;
    Some(EnterpriseInput {
        name: clean_text(name),
        credit_code: Some(code.to_owned()),
        ..EnterpriseInput::default()
    })
}
