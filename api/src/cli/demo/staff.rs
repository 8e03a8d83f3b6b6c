//! Made-up accounts: as many people as a city of this size has, each in a unit. None has a password, so none can sign in.

use super::world::Chance;
use chengfeng::db::schema::{units, users};
use chengfeng::db::types::{Doc, Stamp};
use chengfeng::error::Result;
use chengfeng::insert_all;
use chengfeng::work::Tx;
use diesel::prelude::*;

/// How the names of made-up accounts begin.
const PREFIX: &str = "seed-";
/// One person for so many projects, and not more than this.
const PROJECTS_EACH: usize = 500;
const MOST: usize = 400;
const SURNAMES: &[&str] =
    &["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "马", "朱", "胡"];
const GIVEN: &[&str] =
    &["建国", "晓梅", "志强", "丽华", "文博", "海燕", "永祥", "玉兰", "俊杰", "雪琴", "国栋", "小红"];

super::rows::rows! {
    UserRow in users {
        username: String, name: String, unit_id: i64, post: String, sort_no: i32, roles: Doc, status: String,
        must_change_password: bool, epoch: i32, created_at: Stamp, updated_at: Stamp,
    }
}

/// Makes accounts until there are enough for so many projects; says how many it made.
pub fn add(tx: &mut Tx<'_>, chance: &mut Chance, projects: usize) -> Result<usize> {
    let there: i64 = users::table.count().get_result(&mut **tx)?;
    let wanted = (projects / PROJECTS_EACH).min(MOST).saturating_sub(there as usize);
    let all: Vec<(i64, String)> =
        units::table.order(units::id).select((units::id, units::kind)).load(&mut **tx)?;
    let of_kind =
        |kind: &str| -> Vec<i64> { all.iter().filter(|(_, k)| k == kind).map(|(id, _)| *id).collect() };
    let (city, bureau) = (of_kind("city"), of_kind("bureau"));
    let offices: Vec<i64> =
        all.iter().filter(|(_, k)| k != "city" && k != "bureau").map(|(id, _)| *id).collect();
    let now = tx.now;
    let rows: Vec<UserRow> = (0..wanted)
        .map(|n| {
            // of twenty people one leads the city and one is of the bureau; every other unit has clerks in turn
            let (role, post, unit_id) = match n % 20 {
                0 if !city.is_empty() => ("leader", "市级领导", city[0]),
                1 if !bureau.is_empty() => ("bureau", "科员", bureau[0]),
                _ => ("clerk", "经办人", offices[n % offices.len()]),
            };
            UserRow {
                username: format!("{PREFIX}{:04}", n + 1),
                name: format!("{}{}", chance.one(SURNAMES), chance.one(GIVEN)),
                unit_id,
                post: post.to_owned(),
                sort_no: 100 + n as i32,
                roles: Doc::of(&[role]),
                status: "active".to_owned(),
                must_change_password: false,
                epoch: 0,
                created_at: now,
                updated_at: now,
            }
        })
        .collect();
    insert_all!(&mut **tx, users::table, rows)?;
    tx.mark_journalled();
    Ok(wanted)
}
