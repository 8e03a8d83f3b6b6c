/** The head of an enterprise's page: its name, whether it is still in use, the facts one looks for. */
import Alert from 'antd/es/alert'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { EnterpriseTitles, FundsOriginWords } from '@/api/labels'
import { instant } from '@/shared/dates'
import { Glance } from '@/shared/ui/glance'
import type { EnterpriseView } from './api'
import { classesOf } from './columns'
import { useLinks } from './links'
import { useUnitNames } from './names'

export function Head({ view, buttons }: { view: EnterpriseView; buttons: ReactNode }) {
  const { t } = useTranslation()
  const units = useUnitNames()
  const links = useLinks()
  const facts: readonly [string, ReactNode][] = [
    [EnterpriseTitles.credit_code, view.credit_code ?? t('state.unknown')],
    [EnterpriseTitles.place, view.place || t('state.unknown')],
    [EnterpriseTitles.origin, view.origin ? FundsOriginWords[view.origin] : t('state.unknown')],
    [EnterpriseTitles.classes, classesOf(view, t('form.comma')) || t('state.unknown')],
    [EnterpriseTitles.owner_unit_id, (view.owner_unit_id != null && units.get(view.owner_unit_id)) || t('state.unknown')],
  ]
  return (
    <header className="ent-head">
      <div className="ent-name">
        <h1>{view.name}</h1>
        {view.withdrawn_at ? <span className="mark">{t('enterprises.withdrawn')}</span> : null}
        {buttons}
      </div>
      <Glance facts={facts} />
      {view.merged_into ? (
        <Alert
          type="info"
          showIcon
          title={
            <>
              {t('enterprises.mergedInto', { at: instant(view.merged_at) })}{' '}
              {links.enterprise(view.merged_into.id, view.merged_into.name)}
            </>
          }
        />
      ) : null}
      {view.withdrawn_at ? (
        <Alert
          type="info"
          showIcon
          title={t('enterprises.withdrawnBecause', {
            at: instant(view.withdrawn_at),
            reason: view.withdraw_reason ?? '',
          })}
        />
      ) : null}
      {view.credit_code_warning ? <Alert type="warning" showIcon title={view.credit_code_warning} /> : null}
    </header>
  )
}

/** Whose the record is: who may change it when oneself may not. */
export function WhoMay({ view }: { view: EnterpriseView }) {
  const { t } = useTranslation()
  const unit = useUnitNames().get(view.owner_unit_id ?? 0)
  if (view.merged_into || view.withdrawn_at) return null
  if (view.owner_unit_id == null) return <p className="ent-who">{t('enterprises.noKeeper')}</p>
  if (!unit) return null
  return (
    <p className="ent-who">
      {view.can.includes('enterprise.edit') ? t('enterprises.keptBy', { unit }) : t('enterprises.whoMay', { unit })}
    </p>
  )
}
