//! Pages outside the contract: the document, the interactive docs (offline), health and metrics.

use crate::app::App;
use crate::db::schema::settings;
use crate::work::Origin;
use actix_web::web::{self, Data, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use diesel::prelude::*;
use utoipa_swagger_ui::{Config, SwaggerUi};

/// Routes without `/api/v1`.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.route("/openapi.json", web::get().to(document))
        .route("/healthz", web::get().to(healthz))
        .route("/readyz", web::get().to(readyz))
        .route("/metrics", web::get().to(metrics))
        .route("/", web::get().to(to_docs))
        .route("/docs", web::get().to(to_docs))
        .service(
            SwaggerUi::new("/docs/{_:.*}")
                .config(Config::from("/openapi.json").try_it_out_enabled(true).persist_authorization(true)),
        );
}

/// Until a folder with the pages is served, who opens the bare address finds the documentation.
async fn to_docs() -> HttpResponse {
    HttpResponse::TemporaryRedirect().insert_header(("Location", "/docs/")).finish()
}

async fn document(app: Data<App>) -> HttpResponse {
    HttpResponse::Ok().content_type("application/json").body(app.contract.bytes().to_vec())
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
