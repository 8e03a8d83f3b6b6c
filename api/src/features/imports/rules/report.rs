//! 预览的机读报告：命令行 `--preview --json` 打印的就是它。行号是表格自己的行号。
use super::fields::{Field, Target};
use super::issues::Severity;
use super::preview::{Preview, RowReading};
use super::rows::RowKind;
use serde_json::{Value, json};

/// 一份预览的报告。
pub fn report(preview: &Preview) -> Value {
    let target = preview.recognition.target;
    let sums = preview.sums.as_ref();
    let printed = sums.and_then(|s| s.printed_total.as_ref());
    json!({
        "rows": preview.rows.iter().map(|row| row_report(target, row)).collect::<Vec<_>>(),
        "other_rows": preview.other_rows.iter()
            .map(|row| json!({ "row": row.row, "kind": kind(row.kind) })).collect::<Vec<_>>(),
        "counts": preview.counts,
        "sums": {
            "ok_yuan": sums.map(|s| s.ok_yuan),
            "ok_plus_suspected_yuan": sums.map(|s| s.ok_plus_suspected_yuan),
            "printed_total_yuan": printed.and_then(|p| p.yuan),
            "printed_total_message": printed.map(|p| p.message.as_str()),
        },
    })
}

fn row_report(target: Target, row: &RowReading) -> Value {
    json!({
        "row": row.row,
        "status": row.status,
        "name": row.values.text(Field::name_of(target)).unwrap_or_default(),
        "investor": row.values.list(Field::Investors).join("、"),
        "total_investment_yuan": row.values.integer(Field::TotalInvestment),
        "reasons": reasons(row),
    })
}

/// 为什么是这个状态，以及值得看一眼的提醒。
fn reasons(row: &RowReading) -> Vec<String> {
    let duplicate = row.duplicate_of.as_ref().map(|of| {
        let with = match (of.row, of.library_id) {
            (Some(row), _) => format!("第{row}行"),
            (None, Some(id)) => format!("库里的{id}号"),
            (None, None) => "别的记录".to_owned(),
        };
        format!("与{with}疑似重复：{}（名称相似{}%）", of.reason.label(), of.similarity_pct)
    });
    let issues = row.issues.iter().filter(|i| i.severity >= Severity::Warning).map(|issue| {
        let cell = issue.cell.as_deref().map(|c| format!("{c}：")).unwrap_or_default();
        format!("{cell}{}；{}", issue.message, issue.how_to_fix)
    });
    duplicate.into_iter().chain(issues).collect()
}

fn kind(kind: RowKind) -> &'static str {
    match kind {
        RowKind::Record => "record",
        RowKind::Subtotal => "subtotal",
        RowKind::Total => "total",
        RowKind::Group => "group",
        RowKind::Note => "note",
        RowKind::RepeatedHeader => "header",
        RowKind::Blank => "blank",
    }
}
