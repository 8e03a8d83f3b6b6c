//! 省级行政区的中心点，供地图标注；名称和代码与行政区划表一致。

use super::{CodesError, table};
use std::sync::OnceLock;

const FILE: &str = "provinces.csv";
const BUILT_IN: &str = include_str!("../../data/codes/provinces.csv");

/// 一个省级行政区的中心点。
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
pub struct Province {
    /// 六位代码。
    pub code: String,
    /// 全称。
    pub name: String,
    /// 经度。
    pub lon: f64,
    /// 纬度。
    pub lat: f64,
}

/// 全部省级行政区，按代码。
pub fn provinces() -> &'static [Province] {
    static TABLE: OnceLock<Vec<Province>> = OnceLock::new();
    TABLE.get_or_init(|| parse(BUILT_IN).expect("the built-in file is checked by a test"))
}

/// 这个代码所在的省；代码可以是两位、四位或六位。
pub fn province_of(code: &str) -> Option<&'static Province> {
    let prefix = code.get(..2)?;
    provinces().iter().find(|p| p.code.starts_with(prefix))
}

fn parse(text: &str) -> Result<Vec<Province>, CodesError> {
    Ok(table::rows::<Province>(FILE, text)?.into_iter().map(|(_, row)| row).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes::divisions::divisions;

    #[test]
    fn every_province_has_one_centre_within_the_country() {
        let of_table: Vec<(&str, &str)> =
            divisions().children(None).iter().map(|d| (d.code.as_str(), d.name.as_str())).collect();
        let here: Vec<(&str, &str)> =
            provinces().iter().map(|p| (p.code.as_str(), p.name.as_str())).collect();
        assert_eq!(here, of_table);
        assert!(provinces().iter().all(|p| (73.0..136.0).contains(&p.lon) && (3.0..54.0).contains(&p.lat)));
        assert_eq!(province_of("620302").map(|p| p.name.as_str()), Some("甘肃省"));
        assert_eq!(province_of("99"), None);
    }
}
