/** Funds of a year by months, as the API answers them. */
import type { components } from '@/api/schema'

type Schemas = components['schemas']
type Month = { yuan: number; before: number }

const list = '/api/v1/targets/progress/projects?indicator=funds_outside_city'
const figure = (value: number, from: string, through: string): Schemas['LinkedFigure'] => ({
  value,
  unit: '元',
  href: `${list}&from=${from}&through=${through}`,
})
const compared = (yuan: number, before: number, from: string, through: string): Schemas['FundsCompared'] => ({
  in_place: figure(yuan, from, through),
  last_year: figure(before, from.replace('2026', '2025'), through.replace('2026', '2025')),
  difference_yuan: yuan - before,
  growth_percent: before > 0 ? Math.round(((yuan - before) / before) * 10_000) / 100 : null,
  unknown_because: before > 0 ? null : '上年同期到位资金不大于零，算不出同比',
})

/** The year 2026 through the 28th of its last month that is given here. */
export function fundsByMonth(begun: readonly Month[] = [{ yuan: 150_000_000, before: 100_000_000 }]): Schemas['FundsByMonth'] {
  const through = `2026-${String(begun.length).padStart(2, '0')}-28`
  const sum = (of: keyof Month, until = begun.length) => begun.slice(0, until).reduce((all, month) => all + month[of], 0)
  return {
    year: 2026,
    through,
    basis: '已审核',
    months: Array.from({ length: 12 }, (_, i) => {
      const month = `2026-${String(i + 1).padStart(2, '0')}`
      const one = begun[i]
      return {
        month,
        funds: one ? compared(one.yuan, one.before, `${month}-01`, `${month}-28`) : null,
        year_to_date: one ? figure(sum('yuan', i + 1), '2026-01-01', `${month}-28`) : null,
      }
    }),
    year_to_date: compared(sum('yuan'), sum('before'), '2026-01-01', through),
  }
}
