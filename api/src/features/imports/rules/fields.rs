//! 目标字段：台账里的一列可以是什么，有哪些常见的叫法。
//! 叫法取自手册第 14、15 节所列的各地表样；加一种叫法只改这里的表。

pub use super::super::model::ImportTarget as Target;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// 字段的值是哪一类，决定怎样读格子。
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// 行号，只用来找表头
    Serial,
    /// 名称
    Name,
    /// 短文字
    Short,
    /// 长文字，留换行
    Long,
    /// 多个名字，以“、”隔开
    List,
    /// 金额；读不准是错误
    Money,
    /// 次要金额；读不准只提醒
    SoftMoney,
    /// 外币金额，留十进制文字
    ForeignMoney,
    /// 面积（亩）
    Land,
    /// 整数
    Count,
    /// 日期
    Date,
    /// 统一社会信用代码
    CreditCode,
    /// 阶段的叫法
    Stage,
}

macro_rules! fields {
    ($( $(#[doc = $doc:literal])+ $name:ident $code:literal $label:literal $kind:ident $target:ident $multi:literal [$($word:literal),* $(,)?] )+) => {
        /// 目标字段。代码进接口与“记住的对应关系”，不改名。
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Field { $( $(#[doc = $doc])+ #[serde(rename = $code)] $name, )+ }

        /// 全部字段的说明表。
        pub const SPECS: &[Spec] = &[ $( Spec {
            field: Field::$name, code: $code, label: $label, kind: Kind::$kind,
            scope: Scope::$target, multi: $multi, words: &[$($word),*],
        }, )+ ];
    };
}

/// 字段用在哪种导入里。
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// 只用于项目
    Project,
    /// 只用于企业
    Enterprise,
    /// 两种都用
    Both,
}

/// 一个字段的说明。
#[derive(Debug)]
pub struct Spec {
    /// 字段
    pub field: Field,
    /// 代码
    pub code: &'static str,
    /// 中文名
    pub label: &'static str,
    /// 怎样读
    pub kind: Kind,
    /// 用在哪
    pub scope: Scope,
    /// 能不能由几列合成
    pub multi: bool,
    /// 常见叫法，已折半角、去空白、去单位括号、小写；`上级/本级` 表示要看上一级表头
    pub words: &'static [&'static str],
}

fields! {
    /// 序号
    SerialNo "serial_no" "序号" Serial Both false ["序号", "no", "no.", "顺序号", "编号"]
    /// 原来的编号
    OriginalId "original_id" "原编号" Short Both false ["id", "原编号", "原始编号", "系统编号", "项目编号", "企业编号"]
    /// 项目名称
    ProjectName "name" "项目名称" Name Project false ["项目名称", "项目名称或建设内容", "意向投资项目名称", "招商项目名称", "签约项目名称", "重点项目名称", "拟建项目名称", "纳统项目名称", "项目", "项目/名称", "project_name", "name", "名称"]
    /// 企业名称
    EnterpriseName "enterprise_name" "企业名称" Name Enterprise false ["企业名称", "公司名称", "单位名称", "客商名称", "企业全称", "公司全称", "企业", "客商", "名称", "name", "enterprise_name"]
    /// 别名
    Aliases "aliases" "别名、简称" List Enterprise false ["别名", "简称", "企业简称", "曾用名", "aliases"]
    /// 建设内容
    Content "content" "建设内容" Long Project false ["建设内容", "建设内容及规模", "建设内容和规模", "建设规模及内容", "主要建设内容", "主要建设内容及规模", "项目内容", "项目简介", "项目概况", "项目建设内容", "content"]
    /// 投资方
    Investors "investors" "投资方" List Project true ["投资方", "投资主体", "投资主体/名称", "投资方名称", "投资企业", "投资单位", "投资商", "投资人", "项目单位", "项目业主", "业主", "业主单位", "本地投资方", "外来投资方", "投资方/名称", "投资方/本地投资方", "投资方/外来投资方", "建设单位", "承办单位", "项目法人", "项目单位(投资方)", "investor", "investors"]
    /// 投资方所在地
    InvestorOrigin "investor_origin" "投资方来源地" Short Project false ["投资方注册地", "来源地", "投资方来源地", "投资来源地", "投资方所在地", "投资方所在省", "资金来源地", "investor_province"]
    /// 投资方性质
    InvestorNature "investor_nature" "投资方性质" Short Project false ["投资主体/性质", "企业性质", "投资方性质", "内/外资"]
    /// 投资方简介
    InvestorProfile "investor_profile" "投资方简介" Long Project false ["投资方简介", "企业简介", "投资方概况"]
    /// 总投资（元）
    TotalInvestment "total_investment_yuan" "总投资" Money Project false ["总投资", "总投资额", "投资总额", "计划总投资", "计划总投资额", "计划投资额", "拟投资额", "拟投资总额", "投资金额", "协议投资额", "协议投资总额", "协议总投资", "合同投资额", "合同金额", "签约金额", "签约额", "签约投资额", "项目总投资", "项目投资额", "预计总投资", "投资规模", "投资额", "计划总投资/内资", "总投资/内资", "total_investment_wan", "total_investment_yuan", "total_investment"]
    /// 外资总投资（万美元）
    TotalInvestmentUsd "total_investment_wan_usd" "外资总投资（万美元）" ForeignMoney Project false ["计划总投资/外资", "总投资/外资", "合同外资", "协议外资"]
    /// 固定资产投资（元）
    FixedAssets "fixed_assets_yuan" "固定资产投资" Money Project false ["固定资产投资", "固定资产投资额", "其中固定资产投资", "固投", "fixed_assets_wan"]
    /// 一期投资（元）
    PhaseOne "phase_one_yuan" "一期投资额" Money Project false ["一期投资额", "一期投资", "首期投资", "首期投资额", "一期总投资"]
    /// 省内资金（元）
    FundsInsideProvince "planned_inside_province_yuan" "省内资金" Money Project false ["省内资金", "资金来源/省内资金"]
    /// 省外资金（元）
    FundsOutsideProvince "planned_outside_province_yuan" "省外资金" Money Project false ["省外资金", "资金来源/省外资金"]
    /// 外资（元）
    FundsForeign "planned_overseas_yuan" "外资" Money Project false ["资金来源/外资", "外资", "境外资金"]
    /// 到位资金（元）
    FundsInPlace "funds_in_place_yuan" "到位资金" Money Project false ["到位资金", "到资金额", "已到位资金", "累计到位资金", "实际到位资金", "funds_in_place_wan"]
    /// 年度计划投资（元）
    AnnualPlan "annual_plan_yuan" "年度计划投资" SoftMoney Project false ["年度计划投资", "年度计划", "年度投资", "本年度计划投资", "当年计划投资"]
    /// 累计完成投资（元）
    InvestedSoFar "invested_so_far_yuan" "累计完成投资" SoftMoney Project false ["开工以来累计完成", "累计完成投资", "累计完成", "开工以来累计完成投资"]
    /// 初次对接日期
    FirstContactOn "first_contact_on" "初次对接时间" Date Project false ["初次对接时间", "首次对接时间", "对接时间"]
    /// 签约日期
    SignedOn "signed_on" "签约时间" Date Project false ["签约时间", "签约日期", "签订时间", "签订日期", "合同签订时间", "签约年月", "signed_date", "signed_on"]
    /// 落地日期
    LandedOn "landed_on" "落地时间" Date Project false ["落地时间", "落地日期", "landed_on"]
    /// 开工日期
    StartedOn "started_on" "开工时间" Date Project false ["开工时间", "开工日期", "实际开工时间", "实际开工", "开工年月", "started_on"]
    /// 计划建设起止
    PlannedPeriod "planned_period" "建设起止年限" Date Project false ["建设起止年限", "建设起止", "建设起止时间", "建设起止年月", "起止年限", "建设年限", "建设周期", "建设工期"]
    /// 计划开工
    PlannedStartOn "planned_start_on" "计划开工" Date Project false ["计划开工时间", "计划开工", "拟开工时间", "start_year", "planned_start_on"]
    /// 计划完工
    PlannedEndOn "planned_end_on" "计划完工" Date Project false ["计划竣工时间", "计划投产时间", "计划完工时间", "计划建成时间", "end_year", "planned_end_on"]
    /// 建设或投产时间：一列两用，按阶段解释
    BuiltOrProducingOn "built_or_producing_on" "建设（投产）时间" Date Project false ["建设(投产)时间", "开工(投产)时间"]
    /// 竣工日期
    CompletedOn "completed_on" "竣工时间" Date Project false ["竣工时间", "竣工日期", "实际竣工", "实际竣工时间", "建成时间"]
    /// 投产日期
    ProducingOn "producing_on" "投产时间" Date Project false ["投产时间", "投产日期", "实际投产时间", "producing_on"]
    /// 注册日期
    RegisteredOn "registered_on" "注册时间" Date Both false ["注册时间", "注册日期", "登记时间", "成立时间", "成立日期"]
    /// 行业的叫法
    IndustryLabel "industry_label" "行业" Short Both false ["行业类别", "产业类别", "产业类型", "所属行业", "所属产业", "行业", "产业", "行业分类", "industry"]
    /// 行业代码
    IndustryCode "industry_code" "行业代码" Short Both false ["行业代码", "国民经济行业代码"]
    /// 产业链
    Chain "chain" "所属产业链" Short Project false ["所属产业链", "产业链", "产业链条"]
    /// 市州
    City "city" "市州" Short Both false ["市州", "市(州)", "所属市州", "城市", "市", "city"]
    /// 区县或园区
    County "county" "区县（园区）" Short Both false ["区县", "区县(园区)", "县区", "县(区)", "区县/园区", "所属县区", "所属区县", "市区/园区/镇街", "落户县区", "county"]
    /// 建设地点
    Place "place" "建设地点" Short Both false ["建设地点", "项目地点", "落地地点", "建设地址", "项目地址", "落户地点", "所在地", "地址", "注册地址", "企业地址", "place"]
    /// 园区
    Park "park" "园区" Short Project false ["园区", "所属园区", "落户园区", "所在园区", "park"]
    /// 用地（亩）
    LandMu "land_mu" "用地面积（亩）" Land Project false ["用地面积", "项目用地", "项目用地面积", "拟用地", "拟用地面积", "需用土地", "占地面积", "用地情况/面积", "用地", "land_mu"]
    /// 统一社会信用代码
    CreditCode "credit_code" "统一社会信用代码" CreditCode Both false ["统一社会信用代码", "统一信用代码", "社会信用代码", "信用代码", "注册号/信用代码", "投资主体/统一社会信用代码", "credit_code"]
    /// 注册名称
    RegisteredName "registered_name" "注册名称" Name Project false ["注册名称", "注册企业名称", "注册公司", "注册公司名称", "项目公司", "项目公司名称", "registered_name"]
    /// 注册资本（元）
    RegisteredCapital "registered_capital_yuan" "注册资本" SoftMoney Both false ["注册资本", "注册资金", "注册资本金"]
    /// 法定代表人
    LegalPerson "legal_person" "法定代表人" Short Both false ["法人代表", "法定代表人", "法人", "legal_person"]
    /// 投资项目在线审批代码
    ProjectCode "project_code" "项目代码" Short Project false ["在线审批项目代码", "项目代码", "项目统一代码", "项目编码", "在线审批监管平台项目代码", "project_code"]
    /// 牵头单位
    LeadUnit "lead_unit" "责任单位" Short Project false ["责任单位", "牵头单位", "包抓单位", "招商单位", "牵头责任单位", "招商责任单位", "lead_unit"]
    /// 配合单位
    SupportingUnits "supporting_units" "配合单位" List Project false ["配合单位", "市直行业主管部门", "行业主管部门", "主管部门", "协办单位"]
    /// 责任领导
    SponsorLeader "sponsor_leader" "责任领导" Short Project false ["责任领导", "市级包抓领导", "包抓领导", "县级领导", "市级领导", "分管领导", "包联领导", "县级包抓领导"]
    /// 阶段的叫法
    StageWord "stage" "进展阶段" Stage Project false ["项目进展状态", "进展状态", "项目进展", "进展", "当前阶段", "项目阶段", "所处阶段", "建设阶段", "项目状态", "洽谈进度", "stage"]
    /// 进展说明
    ProgressNote "progress_note" "进展情况" Long Project false ["调度情况", "进展情况", "项目进展情况", "进度、备注", "形象进度", "工作进展", "最新进展"]
    /// 建设性质
    BuildKind "build_kind" "建设性质" Short Project false ["建设性质", "建设类型"]
    /// 联系人
    ContactName "contact_name" "联系人" Short Both false ["联系人", "企业联系人", "项目联系人", "联系方式/联系人", "投资方联系人", "contact_name", "contact"]
    /// 联系电话
    ContactPhone "contact_phone" "联系电话" Short Both false ["联系电话", "电话", "联系方式", "联系方式/电话", "联系方式/联系电话", "手机", "手机号", "contact_phone", "phone"]
    /// 引荐人或引荐单位
    Introducer "introducer" "引荐单位" Short Project false ["引荐单位", "项目引荐单位", "引荐人", "引荐单位(人)", "推荐单位"]
    /// 预计年产值（元）
    ExpectedOutput "expected_output_yuan" "预计年产值" SoftMoney Project false ["预计年产值", "预计产值", "产值", "年产值", "预计年销售", "预计年销售收入"]
    /// 预计年税收（元）
    ExpectedTax "expected_tax_yuan" "预计年税收" SoftMoney Project false ["预计年税收", "预计税收", "税收", "年税收", "预计年纳税"]
    /// 预计用工
    ExpectedJobs "expected_jobs" "预计用工" Count Project false ["预计用工", "用工", "就业人数", "带动就业", "吸纳就业", "用工人数"]
    /// 企业类别
    EnterpriseClass "enterprise_class" "企业类别" Short Enterprise false ["企业类别", "企业类型", "类别", "企业性质", "class"]
    /// 省份
    Province "province" "省份" Short Enterprise false ["省份", "所在省", "所在省份", "省", "注册地", "所属省份", "province"]
    /// 主营业务
    MainBusiness "main_business" "主营业务" Long Enterprise false ["主营业务", "主要产品", "经营范围", "主营", "主要业务", "main_business"]
    /// 角色
    Role "role" "与本地的关系" Long Enterprise false ["role", "角色", "关系", "合作情况"]
    /// 备注
    Remark "remark" "备注" Long Both false ["备注", "说明", "remark", "note"]
    /// 来源
    SourceUrl "source_url" "来源" Long Both false ["source_url", "数据来源", "信息来源", "来源", "出处"]
}

// 手写：代码由宏传入，派生看不见
impl utoipa::PartialSchema for Field {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        let words: Vec<String> = SPECS.iter().map(|s| format!("`{}` {}", s.code, s.label)).collect();
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .description(Some(words.join(" · ")))
            .enum_values(Some(SPECS.iter().map(|s| s.code)))
            .into()
    }
}

impl ToSchema for Field {
    fn name() -> std::borrow::Cow<'static, str> {
        "ImportField".into()
    }
}

impl Field {
    /// 字段说明。
    pub fn spec(self) -> &'static Spec {
        &SPECS[self as usize]
    }

    /// 某种导入的名称字段。
    pub fn name_of(target: Target) -> Self {
        match target {
            Target::Projects => Self::ProjectName,
            Target::Enterprises => Self::EnterpriseName,
        }
    }
}

impl Target {
    /// 这种导入用得到的字段。
    pub fn specs(self) -> impl Iterator<Item = &'static Spec> {
        SPECS.iter().filter(move |s| match s.scope {
            Scope::Both => true,
            Scope::Project => self == Self::Projects,
            Scope::Enterprise => self == Self::Enterprises,
        })
    }
}

/// 报表里的阶段叫法换成阶段代码（手册第 14 节；资料说明的对照表）。认不出为 `None`，由人来定。
pub fn stage_code(word: &str) -> Option<&'static str> {
    let word = super::text::compact(word);
    let table: &[(&str, &[&str])] = &[
        ("reserve", &["谋划", "储备", "谋划储备", "策划", "包装"]),
        ("lead", &["线索", "招商线索"]),
        ("screening", &["研判", "初步研判"]),
        ("negotiating", &["在谈", "洽谈", "洽谈中", "对接", "对接洽谈", "跟踪洽谈", "拟建", "拟签约"]),
        ("admission", &["评审", "准入评审", "上会"]),
        ("signed", &["签约", "已签约", "签订合同", "签订协议", "已签"]),
        ("landed", &["落地", "已落地", "注册", "已注册", "注册落地"]),
        (
            "permitting",
            &[
                "前期",
                "前期手续",
                "前期工作",
                "办理手续",
                "办理前期",
                "备案",
                "已备案",
                "环评",
                "公示",
                "手续办理",
            ],
        ),
        ("started", &["开工", "已开工", "新开工", "开工建设"]),
        ("building", &["在建", "建设中", "建设", "续建", "正在建设", "复工"]),
        ("completed", &["竣工", "已竣工", "建成", "完工", "已建成"]),
        ("producing", &["投产", "已投产", "建成投产", "试生产", "运营", "已投产运营"]),
        ("at_capacity", &["达产", "达产达效", "已达产"]),
    ];
    table.iter().find(|(_, words)| words.contains(&word.as_str())).map(|(code, _)| *code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_is_consistent() {
        for (i, spec) in SPECS.iter().enumerate() {
            assert_eq!(spec.field as usize, i, "{}", spec.code);
            let json = serde_json::to_value(spec.field).unwrap();
            assert_eq!(json, spec.code);
            for word in spec.words {
                assert_eq!(*word, super::super::text::compact(word).to_lowercase(), "{word}");
            }
        }
        for target in [Target::Projects, Target::Enterprises] {
            let mut words: Vec<_> = target.specs().flat_map(|s| s.words.iter()).collect();
            let count = words.len();
            words.sort_unstable();
            words.dedup();
            assert_eq!(words.len(), count, "同一叫法不能属于两个字段");
        }
    }

    #[test]
    fn stage_words_of_the_data_readme() {
        let cases = [
            ("在谈", "negotiating"),
            ("签约", "signed"),
            ("落地", "landed"),
            ("备案", "permitting"),
            ("环评", "permitting"),
            ("公示", "permitting"),
            ("拟建", "negotiating"),
            ("开工", "started"),
            ("在建", "building"),
            ("投产", "producing"),
        ];
        for (word, code) in cases {
            assert_eq!(stage_code(word), Some(code));
        }
        assert_eq!(stage_code("看情况"), None);
    }
}
