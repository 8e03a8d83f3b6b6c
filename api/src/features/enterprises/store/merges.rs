//! 合并与撤销的写入。

use crate::db::page::{Cursor, Page, Window};
use crate::db::schema::{
    api_tokens, enterprise_aliases, enterprise_contacts, enterprise_merges, enterprises,
};
use crate::db::types::{Doc, Stamp};
use crate::db::{Db, MultiBackend, columns};
use crate::error::{Blocking, Error, Result};
use crate::features::enterprises::model::{MergeRow, Snapshot};
use crate::policy::{Reach, Visible};
use crate::work::Tx;
use diesel::prelude::*;

/// 把一家企业标为已并入另一家，或（`into` 为空）恢复为单独的企业；`version` 是读到的版本，返回新版本。
///
/// # Errors
/// 412：版本已变；数据库错误。
pub fn set_merged_into(db: &mut Db, id: i64, version: i32, into: Option<i64>, now: Stamp) -> Result<i32> {
    diesel::update(enterprises::table.find(id).filter(enterprises::version.eq(version)))
        .set((
            enterprises::merged_into_id.eq(into),
            enterprises::merged_at.eq(into.map(|_| now)),
            enterprises::updated_at.eq(now),
            enterprises::version.eq(version + 1),
        ))
        .returning(enterprises::version)
        .get_result(db)
        .optional()?
        .ok_or_else(Error::changed_meanwhile)
}

/// 移动别名（含停用的）；`only` 限定其中几个。返回移动的编号。
///
/// # Errors
/// 数据库错误。
pub fn move_aliases(db: &mut Db, from: i64, to: i64, only: Option<&[i64]>) -> Result<Vec<i64>> {
    let mut ids: Vec<i64> = enterprise_aliases::table
        .filter(enterprise_aliases::enterprise_id.eq(from))
        .order(enterprise_aliases::id)
        .select(enterprise_aliases::id)
        .load(db)?;
    ids.retain(|id| only.is_none_or(|only| only.contains(id)));
    diesel::update(enterprise_aliases::table.filter(enterprise_aliases::id.eq_any(&ids)))
        .set(enterprise_aliases::enterprise_id.eq(to))
        .execute(db)?;
    Ok(ids)
}

/// 移动联系人（含停用的）；`only` 限定其中几位。返回移动的编号。
///
/// # Errors
/// 数据库错误。
pub fn move_contacts(db: &mut Db, from: i64, to: i64, only: Option<&[i64]>) -> Result<Vec<i64>> {
    let mut ids: Vec<i64> = enterprise_contacts::table
        .filter(enterprise_contacts::enterprise_id.eq(from))
        .order(enterprise_contacts::id)
        .select(enterprise_contacts::id)
        .load(db)?;
    ids.retain(|id| only.is_none_or(|only| only.contains(id)));
    diesel::update(enterprise_contacts::table.filter(enterprise_contacts::id.eq_any(&ids)))
        .set(enterprise_contacts::enterprise_id.eq(to))
        .execute(db)?;
    Ok(ids)
}

/// 接口令牌随企业移动：同一家企业的令牌，合并后仍看得到自己。
///
/// # Errors
/// 数据库错误。
pub fn move_tokens(db: &mut Db, from: i64, to: i64, only: Option<&[i64]>) -> Result<Vec<i64>> {
    let mut ids: Vec<i64> = api_tokens::table
        .filter(api_tokens::enterprise_id.eq(from))
        .order(api_tokens::id)
        .select(api_tokens::id)
        .load(db)?;
    ids.retain(|id| only.is_none_or(|only| only.contains(id)));
    diesel::update(api_tokens::table.filter(api_tokens::id.eq_any(&ids)))
        .set((api_tokens::enterprise_id.eq(to), api_tokens::version.eq(api_tokens::version + 1)))
        .execute(db)?;
    Ok(ids)
}

/// 有效的接口令牌：持有人还在用。
///
/// # Errors
/// 数据库错误。
pub fn uses_by_tokens(tx: &mut Tx<'_>, _: &Visible, id: i64) -> Result<Vec<Blocking>> {
    let now = tx.now;
    let count: i64 = api_tokens::table
        .filter(api_tokens::enterprise_id.eq(id).and(api_tokens::revoked_at.is_null()))
        .filter(api_tokens::expires_at.gt(now))
        .count()
        .get_result(&mut **tx)?;
    let found = (count > 0).then(|| Blocking {
        code: "enterprise.in_use".to_owned(),
        field: "api_token".to_owned(),
        message: format!("有{count}枚有效的接口令牌"),
        how_to_fix: "请签发人或安全管理员先吊销令牌".to_owned(),
    });
    Ok(found.into_iter().collect())
}

/// 记下一次合并。
///
/// # Errors
/// 数据库错误。
pub fn insert_merge(
    db: &mut Db,
    (kept_id, merged_id): (i64, i64),
    merged_by: Option<i64>,
    reason: &str,
    snapshot: &Snapshot,
    now: Stamp,
) -> Result<MergeRow> {
    Ok(diesel::insert_into(enterprise_merges::table)
        .values((
            enterprise_merges::kept_id.eq(kept_id),
            enterprise_merges::merged_id.eq(merged_id),
            enterprise_merges::merged_by.eq(merged_by),
            enterprise_merges::merged_at.eq(now),
            enterprise_merges::reason.eq(reason),
            enterprise_merges::snapshot.eq(Doc::of(snapshot)),
        ))
        .returning(columns::<MergeRow>())
        .get_result(db)?)
}

/// 记下撤销。
///
/// # Errors
/// 412：版本已变；数据库错误。
pub fn set_undone(
    db: &mut Db,
    row: &MergeRow,
    by: Option<i64>,
    reason: &str,
    now: Stamp,
) -> Result<MergeRow> {
    let same = enterprise_merges::table.find(row.id).filter(enterprise_merges::version.eq(row.version));
    diesel::update(same)
        .set((
            enterprise_merges::undone_at.eq(now),
            enterprise_merges::undone_by.eq(by),
            enterprise_merges::undo_reason.eq(reason),
            enterprise_merges::version.eq(row.version + 1),
        ))
        .returning(columns::<MergeRow>())
        .get_result(db)
        .optional()?
        .ok_or_else(Error::changed_meanwhile)
}

type Boxed<'a> = enterprise_merges::BoxedQuery<'a, MultiBackend>;

fn visible_merges<'a>(visible: &Visible) -> Boxed<'a> {
    let rows = enterprise_merges::table.into_boxed::<MultiBackend>();
    match visible.reach {
        Reach::Everything | Reach::City | Reach::Units(_) => rows,
        // reasons and names of other records are the bureau's own business
        Reach::Party(_) | Reach::Nothing => rows.filter(enterprise_merges::id.eq(-1)),
    }
}

/// 看得见的一次合并。
///
/// # Errors
/// 404。
pub fn merge(db: &mut Db, visible: &Visible, id: i64) -> Result<MergeRow> {
    Ok(visible_merges(visible)
        .filter(enterprise_merges::id.eq(id))
        .select(columns::<MergeRow>())
        .first(db)?)
}

/// New ones in front.
pub const MERGES_SORT: &str = "-id";

/// 一页合并记录，最近的在前。
///
/// # Errors
/// 数据库错误。
pub fn merges(
    db: &mut Db,
    visible: &Visible,
    enterprise_id: Option<i64>,
    window: &Window,
) -> Result<Page<MergeRow>> {
    let filtered = || {
        let rows = visible_merges(visible);
        match enterprise_id {
            Some(id) => {
                rows.filter(enterprise_merges::kept_id.eq(id).or(enterprise_merges::merged_id.eq(id)))
            }
            None => rows,
        }
    };
    let total = filtered().count().get_result(db)?;
    let items: Vec<MergeRow> = filtered()
        .filter(enterprise_merges::id.lt(window.before()))
        .order(enterprise_merges::id.desc())
        .limit(window.per_page)
        .offset(window.offset())
        .select(columns::<MergeRow>())
        .load(db)?;
    Ok(window.page_of(items, total, |row| Cursor::of_id(MERGES_SORT, row.id)))
}
