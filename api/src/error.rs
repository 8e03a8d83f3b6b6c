//! One error type and one code table for the whole product; on the wire `application/problem+json` (RFC 9457).

mod english;

use crate::db::Retryable;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError};
use diesel::result::{DatabaseErrorKind, Error as DbError};
use serde::Serialize;
use serde_json::Value;

/// Result of everything a room does.
pub type Result<T, E = Error> = std::result::Result<T, E>;

macro_rules! codes {
    ($($variant:ident = $code:literal, $status:literal, $zh:literal, $en:literal;)*) => {
        /// Every error code the product can answer with. Codes are never reused for another meaning.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Code { $(#[doc = $zh] $variant),* }

        impl Code {
            /// All codes, for the documentation.
            pub const ALL: &'static [Code] = &[$(Code::$variant),*];
            /// The stable code.
            pub const fn code(self) -> &'static str { match self { $(Code::$variant => $code),* } }
            /// HTTP status.
            pub const fn status(self) -> u16 { match self { $(Code::$variant => $status),* } }
            /// Chinese title.
            pub const fn title_zh(self) -> &'static str { match self { $(Code::$variant => $zh),* } }
            /// English title.
            pub const fn title_en(self) -> &'static str { match self { $(Code::$variant => $en),* } }
        }
    };
}

codes! {
    RequestMalformed = "request.malformed", 400, "请求无法读懂", "Malformed request";
    RequestInvalidCursor = "request.invalid_cursor", 422, "游标无效", "Invalid cursor";
    RequestTimeout = "request.timeout", 408, "请求超时", "Request timed out";
    RequestTooLarge = "request.too_large", 413, "内容过大", "Content too large";
    RequestUnsupportedType = "request.unsupported_type", 415, "内容类型不支持", "Unsupported media type";
    RequestNotAcceptable = "request.not_acceptable", 406, "无法按要求的格式回答", "Not acceptable";
    RequestInvalid = "request.invalid", 422, "填写有误", "Invalid input";
    RequestMethodNotAllowed = "request.method_not_allowed", 405, "不支持这种请求方法", "Method not allowed";
    RequestRateLimited = "request.rate_limited", 429, "请求过于频繁", "Too many requests";
    ResourceNotFound = "resource.not_found", 404, "没有找到", "Not found";
    ResourceConflict = "resource.conflict", 409, "与现有数据冲突", "Conflict";
    ResourceStale = "resource.stale", 412, "数据已被他人修改", "Stale version";
    ResourceVersionRequired = "resource.version_required", 428, "缺少版本号", "Version required";
    IdempotencyReused = "idempotency.key_reused", 422, "幂等键已用于别的内容", "Idempotency key reused";
    IdempotencyRunning = "idempotency.still_running", 409, "同一请求正在处理", "Same request still running";
    IdempotencyRequired = "idempotency.key_required", 400, "缺少幂等键", "Idempotency key required";
    AuthRequired = "auth.required", 401, "请先登录", "Authentication required";
    AuthInvalid = "auth.invalid", 401, "登录凭证无效", "Invalid credentials";
    AuthExpired = "auth.expired", 401, "登录已过期", "Credentials expired";
    AuthFailed = "auth.failed", 401, "用户名或口令不正确", "Login failed";
    AuthPasswordExpired = "auth.password_expired", 401, "一次性口令已过期", "One-time password expired";
    AuthLocked = "auth.locked", 429, "登录暂时受限", "Login temporarily locked";
    AuthPasswordChangeRequired = "auth.password_change_required", 403, "请先修改口令", "Password change required";
    AuthWeakPassword = "auth.weak_password", 422, "口令不符合要求", "Weak password";
    AuthOrigin = "auth.foreign_origin", 403, "来源不被允许", "Foreign origin";
    AuthScope = "auth.scope_missing", 403, "令牌没有这项权限", "Scope missing";
    PolicyForbidden = "policy.forbidden", 403, "没有这项权限", "Forbidden";
    PolicySelfAudit = "policy.self_audit", 403, "不能审核自己提交的内容", "Own submission";
    UnitInUse = "unit.in_use", 409, "单位仍在使用", "Unit in use";
    UserRoleConflict = "user.role_conflict", 422, "角色互斥", "Roles exclude each other";
    UserHandoverRequired = "user.handover_required", 409, "须先移交工作", "Handover required";
    CalendarUndecreed = "calendar.year_undecreed", 422, "该年度放假安排尚未公布", "Holidays not decreed";
    FileTypeRefused = "file.type_refused", 422, "文件类型不允许", "File type refused";
    FileTooLarge = "file.too_large", 413, "文件过大", "File too large";
    FileImmutable = "file.immutable", 409, "已审核的凭据不可改动", "Audited evidence is immutable";
    EnterpriseCreditCodeTaken = "enterprise.credit_code_taken", 409, "统一社会信用代码已登记", "Credit code taken";
    EnterpriseDuplicate = "enterprise.duplicate_suspected", 409, "疑似重复企业", "Possible duplicate";
    EnterpriseMerged = "enterprise.merged", 409, "企业已被合并", "Enterprise was merged";
    EnterpriseWithdrawn = "enterprise.withdrawn", 409, "企业已作废", "Enterprise was withdrawn";
    EnterpriseInUse = "enterprise.in_use", 409, "企业仍被引用", "Enterprise in use";
    ProjectDuplicate = "project.duplicate_suspected", 409, "疑似重复项目", "Possible duplicate";
    ProjectPhasesSum = "project.phases_do_not_sum", 422, "分期金额与总投资不符", "Phases do not sum up";
    ProjectEnded = "project.ended", 409, "项目已结束", "Project has ended";
    ProjectFactLocked = "project.fact_locked", 409, "已审核的内容须办理变更", "Audited fact is locked";
    ProjectCountChanged = "project.count_changed", 409, "符合条件的项目数有变", "Number of matching projects changed";
    ProjectBatchRefused = "project.batch_refused", 409, "有项目不能这样办理", "Some projects cannot be changed so";
    FundsProofMissing = "project.funds_proof_missing", 422, "缺少到位凭证", "Proof of funds missing";
    FundsExceedContract = "project.funds_exceed_contract", 422, "到位资金超过合同额", "Funds exceed contract";
    LifecycleGateUnmet = "lifecycle.gate_unmet", 422, "门槛未满足", "Gate unmet";
    LifecycleNotPossible = "lifecycle.not_possible", 409, "当前状态不能这样办理", "Not possible now";
    ReportState = "report.wrong_state", 409, "月报当前不能这样办理", "Report not in that state";
    ReportFrozen = "report.frozen", 409, "月份已封存", "Month is frozen";
    ReportNotDue = "report.not_due", 409, "这个月不必填报", "No report due";
    ReportSuspicious = "report.suspicious", 422, "数字异常，请核对", "Figures look wrong";
    ReportBatchRefused = "report.batch_refused", 409, "有月报不能这样办理", "Some reports cannot be handled so";
    ReportUnaudited = "report.unaudited", 409, "还有月报没有审核", "Reports await audit";
    ReportDue = "report.still_open", 409, "还没有到截止时间", "Still open";
    MilestoneState = "milestone.wrong_state", 409, "里程碑当前不能这样办理", "Milestone not in that state";
    PauseState = "pause.wrong_state", 409, "暂停当前不能这样办理", "Pause not in that state";
    AssignmentTaken = "assignment.taken", 409, "这个角色已有人担任", "Role is held already";
    AssignmentRequired = "assignment.required", 409, "现阶段必须有人担任", "Role must stay held";
    ClaimState = "claim.wrong_state", 409, "首报首谈当前不能这样办理", "Claim not in that state";
    ClaimHeld = "claim.held", 409, "另有单位持有首谈保护", "Held by another unit";
    ClaimDisputed = "claim.disputed", 409, "有异议待裁定", "Dispute awaits a ruling";
    ClaimTooLate = "claim.too_late", 409, "已过规定期限", "Too late";
    ShareSum = "share.does_not_sum", 422, "分成合计不是百分之百", "Shares do not sum up";
    SignatureRepeat = "signature.repeat_suspected", 409, "疑似重复签约", "Repeated signing suspected";
    TripState = "trip.wrong_state", 409, "行程当前不能这样办理", "Trip not in that state";
    TripIncomplete = "trip.incomplete", 422, "行程尚有缺项", "Trip incomplete";
    ReceptionState = "reception.wrong_state", 409, "接待当前不能这样办理", "Reception not in that state";
    TalkState = "talk.wrong_state", 409, "洽谈记录当前不能这样办理", "Talk not in that state";
    ServiceState = "service.wrong_state", 409, "服务事项当前不能这样办理", "Service matter not in that state";
    LinkSpent = "confirmation.link_spent", 410, "确认链接已失效", "Confirmation link no longer valid";
    SlipState = "slip.wrong_state", 409, "督办单当前不能这样办理", "Slip not in that state";
    MessageState = "message.wrong_state", 409, "消息当前不能重发", "Message not in that state";
    RulesetInvalid = "ruleset.invalid", 422, "规则内容有误", "Invalid rule set";
    ImportUnreadable = "imports.unreadable", 422, "文件无法导入", "Unreadable file";
    ImportState = "imports.wrong_state", 409, "导入批次当前不能这样办理", "Import not in that state";
    ImportChanged = "imports.changed_since", 409, "导入后的数据已被修改", "Changed since import";
    ExportState = "export.not_ready", 409, "导出还没有可下载的文件", "Export not ready";
    ExportExpired = "export.expired", 410, "导出的文件已过期", "Export expired";
    ExportTooMany = "export.too_many_running", 429, "正在进行的导出过多", "Too many exports running";
    ExportTooLarge = "export.too_large", 422, "清单太大", "List too large";
    JobState = "job.wrong_state", 409, "任务当前不能这样办理", "Job not in that state";
    ServerBusy = "server.busy", 503, "系统繁忙", "Busy";
    ServerDatabase = "server.database_unavailable", 503, "数据库暂时不可用", "Database unavailable";
    ServerReadOnly = "server.storage_failed", 503, "数据无法写入", "Storage failed";
    ServerInternal = "server.internal", 500, "系统内部错误", "Internal error";
    ExportIncomplete = "export.incomplete", 500, "导出行数不符", "Rows missing from export";
}

/// One wrong field.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct FieldError {
    /// JSON 指针，指向有误的字段
    #[schema(example = "/signed_on")]
    pub pointer: String,
    /// 错误种类
    #[schema(example = "required")]
    pub code: String,
    /// 原因与怎么办
    #[schema(example = "请填写签约日期。")]
    pub message: String,
}

/// One thing that stands in the way of an action, and its repair.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, serde::Deserialize, utoipa::ToSchema)]
pub struct Blocking {
    /// 缺项种类
    #[schema(example = "evidence.missing")]
    pub code: String,
    /// 涉及的字段或凭据
    #[schema(example = "evidence.contract")]
    pub field: String,
    /// 缺什么
    #[schema(example = "缺少投资合同")]
    pub message: String,
    /// 怎么补
    #[schema(example = "上传合同扫描件并由牵头单位审核")]
    pub how_to_fix: String,
}

/// The body of every error answer (RFC 9457).
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct Problem {
    /// 错误种类的地址，末段即错误码
    #[schema(example = "https://chengfeng.invalid/problems/lifecycle.gate_unmet")]
    pub r#type: String,
    /// 简短标题
    #[schema(example = "门槛未满足")]
    pub title: String,
    /// HTTP 状态码
    #[schema(example = 422)]
    pub status: u16,
    /// 稳定的错误码
    #[schema(example = "lifecycle.gate_unmet")]
    pub code: String,
    /// 原因与怎么办
    #[schema(example = "签约还缺2项")]
    pub detail: String,
    /// 请求编号，报障时请提供
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    /// 逐字段的错误
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
    /// 办理前还缺的条件
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub blocking: Vec<Blocking>,
    /// 版本冲突时的最新内容
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    pub current: Option<Value>,
}

/// Why something was refused or failed.
#[derive(Debug, Clone)]
pub struct Error(Box<Inner>);

#[derive(Debug, Clone)]
struct Inner {
    code: Code,
    detail: Option<String>,
    errors: Vec<FieldError>,
    blocking: Vec<Blocking>,
    current: Option<Value>,
    headers: Vec<(&'static str, String)>,
    retryable: bool,
    // for the log only, never sent
    cause: Option<String>,
}

impl Error {
    /// An error of this code with the table's own words.
    pub fn new(code: Code) -> Self {
        Self(Box::new(Inner {
            code,
            detail: None,
            errors: Vec::new(),
            blocking: Vec::new(),
            current: None,
            headers: Vec::new(),
            retryable: false,
            cause: None,
        }))
    }

    /// Reason and remedy in Chinese.
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.0.detail = Some(detail.into());
        self
    }

    /// Adds wrong fields.
    pub fn with_errors(mut self, errors: Vec<FieldError>) -> Self {
        self.0.errors.extend(errors);
        self
    }

    /// Adds what stands in the way.
    pub fn with_blocking(mut self, blocking: Vec<Blocking>) -> Self {
        self.0.blocking.extend(blocking);
        self
    }

    /// The present state of a resource that was changed by somebody else.
    pub fn with_current(mut self, current: Value) -> Self {
        self.0.current = Some(current);
        self
    }

    /// A header of the answer.
    pub fn with_header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.0.headers.push((name, value.into()));
        self
    }

    /// What happened inside, for the log only.
    pub fn caused_by(mut self, cause: impl std::fmt::Display) -> Self {
        self.0.cause = Some(cause.to_string());
        self
    }

    /// 422 with one wrong field; `pointer` is a JSON pointer.
    pub fn field(pointer: impl Into<String>, code: &str, message: impl Into<String>) -> Self {
        let error = FieldError { pointer: pointer.into(), code: code.to_owned(), message: message.into() };
        Self::invalid(vec![error])
    }

    /// 422 with all wrong fields.
    pub fn invalid(errors: Vec<FieldError>) -> Self {
        let detail = match errors.as_slice() {
            [one] => one.message.clone(),
            many => format!("有{}处填写有误，请逐项改正后再提交。", many.len()),
        };
        Self::new(Code::RequestInvalid).detail(detail).with_errors(errors)
    }

    /// Adds what is wrong with a field to what is wrong already, so that all of it is told at once.
    ///
    /// # Errors
    /// Anything but wrong fields.
    pub fn gather<T>(wrong: &mut Vec<FieldError>, outcome: Result<T>) -> Result<Option<T>> {
        match outcome {
            Ok(value) => Ok(Some(value)),
            Err(e) if e.code() == Code::RequestInvalid => {
                wrong.extend(e.errors().iter().cloned());
                Ok(None)
            }
            Err(e) => Err(e),
        }
    }

    /// 404, the same for what does not exist and what the caller may not see.
    pub fn not_found() -> Self {
        Self::new(Code::ResourceNotFound)
            .detail("没有这条记录，或您无权查看。请核对编号，或向管理员确认查看范围。")
    }

    /// The row was changed between reading and writing it in one transaction (`UPDATE … WHERE version = old` met
    /// nothing). The unit of work is run again, and its `If-Match` check then answers 412 with the current state.
    pub fn changed_meanwhile() -> Self {
        let mut error = Self::new(Code::ResourceStale).detail("这条记录刚被别人修改，请重新读取后再提交。");
        error.0.retryable = true;
        error
    }

    /// 500 whose cause goes to the log only.
    pub fn internal(cause: impl std::fmt::Display) -> Self {
        Self::new(Code::ServerInternal).caused_by(cause)
    }

    /// 503: no connection to be had in time.
    pub fn database_unavailable(cause: &dyn std::fmt::Display) -> Self {
        Self::new(Code::ServerDatabase)
            .detail("暂时连不上数据库，您的操作没有生效。请稍候重试；若持续出现，请联系系统管理员。")
            .with_header("Retry-After", "2")
            .caused_by(cause)
    }

    /// 503: the connection broke under the work; when it broke at the very end, the change may have been kept.
    fn connection_lost(cause: &dyn std::fmt::Display) -> Self {
        Self::database_unavailable(cause).detail(
            "与数据库的连接中断，您的操作可能没有生效。请用同一个 Idempotency-Key 重试，或稍候刷新核对。",
        )
    }

    /// The code.
    pub fn code(&self) -> Code {
        self.0.code
    }

    /// Wrong fields named so far.
    pub fn errors(&self) -> &[FieldError] {
        &self.0.errors
    }

    /// What stands in the way.
    pub fn blocking(&self) -> &[Blocking] {
        &self.0.blocking
    }

    /// The cause for the log.
    pub fn cause(&self) -> Option<&str> {
        self.0.cause.as_deref()
    }

    /// Reason and remedy, or the title where nothing more is known.
    pub fn message(&self) -> &str {
        self.0.detail.as_deref().unwrap_or(self.0.code.title_zh())
    }

    /// The wire body.
    pub fn problem(&self, request_id: Option<String>, english: bool) -> Problem {
        let inner = &self.0;
        let code = inner.code;
        let title = if english { code.title_en() } else { code.title_zh() };
        let detail = match (&inner.detail, english) {
            (Some(detail), false) => detail.clone(),
            (None, false) => format!("{title}。请检查后重试；若持续出现，请联系系统管理员。"),
            // details are written for clerks; other readers get the title and the stable code
            (_, true) => format!("{title} ({}).", code.code()),
        };
        Problem {
            r#type: format!("https://chengfeng.invalid/problems/{}", code.code()),
            title: title.to_owned(),
            status: code.status(),
            code: code.code().to_owned(),
            detail,
            request_id,
            errors: if english {
                inner.errors.iter().map(english::field).collect()
            } else {
                inner.errors.clone()
            },
            blocking: if english {
                inner.blocking.iter().map(english::blocking).collect()
            } else {
                inner.blocking.clone()
            },
            current: inner.current.clone(),
        }
    }

    /// The answer for one request.
    pub fn response(&self, request_id: Option<String>, english: bool) -> HttpResponse {
        let mut response = HttpResponse::build(self.status_code());
        for (name, value) in &self.0.headers {
            response.insert_header((*name, value.as_str()));
        }
        if self.0.code.status() == 401 {
            response.insert_header(("WWW-Authenticate", "Bearer realm=\"chengfeng\""));
        }
        response
            .content_type("application/problem+json")
            .body(serde_json::to_vec(&self.problem(request_id, english)).unwrap_or_default())
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.0.code.code(), self.message())?;
        self.0.errors.iter().try_for_each(|e| write!(f, " [{} {}]", e.pointer, e.message))?;
        self.0.blocking.iter().try_for_each(|b| write!(f, " [{} {}]", b.field, b.message))
    }
}
impl std::error::Error for Error {}

impl ResponseError for Error {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.0.code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
    fn error_response(&self) -> HttpResponse {
        self.response(None, false)
    }
}

impl From<DbError> for Error {
    fn from(error: DbError) -> Self {
        let retryable = error.retryable();
        let mut mapped = match &error {
            DbError::NotFound => Self::not_found(),
            DbError::DatabaseError(DatabaseErrorKind::UniqueViolation, _) => {
                Self::new(Code::ResourceConflict).detail("相同的记录已存在。请刷新后查看，不要重复登记。")
            }
            DbError::DatabaseError(DatabaseErrorKind::ForeignKeyViolation, _) => {
                Self::new(Code::ResourceConflict).detail("引用的记录不存在或仍被引用。请刷新后重选。")
            }
            DbError::DatabaseError(DatabaseErrorKind::ClosedConnection, _) => Self::connection_lost(&error),
            DbError::DatabaseError(_, info) => database_failure(info.message(), retryable),
            DbError::BrokenTransactionManager => Self::connection_lost(&error),
            _ => Self::internal(&error),
        };
        mapped.0.retryable = retryable;
        mapped.caused_by(error)
    }
}

fn database_failure(message: &str, retryable: bool) -> Error {
    let lost = [
        "server closed the connection",
        "no connection to the server",
        "terminating connection",
        "could not connect",
        "connection not open",
        "the database system is",
    ];
    if retryable {
        Error::new(Code::ServerBusy)
            .detail("此刻写入的人太多，您的操作没有生效。请稍候重试。")
            .with_header("Retry-After", "1")
    } else if lost.iter().any(|l| message.contains(l)) {
        Error::connection_lost(&message)
    } else if [
        "disk is full",
        "readonly database",
        "read-only transaction",
        "disk I/O error",
        "No space left",
        "could not extend file",
        // the same from a PostgreSQL that speaks Chinese
        "无法扩展文件",
        "设备上没有空间",
        "只读事务",
    ]
    .iter()
    .any(|l| message.contains(l))
    {
        Error::new(Code::ServerReadOnly)
            .detail(
                "数据写不进磁盘（空间已满或只读），您的操作没有生效，已有数据未受影响。请联系系统管理员。",
            )
            .with_header("Retry-After", "30")
    } else {
        Error::internal(message)
    }
}

impl Retryable for Error {
    fn retryable(&self) -> bool {
        self.0.retryable
    }
}

/// Is this database error a broken uniqueness? Rooms turn it into a code of their own.
pub fn is_unique_violation(error: &DbError) -> bool {
    matches!(error, DbError::DatabaseError(DatabaseErrorKind::UniqueViolation, _))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn codes_are_unique_and_statuses_are_errors() {
        let all: HashSet<_> = Code::ALL.iter().map(|c| c.code()).collect();
        assert_eq!(all.len(), Code::ALL.len());
        assert!(Code::ALL.iter().all(|c| (400..600).contains(&c.status())));
    }

    #[test]
    fn a_5xx_says_nothing_of_the_inside() {
        let error = Error::internal("secret path");
        let body = serde_json::to_string(&error.problem(None, false)).expect("serializable");
        assert!(!body.contains("secret path"));
    }

    #[test]
    fn what_stands_in_the_way_is_said_in_english_too() {
        let (code, field) = ("evidence.missing".to_owned(), "evidence.contract".to_owned());
        let item = Blocking {
            code,
            field,
            message: "缺少投资合同".to_owned(),
            how_to_fix: "上传合同扫描件".to_owned(),
        };
        let problem = Error::new(Code::RequestInvalid).with_blocking(vec![item]).problem(None, true);
        assert_eq!(problem.blocking[0].message, "Still in the way: evidence.contract (evidence.missing).");
        assert!(problem.blocking[0].how_to_fix.is_ascii());
    }

    #[test]
    fn a_field_without_a_sentence_of_its_own_is_named_by_its_code() {
        let problem = Error::field("/days", "not_weekend", "这天不是周末").problem(None, true);
        assert_eq!(problem.errors[0].message, "The value was refused: not_weekend.");
    }
}
