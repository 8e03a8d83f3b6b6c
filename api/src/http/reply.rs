//! What a room answers, before it becomes an HTTP response: it can be stored and replayed.

use super::etag;
use crate::error::{Error, Result};
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;

/// A successful answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// HTTP status.
    pub status: u16,
    /// JSON body; empty for 204.
    pub body: String,
    /// Further headers.
    pub headers: Vec<(String, String)>,
}

impl Reply {
    /// 200 with a body.
    ///
    /// # Errors
    /// Only if the view cannot be serialized.
    pub fn ok<T: Serialize>(view: &T) -> Result<Self> {
        let body = serde_json::to_string(view).map_err(Error::internal)?;
        Ok(Self { status: 200, body, headers: Vec::new() })
    }

    /// 201 with the new resource and its address below `/api/v1`.
    ///
    /// # Errors
    /// Only if the view cannot be serialized.
    pub fn created<T: Serialize>(location: impl std::fmt::Display, view: &T) -> Result<Self> {
        let reply = Self::ok(view)?.header("Location", format!("/api/v1{location}"));
        Ok(Self { status: 201, ..reply })
    }

    /// 202 with the job that does the work.
    ///
    /// # Errors
    /// Only if the view cannot be serialized.
    pub fn accepted<T: Serialize>(location: impl std::fmt::Display, view: &T) -> Result<Self> {
        let reply = Self::ok(view)?.header("Location", format!("/api/v1{location}"));
        Ok(Self { status: 202, ..reply })
    }

    /// 204.
    pub fn no_content() -> Self {
        Self { status: 204, body: String::new(), headers: Vec::new() }
    }

    /// Adds the strong ETag of this representation.
    pub fn version(self, version: i32) -> Self {
        let tag = etag::tag(version, self.body.as_bytes());
        self.header("ETag", tag)
    }

    /// Adds a header.
    pub fn header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    /// The HTTP response for this request; 304 when the reader has it already.
    pub fn respond(self, req: &HttpRequest) -> HttpResponse {
        let tag = self.headers.iter().find(|(name, _)| name == "ETag").map(|(_, value)| value.clone());
        if let Some(tag) =
            tag.filter(|t| self.status == 200 && req.method().is_safe() && etag::not_modified(req, t))
        {
            return HttpResponse::NotModified().insert_header(("ETag", tag)).finish();
        }
        let mut response = HttpResponse::build(
            StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
        );
        for (name, value) in &self.headers {
            response.append_header((name.as_str(), value.as_str()));
        }
        if self.status == 204 {
            return response.finish();
        }
        response.content_type("application/json").body(self.body)
    }
}
