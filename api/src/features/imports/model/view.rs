//! What goes out.

use super::{Decision, ImportRowStatus, ImportState, ImportTarget, RecognitionInput, ResultKind};
use crate::db::types::Stamp;
use crate::features::imports::rules::duplicates::Reason;
use crate::features::imports::rules::issues::Issue;
use crate::features::imports::rules::places::PlaceHint;
use crate::features::imports::rules::preview::{Counts, OtherRow, Recognition};
use crate::features::imports::rules::totals::Sums;
use crate::features::imports::rules::values::Values;
use crate::features::imports::rules::workbook::FileInfo;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// What was brought into the library so far.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ImportResults)]
pub struct Results {
    /// 新登记
    pub created: i64,
    /// 更新了库里的记录
    pub updated: i64,
    /// 与库中一致，未改动
    pub matched: i64,
    /// 已撤销
    pub undone: i64,
    /// 入库后已被别人修改、没有撤销的
    pub undo_refused: i64,
    /// 可以入库而尚未入库
    pub waiting: i64,
}

/// An import session in a list.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ImportSessionItem)]
pub struct SessionItem {
    /// 批次编号
    pub id: i64,
    /// 导入成什么
    pub target: ImportTarget,
    /// 文件名
    pub file_name: String,
    /// 文件大小（字节）
    pub size_bytes: i64,
    /// 文件内容的 SHA-256
    pub sha256: String,
    /// 状态
    pub state: ImportState,
    /// 各类行数，含人的改正与决定
    pub counts: Counts,
    /// 金额合计与核对；企业导入时为空
    pub sums: Option<Sums>,
    /// 上次中断的原因与怎么办
    pub failure: Option<String>,
    /// 没有写明责任单位的行归哪个单位
    pub lead_unit_id: Option<i64>,
    /// 正在做或最近一次的后台任务
    pub job_id: Option<i64>,
    /// 上传人
    pub created_by: Option<i64>,
    /// 上传人姓名
    pub created_by_name: Option<String>,
    /// 上传人的单位
    pub unit_id: Option<i64>,
    /// 上传时刻
    pub created_at: Stamp,
    /// 最近变动时刻
    pub updated_at: Stamp,
    /// 版本
    pub version: i32,
}

/// An import session in full.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ImportSession)]
pub struct SessionView {
    /// 概况
    #[serde(flatten)]
    pub session: SessionItem,
    /// 人对读法的指定
    pub choices: RecognitionInput,
    /// 文件概况；读取之前为空
    pub file: Option<FileInfo>,
    /// 认出的版式；读取之前为空
    pub recognition: Option<Recognition>,
    /// 不是记录的行：小计、合计、分组、说明、重复的表头、空行（最多两千行）
    pub other_rows: Vec<OtherRow>,
    /// 入库的结果
    pub results: Results,
    /// 以前导入过同一份文件的批次
    pub same_file_as: Vec<i64>,
    /// 本人可以办理的事项
    pub can: Vec<String>,
}

/// One field in which the file and the library differ.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = ImportDifference)]
pub struct Difference {
    /// 字段代码
    pub field: String,
    /// 字段名称
    pub label: String,
    /// 库里的值
    pub library: String,
    /// 文件里的值
    pub file: String,
}

/// With whom a row may be a duplicate.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = ImportDuplicate)]
pub struct DuplicateView {
    /// 同一文件里的行号
    pub row: Option<u32>,
    /// 库里的编号；是外单位看不到的记录时为空
    pub library_id: Option<i64>,
    /// 库里的名称
    pub library_name: Option<String>,
    /// 核对时库里那一条的版本：入库时它已经变了的，这一行不入库，改为疑似重复，请人再看
    #[serde(default)]
    pub library_version: Option<i32>,
    /// 库里的那一条已退库：不能更新它
    #[serde(default)]
    #[schema(required = true)]
    pub withdrawn: bool,
    /// 原因
    pub reason: Reason,
    /// 名称相似度，百分数
    pub similarity_pct: u8,
    /// 文件与库里不同的字段；与库里比较时才有
    pub differences: Vec<Difference>,
    /// 文件与库里相同的字段；与库里比较时才有
    #[serde(default)]
    #[schema(required = true)]
    pub alike: Vec<Difference>,
    /// 给人看的话
    pub message: String,
}

impl DuplicateView {
    /// Of the library nothing but that the caller may not see it, or of another row nothing but its number.
    pub fn bare(row: Option<u32>, reason: Reason, similarity_pct: u8, message: String) -> Self {
        Self {
            row,
            library_id: None,
            library_name: None,
            library_version: None,
            withdrawn: false,
            reason,
            similarity_pct,
            differences: Vec::new(),
            alike: Vec::new(),
            message,
        }
    }

    /// The very record of the library, and nothing about it is new: no decision is needed.
    pub fn unchanged(&self) -> bool {
        let found = self.library_id.is_some() && !self.withdrawn;
        found && self.reason == Reason::SameNumber && self.differences.is_empty()
    }

    /// Which record of the library in which version was compared.
    pub fn seen(&self) -> Option<(i64, i32)> {
        self.library_id.zip(self.library_version)
    }
}

/// A cell of a column that is not imported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ImportOtherCell)]
pub struct OtherCellView {
    /// 列字母
    pub column: String,
    /// 列名，上级在前，用 `/` 隔开
    pub head: String,
    /// 格子里的文字，最多300字
    pub text: String,
}

/// One record row.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ImportRow)]
pub struct RowView {
    /// 表格行号（从1起，与 Excel 一致）
    pub row: i32,
    /// 状态
    pub status: ImportRowStatus,
    /// 名称
    pub name: String,
    /// 各字段的值（已套用改正），键为字段代码
    #[schema(value_type = Object)]
    pub values: Values,
    /// 阶段代码；叫法对不上时为空
    pub stage_code: Option<String>,
    /// 地点
    pub place: Option<PlaceHint>,
    /// 所在的分组标题
    pub group: Option<String>,
    /// 问题，每个有格子、原因、怎么办
    pub issues: Vec<Issue>,
    /// 疑似与谁重复
    pub duplicate: Option<DuplicateView>,
    /// 与库中的记录一致，没有要入库的
    pub as_in_library: bool,
    /// 没有导入的格子的原文，供核对：没有对应字段的列（最多前60列），空格子和批注表里系统加的三列不列
    pub other_cells: Vec<OtherCellView>,
    /// 人的改正
    #[schema(value_type = Object)]
    pub fixes: BTreeMap<String, String>,
    /// 人的决定
    pub decision: Option<Decision>,
    /// 入库的结果
    pub result_kind: Option<ResultKind>,
    /// 入库后的项目或企业编号
    pub result_id: Option<i64>,
    /// 入库时刻
    pub committed_at: Option<Stamp>,
    /// 撤销时刻
    pub undone_at: Option<Stamp>,
    /// 没有撤销的原因
    pub undo_refusal: Option<String>,
    /// 版本
    pub version: i32,
}

/// Result of one item of a batch.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ImportDecisionResult)]
pub struct DecisionResult {
    /// 行号
    pub row: i32,
    /// HTTP 状态码：200 已记下；404 没有这一行；409 已入库；412 版本已变；422 不能这样决定
    pub status: u16,
    /// 没有记下的原因
    pub error: Option<String>,
    /// 这一行的最新内容
    pub item: Option<RowView>,
}

/// Results of a batch, with the session's new version.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ImportDecisionResults)]
pub struct DecisionResults {
    /// 逐行的结果，次序与请求相同
    pub items: Vec<DecisionResult>,
    /// 批次的最新版本
    pub session_version: i32,
}
