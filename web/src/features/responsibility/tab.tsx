/** The whole chain of a project: today or on a day of the past, its history, the checklists with what is missing, the plan. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Skeleton from 'antd/es/skeleton'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AssignmentRoleWords, AssignmentTitles, UnitTermTitles } from '@/api/labels'
import { date, today } from '@/shared/dates'
import { DateInput } from '@/shared/form/date-input'
import { FactList, Panel } from '@/shared/ui/panel'
import { PlainTable } from '@/shared/ui/plain-table'
import { ProblemAlert } from '@/shared/ui/problem'
import { type Chain, chainQuery, checklistsQuery } from './api'
import { RoleCell } from './card'
import { Plans } from './plans'
import './responsibility.css'

const PastButtons = lazy(() => import('./past').then((m) => ({ default: m.PastButtons })))
const EndDialog = lazy(() => import('./assign').then((m) => ({ default: m.EndDialog })))

export function ResponsibilityTab({ id, handOver }: { id: number; handOver?: ReactNode }) {
  const { t } = useTranslation()
  const [on, setOn] = useState<string | null>(null)
  const past = on && on < today() ? on : undefined
  const chain = useQuery({ ...chainQuery(id, past), placeholderData: keepPreviousData })
  const view = chain.data?.data
  if (!view && !chain.error) return <Skeleton active paragraph={{ rows: 8 }} />
  return (
    <div className="sheet">
      {chain.error ? <ProblemAlert error={chain.error} onRetry={() => void chain.refetch()} /> : null}
      {view ? (
        <>
          <Panel
            title={past ? t('responsibility.onDay', { on: past }) : t('responsibility.now')}
            tools={
              <>
                <span className="as-of">
                  {t('responsibility.asOf')}
                  <DateInput value={on} onChange={setOn} aria-label={t('responsibility.asOf')} />
                </span>
                {handOver}
              </>
            }
          >
            {past ? <Then view={view} /> : <Now id={id} view={view} />}
          </Panel>
          <Checklists id={id} />
          <Plans id={id} />
          <History id={id} view={view} etag={chain.data?.etag ?? ''} />
        </>
      ) : null}
    </div>
  )
}

function Now({ id, view }: { id: number; view: Chain }) {
  const units = useUnits(view)
  return (
    <>
      <dl className="chain-roles">
        {view.roles.map((role) => (
          <RoleCell key={role.role} id={id} chain={view} role={role} />
        ))}
      </dl>
      <FactList facts={units} />
      <p className="note">{view.sponsorship.because}</p>
    </>
  )
}

/** Who it was on a day of the past; nothing can be done about it any more. */
function Then({ view }: { view: Chain }) {
  const { t } = useTranslation()
  const units = useUnits(view)
  const roles = view.roles.map((role) => [
    role.label,
    role.holder
      ? t('responsibility.heldThen', { name: role.holder.user_name, unit: role.holder.unit_name, on: role.holder.from_on })
      : t('responsibility.noRecord'),
  ])
  return <FactList facts={[...roles, ...units] as [string, string][]} />
}

/** The units of the chain, as facts. */
function useUnits(view: Chain): [string, string][] {
  const { t } = useTranslation()
  const lead = view.lead
  return [
    [
      t('responsibility.lead'),
      lead ? t('responsibility.unitSince', { unit: lead.unit_name, on: lead.from_on }) : t('responsibility.noRecord'),
    ],
    [t('responsibility.helpers'), view.supporting.map((one) => one.unit_name).join(t('form.comma')) || '—'],
  ]
}

function Checklists({ id }: { id: number }) {
  const { t } = useTranslation()
  const lists = useQuery(checklistsQuery(id))
  if (lists.error) return <ProblemAlert error={lists.error} onRetry={() => void lists.refetch()} />
  if (!lists.data) return <Skeleton active />
  if (lists.data.checklists.length === 0) {
    return (
      <Panel title={t('responsibility.checklists')}>
        <p className="note">{t('responsibility.noChecklist')}</p>
      </Panel>
    )
  }
  return lists.data.checklists.map((list) => (
    <Panel key={list.code} title={t('responsibility.listScore', { label: list.label, met: list.met, total: list.total })}>
      <ul className="checks">
        {list.items.map((item) => (
          <li key={item.code} className={item.fulfilled ? 'done' : 'open'}>
            <b>{item.label}</b>
            <span>
              <span className="sign">{t(item.fulfilled ? 'responsibility.done' : 'responsibility.open')}</span>
              {item.because}
            </span>
            {item.fulfilled ? null : <small>{t('responsibility.fix', { how: item.how_to_fix })}</small>}
          </li>
        ))}
      </ul>
    </Panel>
  ))
}

function History({ id, view, etag }: { id: number; view: Chain; etag: string }) {
  const { t } = useTranslation()
  const [ending, setEnding] = useState<number | null>(null)
  const term = view.history.find((one) => one.id === ending)
  const may = (role: string) => view.roles.some((one) => one.role === role && one.can_assign && !one.required)
  return (
    <Panel
      title={t('responsibility.history')}
      tools={
        <Suspense fallback={null}>
          <PastButtons id={id} view={view} etag={etag} />
        </Suspense>
      }
    >
      {view.history.length === 0 ? <p className="note">{t('responsibility.noHistory')}</p> : null}
      {view.history.length > 0 ? (
        <PlainTable
          caption={t('responsibility.history')}
          stacks
          head={[
            { title: AssignmentTitles.role },
            { title: t('responsibility.person') },
            { title: AssignmentTitles.from_on },
            { title: AssignmentTitles.until_on },
            { title: t('responsibility.reasons') },
            { title: t('responsibility.acts') },
          ]}
          rows={view.history.map((one) => ({
            key: one.id,
            cells: [
              AssignmentRoleWords[one.role],
              [one.user_name, one.unit_name, one.post].filter(Boolean).join(' '),
              date(one.from_on),
              one.until_on ? date(one.until_on) : t('responsibility.inOffice'),
              [one.reason, one.end_reason].filter(Boolean).join('；') || '—',
              {
                text:
                  !one.until_on && may(one.role) ? (
                    <Button size="small" onClick={() => setEnding(one.id)}>
                      {t('responsibility.end')}
                    </Button>
                  ) : (
                    '—'
                  ),
              },
            ],
          }))}
        />
      ) : null}
      <PlainTable
        caption={t('responsibility.leadHistory')}
        stacks
        head={[
          { title: t('responsibility.lead') },
          { title: UnitTermTitles.from_on },
          { title: UnitTermTitles.until_on },
          { title: UnitTermTitles.reason },
        ]}
        rows={view.lead_history.map((one) => ({
          key: `${one.unit_id}-${one.from_on}`,
          cells: [
            one.unit_name,
            date(one.from_on),
            one.until_on ? date(one.until_on) : t('responsibility.inOffice'),
            one.reason ?? '—',
          ],
        }))}
      />
      <Suspense fallback={null}>
        {term ? <EndDialog id={id} term={term} etag={etag} onClose={() => setEnding(null)} /> : null}
      </Suspense>
    </Panel>
  )
}
