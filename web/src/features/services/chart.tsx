/** The procedures of a project as a chart: what comes first stands left; on a phone the columns follow one another. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Modal from 'antd/es/modal'
import Skeleton from 'antd/es/skeleton'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApprovalStateWords } from '@/api/labels'
import { useNarrow } from '@/shared/narrow'
import { ActButton } from '@/shared/ui/act'
import { ProblemAlert } from '@/shared/ui/problem'
import { say } from '@/shared/ui/said'
import { type Chart, type ChartBox, chartQuery, planProcedures, written } from './api'
import { ApprovalSheet, useDays } from './approval'
import { ApprovalForm } from './approval-form'
import './services.css'

export function ProcedureChart({ projectId }: { projectId: number }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const found = useQuery(chartQuery(projectId))
  const [open, setOpen] = useState<number | null>(null)
  const [form, setForm] = useState<'new' | 'edit' | null>(null)
  const chart = found.data
  if (found.error && !chart) {
    return <ProblemAlert error={found.error} title={t('state.loadFailed')} onRetry={() => void found.refetch()} />
  }
  if (!chart) return <Skeleton active paragraph={{ rows: 6 }} />
  const mayEdit = chart.can.includes('approval.edit')
  const plan = mayEdit ? (
    <ActButton
      type={chart.items.length === 0 ? 'primary' : 'default'}
      act={(key) => planProcedures(projectId, undefined, key)}
      onDone={() => {
        say(t('services.planned'))
        void written(queries)
      }}
    >
      {t('services.plan')}
    </ActButton>
  ) : null
  if (chart.items.length === 0) {
    return (
      <div className="nothing" role="status">
        <p>{t('services.noProcedures')}</p>
        {plan}
      </div>
    )
  }
  const chosen = chart.items.find((one) => one.id === open)
  return (
    <>
      <div className="service-tools">
        <p>
          <strong>{t('services.progress', { done: chart.finished, all: chart.needed })}</strong>{' '}
          {t('services.road', { n: chart.planned_working_days, goal: chart.goal_working_days })}
          {chart.overdue > 0 ? ` ${t('services.overdueOf', { n: chart.overdue })}` : ''}
        </p>
        <div className="service-acts">
          {chart.offers.some((one) => one.default) ? plan : null}
          {mayEdit ? <Button onClick={() => setForm('new')}>{t('services.addOne')}</Button> : null}
        </div>
      </div>
      <Columns chart={chart} onOpen={setOpen} />
      <p className="note">{t('services.criticalHint')}</p>
      {chosen ? (
        <Modal open title={chosen.name} footer={null} onCancel={() => setOpen(null)} width={640}>
          <ApprovalSheet item={chosen} onEdit={mayEdit ? () => setForm('edit') : undefined} />
        </Modal>
      ) : null}
      {form ? (
        <ApprovalForm
          projectId={projectId}
          {...(form === 'edit' && chosen ? { item: chosen } : {})}
          others={chart.items.filter((one) => form === 'new' || one.id !== open)}
          onClose={() => setForm(null)}
        />
      ) : null}
    </>
  )
}

function Columns({ chart, onOpen }: { chart: Chart; onOpen: (id: number) => void }) {
  const { t } = useTranslation()
  const narrow = useNarrow()
  const last = Math.max(...chart.items.map((one) => one.column))
  const columns = Array.from({ length: last + 1 }, (_, column) => chart.items.filter((one) => one.column === column))
  if (narrow) {
    return (
      <ol className="service-cards" aria-label={t('services.chart')}>
        {columns.flat().map((one) => (
          <li key={one.id}>
            <Box item={one} onOpen={onOpen} />
          </li>
        ))}
      </ol>
    )
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a chart wider than its page is scrolled with the keyboard too
    <section className="chart-scroll" aria-label={t('services.chart')} tabIndex={0}>
      <div className="chart">
        {columns.map((items, column) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a column is its number
          <ul key={column} className="chart-column">
            {items.map((one) => (
              <li key={one.id}>
                <Box item={one} onOpen={onOpen} />
              </li>
            ))}
          </ul>
        ))}
      </div>
    </section>
  )
}

function Box({ item, onOpen }: { item: ChartBox; onOpen: (id: number) => void }) {
  const { t } = useTranslation()
  const days = useDays()
  return (
    <button
      type="button"
      className={`chart-box ${item.state}${item.critical ? ' critical' : ''}`}
      title={item.critical ? t('services.critical') : undefined}
      onClick={() => onOpen(item.id)}
    >
      <strong>{item.name}</strong>
      <span>
        <span className="mark">{ApprovalStateWords[item.state]}</span> {item.window_name}
      </span>
      <small>{days(item)}</small>
      {item.days_overdue > 0 ? <small className="late">{t('services.late', { n: item.days_overdue })}</small> : null}
    </button>
  )
}
