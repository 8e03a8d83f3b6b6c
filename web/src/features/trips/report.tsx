/** The report of a trip as it will be handed in, and what has come of the trip by now. */
import { useQuery } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Skeleton from 'antd/es/skeleton'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { EffectFigureTitles, EffectsViewTitles, ReportRowTitles, TripReportTitles } from '@/api/labels'
import { shortDate } from '@/shared/dates'
import { exact, headline, wan } from '@/shared/money'
import { PlainTable } from '@/shared/ui/plain-table'
import { ProblemAlert } from '@/shared/ui/problem'
import { effectsQuery, reportQuery } from './api'
import { useLinks } from './links'

export function Report({ id, onPrint }: { id: number; onPrint: () => void }) {
  const { t } = useTranslation()
  const report = useQuery(reportQuery(id))
  if (report.error) return <ProblemAlert error={report.error} onRetry={() => void report.refetch()} />
  if (!report.data) return <Skeleton active />
  const view = report.data
  const comma = t('form.comma')
  const lines: [string, ReactNode][] = [
    [TripReportTitles.purpose, view.purpose],
    [TripReportTitles.leader, view.leader],
    [TripReportTitles.period, view.period],
    [TripReportTitles.route, view.route.join(' → ')],
    [
      TripReportTitles.members,
      view.members.map((one) => [one.unit, one.post, one.name].filter(Boolean).join(' ')).join(comma) || '—',
    ],
    [
      TripReportTitles.planned_yuan,
      <span key="p" title={exact(view.planned_yuan)}>
        {headline(view.planned_yuan)}
      </span>,
    ],
    [
      TripReportTitles.spent_yuan,
      <span key="s" title={exact(view.spent_yuan)}>
        {headline(view.spent_yuan)}
      </span>,
    ],
    [TripReportTitles.activities, view.activities ?? '—'],
    [TripReportTitles.results, view.results ?? '—'],
    [TripReportTitles.coordination, view.coordination ?? '—'],
  ]
  return (
    <div className="trip-report">
      <p className="secondary trip-report-head">
        {view.handed_in_on
          ? t('trips.reportIn', { on: shortDate(view.handed_in_on) })
          : view.due_on
            ? t('trips.draftReportDue', { on: shortDate(view.due_on) })
            : t('trips.draftReport')}
        <Button className="no-print" onClick={onPrint}>
          {t('trips.printReport')}
        </Button>
      </p>
      <dl className="trip-lines">
        {lines.map(([title, value]) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <h2>{TripReportTitles.companies}</h2>
      {view.companies.length === 0 ? (
        <p className="secondary">{t('trips.noCompanies')}</p>
      ) : (
        <PlainTable
          stacks
          caption={TripReportTitles.companies}
          head={[
            { title: ReportRowTitles.name },
            { title: ReportRowTitles.met_days },
            { title: ReportRowTitles.persons },
            { title: ReportRowTitles.outcome },
            { title: ReportRowTitles.note },
            { title: ReportRowTitles.next_step },
            { title: ReportRowTitles.owner },
            { title: ReportRowTitles.next_due_on },
            { title: ReportRowTitles.projects },
          ]}
          rows={view.companies.map((row, i) => ({
            key: `${i} ${row.name}`,
            cells: [
              row.name,
              row.met_days.map((on) => shortDate(on)).join(comma) || '—',
              row.persons.join(comma) || '—',
              row.outcome ?? '—',
              row.note ?? '—',
              row.next_step ?? '—',
              // an owner and a day without a step are nobody's work
              (row.next_step && row.owner) || '—',
              row.next_step && row.next_due_on ? shortDate(row.next_due_on) : '—',
              row.projects.join(comma) || '—',
            ],
          }))}
        />
      )}
    </div>
  )
}

export function Effects({ id }: { id: number }) {
  const { t } = useTranslation()
  const links = useLinks()
  const effects = useQuery(effectsQuery(id))
  if (effects.error) return <ProblemAlert error={effects.error} onRetry={() => void effects.refetch()} />
  if (!effects.data) return <Skeleton active />
  const { figures, ratios, basis } = effects.data
  return (
    <div className="trip-report">
      <PlainTable
        stacks
        caption={EffectsViewTitles.figures}
        head={[
          { title: EffectFigureTitles.label },
          { title: EffectFigureTitles.count, numeric: true },
          { title: t('trips.share'), numeric: true },
          { title: `${EffectFigureTitles.amount_yuan}（${t('money.unit')}）`, numeric: true },
        ]}
        rows={figures.map((one) => ({
          key: one.figure,
          cells: [
            one.label,
            { text: one.count > 0 ? links.figure(one.href, one.count) : one.count },
            one.share ? one.share.text : '—',
            one.amount_yuan == null ? '—' : { text: wan(one.amount_yuan), title: exact(one.amount_yuan) },
          ],
        }))}
      />
      <PlainTable
        stacks
        caption={EffectsViewTitles.ratios}
        head={[{ title: t('trips.ratio') }, { title: t('trips.fraction'), numeric: true }, { title: '%', numeric: true }]}
        rows={ratios.map((one) => ({
          key: one.code,
          cells: [one.label, `${one.numerator.text}/${one.denominator.text}`, one.percent == null ? '—' : one.percent.toFixed(2)],
        }))}
      />
      <p className="secondary">{basis}</p>
    </div>
  )
}
