//! Tokens: a partner takes away what its lists show it, with the scopes it has.

use super::{csv_of, lines};
use harness::TestApp;
use serde_json::json;

#[actix_web::test]
async fn a_partner_exports_its_own_projects_and_fields() {
    let app = TestApp::new().await;
    let bureau = app.bureau();
    let (own, other) = (app.enterprise("金川镍盐有限公司"), app.enterprise("永昌铜业有限公司"));
    let party = |id: i64| json!({"parties": [{"enterprise_id": id, "role": "investor"}]});
    app.project(&bureau, "镍盐项目", party(own)).await;
    app.project(&bureau, "铜箔项目", party(other)).await;
    bureau.patch(&format!("/enterprises/{own}"), 1, json!({"remark": "内部评价"})).await.expect(200);
    let scopes = ["exports:write", "exports:read", "projects:read", "enterprises:read", "jobs:read"];
    let partner = app.partner(own, &scopes);

    let (done, file) = app.exported(&partner, csv_of("projects")).await;
    let rows = lines(&file);
    assert_eq!(rows.len(), 1);
    assert!(rows[0].contains("镍盐项目") && !String::from_utf8_lossy(&file).contains("铜箔"));
    assert_eq!(
        partner.get(&format!("/jobs/{}", done["job_id"])).await.expect(200).body["state"],
        "succeeded"
    );
    let (_, file) = app.exported(&partner, csv_of("enterprises")).await;
    assert_eq!(lines(&file).len(), 1);
    assert!(!String::from_utf8_lossy(&file).contains("内部评价"));
    app.exported(&partner, csv_of("funds")).await;
    app.exported(&partner, csv_of("stage_log")).await;
    let filtered = json!({"list": "projects", "filter": format!("enterprise_id={other}"), "format": "csv"});
    assert_eq!(app.exported(&partner, filtered).await.0["rows_written"], 0);

    // a list without its scope, templates of the house, and other people's exports
    partner.export(csv_of("changes")).await.expect_problem(403, "auth.scope_missing");
    let by_template = json!({"list": "projects", "template_id": 1, "format": "csv"});
    partner.export(by_template).await.expect_problem(403, "policy.forbidden");
    partner.get("/export-templates").await.expect_problem(403, "policy.forbidden");
    let lists = partner.get("/export-lists").await.expect(200).body;
    assert_eq!(lists["total"], 9, "{lists}");
    let stranger = app.partner(other, &scopes);
    for path in [
        format!("/exports/{}", done["id"]),
        format!("/exports/{}/content", done["id"]),
        format!("/jobs/{}", done["job_id"]),
    ] {
        stranger.get(&path).await.expect_problem(404, "resource.not_found");
        bureau.get(&path).await.expect_problem(404, "resource.not_found");
    }
    let unscoped = app.partner(own, &["projects:read"]);
    unscoped.export(csv_of("projects")).await.expect_problem(403, "auth.scope_missing");
    unscoped.get("/exports").await.expect_problem(403, "auth.scope_missing");
}

#[actix_web::test]
async fn a_revoked_token_gets_no_file() {
    use chengfeng::db::schema::api_tokens;
    use diesel::prelude::*;
    let app = TestApp::new().await;
    let own = app.enterprise("金川镍盐有限公司");
    let partner = app.partner(own, &["exports:write", "exports:read", "projects:read"]);
    partner.export(csv_of("projects")).await.expect(202);
    app.db(|tx| {
        diesel::update(api_tokens::table).set(api_tokens::revoked_at.eq(tx.now)).execute(&mut **tx)?;
        Ok(())
    });
    app.run_jobs();
    assert!(app.export_files().is_empty());
    assert_eq!(app.journal_count("export.created"), 0);
}
