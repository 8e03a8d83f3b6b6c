//! 代码表的接口：行政区划（GB/T 2260）与行业（GB/T 4754—2017），供选择框与集成方对照。测试：`tests/features/codes.rs`。

use super::divisions::{Division, DivisionLevel, divisions};
use super::industries::{IndustryDivision, industries};
use crate::error::{Error, Result};
use crate::http::{Ctx, Query, Reply, ServiceConfig};
use crate::text_enum;
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// 本模块的全部操作。
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_divisions).service(list_industries);
}

/// A search answers no more than a person looks through.
const MOST_FOUND: usize = 50;

text_enum! {
    /// 区划的层级
    DivisionTier {
        Province = "province" / "省级",
        City = "city" / "地级",
        County = "county" / "县级",
    }
}

/// 要哪些区划；`q` 与 `parent` 只能用一个，都不填为全部省级。
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct DivisionFilter {
    /// 名称、拼音首字母、全拼或代码开头
    #[param(min_length = 1, max_length = 40, example = "ycx")]
    pub q: Option<String>,
    /// 上级代码：列出它的直接下级
    #[param(pattern = "^[0-9]{2}([0-9]{2}){0,2}$", example = "620300")]
    pub parent: Option<String>,
}

/// 一个行政区划
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DivisionView {
    /// 六位代码（GB/T 2260）
    #[schema(example = "620321")]
    pub code: String,
    /// 名称
    #[schema(example = "永昌县")]
    pub name: String,
    /// 自上而下的全称
    #[schema(example = "甘肃省金昌市永昌县")]
    pub full_name: String,
    /// 层级
    pub level: DivisionTier,
    /// 有没有下级
    pub has_children: bool,
}

impl From<&Division> for DivisionView {
    fn from(division: &Division) -> Self {
        let table = divisions();
        Self {
            code: division.code.clone(),
            name: division.name.clone(),
            full_name: table.path(&division.code).concat(),
            level: match division.level {
                DivisionLevel::Province => DivisionTier::Province,
                DivisionLevel::City => DivisionTier::City,
                DivisionLevel::County => DivisionTier::County,
            },
            has_children: !table.children(Some(&division.code)).is_empty(),
        }
    }
}

/// 区划列表
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DivisionList {
    /// 区划；搜索时最多50个，更准确的在前
    pub items: Vec<DivisionView>,
}

/// 查找行政区划
///
/// 按名称、拼音或代码查，或逐级列出（省、市、县）。开发区没有国家代码，不在其中，填在项目的园区里。
#[utoipa::path(tag = "代码表", extensions(("x-action" = json!("codes.read"))), params(DivisionFilter),
    responses((status = 200, description = "区划", body = DivisionList)))]
#[get("/code-lists/divisions")]
pub async fn list_divisions(ctx: Ctx, query: Query<DivisionFilter>) -> Result<HttpResponse> {
    ctx.read(move |_| {
        let filter = &query.0;
        let found = match (&filter.q, &filter.parent) {
            (Some(_), Some(_)) => {
                return Err(Error::field("/parent", "conflict", "q 与 parent 不能同时使用，请只留一个。"));
            }
            (Some(q), None) => divisions().search(q, MOST_FOUND),
            (None, parent) => {
                if parent.as_deref().is_some_and(|code| divisions().by_code(code).is_none()) {
                    return Err(Error::field(
                        "/parent",
                        "not_found",
                        "没有这个区划代码，请从省级起逐级选择。",
                    ));
                }
                divisions().children(parent.as_deref())
            }
        };
        Reply::ok(&DivisionList { items: found.into_iter().map(DivisionView::from).collect() })
    })
    .await
}

/// 要哪些行业
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct IndustryFilter {
    /// 名称中的字或代码开头，如 `有色`、`C3`、`32`
    #[param(min_length = 1, max_length = 40, example = "有色")]
    pub q: Option<String>,
    /// 门类字母
    #[param(pattern = "^[A-T]$", example = "C")]
    pub section: Option<String>,
}

/// 一个行业大类
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct IndustryView {
    /// 门类字母加大类数字，项目与企业的 `industry_code` 用它
    #[schema(example = "C32")]
    pub code: String,
    /// 大类名称
    #[schema(example = "有色金属冶炼和压延加工业")]
    pub name: String,
    /// 门类字母
    #[schema(example = "C")]
    pub section: String,
    /// 门类名称
    #[schema(example = "制造业")]
    pub section_name: String,
    /// 三次产业
    #[schema(example = "第二产业")]
    pub sector: String,
}

impl From<&IndustryDivision> for IndustryView {
    fn from(division: &IndustryDivision) -> Self {
        Self {
            code: division.lettered(),
            name: division.name.clone(),
            section: division.section.to_string(),
            section_name: industries().section(division.section).map(|s| s.name.clone()).unwrap_or_default(),
            sector: division.sector.label().to_owned(),
        }
    }
}

/// 行业列表
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct IndustryList {
    /// 行业大类，按代码
    pub items: Vec<IndustryView>,
}

/// 查找行业
///
/// 国民经济行业分类（GB/T 4754—2017）的大类，可按名称、代码或门类查。
#[utoipa::path(tag = "代码表", extensions(("x-action" = json!("codes.read"))), params(IndustryFilter),
    responses((status = 200, description = "行业", body = IndustryList)))]
#[get("/code-lists/industries")]
pub async fn list_industries(ctx: Ctx, query: Query<IndustryFilter>) -> Result<HttpResponse> {
    ctx.read(move |_| {
        let filter = &query.0;
        let q = filter.q.as_deref().unwrap_or_default().to_uppercase();
        let fits = |d: &&IndustryDivision| {
            filter.section.as_deref().is_none_or(|s| s.starts_with(d.section))
                && (q.is_empty()
                    || d.name.contains(&q)
                    || d.code.starts_with(&q)
                    || d.lettered().starts_with(&q))
        };
        let items = industries().divisions().iter().filter(fits).map(IndustryView::from).collect();
        Reply::ok(&IndustryList { items })
    })
    .await
}
