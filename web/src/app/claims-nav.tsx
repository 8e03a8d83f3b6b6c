/** The lists of first contact side by side, and the way from a thing of the room to its page. */
import { Link, useNavigate } from '@tanstack/react-router'
import Button from 'antd/es/button'
import { useTranslation } from 'react-i18next'
import type { Go } from '@/features/claims/parts'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/claims'
import { useKeys } from '@/shared/keys'
import { useMe } from './me'

addWords('claims', words)

export function ClaimsNav() {
  const { t } = useTranslation()
  const exact = { exact: true, includeSearch: false }
  return (
    <>
      <nav aria-label={t('claims.lists')} className="list-nav">
        <Link to="/claims" activeOptions={exact}>
          {t('claims.title')}
        </Link>
        <Link to="/claims/objections" search={{ state: 'open' }} activeOptions={exact}>
          {t('claims.objections')}
        </Link>
        <Link to="/claims/transfers" search={{ state: 'open' }} activeOptions={exact}>
          {t('claims.transfers')}
        </Link>
        <Link to="/pool" activeOptions={exact}>
          {t('claims.pool')}
        </Link>
      </nav>
      <ClaimsNew />
    </>
  )
}

export function ClaimsNew() {
  const { t } = useTranslation()
  const me = useMe()
  const navigate = useNavigate()
  const may = me.data?.can.includes('claim.register') === true
  const open = () => void navigate({ to: '/claims/new' })
  useKeys(may ? { n: open } : {})
  if (!may) return null
  return (
    <Button type="primary" title={`${t('claims.register')}（n）`} onClick={open}>
      {t('claims.register')}
    </Button>
  )
}

export const ClaimsGo: Go = ({ to, id, children }) => {
  const params = { id: String(id) }
  if (to === 'project') {
    return (
      <Link to="/projects/$id" params={params} search={{}}>
        {children}
      </Link>
    )
  }
  const path = { claim: '/claims/$id', objection: '/claims/objections/$id', transfer: '/claims/transfers/$id' } as const
  return (
    <Link to={path[to]} params={params}>
      {children}
    </Link>
  )
}
