//! What all audited papers (stage records, signatures, amendments) have in common: they are submitted, recalled and
//! audited at the version that was read, and opinions are added to those before them.

/// Writes the steps of one kind of paper: `submit`-and-`recall`, `audit`, and its opinions. Columns of its own that a
/// step writes too stand behind the function's name.
macro_rules! audited {
    (
        $table:ident as $row:ty, opinions $opinions:ident.$paper_id:ident as $opinion:ty;
        $state_fn:ident($($state_column:ident: $state_type:ty),*);
        $audit_fn:ident($($audit_column:ident: $audit_type:ty),*);
        $opinions_fn:ident;
    ) => {
        /// Submits or recalls one of this very version.
        ///
        /// # Errors
        /// Stale when somebody else changed it at the same time.
        pub fn $state_fn(
            tx: &mut crate::work::Tx<'_>,
            row: &$row,
            state: super::super::model::AuditState,
            $($state_column: $state_type),*
        ) -> crate::error::Result<$row> {
            let (by, at) = match state {
                super::super::model::AuditState::Submitted => (tx.caller.user_id, Some(tx.now)),
                _ => (row.submitted_by, row.submitted_at),
            };
            let same = $table::table.find(row.id).filter($table::version.eq(row.version));
            let changed: Option<$row> = diesel::update(same)
                .set((
                    $($table::$state_column.eq($state_column),)*
                    $table::state.eq(state),
                    $table::submitted_by.eq(by),
                    $table::submitted_at.eq(at),
                    // the auditor of an earlier round may be the submitter of this one
                    $table::audited_by.eq(None::<i64>),
                    $table::audited_at.eq(None::<crate::db::types::Stamp>),
                    $table::updated_at.eq(tx.now),
                    $table::version.eq(row.version + 1),
                ))
                .returning(crate::db::columns::<$row>())
                .get_result(&mut **tx)
                .optional()?;
            changed.ok_or_else(crate::error::Error::changed_meanwhile)
        }

        /// Writes the outcome of an audit and adds its opinion; of two auditors at once one wins. Sealing the files of
        /// what passed is the caller's.
        ///
        /// # Errors
        /// Stale when somebody else changed it at the same time.
        fn $audit_fn(
            tx: &mut crate::work::Tx<'_>,
            row: &$row,
            input: &super::super::model::AuditInput,
            $($audit_column: $audit_type),*
        ) -> crate::error::Result<$row> {
            let same = $table::table.find(row.id).filter($table::version.eq(row.version));
            let changed: Option<$row> = diesel::update(same)
                .set((
                    $($table::$audit_column.eq($audit_column),)*
                    $table::state.eq(super::super::model::AuditState::from(input.result)),
                    $table::audited_by.eq(tx.caller.user_id),
                    $table::audited_at.eq(tx.now),
                    $table::audit_opinion.eq(&input.opinion),
                    $table::updated_at.eq(tx.now),
                    $table::version.eq(row.version + 1),
                ))
                .returning(crate::db::columns::<$row>())
                .get_result(&mut **tx)
                .optional()?;
            let changed = changed.ok_or_else(crate::error::Error::changed_meanwhile)?;
            let opinion = (
                $opinions::$paper_id.eq(row.id),
                $opinions::result.eq(input.result),
                $opinions::opinion.eq(&input.opinion),
                $opinions::given_by.eq(tx.caller.user_id),
                $opinions::given_at.eq(tx.now),
            );
            diesel::insert_into($opinions::table).values(opinion).execute(&mut **tx)?;
            Ok(changed)
        }

        /// Opinions on these, oldest first.
        ///
        /// # Errors
        /// Database errors.
        pub fn $opinions_fn(db: &mut crate::db::Db, ids: &[i64]) -> crate::error::Result<Vec<$opinion>> {
            Ok($opinions::table
                .filter($opinions::$paper_id.eq_any(ids.to_vec()))
                .order($opinions::id)
                .select(crate::db::columns::<$opinion>())
                .load(db)?)
        }
    };
}

pub(super) use audited;
