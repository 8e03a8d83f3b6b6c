//! The gates that ship, every kind of lack, and random walks: no stage is reached through an unmet gate, ended projects
//! do not move, the log's days add up.

use super::*;
use crate::db::types::{Doc, Stamp};
use crate::error::Code;
use crate::features::lifecycle::model::{Gate, Gates, LogRow, MoveKind, TerminationCause};
use crate::features::projects::EndState;
use proptest::prelude::*;
use serde_json::json;

fn gates() -> Gates {
    serde_json::from_str(include_str!("../../../../data/rules/gates.json"))
        .expect("the default gates are readable")
}

fn day(n: i64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 1).expect("day") + chrono::Duration::days(n)
}

/// A project that has all that gates ask of a project itself.
fn whole_project() -> Facts {
    let project = json!({"content": "年产10万吨", "lead_source": "leader_trip"});
    Facts {
        project: project.as_object().cloned().expect("object"),
        amounts: [(Amount::TotalInvestment, 200_000_000), (Amount::FundsInPlace, 10_000_000)].into(),
        roles: GateRole::ALL.iter().copied().collect(),
        sponsor_from: None,
        records: Vec::new(),
    }
}

/// A record with every required fact and evidence of its gate.
fn whole_record(gate: &Gate, id: i64, state: AuditState) -> RecordFacts {
    use crate::features::lifecycle::model::FactKind;
    let value = |field: &crate::features::lifecycle::model::GateField| match field.kind {
        FactKind::Date => json!("2026-02-01"),
        FactKind::Yuan => json!(100_000_000),
        FactKind::Number => json!(120),
        FactKind::Choice => json!(field.choices[0].code),
        FactKind::Text => match field.field.as_str() {
            "credit_code" => json!("91620302MA00000154"),
            "project_code" => json!("2103-620302-04-01-123456"),
            _ => json!("有"),
        },
    };
    let required = gate
        .fields
        .iter()
        .filter(|f| f.required && f.source == crate::features::lifecycle::model::FactSource::Record);
    let facts = required.map(|f| (f.field.clone(), value(f))).collect();
    let evidence = gate.evidence.iter().filter(|e| e.min_files > 0).enumerate().map(|(n, e)| EvidenceFact {
        evidence_type: e.evidence_type.clone(),
        file_id: n as i64 + 1,
        is_image: e.images_only,
    });
    RecordFacts {
        id,
        stage: gate.stage,
        state,
        claimed_on: Some(day(-10)),
        facts,
        evidence: evidence.collect(),
    }
}

fn standing(stage: Stage) -> Standing {
    Standing { stage, end_state: None, stage_since_on: day(0), section_since_on: day(0) }
}

#[test]
fn the_default_gates_make_sense_and_ask_for_proof_of_every_stage() {
    let gates = gates();
    assert_eq!(check(&gates), []);
    for gate in gates.stages.iter().filter(|g| g.stage > Stage::Lead) {
        assert!(gate.audited, "{}", gate.stage);
        assert!(gate.evidence.iter().any(|e| e.min_files > 0), "{} asks for evidence", gate.stage);
        assert!(gate.fields.iter().any(|f| f.required), "{} asks for facts", gate.stage);
        let record = whole_record(gate, 1, AuditState::Submitted);
        assert_eq!(check_record(gate, None, &record, day(0)), [], "{} can be filled in", gate.stage);
        assert_eq!(unmet_record(gate, Some(&record), &whole_project()), [], "{} can be met", gate.stage);
    }
}

#[test]
fn a_senseless_gate_is_named_with_its_place() {
    let mut bad = gates();
    bad.stages.swap(3, 4);
    bad.stages[5].fields[1].kind = crate::features::lifecycle::model::FactKind::Text;
    bad.stages[5].sums[0].other = Some(Amount::FixedAssets);
    bad.stages[6].evidence[1] = bad.stages[6].evidence[0].clone();
    bad.stages[0].mandatory = true;
    bad.stages[8].audited = false;
    bad.stages[1].fields[0].field = "unit_id".into();
    let pointers: Vec<String> = check(&bad).into_iter().map(|e| e.pointer).collect();
    for expected in [
        "/stages/0",
        "/stages/1/fields/0",
        "/stages/3/stage",
        "/stages/4/stage",
        "/stages/5/fields/1",
        "/stages/5/sums/0",
        "/stages/6/evidence/1/evidence_type",
        "/stages/8/audited",
    ] {
        assert!(pointers.iter().any(|p| p == expected), "{expected} in {pointers:?}");
    }
}

#[test]
fn every_lack_says_how_to_repair_it() {
    let gates = gates();
    let gate = gates.of(Stage::Signed).expect("gate");
    let all = unmet(gate, &Facts::default());
    for field in [
        "signed_on",
        "contract_amount_yuan",
        "evidence.contract",
        "evidence.signing_photo",
        "investor",
        "records.signed",
    ] {
        assert!(all.iter().any(|b| b.field == field), "{field} in {all:?}");
    }
    assert!(all.iter().all(|b| !b.message.is_empty() && !b.how_to_fix.is_empty()));
    let mut facts = whole_project();
    facts.records.push(whole_record(gate, 1, AuditState::Passed));
    assert_eq!(unmet(gate, &facts), []);
    facts.amounts.insert(Amount::Phases, 199_990_000);
    let lacks = unmet(gate, &facts);
    assert!(matches!(lacks.as_slice(), [one] if one.message.contains("相差1万元")), "{lacks:?}");
    facts.amounts.remove(&Amount::Phases);
    facts.records[0].facts.insert("contract_amount_yuan".into(), json!(300_000_000));
    assert_eq!(unmet(gate, &facts).first().map(|b| b.code.as_str()), Some("sum.unmet"));
}

#[test]
fn one_of_a_group_is_enough_and_photos_must_be_pictures() {
    let gates = gates();
    let gate = gates.of(Stage::Started).expect("gate");
    let mut record = whole_record(gate, 1, AuditState::Draft);
    record.facts.remove("construction_permit_no");
    assert_eq!(unmet_record(gate, Some(&record), &whole_project()), []);
    record.facts.remove("construction_filing_no");
    let lacks = unmet_record(gate, Some(&record), &whole_project());
    assert_eq!(lacks.iter().map(|b| b.code.as_str()).collect::<Vec<_>>(), ["group.missing"]);
    for e in &mut record.evidence {
        e.is_image = false;
    }
    let wrong = check_record(gate, None, &record, day(0));
    assert!(wrong.iter().any(|e| e.code == "not_image"), "{wrong:?}");
}

#[test]
fn of_an_old_record_only_what_is_touched_is_checked() {
    let gates = gates();
    let gate = gates.of(Stage::Landed).expect("gate");
    let mut before = whole_record(gate, 1, AuditState::Draft);
    before.facts.insert("credit_code".into(), json!("无效"));
    before.facts.insert("dropped_field".into(), json!(1));
    before.claimed_on = Some(day(30));
    assert_eq!(check_record(gate, Some(&before), &before, day(0)), []);
    let mut after = before.clone();
    after.facts.insert("registered_on".into(), json!("2099-01-01"));
    after.facts.insert("registered_capital_yuan".into(), json!(1.5));
    after.facts.insert("unheard_of".into(), json!("x"));
    after.evidence.push(EvidenceFact { evidence_type: "selfie".into(), file_id: 9, is_image: true });
    let mut found: Vec<_> =
        check_record(gate, Some(&before), &after, day(0)).into_iter().map(|e| (e.pointer, e.code)).collect();
    found.sort();
    let expected = [
        ("/evidence/1/evidence_type", "unknown"),
        ("/facts/registered_capital_yuan", "type"),
        ("/facts/registered_on", "future"),
        ("/facts/unheard_of", "unknown"),
    ];
    assert_eq!(found, expected.map(|(p, c)| (p.to_owned(), c.to_owned())));
    assert!(check_record(gate, None, &before, day(0)).len() >= 3);
}

#[test]
fn skipping_forward_needs_the_mandatory_stages_on_the_way() {
    let gates = gates();
    let mut facts = whole_project();
    facts.records.push(whole_record(gates.of(Stage::Started).expect("gate"), 1, AuditState::Passed));
    let error = advance(&standing(Stage::Negotiating), &facts, Stage::Started, None, &gates, day(1))
        .expect_err("gates");
    assert_eq!(error.code(), Code::LifecycleGateUnmet);
    let fields: Vec<_> = error.blocking().iter().map(|b| b.field.as_str()).collect();
    assert!(
        fields.contains(&"admission.records.admission") && fields.contains(&"signed.evidence.contract"),
        "{fields:?}"
    );
    assert!(!fields.iter().any(|f| f.starts_with("permitting.")), "{fields:?}");
    for stage in [Stage::Admission, Stage::Signed, Stage::Landed] {
        facts.records.push(whole_record(gates.of(stage).expect("gate"), 2, AuditState::Passed));
    }
    let change =
        advance(&standing(Stage::Negotiating), &facts, Stage::Started, None, &gates, day(9)).expect("met");
    assert_eq!((change.stage, change.days, change.record_id), (Stage::Started, 9, Some(1)));
    assert_eq!(change.carried.started_on, Some(Some(day(-28))));
    assert_eq!(change.carried.producing_on, None);
    let back = advance(&standing(Stage::Started), &facts, Stage::Landed, Some("重新招标"), &gates, day(10))
        .expect("back");
    assert_eq!(back.carried.started_on, Some(None), "given up with its record");
}

#[test]
fn ends_have_their_conditions() {
    let at = |stage, end_state| Standing { end_state, ..standing(stage) };
    let code = |r: crate::error::Result<Change>| r.expect_err("refused").code();
    assert_eq!(code(withdraw(&at(Stage::Signed, None), "理由", day(1))), Code::LifecycleNotPossible);
    assert!(withdraw(&at(Stage::Admission, Some(EndState::Suspended)), "理由", day(1)).is_ok());
    assert_eq!(code(resume(&at(Stage::Lead, None), "理由", day(1))), Code::LifecycleNotPossible);
    assert_eq!(code(suspend(&at(Stage::Lead, None), "理由", day(1), day(1))), Code::RequestInvalid);
    assert_eq!(
        code(suspend(&at(Stage::Lead, Some(EndState::Suspended)), "理由", day(9), day(1))),
        Code::ProjectEnded
    );
    for state in [EndState::Terminated, EndState::Withdrawn, EndState::Shared, EndState::Transferred] {
        let from = at(Stage::Lead, Some(state));
        assert_eq!(
            code(terminate(&from, "理由", TerminationCause::Local, "会议", day(1))),
            Code::ProjectEnded
        );
        assert_eq!(code(resume(&from, "理由", day(1))), Code::LifecycleNotPossible);
        assert_eq!(
            code(advance(&from, &whole_project(), Stage::Reserve, Some("退"), &gates(), day(1))),
            Code::ProjectEnded
        );
    }
}

/// One step of a random walk.
#[derive(Debug, Clone)]
enum Step {
    Record(usize, AuditState, bool),
    Go(usize, bool),
    Suspend,
    Resume,
    Terminate,
    Withdraw,
    Wait(i64),
}

fn step() -> impl Strategy<Value = Step> {
    let state = prop::sample::select(AuditState::ALL);
    prop_oneof![
        8 => (0usize..13, state, prop::bool::weighted(0.8)).prop_map(|(s, a, w)| Step::Record(s, a, w)),
        8 => (0usize..13, any::<bool>()).prop_map(|(s, r)| Step::Go(s, r)),
        1 => Just(Step::Suspend),
        2 => Just(Step::Resume),
        1 => Just(Step::Terminate),
        1 => Just(Step::Withdraw),
        4 => (0i64..100).prop_map(Step::Wait),
    ]
}

struct Walk {
    at: Standing,
    today: NaiveDate,
    facts: Facts,
    log: Vec<LogRow>,
}

impl Walk {
    fn decide(&self, step: &Step, gates: &Gates) -> Option<crate::error::Result<Change>> {
        let (at, today) = (&self.at, self.today);
        Some(match step {
            Step::Go(to, reason) => {
                advance(at, &self.facts, Stage::ALL[*to], reason.then_some("理由"), gates, today)
            }
            Step::Suspend => suspend(at, "理由", today + chrono::Duration::days(5), today),
            Step::Resume => resume(at, "理由", today),
            Step::Terminate => terminate(at, "理由", TerminationCause::Investor, "会议", today),
            Step::Withdraw => withdraw(at, "理由", today),
            Step::Record(..) | Step::Wait(_) => return None,
        })
    }

    fn apply(&mut self, change: &Change) {
        let row = LogRow {
            id: self.log.len() as i64 + 1,
            kind: change.kind,
            from_stage: self.at.stage,
            to_stage: change.stage,
            from_state: self.at.end_state,
            to_state: change.end_state,
            entered_on: self.at.section_since_on,
            moved_on: self.today,
            moved_at: Stamp::from_micros(0),
            days_in_stage: change.days,
            moved_by: None,
            reason: change.reason.clone(),
            details: Doc(change.details.clone()),
            gate_revision: Some(1),
            record_id: change.record_id,
        };
        self.log.push(row);
        self.at = Standing {
            stage: change.stage,
            end_state: change.end_state,
            stage_since_on: change.stage_since_on,
            section_since_on: self.today,
        };
        if change.kind == MoveKind::Return {
            self.facts.records.retain(|r| r.stage <= change.stage || r.state != AuditState::Passed);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn random_walks_keep_the_rules(start in 0usize..2, steps in prop::collection::vec(step(), 1..120)) {
        let gates = gates();
        let mut walk = Walk { at: standing(Stage::ALL[start]), today: day(0), facts: whole_project(), log: Vec::new() };
        for step in &steps {
            match step {
                Step::Wait(days) => walk.today += chrono::Duration::days(*days),
                Step::Record(stage, state, whole) => {
                    let gate = &gates.stages[*stage];
                    let mut record = whole_record(gate, 1, *state);
                    if !whole {
                        record.evidence.clear();
                        record.state = AuditState::Draft; // an incomplete record is never passed
                    }
                    walk.facts.records.retain(|r| r.stage != gate.stage);
                    walk.facts.records.push(record);
                }
                _ => {}
            }
            let before = walk.at;
            let Some(Ok(change)) = walk.decide(step, &gates) else { continue };
            let over = before.end_state.is_some_and(|s| s != EndState::Suspended);
            prop_assert!(!over, "an ended project moved: {step:?}");
            if change.stage > before.stage {
                prop_assert!(before.end_state.is_none());
                for gate in gates.stages.iter().filter(|g| g.stage > before.stage && g.stage <= change.stage) {
                    if gate.audited && (gate.mandatory || gate.stage == change.stage) {
                        let passed = walk.facts.record(gate.stage).filter(|r| r.state == AuditState::Passed);
                        prop_assert!(passed.is_some_and(|r| !r.evidence.is_empty()), "{} through an unmet gate", gate.stage);
                    }
                }
            } else if change.stage < before.stage {
                prop_assert!(change.kind == MoveKind::Return && change.reason.is_some());
            }
            walk.apply(&change);
            let logged: i64 = walk.log.iter().map(|l| i64::from(l.days_in_stage)).sum();
            prop_assert_eq!(logged, (walk.today - day(0)).num_days());
        }
        let sums = durations(&walk.log, walk.at.stage, walk.at.end_state, walk.at.stage_since_on, walk.today);
        let total: i64 = sums.days.values().chain(sums.ended_days.values()).sum();
        prop_assert_eq!(total, (walk.today - day(0)).num_days());
    }
}

/// Facts as they stand on a project.
type Stood = [Option<String>; 2];

const FACTS: [(Stage, &str); 2] = [(Stage::Started, "started_on"), (Stage::Producing, "producing_on")];

fn lay_over(stood: &mut Stood, carried: &crate::features::projects::Facts) {
    let text = |v: Option<NaiveDate>| v.map(|d| d.to_string());
    let changes = [carried.started_on.map(text), carried.producing_on.map(text)];
    for (slot, change) in stood.iter_mut().zip(changes) {
        if let Some(value) = change {
            *slot = value;
        }
    }
}

/// Gates that let everything through: here only the facts are looked at.
fn open_gates() -> Gates {
    let mut gates = gates();
    for gate in &mut gates.stages {
        (gate.mandatory, gate.audited) = (false, false);
        gate.fields.clear();
        gate.evidence.clear();
        gate.roles.clear();
        gate.sums.clear();
    }
    gates
}

#[derive(Debug, Clone)]
enum Turn {
    Pass(usize, i64, [bool; 2]),
    Go(usize),
}

fn turn() -> impl Strategy<Value = Turn> {
    prop_oneof![
        (0usize..13, 0i64..400, any::<[bool; 2]>()).prop_map(|(s, n, said)| Turn::Pass(s, n, said)),
        (0usize..13).prop_map(Turn::Go),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn facts_are_those_of_the_current_records_or_as_imported(
        start in 0usize..13,
        imported in any::<[bool; 2]>(),
        turns in prop::collection::vec(turn(), 1..60),
    ) {
        let gates = open_gates();
        let before: Stood = imported.map(|known| known.then(|| "imported".to_owned()));
        let (mut stage, mut stood, mut facts) = (Stage::ALL[start], before.clone(), Facts::default());
        let mut spoke = [false; 2];
        for turn in turns {
            match turn {
                Turn::Pass(at, n, said) => {
                    let at = Stage::ALL[at];
                    if facts.record(at).is_some() {
                        continue; // a passed record never changes
                    }
                    let said = FACTS.iter().zip(said).filter(|((s, _), yes)| *s == at && *yes);
                    let value = json!(day(n).to_string());
                    let said = said.map(|((_, name), _)| ((*name).to_owned(), value.clone())).collect();
                    let record = whole_record(&gates.stages[0], n, AuditState::Passed);
                    facts.records.push(RecordFacts { stage: at, facts: said, ..record });
                    if at <= stage {
                        lay_over(&mut stood, &standing_facts(stage, stage, &facts));
                    }
                }
                Turn::Go(to) => {
                    let to = Stage::ALL[to];
                    let Ok(change) = advance(&standing(stage), &facts, to, Some("理由"), &gates, day(0)) else {
                        continue;
                    };
                    lay_over(&mut stood, &change.carried);
                    if change.kind == MoveKind::Return {
                        facts.records.retain(|r| r.stage <= to);
                    }
                    stage = to;
                }
            }
            for (n, (at, name)) in FACTS.iter().enumerate() {
                let record = facts.record(*at).filter(|_| *at <= stage);
                let said = record.and_then(|r| r.facts.get(*name)).map(|v| match v.as_str() {
                    Some(text) => text.to_owned(),
                    None => v.to_string(),
                });
                spoke[n] |= said.is_some();
                let expected = said.or_else(|| before[n].clone().filter(|_| !spoke[n]));
                prop_assert_eq!(&stood[n], &expected, "{} at {}", name, stage);
            }
        }
    }
}
