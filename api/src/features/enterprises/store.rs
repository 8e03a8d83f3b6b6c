//! 企业的查询与写入；列表和查重、联系人和别名、合并各在一个文件里。

mod contacts;
mod merges;
mod registering;
mod search;
mod withdrawals;

pub use contacts::*;
pub use merges::*;
pub use registering::{find_or_create, find_or_create_all, insert, same, versions};
pub use search::*;
pub use withdrawals::*;

use super::model::{Alias, Enterprise, Summary};
use super::rules::Checked;
use crate::db::dialect::{SearchTable, advisory_lock, put_tokens};
use crate::db::schema::{enterprise_aliases, enterprises, units};
use crate::db::types::{Doc, Stamp};
use crate::db::{Db, columns};
use crate::error::{Error, Result};
use crate::policy::{Reach, Visible};
use crate::text::{index_tokens_of, sort_key};
use diesel::prelude::*;

/// 检索词表。
pub const SEARCH: SearchTable = SearchTable("enterprise_search");

/// 登记企业的队（只在 PostgreSQL 上需要）。
const LOCK: i64 = 7_463_004;

/// 可以改的各列。
#[derive(Insertable, AsChangeset)]
#[diesel(table_name = enterprises, treat_none_as_null = true)]
struct Columns {
    name: String,
    name_key: String,
    sort_key: String,
    credit_code: Option<String>,
    division_code: Option<String>,
    place: String,
    origin: Option<super::FundsOrigin>,
    industry_code: Option<String>,
    industry: String,
    classes: Doc,
    nature: String,
    founded: Option<String>,
    registered_capital_yuan: Option<i64>,
    main_business: String,
    products: String,
    motive: Option<super::Motive>,
    expansion_plan: String,
    source: String,
    source_url: String,
    remark: String,
    owner_unit_id: Option<i64>,
    updated_at: Stamp,
}

impl Columns {
    fn new(checked: &Checked, now: Stamp) -> Self {
        let input = checked.input.clone();
        let text = Option::unwrap_or_default;
        Self {
            sort_key: sort_key(&input.name),
            name: input.name,
            name_key: checked.name_key.clone(),
            credit_code: input.credit_code,
            division_code: input.division_code,
            place: text(input.place),
            origin: input.origin,
            industry_code: input.industry_code,
            industry: text(input.industry),
            classes: Doc::of(&input.classes.unwrap_or_default()),
            nature: text(input.nature),
            founded: input.founded,
            registered_capital_yuan: input.registered_capital_yuan,
            main_business: text(input.main_business),
            products: text(input.products),
            motive: input.motive,
            expansion_plan: text(input.expansion_plan),
            source: text(input.source),
            source_url: text(input.source_url),
            remark: text(input.remark),
            owner_unit_id: input.owner_unit_id,
            updated_at: now,
        }
    }
}

/// 企业在不在调用者的可见范围之内。企业库全市共用，合作企业只看得到自己。
pub fn is_visible(visible: &Visible, id: i64) -> bool {
    match &visible.reach {
        Reach::Everything | Reach::City | Reach::Units(_) => true,
        Reach::Party(own) => *own == id,
        Reach::Nothing => false,
    }
}

/// 按编号取一家企业，被合并的也取得到；不论可见范围。
///
/// # Errors
/// 404。
pub fn find(db: &mut Db, id: i64) -> Result<Enterprise> {
    Ok(enterprises::table.find(id).select(columns::<Enterprise>()).first(db)?)
}

/// 取一家看得见的企业。
///
/// # Errors
/// 404：没有，或看不见。
pub fn find_visible(db: &mut Db, visible: &Visible, id: i64) -> Result<Enterprise> {
    if is_visible(visible, id) { find(db, id) } else { Err(Error::not_found()) }
}

/// 企业名称；没有这家企业时为空。
///
/// # Errors
/// 数据库错误。
pub fn name_of(db: &mut Db, id: i64) -> Result<Option<String>> {
    Ok(enterprises::table.find(id).select(enterprises::name).first(db).optional()?)
}

/// 几家企业的摘要，按编号；看不见的不在其中。
///
/// # Errors
/// 数据库错误。
pub fn summaries(db: &mut Db, visible: &Visible, ids: &[i64]) -> Result<Vec<Summary>> {
    let seen: Vec<i64> = ids.iter().copied().filter(|id| is_visible(visible, *id)).collect();
    let rows = enterprises::table.filter(enterprises::id.eq_any(seen)).order(enterprises::id);
    Ok(rows.select(columns::<Summary>()).load(db)?)
}

/// 现行的别名，按登记先后。
///
/// # Errors
/// 数据库错误。
pub fn aliases(db: &mut Db, enterprise_id: i64) -> Result<Vec<Alias>> {
    Ok(enterprise_aliases::table
        .filter(
            enterprise_aliases::enterprise_id.eq(enterprise_id).and(enterprise_aliases::removed_at.is_null()),
        )
        .order(enterprise_aliases::id)
        .select(columns::<Alias>())
        .load(db)?)
}

/// 重建一家企业的检索词：名称、别名、信用代码；被合并的不再检索得到。
///
/// # Errors
/// 数据库错误。
pub fn index(db: &mut Db, id: i64) -> Result<()> {
    let row = find(db, id)?;
    let mut fields = Vec::new();
    if row.merged_into_id.is_none() {
        fields.push(row.name);
        fields.extend(aliases(db, id)?.into_iter().map(|a| a.alias));
        fields.extend(row.credit_code);
    }
    let tokens: Vec<String> = index_tokens_of(fields.iter().map(String::as_str)).into_iter().collect();
    Ok(put_tokens(db, SEARCH, &[(id, tokens)])?)
}

/// 改写一家企业；`version` 是读到的版本。检索词随之重建。
///
/// # Errors
/// 412：版本已变；数据库错误。
pub fn update(db: &mut Db, id: i64, version: i32, checked: &Checked, now: Stamp) -> Result<Enterprise> {
    let same = enterprises::table.find(id).filter(enterprises::version.eq(version));
    let row: Enterprise = diesel::update(same)
        .set((Columns::new(checked, now), enterprises::version.eq(version + 1)))
        .returning(columns::<Enterprise>())
        .get_result(db)
        .optional()?
        .ok_or_else(Error::changed_meanwhile)?;
    index(db, id)?;
    Ok(row)
}

/// 别名变了：企业的版本加一，检索词重建；`version` 是读到的版本。
///
/// # Errors
/// 412：版本已变；数据库错误。
pub fn touch(db: &mut Db, id: i64, version: i32, now: Stamp) -> Result<Enterprise> {
    let row: Enterprise =
        diesel::update(enterprises::table.find(id).filter(enterprises::version.eq(version)))
            .set((enterprises::updated_at.eq(now), enterprises::version.eq(version + 1)))
            .returning(columns::<Enterprise>())
            .get_result(db)
            .optional()?
            .ok_or_else(Error::changed_meanwhile)?;
    index(db, id)?;
    Ok(row)
}

/// 登记和改名排队进行：两个人同时登记同一家企业时，后一个看得到前一个。
///
/// # Errors
/// 数据库错误。
pub fn one_at_a_time(db: &mut Db) -> Result<()> {
    Ok(advisory_lock(db, LOCK, false)?)
}

/// 单位在不在。
///
/// # Errors
/// 数据库错误。
pub fn unit_exists(db: &mut Db, id: i64) -> Result<bool> {
    Ok(diesel::select(diesel::dsl::exists(units::table.find(id))).get_result(db)?)
}
