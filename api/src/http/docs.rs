//! Pages outside the contract: the document, the interactive docs (offline), health and metrics.

use crate::app::App;
use crate::db::schema::settings;
use crate::error::{Error, Result};
use crate::work::Origin;
use actix_web::web::{self, Data, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use diesel::prelude::*;
use std::sync::Arc;

/// Routes without `/api/v1`.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.route("/openapi.json", web::get().to(document))
        .route("/healthz", web::get().to(healthz))
        .route("/readyz", web::get().to(readyz))
        .route("/metrics", web::get().to(metrics))
        .route("/docs", web::get().to(to_docs))
        .route("/docs/{file:[^/]*}", web::get().to(docs));
}

/// Where no pages are served, who opens the bare address finds the documentation.
pub async fn to_docs() -> HttpResponse {
    HttpResponse::TemporaryRedirect().insert_header(("Location", "/docs/")).finish()
}

/// The interactive document: our page around the vendored viewer, all of it from this program.
async fn docs(file: web::Path<String>) -> Result<HttpResponse> {
    let (content_type, bytes) = match file.as_str() {
        "" | "index.html" => ("text/html; charset=utf-8", include_bytes!("docs/index.html").as_slice()),
        "page.css" => ("text/css; charset=utf-8", include_bytes!("docs/page.css").as_slice()),
        "words.js" => ("text/javascript; charset=utf-8", include_bytes!("docs/words.js").as_slice()),
        "start.js" => ("text/javascript; charset=utf-8", include_bytes!("docs/start.js").as_slice()),
        "icon.svg" => ("image/svg+xml", include_bytes!("docs/icon.svg").as_slice()),
        "swagger-ui.css" => ("text/css; charset=utf-8", vendored("swagger-ui.css")?),
        "swagger-ui-bundle.js" => ("text/javascript; charset=utf-8", vendored("swagger-ui-bundle.js")?),
        _ => return Err(Error::not_found().detail("文档没有这个文件。请从 /docs 打开。")),
    };
    // the viewer's files change with the program only, and are large
    let keep = if file.starts_with("swagger-ui") { "public, max-age=86400" } else { "no-cache" };
    Ok(HttpResponse::Ok().content_type(content_type).insert_header(("Cache-Control", keep)).body(bytes))
}

/// A file of the viewer, which the library carries.
fn vendored(name: &str) -> Result<&'static [u8]> {
    let config = Arc::new(utoipa_swagger_ui::Config::default());
    let file = utoipa_swagger_ui::serve(name, config).ok().flatten();
    match file.map(|f| f.bytes) {
        Some(std::borrow::Cow::Borrowed(bytes)) => Ok(bytes),
        _ => Err(Error::internal(format!("the viewer lacks {name}"))),
    }
}

async fn document(app: Data<App>) -> HttpResponse {
    HttpResponse::Ok().content_type("application/json").body(app.contract.text().to_owned())
}

/// The process is alive.
async fn healthz() -> HttpResponse {
    HttpResponse::Ok().content_type("application/json").body(r#"{"status":"ok"}"#)
}

/// The process can serve: it reaches its database and is not stopping.
async fn readyz(app: Data<App>) -> HttpResponse {
    let ready = web::block(move || {
        let stopping = app.stopping.load(std::sync::atomic::Ordering::SeqCst);
        !stopping
            && app
                .read(&Origin::system("readyz"), |tx| {
                    Ok(settings::table.count().get_result::<i64>(&mut **tx)?)
                })
                .is_ok()
    })
    .await
    .unwrap_or(false);
    if ready {
        HttpResponse::Ok().content_type("application/json").body(r#"{"status":"ready"}"#)
    } else {
        HttpResponse::ServiceUnavailable()
            .insert_header(("Retry-After", "2"))
            .content_type("application/json")
            .body(r#"{"status":"not_ready"}"#)
    }
}

/// Prometheus text, for this machine only.
async fn metrics(req: HttpRequest, app: Data<App>) -> HttpResponse {
    if req.peer_addr().is_some_and(|a| !a.ip().to_canonical().is_loopback()) {
        return HttpResponse::NotFound().finish();
    }
    HttpResponse::Ok().content_type("text/plain; version=0.0.4").body(app.telemetry.render())
}
