//! 合并两家企业时，各项取谁的；撤销之前，看合并之后改过什么。

use crate::features::enterprises::model::{EnterpriseInput, MergeField};

/// 合并后的内容：点名的项取被合并一方的，其余取保留一方的，保留一方没填的用被合并一方的补上；类别取并集。
pub fn combine(kept: &EnterpriseInput, merged: &EnterpriseInput, take: &[MergeField]) -> EnterpriseInput {
    let takes = |field| take.contains(&field);
    macro_rules! pick {
        ($field:ident, $name:ident) => {
            if takes(MergeField::$name) {
                merged.$field.clone()
            } else {
                kept.$field.clone().or_else(|| merged.$field.clone())
            }
        };
    }
    let mut classes =
        if takes(MergeField::Classes) { None } else { kept.classes.clone() }.unwrap_or_default();
    classes.extend(merged.classes.clone().unwrap_or_default());
    classes.sort_unstable();
    classes.dedup();
    EnterpriseInput {
        name: if takes(MergeField::Name) { merged.name.clone() } else { kept.name.clone() },
        credit_code: pick!(credit_code, CreditCode),
        division_code: pick!(division_code, DivisionCode),
        place: pick!(place, Place),
        origin: pick!(origin, Origin),
        industry_code: pick!(industry_code, IndustryCode),
        industry: pick!(industry, Industry),
        classes: Some(classes),
        nature: pick!(nature, Nature),
        founded: pick!(founded, Founded),
        registered_capital_yuan: pick!(registered_capital_yuan, RegisteredCapital),
        main_business: pick!(main_business, MainBusiness),
        products: pick!(products, Products),
        motive: pick!(motive, Motive),
        expansion_plan: pick!(expansion_plan, ExpansionPlan),
        source: pick!(source, Source),
        source_url: pick!(source_url, SourceUrl),
        remark: pick!(remark, Remark),
        owner_unit_id: pick!(owner_unit_id, OwnerUnit),
        confirmed_different: None,
    }
}

/// 两份内容里不同的项，按字段名；供撤销被拒时说明“其后改过什么”。
pub fn changed_fields(before: &EnterpriseInput, after: &EnterpriseInput) -> Vec<String> {
    let fields = |input| match serde_json::to_value(input) {
        Ok(serde_json::Value::Object(map)) => map,
        _ => serde_json::Map::new(),
    };
    let (before, after) = (fields(before), fields(after));
    after.into_iter().filter(|(key, value)| before.get(key) != Some(value)).map(|(key, _)| key).collect()
}
