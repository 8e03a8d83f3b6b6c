//! Closed sets of words (domain handbook §2 and §14) and the percentage.

use crate::text_enum;
use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::Integer;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

text_enum! {
    /// Stage of a project's life, in order.
    Stage {
        Reserve = "reserve" / "谋划储备",
        Lead = "lead" / "线索",
        Screening = "screening" / "研判",
        Negotiating = "negotiating" / "在谈",
        Admission = "admission" / "评审",
        Signed = "signed" / "签约",
        Landed = "landed" / "落地",
        Permitting = "permitting" / "前期手续",
        Started = "started" / "开工",
        Building = "building" / "在建",
        Completed = "completed" / "竣工",
        Producing = "producing" / "投产",
        AtCapacity = "at_capacity" / "达产达效",
    }
}

impl Stage {
    /// Position in the order, 0 to 12; equals the column `stage_no`.
    pub fn number(self) -> i32 {
        self as i32
    }
}

text_enum! {
    /// Where a project begins.
    InitialStage { Reserve = "reserve" / "谋划储备", Lead = "lead" / "线索" }
}

impl From<InitialStage> for Stage {
    fn from(stage: InitialStage) -> Self {
        match stage {
            InitialStage::Reserve => Stage::Reserve,
            InitialStage::Lead => Stage::Lead,
        }
    }
}

text_enum! {
    /// 责任角色
    AssignmentRole {
        Sponsor = "sponsor" / "包抓领导",
        Commissioner = "commissioner" / "服务专员",
        Liaison = "liaison" / "联络员",
    }
}

text_enum! {
    /// How a project left the ordinary course; nothing is deleted.
    EndState {
        Terminated = "terminated" / "终止",
        Suspended = "suspended" / "暂缓",
        Withdrawn = "withdrawn" / "退库",
        Shared = "shared" / "转共享",
        Transferred = "transferred" / "已流转",
    }
}

text_enum! {
    /// Kind of land.
    LandType { NewLand = "new_land" / "新增用地", ExistingPlant = "existing_plant" / "存量厂房（租/购）" }
}

text_enum! {
    /// Where the first information came from.
    LeadSource {
        LeaderTrip = "leader_trip" / "领导带队",
        TeamTrip = "team_trip" / "小分队",
        Stationed = "stationed" / "驻点",
        Event = "event" / "节会",
        ByInvestor = "by_investor" / "以商招商",
        Association = "association" / "商协会",
        Agency = "agency" / "中介/委托招商",
        Online = "online" / "网上洽谈",
        Introducer = "introducer" / "引荐人",
        Visitor = "visitor" / "来访",
        UpperLevel = "upper_level" / "上级推送",
        Joint = "joint" / "地企联合",
    }
}

text_enum! {
    /// Kind of construction.
    BuildKind {
        New = "new" / "新建",
        Continued = "continued" / "续建",
        Extension = "extension" / "扩建",
        Conversion = "conversion" / "改建",
        Relocation = "relocation" / "迁建",
        Restoration = "restoration" / "恢复",
    }
}

text_enum! {
    /// Way of investing.
    InvestMode {
        Sole = "sole" / "独资",
        JointVenture = "joint_venture" / "合资",
        Cooperation = "cooperation" / "合作",
        Acquisition = "acquisition" / "收购",
        Controlling = "controlling" / "控股",
        Equity = "equity" / "参股",
        CapitalIncrease = "capital_increase" / "增资扩股",
        Listing = "listing" / "上市",
        Ppp = "ppp" / "PPP",
    }
}

text_enum! {
    /// Investor, or one that supports without investing.
    PartyRole { Investor = "investor" / "投资方", Supporter = "supporter" / "支持方（不出资）" }
}

pub use crate::features::enterprises::FundsOrigin;

/// Origins of the view “outside the province”.
pub const OUTSIDE_PROVINCE: &[FundsOrigin] = &[FundsOrigin::OutsideProvince, FundsOrigin::Overseas];
/// Origins of the view “outside the city”; money of the city itself is in neither view.
pub const OUTSIDE_CITY: &[FundsOrigin] =
    &[FundsOrigin::OutsideProvince, FundsOrigin::Overseas, FundsOrigin::InsideProvinceOutsideCity];

text_enum! {
    /// Why a project is not counted (不予认定, domain handbook §2.6).
    ExclusionCode {
        CityInvestor = "city_investor" / "投资方仅为本地企业或个人",
        Fiscal = "fiscal" / "财政资金、公益、PPP等",
        BranchOutlet = "branch_outlet" / "垂直管理单位分支或网点",
        MiningOnly = "mining_only" / "单纯资源开采",
        RealEstate = "real_estate" / "房地产",
        TraditionalFarming = "traditional_farming" / "传统种养",
        Entertainment = "entertainment" / "娱乐餐饮商超",
        Phase2InContract = "phase2_in_contract" / "原协议内的二期及后期",
        RelocationInside = "relocation_inside" / "本地企业搬迁或原址新上生产线",
        BelowThreshold = "below_threshold" / "低于投资门槛",
        NotInLedger = "not_in_ledger" / "未登记或未按月报送",
        CountedBefore = "counted_before" / "已考核过或引进超过两年",
    }
}

/// A percentage with two decimals, kept as whole hundredths: 51.25 % is 5125. A number on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, AsExpression, FromSqlRow)]
#[diesel(sql_type = Integer)]
pub struct Percent(pub i32);

impl Percent {
    /// One hundred per cent.
    pub const WHOLE: Percent = Percent(10_000);
}

impl std::fmt::Display for Percent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

impl Serialize for Percent {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_f64(f64::from(self.0) / 100.0)
    }
}

impl<'de> Deserialize<'de> for Percent {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let hundredths = f64::deserialize(d)? * 100.0;
        let rounded = hundredths.round();
        // 33.33 * 100 is 3332.9999…: rounded, but a third decimal is an error
        if !(0.0..=10_000.0).contains(&rounded) || (hundredths - rounded).abs() > 1e-6 {
            return Err(serde::de::Error::custom("比例应在0至100之间，最多两位小数"));
        }
        Ok(Self(rounded as i32))
    }
}

impl<DB: Backend> ToSql<Integer, DB> for Percent
where
    i32: ToSql<Integer, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
        self.0.to_sql(out)
    }
}

impl<DB: Backend> FromSql<Integer, DB> for Percent
where
    i32: FromSql<Integer, DB>,
{
    fn from_sql(v: DB::RawValue<'_>) -> deserialize::Result<Self> {
        i32::from_sql(v).map(Self)
    }
}

text_enum! {
    /// 项目的颜色
    Colour { Green = "green" / "绿", Blue = "blue" / "蓝", Orange = "orange" / "橙", Red = "red" / "红" }
}

text_enum! {
    /// 颜色由哪一项判定
    ColourInput {
        Paused = "paused" / "经批准暂停",
        DaysOverdue = "days_overdue" / "节点逾期天数",
        DaysTo = "days_to" / "离节点的天数",
        GapPoints = "gap_points" / "落后序时进度的百分点",
        NoProgressMonths = "no_progress_months" / "没有进展的月数",
        MissedReports = "missed_reports" / "欠报月报的期数",
        StatsEntryMonths = "stats_entry_months" / "开工后未入统的月数",
        Otherwise = "otherwise" / "没有以上情形",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_have_two_decimals() {
        for (text, hundredths) in [("33.33", 3333), ("100", 10_000), ("0.01", 1), ("66.67", 6667), ("0", 0)] {
            let read: Percent = serde_json::from_str(text).expect(text);
            assert_eq!(read, Percent(hundredths));
        }
        for bad in ["33.333", "100.01", "-1", "1e300"] {
            assert!(serde_json::from_str::<Percent>(bad).is_err(), "{bad}");
        }
        assert_eq!(Percent(5125).to_string(), "51.25");
    }

    #[test]
    fn stages_are_numbered_in_order() {
        assert_eq!(Stage::Reserve.number(), 0);
        assert_eq!(Stage::Signed.number(), 5);
        assert_eq!(Stage::AtCapacity.number(), 12);
    }
}
