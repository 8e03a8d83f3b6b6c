/** The enterprise library at its address. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import Button from 'antd/es/button'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Filters } from '@/features/enterprises/filters'
import { Library } from '@/features/enterprises/list'
import { useKeys } from '@/shared/keys'
import { EnterprisesFrame } from './enterprises-frame'
import { useMe } from './me'
import { usePasting } from './pasting'
import { useSplit } from './split-search'

const route = getRouteApi('/enterprises')

export function EnterprisesList() {
  const { t } = useTranslation()
  const search = route.useSearch()
  const navigate = useNavigate()
  const can = useMe().data?.can ?? []
  const { filters, sort } = useSplit(search)
  const change = useCallback(
    (next: Filters, order: string | undefined) =>
      void navigate({ to: '/enterprises', search: { ...next, ...(order ? { sort: order } : {}) } }),
    [navigate],
  )
  const open = useCallback(
    (id: number) => void navigate({ to: '/enterprises/$id', params: { id: String(id) }, search: {} }),
    [navigate],
  )
  const pasting = usePasting('enterprises', can)
  const mayCreate = can.includes('enterprise.create')
  const create = () => void navigate({ to: '/enterprises/new' })
  useKeys(mayCreate ? { n: create } : {})
  const button = mayCreate ? (
    <Button type="primary" onClick={create} title={`${t('enterprises.create')}（N）`}>
      {t('enterprises.create')}
    </Button>
  ) : null
  return (
    <EnterprisesFrame>
      <Library
        filters={filters}
        sort={sort}
        onChange={change}
        onOpen={open}
        onPaste={pasting.onPaste}
        create={button}
        actions={
          <>
            <Button onClick={() => void navigate({ to: '/enterprises/merges' })}>{t('enterprises.merges')}</Button>
            {button}
          </>
        }
      />
      {pasting.layer}
    </EnterprisesFrame>
  )
}
