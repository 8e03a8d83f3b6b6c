/** Figures as they are printed: an amount in 亿元 or 万元, a number with its word; both open their list. */
import { exact, headline, wan, wanExact } from '@/shared/money'
import { inYuan } from '@/shared/units'
import type { Figure } from './api'
import { Opens, placeOf } from './opens'

const grouped = new Intl.NumberFormat('en-US')
export const count = (n: number): string => grouped.format(n).replace('-', '−')

export const shownFigure = ({ value, unit }: Figure): string => (inYuan(unit) ? headline(value) : count(value) + unit)

/** `24.00%`; `—` when the API gives none. */
export const percent = (n: number | null | undefined): string => (n == null ? '—' : `${fixed(n)}%`)
/** With its sign, for differences. */
export const signed = (n: number | null | undefined): string => (n == null ? '—' : `${n > 0 ? '+' : ''}${fixed(n)}`)
// two places as the API rounded them
const fixed = (n: number): string => n.toFixed(2).replace('-', '−')

/** In a table, whose head names the unit: 万元 or a bare number, and exact when copied. */
export const bare = (value: number | null | undefined, money: boolean): string =>
  money ? wan(value) : value == null ? '—' : count(value)
export const cellOf = (value: number | null | undefined, money: boolean, href?: string | null) => ({
  text: bare(value, money),
  copied: money ? wanExact(value) : value == null ? '' : String(value),
  to: placeOf(href),
})

export function Shown({ figure, tabular = false }: { figure: Figure; tabular?: boolean }) {
  const money = inYuan(figure.unit)
  return (
    <Opens to={placeOf(figure.href)} title={money ? exact(figure.value) : undefined}>
      {tabular ? bare(figure.value, money) : shownFigure(figure)}
    </Opens>
  )
}
