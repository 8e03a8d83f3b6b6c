//! The pages of `web/` as the service gives them out: files, addresses of the application, and what stays the API's.

use actix_web::http::Method;
use harness::{Answer, TestApp};
use std::path::Path;

fn built(folder: &Path) {
    let write = |name: &str, text: &[u8]| {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().expect("folder")).expect("made");
        std::fs::write(path, text).expect("written");
    };
    write("index.html", b"<!doctype html><title>pages</title>");
    write("favicon.svg", b"<svg/>");
    write("assets/index-1a2b.js", b"plain");
    write("assets/index-1a2b.js.br", b"brotli");
    write("assets/index-1a2b.js.gz", b"gzip");
    write(".vite/manifest.json", b"{}");
}

async fn with_pages() -> (tempfile::TempDir, TestApp) {
    let folder = tempfile::tempdir().expect("folder");
    built(folder.path());
    let web = folder.path().to_owned();
    (folder, TestApp::with(|config| config.web = web).await)
}

async fn ask(app: &TestApp, path: &str, headers: &[(&str, &str)]) -> Answer {
    let anyone = app.anonymous();
    let call =
        headers.iter().fold(anyone.call(Method::GET, path), |call, (name, value)| call.header(name, *value));
    call.send().await
}

#[actix_web::test]
async fn every_address_of_the_application_begins_with_its_first_page() {
    let (_folder, app) = with_pages().await;
    for path in ["//", "//projects", "//projects/17", "//index.html?x=1"] {
        let page = ask(&app, path, &[("Accept", "text/html,application/xhtml+xml")]).await;
        if path.contains("index.html") {
            page.expect_problem(404, "resource.not_found"); // it has one address only
            continue;
        }
        let page = page.expect(200);
        assert!(String::from_utf8_lossy(&page.bytes).contains("pages"), "{path}");
        assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"));
        assert_eq!(page.header("cache-control"), Some("no-cache"));
        let policy = page.header("content-security-policy").expect("policy");
        assert!(policy.contains("script-src 'self';") && policy.contains("frame-ancestors 'none'"));
        assert!(!policy.contains("unsafe-eval"));
    }
}

#[actix_web::test]
async fn files_come_packed_and_are_kept_as_long_as_their_names_say() {
    let (_folder, app) = with_pages().await;
    let script = "//assets/index-1a2b.js";
    for (accepted, coding, body) in [
        ("gzip, deflate, br, zstd", Some("br"), "brotli"),
        ("gzip", Some("gzip"), "gzip"),
        ("br;q=0, gzip;q=0.5", Some("gzip"), "gzip"),
        ("identity", None, "plain"),
    ] {
        let file = ask(&app, script, &[("Accept-Encoding", accepted)]).await.expect(200);
        assert_eq!((file.header("content-encoding"), &*file.bytes), (coding, body.as_bytes()), "{accepted}");
        assert_eq!(file.header("content-type"), Some("text/javascript; charset=utf-8"));
        assert_eq!(file.header("cache-control"), Some("public, max-age=31536000, immutable"));
        assert!(file.header("vary").is_some_and(|vary| vary.contains("Accept-Encoding")));
    }
    let icon = ask(&app, "//favicon.svg", &[]).await.expect(200);
    assert_eq!(icon.header("cache-control"), Some("no-cache"));
    let tag = icon.header("etag").expect("tag").to_owned();
    let again = ask(&app, "//favicon.svg", &[("If-None-Match", &tag)]).await.expect(304);
    assert!(again.bytes.is_empty());
}

#[actix_web::test]
async fn what_is_no_page_is_answered_by_the_api() {
    let (_folder, app) = with_pages().await;
    for path in [
        "/nothing",
        "//api/nothing",
        "//assets/other-9.js",
        "//.vite/manifest.json",
        "//assets/../index.html.bak",
        "//assets/%2e%2e/secret.db",
    ] {
        ask(&app, path, &[("Accept", "text/html")]).await.expect_problem(404, "resource.not_found");
    }
    ask(&app, "//projects", &[("Accept", "application/json")])
        .await
        .expect_problem(404, "resource.not_found");
    let anyone = app.anonymous();
    anyone.call(Method::POST, "//projects").send().await.expect_problem(404, "resource.not_found");
    assert_eq!(ask(&app, "//docs/", &[]).await.status, 200);
    assert_eq!(ask(&app, "/projects", &[]).await.status, 401);
}

#[actix_web::test]
async fn without_pages_the_bare_address_leads_to_the_documentation() {
    let app = TestApp::new().await;
    let moved = ask(&app, "//", &[]).await.expect(307);
    assert_eq!(moved.header("location"), Some("/docs/"));
    ask(&app, "//projects", &[("Accept", "text/html")]).await.expect_problem(404, "resource.not_found");
}

#[test]
fn a_folder_without_pages_is_refused_before_serving() {
    let folder = tempfile::tempdir().expect("folder");
    for folder in [folder.path().to_owned(), folder.path().join("gone")] {
        let said = match chengfeng::http::spa::Pages::load(&folder) {
            Ok(_) => panic!("{} was taken", folder.display()),
            Err(error) => error.to_string(),
        };
        assert!(said.contains("web 设置") && said.contains("先构建 web/"), "{said}");
    }
}
