/** Head of a project: what it is at a glance, and what can be done with it now. */
import Button from 'antd/es/button'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MoveKindWords, ProjectViewTitles } from '@/api/labels'
import { useKeys } from '@/shared/keys'
import { MenuButton } from '@/shared/ui/menu-button'
import { say } from '@/shared/ui/said'
import { StageTag } from '@/shared/ui/stage'
import type { ProjectView } from './api'
import { AtAGlance } from './at-a-glance'
import type { End } from './ends'
import type { Schemas } from './writes'

const EditProject = lazy(() => import('./edit').then((m) => ({ default: m.EditProject })))
const EndDialog = lazy(() => import('./ends').then((m) => ({ default: m.EndDialog })))
const FundsForm = lazy(() => import('./funds-entry').then((m) => ({ default: m.FundsForm })))
const MoveDialog = lazy(() => import('./move').then((m) => ({ default: m.MoveDialog })))
const PartiesForm = lazy(() => import('./rows-edit').then((m) => ({ default: m.PartiesForm })))
const PhasesForm = lazy(() => import('./rows-edit').then((m) => ({ default: m.PhasesForm })))
const TagsForm = lazy(() => import('./tags').then((m) => ({ default: m.TagsForm })))
const UnitsForm = lazy(() => import('./rows-edit').then((m) => ({ default: m.UnitsForm })))

type Open = 'move' | 'edit' | 'funds' | 'parties' | 'phases' | 'units' | 'tags' | End
type Props = {
  view: ProjectView
  etag: string
  lifecycle: Schemas['LifecycleView'] | undefined
  transitions: Schemas['TransitionsView'] | undefined
  onChanged: () => void
  onBack: () => void
  onPrint: () => void
  onTalk?: ((view: ProjectView) => void) | undefined
  /** Its card. */
  card?: ReactNode
  /** More buttons. */
  acts?: ReactNode
  /** Shows it to colleagues. */
  onCopy?: ((view: ProjectView) => void) | undefined
  /** Where the project stands in the list one came from. */
  walk?: ReactNode
}

const ENDS: readonly string[] = ['return', 'suspend', 'resume', 'terminate', 'withdraw'] satisfies End[]

export function Head(props: Props) {
  const { view, etag, lifecycle, transitions, onChanged, onBack, onPrint, onTalk, onCopy, card, acts, walk } = props
  const { t } = useTranslation()
  const [open, setOpen] = useState<Open | null>(null)
  const next = transitions?.targets.find((target) => target.kind === 'advance')
  const stages = transitions?.can ?? []
  const mayMove = next !== undefined && !view.end_state && (stages.includes('stage.submit') || stages.includes('stage.move'))
  const mayEdit = view.can.includes('project.edit')
  const record = lifecycle?.records.find((one) => one.stage === next?.to && !one.superseded_at)
  const waiting = record?.state === 'submitted'
  const back = (transitions?.targets ?? []).filter((target) => target.kind === 'return')
  const lists: [Open, string][] = [
    ['parties', t('projects.parties')],
    ['phases', t('projects.phases')],
    ['units', t('projects.units')],
  ]
  const more: [Open, string][] = [
    ...(mayEdit ? lists : []),
    ...(view.can.includes('project.tag') ? [['tags', ProjectViewTitles.tags] satisfies [Open, string]] : []),
    ...(stages.includes('stage.move') && back.length > 0 && !view.end_state
      ? [['return', MoveKindWords.return] satisfies [Open, string]]
      : []),
    ...(transitions?.ends ?? []).filter((end) => end.allowed).map((end): [Open, string] => [end.kind as End, end.label]),
  ]
  const done = () => {
    say(t('projects.saved'))
    onChanged()
  }
  const close = () => setOpen(null)
  useKeys({
    ...(mayMove && !waiting ? { m: () => setOpen('move') } : {}),
    ...(mayEdit ? { e: () => setOpen('edit') } : {}),
    ...(onTalk ? { n: () => onTalk(view) } : {}),
  })
  const dialog = { view, etag, onDone: done, onClose: close }
  return (
    <header className="project-head">
      <div className="project-name">
        <h1>{view.name}</h1>
        <StageTag stage={view.stage} endState={view.end_state} />
        {card}
        {view.confidential ? <span className="mark">{t('project.confidential')}</span> : null}
        {view.tags.map((tag) => (
          <span key={tag} className="mark">
            {tag}
          </span>
        ))}
        {view.exclusion_code ? <span className="mark">{t('project.excluded')}</span> : null}
        <span className="project-acts no-print">
          {mayMove ? (
            <Button
              type="primary"
              title={waiting ? t('projects.waiting', { stage: next.label, auditor: next.audited_by }) : 'm'}
              disabled={waiting}
              onClick={() => setOpen('move')}
            >
              {t('projects.move')}
            </Button>
          ) : null}
          {onTalk ? (
            <Button title="n" onClick={() => onTalk(view)}>
              {t('talk.record')}
            </Button>
          ) : null}
          {view.can.includes('funds.record') ? <Button onClick={() => setOpen('funds')}>{t('projects.addFunds')}</Button> : null}
          {mayEdit ? (
            <Button title="e" onClick={() => setOpen('edit')}>
              {t('projects.edit')}
            </Button>
          ) : null}
          <MenuButton
            menu={{
              items: [...more, ...(onCopy ? [['copy', t('action.copyTo')]] : []), ['print', t('projects.paper')]].map(
                ([key = '', label]) => ({ key, label }),
              ),
              onClick: ({ key }) => (key === 'print' ? onPrint() : key === 'copy' ? onCopy?.(view) : setOpen(key as Open)),
            }}
          >
            <Button>{t('projects.more')}</Button>
          </MenuButton>
          {acts}
          {walk}
          <Button onClick={onBack}>{t('project.back')}</Button>
        </span>
      </div>
      <AtAGlance view={view} />
      <Suspense fallback={null}>
        {open === 'move' && next ? (
          <MoveDialog id={view.id} etag={etag} target={next} record={record} onDone={done} onClose={close} />
        ) : null}
        {open === 'edit' ? <EditProject {...dialog} /> : null}
        {open === 'funds' ? <FundsForm id={view.id} onDone={done} onClose={close} /> : null}
        {open === 'parties' ? <PartiesForm {...dialog} /> : null}
        {open === 'phases' ? <PhasesForm {...dialog} /> : null}
        {open === 'tags' ? <TagsForm {...dialog} /> : null}
        {open === 'units' ? <UnitsForm {...dialog} /> : null}
        {open && ENDS.includes(open) ? (
          <EndDialog
            kind={open as End}
            title={more.find(([key]) => key === open)?.[1] ?? ''}
            id={view.id}
            etag={etag}
            back={back}
            onDone={done}
            onClose={close}
          />
        ) : null}
      </Suspense>
    </header>
  )
}
