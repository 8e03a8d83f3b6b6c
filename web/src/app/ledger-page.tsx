/** The ledger at its address. */
import ImportOutlined from '@ant-design/icons/es/icons/ImportOutlined'
import PrinterOutlined from '@ant-design/icons/es/icons/PrinterOutlined'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import Button from 'antd/es/button'
import { lazy, Suspense, useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Filters } from '@/features/projects/filters'
import { Ledger } from '@/features/projects/list'
import { WaysBy } from '@/features/projects/repairs'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/projects'
import { stringifySearch } from '@/shared/filters'
import { useKeys } from '@/shared/keys'
import { useNarrow } from '@/shared/narrow'
import { useMe } from './me'
import { useWays } from './repairs'
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
  // the way back, and on to the neighbours, goes along in the address
  const open = useCallback(
    (id: number, at?: number) => {
      const of = stringifySearch(search).replace(/^\?/, '')
      const place = at === undefined ? {} : { at: String(at), ...(of ? { of } : {}) }
      void navigate({ to: '/projects/$id', params: { id: String(id) }, search: place })
    },
    [navigate, search],
  )
  const ways = useWays()
  const narrow = useNarrow()
  const can = me.data?.can ?? []
  const mayCreate = can.includes('project.create')
  useKeys(mayCreate ? { n: () => setCreating(true) } : {})
  const user = me.data?.user
  return (
    <WaysBy value={ways}>
      <Ledger
        filters={filters}
        sort={sort}
        onChange={change}
        onOpen={open}
        can={can}
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
            {narrow ? null : (
              <Button
                icon={<PrinterOutlined aria-hidden="true" />}
                onClick={() => void navigate({ to: '/print/ledger', search })}
              >
                {t('paper.print')}
              </Button>
            )}
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
    </WaysBy>
  )
}
