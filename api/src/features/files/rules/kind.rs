//! What a content is, from its bytes alone.
//!
//! Sources: ISO 32000 (PDF), PNG and JPEG specifications, ECMA-376 (OOXML), MS-CFB (OLE), GB/T 33190 (OFD). A file that
//! is two things at once (a picture with an archive behind it, a PDF that begins as a web page) is refused: what the
//! auditor sees must be all there is.

use super::super::model::MediaType;
use std::io::{self, Read, Seek, SeekFrom};

/// Why a content is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// None of the allowed types.
    Unknown,
    /// A web page, script or vector graphic.
    Markup,
    /// A program.
    Program,
    /// An archive that is no document.
    Archive,
    /// A document with macros.
    Macros,
    /// Two types in one file.
    Polyglot,
    /// Begins like an allowed type but is broken.
    Damaged,
}

impl Refusal {
    /// Reason and remedy.
    pub const fn message(self) -> &'static str {
        match self {
            Self::Unknown => {
                "无法识别的文件类型。请上传 PDF、OFD、Word、Excel 或 JPG、PNG、WebP、TIFF 图片。"
            }
            Self::Markup => "内容是网页、脚本或 SVG，不能作为附件。请打印或另存为 PDF 后上传。",
            Self::Program => "内容是可执行程序，不能上传。请只上传文档或图片。",
            Self::Archive => "压缩包不能作为附件。请解压后逐个上传其中的文档或图片。",
            Self::Macros => "文档含有宏，不能上传。请另存为不带宏的格式（docx、xlsx）或 PDF 后上传。",
            Self::Polyglot => "文件里夹带了别的内容，不能上传。请重新扫描或另存一份干净的文件。",
            Self::Damaged => "文件已损坏或不完整。请重新扫描、下载或另存后上传。",
        }
    }
}

/// Bytes looked at from the beginning.
const HEAD: u64 = 64 * 1024;
/// End-of-archive records lie within this distance of the end.
const TAIL: u64 = 64 * 1024 + 22;
const MAX_ENTRIES: usize = 10_000;

type Verdict = io::Result<Result<MediaType, Refusal>>;

/// Recognises a content of `size` bytes.
///
/// # Errors
/// Only what reading answers; a refusal is a value.
pub fn recognise<R: Read + Seek>(content: &mut R, size: u64) -> Verdict {
    let head = read_at(content, 0, HEAD.min(size))?;
    let archive_behind = ends_with_archive(&read_at(content, size.saturating_sub(TAIL), TAIL.min(size))?);
    if head.starts_with(b"PK\x03\x04") {
        return if archive_behind { package(content) } else { Ok(Err(Refusal::Damaged)) };
    }
    let found = if head.starts_with(OLE) { compound(content, size)? } else { single(content, &head, size)? };
    Ok(if archive_behind && found.is_ok() { Err(Refusal::Polyglot) } else { found })
}

fn read_at<R: Read + Seek>(content: &mut R, from: u64, length: u64) -> io::Result<Vec<u8>> {
    content.seek(SeekFrom::Start(from))?;
    let mut bytes = Vec::new();
    content.take(length).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Formats that are one stream: PDF and pictures.
fn single<R: Read + Seek>(content: &mut R, head: &[u8], size: u64) -> Verdict {
    let Some(found) = infer::get(head) else {
        return Ok(Err(if looks_like_markup(head) { Refusal::Markup } else { Refusal::Unknown }));
    };
    let end = read_at(content, size.saturating_sub(1024), 1024.min(size))?;
    let (kind, whole) = match found.mime_type() {
        "application/pdf" => (MediaType::Pdf, contains(&end, b"%%EOF")),
        "image/jpeg" => (MediaType::Jpeg, contains(&end, &[0xff, 0xd9]) || size > HEAD),
        "image/png" => (MediaType::Png, end.ends_with(b"\0\0\0\0IEND\xaeB`\x82")),
        "image/webp" => (MediaType::Webp, riff_size(head).is_some_and(|n| n == size || n + 1 == size)),
        "image/tiff" => (MediaType::Tiff, size >= 8),
        _ if infer::is_app(head) => return Ok(Err(Refusal::Program)),
        _ if infer::is_archive(head) => return Ok(Err(Refusal::Archive)),
        "text/html" | "text/xml" | "text/x-shellscript" => return Ok(Err(Refusal::Markup)),
        _ => return Ok(Err(Refusal::Unknown)),
    };
    // XMP in pictures is XML but never a page or a script; PDF forms may speak of pages further on
    let looked_at = if kind == MediaType::Pdf { &head[..head.len().min(1024)] } else { head };
    Ok(if !whole {
        Err(Refusal::Damaged)
    } else if has_script(looked_at) {
        Err(Refusal::Polyglot)
    } else {
        Ok(kind)
    })
}

fn riff_size(head: &[u8]) -> Option<u64> {
    let bytes: [u8; 4] = head.get(4..8)?.try_into().ok()?;
    Some(u64::from(u32::from_le_bytes(bytes)) + 8)
}

fn contains(text: &[u8], part: &[u8]) -> bool {
    text.windows(part.len()).any(|w| w == part)
}

fn has_script(text: &[u8]) -> bool {
    let lower = text.to_ascii_lowercase();
    let marks: [&[u8]; 6] = [b"<script", b"<html", b"<!doctype", b"<svg", b"<?php", b"<iframe"];
    marks.iter().any(|m| contains(&lower, m))
}

fn looks_like_markup(head: &[u8]) -> bool {
    let start = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    start.starts_with(b"<") || has_script(head)
}

/// Does a ZIP end-of-archive record close the file exactly?
fn ends_with_archive(tail: &[u8]) -> bool {
    tail.windows(22).enumerate().any(|(at, record)| {
        record.starts_with(b"PK\x05\x06")
            && at + 22 + usize::from(u16::from_le_bytes([record[20], record[21]])) == tail.len()
    })
}

/// Documents that are ZIP packages: OOXML and OFD.
fn package<R: Read + Seek>(content: &mut R) -> Verdict {
    content.rewind()?;
    let Ok(archive) = zip::ZipArchive::new(content) else { return Ok(Err(Refusal::Damaged)) };
    if archive.offset() != 0 {
        return Ok(Err(Refusal::Polyglot));
    }
    if archive.len() > MAX_ENTRIES {
        return Ok(Err(Refusal::Archive));
    }
    let mut names = Vec::with_capacity(archive.len());
    for name in archive.file_names_raw() {
        match std::str::from_utf8(name) {
            Ok(name) => names.push(name.to_ascii_lowercase()),
            Err(_) => return Ok(Err(Refusal::Archive)),
        }
    }
    let strays = |n: &String| n.starts_with('/') || n.contains('\\') || n.split('/').any(|part| part == "..");
    let has = |name: &str| names.iter().any(|n| n == name);
    Ok(if names.iter().any(strays) {
        Err(Refusal::Archive)
    } else if names.iter().any(|n| n.ends_with("vbaproject.bin")) {
        Err(Refusal::Macros)
    } else if has("[content_types].xml") && has("word/document.xml") {
        Ok(MediaType::Docx)
    } else if has("[content_types].xml") && has("xl/workbook.xml") {
        Ok(MediaType::Xlsx)
    } else if has("ofd.xml") {
        Ok(MediaType::Ofd)
    } else {
        Err(Refusal::Archive)
    })
}

const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Old office documents: the directory of the compound file tells which.
fn compound<R: Read + Seek>(content: &mut R, size: u64) -> Verdict {
    let Some(names) = directory(content, size)? else { return Ok(Err(Refusal::Damaged)) };
    let has = |name: &str| names.iter().any(|n| n.eq_ignore_ascii_case(name));
    Ok(if ["_VBA_PROJECT_CUR", "_VBA_PROJECT", "VBA", "Macros"].iter().any(|n| has(n)) {
        Err(Refusal::Macros)
    } else if has("WordDocument") {
        Ok(MediaType::Doc)
    } else if has("Workbook") || has("Book") {
        Ok(MediaType::Xls)
    } else {
        Err(Refusal::Unknown)
    })
}

/// Names in the directory of a compound file; `None` when its chain is broken.
fn directory<R: Read + Seek>(content: &mut R, size: u64) -> io::Result<Option<Vec<String>>> {
    let header = read_at(content, 0, 512)?;
    let shift = header.get(30).copied().unwrap_or_default();
    if header.len() < 512 || !matches!(shift, 9 | 12) {
        return Ok(None);
    }
    let sector_bytes = 1u64 << shift;
    let number = |bytes: &[u8], at: usize| -> u64 {
        bytes.get(at..at + 4).map_or(u64::MAX, |b| u64::from(u32::from_le_bytes([b[0], b[1], b[2], b[3]])))
    };
    let mut names = Vec::new();
    let mut sector = number(&header, 48);
    for _ in 0..1000 {
        if sector >= 0xffff_fffa {
            return Ok(Some(names));
        }
        let at = (sector + 1) * sector_bytes;
        // the first 109 allocation sectors are named in the header: 6.8 MiB at 512 bytes a sector
        let table = number(
            &header,
            76 + 4 * usize::try_from((sector * 4) / sector_bytes).unwrap_or(usize::MAX / 8).min(109),
        );
        if at >= size || table >= 0xffff_fffa || (table + 1) * sector_bytes >= size {
            return Ok(None);
        }
        let entries = read_at(content, at, sector_bytes)?;
        names.extend(entries.chunks_exact(128).filter_map(entry_name));
        let next = read_at(content, (table + 1) * sector_bytes + (sector * 4) % sector_bytes, 4)?;
        sector = number(&next, 0);
    }
    Ok(None)
}

fn entry_name(entry: &[u8]) -> Option<String> {
    let length = usize::from(u16::from_le_bytes([entry[64], entry[65]]));
    let units: Vec<u16> = entry
        .get(..length.checked_sub(2)?.min(62))?
        .chunks_exact(2)
        .map(|b| u16::from_le_bytes([b[0], b[1]]))
        .collect();
    String::from_utf16(&units).ok().filter(|n| !n.is_empty())
}

#[cfg(test)]
#[path = "kind_tests.rs"]
mod tests;
