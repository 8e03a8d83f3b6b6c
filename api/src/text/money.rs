//! 金额怎样念：算式里用亿元、万元，改动与核对的话里用准数。界面的 `web/src/shared/money.ts` 是同一规矩。

/// 一万元。
pub const WAN: i64 = 10_000;
const YI: i64 = 10_000 * WAN;

/// 大数：满1亿元用亿元（两位小数，四舍五入），满1万元用万元（至多两位小数），以下用元。
pub fn headline(yuan: i64) -> String {
    match yuan.unsigned_abs() {
        100_000_000.. => format!("{}亿元", hundredths(yuan, YI)),
        10_000.. => {
            let text = hundredths(yuan, WAN);
            format!("{}万元", text.trim_end_matches('0').trim_end_matches('.'))
        }
        _ => format!("{yuan}元"),
    }
}

/// 准数：整万用万元，否则用元。
pub fn exact(yuan: i64) -> String {
    if yuan % WAN == 0 && yuan != 0 { format!("{}万元", yuan / WAN) } else { format!("{yuan}元") }
}

/// 除以单位，两位小数，四舍五入。
fn hundredths(yuan: i64, unit: i64) -> String {
    let scaled = (i128::from(yuan).abs() * 200 + i128::from(unit)) / (i128::from(unit) * 2);
    let sign = if yuan < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", scaled / 100, scaled % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_in_the_unit_that_fits_them() {
        for (yuan, text) in [
            (0, "0元"),
            (9_999, "9999元"),
            (10_000, "1万元"),
            (12_345_678, "1234.57万元"),
            (10_500_000, "1050万元"),
            (100_000_000, "1.00亿元"),
            (476_622_000_000, "4766.22亿元"),
            (-250_000_000, "-2.50亿元"),
        ] {
            assert_eq!(headline(yuan), text);
        }
        assert_eq!(headline(i64::MIN), "-92233720368.55亿元");
        assert_eq!(
            (exact(50_000_000), exact(12_345), exact(0)),
            ("5000万元".into(), "12345元".into(), "0元".into())
        );
    }
}
