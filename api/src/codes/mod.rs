//! 代码与代码表：统一社会信用代码、项目代码、行政区划、行业分类、法定节假日。
//!
//! 纯计算，不连数据库（`api` 是它的接口）。代码表随程序编译进来，也可以在数据目录的 `codes/` 下放同名文件替换
//! （`divisions.csv`、`industries.csv`、`holidays.csv`，格式见各文件开头的说明），重启即生效，不必重新编译。
//! 测试在各文件末尾。

pub mod api;
pub mod credit_code;
pub mod divisions;
pub mod holidays;
pub mod industries;
pub mod project_code;
pub mod provinces;
mod table;

use std::path::{Path, PathBuf};

/// 读取代码表时的错误：文件、行号、原因、怎么办。
#[derive(Debug, thiserror::Error)]
pub enum CodesError {
    /// 文件存在但读不出来。
    #[error("代码表 {path} 无法读取：{reason}。请检查文件权限，或删去该文件改用内置的代码表。")]
    Unreadable {
        /// 文件路径。
        path: PathBuf,
        /// 操作系统给出的原因。
        reason: String,
    },
    /// 内容不合格式。
    #[error(
        "代码表 {file} 第 {line} 行有误：{reason}。请按文件开头的说明改正，或删去该文件改用内置的代码表。"
    )]
    Malformed {
        /// 文件名。
        file: String,
        /// 从 1 开始的行号；0 表示整个文件。
        line: u64,
        /// 具体原因。
        reason: String,
    },
    /// 已经有人用过代码表，此时替换会前后不一致。
    #[error("代码表 {file} 已在使用，不能再替换。请在服务启动之初、查询之前读取代码表。")]
    AlreadyInUse {
        /// 文件名。
        file: String,
    },
}

/// 服务启动之初调用一次：`folder` 是数据目录下的 `codes/`，其中存在的文件替换内置的代码表。
///
/// 返回被替换的文件名，供启动日志说明。`None` 或空目录则全部使用内置的代码表。
/// 三个文件都检查通过才会启用，不会只换一半；已经有人查询过就拒绝替换。
pub fn load(folder: Option<&Path>) -> Result<Vec<&'static str>, CodesError> {
    let read = |file: &'static str| -> Result<Option<String>, CodesError> {
        let Some(path) = folder.map(|f| f.join(file)).filter(|p| p.exists()) else { return Ok(None) };
        std::fs::read_to_string(&path)
            .map(Some)
            .map_err(|e| CodesError::Unreadable { path, reason: e.to_string() })
    };
    let divisions = read(divisions::FILE)?.map(|t| divisions::Divisions::parse(&t)).transpose()?;
    let industries = read(industries::FILE)?.map(|t| industries::Industries::parse(&t)).transpose()?;
    let holidays = read(holidays::FILE)?.map(|t| holidays::parse(&t)).transpose()?;
    let in_use = [
        (divisions.is_some() && divisions::in_use(), divisions::FILE),
        (industries.is_some() && industries::in_use(), industries::FILE),
        (holidays.is_some() && holidays::in_use(), holidays::FILE),
    ];
    if let Some((_, file)) = in_use.iter().find(|(used, _)| *used) {
        return Err(CodesError::AlreadyInUse { file: (*file).into() });
    }
    let mut replaced = Vec::new();
    if let Some(table) = divisions {
        divisions::replace(table)?;
        replaced.push(divisions::FILE);
    }
    if let Some(table) = industries {
        industries::replace(table)?;
        replaced.push(industries::FILE);
    }
    if let Some(days) = holidays {
        holidays::replace(days)?;
        replaced.push(holidays::FILE);
    }
    Ok(replaced)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_folder_and_empty_folder_keep_the_built_in_tables() {
        assert!(load(None).expect("built-in").is_empty());
        let folder = tempfile::tempdir().expect("temporary folder");
        assert!(load(Some(folder.path())).expect("empty folder").is_empty());
    }

    /// 代码表是进程级的，所以替换放在子进程里试，免得影响别的测试。
    #[test]
    fn files_in_the_folder_replace_the_built_in_tables() {
        let folder = tempfile::tempdir().expect("temporary folder");
        let write = |file: &str, text: &str| std::fs::write(folder.path().join(file), text).expect("write");
        write(
            divisions::FILE,
            "\u{feff}# 说明\ncode,name,kind\n620000,甘肃省,standard\n629900,新设市,standard\n",
        );
        write(holidays::FILE, "year,date,kind,name,source\n2027,2027-01-01,off,元旦,测试用\n");
        let child = std::process::Command::new(std::env::current_exe().expect("this test"))
            .args(["--exact", "codes::tests::child_with_replaced_tables"])
            .env("CODES_FOLDER", folder.path())
            .output()
            .expect("run the child");
        assert!(child.status.success(), "{}", String::from_utf8_lossy(&child.stdout));
    }

    #[test]
    fn child_with_replaced_tables() {
        // 由上一个测试在子进程里带着变量启动；平时没有这个变量，不该动本进程的代码表
        let Some(folder) = std::env::var_os("CODES_FOLDER").map(PathBuf::from) else { return };
        assert_eq!(load(Some(&folder)).expect("both files are good"), [divisions::FILE, holidays::FILE]);
        assert_eq!(divisions::divisions().by_name("新设", None).len(), 1);
        assert_eq!(divisions::divisions().all().len(), 2);
        assert_eq!(industries::industries().divisions().len(), 97, "not replaced");
        assert!(holidays::decreed_days().iter().all(|d| d.year == 2027), "the built-in years are gone");
        assert!(matches!(load(Some(&folder)), Err(CodesError::AlreadyInUse { .. })), "only once, before use");
    }

    #[test]
    fn a_broken_file_is_refused_with_its_line() {
        let folder = tempfile::tempdir().expect("temporary folder");
        std::fs::write(
            folder.path().join("industries.csv"),
            "# 说明\ncode,section,name,sector\nC,C,制造业,9\n",
        )
        .expect("write");
        let error = load(Some(folder.path())).expect_err("sector 9 does not exist");
        assert!(error.to_string().contains("industries.csv 第 3 行"), "{error}");
    }
}
