/** The form that lies above the page of a project, if one does. */
import { lazy, type ReactNode, Suspense } from 'react'
import { MoveKindWords } from '@/api/labels'
import type { ProjectView } from './api'
import { ENDS, type Opening } from './openings'
import type { Schemas } from './writes'

const AmendmentForm = lazy(() => import('./amendment-form').then((m) => ({ default: m.AmendmentForm })))
const EditProject = lazy(() => import('./edit').then((m) => ({ default: m.EditProject })))
const EndDialog = lazy(() => import('./ends').then((m) => ({ default: m.EndDialog })))
const FundsForm = lazy(() => import('./funds-entry').then((m) => ({ default: m.FundsForm })))
const MoveDialog = lazy(() => import('./move').then((m) => ({ default: m.MoveDialog })))
const PartiesForm = lazy(() => import('./rows-edit').then((m) => ({ default: m.PartiesForm })))
const PhasesForm = lazy(() => import('./rows-edit').then((m) => ({ default: m.PhasesForm })))
const TagsForm = lazy(() => import('./tags').then((m) => ({ default: m.TagsForm })))
const UnitsForm = lazy(() => import('./rows-edit').then((m) => ({ default: m.UnitsForm })))

type Props = {
  open: Opening | null
  view: ProjectView
  etag: string
  lifecycle: Schemas['LifecycleView'] | undefined
  transitions: Schemas['TransitionsView'] | undefined
  /** Assigns a role, in the room that knows them. */
  assign?: ((role: string, onClose: () => void) => ReactNode) | undefined
  onAmend?: ((field: string) => void) | undefined
  onDone: () => void
  onClose: () => void
}

export function Dialogs({ open, view, etag, lifecycle, transitions, assign, onAmend, onDone, onClose }: Props) {
  if (!open) return null
  const { form, at } = open
  const dialog = { view, etag, onDone, onClose }
  const next = transitions?.targets.find((target) => target.kind === 'advance')
  const record = lifecycle?.records.find((one) => one.stage === next?.to && !one.superseded_at)
  const back = (transitions?.targets ?? []).filter((target) => target.kind === 'return')
  const end = ENDS.find((one) => one === form)
  return (
    <Suspense fallback={null}>
      {form === 'move' && next ? (
        <MoveDialog id={view.id} etag={etag} target={next} record={record} focus={at} onDone={onDone} onClose={onClose} />
      ) : null}
      {form === 'edit' ? <EditProject {...dialog} focus={at} onAmend={onAmend} /> : null}
      {form === 'funds' ? <FundsForm id={view.id} onDone={onDone} onClose={onClose} /> : null}
      {form === 'parties' ? <PartiesForm {...dialog} /> : null}
      {form === 'phases' ? <PhasesForm {...dialog} /> : null}
      {form === 'tags' ? <TagsForm {...dialog} /> : null}
      {form === 'units' ? <UnitsForm {...dialog} /> : null}
      {form === 'amend' ? <AmendmentForm id={view.id} field={at} onDone={onDone} onClose={onClose} /> : null}
      {form === 'assign' && at ? assign?.(at, onClose) : null}
      {end ? (
        <EndDialog
          kind={end}
          title={end === 'return' ? MoveKindWords.return : (transitions?.ends.find((one) => one.kind === end)?.label ?? '')}
          id={view.id}
          etag={etag}
          back={back}
          onDone={onDone}
          onClose={onClose}
        />
      ) : null}
    </Suspense>
  )
}
