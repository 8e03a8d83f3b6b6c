//! What a channel must have before it can send, and what the other side's answer means.

use super::super::model::{ChannelInput, ChannelKind};
use crate::error::FieldError;
use crate::outgoing::{Answer, Failure};

fn wrong(pointer: impl Into<String>, code: &str, message: impl Into<String>) -> FieldError {
    FieldError { pointer: pointer.into(), code: code.to_owned(), message: message.into() }
}

/// Letters, digits and a few marks: what stands in the address of a robot and nothing that could change the address.
fn is_token(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '=' | '.'))
}

/// Is this the address of one mailbox?
pub fn is_mailbox(text: &str) -> bool {
    let Some((name, domain)) = text.split_once('@') else { return false };
    let plain = |part: &str| {
        !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || ".-_+".contains(c))
    };
    let dots = |part: &str| part.starts_with('.') || part.ends_with('.') || part.contains("..");
    plain(name)
        && plain(domain)
        && domain.contains('.')
        && !dots(name)
        && !dots(domain)
        && !domain.contains('_')
}

/// Everything wrong with a channel, as far as it shows by itself; `has_key`, `kind`: what is kept already.
pub fn check(input: &ChannelInput, kept: Option<(ChannelKind, bool)>) -> Vec<FieldError> {
    let mut out = Vec::new();
    let given = |text: &Option<String>| text.as_ref().is_some_and(|t| !t.is_empty());
    let robot = input.kind != ChannelKind::Email;
    if kept.is_some_and(|(kind, _)| kind != input.kind) {
        out.push(wrong("/kind", "fixed", "方式设定后不能改。请停用这个渠道，另设一个。"));
    }
    if robot && !given(&input.robot_key) && !kept.is_some_and(|(_, has_key)| has_key) {
        out.push(wrong(
            "/robot_key",
            "required",
            "请填写机器人地址中的钥匙（key 或 access_token 之后的部分）。",
        ));
    }
    for (pointer, text) in [("/robot_key", &input.robot_key), ("/sign_secret", &input.sign_secret)] {
        if text.as_ref().is_some_and(|t| !is_token(t)) {
            let message = "只填钥匙本身（字母、数字），不要填整个网址。";
            out.push(wrong(pointer, "format", message));
        }
    }
    if !robot && given(&input.robot_key) {
        out.push(wrong("/robot_key", "not_used", "邮件渠道没有机器人钥匙，请清空。"));
    }
    if input.kind != ChannelKind::DingtalkRobot && given(&input.sign_secret) {
        out.push(wrong("/sign_secret", "not_used", "只有钉钉机器人用加签密钥，请清空。"));
    }
    if robot && !input.recipients.is_empty() {
        out.push(wrong("/recipients", "not_used", "机器人发到它所在的群，没有收件地址，请清空。"));
    }
    for (i, to) in input.recipients.iter().enumerate() {
        if !is_mailbox(to) {
            let message = format!("“{to}”不是邮箱地址，应如 office@example.gov.cn。");
            out.push(wrong(format!("/recipients/{i}"), "format", message));
        }
    }
    out
}

/// Codes by which a robot says that it is busy; everything else will not change by itself.
const BUSY: &[i64] = &[-1, 45009, 130_101, 410_100];

/// What a robot answered.
///
/// # Errors
/// It did not take the message.
pub fn judge(kind: ChannelKind, answer: &Answer) -> Result<(), Failure> {
    let name = kind.label();
    match answer.status {
        200 => {}
        300..=399 => {
            return Err(Failure::lasting(format!(
                "{name}的地址要求转到别处，没有跟随。请检查配置 outgoing 里的地址。"
            )));
        }
        429 | 500.. => {
            return Err(Failure::passing(format!("{name}暂时不收（HTTP {}），会自动重试。", answer.status)));
        }
        status => {
            return Err(Failure::lasting(format!(
                "{name}拒收（HTTP {status}）。请检查钥匙与配置 outgoing 里的地址。"
            )));
        }
    }
    match answer.body["errcode"].as_i64() {
        Some(0) => Ok(()),
        Some(code) if BUSY.contains(&code) => {
            Err(Failure::passing(format!("{name}发送太频繁或正忙（错误码{code}），会自动重试。")))
        }
        Some(code) => Err(Failure::lasting(format!(
            "{name}拒收（错误码{code}）。请检查钥匙、加签密钥和机器人的安全设置后重发。"
        ))),
        None => Err(Failure::passing(format!("{name}的答复读不懂，不能确认收到，会自动重试。"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn input(kind: ChannelKind) -> ChannelInput {
        ChannelInput {
            name: "工作群".to_owned(),
            kind,
            unit_id: None,
            kinds: Vec::new(),
            recipients: Vec::new(),
            robot_key: Some("693a91f6-7".to_owned()),
            sign_secret: None,
            active: true,
        }
    }

    fn pointers(input: &ChannelInput, kept: Option<(ChannelKind, bool)>) -> Vec<String> {
        check(input, kept).into_iter().map(|e| format!("{} {}", e.pointer, e.code)).collect()
    }

    #[test]
    fn a_robot_needs_its_key_and_a_mail_none() {
        use ChannelKind::{DingtalkRobot, Email, WecomRobot};
        assert!(pointers(&input(WecomRobot), None).is_empty());
        let without = ChannelInput { robot_key: None, ..input(WecomRobot) };
        assert_eq!(pointers(&without, None), ["/robot_key required"]);
        assert!(pointers(&without, Some((WecomRobot, true))).is_empty(), "the kept one stays");
        let whole = ChannelInput { robot_key: Some("https://a/send?key=1".to_owned()), ..input(WecomRobot) };
        assert_eq!(pointers(&whole, None), ["/robot_key format"]);
        let signed = ChannelInput { sign_secret: Some("SEC1".to_owned()), ..input(DingtalkRobot) };
        assert!(pointers(&signed, None).is_empty());
        let signed = ChannelInput { kind: WecomRobot, ..signed };
        assert_eq!(pointers(&signed, Some((DingtalkRobot, true))), ["/kind fixed", "/sign_secret not_used"]);
        let mail = ChannelInput { recipients: vec!["a@b".to_owned(), "a@b.cn".to_owned()], ..input(Email) };
        assert_eq!(pointers(&mail, None), ["/robot_key not_used", "/recipients/0 format"]);
        let to_group = ChannelInput { recipients: vec!["a@b.cn".to_owned()], ..input(WecomRobot) };
        assert_eq!(pointers(&to_group, None), ["/recipients not_used"]);
    }

    #[test]
    fn mailboxes_are_plain() {
        for good in ["zhang.san@example.gov.cn", "a+b@x-y.cn"] {
            assert!(is_mailbox(good), "{good}");
        }
        for bad in [
            "",
            "a",
            "@b.cn",
            "a@",
            "a b@c.cn",
            "a@b.cn, c@d.cn",
            "a@b..cn",
            ".a@b.cn",
            "a@b\n.cn",
            "<a@b.cn>",
        ] {
            assert!(!is_mailbox(bad), "{bad}");
        }
    }

    #[test]
    fn answers_are_understood() {
        let answer =
            |status: u16, body: serde_json::Value| judge(ChannelKind::WecomRobot, &Answer { status, body });
        assert!(answer(200, json!({"errcode": 0, "errmsg": "ok"})).is_ok());
        assert!(answer(200, json!({"errcode": 45009})).expect_err("busy").passing);
        assert!(!answer(200, json!({"errcode": 93000})).expect_err("wrong key").passing);
        assert!(answer(200, json!("ok")).expect_err("unclear").passing);
        assert!(answer(503, json!(null)).expect_err("down").passing);
        assert!(!answer(302, json!(null)).expect_err("redirect").passing);
        assert!(!answer(404, json!(null)).expect_err("nowhere").passing);
    }
}
