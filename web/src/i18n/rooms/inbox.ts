/** Words of the landing page. */
export default {
  kinds: '种类',
  side: '本月与最近',
  all: '全部',
  from: '来自{{name}}',
  overdueIn: '{{n}}项已逾期',
  overdue: '{{on}}到期，超期{{n}}天',
  left: '{{on}}到期，还有{{n}}天',
  more: '显示更多',
  none: {
    todo: '今天没有待办。提交给您审核、轮到您办理的事会出现在这里。',
    started: '没有正在等别人办理的事。您提交的内容在审核前列在这里。',
    done: '最近30天没有办结的事。',
    cc: '没有抄送给您、还没有读的。',
    supervised: '没有与您有关的督办。',
  },
  act: { audit: '审核', decide: '审批', complete: '办结', supplement: '补充', open: '办理', look: '查看' },
  finish: '办结：{{subject}}',
  finished: '已办结',
  gone: '这件事已经办结或有变动，请刷新后查看。',
  keys: 'J、K 换行，回车打开，Ctrl+回车办结',
} as const
