//! 批量登记。

use super::create;
use crate::error::Result;
use crate::features::enterprises::model::{
    EnterpriseBatchInput, EnterpriseBatchOutcome, EnterpriseBatchResult,
};
use crate::http::{Ctx, Json, Reply};
use actix_web::{HttpResponse, post};

/// 批量登记企业
///
/// 一次最多200家，逐家给出结果：能登记的登记，重复的、填写有误的说明原因，互不影响。同一批里前面登记的，后面也查得到重。
#[utoipa::path(tag = "企业库", extensions(("x-action" = json!("enterprise.create"))), request_body = EnterpriseBatchInput,
    responses((status = 200, description = "逐家的结果", body = EnterpriseBatchOutcome)))]
#[post("/enterprises/batch")]
pub async fn create_enterprises(ctx: Ctx, input: Json<EnterpriseBatchInput>) -> Result<HttpResponse> {
    ctx.write(move |tx| {
        let mut results = Vec::with_capacity(input.0.items.len());
        for (index, item) in input.0.items.iter().enumerate() {
            let result = match create(tx, item) {
                Ok(row) => EnterpriseBatchResult { index, status: 201, enterprise: Some(row), problem: None },
                // what the rules refuse leaves nothing behind; what the database refuses ends the whole batch
                Err(error) if error.cause().is_none() && error.code().status() < 500 => {
                    let problem = error.problem(Some(tx.request_id.to_owned()), false);
                    EnterpriseBatchResult {
                        index,
                        status: error.code().status(),
                        enterprise: None,
                        problem: Some(problem),
                    }
                }
                Err(error) => return Err(error),
            };
            results.push(result);
        }
        let created = results.iter().filter(|r| r.enterprise.is_some()).count();
        if created == 0 {
            tx.mark_journalled();
        }
        Reply::ok(&EnterpriseBatchOutcome { created, refused: results.len() - created, results })
    })
    .await
}
