/** The forms of what can be done with a trip: to decide on its plan, to cancel it, to return, to close it, its money. */
import Form from 'antd/es/form'
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
import { today } from '@/shared/dates'
import { Field } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import { cancelTrip, closeTrip, decideTrip, replaceBudget, returnTrip, type TripView } from './api'
import { useDone } from './done'
import { reportDraft } from './drafts'
import { BudgetRows } from './form'

type Schemas = components['schemas']
export type Dialog = 'approve' | 'sendBack' | 'cancel' | 'return' | 'close' | 'budget'
type Props = { trip: TripView; etag: string; dialog: Dialog; onClose: () => void }

export function Dialogs({ trip, etag, dialog, onClose }: Props) {
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
          draft={reportDraft(trip.id)}
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
