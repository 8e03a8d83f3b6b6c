//! Builders for the life of projects: a project in any stage, whole records of any stage, and the way through them.

use crate::files::{jpeg, pdf};
use crate::{Actor, Answer, TestApp};
use chengfeng::db::schema::{assignments, project_parties, projects, units, users};
use chengfeng::db::types::Doc;
use chengfeng::error::Result;
use chengfeng::features::projects::Stage;
use chengfeng::features::responsibility::AssignmentRole;
use chengfeng::policy::Role;
use chengfeng::work::Tx;
use diesel::prelude::*;
use serde_json::{Value, json};

impl TestApp {
    /// A project of this unit in this stage, with content, source, amount, an investor, a commissioner and a liaison.
    pub fn staged_project(&self, name: &str, unit_id: i64, stage: Stage) -> i64 {
        let id = self.unmanned_project(name, unit_id, stage);
        self.appoint(id);
        id
    }

    /// [`TestApp::staged_project`] that nobody answers for but its unit.
    pub fn unmanned_project(&self, name: &str, unit_id: i64, stage: Stage) -> i64 {
        self.db(|tx| {
            let row = (
                (
                    projects::number.eq(format!("XM-T-{name}")),
                    projects::name.eq(name),
                    projects::name_key.eq(name),
                    projects::sort_key.eq(name),
                    projects::content.eq("年产10万吨"),
                    projects::lead_source.eq("leader_trip"),
                ),
                (
                    projects::stage.eq(stage),
                    projects::stage_since_on.eq(tx.today()),
                    projects::total_investment_yuan.eq(200_000_000_i64),
                    projects::lead_unit_id.eq(unit_id),
                    projects::created_at.eq(tx.now),
                    projects::updated_at.eq(tx.now),
                ),
            );
            let id: i64 = diesel::insert_into(projects::table)
                .values(row)
                .returning(projects::id)
                .get_result(&mut **tx)?;
            let investor = (
                project_parties::project_id.eq(id),
                project_parties::enterprise_id.eq(None::<i64>),
                project_parties::name.eq("某投资有限公司"),
                project_parties::name_key.eq("某投资"),
                project_parties::role.eq("investor"),
                project_parties::origin.eq("outside_province"),
                project_parties::sort_no.eq(1),
            );
            diesel::insert_into(project_parties::table).values(investor).execute(&mut **tx)?;
            Ok(id)
        })
    }

    /// Gives a project a commissioner and a liaison, as the gate of the signing asks for.
    pub fn appoint(&self, project_id: i64) {
        self.db(|tx| appoint(tx, project_id));
    }

    /// Makes an enterprise the party of a project.
    pub fn party(&self, project_id: i64, enterprise_id: i64) {
        self.db(|tx| {
            diesel::update(project_parties::table.filter(project_parties::project_id.eq(project_id)))
                .set(project_parties::enterprise_id.eq(enterprise_id))
                .execute(&mut **tx)?;
            Ok(())
        });
    }
}

/// Lets somebody of the bureau serve a project, whom no test signs in as.
fn appoint(tx: &mut Tx<'_>, project_id: i64) -> Result<()> {
    let bureau: i64 = units::table.filter(units::kind.eq("bureau")).select(units::id).first(&mut **tx)?;
    let known = users::table.filter(users::username.eq("servant")).select(users::id);
    let servant: Option<i64> = known.first(&mut **tx).optional()?;
    let servant = match servant {
        Some(id) => id,
        None => diesel::insert_into(users::table)
            .values((
                users::username.eq("servant"),
                users::name.eq("服务员"),
                users::unit_id.eq(bureau),
                users::post.eq("科员"),
                users::sort_no.eq(9999),
                users::roles.eq(Doc::of(&[Role::Bureau])),
                users::status.eq("active"),
                users::must_change_password.eq(false),
                users::epoch.eq(0),
                users::created_at.eq(tx.now),
                users::updated_at.eq(tx.now),
            ))
            .returning(users::id)
            .get_result(&mut **tx)?,
    };
    for role in [AssignmentRole::Commissioner, AssignmentRole::Liaison] {
        let row = (
            assignments::project_id.eq(project_id),
            assignments::role.eq(role),
            assignments::user_id.eq(servant),
            assignments::unit_id.eq(bureau),
            assignments::post.eq("科员"),
            assignments::from_on.eq(tx.today()),
            assignments::began_at.eq(tx.now),
        );
        diesel::insert_into(assignments::table).values(row).execute(&mut **tx)?;
    }
    Ok(())
}

/// Facts that the gate of a stage asks for, each with a sensible value.
fn facts_for(gate: &Value) -> Value {
    let list = gate["fields"].as_array().cloned().unwrap_or_default();
    let asked = list.iter().filter(|f| f["required"] == true && f["source"] == "record");
    let value =
        |f: &Value| match (f["kind"].as_str().unwrap_or_default(), f["field"].as_str().unwrap_or_default()) {
            ("date", _) => json!("2026-03-01"),
            ("yuan", _) => json!(150_000_000),
            ("number", _) => json!(120),
            ("choice", "signature") => json!("contract"),
            ("choice", _) => f["choices"][0]["code"].clone(),
            (_, "credit_code") => json!("91620302MA00000154"),
            (_, "project_code") => json!("2103-620302-04-01-123456"),
            _ => json!("已办理"),
        };
    asked
        .map(|f| (f["field"].as_str().unwrap_or_default().to_owned(), value(f)))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

impl Actor {
    /// The gate of a stage as this actor is told: with the targets of a move, else in the rules in force.
    pub async fn gate(&self, project: i64, stage: &str) -> Value {
        let all = self.get(&format!("/projects/{project}/transitions")).await.expect(200);
        let targets = all.body["targets"].as_array().cloned().unwrap_or_default();
        let ahead = targets.into_iter().find(|t| t["to"] == stage && t["gate"].is_object());
        if let Some(target) = ahead {
            return target["gate"].clone();
        }
        let rules = self.get("/rule-sets/gates").await.expect(200).body;
        let gates = rules["in_force"]["content"]["stages"].as_array().cloned().unwrap_or_default();
        gates.into_iter().find(|g| g["stage"] == stage).unwrap_or_else(|| panic!("no gate of {stage}"))
    }

    /// Everything a stage asks for, its files uploaded.
    pub async fn whole_record(&self, project: i64, stage: &str) -> Value {
        let gate = self.gate(project, stage).await;
        let mut evidence = Vec::new();
        for kind in
            gate["evidence"].as_array().into_iter().flatten().filter(|e| e["min_files"].as_i64() > Some(0))
        {
            let name = kind["label"].as_str().unwrap_or_default();
            let content =
                if kind["images_only"] == true { jpeg(stage) } else { pdf(&format!("{stage} {name}")) };
            let file = self.upload(&format!("{name}.bin"), &content).await.expect(201).id();
            evidence.push(json!({"evidence_type": kind["evidence_type"], "file_id": file}));
        }
        json!({"stage": stage, "claimed_on": "2026-03-01", "facts": facts_for(&gate), "evidence": evidence})
    }

    /// Drafts a whole record and answers its path and version.
    pub async fn draft(&self, project: i64, stage: &str) -> Answer {
        let body = self.whole_record(project, stage).await;
        self.post(&format!("/projects/{project}/stage-records"), body).await.expect(201)
    }

    /// Drafts and submits.
    pub async fn submitted(&self, project: i64, stage: &str) -> Answer {
        let draft = self.draft(project, stage).await;
        let path = format!("/projects/{project}/stage-records/{}/submissions", draft.id());
        self.post_bare(&path, draft.version()).await.expect(200)
    }

    /// POST without a body.
    pub async fn post_bare(&self, path: &str, version: i64) -> Answer {
        self.call(actix_web::http::Method::POST, path).fresh_key().version(version).send().await
    }

    /// Passes a submitted record.
    pub async fn passes(&self, project: i64, submitted: &Answer) -> Answer {
        let path = format!("/projects/{project}/stage-records/{}/audits", submitted.id());
        self.post_at(
            &path,
            submitted.version(),
            json!({"result": "passed", "opinion": "材料齐全，审核通过。"}),
        )
        .await
    }

    /// Version of a project as its life shows it.
    pub async fn project_version(&self, project: i64) -> i64 {
        self.get(&format!("/projects/{project}/lifecycle")).await.expect(200).version()
    }

    /// Moves a project.
    pub async fn moves(&self, project: i64, to: &str) -> Answer {
        let version = self.project_version(project).await;
        self.post_at(&format!("/projects/{project}/transitions"), version, json!({"to": to})).await
    }
}
