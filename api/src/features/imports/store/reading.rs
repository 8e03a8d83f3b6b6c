//! Reading a file into rows: the options from the session, the preview by the rules, the rows for the database.

use super::rows::NewRow;
use super::sessions::{self, Change, NewSession};
use super::{library, mappings, rows, settling, vault};
use crate::app::App;
use crate::db::types::Doc;
use crate::error::{Code, Error, FieldError, Result};
use crate::features::imports::model::{ImportState, ImportTarget, RecognitionInput, Session};
use crate::features::imports::rules::preview::{
    Counts, OtherRow, Preview, PreviewOptions, Recognition, RowReading, preview, recognise_layout, status_of,
};
use crate::features::imports::rules::totals::Sums;
use crate::features::imports::rules::workbook::{FileInfo, Workbook, open};
use crate::features::imports::rules::{ReadError, fields::Field};
use crate::jobs::{self, Job, Running};
use crate::journal::{self, Subject};
use crate::policy::{self, Visible};
use crate::work::{Origin, Tx};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Name of the job that reads large files.
pub const JOB: &str = "imports.read";
/// Up to so many rows a file is read while the caller waits.
pub const ROWS_AT_ONCE: u32 = 2_000;
/// Rows written in one transaction.
const ROWS_PER_CHUNK: usize = 500;
/// Most rows that are no records kept with a session.
const MAX_OTHER_ROWS: usize = 2_000;

/// What is kept of a reading besides the rows.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Kept {
    /// About the file.
    pub file: FileInfo,
    /// Recognised layout.
    pub recognition: Recognition,
    /// Rows that are no records.
    pub other_rows: Vec<OtherRow>,
}

impl Session {
    /// What was read; `None` before the first reading.
    pub fn kept(&self) -> Option<Kept> {
        self.reading.as_ref().and_then(|doc| serde_json::from_value(doc.0.clone()).ok())
    }

    /// How the file is to be read.
    pub fn recognition_input(&self) -> RecognitionInput {
        self.choices.read()
    }

    /// What the journal calls it.
    pub fn subject(&self) -> Subject {
        Subject::new("import", self.id, &self.file_name)
    }
}

/// 422 with the specific reason in `errors`.
pub fn unreadable(error: &ReadError) -> Error {
    let pointer = if matches!(error, ReadError::BadChoice { .. }) { "" } else { "/file" };
    let wrong = FieldError {
        pointer: pointer.to_owned(),
        code: error.code().to_owned(),
        message: format!("{}。{}。", error.message(), error.how_to_fix()),
    };
    Error::new(Code::ImportUnreadable).detail(wrong.message.clone()).with_errors(vec![wrong])
}

/// Opens the sheet that is to be read.
///
/// # Errors
/// `imports.unreadable`.
pub fn open_book(bytes: &[u8], file_name: &str, choices: &RecognitionInput) -> Result<Workbook> {
    open(bytes, file_name, choices.sheet.as_deref()).map_err(|e| unreadable(&e))
}

/// The choices as the rules take them, without the library.
pub fn options(tx: &mut Tx<'_>, target: ImportTarget, choices: &RecognitionInput) -> Result<PreviewOptions> {
    let (unit_id, today) = (tx.caller.unit_id, tx.today());
    Ok(PreviewOptions {
        target,
        header: choices.header,
        money_unit: choices.money_unit,
        columns: choices.columns.clone(),
        remembered: mappings::remembered(tx, target, unit_id)?,
        today: Some(today),
        ..PreviewOptions::default()
    })
}

/// A file whose layout is understood: read through at once when small, else to be read by the job.
pub enum Taken {
    /// All rows.
    Whole(Box<Preview>),
    /// Too large to wait for.
    Large,
}

/// Opens a file and reads it unless it is large; whatever cannot be read is refused here and now.
///
/// # Errors
/// `imports.unreadable`, database errors.
pub fn take(
    app: &App,
    origin: &Origin,
    bytes: &[u8],
    file_name: &str,
    target: ImportTarget,
    choices: &RecognitionInput,
) -> Result<Taken> {
    let book = open_book(bytes, file_name, choices)?;
    let mut options = app.read(origin, |tx| options(tx, target, choices))?;
    let (header, _) = recognise_layout(&book.sheet, &options).map_err(|e| unreadable(&e))?;
    if book.sheet.last_row() - header.rows.last.min(book.sheet.last_row()) > ROWS_AT_ONCE {
        return Ok(Taken::Large);
    }
    let who = policy::visible(&origin.caller);
    options.library = app.read(origin, |tx| library::records(tx, &who, target))?;
    Ok(Taken::Whole(Box::new(preview(&book, &options).map_err(|e| unreadable(&e))?)))
}

/// Reads a file through, whatever its size.
///
/// # Errors
/// `imports.unreadable`, database errors.
pub fn read(
    app: &App,
    origin: &Origin,
    bytes: &[u8],
    file_name: &str,
    target: ImportTarget,
    choices: &RecognitionInput,
) -> Result<Preview> {
    let book = open_book(bytes, file_name, choices)?;
    let options = app.read(origin, |tx| {
        let options = options(tx, target, choices)?;
        let who = policy::visible(tx.caller);
        Ok(PreviewOptions { library: library::records(tx, &who, target)?, ..options })
    })?;
    preview(&book, &options).map_err(|e| unreadable(&e))
}

/// The rows of a reading for the database; rows that resemble something in the library say in what they differ.
///
/// # Errors
/// Database errors.
pub fn new_rows(
    tx: &mut Tx<'_>,
    who: &Visible,
    target: ImportTarget,
    file_name: &str,
    readings: &[RowReading],
) -> Result<Vec<NewRow>> {
    let duplicates = library::describe(tx, who, target, file_name, readings)?;
    Ok(readings
        .iter()
        .zip(duplicates)
        .map(|(reading, duplicate)| NewRow {
            row_no: i32::try_from(reading.row).unwrap_or(i32::MAX),
            status: match &duplicate {
                Some(found) if found.unchanged() => status_of(&reading.issues, false, false).into(),
                _ => reading.status.into(),
            },
            name: name_of(target, reading),
            total_investment_yuan: reading.values.integer(Field::TotalInvestment),
            reading: Doc::of(reading),
            fixes: Doc(json!({})),
            decision: None,
            duplicate: duplicate.map(|d| Doc::of(&d)),
        })
        .collect())
}

/// The name of a row, for lists.
pub fn name_of(target: ImportTarget, reading: &RowReading) -> String {
    let name = reading.values.text(Field::name_of(target)).unwrap_or_default();
    name.chars().take(200).collect()
}

/// Everything of a reading but the rows.
pub struct Rest {
    kept: Kept,
    counts: Counts,
    sums: Option<Sums>,
}

impl Rest {
    /// Takes a preview apart.
    pub fn of(preview: Preview) -> (Vec<RowReading>, Self) {
        let mut other_rows = preview.other_rows;
        other_rows.truncate(MAX_OTHER_ROWS);
        let kept = Kept { file: preview.file, recognition: preview.recognition, other_rows };
        (preview.rows, Self { kept, counts: preview.counts, sums: preview.sums })
    }

    /// The change that makes a session ready.
    pub fn change(&self) -> Change {
        Change {
            state: Some(ImportState::Ready),
            reading: Some(Doc::of(&self.kept)),
            counts: Some(Doc::of(&self.counts)),
            sums: Some(self.sums.as_ref().map(Doc::of)),
            failure: Some(None),
            ..Change::default()
        }
    }
}

/// Makes a session ready: its rows are in place; what people had fixed or decided before is put on them again.
///
/// # Errors
/// Database errors.
pub fn make_ready(
    tx: &mut Tx<'_>,
    session: &Session,
    rest: &Rest,
    touched: &[settling::Touched],
) -> Result<Session> {
    let now = tx.now;
    let mut ready = sessions::update(tx, session, &rest.change(), now)?;
    let kept = rest.kept.clone();
    for touch in touched {
        settling::again(tx, &ready, &kept, touch)?;
    }
    ready = settling::recount(tx, &ready)?; // what is as the library has it waits for nobody
    mappings::remember(tx, ready.target, ready.unit_id, &kept.recognition.columns, now)?;
    journal::record(tx, "import.recognised", &ready.subject(), None::<&Value>, Some(&facts(&ready)))?;
    Ok(ready)
}

/// What the journal keeps of a session.
pub fn facts(session: &Session) -> Value {
    json!({
        "target": session.target, "state": session.state, "sha256": session.sha256, "choices": session.choices,
        "counts": session.counts, "sums": session.sums, "lead_unit_id": session.lead_unit_id,
    })
}

/// Stores a session for a file that is kept already.
///
/// # Errors
/// Database errors.
pub fn register(tx: &mut Tx<'_>, new: &NewSession) -> Result<Session> {
    let now = tx.now;
    let session = sessions::insert(tx, new, now)?;
    journal::created(tx, "import.uploaded", &session.subject(), &facts(&session))?;
    Ok(session)
}

/// [`register`], with the job that will read the file.
///
/// # Errors
/// Database errors.
pub fn take_in(tx: &mut Tx<'_>, new: &NewSession) -> Result<(Job, Session)> {
    let session = register(tx, new)?;
    let job = jobs::enqueue(tx, JOB, json!({ "session_id": session.id }))?;
    let change = Change { job_id: Some(Some(job.id)), ..Change::default() };
    let now = tx.now;
    let session = sessions::update(tx, &session, &change, now)?;
    Ok((job, session))
}

#[derive(Deserialize)]
struct Payload {
    session_id: i64,
    #[serde(default)]
    touched: Vec<settling::Touched>,
}

/// The job that reads a large file in pieces; run again after a crash it begins anew.
///
/// # Errors
/// What reading answers; the session then says why.
pub fn run(running: &Running<'_>, payload: &Value) -> Result<Value> {
    let payload: Payload = serde_json::from_value(payload.clone()).map_err(Error::internal)?;
    let done = read_in_pieces(running, &payload);
    if let Err(error) = &done {
        note_failure(running, payload.session_id, error)?;
    }
    done
}

fn read_in_pieces(running: &Running<'_>, payload: &Payload) -> Result<Value> {
    let (app, origin, id) = (running.app, running.origin, payload.session_id);
    let session = app.read(origin, |tx| {
        let who = policy::visible(tx.caller);
        sessions::find(tx, &who, id)
    })?;
    running.progress(0, None, "打开文件")?;
    let bytes = vault::read(&app.config.data, &session.sha256)?;
    let preview =
        read(app, origin, &bytes, &session.file_name, session.target, &session.recognition_input())?;
    drop(bytes);
    let total = preview.rows.len() as i64;
    app.write(origin, |tx| {
        tx.mark_journalled(); // the journal row comes with the end of the reading
        let now = tx.now;
        sessions::hold(tx, id, ImportState::Uploaded, running.job_id, now)?;
        rows::forget(tx, id)
    })?;
    let (readings, rest) = Rest::of(preview);
    for (n, chunk) in readings.chunks(ROWS_PER_CHUNK).enumerate() {
        running.progress((n * ROWS_PER_CHUNK) as i64, Some(total), "逐行预览")?;
        let who = policy::visible(&origin.caller);
        let new = app.read(origin, |tx| new_rows(tx, &who, session.target, &session.file_name, chunk))?;
        app.write(origin, |tx| {
            tx.mark_journalled();
            let now = tx.now;
            sessions::hold(tx, id, ImportState::Uploaded, running.job_id, now)?;
            rows::insert(tx, id, &new)
        })?;
        app.give_way();
    }
    drop(readings);
    let ready = app.write(origin, |tx| {
        let now = tx.now;
        let held = sessions::hold(tx, id, ImportState::Uploaded, running.job_id, now)?;
        make_ready(tx, &held, &rest, &payload.touched)
    })?;
    Ok(json!({ "import_id": id, "counts": ready.counts }))
}

fn note_failure(running: &Running<'_>, id: i64, error: &Error) -> Result<()> {
    running.app.write(running.origin, |tx| {
        let now = tx.now;
        let held = sessions::hold(tx, id, ImportState::Uploaded, running.job_id, now);
        let Ok(session) = held else {
            tx.mark_journalled();
            return Ok(());
        };
        let failure = Some(Some(error.message().to_owned()));
        sessions::update(tx, &session, &Change { failure, ..Change::default() }, now)?;
        journal::note(tx, "import.reading_failed", &session.subject())
    })
}
