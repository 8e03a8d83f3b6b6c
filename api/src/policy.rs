//! Who may do what: one table. Roles are named here and nowhere else.
//!
//! A handler asks [`require`] with the relation of the caller to the thing; a view carries `can` from [`permitted`],
//! the same function. Which rows a caller sees at all is a query filter built from [`Visible`].
//! Tests: `tests/conformance/policy_matrix.rs` walks every operation with every actor.

use crate::auth::Caller;
use crate::error::{Code, Error, Result};
use crate::text_enum;

text_enum! {
    /// Role of a person. The three administrators exclude each other and the business roles.
    Role {
        SystemAdmin = "system_admin" / "系统管理员",
        SecurityAdmin = "security_admin" / "安全管理员",
        AuditAdmin = "audit_admin" / "审计管理员",
        Bureau = "bureau" / "招商局",
        Clerk = "clerk" / "经办人",
        Leader = "leader" / "领导",
        Partner = "partner" / "合作企业（仅用于接口令牌）",
    }
}

impl Role {
    /// One of the three administrators, who see no business data.
    pub fn is_admin(self) -> bool {
        matches!(self, Role::SystemAdmin | Role::SecurityAdmin | Role::AuditAdmin)
    }

    /// May a person hold exactly these roles together? Administrators stand alone; `partner` is for tokens only.
    ///
    /// # Errors
    /// `user.role_conflict` naming the clash.
    pub fn check_set(roles: &[Role]) -> Result<()> {
        let admins = roles.iter().filter(|r| r.is_admin()).count();
        let problem = if roles.is_empty() {
            "至少选择一个角色。"
        } else if roles.contains(&Role::Partner) {
            "“合作企业”只用于接口令牌，不能授予个人。请改选其他角色。"
        } else if admins > 1 || (admins == 1 && roles.len() > 1) {
            "系统、安全、审计三种管理员互斥，也不能兼任业务角色（三员分立）。请只保留一种，或另建账号。"
        } else {
            return Ok(());
        };
        Err(Error::new(Code::UserRoleConflict).detail(problem))
    }
}

/// How the caller must stand to the thing acted upon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// Any thing the caller can see.
    Any,
    /// Things of the caller's unit or one below it.
    OwnUnit,
    /// Projects that the caller serves as commissioner or liaison, or in place of one.
    Assigned,
    /// Things in which the caller's enterprise is a party.
    Party,
    /// The caller's own account, session, token, job.
    Own,
}

/// The caller's actual relations to one thing; what a room says when it asks.
#[derive(Debug, Clone, Copy, Default)]
pub struct Relations {
    /// The thing belongs to the caller's unit or one below it.
    pub own_unit: bool,
    /// The caller serves the project as its commissioner or liaison.
    pub assigned: bool,
    /// The caller's enterprise is a party.
    pub party: bool,
    /// The thing is the caller's own.
    pub own: bool,
}

impl Relations {
    /// Every relation at once: may he do it at all?
    pub const ANY: Self = Self { own_unit: true, assigned: true, party: true, own: true };
}

macro_rules! actions {
    ($($variant:ident = $code:literal, $scope:expr, [$($role:ident: $relation:ident),*], $label:literal;)*) => {
        /// Everything that can be done, one row each.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Action { $(#[doc = $label] $variant),* }

        impl Action {
            /// All rows of the table.
            pub const ALL: &'static [Action] = &[$(Action::$variant),*];
            /// The code used in `can` and in the OpenAPI document.
            pub const fn code(self) -> &'static str { match self { $(Action::$variant => $code),* } }
            /// What it means, in Chinese.
            pub const fn label(self) -> &'static str { match self { $(Action::$variant => $label),* } }
            /// Scope an API token needs; `None` = not open to tokens.
            pub const fn scope(self) -> Option<&'static str> { match self { $(Action::$variant => $scope),* } }
            /// Who may, and standing in which relation.
            pub const fn grants(self) -> &'static [(Role, Relation)] {
                match self { $(Action::$variant => &[$((Role::$role, Relation::$relation)),*]),* }
            }
        }
    };
}

actions! {
    // people
    MeRead = "me.read", Some("me:read"), [SystemAdmin: Any, SecurityAdmin: Any, AuditAdmin: Any, Bureau: Any, Clerk: Any, Leader: Any, Partner: Any], "查看本人信息";
    SessionManage = "session.manage", None, [SystemAdmin: Own, SecurityAdmin: Any, AuditAdmin: Own, Bureau: Own, Clerk: Own, Leader: Own], "管理登录会话";
    PasswordChange = "password.change", None, [SystemAdmin: Own, SecurityAdmin: Own, AuditAdmin: Own, Bureau: Own, Clerk: Own, Leader: Own], "修改本人口令";
    UnitRead = "unit.read", Some("units:read"), [SystemAdmin: Any, SecurityAdmin: Any, AuditAdmin: Any, Bureau: Any, Clerk: Any, Leader: Any], "查看单位";
    UnitEdit = "unit.edit", None, [SystemAdmin: Any], "维护单位";
    UserRead = "user.read", None, [SystemAdmin: Any, SecurityAdmin: Any, AuditAdmin: Any, Bureau: Any, Clerk: Any, Leader: Any], "查看人员";
    UserPhone = "user.phone", None, [SystemAdmin: Any, Bureau: Any, Leader: Any, Clerk: OwnUnit], "查看人员电话";
    UserEdit = "user.edit", None, [SystemAdmin: Any], "维护人员账号";
    UserReset = "user.reset", None, [SystemAdmin: Any], "重置口令";
    UserDeactivate = "user.deactivate", None, [SystemAdmin: Any], "停用人员";
    UserReactivate = "user.reactivate", None, [SystemAdmin: Any], "恢复人员";
    UserUnlock = "user.unlock", None, [SecurityAdmin: Any], "解锁账号";
    UserRoles = "user.roles", None, [SecurityAdmin: Any], "授予角色";
    TokenRead = "token.read", None, [SecurityAdmin: Any, Bureau: Any], "查看接口令牌";
    TokenEdit = "token.edit", None, [SecurityAdmin: Any, Bureau: Own], "签发与吊销接口令牌";
    // calendar, rules, settings
    CalendarRead = "calendar.read", Some("calendar:read"), [SystemAdmin: Any, SecurityAdmin: Any, AuditAdmin: Any, Bureau: Any, Clerk: Any, Leader: Any, Partner: Any], "查看工作日历";
    CalendarEdit = "calendar.edit", None, [SystemAdmin: Any, Bureau: Any], "维护节假日与调休";
    CodesRead = "codes.read", Some("codes:read"), [SystemAdmin: Any, SecurityAdmin: Any, AuditAdmin: Any, Bureau: Any, Clerk: Any, Leader: Any, Partner: Any], "查看代码表";
    RulesetRead = "ruleset.read", Some("rulesets:read"), [SystemAdmin: Any, AuditAdmin: Any, Bureau: Any, Clerk: Any, Leader: Any], "查看规则";
    RulesetEdit = "ruleset.edit", None, [Bureau: Any], "修改规则";
    // journal, jobs
    JournalRead = "journal.read", None, [AuditAdmin: Any], "查看审计日志";
    ChangesRead = "changes.read", Some("changes:read"), [Bureau: Any, Clerk: Any, Leader: Any, Partner: Any], "读取变更记录";
    JobRead = "job.read", Some("jobs:read"), [SystemAdmin: Own, AuditAdmin: Own, Bureau: Own, Clerk: Own, Leader: Own, Partner: Own], "查看后台任务";
    JobCancel = "job.cancel", Some("jobs:write"), [SystemAdmin: Own, AuditAdmin: Own, Bureau: Own, Clerk: Own, Leader: Own, Partner: Own], "取消后台任务";
    // files
    FileRead = "file.read", Some("files:read"), [Bureau: Any, Clerk: Any, Leader: Any, Partner: Party], "下载附件";
    FileUpload = "file.upload", Some("files:write"), [Bureau: Any, Clerk: Any, Leader: Any, Partner: Any], "上传附件";
    // enterprises
    EnterpriseRead = "enterprise.read", Some("enterprises:read"), [Bureau: Any, Clerk: Any, Leader: Any, Partner: Party], "查看企业";
    EnterpriseCreate = "enterprise.create", Some("enterprises:write"), [Bureau: Any, Clerk: Any], "登记企业";
    EnterpriseEdit = "enterprise.edit", Some("enterprises:write"), [Bureau: Any, Clerk: OwnUnit], "修改企业";
    EnterpriseWithdraw = "enterprise.withdraw", None, [Bureau: Any, Clerk: OwnUnit], "作废与恢复企业";
    EnterpriseMerge = "enterprise.merge", None, [Bureau: Any], "合并企业";
    ContactReveal = "contact.reveal", None, [Bureau: Any, Clerk: OwnUnit, Leader: Any], "查看联系电话";
    // projects
    ProjectRead = "project.read", Some("projects:read"), [Bureau: Any, Clerk: Any, Leader: Any, Partner: Party], "查看项目";
    ProjectCreate = "project.create", Some("projects:write"), [Bureau: Any, Clerk: Any], "登记项目";
    ProjectEdit = "project.edit", Some("projects:write"), [Bureau: Any, Clerk: OwnUnit, Clerk: Assigned], "修改项目";
    ProjectTag = "project.tag", Some("projects:write"), [Bureau: Any, Clerk: OwnUnit, Clerk: Assigned], "给项目打标签";
    ProjectConfide = "project.confide", None, [Bureau: Any], "设定保密范围";
    ProjectExclude = "project.exclude", None, [Bureau: Any], "设定不予认定";
    FundsRecord = "funds.record", Some("projects:write"), [Bureau: Any, Clerk: OwnUnit, Clerk: Assigned], "登记到位资金";
    FundsAudit = "funds.audit", None, [Bureau: Any], "审核到位资金";
    // services
    ApprovalRead = "approval.read", Some("projects:read"), [Bureau: Any, Clerk: Any, Leader: Any, Partner: Party], "查看手续";
    ApprovalEdit = "approval.edit", Some("services:write"), [Bureau: Any, Clerk: OwnUnit, Clerk: Assigned], "办理手续";
    TicketRead = "ticket.read", Some("tickets:read"), [Bureau: Any, Clerk: Any, Leader: Any, Partner: Party], "查看困难";
    TicketRaise = "ticket.raise", Some("tickets:write"), [Bureau: Any, Clerk: Any, Leader: Any, Partner: Party], "提出困难";
    TicketHandle = "ticket.handle", Some("services:write"), [Bureau: Any, Clerk: OwnUnit, Clerk: Assigned], "办理困难";
    TicketSign = "ticket.sign", None, [Leader: Any], "签批无法办理";
    TicketConfirm = "ticket.confirm", Some("tickets:write"), [Partner: Party], "确认困难已解决";
    TicketReopen = "ticket.reopen", Some("tickets:write"), [Bureau: Any, Clerk: OwnUnit, Partner: Party], "重开困难";
    ComplaintRead = "complaint.read", None, [Bureau: Any, Clerk: OwnUnit, Leader: Any], "查看投诉";
    ComplaintRegister = "complaint.register", None, [Bureau: Any, Clerk: Any], "登记投诉";
    ComplaintHandle = "complaint.handle", None, [Bureau: Any, Clerk: OwnUnit], "办理投诉";
    ServiceRead = "service.read", Some("services:read"), [Bureau: Any, Clerk: Any, Leader: Any], "查看服务记录";
    ServiceRecordMake = "service.record", Some("services:write"), [Bureau: Any, Clerk: Any, Leader: Any], "登记服务";
    ServiceWithdraw = "service.withdraw", Some("services:write"), [Bureau: Any, Clerk: OwnUnit, Leader: Own], "作废服务记录";
    // lifecycle
    LifecycleRead = "lifecycle.read", Some("projects:read"), [Bureau: Any, Clerk: Any, Leader: Any, Partner: Party], "查看项目阶段";
    StageSubmit = "stage.submit", Some("lifecycle:write"), [Bureau: Any, Clerk: OwnUnit, Clerk: Assigned], "填报阶段";
    StageAudit = "stage.audit", None, [Bureau: Any], "审核阶段";
    StageMove = "stage.move", Some("lifecycle:write"), [Bureau: Any, Clerk: OwnUnit, Clerk: Assigned], "推进阶段";
    ProjectEnd = "project.end", None, [Bureau: Any, Clerk: OwnUnit], "终止、暂缓、退库与恢复";
    // responsibility
    ResponsibilityRead = "responsibility.read", Some("projects:read"), [Bureau: Any, Clerk: Any, Leader: Any], "查看责任链";
    AssignmentEdit = "assignment.edit", None, [Bureau: Any, Clerk: OwnUnit], "指定服务专员与联络员";
    SponsorEdit = "sponsor.edit", None, [Bureau: Any], "指定包抓领导";
    HandoverMake = "handover.make", None, [Bureau: Any], "移交工作";
    SubstituteEdit = "substitute.edit", None, [Bureau: Any, Clerk: Own, Leader: Own], "指定代理人";
    PlanEdit = "plan.edit", Some("projects:write"), [Bureau: Any, Clerk: OwnUnit, Clerk: Assigned], "上传工作方案";
    // claims
    ClaimRead = "claim.read", Some("claims:read"), [Bureau: Any, Clerk: OwnUnit, Leader: Any], "查看首报首谈";
    ClaimRegister = "claim.register", Some("claims:write"), [Bureau: Any, Clerk: OwnUnit], "登记首报首谈";
    ClaimConfirm = "claim.confirm", None, [Bureau: Any], "确认首报首谈";
    ClaimExtend = "claim.extend", Some("claims:write"), [Bureau: Any, Clerk: OwnUnit], "申请首谈延期";
    ClaimGrant = "claim.grant", None, [Bureau: Any], "审批首谈延期";
    ClaimObject = "claim.object", None, [Bureau: Any, Clerk: OwnUnit], "对首报首谈提出异议";
    ClaimRule = "claim.rule", None, [Bureau: Any], "裁定首报首谈异议";
    ClaimTransfer = "claim.transfer", None, [Bureau: Any, Clerk: OwnUnit], "发起流转与重新征询";
    ClaimWithdraw = "claim.withdraw", None, [Bureau: Any, Clerk: OwnUnit], "终结流转";
    ClaimAccept = "claim.accept", None, [Bureau: Any, Clerk: OwnUnit], "承接流转";
    ClaimDecline = "claim.decline", None, [Bureau: Any, Clerk: OwnUnit], "不承接流转";
    ClaimRelease = "claim.release", None, [Bureau: Any, Clerk: OwnUnit], "转共享";
    ClaimPickUp = "claim.pick_up", None, [Bureau: Any, Clerk: OwnUnit], "领取共享客商";
    ClaimCheck = "claim.check", None, [Bureau: Any, Clerk: Any, Leader: Any], "查询客商是否在谈";
    ShareRead = "share.read", Some("claims:read"), [Bureau: Any, Clerk: Any, Leader: Any], "查看成果分成";
    ShareEdit = "share.edit", None, [Bureau: Any, Clerk: OwnUnit], "拟定成果分成";
    ShareConfirm = "share.confirm", None, [Bureau: Any], "确认成果分成";
    SignatureRead = "signature.read", Some("projects:read"), [Bureau: Any, Clerk: Any, Leader: Any, Partner: Party], "查看签约";
    SignatureSubmit = "signature.submit", Some("lifecycle:write"), [Bureau: Any, Clerk: OwnUnit, Clerk: Assigned], "填报签约";
    SignatureAudit = "signature.audit", None, [Bureau: Any], "审核签约";
    SignatureTakeover = "signature.takeover", None, [Bureau: Any], "补录签约";
    AmendmentRead = "amendment.read", Some("projects:read"), [Bureau: Any, Clerk: Any, Leader: Any], "查看变更";
    AmendmentSubmit = "amendment.submit", Some("lifecycle:write"), [Bureau: Any, Clerk: OwnUnit, Clerk: Assigned], "填报变更";
    AmendmentAudit = "amendment.audit", None, [Bureau: Any], "审核变更";
    EventRead = "event.read", Some("events:read"), [Bureau: Any, Clerk: Any, Leader: Any], "查看签约活动";
    EventEdit = "event.edit", None, [Bureau: Any], "维护签约活动";
    // progress
    MilestoneRead = "milestone.read", Some("projects:read"), [Bureau: Any, Clerk: Any, Leader: Any, Partner: Party], "查看里程碑";
    MilestoneEdit = "milestone.edit", Some("lifecycle:write"), [Bureau: Any, Clerk: OwnUnit, Clerk: Assigned], "维护里程碑";
    ReportRead = "report.read", Some("projects:read"), [Bureau: Any, Clerk: Any, Leader: Any], "查看月报";
    ReportSubmit = "report.submit", Some("lifecycle:write"), [Bureau: Any, Clerk: OwnUnit, Clerk: Assigned], "填报月报";
    ReportAudit = "report.audit", None, [Bureau: Any], "审核月报";
    ReportFreeze = "report.freeze", None, [Bureau: Any], "封存月报";
    YearPlanEdit = "year_plan.edit", Some("lifecycle:write"), [Bureau: Any, Clerk: OwnUnit, Clerk: Assigned], "填写年度计划";
    PauseRequest = "pause.request", Some("lifecycle:write"), [Bureau: Any, Clerk: OwnUnit, Clerk: Assigned], "申请暂停";
    PauseDecide = "pause.decide", None, [Bureau: Any], "审批暂停";
    StatisticsRecord = "statistics.record", Some("lifecycle:write"), [Bureau: Any, Clerk: OwnUnit, Clerk: Assigned], "登记入统";
    // production
    ProductionRead = "production.read", Some("projects:read"), [Bureau: Any, Clerk: Any, Leader: Any, Partner: Party], "查看生产月报";
    ProductionSubmit = "production.submit", Some("lifecycle:write"), [Bureau: Any, Clerk: OwnUnit, Clerk: Assigned], "填报生产月报";
    ProductionAudit = "production.audit", None, [Bureau: Any], "审核生产月报";
    // trips
    TripRead = "trip.read", Some("trips:read"), [Bureau: Any, Clerk: Any, Leader: Any], "查看外出招商";
    TripEdit = "trip.edit", Some("trips:write"), [Bureau: Any, Clerk: OwnUnit], "编制外出计划";
    TripSubmit = "trip.submit", Some("trips:write"), [Bureau: Any, Clerk: OwnUnit], "提交外出计划";
    TripCancel = "trip.cancel", Some("trips:write"), [Bureau: Any, Clerk: OwnUnit], "取消外出招商";
    TripReturn = "trip.return", Some("trips:write"), [Bureau: Any, Clerk: OwnUnit], "登记返回";
    TripDebrief = "trip.debrief", Some("trips:write"), [Bureau: Any, Clerk: OwnUnit], "登记拜访结果";
    TripBudget = "trip.budget", Some("trips:write"), [Bureau: Any, Clerk: OwnUnit], "填写外出经费";
    TripClose = "trip.close", Some("trips:write"), [Bureau: Any, Clerk: OwnUnit], "提交外出报告";
    TripVisit = "trip.visit", Some("trips:write"), [Bureau: Any, Clerk: OwnUnit, Clerk: Own, Leader: Own], "签到与登记拜访";
    TripFollow = "trip.follow", Some("trips:write"), [Bureau: Any, Clerk: OwnUnit, Clerk: Own, Leader: Own], "办结后续事项";
    TripApprove = "trip.approve", None, [Bureau: Any, Leader: Any], "审批外出招商";
    ReceptionRead = "reception.read", Some("receptions:read"), [Bureau: Any, Clerk: Any, Leader: Any], "查看来访接待";
    ReceptionEdit = "reception.edit", Some("receptions:write"), [Bureau: Any, Clerk: OwnUnit], "登记来访接待";
    ReceptionFollow = "reception.follow", Some("receptions:write"), [Bureau: Any, Clerk: OwnUnit, Clerk: Own, Leader: Own], "办结接待承诺";
    TripTotal = "trip.total", None, [Bureau: Any], "登记外出招商合计数";
    // talks
    TalkRead = "talk.read", Some("talks:read"), [Bureau: Any, Clerk: Any, Leader: Any], "查看洽谈记录";
    TalkCreate = "talk.create", Some("talks:write"), [Bureau: Any, Clerk: OwnUnit, Leader: OwnUnit], "记一笔洽谈";
    TalkEdit = "talk.edit", Some("talks:write"), [Bureau: Any, Clerk: OwnUnit, Clerk: Own, Leader: Own], "修改与作废洽谈记录";
    TalkFollow = "talk.follow", Some("talks:write"), [Bureau: Any, Clerk: OwnUnit, Clerk: Own, Leader: Own], "办结洽谈后续事项";
    // supervision
    SlipRead = "slip.read", Some("slips:read"), [Bureau: Any, Clerk: Any, Leader: Any], "查看督办单";
    SlipIssue = "slip.issue", None, [Bureau: Any, Leader: Any], "签发督办单";
    SlipInstruct = "slip.instruct", None, [Leader: Any], "对项目作批示";
    SlipAnswer = "slip.answer", Some("slips:write"), [Bureau: OwnUnit, Bureau: Own, Clerk: OwnUnit, Clerk: Own, Leader: Own], "反馈督办单";
    SlipExtend = "slip.extend", Some("slips:write"), [Bureau: OwnUnit, Bureau: Own, Clerk: OwnUnit, Clerk: Own, Leader: Own], "申请督办延期";
    SlipJudge = "slip.judge", None, [Bureau: Own, Leader: Own], "销号、退回与重新督办";
    ColourRead = "colour.read", Some("projects:read"), [Bureau: Any, Clerk: Any, Leader: Any], "查看项目颜色";
    ColourSimulate = "colour.simulate", None, [Bureau: Any], "试算颜色规则";
    // imports
    ImportRun = "import.run", Some("imports:write"), [Bureau: Any, Clerk: Any], "导入台账";
    ImportRead = "import.read", Some("imports:write"), [Bureau: Any, Clerk: Own], "查看导入批次";
    MappingRead = "mapping.read", None, [Bureau: Any, Clerk: OwnUnit], "查看记住的列名";
    MappingEdit = "mapping.edit", None, [Bureau: Any, Clerk: OwnUnit], "维护记住的列名";
    // reports
    ExportRun = "export.run", Some("exports:write"), [AuditAdmin: Any, Bureau: Any, Clerk: Any, Leader: Any, Partner: Any], "导出清单";
    ExportRead = "export.read", Some("exports:read"), [AuditAdmin: Own, Bureau: Own, Clerk: Own, Leader: Own, Partner: Own], "查看与下载导出";
    RateRead = "rate.read", Some("figures:read"), [Bureau: Any, Clerk: Any, Leader: Any], "查看各项率与进度";
    TargetRead = "target.read", Some("figures:read"), [Bureau: Any, Clerk: Any, Leader: Any], "查看年度任务";
    TargetEdit = "target.edit", None, [Bureau: Any], "下达年度任务";
    TemplateRead = "template.read", Some("exports:read"), [AuditAdmin: Any, Bureau: Any, Clerk: Any, Leader: Any], "查看导出模板";
    TemplateEdit = "template.edit", None, [Bureau: Any, Clerk: Own, Clerk: OwnUnit, Leader: Own], "维护导出模板";
    // inbox
    InboxRead = "inbox.read", None, [Bureau: Any, Clerk: Any, Leader: Any], "查看待办";
    // notices
    NoticeRead = "notice.read", None, [Bureau: Own, Clerk: Own, Leader: Own], "查看本人的提醒";
    CopyRead = "copy.read", None, [Bureau: Own, Clerk: Own, Leader: Own], "查看抄送";
    CopySend = "copy.send", None, [Bureau: Any, Clerk: Any, Leader: Any], "抄送给同事";
    ChannelRead = "channel.read", None, [SystemAdmin: Any, Bureau: Any], "查看消息渠道";
    ChannelEdit = "channel.edit", None, [SystemAdmin: Any, Bureau: Any], "维护消息渠道";
    // views
    ViewRead = "view.read", None, [Bureau: Any, Clerk: Any, Leader: Any], "查看清单视图";
    ViewEdit = "view.edit", None, [Bureau: Any, Clerk: Own, Clerk: OwnUnit, Leader: Own], "维护清单视图";
    PreferenceManage = "preference.manage", None, [SystemAdmin: Own, SecurityAdmin: Own, AuditAdmin: Own, Bureau: Own, Clerk: Own, Leader: Own], "保存本人偏好";
}

/// What everybody with an account may do to his own, before any role was granted.
const PERSONAL: &[Action] =
    &[Action::MeRead, Action::PasswordChange, Action::SessionManage, Action::PreferenceManage];

/// What may be done before the first change of password.
const BEFORE_PASSWORD: &[Action] = &[Action::PasswordChange, Action::MeRead];

/// May this caller do this to a thing it stands in these relations to?
pub fn allowed(caller: &Caller, action: Action, relations: Relations) -> bool {
    if caller.must_change_password && !BEFORE_PASSWORD.contains(&action) {
        return false;
    }
    if let Some(token) = &caller.token {
        match action.scope() {
            Some(scope) if token.scopes.iter().any(|s| s == scope) => {}
            _ => return false,
        }
    } else if caller.user_id.is_some() && caller.roles.is_empty() && PERSONAL.contains(&action) {
        return relations.own || action == Action::MeRead;
    }
    action.grants().iter().any(|(role, relation)| {
        caller.roles.contains(role)
            && match relation {
                Relation::Any => true,
                Relation::OwnUnit => relations.own_unit,
                Relation::Assigned => relations.assigned,
                Relation::Party => relations.party,
                Relation::Own => relations.own,
            }
    })
}

/// Refuses with 403, naming who may.
///
/// # Errors
/// `auth.scope_missing` for a token without the scope, `auth.password_change_required` before the first change of
/// password, else `policy.forbidden`.
pub fn require(caller: &Caller, action: Action, relations: Relations) -> Result<()> {
    if caller.must_change_password && !BEFORE_PASSWORD.contains(&action) {
        return Err(Error::new(Code::AuthPasswordChangeRequired)
            .detail("首次登录或口令被重置后，须先修改口令（POST /api/v1/auth/password），再办理其他业务。"));
    }
    if allowed(caller, action, relations) {
        return Ok(());
    }
    if let Some(token) = &caller.token {
        let lacking = action.scope().filter(|s| !token.scopes.iter().any(|t| t == s));
        if action.scope().is_none() || lacking.is_some() {
            let detail = lacking.map_or_else(
                || format!("“{}”不对接口令牌开放，请由本人登录后办理。", action.label()),
                |scope| format!("令牌缺少权限范围 {scope}。请向签发单位申请包含此范围的令牌。"),
            );
            return Err(Error::new(Code::AuthScope).detail(detail));
        }
    }
    Err(Error::new(Code::PolicyForbidden).detail(format!(
        "您没有“{}”的权限，可以办理的有：{}。请联系他们，或向安全管理员申请。",
        action.label(),
        who_may(action)
    )))
}

/// Like [`require`] for things without a relation (lists, creating).
///
/// # Errors
/// As [`require`].
pub fn require_role(caller: &Caller, action: Action) -> Result<()> {
    require(caller, action, Relations::ANY)
}

/// Nobody audits what he submitted, nor what rests on a document he uploaded himself.
///
/// # Errors
/// `policy.self_audit`.
pub fn check_audit(auditor: Option<i64>, submitted_by: Option<i64>, uploaders: &[Option<i64>]) -> Result<()> {
    let own = |who: Option<i64>| who.is_some() && who == auditor;
    let detail = if own(submitted_by) {
        "这条记录由您提交，不能自己审核。请由另一位审核人办理。"
    } else if uploaders.iter().any(|u| own(*u)) {
        "凭据中有您上传的文件，不能自己审核。请由另一位审核人办理。"
    } else {
        return Ok(());
    };
    Err(Error::new(Code::PolicySelfAudit).detail(detail))
}

/// Of these actions the ones the caller may do; the `can` of a view.
pub fn permitted(caller: &Caller, actions: &[Action], relations: Relations) -> Vec<String> {
    actions.iter().filter(|a| allowed(caller, **a, relations)).map(|a| a.code().to_owned()).collect()
}

/// Everything the caller may do to something, whatever the relation it takes.
pub fn permitted_at_all(caller: &Caller) -> Vec<String> {
    permitted(caller, Action::ALL, Relations::ANY)
}

/// Everything that holders of these roles may do: the union, shown before roles are granted.
pub fn granted_to(roles: &[Role]) -> Vec<String> {
    let granted = |a: &&Action| a.grants().iter().any(|(role, _)| roles.contains(role));
    Action::ALL.iter().filter(granted).map(|a| a.code().to_owned()).collect()
}

/// The holders of an action in words.
pub fn who_may(action: Action) -> String {
    let words: Vec<String> = action
        .grants()
        .iter()
        .map(|(role, relation)| match relation {
            Relation::OwnUnit => format!("{}（本单位的）", role.label()),
            Relation::Assigned => format!("{}（任服务专员或联络员的）", role.label()),
            Relation::Own => format!("{}（本人的）", role.label()),
            Relation::Party => format!("{}（参与的）", role.label()),
            Relation::Any => role.label().to_owned(),
        })
        .collect();
    words.join("、")
}

/// Which business rows a caller may see; every finder and list takes one and turns it into a filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visible {
    /// How far the caller sees.
    pub reach: Reach,
    /// The person asking; confidential rows are visible to the people named on them only.
    pub user_id: Option<i64>,
    /// Projects entrusted to that person, confidential or not.
    pub entrusted: Vec<i64>,
}

/// How far a caller sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    /// Nothing (administrators).
    Nothing,
    /// Everything, confidential rows included: the program itself.
    Everything,
    /// The whole city, of confidential rows those that name the caller.
    City,
    /// Rows of these units, of confidential rows those that name the caller.
    Units(Vec<i64>),
    /// Rows in which this enterprise is a party.
    Party(i64),
}

impl Visible {
    /// For the program itself (imports, jobs, seals): everything, confidential rows included.
    pub fn everything() -> Self {
        Self { reach: Reach::Everything, user_id: None, entrusted: Vec::new() }
    }
}

/// The business rows this caller may see.
pub fn visible(caller: &Caller) -> Visible {
    let has = |role| caller.roles.contains(&role);
    let partner = caller.token.as_ref().and_then(|t| t.enterprise_id);
    let reach = if caller.system {
        return Visible::everything();
    } else if let Some(enterprise_id) = partner {
        Reach::Party(enterprise_id)
    } else if has(Role::Bureau) || has(Role::Leader) {
        Reach::City
    } else if has(Role::Clerk) {
        Reach::Units(caller.unit_ids.clone())
    } else {
        Reach::Nothing
    };
    // duties give a look to those who look at business at all
    let entrusted = match reach {
        Reach::City | Reach::Units(_) => caller.duties.all(),
        _ => Vec::new(),
    };
    Visible { reach, user_id: caller.user_id, entrusted }
}

/// What a commissioner or liaison may do on the project he serves, whatever unit he is of.
pub const GRANTED_BY_ASSIGNMENT: &[Action] = &[
    Action::ProjectRead,
    Action::ProjectEdit,
    Action::ProjectTag,
    Action::FundsRecord,
    Action::ApprovalEdit,
    Action::TicketHandle,
    Action::StageSubmit,
    Action::StageMove,
    Action::PlanEdit,
    Action::SignatureSubmit,
    Action::AmendmentSubmit,
    Action::MilestoneEdit,
    Action::ReportSubmit,
    Action::YearPlanEdit,
    Action::PauseRequest,
    Action::StatisticsRecord,
    Action::ProductionSubmit,
];

/// May somebody with these roles carry a project through as its leader?
pub fn may_sponsor(roles: &[Role]) -> bool {
    roles.contains(&Role::Leader)
}

/// May somebody with these roles serve a project as its commissioner or liaison?
pub fn may_serve(roles: &[Role]) -> bool {
    roles.iter().any(|role| matches!(role, Role::Bureau | Role::Clerk))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn administrators_stand_alone() {
        assert!(Role::check_set(&[Role::SystemAdmin]).is_ok());
        assert!(Role::check_set(&[Role::Bureau, Role::Leader]).is_ok());
        for set in [
            &[Role::SystemAdmin, Role::AuditAdmin][..],
            &[Role::SecurityAdmin, Role::Clerk],
            &[Role::Partner],
            &[],
        ] {
            assert!(Role::check_set(set).is_err(), "{set:?}");
        }
    }

    #[test]
    fn what_an_assignment_grants_is_what_the_table_says() {
        let granted = |a: &&Action| a.grants().iter().any(|(_, r)| *r == Relation::Assigned);
        let said = GRANTED_BY_ASSIGNMENT.iter().filter(|a| **a != Action::ProjectRead);
        assert_eq!(Action::ALL.iter().filter(granted).collect::<Vec<_>>(), said.collect::<Vec<_>>());
    }

    #[test]
    fn nobody_audits_his_own() {
        assert!(check_audit(Some(1), Some(2), &[Some(3), None]).is_ok());
        assert_eq!(check_audit(Some(1), Some(1), &[]).expect_err("own").code(), Code::PolicySelfAudit);
        assert_eq!(check_audit(Some(1), Some(2), &[Some(1)]).expect_err("own").code(), Code::PolicySelfAudit);
    }

    #[test]
    fn administrators_have_no_business_action() {
        for action in Action::ALL
            .iter()
            .filter(|a| a.code().starts_with("project.") || a.code().starts_with("enterprise."))
        {
            assert!(action.grants().iter().all(|(role, _)| !role.is_admin()), "{action:?}");
        }
    }
}
