//! Contents of every allowed type are built here, and every trick is tried on them.

use super::*;
use std::io::{Cursor, Write};

fn of(bytes: &[u8]) -> Result<MediaType, Refusal> {
    recognise(&mut Cursor::new(bytes), bytes.len() as u64).expect("reads")
}

fn zip_of(names: &[&str]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for name in names {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).expect("entry");
        archive.write_all(b"<x/>").expect("writes");
    }
    archive.finish().expect("closes").into_inner()
}

/// A compound file with one directory sector and one allocation sector.
fn ole_of(names: &[&str]) -> Vec<u8> {
    let mut file = vec![0u8; 512 * 3];
    file[..8].copy_from_slice(OLE);
    file[30] = 9;
    file[48..52].copy_from_slice(&1u32.to_le_bytes());
    file[76..80].copy_from_slice(&0u32.to_le_bytes());
    file[512..516].copy_from_slice(&0xffff_fffdu32.to_le_bytes());
    file[516..520].copy_from_slice(&0xffff_fffeu32.to_le_bytes());
    for (n, name) in names.iter().enumerate() {
        let at = 1024 + n * 128;
        let units: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        file[at..at + units.len()].copy_from_slice(&units);
        file[at + 64..at + 66].copy_from_slice(&u16::try_from(units.len() + 2).expect("short").to_le_bytes());
    }
    file
}

const PDF: &[u8] = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";
const PNG: &[u8] =
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\0IEND\xaeB`\x82";
const JPEG: &[u8] = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xd9";

#[test]
fn allowed_types_are_known_by_content() {
    let webp = [b"RIFF\x0c\0\0\0WEBPVP8 \0\0\0\0".as_slice()].concat();
    for (bytes, kind) in [
        (PDF.to_vec(), MediaType::Pdf),
        (PNG.to_vec(), MediaType::Png),
        (JPEG.to_vec(), MediaType::Jpeg),
        (webp, MediaType::Webp),
        (b"II*\0\x08\0\0\0\0\0\0\0\0\0".to_vec(), MediaType::Tiff),
        (zip_of(&["[Content_Types].xml", "word/document.xml"]), MediaType::Docx),
        (zip_of(&["[Content_Types].xml", "xl/workbook.xml"]), MediaType::Xlsx),
        (zip_of(&["OFD.xml", "Doc_0/Document.xml"]), MediaType::Ofd),
        (ole_of(&["Root Entry", "WordDocument"]), MediaType::Doc),
        (ole_of(&["Root Entry", "Workbook"]), MediaType::Xls),
    ] {
        assert_eq!(of(&bytes), Ok(kind));
    }
}

#[test]
fn everything_else_is_refused_with_its_reason() {
    let behind = |front: &[u8]| [front, &zip_of(&["a.class"])].concat();
    let mut scripted = PNG.to_vec();
    scripted.splice(33..33, b"\0\0\0\x09tEXt<script>xxxx".iter().copied());
    for (bytes, why) in [
        (b"<!DOCTYPE html><html><script>alert(1)</script>".to_vec(), Refusal::Markup),
        (b"\xef\xbb\xbf  <svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>".to_vec(), Refusal::Markup),
        (b"<?xml version='1.0'?><svg/>".to_vec(), Refusal::Markup),
        (b"#!/bin/sh\nrm -rf /\n".to_vec(), Refusal::Markup),
        (b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0".to_vec(), Refusal::Program),
        (b"\x7fELF\x02\x01\x01\0".iter().copied().chain([0; 64]).collect(), Refusal::Program),
        (zip_of(&["a.txt"]), Refusal::Archive),
        (zip_of(&["../../etc/passwd", "[Content_Types].xml", "word/document.xml"]), Refusal::Archive),
        (zip_of(&["[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"]), Refusal::Macros),
        (ole_of(&["Root Entry", "Workbook", "_VBA_PROJECT_CUR"]), Refusal::Macros),
        (ole_of(&["Root Entry", "PowerPoint Document"]), Refusal::Unknown),
        (behind(PDF), Refusal::Polyglot),
        (behind(JPEG), Refusal::Polyglot),
        (scripted, Refusal::Polyglot),
        (behind(PNG), Refusal::Damaged),
        (b"%PDF-1.4\n".to_vec(), Refusal::Damaged),
        (b"PK\x03\x04 cut off".to_vec(), Refusal::Damaged),
        (OLE.to_vec(), Refusal::Damaged),
        (b"%PDF-1.4 <html><script>x</script> %%EOF".to_vec(), Refusal::Polyglot),
        (b"hello".to_vec(), Refusal::Unknown),
        (Vec::new(), Refusal::Unknown),
    ] {
        let shown = String::from_utf8_lossy(&bytes[..bytes.len().min(30)]).into_owned();
        assert_eq!(of(&bytes), Err(why), "{shown:?}");
    }
}

proptest::proptest! {
    #[test]
    fn no_content_makes_it_panic(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..2000), ole in proptest::bool::ANY) {
        let bytes = if ole { [OLE, &bytes].concat() } else { bytes };
        let _ = of(&bytes);
    }
}
