//! 整个文件读不了时的原因；每种有固定代码，给人的话写明原因和怎么办。
use super::sheet::{MAX_COLUMNS, MAX_ROWS};

/// 文件大小上限：50 MiB。
pub const MAX_FILE_BYTES: usize = 50 * 1024 * 1024;

/// 读不了整个文件的原因。
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadError {
    /// 文件是空的
    Empty,
    /// 超过 50 MiB
    FileTooLarge,
    /// 解压后太大或压缩比离谱
    ZipBomb,
    /// 不是 xlsx、xls、csv；括号里是看出来的类型
    UnsupportedType(&'static str),
    /// 文件损坏、不完整
    BrokenFile,
    /// 设了打开密码
    Encrypted,
    /// 含有不允许的外部实体声明
    UnsafeXml,
    /// 文字编码既不是 UTF-8 也不是 GB18030
    BadEncoding,
    /// 行太多，附第一个越界的行号
    TooManyRows {
        /// 越界的行号
        row: u32,
    },
    /// 列太多，附第一个越界的格子
    TooManyColumns {
        /// 越界的格子
        cell: String,
    },
    /// 有内容的格子或合并区域太多
    TooManyCells,
    /// 没有这张表
    NoSuchSheet {
        /// 要找的表名
        name: String,
    },
    /// 表里没有内容
    EmptySheet,
    /// 认不出表头
    NoHeader,
    /// 人指定的表头或列不对
    BadChoice {
        /// 哪里不对
        what: String,
    },
}

impl ReadError {
    /// 固定代码，进接口的 `code`。
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "imports.empty_file",
            Self::FileTooLarge => "imports.file_too_large",
            Self::ZipBomb => "imports.zip_bomb",
            Self::UnsupportedType(_) => "imports.unsupported_type",
            Self::BrokenFile => "imports.broken_file",
            Self::Encrypted => "imports.encrypted",
            Self::UnsafeXml => "imports.unsafe_file",
            Self::BadEncoding => "imports.bad_encoding",
            Self::TooManyRows { .. } => "imports.too_many_rows",
            Self::TooManyColumns { .. } => "imports.too_many_columns",
            Self::TooManyCells => "imports.too_many_cells",
            Self::NoSuchSheet { .. } => "imports.no_such_sheet",
            Self::EmptySheet => "imports.empty_sheet",
            Self::NoHeader => "imports.no_header",
            Self::BadChoice { .. } => "imports.bad_choice",
        }
    }

    /// 原因。
    pub fn message(&self) -> String {
        match self {
            Self::Empty => "文件是空的".into(),
            Self::FileTooLarge => "文件超过 50 MiB".into(),
            Self::ZipBomb => "文件解压后超过 200 MiB，或压缩比超过 100 倍，为安全起见不读".into(),
            Self::UnsupportedType(found) => format!("这不是可以导入的表格（看起来是{found}）"),
            Self::BrokenFile => "文件损坏或不完整，打不开".into(),
            Self::Encrypted => "文件设了打开密码，系统读不了".into(),
            Self::UnsafeXml => "文件里有外部实体声明，正常的表格不会有，为安全起见不读".into(),
            Self::BadEncoding => "文字编码既不是 UTF-8 也不是 GB18030，读出来是乱码".into(),
            Self::TooManyRows { row } => format!("第{row}行还有内容，超过了{MAX_ROWS}行的上限"),
            Self::TooManyColumns { cell } => {
                format!("单元格{cell}有内容，超过了{MAX_COLUMNS}列（GR列）的上限")
            }
            Self::TooManyCells => "表里有内容的格子或合并区域太多".into(),
            Self::NoSuchSheet { name } => format!("文件里没有叫“{name}”的工作表"),
            Self::EmptySheet => "这张工作表里没有内容".into(),
            Self::NoHeader => "找不到表头：没有一行像“序号、项目名称……”这样的列名".into(),
            Self::BadChoice { what } => format!("指定的内容不对：{what}"),
        }
    }

    /// 怎么办。
    pub fn how_to_fix(&self) -> &'static str {
        match self {
            Self::Empty => "请确认选对了文件，重新上传",
            Self::FileTooLarge => "请删去图片、只留要导入的工作表，或拆成几个文件分别导入",
            Self::ZipBomb => "请用 WPS 或 Excel 打开，把内容复制到新工作簿后另存为 xlsx 再导入",
            Self::UnsupportedType(_) => "请用 WPS 或 Excel 打开，另存为 xlsx、xls 或 csv 再导入",
            Self::BrokenFile => "请用 WPS 或 Excel 打开看是否正常，另存一份再导入；打不开就向填报单位重新要",
            Self::Encrypted => "请打开文件，去掉密码（审阅或文件→信息→保护工作簿）后另存再导入",
            Self::UnsafeXml => "请用 WPS 或 Excel 打开，另存为 xlsx 再导入，并查一下文件的来路",
            Self::BadEncoding => "请另存为“CSV UTF-8（逗号分隔）”或 xlsx 再导入",
            Self::TooManyRows { .. } => "请删去表格下方多余的内容，或拆成几个文件分别导入",
            Self::TooManyColumns { .. } => "请看这个单元格是不是误填，删去表格右侧多余的内容再导入",
            Self::TooManyCells => "请只留要导入的工作表，或拆成几个文件分别导入",
            Self::NoSuchSheet { .. } => "请从文件的工作表名里选一张",
            Self::EmptySheet => "请选另一张工作表，或检查文件",
            Self::NoHeader => "请指定表头在第几行到第几行，或给表格补上列名",
            Self::BadChoice { .. } => "请按提示改正后再读一次",
        }
    }
}

impl std::fmt::Display for ReadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}；{}", self.message(), self.how_to_fix())
    }
}

impl std::error::Error for ReadError {}
