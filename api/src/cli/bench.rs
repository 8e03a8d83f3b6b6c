//! The ceiling of `make bench`: JSON of any size, constant, behind the same sign-in, limits and layers as every operation.
//! Mounted only when the setting `bench` says so; in no document.

use actix_web::HttpResponse;
use actix_web::web::{self, ServiceConfig};
use chengfeng::http::Ctx;
use chengfeng::http::Written;
use chengfeng::http::contract::Contract;
use std::sync::Arc;

const PATH: &str = "/bench/constant/{bytes}";

/// The document with the ceiling in it: an operation like the one that reads a project, without parameters.
pub fn contract(contract: &Contract) -> Arc<Contract> {
    let mut document = contract.document().clone();
    let mut operation = document["paths"]["/api/v1/projects/{id}"]["get"].clone();
    operation["parameters"] = serde_json::json!([]);
    document["paths"][PATH] = serde_json::json!({ "get": operation });
    Arc::new(Contract::new(&Written::of(&document)))
}

/// Its route.
pub fn routes(cfg: &mut ServiceConfig, on: bool) {
    if on {
        cfg.route(PATH, web::get().to(constant));
    }
}

async fn constant(_: Ctx, bytes: web::Path<usize>) -> HttpResponse {
    let text = "x".repeat(bytes.saturating_sub(2).min(1 << 20));
    HttpResponse::Ok().content_type("application/json").body(format!("\"{text}\""))
}
