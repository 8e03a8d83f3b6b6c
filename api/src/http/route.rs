//! Which operation of the document a path means: a tree of segments, so that finding one costs the same however many
//! there are.

use super::contract::Operation;
use actix_web::HttpRequest;
use std::collections::HashMap;
use std::str::Split;
use std::sync::Arc;

/// The path as the router reads it: what an address encodes without need is plain in it, so that both always mean the same
/// operation.
pub fn path_of(req: &HttpRequest) -> &str {
    req.match_info().as_str()
}

/// The operations at one path of the document.
pub struct Route {
    /// The path with its placeholders, such as `/api/v1/projects/{id}`.
    pub pattern: String,
    /// By method.
    pub(super) operations: HashMap<String, Operation>,
}

impl Route {
    /// Its operations with their methods and the pattern.
    pub(super) fn operations(&self) -> impl Iterator<Item = (&str, &str, &Operation)> {
        self.operations.iter().map(|(method, operation)| (method.as_str(), &*self.pattern, operation))
    }

    /// The operation of this method.
    pub fn operation(&self, method: &str) -> Option<&Operation> {
        self.operations.get(method)
    }
}

/// One segment of a path with what may follow. A segment that is spelled out goes before a placeholder:
/// `/projects/summary` is itself, not `/projects/{id}`.
#[derive(Default)]
pub(super) struct Segment {
    fixed: HashMap<String, Segment>,
    placeholder: Option<Box<Segment>>,
    route: Option<Arc<Route>>,
}

impl Segment {
    /// Adds all operations of a path.
    pub(super) fn add(&mut self, pattern: &str, operations: HashMap<String, Operation>) {
        let end = pattern.split('/').fold(self, |at, segment| {
            if segment.starts_with('{') {
                at.placeholder.get_or_insert_default()
            } else {
                at.fixed.entry(segment.to_owned()).or_default()
            }
        });
        end.route = Some(Arc::new(Route { pattern: pattern.to_owned(), operations }));
    }

    /// What stands at a path, given by its segments.
    pub(super) fn find(&self, mut path: Split<'_, char>) -> Option<&Arc<Route>> {
        let Some(segment) = path.next() else { return self.route.as_ref() };
        let fixed = self.fixed.get(segment).and_then(|next| next.find(path.clone()));
        let any = || self.placeholder.as_ref().filter(|_| !segment.is_empty())?.find(path);
        fixed.or_else(any)
    }

    /// Everything below.
    pub(super) fn collect<'a>(&'a self, into: &mut Vec<&'a Route>) {
        into.extend(self.route.as_deref());
        self.fixed.values().chain(self.placeholder.as_deref()).for_each(|next| next.collect(into));
    }
}
