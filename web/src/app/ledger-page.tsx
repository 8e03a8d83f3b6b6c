/** The ledger at its address. */
import ImportOutlined from '@ant-design/icons/es/icons/ImportOutlined'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import Button from 'antd/es/button'
import { lazy, Suspense, useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Filters } from '@/features/projects/filters'
import { Ledger } from '@/features/projects/list'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/projects'
import { useKeys } from '@/shared/keys'
import { useMe } from './me'
import { useSplit } from './split-search'
import { ViewSwitch } from './view-switch'

addWords('projects', words)

// a form is loaded when it is asked for: looking is what most people come for
const CreateProject = lazy(() => import('@/features/projects/create').then((m) => ({ default: m.CreateProject })))
const route = getRouteApi('/projects')

export function LedgerPage() {
  const { t } = useTranslation()
  const me = useMe()
  const search = route.useSearch()
  const navigate = useNavigate()
  const [creating, setCreating] = useState(false)
  const { filters, sort } = useSplit(search)
  const change = useCallback(
    (next: Filters, order: string | undefined) =>
      void navigate({ to: '/projects', search: { ...next, ...(order ? { sort: order } : {}) } }),
    [navigate],
  )
  const open = useCallback(
    (id: number) => void navigate({ to: '/projects/$id', params: { id: String(id) }, search: {} }),
    [navigate],
  )
  const can = me.data?.can ?? []
  const mayCreate = can.includes('project.create')
  useKeys(mayCreate ? { n: () => setCreating(true) } : {})
  const user = me.data?.user
  return (
    <>
      <Ledger
        filters={filters}
        sort={sort}
        onChange={change}
        onOpen={open}
        actions={
          <>
            {can.includes('lifecycle.read') ? <ViewSwitch now="ledger" filters={filters} /> : null}
            {can.includes('import.run') ? (
              <Button
                icon={<ImportOutlined aria-hidden="true" />}
                onClick={() => void navigate({ to: '/imports/new', search: {} })}
              >
                {t('menu.imports')}
              </Button>
            ) : null}
            {mayCreate ? (
              <Button type="primary" title="n" onClick={() => setCreating(true)}>
                {t('projects.new')}
              </Button>
            ) : null}
          </>
        }
      />
      {creating ? (
        <Suspense fallback={null}>
          <CreateProject
            unit={user ? { id: user.unit_id, name: user.unit_name } : undefined}
            onCreated={open}
            onClose={() => setCreating(false)}
          />
        </Suspense>
      ) : null}
    </>
  )
}
