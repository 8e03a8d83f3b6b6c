/** 外出招商报告 on A4, as it goes to a leader's desk: who went where, whom they met, what came of it, what is asked for, what it cost. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ReportRowTitles, TripReportTitles } from '@/api/labels'
import { date, shortDate } from '@/shared/dates'
import { wan } from '@/shared/money'
import { Paper, PaperFacts, PaperPart } from '@/shared/ui/paper'
import { PaperTable, usePaperNotice } from '@/shared/ui/paper-list'
import { useTitle } from '@/shared/ui/title'
import { reportQuery, tripQuery } from './api'
import { PaperPeople } from './paper-people'

type Report = NonNullable<Awaited<ReturnType<NonNullable<ReturnType<typeof reportQuery>['queryFn']>>>>

export function ReportPaper({ id, by, onBack }: { id: number; by: string; onBack: () => void }) {
  const { t } = useTranslation()
  const report = useQuery(reportQuery(id))
  // the unit that signs it
  const trip = useQuery(tripQuery(id))
  const view = report.data
  const unit = trip.data?.data.lead_unit_name
  useTitle(view ? `${t('trips.closeTitle')} ${view.number}` : t('trips.closeTitle'))
  const notice = usePaperNotice([report, trip])
  return (
    <Paper kind="dense" back={t('trips.backToTrip')} onBack={onBack} by={by} notice={notice}>
      {!notice && view && unit ? <Sheet view={view} unit={unit} /> : null}
    </Paper>
  )
}

type Row = Report['companies'][number]

/** What is to be done, by whom, until when; an owner and a day without a step are nobody's work. */
function stepOf(row: Row): string {
  const whose = [row.owner, row.next_due_on && shortDate(row.next_due_on)].filter(Boolean).join('，')
  return row.next_step ? row.next_step + (whose ? `（${whose}）` : '') : '—'
}

function Sheet({ view, unit }: { view: Report; unit: string }) {
  const { t } = useTranslation()
  const comma = t('form.comma')
  const withProjects = view.companies.some((one) => one.projects.length > 0)
  const texts = [
    [TripReportTitles.activities, view.activities],
    [TripReportTitles.results, view.results],
    [TripReportTitles.coordination, view.coordination],
  ] as const
  return (
    <>
      <h1>{t('trips.closeTitle')}</h1>
      <p className="paper-line">
        <span>{`${TripReportTitles.number}：${view.number}`}</span>
        <span>
          {view.handed_in_on
            ? `${TripReportTitles.handed_in_on}：${date(view.handed_in_on)}`
            : view.due_on
              ? t('trips.draftReportDue', { on: shortDate(view.due_on) })
              : t('trips.draftReport')}
        </span>
      </p>
      <PaperFacts
        long={[
          [TripReportTitles.purpose, view.purpose],
          [TripReportTitles.route, view.route.join(' → ') || '—'],
        ]}
        short={[
          [TripReportTitles.leader, view.leader],
          [TripReportTitles.period, view.period],
        ]}
      />
      <PaperPart title={TripReportTitles.members}>
        <PaperPeople none={t('trips.noMembers')} people={view.members} />
      </PaperPart>
      {texts.map(([title, text]) => (
        <PaperPart key={title} title={title}>
          {text
            ? text.split('\n').map((line, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: lines of a paper, never moved
                <p key={i} className="paper-text">
                  {line.trim()}
                </p>
              ))
            : '—'}
        </PaperPart>
      ))}
      <PaperPart title={TripReportTitles.companies}>
        <PaperTable
          none={t('trips.noCompanies')}
          head={[
            { title: ReportRowTitles.name, share: 17 },
            { title: ReportRowTitles.persons, share: 17 },
            { title: ReportRowTitles.note },
            { title: ReportRowTitles.outcome, share: 11 },
            { title: ReportRowTitles.next_step, share: 18 },
            ...(withProjects ? [{ title: ReportRowTitles.projects, share: 14 }] : []),
          ]}
          rows={view.companies.map((row, key) => ({
            key,
            cells: [
              row.name,
              [row.met_days.map((on) => shortDate(on)).join(comma), row.persons.join(comma)].filter(Boolean).join(' ') || '—',
              row.note ?? '—',
              row.outcome ?? '—',
              stepOf(row),
              row.projects.join(comma) || '—',
            ],
          }))}
        />
      </PaperPart>
      <PaperPart title={`${TripReportTitles.budget}（${t('money.unit')}）`}>
        <PaperTable
          none={t('trips.noBudget')}
          head={[
            { title: t('trips.budgetItem'), share: 20 },
            { title: t('trips.standard') },
            { title: t('trips.planned'), numeric: true, share: 18 },
            { title: t('trips.spent'), numeric: true, share: 18 },
          ]}
          rows={view.budget.map((line) => ({
            key: line.item,
            cells: [line.item, line.standard ?? '—', wan(line.planned_yuan), wan(line.spent_yuan)],
          }))}
          sum={[t('trips.total'), '', wan(view.planned_yuan), wan(view.spent_yuan)]}
        />
      </PaperPart>
      <p className="paper-sign">
        <span>{unit}</span>
        {view.handed_in_on ? <span>{date(view.handed_in_on)}</span> : null}
      </p>
    </>
  )
}
