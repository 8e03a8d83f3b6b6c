//! What waits for people. Every room names what its rows leave open for the caller at this moment, whatever the list
//! of all of them is called: THE list of rooms that have such work is `app::waiting`, the pages are the room `inbox`.

use crate::db::types::Stamp;
use crate::text_enum;
use chrono::NaiveDate;

text_enum! {
    /// What is to be done.
    InboxKind {
        StageAudit = "stage_audit" / "审核阶段材料",
        SignatureAudit = "signature_audit" / "审核签约",
        AmendmentAudit = "amendment_audit" / "审核变更",
        FundsAudit = "funds_audit" / "审核到位资金",
        ProductionAudit = "production_audit" / "审核生产月报",
        StageReturned = "stage_returned" / "补充阶段材料",
        SignatureReturned = "signature_returned" / "补充签约",
        AmendmentReturned = "amendment_returned" / "补充变更",
        FundsReturned = "funds_returned" / "补充到位资金",
        ProductionReturned = "production_returned" / "补充生产月报",
        MonthlyReport = "monthly_report" / "填报月报",
        MonthlyAudit = "monthly_audit" / "审核月报",
        MonthlyReturned = "monthly_returned" / "补充月报",
        RestatementAudit = "restatement_audit" / "审核月报更正",
        MilestoneDue = "milestone_due" / "里程碑到期",
        PauseDecision = "pause_decision" / "审批暂停",
        TripDecision = "trip_decision" / "审批外出招商",
        TripReturned = "trip_returned" / "修改外出计划",
        TripReport = "trip_report" / "外出招商总结",
        TripNextStep = "trip_next_step" / "外出招商后续事项",
        ReceptionPromise = "reception_promise" / "接待承诺事项",
        ReceptionCallback = "reception_callback" / "接待回访",
        TalkNextStep = "talk_next_step" / "洽谈后续事项",
        ClaimConfirm = "claim_confirm" / "确认首报首谈",
        ClaimExtension = "claim_extension" / "审批首谈延期",
        ClaimObjection = "claim_objection" / "裁定首谈异议",
        ClaimTransfer = "claim_transfer" / "答复首谈流转",
        TicketAccept = "ticket_accept" / "受理困难",
        TicketAnswer = "ticket_answer" / "答复困难",
        TicketReopened = "ticket_reopened" / "重新办理困难",
        TicketSign = "ticket_sign" / "签批无法办理",
        ComplaintStep = "complaint_step" / "办理投诉",
        ApprovalDue = "approval_due" / "办结手续",
        InstructionReply = "instruction_reply" / "回复领导批示",
        InstructionReplied = "instruction_replied" / "阅批示的回复",
        SlipFeedback = "slip_feedback" / "反馈督办单",
        SlipAnswered = "slip_answered" / "督办销号",
        SlipExtension = "slip_extension" / "审批督办延期",
        RoleVacant = "role_vacant" / "指定责任人",
        ImportUnfinished = "import_unfinished" / "完成导入",
        ContractFollowUp = "contract_follow_up" / "协议转合同",
        CarbonCopy = "carbon_copy" / "抄送",
    }
}

text_enum! {
    /// Whose turn it is.
    InboxTab {
        Todo = "todo" / "待办",
        Done = "done" / "已办",
        Started = "started" / "我发起",
        Cc = "cc" / "抄送我",
        Supervised = "supervised" / "督办",
    }
}

text_enum! {
    /// Where it leads.
    InboxResource {
        Project = "project" / "项目",
        Trip = "trip" / "外出招商",
        Reception = "reception" / "来访接待",
        Talk = "talk" / "洽谈",
        Slip = "slip" / "督办单",
        Claim = "claim" / "首报首谈",
        Transfer = "transfer" / "首报首谈流转",
        Objection = "objection" / "首报首谈异议",
        Import = "import" / "导入批次",
        Ticket = "ticket" / "困难",
        Complaint = "complaint" / "投诉",
        ApprovalItem = "approval_item" / "手续",
        ReportPeriod = "report_period" / "月报",
        Responsibility = "responsibility" / "责任链",
    }
}

impl Waiting {
    /// What it is, whoever it waits for.
    pub fn thing(&self) -> (InboxKind, InboxResource, i64, Option<i64>) {
        (self.kind, self.resource, self.resource_id, self.part_id)
    }
}

/// One thing that waits, or was done.
#[derive(Debug, Clone, PartialEq)]
pub struct Waiting {
    /// What is to be done.
    pub kind: InboxKind,
    /// What it is about, by name.
    pub subject: String,
    /// Why it is the caller's, in a sentence.
    pub why: String,
    /// Who handed it in.
    pub from_id: Option<i64>,
    /// Since when it waits.
    pub since_at: Stamp,
    /// Until when it should be done, where a rule or a promise says so.
    pub due_on: Option<NaiveDate>,
    /// Where it leads.
    pub resource: InboxResource,
    /// Id of the resource.
    pub resource_id: i64,
    /// Id of the part of it.
    pub part_id: Option<i64>,
}
