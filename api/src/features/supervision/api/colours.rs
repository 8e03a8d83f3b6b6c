//! Colours: of one project with history and outlook, counted, and tried with other rules.

use super::super::model::colours::{ColourCounts, ColourSimulation, ColourStep, ProjectColourView, Step};
use super::super::model::input::ColourSimulationInput;
use super::super::rules::{self, colours::never};
use super::super::store;
use crate::error::Result;
use crate::features::projects::model::query::ProjectFilter;
use crate::features::projects::store::list::Conditions;
use crate::features::projects::{self, Project};
use crate::http::{Ctx, Json, Query, Reply};
use crate::policy::{Action, Relations, require, require_role, visible};
use crate::text::money::exact;
use crate::work::Tx;
use actix_web::{HttpResponse, get, post, web};

/// 查看项目的颜色
///
/// 今天的颜色、由哪条规则判定、为什么、从哪天起、怎样转绿；以前各段颜色和理由；没有新进展时将在哪天变成什么颜色。
#[utoipa::path(tag = "督查", extensions(("x-action" = json!("colour.read"))),
    params(("id" = i64, Path, description = "项目编号（内部）")),
    responses((status = 200, description = "颜色", body = ProjectColourView)))]
#[get("/projects/{id}/colour")]
pub async fn get_project_colour(ctx: Ctx, id: web::Path<i64>) -> Result<HttpResponse> {
    ctx.read(move |tx| {
        let project = projects::find_visible(tx, *id)?;
        require(tx.caller, Action::ColourRead, Relations::default())?;
        let today = tx.today();
        let current = store::colours::of_projects(tx, &[project.id])?.remove(&project.id);
        let steps = store::colours::steps_of(tx, project.id)?;
        let (past, rest): (Vec<Step>, Vec<Step>) = steps.into_iter().partition(|s| s.until_on <= today);
        let out_of_scope = match current {
            Some(_) => None,
            None => Some(why_none(tx, &project)?),
        };
        Reply::ok(&ProjectColourView {
            current,
            out_of_scope,
            history: past.into_iter().rev().map(shown).collect(),
            ahead: rest.into_iter().filter(|s| s.from_on > today).map(shown).collect(),
        })
    })
    .await
}

fn shown(step: Step) -> ColourStep {
    ColourStep {
        colour: step.colour,
        rule: step.rule,
        because: step.because,
        from_on: step.from_on,
        until_on: (step.until_on != never()).then_some(step.until_on),
        revision: step.revision,
    }
}

/// Why a project has no colour.
fn why_none(tx: &mut Tx<'_>, project: &Project) -> Result<String> {
    let today = tx.today();
    let (rules, _) = store::colours::in_force(tx, today)?;
    Ok(if project.end_state.is_some() {
        "项目已不在正常推进，不判定颜色".to_owned()
    } else if !rules.scope.stages.contains(&project.stage) {
        format!("“{}”阶段不判定颜色", project.stage.label())
    } else if project.total_investment_yuan.is_none_or(|y| y < rules.scope.min_total_investment_yuan) {
        format!("总投资不到{}，不判定颜色", exact(rules.scope.min_total_investment_yuan))
    } else {
        "颜色正在判定，请稍后再看".to_owned()
    })
}

/// 各种颜色的项目数
///
/// 与查询项目同样的条件（不含颜色本身），返回今天红、橙、蓝、绿各几个；每个数都可用 `GET /projects?colour=…` 打开名单。
#[utoipa::path(tag = "督查", extensions(("x-action" = json!("colour.read"))), params(ProjectFilter),
    responses((status = 200, description = "各色项目数", body = ColourCounts)))]
#[get("/colour-counts")]
pub async fn count_colours(ctx: Ctx, filter: Query<ProjectFilter>) -> Result<HttpResponse> {
    require_role(&ctx.caller, Action::ColourRead)?;
    let filter = filter.0;
    ctx.read(move |tx| {
        let who = visible(tx.caller);
        let alone = filter == ProjectFilter::default();
        let conditions = Conditions::prepare(tx, who.clone(), filter.clone())?;
        Reply::ok(&store::counts::counts(tx, &who, &conditions, alone)?)
    })
    .await
}

/// 试算颜色规则
///
/// 用拟采用的规则对今天的数据判定一遍，不保存：有多少项目会从什么颜色变成什么颜色，逐个列出现在与试算的理由（最多200个）。
/// 采用规则请用 `POST /rule-sets/colours/revisions`。
#[utoipa::path(tag = "督查", extensions(("x-action" = json!("colour.simulate"))), request_body = ColourSimulationInput,
    responses((status = 200, description = "试算结果", body = ColourSimulation)))]
#[post("/colour-simulations")]
pub async fn simulate_colours(ctx: Ctx, input: Json<ColourSimulationInput>) -> Result<HttpResponse> {
    let input = input.0;
    ctx.read(move |tx| {
        require_role(tx.caller, Action::ColourSimulate)?;
        let errors = rules::colours::check(&input.content);
        if !errors.is_empty() {
            return Err(crate::rulesets::invalid(errors));
        }
        let who = visible(tx.caller);
        Reply::ok(&store::simulate::simulate(tx, &who, &input.content)?)
    })
    .await
}
