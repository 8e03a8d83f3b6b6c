//! One change of many projects: all of them or none, each under the rules of the single change and with its own journal row.

use super::super::model::Project;
use super::super::model::batch::{BatchUpdateInput, BatchUpdateItem, BatchUpdateView, ChosenProject, MOST};
use super::super::model::view::UnitRef;
use super::super::rules::tags::{Change, the_change, with_tags};
use super::super::{TAGS_CHANGED, relations, rules, store};
use super::table::{TABLE, conditions_of_now};
use super::write::check_lead_unit;
use crate::error::{Code, Error, FieldError, Result};
use crate::http::{Ctx, Json, Reply};
use crate::journal::{self, Entry};
use crate::lists::{self, Wanted};
use crate::policy::{Action, require, require_role, visible};
use crate::work::Tx;
use actix_web::{HttpResponse, post};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Most supporting units of a project.
const MOST_UNITS: usize = 50;
/// Most refusals told at once.
const MOST_TOLD: usize = 100;

/// 批量修改项目
///
/// 对选定的项目（`items`，连同读取时的版本号）或符合条件的全部项目（`filter`，连同看到的个数）做同一项修改：改牵头单位、增加配合
/// 单位、贴标签、去标签。权限与规则同逐个修改；有一个不能改就都不改，`errors` 逐个说明是哪个项目、为什么、怎么办。一次最多1000个。
/// 个数与看到的不同返回 409 `project.count_changed`，`current.count` 为此刻的个数。
#[utoipa::path(tag = "项目", extensions(("x-action" = json!("project.edit"))), request_body = BatchUpdateInput,
    responses((status = 200, description = "逐个结果", body = BatchUpdateView)))]
#[post("/projects/batch-updates")]
pub async fn update_projects(ctx: Ctx, input: Json<BatchUpdateInput>) -> Result<HttpResponse> {
    let input = input.0;
    ctx.write(move |tx| {
        let change = the_change(&input.change)?;
        require_role(tx.caller, action_of(&change))?;
        check_change(tx, &change)?;
        let chosen = chosen(tx, &input)?;
        let mut work = Work::of(tx, change, chosen)?;
        let plans = work.plans(tx)?;
        Reply::ok(&work.carry_out(tx, plans)?)
    })
    .await
}

fn action_of(change: &Change) -> Action {
    match change {
        Change::Lead(_) | Change::Units(_) => Action::ProjectEdit,
        Change::Add(_) | Change::Remove(_) => Action::ProjectTag,
    }
}

/// What is wrong with the change itself, whichever projects it is for.
fn check_change(tx: &mut Tx<'_>, change: &Change) -> Result<()> {
    match change {
        Change::Lead(unit) => {
            let pointer = "/change/lead_unit_id";
            store::parts::check_units(tx, |_| pointer.to_owned(), &[*unit])?;
            check_lead_unit(tx, pointer, *unit)
        }
        Change::Units(units) => store::parts::check_units(tx, |i| format!("/change/add_unit_ids/{i}"), units),
        Change::Add(_) | Change::Remove(_) => Ok(()),
    }
}

/// A project of the choice: where it was named, what is seen of it, the version it was chosen in.
struct Chosen {
    pointer: String,
    id: i64,
    project: Option<Project>,
    version: Option<i32>,
}

fn chosen(tx: &mut Tx<'_>, input: &BatchUpdateInput) -> Result<Vec<Chosen>> {
    match (&input.items, &input.filter) {
        (Some(items), None) => by_items(tx, items),
        (None, Some(filter)) => by_filter(tx, filter, input.expected_count),
        _ => {
            let message = "请用 items 逐个选定，或用 filter 选定符合条件的全部，二者填一个。";
            Err(Error::field("/items", "required", message))
        }
    }
}

fn by_items(tx: &mut Tx<'_>, items: &[ChosenProject]) -> Result<Vec<Chosen>> {
    let mut ids: Vec<i64> = items.iter().map(|item| item.id).collect();
    ids.sort_unstable();
    if let Some(twice) = ids.windows(2).find(|pair| pair[0] == pair[1]) {
        let at = items.iter().rposition(|item| item.id == twice[0]).unwrap_or_default();
        let message = "同一个项目选了两次，请只留一次。";
        return Err(Error::field(format!("/items/{at}/id"), "duplicate", message));
    }
    let who = visible(tx.caller);
    let mut seen: BTreeMap<i64, Project> =
        store::many(tx, &who, ids)?.into_iter().map(|project| (project.id, project)).collect();
    let all = items.iter().enumerate().map(|(i, item)| Chosen {
        pointer: format!("/items/{i}"),
        id: item.id,
        project: seen.remove(&item.id),
        version: Some(item.version),
    });
    Ok(all.collect())
}

fn by_filter(tx: &mut Tx<'_>, filter: &str, expected: Option<i64>) -> Result<Vec<Chosen>> {
    let Some(expected) = expected else {
        let message = "按条件选取时请一并填写看到的项目数，以免改到没看见的项目。";
        return Err(Error::field("/expected_count", "required", message));
    };
    let read = lists::conditions(&tx.app.contract, &TABLE, filter, None)?;
    let wanted = Wanted { conditions: read.values, ..Wanted::default() };
    let conditions = conditions_of_now(tx, &wanted)?;
    let count = store::list::count(tx, &conditions)?;
    if count != expected {
        return Err(Error::new(Code::ProjectCountChanged)
            .detail(format!(
                "符合条件的项目现在是{count}个，您看到的是{expected}个，什么也没有改。请刷新清单，核对后再提交。"
            ))
            .with_current(json!({ "count": count })));
    }
    if count > MOST {
        let message = format!("符合条件的有{count}个，一次最多改{MOST}个。请缩小筛选范围，分几次办理。");
        return Err(Error::field("/filter", "too_many", message));
    }
    let ids = store::list::all_ids(tx, &conditions)?;
    let who = visible(tx.caller);
    let projects = store::many(tx, &who, ids)?;
    let all = projects.into_iter().map(|project| Chosen {
        pointer: "/filter".to_owned(),
        id: project.id,
        project: Some(project),
        version: None,
    });
    Ok(all.collect())
}

/// What is to be done with one project, with its states for the journal.
struct Plan {
    project: Project,
    before: Value,
    after: Value,
    fresh_units: Vec<i64>,
    fresh_tags: Vec<String>,
}

struct Work {
    change: Change,
    chosen: Vec<Chosen>,
    units: BTreeMap<i64, Vec<UnitRef>>,
    names: BTreeMap<i64, String>,
    tags: BTreeMap<i64, Vec<String>>,
}

impl Work {
    /// Reads what the change needs to know of all projects at once.
    fn of(tx: &mut Tx<'_>, change: Change, chosen: Vec<Chosen>) -> Result<Self> {
        let ids: Vec<i64> = chosen.iter().filter_map(|c| c.project.as_ref().map(|p| p.id)).collect();
        let mut work =
            Self { change, chosen, units: BTreeMap::new(), names: BTreeMap::new(), tags: BTreeMap::new() };
        match &work.change {
            Change::Lead(_) => {}
            Change::Units(more) => {
                work.names = store::parts::unit_names(tx, more.clone())?.into_iter().collect();
                for (id, unit) in store::parts::supporting_units(tx, &ids, None)? {
                    work.units.entry(id).or_default().push(unit);
                }
            }
            Change::Add(_) | Change::Remove(_) => {
                let who = visible(tx.caller);
                work.tags = store::tags::of(tx, &who, &ids, None)?;
            }
        }
        Ok(work)
    }

    /// What is done with each; every refusal is told at once.
    fn plans(&mut self, tx: &mut Tx<'_>) -> Result<Vec<Option<Plan>>> {
        let mut plans = Vec::with_capacity(self.chosen.len());
        let mut refused: Vec<(usize, Error)> = Vec::new();
        for (i, one) in self.chosen.iter().enumerate() {
            match self.plan(tx, one) {
                Ok(plan) => plans.push(plan),
                Err(error) if error.code().status() < 500 => refused.push((i, error)),
                Err(error) => return Err(error),
            }
        }
        if refused.is_empty() { Ok(plans) } else { Err(self.refusal(&refused)) }
    }

    fn plan(&self, tx: &mut Tx<'_>, one: &Chosen) -> Result<Option<Plan>> {
        let project = one.project.as_ref().ok_or_else(Error::not_found)?;
        require(tx.caller, action_of(&self.change), relations(tx.caller, project))?;
        if one.version.is_some_and(|version| version != project.version) {
            return Err(Error::new(Code::ResourceStale)
                .detail("您选定之后，这个项目已被别人修改。请刷新清单，核对后再选。"));
        }
        let mut plan = Plan {
            project: project.clone(),
            before: Value::Null,
            after: Value::Null,
            fresh_units: Vec::new(),
            fresh_tags: Vec::new(),
        };
        match &self.change {
            Change::Lead(unit) => {
                if *unit == project.lead_unit_id {
                    return Ok(None);
                }
                let signed = crate::app::signed(tx, project.id)?;
                rules::check_editable(project, signed, &["lead_unit_id".to_owned()])?;
                plan.before = json!({ "lead_unit_id": project.lead_unit_id });
                plan.after = json!({ "lead_unit_id": unit });
            }
            Change::Units(more) => {
                rules::check_open(project)?;
                let have = self.units.get(&project.id).map(Vec::as_slice).unwrap_or_default();
                let lacks = |id: &i64| *id != project.lead_unit_id && have.iter().all(|unit| unit.id != *id);
                plan.fresh_units = more.iter().copied().filter(lacks).collect();
                if plan.fresh_units.is_empty() {
                    return Ok(None);
                }
                let named = |id: &i64| json!({ "id": id, "name": self.names.get(id) });
                let after: Vec<Value> =
                    have.iter().map(|unit| json!(unit)).chain(plan.fresh_units.iter().map(named)).collect();
                if after.len() > MOST_UNITS {
                    let message =
                        format!("配合单位将有{}个，最多{MOST_UNITS}个。请先去掉用不着的。", after.len());
                    return Err(Error::field("/change/add_unit_ids", "too_many", message));
                }
                plan.before = json!({ "units": have });
                plan.after = json!({ "units": after });
            }
            Change::Add(more) => {
                let have = self.tags.get(&project.id).map(Vec::as_slice).unwrap_or_default();
                let after = with_tags(have, more)?;
                if after.len() == have.len() {
                    return Ok(None);
                }
                plan.fresh_tags = after[have.len()..].to_vec();
                plan.before = json!({ "tags": have });
                plan.after = json!({ "tags": after });
            }
            Change::Remove(names) => {
                let have = self.tags.get(&project.id).map(Vec::as_slice).unwrap_or_default();
                let after: Vec<&String> = have.iter().filter(|tag| !names.contains(tag)).collect();
                if after.len() == have.len() {
                    return Ok(None);
                }
                plan.before = json!({ "tags": have });
                plan.after = json!({ "tags": after });
            }
        }
        Ok(Some(plan))
    }

    /// One answer for all refusals: theirs when they are of one kind.
    fn refusal(&self, refused: &[(usize, Error)]) -> Error {
        let first = refused.first().map_or(Code::ProjectBatchRefused, |(_, error)| error.code());
        let code =
            if refused.iter().all(|(_, e)| e.code() == first) { first } else { Code::ProjectBatchRefused };
        let told = refused.iter().take(MOST_TOLD).map(|(i, error)| {
            let one = &self.chosen[*i];
            let which = match &one.project {
                Some(project) => format!("“{}”（{}）", project.name, project.number),
                None => format!("编号为{}的项目", one.id),
            };
            let why =
                error.errors().first().map_or_else(|| error.message().to_owned(), |e| e.message.clone());
            let code = error.code().code().to_owned();
            FieldError { pointer: one.pointer.clone(), code, message: format!("{which}：{why}") }
        });
        let told: Vec<FieldError> = told.collect();
        let more = if refused.len() > told.len() {
            format!("，下面列出前{MOST_TOLD}个")
        } else {
            String::new()
        };
        let current: Vec<Value> = refused
            .iter()
            .filter(|(_, error)| error.code() == Code::ResourceStale)
            .filter_map(|(i, _)| self.chosen[*i].project.as_ref())
            .map(|project| json!({ "id": project.id, "number": project.number, "version": project.version }))
            .collect();
        let error = Error::new(code)
            .detail(format!(
                "选定的{}个项目中有{}个不能这样办理{more}，所以一个也没有改。请从选择中去掉它们，或先按说明处理。",
                self.chosen.len(),
                refused.len()
            ))
            .with_errors(told);
        if current.is_empty() { error } else { error.with_current(json!({ "items": current })) }
    }

    /// Writes all plans and their journal rows.
    fn carry_out(self, tx: &mut Tx<'_>, plans: Vec<Option<Plan>>) -> Result<BatchUpdateView> {
        let now = tx.now;
        let event = match &self.change {
            Change::Lead(_) => "project.changed",
            Change::Units(_) => "project.units_changed",
            Change::Add(_) | Change::Remove(_) => TAGS_CHANGED,
        };
        let mut view = BatchUpdateView { changed: 0, unchanged: 0, items: Vec::with_capacity(plans.len()) };
        let (mut entries, mut units, mut tags) = (Vec::new(), Vec::new(), Vec::new());
        let mut changed: Vec<i64> = Vec::new();
        for (one, plan) in self.chosen.iter().zip(plans) {
            let Some(plan) = plan else {
                let version = one.project.as_ref().map_or(0, |project| project.version);
                view.items.push(BatchUpdateItem { id: one.id, version, changed: false });
                continue;
            };
            let after = match &self.change {
                Change::Lead(unit) => {
                    store::set_lead(tx, &plan.project, *unit, false, "成批更换牵头单位", now)?
                }
                _ => store::touch(tx, &plan.project, now)?,
            };
            units.extend(plan.fresh_units.iter().map(|unit| (after.id, *unit)));
            tags.extend(plan.fresh_tags.into_iter().map(|tag| (after.id, tag)));
            changed.push(after.id);
            view.items.push(BatchUpdateItem { id: after.id, version: after.version, changed: true });
            entries.push(Entry::changed(event, super::subject(&after), &plan.before, &plan.after));
        }
        store::parts::add_units(tx, &units, now)?;
        store::tags::add(tx, &tags, now)?;
        if let Change::Remove(names) = &self.change {
            store::tags::remove(tx, &changed, names, now)?;
        }
        view.changed = changed.len();
        view.unchanged = view.items.len() - view.changed;
        if entries.is_empty() {
            tx.mark_journalled();
        }
        journal::record_all(tx, entries)?;
        Ok(view)
    }
}
