/** Plain facts of a project. Frozen ones carry a lock: they change by an amendment only. */
import LockOutlined from '@ant-design/icons/es/icons/LockOutlined'
import Button from 'antd/es/button'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import {
  BuildKindWords,
  InvestModeWords,
  LandTypeWords,
  LeadSourceWords,
  PartyRoleWords,
  ProjectTitles,
  ProjectViewTitles,
} from '@/api/labels'
import { date, instant } from '@/shared/dates'
import { exact, wan } from '@/shared/money'
import type { ProjectView } from './api'

type Field = keyof typeof ProjectTitles & keyof ProjectView

type Props = {
  view: ProjectView
  /** Asks for a change of a frozen fact; absent for those who may not. */
  onAmend?: ((field: string) => void) | undefined
}

export function Basics({ view, onAmend }: Props) {
  const { t } = useTranslation()
  const unit = t('money.unit')
  const label = (field: Field, more = ''): ReactNode => (
    <>
      {ProjectTitles[field]}
      {more}
      {view.locked.includes(field) ? (
        <>
          <LockOutlined className="lock" aria-label={t('project.locked')} title={t('project.locked')} />
          {onAmend ? (
            <Button
              size="small"
              type="link"
              aria-label={t('projects.amendOf', { title: ProjectTitles[field] })}
              onClick={() => onAmend(field)}
            >
              {t('projects.addAmendment')}
            </Button>
          ) : null}
        </>
      ) : null}
    </>
  )
  const money = (field: Field) => ({
    key: field,
    label: label(field, `（${unit}）`),
    children: <span title={exact(view[field] as number | null)}>{wan(view[field] as number | null)}</span>,
  })
  const text = (field: Field, words?: Record<string, string>) => {
    const value = view[field]
    const shown = value === null || value === undefined || value === '' ? '—' : String(value)
    return { key: field, label: label(field), children: words ? (words[shown] ?? shown) : shown }
  }
  const day = (field: Field) => ({ key: field, label: label(field), children: date(view[field] as string | null) })
  const wide = (field: Field) => ({ ...text(field), wide: true })
  const named = (key: string, title: string, names: string[]) => ({
    key,
    label: title,
    wide: true,
    children: names.join('；') || '—',
  })

  const facts: { key: string; label: ReactNode; children: ReactNode; wide?: boolean }[] = [
    money('total_investment_yuan'),
    money('fixed_assets_yuan'),
    money('contract_amount_yuan'),
    money('funds_in_place_yuan'),
    money('funds_outside_province_yuan'),
    money('funds_outside_city_yuan'),
    text('chain'),
    text('industry'),
    text('industry_code'),
    text('lead_source', LeadSourceWords),
    text('build_kind', BuildKindWords),
    text('invest_mode', InvestModeWords),
    day('first_contact_on'),
    day('signed_on'),
    day('started_on'),
    day('producing_on'),
    day('planned_start'),
    day('planned_end'),
    text('park'),
    text('land_type', LandTypeWords),
    { key: 'land_mu', label: label('land_mu', t('project.mu')), children: view.land_mu ?? '—' },
    text('expected_jobs'),
    money('expected_output_yuan'),
    money('expected_tax_yuan'),
    wide('content'),
    named(
      'parties',
      ProjectViewTitles.parties,
      view.parties.map((p) => `${PartyRoleWords[p.role]}：${p.name}${p.share_percent == null ? '' : `（${p.share_percent}%）`}`),
    ),
    named(
      'phases',
      ProjectViewTitles.phases,
      view.phases.map((p) => `${p.name} ${wan(p.amount_yuan)}${unit}`),
    ),
    named(
      'codes',
      ProjectViewTitles.codes,
      view.codes.map((c) => c.code),
    ),
    named(
      'units',
      ProjectViewTitles.units,
      view.units.map((u) => u.name),
    ),
    text('introducer'),
    wide('remark'),
    wide('source'),
    { key: 'created_at', label: label('created_at'), children: instant(view.created_at) },
    { key: 'updated_at', label: label('updated_at'), children: instant(view.updated_at) },
  ]
  return (
    <dl className="fact-grid">
      {facts.map((fact) => (
        <div key={fact.key} className={fact.wide ? 'wide' : undefined}>
          <dt>{fact.label}</dt>
          <dd>{fact.children}</dd>
        </div>
      ))}
    </dl>
  )
}
