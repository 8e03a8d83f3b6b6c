//! What is said to people names no field by its name in the document: refusals, hints and history speak Chinese.

use std::fs;
use std::path::Path;

/// Texts for those who run or connect the program: names are what they ask for.
const FOR_ENGINEERS: &[&str] = &["config.rs", "http/tags.rs", "http/openapi.rs", "cli/"];
/// Names of settings, and of what stands in the address of a robot, which are spelled like fields.
const SETTINGS: &[&str] =
    &["cors_origins", "allow_addresses", "smtp_host", "smtp_from", "smtp_password_file", "access_token"];

fn sources(folder: &Path, root: &Path, out: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = path.strip_prefix(root).expect("below").to_string_lossy().replace('\\', "/");
        if path.is_dir() {
            sources(&path, root, out);
        } else if name.ends_with(".rs")
            && !name.ends_with("tests.rs")
            && !FOR_ENGINEERS.iter().any(|start| name.starts_with(start))
        {
            let text = fs::read_to_string(&path).expect("readable");
            out.push((name, text.split("#[cfg(test)]").next().unwrap_or_default().to_owned()));
        }
    }
}

/// The string literals of a source with the line they begin in; comments are left out.
fn literals(text: &str) -> Vec<(usize, String)> {
    let mut out = Vec::new();
    let code: String = text
        .lines()
        .map(|line| if line.trim_start().starts_with("//") { "\n".to_owned() } else { format!("{line}\n") })
        .collect();
    let mut open: Option<(usize, String)> = None;
    let (mut line, mut escaped) = (1, false);
    for c in code.chars() {
        line += usize::from(c == '\n');
        match &mut open {
            Some((_, text)) if escaped || c != '"' => {
                escaped = c == '\\' && !escaped;
                text.push(c);
            }
            Some(_) => out.extend(open.take()),
            None if c == '"' => open = Some((line, String::new())),
            None => {}
        }
    }
    out
}

/// A word such as `lead_unit_id`; what stands in braces is filled in.
fn names(text: &str) -> Vec<String> {
    let mut plain = String::new();
    let mut depth = 0;
    for c in text.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ if depth == 0 => plain.push(c),
            _ => {}
        }
    }
    let is_name = |word: &&str| {
        let parts: Vec<&str> = word.split('_').collect();
        parts.len() > 1 && parts.iter().all(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_lowercase()))
    };
    plain
        .split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
        .filter(is_name)
        .filter(|word| !SETTINGS.contains(word))
        .map(str::to_owned)
        .collect()
}

#[test]
fn texts_for_people_name_no_field() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../api/src");
    let mut files = Vec::new();
    sources(&root, &root, &mut files);
    assert!(files.len() > 300, "sources are found: {}", files.len());
    let han = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let mut wrong = Vec::new();
    let mut texts = 0;
    for (name, text) in &files {
        for (line, literal) in literals(text).into_iter().filter(|(_, literal)| han(literal)) {
            texts += 1;
            let found = names(&literal);
            if !found.is_empty() {
                wrong.push(format!("{name}:{line}: {found:?}"));
            }
        }
    }
    assert!(texts > 2000, "texts are recognised: {texts}");
    assert!(wrong.is_empty(), "name the field by its title:\n{}", wrong.join("\n"));
}

/// What the document checks by itself speaks of titles and words too.
#[test]
fn refusals_of_the_document_name_titles_and_words() {
    let contract = chengfeng::app::contract();
    let refused =
        contract.check("OutcomeInput", &serde_json::json!({"outcome": "gone"})).expect_err("refused");
    let said = &refused.errors()[0].message;
    assert!(said.contains("转线索") && !said.contains("to_lead"), "{said}");
    let refused = contract.check("OutcomeInput", &serde_json::json!({})).expect_err("refused");
    assert_eq!(refused.errors()[0].message, "缺少“结果”，请填写。");
    let rules = serde_json::json!({"protect_days": 90, "objection_workdays": 5, "ruling_workdays": 5});
    let refused = contract.check("ClaimRules", &rules).expect_err("refused");
    assert!(!refused.errors()[0].message.contains("idle_expire_days"), "{:?}", refused.errors());
}
