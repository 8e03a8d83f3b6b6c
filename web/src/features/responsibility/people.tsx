/** People and how many projects each carries, and how many projects lack somebody. */
import { useQuery } from '@tanstack/react-query'
import Skeleton from 'antd/es/skeleton'
import type { ComponentType, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { AssignmentRoleWords, PersonLoadTitles, StageWords } from '@/api/labels'
import { Panel } from '@/shared/ui/panel'
import { PlainTable } from '@/shared/ui/plain-table'
import { ProblemAlert } from '@/shared/ui/problem'
import { useTitle } from '@/shared/ui/title'
import { loadsQuery, type Role } from './api'
import './responsibility.css'

type Props = {
  nav: ReactNode
  /** A link to the terms of a person in a role, and to the vacancies of a role. */
  ToTerms: ComponentType<{ user: number; role: Role; children: ReactNode }>
  ToVacancies: ComponentType<{ role: Role; children: ReactNode }>
}

export function People({ nav, ToTerms, ToVacancies }: Props) {
  const { t } = useTranslation()
  useTitle(t('menu.responsibility'))
  const loads = useQuery(loadsQuery)
  const count = (n: number, user: number, role: Role) => ({
    text:
      n > 0 ? (
        <ToTerms user={user} role={role}>
          {n}
        </ToTerms>
      ) : (
        '0'
      ),
  })
  return (
    <div className="sheet">
      <header className="page-head">
        <h1>{t('menu.responsibility')}</h1>
        {nav}
      </header>
      {loads.error ? <ProblemAlert error={loads.error} onRetry={() => void loads.refetch()} /> : null}
      {loads.isPending ? <Skeleton active paragraph={{ rows: 8 }} /> : null}
      {loads.data ? (
        <>
          <Panel title={t('responsibility.part.vacancies')}>
            <ul className="vacancies">
              {loads.data.vacancies.map((one) => (
                <li key={one.role}>
                  <b>{AssignmentRoleWords[one.role]}</b>
                  {one.count > 0 ? (
                    <ToVacancies role={one.role}>{t('responsibility.vacantProjects', { n: one.count })}</ToVacancies>
                  ) : (
                    <span>{t('responsibility.noneVacant')}</span>
                  )}
                  <small>
                    {one.from_stage
                      ? t('responsibility.requiredFrom', { stage: StageWords[one.from_stage] })
                      : t('responsibility.notRequired')}
                  </small>
                </li>
              ))}
            </ul>
          </Panel>
          <Panel title={t('responsibility.loads')}>
            {loads.data.items.length === 0 ? (
              <p className="note">{t('responsibility.noLoads')}</p>
            ) : (
              <PlainTable
                caption={t('responsibility.loads')}
                stacks
                head={[
                  { title: t('responsibility.person') },
                  { title: t('responsibility.unit') },
                  { title: PersonLoadTitles.post },
                  { title: AssignmentRoleWords.sponsor, numeric: true },
                  { title: AssignmentRoleWords.commissioner, numeric: true },
                  { title: AssignmentRoleWords.liaison, numeric: true },
                  { title: t('responsibility.standIn') },
                ]}
                rows={loads.data.items.map((one) => ({
                  key: one.user_id,
                  cells: [
                    one.user_name,
                    one.unit_name,
                    one.post || '—',
                    count(one.sponsored, one.user_id, 'sponsor'),
                    count(one.commissioned, one.user_id, 'commissioner'),
                    count(one.liaised, one.user_id, 'liaison'),
                    one.acting
                      .map((who) => t('responsibility.actingUntil', { name: who.user_name, on: who.until_on }))
                      .join(t('form.comma')) || '—',
                  ],
                }))}
              />
            )}
          </Panel>
        </>
      ) : null}
    </div>
  )
}
