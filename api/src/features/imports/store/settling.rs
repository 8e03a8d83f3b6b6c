//! One row after a person's fixes and decision: read again by itself, compared again only if its identity changed.

use super::library;
use super::reading::{Kept, name_of};
use super::rows::{self, Settled};
use super::sessions::{self, Change};
use crate::db::types::Doc;
use crate::error::{Error, FieldError, Result};
use crate::features::imports::model::{
    Decision, DuplicateView, ImportRowStatus, OtherCellView, Row, RowInput, RowView, Session,
};
use crate::features::imports::rules::duplicates::{Reason, Record, compare};
use crate::features::imports::rules::fields::{Field, SPECS};
use crate::features::imports::rules::issues::Issue;
use crate::features::imports::rules::preview::{Counts, RowReading, record_of, status_of};
use crate::features::imports::rules::records::OtherCell;
use crate::features::imports::rules::revise::{Fixes, revise};
use crate::features::imports::rules::sheet::column_name;
use crate::features::imports::rules::totals::{PrintedTotal, Sums};
use crate::work::Tx;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Longest text of a fix.
const MAX_FIX_CHARS: usize = 5_000;

/// What a person had said about a row before the file was read anew.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Touched {
    /// Row number.
    pub row: i32,
    /// Fixes and decision.
    pub input: RowInput,
    /// The record of the library that was decided on, in its version.
    #[serde(default)]
    pub seen: Option<(i64, i32)>,
}

impl Touched {
    /// What was said about this row.
    pub fn of(row: &Row) -> Self {
        let input = RowInput { fixes: row.fixes.read(), decision: row.decision };
        Self { row: row.row_no, input, seen: duplicate_of(row).and_then(|d| d.seen()) }
    }
}

/// The possible duplicate of a row as it was shown last.
pub fn duplicate_of(row: &Row) -> Option<DuplicateView> {
    row.duplicate.as_ref().and_then(|d| serde_json::from_value(d.0.clone()).ok())
}

/// The fixes of a request as fields.
///
/// # Errors
/// 422 naming every unknown field and every text that is too long.
pub fn fixes_of(session: &Session, input: &BTreeMap<String, String>) -> Result<Fixes> {
    let (mut fixes, mut errors) = (Fixes::new(), Vec::new());
    let target = session.target;
    let usable = |f: &Field| rules_of(target).any(|s| s.field == *f);
    for (code, text) in input {
        let mut wrong = |kind: &str, message: String| {
            let pointer = format!("/fixes/{}", code.replace('~', "~0").replace('/', "~1"));
            errors.push(FieldError { pointer, code: kind.to_owned(), message });
        };
        let field = SPECS.iter().find(|s| s.code == code).map(|s| s.field).filter(usable);
        match field {
            None => wrong("unknown", format!("没有 {code} 这个字段，请用接口文档所列的字段代码。")),
            Some(_) if text.chars().count() > MAX_FIX_CHARS => {
                wrong("too_long", format!("超过{MAX_FIX_CHARS}个字，请缩短。"))
            }
            Some(field) => drop(fixes.insert(field, text.clone())),
        }
    }
    if errors.is_empty() { Ok(fixes) } else { Err(Error::invalid(errors)) }
}

fn rules_of(
    target: crate::features::imports::rules::fields::Target,
) -> impl Iterator<Item = &'static crate::features::imports::rules::fields::Spec> {
    target.specs().filter(|s| s.field != Field::SerialNo)
}

fn stored_fixes(row: &Row) -> Fixes {
    let texts: BTreeMap<String, String> = row.fixes.read();
    let field = |code: &str| SPECS.iter().find(|s| s.code == code).map(|s| s.field);
    texts.into_iter().filter_map(|(code, text)| Some((field(&code)?, text))).collect()
}

/// The row as read from the file.
///
/// # Errors
/// 500 for a row written by an incompatible version.
pub fn original(row: &Row) -> Result<RowReading> {
    RowReading::deserialize(&row.reading.0).map_err(Error::internal)
}

/// The row with its stored fixes.
///
/// # Errors
/// As [`original`].
pub fn revised(tx: &Tx<'_>, session: &Session, kept: &Kept, row: &Row) -> Result<RowReading> {
    let original = original(row)?;
    let fixes = stored_fixes(row);
    if fixes.is_empty() {
        return Ok(original);
    }
    let columns = &kept.recognition.columns;
    Ok(revise(session.target, columns, &original, &fixes, Some(tx.today())))
}

/// Writes fixes and decision of an uncommitted row.
///
/// # Errors
/// 422 for unknown fields or a decision that does not fit, 409 when it was changed or committed meanwhile.
pub fn settle(tx: &mut Tx<'_>, session: &Session, kept: &Kept, row: &Row, input: &RowInput) -> Result<Row> {
    let target = session.target;
    let fixes = fixes_of(session, &input.fixes)?;
    let before = record_of(target, &revised(tx, session, kept, row)?.values);
    let columns = &kept.recognition.columns;
    let reading = revise(target, columns, &original(row)?, &fixes, Some(tx.today()));
    let record = record_of(target, &reading.values);
    let shown = duplicate_of(row);
    let duplicate = match &shown {
        _ if record != before => resembles(tx, session, kept, row, &reading, &record)?,
        // beside other values of the row, or of a session from before versions were kept
        Some(found)
            if found.library_id.is_some() && (fixes != stored_fixes(row) || found.seen().is_none()) =>
        {
            Some(library::anew(tx, session, &reading, found)?)
        }
        _ => shown.clone(),
    };
    check_decision(input.decision, duplicate.as_ref())?;
    let seen = |found: &Option<DuplicateView>| found.as_ref().and_then(DuplicateView::seen);
    // an update is of the record that was shown, as it was shown
    let stale = input.decision == Some(Decision::UpdateExisting) && seen(&duplicate) != seen(&shown);
    let decision = input.decision.filter(|_| !stale);
    let decided = matches!(decision, Some(Decision::AcceptAsNew | Decision::UpdateExisting));
    let suspected = duplicate.as_ref().is_some_and(|d| !d.unchanged()) && !decided;
    let skipped = decision == Some(Decision::Skip);
    let change = Settled {
        status: status_of(&reading.issues, suspected, skipped).into(),
        name: name_of(session.target, &reading),
        total_investment_yuan: reading.values.integer(Field::TotalInvestment),
        fixes: Doc::of(&input.fixes),
        decision,
        duplicate: duplicate.as_ref().map(Doc::of),
        refusal: None,
    };
    rows::settle(tx, row, &change)
}

fn check_decision(decision: Option<Decision>, duplicate: Option<&DuplicateView>) -> Result<()> {
    if decision != Some(Decision::UpdateExisting)
        || duplicate.is_some_and(|d| d.library_id.is_some() && !d.withdrawn)
    {
        return Ok(());
    }
    let why = match duplicate {
        Some(d) if d.withdrawn => {
            "库里的这一条已退库，不能更新。请选“跳过”；确要重新登记的，选“照新的登记”。"
        }
        Some(d) if d.row.is_some() => {
            "这一行是与同一文件里的另一行疑似重复，没有库里的记录可以更新。请选“跳过”或“照新的登记”。"
        }
        Some(_) => "疑似重复的是外单位的记录，您看不到，不能更新。请联系市招商局核对。",
        None => "库里没有与这一行相同的记录，不能更新。请去掉这个决定。",
    };
    Err(Error::field("/decision", "not_possible", why))
}

/// Puts an earlier fix or decision on a row read anew, as far as it still fits.
///
/// # Errors
/// Database errors.
pub fn again(tx: &mut Tx<'_>, session: &Session, kept: &Kept, touch: &Touched) -> Result<()> {
    let row = match rows::find(tx, session.id, touch.row) {
        Ok(row) if row.committed_at.is_none() => row,
        Ok(_) => return Ok(()),
        Err(e) if e.code().status() == 404 => return Ok(()), // no longer a record under the new layout
        Err(e) => return Err(e),
    };
    let mut input = touch.input.clone();
    if touch.seen != duplicate_of(&row).and_then(|d| d.seen()) {
        // decided on what the library no longer says
        input.decision = input.decision.filter(|d| *d != Decision::UpdateExisting);
    }
    match settle(tx, session, kept, &row, &input) {
        Err(e) if e.code().status() == 422 => Ok(()),
        other => other.map(drop),
    }
}

/// Compares one row with the rows above it and with the library.
fn resembles(
    tx: &mut Tx<'_>,
    session: &Session,
    kept: &Kept,
    row: &Row,
    reading: &RowReading,
    record: &Record,
) -> Result<Option<DuplicateView>> {
    if let Some(found) = library::closest(tx, session, reading, record)? {
        return Ok(Some(found));
    }
    let mut after = 0;
    let mut best: Option<(u32, Reason, f64)> = None;
    loop {
        let page = rows::after(tx, session.id, after, 1_000)?;
        let Some(last) = page.last() else { break };
        after = last.row_no;
        for other in page.iter().filter(|r| r.row_no < row.row_no && r.status != ImportRowStatus::Skipped) {
            let other = revised(tx, session, kept, other)?;
            let found = compare(session.target, &record_of(session.target, &other.values), record);
            if let Some((reason, similarity)) = found
                && best.is_none_or(|(_, _, s)| similarity > s)
            {
                best = Some((other.row, reason, similarity));
            }
        }
        if after >= row.row_no {
            break;
        }
    }
    Ok(best.map(|(other, reason, similarity)| {
        let pct = (similarity * 100.0).round() as u8;
        DuplicateView::bare(Some(other), reason, pct, library::words(Some(other), reason))
    }))
}

/// Counts and sums of now.
///
/// # Errors
/// Database errors.
pub fn recount(tx: &mut Tx<'_>, session: &Session) -> Result<Session> {
    let now = tx.now;
    let tallies = rows::tallies(tx, session.id)?;
    let of = |status| tallies.iter().find(|t| t.status == status).copied();
    let number = |status| of(status).map_or(0, |t| u32::try_from(t.rows).unwrap_or(u32::MAX));
    let yuan = |status| of(status).map_or(0, |t| t.yuan);
    let before: Counts = session.counts.read();
    let counts = Counts {
        ok: number(ImportRowStatus::Ok),
        suspected_duplicate: number(ImportRowStatus::SuspectedDuplicate),
        error: number(ImportRowStatus::Error),
        skipped: number(ImportRowStatus::Skipped),
        unchanged: u32::try_from(rows::unchanged(tx, session.id)?).unwrap_or(u32::MAX),
        ok_with_amount: of(ImportRowStatus::Ok)
            .map_or(0, |t| u32::try_from(t.with_amount).unwrap_or(u32::MAX)),
        ..before
    };
    let ok_yuan = yuan(ImportRowStatus::Ok);
    let both = ok_yuan + yuan(ImportRowStatus::SuspectedDuplicate);
    let sums: Option<Sums> = session.sums.as_ref().and_then(|s| serde_json::from_value(s.0.clone()).ok());
    let sums = sums.map(|s: Sums| Sums {
        ok_yuan,
        ok_plus_suspected_yuan: both,
        printed_total: s.printed_total.map(|p| PrintedTotal::compare(p.cell, p.raw, p.yuan, ok_yuan, both)),
    });
    let change = Change {
        counts: Some(Doc::of(&counts)),
        sums: Some(sums.as_ref().map(Doc::of)),
        ..Change::default()
    };
    sessions::update(tx, session, &change, now)
}

/// A row for people: fixes taken into account, refusals among the issues.
///
/// # Errors
/// As [`original`].
pub fn view(tx: &Tx<'_>, session: &Session, kept: &Kept, row: &Row) -> Result<RowView> {
    let reading = revised(tx, session, kept, row)?;
    let mut issues = reading.issues;
    let refusal: Option<Vec<Issue>> =
        row.refusal.as_ref().and_then(|r| serde_json::from_value(r.0.clone()).ok());
    issues.extend(refusal.unwrap_or_default());
    let other_cells = others_of(kept, &reading.other_cells);
    let duplicate = duplicate_of(row);
    let undecided = row.status == ImportRowStatus::Ok && row.decision.is_none() && row.result_kind.is_none();
    Ok(RowView {
        row: row.row_no,
        status: row.status,
        name: row.name.clone(),
        values: reading.values,
        stage_code: reading.stage_code,
        place: reading.place,
        group: reading.group,
        issues,
        other_cells,
        as_in_library: undecided && duplicate.as_ref().is_some_and(DuplicateView::unchanged),
        duplicate,
        fixes: row.fixes.read(),
        decision: row.decision,
        result_kind: row.result_kind,
        result_id: row.result_id,
        committed_at: row.committed_at,
        undone_at: row.undone_at,
        undo_refusal: row.undo_refusal.clone(),
        version: row.version,
    })
}

/// Cells of columns that are not imported, with the heads of these columns.
fn others_of(kept: &Kept, cells: &[OtherCell]) -> Vec<OtherCellView> {
    let view = |cell: &OtherCell| {
        let column = column_name(cell.col);
        let of = kept.recognition.columns.iter().find(|c| c.column == column);
        let head = of.map(|c| c.path.clone()).unwrap_or_default();
        OtherCellView { column, head, text: cell.text.to_string() }
    };
    cells.iter().map(view).collect()
}
