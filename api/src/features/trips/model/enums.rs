//! Closed sets of words (domain handbook §8 and §14).

use crate::features::projects::model::LeadSource;
use crate::text_enum;

text_enum! {
    /// 外出招商的类别
    TripKind {
        Leader = "leader" / "领导带队",
        Team = "team" / "小分队",
        Stationed = "stationed" / "驻点",
        Fair = "fair" / "节会参展",
        Abroad = "abroad" / "因公出访",
    }
}

impl TripKind {
    /// Where leads from such a trip come from. Leaders head the missions abroad.
    pub const fn lead_source(self) -> LeadSource {
        match self {
            Self::Leader | Self::Abroad => LeadSource::LeaderTrip,
            Self::Team => LeadSource::TeamTrip,
            Self::Stationed => LeadSource::Stationed,
            Self::Fair => LeadSource::Event,
        }
    }
}

text_enum! {
    /// 外出招商的状态
    TripState {
        Draft = "draft" / "草稿",
        Submitted = "submitted" / "待审批",
        Approved = "approved" / "已批准",
        Returned = "returned" / "已退回",
        UnderWay = "under_way" / "途中",
        Debriefing = "debriefing" / "总结中",
        Closed = "closed" / "已结束",
        Cancelled = "cancelled" / "已取消",
    }
}

impl TripState {
    /// Trips that were really made: what effects count.
    pub const TRAVELLED: [TripState; 3] = [Self::UnderWay, Self::Debriefing, Self::Closed];
    /// Trips whose report is owed once its day has passed. An approved one that nobody recorded anything of is among
    /// them: doing nothing does not hide a trip.
    pub const OWING: [TripState; 3] = [Self::Approved, Self::UnderWay, Self::Debriefing];

    /// May check-ins and visits be recorded?
    pub const fn is_on_the_road(self) -> bool {
        matches!(self, Self::Approved | Self::UnderWay | Self::Debriefing)
    }

    /// May the plan be edited?
    pub const fn is_plannable(self) -> bool {
        matches!(self, Self::Draft | Self::Returned | Self::Approved | Self::UnderWay)
    }
}

text_enum! {
    /// 拜访结果
    VisitOutcome {
        Absent = "absent" / "未见",
        Exchange = "exchange" / "一般交流",
        Interested = "interested" / "有意向",
        Invited = "invited" / "邀请来访",
        ToLead = "to_lead" / "转线索",
        IntentSigned = "intent_signed" / "签意向",
        ContractSigned = "contract_signed" / "签合同",
        NotInterested = "not_interested" / "无意向",
    }
}

impl VisitOutcome {
    /// Outcomes that are an intention to invest.
    pub const INTENTIONS: [VisitOutcome; 4] =
        [Self::Interested, Self::ToLead, Self::IntentSigned, Self::ContractSigned];

    /// Does it go on, so that somebody must own the next step?
    pub const fn goes_on(self) -> bool {
        !matches!(self, Self::Absent | Self::Exchange | Self::NotInterested)
    }

    /// Does it become a project?
    pub const fn makes_project(self) -> bool {
        matches!(self, Self::ToLead | Self::IntentSigned | Self::ContractSigned)
    }
}

text_enum! {
    /// 审批结论
    PlanDecision { Approved = "approved" / "批准", Returned = "returned" / "退回修改" }
}

text_enum! {
    /// 报告情况
    ReportFilter {
        NotDue = "not_due" / "未到期",
        Overdue = "overdue" / "逾期未交",
        HandedIn = "handed_in" / "已提交",
    }
}
