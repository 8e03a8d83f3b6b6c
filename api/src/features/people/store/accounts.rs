//! Passwords of accounts, and what the command line and the first start do with accounts.

use crate::auth::password;
use crate::db::Both;
use crate::db::schema::{credentials, password_history, units, users};
use crate::db::types::Stamp;
use crate::error::{Code, Error, Result};
use crate::features::people::model::{OneTimePassword, UnitInput, UnitKind, User, UserInput};
use crate::features::people::rules::passwords::{self, Owner};
use crate::features::people::store::{attempts, devices, sessions, units as unit_store, users as user_store};
use crate::journal::{self, Subject};
use crate::policy::Role;
use crate::work::Tx;
use diesel::prelude::*;
use std::path::{Path, PathBuf};

/// What signing in needs to know of an account. Never serialized.
pub struct Account {
    /// The person.
    pub id: i64,
    /// Active?
    pub active: bool,
    /// `None` when no password was ever set.
    pub credential: Option<Credential>,
}

/// A person's password as stored. Never serialized.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = credentials, check_for_backend(crate::db::MultiBackend))]
pub struct Credential {
    /// PHC text.
    pub password_hash: String,
    /// Since when.
    pub changed_at: Stamp,
    /// Until when, if it is a one-time password.
    pub expires_at: Option<Stamp>,
}

/// The account of a user name.
///
/// # Errors
/// Database errors.
pub fn find(tx: &mut Tx<'_>, username: &str) -> Result<Option<Account>> {
    let row: Option<(i64, String)> = users::table
        .filter(users::username.eq(username))
        .select((users::id, users::status))
        .first(&mut **tx)
        .optional()?;
    let Some((id, status)) = row else { return Ok(None) };
    Ok(Some(Account { id, active: status == "active", credential: credential(tx, id)? }))
}

/// A person's password.
///
/// # Errors
/// Database errors.
pub fn credential(tx: &mut Tx<'_>, user_id: i64) -> Result<Option<Credential>> {
    let found = credentials::table.find(user_id).select(crate::db::columns::<Credential>());
    Ok(found.first(&mut **tx).optional()?)
}

/// A one-time password that nobody used in time is good for nothing, also for choosing another.
///
/// # Errors
/// `auth.password_expired`.
pub fn check_not_expired(tx: &Tx<'_>, credential: &Credential) -> Result<()> {
    if !passwords::is_expired(credential.expires_at, tx.now) {
        return Ok(());
    }
    Err(Error::new(Code::AuthPasswordExpired).detail(
        "这个一次性口令已过期，不能再用。请联系系统管理员重置口令，得到新的一次性口令后尽快登录并修改。",
    ))
}

/// The latest password hashes of a person, the present one included.
///
/// # Errors
/// Database errors.
pub fn history(tx: &mut Tx<'_>, user_id: i64) -> Result<Vec<String>> {
    Ok(password_history::table
        .filter(password_history::user_id.eq(user_id))
        .order(password_history::id.desc())
        .limit(i64::try_from(passwords::HISTORY).unwrap_or(5))
        .select(password_history::password_hash)
        .load(&mut **tx)?)
}

/// Sets a password, voids access tokens issued before and ends all sessions. `once` = it must be changed at the next
/// sign-in, and ends after the time that the configuration gives it.
///
/// # Errors
/// Database errors.
pub fn set_password(tx: &mut Tx<'_>, user_id: i64, hash: &str, once: bool, reason: &str) -> Result<()> {
    let expires_at = once.then(|| tx.now.plus_seconds(tx.app.config.one_time_password_hours * 3600));
    let values = (
        credentials::password_hash.eq(hash),
        credentials::changed_at.eq(tx.now),
        credentials::expires_at.eq(expires_at),
    );
    let row = diesel::insert_into(credentials::table)
        .values((credentials::user_id.eq(user_id), values))
        .on_conflict(credentials::user_id)
        .do_update()
        .set(values);
    Both(row).execute(&mut **tx)?;
    let past = (
        password_history::user_id.eq(user_id),
        password_history::password_hash.eq(hash),
        password_history::created_at.eq(tx.now),
    );
    diesel::insert_into(password_history::table).values(past).execute(&mut **tx)?;
    diesel::update(users::table.find(user_id))
        .set((
            users::must_change_password.eq(once),
            users::epoch.eq(users::epoch + 1),
            users::updated_at.eq(tx.now),
            users::version.eq(users::version + 1),
        ))
        .execute(&mut **tx)?;
    sessions::end_all(tx, user_id, reason)?;
    tx.app.callers.clear();
    Ok(())
}

/// Gives a person a one-time password: other browsers are forgotten, locks lifted.
///
/// # Errors
/// Database errors.
pub fn reset(tx: &mut Tx<'_>, user: &User, hash: &str) -> Result<User> {
    set_password(tx, user.id, hash, true, "password_reset")?;
    devices::forget(tx, user.id)?;
    attempts::unlock(tx, user.id, &user.username)?;
    let after = user_store::find(tx, user.id)?;
    journal::record(tx, "password.reset", &subject(user), Some(user), Some(&after))?;
    Ok(after)
}

/// Creates an account with a password that must be changed at the first sign-in, and writes it down.
///
/// # Errors
/// 409 for a user name that is taken, 422 for a unit that is not there.
pub fn create(tx: &mut Tx<'_>, input: &UserInput, hash: &str) -> Result<User> {
    let user = user_store::insert(tx, input)?;
    set_password(tx, user.id, hash, true, "password_reset")?;
    let user = user_store::find(tx, user.id)?;
    journal::created(tx, "user.created", &subject(&user), &user)?;
    Ok(user)
}

/// The person as a subject of the journal.
pub fn subject(user: &User) -> Subject {
    Subject::new("user", user.id, format!("{}（{}）", user.name, user.username))
}

/// For the command line: an account with roles and a one-time password.
///
/// # Errors
/// As [`create`], and 422 for roles that exclude each other.
pub fn create_user(tx: &mut Tx<'_>, input: &UserInput, roles: &[Role]) -> Result<OneTimePassword> {
    Role::check_set(roles)?;
    let password = password::one_time();
    let user = create(tx, input, &password::hash(&password)?)?;
    let after = user_store::set_roles(tx, &user, roles)?;
    journal::record(tx, "roles.changed", &subject(&user), Some(&user), Some(&after))?;
    Ok(one_time(tx, user, password))
}

/// For the command line: a one-time password for anybody, administrators included.
///
/// # Errors
/// 404 for a user name that is not there.
pub fn reset_password(tx: &mut Tx<'_>, username: &str) -> Result<OneTimePassword> {
    let user = user_store::find_by_username(tx, username)?;
    let password = password::one_time();
    reset(tx, &user, &password::hash(&password)?)?;
    Ok(one_time(tx, user, password))
}

fn one_time(tx: &Tx<'_>, user: User, password: String) -> OneTimePassword {
    let good_for_hours = tx.app.config.one_time_password_hours;
    OneTimePassword { username: user.username, name: user.name, password, good_for_hours }
}

/// For the command line: everybody with an account.
///
/// # Errors
/// Database errors.
pub fn list_users(tx: &mut Tx<'_>) -> Result<Vec<User>> {
    Ok(users::table.order(users::id).select(crate::db::columns::<User>()).load(&mut **tx)?)
}

/// On an empty database: the city's unit, the bureau and the three administrators with one-time passwords. Answers
/// nothing when there are people already.
///
/// # Errors
/// Database errors.
pub fn bootstrap(tx: &mut Tx<'_>, city: &str) -> Result<Vec<OneTimePassword>> {
    let people: i64 = users::table.count().get_result(&mut **tx)?;
    if people > 0 {
        tx.mark_journalled();
        return Ok(Vec::new());
    }
    let bureau = bureau(tx, city)?;
    const ADMINISTRATORS: [(&str, &str, Role); 3] = [
        ("sysadmin", "系统管理员", Role::SystemAdmin),
        ("secadmin", "安全管理员", Role::SecurityAdmin),
        ("auditadmin", "审计管理员", Role::AuditAdmin),
    ];
    ADMINISTRATORS
        .into_iter()
        .map(|(username, name, role)| {
            let input = UserInput {
                username: username.to_owned(),
                name: name.to_owned(),
                unit_id: bureau,
                post: name.to_owned(),
                sort_no: 9999,
                phone: None,
            };
            create_user(tx, &input, &[role])
        })
        .collect()
}

/// The bureau's unit; made, with the city above it, when there is none.
///
/// # Errors
/// Database errors.
pub fn bureau(tx: &mut Tx<'_>, city: &str) -> Result<i64> {
    let found =
        units::table.filter(units::kind.eq(UnitKind::Bureau)).order(units::sort_path).select(units::id);
    if let Some(id) = found.first(&mut **tx).optional()? {
        return Ok(id);
    }
    let root = units::table.filter(units::parent_id.is_null()).order(units::sort_path).select(units::id);
    let root: Option<i64> = root.first(&mut **tx).optional()?;
    let unit = |name: &str, short: &str, kind, parent_id| UnitInput {
        name: name.to_owned(),
        short_name: Some(short.to_owned()),
        kind,
        parent_id,
        sort_no: 0,
        division_code: None,
        valid_from: None,
    };
    let mut add = |input: UnitInput| -> Result<i64> {
        let unit = unit_store::insert(tx, &input)?;
        journal::created(tx, "unit.created", &Subject::new("unit", unit.id, &unit.name), &unit)?;
        Ok(unit.id)
    };
    let root = match root {
        Some(id) => id,
        None => add(unit(city, city, UnitKind::City, None))?,
    };
    add(unit(&format!("{city}招商局"), "市招商局", UnitKind::Bureau, Some(root)))
}

/// Writes one-time passwords into `first-login.txt` of a folder, readable by its owner only.
///
/// # Errors
/// I/O errors; an existing file is left alone.
pub fn write_first_login(folder: &Path, accounts: &[OneTimePassword]) -> std::io::Result<PathBuf> {
    let path = folder.join("first-login.txt");
    let hours = accounts.first().map_or(0, |a| a.good_for_hours);
    let mut text = format!(
        "首次登录用的一次性口令，{hours}小时内有效；过期的用 chengfeng user reset-password 重置。\n\
         登录后须立即修改；全部改完请删除本文件。\n\n用户名\t姓名\t一次性口令\n",
    );
    for account in accounts {
        text += &format!("{}\t{}\t{}\n", account.username, account.name, account.password);
    }
    crate::auth::jwt::write_private(&path, text.as_bytes())?;
    Ok(path)
}

/// Refuses a new password that breaks a rule or was used before. Hashes; call it outside a transaction.
///
/// # Errors
/// `auth.weak_password` with everything that is wrong.
pub fn check_new(tx: &Tx<'_>, user: &User, password: &str, history: &[String]) -> Result<()> {
    let owner = Owner { username: &user.username, name: &user.name };
    let mut problems = passwords::problems(tx.app.config.password_profile, password, &owner);
    for earlier in history {
        if password::verify(password, Some(earlier))? {
            problems.push(crate::error::FieldError {
                pointer: "/new_password".to_owned(),
                code: "reused".to_owned(),
                message: format!("最近{}次用过的口令不能再用，请换一个。", passwords::HISTORY),
            });
            break;
        }
    }
    if problems.is_empty() {
        return Ok(());
    }
    Err(Error::new(Code::AuthWeakPassword).detail("新口令不符合要求，请按提示更换。").with_errors(problems))
}
