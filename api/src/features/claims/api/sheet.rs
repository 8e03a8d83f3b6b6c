//! 首报首谈登记表 and 流转单, ready to print.

use super::super::model::{
    ClaimSheet, FirstClaimView, ObjectionView, SheetForm, SheetLine, SheetQuery, TransferView,
};
use super::super::store;
use super::{find, views};
use crate::error::Result;
use crate::http::{Ctx, Query, Reply};
use crate::policy::Action;
use crate::work::Tx;
use actix_web::{HttpResponse, get, web};

/// 打印登记表或流转单
///
/// 可直接打印的各栏：登记号、项目/企业、单位、首谈人、首次接触日期与佐证、保护期、最近推进日、异议单位与理由、裁定、
/// 流转原因、承接意见、成果分成、后续义务。
#[utoipa::path(tag = "首报首谈", extensions(("x-action" = json!("claim.read"))),
    params(("id" = i64, Path, description = "登记的编号"), SheetQuery),
    responses((status = 200, description = "一张表", body = ClaimSheet)))]
#[get("/first-claims/{id}/sheet")]
pub async fn get_claim_sheet(ctx: Ctx, id: web::Path<i64>, query: Query<SheetQuery>) -> Result<HttpResponse> {
    let form = query.0.form.unwrap_or(SheetForm::Registration);
    ctx.read(move |tx| {
        let claim = find(tx, *id, Action::ClaimRead)?;
        let version = claim.version;
        let view = views::claim(tx, claim)?;
        let shares = share_lines(tx, &view)?;
        let sheet = ClaimSheet {
            title: form.label().to_owned(),
            number: view.claim.number.clone(),
            state_label: view.state_label.clone(),
            printed_on: tx.today(),
            lines: lines(&view, shares),
        };
        Ok(Reply::ok(&sheet)?.version(version))
    })
    .await
}

/// The shares in force on the linked project, if the caller sees it.
fn share_lines(tx: &mut Tx<'_>, view: &FirstClaimView) -> Result<Vec<String>> {
    let Some(project) = &view.project else { return Ok(Vec::new()) };
    let shares = store::shares_in_force(tx, &[project.id])?.remove(&project.id).unwrap_or_default();
    let names = store::unit_names(tx, &shares.iter().map(|(unit, _)| *unit).collect::<Vec<_>>())?;
    Ok(shares
        .iter()
        .map(|(unit, share)| format!("{} {share}%", names.get(unit).map_or("", String::as_str)))
        .collect())
}

fn lines(view: &FirstClaimView, shares: Vec<String>) -> Vec<SheetLine> {
    let c = &view.claim;
    let mut subject = vec![c.investor.clone(), format!("方向：{}", c.direction)];
    subject.extend(view.project.as_ref().map(|p| format!("项目：{} {}", p.number, p.name)));
    let mut contact = vec![c.first_contact_on.to_string()];
    contact.extend(view.proof.iter().map(|f| format!("佐证：{}", f.name)));
    let protection = match (c.protected_from, c.protected_until) {
        (Some(from), Some(until)) => vec![format!("{from}至{until}（{}）", view.state_label)],
        _ => vec![view.state_label.clone()],
    };
    let of = |f: &dyn Fn(&ObjectionView) -> Option<String>| view.objections.iter().filter_map(f).collect();
    let moved = |f: &dyn Fn(&TransferView) -> Option<String>| view.transfers.iter().filter_map(f).collect();
    let answers = view.transfers.iter().flat_map(|t| &t.asks).filter_map(|a| {
        a.opinion.as_ref().map(|opinion| format!("{}：{}，{opinion}", a.unit.name, a.state.label()))
    });
    let line = |field: &str, label: &str, lines: Vec<String>| SheetLine {
        field: field.to_owned(),
        label: label.to_owned(),
        lines: if lines.is_empty() { vec!["—".to_owned()] } else { lines },
    };
    vec![
        line("number", "登记号", vec![c.number.clone()]),
        line("subject", "项目/企业", subject),
        line("unit", "单位", vec![view.unit_name.clone()]),
        line("person", "首谈人", vec![view.person_name.clone()]),
        line("first_contact", "首次接触日期+佐证", contact),
        line("protection", "保护期", protection),
        line("last_progress_on", "最近推进日", vec![c.last_progress_on.to_string()]),
        line(
            "objection",
            "异议单位+理由",
            of(&|o| {
                let unit = o.objector.unit.as_ref().map_or("（保密）", |u| u.name.as_str());
                Some(format!("{unit}（{}）：{}", o.filed_on, o.reason))
            }),
        ),
        line(
            "ruling",
            "裁定",
            of(&|o| {
                let reason = o.ruling_reason.clone().unwrap_or_default();
                o.ruling.map(|r| format!("{}：{reason}", r.label()))
            }),
        ),
        line("transfer_reason", "流转原因", moved(&|t| Some(t.reason.clone()))),
        line("acceptance", "承接意见", answers.collect()),
        line("shares", "成果分成", shares),
        line("duties", "后续义务", moved(&|t| t.duties.clone())),
    ]
}
