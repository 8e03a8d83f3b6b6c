/** Figures as they are printed: an amount in 亿元 or 万元, a number with its word; both open their list. */
import { exact, headline } from '@/shared/money'
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

export function Shown({ figure, className }: { figure: Figure; className?: string }) {
  return (
    <Opens to={placeOf(figure.href)} className={className} title={inYuan(figure.unit) ? exact(figure.value) : undefined}>
      {shownFigure(figure)}
    </Opens>
  )
}
