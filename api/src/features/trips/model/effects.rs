//! 成效：从出访到到位资金，都是查出来的数；每个数都能打开名单。

use super::totals::TotalView;
use super::{TripKind, VisitOutcome};
use crate::features::projects::Stage;
use crate::text_enum;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

text_enum! {
    /// 成效的一个数
    Figure {
        Trips = "trips" / "外出次数",
        Companies = "companies" / "见到企业",
        Intentions = "intentions" / "有合作意向的企业",
        Projects = "projects" / "形成项目",
        Signed = "signed" / "签约项目",
        Landed = "landed" / "落地项目",
        Funds = "funds" / "到位资金",
    }
}

text_enum! {
    /// 项目归哪次外出
    Attribution {
        FirstContact = "first_contact" / "归第一次拜访投资方的那次外出",
        Decisive = "decisive" / "归使其成为项目的那次外出",
        Equal = "equal" / "由关联的各次外出平分",
    }
}

text_enum! {
    /// 名单里的一行是什么
    RecordKind { Trip = "trip" / "外出", Company = "company" / "企业", Project = "project" / "项目" }
}

/// Which trips' effects, and by which rule of attribution.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct EffectsQuery {
    /// 归属规则，默认 `decisive`
    #[param(inline)]
    pub attribution: Option<Attribution>,
    /// 只看一次外出
    #[param(minimum = 1)]
    pub trip_id: Option<i64>,
}

/// By which rule of attribution.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AttributionQuery {
    /// 归属规则，默认 `decisive`
    #[param(inline)]
    pub attribution: Option<Attribution>,
}

/// Which part of a list.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// 页码，从1起
    #[param(minimum = 1)]
    pub page: Option<i64>,
    /// 每页条数
    #[param(minimum = 1, maximum = 200)]
    pub per_page: Option<i64>,
}

/// 一个精确的分数
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = EffectFraction)]
pub struct FractionView {
    /// 分子
    pub numerator: i64,
    /// 分母
    pub denominator: i64,
    /// 写法，如 `3/2`
    pub text: String,
}

/// 外出招商的成效
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct EffectsView {
    /// 口径
    pub basis: String,
    /// 归属规则
    pub attribution: Attribution,
    /// 从外出次数到到位资金
    pub figures: Vec<FigureView>,
    /// 比率，连同分子分母
    pub ratios: Vec<RatioView>,
    /// 只知合计的外出；单列，不与上面的数相加
    pub reported_totals: Vec<TotalView>,
}

/// 成效的一个数
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = EffectFigure)]
pub struct FigureView {
    /// 哪个数
    pub figure: Figure,
    /// 名称
    pub label: String,
    /// 个数，等于名单的行数；到位资金为有到位的项目数
    pub count: i64,
    /// 项目按归属规则折算的个数；与企业、次数无关的为空
    pub share: Option<FractionView>,
    /// 到位资金（元），按归属折算，四舍五入到元
    pub amount_yuan: Option<i64>,
    /// 到位资金的精确值，平分时可能是分数
    pub amount_exact: Option<String>,
    /// 名单的地址
    pub href: String,
}

/// 一个比率
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[schema(as = EffectRatio)]
pub struct RatioView {
    /// 哪个比率
    #[schema(example = "intention_rate")]
    pub code: String,
    /// 名称
    pub label: String,
    /// 分子
    pub numerator: FractionView,
    /// 分母
    pub denominator: FractionView,
    /// 百分比，两位小数；分母为零时为空
    pub percent: Option<f64>,
}

/// 名单的一页
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct EffectPage {
    /// 哪个数
    pub figure: Figure,
    /// 归属规则
    pub attribution: Attribution,
    /// 本页记录
    pub items: Vec<EffectRecord>,
    /// 总数，等于成效里的个数
    pub total: i64,
    /// 页码，从1起
    pub page: i64,
    /// 每页条数
    pub per_page: i64,
    /// 只知合计、没有名单的部分
    pub totals_only: Vec<String>,
}

/// 名单的一行
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct EffectRecord {
    /// 是什么
    pub kind: RecordKind,
    /// 编号：外出、企业（企业库）或项目
    pub id: i64,
    /// 行程编号或项目编号
    pub number: Option<String>,
    /// 名称；外出为目的
    pub name: String,
    /// 日期：外出为出发，企业为第一次见面，项目为进入当前阶段
    pub dated_on: Option<NaiveDate>,
    /// 涉及的外出
    pub trips: Vec<TripRef>,
    /// 企业的结果，逐次
    pub outcomes: Vec<VisitOutcome>,
    /// 项目的阶段
    pub stage: Option<Stage>,
    /// 归属的份额
    pub share: Option<FractionView>,
    /// 项目的到位资金（元），全额
    pub funds_in_place_yuan: Option<i64>,
    /// 归属的到位资金，精确值
    pub amount_exact: Option<String>,
}

/// 一次外出
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct TripRef {
    /// 内部编号
    pub id: i64,
    /// 行程编号
    pub number: String,
    /// 类别
    pub kind: TripKind,
    /// 目的
    pub purpose: String,
    /// 带队领导
    pub leader: String,
    /// 出发日期
    pub starts_on: NaiveDate,
}

/// 各省的外出招商，供地图标注
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ProvincesView {
    /// 口径
    pub basis: String,
    /// 归属规则
    pub attribution: Attribution,
    /// 到过的省，按代码；各省相加可能多于总数，因为一次外出可以到几个省
    pub items: Vec<ProvinceView>,
    /// 没有写明省的（境外，或城市认不出省）
    pub elsewhere: ProvinceCounts,
}

/// 一个省
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = EffectProvince)]
pub struct ProvinceView {
    /// 行政区划代码
    pub code: String,
    /// 名称
    pub name: String,
    /// 中心点经度
    pub lon: f64,
    /// 中心点纬度
    pub lat: f64,
    /// The counts.
    #[serde(flatten)]
    pub counts: ProvinceCounts,
    /// 成效的地址
    pub href: String,
}

/// 一个省的数
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = EffectProvinceCounts)]
pub struct ProvinceCounts {
    /// 外出次数
    pub trips: i64,
    /// 见到企业
    pub companies: i64,
    /// 有合作意向的企业
    pub intentions: i64,
    /// 形成项目
    pub projects: i64,
}
