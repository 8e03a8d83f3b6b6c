//! What a leader writes on a project: a slip with a clock, whose answer comes back to him.

use super::super::model::input::{InstructionInput, SlipInput};
use super::super::model::view::SlipView;
use super::super::model::{SlipBasis, SlipKind};
use super::super::store;
use super::{check, slips};
use crate::error::Result;
use crate::features::projects;
use crate::http::{Ctx, Json};
use crate::policy::{Action, require_role};
use actix_web::{HttpResponse, post, web};

/// 领导批示
///
/// 批示即是一份有时限的交办单：落到项目的服务专员，没有服务专员的落到牵头单位，回复后回到批示的领导那里，由领导销号。
#[utoipa::path(tag = "督查", extensions(("x-action" = json!("slip.instruct"))), request_body = InstructionInput,
    params(("id" = i64, Path, description = "项目编号（内部）")),
    responses((status = 201, description = "已批示", body = SlipView)))]
#[post("/projects/{id}/instructions")]
pub async fn create_instruction(
    ctx: Ctx,
    id: web::Path<i64>,
    input: Json<InstructionInput>,
) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        require_role(tx.caller, Action::SlipInstruct)?;
        let project = projects::find_visible(tx, *id)?;
        let person_id = match input.person_id {
            Some(person) => Some(person),
            None => crate::app::commissioner(tx, project.id)?,
        };
        let today = tx.today();
        let (times, _) = store::times::in_force(tx, today)?;
        let slip = SlipInput {
            kind: SlipKind::Assign,
            basis: SlipBasis::Instruction,
            basis_text: Some(format!("{}批示", tx.caller.name)),
            project_id: Some(project.id),
            matter: input.text.clone(),
            gap_days: None,
            gap_points: None,
            unit_id: None,
            person_id,
            working_days: input.due_working_days,
        };
        let ready = check::check(tx, &slip, Some(times.instruction_days))?;
        slips::issue(tx, &ready)
    })
    .await
}
