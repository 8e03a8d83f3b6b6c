//! What a signed paper counts (domain handbook §2.4): only contracts count, a project once, at its first event.

use super::super::model::{AuditState, Signature, SignatureInput, SignatureKind as Kind, Strength};
use crate::error::{Code, Error, FieldError, Result};
use chrono::{Datelike, NaiveDate};

/// A signed paper as the rules see it.
#[derive(Debug, Clone, PartialEq)]
pub struct Paper {
    /// Signature; 0 while it is not stored.
    pub id: i64,
    /// Strength.
    pub strength: Strength,
    /// Kind.
    pub kind: Kind,
    /// Event where it was signed.
    pub event_id: Option<i64>,
    /// Signed on.
    pub signed_on: NaiveDate,
    /// Amount.
    pub amount_yuan: Option<i64>,
    /// The paper before it.
    pub predecessor_id: Option<i64>,
    /// State.
    pub state: AuditState,
    /// Replaced by a paper that was signed anew.
    pub superseded: bool,
    /// What it counts now: projects, and the event it is credited to; none when it counts nothing any more.
    pub counted: Option<(i32, Option<i64>)>,
}

impl Paper {
    /// A stored paper, apart from what it counts.
    pub fn of(row: &Signature) -> Self {
        Self {
            id: row.id,
            strength: row.strength,
            kind: row.kind,
            event_id: row.event_id,
            signed_on: row.signed_on,
            amount_yuan: row.amount_yuan,
            predecessor_id: row.predecessor_id,
            state: row.state,
            superseded: row.superseded_at.is_some(),
            counted: None,
        }
    }

    /// A paper as filled in.
    pub fn from_input(input: &SignatureInput) -> Self {
        Self {
            id: i64::MAX,
            strength: input.strength,
            kind: input.kind,
            event_id: input.event_id,
            signed_on: input.signed_on,
            amount_yuan: input.amount_yuan,
            predecessor_id: input.predecessor_id,
            state: AuditState::Draft,
            superseded: false,
            counted: None,
        }
    }
}

/// What a paper counts from its audit on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credit {
    /// Projects: 0 or 1.
    pub count: i32,
    /// Amount.
    pub amount_yuan: i64,
    /// Event it is credited to.
    pub event_id: Option<i64>,
    /// The day it counts on.
    pub counted_on: Option<NaiveDate>,
    /// The rule, in words.
    pub why: String,
    /// Papers that count no more from now on.
    pub ends: Vec<i64>,
}

impl Credit {
    fn nothing(why: impl Into<String>) -> Self {
        Self { count: 0, amount_yuan: 0, event_id: None, counted_on: None, why: why.into(), ends: Vec::new() }
    }
}

/// The passed papers under the present owner: those from the last change of owner on.
fn under_owner<'p>(paper: &Paper, passed: &'p [Paper]) -> &'p [Paper] {
    if paper.kind == Kind::OwnerChange {
        return &[];
    }
    let from = passed.iter().rposition(|p| p.kind == Kind::OwnerChange).unwrap_or(0);
    &passed[from..]
}

/// The event of the earliest of these papers that has one.
fn first_event(paper: &Paper, papers: &[Paper]) -> Option<i64> {
    let own = papers.iter().chain([paper]).filter(|p| p.kind != Kind::Reannouncement);
    own.filter(|p| p.event_id.is_some()).min_by_key(|p| (p.signed_on, p.id)).and_then(|p| p.event_id)
}

/// The contract that counts the project now.
fn counted_contract(papers: &[Paper]) -> Option<&Paper> {
    papers.iter().find(|p| p.counted.is_some_and(|(count, _)| count == 1))
}

/// What `paper` counts when it passes; `passed` are the papers of the project that passed before, in that order; `on` is
/// the day of the audit, for a takeover the day of signing. `replaces` is a paper that this one was signed anew for.
///
/// # Errors
/// 409 when the project is counted already and the paper claims to count it again.
pub fn credit(paper: &Paper, passed: &[Paper], on: NaiveDate, replaces: Option<i64>) -> Result<Credit> {
    let era = under_owner(paper, passed);
    let amount = paper.amount_yuan.unwrap_or(0);
    match paper.kind {
        Kind::Reannouncement => {
            return Ok(Credit::nothing("重复发布：同一签约已在首次签约时计入，项目数与金额都不再计。"));
        }
        Kind::RankUp => {
            return Ok(Credit::nothing("升格：只记为升格，项目数与金额都不增加。"));
        }
        _ if paper.strength != Strength::Contract => {
            let why = format!(
                "{}只单独列示，不计入各项率；转为合同并审核通过后，按首次签约的活动计入。",
                paper.strength.label()
            );
            return Ok(Credit::nothing(why));
        }
        Kind::Increase => {
            let Some(base) = counted_contract(era) else {
                return Err(not_counted_yet());
            };
            let event_id = base.counted.and_then(|(_, event)| event);
            return Ok(Credit {
                count: 0,
                amount_yuan: amount,
                event_id,
                counted_on: Some(on),
                why: format!("增资：金额增加{amount}元，项目数不增加，归入原合同计入的签约活动。"),
                ends: Vec::new(),
            });
        }
        Kind::First | Kind::UpgradedPaper | Kind::OwnerChange => {}
    }
    count_contract(paper, passed, on, replaces)
}

/// A contract that counts its project.
fn count_contract(paper: &Paper, passed: &[Paper], on: NaiveDate, replaces: Option<i64>) -> Result<Credit> {
    let era = under_owner(paper, passed);
    let amount = paper.amount_yuan.unwrap_or(0);
    if counted_contract(era).is_some_and(|c| Some(c.id) != replaces) {
        return Err(Error::new(Code::ResourceConflict).detail(
            "项目已有计入统计的合同，一个项目只计一次。追加投资请选“增资”，换了业主请选“更换业主”，再次宣传请选“重复发布”。",
        ));
    }
    // papers of an earlier owner, and the one signed anew, count until today
    let ends = passed
        .iter()
        .filter(|p| {
            p.counted.is_some()
                && (paper.kind == Kind::OwnerChange || !era.contains(p) || Some(p.id) == replaces)
        })
        .map(|p| p.id)
        .collect();
    let event_id = first_event(paper, era);
    let how = match paper.kind {
        Kind::OwnerChange => {
            "更换业主：按新业主的合同计1个项目，归入新业主签约的活动，原业主的签约自今日起不再计。"
        }
        _ if event_id != paper.event_id => {
            "合同审核通过：计1个项目，归入项目首次签约的活动，不归入后来签约的活动。"
        }
        Kind::UpgradedPaper => "协议转为合同并审核通过：计1个项目，归入首次签约的活动。",
        _ => "首次签约即为合同并审核通过：计1个项目，归入本次签约的活动。",
    };
    let day = format!("计入日期{on}，金额{amount}元。");
    Ok(Credit {
        count: 1,
        amount_yuan: amount,
        event_id,
        counted_on: Some(on),
        why: format!("{how}{day}"),
        ends,
    })
}

fn not_counted_yet() -> Error {
    Error::new(Code::ResourceConflict).detail(
        "项目还没有计入统计的合同，不能办理增资。请先登记合同并审核通过；合同金额有误的请走变更程序。",
    )
}

/// Everything wrong with a paper by itself.
pub fn check_paper(paper: &Paper, today: NaiveDate) -> Vec<FieldError> {
    let mut out = Vec::new();
    let mut wrong = |field: &str, code: &str, message: String| {
        out.push(FieldError { pointer: format!("/{field}"), code: code.to_owned(), message });
    };
    if paper.signed_on > today {
        wrong("signed_on", "in_future", format!("签约日期{}晚于今天，请在签约后登记。", paper.signed_on));
    } else if paper.signed_on.year() < 1949 {
        wrong("signed_on", "range", format!("签约日期{}过早，请核对年份。", paper.signed_on));
    }
    let optional = matches!(paper.strength, Strength::Intent | Strength::Framework);
    match paper.amount_yuan {
        None if !optional => {
            wrong(
                "amount_yuan",
                "required",
                format!("{}须填写金额；只有意向、框架可以不填。", paper.strength.label()),
            );
        }
        Some(0) if !optional && !matches!(paper.kind, Kind::RankUp | Kind::Reannouncement) => {
            wrong("amount_yuan", "range", format!("{}的金额应大于0，单位为元。", paper.strength.label()));
        }
        _ => {}
    }
    if paper.kind == Kind::Increase && paper.strength != Strength::Contract {
        wrong("strength", "kind", "增资以合同（补充合同）为准；只有协议的，签订合同后再登记。".to_owned());
    }
    if paper.kind == Kind::UpgradedPaper && paper.predecessor_id.is_none() {
        wrong("predecessor_id", "required", "协议转合同须指明由哪一份签约转来。".to_owned());
    }
    out
}

/// Everything that does not fit between a paper and those that passed before; asked when it is submitted and audited.
/// `repeats`: a person has said that it repeats the signing of another project.
pub fn check_against(paper: &Paper, passed: &[Paper], repeats: bool) -> Vec<FieldError> {
    let wrong = |field: &str, message: String| {
        vec![FieldError { pointer: format!("/{field}"), code: "kind".to_owned(), message }]
    };
    let era = under_owner(paper, passed);
    let predecessor = paper.predecessor_id.and_then(|id| passed.iter().find(|p| p.id == id));
    if paper.predecessor_id.is_some() && predecessor.is_none() {
        return wrong("predecessor_id", "前一份签约不是本项目审核通过的签约，请重新选择。".to_owned());
    }
    if repeats && paper.kind != Kind::Reannouncement {
        return wrong("kind", "已答复为重复签约，性质只能是“重复发布”，不再计入。".to_owned());
    }
    match paper.kind {
        Kind::First => match era.iter().filter(|p| !p.superseded).map(|p| p.strength).max() {
            Some(strongest) if strongest >= paper.strength => wrong(
                "kind",
                format!(
                    "项目已有审核通过的{}，不是首次签约。请按实际选择增资、升格、更换业主或重复发布。",
                    strongest.label()
                ),
            ),
            Some(strongest) => wrong(
                "kind",
                format!("项目已有审核通过的{}，请选择“协议转合同”并指明由哪一份转来。", strongest.label()),
            ),
            None => Vec::new(),
        },
        Kind::UpgradedPaper => match predecessor {
            Some(p) if !era.contains(p) => {
                wrong("predecessor_id", "前一份签约属于原业主，请选择新业主的签约。".to_owned())
            }
            Some(p) if p.strength >= paper.strength => wrong(
                "predecessor_id",
                format!(
                    "前一份已是{}，{}不比它更有约束力，请核对。",
                    p.strength.label(),
                    paper.strength.label()
                ),
            ),
            _ => Vec::new(),
        },
        Kind::Increase if counted_contract(era).is_none() => {
            wrong("kind", not_counted_yet().message().to_owned())
        }
        Kind::RankUp | Kind::OwnerChange if passed.is_empty() => {
            wrong("kind", format!("项目还没有审核通过的签约，不能办理{}。", paper.kind.label()))
        }
        Kind::Reannouncement if passed.is_empty() && !repeats => wrong(
            "kind",
            "项目还没有审核通过的签约，也没有答复为与别的项目重复签约，不是重复发布。".to_owned(),
        ),
        _ => Vec::new(),
    }
}

/// One side when two projects are compared for a repeated signing.
#[derive(Debug, Clone, Default)]
pub struct Signing {
    /// Ids of the investors in the library of enterprises; there a credit code belongs to one company.
    pub investor_ids: Vec<i64>,
    /// Place, in comparable form.
    pub site: Option<String>,
    /// Amounts signed.
    pub amounts: Vec<i64>,
}

/// Why two projects may be one signing; `alike` is what the comparison of names and investors said. One sign alone proves
/// nothing: it takes an alike project, or the same investor with the same site or the same amount.
pub fn repeat_reasons(a: &Signing, b: &Signing, alike: Option<&str>) -> Vec<String> {
    let investor = a.investor_ids.iter().any(|id| b.investor_ids.contains(id));
    let site = a.site.is_some() && a.site == b.site;
    let amount = a.amounts.iter().find(|amount| **amount > 0 && b.amounts.contains(amount));
    if alike.is_none() && !(investor && (site || amount.is_some())) {
        return Vec::new();
    }
    let mut out: Vec<String> = alike.map(str::to_owned).into_iter().collect();
    if investor {
        out.push("投资方是企业库中的同一家企业（统一社会信用代码相同）".to_owned());
    }
    if site {
        out.push("建设地点相同".to_owned());
    }
    if let Some(amount) = amount {
        out.push(format!("签约金额相同（{amount}元）"));
    }
    out
}

#[cfg(test)]
mod tests;
