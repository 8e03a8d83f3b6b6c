//! Who may see a project, and why: the rule of [`projects::store::visible`] told for one project.

use super::super::model::access::{ProjectAccess, Seer, SeerKind};
use super::super::store::terms;
use crate::db::dialect::among;
use crate::db::schema::{api_tokens, users};
use crate::error::Result;
use crate::features::projects::{self, Project, store::parts};
use crate::http::{Ctx, Reply};
use crate::policy::{Action, Role};
use crate::work::Tx;
use actix_web::{HttpResponse, get, web};
use diesel::prelude::*;

/// 谁能看这个项目
///
/// 逐条写明谁看得到、凭什么：招商局和领导、牵头和配合单位的经办人、登记人、任职的人和代理人、列名的人、持有接口令牌的合作企业。
/// 保密项目只有登记人、列名的人和任职的人看得到。
#[utoipa::path(tag = "项目", extensions(("x-action" = json!("project.read"))),
    params(("id" = i64, Path, description = "项目编号（内部）")),
    responses((status = 200, description = "谁能看、为什么", body = ProjectAccess)))]
#[get("/projects/{id}/access")]
pub async fn get_project_access(ctx: Ctx, id: web::Path<i64>) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        let project = super::find_project(tx, *id, Action::ProjectRead)?;
        let mut seers = if project.confidential { Vec::new() } else { by_office(tx, &project)? };
        seers.extend(by_name(tx, &project)?);
        if !project.confidential {
            seers.extend(partners(tx, &project)?);
        }
        Reply::ok(&ProjectAccess { project_id: project.id, confidential: project.confidential, seers })
    })
    .await
}

fn seer(kind: SeerKind, id: Option<i64>, who: impl Into<String>, why: impl Into<String>) -> Seer {
    Seer { kind, id, who: who.into(), why: why.into() }
}

fn by_office(tx: &mut Tx<'_>, project: &Project) -> Result<Vec<Seer>> {
    let city = format!("{}、{}", Role::Bureau.label(), Role::Leader.label());
    let lead = parts::unit_names(tx, vec![project.lead_unit_id])?.remove(&project.lead_unit_id);
    let clerks = |unit: &str| format!("{unit}的{}", Role::Clerk.label());
    let mut out = vec![
        seer(SeerKind::City, None, city, "看得到全市不保密的项目"),
        seer(
            SeerKind::Unit,
            Some(project.lead_unit_id),
            clerks(&lead.unwrap_or_default()),
            "牵头单位；其上级单位的经办人也看得到",
        ),
    ];
    for (_, unit) in parts::supporting_units(tx, &[project.id], None)? {
        out.push(seer(
            SeerKind::Unit,
            Some(unit.id),
            clerks(&unit.name),
            "配合单位；其上级单位的经办人也看得到",
        ));
    }
    Ok(out)
}

/// People named on the project, confidential or not.
fn by_name(tx: &mut Tx<'_>, project: &Project) -> Result<Vec<Seer>> {
    let mut out = Vec::new();
    if let Some(id) = project.created_by {
        let name: String = users::table.find(id).select(users::name).first(&mut **tx)?;
        out.push(seer(SeerKind::Person, Some(id), name, "登记人"));
    }
    let current: Vec<_> =
        terms::of_project(tx, project.id)?.into_iter().filter(|t| t.ended_at.is_none()).collect();
    let holders: Vec<i64> = current.iter().map(|t| t.user_id).collect();
    let today = tx.today();
    let acting = terms::acting(tx, holders, today)?;
    for term in terms::named(tx, current)? {
        let label = term.assignment.role.label();
        for (_, substitute) in acting.iter().filter(|(of, _)| *of == term.assignment.user_id) {
            let why = format!("代{}任{label}，至{}", term.user_name, substitute.until_on);
            out.push(seer(SeerKind::Person, Some(substitute.user_id), &substitute.user_name, why));
        }
        out.push(seer(SeerKind::Person, Some(term.assignment.user_id), term.user_name, label));
    }
    if project.confidential {
        for reader in parts::readers(tx, project.id)? {
            out.push(seer(SeerKind::Person, Some(reader.id), reader.name, "保密项目的列名人员"));
        }
    }
    Ok(out)
}

/// Partners that take part and hold a token in force.
fn partners(tx: &mut Tx<'_>, project: &Project) -> Result<Vec<Seer>> {
    let parties = parts::parties_of(tx, project.id)?;
    let ids: Vec<i64> = parties.iter().filter_map(|p| p.enterprise_id).collect();
    let held: Vec<Option<i64>> = api_tokens::table
        .filter(among(api_tokens::enterprise_id.assume_not_null(), ids))
        .filter(api_tokens::revoked_at.is_null().and(api_tokens::expires_at.gt(tx.now)))
        .select(api_tokens::enterprise_id)
        .load(&mut **tx)?;
    let by_token = |p: &&projects::model::Party| p.enterprise_id.is_some() && held.contains(&p.enterprise_id);
    let told = parties.iter().filter(by_token).map(|p| {
        seer(
            SeerKind::Partner,
            p.enterprise_id,
            p.name.clone(),
            format!("{}，持有接口令牌，只看得到授权的内容", p.role.label()),
        )
    });
    Ok(told.collect())
}
