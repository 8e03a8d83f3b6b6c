//! The figures of service, and the projects nobody kept in touch with.

use super::super::model::figures::{
    ContactGap, CountFigure, FigureQuery, GapQuery, KeptFigure, ServiceFigures,
};
use super::super::rules::{figures as rules, procedures::used_days, wrong};
use super::super::store::figures::{self as store, Span};
use super::super::store::settings;
use crate::db::page::{Page, Paging};
use crate::error::{Error, Result};
use crate::features::calendar::{self, Calendar};
use crate::features::projects::store::list::with_units_below;
use crate::http::{Ctx, Query, Reply, ServiceConfig};
use crate::policy::{Action, require_role, visible};
use crate::work::Tx;
use actix_web::{HttpResponse, get};
use chrono::{Datelike, Duration, NaiveDate};

/// The operations of this part.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(get_service_figures).service(list_contact_gaps);
}

/// 服务成效
///
/// 服务零等待：困难按期受理、按承诺回应、手续按承诺办结的各有多少、用时中位数；合作零距离：服务次数、久未联系的项目；环境零投诉：
/// 投诉件数与逾期的件数，旁边是目标。每个数都能打开它的清单；还没有到期的不计入。
#[utoipa::path(tag = "服务记录", extensions(("x-action" = json!("service.read"))), params(FigureQuery),
    responses((status = 200, description = "服务成效", body = ServiceFigures)))]
#[get("/service-figures")]
pub async fn get_service_figures(ctx: Ctx, query: Query<FigureQuery>) -> Result<HttpResponse> {
    let query = query.0;
    ctx.read(move |tx| {
        require_role(tx.caller, Action::ServiceRead)?;
        Reply::ok(&figures(tx, &query)?)
    })
    .await
}

fn figures(tx: &mut Tx<'_>, query: &FigureQuery) -> Result<ServiceFigures> {
    let today = tx.today();
    let from = query.from_on.or(NaiveDate::from_ymd_opt(today.year(), 1, 1)).unwrap_or(today);
    let to = query.to_on.unwrap_or(today);
    if from > to {
        return Err(Error::invalid(vec![wrong("/from_on", "order", "起始日期晚于截止日期，请核对。")]));
    }
    let units = query.unit_id.map(|id| with_units_below(tx, &[id])).transpose()?;
    let span = Span { from, to, units: units.as_deref() };
    let who = visible(tx.caller);
    let (times, calendar) = (settings::times(tx, today)?, calendar::load(tx)?);
    let tickets = store::ticket_days(tx, &who, &span)?;
    let items = store::finished_items(tx, &who, &span)?;
    let (complaints, late) = store::complaints_of(tx, &who, &span)?;
    let given = store::services_given(tx, &who, &span)?;
    let since = today - Duration::days(i64::from(times.contact_days));
    let neglected = store::count_neglected(tx, &who, since, units.as_deref())?;
    let of_unit = query.unit_id.map(|id| format!("&unit_id={id}")).unwrap_or_default();
    let period = format!("from_on={from}&to_on={to}{of_unit}");
    let accepted = tickets.iter().map(|t| (Some(t.accept_due_on), t.raised_on, t.accepted_on));
    let answered = tickets.iter().map(|t| (t.promised_on, t.raised_on, t.answered_on));
    let no_waiting = vec![
        kept(&calendar, "困难按期受理", today, accepted, &format!("/tickets?{period}&accepted=")),
        kept(&calendar, "困难按承诺回应", today, answered, &format!("/tickets?{period}&answered=")),
        kept_items(&items, &format!("/approval-items?finished_from={from}&finished_to={to}{of_unit}&kept=")),
    ];
    let count = |name: &str, count: i64, goal: Option<i64>, href: String| CountFigure {
        name: name.to_owned(),
        count,
        goal,
        href,
    };
    let rated: Vec<i32> = tickets.iter().filter_map(|t| t.satisfaction).collect();
    let gaps = query.unit_id.map(|id| format!("?unit_id={id}")).unwrap_or_default();
    Ok(ServiceFigures {
        from_on: from,
        to_on: to,
        no_waiting,
        no_distance: vec![
            count("服务次数", given, None, format!("/service-records?{period}")),
            count("久未联系的项目", neglected, Some(0), format!("/contact-gaps{gaps}")),
        ],
        no_complaint: vec![
            count("投诉", complaints, Some(0), format!("/complaints?{period}")),
            count("有环节逾期的投诉", late, Some(0), format!("/complaints?{period}&late=true")),
        ],
        satisfaction: rules::mean(&rated),
        rated: rated.len() as i64,
        contact_days: times.contact_days,
    })
}

/// Of those that are over or past their day, how many were in time. (due, begin, end)
fn kept(
    calendar: &Calendar,
    name: &str,
    today: NaiveDate,
    all: impl Iterator<Item = (Option<NaiveDate>, NaiveDate, Option<NaiveDate>)>,
    href: &str,
) -> KeptFigure {
    let (mut in_time, mut of, mut days) = (0, 0, Vec::new());
    for (due, begin, end) in all {
        let Some(due) = due else { continue };
        if end.is_none() && due >= today {
            continue;
        }
        of += 1;
        if let Some(end) = end {
            in_time += i64::from(end <= due);
            days.push(used_days(calendar, begin, end, &[]));
        }
    }
    figure(name, in_time, of, days, href)
}

fn kept_items(items: &[(Option<NaiveDate>, Option<NaiveDate>, Option<i32>)], href: &str) -> KeptFigure {
    let timed = items.iter().filter_map(|(due, end, days)| Some(((*due)?, (*end)?, *days)));
    let (mut in_time, mut of, mut all) = (0, 0, Vec::new());
    for (due, end, days) in timed {
        of += 1;
        in_time += i64::from(end <= due);
        all.extend(days);
    }
    figure("手续按承诺办结", in_time, of, all, href)
}

fn figure(name: &str, kept: i64, of: i64, days: Vec<i32>, href: &str) -> KeptFigure {
    KeptFigure {
        name: name.to_owned(),
        kept,
        of,
        percent: rules::percent(kept, of),
        median_working_days: rules::median(days),
        kept_href: format!("{href}in_time"),
        late_href: format!("{href}late"),
    }
}

/// 久未联系的项目
///
/// 签约之后、投产之前的项目，超过规定天数没有洽谈、没有服务的；天数由规则 `services` 的 `contact_days` 规定。
#[utoipa::path(tag = "服务记录", extensions(("x-action" = json!("service.read"))), params(GapQuery, Paging),
    responses((status = 200, description = "一页项目", body = Page<ContactGap>)))]
#[get("/contact-gaps")]
pub async fn list_contact_gaps(
    ctx: Ctx,
    query: Query<GapQuery>,
    paging: Query<Paging>,
) -> Result<HttpResponse> {
    let query = query.0;
    ctx.read(move |tx| {
        require_role(tx.caller, Action::ServiceRead)?;
        Reply::ok(&gaps(tx, &query, &paging.0)?)
    })
    .await
}

/// One page of the projects nobody kept in touch with.
pub(super) fn gaps(tx: &mut Tx<'_>, query: &GapQuery, paging: &Paging) -> Result<Page<ContactGap>> {
    let (who, today) = (visible(tx.caller), tx.today());
    let times = settings::times(tx, today)?;
    let units = query.unit_id.map(|id| with_units_below(tx, &[id])).transpose()?;
    let since = today - Duration::days(i64::from(times.contact_days));
    store::page_neglected(tx, &who, since, today, units.as_deref(), paging)
}
