//! A number and the address of the list that it opens.

use super::super::model::rates::Figure;

/// So many projects.
pub fn projects(value: i64, href: String) -> Figure {
    Figure { value, unit: "项".to_owned(), href: Some(href) }
}

/// So many yuan.
pub fn yuan(value: i64, href: String) -> Figure {
    Figure { value, unit: "元".to_owned(), href: Some(href) }
}

/// The list at `path` under the conditions of this request, `figure` chosen; `without` names (or begins the names of)
/// parameters that the list does not have.
pub fn href(path: &str, figure: &str, query: &str, without: &[&str]) -> String {
    let kept = query
        .split('&')
        .filter(|pair| !pair.is_empty() && !without.iter().any(|name| pair.starts_with(name)));
    let choice = (!figure.is_empty()).then(|| format!("figure={figure}"));
    let pairs: Vec<String> = choice.into_iter().chain(kept.map(str::to_owned)).collect();
    if pairs.is_empty() { path.to_owned() } else { format!("{path}?{}", pairs.join("&")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_are_kept_and_ways_of_showing_left_out() {
        let query = "chain=%E9%95%8D&rounding=truncate&printed_start=67.8&as_of=2026-03-01";
        let list = href("/l", "started", query, &["rounding", "printed_"]);
        assert_eq!(list, "/l?figure=started&chain=%E9%95%8D&as_of=2026-03-01");
        assert_eq!(href("/l", "", "", &[]), "/l");
    }
}
