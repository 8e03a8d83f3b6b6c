/** What stands between the project and its next stage: what lacks with its repair, what is there, and who may move it. */
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { AmountWords, GateRoleWords } from '@/api/labels'
import type { components } from '@/api/schema'
import { shortDate } from '@/shared/dates'
import { Blocking } from '@/shared/ui/blocking'

type Target = components['schemas']['TransitionTarget']
type Props = {
  transitions: components['schemas']['TransitionsView']
  /** The stage whose record waits for its audit. */
  waiting: components['schemas']['Stage'] | undefined
}

export function NextSteps({ transitions, waiting }: Props) {
  const { t } = useTranslation()
  const next = transitions.targets.find((target) => target.kind === 'advance')
  if (!next) return null
  const waits = waiting === next.to
  const met = transitions.end_state ? [] : metOf(next)
  return (
    <section className="next-steps" aria-label={t('project.next')}>
      <h2>
        {t('project.toStage', { stage: next.label })}
        {!waits && next.blocking.length > 0 ? <small>{t('project.lacking', { n: next.blocking.length })}</small> : null}
      </h2>
      {waits ? (
        <p>{t('projects.waiting', { stage: next.label, auditor: next.audited_by })}</p>
      ) : next.blocking.length > 0 ? (
        <Blocking items={next.blocking} />
      ) : (
        <p>{t('project.ready')}</p>
      )}
      {met.length > 0 ? (
        <p className="gates-met">
          {t('project.met', { n: met.length })}
          {met.map((word) => (
            <span key={word}>
              <span aria-hidden="true">✓ </span>
              {word}
            </span>
          ))}
        </p>
      ) : null}
      <p className="who">{whoAndWhen(next, t)}</p>
    </section>
  )
}

/** What the gate asks for and nobody misses any more. Of a group one member is enough: it is named as a whole. */
export function metOf({ gate, blocking }: Target): string[] {
  if (!gate) return []
  const lacking = new Set(blocking.map((item) => item.field))
  const asked = [
    ...gate.fields.filter((one) => one.required).map((one) => ({ ...one, code: one.field })),
    ...gate.evidence.filter((one) => one.min_files > 0).map((one) => ({ ...one, code: `evidence.${one.evidence_type}` })),
  ]
  // a group that lacks everything is named by the field of its first member
  const open = new Set(asked.filter((one) => one.any_of && lacking.has(one.code)).map((one) => one.any_of))
  const papers = asked
    .filter((one) => !lacking.has(one.code) && !(one.any_of && open.has(one.any_of)))
    .map((one) => one.any_of ?? one.label)
  const people = gate.roles.filter((role) => !lacking.has(role)).map((role) => GateRoleWords[role])
  const sums = gate.sums
    .filter((one) => !lacking.has(one.sum) && !(one.other && lacking.has(one.other)))
    .map((one) => AmountWords[one.sum])
  return [...new Set([...people, ...papers, ...sums])]
}

/** Who is to take the step, by name where somebody is in charge, and by which day. */
export function whoAndWhen(next: components['schemas']['TransitionTarget'], t: TFunction): string {
  const named = next.persons.map((one) => t('project.nextPerson', { name: one.name, unit: one.unit_name, role: one.role }))
  const who = named.length > 0 ? named.join('、') : next.who
  const by = next.due_on ? t('project.nextDue', { on: shortDate(next.due_on) }) : ''
  return t('project.who', { who: `${who}${by}`, auditor: next.audited_by })
}
