//! What the command line does with units and accounts: from files, by name.

use super::accounts;
use crate::auth::password;
use crate::db::schema::units;
use crate::error::{Error, Result};
use crate::features::people::model::{OneTimePassword, UnitInput, UnitKind, UserInput};
use crate::features::people::store::{units as unit_store, users as user_store};
use crate::journal::{self, Subject};
use crate::policy::Role;
use crate::work::Tx;
use diesel::prelude::*;

/// One line of a file of units; the parent stands above it.
#[derive(Debug, serde::Deserialize)]
pub struct UnitLine {
    /// Full name.
    pub name: String,
    /// Short name.
    pub short_name: String,
    /// Kind.
    pub kind: UnitKind,
    /// Full name of the unit above; empty for the city.
    pub parent: String,
    /// Official order among its siblings.
    pub sort_no: i32,
    /// GB/T 2260, or empty.
    pub division_code: String,
}

/// One line of a file of accounts.
#[derive(Debug, serde::Deserialize)]
pub struct UserLine {
    /// User name.
    pub username: String,
    /// Name.
    pub name: String,
    /// Full name of the unit.
    pub unit: String,
    /// Post.
    pub post: String,
    /// Official order.
    pub sort_no: i32,
    /// Roles, separated by blanks.
    pub roles: String,
}

/// The unit of a full or short name; without a name the bureau, which is made on an empty database.
///
/// # Errors
/// 422 for a name that no unit bears.
pub fn unit_or_bureau(tx: &mut Tx<'_>, name: Option<&str>) -> Result<i64> {
    let Some(name) = name else { return accounts::bureau(tx, "本市") };
    unit_named(tx, name)?.ok_or_else(|| {
        Error::field("/unit", "unknown", format!("没有名为“{name}”的单位，请先登记单位或核对名称。"))
    })
}

/// The unit of a full or short name.
///
/// # Errors
/// Database errors.
pub fn unit_named(tx: &mut Tx<'_>, name: &str) -> Result<Option<i64>> {
    let found = units::table.filter(units::name.eq(name).or(units::short_name.eq(name)));
    Ok(found.order(units::id).select(units::id).first(&mut **tx).optional()?)
}

/// Makes the units of a file that are not there yet.
///
/// # Errors
/// 422 for a parent that does not stand above its child.
pub fn load_units(tx: &mut Tx<'_>, lines: &[UnitLine]) -> Result<()> {
    for line in lines {
        if unit_named(tx, &line.name)?.is_some() {
            continue;
        }
        let parent_id = match line.parent.as_str() {
            "" => None,
            parent => Some(unit_or_bureau(tx, Some(parent))?),
        };
        let input = UnitInput {
            name: line.name.clone(),
            short_name: Some(line.short_name.clone()),
            kind: line.kind,
            parent_id,
            sort_no: line.sort_no,
            division_code: Some(line.division_code.clone()).filter(|c| !c.is_empty()),
            valid_from: None,
        };
        let unit = unit_store::insert(tx, &input)?;
        journal::created(tx, "unit.created", &Subject::new("unit", unit.id, &unit.name), &unit)?;
    }
    tx.mark_journalled();
    Ok(())
}

/// Makes one account of a file, with a one-time password.
///
/// # Errors
/// 422 for unknown units and roles, 409 for a user name that is taken.
pub fn load_user(tx: &mut Tx<'_>, line: &UserLine) -> Result<OneTimePassword> {
    let input = UserInput {
        username: line.username.clone(),
        name: line.name.clone(),
        unit_id: unit_or_bureau(tx, Some(&line.unit))?,
        post: line.post.clone(),
        sort_no: line.sort_no,
        phone: None,
    };
    let roles: Vec<Role> = line
        .roles
        .split_whitespace()
        .map(str::parse)
        .collect::<std::result::Result<_, _>>()
        .map_err(|e| Error::field("/roles", "unknown", format!("角色无法识别：{e}。")))?;
    accounts::create_user(tx, &input, &roles)
}

/// Gives an account a chosen password that need not be changed; for automation that signs in by itself.
///
/// # Errors
/// `auth.weak_password`, or 404 for a user name that is not there.
pub fn set_lasting_password(tx: &mut Tx<'_>, username: &str, secret: &str) -> Result<()> {
    let user = user_store::find_by_username(tx, username)?;
    accounts::check_new(tx, &user, secret, &[])?;
    accounts::set_password(tx, user.id, &password::hash(secret)?, false, "password_set")?;
    journal::note(tx, "password.set", &accounts::subject(&user))
}
