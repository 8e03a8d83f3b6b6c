//! Rooms use only rooms above them; the file names of a room are always the same; files stay readable.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The rooms in their order: each may use those before it (see api/README.md).
const ROOMS: &[&str] = &[
    "people",
    "calendar",
    "files",
    "enterprises",
    "projects",
    "responsibility",
    "services",
    "progress",
    "lifecycle",
    "production",
    "claims",
    "trips",
    "talks",
    "supervision",
    "imports",
    "reports",
    "views",
    "notices",
    "inbox",
];
const PARTS: &[&str] = &["mod", "model", "rules", "store", "api"];

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../api/src")
}

fn walk(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            walk(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

fn files() -> BTreeMap<String, String> {
    let mut paths = Vec::new();
    walk(&source(), &mut paths);
    paths
        .into_iter()
        .map(|p| {
            let name = p.strip_prefix(source()).expect("below src").to_string_lossy().into_owned();
            (name, fs::read_to_string(p).expect("readable"))
        })
        .collect()
}

#[test]
fn rooms_use_only_rooms_above_them() {
    let mut wrong = Vec::new();
    for (name, text) in files() {
        let Some(room) = name.strip_prefix("features/").and_then(|n| n.split('/').next()) else {
            let below_app = !["app.rs", "app/across.rs", "lib.rs", "main.rs"].contains(&name.as_str())
                && !name.starts_with("cli/");
            if below_app && text.contains("crate::features::") {
                wrong.push(format!("{name} lies below the rooms and uses one"));
            }
            continue;
        };
        let Some(place) = ROOMS.iter().position(|r| *r == room) else {
            if room != "mod.rs" {
                wrong.push(format!("{room} is not in the list of rooms"));
            }
            continue;
        };
        for (other, _) in ROOMS.iter().enumerate().skip(place + 1).map(|(_, r)| (*r, ())) {
            if text.contains(&format!("features::{other}")) {
                wrong.push(format!("{name} uses {other}, which lies below it"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn rooms_have_the_same_parts() {
    let mut wrong = Vec::new();
    for name in files().keys() {
        let parts: Vec<&str> = name.split('/').collect();
        if let ["features", _, part, ..] = parts.as_slice() {
            let part = part.trim_end_matches(".rs");
            if !PARTS.contains(&part) {
                wrong.push(format!("{name}: a room has only {PARTS:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn rules_know_no_database_no_web_and_no_clock() {
    let mut wrong = Vec::new();
    for (name, text) in files().iter().filter(|(n, _)| n.starts_with("features/") && n.contains("/rules")) {
        for banned in ["use diesel", "diesel::", "actix_web", "Utc::now", "SystemTime::now", "Local::now"] {
            if text.contains(banned) {
                wrong.push(format!("{name} uses {banned}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_the_unit_of_work_and_its_neighbours_touch_the_pools() {
    const MAY: &[&str] =
        &["work.rs", "app.rs", "db/pool.rs", "db/group.rs", "auth/authenticate.rs", "jobs/worker.rs"];
    let wrong: Vec<String> = files()
        .into_iter()
        .filter(|(name, text)| text.contains("pools.") && !MAY.contains(&name.as_str()))
        .map(|(name, _)| name)
        .collect();
    assert!(wrong.is_empty(), "{wrong:?} touch the pools");
}

#[test]
fn files_stay_readable() {
    let long: Vec<String> = files()
        .into_iter()
        .filter(|(name, text)| name != "db/schema.rs" && text.lines().count() > 700)
        .map(|(name, text)| format!("{name}: {} lines", text.lines().count()))
        .collect();
    assert!(long.is_empty(), "{long:?}");
}

/// Two types under one name would overwrite one another in the document.
#[test]
fn no_two_types_share_a_name_in_the_document() {
    let mut seen: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (file, text) in files() {
        let mut attributes = String::new();
        let mut in_enum = false;
        for line in text.lines() {
            let words = line.trim_start();
            if words.starts_with("text_enum! {") || words.starts_with("crate::text_enum! {") {
                in_enum = true;
                continue;
            }
            if words.starts_with("///") || words.starts_with("//") {
                continue;
            }
            if in_enum {
                in_enum = words.starts_with("#[");
                if let Some(name) = words.split(" {").next().filter(|_| !in_enum) {
                    seen.entry(name.to_owned()).or_default().push(file.clone());
                }
                continue;
            }
            let named = ["pub struct ", "pub enum "].iter().find_map(|kind| words.strip_prefix(kind));
            let name = named.map(|n| n.chars().take_while(|c| c.is_alphanumeric()).collect::<String>());
            if let Some(name) = name {
                if attributes.contains("ToSchema") {
                    let other = attributes.split_once("schema(as = ").map(|(_, rest)| rest);
                    let other = other.and_then(|r| r.split([')', ',']).next()).map(str::to_owned);
                    seen.entry(other.unwrap_or(name)).or_default().push(file.clone());
                }
                attributes.clear();
            } else if words.is_empty() || words.starts_with('}') {
                attributes.clear();
            } else {
                attributes.push_str(words);
            }
        }
    }
    assert!(seen.len() > 200, "the scan finds the types: {}", seen.len());
    let twice: Vec<String> = seen
        .into_iter()
        .filter(|(_, f)| f.len() > 1)
        .map(|(n, f)| format!("{n}: {}", f.join(", ")))
        .collect();
    assert!(twice.is_empty(), "{}", twice.join("\n"));
}
