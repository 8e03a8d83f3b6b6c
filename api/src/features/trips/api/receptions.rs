//! Receptions: listing, registering, editing, cancelling.

use super::super::TIMES;
use super::super::model::input::TripCompanyInput;
use super::super::model::receptions::{
    PromiseView, Reception, ReceptionCancellationInput, ReceptionInput, ReceptionItem, ReceptionQuery,
    ReceptionView, SettlementLine,
};
use super::super::store::receptions as rows;
use super::super::{rules, store};
use super::check_unit;
use crate::db::page::{Page, Paging};
use crate::error::{Code, Error, Result};
use crate::features::projects::store::create::check_companies;
use crate::features::projects::store::parts::{check_units, unit_names};
use crate::http::{Ctx, IfMatch, Json, Patch, Query, Reply};
use crate::journal::{self, Subject};
use crate::policy::{self, Action, Relations, permitted, require_role, visible};
use crate::rulesets;
use crate::work::Tx;
use actix_web::{HttpResponse, get, patch, post, put, web};

/// 查询来访接待
///
/// 返回可见范围内的接待，到达晚的在前：招商局和领导看全部；经办人看本单位的，以及本人登记或负责承诺的。
/// `callback=overdue` 列出有回访逾期未做的。
#[utoipa::path(tag = "来访接待", extensions(("x-action" = json!("reception.read"))), params(ReceptionQuery, Paging),
    responses((status = 200, description = "一页接待", body = Page<ReceptionItem>)))]
#[get("/receptions")]
pub async fn list_receptions(
    ctx: Ctx,
    query: Query<ReceptionQuery>,
    paging: Query<Paging>,
) -> Result<HttpResponse> {
    let query = query.0;
    ctx.read(move |tx| {
        require_role(tx.caller, Action::ReceptionRead)?;
        let (who, today) = (visible(tx.caller), tx.today());
        let (times, _) = store::times::in_force(tx, today)?;
        let page = rows::page(tx, &who, &query, &times.callback_days, today, &paging.0)?;
        Reply::ok(&page.convert(|list| items(tx, list))?)
    })
    .await
}

pub(super) fn items(tx: &mut Tx<'_>, list: Vec<Reception>) -> Result<Vec<ReceptionItem>> {
    let ids: Vec<i64> = list.iter().map(|r| r.id).collect();
    let units = unit_names(tx, list.iter().map(|r| r.lead_unit_id).collect())?;
    let companies = rows::companies(tx, &ids)?;
    let promises = rows::promises(tx, &ids)?;
    let items = list.into_iter().map(|reception| {
        let open = promises.iter().filter(|p| p.reception_id == reception.id && p.done_at.is_none());
        let names = companies.iter().filter(|(id, _)| *id == reception.id);
        ReceptionItem {
            lead_unit_name: units.get(&reception.lead_unit_id).cloned().unwrap_or_default(),
            companies: names.map(|(_, c)| c.name.clone()).collect(),
            open_promises: open.count() as i64,
            reception,
        }
    });
    Ok(items.collect())
}

/// 登记来访接待
///
/// 事由、公函号、客人、主陪、日程、参观点、问题、结算。来访企业不在企业库中的自动登记入库。回访在客人离开后第3日、第7日
/// （规则 `trips` 可改）。
#[utoipa::path(tag = "来访接待", extensions(("x-action" = json!("reception.edit"))), request_body = ReceptionInput,
    responses((status = 201, description = "已登记", body = ReceptionView)))]
#[post("/receptions")]
pub async fn create_reception(ctx: Ctx, input: Json<ReceptionInput>) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        require_role(tx.caller, Action::ReceptionEdit)?;
        check_unit(tx, Action::ReceptionEdit, input.lead_unit_id)?;
        check(tx, &input)?;
        rulesets::seed_if_empty(tx, &TIMES)?;
        let reception = rows::insert(tx, &input)?;
        write_companies(tx, reception.id, &input.companies)?;
        let found = Received::of(tx, reception);
        let view = found.view(tx)?;
        journal::created(tx, "reception.created", &found.subject(), &view.input())?;
        let id = found.reception.id;
        Ok(Reply::created(format!("/receptions/{id}"), &view)?.version(found.reception.version))
    })
    .await
}

/// 查看来访接待
///
/// 接待的全部内容、承诺及其办理、应做与做了的回访，以及当前可以办理的操作。
#[utoipa::path(tag = "来访接待", extensions(("x-action" = json!("reception.read"))),
    params(("id" = i64, Path, description = "接待编号（内部）")),
    responses((status = 200, description = "接待", body = ReceptionView)))]
#[get("/receptions/{id}")]
pub async fn get_reception(ctx: Ctx, id: web::Path<i64>) -> Result<HttpResponse> {
    ctx.glance(move |tx| {
        let found = Received::find(tx, *id)?;
        found.require(tx, Action::ReceptionRead)?;
        found.answer(tx)
    })
    .await
}

/// 修改来访接待
///
/// 整体替换；取消的不能修改。承诺与回访另有操作。
#[utoipa::path(tag = "来访接待", extensions(("x-action" = json!("reception.edit"))), request_body = ReceptionInput,
    params(("id" = i64, Path, description = "接待编号（内部）")),
    responses((status = 200, description = "已修改", body = ReceptionView)))]
#[put("/receptions/{id}")]
pub async fn replace_reception(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<ReceptionInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| edit(tx, *id, &if_match, |_, _| Ok(input.clone()))).await
}

/// 修改来访接待的部分内容
///
/// 只改提交的字段，`null` 表示清空；各个列表整体替换。
#[utoipa::path(tag = "来访接待", extensions(("x-action" = json!("reception.edit"))),
    request_body(content = ReceptionInput, content_type = "application/merge-patch+json"),
    params(("id" = i64, Path, description = "接待编号（内部）")),
    responses((status = 200, description = "已修改", body = ReceptionView)))]
#[patch("/receptions/{id}")]
pub async fn update_reception(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    patch: Patch,
) -> Result<HttpResponse> {
    ctx.write(move |tx| edit(tx, *id, &if_match, |tx, current| patch.apply(&tx.app.contract, current))).await
}

fn edit(
    tx: &mut Tx<'_>,
    id: i64,
    if_match: &IfMatch,
    input: impl Fn(&mut Tx<'_>, &ReceptionInput) -> Result<ReceptionInput>,
) -> Result<Reply> {
    let found = Received::open(tx, id, Action::ReceptionEdit, if_match)?;
    let before = found.view(tx)?.input();
    let input = input(tx, &before)?;
    if input.lead_unit_id != before.lead_unit_id {
        check_unit(tx, Action::ReceptionEdit, input.lead_unit_id)?;
    }
    check(tx, &input)?;
    let after = rows::update(tx, &found.reception, &input)?;
    write_companies(tx, after.id, &input.companies)?;
    let found = Received::of(tx, after);
    let after = found.view(tx)?.input();
    journal::record(tx, "reception.changed", &found.subject(), Some(&before), Some(&after))?;
    found.answer(tx)
}

/// 取消来访接待
///
/// 客人到达之前可以取消，写明理由；取消的仍可查看。
#[utoipa::path(tag = "来访接待", extensions(("x-action" = json!("reception.edit"))), request_body = ReceptionCancellationInput,
    params(("id" = i64, Path, description = "接待编号（内部）"), ("If-Match" = String, Header)),
    responses((status = 200, description = "已取消", body = ReceptionView)))]
#[post("/receptions/{id}/cancellations")]
pub async fn cancel_reception(
    ctx: Ctx,
    id: web::Path<i64>,
    if_match: IfMatch,
    input: Json<ReceptionCancellationInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let found = Received::open(tx, *id, Action::ReceptionEdit, &if_match)?;
        let promised = !rows::promises(tx, &[found.reception.id])?.is_empty();
        if found.reception.arrives_on < tx.today() || promised {
            return Err(wrong_state("客人已经来过，或已有承诺，不能取消。请如实登记接待情况。"));
        }
        let after = rows::cancel(tx, &found.reception, &input.reason)?;
        journal::record(tx, "reception.cancelled", &found.subject(), Some(&found.reception), Some(&after))?;
        Received::of(tx, after).answer(tx)
    })
    .await
}

/// A reception the caller may see, and how he stands to it.
pub(super) struct Received {
    /// The row.
    pub(super) reception: Reception,
    /// Relations.
    pub(super) relations: Relations,
}

impl Received {
    pub(super) fn find(tx: &mut Tx<'_>, id: i64) -> Result<Self> {
        let who = visible(tx.caller);
        let reception = rows::find(tx, &who, id)?;
        Ok(Self::of(tx, reception))
    }

    pub(super) fn of(tx: &Tx<'_>, reception: Reception) -> Self {
        let own_unit = tx.caller.covers_unit(reception.lead_unit_id);
        Self { reception, relations: Relations { own_unit, ..Relations::default() } }
    }

    /// Visible, permitted, of the version read, and not cancelled.
    fn open(tx: &mut Tx<'_>, id: i64, action: Action, if_match: &IfMatch) -> Result<Self> {
        let found = Self::find(tx, id)?;
        found.require(tx, action)?;
        if_match.check(found.reception.version, &found.view(tx)?)?;
        found.require_going()?;
        Ok(found)
    }

    pub(super) fn require_going(&self) -> Result<()> {
        if self.reception.cancelled_at.is_none() {
            return Ok(());
        }
        Err(wrong_state("接待已取消，只能查看。客人再来时请另行登记。"))
    }

    pub(super) fn require(&self, tx: &Tx<'_>, action: Action) -> Result<()> {
        policy::require(tx.caller, action, self.relations)
    }

    pub(super) fn subject(&self) -> Subject {
        let r = &self.reception;
        Subject::new("reception", r.id, format!("{} {}", r.number, r.subject))
    }

    pub(super) fn answer(&self, tx: &mut Tx<'_>) -> Result<Reply> {
        Ok(Reply::ok(&self.view(tx)?)?.version(self.reception.version))
    }

    pub(super) fn view(&self, tx: &mut Tx<'_>) -> Result<ReceptionView> {
        let (reception, today) = (self.reception.clone(), tx.today());
        let (times, _) = store::times::in_force(tx, today)?;
        let made = rows::callbacks(tx, reception.id)?;
        let settlement: Vec<SettlementLine> = reception.settlement.read();
        let can = match reception.cancelled_at {
            None => permitted(tx.caller, &[Action::ReceptionEdit], self.relations),
            Some(_) => Vec::new(),
        };
        Ok(ReceptionView {
            lead_unit_name: store::parts::unit_name(tx, reception.lead_unit_id)?,
            companies: rows::companies(tx, &[reception.id])?.into_iter().map(|(_, c)| c).collect(),
            promises: self.promises(tx)?,
            callbacks: rules::receptions::callbacks(&reception, &times.callback_days, &made, today),
            spent_yuan: settlement.iter().map(|l| l.spent_yuan).sum(),
            can,
            reception,
        })
    }

    pub(super) fn promises(&self, tx: &mut Tx<'_>) -> Result<Vec<PromiseView>> {
        let list = rows::promises(tx, &[self.reception.id])?;
        let names = store::parts::person_names(tx, list.iter().map(|p| p.owner_id).collect())?;
        let today = tx.today();
        let view = |promise: super::super::model::receptions::Promise| PromiseView {
            owner_name: names.get(&promise.owner_id).cloned().unwrap_or_default(),
            overdue: promise.done_at.is_none() && today > promise.due_on,
            can: match promise.done_at {
                None => permitted(
                    tx.caller,
                    &[Action::ReceptionFollow],
                    self.follow_relations(tx, promise.owner_id),
                ),
                Some(_) => Vec::new(),
            },
            promise,
        };
        Ok(list.into_iter().map(view).collect())
    }

    /// A promise is its owner's own.
    pub(super) fn follow_relations(&self, tx: &Tx<'_>, owner_id: i64) -> Relations {
        Relations { own: tx.caller.user_id == Some(owner_id), ..self.relations }
    }
}

/// 409 for a reception.
pub(super) fn wrong_state(detail: &str) -> Error {
    Error::new(Code::ReceptionState).detail(detail)
}

fn check(tx: &mut Tx<'_>, input: &ReceptionInput) -> Result<()> {
    let mut errors = rules::receptions::check(input);
    let units = check_units(tx, |_| "/lead_unit_id".to_owned(), &[input.lead_unit_id]);
    store::plan::gather(&mut errors, units)?;
    let parties: Vec<_> = input.companies.iter().map(store::plan::party).collect();
    store::plan::gather(&mut errors, check_companies(tx, &parties))?;
    for error in &mut errors {
        error.pointer = error.pointer.replacen("/parties/", "/companies/", 1);
    }
    if errors.is_empty() { Ok(()) } else { Err(Error::invalid(errors)) }
}

fn write_companies(tx: &mut Tx<'_>, id: i64, companies: &[TripCompanyInput]) -> Result<()> {
    let wanted = store::plan::resolve(tx, companies)?;
    rows::replace_companies(tx, id, &wanted)
}
