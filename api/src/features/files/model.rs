//! 附件的数据形状。

use crate::db::schema::files;
use crate::db::types::Stamp;
use crate::text_enum;
use diesel::prelude::*;
use serde::Serialize;

text_enum! {
    /// 附件类型，按内容判定
    MediaType {
        Pdf = "application/pdf" / "PDF文档",
        Ofd = "application/ofd" / "OFD版式文档",
        Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document" / "Word文档",
        Doc = "application/msword" / "Word文档（旧版）",
        Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" / "Excel工作簿",
        Xls = "application/vnd.ms-excel" / "Excel工作簿（旧版）",
        Jpeg = "image/jpeg" / "JPEG图片",
        Png = "image/png" / "PNG图片",
        Webp = "image/webp" / "WebP图片",
        Tiff = "image/tiff" / "TIFF图片",
    }
}

impl MediaType {
    /// Extensions that fit, the usual one first.
    pub const fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["pdf"],
            Self::Ofd => &["ofd"],
            Self::Docx => &["docx"],
            Self::Doc => &["doc", "wps"],
            Self::Xlsx => &["xlsx"],
            Self::Xls => &["xls", "et"],
            Self::Jpeg => &["jpg", "jpeg"],
            Self::Png => &["png"],
            Self::Webp => &["webp"],
            Self::Tiff => &["tif", "tiff"],
        }
    }

    /// Is it a picture?
    pub const fn is_image(self) -> bool {
        matches!(self, Self::Jpeg | Self::Png | Self::Webp | Self::Tiff)
    }
}

/// 一份附件
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize, utoipa::ToSchema)]
#[diesel(table_name = files, check_for_backend(crate::db::MultiBackend))]
#[schema(as = File)]
pub struct Row {
    /// 附件编号
    pub id: i64,
    /// 内容的 SHA-256，十六进制
    #[schema(example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    pub sha256: String,
    /// 大小（字节）
    pub size_bytes: i64,
    /// 类型，按内容判定
    pub media_type: MediaType,
    /// 文件名（已去掉路径与不可见字符）
    #[schema(example = "投资合同.pdf")]
    pub name: String,
    /// 上传人
    pub uploaded_by: Option<i64>,
    /// 上传人所在单位
    pub unit_id: Option<i64>,
    /// 以哪家企业的令牌上传
    pub enterprise_id: Option<i64>,
    /// 上传时刻
    pub created_at: Stamp,
    /// 封存时刻：作为凭据审核通过后不可改动
    pub sealed_at: Option<Stamp>,
}

impl Row {
    /// Sealing is the only change a file ever sees.
    pub fn version(&self) -> i32 {
        if self.sealed_at.is_some() { 2 } else { 1 }
    }
}

/// A new row.
#[derive(Debug, Insertable)]
#[diesel(table_name = files)]
pub struct NewRow<'a> {
    /// Hash of the content.
    pub sha256: &'a str,
    /// Size in bytes.
    pub size_bytes: i64,
    /// Type by content.
    pub media_type: MediaType,
    /// Safe name.
    pub name: &'a str,
    /// Who uploads.
    pub uploaded_by: Option<i64>,
    /// His unit.
    pub unit_id: Option<i64>,
    /// The enterprise of a partner token.
    pub enterprise_id: Option<i64>,
    /// When.
    pub created_at: Stamp,
}

/// 附件与可办事项
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct FileView {
    /// 附件
    #[serde(flatten)]
    pub file: Row,
    /// 下载地址
    #[schema(example = "/api/v1/files/1/content")]
    pub content_url: String,
    /// 当前用户可办理的事项
    pub can: Vec<String>,
}

/// 上传的表单：只有一个文件
#[derive(Debug, utoipa::ToSchema)]
#[allow(dead_code)] // the form is streamed; this type describes it in the document
pub struct FileUpload {
    /// 文件内容：PDF、OFD、Word、Excel 或 JPG、PNG、WebP、TIFF 图片
    #[schema(value_type = String, format = Binary, max_length = 1_073_741_824)]
    pub file: Vec<u8>,
}
