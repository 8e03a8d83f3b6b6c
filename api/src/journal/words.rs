//! What happened, in words: the title of each event and of each changed field, so that a timeline needs to know no code.
//! THE table of events; a row with an event that is not in it does not reach a release (`journal::record`).

use super::{Event, names};
use crate::db::page::Page;
use crate::error::Result;
use crate::http::contract::Contract;
use crate::lists;
use crate::work::Tx;
use serde::Serialize;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use utoipa::ToSchema;

/// Event → what was done.
pub const TITLES: &[(&str, &str)] = &[
    ("account.locked", "连续输错口令，账号锁定"),
    ("account.unlocked", "解锁账号"),
    ("calendar.day_changed", "调整工作日"),
    ("calendar.seeded", "载入节假日安排"),
    ("calendar.year_changed", "公布年度放假安排"),
    ("channel.changed", "修改消息渠道"),
    ("channel.created", "设置消息渠道"),
    ("channel.message_retried", "重发消息"),
    ("channel.tested", "测试消息渠道"),
    ("claim.checked", "查询客商是否在谈"),
    ("claim.confirmed", "确认首报首谈"),
    ("claim.contested", "首报首谈被提出异议"),
    ("claim.copied", "抄送首报首谈"),
    ("claim.dispute_changed", "异议涉及的登记有变动"),
    ("claim.expired", "首谈保护到期"),
    ("claim.extension_asked", "申请延长保护期"),
    ("claim.extension_decided", "审批延长保护期"),
    ("claim.handed_over", "首报首谈移交他人"),
    ("claim.left_pool", "被领取，移出共享池"),
    ("claim.objected", "提出异议"),
    ("claim.picked_up", "领取共享客商"),
    ("claim.progress_added", "登记洽谈进展"),
    ("claim.project_linked", "关联项目"),
    ("claim.refused", "首报首谈未予确认"),
    ("claim.registered", "登记首报首谈"),
    ("claim.released", "转入共享池"),
    ("claim.ruled", "裁定异议"),
    ("claim.taken_over", "接收流转的首报首谈"),
    ("claim.transfer_asked", "发起流转"),
    ("claim.transfer_declined", "退回流转"),
    ("claim.transfer_ended", "流转结束"),
    ("claim.transfer_reset", "重新征询流转"),
    ("claim.transferred", "流转给其他单位"),
    ("complaint.advanced", "办理投诉"),
    ("complaint.handed_over", "移交投诉"),
    ("complaint.registered", "登记投诉"),
    ("contact.changed", "修改联系人"),
    ("contact.created", "登记联系人"),
    ("contact.removed", "删去联系人"),
    ("contact.revealed", "查看联系电话"),
    ("demo.seeded", "装入演示数据"),
    ("enterprise.alias_added", "增加别名"),
    ("enterprise.alias_removed", "删去别名"),
    ("enterprise.changed", "修改企业"),
    ("enterprise.created", "登记企业"),
    ("enterprise.merge_undone", "撤销企业合并"),
    ("enterprise.merged", "合并企业"),
    ("enterprise.restored", "恢复企业"),
    ("enterprise.withdrawn", "作废企业"),
    ("export.created", "导出完成"),
    ("export.downloaded", "下载导出"),
    ("export.expired", "导出的文件到期删除"),
    ("export.requested", "申请导出"),
    ("file.uploaded", "上传附件"),
    ("handover.made", "移交工作"),
    ("import.cancelled", "取消导入"),
    ("import.commit_started", "开始入库"),
    ("import.committed", "导入入库完成"),
    ("import.interrupted", "入库中断"),
    ("import.reading_asked", "重新识别台账"),
    ("import.reading_failed", "台账无法识别"),
    ("import.recognised", "台账识别完成"),
    ("import.row_changed", "修正导入的行"),
    ("import.undo_started", "开始撤销导入"),
    ("import.undone", "撤销导入"),
    ("import.uploaded", "上传台账"),
    ("import_mapping.changed", "改正记住的列名"),
    ("import_mapping.withdrawn", "忘掉记住的列名"),
    ("job.cancelled", "取消后台任务"),
    ("journal.verified", "核验审计日志"),
    ("key.rotated", "更换签名密钥"),
    ("notice_settings.saved", "保存提醒方式"),
    ("password.changed", "修改口令"),
    ("password.reset", "重置口令"),
    ("password.reset_reasoned", "说明重置口令的理由"),
    ("password.set", "设定口令"),
    ("preferences.saved", "保存界面偏好"),
    ("project.amendment_audited", "审核变更"),
    ("project.amendment_drafted", "填写变更"),
    ("project.amendment_edited", "修改变更"),
    ("project.amendment_recalled", "撤回变更"),
    ("project.amendment_submitted", "提交变更"),
    ("project.assignment_began", "指定责任人"),
    ("project.assignment_ended", "结束责任人任期"),
    ("project.assignment_recorded", "补记责任人任期"),
    ("project.changed", "修改项目"),
    ("project.code_added", "登记项目代码"),
    ("project.code_changed", "更正项目代码"),
    ("project.confidentiality_changed", "设定保密范围"),
    ("project.copied", "抄送项目"),
    ("project.created", "登记项目"),
    ("project.exclusion_changed", "设定不予认定"),
    ("project.funds_audited", "审核到位资金"),
    ("project.funds_corrected", "更正到位资金"),
    ("project.funds_recalled", "撤回到位资金"),
    ("project.funds_reversed", "冲销到位资金"),
    ("project.funds_submitted", "登记到位资金"),
    ("project.lead_kept", "签约后仍由原单位牵头"),
    ("project.lead_moved", "更换牵头单位"),
    ("project.lead_term_recorded", "补记牵头单位"),
    ("project.linked_to_trip", "列为外出招商的成果"),
    ("project.milestone_changed", "修改里程碑"),
    ("project.milestone_done", "里程碑完成"),
    ("project.milestone_planned", "登记里程碑"),
    ("project.milestone_taken_back", "撤回里程碑完成"),
    ("project.milestone_withdrawn", "取消里程碑"),
    ("project.parties_changed", "修改投资方"),
    ("project.pause_decided", "审批暂停"),
    ("project.pause_ended", "提前恢复计时"),
    ("project.pause_requested", "申请暂停"),
    ("project.phases_changed", "修改分期"),
    ("project.plan_added", "上传工作方案"),
    ("project.procedure_added", "登记手续"),
    ("project.procedure_changed", "修改手续"),
    ("project.procedure_exempted", "手续无须办理"),
    ("project.procedure_finished", "办结手续"),
    ("project.procedure_paused", "手续暂停计时"),
    ("project.procedure_received", "手续收件"),
    ("project.procedure_reopened", "重新办理手续"),
    ("project.procedure_resumed", "手续恢复计时"),
    ("project.procedures_planned", "列入手续"),
    ("project.production_audited", "审核生产月报"),
    ("project.production_corrected", "更正生产月报"),
    ("project.production_reported", "填报生产月报"),
    ("project.repeat_answered", "说明是否重复签约"),
    ("project.report_audited", "审核月报"),
    ("project.report_recalled", "撤回月报"),
    ("project.report_restated", "提交月报更正"),
    ("project.report_restatement_decided", "审核月报更正"),
    ("project.report_saved", "填报月报"),
    ("project.report_submitted", "提交月报"),
    ("project.resumed", "恢复推进"),
    ("project.service_recorded", "登记服务"),
    ("project.service_withdrawn", "作废服务记录"),
    ("project.shared", "退库共享"),
    ("project.shares_confirmed", "确认成果分成"),
    ("project.shares_decided", "决定成果分成"),
    ("project.shares_proposed", "拟定成果分成"),
    ("project.shares_refused", "退回成果分成"),
    ("project.shares_ruled", "裁定成果分成"),
    ("project.signature_audited", "审核签约"),
    ("project.signature_drafted", "填写签约"),
    ("project.signature_edited", "修改签约"),
    ("project.signature_linked", "签约与阶段对应"),
    ("project.signature_recalled", "撤回签约"),
    ("project.signature_recorded", "记入签约"),
    ("project.signature_submitted", "提交签约"),
    ("project.signature_taken_over", "补录签约"),
    ("project.stage_audited", "审核阶段材料"),
    ("project.stage_drafted", "填写阶段材料"),
    ("project.stage_edited", "修改阶段材料"),
    ("project.stage_moved", "推进阶段"),
    ("project.stage_recalled", "撤回阶段材料"),
    ("project.stage_returned", "退回前一阶段"),
    ("project.stage_submitted", "提交阶段材料"),
    ("project.statistics_entered", "登记入统"),
    ("project.statistics_withdrawn", "作废入统登记"),
    ("project.suspended", "暂缓项目"),
    ("project.tags_changed", "修改标签"),
    ("project.taken_up", "领办共享项目"),
    ("project.talk_recorded", "记一笔洽谈"),
    ("project.talk_removed", "洽谈不再记在本项目"),
    ("project.terminated", "终止项目"),
    ("project.ticket_moved", "困难有进展"),
    ("project.units_changed", "修改责任单位"),
    ("project.unlinked_from_trip", "不再列为外出招商的成果"),
    ("project.withdrawn", "撤销登记"),
    ("project.year_planned", "填写年度计划"),
    ("reception.called_back", "登记回访"),
    ("reception.cancelled", "取消接待"),
    ("reception.changed", "修改接待"),
    ("reception.copied", "抄送来访接待"),
    ("reception.created", "登记接待"),
    ("reception.promise_handed_over", "承诺事项移交他人"),
    ("reception.promise_kept", "办结承诺事项"),
    ("reception.promised", "登记承诺事项"),
    ("report_period.frozen", "封存月份"),
    ("report_period.opened", "开报月份"),
    ("roles.changed", "调整角色"),
    ("rule_set.revised", "修订规则"),
    ("service.recorded", "登记服务"),
    ("service.withdrawn", "作废服务记录"),
    ("session.ended", "结束登录会话"),
    ("session.reuse_detected", "发现登录凭证被重复使用"),
    ("signing_event.changed", "修改签约活动"),
    ("signing_event.closed", "结束签约活动"),
    ("signing_event.created", "登记签约活动"),
    ("slip.answered", "反馈督办单"),
    ("slip.closed", "督办销号"),
    ("slip.extension_asked", "申请督办延期"),
    ("slip.extension_decided", "审批督办延期"),
    ("slip.handed_over", "督办单移交他人"),
    ("slip.issued", "签发督办单"),
    ("slip.raised", "督办逾期升级"),
    ("slip.reopened", "重新督办"),
    ("slip.returned", "退回督办反馈"),
    ("substitute.ended", "结束代理"),
    ("substitute.named", "指定代理人"),
    ("talk.changed", "修改洽谈记录"),
    ("talk.copied", "抄送洽谈记录"),
    ("talk.created", "记一笔洽谈"),
    ("talk.next_step_done", "办结洽谈后续事项"),
    ("talk.next_step_handed_over", "洽谈后续事项移交他人"),
    ("talk.withdrawn", "作废洽谈记录"),
    ("target.changed", "调整年度任务"),
    ("template.changed", "修改导出模板"),
    ("template.created", "新建导出模板"),
    ("template.withdrawn", "停用导出模板"),
    ("ticket.accepted", "受理困难"),
    ("ticket.answered", "回应困难"),
    ("ticket.confirmed", "企业确认解决"),
    ("ticket.escalated", "提请上级协调"),
    ("ticket.impossible_asked", "申报无法办理"),
    ("ticket.impossible_refused", "退回继续办理"),
    ("ticket.impossible_signed", "签批无法办理"),
    ("ticket.link_made", "生成确认链接"),
    ("ticket.raised", "提出困难"),
    ("ticket.reopened", "重开困难"),
    ("token.handed_over", "接口令牌移交他人"),
    ("token.issued", "签发接口令牌"),
    ("token.revoked", "吊销接口令牌"),
    ("trip.approved", "批准外出招商"),
    ("trip.budget_changed", "调整外出预算"),
    ("trip.cancelled", "取消外出招商"),
    ("trip.checked_in", "途中签到"),
    ("trip.closed", "办结外出招商"),
    ("trip.copied", "抄送外出招商"),
    ("trip.created", "编制外出招商"),
    ("trip.edited", "修改外出招商"),
    ("trip.next_step_done", "办结后续事项"),
    ("trip.next_step_handed_over", "后续事项移交他人"),
    ("trip.outcome_recorded", "填写逐企业结果"),
    ("trip.plan_changed", "调整外出计划"),
    ("trip.report_overdue", "总结逾期提醒"),
    ("trip.returned_home", "登记返回"),
    ("trip.sent_back", "退回外出招商"),
    ("trip.set_off", "出发"),
    ("trip.submitted", "外出招商送审"),
    ("trip.visit_corrected", "更正拜访"),
    ("trip.visit_recorded", "登记拜访"),
    ("trip_total.changed", "修改外出招商合计数"),
    ("trip_total.created", "登记外出招商合计数"),
    ("trip_total.withdrawn", "撤销外出招商合计数"),
    ("unit.changed", "修改单位"),
    ("unit.closed", "停用单位"),
    ("unit.created", "登记单位"),
    ("unit.reopened", "恢复单位"),
    ("user.changed", "修改人员"),
    ("user.created", "登记人员"),
    ("user.deactivated", "停用账号"),
    ("user.reactivated", "恢复账号"),
    ("user.signed_in", "登录"),
    ("view.changed", "修改清单视图"),
    ("view.created", "新建清单视图"),
    ("view.withdrawn", "停用清单视图"),
];

/// Components of the document that describe the states of an event, by how its name begins; the first that fits.
const STATES: &[(&str, &[&str])] = &[
    ("project.stage_moved", &["Project"]),
    ("project.stage_returned", &["Project"]),
    ("project.stage_", &["StageRecord", "StageRecordInput"]),
    ("project.signature_", &["Signature", "SignatureInput", "SignatureCounts"]),
    ("project.amendment_", &["Amendment", "AmendmentInput"]),
    ("project.production_", &["ProductionReport", "ProductionReportInput"]),
    ("project.funds_", &["FundsEntry", "FundsInput"]),
    ("project.milestone_", &["MilestoneView", "MilestoneInput"]),
    ("project.pause_", &["PauseView", "PauseInput"]),
    ("project.report_rest", &["RestatementView", "RestatementInput"]),
    ("project.report_", &["MonthlyReport", "MonthlyReportInput"]),
    ("project.statistics_", &["StatisticsEntryView"]),
    ("project.year_planned", &["YearPlanView"]),
    ("report_period.", &["ReportPeriod"]),
    ("project.code_", &["ProjectCode", "ProjectCodeInput"]),
    ("project.shares_", &["CreditShareSet", "CreditSharesView"]),
    ("project.procedures_", &["ProcedurePlanInput"]),
    ("project.procedure_", &["ApprovalItem", "ApprovalItemInput"]),
    ("project.ticket_", &["Ticket", "TicketView"]),
    ("project.service_", &["ServiceRecord", "ServiceRecordView"]),
    ("ticket.", &["Ticket", "TicketView"]),
    ("service.", &["ServiceRecord", "ServiceRecordView"]),
    ("complaint.", &["ComplaintView"]),
    ("project.talk_", &["Talk", "TalkView"]),
    ("project.assignment_", &["Assignment", "AssignmentView"]),
    ("project.lead_term_", &["UnitTerm", "Project"]),
    ("project.plan_", &["ProjectPlan"]),
    ("project.suspended", &["Project", "ProjectView", "SuspensionInput"]),
    ("project.terminated", &["Project", "ProjectView", "TerminationInput"]),
    ("project.", &["Project", "ProjectView", "ProjectUnitsInput", "ConfidentialityInput", "ExclusionInput"]),
    ("trip.visit_", &["TripVisit", "VisitInput"]),
    ("trip.checked_in", &["TripCheckIn"]),
    ("trip.next_step_", &["TripCompany", "TripCompanyView"]),
    ("trip.outcome_", &["TripCompany", "TripCompanyView"]),
    ("trip.", &["NegotiationTrip", "TripView", "TripInput", "TripBudgetInput"]),
    ("trip_total.", &["TripTotal", "TripTotalView"]),
    ("reception.promise", &["ReceptionPromise", "PromiseView"]),
    ("reception.called_back", &["ReceptionCallback", "CallbackView"]),
    ("reception.", &["Reception", "ReceptionView", "ReceptionInput"]),
    ("slip.extension_asked", &["SlipExtensionView"]),
    ("slip.", &["Slip", "SlipView", "SlipFeedbackInput", "SlipExtensionDecisionInput"]),
    ("handover.", &["Handover"]),
    ("substitute.", &["Substitute"]),
    ("talk.", &["Talk", "TalkView", "TalkInput"]),
    ("claim.progress_", &["ClaimProgressView", "ClaimProgressInput"]),
    ("claim.extension_", &["ExtensionView", "ExtensionInput"]),
    ("claim.objected", &["ObjectionView", "ObjectionInput"]),
    ("claim.", &["FirstClaim", "FirstClaimView", "TransferView", "ObjectionView"]),
    ("contact.", &["Contact", "ContactInput"]),
    ("enterprise.", &["Enterprise", "EnterpriseView", "EnterpriseAlias", "Merge"]),
    ("channel.", &["Channel", "ChannelInput"]),
    ("export.", &["ExportView"]),
    ("file.", &["File", "FileView"]),
    ("import_mapping.", &["ImportMapping"]),
    (
        "import.",
        &["ImportSession", "ImportRow", "ImportSums", "ImportCounts", "ImportResults", "ReasonInput"],
    ),
    ("signing_event.", &["SigningEvent"]),
    ("target.", &["Target", "TargetView"]),
    ("template.", &["ExportTemplate", "TemplateContent"]),
    ("view.", &["SavedView", "ViewContent"]),
    ("token.", &["ApiToken"]),
    ("unit.", &["Unit", "UnitView"]),
    ("rule_set.", &["RuleRevision"]),
    ("calendar.", &["CalendarDay", "CalendarYear"]),
    ("session.", &["Session"]),
    ("job.", &["Job"]),
    ("", &["User", "UserView"]),
];

/// Kind of subject → what it is called.
pub const KINDS: &[(&str, &str)] = &[
    ("calendar", "工作日历"),
    ("channel", "消息渠道"),
    ("claim_check", "在谈查询"),
    ("complaint", "投诉"),
    ("demo", "演示数据"),
    ("enterprise", "企业"),
    ("export", "导出"),
    ("export_template", "导出模板"),
    ("file", "附件"),
    ("first_claim", "首报首谈"),
    ("handover", "移交"),
    ("import", "导入批次"),
    ("import_mapping", "导入列名"),
    ("job", "后台任务"),
    ("journal", "审计日志"),
    ("key", "密钥"),
    ("login", "登录"),
    ("notice_settings", "提醒设置"),
    ("preferences", "个人偏好"),
    ("project", "项目"),
    ("reception", "来访接待"),
    ("report_period", "月报月份"),
    ("rule_set", "规则"),
    ("saved_view", "视图"),
    ("service_record", "服务记录"),
    ("session", "登录会话"),
    ("signing_event", "签约活动"),
    ("slip", "督办单"),
    ("substitute", "代理人"),
    ("talk", "洽谈"),
    ("target", "年度任务"),
    ("ticket", "企业困难"),
    ("token", "接口令牌"),
    ("trip", "外出招商"),
    ("trip_total", "外出合计"),
    ("unit", "单位"),
    ("user", "人员"),
];

/// Fields of states that the components above do not have, and what stands beside a state.
const BESIDE: &[(&str, &str)] = &[
    ("columns", "各列的对应"),
    ("company", "企业"),
    ("copied_to", "抄送给"),
    ("created_by", "登记人"),
    ("done_at", "登记完成的时刻"),
    ("file_ids", "附件"),
    ("first_submitted_at", "首次提交时刻"),
    ("held_role", "角色"),
    ("holder", "任职者"),
    ("image_changed", "形象进度是否有变化"),
    ("month_on", "月份"),
    ("opening_yuan", "首次填报前的累计"),
    ("procedures", "列入的手续"),
    ("reason", "理由"),
    ("received_by", "接件人"),
    ("rights_granted", "随之有的权限"),
    ("rights_revoked", "随之收回的权限"),
    ("robot_key_given", "是否给了机器人密钥"),
    ("rule_revision", "规则版次"),
    ("sign_secret_given", "是否给了加签密钥"),
    ("supporting_unit_ids", "配合单位"),
    ("text", "附言"),
    ("trip", "外出招商"),
    ("unplanned", "是否计划外走访"),
    ("years", "年份"),
];

/// Fields that say nothing to people, or only who did it and when once more.
const PLUMBING: &[&str] = &[
    "id",
    "version",
    "created_at",
    "updated_at",
    "saved_at",
    "saved_by",
    "set_by",
    "opened_at",
    "gate_revision",
    "project_id",
    "sort_no",
    "stage_no",
];

/// 一项变动：字段、名称、改前与改后
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[schema(as = JournalChange)]
pub struct Change {
    /// 字段；里层的以点相连，如 `funds_entry.state`
    pub field: String,
    /// 字段的中文名称；文档里没有这个字段时为空
    pub title: Option<String>,
    /// 改前的值；有词语的代码已换成词语
    pub before: Value,
    /// 改后的值；有词语的代码已换成词语
    pub after: Value,
    /// 值里各部分的中文名称，按代码；值不分部分时为空
    #[schema(example = json!({"role": "角色", "name": "名称"}))]
    pub parts: BTreeMap<String, String>,
}

/// 日志的一行，附文字说明
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = JournalEvent)]
pub struct EventView {
    /// 日志的一行
    #[serde(flatten)]
    pub event: Event,
    /// 做了什么，如“提交阶段材料”
    pub title: String,
    /// 对象是什么，如“项目”
    #[schema(example = "项目")]
    pub subject_title: String,
    /// 逐字段的变动；登记时为各项内容
    pub changes: Vec<Change>,
}

/// 一个代码与它的名称
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct JournalWord {
    /// 代码
    #[schema(example = "project.stage_submitted")]
    pub code: String,
    /// 名称
    #[schema(example = "提交阶段材料")]
    pub title: String,
}

/// 审计日志里的全部事件与对象种类，供筛选时选择
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct JournalWords {
    /// 事件
    pub events: Vec<JournalWord>,
    /// 对象种类
    pub subject_kinds: Vec<JournalWord>,
}

/// All that the journal can say, by its codes.
pub fn all() -> JournalWords {
    let words = |table: &[(&str, &str)]| {
        table
            .iter()
            .map(|(code, title)| JournalWord { code: (*code).into(), title: (*title).into() })
            .collect()
    };
    JournalWords { events: words(TITLES), subject_kinds: words(KINDS) }
}

/// What an event is called; `None` for one that the table does not have.
pub fn title(event: &str) -> Option<&'static str> {
    word(TITLES, event)
}

fn word(table: &[(&str, &'static str)], code: &str) -> Option<&'static str> {
    let at = table.binary_search_by_key(&code, |(code, _)| code).ok()?;
    Some(table[at].1)
}

/// Rows of the journal as they are shown.
///
/// # Errors
/// Database errors.
pub fn views(tx: &mut Tx<'_>, events: Vec<Event>) -> Result<Vec<EventView>> {
    let contract = &tx.app.contract;
    let mut views: Vec<EventView> = events.into_iter().map(|event| view(contract, event)).collect();
    names::name(tx, &mut views)?;
    Ok(views)
}

/// A page of the journal as it is shown.
///
/// # Errors
/// Database errors.
pub fn page(tx: &mut Tx<'_>, page: Page<Event>) -> Result<Page<EventView>> {
    let Page { items, total, page, per_page, next_cursor } = page;
    Ok(Page { items: views(tx, items)?, total, page, per_page, next_cursor })
}

fn view(contract: &Contract, event: Event) -> EventView {
    // an event that an earlier release wrote under a name of its own is still named after its kind of thing
    let title = title(&event.event).unwrap_or("变动").to_owned();
    let subject_title = word(KINDS, &event.subject_kind).unwrap_or("其他").to_owned();
    EventView { title, subject_title, changes: changes(contract, &event), event }
}

fn changes(contract: &Contract, event: &Event) -> Vec<Change> {
    let state = |doc: &Option<crate::db::types::Doc>| match doc {
        Some(doc) => doc.0.as_object().cloned().unwrap_or_default(),
        None => Map::new(),
    };
    let (_, components) =
        STATES.iter().find(|(start, _)| event.event.starts_with(start)).unwrap_or(&("", &[]));
    let mut out = Vec::new();
    compare(contract, components, "", &state(&event.before), &state(&event.after), &mut out);
    out
}

fn compare(
    contract: &Contract,
    components: &[&str],
    inside: &str,
    before: &Map<String, Value>,
    after: &Map<String, Value>,
    out: &mut Vec<Change>,
) {
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    for name in names.into_iter().filter(|name| !PLUMBING.contains(&name.as_str())) {
        let of = |state: &Map<String, Value>| state.get(name).cloned().unwrap_or_default();
        let (old, new) = (of(before), of(after));
        if old == new {
            continue;
        }
        // a state inside the state is taken apart once
        if inside.is_empty() && (old.is_object() || new.is_object()) {
            let part = |value: &Value| value.as_object().cloned().unwrap_or_default();
            compare(contract, components, &format!("{name}."), &part(&old), &part(&new), out);
            continue;
        }
        let schema = components.iter().find_map(|component| property(contract, component, name));
        let title = schema.as_ref().and_then(lists::title_of).or_else(|| beside(name));
        let schema = schema.unwrap_or_default();
        let (before, after) = (in_words(contract, &schema, old), in_words(contract, &schema, new));
        let mut parts = BTreeMap::new();
        [&before, &after].into_iter().for_each(|value| name_parts(contract, &schema, value, &mut parts));
        out.push(Change { field: format!("{inside}{name}"), title, before, after, parts });
    }
}

/// A property of a component or of its parts.
fn property(contract: &Contract, component: &str, name: &str) -> Option<Value> {
    fn within(contract: &Contract, schema: &Value, name: &str) -> Option<Value> {
        if let Some(other) = schema["$ref"].as_str().and_then(|r| r.rsplit('/').next()) {
            return property(contract, other, name);
        }
        let own = schema["properties"].get(name).cloned();
        own.or_else(|| schema["allOf"].as_array()?.iter().find_map(|part| within(contract, part, name)))
    }
    within(contract, &contract.schema(component), name)
}

fn in_words(contract: &Contract, schema: &Value, value: Value) -> Value {
    let shown = crate::http::query::resolve(contract, schema);
    match value {
        Value::String(code) => lists::words(&shown).remove(&code).map_or(Value::String(code), Value::String),
        Value::Array(items) => {
            items.into_iter().map(|item| in_words(contract, &shown["items"], item)).collect()
        }
        // of a part of a list what people read
        Value::Object(parts) => parts
            .into_iter()
            .filter(|(name, part)| {
                !(PLUMBING.contains(&name.as_str()) || name.ends_with("_id") && part.is_i64())
            })
            .map(|(name, part)| {
                let of = shown["properties"].get(&name).cloned().unwrap_or_default();
                let part = in_words(contract, &of, part);
                (name, part)
            })
            .collect::<Map<_, _>>()
            .into(),
        other => other,
    }
}

/// What the parts of a value are called.
fn name_parts(contract: &Contract, schema: &Value, value: &Value, into: &mut BTreeMap<String, String>) {
    let shown = crate::http::query::resolve(contract, schema);
    match value {
        Value::Array(items) => {
            items.iter().for_each(|item| name_parts(contract, &shown["items"], item, into));
        }
        Value::Object(parts) => {
            for (name, part) in parts {
                let of = &shown["properties"][name];
                let title = lists::title_of(of).or_else(|| beside(name));
                into.extend(title.map(|title| (name.clone(), title)));
                name_parts(contract, of, part, into);
            }
        }
        _ => {}
    }
}

fn beside(name: &str) -> Option<String> {
    word(BESIDE, name).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_stand_in_order_and_once() {
        assert!(TITLES.is_sorted_by(|a, b| a.0 < b.0));
        assert!(KINDS.is_sorted_by(|a, b| a.0 < b.0));
        assert!(BESIDE.is_sorted_by(|a, b| a.0 < b.0));
        assert_eq!(title("project.stage_submitted"), Some("提交阶段材料"));
        assert_eq!(title("project.nothing"), None);
    }

    #[test]
    fn what_describes_states_is_in_the_document() {
        let contract = crate::app::contract();
        for component in STATES.iter().flat_map(|(_, components)| *components) {
            assert!(!contract.schema(component).is_null(), "{component}");
        }
    }
}
