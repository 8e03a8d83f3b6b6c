//! The caller of one request, with everything policy and visibility ask for.

use crate::policy::Role;

/// Who is calling.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The person; the issuing person for a token; `None` for the program itself.
    pub user_id: Option<i64>,
    /// Name for the journal.
    pub name: String,
    /// Roles held.
    pub roles: Vec<Role>,
    /// Own unit.
    pub unit_id: Option<i64>,
    /// Own unit and all below it.
    pub unit_ids: Vec<i64>,
    /// The projects entrusted to him, or to somebody he stands in for today.
    pub duties: Duties,
    /// The session behind an access token.
    pub session_id: Option<i64>,
    /// Set when an API token is used.
    pub token: Option<TokenCaller>,
    /// Nothing but changing the password is open before the first change.
    pub must_change_password: bool,
    /// The program itself.
    pub system: bool,
}

/// Projects that are entrusted to a person by name.
#[derive(Debug, Clone, Default)]
pub struct Duties {
    /// He runs their errands or reports on them (commissioner, liaison).
    pub serves: Vec<i64>,
    /// He carries them through (sponsor).
    pub sponsors: Vec<i64>,
}

impl Duties {
    /// All of them, each once.
    pub fn all(&self) -> Vec<i64> {
        let mut ids: Vec<i64> = self.serves.iter().chain(&self.sponsors).copied().collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }
}

/// The API token behind a request.
#[derive(Debug, Clone)]
pub struct TokenCaller {
    /// Its id.
    pub id: i64,
    /// The partner enterprise it speaks for; `None` for an integrator acting with its creator's rows.
    pub enterprise_id: Option<i64>,
    /// What it may do, as `resource:verb`.
    pub scopes: Vec<String>,
}

impl Caller {
    /// The program itself: imports from the command line, scheduled jobs.
    pub fn system() -> Self {
        Self {
            user_id: None,
            name: "系统".to_owned(),
            roles: vec![Role::Bureau],
            unit_id: None,
            unit_ids: Vec::new(),
            duties: Duties::default(),
            session_id: None,
            token: None,
            must_change_password: false,
            system: true,
        }
    }

    /// Somebody who has not signed in: no roles, sees nothing.
    pub fn anonymous() -> Self {
        Self { name: "未登录".to_owned(), roles: Vec::new(), system: false, ..Self::system() }
    }

    /// Key of rate limits and idempotency: one per person, one per token.
    pub fn principal(&self) -> String {
        match (&self.token, self.user_id) {
            (Some(token), _) => format!("token:{}", token.id),
            (None, Some(id)) => format!("user:{id}"),
            (None, None) if !self.system => "anonymous".to_owned(),
            (None, None) => "system".to_owned(),
        }
    }

    /// Does this unit lie in the caller's subtree?
    pub fn covers_unit(&self, unit_id: i64) -> bool {
        self.unit_ids.contains(&unit_id)
    }

    /// Does he serve this project as its commissioner or liaison?
    pub fn serves(&self, project_id: i64) -> bool {
        self.duties.serves.contains(&project_id)
    }
}
