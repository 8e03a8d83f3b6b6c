/** Parts of supervision on pages of other rooms: the card of a project, and the leader's instruction. */
import Button from 'antd/es/button'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { instructDraft } from '@/features/supervision/api'
import { DraftMark } from '@/shared/form/draft-mark'
import { useMe } from './me'
import './slips-frame'

// what is drawn beside a project loads by itself
const HeadCard = lazy(() => import('@/features/supervision/head-card').then((m) => ({ default: m.HeadCard })))
const SheetCard = lazy(() => import('@/features/supervision/head-card').then((m) => ({ default: m.SheetCard })))
const InstructDialog = lazy(() => import('@/features/supervision/instruct').then((m) => ({ default: m.InstructDialog })))

type Named = { id: number; name: string }

/** The card of a project for those who see colours; `until` it is there, what else is known of its colour. */
export function ProjectCard({ project, sheet = false, until }: { project: number; sheet?: boolean; until?: ReactNode }) {
  const may = useMe().data?.can.includes('colour.read')
  if (!may) return null
  return (
    <Suspense fallback={until ?? null}>
      {sheet ? <SheetCard project={project} /> : <HeadCard project={project} until={until} />}
    </Suspense>
  )
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
        <DraftMark name={instructDraft(project.id)} />
      </Button>
      <Suspense fallback={null}>{open ? <InstructDialog project={project} onClose={() => setOpen(false)} /> : null}</Suspense>
    </>
  )
}
