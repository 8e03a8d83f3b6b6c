//! Looking for projects that may be the same as a new one.

use super::super::model::Stage;
use super::super::model::view::Candidate;
use super::super::rules::{self, Side};
use super::{Filter, parts, search};
use crate::db::dialect::text_match;
use crate::db::schema::{project_parties, projects};
use crate::db::{Db, MultiBackend};
use crate::error::Result;
use crate::policy::Visible;
use crate::text::{normalise_name, query_terms};
use diesel::prelude::*;
use std::collections::BTreeSet;

/// Most rows looked at; beyond it the name says too little to compare.
const MOST: i64 = 300;

/// What is known of the new project.
#[derive(Debug, Clone)]
pub struct Probe {
    /// Its name.
    pub name: String,
    /// Names of its investors.
    pub investors: Vec<String>,
    /// Their ids in the library of enterprises.
    pub enterprise_ids: Vec<i64>,
    /// Its national code in standard form.
    pub code: Option<String>,
    /// The project itself, when it exists already.
    pub exclude_id: Option<i64>,
}

/// Projects that may be the same.
#[derive(Debug, Clone, Default)]
pub struct Candidates {
    /// Those the caller may see, most alike first.
    pub visible: Vec<Candidate>,
    /// Whether there are others that he may not see; confidential ones are not hinted at.
    pub hidden: bool,
}

type Row = (i64, String, String, Stage, i64, bool);

/// Finds them: same investor and similar name, or a very similar name where one side has no investor.
///
/// # Errors
/// Database errors.
pub fn candidates(db: &mut Db, who: &Visible, probe: &Probe) -> Result<Candidates> {
    let rows = likely(db, probe)?;
    let ids: Vec<i64> = rows.iter().map(|r| r.0).collect();
    let parties = parts::parties(db, &ids)?;
    let seen: BTreeSet<i64> = super::visible_ids(db, who, ids)?.into_iter().collect();
    let mut found = Candidates::default();
    for (id, number, name, stage, lead_unit_id, confidential) in rows {
        let of_this: Vec<_> = parties.iter().filter(|p| p.project_id == id).cloned().collect();
        let same_code = match &probe.code {
            Some(code) => super::code_holder(db, code)? == Some(id),
            None => false,
        };
        let like = rules::likeness(
            Side { name: &probe.name, investors: &probe.investors, enterprise_ids: &probe.enterprise_ids },
            Side {
                name: &name,
                investors: &parts::investors(&of_this),
                enterprise_ids: &of_this.iter().filter_map(|p| p.enterprise_id).collect::<Vec<_>>(),
            },
        );
        let Some((similarity, reason)) = like.or(same_code.then(|| (1.0, "项目代码相同".to_owned())))
        else {
            continue;
        };
        if seen.contains(&id) {
            let similarity = (similarity * 100.0).round() / 100.0;
            found.visible.push(Candidate { id, number, name, stage, lead_unit_id, similarity, reason });
        } else if !confidential {
            found.hidden = true;
        }
    }
    found.visible.sort_by(|a, b| b.similarity.total_cmp(&a.similarity).then(a.id.cmp(&b.id)));
    found.visible.truncate(20);
    Ok(found)
}

/// Projects worth comparing: those of the same or a containing company name, those whose name holds all our words.
fn likely(db: &mut Db, probe: &Probe) -> Result<Vec<Row>> {
    let pg = db.is_pg();
    let text = |words: &str| query_terms(words).map(|q| if pg { q.tsquery() } else { q.fts5() });
    let mut keys: BTreeSet<String> = BTreeSet::new();
    let mut by_text: Vec<String> = text(&probe.name).into_iter().collect();
    for investor in &probe.investors {
        let key = normalise_name(investor);
        by_text.extend(text(&key));
        keys.extend(pieces(&key));
    }
    let companies = project_parties::table
        .filter(project_parties::ended_at.is_null())
        .filter(
            project_parties::name_key
                .eq_any(keys.into_iter().collect::<Vec<_>>())
                .or(project_parties::enterprise_id.assume_not_null().eq_any(probe.enterprise_ids.clone())),
        )
        .select(project_parties::project_id);
    let mut worth: Filter =
        Box::new(projects::name_key.eq(normalise_name(&probe.name)).or(projects::id.eq_any(companies)));
    for query in by_text {
        worth = Box::new(worth.or(text_match(search::TABLE, projects::id, query)));
    }
    if let Some(code) = &probe.code {
        let holder = super::code_holder(db, code)?.unwrap_or(0);
        worth = Box::new(worth.or(projects::id.eq(holder)));
    }
    Ok(projects::table
        .filter(worth)
        .filter(projects::id.ne(probe.exclude_id.unwrap_or(0)))
        .order(projects::id.desc())
        .limit(MOST)
        .select((
            projects::id,
            projects::number,
            projects::name,
            projects::stage,
            projects::lead_unit_id,
            projects::confidential,
        ))
        .into_boxed::<MultiBackend>()
        .load(db)?)
}

/// All parts of at least two characters: a company whose whole name is one of them may be the same.
fn pieces(key: &str) -> Vec<String> {
    let chars: Vec<char> = key.chars().take(24).collect();
    let ends = |from: usize| (from + 2)..=chars.len();
    (0..chars.len())
        .flat_map(|from| ends(from).map(move |to| (from, to)))
        .map(|(a, b)| chars[a..b].iter().collect())
        .collect()
}
