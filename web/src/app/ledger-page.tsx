/** The ledger at its address. */
import ImportOutlined from '@ant-design/icons/es/icons/ImportOutlined'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import Button from 'antd/es/button'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Filters } from '@/features/projects/api'
import { Ledger } from '@/features/projects/list'
import { useMe } from './me'

const route = getRouteApi('/projects')

export function LedgerPage() {
  const { t } = useTranslation()
  const search = route.useSearch()
  const navigate = useNavigate()
  const { filters, sort } = useMemo(() => {
    const { sort, ...filters } = search
    return { filters: filters as Filters, sort }
  }, [search])
  const change = useCallback(
    (next: Filters, order: string | undefined) =>
      void navigate({ to: '/projects', search: { ...next, ...(order ? { sort: order } : {}) } }),
    [navigate],
  )
  const open = useCallback(
    (id: number) => void navigate({ to: '/projects/$id', params: { id: String(id) }, search: {} }),
    [navigate],
  )
  const me = useMe()
  const actions = me.data?.can.includes('import.run') ? (
    <Button icon={<ImportOutlined aria-hidden="true" />} onClick={() => void navigate({ to: '/imports/new', search: {} })}>
      {t('menu.imports')}
    </Button>
  ) : undefined
  return <Ledger filters={filters} sort={sort} onChange={change} onOpen={open} actions={actions} />
}
