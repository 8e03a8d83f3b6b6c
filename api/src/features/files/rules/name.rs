//! Names that are safe to show, to store and to send in a header.

use super::super::model::MediaType;
use crate::text::has_deceptive_characters;
use unicode_normalization::UnicodeNormalization;

const MAX_CHARS: usize = 120;

/// The name people see: no path, no control or direction-changing characters, at most 120 characters, and an
/// extension that fits the content (`发票.pdf.exe` holding a PDF becomes `发票.pdf.exe.pdf`).
pub fn safe_name(given: &str, media_type: MediaType) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let cleaned: String = last
        .nfc()
        .filter(|c| !c.is_control() && !has_deceptive_characters(c.encode_utf8(&mut [0; 4])))
        .map(|c| if matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*') { '_' } else { c })
        .collect();
    let cleaned = cleaned.trim_matches(|c: char| c == '.' || c.is_whitespace());
    let (stem, extension) = match cleaned.rsplit_once('.') {
        Some((stem, extension)) if media_type.extensions().contains(&extension.to_lowercase().as_str()) => {
            (stem, extension.to_lowercase())
        }
        _ => (cleaned, media_type.extensions()[0].to_owned()),
    };
    let stem = stem.trim_end_matches(|c: char| c == '.' || c.is_whitespace());
    let stem = if stem.is_empty() { "附件" } else { stem };
    let kept: String = stem.chars().take(MAX_CHARS - extension.len() - 1).collect();
    format!("{kept}.{extension}")
}

/// `Content-Disposition` of a download (RFC 6266, names by RFC 8187).
pub fn disposition(id: i64, name: &str) -> String {
    let extension = name.rsplit_once('.').map_or("bin", |(_, e)| e);
    let encoded: String = name
        .bytes()
        .map(|b| match b {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(b).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect();
    format!("attachment; filename=\"file-{id}.{extension}\"; filename*=UTF-8''{encoded}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_what_could_hurt() {
        for (given, safe) in [
            ("投资合同.PDF", "投资合同.pdf"),
            ("../../etc/passwd", "passwd.pdf"),
            ("C:\\Users\\某人\\合同.pdf", "合同.pdf"),
            ("发票\u{202e}fdp.exe", "发票fdp.exe.pdf"),
            ("a\r\nSet-Cookie: x=1.pdf", "aSet-Cookie_ x=1.pdf"),
            ("金\u{200b}川.pdf", "金川.pdf"),
            ("", "附件.pdf"),
            ("..", "附件.pdf"),
            (".pdf", "pdf.pdf"),
        ] {
            assert_eq!(safe_name(given, MediaType::Pdf), safe, "{given:?}");
        }
        assert_eq!(safe_name(&"长".repeat(300), MediaType::Docx).chars().count(), 120);
    }

    #[test]
    fn names_travel_in_ascii() {
        let header = disposition(7, "合同 1.pdf");
        assert_eq!(
            header,
            "attachment; filename=\"file-7.pdf\"; filename*=UTF-8''%E5%90%88%E5%90%8C%201.pdf"
        );
    }
}
