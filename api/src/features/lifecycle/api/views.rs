//! From what is known to what is shown.

use super::super::model::{
    AuditState, EndTarget, EvidenceView, FactView, LifecycleView, MoveKind, StageRecord, StageRecordView,
    TransitionTarget, TransitionsView,
};
use super::super::{rules, store};
use super::Life;
use crate::error::{Blocking, Result};
use crate::features::projects::Stage;
use crate::policy::{self, Action};
use crate::work::Tx;

const ACTIONS: &[Action] =
    &[Action::LifecycleRead, Action::StageSubmit, Action::StageAudit, Action::StageMove, Action::ProjectEnd];

impl Life {
    pub(super) fn view(&self, tx: &mut Tx<'_>) -> Result<LifecycleView> {
        let today = tx.today();
        let p = &self.project;
        let durations = rules::durations(&self.log, p.stage, p.end_state, p.stage_since_on, today);
        let stages = rules::bar(p.stage, &self.records, &self.log, &self.gates, &durations);
        let records: Vec<&StageRecord> = self.records.iter().collect();
        let current = stages.iter().find(|s| s.stage == p.stage);
        Ok(LifecycleView {
            project_id: p.id,
            number: p.number.clone(),
            name: p.name.clone(),
            stage: p.stage,
            end_state: p.end_state,
            stage_since_on: p.stage_since_on,
            days_in_stage: (today - p.stage_since_on).num_days().max(0),
            overdue: p.end_state.is_none()
                && current
                    .and_then(|c| c.limit_days)
                    .is_some_and(|l| (today - p.stage_since_on).num_days() > i64::from(l)),
            groups: rules::groups(p.stage, &durations),
            stages,
            records: self.record_views(tx, &records)?,
            log: self.log.clone(),
            gate_revision: self.gate_revision,
            can: policy::permitted(tx.caller, ACTIONS, self.relations),
        })
    }

    pub(super) fn record_view(&self, tx: &mut Tx<'_>, record: &StageRecord) -> Result<StageRecordView> {
        let mut views = self.record_views(tx, &[record])?;
        views.pop().ok_or_else(|| crate::error::Error::internal("no view"))
    }

    fn record_views(&self, tx: &mut Tx<'_>, records: &[&StageRecord]) -> Result<Vec<StageRecordView>> {
        let ids: Vec<i64> = records.iter().map(|r| r.id).collect();
        let evidence = store::evidence_of(tx, &ids)?;
        let opinions = store::opinions_of(tx, &ids)?;
        let views = records.iter().map(|record| {
            let of_record = evidence.iter().filter(|(row, _)| row.record_id == record.id);
            let uploaded: Vec<Option<i64>> = of_record.clone().map(|(_, f)| f.uploaded_by).collect();
            StageRecordView {
                audited_on: record.audited_on(),
                fact_list: self.fact_list(record),
                evidence: of_record.map(|(row, file)| self.evidence_view(record.stage, row, file)).collect(),
                opinions: opinions.iter().filter(|o| o.record_id == record.id).cloned().collect(),
                missing: self.missing(record),
                can: self.record_can(tx, record, &uploaded),
                record: (*record).clone(),
            }
        });
        Ok(views.collect())
    }

    /// What a record states, in the words of its gate; what the gate does not ask any more stands last.
    fn fact_list(&self, record: &StageRecord) -> Vec<FactView> {
        let facts: serde_json::Map<String, serde_json::Value> = record.facts.read();
        let fields = self.gates.of(record.stage).map_or(&[][..], |gate| &gate.fields);
        let known = fields.iter().filter_map(|field| {
            let value = facts.get(&field.field)?.clone();
            let choice = field.choices.iter().find(|c| value.as_str() == Some(c.code.as_str()));
            Some(FactView {
                field: field.field.clone(),
                label: field.label.clone(),
                kind: Some(field.kind),
                value,
                choice: choice.map(|c| c.label.clone()),
            })
        });
        let other = facts.iter().filter(|(name, _)| !fields.iter().any(|f| f.field == **name));
        let other = other.map(|(name, value)| FactView {
            field: name.clone(),
            label: format!("以前的一项（{name}）"),
            kind: None,
            value: value.clone(),
            choice: None,
        });
        known.chain(other).collect()
    }

    fn evidence_view(
        &self,
        stage: Stage,
        row: &super::super::model::EvidenceRow,
        file: &crate::features::files::Row,
    ) -> EvidenceView {
        let gate = self.gates.of(stage);
        let kind = gate.and_then(|g| g.evidence.iter().find(|e| e.evidence_type == row.evidence_type));
        EvidenceView {
            evidence_type: row.evidence_type.clone(),
            label: kind.map_or_else(|| row.evidence_type.clone(), |k| k.label.clone()),
            file_id: file.id,
            name: file.name.clone(),
            media_type: file.media_type,
            size_bytes: file.size_bytes,
            sha256: file.sha256.clone(),
            sealed: file.sealed_at.is_some(),
        }
    }

    /// What an open record lacks before it can be submitted.
    pub(super) fn missing(&self, record: &StageRecord) -> Vec<Blocking> {
        if !record.state.is_open() && record.state != AuditState::Submitted {
            return Vec::new();
        }
        let facts = self.facts.records.iter().find(|r| r.id == record.id);
        self.gates
            .of(record.stage)
            .map_or_else(Vec::new, |gate| rules::unmet_record(gate, facts, &self.facts))
    }

    fn record_can(&self, tx: &Tx<'_>, record: &StageRecord, uploaded: &[Option<i64>]) -> Vec<String> {
        if self.project.end_state.is_some() || record.superseded_at.is_some() {
            return Vec::new();
        }
        let fits = |action: &Action| match action {
            Action::StageSubmit => record.state.is_open() || record.state == AuditState::Submitted,
            Action::StageAudit => {
                record.state == AuditState::Submitted
                    && policy::check_audit(tx.caller.user_id, record.submitted_by, uploaded).is_ok()
            }
            _ => false,
        };
        let actions: Vec<Action> = ACTIONS.iter().copied().filter(fits).collect();
        policy::permitted(tx.caller, &actions, self.relations)
    }

    /// When the current stage has lasted as long as it may.
    fn due_on(&self) -> Option<chrono::NaiveDate> {
        let days = self.gates.of(self.project.stage)?.limit_days?;
        self.project.stage_since_on.checked_add_signed(chrono::Duration::days(days.into()))
    }

    pub(super) fn target(&self, tx: &Tx<'_>, to: Stage) -> TransitionTarget {
        let kind = rules::kind_of(self.project.stage, to);
        let gate = self.gates.of(to).filter(|_| kind == MoveKind::Advance);
        let mut blocking = rules::blocking_for(&self.standing, to, &self.facts, &self.gates);
        let who = policy::who_may(Action::StageMove);
        if !policy::allowed(tx.caller, Action::StageMove, self.relations) {
            blocking.push(forbidden(&who));
        }
        TransitionTarget {
            to,
            label: to.label().to_owned(),
            kind,
            allowed: blocking.is_empty(),
            blocking,
            requires: gate.map_or_else(Vec::new, rules::requires),
            gate: gate.cloned(),
            who,
            persons: if kind == MoveKind::Advance { self.persons.clone() } else { Vec::new() },
            due_on: self.due_on().filter(|_| kind == MoveKind::Advance),
            audited_by: policy::who_may(Action::StageAudit),
        }
    }

    pub(super) fn transitions(&self, tx: &Tx<'_>) -> TransitionsView {
        const ENDS: [(MoveKind, &str); 4] = [
            (MoveKind::Suspend, "suspensions"),
            (MoveKind::Resume, "resumptions"),
            (MoveKind::Terminate, "terminations"),
            (MoveKind::Withdraw, "withdrawals"),
        ];
        let who = policy::who_may(Action::ProjectEnd);
        let may = policy::allowed(tx.caller, Action::ProjectEnd, self.relations);
        let ends = ENDS.map(|(kind, path)| {
            let mut blocking = rules::end_blocking(&self.standing, kind);
            if !may {
                blocking.push(forbidden(&who));
            }
            EndTarget {
                kind,
                label: kind.label().to_owned(),
                href: format!("/api/v1/projects/{}/{path}", self.project.id),
                allowed: blocking.is_empty(),
                blocking,
                who: who.clone(),
            }
        });
        let targets = Stage::ALL.iter().filter(|s| **s != self.project.stage);
        TransitionsView {
            project_id: self.project.id,
            stage: self.project.stage,
            end_state: self.project.end_state,
            gate_revision: self.gate_revision,
            targets: targets.map(|s| self.target(tx, *s)).collect(),
            ends: ends.into(),
            can: policy::permitted(tx.caller, ACTIONS, self.relations),
        }
    }
}

fn forbidden(who: &str) -> Blocking {
    Blocking {
        code: "policy.forbidden".into(),
        field: "caller".into(),
        message: "您没有办理权限".into(),
        how_to_fix: format!("可以办理的有：{who}"),
    }
}
