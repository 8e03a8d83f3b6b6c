//! Versions on the wire: a strong `ETag` is `"<version>-<hash of the body>"`; `If-Match` compares the version.

use crate::error::{Code, Error, Result};
use actix_web::dev::Payload;
use actix_web::http::header::{IF_MATCH, IF_NONE_MATCH};
use actix_web::{FromRequest, HttpRequest};
use serde::Serialize;
use std::future::{Ready, ready};

/// The versions a writer has read.
#[derive(Debug, Clone)]
pub struct IfMatch(Vec<i32>);

impl IfMatch {
    /// Refuses with 412 and the current representation when the resource has moved on.
    ///
    /// # Errors
    /// `resource.stale`.
    pub fn check<T: Serialize>(&self, version: i32, current: &T) -> Result<()> {
        if self.0.contains(&version) {
            return Ok(());
        }
        let current = serde_json::to_value(current).map_err(Error::internal)?;
        Err(Error::new(Code::ResourceStale)
            .detail("您打开之后，这条记录已被别人修改。请对照最新内容重新填写后再提交，您的改动没有覆盖任何内容。")
            .with_current(current))
    }

    /// For callers that are not requests (imports, the command line).
    pub fn version(version: i32) -> Self {
        Self(vec![version])
    }
}

impl FromRequest for IfMatch {
    type Error = Error;
    type Future = Ready<Result<Self>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(read(req))
    }
}

fn read(req: &HttpRequest) -> Result<IfMatch> {
    let Some(header) = req.headers().get(IF_MATCH) else {
        return Err(Error::new(Code::ResourceVersionRequired)
            .detail("修改已有记录须带 If-Match 头，值为读取时得到的 ETag，以免覆盖别人的修改。"));
    };
    let text = header.to_str().unwrap_or_default();
    let versions: Option<Vec<i32>> = text.split(',').map(|tag| parse(tag.trim())).collect();
    versions.map(IfMatch).ok_or_else(|| {
        Error::new(Code::RequestMalformed)
            .detail("If-Match 的值无法识别。请原样使用读取时得到的 ETag，例如 \"3-1a2b3c4d\"。")
    })
}

fn parse(tag: &str) -> Option<i32> {
    let inner = tag.strip_prefix('"')?.strip_suffix('"')?;
    let version = inner.split_once('-').map_or(inner, |(version, _)| version);
    let digits = !version.is_empty() && version.bytes().all(|b| b.is_ascii_digit());
    // a number beyond all versions is well formed and matches nothing
    digits.then(|| version.parse().unwrap_or(-1))
}

/// The tag of a representation.
pub fn tag(version: i32, body: &[u8]) -> String {
    format!("\"{version}-{}\"", &crate::auth::secrets::sha256_hex(body)[..8])
}

/// Has the reader this representation already?
pub fn not_modified(req: &HttpRequest, tag: &str) -> bool {
    let Some(header) = req.headers().get(IF_NONE_MATCH).and_then(|h| h.to_str().ok()) else { return false };
    header.split(',').map(|t| t.trim().trim_start_matches("W/")).any(|t| t == tag || t == "*")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_carry_the_version() {
        let tag = tag(12, b"body");
        assert_eq!(parse(&tag), Some(12));
        assert_eq!(parse("\"7\""), Some(7));
        assert_eq!(parse("\"99999999999999\""), Some(-1));
        for bad in ["12", "*", "W/\"1\"", "\"x-1\"", ""] {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }
}
