//! 读代码表文件：`#` 开头是说明，其余是带表头的 CSV；错误带行号。

use super::CodesError;
use serde::de::DeserializeOwned;

/// 把文件读成行，连同从 1 开始的行号。
pub(super) fn rows<T: DeserializeOwned>(file: &str, text: &str) -> Result<Vec<(u64, T)>, CodesError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader =
        csv::ReaderBuilder::new().comment(Some(b'#')).trim(csv::Trim::All).from_reader(text.as_bytes());
    let headers = reader.headers().map_err(|e| malformed(file, 0, e.to_string()))?.clone();
    let mut out = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|e| {
            let line = e.position().map_or(0, csv::Position::line);
            malformed(file, line, "列数与表头不一致或编码不是 UTF-8".to_string())
        })?;
        let line = record.position().map_or(0, csv::Position::line);
        let row = record.deserialize(Some(&headers)).map_err(|e| malformed(file, line, e.to_string()))?;
        out.push((line, row));
    }
    if out.is_empty() {
        return Err(malformed(file, 0, "文件里没有任何数据行".to_string()));
    }
    Ok(out)
}

/// 一条带行号的格式错误。
pub(super) fn malformed(file: &str, line: u64, reason: impl Into<String>) -> CodesError {
    CodesError::Malformed { file: file.to_string(), line, reason: reason.into() }
}
