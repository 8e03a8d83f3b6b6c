//! Attachments: uploading, reading, downloading, what is refused, and that sealed ones never change.

use actix_web::http::Method;
use chengfeng::features::files;
use chengfeng::work::Origin;
use diesel::connection::SimpleConnection;
use harness::files::{jpeg, pdf};
use harness::{Actor, TestApp};

fn stored(app: &TestApp) -> usize {
    fn count(folder: &std::path::Path) -> usize {
        let entries = std::fs::read_dir(folder).map(|d| d.flatten().collect::<Vec<_>>()).unwrap_or_default();
        entries.iter().map(|e| if e.path().is_dir() { count(&e.path()) } else { 1 }).sum()
    }
    count(&app.folder.path().join("files"))
}

#[actix_web::test]
async fn an_upload_is_typed_named_kept_once_and_comes_back_byte_by_byte() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let content = pdf("合同");
    let made = clerk.upload("../../投资合同.PDF", &content).await.expect(201);
    assert_eq!(made.body["name"], "投资合同.pdf");
    assert_eq!(made.body["media_type"], "application/pdf");
    assert_eq!(made.body["size_bytes"], content.len());
    assert_eq!(made.body["uploaded_by"], clerk.id);
    assert_eq!(made.header("location"), Some(format!("/api/v1/files/{}", made.id()).as_str()));
    let hash = made.body["sha256"].as_str().expect("hash").to_owned();

    let path = format!("/files/{}", made.id());
    assert_eq!(clerk.get(&path).await.expect(200).body, made.body);
    let got = clerk.get(&format!("{path}/content")).await.expect(200);
    assert_eq!(got.bytes, content);
    assert_eq!(got.header("etag"), Some(format!("\"{hash}\"").as_str()));
    assert_eq!(got.header("content-type"), Some("application/pdf"));
    assert_eq!(got.header("x-content-type-options"), Some("nosniff"));
    assert!(
        got.header("content-security-policy").is_some_and(|p| p.starts_with("sandbox")),
        "{:?}",
        got.headers
    );
    assert!(
        got.header("content-disposition")
            .is_some_and(|d| d.starts_with("attachment;") && d.contains("UTF-8''%E6"))
    );
    let again =
        clerk.call(Method::GET, &format!("{path}/content")).header("If-None-Match", format!("\"{hash}\""));
    again.send().await.expect(304);

    let twin = app.clerk("市发改委").upload("另一份.pdf", &content).await.expect(201);
    assert_ne!(twin.id(), made.id());
    assert_eq!(twin.body["sha256"], made.body["sha256"]);
    assert_eq!(stored(&app), 1, "the same content lies there once and no draft is left");
}

#[actix_web::test]
async fn hostile_uploads_are_refused_and_leave_nothing_behind() {
    let app = TestApp::with(|c| c.upload_mib = 1).await;
    let clerk = app.clerk("市工信局");
    let polyglot = [jpeg("x").as_slice(), b"PK\x05\x06", &[0; 18]].concat();
    for (name, content) in [
        ("合同.pdf", b"<!DOCTYPE html><script>alert(1)</script>".as_slice()),
        ("图.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"x()\"/>"),
        ("图.png", b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0"),
        ("照片.jpg", &polyglot),
        ("说明.txt", b"hello"),
        ("包.zip", b"PK\x03\x04\0\0"),
    ] {
        let answer = clerk.upload(name, content).await.expect_problem(422, "file.type_refused");
        assert!(answer.body["detail"].as_str().is_some_and(|d| d.contains('请')), "{}", answer.body);
    }
    let big = [pdf("大").as_slice(), &vec![b' '; 1024 * 1024]].concat();
    clerk.upload("大.pdf", &big).await.expect_problem(413, "file.too_large");
    clerk.upload("空.pdf", b"").await.expect_problem(422, "request.invalid");
    let call = || clerk.call(Method::POST, "/files").fresh_key();
    call()
        .upload("a.pdf", "application/pdf", &pdf("a"), &[("unit_id", "7")])
        .send()
        .await
        .expect_problem(422, "request.invalid");
    call().raw("application/pdf", pdf("a")).send().await.expect_problem(415, "request.unsupported_type");
    call()
        .raw("multipart/form-data; boundary=x", b"--x\r\nbroken".to_vec())
        .send()
        .await
        .expect_problem(400, "request.malformed");
    call()
        .raw("multipart/form-data; boundary=x", b"--x--\r\n".to_vec())
        .send()
        .await
        .expect_problem(422, "request.invalid");
    assert_eq!(stored(&app), 0);
}

#[actix_web::test]
async fn only_those_concerned_see_a_file() {
    let app = TestApp::new().await;
    let (owner, colleague, stranger) = (app.clerk("市工信局"), app.clerk("市工信局"), app.clerk("市发改委"));
    let id = owner.upload("a.pdf", &pdf("a")).await.expect(201).id();
    let (path, content) = (format!("/files/{id}"), format!("/files/{id}/content"));
    for who in [&owner, &colleague, &app.bureau(), &app.leader()] {
        who.get(&path).await.expect(200);
        who.get(&content).await.expect(200);
    }
    let (one, two) = (app.enterprise("甲公司"), app.enterprise("乙公司"));
    let ours = app.partner(one, &["files:read", "files:write"]);
    for who in [&stranger, &ours] {
        who.get(&path).await.expect_problem(404, "resource.not_found");
        who.get(&content).await.expect_problem(404, "resource.not_found");
    }
    app.anonymous().get(&content).await.expect_problem(401, "auth.required");
    app.system_admin().get(&path).await.expect_problem(403, "policy.forbidden");
    app.anonymous().upload("a.pdf", &pdf("a")).await.expect_problem(401, "auth.required");
    app.leader().upload("批示.pdf", &pdf("l")).await.expect(201);
    app.system_admin().upload("a.pdf", &pdf("a")).await.expect_problem(403, "policy.forbidden");
    app.audit_admin().upload("a.pdf", &pdf("a")).await.expect_problem(403, "policy.forbidden");
    owner.get("/files/999999").await.expect_problem(404, "resource.not_found");

    let partners = ours.upload("企业.pdf", &pdf("b")).await.expect(201);
    assert_eq!(partners.body["enterprise_id"], one);
    let path = format!("/files/{}", partners.id());
    ours.get(&path).await.expect(200);
    app.partner(two, &["files:read"]).get(&path).await.expect_problem(404, "resource.not_found");
    app.partner(one, &["projects:read"]).get(&path).await.expect_problem(403, "auth.scope_missing");
    app.partner(one, &["files:read"])
        .upload("c.pdf", &pdf("c"))
        .await
        .expect_problem(403, "auth.scope_missing");
}

#[actix_web::test]
async fn changes_are_fed_to_those_who_see_the_file() {
    let app = TestApp::new().await;
    let owner = app.clerk("市工信局");
    owner.upload("a.pdf", &pdf("a")).await.expect(201);
    let seen = |actor: Actor| async move { actor.get("/changes").await.expect(200).body["total"].as_i64() };
    assert_eq!(seen(owner.clone()).await, Some(1));
    assert_eq!(seen(app.clerk("市发改委")).await, Some(0));
}

#[actix_web::test]
async fn a_repeated_upload_is_replayed_whatever_the_boundary() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let key = "0190b6c4-5d1e-7c3a-9f3e-2b8a7c6d5e4f";
    let send = |content: Vec<u8>| {
        let call = clerk.call(Method::POST, "/files").header("Idempotency-Key", key);
        async move { call.upload("a.pdf", "application/pdf", &content, &[]).send().await }
    };
    let first = send(pdf("a")).await.expect(201);
    let second = send(pdf("a")).await.expect(201);
    assert_eq!(second.id(), first.id());
    assert_eq!(second.header("idempotency-replayed"), Some("true"));
    send(pdf("b")).await.expect_problem(422, "idempotency.key_reused");
    let partner = app.partner(app.enterprise("甲公司"), &["files:write"]);
    let keyless = partner.call(Method::POST, "/files").upload("a.pdf", "application/pdf", &pdf("a"), &[]);
    keyless.send().await.expect_problem(400, "idempotency.key_required");
}

#[actix_web::test]
async fn uploads_are_limited_per_caller() {
    let app = TestApp::with(|c| c.rate_limits.uploads_per_minute = 2).await;
    let clerk = app.clerk("市工信局");
    clerk.upload("a.pdf", &pdf("a")).await.expect(201);
    clerk.upload("a.pdf", &pdf("a")).await.expect(201);
    let refused = clerk.upload("a.pdf", &pdf("a")).await.expect_problem(429, "request.rate_limited");
    assert!(refused.header("retry-after").is_some());
    app.clerk("市工信局").upload("a.pdf", &pdf("a")).await.expect(201);
}

#[actix_web::test]
async fn the_database_itself_keeps_files_as_they_are() {
    let app = TestApp::new().await;
    let clerk = app.clerk("市工信局");
    let open = clerk.upload("a.pdf", &pdf("a")).await.expect(201).id();
    let sealed = clerk.upload("b.pdf", &pdf("b")).await.expect(201).id();
    app.db(|tx| files::seal(tx, &[sealed]));
    let body = clerk.get(&format!("/files/{sealed}")).await.expect(200).body;
    assert!(body["sealed_at"].is_string(), "{body}");
    let fails = |sql: String| {
        let done = app.app.write(&Origin::system("test"), |tx| {
            tx.mark_journalled();
            Ok(tx.batch_execute(&sql)?)
        });
        assert!(done.expect_err(&sql).cause().is_some_and(|c| c.contains("immutable")), "{sql}");
    };
    fails(format!("UPDATE files SET sha256 = '{}' WHERE id = {open}", "0".repeat(64)));
    fails(format!("UPDATE files SET name = 'x.pdf' WHERE id = {open}"));
    fails(format!("UPDATE files SET sealed_at = NULL WHERE id = {sealed}"));
    fails(format!("DELETE FROM files WHERE id = {sealed}"));
    app.db(|tx| files::seal(tx, &[sealed, open]));
    assert_eq!(clerk.get(&format!("/files/{sealed}")).await.body, body, "sealing twice changes nothing");
}
