//! Who answers for a project: appointed, replaced, ended; who was it on a day of the past; rights that come and go.

mod checklists;
mod gates;
mod handovers;
mod random;

use actix_web::http::Method;
use chengfeng::db::schema::{assignments, projects};
use chengfeng::features::projects::Stage;
use chengfeng::policy::Role;
use chengfeng::work::Origin;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use futures_util::future::join_all;
use harness::{Actor, Answer, TestApp};
use serde_json::{Value, json};

struct Scene {
    app: TestApp,
    clerk: Actor,
    bureau: Actor,
    leader: Actor,
    project: i64,
}

async fn scene(stage: Stage) -> Scene {
    let app = TestApp::new().await;
    let (clerk, bureau, leader) = (app.clerk("市工信局"), app.bureau(), app.leader());
    let project = app.unmanned_project("镍基合金", clerk.unit_id, stage);
    Scene { app, clerk, bureau, leader, project }
}

impl Scene {
    fn path(&self) -> String {
        format!("/projects/{}/assignments", self.project)
    }

    async fn assign(&self, by: &Actor, role: &str, user: &Actor) -> Answer {
        by.post(&self.path(), json!({"role": role, "user_id": user.id})).await
    }

    async fn chain(&self) -> Answer {
        self.bureau.get(&format!("/projects/{}/responsibility", self.project)).await.expect(200)
    }

    async fn holder(&self, role: &str) -> Value {
        let chain = self.chain().await.body;
        let roles = chain["roles"].as_array().cloned().unwrap_or_default();
        roles.into_iter().find(|r| r["role"] == role).map(|r| r["holder"].clone()).unwrap_or_default()
    }

    fn events(&self) -> Vec<String> {
        use chengfeng::db::schema::journal as j;
        self.app.db(|tx| {
            let of = j::table.filter(j::subject_kind.eq("project").and(j::subject_id.eq(self.project)));
            Ok(of.order(j::id).select(j::event).load(&mut **tx)?)
        })
    }
}

#[actix_web::test]
async fn somebody_is_appointed_replaced_and_the_past_answers() {
    let s = scene(Stage::Negotiating).await;
    let (first, second) = (s.app.clerk("市商务局"), s.app.clerk("市工信局"));
    let body = json!({"role": "commissioner", "user_id": first.id, "from_on": "2026-01-10"});
    let made = s.clerk.post(&s.path(), body).await.expect(201);
    assert_eq!(made.body["user_name"], json!(first.name));
    assert_eq!(made.body["unit_name"], json!("市商务局"));
    let chain = s.chain().await;
    assert_eq!(chain.body["roles"][1]["term_no"], 1);
    assert_eq!(chain.body["lead"]["unit_name"], "市工信局");

    // replacing says whom, and why
    let swap = |replaces: Value, reason: Value| {
        json!({"role": "commissioner", "user_id": second.id,
        "from_on": "2026-02-01", "replaces": replaces, "reason": reason})
    };
    let taken = s.clerk.post(&s.path(), swap(Value::Null, json!("换人"))).await;
    let taken = taken.expect_problem(409, "assignment.taken");
    assert_eq!(taken.body["current"]["user_id"], first.id);
    s.clerk.post(&s.path(), swap(json!(made.id()), Value::Null)).await.expect_problem(422, "request.invalid");
    let next = s.clerk.post(&s.path(), swap(json!(made.id()), json!("分工调整"))).await.expect(201);
    s.clerk
        .post(&s.path(), swap(json!(made.id()), json!("分工调整")))
        .await
        .expect_problem(409, "assignment.taken");
    assert_eq!(s.holder("commissioner").await["id"], next.id());

    // the term before ended the day before; a day of either is answered
    let on = |day: &str| format!("/projects/{}/responsibility?on={day}", s.project);
    for (day, who) in
        [("2026-01-31", json!(first.id)), ("2026-02-01", json!(second.id)), ("2026-01-09", Value::Null)]
    {
        let then = s.bureau.get(&on(day)).await.expect(200).body;
        let holder = &then["roles"][1]["holder"];
        assert_eq!(holder.get("user_id").cloned().unwrap_or_default(), who, "{day}");
    }
    s.bureau.get(&on("2030-01-01")).await.expect_problem(422, "request.invalid");
    let events = s.events();
    assert_eq!(events.iter().filter(|e| *e == "project.assignment_began").count(), 2);
    assert_eq!(events.iter().filter(|e| *e == "project.assignment_ended").count(), 1);
}

/// What is told of who may see a project is what the rule of visibility does.
#[actix_web::test]
async fn who_may_see_a_project_and_why() {
    let s = scene(Stage::Lead).await;
    let (app, foreign, server) = (&s.app, s.app.clerk("市财政局"), s.app.clerk("市商务局"));
    let (path, at) = (format!("/projects/{}", s.project), format!("/projects/{}/access", s.project));
    let units = json!({"unit_ids": [app.clerk("市发改委").unit_id]});
    let now = s.bureau.get(&path).await.version();
    s.bureau.put(&format!("{path}/units"), now, units).await.expect(200);
    s.assign(&s.bureau, "commissioner", &server).await.expect(201);
    let told = s.clerk.get(&at).await.expect(200).body;
    let whys = |body: &Value| -> Vec<(String, String)> {
        let text = |v: &Value| v.as_str().unwrap_or_default().to_owned();
        body["seers"].as_array().into_iter().flatten().map(|s| (text(&s["who"]), text(&s["why"]))).collect()
    };
    let open = whys(&told);
    for (who, why) in [
        ("招商局、领导", "看得到全市不保密的项目"),
        ("市工信局的经办人", "牵头单位；其上级单位的经办人也看得到"),
        ("市发改委的经办人", "配合单位；其上级单位的经办人也看得到"),
        (server.name.as_str(), "服务专员"),
    ] {
        assert!(open.contains(&(who.to_owned(), why.to_owned())), "{who} in {open:?}");
    }
    server.get(&path).await.expect(200);
    foreign.get(&path).await.expect_problem(404, "resource.not_found");
    foreign.get(&at).await.expect_problem(404, "resource.not_found");
    s.app.system_admin().get(&at).await.expect_problem(403, "policy.forbidden");
    // confidential: by name only
    let version = s.bureau.get(&path).await.version();
    let secret = json!({"confidential": true, "reader_ids": [foreign.id, s.bureau.id]});
    s.bureau.put(&format!("{path}/confidentiality"), version, secret).await.expect(200);
    let told = s.bureau.get(&at).await.expect(200).body;
    assert!(
        told["confidential"] == true
            && whys(&told).contains(&(foreign.name.clone(), "保密项目的列名人员".to_owned()))
    );
    assert!(told["seers"].as_array().is_some_and(|all| all.iter().all(|s| s["kind"] == "person")), "{told}");
    foreign.get(&at).await.expect(200);
    s.leader.get(&at).await.expect_problem(404, "resource.not_found");
}

#[actix_web::test]
async fn what_was_before_the_system_is_put_on_record_and_overlaps_nothing() {
    let s = scene(Stage::Negotiating).await;
    let gone = s.app.leader();
    let past = |from: &str, until: &str| {
        json!({"role": "sponsor", "user_id": gone.id, "from_on": from,
        "until_on": until, "reason": "按2019年责任分工文件补记"})
    };
    s.bureau.post(&s.path(), past("2019-01-01", "2019-06-30")).await.expect(201);
    let then =
        s.bureau.get(&format!("/projects/{}/responsibility?on=2019-05-01", s.project)).await.expect(200).body;
    assert_eq!(then["roles"][0]["holder"]["user_name"], json!(gone.name));
    assert_eq!(then["lead"], Value::Null);
    s.bureau.post(&s.path(), past("2019-06-30", "2019-12-31")).await.expect_problem(422, "request.invalid");
    s.bureau.post(&s.path(), past("2019-12-31", "2019-07-01")).await.expect_problem(422, "request.invalid");
    s.bureau.post(&s.path(), past("2020-01-01", "2030-01-01")).await.expect_problem(422, "request.invalid");
    let mut wrong = past("2018-01-01", "2018-06-30");
    wrong["replaces"] = json!(1);
    s.bureau.post(&s.path(), wrong).await.expect_problem(422, "request.invalid");
    // after a break the next one says why
    let today = json!({"role": "sponsor", "user_id": s.leader.id});
    s.bureau.post(&s.path(), today.clone()).await.expect_problem(422, "request.invalid");
    let mut reasoned = today;
    reasoned["reason"] = json!("项目停滞期间未明确，现予明确");
    s.bureau.post(&s.path(), reasoned).await.expect(201);

    // the lead unit of those years
    let chain = s.chain().await;
    let lead = |from: &str, until: &str| json!({"unit_id": s.bureau.unit_id, "from_on": from, "until_on": until, "reason": "按当年台账"});
    let path = format!("/projects/{}/lead-terms", s.project);
    let told = s.bureau.post_at(&path, chain.version(), lead("2019-01-01", "2021-12-31")).await.expect(201);
    assert_eq!(told.body["lead_history"].as_array().map(Vec::len), Some(2));
    s.bureau
        .post_at(&path, chain.version(), lead("2022-01-01", "2022-12-31"))
        .await
        .expect_problem(412, "resource.stale");
    s.bureau
        .post_at(&path, told.version(), lead("2021-01-01", "2022-12-31"))
        .await
        .expect_problem(422, "request.invalid");
    let mut unknown = lead("2022-01-01", "2022-12-31");
    unknown["unit_id"] = json!(999_999);
    s.bureau.post_at(&path, told.version(), unknown).await.expect_problem(422, "request.invalid");
    let then =
        s.bureau.get(&format!("/projects/{}/responsibility?on=2019-05-01", s.project)).await.expect(200).body;
    assert_eq!(then["lead"]["unit_name"], "市招商局");
}

#[actix_web::test]
async fn who_may_appoint_and_who_may_be_appointed() {
    let s = scene(Stage::Negotiating).await;
    let foreign = s.app.clerk("市商务局");
    // a leader is named by the bureau, of the leaders
    s.assign(&s.clerk, "sponsor", &s.leader).await.expect_problem(403, "policy.forbidden");
    s.assign(&s.bureau, "sponsor", &s.clerk).await.expect_problem(422, "request.invalid");
    s.assign(&s.clerk, "liaison", &s.leader).await.expect_problem(422, "request.invalid");
    s.assign(&s.leader, "liaison", &s.clerk).await.expect_problem(403, "policy.forbidden");
    s.assign(&foreign, "liaison", &foreign).await.expect_problem(404, "resource.not_found");
    let nobody = json!({"role": "liaison", "user_id": 999_999});
    s.clerk.post(&s.path(), nobody).await.expect_problem(422, "request.invalid");
    let later = json!({"role": "liaison", "user_id": s.clerk.id, "from_on": "2030-01-01"});
    s.clerk.post(&s.path(), later).await.expect_problem(422, "request.invalid");
    s.clerk
        .post("/projects/999999/assignments", json!({"role": "liaison", "user_id": s.clerk.id}))
        .await
        .expect(404);
    s.app.db(|tx| {
        diesel::update(projects::table.find(s.project))
            .set(projects::end_state.eq("terminated"))
            .execute(&mut **tx)?;
        Ok(())
    });
    s.assign(&s.clerk, "liaison", &s.clerk).await.expect_problem(409, "project.ended");
}

#[actix_web::test]
async fn of_two_appointments_at_once_one_wins() {
    let s = scene(Stage::Negotiating).await;
    let people: Vec<Actor> = (0..4).map(|_| s.app.clerk("市工信局")).collect();
    let answers = join_all(people.iter().map(|p| s.assign(&s.clerk, "commissioner", p))).await;
    let won: Vec<&Answer> = answers.iter().filter(|a| a.status == 201).collect();
    assert_eq!(won.len(), 1);
    assert!(answers.iter().all(|a| a.status == 201 || a.status == 409), "{answers:?}");
    let active: i64 = s.app.db(|tx| {
        let open = assignments::table.filter(assignments::ended_at.is_null());
        Ok(open.count().get_result(&mut **tx)?)
    });
    assert_eq!(active, 1);
    // the database itself holds it to one, and keeps what was
    for sql in [
        "INSERT INTO assignments (project_id, role, user_id, unit_id, post, from_on, began_at) SELECT project_id, role, user_id, unit_id, post, from_on, began_at FROM assignments",
        "DELETE FROM assignments",
        "DELETE FROM project_lead_terms",
    ] {
        let refused = s.app.app.write(&Origin::system("test"), |tx| {
            tx.mark_journalled();
            Ok(tx.batch_execute(sql)?)
        });
        assert!(refused.is_err(), "{sql}");
    }
}

#[actix_web::test]
async fn rights_begin_with_the_term_and_end_with_it() {
    let s = scene(Stage::Negotiating).await;
    let servant = s.app.clerk("市商务局");
    let path = format!("/projects/{}", s.project);
    let confided = json!({"confidential": true, "reader_ids": []});
    let version = s.bureau.get(&path).await.expect(200).version();
    servant.get(&path).await.expect(404);
    let made = s.assign(&s.clerk, "commissioner", &servant).await.expect(201);
    let seen = servant.get(&path).await.expect(200);
    assert!(seen.body["can"].to_string().contains("project.edit"), "{}", seen.body["can"]);
    let life = servant.get(&format!("{path}/lifecycle")).await.expect(200);
    assert!(
        life.body["can"].to_string().contains("stage.submit")
            && life.body["can"].to_string().contains("stage.move")
    );
    servant.patch(&path, seen.version(), json!({"remark": "已约下周看地"})).await.expect(200);
    let listed = servant.get("/projects?mine=true").await.expect(200);
    assert_eq!(listed.body["total"], 1);
    for filter in [
        format!("commissioner_id={}", servant.id),
        format!("assigned_to={}", servant.id),
        "role_vacant=liaison".into(),
    ] {
        assert_eq!(
            s.bureau.get(&format!("/projects?{filter}")).await.expect(200).body["total"],
            1,
            "{filter}"
        );
    }
    assert_eq!(
        s.bureau.get(&format!("/projects?liaison_id={}", servant.id)).await.expect(200).body["total"],
        0
    );
    // appointing others is not his
    s.assign(&servant, "liaison", &servant).await.expect_problem(403, "policy.forbidden");

    // a confidential project is his to see as well, and not to his colleague
    assert!(version < s.bureau.get(&path).await.expect(200).version());
    let version = s.bureau.get(&path).await.expect(200).version();
    let other = s.app.clerk("市商务局");
    s.bureau
        .put(
            &format!("{path}/confidentiality"),
            version,
            json!({"confidential": true, "reader_ids": [s.bureau.id]}),
        )
        .await
        .expect(200);
    drop(confided);
    servant.get(&path).await.expect(200);
    other.get(&path).await.expect(404);
    s.leader.get(&path).await.expect(404);
    s.assign(&s.bureau, "sponsor", &s.leader).await.expect(201);
    s.leader.get(&path).await.expect(200);
    assert_eq!(s.leader.get("/projects?mine=true").await.expect(200).body["total"], 1);
    assert_eq!(s.leader.get("/projects").await.expect(200).body["total"], 1);
    assert_eq!(s.leader.get("/projects/summary").await.expect(200).body["count"], 1);
    assert_eq!(servant.get("/projects/summary").await.expect(200).body["count"], 1);

    let chain = s.chain().await;
    let ending = format!("{}/{}/endings", s.path(), made.id());
    s.bureau
        .post_at(&ending, chain.version() - 1, json!({"reason": "调离"}))
        .await
        .expect_problem(412, "resource.stale");
    let bare = s.bureau.call(Method::POST, &ending).fresh_key().json(json!({"reason": "调离"})).send().await;
    bare.expect_problem(428, "resource.version_required");
    let late = json!({"reason": "调离", "until_on": "2030-01-01"});
    s.bureau.post_at(&ending, chain.version(), late).await.expect_problem(422, "request.invalid");
    let ended = s.bureau.post_at(&ending, chain.version(), json!({"reason": "调离"})).await.expect(200);
    s.bureau
        .post_at(&ending, ended.version(), json!({"reason": "调离"}))
        .await
        .expect_problem(409, "resource.conflict");
    assert_eq!(ended.body["roles"][1]["holder"], Value::Null);
    servant.get(&path).await.expect(404);
    assert_eq!(servant.get("/projects?mine=true").await.expect(200).body["total"], 0);
    // both stand in the journal, with the rights
    let history = s.bureau.get(&format!("{path}/history")).await.expect(200).body.to_string();
    for word in
        ["project.assignment_began", "project.assignment_ended", "随之有的权限", "随之收回的权限", "推进阶段"]
    {
        assert!(history.contains(word), "{word}");
    }
}

#[actix_web::test]
async fn lists_show_terms_loads_and_vacancies_of_what_one_sees() {
    let s = scene(Stage::Signed).await;
    let foreign = s.app.unmanned_project(
        "别的单位",
        s.app.unit("市商务局", Some("金昌市"), "department"),
        Stage::Signed,
    );
    s.assign(&s.clerk, "liaison", &s.clerk).await.expect(201);
    let theirs = format!("/projects/{foreign}/assignments");
    s.bureau.post(&theirs, json!({"role": "liaison", "user_id": s.bureau.id})).await.expect(201);
    let count = async |who: &Actor, query: &str| {
        who.get(&format!("/assignments?{query}")).await.expect(200).body["total"].clone()
    };
    assert_eq!(count(&s.bureau, "").await, 2);
    assert_eq!(count(&s.clerk, "").await, 1);
    assert_eq!(count(&s.bureau, &format!("user_id={}", s.clerk.id)).await, 1);
    assert_eq!(count(&s.bureau, "role=sponsor").await, 0);
    assert_eq!(count(&s.bureau, "active=false").await, 0);
    assert_eq!(count(&s.bureau, &format!("project_id={foreign}&on=2019-01-01")).await, 0);
    assert_eq!(count(&s.bureau, &format!("unit_id={}", s.clerk.unit_id)).await, 1);
    s.app.audit_admin().get("/assignments").await.expect_problem(403, "policy.forbidden");

    let vacant = s.bureau.get("/role-vacancies").await.expect(200).body;
    assert_eq!(vacant["total"], 2);
    assert_eq!(vacant["items"][1]["lacking"], json!(["commissioner"]));
    assert_eq!(s.clerk.get("/role-vacancies").await.expect(200).body["total"], 1);
    assert_eq!(s.bureau.get("/role-vacancies?role=liaison").await.expect(200).body["total"], 0);
    assert_eq!(
        s.bureau.get(&format!("/role-vacancies?unit_id={}", s.clerk.unit_id)).await.expect(200).body["total"],
        1
    );
    let loads = s.bureau.get("/responsibility-loads").await.expect(200).body;
    assert_eq!(loads["items"].as_array().map(Vec::len), Some(2));
    assert_eq!(loads["vacancies"][1]["count"], 2);
    assert_eq!(loads["vacancies"][1]["from_stage"], "signed");
    assert!(loads["can"].to_string().contains("handover.make"));

    // one item in the inbox, however many projects
    let inbox = |body: Value| -> Vec<Value> {
        let items = body["items"].as_array().cloned().unwrap_or_default();
        items.into_iter().filter(|i| i["kind"] == "role_vacant").collect()
    };
    let mine = inbox(s.bureau.get("/inbox").await.expect(200).body);
    assert_eq!(mine.len(), 1);
    assert!(mine[0]["why"].as_str().is_some_and(|w| w.contains("服务专员2个")), "{mine:?}");
    assert_eq!(inbox(s.clerk.get("/inbox").await.expect(200).body).len(), 1);
    assert!(inbox(s.leader.get("/inbox").await.expect(200).body).is_empty());
    s.assign(&s.clerk, "commissioner", &s.clerk).await.expect(201);
    assert!(inbox(s.clerk.get("/inbox").await.expect(200).body).is_empty());

    for list in ["assignments", "role_vacancies", "checklist_gaps", "handovers", "substitutes"] {
        let (done, _) = s.app.exported(&s.bureau, json!({"list": list, "format": "csv"})).await;
        assert_eq!(done["state"], "ready", "{list}: {done}");
    }
}

#[actix_web::test]
async fn partners_see_nothing_of_it() {
    let s = scene(Stage::Negotiating).await;
    let token = s.app.person("市工信局", &[Role::SystemAdmin]);
    token
        .get(&format!("/projects/{}/responsibility", s.project))
        .await
        .expect_problem(403, "policy.forbidden");
    for path in [
        "/assignments",
        "/role-vacancies",
        "/checklist-gaps",
        "/handovers",
        "/substitutes",
        "/responsibility-loads",
    ] {
        token.get(path).await.expect_problem(403, "policy.forbidden");
    }
    let anonymous = s.app.anonymous();
    anonymous.get(&format!("/projects/{}/responsibility", s.project)).await.expect(401);
}
