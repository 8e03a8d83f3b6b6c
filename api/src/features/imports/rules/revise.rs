//! 改一行：在读好的一行上套用人的改正，只重算这一行，不必重开文件。
use super::columns::ColumnReading;
use super::fields::{Field, Target, stage_code};
use super::places::{PlaceHint, PlaceSource};
use super::preview::{RowReading, RowStatus, place_of};
use super::records::complete;
use super::sheet::Value;
use super::values::{Context, interpret};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// 一行的改正：字段 → 改成的文字（空文字 = 清空）。
pub type Fixes = BTreeMap<Field, String>;

/// `reading` 是没有套用过改正的原样。改正的文字照原列的单位解释。
pub fn revise(
    target: Target,
    columns: &[ColumnReading],
    reading: &RowReading,
    fixes: &Fixes,
    today: Option<NaiveDate>,
) -> RowReading {
    let mut revised = reading.clone();
    for field in fixes.keys() {
        forget(&mut revised, *field);
    }
    let context = Context { date_1904: false, today };
    for (field, text) in fixes {
        let unit = columns.iter().find(|c| c.field == Some(*field)).and_then(|c| c.unit);
        let read = interpret(*field, Value::Text(text), unit, context);
        if let Some(value) = read.value {
            revised.values.put(*field, value);
        }
        revised.issues.extend(read.findings.into_iter().map(|f| f.at(reading.row, None, Some(*field))));
    }
    let mut found = Vec::new();
    complete(target, reading.row, &mut revised.values, &mut found);
    for issue in found {
        if !revised.issues.iter().any(|i| i.code == issue.code && i.field == issue.field) {
            revised.issues.push(issue);
        }
    }
    revised.stage_code = revised.values.text(Field::StageWord).and_then(stage_code).map(str::to_owned);
    revised.place = place_of(&revised.values, reading.group.as_deref(), title_of(reading.place.as_ref()));
    revised.status = RowStatus::Ok;
    revised
}

fn title_of(place: Option<&PlaceHint>) -> Option<&str> {
    place.filter(|p| p.source == PlaceSource::Title).map(|p| p.name.as_str())
}

/// 去掉一个字段的值、问题，以及由它推出来的值。
fn forget(reading: &mut RowReading, field: Field) {
    reading.values.remove(field);
    reading.issues.retain(|i| i.field != Some(field));
    let derived = "investors.from_registered_name";
    if field == Field::RegisteredName && reading.issues.iter().any(|i| i.code == derived) {
        reading.values.remove(Field::Investors);
        reading.issues.retain(|i| i.code != derived);
    }
    if matches!(field, Field::BuiltOrProducingOn | Field::StageWord)
        && let Some(text) = reading.values.text(Field::BuiltOrProducingOn).map(str::to_owned)
    {
        for target in [Field::PlannedPeriod, Field::ProducingOn, Field::StartedOn] {
            if reading.values.text(target) == Some(text.as_str()) {
                reading.values.remove(target);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::ledger_tests::{ledger_bytes, read};
    use super::super::preview::status_of;
    use super::*;

    fn row(number: u32) -> (Vec<ColumnReading>, RowReading) {
        let file = "L1-negotiation-wuwei.xlsx";
        let preview = read(&ledger_bytes(file), file, Target::Projects);
        let row = preview.rows.into_iter().find(|r| r.row == number).unwrap();
        (preview.recognition.columns, row)
    }

    #[test]
    fn a_fix_takes_the_unit_of_its_column_and_clears_the_error() {
        let (columns, row) = row(19);
        assert_eq!(status_of(&row.issues, false, false), RowStatus::Error);
        let fixes = Fixes::from([(Field::TotalInvestment, "1.5".to_owned())]);
        let revised = revise(Target::Projects, &columns, &row, &fixes, None);
        assert_eq!(revised.values.integer(Field::TotalInvestment), Some(150_000_000));
        assert_eq!(status_of(&revised.issues, false, false), RowStatus::Ok);
        let still = Fixes::from([(Field::TotalInvestment, "再说".to_owned())]);
        let revised = revise(Target::Projects, &columns, &row, &still, None);
        assert_eq!(status_of(&revised.issues, false, false), RowStatus::Error);
    }

    #[test]
    fn clearing_the_name_is_an_error_said_once() {
        let (columns, row) = row(6);
        let fixes = Fixes::from([(Field::ProjectName, String::new())]);
        let revised = revise(Target::Projects, &columns, &row, &fixes, None);
        assert_eq!(revised.issues.iter().filter(|i| i.code == "name.missing").count(), 1);
    }
}
