//! The pages of `web/`: the files of the folder that the settings name (`web`, `CHENGFENG_WEB`), read once at the start.
//! The service is whole without them. Every path that is neither a file nor an operation is a page of the application,
//! which finds its way by itself. Tests: `tests/features/pages.rs`.

use crate::auth::secrets::hex;
use crate::error::{Error, Result};
use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::header::{self, HeaderMap};
use actix_web::web::Bytes;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::path::Path;

/// What the pages may load: this machine only, no inline scripts, no `eval`; the components write style elements.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; \
    font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
/// The page that everything begins with.
const INDEX: &str = "/index.html";
/// Largest folder that is taken into memory.
const MOST_BYTES: u64 = 64 << 20;

/// The files, by the path they are asked for.
pub struct Pages(HashMap<String, File>);

struct File {
    content_type: &'static str,
    /// Weak: it is the same for every coding.
    etag: String,
    /// Its name holds the hash of its content: it never changes.
    hashed: bool,
    plain: Bytes,
    /// Compressed by the build, best first: coding and content.
    packed: Vec<(&'static str, Bytes)>,
}

impl Pages {
    /// Reads the folder that the build wrote.
    ///
    /// # Errors
    /// A Chinese sentence when it is no such folder or cannot be read.
    pub fn load(folder: &Path) -> anyhow::Result<Self> {
        let mut files = HashMap::new();
        let mut left = MOST_BYTES;
        read(folder, "", &mut files, &mut left).map_err(|e| {
            anyhow::anyhow!("无法读取网页目录 {}：{e}。请核对 web 设置，或先构建 web/。", folder.display())
        })?;
        anyhow::ensure!(
            files.contains_key(INDEX),
            "网页目录 {} 中没有 index.html。请核对 web 设置，或先构建 web/。",
            folder.display()
        );
        let packed: Vec<String> =
            files.keys().filter(|p| p.ends_with(".br") || p.ends_with(".gz")).cloned().collect();
        let mut pages: HashMap<String, File> = HashMap::new();
        let mut variants: Vec<(String, &'static str, Bytes)> = Vec::new();
        for path in packed {
            let bytes = files.remove(&path).unwrap_or_default();
            let (of, ending) = path.split_at(path.len() - 3);
            variants.push((of.to_owned(), if ending == ".br" { "br" } else { "gzip" }, bytes));
        }
        for (path, plain) in files {
            let file = File {
                content_type: content_type(&path),
                etag: format!("W/\"{}\"", &hex(&Sha256::digest(&plain))[..32]),
                hashed: path.starts_with("/assets/"),
                plain,
                packed: Vec::new(),
            };
            pages.insert(path, file);
        }
        for (of, coding, bytes) in variants {
            if let Some(file) = pages.get_mut(&of) {
                file.packed.push((coding, bytes));
                file.packed.sort_by_key(|(coding, _)| *coding); // `br` before `gzip`
            }
        }
        Ok(Self(pages))
    }

    /// The file at this path, or the first page where a person goes to an address of the application.
    ///
    /// # Errors
    /// 404 for a file that is not there, and for what no browser asks as a page.
    pub fn answer(&self, req: &HttpRequest) -> Result<HttpResponse> {
        let path = req.path();
        let file = match self.0.get(path) {
            Some(file) if path != INDEX => file,
            _ if path.starts_with("/api/")
                || path.rsplit('/').next().is_some_and(|last| last.contains('.')) =>
            {
                return Err(Error::not_found());
            }
            _ if !wants_page(req.headers()) => return Err(Error::not_found()),
            _ => self.0.get(INDEX).ok_or_else(|| Error::internal("no index.html"))?,
        };
        Ok(file.answer(req.headers()))
    }
}

impl File {
    fn answer(&self, asked: &HeaderMap) -> HttpResponse {
        let text = |name| asked.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default();
        let keep = if self.hashed { "public, max-age=31536000, immutable" } else { "no-cache" };
        let known = text(header::IF_NONE_MATCH).split(',').any(|tag| tag.trim() == self.etag);
        let mut answer = if known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
        answer
            .insert_header((header::CACHE_CONTROL, keep))
            .insert_header((header::ETAG, self.etag.clone()))
            .insert_header((header::VARY, "Accept-Encoding"))
            .insert_header((header::CONTENT_SECURITY_POLICY, POLICY));
        if known {
            return answer.finish();
        }
        answer.content_type(self.content_type);
        let accepted = text(header::ACCEPT_ENCODING);
        let takes = |coding: &str| {
            accepted.split(',').any(|one| {
                let mut parts = one.split(';');
                parts.next().is_some_and(|name| name.trim() == coding)
                    && !parts.any(|q| matches!(q.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
            })
        };
        match self.packed.iter().find(|(coding, _)| takes(coding)) {
            Some((coding, bytes)) => {
                answer.insert_header((header::CONTENT_ENCODING, *coding)).body(bytes.clone())
            }
            None => answer.body(self.plain.clone()),
        }
    }
}

fn wants_page(asked: &HeaderMap) -> bool {
    let accept = asked.get(header::ACCEPT).and_then(|v| v.to_str().ok()).unwrap_or("*/*");
    accept.contains("text/html") || accept.contains("*/*")
}

fn read(folder: &Path, at: &str, into: &mut HashMap<String, Bytes>, left: &mut u64) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{at}/{name}");
        let kind = std::fs::metadata(entry.path())?;
        if name.starts_with('.') {
            continue; // the build's own notes
        }
        if kind.is_dir() {
            read(&entry.path(), &path, into, left)?;
            continue;
        }
        *left = left
            .checked_sub(kind.len())
            .ok_or_else(|| std::io::Error::other(format!("文件超过 {} MiB", MOST_BYTES >> 20)))?;
        into.insert(path, std::fs::read(entry.path())?.into());
    }
    Ok(())
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
