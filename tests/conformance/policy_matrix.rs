//! Every operation × every actor: what the policy table does not grant is refused before anything else is looked at,
//! and what it grants is not refused for the role's sake. A new operation without an action fails.

use actix_web::http::Method;
use chengfeng::policy::{Action, Role};
use harness::{Actor, TestApp};

/// Operations that need no caller.
const PUBLIC: &[&str] = &[
    "get_sign_in",
    "login_user",
    "refresh_session",
    "logout_user",
    "open_confirmation_link",
    "use_confirmation_link",
];

fn concrete(pattern: &str) -> String {
    let path = pattern.strip_prefix("/api/v1").unwrap_or(pattern);
    path.split('/').map(|s| if s.starts_with('{') { "999999999" } else { s }).collect::<Vec<_>>().join("/")
}

async fn status(actor: &Actor, method: &str, path: &str) -> (u16, String) {
    let method: Method = method.parse().expect("method");
    let answer = actor
        .call(method, path)
        .header("Idempotency-Key", "00000000-0000-4000-9000-000000000001")
        .send()
        .await;
    (answer.status, answer.body["code"].as_str().unwrap_or_default().to_owned())
}

#[actix_web::test]
async fn the_table_decides_for_every_operation_and_actor() {
    let app = TestApp::new().await;
    let actors: Vec<(Role, Actor)> =
        [Role::SystemAdmin, Role::SecurityAdmin, Role::AuditAdmin, Role::Bureau, Role::Clerk, Role::Leader]
            .into_iter()
            .map(|role| (role, app.person("市工信局", &[role])))
            .collect();
    let stranger = app.anonymous();
    let forged = app.bearer("cf_00000000");
    let contract = chengfeng::app::contract();
    let mut wrong = Vec::new();
    for (method, pattern, operation) in contract.operations() {
        let path = concrete(pattern);
        let Some(action) = operation.action else {
            if !PUBLIC.contains(&operation.id.as_str()) {
                wrong.push(format!("{} names no action of the policy table", operation.id));
            }
            continue;
        };
        for actor in [&stranger, &forged] {
            let (status, code) = status(actor, method, &path).await;
            if status != 401 {
                wrong.push(format!("{} without credentials: {status} {code}", operation.id));
            }
        }
        for (role, actor) in &actors {
            let (status, code) = status(actor, method, &path).await;
            let granted = action.grants().iter().any(|(r, _)| r == role);
            let refused = status == 403 && code == "policy.forbidden";
            if granted == refused || status == 401 || status >= 500 {
                wrong
                    .push(format!("{} as {role}: granted={granted}, answered {status} {code}", operation.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_action_has_an_operation() {
    let contract = chengfeng::app::contract();
    let used: Vec<Action> = contract.operations().into_iter().filter_map(|(_, _, o)| o.action).collect();
    // decide about a field of a view or of an input, not about an operation
    const OF_FIELDS: &[Action] = &[Action::UserPhone, Action::SponsorEdit];
    let dead: Vec<_> = Action::ALL
        .iter()
        .filter(|a| !used.contains(a) && !OF_FIELDS.contains(a))
        .map(|a| a.code())
        .collect();
    assert!(dead.is_empty(), "actions without an operation: {dead:?}");
}
