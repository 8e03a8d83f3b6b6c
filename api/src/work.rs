//! The unit of work: one closure, one connection, one transaction, one caller. Nothing else touches the pools.

use crate::app::App;
use crate::auth::Caller;
use crate::db::Db;
use crate::db::types::Stamp;
use crate::error::{Error, Result};
use std::collections::BTreeSet;
use std::ops::{Deref, DerefMut};
use std::time::Instant;

/// A connection on behalf of a caller, inside a transaction when writing. Use it wherever a `&mut Db` is asked for.
pub struct Tx<'a> {
    db: &'a mut Db,
    /// The application: configuration, files, rules.
    pub app: &'a App,
    /// Who acts.
    pub caller: &'a Caller,
    /// The instant of the whole unit of work.
    pub now: Stamp,
    /// The request it belongs to.
    pub request_id: &'a str,
    journalled: bool,
    touched: BTreeSet<i64>,
}

impl Deref for Tx<'_> {
    type Target = Db;
    fn deref(&self) -> &Db {
        self.db
    }
}
impl DerefMut for Tx<'_> {
    fn deref_mut(&mut self) -> &mut Db {
        self.db
    }
}

impl Tx<'_> {
    /// Today's calendar day in Asia/Shanghai.
    pub fn today(&self) -> chrono::NaiveDate {
        self.now.day()
    }

    /// Says that the change has its journal row, or that nothing was changed.
    pub fn mark_journalled(&mut self) {
        self.journalled = true;
    }

    /// Says that something happened to a project; what follows from it is worked out before the commit.
    pub fn touch(&mut self, project_id: i64) {
        self.touched.insert(project_id);
    }

    /// Reads as another person would, for whom the caller stands in; nothing is written on his behalf.
    ///
    /// # Errors
    /// What `f` answers.
    pub fn seen_by<T>(&mut self, caller: &Caller, f: impl FnOnce(&mut Tx<'_>) -> Result<T>) -> Result<T> {
        let (app, now, request_id, journalled) = (self.app, self.now, self.request_id, self.journalled);
        // nothing is written, so nothing is touched
        f(&mut Tx { db: self.db, app, caller, now, request_id, journalled, touched: BTreeSet::new() })
    }

    /// Tries something inside the unit of work: when it fails, only what it wrote is taken back and the rest goes on.
    ///
    /// # Errors
    /// What `f` answers.
    pub fn attempt<T>(&mut self, mut f: impl FnMut(&mut Tx<'_>) -> Result<T>) -> Result<T> {
        let (app, caller, now, request_id) = (self.app, self.caller, self.now, self.request_id);
        let mut journalled = self.journalled;
        let mut touched = BTreeSet::new();
        let value = self.db.tx(|db| {
            let mut tx = Tx { db, app, caller, now, request_id, journalled: false, touched: BTreeSet::new() };
            let value = f(&mut tx)?;
            journalled |= tx.journalled;
            touched.append(&mut tx.touched);
            Ok::<T, Error>(value)
        })?;
        self.journalled = journalled;
        self.touched.append(&mut touched);
        Ok(value)
    }
}

/// On whose behalf and for which request.
#[derive(Debug, Clone)]
pub struct Origin {
    /// Who acts.
    pub caller: std::sync::Arc<Caller>,
    /// The request.
    pub request_id: String,
}

impl Origin {
    /// The program itself, for work that no request asked for.
    pub fn system(what: &str) -> Self {
        Self { caller: std::sync::Arc::new(Caller::system()), request_id: what.to_owned() }
    }
}

impl App {
    /// Reads; several statements see committed data only.
    ///
    /// # Errors
    /// What `f` answers, or 503 without a connection.
    pub fn read<T>(&self, origin: &Origin, f: impl FnOnce(&mut Tx<'_>) -> Result<T>) -> Result<T> {
        let started = Instant::now();
        let mut connection = self.pools.read()?;
        self.telemetry.waited_for_database(started.elapsed());
        f(&mut self.reading(&mut connection, origin))
    }

    /// [`App::read`] at once, if nothing has to be waited for; otherwise `f` is handed back.
    ///
    /// # Errors
    /// What `f` answers.
    pub fn read_now<T, F: FnOnce(&mut Tx<'_>) -> Result<T>>(
        &self,
        origin: &Origin,
        f: F,
    ) -> std::result::Result<Result<T>, F> {
        match self.pools.read_now() {
            Some(mut connection) => Ok(f(&mut self.reading(&mut connection, origin))),
            None => Err(f),
        }
    }

    fn reading<'a>(&'a self, db: &'a mut Db, origin: &'a Origin) -> Tx<'a> {
        Tx {
            db,
            app: self,
            caller: &origin.caller,
            now: self.clock.now(),
            request_id: &origin.request_id,
            journalled: false,
            touched: BTreeSet::new(),
        }
    }

    /// Reads for a while in one state of the database, whatever others commit meanwhile.
    ///
    /// # Errors
    /// What `f` answers, or 503 without a connection.
    pub fn snapshot<T>(&self, origin: &Origin, f: impl FnOnce(&mut Tx<'_>) -> Result<T>) -> Result<T> {
        let mut connection = self.pools.read()?;
        connection.snapshot(|db| f(&mut self.reading(db, origin)))
    }

    /// Changes something: one transaction, run again when the database asks for it.
    ///
    /// # Errors
    /// What `f` answers; then nothing was changed.
    pub fn write<T>(&self, origin: &Origin, f: impl Fn(&mut Tx<'_>) -> Result<T>) -> Result<T> {
        let started = Instant::now();
        let mut waited = false;
        self.pools.grouped(|db| {
            if !std::mem::replace(&mut waited, true) {
                self.telemetry.waited_for_database(started.elapsed());
            }
            let mut tx = Tx {
                db,
                app: self,
                caller: &origin.caller,
                now: self.clock.now(),
                request_id: &origin.request_id,
                journalled: false,
                touched: BTreeSet::new(),
            };
            let value = f(&mut tx)?;
            let touched: Vec<i64> = std::mem::take(&mut tx.touched).into_iter().collect();
            if !touched.is_empty() {
                crate::app::settle(&mut tx, &touched)?;
            }
            // a change without its journal row must not reach a release
            if cfg!(debug_assertions) && !tx.journalled {
                return Err(Error::internal("a write committed no journal row"));
            }
            Ok(value)
        })
    }
}
