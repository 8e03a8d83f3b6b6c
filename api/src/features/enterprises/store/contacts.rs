//! 联系人和别名的查询与写入。

use crate::db::schema::{enterprise_aliases, enterprise_contacts};
use crate::db::types::Stamp;
use crate::db::{Db, columns};
use crate::error::{Error, Result};
use crate::features::enterprises::model::{Alias, ContactInput, ContactRow};
use crate::features::enterprises::rules::Phone;
use diesel::prelude::*;

/// 一家企业的联系人，在用的在前；`removed` 为真时也给出停用的。
///
/// # Errors
/// 数据库错误。
pub fn contacts(db: &mut Db, enterprise_id: i64, removed: bool) -> Result<Vec<ContactRow>> {
    let mut rows = enterprise_contacts::table
        .filter(enterprise_contacts::enterprise_id.eq(enterprise_id))
        .into_boxed::<crate::db::MultiBackend>();
    if !removed {
        rows = rows.filter(enterprise_contacts::removed_at.is_null());
    }
    Ok(rows.order(enterprise_contacts::id).select(columns::<ContactRow>()).load(db)?)
}

/// 一家企业的一位联系人。
///
/// # Errors
/// 404：没有，或属于别的企业。
pub fn contact(db: &mut Db, enterprise_id: i64, id: i64) -> Result<ContactRow> {
    let own = enterprise_contacts::table.filter(enterprise_contacts::enterprise_id.eq(enterprise_id));
    Ok(own.filter(enterprise_contacts::id.eq(id)).select(columns::<ContactRow>()).first(db)?)
}

/// 登记联系人。
///
/// # Errors
/// 数据库错误。
pub fn insert_contact(
    db: &mut Db,
    enterprise_id: i64,
    input: &ContactInput,
    phone: Option<&Phone>,
    now: Stamp,
) -> Result<ContactRow> {
    Ok(diesel::insert_into(enterprise_contacts::table)
        .values((
            enterprise_contacts::enterprise_id.eq(enterprise_id),
            enterprise_contacts::name.eq(&input.name),
            enterprise_contacts::post.eq(input.post.as_deref().unwrap_or_default()),
            enterprise_contacts::phone.eq(phone.map(|p| p.text.as_str())),
            enterprise_contacts::phone_tail.eq(phone.map(|p| p.tail.as_str())),
            enterprise_contacts::remark.eq(input.remark.as_deref().unwrap_or_default()),
            enterprise_contacts::created_at.eq(now),
            enterprise_contacts::updated_at.eq(now),
        ))
        .returning(columns::<ContactRow>())
        .get_result(db)?)
}

/// 修改联系人。
///
/// # Errors
/// 412：版本已变；数据库错误。
pub fn update_contact(
    db: &mut Db,
    row: &ContactRow,
    input: &ContactInput,
    phone: Option<&Phone>,
    now: Stamp,
) -> Result<ContactRow> {
    let same = enterprise_contacts::table.find(row.id).filter(enterprise_contacts::version.eq(row.version));
    diesel::update(same)
        .set((
            enterprise_contacts::name.eq(&input.name),
            enterprise_contacts::post.eq(input.post.as_deref().unwrap_or_default()),
            enterprise_contacts::phone.eq(phone.map(|p| p.text.as_str())),
            enterprise_contacts::phone_tail.eq(phone.map(|p| p.tail.as_str())),
            enterprise_contacts::remark.eq(input.remark.as_deref().unwrap_or_default()),
            enterprise_contacts::updated_at.eq(now),
            enterprise_contacts::version.eq(row.version + 1),
        ))
        .returning(columns::<ContactRow>())
        .get_result(db)
        .optional()?
        .ok_or_else(Error::changed_meanwhile)
}

/// 停用联系人；记录留着，不再显示，也检索不到。
///
/// # Errors
/// 同 [`update_contact`]。
pub fn remove_contact(db: &mut Db, row: &ContactRow, now: Stamp) -> Result<ContactRow> {
    let same = enterprise_contacts::table.find(row.id).filter(enterprise_contacts::version.eq(row.version));
    diesel::update(same)
        .set((
            enterprise_contacts::removed_at.eq(now),
            enterprise_contacts::updated_at.eq(now),
            enterprise_contacts::version.eq(row.version + 1),
        ))
        .returning(columns::<ContactRow>())
        .get_result(db)
        .optional()?
        .ok_or_else(Error::changed_meanwhile)
}

/// 一家企业的一个现行别名。
///
/// # Errors
/// 404。
pub fn alias(db: &mut Db, enterprise_id: i64, id: i64) -> Result<Alias> {
    let live = super::aliases(db, enterprise_id)?;
    live.into_iter().find(|a| a.id == id).ok_or_else(Error::not_found)
}

/// 登记别名；检索词和企业的版本由调用者更新（[`super::touch`]）。
///
/// # Errors
/// 数据库错误。
pub fn insert_alias(db: &mut Db, enterprise_id: i64, alias: &str, key: &str, now: Stamp) -> Result<Alias> {
    Ok(diesel::insert_into(enterprise_aliases::table)
        .values((
            enterprise_aliases::enterprise_id.eq(enterprise_id),
            enterprise_aliases::alias.eq(alias),
            enterprise_aliases::alias_key.eq(key),
            enterprise_aliases::created_at.eq(now),
        ))
        .returning(columns::<Alias>())
        .get_result(db)?)
}

/// 停用别名；记录留着。
///
/// # Errors
/// 数据库错误。
pub fn remove_aliases(db: &mut Db, ids: &[i64], now: Stamp) -> Result<()> {
    let live = enterprise_aliases::table
        .filter(enterprise_aliases::id.eq_any(ids.to_vec()).and(enterprise_aliases::removed_at.is_null()));
    diesel::update(live).set(enterprise_aliases::removed_at.eq(now)).execute(db)?;
    Ok(())
}
