/** What can be done with a trip now; what is blocked says why beside the button. */
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PlanDecisionWords } from '@/api/labels'
import { i18n } from '@/i18n'
import { DraftMark } from '@/shared/form/draft-mark'
import { ActButton } from '@/shared/ui/act'
import { type Act, ActButtons, ActionBar } from '@/shared/ui/action-bar'
import type { Dialog } from './acts-dialogs'
import { submitTrip, type TripView } from './api'
import { useDone } from './done'
import { debriefDraft, planDraft, reportDraft } from './drafts'
import { type Step, stepsOf } from './steps'

// most who read a trip fill in none of its forms
const Dialogs = lazy(() => import('./acts-dialogs').then((m) => ({ default: m.Dialogs })))

export type Go = 'edit' | 'road' | 'debrief'
type Props = { trip: TripView; etag: string; onGo: (where: Go) => void; only?: readonly Step[] }

/** `send` hands the plan in by itself; `layer` is the open dialog. */
function useActs({ trip, etag, onGo, only }: Props): { send: ReactNode; acts: Act[]; layer: ReactNode } {
  const { t } = useTranslation()
  const [dialog, setDialog] = useState<Dialog | null>(null)
  const done = useDone()
  const steps = stepsOf(trip).filter((step) => !only || only.includes(step))
  const act = (key: Dialog | Go, label: ReactNode, onClick: () => void, more: Partial<Act> = {}): Act => ({
    key,
    label,
    onClick,
    primary: (key === 'approve' ? 'decide' : key) === steps[0] && key !== 'cancel',
    ...more,
  })
  const layered = (key: Dialog, label: ReactNode, more?: Partial<Act>) => act(key, label, () => setDialog(key), more)
  const actsOf = (step: Exclude<Step, 'submit'>): Act[] => {
    switch (step) {
      case 'decide':
        return [layered('approve', PlanDecisionWords.approved), layered('sendBack', PlanDecisionWords.returned)]
      case 'edit':
      case 'road':
      case 'debrief':
        return [
          act(
            step,
            <>
              {t(`trips.go.${step}`)}
              {step === 'road' ? null : <DraftMark name={step === 'edit' ? planDraft(trip.id) : debriefDraft(trip.id)} />}
            </>,
            () => onGo(step),
          ),
        ]
      case 'close':
        return [
          layered(
            step,
            <>
              {closing(trip)}
              <DraftMark name={reportDraft(trip.id)} />
            </>,
            { primary: true, disabled: trip.missing.length > 0 },
          ),
        ]
      default:
        return [layered(step, t(`trips.go.${step}`))]
    }
  }
  const send = steps.includes('submit') ? (
    <ActButton type="primary" act={(key) => submitTrip(trip.id, { key, etag })} onDone={() => done(t('trips.submitted'))}>
      {t('trips.handIn')}
    </ActButton>
  ) : null
  return {
    send,
    acts: steps.flatMap((step) => (step === 'submit' ? [] : actsOf(step))),
    layer: dialog ? (
      <Suspense fallback={null}>
        <Dialogs trip={trip} etag={etag} dialog={dialog} onClose={() => setDialog(null)} />
      </Suspense>
    ) : null,
  }
}

export function Acts(props: Props) {
  const { send, acts, layer } = useActs(props)
  return (
    <>
      {send}
      <ActButtons acts={acts} />
      {layer}
    </>
  )
}

/** The same under the thumb: the two that come next in sight, what is left and the ways elsewhere behind 更多. */
export function ActsBar({ more, ...props }: Props & { more: readonly Act[] }) {
  const { send, acts, layer } = useActs(props)
  const all = [...acts, ...more]
  const inSight = send ? 1 : 2
  return (
    <>
      <ActionBar main={all.slice(0, inSight)} more={all.slice(inSight)}>
        {send}
      </ActionBar>
      {layer}
    </>
  )
}

/** The closing in words: how many companies have no outcome yet, or what else lacks. */
export function closing(trip: TripView): string {
  const { t } = i18n
  const open = trip.companies.filter((one) => !one.outcome).length
  if (open > 0) return t('trips.openOutcomes', { n: open })
  return trip.missing.length > 0 ? t('trips.openFacts', { n: trip.missing.length }) : t('trips.go.close')
}
