//! 列表、统计、查重候选。

use super::{SEARCH, find, in_use, same};
use crate::codes::{credit_code, divisions::divisions, industries::industries};
use crate::db::dialect::{has_any, like_prefix, like_within, own_match, text_match};
use crate::db::page::{Page, Window};
use crate::db::schema::{enterprise_aliases, enterprise_contacts, enterprises};
use crate::db::sort::Sorts;
use crate::db::types::Stamp;
use crate::db::{Db, MultiBackend, columns};
use crate::error::{Error, Result};
use crate::features::enterprises::model::{
    Candidate, CompanyClass, Enterprise, EnterpriseCounts, EnterpriseFilter, EnterpriseSort, Group, Summary,
};
use crate::features::enterprises::rules::{self, Known};
use crate::policy::{Reach, Visible};
use crate::sort_by;
use crate::text::query_terms;
use diesel::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// 检索表在查询里的样子。
mod table {
    diesel::table! {
        enterprise_search (rowid) {
            rowid -> BigInt,
        }
    }
}
use table::enterprise_search;

/// 名称、别名、信用代码合于检索词的企业；看不看得见由调用者另行判断。
///
/// # Errors
/// Database errors.
pub fn matching(db: &mut Db, query: &str) -> Result<Vec<i64>> {
    let hits = enterprise_search::table.filter(own_match(SEARCH, query.to_owned()));
    Ok(hits.select(enterprise_search::rowid).load(db)?)
}

/// 名称、别名、信用代码合于检索词的在用企业的编号与名称，按名称，最多这些家；不按电话找，也不给别的。
///
/// # Errors
/// Database errors.
pub fn named(db: &mut Db, q: &str, most: i64) -> Result<Vec<(i64, String)>> {
    let Some(query) = query_terms(q) else { return Ok(Vec::new()) };
    let query = if db.is_pg() { query.tsquery() } else { query.fts5() };
    Ok(enterprises::table
        .filter(text_match(SEARCH, enterprises::id, query))
        .filter(in_use())
        .order((enterprises::sort_key, enterprises::id))
        .limit(most)
        .select((enterprises::id, enterprises::name))
        .into_boxed::<MultiBackend>()
        .load(db)?)
}

/// 查重时最多取出来比较的企业数。
const MOST_COMPARED: i64 = 2000;
/// 查重最多给出的候选数。
const MOST_CANDIDATES: usize = 10;

type Boxed<'a> = enterprises::BoxedQuery<'a, MultiBackend>;

/// 看得见、未被合并、符合条件的企业；不指明时只有在用的。
fn filtered<'a>(db: &Db, visible: &Visible, filter: &EnterpriseFilter) -> Result<Boxed<'a>> {
    let mut rows = enterprises::table.into_boxed::<MultiBackend>();
    rows = if filter.withdrawn == Some(true) {
        rows.filter(enterprises::merged_into_id.is_null().and(enterprises::withdrawn_at.is_not_null()))
    } else {
        rows.filter(in_use())
    };
    match visible.reach {
        Reach::Everything | Reach::City | Reach::Units(_) => {}
        Reach::Party(own) => rows = rows.filter(enterprises::id.eq(own)),
        Reach::Nothing => rows = rows.filter(enterprises::id.eq(-1)),
    }
    if let Some(q) = &filter.q {
        rows = searched(db, rows, q);
    }
    if let Some(code) = &filter.division_code {
        let mut significant = code.as_str();
        while significant.len() > 2 && significant.ends_with("00") {
            significant = &significant[..significant.len() - 2];
        }
        rows = rows.filter(enterprises::division_code.like(like_prefix(significant)));
    }
    if let Some(code) = &filter.industry_code {
        rows = by_industry(rows, code)?;
    }
    if let Some(classes) = filter.class.as_ref().filter(|c| !c.is_empty()) {
        let codes = classes.iter().map(|c| c.code().to_owned()).collect();
        rows = rows.filter(has_any(enterprises::classes, codes));
    }
    if let Some(origins) = filter.origin.as_ref().filter(|o| !o.is_empty()) {
        rows = rows.filter(enterprises::origin.eq_any(origins.clone()));
    }
    if let Some(unit) = filter.owner_unit_id {
        rows = rows.filter(enterprises::owner_unit_id.eq(unit));
    }
    if let Some(code) = &filter.credit_code {
        rows = rows.filter(enterprises::credit_code.eq(credit_code::normalise(code)));
    }
    if let Some(since) = filter.updated_at_gte {
        rows = rows.filter(enterprises::updated_at.ge(since));
    }
    if let Some(import) = filter.import_id {
        rows = rows.filter(enterprises::import_id.eq(import));
    }
    Ok(rows)
}

/// 名称、别名、拼音、代码按检索词；恰为四位数字时也按电话后四位。
fn searched<'a>(db: &Db, rows: Boxed<'a>, q: &str) -> Boxed<'a> {
    let Some(query) = query_terms(q) else { return rows };
    let query = if db.is_pg() { query.tsquery() } else { query.fts5() };
    let tail = q.trim();
    if tail.len() == 4 && tail.bytes().all(|b| b.is_ascii_digit()) {
        let by_phone = enterprise_contacts::table
            .filter(enterprise_contacts::phone_tail.eq(tail.to_owned()))
            .filter(enterprise_contacts::removed_at.is_null())
            .select(enterprise_contacts::enterprise_id);
        return rows.filter(text_match(SEARCH, enterprises::id, query).or(enterprises::id.eq_any(by_phone)));
    }
    rows.filter(text_match(SEARCH, enterprises::id, query))
}

fn by_industry<'a>(rows: Boxed<'a>, code: &str) -> Result<Boxed<'a>> {
    let mut letters = code.chars();
    if let (Some(letter), None) = (letters.next(), letters.next())
        && let Some(section) = industries().section(letter)
    {
        return Ok(rows.filter(enterprises::industry_code.like(like_prefix(&section.letter.to_string()))));
    }
    let division = industries().division(code).map_err(|e| {
        Error::field("/industry_code", "industry_code", format!("{e}也可以只给门类字母，如 C。"))
    })?;
    Ok(rows.filter(enterprises::industry_code.eq(division.lettered())))
}

/// 一页企业。
///
/// # Errors
/// 422：行业代码不认识；数据库错误。
pub fn list(
    db: &mut Db,
    visible: &Visible,
    filter: &EnterpriseFilter,
    sorts: &Sorts<EnterpriseSort>,
    window: &Window,
) -> Result<Page<Enterprise>> {
    let total = count(db, visible, filter)?;
    let items = rows(db, visible, filter, sorts, window)?;
    Ok(window.page_of(items, total, |row| sorts.place(row)))
}

/// 符合条件的企业数。
///
/// # Errors
/// 同 [`list`]。
pub fn count(db: &mut Db, visible: &Visible, filter: &EnterpriseFilter) -> Result<i64> {
    Ok(filtered(db, visible, filter)?.count().get_result(db)?)
}

/// 一页企业，不数总数。
///
/// # Errors
/// 同 [`list`]。
pub fn rows(
    db: &mut Db,
    visible: &Visible,
    filter: &EnterpriseFilter,
    sorts: &Sorts<EnterpriseSort>,
    window: &Window,
) -> Result<Vec<Enterprise>> {
    let rows = sorts.apply(filtered(db, visible, filter)?, window.after.as_ref())?;
    Ok(rows.limit(window.per_page).offset(window.offset()).select(columns::<Enterprise>()).load(db)?)
}

sort_by!(EnterpriseSort on enterprises, rows Enterprise {
    Name | NameDescending => sort_key: String,
    Updated | UpdatedDescending => updated_at: Stamp,
});

/// 符合条件的企业的统计。
///
/// # Errors
/// 同 [`list`]。
pub fn counts(db: &mut Db, visible: &Visible, filter: &EnterpriseFilter) -> Result<EnterpriseCounts> {
    type Row = (Option<String>, Option<String>, Option<String>, crate::db::types::Doc);
    let rows: Vec<Row> = filtered(db, visible, filter)?
        .select((
            enterprises::credit_code,
            enterprises::division_code,
            enterprises::industry_code,
            enterprises::classes,
        ))
        .load(db)?;
    let mut provinces: BTreeMap<Option<String>, i64> = BTreeMap::new();
    let mut sections: BTreeMap<Option<String>, i64> = BTreeMap::new();
    let mut classes: BTreeMap<CompanyClass, i64> = BTreeMap::new();
    for (_, division, industry, class) in &rows {
        *provinces.entry(division.as_ref().map(|d| format!("{}0000", &d[..2]))).or_default() += 1;
        *sections.entry(industry.as_ref().map(|i| i[..1].to_owned())).or_default() += 1;
        for class in class.read::<BTreeSet<CompanyClass>>() {
            *classes.entry(class).or_default() += 1;
        }
    }
    let unknown = || "未填".to_owned();
    let group = |code: Option<String>, label: Option<String>, count| Group {
        label: label.or_else(|| code.clone()).unwrap_or_else(unknown),
        code,
        count,
    };
    let province = |code: &str| divisions().by_code(code).map(|d| d.name.clone());
    let section =
        |code: &str| code.chars().next().and_then(|c| industries().section(c)).map(|s| s.name.clone());
    Ok(EnterpriseCounts {
        total: i64::try_from(rows.len()).unwrap_or(i64::MAX),
        with_credit_code: rows.iter().filter(|r| r.0.is_some()).map(|_| 1).sum(),
        by_province: provinces
            .into_iter()
            .map(|(c, n)| group(c.clone(), c.as_deref().and_then(province), n))
            .collect(),
        by_industry: sections
            .into_iter()
            .map(|(c, n)| group(c.clone(), c.as_deref().and_then(section), n))
            .collect(),
        by_class: classes
            .into_iter()
            .map(|(c, n)| group(Some(c.code().to_owned()), Some(c.label().to_owned()), n))
            .collect(),
    })
}

/// 疑似同一家的企业，可能性大的在前；只在看得见的企业里找，`except` 是正在修改的那家。
///
/// # Errors
/// 数据库错误。
pub fn candidates(
    db: &mut Db,
    visible: &Visible,
    name: Option<&str>,
    code: Option<&str>,
    except: Option<i64>,
) -> Result<Vec<Candidate>> {
    let mut ids: BTreeSet<i64> = BTreeSet::new();
    if let Some(name) = name {
        let key = crate::text::normalise_name(name);
        ids.extend(same(db, name, &key, None)?.map(|row| row.id));
        if let Some(query) = query_terms(&rules::search_text(name)) {
            let query = if db.is_pg() { query.any().tsquery() } else { query.any().fts5() };
            let found: Vec<i64> = enterprises::table
                .filter(text_match(SEARCH, enterprises::id, query))
                .filter(in_use())
                .order(enterprises::id)
                .limit(MOST_COMPARED)
                .select(enterprises::id)
                .load(db)?;
            ids.extend(found);
        }
    }
    if let Some(code) = code {
        let live = enterprises::table.filter(in_use()).select(enterprises::id).into_boxed::<MultiBackend>();
        let live = match rules::is_part_of_code(code) {
            true => live
                .filter(enterprises::credit_code.assume_not_null().like(like_within(code)).escape('\\'))
                .order(enterprises::id)
                .limit(MOST_COMPARED),
            false => live.filter(enterprises::credit_code.eq(code)),
        };
        ids.extend(live.load::<i64>(db)?);
    }
    ids.retain(|id| Some(*id) != except);
    let ids: Vec<i64> = ids.into_iter().collect();
    let aliases: Vec<(i64, String)> = enterprise_aliases::table
        .filter(enterprise_aliases::enterprise_id.eq_any(&ids).and(enterprise_aliases::removed_at.is_null()))
        .select((enterprise_aliases::enterprise_id, enterprise_aliases::alias))
        .load(db)?;
    let mut by_enterprise: BTreeMap<i64, Vec<String>> = BTreeMap::new();
    for (id, alias) in aliases {
        by_enterprise.entry(id).or_default().push(alias);
    }
    let none = Vec::new();
    let mut found: Vec<Candidate> = super::summaries(db, visible, &ids)?
        .into_iter()
        .filter_map(|enterprise: Summary| {
            let known = Known {
                name: &enterprise.name,
                credit_code: enterprise.credit_code.as_deref(),
                aliases: by_enterprise.get(&enterprise.id).unwrap_or(&none),
            };
            let found = rules::compare(name, code, known)?;
            Some(Candidate { score: found.score, reasons: found.reasons, enterprise })
        })
        .collect();
    found.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.enterprise.id.cmp(&b.enterprise.id)));
    found.truncate(MOST_CANDIDATES);
    Ok(found)
}

/// 合并到最后，编号现在指哪一家；没有被合并的就是自己。
///
/// # Errors
/// 404。
pub fn surviving(db: &mut Db, id: i64) -> Result<Enterprise> {
    let mut row = find(db, id)?;
    // a chain of merges has no circle: only a live enterprise can be merged away
    while let Some(next) = row.merged_into_id {
        row = find(db, next)?;
    }
    Ok(row)
}
