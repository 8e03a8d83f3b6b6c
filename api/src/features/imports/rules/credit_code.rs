//! 统一社会信用代码的检查（GB 32100-2015）：18 位，末位是校验码。
use super::issues::Finding;
use super::text::compact;

const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
const WEIGHTS: [u32; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const FIX: &str = "请照营业执照核对后填写；还没有注册就留空";

/// 去空白、转大写后检查；返回规范的代码，或说明哪里不对。
pub fn check(raw: &str) -> Result<String, Finding> {
    let code = compact(raw).to_ascii_uppercase();
    let count = code.chars().count();
    if count != 18 {
        return Err(Finding::error(
            "credit_code.length",
            format!("统一社会信用代码应为18位，这里是{count}位"),
            FIX,
        ));
    }
    let mut sum = 0;
    let mut last = 0;
    for (i, c) in code.chars().enumerate() {
        let Some(value) = ALPHABET.iter().position(|a| char::from(*a) == c) else {
            let message = format!("统一社会信用代码第{}位“{c}”不允许（不用 I、O、S、V、Z）", i + 1);
            // 校验位写成不允许的字符时，同样说明应当是什么
            return Err(match expected(sum).filter(|_| i == 17) {
                Some(e) => {
                    Finding::error("credit_code.check", format!("{message}，按前17位算应为“{e}”"), FIX)
                }
                None => Finding::error("credit_code.character", message, FIX),
            });
        };
        match WEIGHTS.get(i) {
            Some(w) => sum += value as u32 * w,
            None => last = value as u32,
        }
    }
    let check = (31 - sum % 31) % 31;
    if check != last {
        let want = char::from(ALPHABET[check as usize]);
        let message = format!(
            "统一社会信用代码校验位不对：应为“{want}”，写的是“{}”",
            char::from(ALPHABET[last as usize])
        );
        return Err(Finding::error("credit_code.check", message, FIX));
    }
    Ok(code)
}

fn expected(sum: u32) -> Option<char> {
    ALPHABET.get(((31 - sum % 31) % 31) as usize).map(|b| char::from(*b))
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn standard_examples() {
        assert_eq!(check(" 91350100m000100y43").unwrap(), "91350100M000100Y43");
        for good in ["91620302MA00000154", "91620302MA0000023Y", "91620321MA0000015L", "11620300MA0000015F"] {
            assert!(check(good).is_ok(), "{good}");
        }
        assert_eq!(check("91350100M000100Y4Z").unwrap_err().code, "credit_code.check");
        assert_eq!(check("91350100M000100Y44").unwrap_err().code, "credit_code.check");
        assert_eq!(check("9162020000000000").unwrap_err().code, "credit_code.length");
        assert_eq!(check("9135O100M000100Y43").unwrap_err().code, "credit_code.character");
    }
}
