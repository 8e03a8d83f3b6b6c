//! 企业、别名：表里的一行就是报文里的一条。联系人、合并、答复的形状各在一个文件里。

mod contacts;
mod merges;
mod views;

pub use contacts::*;
pub use merges::*;
pub use views::*;

use crate::db::schema::{enterprise_aliases, enterprises};
use crate::db::types::{Doc, Stamp};
use crate::text_enum;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

text_enum! {
    /// 企业类别，可以同时属于几类（手册 §14 company_class）。
    CompanyClass {
        G500 = "g500" / "世界500强",
        C500 = "c500" / "中国500强",
        P500 = "p500" / "民企500强",
        Central = "central" / "央企",
        Listed = "listed" / "上市公司",
        Leader = "leader" / "行业龙头",
        Unicorn = "unicorn" / "独角兽",
        Specialised = "specialised" / "专精特新小巨人",
        Hightech = "hightech" / "高新技术",
        AboveScale = "above_scale" / "规上",
        Other = "other" / "其他",
    }
}

text_enum! {
    /// 投资动机（手册 §14 motive）。
    Motive {
        Expand = "expand" / "扩大产能",
        Relocate = "relocate" / "企业搬迁",
        NewProduct = "new_product" / "开发新产品",
        Startup = "startup" / "创业",
    }
}

text_enum! {
    /// 资金来源地（手册 §14 funds_origin）。
    FundsOrigin {
        OutsideProvince = "outside_province" / "省外",
        InsideProvinceOutsideCity = "inside_province_outside_city" / "省内市外",
        InsideCity = "inside_city" / "市内",
        Overseas = "overseas" / "境外",
    }
}

/// 企业库里的一家企业。
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize, ToSchema)]
#[diesel(table_name = enterprises, check_for_backend(crate::db::MultiBackend))]
pub struct Enterprise {
    /// 企业编号
    pub id: i64,
    /// 企业名称
    #[schema(example = "金川集团股份有限公司")]
    pub name: String,
    #[serde(skip)]
    pub(crate) name_key: String,
    #[serde(skip)]
    pub(crate) sort_key: String,
    /// 统一社会信用代码
    #[schema(example = "91620302MA00000154")]
    pub credit_code: Option<String>,
    /// 所在地的行政区划代码（GB/T 2260）
    #[schema(example = "620302")]
    pub division_code: Option<String>,
    /// 所在地，按原文
    pub place: String,
    /// 资金来源地
    pub origin: Option<FundsOrigin>,
    /// 行业大类（GB/T 4754，字母加两位数字）
    #[schema(example = "C32")]
    pub industry_code: Option<String>,
    /// 行业，按原文
    pub industry: String,
    /// 企业类别
    #[schema(value_type = Vec<CompanyClass>)]
    pub classes: Doc,
    /// 企业性质，如“民营”“国有控股”
    pub nature: String,
    /// 成立日期，可以只到年或月
    #[schema(example = "2019-04")]
    pub founded: Option<String>,
    /// 注册资本（元）
    pub registered_capital_yuan: Option<i64>,
    /// 主营业务
    pub main_business: String,
    /// 主要产品
    pub products: String,
    /// 投资动机
    pub motive: Option<Motive>,
    /// 扩张计划
    pub expansion_plan: String,
    /// 信息来源
    pub source: String,
    /// 来源网址，多个以分号隔开
    pub source_url: String,
    /// 备注
    pub remark: String,
    /// 主管（维护）单位；为空时由招商局维护
    pub owner_unit_id: Option<i64>,
    /// 登记人
    pub created_by: Option<i64>,
    /// 已被合并时，保留的企业编号
    pub merged_into_id: Option<i64>,
    /// 被合并的时刻
    pub merged_at: Option<Stamp>,
    /// 登记时刻
    pub created_at: Stamp,
    /// 最近修改时刻
    pub updated_at: Stamp,
    /// 版本
    pub version: i32,
    /// 作废的时刻；为空即在用。作废的不参与检索、选择和查重，仍可查看，可以恢复
    pub withdrawn_at: Option<Stamp>,
    /// 作废的人
    pub withdrawn_by: Option<i64>,
    /// 作废的理由
    pub withdraw_reason: Option<String>,
    /// 随哪一批导入登记
    pub import_id: Option<i64>,
}

/// 别的房间显示一家企业所需的几项。
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Serialize, ToSchema)]
#[diesel(table_name = enterprises, check_for_backend(crate::db::MultiBackend))]
#[schema(as = EnterpriseSummary)]
pub struct Summary {
    /// 企业编号
    pub id: i64,
    /// 企业名称
    pub name: String,
    /// 统一社会信用代码
    pub credit_code: Option<String>,
    /// 所在地的行政区划代码
    pub division_code: Option<String>,
    /// 资金来源地
    pub origin: Option<FundsOrigin>,
    /// 已被合并时，保留的企业编号
    pub merged_into_id: Option<i64>,
    /// 作废的时刻；为空即在用
    pub withdrawn_at: Option<Stamp>,
}

/// 企业的别名、简称、曾用名。
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Serialize, ToSchema)]
#[diesel(table_name = enterprise_aliases, check_for_backend(crate::db::MultiBackend))]
#[schema(as = EnterpriseAlias)]
pub struct Alias {
    /// 别名编号
    pub id: i64,
    #[serde(skip)]
    pub(crate) enterprise_id: i64,
    /// 别名
    #[schema(example = "金川集团")]
    pub alias: String,
    /// 登记时刻
    pub created_at: Stamp,
}

/// 登记或修改企业。
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EnterpriseInput {
    /// 企业名称，按营业执照；只知道简称时可先填简称
    #[schema(min_length = 2, max_length = 200, example = "金川集团股份有限公司")]
    pub name: String,
    /// 统一社会信用代码，18位
    #[schema(max_length = 40, example = "91620302MA00000154")]
    pub credit_code: Option<String>,
    /// 所在地的行政区划代码（GB/T 2260），两位、四位或六位
    #[schema(max_length = 6, pattern = "^[0-9]{2}([0-9]{2}){0,2}$", example = "620302")]
    pub division_code: Option<String>,
    /// 所在地，按原文
    #[schema(max_length = 200, example = "甘肃省金昌市金川区")]
    pub place: Option<String>,
    /// 资金来源地
    pub origin: Option<FundsOrigin>,
    /// 行业代码（GB/T 4754），如 C32、32、3240，归到大类
    #[schema(max_length = 10, example = "C32")]
    pub industry_code: Option<String>,
    /// 行业，按原文
    #[schema(max_length = 200, example = "有色金属")]
    pub industry: Option<String>,
    /// 企业类别，可多选
    #[schema(max_items = 11)]
    pub classes: Option<Vec<CompanyClass>>,
    /// 企业性质，如“民营”“国有控股”
    #[schema(max_length = 50, example = "国有控股")]
    pub nature: Option<String>,
    /// 成立日期，可以只到年或月
    #[schema(max_length = 10, pattern = "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$", example = "2001-09")]
    pub founded: Option<String>,
    /// 注册资本（元）
    #[schema(example = 50_000_000)]
    pub registered_capital_yuan: Option<i64>,
    /// 主营业务
    #[schema(max_length = 2000)]
    pub main_business: Option<String>,
    /// 主要产品
    #[schema(max_length = 2000)]
    pub products: Option<String>,
    /// 投资动机
    pub motive: Option<Motive>,
    /// 扩张计划
    #[schema(max_length = 2000)]
    pub expansion_plan: Option<String>,
    /// 信息来源
    #[schema(max_length = 500)]
    pub source: Option<String>,
    /// 来源网址，多个以分号隔开
    #[schema(max_length = 2000)]
    pub source_url: Option<String>,
    /// 备注
    #[schema(max_length = 2000)]
    pub remark: Option<String>,
    /// 主管（维护）单位；登记时不填即本单位，修改时不填即不变；交给外单位限招商局
    pub owner_unit_id: Option<i64>,
    /// 已看过疑似重复的企业，确认不是同一家
    pub confirmed_different: Option<bool>,
}

impl From<&Enterprise> for EnterpriseInput {
    fn from(row: &Enterprise) -> Self {
        let text = |t: &String| (!t.is_empty()).then(|| t.clone());
        let classes: Vec<CompanyClass> = row.classes.read();
        Self {
            name: row.name.clone(),
            credit_code: row.credit_code.clone(),
            division_code: row.division_code.clone(),
            place: text(&row.place),
            origin: row.origin,
            industry_code: row.industry_code.clone(),
            industry: text(&row.industry),
            classes: (!classes.is_empty()).then_some(classes),
            nature: text(&row.nature),
            founded: row.founded.clone(),
            registered_capital_yuan: row.registered_capital_yuan,
            main_business: text(&row.main_business),
            products: text(&row.products),
            motive: row.motive,
            expansion_plan: text(&row.expansion_plan),
            source: text(&row.source),
            source_url: text(&row.source_url),
            remark: text(&row.remark),
            owner_unit_id: row.owner_unit_id,
            confirmed_different: None,
        }
    }
}
