/** Parts of supervision on pages of other rooms: the tab of a project, its card, 批示, the numbers of home. */
import { Link } from '@tanstack/react-router'
import Button from 'antd/es/button'
import { lazy, type ReactNode, Suspense, useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Filters } from '@/features/projects/filters'
import { HeadCard, SheetCard } from '@/features/supervision/head-card'
import { ColourNumbers } from '@/features/supervision/numbers'
import type { Search } from '@/shared/filters'
import type { Colour } from '@/shared/ui/colour'
import { useMe } from './me'
import './slips-frame'

const InstructDialog = lazy(() => import('@/features/supervision/instruct').then((m) => ({ default: m.InstructDialog })))

type Named = { id: number; name: string }

/** The card of a project for those who see colours. */
export function ProjectCard({ project, sheet = false }: { project: number; sheet?: boolean }) {
  const may = useMe().data?.can.includes('colour.read')
  if (!may) return null
  return sheet ? <SheetCard project={project} /> : <HeadCard project={project} />
}

/** 批示 for those who give instructions. */
export function Instruct({ project }: { project: Named }) {
  const { t } = useTranslation()
  const may = useMe().data?.can.includes('slip.instruct')
  const [open, setOpen] = useState(false)
  if (!may) return null
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t('supervision.instruct')}
      </Button>
      <Suspense fallback={null}>{open ? <InstructDialog project={project} onClose={() => setOpen(false)} /> : null}</Suspense>
    </>
  )
}

function OpenList({ colour, children }: { colour: Colour; children: ReactNode }) {
  return (
    <Link to="/colours" search={{ colour }}>
      {children}
    </Link>
  )
}

/** The same under the filters of a page, each opening the ledger so filtered. */
export function NumbersUnder({ filters }: { filters: Filters }) {
  const may = useMe().data?.can.includes('colour.read')
  const Open = useCallback(
    ({ colour, children }: { colour: Colour; children: ReactNode }) => (
      <Link to="/projects" search={{ ...filters, colour }}>
        {children}
      </Link>
    ),
    [filters],
  )
  return may ? <ColourNumbers filters={filters as Search} Open={Open} /> : null
}

export function HomeNumbers() {
  const may = useMe().data?.can.includes('colour.read')
  return may ? <ColourNumbers Open={OpenList} /> : null
}
