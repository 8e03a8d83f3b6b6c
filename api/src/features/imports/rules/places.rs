//! 地点：先看列，再看备注，再看分组标题，最后看表名里的市县。
use super::text::{clean_name, compact};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// 地点从哪里看出来。
///
/// `column` 地点、区县、市州列 · `remark` 备注 · `group` 分组标题 · `title` 表名
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ImportPlaceSource)]
pub enum PlaceSource {
    /// 地点、区县、市州列
    Column,
    /// 备注
    Remark,
    /// 分组标题
    Group,
    /// 表名
    Title,
}

/// 一行的地点。
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = ImportPlace)]
pub struct PlaceHint {
    /// 地点的叫法
    pub name: String,
    /// 来处
    pub source: PlaceSource,
}

const ENDINGS: [&str; 12] =
    ["开发区", "工业园区", "工业园", "产业园区", "园区", "新区", "自治县", "市", "县", "区", "州", "旗"];

/// 整段文字就是一个地名时返回它：2 到 15 个汉字，以市县区园等结尾。
fn whole_place(text: &str) -> Option<String> {
    let name = clean_name(text);
    let count = name.chars().count();
    let chinese = name.chars().all(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c));
    let known = ENDINGS.iter().any(|e| name.ends_with(e));
    let vague = ["全市", "全县", "全区", "本市", "本县", "我市", "我县", "市本级", "项目", "各县"];
    ((2..=15).contains(&count) && chinese && known && !vague.iter().any(|v| name.contains(v))).then_some(name)
}

/// 备注里的地点：`建设地点：民勤县`、`凉州区报`、`武威工业园区`。
pub fn from_remark(remark: &str) -> Option<String> {
    let text = compact(remark);
    let text = text.strip_prefix("建设地点:").or_else(|| text.strip_prefix("地点:")).unwrap_or(&text);
    whole_place(text.strip_suffix('报').unwrap_or(text))
}

/// 分组标题里的地点：`二、永昌县`、`一、金昌经济技术开发区（3个）`。
pub fn from_group(heading: &str) -> Option<String> {
    let text = compact(heading);
    let body = text.trim_start_matches(|c| "一二三四五六七八九十、()第.:".contains(c));
    whole_place(body.split('(').next().unwrap_or(body))
}

/// 表名里开头的市县：`2020年金昌市重点项目建设调度表` → 金昌市。
pub fn from_title(title: &str) -> Option<String> {
    let text = compact(title);
    let text = text.trim_start_matches(|c: char| c.is_ascii_digit() || "年度月上下半关于附件:-".contains(c));
    let chars: Vec<char> = text.chars().take(6).collect();
    let end = chars.iter().position(|c| matches!(c, '市' | '县' | '州'))?;
    let name: String = chars[..=end].iter().collect();
    let vague = ["全", "各", "本", "我", "重点", "县市"].iter().any(|v| name.starts_with(v));
    ((2..=4).contains(&end) && !vague && chars.iter().all(|c| !c.is_ascii())).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places() {
        assert_eq!(from_remark("建设地点：民勤县").as_deref(), Some("民勤县"));
        assert_eq!(from_remark("凉州区报").as_deref(), Some("凉州区"));
        assert_eq!(from_remark("2021年3月底复工"), None);
        assert_eq!(from_group("一、金昌经济技术开发区").as_deref(), Some("金昌经济技术开发区"));
        assert_eq!(from_group("三、市本级（含未注明区县的项目）"), None);
        assert_eq!(from_group("二、凉州区工业园区项目（2015年上半年）"), None);
        assert_eq!(from_title("2020年金昌市重点项目建设调度表").as_deref(), Some("金昌市"));
        assert_eq!(from_title("武威市招商引资重点项目").as_deref(), Some("武威市"));
        assert_eq!(from_title("重点招商引资项目申报汇总表（节选）"), None);
        assert_eq!(from_title("全市重点项目"), None);
    }
}
