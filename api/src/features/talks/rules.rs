//! What a talk may say, and how its next step stands.

use super::model::{Talk, TalkInput, TalkNextState};
use crate::error::FieldError;
use chrono::NaiveDate;

/// One wrong field.
pub fn wrong(pointer: impl Into<String>, code: &str, message: impl Into<String>) -> FieldError {
    FieldError { pointer: pointer.into(), code: code.to_owned(), message: message.into() }
}

/// A text without anything in it is none.
fn given(text: Option<&String>) -> bool {
    text.is_some_and(|t| !t.trim().is_empty())
}

/// Everything wrong with a talk, as far as it shows by itself; `before` is the talk that is changed.
pub fn check(input: &TalkInput, before: Option<&Talk>, today: NaiveDate) -> Vec<FieldError> {
    let mut out = Vec::new();
    if input.enterprise_id.is_none() && input.project_id.is_none() {
        out.push(wrong("/enterprise_id", "required", "请选择企业或项目，至少一个。"));
    }
    if input.happened_on > today {
        out.push(wrong("/happened_on", "in_future", "洽谈日期晚于今天，请在谈过之后登记。"));
    }
    if input.our_user_ids.as_ref().is_none_or(Vec::is_empty) && !given(input.our_others.as_ref()) {
        out.push(wrong("/our_user_ids", "required", "请写明我方是谁参加的。"));
    }
    out.extend(check_next(input));
    if before.is_some_and(|talk| talk.done_at.is_some() && !same_next(talk, input)) {
        let message = "后续事项已经办结，不能再改。有新的事要办，请另记一笔。";
        out.push(wrong("/next_step", "done", message));
    }
    out
}

/// Step, person and day come together.
fn check_next(input: &TalkInput) -> Vec<FieldError> {
    let step = given(input.next_step.as_ref());
    let mut out = Vec::new();
    if !step && input.next_owner_id.is_none() && input.next_due_on.is_none() {
        return out;
    }
    if !step {
        out.push(wrong("/next_step", "required", "有负责人或期限的，请写明下一步做什么。"));
    }
    if input.next_owner_id.is_none() {
        out.push(wrong("/next_owner_id", "required", "请指定下一步由谁负责。"));
    }
    match input.next_due_on {
        None => out.push(wrong("/next_due_on", "required", "请填写下一步的期限。")),
        Some(due) if due < input.happened_on => {
            out.push(wrong("/next_due_on", "too_early", "期限早于洽谈日期，请核对。"));
        }
        Some(_) => {}
    }
    out
}

/// Does the input leave the next step as it is?
pub fn same_next(talk: &Talk, input: &TalkInput) -> bool {
    talk.next_step == input.next_step
        && talk.next_owner_id == input.next_owner_id
        && talk.next_due_on == input.next_due_on
}

/// How the next step stands today; `None` without one.
pub fn next_state(talk: &Talk, today: NaiveDate) -> Option<TalkNextState> {
    let due = talk.next_due_on?;
    Some(match talk.done_at {
        Some(_) => TalkNextState::Done,
        None if due < today => TalkNextState::Overdue,
        None => TalkNextState::Open,
    })
}

#[cfg(test)]
mod tests {
    use super::super::model::TalkKind;
    use super::*;
    use crate::db::types::{Doc, Stamp};

    fn day(d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, d).unwrap_or_default()
    }

    fn input() -> TalkInput {
        TalkInput {
            enterprise_id: Some(1),
            project_id: None,
            unit_id: Some(1),
            happened_on: day(1),
            kind: TalkKind::Call,
            our_user_ids: Some(vec![1]),
            our_others: None,
            their_people: None,
            place: None,
            said: "问电价".to_owned(),
            outcome: None,
            next_step: None,
            next_owner_id: None,
            next_due_on: None,
            file_ids: None,
        }
    }

    fn talk(next: Option<NaiveDate>, done: bool) -> Talk {
        Talk {
            id: 1,
            number: "QT-2026-0001".to_owned(),
            enterprise_id: Some(1),
            project_id: None,
            unit_id: 1,
            happened_on: day(1),
            kind: TalkKind::Call,
            our_others: None,
            their_people: None,
            place: None,
            said: "问电价".to_owned(),
            outcome: None,
            file_ids: Doc::of(&Vec::<i64>::new()),
            next_step: next.map(|_| "寄资料".to_owned()),
            next_owner_id: next.map(|_| 1),
            next_due_on: next,
            done_at: done.then(|| Stamp::from_micros(0)),
            done_by: None,
            done_note: None,
            withdrawn_at: None,
            withdraw_reason: None,
            created_by: None,
            created_at: Stamp::from_micros(0),
            updated_at: Stamp::from_micros(0),
            version: 1,
        }
    }

    fn pointers(input: &TalkInput, before: Option<&Talk>) -> Vec<String> {
        check(input, before, day(2)).into_iter().map(|e| format!("{} {}", e.pointer, e.code)).collect()
    }

    #[test]
    fn a_talk_needs_a_matter_a_past_day_and_somebody_of_ours() {
        assert_eq!(pointers(&input(), None), Vec::<String>::new());
        let nothing = TalkInput { enterprise_id: None, our_user_ids: None, happened_on: day(3), ..input() };
        assert_eq!(
            pointers(&nothing, None),
            ["/enterprise_id required", "/happened_on in_future", "/our_user_ids required"]
        );
        let named =
            TalkInput { our_user_ids: Some(Vec::new()), our_others: Some("赵某某".to_owned()), ..input() };
        assert_eq!(pointers(&named, None), Vec::<String>::new());
    }

    #[test]
    fn a_next_step_is_whole_or_none() {
        let only_step = TalkInput { next_step: Some("寄资料".to_owned()), ..input() };
        assert_eq!(pointers(&only_step, None), ["/next_owner_id required", "/next_due_on required"]);
        let only_day = TalkInput { next_due_on: Some(day(5)), ..input() };
        assert_eq!(pointers(&only_day, None), ["/next_step required", "/next_owner_id required"]);
        let early = TalkInput {
            next_step: Some("寄资料".to_owned()),
            next_owner_id: Some(1),
            next_due_on: NaiveDate::from_ymd_opt(2026, 2, 28),
            ..input()
        };
        assert_eq!(pointers(&early, None), ["/next_due_on too_early"]);
    }

    #[test]
    fn what_was_done_stays_as_it_was() {
        let done = talk(Some(day(2)), true);
        let same = TalkInput {
            next_step: done.next_step.clone(),
            next_owner_id: done.next_owner_id,
            next_due_on: done.next_due_on,
            ..input()
        };
        assert_eq!(pointers(&same, Some(&done)), Vec::<String>::new());
        assert_eq!(pointers(&input(), Some(&done)), ["/next_step done"]);
        assert_eq!(pointers(&input(), Some(&talk(Some(day(2)), false))), Vec::<String>::new());
    }

    #[test]
    fn the_day_itself_is_in_time() {
        let state = |due: u32, done| next_state(&talk(Some(day(due)), done), day(2));
        assert_eq!(state(2, false), Some(TalkNextState::Open));
        assert_eq!(state(1, false), Some(TalkNextState::Overdue));
        assert_eq!(state(1, true), Some(TalkNextState::Done));
        assert_eq!(next_state(&talk(None, false), day(2)), None);
    }
}
