/** What can be done with a trip now; what is blocked says why beside the button. */
import { useQueryClient } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Form from 'antd/es/form'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  TripBudgetInputFields,
  TripCancellationInputFields,
  TripClosingInputFields,
  TripDecisionInputFields,
  TripReturnInputFields,
} from '@/api/fields'
import { NegotiationTripTitles, PlanDecisionWords } from '@/api/labels'
import type { components } from '@/api/schema'
import { i18n } from '@/i18n'
import { today } from '@/shared/dates'
import { Field } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import { ActButton } from '@/shared/ui/act'
import { say } from '@/shared/ui/said'
import { cancelTrip, closeTrip, decideTrip, replaceBudget, returnTrip, submitTrip, type TripView, tripKeys } from './api'
import { BudgetRows } from './form'
import { type Step, stepsOf } from './steps'

type Schemas = components['schemas']
export type Go = 'edit' | 'road' | 'debrief'
type Props = { trip: TripView; etag: string; onGo: (where: Go) => void; only?: readonly Step[] }
type Dialog = 'approve' | 'sendBack' | 'cancel' | 'return' | 'close' | 'budget'

export function Acts({ trip, etag, onGo, only }: Props) {
  const { t } = useTranslation()
  const [dialog, setDialog] = useState<Dialog | null>(null)
  const done = useDone()
  const steps = stepsOf(trip).filter((step) => !only || only.includes(step))
  const button = (step: Step, first: boolean) => {
    const kind = first && step !== 'cancel' ? { type: 'primary' as const } : {}
    switch (step) {
      case 'submit':
        return (
          <ActButton
            key={step}
            {...kind}
            act={(key) => submitTrip(trip.id, { key, etag })}
            onDone={() => done(t('trips.submitted'))}
          >
            {t('trips.handIn')}
          </ActButton>
        )
      case 'decide':
        return [
          <Button key="approve" {...kind} onClick={() => setDialog('approve')}>
            {PlanDecisionWords.approved}
          </Button>,
          <Button key="sendBack" onClick={() => setDialog('sendBack')}>
            {PlanDecisionWords.returned}
          </Button>,
        ]
      case 'edit':
      case 'road':
      case 'debrief':
        return (
          <Button key={step} {...kind} onClick={() => onGo(step)}>
            {t(`trips.go.${step}`)}
          </Button>
        )
      case 'close':
        return (
          <Button key={step} type="primary" disabled={trip.missing.length > 0} onClick={() => setDialog('close')}>
            {closing(trip)}
          </Button>
        )
      default:
        return (
          <Button key={step} {...kind} onClick={() => setDialog(step)}>
            {t(`trips.go.${step}`)}
          </Button>
        )
    }
  }
  return (
    <>
      {steps.map((step, i) => button(step, i === 0))}
      {dialog ? <Dialogs trip={trip} etag={etag} dialog={dialog} onClose={() => setDialog(null)} /> : null}
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

function useDone(): (text: string) => void {
  const queries = useQueryClient()
  return (text) => {
    say(text)
    void queries.invalidateQueries({ queryKey: tripKeys.all })
  }
}

function Dialogs({ trip, etag, dialog, onClose }: { trip: TripView; etag: string; dialog: Dialog; onClose: () => void }) {
  const { t } = useTranslation()
  const done = useDone()
  const shared = { onClose, etag, onDone: () => done(t('trips.done')) }
  switch (dialog) {
    case 'approve':
    case 'sendBack': {
      const result = dialog === 'approve' ? 'approved' : 'returned'
      return (
        <FormDialog<{ opinion: string | null }>
          {...shared}
          title={PlanDecisionWords[result]}
          fields={TripDecisionInputFields}
          initial={{}}
          submit={PlanDecisionWords[result]}
          onSend={({ opinion }, sending) => decideTrip(trip.id, { result, opinion: opinion || null }, sending)}
        >
          <Field of={TripDecisionInputFields} name="opinion" required={dialog === 'sendBack'} autoFocus />
        </FormDialog>
      )
    }
    case 'cancel':
      return (
        <FormDialog<Schemas['TripCancellationInput']>
          {...shared}
          title={t('trips.go.cancel')}
          fields={TripCancellationInputFields}
          initial={{}}
          submit={t('trips.go.cancel')}
          danger
          onSend={(input, sending) => cancelTrip(trip.id, input, sending)}
        >
          <Field of={TripCancellationInputFields} name="reason" autoFocus />
        </FormDialog>
      )
    case 'return':
      return (
        <FormDialog<Schemas['TripReturnInput']>
          {...shared}
          title={t('trips.go.return')}
          fields={TripReturnInputFields}
          initial={{ returned_on: trip.ends_on < today() ? trip.ends_on : today() }}
          submit={t('trips.go.return')}
          onSend={(input, sending) => returnTrip(trip.id, input, sending)}
        >
          <Field of={TripReturnInputFields} name="returned_on" />
        </FormDialog>
      )
    case 'close':
      return (
        <FormDialog<Schemas['TripClosingInput']>
          {...shared}
          title={t('trips.closeTitle')}
          fields={TripClosingInputFields}
          initial={{ activities: trip.activities ?? '', results: trip.results ?? null, coordination: trip.coordination ?? null }}
          submit={t('trips.go.close')}
          draft={`trip-report-${trip.id}`}
          onSend={(input, sending) => closeTrip(trip.id, input, sending)}
        >
          <Field of={TripClosingInputFields} name="activities" autoFocus />
          <Field of={TripClosingInputFields} name="results" />
          <Field of={TripClosingInputFields} name="coordination" />
        </FormDialog>
      )
    case 'budget':
      return (
        <FormDialog<Schemas['TripBudgetInput']>
          {...shared}
          title={NegotiationTripTitles.budget}
          width={880}
          fields={TripBudgetInputFields}
          initial={{ budget: trip.budget }}
          fromCurrent={(current) => ({ budget: current['budget'] as TripView['budget'] })}
          submit={t('trips.save')}
          onSend={(input, { etag: tag }) => replaceBudget(trip.id, input, tag)}
        >
          <Form.Item noStyle>
            <BudgetRows name="budget" title={TripBudgetInputFields.budget.title} spent />
          </Form.Item>
        </FormDialog>
      )
  }
}
