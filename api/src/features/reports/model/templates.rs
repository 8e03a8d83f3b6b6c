//! Templates of exports.

use crate::db::schema::export_templates;
use crate::db::types::{Doc, Stamp};
use crate::text_enum;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

text_enum! {
    /// Unit of a column of amounts.
    ExportUnit { Yuan = "yuan" / "元", Wan = "wan" / "万元", Yi = "yi" / "亿元" }
}

impl ExportUnit {
    /// Yuan in one.
    pub const fn yuan(self) -> i64 {
        match self {
            Self::Yuan => 1,
            Self::Wan => 10_000,
            Self::Yi => 100_000_000,
        }
    }
}

text_enum! {
    /// How exactly dates are shown.
    DatePrecision { Day = "day" / "到日", Month = "month" / "到月", Year = "year" / "到年" }
}

text_enum! {
    /// Whose template it is.
    TemplateScope { Personal = "personal" / "本人的", Unit = "unit" / "本单位的", City = "city" / "全市的" }
}

/// One column of a template.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ExportColumnInput)]
pub struct ColumnInput {
    /// 清单的字段；空 = 这一列留空（系统还没有这项内容），须写明列名
    #[schema(max_length = 60, example = "total_investment_yuan")]
    pub field: Option<String>,
    /// 列名；不填用字段的名称。金额列没有写“元”的，自动加上单位
    #[schema(min_length = 1, max_length = 100, example = "拟投资额")]
    pub title: Option<String>,
    /// 上级表头，最外层在前，最多3级
    #[schema(max_items = 3, max_length = 100)]
    pub groups: Option<Vec<String>>,
    /// 金额单位，默认万元
    pub unit: Option<ExportUnit>,
    /// 列宽（字符数）
    #[schema(minimum = 2, maximum = 120, example = 14)]
    pub width: Option<f64>,
    /// 数字格式，如 `#,##0.00`
    #[schema(max_length = 30, pattern = "^[#0?,]{1,20}(\\.[#0?]{1,8})?%?$", example = "#,##0.00")]
    pub number_format: Option<String>,
    /// 日期到日、月还是年
    pub date_precision: Option<DatePrecision>,
    /// 末行是否合计这一列
    pub total: Option<bool>,
    /// 说明，例如为什么留空
    #[schema(max_length = 200, example = "系统尚未登记计划资金来源，请手工填写")]
    pub note: Option<String>,
}

/// Title and columns.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct TemplateContent {
    /// 标题行
    pub title: String,
    /// 各列，依次
    pub columns: Vec<ColumnInput>,
}

/// A template to be made or changed as a whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ExportTemplateInput)]
pub struct TemplateInput {
    /// 清单
    #[schema(max_length = 40, example = "projects")]
    pub list: String,
    /// 模板名称，在同一清单的同一范围里不重复
    #[schema(min_length = 1, max_length = 60, example = "在谈项目清单")]
    pub name: String,
    /// 谁的模板；登记后不再改
    pub scope: TemplateScope,
    /// 标题行
    #[schema(min_length = 1, max_length = 100, example = "招商引资在谈项目清单")]
    pub title: String,
    /// 各列，依次
    #[schema(min_items = 1, max_items = 200)]
    pub columns: Vec<ColumnInput>,
}

/// A template as stored.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize)]
#[diesel(table_name = export_templates, check_for_backend(crate::db::MultiBackend))]
#[allow(missing_docs)] // described on `TemplateView`
pub struct Template {
    pub id: i64,
    pub list: String,
    pub name: String,
    pub scope: TemplateScope,
    pub owner_id: Option<i64>,
    pub unit_id: Option<i64>,
    /// [`TemplateContent`].
    pub content: Doc,
    pub created_by: Option<i64>,
    pub created_at: Stamp,
    pub updated_at: Stamp,
    pub ended_at: Option<Stamp>,
    pub version: i32,
}

/// 导出模板
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ExportTemplate)]
pub struct TemplateView {
    /// 模板编号
    pub id: i64,
    /// 清单
    pub list: String,
    /// 模板名称
    pub name: String,
    /// 谁的模板
    pub scope: TemplateScope,
    /// 所属单位；单位模板才有
    pub unit_id: Option<i64>,
    /// 是不是系统自带、至今没有改过
    pub shipped: bool,
    /// 标题行与各列
    #[serde(flatten)]
    pub content: TemplateContent,
    /// 最近修改时刻；系统自带的为空
    pub updated_at: Option<Stamp>,
    /// 版本
    pub version: i32,
    /// 本人可以办理的事项
    pub can: Vec<String>,
}

/// Query of the templates.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct TemplateQuery {
    /// 清单
    #[param(max_length = 40)]
    pub list: Option<String>,
    /// 谁的模板
    pub scope: Option<TemplateScope>,
}

/// A template, or columns, to be tried on a few rows.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ExportPreviewInput)]
pub struct PreviewInput {
    /// 清单
    #[schema(max_length = 40, example = "projects")]
    pub list: String,
    /// 条件：与清单的查询参数写法相同
    #[schema(max_length = 4000, example = "stage=negotiating")]
    pub filter: Option<String>,
    /// 排序：与清单的 sort 相同
    #[schema(max_length = 60)]
    pub sort: Option<String>,
    /// 按哪个模板；与 columns 只能给一个
    pub template_id: Option<i64>,
    /// 各列，依次
    #[schema(min_items = 1, max_items = 200)]
    pub columns: Option<Vec<ColumnInput>>,
}

/// 表头的一格
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ExportHeaderCell)]
pub struct HeaderCellView {
    /// 第几行，从0起
    pub row: usize,
    /// 第几列，从0起
    pub col: usize,
    /// 占几行
    pub rows: usize,
    /// 占几列
    pub cols: usize,
    /// 文字
    pub text: String,
}

/// 头几行的样子
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ExportPreview)]
pub struct PreviewView {
    /// 表头，逐格
    pub header: Vec<HeaderCellView>,
    /// 列名，依次
    pub columns: Vec<String>,
    /// 留空的列及原因
    pub empty_columns: Vec<String>,
    /// 符合条件的行数
    pub total: i64,
    /// 头5行，逐格的文字
    pub rows: Vec<Vec<String>>,
}
