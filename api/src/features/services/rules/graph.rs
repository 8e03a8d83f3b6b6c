//! The order of procedures: which comes in which column, which road is the longest, and whether there is a circle.

use std::collections::{BTreeMap, BTreeSet};

/// One procedure of a graph.
#[derive(Debug, Clone)]
pub struct Node<'a> {
    /// Its code.
    pub code: &'a str,
    /// Codes that have to be finished before it; unknown ones count for nothing.
    pub after: &'a [String],
    /// Working days it takes.
    pub days: i32,
}

/// Where a procedure stands in the chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Place {
    /// Column from 0; everything before it stands further left.
    pub column: i32,
    /// On the longest road?
    pub critical: bool,
}

/// A procedure that waits for itself, through others or directly; `None` when there is none.
pub fn circle<'a>(nodes: &'a [Node<'a>]) -> Option<&'a str> {
    let mut done: BTreeSet<&str> = BTreeSet::new();
    loop {
        let ready = |n: &&Node<'a>| !done.contains(n.code) && before(nodes, n).all(|b| done.contains(b));
        let found: Vec<&str> = nodes.iter().filter(ready).map(|n| n.code).collect();
        if found.is_empty() {
            return nodes.iter().find(|n| !done.contains(n.code)).map(|n| n.code);
        }
        done.extend(found);
    }
}

/// Known predecessors of a procedure.
fn before<'a>(nodes: &'a [Node<'a>], node: &'a Node<'a>) -> impl Iterator<Item = &'a str> + 'a {
    node.after.iter().map(String::as_str).filter(move |code| nodes.iter().any(|n| n.code == *code))
}

/// Places of all procedures, and how many working days the longest road takes. Members of a circle stand in column 0.
pub fn chart<'a>(nodes: &'a [Node<'a>]) -> (BTreeMap<&'a str, Place>, i32) {
    let mut column: BTreeMap<&str, i32> = BTreeMap::new();
    let mut ends: BTreeMap<&str, i32> = BTreeMap::new();
    for _ in nodes {
        for node in nodes.iter() {
            if column.contains_key(node.code) || !before(nodes, node).all(|b| column.contains_key(b)) {
                continue;
            }
            let left = before(nodes, node).filter_map(|b| column.get(b)).max().map_or(0, |c| c + 1);
            let start = before(nodes, node).filter_map(|b| ends.get(b)).max().copied().unwrap_or(0);
            column.insert(node.code, left);
            ends.insert(node.code, start + node.days);
        }
    }
    let whole = ends.values().max().copied().unwrap_or(0);
    let critical = critical(nodes, &ends, whole);
    let place = |n: &'a Node<'a>| {
        let column = column.get(n.code).copied().unwrap_or(0);
        (n.code, Place { column, critical: critical.contains(n.code) })
    };
    (nodes.iter().map(place).collect(), whole)
}

/// Walks back from the last end along those that end when the next one begins.
fn critical<'a>(nodes: &'a [Node<'a>], ends: &BTreeMap<&'a str, i32>, whole: i32) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    if whole == 0 {
        return found;
    }
    let mut next: Vec<&Node<'_>> = nodes.iter().filter(|n| ends.get(n.code) == Some(&whole)).collect();
    while let Some(node) = next.pop() {
        if !found.insert(node.code) {
            continue;
        }
        let begins = ends.get(node.code).copied().unwrap_or(0) - node.days;
        let holds = |n: &&Node<'a>| {
            node.after.iter().any(|a| a == n.code) && ends.get(n.code) == Some(&begins) && begins > 0
        };
        next.extend(nodes.iter().filter(holds));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(codes: &[&str]) -> Vec<String> {
        codes.iter().map(|c| (*c).to_owned()).collect()
    }

    #[test]
    fn columns_follow_the_order_and_the_longest_road_is_marked() {
        let (none, a, bc) = (after(&[]), after(&["a"]), after(&["b", "c"]));
        let nodes = [
            Node { code: "d", after: &bc, days: 5 },
            Node { code: "a", after: &none, days: 2 },
            Node { code: "b", after: &a, days: 7 },
            Node { code: "c", after: &a, days: 3 },
        ];
        let (places, whole) = chart(&nodes);
        assert_eq!(whole, 14);
        let of = |code: &str| (places[code].column, places[code].critical);
        assert_eq!([of("a"), of("b"), of("c"), of("d")], [(0, true), (1, true), (1, false), (2, true)]);
        assert_eq!(circle(&nodes), None);
    }

    #[test]
    fn a_circle_is_named_and_unknown_predecessors_hold_nothing_up() {
        let (a, b, gone) = (after(&["b"]), after(&["a"]), after(&["nothing"]));
        let nodes = [
            Node { code: "a", after: &a, days: 1 },
            Node { code: "b", after: &b, days: 1 },
            Node { code: "c", after: &gone, days: 4 },
        ];
        assert_eq!(circle(&nodes), Some("a"));
        let (places, whole) = chart(&nodes);
        assert_eq!((whole, places["c"]), (4, Place { column: 0, critical: true }));
    }
}
