//! The tree of units: paths, official order, moves.

use crate::error::FieldError;

/// Largest official sort number.
pub const MAX_SORT_NO: i32 = 999_999;

/// The path of a unit below its parent's (`/` for none): `/1/7/`.
pub fn path(parent: &str, id: i64) -> String {
    format!("{parent}{id}/")
}

/// A key that sorts all units in official order, parents before their children; parent's key first, empty for none.
pub fn sort_path(parent: &str, sort_no: i32, id: i64) -> String {
    format!("{parent}{:06}.{id:010}/", sort_no.clamp(0, MAX_SORT_NO))
}

/// A path or key of a unit below `old` after the unit was moved to `new`.
pub fn moved(below: &str, old: &str, new: &str) -> String {
    below.strip_prefix(old).map_or_else(|| below.to_owned(), |rest| format!("{new}{rest}"))
}

/// May the unit at `own_path` stand below the one at `parent_path`? Not below itself.
pub fn check_parent(own_path: &str, parent_path: &str) -> Result<(), FieldError> {
    if parent_path.starts_with(own_path) {
        return Err(FieldError {
            pointer: "/parent_id".to_owned(),
            code: "cycle".to_owned(),
            message: "上级单位不能是本单位或其下级，请另选上级。".to_owned(),
        });
    }
    Ok(())
}

/// How deep a path lies; the top is 1.
pub fn level(path: &str) -> i32 {
    i32::try_from(path.split('/').filter(|p| !p.is_empty()).count()).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_put_parents_first_and_follow_the_numbers() {
        let city = sort_path("", 0, 1);
        let second = sort_path(&city, 2, 9);
        let tenth = sort_path(&city, 10, 3);
        let below_second = sort_path(&second, 0, 11);
        let mut keys = [&tenth, &below_second, &second, &city];
        keys.sort();
        assert_eq!(keys, [&city, &second, &below_second, &tenth]);
    }

    #[test]
    fn a_unit_moves_with_all_below_it_but_never_below_itself() {
        assert_eq!(moved("/1/7/8/", "/1/7/", "/1/2/7/"), "/1/2/7/8/");
        assert!(check_parent("/1/7/", "/1/7/8/").is_err() && check_parent("/1/7/", "/1/7/").is_err());
        assert!(check_parent("/1/7/", "/1/70/").is_ok());
        assert_eq!((level("/1/"), level("/1/7/")), (1, 2));
    }
}
