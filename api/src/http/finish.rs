//! The outermost layer: request id, `HEAD`, security headers, problem bodies and one canonical log line per request.

use super::ctx::{RequestId, admit};
use super::route::Route;
use crate::app::App;
use crate::auth::Caller;
use crate::error::{Code, Error};
use actix_web::body::{BoxBody, EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{HttpMessage, HttpResponse};
use std::borrow::Cow;
use std::sync::Arc;
use std::time::Instant;
use tracing::Instrument;

/// Wraps every request; used with `from_fn`.
///
/// # Errors
/// Only what never became a response.
pub async fn finish<B: MessageBody + 'static>(
    mut req: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B, BoxBody>>, actix_web::Error> {
    let started = Instant::now();
    let id = new_request_id();
    req.extensions_mut().insert(RequestId(id.clone()));
    let app = req.app_data::<Data<App>>().cloned();
    let english = prefers_english(req.headers());
    let method = req.method().clone();
    if method == Method::HEAD {
        // the server leaves the body out by itself; routes then need to know GET only
        req.head_mut().method = Method::GET;
    }
    let span = tracing::info_span!("request", request_id = %id, %method, path = tracing::field::Empty, caller = tracing::field::Empty);
    let admitted = match &app {
        Some(_) => admit(req.request()).instrument(span.clone()).await,
        None => Ok(()),
    };
    let mut response = match admitted {
        Ok(()) => render(next.call(req).instrument(span.clone()).await?, &id, english),
        Err(error) => {
            let refused = problem_response(&error, &id, english);
            req.into_response(refused).map_into_right_body()
        }
    };
    let page = response.request().path().starts_with("/docs/");
    decorate(response.headers_mut(), &id, page);
    let _entered = span.enter();
    log(&response, &method, started, app.as_deref().map(|a| &**a));
    Ok(response)
}

/// Gives an error its request id and language; foreign errors become problems of ours.
fn render<B: MessageBody + 'static>(
    response: ServiceResponse<B>,
    id: &str,
    english: bool,
) -> ServiceResponse<EitherBody<B, BoxBody>> {
    let Some(error) = response.response().error() else { return response.map_into_left_body() };
    let problem = match error.as_error::<Error>() {
        Some(ours) => ours.clone(),
        None => foreign(error.as_response_error().status_code(), error),
    };
    let body = problem_response(&problem, id, english);
    let (req, _) = response.into_parts();
    ServiceResponse::new(req, body).map_into_right_body()
}

fn problem_response(problem: &Error, id: &str, english: bool) -> HttpResponse {
    if let Some(cause) = problem.cause().filter(|_| problem.code().status() >= 500) {
        tracing::error!(request_id = id, code = problem.code().code(), cause, "request failed");
    }
    problem.response(Some(id.to_owned()), english)
}

fn foreign(status: StatusCode, cause: impl std::fmt::Display) -> Error {
    let code = match status {
        StatusCode::NOT_FOUND => Code::ResourceNotFound,
        StatusCode::METHOD_NOT_ALLOWED => Code::RequestMethodNotAllowed,
        StatusCode::PAYLOAD_TOO_LARGE => Code::RequestTooLarge,
        StatusCode::UNSUPPORTED_MEDIA_TYPE => Code::RequestUnsupportedType,
        s if s.is_client_error() => Code::RequestMalformed,
        _ => Code::ServerInternal,
    };
    Error::new(code).caused_by(cause)
}

/// The interactive docs write style elements of their own.
const PAGE_POLICY: &str =
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

fn decorate(headers: &mut HeaderMap, id: &str, page: bool) {
    const FIXED: &[(HeaderName, &str)] = &[
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::X_FRAME_OPTIONS, "DENY"),
    ];
    for (name, value) in FIXED {
        headers.insert(name.clone(), HeaderValue::from_static(value));
    }
    if !headers.contains_key(header::CONTENT_SECURITY_POLICY) {
        let policy = if page { PAGE_POLICY } else { "default-src 'none'; frame-ancestors 'none'" };
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    if let Ok(id) = HeaderValue::from_str(id) {
        headers.insert(HeaderName::from_static("x-request-id"), id);
    }
}

fn log<B>(response: &ServiceResponse<B>, method: &Method, started: Instant, app: Option<&App>) {
    let req = response.request();
    let route = req.extensions().get::<Arc<Route>>().cloned();
    let path = match &route {
        Some(route) => Cow::from(&route.pattern),
        None => req.match_pattern().map_or(Cow::from("(none)"), Cow::from),
    };
    let status = response.status().as_u16();
    let elapsed = started.elapsed();
    let caller = req.extensions().get::<Arc<Caller>>().map(|c| c.principal());
    let duration_ms = elapsed.as_secs_f64() * 1000.0;
    if let Some(app) = app {
        app.telemetry.request(method.as_str(), &path, status, elapsed);
    }
    // paths are logged as patterns: ids and search words are nobody's business
    if path == "/healthz" || path == "/readyz" || path == "/metrics" {
        tracing::debug!(%path, status, duration_ms, "served");
    } else {
        tracing::info!(%path, status, duration_ms, caller = caller.as_deref(), "served");
    }
}

fn prefers_english(headers: &HeaderMap) -> bool {
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|h| h.to_str().ok()).unwrap_or_default();
    let first = accepted.split(',').next().unwrap_or_default().trim().to_ascii_lowercase();
    first.starts_with("en")
}

/// Sortable by time, unique enough without coordination: 48 bits of milliseconds, 80 random bits.
fn new_request_id() -> String {
    let millis = chrono::Utc::now().timestamp_millis();
    format!("{millis:012x}{}", crate::auth::secrets::hex(&crate::auth::secrets::random_bytes::<10>()))
}
