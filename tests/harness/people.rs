//! People who really sign in, with a password and cookies.

use crate::{Actor, Answer, TestApp};
use actix_web::http::Method;
use chengfeng::auth::password;
use chengfeng::features::people::model::UserInput;
use chengfeng::features::people::store::{accounts, users};
use chengfeng::policy::Role;
use serde_json::json;
use std::sync::OnceLock;

/// An account with a known password.
#[derive(Clone)]
pub struct Account {
    /// Id of the person.
    pub id: i64,
    /// User name.
    pub username: String,
    /// Password.
    pub password: String,
}

/// What signing in gave.
pub struct SignedIn {
    /// Calls with the access token.
    pub actor: Actor,
    /// Value of the refresh cookie.
    pub refresh: String,
    /// Value of the device cookie, when one was set.
    pub device: Option<String>,
    /// Id of the session.
    pub session_id: i64,
}

impl TestApp {
    /// Somebody with these roles and a password that need not be changed.
    pub fn account(&self, username: &str, unit: &str, roles: &[Role]) -> Account {
        const PASSWORD: &str = "MuXu.GanCao.47";
        static HASH: OnceLock<String> = OnceLock::new();
        let hash = HASH.get_or_init(|| password::hash(PASSWORD).expect("hashes"));
        let unit_id = self.unit(unit, (unit != "金昌市").then_some("金昌市"), "department");
        let input = UserInput {
            username: username.to_owned(),
            name: "赵磊".to_owned(),
            unit_id,
            post: "科员".to_owned(),
            sort_no: 9999,
            phone: Some("0935-8212345".to_owned()),
        };
        let id = self.db(|tx| {
            let user = accounts::create(tx, &input, hash)?;
            let user = if roles.is_empty() { user } else { users::set_roles(tx, &user, roles)? };
            accounts::set_password(tx, user.id, hash, false, "test")?;
            Ok(user.id)
        });
        Account { id, username: username.to_owned(), password: PASSWORD.to_owned() }
    }

    /// Tries to sign in, with these further headers.
    pub async fn try_sign_in(&self, username: &str, password: &str, headers: &[(&str, &str)]) -> Answer {
        let anonymous = self.anonymous();
        let mut call = anonymous.call(Method::POST, "/auth/login");
        for (name, value) in headers {
            call = call.header(name, *value);
        }
        call.json(json!({ "username": username, "password": password })).send().await
    }

    /// Signs in.
    pub async fn sign_in(&self, account: &Account) -> SignedIn {
        let answer = self.try_sign_in(&account.username, &account.password, &[]).await.expect(200);
        self.signed_in(&answer)
    }

    /// What an answer with tokens gave.
    pub fn signed_in(&self, answer: &Answer) -> SignedIn {
        let value = |name: &str| {
            let cookie = answer.cookie(name)?;
            Some(cookie.split(';').next()?.split_once('=')?.1.to_owned())
        };
        SignedIn {
            actor: self.bearer(answer.body["access_token"].as_str().expect("access token")),
            refresh: value("cf_refresh").expect("refresh cookie"),
            device: value("cf_device"),
            session_id: answer.body["session_id"].as_i64().expect("session"),
        }
    }

    /// Asks for new tokens with a refresh token.
    pub async fn refresh(&self, secret: &str, headers: &[(&str, &str)]) -> Answer {
        let anonymous = self.anonymous();
        let mut call =
            anonymous.call(Method::POST, "/auth/refresh").header("Cookie", format!("cf_refresh={secret}"));
        for (name, value) in headers {
            call = call.header(name, *value);
        }
        call.send().await
    }

    /// Events of the journal with this name.
    pub fn journal_count(&self, event: &str) -> i64 {
        use chengfeng::db::schema::journal;
        use diesel::prelude::*;
        self.db(|tx| Ok(journal::table.filter(journal::event.eq(event)).count().get_result(&mut **tx)?))
    }
}
