// Generated from openapi/openapi.json by scripts/gen.mjs. Do not edit.

export const AcceptanceInputTitles = {
  opinion: "承接意见",
  person_id: "承接后的首谈人",
  unit_id: "以哪个单位承接",
} as const

export const ActingPersonTitles = {
  until_on: "代到哪天",
  user_id: "人员编号",
  user_name: "姓名",
} as const

export const AliasInputTitles = {
  alias: "别名、简称或曾用名",
  confirmed_different: "已看过使用同名的企业",
} as const

export const AmendFieldWords = {
  total_investment_yuan: "总投资",
  lead_unit_id: "牵头单位",
  contract_amount_yuan: "合同金额（没有签约登记的旧项目）",
  signed_on: "签约日期（没有签约登记的旧项目）",
  started_on: "开工日期",
  producing_on: "投产日期",
  signature_amount_yuan: "签约的金额",
  signature_signed_on: "签约的日期",
  signature_event_id: "签约的活动",
} as const

export const AmendedValueTitles = {
  id: "单位编号或活动编号",
  on: "日期",
  yuan: "金额",
} as const

export const AmendmentTitles = {
  audit_opinion: "最近一次审核意见",
  audited_at: "审核时刻",
  audited_by: "审核人",
  created_at: "填报时刻",
  created_by: "填报人",
  effective_on: "生效日期",
  field: "变更的事实",
  id: "变更编号",
  label: "事项",
  new_name: "新值是单位或活动的",
  new_value: "新值",
  old_name: "原值是单位或活动的",
  old_value: "原值",
  phases: "随总投资一起变更的分期",
  project_id: "项目编号",
  project_name: "项目名称",
  project_number: "项目编号",
  proof_file_id: "凭据附件编号",
  reason: "理由",
  signature_id: "签约编号",
  state: "状态",
  submitted_at: "提交时刻",
  submitted_by: "提交人",
  updated_at: "最近变动时刻",
  version: "版本",
} as const

export const AmendmentInputTitles = {
  field: "变更的事实",
  new_value: "新值",
  phases: "随总投资一起变更的分期",
  proof_file_id: "凭据附件编号",
  reason: "理由",
  signature_id: "签约编号",
} as const

export const AmendmentInputPatchTitles = {
  field: "变更的事实",
  new_value: "新值",
  phases: "随总投资一起变更的分期",
  proof_file_id: "凭据附件编号",
  reason: "理由",
  signature_id: "签约编号",
} as const

export const AmendmentOpinionTitles = {
  given_at: "时刻",
  given_by: "审核人",
  opinion: "意见",
  result: "结论",
} as const

export const AmendmentViewTitles = {
  can: "当前用户可办理的事项",
  current_value: "现值",
  opinions: "历次审核意见",
  proof: "凭据",
} as const

export const AmountWords = {
  total_investment_yuan: "总投资",
  fixed_assets_yuan: "固定资产投资",
  contract_amount_yuan: "合同金额",
  phases_yuan: "分期金额合计",
  funds_in_place_yuan: "到位资金（已审核）",
  funds_outside_province_yuan: "省外到位资金（已审核）",
  funds_outside_city_yuan: "市外到位资金（已审核）",
} as const

export const ApiTokenTitles = {
  addresses: "允许的来源地址",
  created_at: "签发时刻",
  created_by: "签发人",
  enterprise_id: "所代表的合作企业",
  expires_at: "失效时刻",
  id: "令牌编号",
  last_used_at: "最近使用",
  name: "用途名称",
  prefix: "令牌的公开部分",
  revoke_reason: "吊销原因",
  revoked_at: "吊销时刻",
  revoked_by: "吊销人",
  scopes: "权限范围",
  version: "版本",
} as const

export const ApiTokenInputTitles = {
  addresses: "允许的来源地址或网段",
  enterprise_id: "所代表的合作企业",
  expires_on: "最后有效日",
  name: "用途名称",
  scopes: "权限范围",
} as const

export const ApiTokenIssuedTitles = {
  secret: "令牌全文",
} as const

export const ApiTokenViewTitles = {
  can: "您可以办理的事项",
  created_by_name: "签发人姓名",
  enterprise_name: "合作企业名称",
  expires_on: "最后有效日",
  state: "状态",
} as const

export const ApprovalCompletionInputTitles = {
  file_ids: "批文、证书扫描件",
  finished_on: "办结日期",
  result_number: "批文、证书编号",
} as const

export const ApprovalItemTitles = {
  actual_days: "实际用时",
  after_codes: "须先办结的事项",
  basis: "法律依据",
  code: "事项代码",
  created_at: "登记时刻",
  created_by: "登记人",
  due_on: "应办结日期",
  file_ids: "附件编号",
  finished_on: "办结日期",
  id: "手续编号",
  longer_reason: "承诺长于标准的理由",
  name: "事项名称",
  parallel_group: "并联组",
  project_code: "国家项目代码",
  project_id: "项目编号",
  promised_days: "承诺时限",
  received_on: "收件日期",
  result_number: "批文、证书编号",
  sort_no: "顺序",
  standard_days: "标准时限",
  state: "办到哪里",
  state_reason: "无须办理或重新办理的理由",
  unit_id: "责任单位编号",
  updated_at: "最近变动时刻",
  version: "版本",
  window_name: "责任窗口",
} as const

export const ApprovalItemInputTitles = {
  after: "须先办结的事项",
  basis: "法律依据",
  code: "事项代码",
  file_ids: "附件",
  longer_reason: "承诺长于标准的理由",
  name: "事项名称",
  parallel_group: "并联组",
  project_code: "国家项目代码",
  promised_days: "承诺时限",
  result_number: "批文、证书编号",
  standard_days: "标准时限",
  unit_id: "责任单位编号",
  window_name: "责任窗口",
} as const

export const ApprovalItemViewTitles = {
  can: "当前调用者可以办理的操作",
  days_overdue: "逾期天数",
  due_because: "为什么是这一天",
  files: "附件",
  pauses: "各次暂停",
  project_name: "项目名称",
  project_number: "项目编号",
  unit_name: "责任单位名称",
  used_days: "已用时",
  waits_for: "还没有办结的前置事项",
} as const

export const ApprovalPauseTitles = {
  file_ids: "证明材料",
  from_on: "停计的第一天",
  id: "编号",
  paused_at: "登记时刻",
  paused_by: "登记人",
  reason: "外部原因",
  resumed_at: "恢复时刻",
  resumed_by: "恢复人",
  until_on: "重新起算的第一天",
} as const

export const ApprovalPauseInputTitles = {
  file_ids: "证明材料",
  from_on: "停计的第一天",
  reason: "外部原因",
} as const

export const ApprovalReceptionInputTitles = {
  longer_reason: "承诺长于标准的理由",
  promised_days: "承诺时限",
  received_on: "收件日期",
} as const

export const ApprovalResumptionInputTitles = {
  until_on: "重新起算的第一天",
} as const

export const ApprovalStateWords = {
  planned: "待报件",
  received: "办理中",
  paused: "暂停计时",
  finished: "已办结",
  not_needed: "无须办理",
} as const

export const AskStateWords = {
  asked: "待答复",
  accepted: "承接",
  declined: "不承接",
  withdrawn: "已撤回",
} as const

export const AskViewTitles = {
  answered_at: "答复时刻",
  asked_at: "征询时刻",
  opinion: "意见",
  state: "答复",
  unit: "单位",
} as const

export const AssignmentTitles = {
  assigned_by: "指定人",
  began_at: "登记时刻",
  end_reason: "结束的理由",
  ended_at: "结束登记的时刻",
  ended_by: "结束人",
  from_on: "从哪天起",
  handover_id: "随哪次移交而来",
  id: "任期编号",
  post: "当时的职务",
  project_id: "项目编号",
  reason: "任职或更换的理由",
  role: "角色",
  unit_id: "当时所在单位编号",
  until_on: "到哪天止",
  user_id: "人员编号",
  version: "版本",
} as const

export const AssignmentEndingInputTitles = {
  reason: "理由",
  until_on: "最后一天",
} as const

export const AssignmentInputTitles = {
  from_on: "从哪天起",
  reason: "理由",
  replaces: "接替哪一段任期",
  role: "角色",
  until_on: "到哪天止",
  user_id: "担任的人",
} as const

export const AssignmentItemTitles = {
  lead_unit_name: "牵头单位名称",
  project_name: "项目名称",
  project_number: "项目编号",
} as const

export const AssignmentRoleWords = {
  sponsor: "包抓领导",
  commissioner: "服务专员",
  liaison: "联络员",
} as const

export const AssignmentViewTitles = {
  unit_name: "单位名称",
  user_name: "姓名",
} as const

export const AttributionWords = {
  first_contact: "归第一次拜访投资方的那次外出",
  decisive: "归使其成为项目的那次外出",
  equal: "由关联的各次外出平分",
} as const

export const AuditInputTitles = {
  keep_lead_reason: "审核签约时",
  opinion: "意见",
  result: "结论",
} as const

export const AuditResultWords = {
  passed: "审核通过",
  supplement: "暂未通过（待补充）",
  rejected: "审核未通过",
} as const

export const AuditStateWords = {
  draft: "已保存",
  submitted: "已提交",
  passed: "审核通过",
  supplement: "暂未通过",
  rejected: "审核未通过",
  recalled: "已撤回",
} as const

export const BlockingTitles = {
  code: "缺项种类",
  field: "涉及的字段或凭据",
  how_to_fix: "怎么补",
  message: "缺什么",
} as const

export const BoardCardTitles = {
  days_in_stage: "在本阶段的天数",
  end_state: "结束状态",
  id: "项目编号",
  lead_unit_id: "牵头单位",
  name: "项目名称",
  number: "项目编号",
  overdue: "是否超过提醒天数",
  stage_since_on: "进入本阶段的日期",
  total_investment_yuan: "总投资",
} as const

export const BoardColumnTitles = {
  items: "本页卡片",
  label: "中文",
  page: "页码",
  per_page: "每页条数",
  stage: "阶段",
  total: "项目数",
  total_investment_yuan: "总投资合计",
  without_amount: "未填总投资的项目数",
} as const

export const BoardViewTitles = {
  columns: "各列",
  total: "全部列的项目数",
  total_investment_yuan: "全部列的总投资合计",
} as const

export const BuildKindWords = {
  new: "新建",
  continued: "续建",
  extension: "扩建",
  conversion: "改建",
  relocation: "迁建",
  restoration: "恢复",
} as const

export const CalendarDayTitles = {
  kind: "与平常的星期几有何不同",
  name: "节日名称",
  on: "日期",
  reason: "为什么",
  source: "依据",
  version: "版本",
  weekday: "星期几",
  working: "是否工作日",
} as const

export const CalendarDayInputTitles = {
  kind: "放假、调休上班",
  name: "节日名称",
  source: "依据",
} as const

export const CalendarYearTitles = {
  can: "调用者可以办理的事",
  days: "与平常的星期几不同的日子",
  decreed: "放假安排是否已公布并录入",
  source: "依据",
  version: "版本",
  warning: "尚未公布时的提醒",
  working_days: "全年工作日数",
  year: "年份",
} as const

export const CalendarYearInputTitles = {
  decreed: "放假安排是否已公布并录入",
  source: "依据",
} as const

export const CallbackInputTitles = {
  called_on: "回访日期",
  day_no: "离开后第几日的回访",
  result: "结果",
} as const

export const CallbackViewTitles = {
  day_no: "离开后第几日",
  due_on: "应回访的日期",
  made: "做了的回访",
  overdue: "是否逾期未做",
} as const

export const CandidateTitles = {
  enterprise: "库里的企业",
  reasons: "理由",
  score: "可能性",
} as const

export const CandidatesTitles = {
  candidates: "候选",
} as const

export const CarbonCopiesTitles = {
  items: "每位收件人一份",
} as const

export const CarbonCopyTitles = {
  from_id: "抄送人编号",
  from_name: "抄送人",
  id: "抄送编号",
  read_at: "收件人读过的时刻",
  resource: "抄送什么",
  resource_id: "对象编号",
  sent_at: "抄送时刻",
  subject: "对象名称",
  text: "附言",
  to_id: "收件人编号",
  to_name: "收件人",
} as const

export const CarbonCopyInputTitles = {
  resource: "抄送什么",
  resource_id: "对象编号",
  text: "附言",
  user_ids: "抄送给谁",
} as const

export const ChannelTitles = {
  active: "是否启用",
  can: "您可以办理的事项",
  created_at: "设置时刻",
  given_up: "已放弃的消息数",
  has_key: "是否已存有钥匙",
  has_secret: "是否已存有加签密钥",
  id: "渠道编号",
  kind: "方式",
  kinds: "只发这些种类",
  last_sent_at: "最近一次发出的时刻",
  name: "渠道名称",
  recipients: "收件地址",
  unit_id: "单位编号",
  unit_name: "单位名称",
  updated_at: "最近修改时刻",
  version: "版本",
  waiting: "待发送或将重试的消息数",
} as const

export const ChannelInputTitles = {
  active: "是否启用",
  kind: "方式",
  kinds: "只发这些种类",
  name: "渠道名称",
  recipients: "邮件的收件地址",
  robot_key: "机器人地址中的钥匙",
  sign_secret: "钉钉机器人“加签”的密钥",
  unit_id: "哪个单位的人员的提醒发到这里",
} as const

export const ChannelKindWords = {
  wecom_robot: "企业微信群机器人",
  dingtalk_robot: "钉钉群机器人",
  email: "邮件",
} as const

export const CheckInInputTitles = {
  checked_in_at: "到达时刻",
  leg: "第几段行程",
  place: "地点",
} as const

export const CheckItemTitles = {
  investor: "客商名称",
  message: "说给人听的话",
  office_phone: "办公电话",
  person_name: "联系人",
  since_on: "自哪天起",
  unit_name: "单位",
  until_on: "保护至",
} as const

export const CheckViewTitles = {
  in_talks: "是否有单位正在洽谈",
  items: "逐家",
  note: "说明",
} as const

export const ChecklistTitles = {
  applies_when: "哪些项目适用",
  code: "代码",
  enabled: "启用",
  items: "各项",
  label: "名称",
} as const

export const ChecklistAnswerTitles = {
  because: "依据",
  check: "怎样算做到",
  code: "代码",
  fulfilled: "做到了",
  how_to_fix: "怎么补",
  label: "名称",
} as const

export const ChecklistCheckWords = {
  lead_unit: "有牵头单位",
  sponsor: "有包抓领导",
  commissioner: "有服务专员",
  liaison: "有联络员",
  supporting_unit: "有配合单位",
  plan: "有批准的工作方案",
  continuity: "包抓没有断档",
} as const

export const ChecklistItemTitles = {
  check: "怎样算做到",
  code: "代码",
  how_to_fix: "怎么补",
  label: "名称",
} as const

export const ChecklistResultTitles = {
  items: "各项",
} as const

export const ChecklistScopeTitles = {
  from_stage: "从哪个阶段起",
  min_total_investment_yuan: "总投资不少于",
  tags: "标签",
} as const

export const ChecklistScoreTitles = {
  code: "代码",
  label: "名称",
  met: "已做到几项",
  total: "共几项",
} as const

export const ChecklistsTitles = {
  checklists: "各张清单",
} as const

export const ChecklistsViewTitles = {
  checklists: "适用的清单",
  project_id: "项目编号",
  rule_revision: "规则版次",
} as const

export const ChoiceTitles = {
  code: "代码",
  label: "中文",
} as const

export const ChosenProjectTitles = {
  id: "项目编号",
  version: "读取时的版本号",
} as const

export const ChosenReportTitles = {
  project_id: "项目编号",
  version: "看到的版本",
} as const

export const ClaimCheckInputTitles = {
  investor: "客商全称或统一社会信用代码",
} as const

export const ClaimOriginWords = {
  registered: "首次登记",
  transferred: "流转承接",
  picked_up: "共享池领取",
} as const

export const ClaimProgressInputTitles = {
  happened_on: "推进日期",
  note: "推进情况",
  proof_file_ids: "佐证",
} as const

export const ClaimProgressViewTitles = {
  added_at: "填报时刻",
  added_by: "填报人",
  happened_on: "日期",
  id: "编号",
  note: "情况",
  proof: "佐证",
} as const

export const ClaimProjectTitles = {
  id: "内部编号",
  name: "项目名称",
  number: "项目编号",
} as const

export const ClaimProjectInputTitles = {
  project_id: "项目编号",
} as const

export const ClaimReasonInputTitles = {
  reason: "理由",
} as const

export const ClaimRulesTitles = {
  idle_expire_days: "连续多少天没有推进即失效",
  objection_workdays: "后报单位登记后可以提出异议的工作日数",
  protect_days: "保护期",
  ruling_workdays: "收到异议后须裁定的工作日数",
} as const

export const ClaimSheetTitles = {
  lines: "各栏",
  number: "登记号",
  printed_on: "打印日期",
  state_label: "状态",
  title: "表名",
} as const

export const ClaimStateWords = {
  pending: "待确认",
  protected: "保护中",
  expired: "已失效",
  released: "已转共享",
  transferred: "已流转",
  lost: "未获支持",
} as const

export const ClaimWarningTitles = {
  kind: "提醒的种类",
  message: "说给人听的话",
  person_name: "首谈人",
  protected_until: "保护至",
  since_on: "自哪天起",
  state: "状态",
  unit_name: "单位",
} as const

export const ColourWords = {
  green: "绿",
  blue: "蓝",
  orange: "橙",
  red: "红",
} as const

export const ColourChangeTitles = {
  count: "项目数",
  from: "现在的颜色",
  to: "试算的颜色",
} as const

export const ColourChangedProjectTitles = {
  from: "现在的颜色",
  from_because: "现在的理由",
  lead_unit_name: "牵头单位名称",
  name: "项目名称",
  number: "项目编号",
  project_id: "项目编号",
  to: "试算的颜色",
  to_because: "试算的理由",
} as const

export const ColourComparisonWords = {
  above: "大于",
  at_least: "不小于",
  at_most: "不大于",
} as const

export const ColourConditionTitles = {
  comparison: "怎样比较",
  input: "看哪一项",
  value: "与多少比较",
} as const

export const ColourCountTitles = {
  colour: "颜色",
  count: "项目数",
  label: "名称",
} as const

export const ColourCountsTitles = {
  as_of_on: "截至日期",
  by_colour: "逐色",
  total: "有颜色的项目数",
} as const

export const ColourInputWords = {
  paused: "经批准暂停",
  days_overdue: "节点逾期天数",
  days_to: "离节点的天数",
  gap_points: "落后序时进度的百分点",
  no_progress_months: "没有进展的月数",
  missed_reports: "欠报月报的期数",
  stats_entry_months: "开工后未入统的月数",
  otherwise: "没有以上情形",
} as const

export const ColourInputsTitles = {
  actual_percent: "实际完成年度计划的百分比",
  as_of_on: "进度截至哪天",
  days_overdue: "节点逾期天数",
  days_to: "离节点还有几天",
  gap_points: "落后的百分点",
  last_progress_on: "最近一次有进展的日期",
  milestone: "下一个节点",
  milestone_planned_on: "节点的计划日期",
  missed_reports: "欠报月报的期数",
  no_progress_months: "没有进展的月数",
  pause_cause: "暂停的原因",
  paused_from_on: "暂停自哪天起",
  paused_until_on: "重新起算的第一天",
  plan_percent: "计划完成年度计划的百分比",
  started_on: "开工日期",
  stats_entry_months: "开工后未入统的月数",
} as const

export const ColourRuleTitles = {
  any: "条件",
  to: "颜色",
} as const

export const ColourRulesTitles = {
  rules: "各条规则",
  scope: "管哪些项目",
} as const

export const ColourScopeTitles = {
  min_total_investment_yuan: "总投资不少于",
  stages: "处于哪些阶段",
} as const

export const ColourSimulationTitles = {
  as_of_on: "按哪天的数据",
  changed: "改变的项目数",
  changes: "逐种变化",
  items: "颜色改变的项目",
  now: "现行规则下各色项目数",
  projects: "看过的项目数",
  revision: "与哪一版规则比较",
  simulated: "试算各色项目数",
} as const

export const ColourSimulationInputTitles = {
  content: "拟采用的颜色规则",
} as const

export const ColourStepTitles = {
  because: "理由",
  colour: "颜色",
  from_on: "从哪天起",
  revision: "依据的规则版次",
  rule: "由哪一项判定",
  until_on: "到哪天为止",
} as const

export const ColourViewTitles = {
  because: "为什么是这种颜色",
  changes_on: "没有新进展时",
  changes_to: "那天变成什么颜色",
  colour: "颜色",
  inputs: "所看的各项",
  responsible_name: "责任人",
  revision: "依据的规则版次",
  rule: "由哪一项判定",
  since_on: "从哪天起是这种颜色",
  turns_green_when: "怎样转绿",
} as const

export const CompanyClassWords = {
  g500: "世界500强",
  c500: "中国500强",
  p500: "民企500强",
  central: "央企",
  listed: "上市公司",
  leader: "行业龙头",
  unicorn: "独角兽",
  specialised: "专精特新小巨人",
  hightech: "高新技术",
  above_scale: "规上",
  other: "其他",
} as const

export const ComplaintInputTitles = {
  about: "投诉什么",
  complainant: "投诉人",
  complainant_phone: "投诉人电话",
  enterprise_id: "企业",
  file_ids: "附件",
  foreign_investor: "外国投资者投诉",
  project_id: "项目编号",
  received_on: "收到日期",
  said: "具体情况",
} as const

export const ComplaintStateWords = {
  received: "收到",
  accepted: "受理",
  refused: "不予受理",
  forwarded: "转办",
  handling: "办理",
  answered: "答复",
  review: "复查",
  closed: "办结",
} as const

export const ComplaintStepTitles = {
  by: "办理人",
  done_on: "办理日期",
  due_on: "应办日期",
  files: "附件",
  id: "编号",
  late: "逾期",
  state: "到了哪个环节",
  text: "内容",
} as const

export const ComplaintStepInputTitles = {
  file_ids: "附件",
  handler_id: "转办给谁",
  satisfaction: "满意度",
  state: "到哪个环节",
  text: "内容",
  unit_id: "转办给哪个单位",
} as const

export const ComplaintTimesTitles = {
  accept_days: "受理或不予受理",
  accept_foreign_days: "外国投资者投诉的受理",
  forward_days: "转办",
  handle_days: "办理",
  review_days: "复查",
  whole_days: "全程",
} as const

export const ComplaintViewTitles = {
  about: "投诉什么",
  answered_on: "答复日期",
  can: "当前调用者可以办理的操作",
  closed_on: "办结日期",
  complainant: "投诉人",
  complainant_hidden: "投诉人对您隐去",
  complainant_phone: "投诉人电话",
  days_overdue: "当前环节逾期天数",
  enterprise_id: "企业",
  enterprise_name: "企业名称",
  files: "附件",
  foreign_investor: "外国投资者投诉",
  handler_id: "办理人编号",
  handler_name: "办理人姓名",
  id: "投诉编号",
  late_steps: "逾期的环节数",
  next_states: "接下来可以到的环节",
  number: "编号",
  project_id: "项目编号",
  project_name: "项目名称",
  received_on: "收到日期",
  said: "具体情况",
  satisfaction: "满意度",
  state: "办到哪里",
  step_due_on: "当前环节的期限",
  steps: "办理经过",
  unit_id: "办理单位编号",
  unit_name: "办理单位名称",
  version: "版本",
  whole_due_on: "全程的期限",
} as const

export const CompletionInputTitles = {
  note: "办理情况",
} as const

export const ConfidentialityInputTitles = {
  confidential: "是否保密",
  reader_ids: "除登记人外可以看到的人员编号",
} as const

export const ConfirmationWords = {
  jump: "本月投资达到上月的十倍以上，已核对",
  decrease: "累计投资减少，已核对",
  over_total: "累计投资超过总投资，已核对",
} as const

export const ConfirmationInputTitles = {
  confirmed: "佐证属实",
  opinion: "意见",
  separate_matter: "认定与在先的登记不是同一事项",
} as const

export const ConfirmationLinkTitles = {
  expires_at: "有效期至",
  path: "链接的路径",
} as const

export const ContactTitles = {
  can: "调用者可以办理的事",
  created_at: "登记时刻",
  enterprise_id: "所属企业",
  id: "联系人编号",
  name: "姓名",
  phone_masked: "掩码后的电话",
  post: "职务",
  remark: "备注",
  removed_at: "停用时刻",
  updated_at: "最近修改时刻",
  version: "版本",
} as const

export const ContactInputTitles = {
  name: "姓名",
  phone: "电话",
  post: "职务",
  remark: "备注",
} as const

export const ContactInputPatchTitles = {
  name: "姓名",
  phone: "电话",
  post: "职务",
  remark: "备注",
} as const

export const CopyResourceWords = {
  project: "项目",
  trip: "外出招商",
  reception: "来访接待",
  talk: "洽谈",
  claim: "首报首谈",
} as const

export const CountFigureTitles = {
  count: "数量",
  goal: "目标",
  href: "清单",
  name: "是什么",
} as const

export const CreditShareTitles = {
  reason: "理由",
  share_percent: "分成",
  unit_id: "单位编号",
} as const

export const CreditShareHistoryTitles = {
  revisions: "各版",
} as const

export const CreditShareSetTitles = {
  basis: "依据",
  decided_at: "确认或决定的时刻",
  decided_by: "确认或决定的人",
  id: "编号",
  objection_id: "依据哪次异议的裁定",
  opinion: "确认意见",
  proposed_at: "拟定时刻",
  proposed_by: "拟定人",
  reason: "理由",
  revision: "第几版",
  state: "状态",
} as const

export const CreditShareSetViewTitles = {
  shares: "各单位的分成",
} as const

export const CreditShareViewTitles = {
  reason: "理由",
  share_percent: "分成",
  unit_id: "单位编号",
  unit_name: "单位名称",
} as const

export const CreditSharesInputTitles = {
  reason: "依据与理由",
  shares: "各单位的分成",
} as const

export const CreditSharesViewTitles = {
  can: "当前用户可办理的事项",
  in_force: "现行的一版",
  is_default: "没有商定过分成",
  project_id: "项目编号",
  proposed: "待招商局确认的一版",
  shares: "现行的分成",
} as const

export const CurrencyWords = {
  CNY: "人民币",
  USD: "美元",
  EUR: "欧元",
  HKD: "港元",
  JPY: "日元",
  other: "其他",
} as const

export const DashboardRatesTitles = {
  amount: "签约金额",
  excluded: "不予认定、不计入的",
  excluded_by: "不予认定的情形",
  rates: "各项比率",
  signed: "计入的签约合同",
  states: "现状",
  takeovers: "其中补录的",
} as const

export const DashboardViewTitles = {
  as_of: "以哪一天为止的记录为准",
  basis: "口径",
  contracts: "签约与各项比率",
  funds: "到位资金",
  projects: "项目",
  rank_by: "单位按什么排名",
  ranking: "单位排名",
  trips: "各省的外出招商",
} as const

export const DatePrecisionWords = {
  day: "到日",
  month: "到月",
  year: "到年",
} as const

export const DayMarkWords = {
  off: "放假",
  worked: "调休上班",
  normal: "平常日",
} as const

export const DeactivationInputTitles = {
  reason: "停用原因",
  successor_id: "接手其未了工作的人",
} as const

export const DeadlineTitles = {
  days: "逐日的来由",
  due_at: "到期时刻",
  due_on: "到期日",
  explanation: "为什么是这一天",
  paused_days: "暂停占去的日历天数",
  paused_working_days: "其中本应是工作日的天数",
  warnings: "提醒",
} as const

export const DeadlineDayTitles = {
  number: "第几个工作日",
  on: "日期",
  reason: "计或不计的原因",
} as const

export const DecisionWords = {
  skip: "跳过这一行",
  accept_as_new: "不是重复，照新的登记",
  update_existing: "就是库里那一个，用这一行更新它",
} as const

export const DeclineInputTitles = {
  opinion: "理由",
  unit_id: "哪个被征询的单位",
} as const

export const DensityWords = {
  compact: "紧凑",
  standard: "标准",
  roomy: "宽松",
} as const

export const DerivedValueTitles = {
  formula: "算式",
  name: "是什么",
  value: "数值",
} as const

export const DifficultyWords = {
  power: "用电",
  land: "用地",
  labour: "用工",
  finance: "融资",
  water: "用水",
  gas: "用气",
  heat: "用热",
  permit: "手续",
  environment: "环保/能耗",
  logistics: "物流",
  policy: "政策兑现",
  other: "其他",
} as const

export const DivisionListTitles = {
  items: "区划",
} as const

export const DivisionTierWords = {
  province: "省级",
  city: "地级",
  county: "县级",
} as const

export const DivisionViewTitles = {
  code: "六位代码",
  full_name: "自上而下的全称",
  has_children: "有没有下级",
  level: "层级",
  name: "名称",
} as const

export const EffectFigureTitles = {
  amount_exact: "到位资金的精确值",
  amount_yuan: "到位资金",
  count: "个数",
  figure: "哪个数",
  href: "名单的地址",
  label: "名称",
  share: "项目按归属规则折算的个数",
} as const

export const EffectFractionTitles = {
  denominator: "分母",
  numerator: "分子",
  text: "写法",
} as const

export const EffectPageTitles = {
  attribution: "归属规则",
  figure: "哪个数",
  items: "本页记录",
  page: "页码",
  per_page: "每页条数",
  total: "总数",
  totals_only: "只知合计、没有名单的部分",
} as const

export const EffectProvinceTitles = {
  code: "行政区划代码",
  href: "成效的地址",
  lat: "中心点纬度",
  lon: "中心点经度",
  name: "名称",
} as const

export const EffectProvinceCountsTitles = {
  companies: "见到企业",
  intentions: "有合作意向的企业",
  projects: "形成项目",
  trips: "外出次数",
} as const

export const EffectRatioTitles = {
  code: "哪个比率",
  denominator: "分母",
  label: "名称",
  numerator: "分子",
  percent: "百分比",
} as const

export const EffectRecordTitles = {
  amount_exact: "归属的到位资金",
  dated_on: "日期",
  funds_in_place_yuan: "项目的到位资金",
  id: "编号",
  kind: "是什么",
  name: "名称",
  number: "行程编号或项目编号",
  outcomes: "企业的结果",
  share: "归属的份额",
  stage: "项目的阶段",
  trips: "涉及的外出",
} as const

export const EffectsViewTitles = {
  attribution: "归属规则",
  basis: "口径",
  figures: "从外出次数到到位资金",
  ratios: "比率",
  reported_totals: "只知合计的外出",
} as const

export const EndStateWords = {
  terminated: "终止",
  suspended: "暂缓",
  withdrawn: "退库",
  shared: "转共享",
  transferred: "已流转",
} as const

export const EndTargetTitles = {
  allowed: "现在可以办理",
  blocking: "为什么不可以",
  href: "办理地址",
  kind: "种类",
  label: "中文",
  who: "谁可以办理",
} as const

export const EnterpriseTitles = {
  classes: "企业类别",
  created_at: "登记时刻",
  created_by: "登记人",
  credit_code: "统一社会信用代码",
  division_code: "所在地的行政区划代码",
  expansion_plan: "扩张计划",
  founded: "成立日期",
  id: "企业编号",
  import_id: "随哪一批导入登记",
  industry: "行业",
  industry_code: "行业大类",
  main_business: "主营业务",
  merged_at: "被合并的时刻",
  merged_into_id: "已被合并时",
  motive: "投资动机",
  name: "企业名称",
  nature: "企业性质",
  origin: "资金来源地",
  owner_unit_id: "主管单位",
  place: "所在地",
  products: "主要产品",
  registered_capital_yuan: "注册资本",
  remark: "备注",
  source: "信息来源",
  source_url: "来源网址",
  updated_at: "最近修改时刻",
  version: "版本",
  withdraw_reason: "作废的理由",
  withdrawn_at: "作废的时刻",
  withdrawn_by: "作废的人",
} as const

export const EnterpriseAliasTitles = {
  alias: "别名",
  created_at: "登记时刻",
  id: "别名编号",
} as const

export const EnterpriseBatchInputTitles = {
  items: "要登记的企业",
} as const

export const EnterpriseBatchOutcomeTitles = {
  created: "登记好的家数",
  refused: "没有登记的家数",
  results: "逐家的结果",
} as const

export const EnterpriseBatchResultTitles = {
  enterprise: "登记好的企业",
  index: "第几家",
  problem: "没有登记的原因与怎么办",
  status: "这一家的状态码",
} as const

export const EnterpriseCountsTitles = {
  by_class: "按企业类别",
  by_industry: "按行业门类",
  by_province: "按省份",
  total: "企业数",
  with_credit_code: "有统一社会信用代码的",
} as const

export const EnterpriseGroupTitles = {
  code: "代码",
  count: "企业数",
  label: "名称",
} as const

export const EnterpriseInputTitles = {
  classes: "企业类别",
  confirmed_different: "已看过疑似重复的企业",
  credit_code: "统一社会信用代码",
  division_code: "所在地的行政区划代码",
  expansion_plan: "扩张计划",
  founded: "成立日期",
  industry: "行业",
  industry_code: "行业代码",
  main_business: "主营业务",
  motive: "投资动机",
  name: "企业名称",
  nature: "企业性质",
  origin: "资金来源地",
  owner_unit_id: "主管单位",
  place: "所在地",
  products: "主要产品",
  registered_capital_yuan: "注册资本",
  remark: "备注",
  source: "信息来源",
  source_url: "来源网址",
} as const

export const EnterpriseInputPatchTitles = {
  classes: "企业类别",
  confirmed_different: "已看过疑似重复的企业",
  credit_code: "统一社会信用代码",
  division_code: "所在地的行政区划代码",
  expansion_plan: "扩张计划",
  founded: "成立日期",
  industry: "行业",
  industry_code: "行业代码",
  main_business: "主营业务",
  motive: "投资动机",
  name: "企业名称",
  nature: "企业性质",
  origin: "资金来源地",
  owner_unit_id: "主管单位",
  place: "所在地",
  products: "主要产品",
  registered_capital_yuan: "注册资本",
  remark: "备注",
  source: "信息来源",
  source_url: "来源网址",
} as const

export const EnterpriseRestorationInputTitles = {
  confirmed_different: "已看过疑似重复的企业",
  reason: "恢复的理由",
} as const

export const EnterpriseSummaryTitles = {
  credit_code: "统一社会信用代码",
  division_code: "所在地的行政区划代码",
  id: "企业编号",
  merged_into_id: "已被合并时",
  name: "企业名称",
  origin: "资金来源地",
  withdrawn_at: "作废的时刻",
} as const

export const EnterpriseViewTitles = {
  aliases: "别名、简称、曾用名",
  can: "调用者可以办理的事",
  credit_code_warning: "信用代码可以保存但值得再核对时的提醒",
  merged_into: "已被合并时",
} as const

export const EntryStateWords = {
  submitted: "已提交",
  passed: "审核通过",
  supplement: "暂未通过（待补充）",
  rejected: "审核未通过",
  recalled: "已撤回",
} as const

export const EventClosureInputTitles = {
  reason: "原因",
} as const

export const EventKindWords = {
  fair: "节会展会",
  promotion: "招商推介会",
  delegation: "代表团出访",
  ceremony: "集中签约",
  ordinary: "日常签约",
  other: "其他",
} as const

export const EventSummaryTitles = {
  amount_yuan: "金额合计",
  as_of: "截至日期",
  by_strength: "各种效力",
  count: "份数合计",
  counted_amount_yuan: "计入的金额",
  counted_count: "计入的项目数",
  event_id: "活动编号",
  title: "活动全称",
} as const

export const EvidenceInputTitles = {
  evidence_type: "凭据类型",
  file_id: "附件编号",
} as const

export const EvidenceViewTitles = {
  evidence_type: "凭据类型",
  file_id: "附件编号",
  label: "类型的中文名称",
  media_type: "文件类型",
  name: "文件名",
  sealed: "是否已封存",
  sha256: "内容的 SHA-256",
  size_bytes: "大小",
} as const

export const ExcludedGroupTitles = {
  code: "情形代码",
  count: "项目数",
  label: "情形",
} as const

export const ExclusionCodeWords = {
  city_investor: "投资方仅为本地企业或个人",
  fiscal: "财政资金、公益、PPP等",
  branch_outlet: "垂直管理单位分支或网点",
  mining_only: "单纯资源开采",
  real_estate: "房地产",
  traditional_farming: "传统种养",
  entertainment: "娱乐餐饮商超",
  phase2_in_contract: "原协议内的二期及后期",
  relocation_inside: "本地企业搬迁或原址新上生产线",
  below_threshold: "低于投资门槛",
  not_in_ledger: "未登记或未按月报送",
  counted_before: "已考核过或引进超过两年",
} as const

export const ExclusionInputTitles = {
  code: "不予认定的原因",
  reason: "说明",
} as const

export const ExportColumnInputTitles = {
  date_precision: "日期到日、月还是年",
  field: "清单的字段",
  groups: "上级表头",
  note: "说明",
  number_format: "数字格式",
  title: "列名",
  total: "末行是否合计这一列",
  unit: "金额单位",
  width: "列宽",
} as const

export const ExportColumnViewTitles = {
  field: "字段",
  kind: "种类",
  title: "列名",
} as const

export const ExportEncodingWords = {
  utf8: "UTF-8（带 BOM）",
  gb18030: "GB 18030",
} as const

export const ExportFormatWords = {
  xlsx: "Excel 工作簿",
  csv: "逗号分隔的文本",
} as const

export const ExportHeaderCellTitles = {
  col: "第几列",
  cols: "占几列",
  row: "第几行",
  rows: "占几行",
  text: "文字",
} as const

export const ExportInputTitles = {
  columns: "各列",
  encoding: "文本文件的编码",
  filter: "条件",
  format: "文件种类",
  list: "清单",
  sort: "排序",
  template_id: "按哪个模板",
  title: "标题行",
} as const

export const ExportPreviewTitles = {
  columns: "列名",
  empty_columns: "留空的列及原因",
  header: "表头",
  rows: "头5行",
  total: "符合条件的行数",
} as const

export const ExportPreviewInputTitles = {
  columns: "各列",
  filter: "条件",
  list: "清单",
  sort: "排序",
  template_id: "按哪个模板",
} as const

export const ExportStateWords = {
  queued: "排队中",
  running: "正在导出",
  ready: "可以下载",
  failed: "失败",
  cancelled: "已取消",
  expired: "文件已过期",
} as const

export const ExportTemplateTitles = {
  can: "本人可以办理的事项",
  id: "模板编号",
  list: "清单",
  name: "模板名称",
  scope: "谁的模板",
  shipped: "是不是系统自带、至今没有改过",
  unit_id: "所属单位",
  updated_at: "最近修改时刻",
  version: "版本",
} as const

export const ExportTemplateInputTitles = {
  columns: "各列",
  list: "清单",
  name: "模板名称",
  scope: "谁的模板",
  title: "标题行",
} as const

export const ExportUnitWords = {
  yuan: "元",
  wan: "万元",
  yi: "亿元",
} as const

export const ExportViewTitles = {
  as_of_at: "数据截至的时刻",
  can: "本人可以办理的事项",
  columns: "列名",
  content_url: "下载地址",
  created_at: "发起时刻",
  done: "已写行数",
  encoding: "文本文件的编码",
  expires_at: "文件保留到",
  failure: "失败原因与怎么办",
  file_name: "文件名",
  filter: "条件",
  filter_words: "条件",
  finished_at: "完成时刻",
  format: "文件种类",
  id: "导出编号",
  job_id: "后台任务编号",
  layout_sha256: "版式的 SHA-256",
  list: "清单",
  rows_matched: "符合条件的行数",
  rows_written: "写出的行数",
  sha256: "文件内容的 SHA-256",
  size_bytes: "大小",
  sort: "排序",
  state: "状态",
  template_id: "所用模板",
  template_version: "模板当时的版本",
  title: "标题行",
  total: "总行数",
  version: "版本",
} as const

export const ExtensionDecisionInputTitles = {
  granted: "同意延期",
  opinion: "意见",
} as const

export const ExtensionInputTitles = {
  proof_file_ids: "佐证",
  reason: "理由",
  until_on: "申请延长到哪天",
} as const

export const ExtensionStateWords = {
  asked: "待审批",
  granted: "同意",
  refused: "不同意",
} as const

export const ExtensionViewTitles = {
  asked_at: "申请时刻",
  asked_by: "申请人",
  decided_at: "审批时刻",
  decided_by: "审批人",
  id: "编号",
  opinion: "审批意见",
  proof: "佐证",
  reason: "理由",
  state: "状态",
  until_on: "申请延长到",
} as const

export const FactKindWords = {
  date: "日期",
  yuan: "金额（元）",
  number: "数量",
  text: "文字",
  choice: "选项",
} as const

export const FactSourceWords = {
  record: "阶段记录",
  project: "项目资料",
} as const

export const FactViewTitles = {
  choice: "选项的中文",
  field: "代码",
  kind: "填写形式",
  label: "中文名称",
  value: "填的值",
} as const

export const FieldErrorTitles = {
  code: "错误种类",
  message: "原因与怎么办",
  pointer: "JSON 指针",
} as const

export const FigureWords = {
  trips: "外出次数",
  companies: "见到企业",
  intentions: "有合作意向的企业",
  projects: "形成项目",
  signed: "签约项目",
  landed: "落地项目",
  funds: "到位资金",
} as const

export const FileTitles = {
  created_at: "上传时刻",
  enterprise_id: "以哪家企业的令牌上传",
  id: "附件编号",
  media_type: "类型",
  name: "文件名",
  sealed_at: "封存时刻",
  sha256: "内容的 SHA-256",
  size_bytes: "大小",
  unit_id: "上传人所在单位",
  uploaded_by: "上传人",
} as const

export const FileUploadTitles = {
  file: "文件内容",
} as const

export const FileViewTitles = {
  can: "当前用户可办理的事项",
  content_url: "下载地址",
} as const

export const FirstClaimTitles = {
  chain: "产业链",
  confirm_opinion: "确认意见",
  confirmed_at: "确认时刻",
  confirmed_by: "确认人",
  created_at: "登记时刻",
  direction: "洽谈方向",
  end_reason: "结束原因",
  ended_on: "结束日期",
  enterprise_id: "客商在企业库中的编号",
  first_contact_on: "首次接触日期",
  id: "内部编号",
  industry_code: "行业代码",
  investor: "客商名称",
  lapses_on: "不再推进时失效的前一日",
  last_progress_on: "最近推进日",
  lineage_id: "同一客商、同一事项的登记同属一案",
  needs_ruling: "企业合并后与另一条保护中的登记重叠",
  number: "登记号",
  object_by_on: "可以提出异议的最后一日",
  origin: "从哪里来",
  person_id: "首谈人",
  predecessor_id: "承接自哪一条登记",
  project_id: "关联项目的编号",
  protected_from: "保护自哪天起",
  protected_until: "保护期至",
  registered_by: "登记人",
  registered_on: "登记日期",
  rule_revision: "时限所依据的规则版次",
  state: "状态",
  unit_id: "首谈单位",
  updated_at: "最近变动时刻",
  version: "版本",
} as const

export const FirstClaimInputTitles = {
  chain: "产业链",
  credit_code: "统一社会信用代码",
  direction: "洽谈方向",
  enterprise_id: "客商在企业库中的编号",
  first_contact_on: "首次接触日期",
  industry_code: "行业代码",
  investor: "客商名称",
  person_id: "首谈人",
  project_id: "已有项目的",
  proof_file_ids: "首次接触的佐证",
  unit_id: "首谈单位",
} as const

export const FirstClaimViewTitles = {
  can: "当前用户可办理的事项",
  extensions: "延期申请",
  lineage: "同一案的全部登记",
  objections: "涉及本登记的异议",
  person_name: "首谈人姓名",
  progress: "推进记录",
  project: "关联项目",
  proof: "首次接触的佐证",
  state_label: "状态的中文",
  transfers: "流转",
  unit_name: "首谈单位名称",
  warnings: "提醒",
} as const

export const FundsAuditInputTitles = {
  opinion: "审核意见",
  result: "审核结果",
} as const

export const FundsByMonthTitles = {
  basis: "口径",
  months: "十二个月",
  through: "统计到哪一天",
  year: "年度",
  year_to_date: "本年累计",
} as const

export const FundsComparedTitles = {
  difference_yuan: "增减",
  growth_percent: "同比",
  in_place: "到位与名单",
  last_year: "上年同期到位与名单",
  unknown_because: "同比为什么空着",
} as const

export const FundsEntryTitles = {
  amount_yuan: "金额",
  audit_opinion: "审核意见",
  audited_at: "审核时刻",
  audited_by: "审核人编号",
  build_kind: "建设性质",
  confirmed_by_investor: "投资方是否确认",
  currency: "币种",
  entered_on: "到位日期",
  id: "内部编号",
  kind: "用途",
  note: "说明",
  origin: "资金来源地",
  over_reason: "超过合同金额的理由",
  project_id: "项目编号",
  proof_file_id: "凭证附件编号",
  proof_type: "凭证种类",
  reverses_id: "冲销的是哪一笔",
  state: "状态",
  submitted_at: "提交时刻",
  submitted_by: "提交人编号",
  version: "版本号",
} as const

export const FundsEntryViewTitles = {
  can: "当前调用者可以办理的操作",
  proof: "凭证",
  reversed_by_id: "已被哪一笔冲销",
} as const

export const FundsFiguresTitles = {
  in_place: "全部到位",
  outside_city: "其中市外",
  outside_province: "其中省外",
} as const

export const FundsInputTitles = {
  amount_yuan: "金额",
  build_kind: "建设性质",
  confirmed_by_investor: "投资方是否确认",
  currency: "币种",
  entered_on: "到位日期",
  kind: "用途",
  note: "说明",
  origin: "资金来源地",
  over_reason: "累计到位超过合同金额时的理由",
  proof_file_id: "凭证附件编号",
  proof_type: "凭证种类",
} as const

export const FundsKindWords = {
  fixed: "固定资产",
  working: "流动资金",
} as const

export const FundsMonthTitles = {
  funds: "当月到位",
  month: "月份",
  year_to_date: "从1月1日到这个月底累计到位与名单",
} as const

export const FundsOriginWords = {
  outside_province: "省外",
  inside_province_outside_city: "省内市外",
  inside_city: "市内",
  overseas: "境外",
} as const

export const FundsProofTitles = {
  file_id: "附件编号",
  media_type: "文件类型",
  name: "文件名",
  sealed: "已随审核封存",
  sha256: "内容的 SHA-256",
  size_bytes: "大小",
} as const

export const FundsReversalInputTitles = {
  proof_file_id: "冲销凭证附件编号",
  reason: "冲销原因",
} as const

export const FundsTotalsTitles = {
  fixed_yuan: "固定资产",
  in_place_yuan: "审核通过的合计",
  outside_city_yuan: "市外",
  outside_province_yuan: "省外",
  pending_yuan: "待审核的合计",
  working_yuan: "流动资金",
} as const

export const FundsViewTitles = {
  can: "当前调用者可以办理的操作",
  contract_amount_yuan: "合同金额",
  items: "全部记录",
  totals: "合计",
} as const

export const GateTitles = {
  audited: "须有审核通过的阶段记录",
  evidence: "须有的凭据",
  fields: "须有的事实",
  limit_days: "停留多少天后提醒",
  mandatory: "不可跳过",
  proof: "进入凭据的说明",
  roles: "须有人担任的角色",
  stage: "阶段",
  sums: "金额须满足的关系",
} as const

export const GateEvidenceTitles = {
  any_of: "组名",
  evidence_type: "代码",
  how_to_fix: "怎么补",
  images_only: "只收图片",
  label: "中文名称",
  min_files: "最少几份",
} as const

export const GateFieldTitles = {
  any_of: "组名",
  choices: "选项",
  field: "代码",
  how_to_fix: "怎么补",
  kind: "填写形式",
  label: "中文名称",
  required: "必填",
  source: "从哪里来",
} as const

export const GateRoleWords = {
  lead_unit: "责任单位",
  supporting_unit: "配合单位",
  investor: "投资方",
  outside_investor: "市外投资方",
  linked_investor: "企业库中的投资方",
  sponsor: "包抓领导",
  commissioner: "服务专员",
  liaison: "联络员",
} as const

export const GateSumTitles = {
  how_to_fix: "怎么补",
  only_if_known: "没有这项金额时不检查",
  other: "另一金额",
  percent: "占另一金额的百分比",
  relation: "关系",
  sum: "比较的金额",
  yuan: "定额",
} as const

export const GatesTitles = {
  stages: "13个阶段各一项",
  stock_opinions: "审核意见的常用语",
} as const

export const HandoverTitles = {
  from_user_id: "移交人",
  from_user_name: "移交人姓名",
  handed_on: "从哪天起",
  id: "编号",
  made_at: "办理时刻",
  made_by: "办理人",
  made_by_name: "办理人姓名",
  moved: "移交了什么",
  moved_text: "移交了什么",
  reason: "理由",
  to_user_id: "接手人",
  to_user_name: "接手人姓名",
} as const

export const HandoverInputTitles = {
  from_user_id: "移交人",
  on: "从哪天起由接手人负责",
  project_ids: "只移交这些项目的任职",
  reason: "理由",
  roles: "只移交这些角色",
  to_user_id: "接手人",
} as const

export const HandoverPreviewTitles = {
  assignments: "现任的角色与项目",
  can: "您可以办理的事项",
  from_user_id: "移交人",
  from_user_name: "移交人姓名",
  hidden: "其中您看不到的有几个",
  work: "其他未了的事项",
} as const

export const HolidayShiftWords = {
  next_workday: "顺延到下一个工作日",
  none: "不顺延",
} as const

export const ImportColumnTitles = {
  column: "列字母",
  confidence: "把握",
  field: "对应的字段",
  key: "规范化的列名",
  path: "列名",
  source: "对应关系的来处",
  unit: "单位",
  unit_source: "单位的来处",
} as const

export const ImportColumnInputTitles = {
  column: "列字母",
  field: "对应的字段",
  unit: "单位",
} as const

export const ImportColumnSourceWords = {
  recognised: "由列名认出",
  remembered: "以前导入时记住的",
  person: "人指定的",
  none: "没有对应",
} as const

export const ImportCountsTitles = {
  blanks: "空行",
  error: "错误",
  groups: "分组",
  notes: "说明",
  ok: "可用",
  ok_with_amount: "可用且有金额",
  records: "记录",
  repeated_headers: "重复的表头行",
  skipped: "跳过",
  subtotals: "小计",
  suspected_duplicate: "疑似重复",
  totals: "合计",
  unchanged: "与库中一致",
} as const

export const ImportDecisionBatchInputTitles = {
  items: "逐行的决定",
} as const

export const ImportDecisionInputTitles = {
  decision: "决定",
  row: "行号",
  version: "读取时的版本",
} as const

export const ImportDecisionResultTitles = {
  error: "没有记下的原因",
  item: "这一行的最新内容",
  row: "行号",
  status: "HTTP 状态码",
} as const

export const ImportDecisionResultsTitles = {
  items: "逐行的结果",
  session_version: "批次的最新版本",
} as const

export const ImportDifferenceTitles = {
  field: "字段代码",
  file: "文件里的值",
  label: "字段名称",
  library: "库里的值",
} as const

export const ImportDuplicateTitles = {
  alike: "文件与库里相同的字段",
  differences: "文件与库里不同的字段",
  library_id: "库里的编号",
  library_name: "库里的名称",
  library_version: "核对时库里那一条的版本",
  message: "给人看的话",
  reason: "原因",
  row: "同一文件里的行号",
  similarity_pct: "名称相似度",
  withdrawn: "库里的那一条已退库",
} as const

export const ImportDuplicateReasonWords = {
  same_credit_code: "统一社会信用代码相同",
  same_project_code: "项目代码相同",
  same_number: "项目编号相同",
  same_name: "名称相同",
  same_company_similar_name: "同一企业、名称相近",
  similar_name: "名称很相近",
} as const

export const ImportFieldWords = {
  serial_no: "序号",
  original_id: "原编号",
  name: "项目名称",
  enterprise_name: "企业名称",
  aliases: "别名、简称",
  content: "建设内容",
  investors: "投资方",
  investor_origin: "投资方来源地",
  investor_nature: "投资方性质",
  investor_profile: "投资方简介",
  total_investment_yuan: "总投资",
  total_investment_wan_usd: "外资总投资（万美元）",
  fixed_assets_yuan: "固定资产投资",
  phase_one_yuan: "一期投资额",
  planned_inside_province_yuan: "省内资金",
  planned_outside_province_yuan: "省外资金",
  planned_overseas_yuan: "外资",
  funds_in_place_yuan: "到位资金",
  annual_plan_yuan: "年度计划投资",
  invested_so_far_yuan: "累计完成投资",
  first_contact_on: "初次对接时间",
  signed_on: "签约时间",
  landed_on: "落地时间",
  started_on: "开工时间",
  planned_period: "建设起止年限",
  planned_start_on: "计划开工",
  planned_end_on: "计划完工",
  built_or_producing_on: "建设（投产）时间",
  completed_on: "竣工时间",
  producing_on: "投产时间",
  registered_on: "注册时间",
  industry_label: "行业",
  industry_code: "行业代码",
  chain: "所属产业链",
  city: "市州",
  county: "区县（园区）",
  place: "建设地点",
  park: "园区",
  land_mu: "用地面积（亩）",
  credit_code: "统一社会信用代码",
  registered_name: "注册名称",
  registered_capital_yuan: "注册资本",
  legal_person: "法定代表人",
  project_code: "项目代码",
  lead_unit: "责任单位",
  supporting_units: "配合单位",
  sponsor_leader: "责任领导",
  stage: "进展阶段",
  progress_note: "进展情况",
  build_kind: "建设性质",
  contact_name: "联系人",
  contact_phone: "联系电话",
  introducer: "引荐单位",
  expected_output_yuan: "预计年产值",
  expected_tax_yuan: "预计年税收",
  expected_jobs: "预计用工",
  enterprise_class: "企业类别",
  province: "省份",
  main_business: "主营业务",
  role: "与本地的关系",
  remark: "备注",
  source_url: "来源",
} as const

export const ImportFileTitles = {
  delimiter: "csv 的分隔符",
  encoding: "csv 的编码",
  kind: "类型",
  sheets: "工作表名",
  warnings: "提醒",
} as const

export const ImportFileKindWords = {
  xlsx: "Excel 2007 及以后、WPS",
  xls: "Excel 97–2003",
  csv: "文本表格",
} as const

export const ImportFileWarningTitles = {
  code: "固定代码",
  message: "说明",
} as const

export const ImportHeaderRowsTitles = {
  first: "首行",
  last: "末行",
} as const

export const ImportIssueTitles = {
  cell: "格子名",
  code: "固定代码",
  field: "对应的字段",
  how_to_fix: "怎么办",
  message: "原因",
  row: "表格行号",
  severity: "轻重",
} as const

export const ImportLandUnitWords = {
  mu: "亩",
  square_metre: "平方米",
  wan_square_metre: "万平方米",
  hectare: "公顷",
} as const

export const ImportMappingTitles = {
  can: "可以办理的事项",
  column_key: "列名",
  ended_at: "停用时刻",
  field: "对应的字段",
  id: "编号",
  last_used_at: "最近一次指定的时刻",
  target: "导入成什么",
  unit_id: "单位编号",
  unit_name: "单位",
  uses: "指定过几次",
  version: "版本",
} as const

export const ImportMappingInputTitles = {
  field: "对应的字段",
} as const

export const ImportMoneyUnitWords = {
  yuan: "元",
  thousand: "千元",
  wan: "万元",
  million: "百万元",
  ten_million: "千万元",
  yi: "亿元",
  usd: "美元",
  wan_usd: "万美元",
  yi_usd: "亿美元",
} as const

export const ImportOtherCellTitles = {
  column: "列字母",
  head: "列名",
  text: "格子里的文字",
} as const

export const ImportOtherRowTitles = {
  kind: "类别",
  row: "行号",
  text: "文字",
} as const

export const ImportPlaceTitles = {
  name: "地点的叫法",
  source: "来处",
} as const

export const ImportPlaceSourceWords = {
  column: "地点、区县、市州列",
  remark: "备注",
  group: "分组标题",
  title: "表名",
} as const

export const ImportPrintedTotalTitles = {
  cell: "格子",
  matches_ok: "是否等于可用各行之和",
  message: "核对结果",
  raw: "原来的字",
  yuan: "元",
} as const

export const ImportRecognitionTitles = {
  columns: "各列",
  header: "表头行",
  sheet: "读的工作表",
  target: "导入成什么",
  unit_above_table: "表格上方写的金额单位",
} as const

export const ImportRecognitionInputTitles = {
  columns: "对某些列的指定",
  header: "表头占的行",
  lead_unit_id: "没有写明责任单位的行归哪个单位",
  money_unit: "整张表的金额单位",
  sheet: "读哪张工作表",
} as const

export const ImportResultsTitles = {
  created: "新登记",
  matched: "与库中一致",
  undo_refused: "入库后已被别人修改、没有撤销的",
  undone: "已撤销",
  updated: "更新了库里的记录",
  waiting: "可以入库而尚未入库",
} as const

export const ImportRowTitles = {
  as_in_library: "与库中的记录一致",
  committed_at: "入库时刻",
  decision: "人的决定",
  duplicate: "疑似与谁重复",
  fixes: "人的改正",
  group: "所在的分组标题",
  issues: "问题",
  name: "名称",
  other_cells: "没有导入的格子的原文",
  place: "地点",
  result_id: "入库后的项目或企业编号",
  result_kind: "入库的结果",
  row: "表格行号",
  stage_code: "阶段代码",
  status: "状态",
  undo_refusal: "没有撤销的原因",
  undone_at: "撤销时刻",
  values: "各字段的值",
  version: "版本",
} as const

export const ImportRowInputTitles = {
  decision: "决定",
  fixes: "改正",
} as const

export const ImportRowKindWords = {
  record: "记录",
  subtotal: "小计",
  total: "合计、总计",
  group: "分组标题",
  note: "说明、填报人、续表",
  repeated_header: "又印了一遍的表头",
  blank: "空行",
} as const

export const ImportRowStatusWords = {
  ok: "可以入库",
  suspected_duplicate: "疑似重复",
  error: "有错误",
  skipped: "跳过",
} as const

export const ImportSessionTitles = {
  can: "本人可以办理的事项",
  choices: "人对读法的指定",
  file: "文件概况",
  other_rows: "不是记录的行",
  recognition: "认出的版式",
  results: "入库的结果",
  same_file_as: "以前导入过同一份文件的批次",
} as const

export const ImportSessionItemTitles = {
  counts: "各类行数",
  created_at: "上传时刻",
  created_by: "上传人",
  created_by_name: "上传人姓名",
  failure: "上次中断的原因与怎么办",
  file_name: "文件名",
  id: "批次编号",
  job_id: "正在做或最近一次的后台任务",
  lead_unit_id: "没有写明责任单位的行归哪个单位",
  sha256: "文件内容的 SHA-256",
  size_bytes: "文件大小",
  state: "状态",
  sums: "金额合计与核对",
  target: "导入成什么",
  unit_id: "上传人的单位",
  updated_at: "最近变动时刻",
  version: "版本",
} as const

export const ImportSeverityWords = {
  info: "说明",
  warning: "提醒",
  error: "错误",
} as const

export const ImportStateWords = {
  uploaded: "已上传，正在读取",
  ready: "已预览，待入库",
  committing: "正在入库",
  interrupted: "中途停下，可继续或撤销",
  committed: "已入库",
  undoing: "正在撤销",
  undone: "已撤销",
  cancelled: "已放弃",
} as const

export const ImportSumsTitles = {
  ok_plus_suspected_yuan: "可用与疑似重复各行之和",
  ok_yuan: "可用各行之和",
  printed_total: "表上印的合计",
} as const

export const ImportTargetWords = {
  projects: "项目",
  enterprises: "企业",
} as const

export const ImportUnitSourceWords = {
  header: "列名里",
  above_table: "表格上方",
  person: "人指定的",
  default: "按惯例",
} as const

export const ImportUploadTitles = {
  file: "台账文件",
  into: "导入成什么",
  lead_unit_id: "没有写明责任单位的行归哪个单位",
} as const

export const InboxCountTitles = {
  count: "几项",
  tab: "哪一栏",
} as const

export const InboxCountsTitles = {
  due_today: "待办中今天到期的",
  overdue: "待办中逾期的",
  tabs: "待办、已办、我发起、抄送我、督办",
  unread_notices: "没有读的提醒",
} as const

export const InboxKindWords = {
  stage_audit: "审核阶段材料",
  signature_audit: "审核签约",
  amendment_audit: "审核变更",
  funds_audit: "审核到位资金",
  production_audit: "审核生产月报",
  stage_returned: "补充阶段材料",
  signature_returned: "补充签约",
  amendment_returned: "补充变更",
  funds_returned: "补充到位资金",
  production_returned: "补充生产月报",
  monthly_report: "填报月报",
  monthly_audit: "审核月报",
  monthly_returned: "补充月报",
  restatement_audit: "审核月报更正",
  milestone_due: "里程碑到期",
  pause_decision: "审批暂停",
  trip_decision: "审批外出招商",
  trip_returned: "修改外出计划",
  trip_report: "外出招商总结",
  trip_next_step: "外出招商后续事项",
  reception_promise: "接待承诺事项",
  reception_callback: "接待回访",
  talk_next_step: "洽谈后续事项",
  claim_confirm: "确认首报首谈",
  claim_extension: "审批首谈延期",
  claim_objection: "裁定首谈异议",
  claim_transfer: "答复首谈流转",
  ticket_accept: "受理困难",
  ticket_answer: "答复困难",
  ticket_reopened: "重新办理困难",
  ticket_sign: "签批无法办理",
  complaint_step: "办理投诉",
  approval_due: "办结手续",
  instruction_reply: "回复领导批示",
  instruction_replied: "阅批示的回复",
  slip_feedback: "反馈督办单",
  slip_answered: "督办销号",
  slip_extension: "审批督办延期",
  role_vacant: "指定责任人",
  import_unfinished: "完成导入",
  contract_follow_up: "协议转合同",
  carbon_copy: "抄送",
} as const

export const InboxKindCountTitles = {
  count: "几项",
  kind: "办什么",
  overdue: "其中逾期的",
} as const

export const InboxResourceWords = {
  project: "项目",
  trip: "外出招商",
  reception: "来访接待",
  talk: "洽谈",
  slip: "督办单",
  claim: "首报首谈",
  transfer: "首报首谈流转",
  objection: "首报首谈异议",
  import: "导入批次",
  ticket: "困难",
  complaint: "投诉",
  approval_item: "手续",
  report_period: "月报",
  responsibility: "责任链",
} as const

export const InboxSummaryTitles = {
  overdue: "待办中逾期的项数",
  tabs: "待办、已办、我发起、抄送我、督办",
} as const

export const InboxTabWords = {
  todo: "待办",
  done: "已办",
  started: "我发起",
  cc: "抄送我",
  supervised: "督办",
} as const

export const InboxTabCountTitles = {
  count: "几项",
  kinds: "各种类的项数",
  overdue: "其中逾期的",
  tab: "哪一栏",
} as const

export const IndicatorWords = {
  funds_outside_city: "市外到位资金",
  funds_outside_province: "省外到位资金",
  signed_count: "新签约合同项目",
  signed_amount: "新签约合同金额",
  landed_count: "新注册项目",
  started_count: "新开工项目",
  producing_count: "新投产项目",
} as const

export const IndustryListTitles = {
  items: "行业大类",
} as const

export const IndustryViewTitles = {
  code: "门类字母加大类数字",
  name: "大类名称",
  section: "门类字母",
  section_name: "门类名称",
  sector: "三次产业",
} as const

export const InitialStageWords = {
  reserve: "谋划储备",
  lead: "线索",
} as const

export const InstructionInputTitles = {
  due_working_days: "多少个工作日内回复",
  person_id: "承办人",
  text: "批示内容",
} as const

export const InvestModeWords = {
  sole: "独资",
  joint_venture: "合资",
  cooperation: "合作",
  acquisition: "收购",
  controlling: "控股",
  equity: "参股",
  capital_increase: "增资扩股",
  listing: "上市",
  ppp: "PPP",
} as const

export const ItineraryItemTitles = {
  item: "内容",
  place: "地点",
  planned_on: "日期",
  time: "时间",
} as const

export const JobTitles = {
  cancel_requested: "是否已请求取消",
  created_at: "发起时刻",
  done: "已处理数",
  failure: "失败原因与怎么办",
  finished_at: "结束时刻",
  id: "任务编号",
  kind: "任务种类",
  owner_id: "发起人",
  result: "结果",
  state: "状态",
  step: "正在做什么",
  total: "总数",
  version: "版本",
} as const

export const JobStateWords = {
  queued: "排队中",
  running: "进行中",
  succeeded: "已完成",
  failed: "失败",
  cancelled: "已取消",
} as const

export const JournalChangeTitles = {
  after: "改后的值",
  before: "改前的值",
  field: "字段",
  parts: "值里各部分的中文名称",
  title: "字段的中文名称",
} as const

export const JournalEntryTitles = {
  actor_id: "操作者编号",
  actor_kind: "操作者种类",
  actor_name: "操作者姓名",
  after: "变更后",
  at: "发生时刻",
  before: "变更前",
  event: "事件名",
  id: "序号",
  request_id: "请求编号",
  subject_id: "对象编号",
  subject_kind: "对象种类",
  subject_label: "对象名称",
  token_id: "所用接口令牌",
  unit_id: "代表的单位",
} as const

export const JournalFindingTitles = {
  first_id: "该批首行",
  last_id: "该批末行",
  message: "问题",
  seal_id: "第几批",
} as const

export const JournalReportTitles = {
  anchor: "最后一批的散列",
  findings: "发现的问题",
  rows: "已核对的行数",
  seals: "已核对的批数",
  unsealed_rows: "尚未封存的行数",
} as const

export const JournalWordTitles = {
  code: "代码",
  title: "名称",
} as const

export const JournalWordsTitles = {
  events: "事件",
  subject_kinds: "对象种类",
} as const

export const KeptFigureTitles = {
  kept: "按期的",
  kept_href: "按期的清单",
  late_href: "逾期的清单",
  median_working_days: "用时的中位数",
  name: "是什么",
  of: "应计的",
  percent: "比率",
} as const

export const LandTypeWords = {
  new_land: "新增用地",
  existing_plant: "存量厂房（租/购）",
} as const

export const LastReportTitles = {
  funds_month_yuan: "当月到位资金",
  image_progress: "形象进度",
  invested_month_yuan: "当月完成投资",
  invested_total_yuan: "累计完成投资",
  month: "月份",
  next_month: "下月计划",
  problems: "存在的问题",
} as const

export const LateKindWords = {
  late: "迟报",
  missing: "漏报",
} as const

export const LateOfWords = {
  progress: "进度月报",
  production: "生产月报",
} as const

export const LatesSummaryTitles = {
  points_each: "一次的扣分",
  points_max: "一年最多扣到",
  units: "有迟报、漏报的单位",
  year: "年份",
} as const

export const LeadSourceWords = {
  leader_trip: "领导带队",
  team_trip: "小分队",
  stationed: "驻点",
  event: "节会",
  by_investor: "以商招商",
  association: "商协会",
  agency: "中介/委托招商",
  online: "网上洽谈",
  introducer: "引荐人",
  visitor: "来访",
  upper_level: "上级推送",
  joint: "地企联合",
} as const

export const LeadTermInputTitles = {
  from_on: "从哪天起",
  reason: "依据",
  unit_id: "单位编号",
  until_on: "到哪天止",
} as const

export const LifecycleViewTitles = {
  can: "当前用户可办理的事项",
  days_in_stage: "在当前阶段的天数",
  end_state: "结束状态",
  gate_revision: "现行门槛版次",
  groups: "五大段",
  log: "阶段日志",
  name: "项目名称",
  number: "项目编号",
  overdue: "是否超过提醒天数",
  project_id: "项目编号",
  records: "阶段记录",
  stage: "当前阶段",
  stage_since_on: "进入当前阶段的日期",
  stages: "13个阶段",
} as const

export const LineageItemTitles = {
  claim_id: "登记的编号",
  ended_on: "结束日期",
  number: "登记号",
  protected_from: "保护自",
  protected_until: "保护至",
  registered_on: "登记日期",
  state: "状态",
  state_label: "中文",
  unit_name: "单位",
} as const

export const LinkAnswerTitles = {
  on: "日期",
  text: "内容",
} as const

export const LinkConfirmationInputTitles = {
  satisfaction: "满意度",
  secret: "链接中 `#` 之后的部分",
  solved: "解决了",
  text: "意见",
} as const

export const LinkInputTitles = {
  secret: "链接中 `#` 之后的部分",
} as const

export const LinkViewTitles = {
  answers: "历次回应",
  enterprise_name: "企业名称",
  kind: "类型",
  number: "编号",
  open: "现在可以确认",
  raised_on: "提出日期",
  state: "办到哪里",
  title: "标题",
  unit_name: "办理单位名称",
} as const

export const LinkedFigureTitles = {
  href: "名单的地址",
  unit: "计量单位",
  value: "数值",
} as const

export const ListConditionTitles = {
  count_without: "去掉这个条件、保留其余的",
  name: "条件的参数名",
  text: "要求是什么",
  title: "条件说的是什么",
} as const

export const ListConditionsTitles = {
  conditions: "逐个条件",
  words: "全部条件连成一句",
} as const

export const ListPreferenceTitles = {
  columns: "各列",
  density: "行的密度",
  sort: "排序",
  view_id: "所用的视图",
} as const

export const LiveEventTitles = {
  data: "事件内容",
  event: "事件名",
} as const

export const LoginInputTitles = {
  password: "口令",
  remember: "本机免登录",
  username: "用户名",
} as const

export const LoginViewTitles = {
  access_token: "访问令牌",
  expires_in: "访问令牌的有效时间",
  must_change_password: "须先修改口令",
  remembered: "本机免登录",
  session_id: "会话编号",
  token_type: "令牌类型",
  user: "登录的人",
} as const

export const MatchKindWords = {
  credit_code: "信用代码相同",
  same_name: "名称相同",
  same_alias: "别名相同",
  contained: "名称相互包含",
  similar_name: "名称相近",
} as const

export const MatchReasonTitles = {
  kind: "理由的种类",
  message: "说给人听的理由",
} as const

export const MeTitles = {
  can: "可以办理的全部事项",
  must_change_password: "须先修改口令",
  name: "姓名",
  password_due_on: "口令最迟何日修改",
  place: "使用本系统的地方",
  post: "职务",
  previous_sign_in: "这次之前最近一次登录",
  reach: "能看到哪些业务数据",
  roles: "角色",
  session_id: "当前会话",
  token: "所用的接口令牌",
  user: "人员",
} as const

export const MeTokenTitles = {
  enterprise_id: "所代表的合作企业",
  enterprise_name: "合作企业名称",
  expires_at: "失效时刻",
  id: "令牌编号",
  scopes: "权限范围",
} as const

export const MediaTypeWords = {
  "application/pdf": "PDF文档",
  "application/ofd": "OFD版式文档",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word文档",
  "application/msword": "Word文档（旧版）",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel工作簿",
  "application/vnd.ms-excel": "Excel工作簿（旧版）",
  "image/jpeg": "JPEG图片",
  "image/png": "PNG图片",
  "image/webp": "WebP图片",
  "image/tiff": "TIFF图片",
} as const

export const MergeTitles = {
  can: "调用者可以办理的事",
  id: "合并编号",
  kept_id: "保留的企业",
  kept_name: "保留的企业的名称",
  merged_at: "合并时刻",
  merged_by: "经办人",
  merged_id: "被合并的企业",
  merged_name: "被合并的企业的名称",
  moved_contacts: "移过去的联系人数",
  moved_references: "移过去的引用数",
  reason: "理由",
  undo_reason: "撤销的理由",
  undone_at: "撤销时刻",
  undone_by: "撤销的人",
  version: "版本",
} as const

export const MergeFieldWords = {
  name: "名称",
  credit_code: "统一社会信用代码",
  division_code: "行政区划",
  place: "所在地",
  origin: "资金来源地",
  industry_code: "行业代码",
  industry: "行业",
  classes: "企业类别",
  nature: "企业性质",
  founded: "成立日期",
  registered_capital_yuan: "注册资本",
  main_business: "主营业务",
  products: "主要产品",
  motive: "投资动机",
  expansion_plan: "扩张计划",
  source: "信息来源",
  source_url: "来源网址",
  remark: "备注",
  owner_unit_id: "主管单位",
} as const

export const MergeInputTitles = {
  confirmed_same: "两家的信用代码不同",
  kept_id: "保留的企业",
  kept_version: "读到的保留企业的版本",
  merged_id: "并入它、以后不再单独使用的企业",
  merged_version: "读到的被合并企业的版本",
  reason: "合并的理由",
  take_from_merged: "改取被合并一方的项",
} as const

export const MessagePurposeWords = {
  reminder: "到期提醒",
  test: "测试",
} as const

export const MessageStateWords = {
  queued: "待发送",
  sent: "已发送",
  failed: "失败，将重试",
  given_up: "已放弃",
} as const

export const MetricWords = {
  herd: "存栏（头）",
  output: "产量（吨）",
  revenue: "营业收入（元）",
  tax: "税金（元）",
  jobs: "用工（人）",
  other: "其他（自填名称与单位）",
} as const

export const MetricInputTitles = {
  growth_percent: "同比",
  metric: "指标",
  name: "指标名称",
  plan_share_percent: "占年计划",
  unit: "计量单位",
  value: "数值",
} as const

export const MetricViewTitles = {
  derived: "推算的数",
  growth_percent: "上报的同比",
  metric: "指标",
  name: "名称",
  plan_share_percent: "上报的占年计划",
  unit: "计量单位",
  value: "上报的数值",
} as const

export const MilestoneChangeTitles = {
  after_on: "新日期",
  before_on: "原日期",
  changed_at: "办理时刻",
  changed_by: "办理人编号",
  id: "编号",
  kind: "变动",
  reason: "原因",
} as const

export const MilestoneChangeKindWords = {
  moved: "改计划日期",
  done: "完成",
  taken_back: "撤回完成",
  ended: "取消",
} as const

export const MilestoneCodeWords = {
  land: "土地",
  eia: "环评",
  start: "开工",
  main_works: "主体",
  completion: "竣工",
  production: "投产",
  other: "其他",
} as const

export const MilestoneDoneInputTitles = {
  actual_on: "实际完成日期",
  file_ids: "佐证附件编号",
} as const

export const MilestoneInputTitles = {
  code: "种类",
  name: "名称",
  note: "说明",
  planned_on: "计划日期",
  reason: "改计划日期的原因",
} as const

export const MilestonePlanTitles = {
  can: "您可以办理的事项",
  items: "里程碑",
  offered: "还没有里程碑时",
} as const

export const MilestoneRulesTitles = {
  remind_days: "到期前多少天列入待办",
  template: "默认的里程碑",
} as const

export const MilestoneStateWords = {
  ahead: "未到期",
  soon: "即将到期",
  overdue: "已逾期",
  done: "已完成",
  ended: "已取消",
} as const

export const MilestoneTemplateRowTitles = {
  code: "种类",
  days_after_signing: "签约后多少个日历日",
  name: "名称",
} as const

export const MilestoneViewTitles = {
  actual_on: "实际日期",
  can: "您可以办理的事项",
  changes: "历次变动",
  code: "种类",
  days_late: "比计划迟了几天",
  done_by: "登记完成的人",
  end_reason: "取消的原因",
  files: "佐证",
  first_planned_on: "最初的计划日期",
  id: "编号",
  name: "名称",
  needs_reason: "改计划日期要写原因",
  note: "说明",
  planned_on: "计划日期",
  project_id: "项目编号",
  project_name: "项目名称",
  project_number: "项目编号",
  state: "状态",
  unit_id: "责任单位编号",
  unit_name: "责任单位",
  version: "版本",
} as const

export const MilestonesInputTitles = {
  items: "里程碑",
} as const

export const MonthlyAuditInputTitles = {
  opinion: "审核意见",
  result: "审核结果",
} as const

export const MonthlyAuditsInputTitles = {
  month: "月份",
  opinion: "审核意见",
  result: "审核结果",
  rows: "哪些项目",
} as const

export const MonthlyOpinionTitles = {
  decided_at: "审核时刻",
  decided_by: "审核人编号",
  id: "编号",
  opinion: "审核意见",
  result: "审核结果",
} as const

export const MonthlyReportTitles = {
  adjusted_yuan: "其中以前月份更正带来的调整数",
  audit_opinion: "审核意见",
  audited_at: "审核时刻",
  audited_by: "审核人",
  can: "您可以办理的事项",
  changed: "与上一份不同的字段",
  confirmed: "填报人已核对的异常",
  due_on: "截止日",
  frozen: "是否已封存",
  funds_month_yuan: "本月到位资金",
  id: "月报编号",
  image_progress: "形象进度",
  invested_month_yuan: "本月完成投资",
  invested_total_yuan: "累计完成投资",
  last: "上一份月报",
  late: "是否迟报",
  missing: "截止日已过",
  month: "月份",
  next_month: "下月计划",
  opinions: "历次审核",
  plan: "年度计划与完成",
  problems: "存在的问题",
  project_id: "项目编号",
  project_name: "项目名称",
  project_number: "项目编号",
  stage: "当前阶段",
  state: "填报状态",
  submitted_at: "提交时刻",
  submitted_by: "提交人",
  total_before_yuan: "本月以前的累计",
  total_investment_yuan: "项目总投资",
  unchanged: "是否按“无变化”填报",
  unit_id: "责任单位编号",
  unit_name: "责任单位",
  version: "版本",
} as const

export const MonthlyReportInputTitles = {
  confirm: "已核对的异常",
  funds_month_yuan: "本月到位资金",
  image_progress: "形象进度",
  invested_month_yuan: "本月完成投资",
  invested_total_yuan: "累计完成投资",
  next_month: "下月计划",
  problems: "存在的问题",
} as const

export const MonthlyReportsTitles = {
  items: "办理后的各份月报",
} as const

export const MonthlyResultWords = {
  passed: "审核通过",
  supplement: "暂未通过（待补充）",
} as const

export const MonthlyRowStateWords = {
  none: "未填",
  draft: "已保存",
  submitted: "已提交",
  supplement: "暂未通过（待补充）",
  passed: "审核通过",
} as const

export const MotiveWords = {
  expand: "扩大产能",
  relocate: "企业搬迁",
  new_product: "开发新产品",
  startup: "创业",
} as const

export const MoveKindWords = {
  advance: "推进",
  return: "退回",
  suspend: "暂缓",
  resume: "恢复",
  terminate: "终止",
  withdraw: "退库",
  share: "转共享",
  take_up: "领取",
} as const

export const NegotiationTripTitles = {
  activities: "报告",
  approved_revision: "批准时的版次",
  budget: "经费",
  cancel_reason: "取消的理由",
  chain: "产业链",
  closed_at: "提交报告并结束的时刻",
  closed_by: "提交报告并结束的人",
  coordination: "报告",
  created_at: "登记时刻",
  created_by: "登记人",
  decided_at: "审批时刻",
  decided_by: "审批人",
  decision_opinion: "审批意见",
  ends_on: "计划返回日期",
  id: "内部编号",
  kind: "类别",
  lead_unit_id: "牵头单位编号",
  leader_name: "带队领导",
  leader_post: "带队领导职务",
  leader_user_id: "带队领导的人员编号",
  number: "行程编号",
  plan_revision: "计划的版次",
  purpose: "目的",
  report_due_on: "报告期限",
  results: "报告",
  returned_on: "实际返回日期",
  rule_revision: "期限所依据的规则版次",
  source: "资料出处",
  starts_on: "出发日期",
  state: "状态",
  station: "驻点组名称",
  submitted_at: "提交时刻",
  submitted_by: "提交人",
  updated_at: "最近变动时刻",
  version: "版本",
} as const

export const NewProjectInputTitles = {
  build_kind: "建设性质",
  chain: "所属产业链",
  confirmed_different: "已与疑似重复的项目核对过",
  content: "建设内容及规模",
  contract_amount_yuan: "合同金额",
  division_code: "建设地点的行政区划代码",
  expected_jobs: "预计用工",
  expected_output_yuan: "预计年产值",
  expected_tax_yuan: "预计年税收",
  first_contact_on: "首次接触日期",
  fixed_assets_yuan: "其中固定资产投资",
  industry: "行业",
  industry_code: "行业代码",
  initial_stage: "从哪个阶段开始",
  introducer: "引荐人",
  invest_mode: "投资方式",
  land_mu: "用地面积",
  land_type: "用地类型",
  lead_source: "线索来源",
  lead_unit_id: "牵头单位编号",
  name: "项目名称",
  park: "所在园区",
  parties: "投资方与支持方",
  place: "建设地点",
  planned_end: "计划竣工时间",
  planned_start: "计划开工时间",
  producing_on: "投产日期",
  project_code: "国家项目代码",
  remark: "备注",
  signed_on: "签约日期",
  source: "资料出处",
  started_on: "开工日期",
  supporting_unit_ids: "配合单位编号",
  total_investment_yuan: "总投资",
} as const

export const NewUserViewTitles = {
  initial_password: "一次性初始口令",
} as const

export const NextPersonTitles = {
  name: "姓名",
  role: "角色",
  unit_name: "单位",
  user_id: "人员编号",
} as const

export const NoticeTitles = {
  created_at: "提醒时刻",
  due_on: "应在哪天之前办结",
  id: "提醒编号",
  kind: "关于哪种事",
  part_id: "对象之内的编号",
  read_at: "读过的时刻",
  resource: "到哪里办",
  resource_id: "对象编号",
  stage: "提醒的缘由",
  subject: "对象名称",
  text: "提醒的话",
} as const

export const NoticeReadingsInputTitles = {
  up_to_id: "到哪一条为止",
} as const

export const NoticeSettingsTitles = {
  can: "本人可以办理的事项",
  email: "收提醒的邮箱",
  quiet_kinds: "只在系统内提醒的种类",
  updated_at: "最近保存时刻",
  version: "版本",
} as const

export const NoticeSettingsInputTitles = {
  email: "收提醒的邮箱",
  quiet_kinds: "这些种类不往外发",
} as const

export const NoticeStageWords = {
  before: "即将到期",
  today: "今天到期",
  after: "已逾期",
  news: "知会",
} as const

export const ObjectionInputTitles = {
  against_claim_id: "招商局就企业合并后重叠的登记提请裁定时",
  proof_file_ids: "佐证",
  reason: "理由",
} as const

export const ObjectionPartyTitles = {
  claim_id: "登记的编号",
  first_contact_on: "首次接触日期",
  number: "登记号",
  registered_on: "登记日期",
  state: "状态",
  unit: "单位",
} as const

export const ObjectionStateWords = {
  open: "待裁定",
  ruled: "已裁定",
  moot: "因另案裁定终结",
} as const

export const ObjectionViewTitles = {
  can: "当前用户可办理的事项",
  filed_on: "提出日期",
  id: "编号",
  objector: "异议单位的登记",
  overdue: "是否逾期未裁定",
  proof: "佐证",
  reason: "理由",
  respondent: "被提出异议的登记",
  rule_by_on: "须裁定的最后一日",
  ruled_at: "裁定时刻",
  ruled_by: "裁定人",
  ruling: "裁定",
  ruling_reason: "裁定理由",
  shares: "共同跟进的分成",
  state: "状态",
  version: "版本",
} as const

export const OfferedMilestoneTitles = {
  code: "种类",
  name: "名称",
  planned_on: "按签约日期推算的计划日期",
} as const

export const OpenWorkTitles = {
  count: "多少件",
  kind: "种类",
  label: "是什么",
} as const

export const OutcomeInputTitles = {
  new_projects: "登记新项目",
  next_due_on: "下一步的期限",
  next_step: "下一步",
  note: "说明",
  outcome: "结果",
  owner_id: "后续负责人",
  project_ids: "关联已有的项目",
} as const

export const OutgoingMessageTitles = {
  attempts: "已试次数",
  body: "内容",
  can: "您可以办理的事项",
  channel_id: "渠道编号",
  channel_name: "渠道名称",
  created_at: "写成时刻",
  id: "消息编号",
  last_error: "最近一次失败的原因与怎么办",
  number: "消息编号",
  purpose: "用途",
  sent_at: "发出时刻",
  state: "情况",
  subject: "标题",
  user_id: "收件人编号",
  version: "版本",
} as const

export const Page_AmendmentTitles = {
  items: "本页记录",
  next_cursor: "下一页的游标",
  page: "页码",
  per_page: "每页条数",
  total: "符合条件且可见的总数",
} as const

export const Page_ApiTokenViewTitles = {
  items: "本页记录",
  next_cursor: "下一页的游标",
  page: "页码",
  per_page: "每页条数",
  total: "符合条件且可见的总数",
} as const

export const Page_ApprovalItemViewTitles = {
  items: "本页记录",
  next_cursor: "下一页的游标",
  page: "页码",
  per_page: "每页条数",
  total: "符合条件且可见的总数",
} as const

export const Page_AssignmentItemTitles = {
  items: "本页记录",
  next_cursor: "下一页的游标",
  page: "页码",
  per_page: "每页条数",
  total: "符合条件且可见的总数",
} as const

export const Page_CarbonCopyTitles = {
  items: "本页记录",
  next_cursor: "下一页的游标",
  page: "页码",
  per_page: "每页条数",
  total: "符合条件且可见的总数",
} as const

export const Page_ChannelTitles = {
  items: "本页记录",
  next_cursor: "下一页的游标",
  page: "页码",
  per_page: "每页条数",
  total: "符合条件且可见的总数",
} as const

export const Page_ChecklistGapTitles = {
  items: "本页记录",
  next_cursor: "下一页的游标",
  page: "页码",
  per_page: "每页条数",
  total: "符合条件且可见的总数",
} as const

export const Page_CohortRowTitles = {
  items: "本页记录",
  next_cursor: "下一页的游标",
  page: "页码",
  per_page: "每页条数",
  total: "符合条件且可见的总数",
} as const

export const Page_ComplaintViewTitles = {
  items: "本页记录",
  next_cursor: "下一页的游标",
  page: "页码",
  per_page: "每页条数",
  total: "符合条件且可见的总数",
} as const

export const Page_ContactTitles = {
  items: "本页记录",
  next_cursor: "下一页的游标",
  page: "页码",
  per_page: "每页条数",
  total: "符合条件且可见的总数",
} as const

export const Page_ContactGapTitles = {
  items: "本页记录",
  next_cursor: "下一页的游标",
  page: "页码",
  per_page: "每页条数",
  total: "符合条件且可见的总数",
} as const

export const Page_EnterpriseTitles = {
  items: "本页记录",
  next_cursor: "下一页的游标",
  page: "页码",
  per_page: "每页条数",
  total: "符合条件且可见的总数",
} as const

export const Page_ExportListViewTitles = {
  items: "本页记录",
  next_cursor: "下一页的游标",
  page: "页码",
  per_page: "每页条数",
  total: "符合条件且可见的总数",
} as const

export const Page_ExportTemplateTitles = {
  items: "本页记录",
  next_cursor: "下一页的游标",
  page: "页码",
  per_page: "每页条数",
  total: "符合条件且可见的总数",
} as const

export const Page_ExportViewTitles = {
  items: "本页记录",
  next_cursor: "下一页的游标",
  page: "页码",
  per_page: "每页条数",
  total: "符合条件且可见的总数",
} as const

export const Page_FirstClaimItemTitles = {
  items: "本页记录",
  next_cursor: "下一页的游标",
  page: "页码",
  per_page: "每页条数",
  total: "符合条件且可见的总数",
} as const

export const Page_HandoverTitles = {
  items: "本页记录",
  next_cursor: "下一页的游标",
  page: "页码",
  per_page: "每页条数",
  total: "符合条件且可见的总数",
} as const

export const Page_ImportMappingTitles = {
  items: "本页记录",
  next_cursor: "下一页的游标",
  page: "页码",
  per_page: "每页条数",
  total: "符合条件且可见的总数",
} as const

export const Page_ImportRowTitles = {
  items: "本页记录",
  next_cursor: "下一页的游标",
  page: "页码",
  per_page: "每页条数",
  total: "符合条件且可见的总数",
} as const

export const Page_ImportSessionItemTitles = {
  items: "本页记录",
  next_cursor: "下一页的游标",
  page: "页码",
  per_page: "每页条数",
  total: "符合条件且可见的总数",
} as const

export const Page_InboxItemTitles = {
  items: "本页记录",
  next_cursor: "下一页的游标",
  page: "页码",
  per_page: "每页条数",
  total: "符合条件且可见的总数",
} as const

export const Page_JobTitles = {
  items: "本页记录",
  next_cursor: "下一页的游标",
  page: "页码",
  per_page: "每页条数",
  total: "符合条件且可见的总数",
} as const

export const Page_JournalEventTitles = {
  items: "本页记录",
  next_cursor: "下一页的游标",
  page: "页码",
  per_page: "每页条数",
  total: "符合条件且可见的总数",
} as const

export const Page_MergeTitles = {
  items: "本页记录",
  next_cursor: "下一页的游标",
  page: "页码",
  per_page: "每页条数",
  total: "符合条件且可见的总数",
} as const

export const Page_MilestoneViewTitles = {
  items: "本页记录",
  next_cursor: "下一页的游标",
  page: "页码",
  per_page: "每页条数",
  total: "符合条件且可见的总数",
} as const

export const Page_MonthlyReportTitles = {
  items: "本页记录",
  next_cursor: "下一页的游标",
  page: "页码",
  per_page: "每页条数",
  total: "符合条件且可见的总数",
} as const

export const Page_NoticeTitles = {
  items: "本页记录",
  next_cursor: "下一页的游标",
  page: "页码",
  per_page: "每页条数",
  total: "符合条件且可见的总数",
} as const

export const Page_ObjectionViewTitles = {
  items: "本页记录",
  next_cursor: "下一页的游标",
  page: "页码",
  per_page: "每页条数",
  total: "符合条件且可见的总数",
} as const

export const Page_OutgoingMessageTitles = {
  items: "本页记录",
  next_cursor: "下一页的游标",
  page: "页码",
  per_page: "每页条数",
  total: "符合条件且可见的总数",
} as const

export const Page_PoolItemTitles = {
  items: "本页记录",
  next_cursor: "下一页的游标",
  page: "页码",
  per_page: "每页条数",
  total: "符合条件且可见的总数",
} as const

export const Page_ProductionReportTitles = {
  items: "本页记录",
  next_cursor: "下一页的游标",
  page: "页码",
  per_page: "每页条数",
  total: "符合条件且可见的总数",
} as const

export const Page_ProgressProjectTitles = {
  items: "本页记录",
  next_cursor: "下一页的游标",
  page: "页码",
  per_page: "每页条数",
  total: "符合条件且可见的总数",
} as const

export const Page_ProjectItemTitles = {
  items: "本页记录",
  next_cursor: "下一页的游标",
  page: "页码",
  per_page: "每页条数",
  total: "符合条件且可见的总数",
} as const

export const Page_ProjectTagTitles = {
  items: "本页记录",
  next_cursor: "下一页的游标",
  page: "页码",
  per_page: "每页条数",
  total: "符合条件且可见的总数",
} as const

export const Page_ReceptionItemTitles = {
  items: "本页记录",
  next_cursor: "下一页的游标",
  page: "页码",
  per_page: "每页条数",
  total: "符合条件且可见的总数",
} as const

export const Page_ReportLateTitles = {
  items: "本页记录",
  next_cursor: "下一页的游标",
  page: "页码",
  per_page: "每页条数",
  total: "符合条件且可见的总数",
} as const

export const Page_RevisionSummaryTitles = {
  items: "本页记录",
  next_cursor: "下一页的游标",
  page: "页码",
  per_page: "每页条数",
  total: "符合条件且可见的总数",
} as const

export const Page_RoleVacancyTitles = {
  items: "本页记录",
  next_cursor: "下一页的游标",
  page: "页码",
  per_page: "每页条数",
  total: "符合条件且可见的总数",
} as const

export const Page_RuleSetViewTitles = {
  items: "本页记录",
  next_cursor: "下一页的游标",
  page: "页码",
  per_page: "每页条数",
  total: "符合条件且可见的总数",
} as const

export const Page_SavedViewTitles = {
  items: "本页记录",
  next_cursor: "下一页的游标",
  page: "页码",
  per_page: "每页条数",
  total: "符合条件且可见的总数",
} as const

export const Page_ServiceRecordViewTitles = {
  items: "本页记录",
  next_cursor: "下一页的游标",
  page: "页码",
  per_page: "每页条数",
  total: "符合条件且可见的总数",
} as const

export const Page_SessionViewTitles = {
  items: "本页记录",
  next_cursor: "下一页的游标",
  page: "页码",
  per_page: "每页条数",
  total: "符合条件且可见的总数",
} as const

export const Page_SignatureItemTitles = {
  items: "本页记录",
  next_cursor: "下一页的游标",
  page: "页码",
  per_page: "每页条数",
  total: "符合条件且可见的总数",
} as const

export const Page_SigningEventViewTitles = {
  items: "本页记录",
  next_cursor: "下一页的游标",
  page: "页码",
  per_page: "每页条数",
  total: "符合条件且可见的总数",
} as const

export const Page_SlipItemTitles = {
  items: "本页记录",
  next_cursor: "下一页的游标",
  page: "页码",
  per_page: "每页条数",
  total: "符合条件且可见的总数",
} as const

export const Page_StockOpinionTitles = {
  items: "本页记录",
  next_cursor: "下一页的游标",
  page: "页码",
  per_page: "每页条数",
  total: "符合条件且可见的总数",
} as const

export const Page_SubstituteTitles = {
  items: "本页记录",
  next_cursor: "下一页的游标",
  page: "页码",
  per_page: "每页条数",
  total: "符合条件且可见的总数",
} as const

export const Page_SuspicionTitles = {
  items: "本页记录",
  next_cursor: "下一页的游标",
  page: "页码",
  per_page: "每页条数",
  total: "符合条件且可见的总数",
} as const

export const Page_TalkViewTitles = {
  items: "本页记录",
  next_cursor: "下一页的游标",
  page: "页码",
  per_page: "每页条数",
  total: "符合条件且可见的总数",
} as const

export const Page_TicketViewTitles = {
  items: "本页记录",
  next_cursor: "下一页的游标",
  page: "页码",
  per_page: "每页条数",
  total: "符合条件且可见的总数",
} as const

export const Page_TransferViewTitles = {
  items: "本页记录",
  next_cursor: "下一页的游标",
  page: "页码",
  per_page: "每页条数",
  total: "符合条件且可见的总数",
} as const

export const Page_TripItemTitles = {
  items: "本页记录",
  next_cursor: "下一页的游标",
  page: "页码",
  per_page: "每页条数",
  total: "符合条件且可见的总数",
} as const

export const Page_TripTotalViewTitles = {
  items: "本页记录",
  next_cursor: "下一页的游标",
  page: "页码",
  per_page: "每页条数",
  total: "符合条件且可见的总数",
} as const

export const Page_UnitViewTitles = {
  items: "本页记录",
  next_cursor: "下一页的游标",
  page: "页码",
  per_page: "每页条数",
  total: "符合条件且可见的总数",
} as const

export const Page_UserViewTitles = {
  items: "本页记录",
  next_cursor: "下一页的游标",
  page: "页码",
  per_page: "每页条数",
  total: "符合条件且可见的总数",
} as const

export const PaperFileInputTitles = {
  file_id: "附件编号",
  purpose: "用途",
} as const

export const PaperFileViewTitles = {
  file_id: "附件编号",
  media_type: "文件类型",
  name: "文件名",
  purpose: "用途",
  sealed: "是否已封存",
  sha256: "内容的 SHA-256",
  size_bytes: "大小",
} as const

export const PaperPurposeWords = {
  text: "签约文本",
  photo: "签约照片",
  proof: "其他证明",
} as const

export const PartyRoleWords = {
  investor: "投资方",
  supporter: "支持方（不出资）",
} as const

export const PasswordInputTitles = {
  current_password: "现在的口令",
  new_password: "新口令",
} as const

export const PauseEndInputTitles = {
  reason: "原因",
  until_on: "重新起算的第一天",
} as const

export const PauseInputTitles = {
  cause: "具体原因",
  file_ids: "佐证附件编号",
  from_on: "停计的第一天",
  kind: "外部原因的种类",
  until_on: "重新起算的第一天",
} as const

export const PauseKindWords = {
  land_auction: "等待土地出让",
  approval: "等待上级审批",
  policy: "政策调整",
  weather: "气候（冬季停工等）",
  investor: "投资方重大变故",
  court: "诉讼、仲裁",
  other: "其他外部原因",
} as const

export const PauseStateWords = {
  requested: "待审批",
  approved: "已批准",
  refused: "不同意",
  ended: "已提前恢复",
} as const

export const PauseViewTitles = {
  can: "您可以办理的事项",
  cause: "具体原因",
  days: "停计多少天",
  decided_at: "审批时刻",
  decided_by: "审批人",
  end_reason: "提前恢复的原因",
  files: "佐证",
  from_on: "停计的第一天",
  id: "编号",
  kind: "外部原因的种类",
  opinion: "审批意见",
  project_id: "项目编号",
  requested_at: "申请时刻",
  requested_by: "申请人",
  state: "状态",
  until_on: "重新起算的第一天",
  version: "版本",
} as const

export const PeriodCountsTitles = {
  due: "应报",
  late: "其中迟报",
  missing: "截止日已过、没有报的",
  passed: "其中已审核通过",
  submitted: "已提交",
  supplement: "其中暂未通过、待补充",
} as const

export const PeriodStateWords = {
  open: "填报中",
  submitted: "已报齐",
  audited: "已审核",
  frozen: "已封存",
} as const

export const PersonLoadTitles = {
  acting: "今天由谁代行",
  commissioned: "任服务专员的项目数",
  liaised: "任联络员的项目数",
  post: "职务",
  sponsored: "包抓的项目数",
  unit_id: "单位编号",
  unit_name: "单位名称",
  user_id: "人员编号",
  user_name: "姓名",
} as const

export const PersonLoadsTitles = {
  can: "您可以办理的事项",
  items: "按单位的法定顺序",
  vacancies: "必须有人而空缺的",
} as const

export const PersonMetTitles = {
  name: "姓名",
  post: "职务",
} as const

export const PersonRefTitles = {
  id: "人员编号",
  name: "姓名",
} as const

export const PickUpInputTitles = {
  person_id: "首谈人",
  plan: "打算怎样跟进",
  unit_id: "以哪个单位领取",
} as const

export const PlanDecisionWords = {
  approved: "批准",
  returned: "退回修改",
} as const

export const PlanInputTitles = {
  after_no: "上传时看到的最新版次",
  approved_on: "批准日期",
  file_id: "方案文件的附件编号",
  reason: "修订的理由",
  summary: "要点",
  title: "方案名称",
} as const

export const PlanProgressTitles = {
  done_percent: "实际完成年度计划的",
  done_yuan: "本年完成投资",
  plan_percent: "到本月应完成年度计划的",
  planned_yuan: "年度计划投资",
  points: "比计划超或欠几个百分点",
} as const

export const PoolItemTitles = {
  can: "当前用户可办理的事项",
  chain: "产业链",
  direction: "洽谈方向",
  from_unit: "转出单位",
  id: "编号",
  investor: "客商",
  number: "登记号",
  person: "首谈人",
  project: "关联项目",
  reason: "转共享的原因",
  since_on: "转共享的日期",
} as const

export const PreferencesTitles = {
  can: "本人可以办理的事项",
  last_export_template: "各清单上次所用的导出模板",
  lists: "各清单上次怎样看",
  menu_collapsed: "左侧菜单是否收起",
  single_keys: "是否启用单键快捷键",
  text_size: "字号",
  updated_at: "最近保存时刻",
  version: "版本",
} as const

export const PreferencesInputTitles = {
  last_export_template: "各清单上次所用的导出模板",
  lists: "各清单上次怎样看",
  menu_collapsed: "左侧菜单是否收起",
  single_keys: "是否启用单键快捷键",
  text_size: "字号",
} as const

export const PreviousSignInTitles = {
  address: "来源地址",
  at: "何时",
  device: "浏览器或程序",
} as const

export const ProblemTitles = {
  blocking: "办理前还缺的条件",
  code: "稳定的错误码",
  current: "版本冲突时的最新内容",
  detail: "原因与怎么办",
  errors: "逐字段的错误",
  request_id: "请求编号",
  status: "HTTP 状态码",
  title: "简短标题",
  type: "错误种类的地址",
} as const

export const ProcedureBoxTitles = {
  column: "第几列",
  critical: "是否在最长的一条路上",
} as const

export const ProcedureChartTitles = {
  can: "当前调用者可以办理的操作",
  finished: "已办结的项数",
  goal_working_days: "全流程目标",
  items: "各项手续",
  needed: "要办的项数",
  offers: "模板里还没有列入的",
  overdue: "逾期的项数",
  planned_working_days: "按承诺走完最长的一条路要几个工作日",
  template_revision: "模板版次",
} as const

export const ProcedureOfferTitles = {
  basis: "法律依据",
  code: "代码",
  default: "默认列入",
  name: "名称",
  working_days: "标准时限",
} as const

export const ProcedurePlanInputTitles = {
  codes: "事项代码",
} as const

export const ProcedureStepTitles = {
  after: "须先办结的手续",
  applies: "哪些项目要办",
  basis: "法律依据",
  code: "代码",
  name: "名称",
  optional: "视情况办理",
  parallel_group: "并联组",
  window: "责任窗口",
  working_days: "法定或标准时限",
} as const

export const ProceduresTitles = {
  goal_working_days: "全流程目标",
  steps: "各项手续",
} as const

export const ProductionAuditInputTitles = {
  opinion: "审核意见",
  result: "审核结果",
} as const

export const ProductionReportTitles = {
  audit_opinion: "审核意见",
  audited_at: "审核时刻",
  audited_by: "审核人",
  can: "您可以办理的事项",
  id: "编号",
  metrics: "各项指标",
  month: "月份",
  note: "说明",
  project_id: "项目编号",
  state: "审核状态",
  submitted_at: "填报时刻",
  submitted_by: "填报人",
  version: "版本",
} as const

export const ProductionReportInputTitles = {
  metrics: "各项指标",
  month: "月份",
  note: "说明",
} as const

export const ProductionStateWords = {
  submitted: "待审核",
  supplement: "暂未通过（待补充）",
  passed: "审核通过",
  rejected: "审核未通过",
} as const

export const ProgressDecisionInputTitles = {
  approved: "是否同意",
  opinion: "意见",
} as const

export const ProgressFileTitles = {
  file_id: "附件编号",
  name: "文件名",
} as const

export const ProgressReasonInputTitles = {
  reason: "原因",
} as const

export const ProgressRowTitles = {
  completion_percent: "完成率",
  done: "完成数与名单",
  done_of_target: "与任务相比的完成数与名单",
  formula: "算式",
  gap_points: "序时进度差",
  growth_percent: "同比",
  last_year: "上年同期完成数与名单",
  target: "年度任务",
  unit_id: "单位",
  unit_name: "单位名称",
  unknown_because: "空着的数为什么空着",
} as const

export const ProgressTableTitles = {
  basis: "口径",
  from: "从哪一天",
  indicator: "指标",
  rows: "各单位",
  through: "到哪一天",
  total: "全市合计",
  unit: "计量单位",
  year_share: "比例怎么算的",
  year_share_percent: "已过时间占全年的比例",
} as const

export const ProjectTitles = {
  build_kind: "建设性质",
  chain: "所属产业链",
  confidential: "是否保密",
  content: "建设内容及规模",
  contract_amount_yuan: "合同金额",
  created_at: "登记时刻",
  created_by: "登记人员编号",
  division_code: "建设地点的行政区划代码",
  end_state: "结束状态",
  excluded_at: "设定不予认定的时刻",
  excluded_by: "设定不予认定的人员编号",
  exclusion_code: "不予认定的原因",
  exclusion_reason: "不予认定的说明",
  expected_jobs: "预计用工",
  expected_output_yuan: "预计年产值",
  expected_tax_yuan: "预计年税收",
  first_contact_on: "首次接触日期",
  fixed_assets_yuan: "其中固定资产投资",
  funds_in_place_yuan: "到位资金合计",
  funds_outside_city_yuan: "其中市外到位",
  funds_outside_province_yuan: "其中省外到位",
  id: "内部编号",
  import_id: "导入批次编号",
  industry: "行业",
  industry_code: "行业代码",
  introducer: "引荐人",
  invest_mode: "投资方式",
  land_mu: "用地面积",
  land_type: "用地类型",
  lead_source: "线索来源",
  lead_unit_id: "牵头单位编号",
  name: "项目名称",
  number: "项目编号",
  park: "所在园区",
  place: "建设地点",
  planned_end: "计划竣工时间",
  planned_start: "计划开工时间",
  producing_on: "投产日期",
  remark: "备注",
  signed_on: "签约日期",
  source: "资料出处",
  stage: "当前阶段",
  stage_no: "阶段序号",
  stage_since_on: "进入当前阶段的日期",
  started_on: "开工日期",
  total_investment_yuan: "总投资",
  updated_at: "最近变动时刻",
  version: "版本号",
} as const

export const ProjectAccessTitles = {
  confidential: "是否保密",
  project_id: "项目编号",
  seers: "看得到的各方",
} as const

export const ProjectBatchChangeTitles = {
  add_tags: "贴上的标签",
  add_unit_ids: "增加的配合单位编号",
  lead_unit_id: "改由这个单位牵头",
  remove_tags: "去掉的标签",
} as const

export const ProjectBatchInputTitles = {
  items: "逐个登记",
} as const

export const ProjectBatchResultTitles = {
  id: "新项目的内部编号",
  index: "第几项",
  number: "新项目的编号",
  problem: "没有登记的原因",
  status: "这一项的状态码",
} as const

export const ProjectBatchUpdateInputTitles = {
  change: "改什么",
  expected_count: "提交人看到的符合条件的项目数",
  filter: "选定符合条件的全部项目",
  items: "逐个选定的项目",
} as const

export const ProjectBatchUpdateItemTitles = {
  changed: "有没有改动",
  id: "项目编号",
  version: "现在的版本号",
} as const

export const ProjectBatchUpdateViewTitles = {
  changed: "改动的项目数",
  items: "逐个结果",
  unchanged: "本来就是这样、没有改动的项目数",
} as const

export const ProjectBatchViewTitles = {
  created: "已登记数",
  refused: "未登记数",
  results: "逐项结果",
} as const

export const ProjectCandidateTitles = {
  id: "项目编号",
  lead_unit_id: "牵头单位编号",
  name: "项目名称",
  number: "项目编号",
  reason: "为什么疑似",
  similarity: "名称相似度",
  stage: "阶段",
} as const

export const ProjectCandidatesTitles = {
  candidates: "看得到的",
  hidden: "另有看不到的疑似项目",
} as const

export const ProjectCodeTitles = {
  code: "项目代码",
  ended_on: "失效日期",
  id: "内部编号",
  obtained_on: "赋码日期",
  reason: "失效原因",
  version: "版本号",
} as const

export const ProjectCodeEditTitles = {
  ended_on: "失效日期",
  obtained_on: "赋码日期",
  reason: "失效原因",
} as const

export const ProjectCodeInputTitles = {
  code: "项目代码",
  obtained_on: "赋码日期",
} as const

export const ProjectColourViewTitles = {
  ahead: "没有新进展时将怎样变化",
  current: "现在的颜色",
  history: "以前各段",
  out_of_scope: "为什么没有颜色",
} as const

export const ProjectCountsTitles = {
  funds_entries: "到位资金",
  history: "沿革中的变动",
  procedures: "手续",
  services: "服务记录",
  slips: "督办单",
  talks: "洽谈",
  tickets: "困难",
} as const

export const ProjectGroupTitles = {
  key: "取值",
  label: "取值的中文名称",
} as const

export const ProjectInputTitles = {
  build_kind: "建设性质",
  chain: "所属产业链",
  content: "建设内容及规模",
  contract_amount_yuan: "合同金额",
  division_code: "建设地点的行政区划代码",
  expected_jobs: "预计用工",
  expected_output_yuan: "预计年产值",
  expected_tax_yuan: "预计年税收",
  first_contact_on: "首次接触日期",
  fixed_assets_yuan: "其中固定资产投资",
  industry: "行业",
  industry_code: "行业代码",
  introducer: "引荐人",
  invest_mode: "投资方式",
  land_mu: "用地面积",
  land_type: "用地类型",
  lead_source: "线索来源",
  lead_unit_id: "牵头单位编号",
  name: "项目名称",
  park: "所在园区",
  place: "建设地点",
  planned_end: "计划竣工时间",
  planned_start: "计划开工时间",
  producing_on: "投产日期",
  remark: "备注",
  signed_on: "签约日期",
  source: "资料出处",
  started_on: "开工日期",
  total_investment_yuan: "总投资",
} as const

export const ProjectInputPatchTitles = {
  build_kind: "建设性质",
  chain: "所属产业链",
  content: "建设内容及规模",
  contract_amount_yuan: "合同金额",
  division_code: "建设地点的行政区划代码",
  expected_jobs: "预计用工",
  expected_output_yuan: "预计年产值",
  expected_tax_yuan: "预计年税收",
  first_contact_on: "首次接触日期",
  fixed_assets_yuan: "其中固定资产投资",
  industry: "行业",
  industry_code: "行业代码",
  introducer: "引荐人",
  invest_mode: "投资方式",
  land_mu: "用地面积",
  land_type: "用地类型",
  lead_source: "线索来源",
  lead_unit_id: "牵头单位编号",
  name: "项目名称",
  park: "所在园区",
  place: "建设地点",
  planned_end: "计划竣工时间",
  planned_start: "计划开工时间",
  producing_on: "投产日期",
  remark: "备注",
  signed_on: "签约日期",
  source: "资料出处",
  started_on: "开工日期",
  total_investment_yuan: "总投资",
} as const

export const ProjectItemTitles = {
  codes: "国家项目代码",
  colour: "今天的颜色和由来",
  lead_unit_name: "牵头单位名称",
  parties: "投资方与支持方",
  phases: "分期",
  tags: "标签",
  units: "配合单位",
} as const

export const ProjectPageTitles = {
  as_of: "截至日期",
} as const

export const ProjectPartiesInputTitles = {
  parties: "全部投资方与支持方",
} as const

export const ProjectPartyTitles = {
  enterprise_id: "企业库中的编号",
  id: "内部编号",
  name: "名称",
  origin: "资金来源地",
  role: "角色",
  share_percent: "出资比例",
} as const

export const ProjectPartyInputTitles = {
  enterprise_id: "企业库中的编号",
  name: "名称",
  origin: "资金来源地",
  role: "角色",
  share_percent: "出资比例",
} as const

export const ProjectPausesTitles = {
  can: "您可以办理的事项",
  items: "各次暂停",
  paused_days: "经批准的暂停共多少天",
} as const

export const ProjectPhaseTitles = {
  amount_yuan: "本期投资",
  id: "内部编号",
  name: "名称",
  planned_end: "计划结束",
  planned_start: "计划开始",
  sequence: "第几期",
} as const

export const ProjectPhaseInputTitles = {
  amount_yuan: "本期投资",
  name: "名称",
  planned_end: "计划结束",
  planned_start: "计划开始",
} as const

export const ProjectPhasesInputTitles = {
  phases: "全部分期",
  total_investment_yuan: "总投资",
} as const

export const ProjectPlanTitles = {
  approved_on: "批准日期",
  created_at: "上传时刻",
  created_by: "上传人",
  created_by_name: "上传人姓名",
  file_id: "方案文件的附件编号",
  file_name: "文件名",
  id: "编号",
  in_force: "现行的一版",
  no: "版次",
  project_id: "项目编号",
  reason: "修订的理由",
  summary: "要点",
  title: "方案名称",
} as const

export const ProjectPlansTitles = {
  can: "您可以办理的事项",
  items: "各版",
} as const

export const ProjectSummaryTitles = {
  as_of: "截至日期",
  by_chain: "按产业链",
  by_end_state: "按结束状态",
  by_industry: "按行业代码",
  by_stage: "按阶段",
  by_unit: "按牵头单位",
  excluded_count: "其中不予认定的项目数",
} as const

export const ProjectSumsTitles = {
  contract_amount_yuan: "合同金额",
  count: "项目数",
  fixed_assets_yuan: "固定资产投资",
  funds_in_place_yuan: "到位资金",
  funds_outside_city_yuan: "市外到位资金",
  funds_outside_province_yuan: "省外到位资金",
  total_investment_yuan: "总投资",
} as const

export const ProjectTagsInputTitles = {
  tags: "全部标签",
} as const

export const ProjectUnitsInputTitles = {
  unit_ids: "全部配合单位编号",
} as const

export const ProjectViewTitles = {
  as_of: "截至日期",
  can: "当前调用者可以办理的操作",
  codes: "国家项目代码",
  lead_unit_name: "牵头单位名称",
  locked: "已经审核、只能经变更程序修改的字段",
  parties: "投资方与支持方",
  phases: "分期",
  readers: "保密项目点名可见的人员",
  tags: "标签",
  units: "配合单位",
} as const

export const PromiseInputTitles = {
  due_on: "期限",
  owner_id: "负责人",
  promise: "承诺的内容",
} as const

export const PromiseViewTitles = {
  can: "当前调用者可以办理的操作",
  overdue: "是否逾期未办",
  owner_name: "负责人姓名",
} as const

export const ProofRefTitles = {
  file_id: "附件编号",
  name: "文件名",
  sealed: "是否已封存",
} as const

export const ProofTypeWords = {
  land_payment: "土地款缴纳凭证",
  settlement: "工程结算单",
  invoice: "设备发票",
  bank_voucher: "银行凭证",
  company_ledger: "企业账簿",
} as const

export const ProvinceTripsTitles = {
  code: "行政区划代码",
  companies: "见到企业",
  href: "这个省的外出招商成效",
  intentions: "有合作意向的企业",
  lat: "中心点纬度",
  lon: "中心点经度",
  name: "名称",
  trips: "外出次数",
} as const

export const ProvincesViewTitles = {
  attribution: "归属规则",
  basis: "口径",
  elsewhere: "没有写明省的",
  items: "到过的省",
} as const

export const RankByWords = {
  funds_outside_city: "市外到位资金",
  funds_outside_province: "省外到位资金",
  contract_amount: "合同金额",
  count: "项目数",
} as const

export const RankedUnitTitles = {
  projects: "项目数",
  rank: "名次",
  unit_id: "单位",
  unit_name: "单位名称",
  value: "按以排名的数",
} as const

export const RateCodeWords = {
  performance: "履约率",
  start: "开工率",
  built: "建成率",
  producing: "投产率",
  funds: "资金到位率",
} as const

export const RateFigureWords = {
  signed: "签约合同",
  terminated: "已终止",
  performed: "已履约",
  permitting: "前期手续",
  building: "在建",
  started: "已开工",
  built: "已建成",
  producing: "已投产",
  suspended: "暂缓",
  with_funds: "有到位资金",
  excluded: "不予认定",
} as const

export const RateViewTitles = {
  code: "代码",
  comparison: "比较的说明",
  denominator: "分母",
  difference_points: "印发数减系统所算",
  formula: "算式",
  label: "名称",
  numerator: "分子",
  percent: "百分比",
  printed_percent: "已印发的百分比",
  shown: "印在表上的样子",
  unknown_because: "为什么算不出",
} as const

export const RatesViewTitles = {
  amount: "签约金额",
  as_of: "以哪一天为止的记录为准",
  basis: "口径",
  excluded: "不予认定、不计入的",
  excluded_by: "不予认定的情形",
  funds: "到位资金",
  rates: "各项比率",
  rounding: "取两位小数的方式",
  signed: "计入的签约合同",
  states: "现状",
  takeovers: "其中补录的",
} as const

export const ReasonInputTitles = {
  reason: "原因",
} as const

export const ReceptionTitles = {
  arrives_on: "到达日期",
  cancel_reason: "取消的理由",
  cancelled_at: "取消的时刻",
  created_at: "登记时刻",
  created_by: "登记人",
  departs_on: "离开日期",
  hosts: "主陪人员",
  id: "内部编号",
  itinerary: "日程",
  lead_unit_id: "牵头单位编号",
  letter_no: "公函号",
  number: "接待编号",
  questions: "客人提出的问题",
  results: "成果",
  settlement: "结算",
  sites: "参观点",
  source: "资料出处",
  subject: "事由",
  updated_at: "最近变动时刻",
  version: "版本",
  visitors: "客人",
} as const

export const ReceptionCallbackTitles = {
  called_on: "回访日期",
  day_no: "离开后第几日的回访",
  id: "内部编号",
  recorded_at: "登记时刻",
  recorded_by: "回访人",
  result: "结果",
} as const

export const ReceptionCancellationInputTitles = {
  reason: "理由",
} as const

export const ReceptionCompanyTitles = {
  enterprise_id: "企业库中的编号",
  id: "内部编号",
  name: "企业名称",
} as const

export const ReceptionInputTitles = {
  arrives_on: "到达日期",
  companies: "来访企业",
  departs_on: "离开日期",
  hosts: "主陪人员",
  itinerary: "日程",
  lead_unit_id: "牵头单位编号",
  letter_no: "公函号",
  questions: "客人提出的问题",
  results: "成果",
  settlement: "结算",
  sites: "参观点",
  source: "资料出处",
  subject: "事由",
  visitors: "客人",
} as const

export const ReceptionInputPatchTitles = {
  arrives_on: "到达日期",
  companies: "来访企业",
  departs_on: "离开日期",
  hosts: "主陪人员",
  itinerary: "日程",
  lead_unit_id: "牵头单位编号",
  letter_no: "公函号",
  questions: "客人提出的问题",
  results: "成果",
  settlement: "结算",
  sites: "参观点",
  source: "资料出处",
  subject: "事由",
  visitors: "客人",
} as const

export const ReceptionPersonTitles = {
  name: "姓名",
  post: "职务",
  unit: "单位",
} as const

export const ReceptionPromiseTitles = {
  created_at: "登记时刻",
  created_by: "登记人",
  done_at: "办结时刻",
  done_by: "办结人",
  done_note: "办理情况",
  due_on: "期限",
  id: "内部编号",
  owner_id: "负责人",
  promise: "承诺的内容",
  version: "版本",
} as const

export const ReceptionQuestionTitles = {
  answer: "当场的答复",
  question: "问题",
} as const

export const ReceptionSiteTitles = {
  name: "名称",
  note: "说明",
} as const

export const ReceptionViewTitles = {
  callbacks: "回访",
  can: "当前调用者可以办理的操作",
  companies: "来访企业",
  lead_unit_name: "牵头单位名称",
  promises: "承诺",
  spent_yuan: "结算合计",
} as const

export const RecordKindWords = {
  trip: "外出",
  company: "企业",
  project: "项目",
} as const

export const ReminderGroupTitles = {
  after_every: "逾期后每几天提醒一次",
  days_before: "到期前几天提醒",
  kinds: "哪些种类",
} as const

export const ReminderRulesTitles = {
  after_every: "逾期后每几天提醒一次",
  at_hour: "每天几点提醒",
  days_before: "到期前几天提醒",
  groups: "另有规定的种类",
  keep_days: "提醒保留几天",
  workdays_only: "只在工作日提醒",
} as const

export const RepeatAnswerTitles = {
  answer: "答复",
  answered_at: "时刻",
  answered_by: "答复人",
  id: "编号",
  other_project_id: "对方项目编号",
  project_id: "本项目编号",
  reason: "理由",
} as const

export const RepeatAnswerInputTitles = {
  answer: "答复",
  other_project_id: "对方项目编号",
  reason: "理由",
} as const

export const RepeatAnswerKindWords = {
  different: "另一个项目",
  repeated: "重复签约",
} as const

export const ReportPeriodTitles = {
  can: "您可以办理的事项",
  due_at: "截止时刻",
  due_on: "截止日",
  due_reason: "为什么是这一天",
  frozen_at: "封存时刻",
  frozen_by: "封存人",
  month: "月份",
  overdue: "截止日是否已过",
  points_each: "迟报、漏报一次的扣分",
  points_max: "一年最多扣到",
  production: "生产月报",
  progress: "进度月报",
  state: "状态",
  version: "版本",
} as const

export const ReportPeriodsTitles = {
  items: "已开报的各月",
} as const

export const ReportRowTitles = {
  met_days: "见面日期",
  name: "企业",
  next_due_on: "期限",
  next_step: "下一步",
  note: "情况",
  outcome: "结果",
  owner: "负责人",
  persons: "见到的人及职务",
  projects: "项目",
} as const

export const ReportRulesTitles = {
  holiday_shift: "截止日不上班时",
  jump_times: "本月投资达到上月的几倍以上要核对",
  late_points: "迟报、漏报一次的扣分",
  late_points_max: "一年最多扣到",
  monthly_due_day: "月报截止日",
  production_stages: "逐月报生产的阶段",
  stages: "逐月报进度的阶段",
  weekly_day: "周报截止在星期几",
  weekly_time: "周报截止的钟点",
} as const

export const ReportStateTitles = {
  days_overdue: "逾期天数",
  due_on: "期限",
  handed_in_on: "提交日期",
  overdue: "是否逾期未交",
} as const

export const ResponsibilityViewTitles = {
  can: "您可以办理的事项",
  history: "全部任期",
  lead: "牵头单位",
  lead_history: "牵头单位的沿革",
  on: "看的是哪一天",
  project_id: "项目编号",
  project_name: "项目名称",
  project_number: "项目编号",
  roles: "包抓领导、服务专员、联络员",
  scores: "四个一等检查清单的得分",
  sponsorship: "这个项目该由哪一级领导包抓",
  supporting: "配合单位",
  version: "项目的版本",
} as const

export const RestatementInputTitles = {
  amount_yuan: "本月完成投资应增加多少",
  file_ids: "佐证附件编号",
  month: "更正哪个月",
  reason: "更正原因",
} as const

export const RestatementStateWords = {
  submitted: "待审核",
  passed: "审核通过",
  refused: "不同意",
} as const

export const RestatementViewTitles = {
  amount_yuan: "本月完成投资应增加多少",
  can: "您可以办理的事项",
  decided_at: "审核时刻",
  decided_by: "审核人",
  files: "佐证",
  id: "编号",
  month: "更正哪个月",
  opinion: "意见",
  project_id: "项目编号",
  reason: "更正原因",
  shown_month: "作为调整数列在哪个月的月报里",
  state: "状态",
  submitted_at: "提交时刻",
  submitted_by: "提交人",
  version: "版本",
} as const

export const RestatementsTitles = {
  can: "您可以办理的事项",
  items: "各次更正",
} as const

export const ResultKindWords = {
  created: "新登记",
  updated: "更新了库里的记录",
  matched: "与库中一致，未改动",
} as const

export const ResumptionInputTitles = {
  reason: "恢复说明",
} as const

export const ReturnInputTitles = {
  reason: "退回理由",
  to: "退回到的阶段",
} as const

export const RevealInputTitles = {
  reason: "为什么要看",
} as const

export const RevealedContactTitles = {
  id: "联系人编号",
  name: "姓名",
  phone: "完整号码",
} as const

export const RevisionInputTitles = {
  content: "规则的完整内容",
  in_force_from: "生效日",
  reason: "修改理由",
} as const

export const RevisionViewTitles = {
  against: "与哪一版比较",
  changes: "不同之处",
} as const

export const RoleWords = {
  system_admin: "系统管理员",
  security_admin: "安全管理员",
  audit_admin: "审计管理员",
  bureau: "招商局",
  clerk: "经办人",
  leader: "领导",
  partner: "合作企业（仅用于接口令牌）",
} as const

export const RoleChangeViewTitles = {
  can: "您可以办理的事项",
  can_after: "现在可以办理的全部事项",
  can_before: "原来可以办理的全部事项",
  gained: "新增的事项",
  lost: "失去的事项",
  roles_after: "现有角色",
  roles_before: "原有角色",
  user_id: "人员编号",
  version: "人员的版本",
} as const

export const RoleInfoTitles = {
  code: "角色代码",
  label: "角色名称",
} as const

export const RoleStandingTitles = {
  acting: "代行其职责的人",
  can_assign: "您可以指定",
  holder: "那一天在任的人",
  label: "名称",
  missing: "必须有人而空缺",
  required: "现阶段必须有人担任",
  role: "角色",
  term_no: "第几任",
  who: "可以指定的人",
} as const

export const RoleVacanciesTitles = {
  count: "空缺的项目数",
  from_stage: "从哪个阶段起必须有人",
  label: "名称",
  role: "角色",
} as const

export const RolesInputTitles = {
  reason: "授权依据",
  roles: "全部角色",
} as const

export const RoundingWords = {
  half_up: "四舍五入",
  truncate: "截尾",
} as const

export const RuleChangeTitles = {
  after: "现在",
  before: "原来",
  path: "位置",
} as const

export const RuleRevisionTitles = {
  content: "规则内容",
  created_at: "修改时刻",
  created_by: "修改人",
  in_force_from: "生效日",
  kind: "规则种类",
  reason: "修改理由",
  revision: "版次",
} as const

export const RuleSetViewTitles = {
  can: "当前用户可办理的事项",
  in_force: "现行的一版",
  kind: "规则种类",
  label: "中文名称",
  latest_revision: "最新版次",
} as const

export const RulingWords = {
  uphold: "维持原登记",
  transfer_to_objector: "归异议单位",
  joint: "共同跟进，按比例分成",
} as const

export const RulingInputTitles = {
  reason: "理由",
  ruling: "裁定",
  shares: "共同跟进时的分成",
} as const

export const SavedViewTitles = {
  can: "本人可以办理的事项",
  created_by: "登记人编号",
  ended_at: "停用时刻",
  id: "视图编号",
  list: "清单",
  name: "视图名称",
  scope: "谁的视图",
  unit_id: "所属单位",
  updated_at: "最近修改时刻",
  version: "版本",
} as const

export const SavedViewInputTitles = {
  columns: "各列",
  density: "行的密度",
  filters: "条件",
  list: "清单",
  name: "视图名称",
  scope: "谁的视图",
  sort: "排序",
} as const

export const SeerTitles = {
  id: "单位、人员或企业的编号",
  kind: "凭职务、单位、本人",
  who: "谁",
  why: "为什么",
} as const

export const SeerKindWords = {
  city: "全市",
  unit: "单位",
  person: "人员",
  partner: "合作企业",
} as const

export const ServiceFiguresTitles = {
  contact_days: "多少日没有联系算冷落",
  from_on: "起始日期",
  no_complaint: "环境零投诉",
  no_distance: "合作零距离",
  no_waiting: "服务零等待",
  rated: "打分的件数",
  satisfaction: "困难的满意度均分",
  to_on: "截止日期",
} as const

export const ServiceFileTitles = {
  file_id: "附件编号",
  name: "文件名",
} as const

export const ServiceKindWords = {
  argument: "招商前项目论证",
  consulting: "洽谈中咨询",
  errands: "签约后手续代办",
  coordination: "建设中协调",
  follow_up: "建成后后续",
  publicity: "日常舆论宣传",
} as const

export const ServiceReasonInputTitles = {
  reason: "理由",
} as const

export const ServiceRecordTitles = {
  created_at: "登记时刻",
  created_by: "登记人",
  enterprise_id: "企业",
  file_ids: "附件编号",
  happened_on: "服务日期",
  id: "编号",
  project_id: "项目编号",
  said: "做了什么",
  service: "哪项服务",
  unit_id: "服务单位编号",
  updated_at: "最近变动时刻",
  version: "版本",
  withdraw_reason: "作废的理由",
  withdrawn_at: "作废时刻",
} as const

export const ServiceRecordInputTitles = {
  enterprise_id: "企业",
  file_ids: "附件",
  happened_on: "服务日期",
  project_id: "项目编号",
  said: "做了什么",
  service: "哪项服务",
} as const

export const ServiceRecordViewTitles = {
  can: "当前调用者可以办理的操作",
  created_by_name: "登记人姓名",
  enterprise_name: "企业名称",
  files: "附件",
  project_name: "项目名称",
  unit_name: "服务单位名称",
} as const

export const ServiceTimesTitles = {
  complaints: "投诉",
  confirmation_days: "确认链接几日内有效",
  contact_days: "多少日没有联系算冷落",
  ticket_accept_days: "困难提出后几个工作日内受理",
  ticket_city_days: "市级协调的办理时限",
  ticket_county_days: "县级协调的办理时限",
  ticket_leader_days: "领导协调的办理时限",
} as const

export const SessionTitles = {
  address: "来源地址",
  created_at: "登录时刻",
  device: "浏览器或程序",
  end_reason: "结束原因",
  ended_at: "结束时刻",
  expires_at: "不再使用时何时失效",
  id: "会话编号",
  last_used_at: "最近使用",
  remembered: "本机免登录",
  user_id: "人员编号",
} as const

export const SessionViewTitles = {
  active: "仍然有效",
  can: "您可以办理的事项",
  current: "就是当前会话",
  user_name: "人员姓名",
} as const

export const SettlementLineTitles = {
  item: "项目",
  spent_yuan: "实支",
  standard: "标准",
} as const

export const ShareBasisWords = {
  first: "牵头单位拟定",
  ruling: "裁定",
  decision: "招商局决定",
} as const

export const ShareConfirmationInputTitles = {
  confirmed: "确认",
  opinion: "意见",
} as const

export const ShareStateWords = {
  proposed: "待确认",
  in_force: "生效",
  refused: "未获确认",
  replaced: "已被替代",
} as const

export const SheetLineTitles = {
  field: "栏目代码",
  label: "栏目",
  lines: "内容",
} as const

export const SignInViewTitles = {
  contact: "登录不了时联系谁",
  place: "使用本系统的地方",
  remembered_days: "可以选择本机几天内免登录",
} as const

export const SignatureTitles = {
  amount_yuan: "金额",
  audit_opinion: "最近一次审核意见",
  audited_at: "审核时刻",
  audited_by: "审核人",
  created_at: "填报时刻",
  created_by: "填报人",
  event_id: "签约活动编号",
  id: "签约编号",
  kind: "性质",
  note: "说明",
  parties: "签约各方",
  predecessor_id: "前一份文本的签约编号",
  project_id: "项目编号",
  record_id: "由哪条阶段记录得来",
  signed_on: "签约日期",
  signing_unit_id: "签约单位编号",
  state: "状态",
  strength: "文本的效力",
  submitted_at: "提交时刻",
  submitted_by: "提交人",
  superseded_at: "被重新签署的文本取代的时刻",
  takeover: "是否补录",
  takeover_reason: "补录的理由",
  updated_at: "最近变动时刻",
  version: "版本",
} as const

export const SignatureCountsTitles = {
  amount_yuan: "计多少金额",
  count: "计几个项目",
  counted_on: "计入的日期",
  event_id: "归入的签约活动编号",
  takeover: "是否补录",
  why: "依据的规则",
} as const

export const SignatureInputTitles = {
  amount_yuan: "金额",
  event_id: "签约活动编号",
  files: "附件",
  kind: "性质",
  note: "说明",
  parties: "签约各方",
  predecessor_id: "前一份文本的签约编号",
  signed_on: "签约日期",
  signing_unit_id: "签约单位编号",
  strength: "文本的效力",
} as const

export const SignatureInputPatchTitles = {
  amount_yuan: "金额",
  event_id: "签约活动编号",
  files: "附件",
  kind: "性质",
  note: "说明",
  parties: "签约各方",
  predecessor_id: "前一份文本的签约编号",
  signed_on: "签约日期",
  signing_unit_id: "签约单位编号",
  strength: "文本的效力",
} as const

export const SignatureItemTitles = {
  counts: "现在计多少",
  days_since: "签约至今的天数",
  event_title: "签约活动全称",
  lead_unit_id: "牵头单位编号",
  project_name: "项目名称",
  project_number: "项目编号",
} as const

export const SignatureKindWords = {
  first: "首次签约",
  upgraded_paper: "协议转合同",
  increase: "增资",
  rank_up: "升格",
  owner_change: "更换业主",
  reannouncement: "重复发布",
} as const

export const SignatureOpinionTitles = {
  given_at: "时刻",
  given_by: "审核人",
  opinion: "意见",
  result: "结论",
  signature_id: "签约编号",
} as const

export const SignatureViewTitles = {
  can: "当前用户可办理的事项",
  files: "附件",
  missing: "提交前还缺什么",
  opinions: "历次审核意见",
  suspicions: "疑似重复签约的项目",
} as const

export const SigningEventTitles = {
  close_reason: "关闭的原因",
  closed_at: "关闭的时刻",
  closed_by: "关闭人",
  created_at: "登记时刻",
  created_by: "登记人",
  edition: "届次",
  held_from_on: "开始日期",
  held_to_on: "结束日期",
  host: "主办单位",
  id: "活动编号",
  kind: "种类",
  name: "名称",
  place: "地点",
  remark: "备注",
  updated_at: "最近变动时刻",
  version: "版本",
} as const

export const SigningEventInputTitles = {
  edition: "届次",
  held_from_on: "开始日期",
  held_to_on: "结束日期",
  host: "主办单位",
  kind: "种类",
  name: "名称",
  place: "地点",
  remark: "备注",
} as const

export const SigningEventInputPatchTitles = {
  edition: "届次",
  held_from_on: "开始日期",
  held_to_on: "结束日期",
  host: "主办单位",
  kind: "种类",
  name: "名称",
  place: "地点",
  remark: "备注",
} as const

export const SigningEventViewTitles = {
  can: "当前用户可办理的事项",
  title: "全称",
} as const

export const SlipTitles = {
  answered_at: "反馈时刻",
  answered_by: "反馈人",
  basis: "依据",
  basis_text: "依据的出处",
  close_note: "销号说明",
  closed_at: "销号时刻",
  due_on: "期限",
  gap_days: "差距天数",
  gap_points: "差距百分点",
  id: "内部编号",
  issued_at: "签发时刻",
  issued_by: "签发人",
  kind: "种类",
  matter: "督办事项",
  number: "督办单编号",
  person_id: "承办人",
  project_id: "项目编号",
  raised_from_id: "由哪一份逾期升级而来",
  received_on: "起算日",
  root_id: "同一事项的第一份督办单",
  rule_revision: "时限所依据的规则版次",
  state: "状态",
  unit_id: "承办单位编号",
  updated_at: "最近变动时刻",
  version: "版本",
  working_days: "限多少个工作日",
} as const

export const SlipActWords = {
  issued: "签发",
  raised: "逾期升级签发",
  answered: "反馈",
  returned: "退回",
  extension_asked: "申请延期",
  extension_granted: "同意延期",
  extension_refused: "不同意延期",
  lapsed: "逾期未反馈",
  closed: "销号",
  reopened: "重新督办",
  handed_over: "移交他人",
} as const

export const SlipBasisWords = {
  meeting: "会议",
  instruction: "批示",
  rule: "规则",
} as const

export const SlipClosingInputTitles = {
  note: "销号说明",
} as const

export const SlipColourWords = {
  blue: "蓝",
  yellow: "黄",
  red: "红",
} as const

export const SlipDeadlineTitles = {
  days: "逐日的来由",
  due_on: "期限",
  explanation: "为什么是这一天",
  warnings: "提醒",
} as const

export const SlipExtensionDecisionInputTitles = {
  granted: "是否同意",
  opinion: "意见",
} as const

export const SlipExtensionInputTitles = {
  reason: "理由",
  until_on: "延到哪一天",
} as const

export const SlipExtensionStateWords = {
  asked: "待审批",
  granted: "同意",
  refused: "不同意",
} as const

export const SlipExtensionViewTitles = {
  asked_at: "申请时刻",
  asked_by_name: "申请人姓名",
  decided_at: "审批时刻",
  decided_by_name: "审批人姓名",
  id: "内部编号",
  opinion: "签发人的意见",
  reason: "理由",
  state: "状态",
  until_on: "延到哪一天",
} as const

export const SlipFeedbackInputTitles = {
  file_ids: "佐证材料",
  said: "办理情况",
} as const

export const SlipFeedbackViewTitles = {
  files: "佐证材料",
  given_at: "反馈时刻",
  given_by_name: "反馈人姓名",
  id: "内部编号",
  said: "办理情况",
} as const

export const SlipFileTitles = {
  file_id: "附件编号",
  name: "文件名",
} as const

export const SlipGroupTitles = {
  answered: "已反馈待销号",
  closed: "已销号",
  kind: "种类",
  label: "种类名称",
  lapsed: "逾期已升级",
  open: "待反馈",
  overdue: "其中逾期的",
} as const

export const SlipHolderWords = {
  person: "承办人",
  unit: "承办单位",
} as const

export const SlipInputTitles = {
  basis: "依据",
  basis_text: "依据的出处",
  gap_days: "差距天数",
  gap_points: "差距百分点",
  kind: "种类",
  matter: "督办事项",
  person_id: "承办人",
  project_id: "项目",
  unit_id: "承办单位",
  working_days: "多少个工作日内反馈",
} as const

export const SlipItemTitles = {
  can: "当前调用者可以办理的操作",
  colour: "颜色",
  is_instruction: "是否领导批示",
  issuer_name: "签发人姓名",
  overdue_days: "逾期天数",
  person_name: "承办人姓名",
  project_name: "项目名称",
  unit_name: "承办单位名称",
  working_days_left: "还剩几个工作日",
} as const

export const SlipKindWords = {
  assign: "交办单",
  remind: "提醒单",
  warn: "警告单",
  summon: "约谈红单",
  deadline_notice: "限时办理通知书",
  letter: "督办函",
} as const

export const SlipLevelRuleTitles = {
  holder: "升级到这一级时由谁承办",
  kind: "督办单种类",
  working_days: "多少个工作日内反馈",
} as const

export const SlipLinkTitles = {
  due_on: "期限",
  id: "内部编号",
  kind: "种类",
  number: "督办单编号",
} as const

export const SlipLogViewTitles = {
  act: "什么事",
  done_at: "时刻",
  done_by_name: "办理人姓名",
  due_on: "自此的期限",
  note: "说明",
} as const

export const SlipReturnInputTitles = {
  reason: "理由",
  working_days: "多少个工作日内再反馈",
} as const

export const SlipStateWords = {
  open: "待反馈",
  answered: "已反馈待销号",
  closed: "已销号",
  lapsed: "逾期已升级",
} as const

export const SlipSummaryTitles = {
  by_kind: "按种类",
  total: "份数",
} as const

export const SlipViewTitles = {
  chain: "同一事项的各份督办单",
  course: "经过",
  extensions: "历次延期申请",
  feedback: "历次反馈",
} as const

export const SponsorLevelTitles = {
  code: "代码",
  label: "名称",
  min_total_investment_yuan: "总投资不少于",
  unit_kinds: "由哪类单位的领导包抓",
} as const

export const SponsorProposalTitles = {
  because: "为什么推荐",
  carried: "现在包抓的项目数",
  post: "职务",
  unit_name: "单位名称",
  user_id: "人员编号",
  user_name: "姓名",
} as const

export const SponsorshipRulesTitles = {
  levels: "各级",
  required_from: "从哪个阶段起必须有包抓领导",
} as const

export const SponsorshipViewTitles = {
  because: "依据",
  label: "级别名称",
  level: "级别代码",
  proposals: "推荐的人",
  rule_revision: "规则版次",
} as const

export const StageWords = {
  reserve: "谋划储备",
  lead: "线索",
  screening: "研判",
  negotiating: "在谈",
  admission: "评审",
  signed: "签约",
  landed: "落地",
  permitting: "前期手续",
  started: "开工",
  building: "在建",
  completed: "竣工",
  producing: "投产",
  at_capacity: "达产达效",
} as const

export const StageGroupTitles = {
  code: "代码",
  days: "累计天数",
  entered_on: "首次进入的日期",
  label: "中文",
  progress: "`done` 已过 · `current` 当前 · `ahead` 未到",
} as const

export const StageLogRowTitles = {
  days_in_stage: "上一段停留天数",
  details: "其他情况",
  entered_on: "上一段从哪天起",
  from_stage: "原阶段",
  from_state: "原结束状态",
  gate_revision: "依据的门槛版次",
  id: "编号",
  kind: "变动种类",
  moved_at: "变动时刻",
  moved_by: "办理人",
  moved_on: "变动日期",
  reason: "理由",
  record_id: "依据的阶段记录",
  to_stage: "新阶段",
  to_state: "新结束状态",
} as const

export const StageOpinionTitles = {
  given_at: "时刻",
  given_by: "审核人",
  opinion: "意见",
  record_id: "记录编号",
  result: "结论",
} as const

export const StagePointTitles = {
  audited_on: "审核通过的日期",
  claimed_on: "申报的日期",
  days: "在本阶段累计天数",
  entered_on: "最近一次进入的日期",
  group: "所属大段",
  label: "中文",
  limit_days: "提醒天数",
  progress: "`done` 已过 · `current` 当前 · `skipped` 跳过 · `ahead` 未到",
  record_id: "现行记录",
  record_state: "现行记录的状态",
  stage: "阶段",
  suspended_days: "其中暂缓的天数另计",
} as const

export const StageRecordTitles = {
  audit_opinion: "最近一次审核意见",
  audited_at: "审核时刻",
  audited_by: "审核人",
  claimed_on: "申报的日期",
  created_at: "填报时刻",
  created_by: "填报人",
  facts: "申报的事实",
  gate_revision: "审核所依据的门槛版次",
  id: "记录编号",
  note: "说明",
  project_id: "项目编号",
  stage: "申报进入的阶段",
  state: "状态",
  submitted_at: "提交时刻",
  submitted_by: "提交人",
  superseded_at: "退回后转为历史的时刻",
  updated_at: "最近变动时刻",
  version: "版本",
} as const

export const StageRecordInputTitles = {
  claimed_on: "申报的日期",
  evidence: "凭据",
  facts: "事实",
  note: "说明",
  stage: "申报进入的阶段",
} as const

export const StageRecordInputPatchTitles = {
  claimed_on: "申报的日期",
  evidence: "凭据",
  facts: "事实",
  note: "说明",
  stage: "申报进入的阶段",
} as const

export const StageRecordViewTitles = {
  audited_on: "审核通过的日期",
  can: "当前用户可办理的事项",
  evidence: "凭据",
  fact_list: "各项事实",
  missing: "提交前还缺什么",
  opinions: "历次审核意见",
} as const

export const StateFigureTitles = {
  code: "代码",
  count: "项目数与名单",
  label: "名称",
} as const

export const StatisticsEntriesTitles = {
  can: "您可以办理的事项",
  items: "各次登记",
} as const

export const StatisticsEntryInputTitles = {
  entered_on: "入统日期",
  file_ids: "佐证附件编号",
  note: "说明",
} as const

export const StatisticsEntryViewTitles = {
  can: "您可以办理的事项",
  end_reason: "作废原因",
  ended_at: "作废时刻",
  entered_on: "入统日期",
  files: "佐证",
  id: "编号",
  note: "说明",
  project_id: "项目编号",
  recorded_at: "登记时刻",
  recorded_by: "登记人",
  version: "版本",
} as const

export const StepAppliesWords = {
  all: "全部项目",
  filing: "备案类项目",
  approval: "核准类项目",
} as const

export const StockOpinionTitles = {
  opinion: "意见",
  result: "用于哪种结论",
} as const

export const StrengthWords = {
  intent: "意向",
  framework: "框架/战略",
  agreement: "协议",
  contract: "合同",
} as const

export const StrengthSumsTitles = {
  amount_yuan: "其金额合计",
  count: "在本活动上签署的份数",
  counted_amount_yuan: "计入本活动的金额",
  counted_count: "计入本活动的项目数",
  label: "中文",
  strength: "文本的效力",
  without_amount: "其中没有金额的份数",
} as const

export const SubmissionsInputTitles = {
  month: "月份",
  rows: "哪些项目",
} as const

export const SubstituteTitles = {
  can: "您可以办理的事项",
  created_at: "登记时刻",
  ended_at: "提前结束的时刻",
  from_on: "从哪天起",
  id: "编号",
  named_by: "指定人",
  reason: "理由",
  state: "现在的情况",
  substitute_id: "代理人",
  substitute_name: "代理人的姓名",
  until_on: "到哪天止",
  user_id: "被代理的人",
  user_name: "被代理的人的姓名",
  version: "版本",
} as const

export const SubstituteInputTitles = {
  from_on: "从哪天起",
  reason: "理由",
  substitute_id: "代理人",
  until_on: "到哪天止",
  user_id: "被代理的人",
} as const

export const SubstituteStateWords = {
  coming: "尚未开始",
  active: "代理中",
  ended: "已结束",
} as const

export const SumRelationWords = {
  at_least: "不少于",
  at_most: "不超过",
  equals: "等于",
} as const

export const SupervisionRulesTitles = {
  extension_days_max: "一次延期最多多少个工作日",
  instruction_days: "领导批示多少个工作日内回复",
  levels: "各种督办单的时限",
  phrases: "批示常用语",
} as const

export const SupportTermTitles = {
  from_on: "从哪天起",
  unit_id: "单位编号",
  unit_name: "单位名称",
  until_on: "到哪天为止不再配合",
} as const

export const SuspensionInputTitles = {
  expected_return_on: "预计恢复日期",
  reason: "暂缓理由",
} as const

export const SuspicionTitles = {
  answer: "最近的答复",
  name: "对方项目名称",
  number: "对方项目编号",
  project_id: "对方项目编号",
  reasons: "为什么疑似",
} as const

export const TakeoverInputTitles = {
  items: "逐个补录",
  proof_file_ids: "共同的证明附件编号",
  reason: "理由",
} as const

export const TakeoverItemTitles = {
  amount_yuan: "金额",
  event_id: "签约活动编号",
  parties: "签约各方",
  project_id: "项目编号",
  signed_on: "签约日期",
  strength: "文本的效力",
} as const

export const TakeoverResultTitles = {
  counts: "计多少",
  index: "第几项",
  problem: "没有补录的原因",
  project_id: "项目编号",
  signature_id: "签约编号",
  status: "这一项的状态码",
} as const

export const TakeoverViewTitles = {
  refused: "未补录数",
  results: "逐项结果",
  taken_over: "已补录数",
} as const

export const TalkTitles = {
  created_at: "登记时刻",
  created_by: "登记人",
  done_at: "办结时刻",
  done_by: "办结人",
  done_note: "办理情况",
  enterprise_id: "企业库中的编号",
  file_ids: "附件编号",
  happened_on: "洽谈日期",
  id: "内部编号",
  kind: "洽谈方式",
  next_due_on: "下一步的期限",
  next_owner_id: "下一步的负责人",
  next_step: "下一步",
  number: "洽谈编号",
  our_others: "我方其他人员",
  outcome: "结果",
  place: "地点",
  project_id: "项目编号",
  said: "谈了什么",
  their_people: "对方人员",
  unit_id: "登记单位编号",
  updated_at: "最近变动时刻",
  version: "版本",
  withdraw_reason: "作废的理由",
  withdrawn_at: "作废时刻",
} as const

export const TalkFileTitles = {
  file_id: "附件编号",
  name: "文件名",
} as const

export const TalkGroupTitles = {
  code: "代码",
  count: "次数",
  label: "名称",
} as const

export const TalkInputTitles = {
  enterprise_id: "企业",
  file_ids: "附件",
  happened_on: "洽谈日期",
  kind: "洽谈方式",
  next_due_on: "下一步的期限",
  next_owner_id: "下一步的负责人",
  next_step: "下一步",
  our_others: "我方其他人员",
  our_user_ids: "我方人员",
  outcome: "结果",
  place: "地点",
  project_id: "项目",
  said: "谈了什么",
  their_people: "对方人员",
  unit_id: "登记单位",
} as const

export const TalkInputPatchTitles = {
  enterprise_id: "企业",
  file_ids: "附件",
  happened_on: "洽谈日期",
  kind: "洽谈方式",
  next_due_on: "下一步的期限",
  next_owner_id: "下一步的负责人",
  next_step: "下一步",
  our_others: "我方其他人员",
  our_user_ids: "我方人员",
  outcome: "结果",
  place: "地点",
  project_id: "项目",
  said: "谈了什么",
  their_people: "对方人员",
  unit_id: "登记单位",
} as const

export const TalkKindWords = {
  visit_in: "来访",
  visit_out: "走访",
  call: "电话",
  meeting: "会议",
  online: "线上",
  message: "微信等书信",
} as const

export const TalkNextStateWords = {
  open: "未办结",
  overdue: "逾期未办",
  done: "已办结",
} as const

export const TalkSummaryTitles = {
  by_kind: "按洽谈方式",
  by_outcome: "按结果",
  enterprises: "谈过的企业数",
  open_steps: "还没有办结的后续事项",
  overdue_steps: "其中逾期的",
  total: "洽谈次数",
} as const

export const TalkViewTitles = {
  can: "当前调用者可以办理的操作",
  created_by_name: "登记人姓名",
  enterprise_name: "企业名称",
  files: "附件",
  next_owner_name: "下一步的负责人姓名",
  next_state: "后续情况",
  our_people: "我方人员",
  our_users: "我方参加的人员",
  project_name: "项目名称",
  unit_name: "登记单位名称",
} as const

export const TalkWithdrawalInputTitles = {
  reason: "理由",
} as const

export const TargetTitles = {
  basis: "依据",
  indicator: "指标",
  target: "任务数",
  unit_id: "单位",
  updated_at: "最近变动",
  version: "版本",
  year: "年度",
} as const

export const TargetInputTitles = {
  basis: "依据",
  target: "任务数",
} as const

export const TargetListTitles = {
  items: "任务",
  year: "年度",
} as const

export const TargetViewTitles = {
  can: "您可以办理的事项",
  unit_name: "单位名称",
} as const

export const TemplateContentTitles = {
  columns: "各列",
  title: "标题行",
} as const

export const TemplateScopeWords = {
  personal: "本人的",
  unit: "本单位的",
  city: "全市的",
} as const

export const TerminationCauseWords = {
  investor: "投资方原因",
  local: "本地原因",
} as const

export const TerminationInputTitles = {
  cause: "原因在哪一方",
  decided_by: "由谁决定",
  reason: "终止理由",
} as const

export const TextSizeWords = {
  standard: "标准",
  large: "大字",
} as const

export const TicketTitles = {
  accept_due_on: "应受理日期",
  accepted_on: "受理日期",
  answered_on: "首次回应日期",
  blocks: "卡住了什么",
  closed_on: "办结日期",
  created_at: "登记时刻",
  enterprise_id: "企业",
  id: "困难编号",
  impossible_asked_by: "申报无法办理的人员",
  impossible_reason: "无法办理的理由",
  kind: "类型",
  level: "协调层级",
  number: "编号",
  project_id: "项目编号",
  promised_on: "承诺答复日期",
  raised_by: "代为提出的人员",
  raised_by_enterprise: "企业自己提出的",
  raised_on: "提出日期",
  raising_unit_id: "代为提出的单位编号",
  reopened_count: "重开次数",
  said: "具体情况",
  satisfaction: "满意度",
  signed_by: "签批无法办理的领导",
  state: "办到哪里",
  title: "标题",
  unit_id: "办理单位编号",
  updated_at: "最近变动时刻",
  version: "版本",
} as const

export const TicketAcceptanceInputTitles = {
  promised_on: "承诺哪天答复",
  text: "说明",
  unit_id: "办理单位编号",
} as const

export const TicketAnswerInputTitles = {
  file_ids: "附件",
  text: "怎么解决的",
} as const

export const TicketConfirmationInputTitles = {
  satisfaction: "满意度",
  solved: "解决了",
  text: "意见",
} as const

export const TicketEscalationInputTitles = {
  level: "提请到哪一级",
  reason: "理由",
} as const

export const TicketInputTitles = {
  blocks: "卡住了什么",
  enterprise_id: "企业",
  file_ids: "附件",
  kind: "类型",
  project_id: "项目编号",
  said: "具体情况",
  title: "标题",
} as const

export const TicketLevelWords = {
  county: "县区（部门）协调",
  city: "提请市级协调",
  leader: "提请领导协调",
} as const

export const TicketSignatureInputTitles = {
  agreed: "同意无法办理",
  opinion: "意见",
} as const

export const TicketStateWords = {
  open: "待受理",
  working: "办理中",
  answered: "已回应（待企业确认）",
  closed: "已办结",
  impossible: "无法办理",
  reopened: "重开",
} as const

export const TicketStepTitles = {
  at: "时刻",
  by: "谁做的",
  by_enterprise: "企业做的",
  files: "附件",
  id: "编号",
  kind: "做了什么",
  satisfaction: "满意度",
  text: "内容",
} as const

export const TicketStepKindWords = {
  raised: "提出",
  accepted: "受理",
  forwarded: "转交",
  answered: "回应",
  escalated: "提请上级协调",
  impossible_asked: "申报无法办理",
  impossible_signed: "签批无法办理",
  impossible_refused: "退回继续办理",
  confirmed: "企业确认解决",
  reopened: "重开",
} as const

export const TicketViewTitles = {
  awaits_signature: "正等领导签批无法办理",
  can: "当前调用者可以办理的操作",
  days_overdue: "当前环节逾期天数",
  due_on: "当前环节的期限",
  enterprise_name: "企业名称",
  has_link: "有一个还能用的确认链接",
  project_name: "项目名称",
  raised_by_name: "代为提出的人员姓名",
  steps: "办理经过",
  unit_name: "办理单位名称",
} as const

export const TokenEnterpriseTitles = {
  id: "企业编号",
  name: "名称",
} as const

export const TokenEnterprisesTitles = {
  items: "企业",
} as const

export const TokenScopeTitles = {
  always: "总是包含",
  for_enterprise: "合作企业的令牌可以有",
  for_integration: "系统对接的令牌可以有",
  scope: "权限范围",
  words: "凭它能办的事",
} as const

export const TokenScopesTitles = {
  items: "权限范围",
} as const

export const TokenStateWords = {
  active: "有效",
  expired: "已过期",
  revoked: "已吊销",
} as const

export const TransferInputTitles = {
  duties: "后续义务",
  reason: "流转原因",
  unit_ids: "征询哪些区域或单位",
} as const

export const TransferResetInputTitles = {
  reason: "理由",
  unit_ids: "改为征询哪些单位",
} as const

export const TransferStateWords = {
  open: "征询中",
  accepted: "已承接",
  ended: "已终结",
} as const

export const TransferViewTitles = {
  asked_at: "发起时刻",
  asks: "被征询的单位",
  can: "当前用户可办理的事项",
  chain: "产业链",
  claim_id: "流转的登记",
  claim_number: "登记号",
  close_note: "终结说明",
  closed_at: "结束时刻",
  direction: "洽谈方向",
  duties: "后续义务",
  first_contact_on: "首次接触日期",
  from_unit: "流出单位",
  id: "编号",
  investor: "客商",
  new_claim_id: "承接后的登记",
  reason: "流转原因",
  state: "状态",
  version: "版本",
} as const

export const TransitionInputTitles = {
  dry_run: "只试算",
  reason: "理由",
  to: "目标阶段",
} as const

export const TransitionTargetTitles = {
  allowed: "现在可以办理",
  audited_by: "审核由谁办理",
  blocking: "还缺什么、怎么补",
  due_on: "最迟哪一天",
  gate: "目标阶段的门槛",
  kind: "推进或退回",
  label: "中文",
  persons: "其中按责任链该由谁办理",
  requires: "目标阶段要求的事实与凭据的代码",
  to: "目标阶段",
  who: "谁可以办理",
} as const

export const TransitionViewTitles = {
  dry_run: "是否试算",
  lifecycle: "办理后的全周期",
  moved: "是否已办理",
  target: "这一去向",
} as const

export const TransitionsViewTitles = {
  can: "当前用户可办理的事项",
  end_state: "结束状态",
  ends: "暂缓、恢复、终止、退库",
  gate_revision: "现行门槛版次",
  project_id: "项目编号",
  stage: "当前阶段",
  targets: "各阶段",
} as const

export const TripBudgetInputTitles = {
  budget: "全部经费项",
} as const

export const TripBudgetLineTitles = {
  item: "项目",
  planned_yuan: "预算",
  spent_yuan: "实支",
  standard: "标准",
} as const

export const TripCancellationInputTitles = {
  reason: "理由",
} as const

export const TripCheckInTitles = {
  checked_in_at: "到达时刻",
  id: "内部编号",
  leg_id: "哪一段行程",
  place: "地点",
  recorded_at: "收到的时刻",
  recorded_by: "签到人",
} as const

export const TripClosingInputTitles = {
  activities: "主要活动",
  coordination: "需协调的事项",
  results: "成果",
} as const

export const TripCompanyTitles = {
  done_at: "下一步办结的时刻",
  done_by: "办结人",
  done_note: "办结情况",
  enterprise_id: "企业库中的编号",
  id: "内部编号",
  name: "企业名称",
  next_due_on: "下一步的期限",
  next_step: "下一步",
  outcome: "结果",
  outcome_at: "认定结果的时刻",
  outcome_by: "认定结果的人",
  outcome_note: "结果说明",
  owner_id: "后续负责人",
  planned: "是否计划之内",
  reason: "拜访理由",
  version: "版本",
} as const

export const TripCompanyInputTitles = {
  enterprise_id: "企业库中的编号",
  name: "名称",
  reason: "拜访理由",
} as const

export const TripCompanyViewTitles = {
  can: "当前调用者可以办理的操作",
  owner_name: "后续负责人姓名",
  projects: "由此产生或关联的项目",
  visits: "拜访记录",
} as const

export const TripDecisionInputTitles = {
  opinion: "意见",
  result: "结论",
} as const

export const TripInputTitles = {
  budget: "经费",
  chain: "产业链",
  companies: "计划拜访的企业",
  kind: "类别",
  lead_unit_id: "牵头单位编号",
  leader: "带队领导",
  legs: "行程",
  members: "随行人员",
  purpose: "目的",
  source: "资料出处",
  station: "驻点组名称",
} as const

export const TripInputPatchTitles = {
  budget: "经费",
  chain: "产业链",
  companies: "计划拜访的企业",
  kind: "类别",
  lead_unit_id: "牵头单位编号",
  leader: "带队领导",
  legs: "行程",
  members: "随行人员",
  purpose: "目的",
  source: "资料出处",
  station: "驻点组名称",
} as const

export const TripKindWords = {
  leader: "领导带队",
  team: "小分队",
  stationed: "驻点",
  fair: "节会参展",
  abroad: "因公出访",
} as const

export const TripLegTitles = {
  city: "城市",
  division_code: "行政区划代码",
  from_on: "起",
  id: "内部编号",
  province_code: "所在省的代码",
  sequence: "第几段",
  to_on: "止",
} as const

export const TripLegInputTitles = {
  city: "城市",
  division_code: "行政区划代码",
  from_on: "起",
  to_on: "止",
} as const

export const TripMemberTitles = {
  id: "内部编号",
  name: "姓名",
  post: "职务",
  unit: "单位",
  user_id: "人员编号",
} as const

export const TripPersonInputTitles = {
  name: "姓名",
  post: "职务",
  unit: "单位",
  user_id: "人员编号",
} as const

export const TripProjectInputTitles = {
  confirmed_different: "已与疑似重复的项目核对过",
  content: "建设内容及规模",
  lead_unit_id: "牵头单位",
  name: "项目名称",
  total_investment_yuan: "拟投总投资",
} as const

export const TripProjectRefTitles = {
  id: "项目编号",
  made_project: "是否由这次拜访登记",
  name: "项目名称",
  number: "项目编号",
  stage: "当前阶段",
} as const

export const TripRefTitles = {
  id: "内部编号",
  kind: "类别",
  leader: "带队领导",
  number: "行程编号",
  purpose: "目的",
  starts_on: "出发日期",
} as const

export const TripReportTitles = {
  activities: "活动",
  budget: "经费",
  companies: "拜访企业表",
  coordination: "协调事项",
  due_on: "报告期限",
  handed_in_on: "提交日期",
  leader: "领导",
  members: "人员",
  number: "行程编号",
  period: "时间",
  planned_yuan: "经费预算合计",
  purpose: "团组名称",
  results: "成果",
  route: "路线",
  spent_yuan: "经费实支合计",
} as const

export const TripReturnInputTitles = {
  returned_on: "实际返回日期",
} as const

export const TripStateWords = {
  draft: "草稿",
  submitted: "待审批",
  approved: "已批准",
  returned: "已退回",
  under_way: "途中",
  debriefing: "总结中",
  closed: "已结束",
  cancelled: "已取消",
} as const

export const TripTimesTitles = {
  callback_days: "来访客人离开后第几日回访",
  report_days_abroad: "因公出访返回后几日内交报告",
  report_days_home: "国内外出招商返回后几日内交报告",
} as const

export const TripTotalTitles = {
  companies: "企业数",
  created_at: "登记时刻",
  created_by: "登记人",
  from_on: "期间起",
  id: "内部编号",
  intentions: "合作意向数",
  lower_bound: "企业数只是下限",
  period: "期间",
  provinces: "到过的省",
  reported_by: "单位或领导",
  results: "成果",
  source: "出处",
  to_on: "期间止",
  trips: "外出次数",
  unit_id: "单位编号",
  updated_at: "最近修改时刻",
  version: "版本",
  withdraw_reason: "作废的理由",
  withdrawn_at: "作废的时刻",
} as const

export const TripTotalInputTitles = {
  companies: "企业数",
  from_on: "期间起",
  intentions: "合作意向数",
  lower_bound: "企业数只是下限",
  period: "期间",
  provinces: "到过的省",
  reported_by: "单位或领导",
  results: "成果",
  source: "出处",
  to_on: "期间止",
  trips: "外出次数",
  unit_id: "单位编号",
} as const

export const TripTotalViewTitles = {
  can: "当前调用者可以办理的操作",
  intention_rate: "意向率的说法",
  rate_denominator: "意向率的分母",
  rate_numerator: "意向率的分子",
  records: "打开任何一个数时的说明",
} as const

export const TripTotalWithdrawalInputTitles = {
  reason: "理由",
} as const

export const TripViewTitles = {
  can: "当前调用者可以办理的操作",
  check_ins: "签到",
  companies: "企业",
  lead_unit_name: "牵头单位名称",
  legs: "行程",
  members: "随行人员",
  missing: "结束前还缺的",
  report: "报告情况",
} as const

export const TripVisitTitles = {
  card_file_id: "名片照片",
  company_id: "行程中的企业",
  id: "内部编号",
  leg_id: "哪一段行程",
  met_on: "见面日期",
  next_step: "下一步的打算",
  note: "记录",
  persons: "见到的人",
  place: "地点",
  recorded_at: "收到的时刻",
  recorded_by: "登记人",
  version: "版本",
} as const

export const TripVisitViewTitles = {
  can: "当前调用者可以办理的操作",
  company_name: "企业名称",
  planned: "是否计划之内",
} as const

export const TripsByProvinceTitles = {
  basis: "按哪些条件",
  elsewhere: "省份不明的外出次数",
  provinces: "各省",
} as const

export const UnchangedInputTitles = {
  month: "月份",
  project_ids: "项目编号",
} as const

export const UnitTitles = {
  division_code: "行政区划代码",
  id: "单位编号",
  kind: "单位类别",
  name: "单位全称",
  parent_id: "上级单位",
  path: "在单位树中的位置",
  short_name: "简称",
  sort_no: "同级中的法定排序号",
  sort_path: "全树排序键",
  valid_from: "成立日期",
  valid_until: "撤销日期",
  version: "版本",
} as const

export const UnitClosureInputTitles = {
  reason: "撤销或合并的依据",
  valid_until: "撤销日期",
} as const

export const UnitInputTitles = {
  division_code: "行政区划代码",
  kind: "单位类别",
  name: "单位全称",
  parent_id: "上级单位",
  short_name: "简称",
  sort_no: "同级中的法定排序号",
  valid_from: "成立日期",
} as const

export const UnitInputPatchTitles = {
  division_code: "行政区划代码",
  kind: "单位类别",
  name: "单位全称",
  parent_id: "上级单位",
  short_name: "简称",
  sort_no: "同级中的法定排序号",
  valid_from: "成立日期",
} as const

export const UnitKindWords = {
  city: "市（本级）",
  bureau: "招商局",
  department: "市直部门",
  county: "县区",
  zone: "园区、开发区",
  team: "驻点、小分队",
} as const

export const UnitLatesTitles = {
  late: "迟报次数",
  missing: "漏报次数",
  points: "扣分",
  unit_id: "单位编号",
  unit_name: "单位",
} as const

export const UnitRefTitles = {
  id: "单位编号",
  name: "单位名称",
} as const

export const UnitTermTitles = {
  from_on: "从哪天起",
  reason: "理由",
  unit_id: "单位编号",
  unit_name: "单位名称",
  until_on: "到哪天止",
} as const

export const UnitViewTitles = {
  can: "您可以办理的事项",
  level: "层级",
} as const

export const UnreadTitles = {
  unread: "没有读的提醒",
} as const

export const UserTitles = {
  created_at: "建立时刻",
  handed_over_to: "停用时接手工作的人",
  id: "人员编号",
  last_login_at: "最近登录",
  must_change_password: "下次登录须修改口令",
  name: "姓名",
  phone: "办公电话",
  post: "职务",
  roles: "角色",
  sort_no: "领导排序号",
  status: "账号状态",
  unit_id: "所在单位",
  updated_at: "最近修改",
  username: "用户名",
  version: "版本",
} as const

export const UserInputTitles = {
  name: "姓名",
  phone: "办公电话或手机",
  post: "职务",
  sort_no: "领导排序号",
  unit_id: "所在单位",
  username: "用户名",
} as const

export const UserInputPatchTitles = {
  name: "姓名",
  phone: "办公电话或手机",
  post: "职务",
  sort_no: "领导排序号",
  unit_id: "所在单位",
  username: "用户名",
} as const

export const UserStatusWords = {
  active: "在用",
  disabled: "已停用",
} as const

export const UserSummaryTitles = {
  id: "人员编号",
  name: "姓名",
  roles: "角色",
  unit_id: "单位编号",
  unit_name: "单位名称",
  username: "用户名",
} as const

export const UserViewTitles = {
  can: "您可以办理的事项",
  locked_until: "登录被锁定到何时",
  unit_name: "单位名称",
} as const

export const ViewColumnTitles = {
  field: "清单的字段",
  pinned: "是否固定在左侧",
  width_px: "列宽",
} as const

export const ViewContentTitles = {
  columns: "各列",
  density: "行的密度",
  filters: "条件",
  sort: "排序",
} as const

export const ViewScopeWords = {
  own: "本人的",
  unit: "本单位的",
  city: "全市的",
} as const

export const VisitEditTitles = {
  card_file_id: "名片照片",
  leg: "第几段行程",
  met_on: "见面日期",
  next_step: "下一步的打算",
  note: "记录",
  persons: "见到的人",
  place: "地点",
} as const

export const VisitInputTitles = {
  card_file_id: "名片照片",
  company: "企业",
  leg: "第几段行程",
  met_on: "见面日期",
  next_step: "下一步的打算",
  note: "记录",
  persons: "见到的人",
  place: "地点",
} as const

export const VisitOutcomeWords = {
  absent: "未见",
  exchange: "一般交流",
  interested: "有意向",
  invited: "邀请来访",
  to_lead: "转线索",
  intent_signed: "签意向",
  contract_signed: "签合同",
  not_interested: "无意向",
} as const

export const WeekDayWords = {
  mon: "星期一",
  tue: "星期二",
  wed: "星期三",
  thu: "星期四",
  fri: "星期五",
  sat: "星期六",
  sun: "星期日",
} as const

export const WeeklyDueTitles = {
  due_at: "截止时刻",
  due_on: "截止日",
  reason: "为什么是这一刻",
  warnings: "提醒",
} as const

export const WithdrawalInputTitles = {
  reason: "退库理由",
} as const

export const YearPlanInputTitles = {
  invested_before_yuan: "截至上年底累计完成",
  months: "一月到十二月的累计计划",
  planned_yuan: "年度计划投资",
} as const

export const YearPlanViewTitles = {
  can: "您可以办理的事项",
  invested_before_yuan: "截至上年底累计完成",
  months: "一月到十二月的累计计划",
  planned_yuan: "年度计划投资",
  project_id: "项目编号",
  version: "版本",
  year: "年份",
} as const
