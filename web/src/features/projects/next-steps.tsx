/** What stands between the project and its next stage: item by item with its repair, and who may move it. */
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { components } from '@/api/schema'
import { shortDate } from '@/shared/dates'
import { Blocking } from '@/shared/ui/blocking'

type Props = {
  transitions: components['schemas']['TransitionsView']
  /** The stage whose record waits for its audit. */
  waiting: components['schemas']['Stage'] | undefined
}

export function NextSteps({ transitions, waiting }: Props) {
  const { t } = useTranslation()
  const next = transitions.targets.find((target) => target.kind === 'advance')
  if (!next) return null
  return (
    <section className="next-steps" aria-label={t('project.next')}>
      <h2>{t('project.toStage', { stage: next.label })}</h2>
      {waiting === next.to ? (
        <p>{t('projects.waiting', { stage: next.label, auditor: next.audited_by })}</p>
      ) : next.blocking.length > 0 ? (
        <>
          <p>{t('project.lacking', { n: next.blocking.length })}</p>
          <Blocking items={next.blocking} />
        </>
      ) : (
        <p>{t('project.ready')}</p>
      )}
      <p className="who">{whoAndWhen(next, t)}</p>
    </section>
  )
}

/** Who is to take the step, by name where somebody is in charge, and by which day. */
export function whoAndWhen(next: components['schemas']['TransitionTarget'], t: TFunction): string {
  const named = next.persons.map((one) => t('project.nextPerson', { name: one.name, unit: one.unit_name, role: one.role }))
  const who = named.length > 0 ? named.join('、') : next.who
  const by = next.due_on ? t('project.nextDue', { on: shortDate(next.due_on) }) : ''
  return t('project.who', { who: `${who}${by}`, auditor: next.audited_by })
}
