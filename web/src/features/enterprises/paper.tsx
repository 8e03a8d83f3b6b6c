/** A company on one sheet: what it is, whom one talks to there, its projects, and what the other rooms say of it. */
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import {
  ContactTitles,
  EnterpriseTitles,
  EnterpriseViewTitles,
  FundsOriginWords,
  MergeFieldWords,
  MotiveWords,
  ProjectItemTitles,
  ProjectTitles,
} from '@/api/labels'
import { date } from '@/shared/dates'
import { headline, wan } from '@/shared/money'
import { Cut, Paper, PaperFacts, PaperPart } from '@/shared/ui/paper'
import { PaperConditions, PaperTable, usePaperNotice } from '@/shared/ui/paper-list'
import { StageTag } from '@/shared/ui/stage'
import { useTitle } from '@/shared/ui/title'
import { contactsQuery, type EnterpriseView, enterpriseQuery, projectsQuery, SHORT } from './api'
import { classesOf } from './columns'
import { divisionQuery, industryQuery, useUnitNames } from './names'

type Props = {
  id: number
  by: string
  onBack: () => void
  /** What the other rooms say of it. */
  rest?: ReactNode
}

export function EnterprisePaper({ id, by, onBack, rest }: Props) {
  const { t } = useTranslation()
  const found = useQuery(enterpriseQuery(id))
  const contacts = useQuery(contactsQuery(id))
  const projects = useQuery(projectsQuery(id))
  const view = found.data?.data
  useTitle(view?.name ?? t('menu.enterprises'))
  const notice = usePaperNotice([found, contacts, projects])
  return (
    <Paper kind="dense" back={t('enterprises.backToOne')} onBack={onBack} by={by} notice={notice}>
      {!notice && view && contacts.data && projects.data ? (
        <div className="paper-sheet">
          <h1>{view.name}</h1>
          <PaperConditions words={null} at={found.dataUpdatedAt} />
          <Facts view={view} />
          <PaperPart title={t('enterprises.contacts')}>
            {contacts.data.items.length === 0 ? (
              <p>{t('enterprises.noContacts')}</p>
            ) : (
              <PaperTable
                head={[
                  { title: ContactTitles.name, share: 16 },
                  { title: ContactTitles.post, share: 26 },
                  { title: t('enterprises.phone'), share: 20 },
                  { title: ContactTitles.remark },
                ]}
                rows={contacts.data.items.map((one) => ({
                  key: one.id,
                  cells: [one.name, one.post || '—', one.phone_masked ?? t('enterprises.noPhone'), one.remark || '—'],
                }))}
              />
            )}
          </PaperPart>
          <PaperPart title={t('enterprises.projects')}>
            {projects.data.items.length === 0 ? (
              <p>{t('enterprises.noProjects')}</p>
            ) : (
              <Cut items={projects.data.items} most={SHORT} total={projects.data.total}>
                {(shown) => (
                  <PaperTable
                    head={[
                      { title: ProjectTitles.name, share: 38 },
                      { title: ProjectTitles.number, share: 18 },
                      { title: ProjectTitles.stage, share: 10 },
                      { title: ProjectItemTitles.lead_unit_name, share: 16 },
                      { title: `${ProjectTitles.total_investment_yuan}（${t('money.unit')}）`, numeric: true },
                    ]}
                    rows={shown.map((one) => ({
                      key: one.number ?? '',
                      cells: [
                        one.name,
                        one.number,
                        one.stage ? <StageTag key="stage" stage={one.stage} endState={one.end_state} /> : '—',
                        one.lead_unit_name,
                        wan(one.total_investment_yuan),
                      ],
                    }))}
                  />
                )}
              </Cut>
            )}
          </PaperPart>
          {rest}
        </div>
      ) : null}
    </Paper>
  )
}

/** What is not known would only take the room of what is. */
function Facts({ view }: { view: EnterpriseView }) {
  const { t } = useTranslation()
  const units = useUnitNames()
  const division = useQuery(divisionQuery(view.division_code)).data
  const industry = useQuery(industryQuery(view.industry_code)).data
  const known = (facts: readonly (readonly [string, string | null | undefined])[]) => facts.filter(([, value]) => value)
  const comma = t('form.comma')
  const E = EnterpriseTitles
  return (
    <PaperFacts
      long={known([
        [EnterpriseViewTitles.aliases, view.aliases.map((one) => one.alias).join(comma)],
        [E.main_business, view.main_business],
        [E.products, view.products],
        [E.expansion_plan, view.expansion_plan],
        [E.motive, view.motive && MotiveWords[view.motive]],
        [E.source, view.source],
        [E.remark, view.remark],
      ])}
      short={known([
        [E.credit_code, view.credit_code],
        [E.place, view.place],
        [E.origin, view.origin && FundsOriginWords[view.origin]],
        [E.classes, classesOf(view, comma)],
        [E.owner_unit_id, view.owner_unit_id == null ? null : units.get(view.owner_unit_id)],
        [MergeFieldWords.division_code, division?.name ?? view.division_code],
        [E.industry, view.industry],
        [E.industry_code, industry?.name ?? view.industry_code],
        [E.nature, view.nature],
        [E.founded, view.founded && date(view.founded)],
        [E.registered_capital_yuan, view.registered_capital_yuan == null ? null : headline(view.registered_capital_yuan)],
      ])}
    />
  )
}
