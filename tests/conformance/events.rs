//! Every event that anything writes into the journal has words, and the table names no event that nothing writes.

use chengfeng::error::Code;
use chengfeng::journal::words::{KINDS, TITLES};
use chengfeng::policy::Action;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Codes of what stands in the way; they look like events and are none.
const NO_EVENTS: &[&str] = &["unit.children", "unit.people", "user.open_work", "project.missing"];

fn sources(folder: &Path, out: &mut String) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = path.file_name().and_then(|n| n.to_str()).unwrap_or_default().to_owned();
        // pure rules write nothing; the tables of actions, errors and words are read as what they are
        if path.is_dir() && name != "rules" {
            sources(&path, out);
        } else if name.ends_with(".rs")
            && !["rules.rs", "policy.rs", "error.rs", "words.rs"].contains(&name.as_str())
        {
            let text = fs::read_to_string(&path).expect("readable");
            out.push_str(text.split("#[cfg(test)]").next().unwrap_or_default());
        }
    }
}

/// `kind.what_happened` between quotes, of kinds that the table knows.
fn written() -> BTreeSet<String> {
    let mut text = String::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../api/src"), &mut text);
    let kinds: BTreeSet<&str> = TITLES.iter().filter_map(|(event, _)| event.split('.').next()).collect();
    let event = |literal: &&str| {
        let Some((kind, what)) = literal.split_once('.') else { return false };
        let plain = !what.is_empty() && what.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        plain && kinds.contains(kind)
    };
    text.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| line.split('"').skip(1).step_by(2))
        .filter(event)
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_event_that_is_written_has_words() {
    let written = written();
    assert!(written.len() > 150, "events are recognised: {}", written.len());
    let known: BTreeSet<&str> = TITLES.iter().map(|(event, _)| *event).collect();
    let other = |name: &str| {
        Action::ALL.iter().any(|a| a.code() == name)
            || Code::ALL.iter().any(|c| c.code() == name)
            || NO_EVENTS.contains(&name)
    };
    let silent: Vec<_> = written.iter().filter(|e| !known.contains(e.as_str()) && !other(e)).collect();
    assert!(silent.is_empty(), "without words in api/src/journal/words.rs: {silent:?}");
    let unused: Vec<_> = known.iter().filter(|e| !written.contains(**e)).collect();
    assert!(unused.is_empty(), "nothing writes: {unused:?}");
}

/// `Subject::new("kind", …)` of kinds that have no words, and words of kinds that nothing writes of.
#[test]
fn every_kind_of_subject_has_words() {
    let mut text = String::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../api/src"), &mut text);
    let words: String = text.split_whitespace().collect();
    let written: BTreeSet<&str> =
        words.split("Subject::new(\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let known: BTreeSet<&str> = KINDS.iter().map(|(kind, _)| *kind).collect();
    assert!(written.len() > 30, "kinds are recognised: {written:?}");
    let silent: Vec<_> = written.difference(&known).collect();
    assert!(silent.is_empty(), "without words in api/src/journal/words.rs: {silent:?}");
    // what is named by a constant is found by the constant
    let unused: Vec<_> = known.iter().filter(|kind| !text.contains(&format!("\"{kind}\""))).collect();
    assert!(unused.is_empty(), "nothing writes of: {unused:?}");
}
