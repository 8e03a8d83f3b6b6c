//! The daily work: who has what due, in which stage; what he was not told yet is told and handed to the channels.

use super::super::model::{ChannelKind, ChannelRow, MessagePurpose, NoticeRow, ReminderRules, SettingsRow};
use super::super::rules::{stages, texts};
use super::channels;
use super::messages::{self, NewMessage};
use super::names::is_confidential;
use super::notices::{self, NewNotice};
use crate::app::App;
use crate::auth::authenticate::load_person;
use crate::db::schema::{notice_settings, notices as rows, units, users};
use crate::db::types::Stamp;
use crate::db::{Db, columns};
use crate::error::Result;
use crate::features::calendar;
use crate::http::contract::Contract;
use crate::jobs::{self, Running};
use crate::policy::{Action, Relations, allowed};
use crate::rulesets::{self, Kind};
use crate::waiting::{InboxKind, InboxResource, InboxTab, Waiting};
use crate::work::{Origin, Tx};
use chrono::{Days, NaiveDate};
use diesel::prelude::*;
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

/// Name of the job.
pub const JOB: &str = "notices.remind";
/// The kind of rules.
pub const RULES: Kind = Kind { name: "reminders", label: "到期提醒", default, check };
/// Notices handed to the channels, or deleted, in one transaction.
const AT_ONCE: i64 = 2000;

fn default() -> Value {
    serde_json::from_str(include_str!("../../../../data/rules/reminders.json")).unwrap_or_default()
}

fn check(contract: &Contract, content: &Value) -> Result<()> {
    let errors = match crate::http::body::typed::<ReminderRules>(contract, content.clone()) {
        Ok(rules) => stages::check(&rules),
        Err(e) if e.errors().is_empty() => return Err(e),
        Err(e) => e.errors().to_vec(),
    };
    if errors.is_empty() { Ok(()) } else { Err(rulesets::invalid(errors)) }
}

fn rules_of(db: &mut Db, on: NaiveDate) -> Result<ReminderRules> {
    rulesets::in_force(db, &RULES, on)?.read()
}

/// Sees to it that the daily work waits in the queue; `serve` asks every minute, so that a new hour holds at once.
///
/// # Errors
/// Database errors.
pub fn plan(tx: &mut Tx<'_>) -> Result<()> {
    tx.mark_journalled();
    let today = tx.today();
    let rules = rules_of(tx, today)?;
    let at = |day: NaiveDate| Stamp::start_of(day).plus_seconds(i64::from(rules.at_hour) * 3600);
    let next = Some(at(today)).filter(|at| *at > tx.now);
    let next = next.unwrap_or_else(|| at(today.succ_opt().unwrap_or(today)));
    jobs::enqueue_upkeep(tx, JOB, next)
}

/// Today, and the last day before people are told again; `None` when nobody is told today.
fn reach(db: &mut Db, rules: &ReminderRules, today: NaiveDate) -> Result<Option<NaiveDate>> {
    if !rules.workdays_only {
        return Ok(Some(today));
    }
    let calendar = calendar::store::load(db)?;
    if !calendar.is_working_day(today) {
        return Ok(None);
    }
    // a year without a decree: nobody is told beyond today
    let next = calendar.next_working_day(today).ok().and_then(|day| day.pred_opt());
    Ok(Some(next.unwrap_or(today)))
}

/// The job. It may be run again at any time: what was told stays told, and what was not handed on is handed on.
///
/// # Errors
/// Database errors.
pub fn run(running: &Running<'_>, _: &Value) -> Result<Value> {
    let app = running.app;
    let system = Origin::system("notices");
    app.write(&system, plan)?;
    let (rules, today, reach, people) = app.read(&system, |tx| {
        let today = tx.today();
        let rules = rules_of(tx, today)?;
        let reach = reach(tx, &rules, today)?;
        let of = users::table.filter(users::status.eq("active")).order(users::id);
        let people: Vec<i64> = of.select(users::id).load(&mut **tx)?;
        Ok((rules, today, reach, people))
    })?;
    let mut told = 0;
    // people of a unit are told of the same things: whether a name may leave the house is asked once for all of them
    let mut kept = Kept::new();
    if let Some(reach) = reach {
        for (n, user_id) in people.iter().enumerate() {
            running.progress(n as i64, Some(people.len() as i64), "推算各人的到期事项")?;
            told += remind(app, *user_id, &rules, (today, reach), &mut kept)?;
        }
    }
    let mut messages = 0;
    loop {
        let (handed, written) = app.write(&system, hand_out)?;
        messages += written;
        if handed < AT_ONCE as usize {
            break;
        }
    }
    let forgotten = forget(running, today - Days::new(rules.keep_days.unsigned_abs().into()))?;
    Ok(json!({ "told": told, "messages": messages, "forgotten": forgotten }))
}

/// Deletes the notices of the time before a day, as long as the job may go on; says how many.
fn forget(running: &Running<'_>, day: NaiveDate) -> Result<usize> {
    let mut forgotten = 0;
    loop {
        let some = running.app.write(&Origin::system("notices"), |tx| {
            tx.mark_journalled(); // what somebody was told changes nothing of the city's data
            running.note(tx, forgotten as i64, None, "删除到期的提醒")?;
            notices::forget(tx, Stamp::start_of(day), AT_ONCE)
        })?;
        forgotten += some;
        if some < AT_ONCE as usize {
            return Ok(forgotten);
        }
    }
}

/// Which things have a name that stays in the house, as far as it was asked.
type Kept = HashMap<(InboxResource, i64), bool>;

/// Tells one person what he was not told yet.
fn remind(
    app: &App,
    user_id: i64,
    rules: &ReminderRules,
    (today, reach): (NaiveDate, NaiveDate),
    kept: &mut Kept,
) -> Result<usize> {
    let system = Origin::system("notices");
    let caller = app.read(&system, |tx| {
        let now = tx.now;
        load_person(tx, user_id, now)
    })?;
    let own = Relations { own: true, ..Relations::default() };
    if !allowed(&caller, Action::NoticeRead, own) {
        return Ok(0);
    }
    let origin = Origin { caller: Arc::new(caller), request_id: system.request_id.clone() };
    let fresh = app.read(&origin, |tx| {
        let waiting = crate::app::waiting(tx, InboxTab::Todo)?;
        let mut due: Vec<NewNotice> =
            waiting.into_iter().filter_map(|item| notice(user_id, item, rules, today, reach)).collect();
        let keys = due.iter().map(|n| n.once_key.clone()).collect();
        let known: HashSet<String> = notices::told(tx, user_id, keys)?.into_iter().collect();
        due.retain(|n| !known.contains(&n.once_key));
        for notice in &mut due {
            let thing = (notice.resource, notice.resource_id);
            notice.confidential = match kept.get(&thing) {
                Some(known) => *known,
                None => is_confidential(tx, notice.resource, notice.resource_id)?,
            };
            kept.insert(thing, notice.confidential);
        }
        Ok(due)
    })?;
    if fresh.is_empty() {
        return Ok(0);
    }
    app.write(&system, |tx| {
        tx.mark_journalled(); // telling changes nothing of the city's data
        notices::tell(tx, &fresh)
    })
}

fn notice(
    user_id: i64,
    item: Waiting,
    rules: &ReminderRules,
    today: NaiveDate,
    reach: NaiveDate,
) -> Option<NewNotice> {
    let due_on = item.due_on?;
    let step = stages::step(stages::of_kind(rules, item.kind), due_on, today, reach)?;
    let part = item.part_id.unwrap_or(0);
    Some(NewNotice {
        user_id,
        once_key: format!(
            "{}:{}:{}:{part}:{due_on}:{}",
            item.kind.code(),
            item.resource.code(),
            item.resource_id,
            step.key
        ),
        kind: item.kind,
        stage: step.stage,
        text: texts::inside(item.kind, due_on, today),
        subject: item.subject,
        confidential: true,
        resource: item.resource,
        resource_id: item.resource_id,
        part_id: item.part_id,
        due_on: Some(due_on),
        handed_at: None,
    })
}

/// A notice that the channels have not been told of, and whose it is.
struct Told {
    row: NoticeRow,
    person: String,
    unit_id: i64,
}

/// Writes the messages for what has not been handed on; says how much was handed on in how many messages.
fn hand_out(tx: &mut Tx<'_>) -> Result<(usize, usize)> {
    tx.mark_journalled();
    let found: Vec<(NoticeRow, String, i64)> = rows::table
        .inner_join(users::table)
        .filter(rows::handed_at.is_null())
        .order(rows::id)
        .limit(AT_ONCE)
        .select((columns::<NoticeRow>(), users::name, users::unit_id))
        .load(&mut **tx)?;
    let told: Vec<Told> =
        found.into_iter().map(|(row, person, unit_id)| Told { row, person, unit_id }).collect();
    if told.is_empty() {
        return Ok((0, 0));
    }
    let all: Vec<(i64, String, String)> =
        units::table.select((units::id, units::name, units::path)).load(&mut **tx)?;
    let units: HashMap<i64, (String, String)> =
        all.into_iter().map(|(id, name, path)| (id, (name, path))).collect();
    let of: Vec<i64> = told.iter().map(|t| t.row.user_id).collect();
    let wishes: Vec<SettingsRow> = notice_settings::table
        .filter(notice_settings::user_id.eq_any(of))
        .select(columns::<SettingsRow>())
        .load(&mut **tx)?;
    let wishes: HashMap<i64, SettingsRow> = wishes.into_iter().map(|w| (w.user_id, w)).collect();
    let mut written = 0;
    for channel in channels::active(tx)? {
        let kinds: Vec<InboxKind> = channel.kinds.read();
        let within = channel.unit_id.and_then(|id| units.get(&id)).map(|(_, path)| path.as_str());
        let fits = |t: &&Told| {
            let quiet: Vec<InboxKind> =
                wishes.get(&t.row.user_id).map(|w| w.quiet_kinds.read()).unwrap_or_default();
            let path = units.get(&t.unit_id).map(|(_, path)| path.as_str()).unwrap_or_default();
            (kinds.is_empty() || kinds.contains(&t.row.kind))
                && !quiet.contains(&t.row.kind)
                && within.is_none_or(|unit| path.starts_with(unit))
        };
        let mine: Vec<&Told> = told.iter().filter(fits).collect();
        written += through(tx, &channel, &mine, &units, &wishes)?;
    }
    let ids: Vec<i64> = told.iter().map(|t| t.row.id).collect();
    for some in ids.chunks(500) {
        let of = rows::table.filter(rows::id.eq_any(some.to_vec()));
        diesel::update(of).set(rows::handed_at.eq(tx.now)).execute(&mut **tx)?;
    }
    Ok((told.len(), written))
}

/// The messages of one channel: one for the group or the fixed addresses, or one a person.
fn through(
    tx: &mut Tx<'_>,
    channel: &ChannelRow,
    told: &[&Told],
    units: &HashMap<i64, (String, String)>,
    wishes: &HashMap<i64, SettingsRow>,
) -> Result<usize> {
    if told.is_empty() {
        return Ok(0);
    }
    let line = |t: &&Told| texts::Line {
        person: t.person.clone(),
        unit: units.get(&t.unit_id).map(|(name, _)| name.clone()).unwrap_or_default(),
        kind: t.row.kind,
        subject: t.row.subject.clone(),
        confidential: t.row.confidential,
        due_on: t.row.due_on,
    };
    let recipients: Vec<String> = channel.recipients.read();
    if channel.kind != ChannelKind::Email || !recipients.is_empty() {
        let lines: Vec<texts::Line> = told.iter().map(line).collect();
        let form = (channel.unit_id.is_some(), true, channel.kind != ChannelKind::Email);
        write(tx, channel, None, &lines, form)?;
        return Ok(1);
    }
    let mut by_person: BTreeMap<i64, Vec<texts::Line>> = BTreeMap::new();
    told.iter().for_each(|t| by_person.entry(t.row.user_id).or_default().push(line(t)));
    let mut written = 0;
    for (user_id, lines) in by_person {
        let Some(email) = wishes.get(&user_id).and_then(|w| w.email.clone()) else { continue };
        write(tx, channel, Some((user_id, email)), &lines, (true, false, false))?;
        written += 1;
    }
    Ok(written)
}

fn write(
    tx: &mut Tx<'_>,
    channel: &ChannelRow,
    to: Option<(i64, String)>,
    lines: &[texts::Line],
    form: (bool, bool, bool),
) -> Result<()> {
    let number = messages::number(tx)?;
    let url = tx.app.config.outgoing.public_url.clone();
    let (subject, body) = texts::message(lines, form, &url, &number, tx.today());
    let purpose = MessagePurpose::Reminder;
    let message = NewMessage { number, channel_id: channel.id, to, purpose, subject, body };
    messages::write(tx, message).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_rules_hold() {
        let rules: ReminderRules = serde_json::from_value(default()).expect("typed");
        assert!(stages::check(&rules).is_empty());
        assert_eq!(rules.days_before, [3, 1, 0]);
    }
}
