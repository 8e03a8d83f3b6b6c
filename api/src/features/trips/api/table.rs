//! Trips and receptions as tables.

use super::super::model::query::{TripFilter, TripQuery};
use super::super::model::receptions::ReceptionQuery;
use super::super::model::totals::TotalQuery;
use super::super::store::{self, list::Conditions};
use super::{receptions, totals, views};
use crate::lists::{self, List};
use crate::policy::{Action, visible};

/// 外出招商清单。
pub const TRIPS_TABLE: List = List {
    name: "negotiation_trips",
    title: "外出招商清单",
    path: "/api/v1/negotiation-trips",
    action: Action::TripRead,
    row: None,
    extra: &[],
    partial_dates: &[],
    titles: &[
        ("id", "内部编号"),
        ("activities", "主要活动"),
        ("results", "成果"),
        ("coordination", "需协调事项"),
        ("submitted_at", "提交时刻"),
        ("decided_at", "审批时刻"),
        ("closed_at", "结束时刻"),
    ],
    default: &[
        "row_no",
        "number",
        "kind",
        "purpose",
        "chain",
        "leader_name",
        "leader_post",
        "lead_unit_name",
        "starts_on",
        "ends_on",
        "companies",
        "state",
        "returned_on",
        "report_due_on",
        "report",
        "results",
    ],
    open: |tx, wanted| {
        let (filter, query): (TripFilter, TripQuery) = (wanted.query()?, wanted.query()?);
        let who = visible(tx.caller);
        let conditions = Conditions::prepare(tx, who, filter)?;
        Ok(lists::paged(move |tx, paging| {
            let today = tx.today();
            store::list::page(tx, &conditions, &query, today, paging)?
                .convert(|trips| views::items(tx, trips))
        }))
    },
};

/// 来访接待清单。
pub const RECEPTIONS_TABLE: List = List {
    name: "receptions",
    title: "来访接待清单",
    path: "/api/v1/receptions",
    action: Action::ReceptionRead,
    row: None,
    extra: &[],
    partial_dates: &[],
    titles: &[("id", "内部编号"), ("cancelled_at", "取消时刻")],
    default: &[
        "row_no",
        "number",
        "subject",
        "lead_unit_name",
        "arrives_on",
        "departs_on",
        "letter_no",
        "results",
        "open_promises",
    ],
    open: |_, wanted| {
        let query: ReceptionQuery = wanted.query()?;
        Ok(lists::paged(move |tx, paging| {
            let (who, today) = (visible(tx.caller), tx.today());
            let (times, _) = store::times::in_force(tx, today)?;
            let page = store::receptions::page(tx, &who, &query, &times.callback_days, today, paging)?;
            page.convert(|list| receptions::items(tx, list))
        }))
    },
};

/// 只知合计的外出招商。
pub const TOTALS_TABLE: List = List {
    name: "trip_totals",
    title: "只知合计的外出招商",
    path: "/api/v1/trip-totals",
    action: Action::TripRead,
    row: None,
    extra: &[],
    partial_dates: &[],
    titles: &[("id", "内部编号")],
    default: &[
        "row_no",
        "period",
        "reported_by",
        "trips",
        "companies",
        "lower_bound",
        "intentions",
        "intention_rate",
        "results",
        "source",
        "withdrawn_at",
        "withdraw_reason",
    ],
    open: |_, wanted| {
        let query: TotalQuery = wanted.query()?;
        Ok(lists::paged(move |tx, paging| {
            let who = visible(tx.caller);
            Ok(store::totals::page(tx, &who, &query, paging)?.map(|total| totals::view(tx, total)))
        }))
    },
};
