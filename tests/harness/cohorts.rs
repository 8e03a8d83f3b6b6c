//! Builders of whole cohorts, straight into the database: hundreds of counted contracts with what became of them.

use crate::TestApp;
use chengfeng::db::schema::{funds_entries, projects, signature_counts, signatures};
use chengfeng::features::projects::{EndState, Stage};
use chrono::NaiveDate;
use diesel::prelude::*;

/// So many projects of one kind.
#[derive(Debug, Clone, Copy)]
pub struct Batch {
    /// How many.
    pub count: i64,
    /// Their stage.
    pub stage: Stage,
    /// How they ended.
    pub end_state: Option<EndState>,
}

impl Batch {
    /// Projects of this stage that go on.
    pub fn of(count: i64, stage: Stage) -> Self {
        Self { count, stage, end_state: None }
    }
}

impl TestApp {
    /// Projects of a unit with a contract each, counted for the event on this day; the sums are spread over them and
    /// come out exactly. The money came from outside the province. Answers their ids.
    pub fn cohort(
        &self,
        unit_id: i64,
        event_id: Option<i64>,
        counted_on: NaiveDate,
        batches: &[Batch],
        (amount_yuan, funds_yuan): (i64, i64),
    ) -> Vec<i64> {
        let each: Vec<Batch> =
            batches.iter().flat_map(|b| std::iter::repeat_n(*b, b.count as usize)).collect();
        self.db(|tx| {
            let size = each.len() as i64;
            let standing = each.iter().filter(|b| b.end_state.is_none()).count() as i64;
            let (mut out, mut paid) = (Vec::new(), 0);
            for (n, one) in (0..size).zip(&each) {
                let name = format!("同批{}-{n}", event_id.unwrap_or(0));
                let row = (
                    (
                        projects::number.eq(format!("XM-{name}")),
                        projects::name.eq(&name),
                        projects::name_key.eq(&name),
                        projects::sort_key.eq(format!("{n:05}")),
                        projects::content.eq("年产10万吨"),
                        projects::lead_source.eq("leader_trip"),
                    ),
                    (
                        projects::stage.eq(one.stage),
                        projects::end_state.eq(one.end_state),
                        projects::stage_since_on.eq(tx.today()),
                        projects::lead_unit_id.eq(unit_id),
                        projects::created_at.eq(tx.now),
                        projects::updated_at.eq(tx.now),
                    ),
                );
                let id: i64 = diesel::insert_into(projects::table)
                    .values(row)
                    .returning(projects::id)
                    .get_result(&mut **tx)?;
                let amount = amount_yuan / size + i64::from(n < amount_yuan % size);
                let paper = (
                    (
                        signatures::project_id.eq(id),
                        signatures::strength.eq("contract"),
                        signatures::kind.eq("first"),
                        signatures::event_id.eq(event_id),
                        signatures::signed_on.eq(counted_on),
                        signatures::amount_yuan.eq(amount),
                    ),
                    (
                        signatures::parties.eq("甲方、乙方"),
                        signatures::state.eq("passed"),
                        signatures::audited_at.eq(tx.now),
                        signatures::created_at.eq(tx.now),
                        signatures::updated_at.eq(tx.now),
                    ),
                );
                let paper: i64 = diesel::insert_into(signatures::table)
                    .values(paper)
                    .returning(signatures::id)
                    .get_result(&mut **tx)?;
                let counts = (
                    signature_counts::signature_id.eq(paper),
                    signature_counts::project_id.eq(id),
                    signature_counts::event_id.eq(event_id),
                    signature_counts::counted_on.eq(counted_on),
                    signature_counts::count.eq(1),
                    signature_counts::amount_yuan.eq(amount),
                    signature_counts::takeover.eq(false),
                    signature_counts::why.eq("首次合同"),
                    signature_counts::recorded_from_at.eq(tx.now),
                );
                diesel::insert_into(signature_counts::table).values(counts).execute(&mut **tx)?;
                if one.end_state.is_some() || funds_yuan == 0 {
                    out.push(id);
                    continue;
                }
                let yuan = funds_yuan / standing + i64::from(paid < funds_yuan % standing);
                paid += 1;
                let entry = (
                    (
                        funds_entries::project_id.eq(id),
                        funds_entries::entered_on.eq(counted_on),
                        funds_entries::amount_yuan.eq(yuan),
                        funds_entries::origin.eq("outside_province"),
                        funds_entries::kind.eq("fixed"),
                        funds_entries::currency.eq("CNY"),
                    ),
                    (
                        funds_entries::proof_type.eq("bank_voucher"),
                        funds_entries::confirmed_by_investor.eq(true),
                        funds_entries::state.eq("passed"),
                        funds_entries::submitted_at.eq(tx.now),
                        funds_entries::audited_at.eq(tx.now),
                    ),
                );
                diesel::insert_into(funds_entries::table).values(entry).execute(&mut **tx)?;
                let sums = (
                    projects::funds_in_place_yuan.eq(yuan),
                    projects::funds_outside_province_yuan.eq(yuan),
                    projects::funds_outside_city_yuan.eq(yuan),
                );
                diesel::update(projects::table.find(id)).set(sums).execute(&mut **tx)?;
                out.push(id);
            }
            Ok(out)
        })
    }

    /// Sets the end state of a project behind the scenes.
    pub fn ends(&self, project_id: i64, state: EndState) {
        self.db(|tx| {
            diesel::update(projects::table.find(project_id))
                .set((projects::end_state.eq(state), projects::updated_at.eq(tx.now)))
                .execute(&mut **tx)?;
            Ok(())
        });
    }
}
