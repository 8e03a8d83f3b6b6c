//! What came of trips: figures, their lists, the map.

use super::super::model::effects::{
    Attribution, AttributionQuery, EffectPage, EffectRecord, EffectsQuery, EffectsView, Figure, FigureView,
    PageQuery, ProvinceCounts, ProvinceView, ProvincesView, RecordKind, TripRef,
};
use super::super::model::query::TripFilter;
use super::super::model::{Trip, VisitOutcome};
use super::super::rules::effects::{self as rules, Fraction, Share};
use super::super::store::effects::{Facts, Met, gather};
use super::super::store::list::Conditions;
use super::super::store::{provinces, totals};
use super::Found;
use super::totals::view as total_view;
use crate::codes::provinces::province_of;
use crate::db::page::Window;
use crate::error::Result;
use crate::features::projects::Project;
use crate::http::{Ctx, Query, Reply};
use crate::lists::{Extra, List, Row, Source, row_of};
use crate::policy::{Action, require_role, visible};
use crate::work::Tx;
use actix_web::{HttpResponse, get, web};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// 外出招商成效
///
/// 从外出次数、见到企业、有合作意向、形成项目，到签约、落地、到位资金：都是查出来的数，每个数都能打开名单（`href`）。
/// 保密项目只有点名的人员可见，也不计入。只知合计的外出单列，不与逐次登记的相加。
#[utoipa::path(tag = "外出招商", extensions(("x-action" = json!("trip.read"))), params(TripFilter, EffectsQuery),
    responses((status = 200, description = "成效", body = EffectsView)))]
#[get("/trip-effects")]
pub async fn get_effects(
    ctx: Ctx,
    filter: Query<TripFilter>,
    query: Query<EffectsQuery>,
) -> Result<HttpResponse> {
    let (filter, query) = (filter.0, query.0);
    ctx.read(move |tx| {
        require_role(tx.caller, Action::TripRead)?;
        let asked = Asked::new(tx, filter, query.attribution, query.trip_id)?;
        Reply::ok(&asked.view(tx)?)
    })
    .await
}

/// 一次外出的成效
///
/// 与外出招商成效相同的各数，只算这一次外出。
#[utoipa::path(tag = "外出招商", extensions(("x-action" = json!("trip.read"))),
    params(("id" = i64, Path, description = "行程编号（内部）"), AttributionQuery),
    responses((status = 200, description = "成效", body = EffectsView)))]
#[get("/negotiation-trips/{id}/effects")]
pub async fn get_trip_effects(
    ctx: Ctx,
    id: web::Path<i64>,
    query: Query<AttributionQuery>,
) -> Result<HttpResponse> {
    let query = query.0;
    ctx.read(move |tx| {
        let found = Found::find(tx, *id)?;
        found.require(tx, Action::TripRead)?;
        let asked = Asked::new(tx, TripFilter::default(), query.attribution, Some(found.trip.id))?;
        Ok(Reply::ok(&asked.view(tx)?)?.version(found.trip.version))
    })
    .await
}

/// 各省的外出招商
///
/// 每个到过的省的外出次数、见到企业、有合作意向、形成项目，带中心点经纬度供地图标注。企业按见面时所在的一段行程归省。
#[utoipa::path(tag = "外出招商", extensions(("x-action" = json!("trip.read"))), params(TripFilter, EffectsQuery),
    responses((status = 200, description = "各省的数", body = ProvincesView)))]
#[get("/trip-effects/provinces")]
pub async fn get_effect_provinces(
    ctx: Ctx,
    filter: Query<TripFilter>,
    query: Query<EffectsQuery>,
) -> Result<HttpResponse> {
    let (filter, query) = (filter.0, query.0);
    ctx.read(move |tx| {
        require_role(tx.caller, Action::TripRead)?;
        let asked = Asked::new(tx, filter, query.attribution, query.trip_id)?;
        let facts = gather(tx, &asked.conditions, asked.rule)?;
        let mut elsewhere = ProvinceCounts::default();
        let mut items = Vec::new();
        let only = asked.conditions.wanted().province.as_ref().map(|p| format!("{p:0<6}"));
        for (code, counts) in provinces::counts(&facts) {
            let Some(place) = code.as_deref().and_then(province_of) else {
                elsewhere = counts;
                continue;
            };
            if only.as_ref().is_some_and(|p| *p != place.code) {
                continue;
            }
            items.push(ProvinceView {
                code: place.code.clone(),
                name: place.name.clone(),
                lon: place.lon,
                lat: place.lat,
                counts,
                href: asked.href("", Some(&place.code)),
            });
        }
        let basis = rules::basis(asked.rule);
        Reply::ok(&ProvincesView { basis, attribution: asked.rule, items, elsewhere })
    })
    .await
}

/// 成效的名单
///
/// 打开成效里的一个数：同样的条件，返回逐条的名单，总数等于那个数。只知合计、没有名单的部分在 `totals_only` 中说明。
#[utoipa::path(tag = "外出招商", extensions(("x-action" = json!("trip.read"))),
    params(("figure" = Figure, Path, description = "哪个数"), TripFilter, EffectsQuery, PageQuery),
    responses((status = 200, description = "名单的一页", body = EffectPage)))]
#[get("/trip-effects/{figure}")]
pub async fn list_effect_records(
    ctx: Ctx,
    figure: web::Path<Figure>,
    filter: Query<TripFilter>,
    query: Query<EffectsQuery>,
    page: Query<PageQuery>,
) -> Result<HttpResponse> {
    let (figure, filter, query, page) = (*figure, filter.0, query.0, page.0);
    ctx.read(move |tx| {
        require_role(tx.caller, Action::TripRead)?;
        let window = Window::new(page.page, page.per_page, None, "")?;
        let asked = Asked::new(tx, filter, query.attribution, query.trip_id)?;
        let facts = gather(tx, &asked.conditions, asked.rule)?;
        let records = records(&facts, figure);
        let total = records.len() as i64;
        let skip = usize::try_from(window.offset()).unwrap_or(usize::MAX);
        let take = usize::try_from(window.per_page).unwrap_or_default();
        let beside = totals::beside(tx, &asked.conditions)?;
        let told = |f: Figure| matches!(f, Figure::Trips | Figure::Companies | Figure::Intentions);
        Reply::ok(&EffectPage {
            figure,
            attribution: asked.rule,
            items: records.into_iter().skip(skip).take(take).collect(),
            total,
            page: window.page,
            per_page: window.per_page,
            totals_only: match told(figure) {
                true => beside.iter().map(rules::reported_records).collect(),
                false => Vec::new(),
            },
        })
    })
    .await
}

/// 外出招商成效的名单：哪个数是条件之一。
pub const TABLE: List = List {
    name: "trip_effects",
    title: "外出招商成效名单",
    path: "/api/v1/trip-effects/{figure}",
    action: Action::TripRead,
    row: None,
    extra: &[Extra::text("trip_numbers", "涉及的外出"), Extra::text("attributed", "归属份额")],
    partial_dates: &[],
    titles: &[("id", "内部编号"), ("kind", "类别"), ("name", "名称"), ("dated_on", "日期")],
    default: &[
        "row_no",
        "kind",
        "number",
        "name",
        "dated_on",
        "stage",
        "attributed",
        "funds_in_place_yuan",
        "amount_exact",
        "trip_numbers",
    ],
    open: |tx, wanted| {
        let (filter, query): (TripFilter, EffectsQuery) = (wanted.query()?, wanted.query()?);
        let asked = Asked::new(tx, filter, query.attribution, query.trip_id)?;
        let FigureAsked { figure } = wanted.query()?;
        Ok(Box::new(Told { asked, figure, rows: None }))
    },
};

#[derive(serde::Deserialize)]
struct FigureAsked {
    figure: Figure,
}

/// The list behind a figure, gathered when it is first asked for.
struct Told {
    asked: Asked,
    figure: Figure,
    rows: Option<std::vec::IntoIter<EffectRecord>>,
}

impl Told {
    fn rows(&mut self, tx: &mut Tx<'_>) -> Result<&mut std::vec::IntoIter<EffectRecord>> {
        let rows = match self.rows.take() {
            Some(rows) => rows,
            None => {
                let facts = gather(tx, &self.asked.conditions, self.asked.rule)?;
                records(&facts, self.figure).into_iter()
            }
        };
        Ok(self.rows.insert(rows))
    }
}

impl Source for Told {
    fn count(&mut self, tx: &mut Tx<'_>) -> Result<i64> {
        Ok(self.rows(tx)?.len() as i64)
    }

    fn next(&mut self, tx: &mut Tx<'_>, limit: i64) -> Result<Vec<Row>> {
        let limit = usize::try_from(limit).unwrap_or_default();
        let some = self.rows(tx)?.take(limit);
        Ok(some
            .map(|record| {
                let mut row = row_of(&record);
                let trips: Vec<&str> = record.trips.iter().map(|t| t.number.as_str()).collect();
                row.insert("trip_numbers".to_owned(), trips.join("、").into());
                let share = record.share.as_ref().map(|s| s.text.clone());
                row.insert("attributed".to_owned(), share.into());
                row
            })
            .collect())
    }
}

/// The question: which trips, by which rule.
struct Asked {
    conditions: Conditions,
    rule: Attribution,
}

impl Asked {
    fn new(
        tx: &mut Tx<'_>,
        filter: TripFilter,
        rule: Option<Attribution>,
        trip_id: Option<i64>,
    ) -> Result<Self> {
        let who = visible(tx.caller);
        let mut conditions = Conditions::prepare(tx, who, filter)?;
        conditions.trip_id = trip_id;
        Ok(Self { conditions, rule: rule.unwrap_or(Attribution::Decisive) })
    }

    fn view(&self, tx: &mut Tx<'_>) -> Result<EffectsView> {
        let facts = gather(tx, &self.conditions, self.rule)?;
        let beside = totals::beside(tx, &self.conditions)?;
        let figures: Vec<FigureView> = Figure::ALL.iter().map(|f| self.figure(&facts, *f)).collect();
        let share = |figure: Figure| shares(&facts, figure);
        let count = |figure: Figure| Fraction::new(records(&facts, figure).len() as i128, 1);
        let companies = count(Figure::Companies);
        let ratios = vec![
            rules::ratio("intention_rate", "意向率（意向÷见到企业）", count(Figure::Intentions), companies),
            rules::ratio("signing_rate", "签约率（签约项目÷见到企业）", share(Figure::Signed), companies),
            rules::ratio(
                "landing_rate",
                "落地率（落地项目÷签约项目）",
                share(Figure::Landed),
                share(Figure::Signed),
            ),
        ];
        Ok(EffectsView {
            basis: rules::basis(self.rule),
            attribution: self.rule,
            figures,
            ratios,
            reported_totals: beside.into_iter().map(|t| total_view(tx, t)).collect(),
        })
    }

    fn figure(&self, facts: &Facts, figure: Figure) -> FigureView {
        let of_projects = !matches!(figure, Figure::Trips | Figure::Companies | Figure::Intentions);
        let amount = (figure == Figure::Funds).then(|| amount(facts));
        FigureView {
            figure,
            label: figure.label().to_owned(),
            count: records(facts, figure).len() as i64,
            share: of_projects.then(|| shares(facts, figure).view()),
            amount_yuan: amount.map(Fraction::rounded),
            amount_exact: amount.map(|a| a.to_string()),
            href: self.href(figure.code(), None),
        }
    }

    /// The address of a list, or of the figures of one province, under the same conditions.
    fn href(&self, figure: &str, province: Option<&str>) -> String {
        let w = self.conditions.wanted();
        let list = |ids: &[i64]| ids.iter().map(i64::to_string).collect::<Vec<_>>().join(",");
        let kinds =
            |k: &[super::super::model::TripKind]| k.iter().map(|k| k.code()).collect::<Vec<_>>().join(",");
        let pairs = [
            ("attribution", Some(self.rule.code().to_owned())),
            ("trip_id", self.conditions.trip_id.map(|id| id.to_string())),
            ("kind", w.kind.as_deref().map(kinds)),
            ("unit_id", w.unit_id.as_deref().map(list)),
            ("leader", w.leader.clone()),
            ("leader_id", w.leader_id.map(|id| id.to_string())),
            ("station", w.station.clone()),
            ("from_on", w.from_on.map(|d| d.to_string())),
            ("to_on", w.to_on.map(|d| d.to_string())),
            ("province", province.map(str::to_owned).or_else(|| w.province.clone())),
            ("chain", w.chain.as_ref().map(|c| c.join(","))),
        ];
        let query: Vec<String> =
            pairs.into_iter().filter_map(|(k, v)| Some(format!("{k}={}", encode(&v?)))).collect();
        let slash = if figure.is_empty() { "" } else { "/" };
        format!("/api/v1/trip-effects{slash}{figure}?{}", query.join("&"))
    }
}

/// A value of a query string, percent-encoded.
pub fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b',') {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// Does a project belong to this figure?
fn counts(figure: Figure, project: &Project) -> bool {
    match figure {
        Figure::Projects => true,
        Figure::Signed => rules::is_signed(project.stage),
        Figure::Landed => rules::is_landed(project.stage),
        Figure::Funds => project.funds_in_place_yuan != 0,
        Figure::Trips | Figure::Companies | Figure::Intentions => false,
    }
}

fn of_figure(facts: &Facts, figure: Figure) -> impl Iterator<Item = (&Share, &Project)> {
    let with = facts.shares.iter().filter_map(|s| Some((s, facts.projects.get(&s.project_id)?)));
    with.filter(move |(_, p)| counts(figure, p))
}

fn shares(facts: &Facts, figure: Figure) -> Fraction {
    of_figure(facts, figure).fold(Fraction::ZERO, |sum, (s, _)| sum.plus(s.share))
}

fn amount(facts: &Facts) -> Fraction {
    let each = of_figure(facts, Figure::Funds);
    each.fold(Fraction::ZERO, |sum, (s, p)| sum.plus(s.share.of(p.funds_in_place_yuan)))
}

/// The list behind a figure.
fn records(facts: &Facts, figure: Figure) -> Vec<EffectRecord> {
    match figure {
        Figure::Trips => facts.trips.iter().map(trip_record).collect(),
        Figure::Companies => companies(facts, |_| true),
        Figure::Intentions => companies(facts, Met::is_intention),
        _ => projects(facts, figure),
    }
}

fn blank(kind: RecordKind, id: i64, name: String) -> EffectRecord {
    EffectRecord {
        kind,
        id,
        number: None,
        name,
        dated_on: None,
        trips: Vec::new(),
        outcomes: Vec::new(),
        stage: None,
        share: None,
        funds_in_place_yuan: None,
        amount_exact: None,
    }
}

fn trip_ref(trip: &Trip) -> TripRef {
    TripRef {
        id: trip.id,
        number: trip.number.clone(),
        kind: trip.kind,
        purpose: trip.purpose.clone(),
        leader: trip.leader_name.clone(),
        starts_on: trip.starts_on,
    }
}

fn trip_record(trip: &Trip) -> EffectRecord {
    EffectRecord {
        number: Some(trip.number.clone()),
        dated_on: Some(trip.starts_on),
        trips: vec![trip_ref(trip)],
        ..blank(RecordKind::Trip, trip.id, trip.purpose.clone())
    }
}

/// Companies of the library, each once; of an intention those meetings that show it.
fn companies(facts: &Facts, wanted: impl Fn(&Met) -> bool) -> Vec<EffectRecord> {
    let mut by_enterprise: BTreeMap<i64, Vec<&Met>> = BTreeMap::new();
    for met in facts.met.iter().filter(|m| wanted(m)) {
        by_enterprise.entry(met.enterprise_id).or_default().push(met);
    }
    let refs: BTreeMap<i64, TripRef> = facts.trips.iter().map(|t| (t.id, trip_ref(t))).collect();
    let record = |(id, met): (i64, Vec<&Met>)| {
        let trips: BTreeSet<i64> = met.iter().map(|m| m.trip_id).collect();
        let outcomes: Vec<VisitOutcome> = met.iter().filter_map(|m| m.outcome).collect();
        EffectRecord {
            dated_on: met.iter().map(|m| m.first_on).min(),
            trips: trips.iter().filter_map(|t| refs.get(t).cloned()).collect(),
            outcomes,
            ..blank(RecordKind::Company, id, met.last().map(|m| m.name.clone()).unwrap_or_default())
        }
    };
    by_enterprise.into_iter().map(record).collect()
}

fn projects(facts: &Facts, figure: Figure) -> Vec<EffectRecord> {
    let refs: BTreeMap<i64, TripRef> = facts.trips.iter().map(|t| (t.id, trip_ref(t))).collect();
    let mut by_project: BTreeMap<i64, (Fraction, BTreeSet<i64>)> = BTreeMap::new();
    for (share, _) in of_figure(facts, figure) {
        let (sum, trips) = by_project.entry(share.project_id).or_insert((Fraction::ZERO, BTreeSet::new()));
        *sum = sum.plus(share.share);
        trips.insert(share.trip_id);
    }
    let record = |(id, (share, trips)): (i64, (Fraction, BTreeSet<i64>))| {
        let project = facts.projects.get(&id)?;
        Some(EffectRecord {
            number: Some(project.number.clone()),
            dated_on: Some(project.stage_since_on),
            trips: trips.iter().filter_map(|t| refs.get(t).cloned()).collect(),
            stage: Some(project.stage),
            share: Some(share.view()),
            funds_in_place_yuan: Some(project.funds_in_place_yuan),
            amount_exact: Some(share.of(project.funds_in_place_yuan).to_string()),
            ..blank(RecordKind::Project, id, project.name.clone())
        })
    };
    by_project.into_iter().filter_map(record).collect()
}
