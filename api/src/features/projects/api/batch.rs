//! Registering many projects in one request: those that nothing speaks against are written together.

use super::super::model::input::BatchInput;
use super::super::model::view::{BatchResult, BatchView};
use super::super::rules::{self, Side};
use super::super::store::Probe;
use super::super::store::create::{self, Draft, Known};
use super::write::{checked, refuse_duplicates};
use crate::error::{Error, Result};
use crate::http::{Ctx, Json, Reply};
use crate::policy::{Action, require_role};
use crate::work::Tx;
use actix_web::{HttpResponse, post};

/// 批量登记项目
///
/// 一次最多200个，各有各的结果：有误的不影响其他。与同一批中排在前面的项目重复的，同样视为疑似重复。结果按提交的顺序返回。
#[utoipa::path(tag = "项目", extensions(("x-action" = json!("project.create"))), request_body = BatchInput,
    responses((status = 200, description = "逐项结果", body = BatchView)))]
#[post("/projects/batch")]
pub async fn create_projects(ctx: Ctx, input: Json<BatchInput>) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        require_role(tx.caller, Action::ProjectCreate)?;
        let drafts: Vec<Draft> = input.items.iter().map(Draft::from).collect();
        let today = tx.today();
        let known = Known::of(tx, &drafts, today)?;
        let mut group = Group { known, waiting: Vec::new(), results: Vec::with_capacity(drafts.len()) };
        for (index, (draft, item)) in drafts.into_iter().zip(&input.items).enumerate() {
            // a refusal comes before anything is written; what fails later fails the whole batch
            match group.take(tx, index, draft, item.confirmed_different == Some(true)) {
                Ok(()) => {}
                Err(error) if error.code().status() < 500 => group.refuse(index, &error),
                Err(error) => return Err(error),
            }
        }
        let results = group.finish(tx)?;
        let created = results.iter().filter(|r| r.id.is_some()).count();
        if created == 0 {
            tx.mark_journalled();
        }
        Reply::ok(&BatchView { refused: results.len() - created, created, results })
    })
    .await
}

/// Items of a batch on their way into the library.
struct Group {
    known: Known,
    /// Good, not yet written. The probe is there once another item had to be compared with it.
    waiting: Vec<(usize, Draft, Option<Probe>)>,
    results: Vec<BatchResult>,
}

impl Group {
    /// Checks an item and lets it wait. What waits is written first when the item may be the same as one of it, so that
    /// the item is judged by the library as if they had come one after the other.
    fn take(&mut self, tx: &mut Tx<'_>, index: usize, draft: Draft, confirmed: bool) -> Result<()> {
        let codes = create::standard_codes(&draft, tx.today());
        if self.waiting.iter().any(|(_, other, _)| other.codes.iter().any(|c| codes.contains(&c.code))) {
            self.write(tx)?;
        }
        let draft = checked(tx, &self.known, draft)?;
        let mut of_this = None;
        if !confirmed {
            let probe = create::probe(tx, &draft)?;
            if self.resembles(tx, &probe)? {
                self.write(tx)?;
            }
            refuse_duplicates(tx, &probe)?;
            of_this = Some(probe);
        }
        self.waiting.push((index, draft, of_this));
        Ok(())
    }

    fn resembles(&mut self, tx: &mut Tx<'_>, probe: &Probe) -> Result<bool> {
        for (_, draft, other) in &mut self.waiting {
            let other = match other {
                Some(other) => other,
                None => other.insert(create::probe(tx, draft)?),
            };
            if rules::likeness(side(probe), side(other)).is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Writes what waits, together.
    fn write(&mut self, tx: &mut Tx<'_>) -> Result<()> {
        let waiting = std::mem::take(&mut self.waiting);
        if waiting.is_empty() {
            return Ok(());
        }
        let drafts: Vec<&Draft> = waiting.iter().map(|(_, draft, _)| draft).collect();
        for ((index, draft, _), project) in waiting.iter().zip(create::insert_all(tx, &drafts)?) {
            self.known.now_holds(project.id, &draft.codes);
            self.results.push(BatchResult {
                index: *index,
                status: 201,
                id: Some(project.id),
                number: Some(project.number),
                problem: None,
            });
        }
        Ok(())
    }

    fn refuse(&mut self, index: usize, error: &Error) {
        let (status, problem) = (error.code().status(), Some(error.problem(None, false)));
        self.results.push(BatchResult { index, status, id: None, number: None, problem });
    }

    fn finish(mut self, tx: &mut Tx<'_>) -> Result<Vec<BatchResult>> {
        self.write(tx)?;
        self.results.sort_by_key(|result| result.index);
        Ok(self.results)
    }
}

fn side(probe: &Probe) -> Side<'_> {
    Side { name: &probe.name, investors: &probe.investors, enterprise_ids: &probe.enterprise_ids }
}
