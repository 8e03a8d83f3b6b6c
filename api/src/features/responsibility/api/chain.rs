//! The chain of one project, today or on a day of the past.

use super::super::model::sponsorship::{SponsorProposal, SponsorshipView};
use super::super::model::{
    Assignment, AssignmentRole, ResponsibilityQuery, ResponsibilityView, RoleStanding,
};
use super::super::rules::{self, Needs};
use super::super::store::{self, terms};
use super::{action_of, checklists};
use crate::error::{Error, Result};
use crate::features::people::model::UnitKind;
use crate::features::projects::{self, Project};
use crate::http::{Ctx, Query, Reply};
use crate::policy::{self, Action, allowed, may_sponsor, permitted};
use crate::work::Tx;
use actix_web::{HttpResponse, get, web};
use chrono::NaiveDate;

/// Most people that are proposed.
const MOST_PROPOSED: usize = 5;

/// 查看责任链
///
/// 包抓领导、牵头单位、配合单位、服务专员、联络员：现在是谁、从哪天起、第几任；必须有人而空缺的写明怎么补、由谁指定；全部沿革；
/// 该由哪一级领导包抓和推荐的人；四个一等清单的得分。`on` 问以前某一天由谁负责。`ETag` 是项目的版本。
#[utoipa::path(tag = "责任链", extensions(("x-action" = json!("responsibility.read"))),
    params(("id" = i64, Path, description = "项目编号（内部）"), ResponsibilityQuery),
    responses((status = 200, description = "责任链", body = ResponsibilityView)))]
#[get("/projects/{id}/responsibility")]
pub async fn get_responsibility(
    ctx: Ctx,
    id: web::Path<i64>,
    query: Query<ResponsibilityQuery>,
) -> Result<HttpResponse> {
    let on = query.0.on;
    ctx.read(move |tx| {
        let project = super::find_project(tx, *id, Action::ResponsibilityRead)?;
        let today = tx.today();
        if on.is_some_and(|on| on > today) {
            return Err(Error::field("/on", "in_future", "只能看今天或以前的某一天，请改填日期。"));
        }
        let view = view(tx, &project, on.unwrap_or(today))?;
        Ok(Reply::ok(&view)?.version(project.version))
    })
    .await
}

/// The chain as it stood on a day.
pub(super) fn view(tx: &mut Tx<'_>, project: &Project, on: NaiveDate) -> Result<ResponsibilityView> {
    let needs = store::needs(tx)?;
    let all = terms::of_project(tx, project.id)?;
    let lead_history = terms::lead_terms(tx, project.id)?;
    let lead = lead_history.iter().find(|t| rules::meets(on, Some(on), t.from_on, t.until_on)).cloned();
    let relations = projects::relations(tx.caller, project);
    let mut can: Vec<Action> = vec![Action::PlanEdit, Action::HandoverMake];
    if project.end_state.is_none_or(|s| s == projects::EndState::Suspended) {
        can.extend([Action::AssignmentEdit, Action::SponsorEdit]);
    }
    let (lists, _) = store::checklists_in_force(tx, on)?;
    let scores = checklists::scores(tx, project, &lists)?.into_iter().map(|r| r.score).collect();
    Ok(ResponsibilityView {
        project_id: project.id,
        project_number: project.number.clone(),
        project_name: project.name.clone(),
        on,
        lead,
        supporting: terms::supporting(tx, project.id, on)?,
        roles: roles(tx, project, &needs, &all, on)?,
        sponsorship: sponsorship(tx, project, &needs, &all)?,
        lead_history,
        history: terms::named(tx, all)?,
        scores,
        version: project.version,
        can: permitted(tx.caller, &can, relations),
    })
}

fn roles(
    tx: &mut Tx<'_>,
    project: &Project,
    needs: &Needs,
    all: &[Assignment],
    on: NaiveDate,
) -> Result<Vec<RoleStanding>> {
    let relations = projects::relations(tx.caller, project);
    let open = project.end_state.is_none_or(|s| s == projects::EndState::Suspended);
    let is_today = on == tx.today();
    let mut out = Vec::new();
    for role in AssignmentRole::ALL.iter().copied() {
        // whose term was ended today has no rights any more
        let now = || all.iter().find(|t| t.role == role && t.ended_at.is_none());
        let term = if is_today { now() } else { rules::in_force(all, role, on) }.cloned();
        let earlier = |t: &&Assignment| {
            t.role == role && t.from_on <= on && t.until_on.is_none_or(|until| until >= t.from_on)
        };
        let acting = match &term {
            Some(term) => {
                terms::acting(tx, vec![term.user_id], on)?.into_iter().map(|(_, who)| who).collect()
            }
            None => Vec::new(),
        };
        let required = needs.of(role, project);
        let holder = terms::named(tx, term.into_iter().collect())?.pop();
        out.push(RoleStanding {
            role,
            label: role.label().to_owned(),
            term_no: all.iter().filter(earlier).count() as i64,
            missing: (required && is_today && holder.is_none()).then(|| rules::vacancy(role)),
            holder,
            acting,
            required,
            who: policy::who_may(action_of(role)),
            can_assign: open && allowed(tx.caller, action_of(role), relations),
        });
    }
    Ok(out)
}

/// The level a project belongs to, and who is proposed while nobody carries it: of those who fit, who carries least.
fn sponsorship(
    tx: &mut Tx<'_>,
    project: &Project,
    needs: &Needs,
    all: &[Assignment],
) -> Result<SponsorshipView> {
    let rules_of = &needs.sponsorship;
    let level = rules::level_of(rules_of, project.total_investment_yuan).cloned();
    let because = rules::why_level(rules_of, project.total_investment_yuan);
    let vacant = !all.iter().any(|t| t.role == AssignmentRole::Sponsor && t.ended_at.is_none());
    let mut proposals = Vec::new();
    if let Some(level) = level.as_ref().filter(|_| vacant) {
        let who = policy::visible(tx.caller);
        let loads = terms::loads(tx, &who)?;
        let leaders: Vec<_> =
            store::everybody(tx)?.into_iter().filter(|(p, _, _)| may_sponsor(&p.roles())).collect();
        let fits = |kind: &str| kind.parse::<UnitKind>().is_ok_and(|k| level.unit_kinds.contains(&k));
        let of_level = leaders.iter().any(|(_, _, kind)| fits(kind));
        for (person, unit_name, kind) in leaders {
            if of_level && !fits(&kind) {
                continue;
            }
            let carried =
                loads.get(&person.id).and_then(|l| l.get(&AssignmentRole::Sponsor)).copied().unwrap_or(0);
            let note = if of_level { "" } else { "；这一级没有可选的领导，列出全部领导" };
            proposals.push(SponsorProposal {
                user_id: person.id,
                user_name: person.name,
                unit_name,
                post: person.post,
                carried,
                because: format!("{because}；现包抓{carried}个项目{note}"),
            });
        }
        // sorting keeps the official order among those who carry as many
        proposals.sort_by_key(|p| p.carried);
        proposals.truncate(MOST_PROPOSED);
    }
    Ok(SponsorshipView {
        level: level.as_ref().map(|l| l.code.clone()),
        label: level.map(|l| l.label),
        because,
        proposals,
        rule_revision: needs.sponsorship_revision,
    })
}
