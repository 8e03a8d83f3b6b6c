/** 责任链 on the page of a project: who answers for it, since when, what is vacant with the way to fill it, 四个一 n/4. */
import { useQuery } from '@tanstack/react-query'
import Button from 'antd/es/button'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemAlert } from '@/shared/ui/problem'
import { type Chain, chainQuery, type Standing } from './api'
import './responsibility.css'

const AssignDialog = lazy(() => import('./assign').then((m) => ({ default: m.AssignDialog })))

type Props = {
  id: number
  /** Opens the tab with the whole chain. */
  onMore: () => void
}

export function ChainCard({ id, onMore }: Props) {
  const { t } = useTranslation()
  const chain = useQuery(chainQuery(id))
  const view = chain.data?.data
  if (chain.error && !view) return <ProblemAlert error={chain.error} onRetry={() => void chain.refetch()} />
  return (
    <section className="chain" aria-label={t('responsibility.chain')} aria-busy={chain.isPending}>
      <dl>
        {view ? (
          <>
            <RoleCell id={id} chain={view} role={view.roles[0]} brief />
            <div>
              <dt>{t('responsibility.lead')}</dt>
              <dd>
                <b>{view.lead?.unit_name ?? t('responsibility.unknown')}</b>
                {view.supporting.length > 0 ? (
                  <small title={view.supporting.map((one) => one.unit_name).join(t('form.comma'))}>
                    {t('responsibility.supporting', { n: view.supporting.length })}
                  </small>
                ) : null}
              </dd>
            </div>
            {view.roles.slice(1).map((role) => (
              <RoleCell key={role.role} id={id} chain={view} role={role} brief />
            ))}
            {view.scores.map((score) => (
              <div key={score.code}>
                <dt>{score.label}</dt>
                <dd>
                  <b className={score.met < score.total ? 'lacking' : undefined}>
                    {t('responsibility.score', { met: score.met, total: score.total })}
                  </b>
                </dd>
              </div>
            ))}
          </>
        ) : null}
      </dl>
      <Button size="small" type="link" onClick={onMore}>
        {t('responsibility.more')}
      </Button>
    </section>
  )
}

type Cell = {
  id: number
  chain: Chain
  role: Standing | undefined /** Unit and post are said when one points at the name. */
  brief?: boolean
}

/** One role: its holder, or that it is vacant; what may be done about it is one click away. */
export function RoleCell({ id, chain, role, brief = false }: Cell) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  if (!role) return null
  const holder = role.holder
  const post = [holder?.unit_name, holder?.post].filter(Boolean).join(' ')
  return (
    <div>
      <dt>{role.label}</dt>
      <dd>
        {holder ? (
          <>
            <b title={post}>{holder.user_name}</b>
            {brief ? null : <small>{post}</small>}
            <small>
              {role.term_no > 1
                ? t('responsibility.sinceTerm', { on: holder.from_on, n: role.term_no })
                : t('responsibility.since', { on: holder.from_on })}
            </small>
            {role.acting.map((one) => (
              <small key={one.user_id}>{t('responsibility.acting', { name: one.user_name, on: one.until_on })}</small>
            ))}
          </>
        ) : (
          <b className={role.missing ? 'vacant' : undefined} title={role.missing?.how_to_fix}>
            {t(role.missing ? 'responsibility.vacant' : 'responsibility.none')}
          </b>
        )}
        {role.can_assign ? (
          <Button
            size="small"
            type={role.missing ? 'primary' : 'default'}
            aria-label={t(holder ? 'responsibility.replaceRole' : 'responsibility.assignRole', { role: role.label })}
            onClick={() => setOpen(true)}
          >
            {t(holder ? 'responsibility.replace' : 'responsibility.assign')}
          </Button>
        ) : role.missing ? (
          <small>{t('responsibility.who', { who: role.who })}</small>
        ) : null}
      </dd>
      <Suspense fallback={null}>
        {open ? <AssignDialog id={id} chain={chain} role={role} onClose={() => setOpen(false)} /> : null}
      </Suspense>
    </div>
  )
}
