/** Words of the landing page. */
export default {
  kinds: '种类',
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
  },
} as const
