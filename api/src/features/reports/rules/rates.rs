//! 一批签约合同（一次活动或一段时间签的）到某日为止的履约率、开工率、建成率、投产率、资金到位率。
//!
//! 口径（手册 §3.1、§2.2、§2.6）：只有合同计入；终止的项目退出分子、留在分母；不予认定的项目既不在分子也不在分母，另行列出；
//! “在建”指已开工、在建或已竣工但未投产。

use super::percent::{self, Hundredths, Rounding};
use crate::text::money;
use crate::text_enum;

text_enum! {
    /// 比率
    RateCode {
        Performance = "performance" / "履约率",
        Start = "start" / "开工率",
        Built = "built" / "建成率",
        Producing = "producing" / "投产率",
        Funds = "funds" / "资金到位率",
    }
}

text_enum! {
    /// 能打开名单的数
    RateFigure {
        Signed = "signed" / "签约合同",
        Terminated = "terminated" / "已终止",
        Performed = "performed" / "已履约",
        Permitting = "permitting" / "前期手续",
        Building = "building" / "在建",
        Started = "started" / "已开工",
        Built = "built" / "已建成",
        Producing = "producing" / "已投产",
        Suspended = "suspended" / "暂缓",
        WithFunds = "with_funds" / "有到位资金",
        Excluded = "excluded" / "不予认定",
    }
}

/// Sums over the projects of a cohort, as of a day. `signed` holds every project that counts, the terminated ones too.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cohort {
    /// Contracts that count, 项.
    pub signed: i64,
    /// Of these terminated.
    pub terminated: i64,
    /// Of these not terminated: started, building, completed; not yet producing.
    pub building: i64,
    /// Of these not terminated: completed or beyond.
    pub built: i64,
    /// Of these not terminated: producing or beyond.
    pub producing: i64,
    /// Signed amount, yuan, the terminated ones included.
    pub amount_yuan: i64,
    /// Funds in place of those not terminated, yuan.
    pub funds_yuan: i64,
}

/// One rate with what it was made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Which.
    pub code: RateCode,
    /// Numerator: projects or yuan.
    pub numerator: i64,
    /// List behind the numerator.
    pub numerator_figure: RateFigure,
    /// Denominator: projects or yuan.
    pub denominator: i64,
    /// Hundredths of a percent.
    pub percent: Option<Hundredths>,
    /// Why there is none.
    pub unknown_because: Option<&'static str>,
    /// The arithmetic in words.
    pub formula: String,
}

impl RateCode {
    /// Counted in yuan instead of projects.
    pub fn is_money(self) -> bool {
        self == Self::Funds
    }
}

/// The five rates of a cohort.
pub fn rates(cohort: &Cohort, rounding: Rounding) -> Vec<Outcome> {
    RateCode::ALL.iter().map(|code| rate(*code, cohort, rounding)).collect()
}

fn rate(code: RateCode, c: &Cohort, rounding: Rounding) -> Outcome {
    let (numerator, figure, arithmetic) = match code {
        RateCode::Performance => (
            c.signed - c.terminated,
            RateFigure::Performed,
            format!("（签约{} − 终止{}）÷ 签约{}", c.signed, c.terminated, c.signed),
        ),
        RateCode::Start => (
            c.producing + c.building,
            RateFigure::Started,
            format!("（投产{} + 在建{}）÷ 签约{}", c.producing, c.building, c.signed),
        ),
        RateCode::Built => (c.built, RateFigure::Built, format!("建成{} ÷ 签约{}", c.built, c.signed)),
        RateCode::Producing => {
            (c.producing, RateFigure::Producing, format!("投产{} ÷ 签约{}", c.producing, c.signed))
        }
        RateCode::Funds => {
            let (funds, signed) = (money::headline(c.funds_yuan), money::headline(c.amount_yuan));
            (c.funds_yuan, RateFigure::WithFunds, format!("到位{funds} ÷ 签约{signed}"))
        }
    };
    let denominator = if code.is_money() { c.amount_yuan } else { c.signed };
    let percent = percent::percent(numerator, denominator, rounding);
    let unknown_because = percent.is_none().then_some(match (code.is_money(), c.signed) {
        (_, 0) => "这个范围内没有计入的签约合同",
        (true, _) => "计入的签约金额为零",
        (false, _) => "没有签约项目数",
    });
    let shown = percent.map_or_else(|| "—".to_owned(), percent::text);
    Outcome {
        code,
        numerator,
        numerator_figure: figure,
        denominator,
        percent,
        unknown_because,
        formula: format!("{arithmetic} = {shown}"),
    }
}

/// What is said when a printed percentage stands beside the computed one.
pub fn comparison(computed: Option<Hundredths>, printed: Hundredths) -> String {
    match computed {
        None => format!("印发数{}，系统算不出，无从核对", percent::text(printed)),
        Some(own) if own == printed => format!("与印发数{}一致", percent::text(printed)),
        Some(own) => {
            let difference = printed - own;
            let direction = if difference > 0 { "高" } else { "低" };
            let points = percent::text(difference.abs()).trim_end_matches('%').to_owned();
            format!(
                "印发数{}，系统算得{}，印发数{direction}{points}个百分点，请核对",
                percent::text(printed),
                percent::text(own)
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weinan() -> Cohort {
        Cohort {
            signed: 292,
            terminated: 1,
            building: 180,
            built: 18,
            producing: 18,
            amount_yuan: 71_400_000_000,
            funds_yuan: 7_120_000_000,
        }
    }

    fn shown(cohort: &Cohort, rounding: Rounding, code: RateCode) -> Option<String> {
        rates(cohort, rounding).into_iter().find(|r| r.code == code)?.percent.map(percent::text)
    }

    /// Case 1: 292 = producing 18 + building 180 + permitting 93 + terminated 1.
    #[test]
    fn weinan_to_the_last_digit() {
        let cohort = weinan();
        let of = |code| shown(&cohort, Rounding::HalfUp, code);
        assert_eq!(of(RateCode::Performance).as_deref(), Some("99.66%"));
        assert_eq!(of(RateCode::Start).as_deref(), Some("67.81%"));
        assert_eq!(of(RateCode::Funds).as_deref(), Some("9.97%"));
        let funds = rates(&cohort, Rounding::HalfUp).into_iter().find(|r| r.code == RateCode::Funds);
        assert_eq!(funds.map(|f| f.formula), Some("到位71.20亿元 ÷ 签约714.00亿元 = 9.97%".into()));
        let cut = shown(&cohort, Rounding::Truncate, RateCode::Performance);
        assert_eq!(cut.as_deref(), Some("99.65%"));
        let one_more = Cohort { terminated: 2, building: 179, ..cohort };
        assert_eq!(shown(&one_more, Rounding::HalfUp, RateCode::Performance).as_deref(), Some("99.32%"));
        assert_eq!(shown(&one_more, Rounding::HalfUp, RateCode::Start).as_deref(), Some("67.47%"));
    }

    /// Case 2: a printed value that differs is reported.
    #[test]
    fn a_printed_value_is_compared() {
        let own = percent::percent(88_140_000_000, 679_318_000_000, Rounding::HalfUp);
        assert_eq!(comparison(own, 1264), "印发数12.64%，系统算得12.97%，印发数低0.33个百分点，请核对");
        assert_eq!(comparison(own, 1297), "与印发数12.97%一致");
        assert_eq!(comparison(None, 1264), "印发数12.64%，系统算不出，无从核对");
    }

    #[test]
    fn an_empty_cohort_has_no_rate_and_says_why() {
        for outcome in rates(&Cohort::default(), Rounding::HalfUp) {
            assert_eq!(outcome.percent, None);
            assert!(outcome.unknown_because.is_some() && outcome.formula.ends_with("= —"), "{outcome:?}");
        }
        let no_amount = Cohort { signed: 2, ..Cohort::default() };
        let funds = rates(&no_amount, Rounding::HalfUp).pop().expect("five");
        assert_eq!(funds.unknown_because, Some("计入的签约金额为零"));
    }
}
