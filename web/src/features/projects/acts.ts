/** What may be done with a project now: a few acts at hand, the rest behind 更多; and their keys. */
import { useTranslation } from 'react-i18next'
import { MoveKindWords, ProjectViewTitles } from '@/api/labels'
import { useKeys } from '@/shared/keys'
import type { Act } from '@/shared/ui/action-bar'
import type { ProjectView } from './api'
import type { End } from './ends'
import type { Opening } from './openings'
import type { Schemas } from './writes'

type Given = {
  view: ProjectView | undefined
  lifecycle: Schemas['LifecycleView'] | undefined
  transitions: Schemas['TransitionsView'] | undefined
  open: (opening: Opening) => void
  onTalk: ((view: ProjectView) => void) | undefined
  onCopy: ((view: ProjectView) => void) | undefined
  onPrint: () => void
}
export type Acts = Record<'first' | 'second' | 'rest', Act[]>

export function useActs({ view, lifecycle, transitions, open, onTalk, onCopy, onPrint }: Given): Acts {
  const { t } = useTranslation()
  const stages = transitions?.can ?? []
  const may = (act: string): boolean => view?.can.includes(act) === true
  const next = transitions?.targets.find((target) => target.kind === 'advance')
  const moves = stages.includes('stage.submit') || stages.includes('stage.move')
  const mayMove = next !== undefined && view !== undefined && !view.end_state && moves
  const record = lifecycle?.records.find((one) => one.stage === next?.to && !one.superseded_at)
  const waiting = record?.state === 'submitted'
  const mayReturn =
    stages.includes('stage.move') && !view?.end_state && transitions?.targets.some((target) => target.kind === 'return')
  const mayEdit = may('project.edit')
  useKeys({
    ...(mayMove && !waiting ? { m: () => open({ form: 'move' }) } : {}),
    ...(mayEdit ? { e: () => open({ form: 'edit' }) } : {}),
    ...(onTalk && view ? { n: () => onTalk(view) } : {}),
  })
  if (!view) return { first: [], second: [], rest: [] }
  const form = (name: Opening['form'], label: string, more: Partial<Act> = {}): Act => ({
    key: name,
    label,
    onClick: () => open({ form: name }),
    ...more,
  })
  const first: Act[] = []
  if (mayMove) {
    const title = waiting ? t('projects.waiting', { stage: next.label, auditor: next.audited_by }) : 'm'
    first.push(form('move', t('projects.move'), { primary: true, disabled: waiting, title }))
  }
  if (onTalk) first.push({ key: 'talk', label: t('talk.record'), title: 'n', onClick: () => onTalk(view) })
  const second: Act[] = []
  if (may('funds.record')) second.push(form('funds', t('projects.addFunds')))
  if (mayEdit) second.push(form('edit', t('projects.edit'), { title: 'e' }))
  const rest: Act[] = []
  if (mayEdit) {
    rest.push(form('parties', t('projects.parties')), form('phases', t('projects.phases')), form('units', t('projects.units')))
  }
  if (may('project.tag')) rest.push(form('tags', ProjectViewTitles.tags))
  if (mayReturn) rest.push(form('return', MoveKindWords.return))
  for (const end of transitions?.ends ?? []) if (end.allowed) rest.push(form(end.kind as End, end.label))
  if (onCopy) rest.push({ key: 'copy', label: t('action.copyTo'), onClick: () => onCopy(view) })
  rest.push({ key: 'print', label: t('projects.paper'), onClick: onPrint })
  return { first, second, rest }
}
