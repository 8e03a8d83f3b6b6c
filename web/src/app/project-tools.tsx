/** The tools of the project library, the same above the ledger and above the board. */
import ImportOutlined from '@ant-design/icons/es/icons/ImportOutlined'
import PrinterOutlined from '@ant-design/icons/es/icons/PrinterOutlined'
import { useNavigate } from '@tanstack/react-router'
import Button from 'antd/es/button'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Filters } from '@/features/projects/filters'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/projects'
import type { Search } from '@/shared/filters'
import { useKeys } from '@/shared/keys'
import { useNarrow } from '@/shared/narrow'
import { ExportButton } from '@/shared/ui/export'
import { useMe } from './me'
import { ViewSwitch } from './view-switch'

addWords('projects', words)

// a form is loaded when it is asked for: looking is what most people come for
const CreateProject = lazy(() => import('@/features/projects/create').then((m) => ({ default: m.CreateProject })))

type Props = {
  now: 'ledger' | 'board'
  filters: Filters
  sort?: string | undefined
  /** Somebody comes to register a project. */
  make?: boolean
  onCreated: (id: number) => void
}

export function ProjectTools({ now, filters, sort, make = false, onCreated }: Props) {
  const { t } = useTranslation()
  const me = useMe()
  const navigate = useNavigate()
  const narrow = useNarrow()
  const [creating, setCreating] = useState(false)
  const can = me.data?.can ?? []
  const mayCreate = can.includes('project.create')
  useEffect(() => {
    if (make && mayCreate) setCreating(true)
  }, [make, mayCreate])
  useKeys(mayCreate ? { n: () => setCreating(true) } : {})
  const user = me.data?.user
  return (
    <>
      <ExportButton list="projects" filters={filters as Search} sort={sort} />
      {can.includes('lifecycle.read') ? <ViewSwitch now={now} filters={filters} /> : null}
      {can.includes('import.run') ? (
        <Button icon={<ImportOutlined aria-hidden="true" />} onClick={() => void navigate({ to: '/imports/new', search: {} })}>
          {t('menu.imports')}
        </Button>
      ) : null}
      {narrow || now === 'board' ? null : (
        <Button
          icon={<PrinterOutlined aria-hidden="true" />}
          onClick={() => void navigate({ to: '/print/ledger', search: { ...filters, ...(sort ? { sort } : {}) } })}
        >
          {t('paper.print')}
        </Button>
      )}
      {mayCreate ? (
        <Button type="primary" title="n" onClick={() => setCreating(true)}>
          {t('projects.new')}
        </Button>
      ) : null}
      {creating ? (
        <Suspense fallback={null}>
          <CreateProject
            unit={user ? { id: user.unit_id, name: user.unit_name } : undefined}
            onCreated={onCreated}
            onClose={() => setCreating(false)}
          />
        </Suspense>
      ) : null}
    </>
  )
}
