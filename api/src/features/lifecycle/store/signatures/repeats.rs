//! Looking for other projects that may be the same signing, and what people answered.

use super::super::super::model::{AuditState, RepeatAnswer, RepeatAnswerInput, SignatureKind, Suspicion};
use super::super::super::rules::{Signing, repeat_reasons};
use crate::db::dialect::advisory_lock;
use crate::db::schema::{project_parties, projects as p, repeat_answers, signatures};
use crate::db::{Db, columns};
use crate::error::Result;
use crate::features::projects::model::PartyRole;
use crate::features::projects::{self, EndState, Probe, Project, Stage};
use crate::policy::{Visible, visible};
use crate::text::normalise_name;
use crate::work::Tx;
use diesel::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Submissions wait for each other (PostgreSQL only), so that of two at once the second sees the first.
const LOCK: i64 = 7_463_011;

/// Submissions and audits queue before they look, and before they take any row.
///
/// # Errors
/// Database errors.
pub fn queue_repeats(tx: &mut Tx<'_>) -> Result<()> {
    Ok(advisory_lock(tx, LOCK, false)?)
}

/// Names and ids of the investors by project.
type Investors = BTreeMap<i64, (Vec<String>, Vec<i64>)>;

/// Projects that may be the same signing, whoever may see them: id, number, name, and whether it is confidential.
type Other = (i64, String, String, bool, Option<String>, Option<i64>);

/// Other signed projects that may be this one, with the reasons and the latest answer. Those that the caller cannot see
/// stay nameless; confidential ones are not hinted at. `amount_yuan` is the amount about to be signed.
///
/// # Errors
/// Database errors.
pub fn suspicions(tx: &mut Tx<'_>, project: &Project, amount_yuan: Option<i64>) -> Result<Vec<Suspicion>> {
    let (names, ids) = investors(tx, &[project.id])?.remove(&project.id).unwrap_or_default();
    let probe = Probe {
        name: project.name.clone(),
        investors: names,
        enterprise_ids: ids.clone(),
        code: None,
        exclude_id: Some(project.id),
    };
    let alike: BTreeMap<i64, String> = projects::store::candidates(tx, &Visible::everything(), &probe)?
        .visible
        .into_iter()
        .map(|c| (c.id, c.reason))
        .collect();
    let mut worth: BTreeSet<i64> = alike.keys().copied().collect();
    worth.extend(of_same_investor(tx, project.id, &ids)?);
    let others = signed(tx, worth.into_iter().collect())?;
    let of_others: Vec<i64> = others.iter().map(|o| o.0).collect();
    let amounts = amounts(tx, &of_others)?;
    let parties = investors(tx, &of_others)?;
    let this = Signing {
        investor_ids: ids,
        site: site(project.place.as_deref()),
        amounts: amount_yuan.into_iter().collect(),
    };
    let who = visible(tx.caller);
    let seen: BTreeSet<i64> = projects::store::visible_ids(tx, &who, of_others)?.into_iter().collect();
    let answers = answers(tx, project.id)?;
    let mut out = Vec::new();
    for (id, number, name, confidential, place, contract) in others {
        let that = Signing {
            investor_ids: parties.get(&id).map(|(_, ids)| ids.clone()).unwrap_or_default(),
            site: site(place.as_deref()),
            amounts: amounts.get(&id).cloned().unwrap_or_else(|| contract.into_iter().collect()),
        };
        let reasons = repeat_reasons(&this, &that, alike.get(&id).map(String::as_str));
        let visible = seen.contains(&id);
        if reasons.is_empty() || (confidential && !visible) {
            continue;
        }
        out.push(Suspicion {
            project_id: visible.then_some(id),
            number: visible.then_some(number),
            name: visible.then_some(name),
            reasons: if visible { reasons } else { vec!["与其他单位的项目疑似重复".to_owned()] },
            answer: answers.iter().rev().find(|a| a.other_project_id == id || a.project_id == id).cloned(),
        });
    }
    Ok(out)
}

fn investors(db: &mut Db, ids: &[i64]) -> Result<Investors> {
    let mut out = Investors::new();
    for party in
        projects::store::parts::parties(db, ids)?.into_iter().filter(|p| p.role == PartyRole::Investor)
    {
        let entry = out.entry(party.project_id).or_default();
        entry.0.push(party.name);
        entry.1.extend(party.enterprise_id);
    }
    Ok(out)
}

fn of_same_investor(db: &mut Db, project_id: i64, enterprises: &[i64]) -> Result<Vec<i64>> {
    Ok(project_parties::table
        .filter(project_parties::enterprise_id.assume_not_null().eq_any(enterprises.to_vec()))
        .filter(project_parties::role.eq(PartyRole::Investor).and(project_parties::ended_at.is_null()))
        .filter(project_parties::project_id.ne(project_id))
        .select(project_parties::project_id)
        .distinct()
        .load(db)?)
}

/// Of these projects the ones that signed: a paper that waits or passed, or, of imported ones, the stage.
fn signed(db: &mut Db, ids: Vec<i64>) -> Result<Vec<Other>> {
    let with_paper = signatures::table
        .filter(signatures::state.eq_any([AuditState::Submitted, AuditState::Passed]))
        .filter(signatures::kind.ne(SignatureKind::Reannouncement))
        .select(signatures::project_id);
    // whose paper was found to be a repetition is no rival by its stage
    let shown_again = signatures::table
        .filter(signatures::state.eq(AuditState::Passed))
        .filter(signatures::kind.eq(SignatureKind::Reannouncement))
        .select(signatures::project_id);
    let by_stage =
        p::stage_no.ge(Stage::Signed.number()).or(p::signed_on.is_not_null()).and(p::id.ne_all(shown_again));
    let gone = p::end_state.assume_not_null().eq(EndState::Withdrawn);
    Ok(p::table
        .filter(p::id.eq_any(ids).and(p::id.eq_any(with_paper).or(by_stage)))
        .filter(p::end_state.is_null().or(diesel::dsl::not(gone)))
        .order(p::id)
        .select((p::id, p::number, p::name, p::confidential, p::place, p::contract_amount_yuan))
        .load(db)?)
}

fn amounts(db: &mut Db, ids: &[i64]) -> Result<BTreeMap<i64, Vec<i64>>> {
    let rows: Vec<(i64, i64)> = signatures::table
        .filter(signatures::project_id.eq_any(ids.to_vec()).and(signatures::amount_yuan.is_not_null()))
        .filter(signatures::state.eq_any([AuditState::Submitted, AuditState::Passed]))
        .select((signatures::project_id, signatures::amount_yuan.assume_not_null()))
        .load(db)?;
    let mut out: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    rows.into_iter().for_each(|(id, yuan)| out.entry(id).or_default().push(yuan));
    Ok(out)
}

/// A place in comparable form; too short a text says nothing.
fn site(place: Option<&str>) -> Option<String> {
    place.map(normalise_name).filter(|key| key.chars().count() >= 4)
}

/// Answers of this project, and answers of others about it that both are different.
fn answers(db: &mut Db, project_id: i64) -> Result<Vec<RepeatAnswer>> {
    let mut rows: Vec<RepeatAnswer> = repeat_answers::table
        .filter(repeat_answers::project_id.eq(project_id).or(repeat_answers::other_project_id.eq(project_id)))
        .order(repeat_answers::id)
        .select(columns::<RepeatAnswer>())
        .load(db)?;
    rows.retain(|a| {
        a.project_id == project_id || a.answer == super::super::super::model::RepeatAnswerKind::Different
    });
    Ok(rows)
}

/// Keeps a person's answer.
///
/// # Errors
/// Database errors.
pub fn answer_repeat(tx: &mut Tx<'_>, project_id: i64, input: &RepeatAnswerInput) -> Result<RepeatAnswer> {
    let row = (
        repeat_answers::project_id.eq(project_id),
        repeat_answers::other_project_id.eq(input.other_project_id),
        repeat_answers::answer.eq(input.answer),
        repeat_answers::reason.eq(&input.reason),
        repeat_answers::answered_by.eq(tx.caller.user_id),
        repeat_answers::answered_at.eq(tx.now),
    );
    Ok(diesel::insert_into(repeat_answers::table)
        .values(row)
        .returning(columns::<RepeatAnswer>())
        .get_result(&mut **tx)?)
}
