// Generated from openapi/openapi.json by scripts/gen.mjs. Do not edit.

import type { Fields } from '@/shared/form/rule'
import {
  AmendFieldWords,
  AmountWords,
  AssignmentRoleWords,
  AuditResultWords,
  BuildKindWords,
  ChannelKindWords,
  ChecklistCheckWords,
  ColourComparisonWords,
  ColourInputWords,
  ColourWords,
  CompanyClassWords,
  ComplaintStateWords,
  ConfirmationWords,
  CopyResourceWords,
  CurrencyWords,
  DatePrecisionWords,
  DayMarkWords,
  DecisionWords,
  DensityWords,
  DifficultyWords,
  EventKindWords,
  ExclusionCodeWords,
  ExportEncodingWords,
  ExportFormatWords,
  ExportUnitWords,
  FactKindWords,
  FactSourceWords,
  FundsKindWords,
  FundsOriginWords,
  GateRoleWords,
  HolidayShiftWords,
  ImportFieldWords,
  ImportMoneyUnitWords,
  ImportTargetWords,
  InboxKindWords,
  InitialStageWords,
  InvestModeWords,
  LandTypeWords,
  LeadSourceWords,
  MergeFieldWords,
  MetricWords,
  MilestoneCodeWords,
  MonthlyResultWords,
  MotiveWords,
  PaperPurposeWords,
  PartyRoleWords,
  PauseKindWords,
  PlanDecisionWords,
  ProofTypeWords,
  RepeatAnswerKindWords,
  RoleWords,
  RulingWords,
  ServiceKindWords,
  SignatureKindWords,
  SlipBasisWords,
  SlipHolderWords,
  SlipKindWords,
  StageWords,
  StepAppliesWords,
  StrengthWords,
  SumRelationWords,
  TalkKindWords,
  TemplateScopeWords,
  TerminationCauseWords,
  TextSizeWords,
  TicketLevelWords,
  TripKindWords,
  UnitKindWords,
  ViewScopeWords,
  VisitOutcomeWords,
  WeekDayWords,
} from './labels'

export const AcceptanceInputFields = {
  opinion: { title: "承接意见", kind: "long", required: true, minLength: 2, maxLength: 500 },
  person_id: { title: "承接后的首谈人", kind: "id", required: true, hint: "承接后的首谈人，承接单位的人员", minimum: 1 },
  unit_id: { title: "以哪个单位承接", kind: "id", required: true, hint: "以哪个单位承接，须在被征询之列", minimum: 1 },
} as const satisfies Fields

export const AliasInputFields = {
  alias: { title: "别名、简称或曾用名", kind: "text", required: true, minLength: 2, maxLength: 200 },
  confirmed_different: { title: "已看过使用同名的企业", kind: "flag", hint: "已看过使用同名的企业，确认仍要登记" },
} as const satisfies Fields

export const AmendedValueFields = {
  id: { title: "单位编号或活动编号", kind: "integer", minimum: 1 },
  on: { title: "日期", kind: "date", maxLength: 2000 },
  yuan: { title: "金额", kind: "integer", minimum: 0, maximum: 1000000000000000 },
} as const satisfies Fields

export const AmendmentInputFields = {
  field: { title: "变更的事实", kind: "choice", required: true, words: AmendFieldWords },
  new_value: { title: "新值", kind: "group", required: true },
  phases: { title: "随总投资一起变更的分期", kind: "rows", hint: "项目有分期时必填，合计须等于新的总投资", maxItems: 50 },
  proof_file_id: { title: "凭据附件", kind: "id", required: true, minimum: 1 },
  reason: { title: "理由", kind: "long", required: true, minLength: 2, maxLength: 500 },
  signature_id: { title: "签约", kind: "id", hint: "变更签约的事实时必填，其他不填", minimum: 1 },
} as const satisfies Fields

export const ApiTokenInputFields = {
  addresses: { title: "允许的来源地址或网段", kind: "list", hint: "不填即不限", maxItems: 50 },
  enterprise_id: { title: "所代表的合作企业", kind: "id", hint: "所代表的合作企业：只能看到其参与的项目；不填即系统对接，按签发人的权限与范围", minimum: 1 },
  expires_on: { title: "最后有效日", kind: "date", required: true, hint: "最后有效日，最长一年", maxLength: 2000 },
  name: { title: "用途名称", kind: "text", required: true, minLength: 2, maxLength: 100 },
  scopes: { title: "权限范围", kind: "list", required: true, hint: "me:read 总是包含", maxItems: 50 },
} as const satisfies Fields

export const ApprovalCompletionInputFields = {
  file_ids: { title: "批文、证书扫描件", kind: "ids", maxItems: 20 },
  finished_on: { title: "办结日期", kind: "date", required: true, hint: "不早于收件，不晚于今天", maxLength: 2000 },
  result_number: { title: "批文、证书编号", kind: "text", maxLength: 100 },
} as const satisfies Fields

export const ApprovalItemInputFields = {
  after: { title: "须先办结的事项", kind: "list", hint: "须先办结的事项（代码），须是本项目的手续", maxItems: 20 },
  basis: { title: "法律依据", kind: "text", maxLength: 200 },
  code: { title: "事项代码", kind: "text", required: true, hint: "登记后不能修改", maxLength: 40, pattern: "^[a-z][a-z0-9_]{1,39}$" },
  file_ids: { title: "附件", kind: "ids", maxItems: 20 },
  longer_reason: { title: "承诺长于标准的理由", kind: "long", hint: "长于标准时必填", minLength: 2, maxLength: 500 },
  name: { title: "事项名称", kind: "text", required: true, minLength: 2, maxLength: 60 },
  parallel_group: { title: "并联组", kind: "text", maxLength: 30 },
  project_code: { title: "国家项目代码", kind: "text", hint: "须是本项目登记的代码", maxLength: 40 },
  promised_days: { title: "承诺时限", kind: "integer", hint: "承诺时限（工作日）", minimum: 0, maximum: 500 },
  result_number: { title: "批文、证书编号", kind: "text", maxLength: 100 },
  standard_days: { title: "标准时限", kind: "integer", hint: "标准时限（工作日）", minimum: 0, maximum: 500 },
  unit_id: { title: "责任单位", kind: "id", minimum: 1 },
  window_name: { title: "责任窗口", kind: "text", maxLength: 60 },
} as const satisfies Fields

export const ApprovalPauseInputFields = {
  file_ids: { title: "证明材料", kind: "ids", required: true, hint: "证明材料，如补正通知书", minItems: 1, maxItems: 20 },
  from_on: { title: "停计的第一天", kind: "date", required: true, hint: "不早于收件次日，不晚于今天", maxLength: 2000 },
  reason: { title: "外部原因", kind: "long", required: true, minLength: 2, maxLength: 500 },
} as const satisfies Fields

export const ApprovalReceptionInputFields = {
  longer_reason: { title: "承诺长于标准的理由", kind: "long", hint: "长于标准时必填", minLength: 2, maxLength: 500 },
  promised_days: { title: "承诺时限", kind: "integer", hint: "承诺时限（工作日）；不填按已有的承诺，没有承诺的按标准", minimum: 0, maximum: 500 },
  received_on: { title: "收件日期", kind: "date", required: true, hint: "收件日期，为第0天；不能晚于今天", maxLength: 2000 },
} as const satisfies Fields

export const ApprovalResumptionInputFields = {
  until_on: { title: "重新起算的第一天", kind: "date", required: true, hint: "晚于停计的第一天，不晚于明天", maxLength: 2000 },
} as const satisfies Fields

export const AssignmentEndingInputFields = {
  reason: { title: "理由", kind: "long", required: true, minLength: 2, maxLength: 500 },
  until_on: { title: "最后一天", kind: "date", hint: "不填为今天，不晚于今天", maxLength: 2000 },
} as const satisfies Fields

export const AssignmentInputFields = {
  from_on: { title: "从哪天起", kind: "date", hint: "不填为今天，不晚于今天", maxLength: 2000 },
  reason: { title: "理由", kind: "long", hint: "接替他人、与上一任之间有空档时必填", minLength: 2, maxLength: 500 },
  replaces: { title: "接替哪一段任期", kind: "integer", hint: "接替哪一段任期（编号）：其任期到前一天止；该角色空缺时不填", minimum: -9007199254740991 },
  role: { title: "角色", kind: "choice", required: true, words: AssignmentRoleWords },
  until_on: { title: "到哪天止", kind: "date", hint: "到哪天止（含当日）；填写即补记以前的任期，不与其他任期重叠", maxLength: 2000 },
  user_id: { title: "担任的人", kind: "id", required: true, hint: "包抓领导须有“领导”角色，服务专员、联络员须有“招商局”或“经办人”角色", minimum: 1 },
} as const satisfies Fields

export const AuditInputFields = {
  keep_lead_reason: { title: "审核签约时", kind: "long", hint: "审核签约（或签约阶段）时：签约单位不是牵头单位而仍由原单位牵头的理由；不写则签约单位成为牵头单位", minLength: 2, maxLength: 500 },
  opinion: { title: "意见", kind: "long", required: true, minLength: 2, maxLength: 500 },
  result: { title: "结论", kind: "choice", required: true, words: AuditResultWords },
} as const satisfies Fields

export const CalendarDayInputFields = {
  kind: { title: "放假、调休上班", kind: "choice", required: true, hint: "放假、调休上班，或恢复为平常日", words: DayMarkWords },
  name: { title: "节日名称", kind: "text", hint: "放假和调休上班须填", maxLength: 50 },
  source: { title: "依据", kind: "text", hint: "依据（文号或通知名称）；放假和调休上班须填", maxLength: 200 },
} as const satisfies Fields

export const CalendarYearInputFields = {
  decreed: { title: "放假安排是否已公布并录入", kind: "flag", required: true },
  source: { title: "依据", kind: "text", hint: "依据（文号或通知名称）；已公布的须填", maxLength: 200 },
} as const satisfies Fields

export const CallbackInputFields = {
  called_on: { title: "回访日期", kind: "date", required: true, maxLength: 2000 },
  day_no: { title: "离开后第几日的回访", kind: "integer", required: true, minimum: 1, maximum: 365 },
  result: { title: "结果", kind: "long", required: true, minLength: 2, maxLength: 2000 },
} as const satisfies Fields

export const CarbonCopyInputFields = {
  resource: { title: "抄送什么", kind: "choice", required: true, words: CopyResourceWords },
  resource_id: { title: "对象", kind: "id", required: true, minimum: 1 },
  text: { title: "附言", kind: "long", required: true, minLength: 1, maxLength: 500 },
  user_ids: { title: "抄送给谁", kind: "ids", required: true, hint: "只能是看得到它的同事", minItems: 1, maxItems: 50 },
} as const satisfies Fields

export const ChannelInputFields = {
  active: { title: "是否启用", kind: "flag", required: true },
  kind: { title: "方式", kind: "choice", required: true, hint: "设定后不能改", words: ChannelKindWords },
  kinds: { title: "只发这些种类", kind: "choices", required: true, hint: "不填即全部", maxItems: 60, words: InboxKindWords },
  name: { title: "渠道名称", kind: "text", required: true, minLength: 2, maxLength: 60 },
  recipients: { title: "邮件的收件地址", kind: "list", required: true, hint: "不填即发到各人在“提醒方式”里填的邮箱。机器人不填", maxItems: 20 },
  robot_key: { title: "机器人地址中的钥匙", kind: "text", hint: "机器人地址中的钥匙：企业微信为 key 之后的部分，钉钉为 access_token 之后的部分。保存后不再显示；修改时不填即不变", maxLength: 200 },
  sign_secret: { title: "钉钉机器人“加签”的密钥", kind: "text", hint: "钉钉机器人“加签”的密钥。保存后不再显示；修改时不填即不变", maxLength: 200 },
  unit_id: { title: "哪个单位的人员的提醒发到这里", kind: "id", hint: "哪个单位（含下属）的人员的提醒发到这里；不填即全市，全市的不写对象名称", minimum: 1 },
} as const satisfies Fields

export const CheckInInputFields = {
  checked_in_at: { title: "到达时刻", kind: "instant", hint: "到达时刻，以手机为准；不填即现在" },
  leg: { title: "第几段行程", kind: "integer", hint: "不填则按日期认", minimum: 1, maximum: 50 },
  place: { title: "地点", kind: "text", maxLength: 200 },
} as const satisfies Fields

export const ChecklistFields = {
  applies_when: { title: "哪些项目适用", kind: "group", required: true },
  code: { title: "代码", kind: "text", required: true, maxLength: 60, pattern: "^[a-z][a-z0-9_]{1,59}$" },
  enabled: { title: "启用", kind: "flag", required: true },
  items: { title: "各项", kind: "rows", required: true, minItems: 1, maxItems: 20 },
  label: { title: "名称", kind: "text", required: true, minLength: 2, maxLength: 60 },
} as const satisfies Fields

export const ChecklistItemFields = {
  check: { title: "怎样算做到", kind: "choice", required: true, words: ChecklistCheckWords },
  code: { title: "代码", kind: "text", required: true, maxLength: 60, pattern: "^[a-z][a-z0-9_]{1,59}$" },
  how_to_fix: { title: "怎么补", kind: "text", required: true, minLength: 2, maxLength: 200 },
  label: { title: "名称", kind: "text", required: true, minLength: 2, maxLength: 60 },
} as const satisfies Fields

export const ChecklistScopeFields = {
  from_stage: { title: "从哪个阶段起", kind: "choice", required: true, words: StageWords },
  min_total_investment_yuan: { title: "总投资不少于", kind: "money", hint: "空为不按总投资", minimum: 0, maximum: 1000000000000000 },
  tags: { title: "标签", kind: "list", required: true, maxItems: 20 },
} as const satisfies Fields

export const ChecklistsFields = {
  checklists: { title: "各张清单", kind: "rows", required: true, maxItems: 10 },
} as const satisfies Fields

export const ChoiceFields = {
  code: { title: "代码", kind: "text", required: true, maxLength: 60, pattern: "^[a-z][a-z0-9_]{1,59}$" },
  label: { title: "中文", kind: "text", required: true, minLength: 1, maxLength: 60 },
} as const satisfies Fields

export const ChosenProjectFields = {
  id: { title: "项目编号", kind: "integer", required: true, hint: "项目编号（内部）", minimum: -9007199254740991 },
  version: { title: "读取时的版本号", kind: "integer", required: true, hint: "已有新版本的返回 412", minimum: 1, maximum: 2147483647 },
} as const satisfies Fields

export const ChosenReportFields = {
  project_id: { title: "项目", kind: "id", required: true, minimum: 1 },
  version: { title: "看到的版本", kind: "integer", required: true, minimum: 0, maximum: 2147483647 },
} as const satisfies Fields

export const ClaimCheckInputFields = {
  investor: { title: "客商全称或统一社会信用代码", kind: "text", required: true, hint: "客商全称（至少4个字）或统一社会信用代码", minLength: 2, maxLength: 200 },
} as const satisfies Fields

export const ClaimProgressInputFields = {
  happened_on: { title: "推进日期", kind: "date", required: true, hint: "推进日期，不晚于今天", maxLength: 2000 },
  note: { title: "推进情况", kind: "long", required: true, minLength: 2, maxLength: 1000 },
  proof_file_ids: { title: "佐证", kind: "ids", maxItems: 20 },
} as const satisfies Fields

export const ClaimProjectInputFields = {
  project_id: { title: "项目", kind: "id", hint: "为空即解除关联", minimum: 1 },
} as const satisfies Fields

export const ClaimReasonInputFields = {
  reason: { title: "理由", kind: "long", required: true, minLength: 2, maxLength: 500 },
} as const satisfies Fields

export const ClaimRulesFields = {
  idle_expire_days: { title: "连续多少天没有推进即失效", kind: "integer", required: true, minimum: 1, maximum: 3650 },
  objection_workdays: { title: "后报单位登记后可以提出异议的工作日数", kind: "integer", required: true, minimum: 1, maximum: 250 },
  protect_days: { title: "保护期", kind: "integer", required: true, hint: "保护期，自确认之日起的天数", minimum: 1, maximum: 3650 },
  ruling_workdays: { title: "收到异议后须裁定的工作日数", kind: "integer", required: true, minimum: 1, maximum: 250 },
} as const satisfies Fields

export const ColourConditionFields = {
  comparison: { title: "怎样比较", kind: "choice", required: true, hint: "离节点的天数用“不大于”，其余用“大于”或“不小于”", words: ColourComparisonWords },
  input: { title: "看哪一项", kind: "choice", required: true, words: ColourInputWords },
  value: { title: "与多少比较", kind: "number", required: true, hint: "进度差可以有两位小数，其余为整数", minimum: 0, maximum: 1000 },
} as const satisfies Fields

export const ColourRuleFields = {
  any: { title: "条件", kind: "rows", required: true, hint: "条件，满足任一项即可；最后一条不写条件", maxItems: 20 },
  to: { title: "颜色", kind: "choice", required: true, words: ColourWords },
} as const satisfies Fields

export const ColourRulesFields = {
  rules: { title: "各条规则", kind: "rows", required: true, hint: "各条规则，先写的优先", minItems: 1, maxItems: 20 },
  scope: { title: "管哪些项目", kind: "group", required: true },
} as const satisfies Fields

export const ColourScopeFields = {
  min_total_investment_yuan: { title: "总投资不少于", kind: "money", required: true, minimum: 0, maximum: 1000000000000 },
  stages: { title: "处于哪些阶段", kind: "choices", required: true, hint: "只能是签约及以后", minItems: 1, maxItems: 8, words: StageWords },
} as const satisfies Fields

export const ColourSimulationInputFields = {
  content: { title: "拟采用的颜色规则", kind: "group", required: true },
} as const satisfies Fields

export const ComplaintInputFields = {
  about: { title: "投诉什么", kind: "text", required: true, minLength: 2, maxLength: 200 },
  complainant: { title: "投诉人", kind: "text", required: true, hint: "只有办理人看得到，不进日志", minLength: 1, maxLength: 100 },
  complainant_phone: { title: "投诉人电话", kind: "text", hint: "只有办理人看得到，不进日志", maxLength: 40 },
  enterprise_id: { title: "企业", kind: "id", minimum: 1 },
  file_ids: { title: "附件", kind: "ids", maxItems: 20 },
  foreign_investor: { title: "外国投资者投诉", kind: "flag", hint: "外国投资者投诉，受理时限不同" },
  project_id: { title: "项目", kind: "id", minimum: 1 },
  received_on: { title: "收到日期", kind: "date", hint: "不能晚于今天，不早于30日前", maxLength: 2000 },
  said: { title: "具体情况", kind: "long", required: true, minLength: 2, maxLength: 2000 },
} as const satisfies Fields

export const ComplaintStepInputFields = {
  file_ids: { title: "附件", kind: "ids", maxItems: 20 },
  handler_id: { title: "转办给谁", kind: "id", hint: "须是那个单位的人员", minimum: 1 },
  satisfaction: { title: "满意度", kind: "integer", hint: "满意度，1至5；办结时填写", minimum: 1, maximum: 5 },
  state: { title: "到哪个环节", kind: "choice", required: true, words: ComplaintStateWords },
  text: { title: "内容", kind: "long", hint: "不予受理、答复、复查必填", minLength: 2, maxLength: 2000 },
  unit_id: { title: "转办给哪个单位", kind: "id", hint: "转办必填", minimum: 1 },
} as const satisfies Fields

export const ComplaintTimesFields = {
  accept_days: { title: "受理或不予受理", kind: "integer", required: true, minimum: 0, maximum: 60 },
  accept_foreign_days: { title: "外国投资者投诉的受理", kind: "integer", required: true, hint: "外国投资者投诉的受理（商务部令2020年第3号）", minimum: 0, maximum: 60 },
  forward_days: { title: "转办", kind: "integer", required: true, minimum: 1, maximum: 60 },
  handle_days: { title: "办理", kind: "integer", required: true, minimum: 1, maximum: 250 },
  review_days: { title: "复查", kind: "integer", required: true, minimum: 1, maximum: 250 },
  whole_days: { title: "全程", kind: "integer", required: true, minimum: 1, maximum: 250 },
} as const satisfies Fields

export const CompletionInputFields = {
  note: { title: "办理情况", kind: "long", required: true, minLength: 2, maxLength: 1000 },
} as const satisfies Fields

export const ConfidentialityInputFields = {
  confidential: { title: "是否保密", kind: "flag", required: true },
  reader_ids: { title: "除登记人外可以看到的人员", kind: "ids", required: true, hint: "解除保密时为空", maxItems: 200 },
} as const satisfies Fields

export const ConfirmationInputFields = {
  confirmed: { title: "佐证属实", kind: "flag", required: true, hint: "佐证属实，予以保护；否则不予确认" },
  opinion: { title: "意见", kind: "long", required: true, minLength: 2, maxLength: 500 },
  separate_matter: { title: "认定与在先的登记不是同一事项", kind: "flag", hint: "认定与在先的登记不是同一事项，另立一案" },
} as const satisfies Fields

export const ContactInputFields = {
  name: { title: "姓名", kind: "text", required: true, minLength: 1, maxLength: 50 },
  phone: { title: "电话", kind: "text", hint: "电话：手机、带区号的座机，或以 + 开头的境外号码", maxLength: 40 },
  post: { title: "职务", kind: "text", maxLength: 100 },
  remark: { title: "备注", kind: "long", hint: "电话请填在电话一栏", maxLength: 500 },
} as const satisfies Fields

export const CreditShareFields = {
  reason: { title: "理由", kind: "long", required: true, minLength: 2, maxLength: 500 },
  share_percent: { title: "分成", kind: "number", required: true, hint: "分成（%），大于0，最多两位小数，各单位合计100", minimum: 0.01, maximum: 100 },
  unit_id: { title: "单位", kind: "id", required: true, minimum: 1 },
} as const satisfies Fields

export const CreditSharesInputFields = {
  reason: { title: "依据与理由", kind: "long", required: true, minLength: 2, maxLength: 500 },
  shares: { title: "各单位的分成", kind: "rows", required: true, hint: "各单位的分成，合计恰为100%", minItems: 1, maxItems: 20 },
} as const satisfies Fields

export const DeactivationInputFields = {
  reason: { title: "停用原因", kind: "long", required: true, minLength: 2, maxLength: 500 },
  successor_id: { title: "接手其未了工作的人", kind: "id", hint: "没有未了工作时可不填", minimum: 1 },
} as const satisfies Fields

export const DeclineInputFields = {
  opinion: { title: "理由", kind: "long", required: true, minLength: 2, maxLength: 500 },
  unit_id: { title: "哪个被征询的单位", kind: "id", required: true, minimum: 1 },
} as const satisfies Fields

export const EnterpriseBatchInputFields = {
  items: { title: "要登记的企业", kind: "rows", required: true, hint: "要登记的企业，最多200家", minItems: 1, maxItems: 200 },
} as const satisfies Fields

export const EnterpriseInputFields = {
  classes: { title: "企业类别", kind: "choices", hint: "企业类别，可多选", maxItems: 11, words: CompanyClassWords },
  confirmed_different: { title: "已看过疑似重复的企业", kind: "flag", hint: "已看过疑似重复的企业，确认不是同一家" },
  credit_code: { title: "统一社会信用代码", kind: "text", hint: "统一社会信用代码，18位", maxLength: 40 },
  division_code: { title: "所在地的行政区划代码", kind: "text", hint: "所在地的行政区划代码（GB/T 2260），两位、四位或六位", maxLength: 6, pattern: "^[0-9]{2}([0-9]{2}){0,2}$" },
  expansion_plan: { title: "扩张计划", kind: "long", maxLength: 2000 },
  founded: { title: "成立日期", kind: "text", hint: "成立日期，可以只到年或月", maxLength: 10, pattern: "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$" },
  industry: { title: "行业", kind: "text", hint: "行业，按原文", maxLength: 200 },
  industry_code: { title: "行业代码", kind: "text", hint: "行业代码（GB/T 4754），如 C32、32、3240，归到大类", maxLength: 10 },
  main_business: { title: "主营业务", kind: "long", maxLength: 2000 },
  motive: { title: "投资动机", kind: "choice", words: MotiveWords },
  name: { title: "企业名称", kind: "text", required: true, hint: "企业名称，按营业执照；只知道简称时可先填简称", minLength: 2, maxLength: 200 },
  nature: { title: "企业性质", kind: "text", hint: "企业性质，如“民营”“国有控股”", maxLength: 50 },
  origin: { title: "资金来源地", kind: "choice", words: FundsOriginWords },
  owner_unit_id: { title: "主管单位", kind: "id", hint: "主管（维护）单位；登记时不填即本单位，修改时不填即不变；交给外单位限招商局", minimum: 1 },
  place: { title: "所在地", kind: "text", hint: "所在地，按原文", maxLength: 200 },
  products: { title: "主要产品", kind: "long", maxLength: 2000 },
  registered_capital_yuan: { title: "注册资本", kind: "money", minimum: 0, maximum: 1000000000000000 },
  remark: { title: "备注", kind: "long", maxLength: 2000 },
  source: { title: "信息来源", kind: "long", maxLength: 500 },
  source_url: { title: "来源网址", kind: "long", hint: "来源网址，多个以分号隔开", maxLength: 2000 },
} as const satisfies Fields

export const EnterpriseRestorationInputFields = {
  confirmed_different: { title: "已看过疑似重复的企业", kind: "flag", hint: "已看过疑似重复的企业，确认不是同一家" },
  reason: { title: "恢复的理由", kind: "long", required: true, minLength: 2, maxLength: 500 },
} as const satisfies Fields

export const EventClosureInputFields = {
  reason: { title: "原因", kind: "long", required: true, minLength: 2, maxLength: 500 },
} as const satisfies Fields

export const EvidenceInputFields = {
  evidence_type: { title: "凭据类型", kind: "text", required: true, maxLength: 60 },
  file_id: { title: "附件", kind: "id", required: true, minimum: 1 },
} as const satisfies Fields

export const ExclusionInputFields = {
  code: { title: "不予认定的原因", kind: "choice", hint: "为空即恢复认定", words: ExclusionCodeWords },
  reason: { title: "说明", kind: "long", required: true, hint: "说明（设定与恢复都须填写）", minLength: 2, maxLength: 500 },
} as const satisfies Fields

export const ExportColumnInputFields = {
  date_precision: { title: "日期到日、月还是年", kind: "choice", words: DatePrecisionWords },
  field: { title: "清单的字段", kind: "text", hint: "空 = 这一列留空（系统还没有这项内容），须写明列名", maxLength: 60 },
  groups: { title: "上级表头", kind: "list", hint: "上级表头，最外层在前，最多3级", maxItems: 3 },
  note: { title: "说明", kind: "text", hint: "说明，例如为什么留空", maxLength: 200 },
  number_format: { title: "数字格式", kind: "text", hint: "数字格式，如 #,##0.00", maxLength: 30, pattern: "^[#0?,]{1,20}(\\.[#0?]{1,8})?%?$" },
  title: { title: "列名", kind: "text", hint: "不填用字段的名称。金额列没有写“元”的，自动加上单位", minLength: 1, maxLength: 100 },
  total: { title: "末行是否合计这一列", kind: "flag" },
  unit: { title: "金额单位", kind: "choice", hint: "金额单位，默认万元", words: ExportUnitWords },
  width: { title: "列宽", kind: "number", hint: "列宽（字符数）", minimum: 2, maximum: 120 },
} as const satisfies Fields

export const ExportInputFields = {
  columns: { title: "各列", kind: "rows", hint: "各列，依次", minItems: 1, maxItems: 200 },
  encoding: { title: "文本文件的编码", kind: "choice", hint: "文本文件的编码，默认 UTF-8；xlsx 不填", words: ExportEncodingWords },
  filter: { title: "条件", kind: "long", hint: "条件：与清单的查询参数写法相同（翻页、取字段的参数不起作用）；不填即全部", maxLength: 4000 },
  format: { title: "文件种类", kind: "choice", required: true, words: ExportFormatWords },
  list: { title: "清单", kind: "text", required: true, maxLength: 40 },
  sort: { title: "排序", kind: "text", hint: "排序：与清单的 sort 相同", maxLength: 60 },
  template_id: { title: "按哪个模板", kind: "id", hint: "与 columns 只能给一个，都不给即用清单的常用列", minimum: 1 },
  title: { title: "标题行", kind: "text", hint: "不填用模板的或清单的名称", minLength: 1, maxLength: 100 },
} as const satisfies Fields

export const ExportPreviewInputFields = {
  columns: { title: "各列", kind: "rows", hint: "各列，依次", minItems: 1, maxItems: 200 },
  filter: { title: "条件", kind: "long", hint: "条件：与清单的查询参数写法相同", maxLength: 4000 },
  list: { title: "清单", kind: "text", required: true, maxLength: 40 },
  sort: { title: "排序", kind: "text", hint: "排序：与清单的 sort 相同", maxLength: 60 },
  template_id: { title: "按哪个模板", kind: "id", hint: "与 columns 只能给一个", minimum: 1 },
} as const satisfies Fields

export const ExportTemplateInputFields = {
  columns: { title: "各列", kind: "rows", required: true, hint: "各列，依次", minItems: 1, maxItems: 200 },
  list: { title: "清单", kind: "text", required: true, maxLength: 40 },
  name: { title: "模板名称", kind: "text", required: true, hint: "模板名称，在同一清单的同一范围里不重复", minLength: 1, maxLength: 60 },
  scope: { title: "谁的模板", kind: "choice", required: true, hint: "登记后不再改", words: TemplateScopeWords },
  title: { title: "标题行", kind: "text", required: true, minLength: 1, maxLength: 100 },
} as const satisfies Fields

export const ExtensionDecisionInputFields = {
  granted: { title: "同意延期", kind: "flag", required: true },
  opinion: { title: "意见", kind: "long", required: true, minLength: 2, maxLength: 500 },
} as const satisfies Fields

export const ExtensionInputFields = {
  proof_file_ids: { title: "佐证", kind: "ids", required: true, minItems: 1, maxItems: 20 },
  reason: { title: "理由", kind: "long", required: true, minLength: 2, maxLength: 500 },
  until_on: { title: "申请延长到哪天", kind: "date", required: true, hint: "申请延长到哪天，晚于现有的保护期，延长不超过一个保护期", maxLength: 2000 },
} as const satisfies Fields

export const FileUploadFields = {
  file: { title: "文件内容", kind: "long", required: true, hint: "文件内容：PDF、OFD、Word、Excel 或 JPG、PNG、WebP、TIFF 图片", maxLength: 1073741824 },
} as const satisfies Fields

export const FirstClaimInputFields = {
  chain: { title: "产业链", kind: "text", minLength: 1, maxLength: 100 },
  credit_code: { title: "统一社会信用代码", kind: "text", hint: "与名称一起填", maxLength: 40 },
  direction: { title: "洽谈方向", kind: "long", required: true, hint: "洽谈方向：谈的是什么", minLength: 2, maxLength: 500 },
  enterprise_id: { title: "客商在企业库中的", kind: "id", hint: "与名称填一个", minimum: 1 },
  first_contact_on: { title: "首次接触日期", kind: "date", required: true, hint: "首次接触日期，不晚于今天", maxLength: 2000 },
  industry_code: { title: "行业代码", kind: "text", hint: "行业代码（GB/T 4754-2017），如 C38", maxLength: 5 },
  investor: { title: "客商名称", kind: "text", hint: "库中没有的随即登记入库", minLength: 2, maxLength: 200 },
  person_id: { title: "首谈人", kind: "id", required: true, hint: "首谈人，首谈单位的人员", minimum: 1 },
  project_id: { title: "已有项目的", kind: "id", hint: "已有项目的，关联项目的编号", minimum: 1 },
  proof_file_ids: { title: "首次接触的佐证", kind: "ids", required: true, minItems: 1, maxItems: 20 },
  unit_id: { title: "首谈单位", kind: "id", required: true, hint: "经办人只能填本单位或下属单位", minimum: 1 },
} as const satisfies Fields

export const FundsAuditInputFields = {
  opinion: { title: "审核意见", kind: "long", hint: "暂未通过、未通过时必填", maxLength: 500 },
  result: { title: "审核结果", kind: "choice", required: true, words: AuditResultWords },
} as const satisfies Fields

export const FundsInputFields = {
  amount_yuan: { title: "金额", kind: "money", required: true, hint: "金额，大于零", minimum: 1, maximum: 1000000000000000 },
  build_kind: { title: "建设性质", kind: "choice", hint: "不填则与项目相同", words: BuildKindWords },
  confirmed_by_investor: { title: "投资方是否确认", kind: "flag", hint: "投资方是否确认，默认否" },
  currency: { title: "币种", kind: "choice", hint: "币种，默认人民币", words: CurrencyWords },
  entered_on: { title: "到位日期", kind: "date", required: true, hint: "到位日期，不晚于今天", maxLength: 2000 },
  kind: { title: "用途", kind: "choice", required: true, words: FundsKindWords },
  note: { title: "说明", kind: "long", maxLength: 500 },
  origin: { title: "资金来源地", kind: "choice", required: true, words: FundsOriginWords },
  over_reason: { title: "累计到位超过合同金额时的理由", kind: "long", maxLength: 500 },
  proof_file_id: { title: "凭证附件", kind: "id", hint: "登记时可以暂缺，没有凭证不能审核通过", minimum: 1 },
  proof_type: { title: "凭证种类", kind: "choice", required: true, words: ProofTypeWords },
} as const satisfies Fields

export const FundsReversalInputFields = {
  proof_file_id: { title: "冲销凭证附件", kind: "id", required: true, minimum: 1 },
  reason: { title: "冲销原因", kind: "long", required: true, minLength: 2, maxLength: 500 },
} as const satisfies Fields

export const GateFields = {
  audited: { title: "须有审核通过的阶段记录", kind: "flag", required: true },
  evidence: { title: "须有的凭据", kind: "rows", required: true, maxItems: 50 },
  fields: { title: "须有的事实", kind: "rows", required: true, maxItems: 50 },
  limit_days: { title: "停留多少天后提醒", kind: "integer", hint: "空为不提醒", minimum: 1, maximum: 3650 },
  mandatory: { title: "不可跳过", kind: "flag", required: true, hint: "不可跳过：越过本阶段时，本阶段的门槛也须满足" },
  proof: { title: "进入凭据的说明", kind: "long", required: true, hint: "进入凭据的说明，给填报人看", minLength: 2, maxLength: 500 },
  roles: { title: "须有人担任的角色", kind: "choices", required: true, maxItems: 10, words: GateRoleWords },
  stage: { title: "阶段", kind: "choice", required: true, words: StageWords },
  sums: { title: "金额须满足的关系", kind: "rows", required: true, maxItems: 20 },
} as const satisfies Fields

export const GateEvidenceFields = {
  any_of: { title: "组名", kind: "text", hint: "组名：同组的事实与凭据有一项即可", maxLength: 60 },
  evidence_type: { title: "代码", kind: "text", required: true, maxLength: 60, pattern: "^[a-z][a-z0-9_]{1,59}$" },
  how_to_fix: { title: "怎么补", kind: "text", maxLength: 200 },
  images_only: { title: "只收图片", kind: "flag", required: true, hint: "只收图片（现场照片）" },
  label: { title: "中文名称", kind: "text", required: true, minLength: 1, maxLength: 60 },
  min_files: { title: "最少几份", kind: "integer", required: true, hint: "0 为可附可不附", minimum: 0, maximum: 20 },
} as const satisfies Fields

export const GateFieldFields = {
  any_of: { title: "组名", kind: "text", hint: "组名：同组的事实与凭据有一项即可", maxLength: 60 },
  choices: { title: "选项", kind: "rows", hint: "选项，仅 choice 有", maxItems: 50 },
  field: { title: "代码", kind: "text", required: true, hint: "代码，小写英文加下划线；日期以 _on 结尾，金额以 _yuan 结尾", maxLength: 60, pattern: "^[a-z][a-z0-9_]{1,59}$" },
  how_to_fix: { title: "怎么补", kind: "text", maxLength: 200 },
  kind: { title: "填写形式", kind: "choice", required: true, words: FactKindWords },
  label: { title: "中文名称", kind: "text", required: true, minLength: 1, maxLength: 60 },
  required: { title: "必填", kind: "flag", required: true, hint: "否则只是表单上的一项" },
  source: { title: "从哪里来", kind: "choice", required: true, words: FactSourceWords },
} as const satisfies Fields

export const GateSumFields = {
  how_to_fix: { title: "怎么补", kind: "text", maxLength: 200 },
  only_if_known: { title: "没有这项金额时不检查", kind: "flag", hint: "没有这项金额时不检查（如未分期）" },
  other: { title: "另一金额", kind: "choice", words: AmountWords },
  percent: { title: "占另一金额的百分比", kind: "integer", hint: "空为100", minimum: 1, maximum: 1000 },
  relation: { title: "关系", kind: "choice", required: true, words: SumRelationWords },
  sum: { title: "比较的金额", kind: "choice", required: true, words: AmountWords },
  yuan: { title: "定额", kind: "integer", minimum: 0, maximum: 1000000000000000 },
} as const satisfies Fields

export const GatesFields = {
  stages: { title: "13个阶段各一项", kind: "rows", required: true, hint: "13个阶段各一项，按先后排列", minItems: 13, maxItems: 13 },
  stock_opinions: { title: "审核意见的常用语", kind: "rows", required: true, maxItems: 100 },
} as const satisfies Fields

export const HandoverInputFields = {
  from_user_id: { title: "移交人", kind: "id", required: true, minimum: 1 },
  on: { title: "从哪天起由接手人负责", kind: "date", hint: "不填为今天，不晚于今天", maxLength: 2000 },
  project_ids: { title: "只移交这些项目的任职", kind: "ids", hint: "不填为全部项目，并连同洽谈、外出、首报首谈等未了事项", maxItems: 500 },
  reason: { title: "理由", kind: "long", required: true, minLength: 2, maxLength: 500 },
  roles: { title: "只移交这些角色", kind: "choices", hint: "不填为全部", maxItems: 3, words: AssignmentRoleWords },
  to_user_id: { title: "接手人", kind: "id", required: true, minimum: 1 },
} as const satisfies Fields

export const ImportColumnInputFields = {
  column: { title: "列字母", kind: "long", required: true, maxLength: 2000 },
  field: { title: "对应的字段", kind: "choice", hint: "空 = 这一列不导入", words: ImportFieldWords },
  unit: { title: "单位", kind: "group", hint: "空 = 照原来认的" },
} as const satisfies Fields

export const ImportDecisionBatchInputFields = {
  items: { title: "逐行的决定", kind: "rows", required: true, hint: "逐行的决定，各有各的结果，最多200行", minItems: 1, maxItems: 200 },
} as const satisfies Fields

export const ImportDecisionInputFields = {
  decision: { title: "决定", kind: "choice", hint: "为空即撤回决定", words: DecisionWords },
  row: { title: "行号", kind: "integer", required: true, minimum: 1, maximum: 200000 },
  version: { title: "读取时的版本", kind: "integer", required: true, minimum: 1, maximum: 2147483647 },
} as const satisfies Fields

export const ImportHeaderRowsFields = {
  first: { title: "首行", kind: "integer", required: true, minimum: 0, maximum: 2147483647 },
  last: { title: "末行", kind: "integer", required: true, minimum: 0, maximum: 2147483647 },
} as const satisfies Fields

export const ImportMappingInputFields = {
  field: { title: "对应的字段", kind: "choice", hint: "为空即这一列不导入", words: ImportFieldWords },
} as const satisfies Fields

export const ImportRecognitionInputFields = {
  columns: { title: "对某些列的指定", kind: "rows", hint: "没有列出的自动识别", maxItems: 200 },
  header: { title: "表头占的行", kind: "group", hint: "不填即自动识别" },
  lead_unit_id: { title: "没有写明责任单位的行归哪个单位", kind: "id", hint: "不填即不变", minimum: 1 },
  money_unit: { title: "整张表的金额单位", kind: "choice", hint: "整张表的金额单位，代替表格上方写的；列名和格子里写明的仍以写明的为准", words: ImportMoneyUnitWords },
  sheet: { title: "读哪张工作表", kind: "text", hint: "不填即第一张", maxLength: 200 },
} as const satisfies Fields

export const ImportRowInputFields = {
  decision: { title: "决定", kind: "choice", hint: "为空即没有决定", words: DecisionWords },
  fixes: { title: "改正", kind: "group", hint: "改正：字段代码 → 改成的文字（照原列的单位解释；空文字即清空）。不列出的字段照文件" },
} as const satisfies Fields

export const ImportUploadFields = {
  file: { title: "台账文件", kind: "long", required: true, hint: "台账文件：xlsx、xls、csv，不超过50 MiB", maxLength: 2000 },
  into: { title: "导入成什么", kind: "choice", required: true, words: ImportTargetWords },
  lead_unit_id: { title: "没有写明责任单位的行归哪个单位", kind: "id", hint: "不填即本单位。经办人只能填本单位或下属单位", minimum: 1 },
} as const satisfies Fields

export const InstructionInputFields = {
  due_working_days: { title: "多少个工作日内回复", kind: "integer", hint: "不填按规则", minimum: 1, maximum: 250 },
  person_id: { title: "承办人", kind: "id", hint: "不填即项目的服务专员，没有服务专员的由牵头单位承办", minimum: 1 },
  text: { title: "批示内容", kind: "long", required: true, minLength: 2, maxLength: 1000 },
} as const satisfies Fields

export const ItineraryItemFields = {
  item: { title: "内容", kind: "long", required: true, minLength: 1, maxLength: 500 },
  place: { title: "地点", kind: "text", maxLength: 200 },
  planned_on: { title: "日期", kind: "date", required: true, maxLength: 2000 },
  time: { title: "时间", kind: "text", maxLength: 20 },
} as const satisfies Fields

export const LeadTermInputFields = {
  from_on: { title: "从哪天起", kind: "date", required: true, maxLength: 2000 },
  reason: { title: "依据", kind: "long", required: true, minLength: 2, maxLength: 500 },
  unit_id: { title: "单位", kind: "id", required: true, minimum: 1 },
  until_on: { title: "到哪天止", kind: "date", required: true, hint: "到哪天止（含当日），不与其他牵头时间重叠", maxLength: 2000 },
} as const satisfies Fields

export const LinkConfirmationInputFields = {
  satisfaction: { title: "满意度", kind: "integer", hint: "满意度，1（很不满意）至5（很满意）；解决了的必填", minimum: 1, maximum: 5 },
  secret: { title: "链接中 `#` 之后的部分", kind: "text", required: true, minLength: 20, maxLength: 100 },
  solved: { title: "解决了", kind: "flag", required: true, hint: "解决了（true），或没有解决（false，重开）" },
  text: { title: "意见", kind: "long", hint: "没有解决的必填", minLength: 2, maxLength: 1000 },
} as const satisfies Fields

export const LinkInputFields = {
  secret: { title: "链接中 `#` 之后的部分", kind: "text", required: true, minLength: 20, maxLength: 100 },
} as const satisfies Fields

export const LoginInputFields = {
  password: { title: "口令", kind: "text", required: true, minLength: 1, maxLength: 200 },
  remember: { title: "本机免登录", kind: "flag", hint: "公用电脑不要勾选。不填为否" },
  username: { title: "用户名", kind: "text", required: true, minLength: 1, maxLength: 100 },
} as const satisfies Fields

export const MergeInputFields = {
  confirmed_same: { title: "两家的信用代码不同", kind: "flag", hint: "两家的信用代码不同，已核实确为同一家" },
  kept_id: { title: "保留的企业", kind: "id", required: true, minimum: 1 },
  kept_version: { title: "读到的保留企业的版本", kind: "integer", required: true, minimum: 1, maximum: 2147483647 },
  merged_id: { title: "并入它、以后不再单独使用的企业", kind: "id", required: true, minimum: 1 },
  merged_version: { title: "读到的被合并企业的版本", kind: "integer", required: true, minimum: 1, maximum: 2147483647 },
  reason: { title: "合并的理由", kind: "long", required: true, minLength: 2, maxLength: 500 },
  take_from_merged: { title: "改取被合并一方的项", kind: "choices", hint: "其余取保留一方的，保留一方没填的自动补上", maxItems: 19, words: MergeFieldWords },
} as const satisfies Fields

export const MetricInputFields = {
  growth_percent: { title: "同比", kind: "number", hint: "同比（%），最多两位小数", minimum: -100, maximum: 100000 },
  metric: { title: "指标", kind: "choice", required: true, words: MetricWords },
  name: { title: "指标名称", kind: "text", hint: "指标为“其他”时必填，其余不填", minLength: 1, maxLength: 50 },
  plan_share_percent: { title: "占年计划", kind: "number", hint: "占年计划（%），最多两位小数", minimum: 0.01, maximum: 100000 },
  unit: { title: "计量单位", kind: "text", hint: "指标为“其他”时必填，其余不填", minLength: 1, maxLength: 20 },
  value: { title: "数值", kind: "number", required: true, hint: "数值，最多两位小数；金额为元", minimum: 0, maximum: 1000000000000000 },
} as const satisfies Fields

export const MilestoneDoneInputFields = {
  actual_on: { title: "实际完成日期", kind: "date", required: true, maxLength: 2000 },
  file_ids: { title: "佐证附件", kind: "ids", maxItems: 20 },
} as const satisfies Fields

export const MilestoneInputFields = {
  code: { title: "种类", kind: "choice", required: true, words: MilestoneCodeWords },
  name: { title: "名称", kind: "text", required: true, minLength: 2, maxLength: 50 },
  note: { title: "说明", kind: "long", maxLength: 500 },
  planned_on: { title: "计划日期", kind: "date", required: true, maxLength: 2000 },
  reason: { title: "改计划日期的原因", kind: "long", hint: "原计划日已过或月报已报过时必填", minLength: 2, maxLength: 500 },
} as const satisfies Fields

export const MilestoneRulesFields = {
  remind_days: { title: "到期前多少天列入待办", kind: "integer", required: true, minimum: 0, maximum: 90 },
  template: { title: "默认的里程碑", kind: "rows", required: true, hint: "默认的里程碑，供新项目采用", minItems: 1, maxItems: 30 },
} as const satisfies Fields

export const MilestoneTemplateRowFields = {
  code: { title: "种类", kind: "choice", required: true, words: MilestoneCodeWords },
  days_after_signing: { title: "签约后多少个日历日", kind: "integer", required: true, minimum: 0, maximum: 3650 },
  name: { title: "名称", kind: "text", required: true, minLength: 2, maxLength: 50 },
} as const satisfies Fields

export const MilestonesInputFields = {
  items: { title: "里程碑", kind: "rows", required: true, hint: "里程碑，按先后", minItems: 1, maxItems: 30 },
} as const satisfies Fields

export const MonthlyAuditInputFields = {
  opinion: { title: "审核意见", kind: "long", hint: "暂未通过时必填", minLength: 2, maxLength: 500 },
  result: { title: "审核结果", kind: "choice", required: true, words: MonthlyResultWords },
} as const satisfies Fields

export const MonthlyAuditsInputFields = {
  month: { title: "月份", kind: "text", required: true, maxLength: 7, pattern: "^[0-9]{4}-(0[1-9]|1[0-2])$" },
  opinion: { title: "审核意见", kind: "long", hint: "暂未通过时必填", minLength: 2, maxLength: 500 },
  result: { title: "审核结果", kind: "choice", required: true, words: MonthlyResultWords },
  rows: { title: "哪些项目", kind: "rows", required: true, minItems: 1, maxItems: 1000 },
} as const satisfies Fields

export const MonthlyReportInputFields = {
  confirm: { title: "已核对的异常", kind: "choices", hint: "没有异常不必填", maxItems: 3, words: ConfirmationWords },
  funds_month_yuan: { title: "本月到位资金", kind: "money", minimum: 0, maximum: 9000000000000 },
  image_progress: { title: "形象进度", kind: "long", required: true, minLength: 2, maxLength: 1000 },
  invested_month_yuan: { title: "本月完成投资", kind: "money", required: true, hint: "冲减为负，须核对", minimum: -9000000000000, maximum: 9000000000000 },
  invested_total_yuan: { title: "累计完成投资", kind: "money", hint: "累计完成投资：上月累计、本月完成、调整数之和；首次填报时连同以前完成的一起填，以后可以不填", minimum: 0, maximum: 9000000000000000 },
  next_month: { title: "下月计划", kind: "long", maxLength: 1000 },
  problems: { title: "存在的问题", kind: "long", maxLength: 1000 },
} as const satisfies Fields

export const NewProjectInputFields = {
  build_kind: { title: "建设性质", kind: "choice", words: BuildKindWords },
  chain: { title: "所属产业链", kind: "text", maxLength: 100 },
  confirmed_different: { title: "已与疑似重复的项目核对过", kind: "flag", hint: "已与疑似重复的项目核对过，确认不是同一个" },
  content: { title: "建设内容及规模", kind: "long", required: true, minLength: 2, maxLength: 5000 },
  contract_amount_yuan: { title: "合同金额", kind: "money", hint: "合同（协议）金额；签约后经变更程序修改", minimum: 0, maximum: 1000000000000000 },
  division_code: { title: "建设地点的行政区划代码", kind: "text", hint: "建设地点的行政区划代码（GB/T 2260，六位）", maxLength: 6 },
  expected_jobs: { title: "预计用工", kind: "integer", hint: "预计用工（人）", minimum: 0, maximum: 10000000 },
  expected_output_yuan: { title: "预计年产值", kind: "money", minimum: 0, maximum: 1000000000000000 },
  expected_tax_yuan: { title: "预计年税收", kind: "money", minimum: 0, maximum: 1000000000000000 },
  first_contact_on: { title: "首次接触日期", kind: "date", maxLength: 2000 },
  fixed_assets_yuan: { title: "其中固定资产投资", kind: "money", hint: "其中固定资产投资，不超过总投资", minimum: 0, maximum: 1000000000000000 },
  industry: { title: "行业", kind: "text", hint: "行业（原文）", maxLength: 100 },
  industry_code: { title: "行业代码", kind: "text", hint: "行业代码（GB/T 4754-2017），如 C32、3240", maxLength: 5 },
  initial_stage: { title: "从哪个阶段开始", kind: "choice", hint: "从哪个阶段开始，默认线索", words: InitialStageWords },
  introducer: { title: "引荐人", kind: "text", maxLength: 100 },
  invest_mode: { title: "投资方式", kind: "choice", words: InvestModeWords },
  land_mu: { title: "用地面积", kind: "number", hint: "用地面积（亩）", minimum: 0, maximum: 10000000 },
  land_type: { title: "用地类型", kind: "choice", words: LandTypeWords },
  lead_source: { title: "线索来源", kind: "choice", required: true, words: LeadSourceWords },
  lead_unit_id: { title: "牵头单位", kind: "id", required: true, hint: "经办人只能填本单位或下属单位", minimum: 1 },
  name: { title: "项目名称", kind: "text", required: true, minLength: 2, maxLength: 200 },
  park: { title: "所在园区", kind: "text", maxLength: 100 },
  parties: { title: "投资方与支持方", kind: "rows", required: true, hint: "线索至少有一个投资方，谋划储备项目可为空", maxItems: 50 },
  place: { title: "建设地点", kind: "text", maxLength: 200 },
  planned_end: { title: "计划竣工时间", kind: "text", hint: "计划竣工时间：2028、2028-10，或年限 2018/2023", maxLength: 21 },
  planned_start: { title: "计划开工时间", kind: "text", hint: "计划开工时间：2026、2026-04、2026-04-01", maxLength: 21 },
  producing_on: { title: "投产日期", kind: "date", hint: "投产后经变更程序修改", maxLength: 2000 },
  project_code: { title: "国家项目代码", kind: "text", maxLength: 40 },
  remark: { title: "备注", kind: "long", maxLength: 5000 },
  signed_on: { title: "签约日期", kind: "date", hint: "签约后经变更程序修改", maxLength: 2000 },
  source: { title: "资料出处", kind: "long", hint: "资料出处（文件、网址）", maxLength: 500 },
  started_on: { title: "开工日期", kind: "date", hint: "开工后经变更程序修改", maxLength: 2000 },
  supporting_unit_ids: { title: "配合单位", kind: "ids", maxItems: 50 },
  total_investment_yuan: { title: "总投资", kind: "money", minimum: 0, maximum: 1000000000000000 },
} as const satisfies Fields

export const NoticeReadingsInputFields = {
  up_to_id: { title: "到哪一条为止", kind: "id", required: true, hint: "到哪一条为止（含）：这之前的都记为读过；以免把刚到、还没有看见的也算读过", minimum: 1 },
} as const satisfies Fields

export const NoticeSettingsInputFields = {
  email: { title: "收提醒的邮箱", kind: "text", hint: "不填即不发给本人。只有开通了不写收件人的邮件渠道才会发出", maxLength: 254 },
  quiet_kinds: { title: "这些种类不往外发", kind: "choices", required: true, hint: "这些种类不往外发（群机器人、邮件），只在系统内提醒", maxItems: 60, words: InboxKindWords },
} as const satisfies Fields

export const ObjectionInputFields = {
  against_claim_id: { title: "招商局就企业合并后重叠的登记提请裁定时", kind: "id", hint: "招商局就企业合并后重叠的登记提请裁定时，填对方登记的编号；后报单位提出异议时不填", minimum: 1 },
  proof_file_ids: { title: "佐证", kind: "ids", required: true, minItems: 1, maxItems: 20 },
  reason: { title: "理由", kind: "long", required: true, minLength: 2, maxLength: 1000 },
} as const satisfies Fields

export const OutcomeInputFields = {
  new_projects: { title: "登记新项目", kind: "rows", maxItems: 10 },
  next_due_on: { title: "下一步的期限", kind: "date", hint: "有后续的结果、写了下一步的必填", maxLength: 2000 },
  next_step: { title: "下一步", kind: "long", hint: "有后续的结果必填，其他结果可以有", maxLength: 500 },
  note: { title: "说明", kind: "long", maxLength: 2000 },
  outcome: { title: "结果", kind: "choice", required: true, words: VisitOutcomeWords },
  owner_id: { title: "后续负责人", kind: "id", hint: "有后续的结果、写了下一步的必填", minimum: 1 },
  project_ids: { title: "关联已有的项目", kind: "ids", hint: "给出时即全部关联（看不见的不动），不给则不变", maxItems: 20 },
} as const satisfies Fields

export const PaperFileInputFields = {
  file_id: { title: "附件", kind: "id", required: true, minimum: 1 },
  purpose: { title: "用途", kind: "choice", required: true, words: PaperPurposeWords },
} as const satisfies Fields

export const PasswordInputFields = {
  current_password: { title: "现在的口令", kind: "text", required: true, minLength: 1, maxLength: 200 },
  new_password: { title: "新口令", kind: "text", required: true, hint: "新口令：至少10个字符，不用常见词和本人姓名；等保档案下须含三类字符；不与最近五次相同", minLength: 1, maxLength: 200 },
} as const satisfies Fields

export const PauseEndInputFields = {
  reason: { title: "原因", kind: "long", required: true, minLength: 2, maxLength: 500 },
  until_on: { title: "重新起算的第一天", kind: "date", required: true, maxLength: 2000 },
} as const satisfies Fields

export const PauseInputFields = {
  cause: { title: "具体原因", kind: "text", required: true, minLength: 4, maxLength: 200 },
  file_ids: { title: "佐证附件", kind: "ids", required: true, minItems: 1, maxItems: 20 },
  from_on: { title: "停计的第一天", kind: "date", required: true, maxLength: 2000 },
  kind: { title: "外部原因的种类", kind: "choice", required: true, words: PauseKindWords },
  until_on: { title: "重新起算的第一天", kind: "date", required: true, maxLength: 2000 },
} as const satisfies Fields

export const PersonMetFields = {
  name: { title: "姓名", kind: "text", required: true, minLength: 1, maxLength: 50 },
  post: { title: "职务", kind: "text", maxLength: 100 },
} as const satisfies Fields

export const PickUpInputFields = {
  person_id: { title: "首谈人", kind: "id", required: true, hint: "首谈人，领取单位的人员", minimum: 1 },
  plan: { title: "打算怎样跟进", kind: "long", required: true, minLength: 2, maxLength: 500 },
  unit_id: { title: "以哪个单位领取", kind: "id", required: true, minimum: 1 },
} as const satisfies Fields

export const PlanInputFields = {
  after_no: { title: "上传时看到的最新版次", kind: "integer", required: true, hint: "上传时看到的最新版次，还没有方案的填0；已有人上传新版时返回409", minimum: 0, maximum: 100000 },
  approved_on: { title: "批准日期", kind: "date", required: true, hint: "不晚于今天", maxLength: 2000 },
  file_id: { title: "方案文件的附件", kind: "id", required: true, minimum: 1 },
  reason: { title: "修订的理由", kind: "long", hint: "第二版起必填", minLength: 2, maxLength: 500 },
  summary: { title: "要点", kind: "long", required: true, minLength: 2, maxLength: 2000 },
  title: { title: "方案名称", kind: "text", required: true, minLength: 2, maxLength: 200 },
} as const satisfies Fields

export const PreferencesInputFields = {
  last_export_template: { title: "各清单上次所用的导出模板", kind: "group", required: true, hint: "各清单上次所用的导出模板：清单名称 → 模板编号" },
  lists: { title: "各清单上次怎样看", kind: "group", required: true, hint: "各清单上次怎样看：清单名称 → 列、排序、密度" },
  menu_collapsed: { title: "左侧菜单是否收起", kind: "flag", required: true },
  single_keys: { title: "是否启用单键快捷键", kind: "flag", required: true },
  text_size: { title: "字号", kind: "choice", required: true, words: TextSizeWords },
} as const satisfies Fields

export const ProcedurePlanInputFields = {
  codes: { title: "事项代码", kind: "list", hint: "事项代码，取自模板；不填即默认的全部", minItems: 1, maxItems: 60 },
} as const satisfies Fields

export const ProcedureStepFields = {
  after: { title: "须先办结的手续", kind: "list", hint: "须先办结的手续（代码）", maxItems: 20 },
  applies: { title: "哪些项目要办", kind: "choice", required: true, words: StepAppliesWords },
  basis: { title: "法律依据", kind: "text", maxLength: 200 },
  code: { title: "代码", kind: "text", required: true, hint: "代码，小写英文加下划线", maxLength: 40, pattern: "^[a-z][a-z0-9_]{1,39}$" },
  name: { title: "名称", kind: "text", required: true, minLength: 2, maxLength: 60 },
  optional: { title: "视情况办理", kind: "flag", hint: "视情况办理，不在默认清单里；如可由区域评估替代的事项" },
  parallel_group: { title: "并联组", kind: "text", hint: "并联组：同组的手续同时办理", maxLength: 30 },
  window: { title: "责任窗口", kind: "text", maxLength: 60 },
  working_days: { title: "法定或标准时限", kind: "integer", hint: "法定或标准时限（工作日）；0为当日办结，空为没有规定", minimum: 0, maximum: 500 },
} as const satisfies Fields

export const ProceduresFields = {
  goal_working_days: { title: "全流程目标", kind: "integer", required: true, hint: "全流程目标（工作日），如“90个工作日内开工”", minimum: 1, maximum: 1000 },
  steps: { title: "各项手续", kind: "rows", required: true, hint: "各项手续，按办理先后排列", minItems: 1, maxItems: 60 },
} as const satisfies Fields

export const ProductionAuditInputFields = {
  opinion: { title: "审核意见", kind: "long", hint: "暂未通过、未通过时必填", minLength: 2, maxLength: 500 },
  result: { title: "审核结果", kind: "choice", required: true, words: AuditResultWords },
} as const satisfies Fields

export const ProductionReportInputFields = {
  metrics: { title: "各项指标", kind: "rows", required: true, hint: "各项指标，同一指标只报一次", minItems: 1, maxItems: 30 },
  month: { title: "月份", kind: "text", required: true, maxLength: 7, pattern: "^[0-9]{4}-(0[1-9]|1[0-2])$" },
  note: { title: "说明", kind: "long", maxLength: 1000 },
} as const satisfies Fields

export const ProgressDecisionInputFields = {
  approved: { title: "是否同意", kind: "flag", required: true },
  opinion: { title: "意见", kind: "long", hint: "不同意时必填", minLength: 2, maxLength: 500 },
} as const satisfies Fields

export const ProgressReasonInputFields = {
  reason: { title: "原因", kind: "long", required: true, minLength: 2, maxLength: 500 },
} as const satisfies Fields

export const ProjectBatchChangeFields = {
  add_tags: { title: "贴上的标签", kind: "list", hint: "已经有的不变", minItems: 1, maxItems: 20 },
  add_unit_ids: { title: "增加的配合单位", kind: "ids", hint: "已经是牵头或配合单位的不变", minItems: 1, maxItems: 20 },
  lead_unit_id: { title: "改由这个单位牵头", kind: "id", minimum: 1 },
  remove_tags: { title: "去掉的标签", kind: "list", hint: "没有的不变", minItems: 1, maxItems: 20 },
} as const satisfies Fields

export const ProjectBatchInputFields = {
  items: { title: "逐个登记", kind: "rows", required: true, hint: "逐个登记，各有各的结果，最多200个", minItems: 1, maxItems: 200 },
} as const satisfies Fields

export const ProjectBatchUpdateInputFields = {
  change: { title: "改什么", kind: "group", required: true },
  expected_count: { title: "提交人看到的符合条件的项目数", kind: "integer", hint: "提交人看到的符合条件的项目数，用 filter 时必填；与此刻的不同返回 409，什么也不改", minimum: 0, maximum: 10000000 },
  filter: { title: "选定符合条件的全部项目", kind: "long", hint: "选定符合条件的全部项目：查询项目的查询串，空文字为看得到的全部；与 items 二选一", maxLength: 8000 },
  items: { title: "逐个选定的项目", kind: "rows", hint: "逐个选定的项目，最多1000个；与 filter 二选一", minItems: 1, maxItems: 1000 },
} as const satisfies Fields

export const ProjectCodeEditFields = {
  ended_on: { title: "失效日期", kind: "date", hint: "为空即有效", maxLength: 2000 },
  obtained_on: { title: "赋码日期", kind: "date", maxLength: 2000 },
  reason: { title: "失效原因", kind: "long", hint: "填失效日期时必填", maxLength: 500 },
} as const satisfies Fields

export const ProjectCodeInputFields = {
  code: { title: "项目代码", kind: "text", required: true, hint: "项目代码（GB/T 40058-2021），24位，可省略连字符", minLength: 20, maxLength: 40 },
  obtained_on: { title: "赋码日期", kind: "date", maxLength: 2000 },
} as const satisfies Fields

export const ProjectInputFields = {
  build_kind: { title: "建设性质", kind: "choice", words: BuildKindWords },
  chain: { title: "所属产业链", kind: "text", maxLength: 100 },
  content: { title: "建设内容及规模", kind: "long", required: true, maxLength: 5000 },
  contract_amount_yuan: { title: "合同金额", kind: "money", hint: "合同（协议）金额；签约后经变更程序修改", minimum: 0, maximum: 1000000000000000 },
  division_code: { title: "建设地点的行政区划代码", kind: "text", hint: "建设地点的行政区划代码（GB/T 2260，六位）", maxLength: 6 },
  expected_jobs: { title: "预计用工", kind: "integer", hint: "预计用工（人）", minimum: 0, maximum: 10000000 },
  expected_output_yuan: { title: "预计年产值", kind: "money", minimum: 0, maximum: 1000000000000000 },
  expected_tax_yuan: { title: "预计年税收", kind: "money", minimum: 0, maximum: 1000000000000000 },
  first_contact_on: { title: "首次接触日期", kind: "date", maxLength: 2000 },
  fixed_assets_yuan: { title: "其中固定资产投资", kind: "money", hint: "其中固定资产投资，不超过总投资", minimum: 0, maximum: 1000000000000000 },
  industry: { title: "行业", kind: "text", hint: "行业（原文）", maxLength: 100 },
  industry_code: { title: "行业代码", kind: "text", hint: "行业代码（GB/T 4754-2017），如 C32、3240", maxLength: 5 },
  introducer: { title: "引荐人", kind: "text", maxLength: 100 },
  invest_mode: { title: "投资方式", kind: "choice", words: InvestModeWords },
  land_mu: { title: "用地面积", kind: "number", hint: "用地面积（亩）", minimum: 0, maximum: 10000000 },
  land_type: { title: "用地类型", kind: "choice", words: LandTypeWords },
  lead_source: { title: "线索来源", kind: "choice", words: LeadSourceWords },
  lead_unit_id: { title: "牵头单位", kind: "id", required: true, minimum: 1 },
  name: { title: "项目名称", kind: "text", required: true, minLength: 2, maxLength: 200 },
  park: { title: "所在园区", kind: "text", maxLength: 100 },
  place: { title: "建设地点", kind: "text", maxLength: 200 },
  planned_end: { title: "计划竣工时间", kind: "text", hint: "计划竣工时间：2028、2028-10，或年限 2018/2023", maxLength: 21 },
  planned_start: { title: "计划开工时间", kind: "text", hint: "计划开工时间：2026、2026-04、2026-04-01", maxLength: 21 },
  producing_on: { title: "投产日期", kind: "date", hint: "投产后经变更程序修改", maxLength: 2000 },
  remark: { title: "备注", kind: "long", maxLength: 5000 },
  signed_on: { title: "签约日期", kind: "date", hint: "签约后经变更程序修改", maxLength: 2000 },
  source: { title: "资料出处", kind: "long", hint: "资料出处（文件、网址）", maxLength: 500 },
  started_on: { title: "开工日期", kind: "date", hint: "开工后经变更程序修改", maxLength: 2000 },
  total_investment_yuan: { title: "总投资", kind: "money", minimum: 0, maximum: 1000000000000000 },
} as const satisfies Fields

export const ProjectPartiesInputFields = {
  parties: { title: "全部投资方与支持方", kind: "rows", required: true, hint: "全部投资方与支持方，按顺序；不在其中的视为退出", maxItems: 50 },
} as const satisfies Fields

export const ProjectPartyInputFields = {
  enterprise_id: { title: "企业库中的", kind: "id", hint: "与名称至少填一个", minimum: 1 },
  name: { title: "名称", kind: "text", hint: "与企业编号至少填一个", minLength: 2, maxLength: 200 },
  origin: { title: "资金来源地", kind: "choice", words: FundsOriginWords },
  role: { title: "角色", kind: "choice", required: true, words: PartyRoleWords },
  share_percent: { title: "出资比例", kind: "number", hint: "出资比例（%），两位小数；支持方不填", minimum: 0, maximum: 100 },
} as const satisfies Fields

export const ProjectPhaseInputFields = {
  amount_yuan: { title: "本期投资", kind: "money", required: true, minimum: 0, maximum: 1000000000000000 },
  name: { title: "名称", kind: "text", required: true, minLength: 1, maxLength: 100 },
  planned_end: { title: "计划结束", kind: "text", hint: "计划结束：2020、2020-12", maxLength: 21 },
  planned_start: { title: "计划开始", kind: "text", hint: "计划开始：2018、2018-04", maxLength: 21 },
} as const satisfies Fields

export const ProjectPhasesInputFields = {
  phases: { title: "全部分期", kind: "rows", required: true, hint: "全部分期，按顺序；空列表表示不分期", maxItems: 50 },
  total_investment_yuan: { title: "总投资", kind: "money", hint: "与分期一起修改时填写，不填则按现有总投资核对", minimum: 0, maximum: 1000000000000000 },
} as const satisfies Fields

export const ProjectTagsInputFields = {
  tags: { title: "全部标签", kind: "list", required: true, hint: "全部标签，每个不超过20个字，不含逗号、顿号和空格；不在其中的去掉", maxItems: 20 },
} as const satisfies Fields

export const ProjectUnitsInputFields = {
  unit_ids: { title: "全部配合单位", kind: "ids", required: true, hint: "不在其中的不再配合", maxItems: 50 },
} as const satisfies Fields

export const PromiseInputFields = {
  due_on: { title: "期限", kind: "date", required: true, maxLength: 2000 },
  owner_id: { title: "负责人", kind: "id", required: true, minimum: 1 },
  promise: { title: "承诺的内容", kind: "long", required: true, minLength: 2, maxLength: 1000 },
} as const satisfies Fields

export const ReasonInputFields = {
  reason: { title: "原因", kind: "long", required: true, minLength: 2, maxLength: 500 },
} as const satisfies Fields

export const ReceptionCancellationInputFields = {
  reason: { title: "理由", kind: "long", required: true, minLength: 2, maxLength: 500 },
} as const satisfies Fields

export const ReceptionInputFields = {
  arrives_on: { title: "到达日期", kind: "date", required: true, maxLength: 2000 },
  companies: { title: "来访企业", kind: "rows", required: true, hint: "不在企业库中的自动登记入库", maxItems: 50 },
  departs_on: { title: "离开日期", kind: "date", required: true, maxLength: 2000 },
  hosts: { title: "主陪人员", kind: "rows", required: true, maxItems: 100 },
  itinerary: { title: "日程", kind: "rows", required: true, maxItems: 100 },
  lead_unit_id: { title: "牵头单位", kind: "id", required: true, hint: "经办人只能填本单位或下属单位", minimum: 1 },
  letter_no: { title: "公函号", kind: "text", maxLength: 100 },
  questions: { title: "客人提出的问题", kind: "rows", required: true, maxItems: 100 },
  results: { title: "成果", kind: "long", maxLength: 5000 },
  settlement: { title: "结算", kind: "rows", required: true, maxItems: 100 },
  sites: { title: "参观点", kind: "rows", required: true, maxItems: 50 },
  source: { title: "资料出处", kind: "long", hint: "资料出处（文件、网址）", maxLength: 500 },
  subject: { title: "事由", kind: "long", required: true, minLength: 2, maxLength: 500 },
  visitors: { title: "客人", kind: "rows", required: true, maxItems: 200 },
} as const satisfies Fields

export const ReceptionPersonFields = {
  name: { title: "姓名", kind: "text", required: true, hint: "不知道的可写“等5人”", minLength: 1, maxLength: 100 },
  post: { title: "职务", kind: "text", maxLength: 100 },
  unit: { title: "单位", kind: "text", maxLength: 200 },
} as const satisfies Fields

export const ReceptionQuestionFields = {
  answer: { title: "当场的答复", kind: "long", maxLength: 1000 },
  question: { title: "问题", kind: "long", required: true, minLength: 1, maxLength: 1000 },
} as const satisfies Fields

export const ReceptionSiteFields = {
  name: { title: "名称", kind: "text", required: true, minLength: 1, maxLength: 200 },
  note: { title: "说明", kind: "long", maxLength: 500 },
} as const satisfies Fields

export const ReminderGroupFields = {
  after_every: { title: "逾期后每几天提醒一次", kind: "integer", required: true, hint: "0为不再提醒", minimum: 0, maximum: 60 },
  days_before: { title: "到期前几天提醒", kind: "list", required: true, hint: "到期前几天提醒，由大到小；0为当天；空即到期前不提醒", maxItems: 10 },
  kinds: { title: "哪些种类", kind: "choices", required: true, minItems: 1, maxItems: 60, words: InboxKindWords },
} as const satisfies Fields

export const ReminderRulesFields = {
  after_every: { title: "逾期后每几天提醒一次", kind: "integer", required: true, hint: "0为不再提醒", minimum: 0, maximum: 60 },
  at_hour: { title: "每天几点提醒", kind: "integer", required: true, hint: "每天几点提醒（北京时间）", minimum: 0, maximum: 23 },
  days_before: { title: "到期前几天提醒", kind: "list", required: true, hint: "到期前几天提醒，由大到小；0为当天", maxItems: 10 },
  groups: { title: "另有规定的种类", kind: "rows", required: true, maxItems: 30 },
  keep_days: { title: "提醒保留几天", kind: "integer", hint: "提醒保留几天，到期不论已读未读一并删除；待办事项本身不受影响", minimum: 30, maximum: 3660 },
  workdays_only: { title: "只在工作日提醒", kind: "flag", required: true, hint: "休息日到期的在此前最后一个工作日已提醒过" },
} as const satisfies Fields

export const RepeatAnswerInputFields = {
  answer: { title: "答复", kind: "choice", required: true, words: RepeatAnswerKindWords },
  other_project_id: { title: "对方项目", kind: "id", required: true, minimum: 1 },
  reason: { title: "理由", kind: "long", required: true, minLength: 2, maxLength: 500 },
} as const satisfies Fields

export const ReportRulesFields = {
  holiday_shift: { title: "截止日不上班时", kind: "choice", required: true, words: HolidayShiftWords },
  jump_times: { title: "本月投资达到上月的几倍以上要核对", kind: "integer", required: true, minimum: 2, maximum: 1000 },
  late_points: { title: "迟报、漏报一次的扣分", kind: "integer", required: true, minimum: -100, maximum: 0 },
  late_points_max: { title: "一年最多扣到", kind: "integer", required: true, minimum: -1000, maximum: 0 },
  monthly_due_day: { title: "月报截止日", kind: "integer", required: true, hint: "月报截止日：当月几日24:00", minimum: 1, maximum: 28 },
  production_stages: { title: "逐月报生产的阶段", kind: "choices", required: true, maxItems: 2, words: StageWords },
  stages: { title: "逐月报进度的阶段", kind: "choices", required: true, minItems: 1, maxItems: 13, words: StageWords },
  weekly_day: { title: "周报截止在星期几", kind: "choice", required: true, words: WeekDayWords },
  weekly_time: { title: "周报截止的钟点", kind: "text", required: true, hint: "周报截止的钟点（北京时间）", maxLength: 5, pattern: "^([01][0-9]|2[0-3]):[0-5][0-9]$" },
} as const satisfies Fields

export const RestatementInputFields = {
  amount_yuan: { title: "本月完成投资应增加多少", kind: "money", required: true, hint: "应减少的为负", minimum: -9000000000000, maximum: 9000000000000 },
  file_ids: { title: "佐证附件", kind: "ids", maxItems: 20 },
  month: { title: "更正哪个月", kind: "text", required: true, maxLength: 7, pattern: "^[0-9]{4}-(0[1-9]|1[0-2])$" },
  reason: { title: "更正原因", kind: "long", required: true, minLength: 2, maxLength: 500 },
} as const satisfies Fields

export const ResumptionInputFields = {
  reason: { title: "恢复说明", kind: "long", required: true, minLength: 2, maxLength: 500 },
} as const satisfies Fields

export const ReturnInputFields = {
  reason: { title: "退回理由", kind: "long", required: true, minLength: 2, maxLength: 500 },
  to: { title: "退回到的阶段", kind: "choice", required: true, hint: "退回到的阶段，须在当前阶段之前", words: StageWords },
} as const satisfies Fields

export const RevealInputFields = {
  reason: { title: "为什么要看", kind: "text", required: true, minLength: 2, maxLength: 200 },
} as const satisfies Fields

export const RevisionInputFields = {
  content: { title: "规则的完整内容", kind: "group", required: true, hint: "规则的完整内容，形式由种类决定，见本操作的 x-contents" },
  in_force_from: { title: "生效日", kind: "date", hint: "不填为今天，不能早于今天", maxLength: 2000 },
  reason: { title: "修改理由", kind: "long", required: true, minLength: 2, maxLength: 500 },
} as const satisfies Fields

export const RolesInputFields = {
  reason: { title: "授权依据", kind: "long", required: true, minLength: 2, maxLength: 500 },
  roles: { title: "全部角色", kind: "choices", required: true, hint: "三种管理员互斥，也不兼任业务角色", minItems: 1, maxItems: 7, words: RoleWords },
} as const satisfies Fields

export const RulingInputFields = {
  reason: { title: "理由", kind: "long", required: true, minLength: 2, maxLength: 1000 },
  ruling: { title: "裁定", kind: "choice", required: true, words: RulingWords },
  shares: { title: "共同跟进时的分成", kind: "rows", hint: "共同跟进时的分成：恰为双方单位，合计100%", maxItems: 20 },
} as const satisfies Fields

export const SavedViewInputFields = {
  columns: { title: "各列", kind: "rows", required: true, hint: "各列，依次", minItems: 1, maxItems: 200 },
  density: { title: "行的密度", kind: "choice", required: true, words: DensityWords },
  filters: { title: "条件", kind: "group", required: true, hint: "条件：与清单的查询参数同名，值的写法相同，最多40个" },
  list: { title: "清单", kind: "text", required: true, hint: "登记后不再改", maxLength: 40 },
  name: { title: "视图名称", kind: "text", required: true, hint: "视图名称，在同一清单的同一范围里不重复", minLength: 1, maxLength: 60 },
  scope: { title: "谁的视图", kind: "choice", required: true, hint: "登记后不再改", words: ViewScopeWords },
  sort: { title: "排序", kind: "text", hint: "排序：与清单的 sort 相同；空 = 清单自己的次序", maxLength: 200 },
} as const satisfies Fields

export const ServiceReasonInputFields = {
  reason: { title: "理由", kind: "long", required: true, minLength: 2, maxLength: 500 },
} as const satisfies Fields

export const ServiceRecordInputFields = {
  enterprise_id: { title: "企业", kind: "id", hint: "与项目至少写一个", minimum: 1 },
  file_ids: { title: "附件", kind: "ids", maxItems: 20 },
  happened_on: { title: "服务日期", kind: "date", required: true, hint: "不能晚于今天", maxLength: 2000 },
  project_id: { title: "项目", kind: "id", hint: "与企业至少写一个", minimum: 1 },
  said: { title: "做了什么", kind: "long", required: true, minLength: 2, maxLength: 2000 },
  service: { title: "哪项服务", kind: "choice", required: true, words: ServiceKindWords },
} as const satisfies Fields

export const ServiceTimesFields = {
  complaints: { title: "投诉", kind: "group", required: true },
  confirmation_days: { title: "确认链接几日内有效", kind: "integer", required: true, hint: "确认链接几日内有效（自然日）", minimum: 1, maximum: 90 },
  contact_days: { title: "多少日没有联系算冷落", kind: "integer", required: true, hint: "多少日没有联系算冷落（自然日）", minimum: 1, maximum: 365 },
  ticket_accept_days: { title: "困难提出后几个工作日内受理", kind: "integer", required: true, minimum: 0, maximum: 60 },
  ticket_city_days: { title: "市级协调的办理时限", kind: "integer", required: true, minimum: 1, maximum: 250 },
  ticket_county_days: { title: "县级协调的办理时限", kind: "integer", required: true, minimum: 1, maximum: 250 },
  ticket_leader_days: { title: "领导协调的办理时限", kind: "integer", required: true, minimum: 1, maximum: 250 },
} as const satisfies Fields

export const SettlementLineFields = {
  item: { title: "项目", kind: "text", required: true, minLength: 1, maxLength: 100 },
  spent_yuan: { title: "实支", kind: "money", required: true, minimum: 0, maximum: 1000000000000000 },
  standard: { title: "标准", kind: "text", maxLength: 200 },
} as const satisfies Fields

export const ShareConfirmationInputFields = {
  confirmed: { title: "确认", kind: "flag", required: true, hint: "否则退回" },
  opinion: { title: "意见", kind: "long", required: true, minLength: 2, maxLength: 500 },
} as const satisfies Fields

export const SignatureInputFields = {
  amount_yuan: { title: "金额", kind: "money", hint: "增资填增加的部分；只有意向、框架可以不填", minimum: 0, maximum: 1000000000000000 },
  event_id: { title: "签约活动", kind: "id", hint: "不在活动上签约的不填", minimum: 1 },
  files: { title: "附件", kind: "rows", hint: "附件：签约文本至少一份", maxItems: 50 },
  kind: { title: "性质", kind: "choice", required: true, words: SignatureKindWords },
  note: { title: "说明", kind: "long", maxLength: 2000 },
  parties: { title: "签约各方", kind: "long", required: true, minLength: 2, maxLength: 500 },
  predecessor_id: { title: "前一份文本的签约", kind: "id", hint: "协议转合同必填", minimum: 1 },
  signed_on: { title: "签约日期", kind: "date", required: true, hint: "签约日期，不晚于今天", maxLength: 2000 },
  signing_unit_id: { title: "签约单位", kind: "id", hint: "不填即填报人的单位（招商局或上级单位代填的，仍由原牵头单位负责）", minimum: 1 },
  strength: { title: "文本的效力", kind: "choice", required: true, words: StrengthWords },
} as const satisfies Fields

export const SigningEventInputFields = {
  edition: { title: "届次", kind: "integer", minimum: 1, maximum: 999 },
  held_from_on: { title: "开始日期", kind: "date", required: true, maxLength: 2000 },
  held_to_on: { title: "结束日期", kind: "date", required: true, maxLength: 2000 },
  host: { title: "主办单位", kind: "text", maxLength: 200 },
  kind: { title: "种类", kind: "choice", required: true, words: EventKindWords },
  name: { title: "名称", kind: "text", required: true, hint: "名称，不含届次", minLength: 2, maxLength: 100 },
  place: { title: "地点", kind: "text", maxLength: 200 },
  remark: { title: "备注", kind: "long", maxLength: 2000 },
} as const satisfies Fields

export const SlipClosingInputFields = {
  note: { title: "销号说明", kind: "long", hint: "没有反馈就销号的必须写明", maxLength: 1000 },
} as const satisfies Fields

export const SlipExtensionDecisionInputFields = {
  granted: { title: "是否同意", kind: "flag", required: true },
  opinion: { title: "意见", kind: "long", hint: "不同意的必须写明", maxLength: 1000 },
} as const satisfies Fields

export const SlipExtensionInputFields = {
  reason: { title: "理由", kind: "long", required: true, minLength: 2, maxLength: 1000 },
  until_on: { title: "延到哪一天", kind: "date", required: true, hint: "晚于现在的期限", maxLength: 2000 },
} as const satisfies Fields

export const SlipFeedbackInputFields = {
  file_ids: { title: "佐证材料", kind: "ids", maxItems: 20 },
  said: { title: "办理情况", kind: "long", required: true, minLength: 2, maxLength: 2000 },
} as const satisfies Fields

export const SlipInputFields = {
  basis: { title: "依据", kind: "choice", required: true, words: SlipBasisWords },
  basis_text: { title: "依据的出处", kind: "text", hint: "依据的出处，如会议名称、批示日期", maxLength: 300 },
  gap_days: { title: "差距天数", kind: "integer", minimum: 0, maximum: 10000 },
  gap_points: { title: "差距百分点", kind: "integer", hint: "差距百分点，以百分之一个百分点计，如 1050 为10.5个百分点", minimum: 0, maximum: 10000 },
  kind: { title: "种类", kind: "choice", required: true, hint: "警告单、约谈红单只由逾期升级产生，不能直接签发", words: SlipKindWords },
  matter: { title: "督办事项", kind: "long", required: true, minLength: 2, maxLength: 1000 },
  person_id: { title: "承办人", kind: "id", hint: "须是承办单位的人员，保密项目必须指定看得到项目的人", minimum: 1 },
  project_id: { title: "项目", kind: "id", minimum: 1 },
  unit_id: { title: "承办单位", kind: "id", hint: "督办项目的，须是项目的牵头或配合单位，不填即牵头单位", minimum: 1 },
  working_days: { title: "多少个工作日内反馈", kind: "integer", hint: "不填按规则", minimum: 1, maximum: 250 },
} as const satisfies Fields

export const SlipLevelRuleFields = {
  holder: { title: "升级到这一级时由谁承办", kind: "choice", required: true, hint: "写承办单位的，不再指定承办人", words: SlipHolderWords },
  kind: { title: "督办单种类", kind: "choice", required: true, words: SlipKindWords },
  working_days: { title: "多少个工作日内反馈", kind: "integer", required: true, minimum: 1, maximum: 250 },
} as const satisfies Fields

export const SlipReturnInputFields = {
  reason: { title: "理由", kind: "long", required: true, minLength: 2, maxLength: 1000 },
  working_days: { title: "多少个工作日内再反馈", kind: "integer", hint: "不填按规则", minimum: 1, maximum: 250 },
} as const satisfies Fields

export const SponsorLevelFields = {
  code: { title: "代码", kind: "text", required: true, maxLength: 60, pattern: "^[a-z][a-z0-9_]{1,59}$" },
  label: { title: "名称", kind: "text", required: true, minLength: 2, maxLength: 60 },
  min_total_investment_yuan: { title: "总投资不少于", kind: "money", required: true, minimum: 0, maximum: 1000000000000000 },
  unit_kinds: { title: "由哪类单位的领导包抓", kind: "choices", required: true, minItems: 1, maxItems: 6, words: UnitKindWords },
} as const satisfies Fields

export const SponsorshipRulesFields = {
  levels: { title: "各级", kind: "rows", required: true, hint: "各级，按总投资从高到低", minItems: 1, maxItems: 10 },
  required_from: { title: "从哪个阶段起必须有包抓领导", kind: "choice", required: true, words: StageWords },
} as const satisfies Fields

export const StageRecordInputFields = {
  claimed_on: { title: "申报的日期", kind: "date", hint: "申报的日期，不晚于今天；提交前须填", maxLength: 2000 },
  evidence: { title: "凭据", kind: "rows", maxItems: 200 },
  facts: { title: "事实", kind: "group" },
  note: { title: "说明", kind: "long", maxLength: 2000 },
  stage: { title: "申报进入的阶段", kind: "choice", required: true, hint: "建好后不可更改", words: StageWords },
} as const satisfies Fields

export const StatisticsEntryInputFields = {
  entered_on: { title: "入统日期", kind: "date", required: true, maxLength: 2000 },
  file_ids: { title: "佐证附件", kind: "ids", required: true, minItems: 1, maxItems: 20 },
  note: { title: "说明", kind: "long", maxLength: 500 },
} as const satisfies Fields

export const StockOpinionFields = {
  opinion: { title: "意见", kind: "text", required: true, minLength: 2, maxLength: 200 },
  result: { title: "用于哪种结论", kind: "choice", required: true, words: AuditResultWords },
} as const satisfies Fields

export const SubmissionsInputFields = {
  month: { title: "月份", kind: "text", required: true, maxLength: 7, pattern: "^[0-9]{4}-(0[1-9]|1[0-2])$" },
  rows: { title: "哪些项目", kind: "rows", required: true, minItems: 1, maxItems: 1000 },
} as const satisfies Fields

export const SubstituteInputFields = {
  from_on: { title: "从哪天起", kind: "date", required: true, maxLength: 2000 },
  reason: { title: "理由", kind: "long", required: true, minLength: 2, maxLength: 500 },
  substitute_id: { title: "代理人", kind: "id", required: true, minimum: 1 },
  until_on: { title: "到哪天止", kind: "date", required: true, hint: "到哪天止（含当日），最长一年", maxLength: 2000 },
  user_id: { title: "被代理的人", kind: "id", hint: "不填为本人", minimum: 1 },
} as const satisfies Fields

export const SupervisionRulesFields = {
  extension_days_max: { title: "一次延期最多多少个工作日", kind: "integer", required: true, minimum: 1, maximum: 250 },
  instruction_days: { title: "领导批示多少个工作日内回复", kind: "integer", required: true, minimum: 1, maximum: 250 },
  levels: { title: "各种督办单的时限", kind: "rows", required: true, hint: "各种督办单的时限，六种各一条", minItems: 6, maxItems: 6 },
  phrases: { title: "批示常用语", kind: "list", required: true, maxItems: 20 },
} as const satisfies Fields

export const SuspensionInputFields = {
  expected_return_on: { title: "预计恢复日期", kind: "date", required: true, hint: "预计恢复日期，须晚于今天", maxLength: 2000 },
  reason: { title: "暂缓理由", kind: "long", required: true, minLength: 2, maxLength: 500 },
} as const satisfies Fields

export const TakeoverInputFields = {
  items: { title: "逐个补录", kind: "rows", required: true, hint: "逐个补录，各有各的结果，最多200个", minItems: 1, maxItems: 200 },
  proof_file_ids: { title: "共同的证明附件", kind: "ids", required: true, minItems: 1, maxItems: 20 },
  reason: { title: "理由", kind: "long", required: true, minLength: 2, maxLength: 500 },
} as const satisfies Fields

export const TakeoverItemFields = {
  amount_yuan: { title: "金额", kind: "money", minimum: 0, maximum: 1000000000000000 },
  event_id: { title: "签约活动", kind: "id", hint: "活动已关闭的也可以", minimum: 1 },
  parties: { title: "签约各方", kind: "long", minLength: 2, maxLength: 500 },
  project_id: { title: "项目", kind: "id", required: true, minimum: 1 },
  signed_on: { title: "签约日期", kind: "date", maxLength: 2000 },
  strength: { title: "文本的效力", kind: "choice", hint: "不填为合同", words: StrengthWords },
} as const satisfies Fields

export const TalkInputFields = {
  enterprise_id: { title: "企业", kind: "id", hint: "与项目至少写一个，只写项目而投资方只有一家的自动填上", minimum: 1 },
  file_ids: { title: "附件", kind: "ids", hint: "附件（照片、纪要等）", maxItems: 20 },
  happened_on: { title: "洽谈日期", kind: "date", required: true, hint: "不能晚于今天", maxLength: 2000 },
  kind: { title: "洽谈方式", kind: "choice", required: true, words: TalkKindWords },
  next_due_on: { title: "下一步的期限", kind: "date", hint: "不早于洽谈日期", maxLength: 2000 },
  next_owner_id: { title: "下一步的负责人", kind: "id", hint: "须看得到这家企业或这个项目", minimum: 1 },
  next_step: { title: "下一步", kind: "long", hint: "与负责人、期限一起填写，或都不填", maxLength: 500 },
  our_others: { title: "我方其他人员", kind: "long", hint: "没有账号的写姓名、职务", maxLength: 500 },
  our_user_ids: { title: "我方人员", kind: "ids", hint: "登记时不填即本人", maxItems: 30 },
  outcome: { title: "结果", kind: "choice", words: VisitOutcomeWords },
  place: { title: "地点", kind: "text", maxLength: 200 },
  project_id: { title: "项目", kind: "id", hint: "与企业至少写一个", minimum: 1 },
  said: { title: "谈了什么", kind: "long", required: true, minLength: 2, maxLength: 2000 },
  their_people: { title: "对方人员", kind: "long", hint: "姓名、职务", maxLength: 500 },
  unit_id: { title: "登记单位", kind: "id", hint: "不填即本单位，经办人只能填本单位或下属单位", minimum: 1 },
} as const satisfies Fields

export const TalkWithdrawalInputFields = {
  reason: { title: "理由", kind: "long", required: true, minLength: 2, maxLength: 500 },
} as const satisfies Fields

export const TargetInputFields = {
  basis: { title: "依据", kind: "text", hint: "依据，如任务分解文件的文号", minLength: 2, maxLength: 200 },
  target: { title: "任务数", kind: "integer", hint: "任务数：金额类为元，其余为项；空为取消", minimum: 1, maximum: 1000000000000000 },
} as const satisfies Fields

export const TerminationInputFields = {
  cause: { title: "原因在哪一方", kind: "choice", required: true, words: TerminationCauseWords },
  decided_by: { title: "由谁决定", kind: "text", required: true, hint: "由谁决定：会议或领导", minLength: 2, maxLength: 200 },
  reason: { title: "终止理由", kind: "long", required: true, minLength: 2, maxLength: 500 },
} as const satisfies Fields

export const TicketAcceptanceInputFields = {
  promised_on: { title: "承诺哪天答复", kind: "date", hint: "不填按协调层级的时限", maxLength: 2000 },
  text: { title: "说明", kind: "long", maxLength: 500 },
  unit_id: { title: "办理单位", kind: "id", hint: "不填即本单位", minimum: 1 },
} as const satisfies Fields

export const TicketAnswerInputFields = {
  file_ids: { title: "附件", kind: "ids", maxItems: 20 },
  text: { title: "怎么解决的", kind: "long", required: true, minLength: 2, maxLength: 2000 },
} as const satisfies Fields

export const TicketConfirmationInputFields = {
  satisfaction: { title: "满意度", kind: "integer", hint: "满意度，1（很不满意）至5（很满意）；解决了的必填", minimum: 1, maximum: 5 },
  solved: { title: "解决了", kind: "flag", required: true, hint: "解决了（true），或没有解决（false，重开）" },
  text: { title: "意见", kind: "long", hint: "没有解决的必填", minLength: 2, maxLength: 1000 },
} as const satisfies Fields

export const TicketEscalationInputFields = {
  level: { title: "提请到哪一级", kind: "choice", required: true, hint: "只能更高", words: TicketLevelWords },
  reason: { title: "理由", kind: "long", required: true, minLength: 2, maxLength: 500 },
} as const satisfies Fields

export const TicketInputFields = {
  blocks: { title: "卡住了什么", kind: "text", maxLength: 200 },
  enterprise_id: { title: "企业", kind: "id", hint: "只写项目而投资方只有一家的自动填上，企业自己提出的就是本企业", minimum: 1 },
  file_ids: { title: "附件", kind: "ids", maxItems: 20 },
  kind: { title: "类型", kind: "choice", required: true, words: DifficultyWords },
  project_id: { title: "项目", kind: "id", minimum: 1 },
  said: { title: "具体情况", kind: "long", required: true, minLength: 2, maxLength: 2000 },
  title: { title: "标题", kind: "text", required: true, minLength: 2, maxLength: 100 },
} as const satisfies Fields

export const TicketSignatureInputFields = {
  agreed: { title: "同意无法办理", kind: "flag", required: true, hint: "同意（true）无法办理，或退回继续办理（false）" },
  opinion: { title: "意见", kind: "long", hint: "退回时必填", minLength: 2, maxLength: 500 },
} as const satisfies Fields

export const TransferInputFields = {
  duties: { title: "后续义务", kind: "long", hint: "后续义务：流转后原单位仍须做的", maxLength: 1000 },
  reason: { title: "流转原因", kind: "long", required: true, minLength: 2, maxLength: 500 },
  unit_ids: { title: "征询哪些区域或单位", kind: "ids", required: true, hint: "征询哪些区域或单位，可同时征询几家，先承接者为准", minItems: 1, maxItems: 20 },
} as const satisfies Fields

export const TransferResetInputFields = {
  reason: { title: "理由", kind: "long", required: true, minLength: 2, maxLength: 500 },
  unit_ids: { title: "改为征询哪些单位", kind: "ids", required: true, hint: "尚未答复的征询全部撤回", minItems: 1, maxItems: 20 },
} as const satisfies Fields

export const TransitionInputFields = {
  dry_run: { title: "只试算", kind: "flag", hint: "只试算，不办理" },
  reason: { title: "理由", kind: "long", hint: "退回时必填", minLength: 2, maxLength: 500 },
  to: { title: "目标阶段", kind: "choice", required: true, words: StageWords },
} as const satisfies Fields

export const TripBudgetInputFields = {
  budget: { title: "全部经费项", kind: "rows", required: true, hint: "全部经费项，按顺序", maxItems: 50 },
} as const satisfies Fields

export const TripBudgetLineFields = {
  item: { title: "项目", kind: "text", required: true, minLength: 1, maxLength: 100 },
  planned_yuan: { title: "预算", kind: "money", required: true, minimum: 0, maximum: 1000000000000000 },
  spent_yuan: { title: "实支", kind: "money", hint: "返回后填写", minimum: 0, maximum: 1000000000000000 },
  standard: { title: "标准", kind: "text", maxLength: 200 },
} as const satisfies Fields

export const TripCancellationInputFields = {
  reason: { title: "理由", kind: "long", required: true, minLength: 2, maxLength: 500 },
} as const satisfies Fields

export const TripClosingInputFields = {
  activities: { title: "主要活动", kind: "long", required: true, minLength: 2, maxLength: 5000 },
  coordination: { title: "需协调的事项", kind: "long", maxLength: 5000 },
  results: { title: "成果", kind: "long", maxLength: 5000 },
} as const satisfies Fields

export const TripCompanyInputFields = {
  enterprise_id: { title: "企业库中的", kind: "id", hint: "与名称至少填一个", minimum: 1 },
  name: { title: "名称", kind: "text", hint: "与企业编号至少填一个", minLength: 2, maxLength: 200 },
  reason: { title: "拜访理由", kind: "long", maxLength: 500 },
} as const satisfies Fields

export const TripDecisionInputFields = {
  opinion: { title: "意见", kind: "long", hint: "退回时必填", maxLength: 500 },
  result: { title: "结论", kind: "choice", required: true, words: PlanDecisionWords },
} as const satisfies Fields

export const TripInputFields = {
  budget: { title: "经费", kind: "rows", required: true, maxItems: 50 },
  chain: { title: "产业链", kind: "text", maxLength: 100 },
  companies: { title: "计划拜访的企业", kind: "rows", required: true, maxItems: 200 },
  kind: { title: "类别", kind: "choice", required: true, words: TripKindWords },
  lead_unit_id: { title: "牵头单位", kind: "id", required: true, hint: "经办人只能填本单位或下属单位", minimum: 1 },
  leader: { title: "带队领导", kind: "group", required: true },
  legs: { title: "行程", kind: "rows", required: true, hint: "行程，按先后", minItems: 1, maxItems: 50 },
  members: { title: "随行人员", kind: "rows", required: true, maxItems: 100 },
  purpose: { title: "目的", kind: "long", required: true, minLength: 2, maxLength: 500 },
  source: { title: "资料出处", kind: "long", hint: "资料出处（文件、网址）", maxLength: 500 },
  station: { title: "驻点组名称", kind: "text", hint: "类别为驻点时必填", maxLength: 100 },
} as const satisfies Fields

export const TripLegInputFields = {
  city: { title: "城市", kind: "text", hint: "与区划代码至少填一个，境外只填城市", minLength: 1, maxLength: 100 },
  division_code: { title: "行政区划代码", kind: "text", hint: "行政区划代码（GB/T 2260）；与城市至少填一个", maxLength: 6, pattern: "^[0-9]{2}([0-9]{2}){0,2}$" },
  from_on: { title: "起", kind: "date", required: true, maxLength: 2000 },
  to_on: { title: "止", kind: "date", required: true, maxLength: 2000 },
} as const satisfies Fields

export const TripPersonInputFields = {
  name: { title: "姓名", kind: "text", hint: "填了人员编号的以账号为准", minLength: 1, maxLength: 100 },
  post: { title: "职务", kind: "text", hint: "填了人员编号的可不填", maxLength: 100 },
  unit: { title: "单位", kind: "text", hint: "填了人员编号的可不填", maxLength: 100 },
  user_id: { title: "人员", kind: "id", hint: "与姓名至少填一个", minimum: 1 },
} as const satisfies Fields

export const TripProjectInputFields = {
  confirmed_different: { title: "已与疑似重复的项目核对过", kind: "flag", hint: "已与疑似重复的项目核对过，确认不是同一个" },
  content: { title: "建设内容及规模", kind: "long", required: true, minLength: 2, maxLength: 5000 },
  lead_unit_id: { title: "牵头单位", kind: "id", hint: "不填即行程的牵头单位", minimum: 1 },
  name: { title: "项目名称", kind: "text", required: true, minLength: 2, maxLength: 200 },
  total_investment_yuan: { title: "拟投总投资", kind: "money", minimum: 0, maximum: 1000000000000000 },
} as const satisfies Fields

export const TripReturnInputFields = {
  returned_on: { title: "实际返回日期", kind: "date", required: true, hint: "报告期限从这天算", maxLength: 2000 },
} as const satisfies Fields

export const TripTimesFields = {
  callback_days: { title: "来访客人离开后第几日回访", kind: "list", required: true, hint: "来访客人离开后第几日回访，由小到大", minItems: 1, maxItems: 10 },
  report_days_abroad: { title: "因公出访返回后几日内交报告", kind: "integer", required: true, minimum: 1, maximum: 90 },
  report_days_home: { title: "国内外出招商返回后几日内交报告", kind: "integer", required: true, minimum: 1, maximum: 90 },
} as const satisfies Fields

export const TripTotalInputFields = {
  companies: { title: "企业数", kind: "integer", minimum: 0, maximum: 1000000 },
  from_on: { title: "期间起", kind: "date", maxLength: 2000 },
  intentions: { title: "合作意向数", kind: "integer", minimum: 0, maximum: 1000000 },
  lower_bound: { title: "企业数只是下限", kind: "flag", required: true },
  period: { title: "期间", kind: "text", required: true, hint: "期间，按原文", minLength: 2, maxLength: 200 },
  provinces: { title: "到过的省", kind: "list", required: true, hint: "到过的省：代码或名称", maxItems: 34 },
  reported_by: { title: "单位或领导", kind: "text", required: true, hint: "单位或领导，按原文", minLength: 2, maxLength: 200 },
  results: { title: "成果", kind: "long", hint: "成果，按原文", maxLength: 2000 },
  source: { title: "出处", kind: "long", required: true, minLength: 2, maxLength: 500 },
  to_on: { title: "期间止", kind: "date", maxLength: 2000 },
  trips: { title: "外出次数", kind: "integer", minimum: 0, maximum: 100000 },
  unit_id: { title: "单位", kind: "id", minimum: 1 },
} as const satisfies Fields

export const TripTotalWithdrawalInputFields = {
  reason: { title: "理由", kind: "long", required: true, minLength: 2, maxLength: 500 },
} as const satisfies Fields

export const UnchangedInputFields = {
  month: { title: "月份", kind: "text", required: true, maxLength: 7, pattern: "^[0-9]{4}-(0[1-9]|1[0-2])$" },
  project_ids: { title: "项目", kind: "ids", required: true, minItems: 1, maxItems: 1000 },
} as const satisfies Fields

export const UnitClosureInputFields = {
  reason: { title: "撤销或合并的依据", kind: "long", required: true, minLength: 2, maxLength: 500 },
  valid_until: { title: "撤销日期", kind: "date", required: true, hint: "当日仍有效", maxLength: 2000 },
} as const satisfies Fields

export const UnitInputFields = {
  division_code: { title: "行政区划代码", kind: "text", hint: "行政区划代码，6位；见代码表", minLength: 6, maxLength: 6, pattern: "^[0-9]{6}$" },
  kind: { title: "单位类别", kind: "choice", required: true, words: UnitKindWords },
  name: { title: "单位全称", kind: "text", required: true, hint: "单位全称，全市唯一", minLength: 2, maxLength: 100 },
  parent_id: { title: "上级单位", kind: "id", hint: "只有“市（本级）”可以为空", minimum: 1 },
  short_name: { title: "简称", kind: "text", hint: "不填则用全称", minLength: 1, maxLength: 30 },
  sort_no: { title: "同级中的法定排序号", kind: "integer", required: true, hint: "同级中的法定排序号，小的在前", minimum: 0, maximum: 999999 },
  valid_from: { title: "成立日期", kind: "date", maxLength: 2000 },
} as const satisfies Fields

export const UserInputFields = {
  name: { title: "姓名", kind: "text", required: true, minLength: 2, maxLength: 50 },
  phone: { title: "办公电话或手机", kind: "text", maxLength: 30, pattern: "^[0-9+() -]{5,30}$" },
  post: { title: "职务", kind: "text", required: true, maxLength: 50 },
  sort_no: { title: "领导排序号", kind: "integer", required: true, hint: "领导排序号，小的在前；一般人员填 9999", minimum: 0, maximum: 9999 },
  unit_id: { title: "所在单位", kind: "id", required: true, minimum: 1 },
  username: { title: "用户名", kind: "text", required: true, hint: "用户名：小写字母开头，可含数字、点、下划线、连字符，全市唯一", minLength: 2, maxLength: 32, pattern: "^[a-z][a-z0-9._-]*$" },
} as const satisfies Fields

export const ViewColumnFields = {
  field: { title: "清单的字段", kind: "text", required: true, maxLength: 60, pattern: "^[a-z][a-z0-9_]*$" },
  pinned: { title: "是否固定在左侧", kind: "flag" },
  width_px: { title: "列宽", kind: "integer", required: true, hint: "列宽（像素）", minimum: 40, maximum: 800 },
} as const satisfies Fields

export const VisitEditFields = {
  card_file_id: { title: "名片照片", kind: "id", minimum: 1 },
  leg: { title: "第几段行程", kind: "integer", hint: "不填则按日期认", minimum: 1, maximum: 50 },
  met_on: { title: "见面日期", kind: "date", maxLength: 2000 },
  next_step: { title: "下一步的打算", kind: "long", maxLength: 500 },
  note: { title: "记录", kind: "long", maxLength: 5000 },
  persons: { title: "见到的人", kind: "rows", required: true, maxItems: 30 },
  place: { title: "地点", kind: "text", maxLength: 200 },
} as const satisfies Fields

export const VisitInputFields = {
  card_file_id: { title: "名片照片", kind: "id", minimum: 1 },
  company: { title: "企业", kind: "group", required: true, hint: "企业：计划之内的，或途中新增的" },
  leg: { title: "第几段行程", kind: "integer", hint: "不填则按日期认", minimum: 1, maximum: 50 },
  met_on: { title: "见面日期", kind: "date", hint: "补录旧记录而不知道日期的可不填", maxLength: 2000 },
  next_step: { title: "下一步的打算", kind: "long", maxLength: 500 },
  note: { title: "记录", kind: "long", maxLength: 5000 },
  persons: { title: "见到的人", kind: "rows", required: true, maxItems: 30 },
  place: { title: "地点", kind: "text", maxLength: 200 },
} as const satisfies Fields

export const WithdrawalInputFields = {
  reason: { title: "退库理由", kind: "long", required: true, minLength: 2, maxLength: 500 },
} as const satisfies Fields

export const YearPlanInputFields = {
  invested_before_yuan: { title: "截至上年底累计完成", kind: "money", hint: "不填则取上年最后一份月报", minimum: 0, maximum: 9000000000000000 },
  months: { title: "一月到十二月的累计计划", kind: "list", hint: "不填则按月平均", maxItems: 12 },
  planned_yuan: { title: "年度计划投资", kind: "money", required: true, minimum: 1, maximum: 9000000000000000 },
} as const satisfies Fields
