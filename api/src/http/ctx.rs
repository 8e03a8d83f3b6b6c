//! The context of a request: who calls, and the one way to the database.

use super::body::BodyHash;
use super::contract::Operation;
use super::idempotency::{self, Key};
use super::reply::Reply;
use super::route::path_of;
use crate::app::App;
use crate::auth::Caller;
use crate::auth::authenticate::credential;
use crate::error::{Code, Error, Result};
use crate::policy;
use crate::work::{Origin, Tx};
use actix_web::dev::Payload;
use actix_web::http::{Method, header};
use actix_web::web::{self, Data};
use actix_web::{FromRequest, HttpMessage, HttpRequest, HttpResponse};
use std::net::IpAddr;
use std::sync::Arc;

/// Context of an authenticated request.
pub struct Ctx {
    /// The application.
    pub app: Data<App>,
    /// Who calls.
    pub caller: Arc<Caller>,
    req: HttpRequest,
    origin: Origin,
}

/// Context of a request that needs no caller (signing in, public pages).
pub struct PublicCtx {
    /// The application.
    pub app: Data<App>,
    req: HttpRequest,
    origin: Origin,
}

/// Identifies one request; sent back as `X-Request-Id`.
#[derive(Debug, Clone)]
pub struct RequestId(pub String);

/// Before anything of a request is read: is the caller known, within limits, and allowed by the table? Called by the
/// outermost layer, so that no body, header or parameter can be judged first.
///
/// # Errors
/// 401, 403, 406, 422 for surplus parameters, 429.
pub async fn admit(req: &HttpRequest) -> Result<()> {
    let app = application(req)?;
    let route = app.contract.route(path_of(req)).cloned();
    if let Some(route) = &route {
        req.extensions_mut().insert(route.clone());
    }
    let Some(operation) = route.as_ref().and_then(|r| r.operation(req.method().as_str())) else {
        return refuse_method(&app, req);
    };
    let address = peer(&app, req);
    app.limits.check_address(address, req.method())?;
    let Some(action) = operation.action else { return check_parameters(req, operation) };
    let header = req.headers().get(header::AUTHORIZATION).map(|h| h.to_str().unwrap_or("?"));
    let caller = match header.and_then(|header| app.callers.signed_in(header, app.clock.now())) {
        Some(caller) => caller,
        None => {
            let credential = credential(&app, header, address)?;
            let app = app.clone();
            match credential.cached(&app) {
                Some(caller) => caller,
                None => block(move || credential.load(&app)).await?,
            }
        }
    };
    app.limits.check_principal(&caller.principal(), req.method())?;
    req.extensions_mut().insert(caller.clone());
    policy::require_role(&caller, action)?;
    check_parameters(req, operation)
}

/// A path of ours with a method it does not have must not fall through to a sibling with a placeholder.
fn refuse_method(app: &App, req: &HttpRequest) -> Result<()> {
    if app.contract.methods_at(path_of(req)).is_empty() || req.method() == Method::OPTIONS {
        return Ok(()); // the routes outside the contract, or none
    }
    Err(super::fallback::method_not_allowed(app, req))
}

fn check_parameters(req: &HttpRequest, operation: &Operation) -> Result<()> {
    check_accept(req, &operation.produces)?;
    if operation.query.is_empty() { super::query::refuse_unknown(req) } else { Ok(()) }
}

impl FromRequest for Ctx {
    type Error = Error;
    type Future = std::future::Ready<Result<Self>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let build = || {
            let caller = req.extensions().get::<Arc<Caller>>().cloned();
            // only an operation without an action in the document gets here without a caller
            let caller = caller.ok_or_else(|| Error::internal("the operation names no action"))?;
            let origin = Origin { caller: caller.clone(), request_id: request_id(req) };
            Ok(Self { app: application(req)?, caller, req: req.clone(), origin })
        };
        std::future::ready(build())
    }
}

impl FromRequest for PublicCtx {
    type Error = Error;
    type Future = std::future::Ready<Result<Self>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let build = || {
            let app = application(req)?;
            let origin = Origin { caller: Arc::new(Caller::anonymous()), request_id: request_id(req) };
            Ok(Self { app, req: req.clone(), origin })
        };
        std::future::ready(build())
    }
}

impl Ctx {
    /// Runs a reading closure off the event loop.
    ///
    /// # Errors
    /// What the closure answers.
    pub async fn read<F>(&self, f: F) -> Result<HttpResponse>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<Reply> + Send + 'static,
    {
        let (app, origin) = (self.app.clone(), self.origin.clone());
        Ok(block(move || app.read(&origin, f)).await?.respond(&self.req))
    }

    /// [`Ctx::read`] of one thing by its key, which takes less time than handing it to another thread and back: done on
    /// the spot when the database is a file and a connection is free.
    ///
    /// # Errors
    /// What the closure answers.
    pub async fn glance<F>(&self, f: F) -> Result<HttpResponse>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<Reply> + Send + 'static,
    {
        match self.app.read_now(&self.origin, f) {
            Ok(reply) => Ok(reply?.respond(&self.req)),
            Err(f) => self.read(f).await,
        }
    }

    /// Runs a changing closure in one transaction. A POST with an `Idempotency-Key` keeps its answer in the same
    /// transaction and is replayed when it comes again.
    ///
    /// # Errors
    /// What the closure answers; then nothing was changed.
    pub async fn write<F>(&self, f: F) -> Result<HttpResponse>
    where
        F: Fn(&mut Tx<'_>) -> Result<Reply> + Send + 'static,
    {
        let key = self.idempotency_key()?;
        let (app, origin) = (self.app.clone(), self.origin.clone());
        let work = move || {
            let Some(key) = key else { return app.write(&origin, f) };
            let _guard = app.running.enter(&origin.caller.principal(), &key.key)?;
            app.write(&origin, |tx| {
                if let Some(earlier) = idempotency::find(tx, &key)? {
                    tx.mark_journalled();
                    return Ok(earlier);
                }
                let reply = f(tx)?;
                idempotency::keep(tx, &key, &reply)?;
                Ok(reply)
            })
        };
        Ok(block(work).await?.respond(&self.req))
    }

    /// Runs work that manages its own transactions (uploads, long imports) off the event loop.
    ///
    /// # Errors
    /// What the closure answers.
    pub async fn run<T, F>(&self, f: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&App, &Origin) -> Result<T> + Send + 'static,
    {
        let (app, origin) = (self.app.clone(), self.origin.clone());
        block(move || f(&app, &origin)).await
    }

    /// Asks whether whoever sent this request is still signed in, for answers that go on for a while.
    pub fn recheck(&self) -> impl Fn() -> Result<()> + Send + Sync + 'static {
        let (app, address) = (self.app.clone(), peer(&self.app, &self.req));
        let header = self.req.headers().get(header::AUTHORIZATION);
        let header = header.and_then(|h| h.to_str().ok()).map(str::to_owned);
        move || {
            let credential = credential(&app, header.as_deref(), address)?;
            match credential.cached(&app) {
                Some(_) => Ok(()),
                None => credential.load(&app).map(drop),
            }
        }
    }

    /// The request, for answers that are not JSON.
    pub fn request(&self) -> &HttpRequest {
        &self.req
    }

    fn idempotency_key(&self) -> Result<Option<Key>> {
        if self.req.method() != Method::POST {
            return Ok(None);
        }
        let Some(header) = self.req.headers().get("Idempotency-Key") else {
            return match self.caller.token {
                None => Ok(None),
                Some(_) => Err(Error::new(Code::IdempotencyRequired).detail(
                    "使用接口令牌的 POST 请求须带 Idempotency-Key 头（UUID），以便网络中断后安全重试。",
                )),
            };
        };
        let key = header.to_str().unwrap_or_default().to_ascii_lowercase();
        if !is_uuid(&key) {
            return Err(Error::field(
                "/Idempotency-Key",
                "format",
                "Idempotency-Key 应为 UUID，例如 0190b6c4-5d1e-7c3a-9f3e-2b8a7c6d5e4f。",
            ));
        }
        let body_hash = self.req.extensions().get::<BodyHash>().map(|h| h.0.clone()).unwrap_or_default();
        let operation = format!("{} {}", self.req.method(), self.req.uri());
        Ok(Some(Key { key, operation, body_hash }))
    }
}

impl PublicCtx {
    /// As [`Ctx::read`].
    ///
    /// # Errors
    /// What the closure answers.
    pub async fn read<F>(&self, f: F) -> Result<HttpResponse>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<Reply> + Send + 'static,
    {
        let (app, origin) = (self.app.clone(), self.origin.clone());
        Ok(block(move || app.read(&origin, f)).await?.respond(&self.req))
    }

    /// Runs work that manages its own transactions off the event loop.
    ///
    /// # Errors
    /// What the closure answers.
    pub async fn run<T, F>(&self, f: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&App, &Origin) -> Result<T> + Send + 'static,
    {
        let (app, origin) = (self.app.clone(), self.origin.clone());
        block(move || f(&app, &origin)).await
    }

    /// The request.
    pub fn request(&self) -> &HttpRequest {
        &self.req
    }

    /// The caller's network address; a proxy is believed only when configured.
    pub fn address(&self) -> Option<IpAddr> {
        peer(&self.app, &self.req)
    }
}

fn check_accept(req: &HttpRequest, produced: &[String]) -> Result<()> {
    let Some(accept) = req.headers().get(header::ACCEPT).and_then(|h| h.to_str().ok()) else { return Ok(()) };
    let fits = |range: &str, media_type: &str| match range.trim().split_once('/') {
        Some(("*", "*")) => true,
        Some((kind, "*")) => media_type.starts_with(&format!("{kind}/")),
        _ => range.trim().eq_ignore_ascii_case(media_type),
    };
    let ranges = accept.split(',').map(|r| r.split(';').next().unwrap_or_default());
    if produced.is_empty()
        || produced.iter().any(|p| p == "*/*")
        || ranges.into_iter().any(|r| produced.iter().any(|p| fits(r, p)))
    {
        return Ok(());
    }
    Err(Error::new(Code::RequestNotAcceptable)
        .detail(format!("这个操作只能返回 {}，请调整 Accept 头。", produced.join("、"))))
}

fn application(req: &HttpRequest) -> Result<Data<App>> {
    req.app_data::<Data<App>>().cloned().ok_or_else(|| Error::internal("no application data"))
}

/// The id of a request, set by the outermost layer.
pub fn request_id(req: &HttpRequest) -> String {
    req.extensions().get::<RequestId>().map(|id| id.0.clone()).unwrap_or_default()
}

/// The caller's network address; forwarded headers count only from a configured proxy.
pub fn peer(app: &App, req: &HttpRequest) -> Option<IpAddr> {
    let direct = req.peer_addr().map(|a| a.ip());
    let trusted = direct.is_some_and(|d| app.config.trusted_proxies.contains(&d));
    let forwarded = req.headers().get("X-Forwarded-For").and_then(|h| h.to_str().ok());
    match forwarded.filter(|_| trusted).and_then(|list| list.rsplit(',').next()) {
        Some(last) => last.trim().parse().ok().or(direct),
        None => direct,
    }
}

fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text
            .char_indices()
            .all(|(i, c)| if matches!(i, 8 | 13 | 18 | 23) { c == '-' } else { c.is_ascii_hexdigit() })
}

async fn block<T: Send + 'static>(f: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    let span = tracing::Span::current();
    web::block(move || span.in_scope(f)).await.map_err(Error::internal)?
}
