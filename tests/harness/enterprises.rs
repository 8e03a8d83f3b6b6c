//! Enterprises in the library, and the tokens that speak for one.

use crate::{Actor, TestApp};
use chengfeng::auth::token;
use chengfeng::db::schema::api_tokens;
use chengfeng::db::types::Doc;
use chengfeng::features::enterprises::{EnterpriseInput, find_or_create};
use diesel::prelude::*;

impl TestApp {
    /// The enterprise of this name, kept by the bureau; made if it is not there.
    pub fn enterprise(&self, name: &str) -> i64 {
        self.enterprise_of(name, "市招商局")
    }

    /// [`TestApp::enterprise`], kept by this unit.
    pub fn enterprise_of(&self, name: &str, unit: &str) -> i64 {
        let unit = self.unit(unit, Some("金昌市"), "department");
        let input = EnterpriseInput {
            name: name.to_owned(),
            owner_unit_id: Some(unit),
            ..EnterpriseInput::default()
        };
        self.db(|tx| Ok(find_or_create(tx, &input)?.0))
    }

    /// A partner enterprise's token with these scopes, issued by somebody of the bureau.
    pub fn partner(&self, enterprise_id: i64, scopes: &[&str]) -> Actor {
        let issuer = self.bureau();
        let made = token::generate();
        self.db(|tx| {
            diesel::insert_into(api_tokens::table)
                .values((
                    api_tokens::name.eq("合作企业"),
                    api_tokens::prefix.eq(&made.prefix),
                    api_tokens::secret_hash.eq(&made.hash),
                    api_tokens::enterprise_id.eq(enterprise_id),
                    api_tokens::created_by.eq(issuer.id),
                    api_tokens::scopes.eq(Doc::of(&scopes)),
                    api_tokens::addresses.eq(Doc::of(&Vec::<String>::new())),
                    api_tokens::created_at.eq(tx.now),
                    api_tokens::expires_at.eq(tx.now.plus_seconds(300 * 86_400)),
                ))
                .execute(&mut **tx)?;
            Ok(())
        });
        self.bearer(&made.text)
    }
}
