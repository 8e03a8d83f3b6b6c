//! Operations of this room: exports in [`exports`], their templates in [`templates`], rates in [`rates`], annual
//! targets in [`targets`] and progress against them in [`progress`], everything at a glance in
//! [`dashboard`], funds month by month in [`months`].

pub mod dashboard;
pub mod exports;
mod figure;
pub mod months;
pub mod progress;
pub mod rates;
pub mod targets;
pub mod templates;
pub mod told;

use super::model::{ColumnInput, TemplateContent};
use super::rules::layout::{self, Layout};
use super::store;
use crate::error::{Error, FieldError, Result};
use crate::http::ServiceConfig;
use crate::lists::{self, List};
use crate::policy::{Action, require_role};
use crate::work::Tx;

/// The operations of this room.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(exports::list_export_lists)
        .service(exports::create_export)
        .service(exports::list_exports)
        .service(exports::get_export)
        .service(exports::download_export)
        .service(templates::list_export_templates)
        .service(templates::create_export_template)
        .service(templates::preview_export)
        .service(templates::get_export_template)
        .service(templates::replace_export_template)
        .service(templates::withdraw_export_template)
        .service(dashboard::get_dashboard)
        .service(months::get_funds_by_month)
        .service(rates::get_rates)
        .service(rates::list_rate_projects)
        .service(progress::get_progress)
        .service(progress::list_progress_projects)
        .service(targets::list_targets)
        .service(targets::get_target)
        .service(targets::put_target);
}

/// Which columns under which title, and by which template.
struct Chosen {
    layout: Layout,
    template: Option<(i64, i32)>,
}

/// The layout that a request chooses: a template's, its own columns, or the list's usual ones.
///
/// # Errors
/// 404 for a template that is not there, 422 for columns that the list does not have.
fn choose(
    tx: &mut Tx<'_>,
    list: &List,
    template_id: Option<i64>,
    columns: Option<&[ColumnInput]>,
    title: Option<&str>,
) -> Result<Chosen> {
    let mut template = None;
    let mut content = TemplateContent { title: list.title.to_owned(), columns: layout::plain(list.default) };
    let mut at = "/columns";
    if let Some(id) = template_id {
        require_role(tx.caller, Action::TemplateRead)?;
        let found = store::templates::find(tx, id)?;
        if found.row.list != list.name {
            let message = "这个模板不是这份清单的，请改选模板或清单。";
            return Err(Error::field("/template_id", "other_list", message));
        }
        (content, at) = (found.content()?, "/template_id");
        template = Some((id, found.row.version));
    } else if let Some(columns) = columns {
        content.columns = columns.to_vec();
    }
    let columns = resolve(tx, list, &content.columns, at)?;
    let title = title.map_or(content.title, str::to_owned);
    Ok(Chosen { layout: Layout { title, columns }, template })
}

fn resolve(tx: &Tx<'_>, list: &List, columns: &[ColumnInput], at: &str) -> Result<Vec<layout::LayoutColumn>> {
    let known = lists::columns(&tx.app.contract, list);
    let mut errors: Vec<FieldError> = Vec::new();
    for (i, column) in columns.iter().enumerate() {
        for (field, text) in [("title", &column.title), ("note", &column.note)] {
            if text.as_deref().is_some_and(crate::text::has_deceptive_characters) {
                let message = "含有看不见或改变方向的字符，请删除后重新输入。".to_owned();
                errors.push(FieldError {
                    pointer: format!("{at}/{i}/{field}"),
                    code: "invisible".into(),
                    message,
                });
            }
        }
    }
    match layout::resolve(&known, columns, at) {
        Ok(resolved) if errors.is_empty() => Ok(resolved),
        Ok(_) => Err(Error::invalid(errors)),
        Err(more) => {
            errors.extend(more);
            Err(Error::invalid(errors))
        }
    }
}
