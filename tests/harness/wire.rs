//! A caller over a real socket: one connection a request, so that a server killed in the middle is seen as such.

use serde_json::Value;
use std::io::{Error, ErrorKind, Read, Result, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

static KEYS: AtomicU64 = AtomicU64::new(1);

/// Somebody who calls a serving program.
#[derive(Clone)]
pub struct Wire {
    address: String,
    token: Option<String>,
}

/// A whole answer.
#[derive(Debug)]
pub struct WireAnswer {
    /// HTTP status.
    pub status: u16,
    /// Headers, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub bytes: Vec<u8>,
    /// JSON body, or null.
    pub body: Value,
}

/// An idempotency key nobody has used, in this process or another.
pub fn fresh_key() -> String {
    let n = KEYS.fetch_add(1, Ordering::SeqCst);
    format!("{:08x}-0000-4000-9000-{n:012x}", std::process::id())
}

impl Wire {
    /// Somebody without credentials.
    pub fn new(address: &str) -> Self {
        Self { address: address.to_owned(), token: None }
    }

    /// The same with a token.
    pub fn with_token(&self, token: &str) -> Self {
        Self { token: Some(token.to_owned()), ..self.clone() }
    }

    /// GET that must be answered; `path` is below `/api/v1` unless it begins with `//`.
    #[track_caller]
    pub fn get(&self, path: &str) -> WireAnswer {
        self.try_send("GET", path, &[], &[]).unwrap_or_else(|e| panic!("GET {path}: {e}"))
    }

    /// POST of JSON with a key of its own that must be answered.
    #[track_caller]
    pub fn post(&self, path: &str, body: Value) -> WireAnswer {
        self.try_post(path, &fresh_key(), &[], &body).unwrap_or_else(|e| panic!("POST {path}: {e}"))
    }

    /// [`Wire::post`] with `If-Match`.
    #[track_caller]
    pub fn post_at(&self, path: &str, etag: &str, body: Value) -> WireAnswer {
        self.try_post(path, &fresh_key(), &[("If-Match", etag)], &body)
            .unwrap_or_else(|e| panic!("POST {path}: {e}"))
    }

    /// POST of JSON with this key.
    ///
    /// # Errors
    /// No whole answer came.
    pub fn try_post(
        &self,
        path: &str,
        key: &str,
        headers: &[(&str, &str)],
        body: &Value,
    ) -> Result<WireAnswer> {
        let mut all = vec![("Content-Type", "application/json"), ("Idempotency-Key", key)];
        all.extend_from_slice(headers);
        self.try_send("POST", path, &all, body.to_string().as_bytes())
    }

    /// Uploads one file with text fields.
    ///
    /// # Errors
    /// No whole answer came.
    pub fn try_upload(
        &self,
        path: &str,
        name: &str,
        content: &[u8],
        fields: &[(&str, &str)],
    ) -> Result<WireAnswer> {
        const MARK: &str = "----chengfeng-wire";
        let mut body = Vec::new();
        for (field, value) in fields {
            write!(body, "--{MARK}\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n")?;
        }
        write!(
            body,
            "--{MARK}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        )?;
        body.extend_from_slice(content);
        write!(body, "\r\n--{MARK}--\r\n")?;
        let kind = format!("multipart/form-data; boundary={MARK}");
        let key = fresh_key();
        self.try_send("POST", path, &[("Content-Type", &kind), ("Idempotency-Key", &key)], &body)
    }

    /// One request.
    ///
    /// # Errors
    /// No whole answer came.
    pub fn try_send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Result<WireAnswer> {
        let path = match path.strip_prefix('/').filter(|rest| rest.starts_with('/')) {
            Some(absolute) => absolute.to_owned(),
            None => format!("/api/v1{path}"),
        };
        let mut stream = TcpStream::connect(&self.address)?;
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        let mut request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nContent-Length: {}\r\n",
            self.address,
            body.len()
        );
        if let Some(token) = &self.token {
            request += &format!("Authorization: Bearer {token}\r\n");
        }
        for (name, value) in headers {
            request += &format!("{name}: {value}\r\n");
        }
        request += "\r\n";
        let mut bytes = request.into_bytes();
        bytes.extend_from_slice(body);
        // a server that refuses early may close before it has read everything: its answer still counts
        let sent = stream.write_all(&bytes);
        let mut answer = Vec::new();
        let read = stream.read_to_end(&mut answer);
        if answer.is_empty() {
            sent?;
            read?;
        }
        parse(&answer)
    }
}

fn parse(answer: &[u8]) -> Result<WireAnswer> {
    let broken = || Error::new(ErrorKind::UnexpectedEof, "no whole answer");
    let end = answer.windows(4).position(|w| w == b"\r\n\r\n").ok_or_else(broken)?;
    let head = String::from_utf8_lossy(&answer[..end]).into_owned();
    let mut lines = head.lines();
    let status = lines.next().and_then(|l| l.split(' ').nth(1)).and_then(|s| s.parse().ok());
    let headers: Vec<(String, String)> = lines
        .filter_map(|l| l.split_once(':'))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    let of = |name: &str| headers.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str());
    let rest = &answer[end + 4..];
    let bytes = match of("content-length").and_then(|l| l.parse::<usize>().ok()) {
        Some(length) => rest.get(..length).ok_or_else(broken)?.to_vec(),
        None if of("transfer-encoding") == Some("chunked") => unchunked(rest).ok_or_else(broken)?,
        None => rest.to_vec(),
    };
    let body = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
    Ok(WireAnswer { status: status.ok_or_else(broken)?, headers, bytes, body })
}

fn unchunked(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    loop {
        let end = rest.windows(2).position(|w| w == b"\r\n")?;
        let size = usize::from_str_radix(std::str::from_utf8(&rest[..end]).ok()?.trim(), 16).ok()?;
        let chunk = rest.get(end + 2..end + 2 + size)?;
        whole.extend_from_slice(chunk);
        if size == 0 {
            return Some(whole);
        }
        rest = rest.get(end + 2 + size + 2..)?;
    }
}

impl WireAnswer {
    /// Fails the test unless the status is as expected; shows the body.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "body: {}", String::from_utf8_lossy(&self.bytes));
        self
    }

    /// A header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    /// The `ETag`.
    #[track_caller]
    pub fn etag(&self) -> &str {
        self.header("etag").unwrap_or_else(|| panic!("no ETag; body: {}", self.body))
    }

    /// The id of the resource in the body.
    #[track_caller]
    pub fn id(&self) -> i64 {
        self.body["id"].as_i64().unwrap_or_else(|| panic!("no id in {}", self.body))
    }
}
