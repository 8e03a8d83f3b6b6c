//! 打开文件：按内容（不按扩展名）认类型，只读出选定的一张表。
use super::read_error::{MAX_FILE_BYTES, ReadError};
use super::sheet::Sheet;
use super::{csv_text, xls, xlsx};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// 文件类型。
///
/// `xlsx` Excel 2007 及以后、WPS · `xls` Excel 97–2003 · `csv` 文本表格
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ImportFileKind)]
pub enum FileKind {
    /// Excel 2007 及以后、WPS
    Xlsx,
    /// Excel 97–2003
    Xls,
    /// 文本表格
    Csv,
}

/// 文件里值得说一声、但不妨碍读的事。
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ImportFileWarning)]
pub struct FileWarning {
    /// 固定代码
    pub code: String,
    /// 说明
    pub message: String,
}

impl FileWarning {
    pub(super) fn new(code: &str, message: &str) -> Self {
        Self { code: code.into(), message: message.into() }
    }
}

/// 文件概况。
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ImportFile)]
pub struct FileInfo {
    /// 类型
    pub kind: FileKind,
    /// csv 的编码
    pub encoding: Option<String>,
    /// csv 的分隔符
    pub delimiter: Option<String>,
    /// 工作表名，按文件里的次序
    pub sheets: Vec<String>,
    /// 提醒
    pub warnings: Vec<FileWarning>,
}

/// 打开的工作簿：概况和选定的一张表。
#[derive(Debug)]
pub struct Workbook {
    /// 概况
    pub info: FileInfo,
    /// 选定的表
    pub sheet: Sheet,
}

/// 打开文件并读一张表。`sheet` 不给时读第一张（看得见的）工作表。
pub fn open(bytes: &[u8], file_name: &str, sheet: Option<&str>) -> Result<Workbook, ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    if bytes.len() > MAX_FILE_BYTES {
        return Err(ReadError::FileTooLarge);
    }
    if bytes.starts_with(b"PK") {
        return guarded(|| xlsx::open(bytes, sheet));
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return guarded(|| xls::open(bytes, sheet));
    }
    if let Some(kind) = infer::get(bytes).filter(|k| k.matcher_type() != infer::MatcherType::Text) {
        return Err(ReadError::UnsupportedType(type_label(kind.mime_type())));
    }
    csv_text::open(bytes, file_name, sheet)
}

/// 读表库遇到精心构造的坏文件可能恐慌；坏文件只应当是“读不了”，不应当是服务器错误。
fn guarded(read: impl FnOnce() -> Result<Workbook, ReadError>) -> Result<Workbook, ReadError> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(read)).unwrap_or(Err(ReadError::BrokenFile))
}

fn type_label(mime: &str) -> &'static str {
    match mime {
        "application/pdf" => "PDF 文件",
        m if m.starts_with("image/") => "图片",
        m if m.starts_with("audio/") || m.starts_with("video/") => "音频或视频",
        "application/gzip" | "application/x-7z-compressed" | "application/vnd.rar" | "application/x-tar" => {
            "压缩包"
        }
        m if m.starts_with("application/x-executable") || m.contains("msdownload") => "程序文件",
        _ => "其他类型的文件",
    }
}

/// 按名字或默认选一张表；`visible` 与 `names` 一一对应。
pub(super) fn choose<'a>(
    names: &'a [String],
    visible: &[bool],
    wanted: Option<&str>,
) -> Result<&'a str, ReadError> {
    match wanted {
        Some(name) => match names.iter().find(|n| n.as_str() == name) {
            Some(found) => Ok(found),
            None => Err(ReadError::NoSuchSheet { name: name.to_string() }),
        },
        None => {
            let shown = names.iter().zip(visible).find(|(_, v)| **v).map(|(n, _)| n);
            shown.or(names.first()).map(String::as_str).ok_or(ReadError::EmptySheet)
        }
    }
}
