//! The same SQL, prepared once, on the same SQLite file, in a loop on one thread.
// the plain C interface, because any wrapper would lower the ceiling that the product is compared with
#![allow(unsafe_code)]

use super::percentiles;
use anyhow::{Context, ensure};
use libsqlite3_sys as ffi;
use serde::Deserialize;
use serde_json::Value;
use std::collections::HashMap;
use std::ffi::{CStr, CString};
use std::ptr;
use std::time::Instant;

#[derive(Deserialize)]
pub struct Plan {
    database: String,
    seconds: f64,
    /// Requests, each with the statements that it takes.
    requests: Vec<Vec<Statement>>,
}

#[derive(Deserialize)]
struct Statement {
    sql: String,
    binds: Vec<Value>,
}

struct Database(*mut ffi::sqlite3);

impl Database {
    fn open(path: &str) -> anyhow::Result<Self> {
        let path = CString::new(path)?;
        let mut db = ptr::null_mut();
        // SAFETY: `path` outlives the call, `db` receives the handle
        let code =
            unsafe { ffi::sqlite3_open_v2(path.as_ptr(), &mut db, ffi::SQLITE_OPEN_READONLY, ptr::null()) };
        let db = Self(db);
        ensure!(code == ffi::SQLITE_OK, "{}", db.message());
        for pragma in ["PRAGMA busy_timeout=5000", "PRAGMA cache_size=-8192", "PRAGMA temp_store=MEMORY"] {
            let statement = db.prepare(pragma)?;
            // SAFETY: a statement of this connection, finalized once
            unsafe {
                while ffi::sqlite3_step(statement) == ffi::SQLITE_ROW {}
                ffi::sqlite3_finalize(statement);
            }
        }
        Ok(db)
    }

    fn message(&self) -> String {
        // SAFETY: SQLite answers with a text of its own for any handle
        unsafe { CStr::from_ptr(ffi::sqlite3_errmsg(self.0)) }.to_string_lossy().into_owned()
    }

    fn prepare(&self, sql: &str) -> anyhow::Result<*mut ffi::sqlite3_stmt> {
        let text = CString::new(sql)?;
        let mut statement = ptr::null_mut();
        // SAFETY: the text outlives the call, `statement` receives the handle
        let code =
            unsafe { ffi::sqlite3_prepare_v2(self.0, text.as_ptr(), -1, &mut statement, ptr::null_mut()) };
        ensure!(code == ffi::SQLITE_OK, "{}: {sql}", self.message());
        Ok(statement)
    }
}

/// Binds, steps through all rows and reads every column, as a caller would have to. Returns the number of rows.
fn once(statement: *mut ffi::sqlite3_stmt, binds: &[Value], sum: &mut u64) -> anyhow::Result<()> {
    // SAFETY: a live statement; bound texts outlive the stepping; columns are read while their row stands
    unsafe {
        for (i, value) in (1..).zip(binds) {
            let code = match value {
                Value::Null => ffi::sqlite3_bind_null(statement, i),
                Value::Bool(b) => ffi::sqlite3_bind_int64(statement, i, i64::from(*b)),
                Value::Number(n) if n.is_i64() => {
                    ffi::sqlite3_bind_int64(statement, i, n.as_i64().unwrap_or(0))
                }
                Value::Number(n) => ffi::sqlite3_bind_double(statement, i, n.as_f64().unwrap_or(0.0)),
                Value::String(s) => ffi::sqlite3_bind_text(
                    statement,
                    i,
                    s.as_ptr().cast(),
                    s.len() as i32,
                    ffi::SQLITE_STATIC(),
                ),
                other => anyhow::bail!("cannot bind {other}"),
            };
            ensure!(code == ffi::SQLITE_OK, "bind {i}");
        }
        let columns = ffi::sqlite3_column_count(statement);
        loop {
            match ffi::sqlite3_step(statement) {
                ffi::SQLITE_ROW => {}
                ffi::SQLITE_DONE => break,
                code => anyhow::bail!("step: {code}"),
            }
            for i in 0..columns {
                *sum += match ffi::sqlite3_column_type(statement, i) {
                    ffi::SQLITE_INTEGER => ffi::sqlite3_column_int64(statement, i) as u64 & 1,
                    ffi::SQLITE_TEXT => {
                        let text = ffi::sqlite3_column_text(statement, i);
                        u64::from(!text.is_null()) + ffi::sqlite3_column_bytes(statement, i) as u64
                    }
                    _ => 0,
                };
            }
        }
        ffi::sqlite3_reset(statement);
    }
    Ok(())
}

pub fn run(plan: &Plan) -> anyhow::Result<Value> {
    let db = Database::open(&plan.database)?;
    let mut prepared: HashMap<&str, *mut ffi::sqlite3_stmt> = HashMap::new();
    for statement in plan.requests.iter().flatten() {
        if !prepared.contains_key(statement.sql.as_str()) {
            prepared.insert(&statement.sql, db.prepare(&statement.sql)?);
        }
    }
    let (mut times, mut sum) = (Vec::new(), 0);
    let begun = Instant::now();
    for request in plan.requests.iter().cycle() {
        let start = Instant::now();
        if (start - begun).as_secs_f64() >= plan.seconds {
            break;
        }
        for statement in request {
            let handle = prepared.get(statement.sql.as_str()).context("prepared above")?;
            once(*handle, &statement.binds, &mut sum)?;
        }
        times.push(u32::try_from(start.elapsed().as_micros()).unwrap_or(u32::MAX));
    }
    let seconds = begun.elapsed().as_secs_f64();
    let requests = times.len();
    let mut report = percentiles(times);
    report["requests"] = requests.into();
    report["rate"] = (requests as f64 / seconds).into();
    report["bytes_read"] = sum.into();
    Ok(report)
}
