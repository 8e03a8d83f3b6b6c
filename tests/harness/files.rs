//! Builders for attachments: whole little documents of each kind.

use crate::{Actor, Answer};
use actix_web::http::Method;
use std::sync::atomic::{AtomicU64, Ordering};

static DOCUMENTS: AtomicU64 = AtomicU64::new(1);

/// A whole PDF that says `text`.
pub fn pdf(text: &str) -> Vec<u8> {
    format!("%PDF-1.4\n% {text}\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n")
        .into_bytes()
}

/// A whole JPEG with a comment.
pub fn jpeg(text: &str) -> Vec<u8> {
    let length = u16::try_from(text.len() + 2).expect("short").to_be_bytes();
    [
        b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xfe",
        &length[..],
        text.as_bytes(),
        b"\xff\xd9",
    ]
    .concat()
}

impl Actor {
    /// Uploads a file.
    pub async fn upload(&self, name: &str, content: &[u8]) -> Answer {
        self.call(Method::POST, "/files")
            .fresh_key()
            .upload(name, "application/octet-stream", content, &[])
            .send()
            .await
    }

    /// Uploads a document of this name that nobody has uploaded before and answers its id.
    pub async fn document(&self, what: &str) -> i64 {
        let n = DOCUMENTS.fetch_add(1, Ordering::SeqCst);
        self.upload(&format!("{what}.pdf"), &pdf(&format!("{what} {n}"))).await.expect(201).id()
    }

    /// Uploads a bank voucher that no other entry has and answers the file's id.
    pub async fn proof(&self) -> i64 {
        self.document("银行凭证").await
    }
}
