//! 名册：在一批企业里认出同一家——信用代码相同，或名称、别名规整后相同（双方都有代码而不同的除外）。

use std::collections::HashMap;

/// 名册；`T` 说明一家企业在哪里（库里的编号，或这一批里的第几家）。
#[derive(Debug)]
pub struct Register<T> {
    entries: Vec<Entry<T>>,
    by_code: HashMap<String, usize>,
    by_key: HashMap<String, Vec<usize>>,
}

#[derive(Debug)]
struct Entry<T> {
    at: T,
    name: String,
    credit_code: Option<String>,
}

impl<T> Default for Register<T> {
    fn default() -> Self {
        Self { entries: Vec::new(), by_code: HashMap::new(), by_key: HashMap::new() }
    }
}

impl<T: Copy> Register<T> {
    /// 记下一家，先登记的先记；`key` 是规整后的名称或别名。
    pub fn add(&mut self, at: T, name: &str, key: &str, credit_code: Option<&str>) {
        let index = self.entries.len();
        self.by_key.entry(key.to_owned()).or_default().push(index);
        if let Some(code) = credit_code {
            self.by_code.entry(code.to_owned()).or_insert(index);
        }
        let credit_code = credit_code.map(str::to_owned);
        self.entries.push(Entry { at, name: name.to_owned(), credit_code });
    }

    /// 同一家；信用代码优先，其次名称一字不差的，再次先登记的。
    pub fn find(&self, name: &str, key: &str, credit_code: Option<&str>) -> Option<T> {
        if let Some(index) = credit_code.and_then(|code| self.by_code.get(code)) {
            return Some(self.entries[*index].at);
        }
        let named = self.by_key.get(key).into_iter().flatten().map(|index| &self.entries[*index]);
        named
            .filter(|e| {
                credit_code.is_none() || e.credit_code.is_none() || e.credit_code.as_deref() == credit_code
            })
            .min_by_key(|e| e.name != name)
            .map(|e| e.at)
    }
}

#[cfg(test)]
mod tests {
    use super::Register;

    #[test]
    fn a_code_decides_then_the_exact_name_then_who_came_first() {
        let mut register = Register::default();
        register.add(1, "金川铜箔公司", "金川铜箔", None);
        register.add(2, "金川铜箔有限公司", "金川铜箔", Some("91620302MA00000154"));
        register.add(3, "金川铜箔集团", "金川铜箔", Some("91620302MA00000236"));
        register.add(3, "金川铜箔集团", "老名称", Some("91620302MA00000236"));
        let find = |name, key, code| register.find(name, key, code);
        assert_eq!(find("另一个名称", "另一个名称", Some("91620302MA00000154")), Some(2));
        assert_eq!(find("金川铜箔有限公司", "金川铜箔", None), Some(2), "the exact name");
        assert_eq!(find("金川铜箔", "金川铜箔", None), Some(1), "else the first");
        assert_eq!(find("曾用名", "老名称", None), Some(3), "an alias");
        // 代码不同就不是同一家，没有代码的那家才可能是
        assert_eq!(find("金川铜箔集团", "金川铜箔", Some("91620302MA00000318")), Some(1));
        assert_eq!(find("曾用名", "老名称", Some("91620302MA00000318")), None);
        assert_eq!(find("乙", "乙", None), None);
    }
}
