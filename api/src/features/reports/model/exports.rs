//! Exports: what is asked for, the record, what goes out.

use super::ColumnInput;
use crate::db::schema::exports;
use crate::db::types::{Doc, Stamp};
use crate::jobs::JobState;
use crate::text_enum;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

text_enum! {
    /// Kind of file.
    ExportFormat { Xlsx = "xlsx" / "Excel 工作簿", Csv = "csv" / "逗号分隔的文本" }
}

text_enum! {
    /// Encoding of a text file.
    ExportEncoding { Utf8 = "utf8" / "UTF-8（带 BOM）", Gb18030 = "gb18030" / "GB 18030" }
}

text_enum! {
    /// Where an export stands.
    ExportState {
        Queued = "queued" / "排队中",
        Running = "running" / "正在导出",
        Ready = "ready" / "可以下载",
        Failed = "failed" / "失败",
        Cancelled = "cancelled" / "已取消",
        Expired = "expired" / "文件已过期",
    }
}

impl ExportFormat {
    /// Media type of the file.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Csv => "text/csv",
        }
    }
}

/// A table that is asked for.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExportInput {
    /// 清单；本人可导出的及各列见 `GET /export-lists`
    #[schema(max_length = 40, example = "projects")]
    pub list: String,
    /// 条件：与清单的查询参数写法相同（翻页、取字段的参数不起作用）；不填即全部
    #[schema(max_length = 4000, example = "stage=signed,landed&total_investment_yuan.gte=50000000")]
    pub filter: Option<String>,
    /// 排序：与清单的 sort 相同
    #[schema(max_length = 60, example = "-total_investment_yuan")]
    pub sort: Option<String>,
    /// 按哪个模板；与 columns 只能给一个，都不给即用清单的常用列
    pub template_id: Option<i64>,
    /// 各列，依次
    #[schema(min_items = 1, max_items = 200)]
    pub columns: Option<Vec<ColumnInput>>,
    /// 标题行；不填用模板的或清单的名称
    #[schema(min_length = 1, max_length = 100, example = "2026年签约项目台账")]
    pub title: Option<String>,
    /// 文件种类
    pub format: ExportFormat,
    /// 文本文件的编码，默认 UTF-8；xlsx 不填
    pub encoding: Option<ExportEncoding>,
}

/// An export as stored.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = exports, check_for_backend(crate::db::MultiBackend))]
#[allow(missing_docs)] // described on `ExportView`
pub struct Export {
    pub id: i64,
    /// Whose it is: a person, or a token.
    pub principal: String,
    pub owner_name: String,
    pub unit_id: Option<i64>,
    pub list: String,
    pub title: String,
    pub format: ExportFormat,
    pub encoding: ExportEncoding,
    pub filter: String,
    pub filter_words: String,
    pub sort: Option<String>,
    pub template_id: Option<i64>,
    pub template_version: Option<i32>,
    /// [`crate::features::reports::rules::layout::Layout`].
    pub layout: Doc,
    pub layout_sha256: String,
    pub job_id: i64,
    pub as_of_at: Option<Stamp>,
    pub rows_matched: Option<i64>,
    pub rows_written: Option<i64>,
    /// Name of the file in the export area.
    pub stored_name: Option<String>,
    pub size_bytes: Option<i64>,
    pub sha256: Option<String>,
    pub created_at: Stamp,
    pub finished_at: Option<Stamp>,
    pub expires_at: Option<Stamp>,
    pub removed_at: Option<Stamp>,
    pub version: i32,
}

/// 一份导出
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ExportView {
    /// 导出编号
    pub id: i64,
    /// 清单
    #[schema(example = "projects")]
    pub list: String,
    /// 标题行
    pub title: String,
    /// 文件种类
    pub format: ExportFormat,
    /// 文本文件的编码
    pub encoding: ExportEncoding,
    /// 条件（查询参数）
    pub filter: String,
    /// 条件，给人看的
    #[schema(example = "阶段：签约、落地")]
    pub filter_words: String,
    /// 排序
    pub sort: Option<String>,
    /// 所用模板
    pub template_id: Option<i64>,
    /// 模板当时的版本
    pub template_version: Option<i32>,
    /// 版式（标题、各列）的 SHA-256
    pub layout_sha256: String,
    /// 列名，依次
    pub columns: Vec<String>,
    /// 状态
    pub state: ExportState,
    /// 后台任务编号
    pub job_id: i64,
    /// 已写行数
    pub done: i64,
    /// 总行数；尚不知道时为空
    pub total: Option<i64>,
    /// 失败原因与怎么办
    pub failure: Option<String>,
    /// 数据截至的时刻；整份表是这一时刻的样子
    pub as_of_at: Option<Stamp>,
    /// 符合条件的行数
    pub rows_matched: Option<i64>,
    /// 写出的行数，必与符合条件的相同
    pub rows_written: Option<i64>,
    /// 文件名
    pub file_name: String,
    /// 大小（字节）
    pub size_bytes: Option<i64>,
    /// 文件内容的 SHA-256
    pub sha256: Option<String>,
    /// 下载地址；不能下载时为空
    pub content_url: Option<String>,
    /// 发起时刻
    pub created_at: Stamp,
    /// 完成时刻
    pub finished_at: Option<Stamp>,
    /// 文件保留到
    pub expires_at: Option<Stamp>,
    /// 版本
    pub version: i32,
    /// 本人可以办理的事项
    pub can: Vec<String>,
}

/// What the job of an export says about it.
#[derive(Debug, Clone, Queryable)]
pub struct Progress {
    /// State.
    pub state: JobState,
    /// Rows done.
    pub done: i64,
    /// Rows in all.
    pub total: Option<i64>,
    /// Why it failed.
    pub failure: Option<String>,
}

/// 一份可导出的清单
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ExportListView {
    /// 清单
    #[schema(example = "projects")]
    pub list: String,
    /// 名称
    #[schema(example = "招商引资项目台账")]
    pub title: String,
    /// 条件与排序照这个操作的查询参数写
    #[schema(example = "/api/v1/projects")]
    pub conditions_of: String,
    /// 全部的列
    pub columns: Vec<ExportColumnView>,
    /// 不指定各列时用的列
    pub default_columns: Vec<String>,
}

/// 清单的一列
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ExportColumnView {
    /// 字段
    #[schema(example = "total_investment_yuan")]
    pub field: String,
    /// 列名
    #[schema(example = "总投资")]
    pub title: String,
    /// 种类：`text` 文字 · `money` 金额 · `count` 整数 · `number` 小数 · `day` 日期 · `partial_date` 可只到年月的日期 ·
    /// `instant` 时刻 · `yes_no` 是否 · `choice` 选项 · `row_number` 序号
    #[schema(example = "money")]
    pub kind: String,
}

/// Query of one's exports.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ExportQuery {
    /// 清单
    #[param(max_length = 40)]
    pub list: Option<String>,
}
