//! Somebody who calls the API, and what comes back.

use actix_web::body::BoxBody;
use actix_web::dev::{Service, ServiceResponse};
use actix_web::http::header::HeaderMap;
use actix_web::http::{Method, StatusCode};
use actix_web::test;
use actix_web::web::{Bytes, Data};
use chengfeng::app::App;
use futures_util::future::LocalBoxFuture;
use serde_json::Value;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::atomic::{AtomicU64, Ordering};

static KEYS: AtomicU64 = AtomicU64::new(1);

type Send = Rc<dyn Fn(test::TestRequest) -> LocalBoxFuture<'static, ServiceResponse<BoxBody>>>;

/// The HTTP service of one test: put together once, called by all its actors.
#[derive(Clone)]
pub struct House {
    app: Data<App>,
    service: Rc<RefCell<Option<Send>>>,
}

impl House {
    /// A house of which the service is built when it is first called.
    pub fn new(app: Data<App>) -> Self {
        Self { app, service: Rc::default() }
    }

    async fn service(&self) -> Send {
        let built = self.service.borrow().clone();
        if let Some(service) = built {
            return service;
        }
        let service = Rc::new(test::init_service(chengfeng::app::service(self.app.clone())).await);
        let send: Send = Rc::new(move |request| {
            let service = service.clone();
            Box::pin(async move {
                let response = service.call(request.to_request()).await;
                response.expect("an answer, whatever the status").map_into_boxed_body()
            })
        });
        self.service.replace(Some(send.clone()));
        send
    }
}

/// A caller with (or without) credentials.
#[derive(Clone)]
pub struct Actor {
    house: House,
    token: Option<String>,
    /// User id.
    pub id: i64,
    /// Unit id.
    pub unit_id: i64,
    /// Name.
    pub name: String,
}

/// One request in the making.
pub struct Call<'a> {
    actor: &'a Actor,
    method: Method,
    path: String,
    headers: Vec<(String, String)>,
    body: Option<(String, Vec<u8>)>,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Headers.
    pub headers: HeaderMap,
    /// Raw body.
    pub bytes: Bytes,
    /// JSON body, or null.
    pub body: Value,
}

impl Actor {
    pub(crate) fn new(house: House, token: Option<String>, id: i64, unit_id: i64, name: String) -> Self {
        Self { house, token, id, unit_id, name }
    }

    /// A request; `path` is relative to `/api/v1` unless it begins with `//` (then absolute with one slash).
    pub fn call(&self, method: Method, path: &str) -> Call<'_> {
        let path = match path.strip_prefix('/').filter(|rest| rest.starts_with('/')) {
            Some(absolute) => absolute.to_owned(),
            None => format!("/api/v1{path}"),
        };
        // words in queries may be written as they are
        let encoded = |c: char| match c.is_ascii() {
            true => c.to_string(),
            false => c.to_string().bytes().map(|b| format!("%{b:02X}")).collect(),
        };
        let path = path.chars().map(encoded).collect();
        Call { actor: self, method, path, headers: Vec::new(), body: None }
    }

    /// GET.
    pub async fn get(&self, path: &str) -> Answer {
        self.call(Method::GET, path).send().await
    }

    /// POST with a JSON body and an idempotency key of its own.
    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.call(Method::POST, path).fresh_key().json(body).send().await
    }

    /// POST with `If-Match`.
    pub async fn post_at(&self, path: &str, version: i64, body: Value) -> Answer {
        self.call(Method::POST, path).fresh_key().version(version).json(body).send().await
    }

    /// PUT with `If-Match`.
    pub async fn put(&self, path: &str, version: i64, body: Value) -> Answer {
        self.call(Method::PUT, path).version(version).json(body).send().await
    }

    /// Merge patch with `If-Match`.
    pub async fn patch(&self, path: &str, version: i64, body: Value) -> Answer {
        self.call(Method::PATCH, path)
            .version(version)
            .raw("application/merge-patch+json", body.to_string().into_bytes())
            .send()
            .await
    }

    /// DELETE with `If-Match`.
    pub async fn delete(&self, path: &str, version: i64) -> Answer {
        self.call(Method::DELETE, path).version(version).send().await
    }

    /// What was created is where its `Location` says, for whoever may read it.
    async fn finds(&self, created: &Answer) {
        let place = created.header("location").expect("a 201 names its Location");
        let mut request =
            test::TestRequest::get().uri(place).peer_addr("127.0.0.1:50000".parse().expect("address"));
        if let Some(token) = &self.token {
            request = request.insert_header(("Authorization", format!("Bearer {token}")));
        }
        let send = self.house.service().await;
        let response = send(request).await;
        let status = response.status().as_u16();
        let body = test::read_body(response).await;
        let writes_only = status == 403 && String::from_utf8_lossy(&body).contains("auth.scope_missing");
        assert!(status == 200 || writes_only, "{place} answers {status}: {body:?}");
    }

    /// The bearer token, for tests that need it raw.
    pub fn token(&self) -> Option<&str> {
        self.token.as_deref()
    }
}

impl Call<'_> {
    /// Adds a header.
    pub fn header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    /// `If-Match` for a version.
    pub fn version(self, version: i64) -> Self {
        self.header("If-Match", format!("\"{version}\""))
    }

    /// An idempotency key nobody has used.
    pub fn fresh_key(self) -> Self {
        let n = KEYS.fetch_add(1, Ordering::SeqCst);
        self.header("Idempotency-Key", format!("00000000-0000-4000-8000-{n:012x}"))
    }

    /// A JSON body.
    pub fn json(self, body: Value) -> Self {
        self.raw("application/json", body.to_string().into_bytes())
    }

    /// A body of any type.
    pub fn raw(mut self, content_type: &str, body: Vec<u8>) -> Self {
        self.body = Some((content_type.to_owned(), body));
        self
    }

    /// A multipart body with one file and text fields.
    pub fn upload(
        self,
        file_name: &str,
        content_type: &str,
        content: &[u8],
        fields: &[(&str, &str)],
    ) -> Self {
        const MARK: &str = "----chengfeng-test";
        let mut body = Vec::new();
        for (name, value) in fields {
            body.extend(
                format!("--{MARK}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
                    .bytes(),
            );
        }
        body.extend(
            format!(
                "--{MARK}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{file_name}\"\r\n\
                 Content-Type: {content_type}\r\n\r\n"
            )
            .bytes(),
        );
        body.extend_from_slice(content);
        body.extend(format!("\r\n--{MARK}--\r\n").bytes());
        self.raw(&format!("multipart/form-data; boundary={MARK}"), body)
    }

    /// Sends it through the whole HTTP service.
    pub async fn send(self) -> Answer {
        let send = self.actor.house.service().await;
        let mut request = test::TestRequest::with_uri(&self.path)
            .method(self.method)
            .peer_addr("127.0.0.1:50000".parse().expect("address"));
        if let Some(token) = &self.actor.token {
            request = request.insert_header(("Authorization", format!("Bearer {token}")));
        }
        for (name, value) in &self.headers {
            request = request.append_header((name.as_str(), value.as_str()));
        }
        if let Some((content_type, body)) = self.body {
            request = request.insert_header(("Content-Type", content_type)).set_payload(body);
        }
        let response = send(request).await;
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = test::read_body(response).await;
        let body = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
        let answer = Answer { status: status.as_u16(), headers, bytes, body };
        if answer.status == 201 {
            self.actor.finds(&answer).await;
        }
        answer
    }
}

impl Answer {
    /// Fails the test unless the status is as expected; shows the body.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "body: {}", String::from_utf8_lossy(&self.bytes));
        self
    }

    /// Fails the test unless it is this problem; shows the body.
    #[track_caller]
    pub fn expect_problem(self, status: u16, code: &str) -> Self {
        let answer = self.expect(status);
        assert_eq!(answer.body["code"], code, "body: {}", answer.body);
        answer
    }

    /// A header as text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|v| v.to_str().ok())
    }

    /// The cookie of this name that the answer sets, with its attributes.
    pub fn cookie(&self, name: &str) -> Option<String> {
        let start = format!("{name}=");
        let all = self.headers.get_all("set-cookie").filter_map(|v| v.to_str().ok());
        all.map(str::to_owned).find(|c| c.starts_with(&start))
    }

    /// The id of the resource in the body.
    #[track_caller]
    pub fn id(&self) -> i64 {
        self.body["id"].as_i64().unwrap_or_else(|| panic!("no id in {}", self.body))
    }

    /// The version in the ETag.
    #[track_caller]
    pub fn version(&self) -> i64 {
        let tag = self.header("etag").unwrap_or_else(|| panic!("no ETag; body: {}", self.body));
        tag.trim_matches('"').split('-').next().and_then(|v| v.parse().ok()).expect("version in ETag")
    }

    /// Was it a success?
    pub fn is_success(&self) -> bool {
        StatusCode::from_u16(self.status).is_ok_and(|s| s.is_success())
    }
}
