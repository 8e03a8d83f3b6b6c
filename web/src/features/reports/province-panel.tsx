/** Trips by province: the map, the numbers at its scale, and always the table beside it. */
import { useQuery } from '@tanstack/react-query'
import Segmented from 'antd/es/segmented'
import Skeleton from 'antd/es/skeleton'
import { type KeyboardEvent, lazy, type ReactNode, Suspense, useId, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNarrow } from '@/shared/narrow'
import { Opens, type Place } from './opens'
import { chinaQuery } from './outlines'
import { scaleOf } from './scale'
import { count } from './shown'

const ProvinceMap = lazy(() => import('./map').then((m) => ({ default: m.ProvinceMap })))

export type ProvinceCounts = {
  code: string
  name: string
  trips: number
  companies: number
  intentions: number
  projects?: number
}
const METRICS = ['trips', 'companies', 'intentions', 'projects'] as const
type Metric = (typeof METRICS)[number]

type Props = {
  items: readonly ProvinceCounts[]
  elsewhere: Partial<Record<Metric, number>>
  /** Where a province leads, and one of its numbers. */
  to: (code: string, metric?: Metric) => Place
  onOpen: (to: Place) => void
  note?: ReactNode
  tools?: ReactNode
  className?: string
}

export function ProvincePanel({ items, elsewhere, to, onOpen, note, tools, className = '' }: Props) {
  const { t } = useTranslation()
  const heading = useId()
  const narrow = useNarrow()
  const outlines = useQuery(chinaQuery)
  const metrics = METRICS.filter((one) => items.some((item) => item[one] !== undefined) || one === 'trips')
  const [metric, setMetric] = useState<Metric>('trips')
  const [on, setOn] = useState<string | null>(null)
  const drawn = useMemo(() => items.map(({ code, name, ...item }) => ({ code, name, value: item[metric] ?? 0 })), [items, metric])
  const scale = useMemo(() => scaleOf(drawn.map((item) => item.value)), [drawn])
  const words = {
    trips: t('reports.effects.trips'),
    companies: t('reports.effects.companies'),
    intentions: t('reports.effects.intentions'),
    projects: t('reports.effects.projects'),
  }
  const list = items.map((item) => t('reports.effects.provinceTrips', { name: item.name, n: item.trips })).join(t('reports.join'))
  const looked = on ? (items.find((item) => item.code === on) ?? null) : null
  const nameOf = (code: string) => outlines.data?.features.find((f) => f.properties.code === code)?.properties.name ?? ''
  const known = (code: string) => items.some((item) => item.code === code)
  const without = outlines.data === null || Boolean(outlines.error)

  return (
    <section className={`chart ${className}`} aria-labelledby={heading}>
      <header>
        <h2 id={heading}>{t('reports.effects.map')}</h2>
        <div className="chart-tools">
          <Segmented<Metric>
            size="small"
            aria-label={t('reports.effects.metric')}
            value={metric}
            options={metrics.map((value) => ({ value, label: words[value] }))}
            onChange={setMetric}
          />
          {tools}
        </div>
      </header>
      {items.length === 0 ? <p className="nothing">{t('reports.effects.none')}</p> : null}
      <div className={without ? 'map-side alone' : 'map-side'}>
        {without ? (
          <p className="chart-note">{t('reports.effects.noMap')}</p>
        ) : outlines.data ? (
          <div>
            <Suspense fallback={<Skeleton active paragraph={{ rows: 8 }} />}>
              <ProvinceMap
                outlines={outlines.data}
                items={drawn}
                scale={scale}
                sentence={t('reports.effects.mapSentence', { n: items.length, list })}
                on={on}
                onLook={setOn}
                onOpen={(code) => known(code) && onOpen(to(code))}
              />
            </Suspense>
            <ul className="map-scale" aria-label={t('reports.effects.scale')}>
              {[{ from: 0, to: 0, shade: 0 }, ...scale].map((step) => (
                <li key={step.from}>
                  <i style={{ background: `var(--shade-${step.shade})` }} />
                  {step.from === step.to ? count(step.from) : `${count(step.from)}–${count(step.to)}`}
                </li>
              ))}
            </ul>
            {outlines.data.approval_number ? (
              <p className="chart-note">{t('reports.effects.approval', { number: outlines.data.approval_number })}</p>
            ) : null}
            <p className="map-now" aria-live="polite">
              {looked
                ? t('reports.effects.provinceNow', looked)
                : on && nameOf(on)
                  ? t('reports.effects.notVisited', { name: nameOf(on) })
                  : narrow
                    ? ''
                    : t('reports.effects.hint')}
            </p>
          </div>
        ) : (
          <Skeleton active paragraph={{ rows: 8 }} />
        )}
        <ProvinceTable items={items} elsewhere={elsewhere} metrics={metrics} words={words} to={to} on={on} onLook={setOn} />
      </div>
      {note ? <p className="chart-note">{note}</p> : null}
    </section>
  )
}

type TableProps = Pick<Props, 'items' | 'elsewhere' | 'to'> & {
  metrics: readonly Metric[]
  words: Record<Metric, string>
  on: string | null
  onLook: (code: string | null) => void
}

/** Up and down go from province to province, Enter opens. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('tbody th a')]
  const row = document.activeElement?.closest('tr')
  const at = links.findIndex((link) => link.closest('tr') === row)
  const next = links[at + (event.key === 'ArrowDown' ? 1 : -1)]
  if (at < 0 || !next) return
  event.preventDefault()
  next.focus()
}

function ProvinceTable({ items, elsewhere, metrics, words, to, on, onLook }: TableProps) {
  const { t } = useTranslation()
  const nowhere = metrics.some((metric) => (elsewhere[metric] ?? 0) > 0)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached with the keyboard
    <section className="map-table table-scroll" aria-label={t('reports.effects.map')} tabIndex={0} onKeyDown={walk}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t('reports.effects.province')}</th>
            {metrics.map((metric) => (
              <th key={metric} scope="col" className="num">
                {words[metric]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr
              key={item.code}
              className={item.code === on ? 'on' : undefined}
              onFocus={() => onLook(item.code)}
              onBlur={() => onLook(null)}
              onMouseEnter={() => onLook(item.code)}
              onMouseLeave={() => onLook(null)}
            >
              <th scope="row">
                <Opens to={to(item.code)}>{item.name}</Opens>
              </th>
              {metrics.map((metric) => (
                <td key={metric} className="num">
                  <Opens to={item[metric] ? to(item.code, metric) : null}>{count(item[metric] ?? 0)}</Opens>
                </td>
              ))}
            </tr>
          ))}
          {nowhere ? (
            <tr>
              <th scope="row">{t('reports.effects.elsewhere')}</th>
              {metrics.map((metric) => (
                <td key={metric} className="num">
                  {elsewhere[metric] === undefined ? '—' : count(elsewhere[metric])}
                </td>
              ))}
            </tr>
          ) : null}
        </tbody>
      </table>
    </section>
  )
}
