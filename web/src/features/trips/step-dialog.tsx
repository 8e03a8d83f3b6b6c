/** What was to follow with a company was done. */
import { useTranslation } from 'react-i18next'
import { tagOf } from '@/api/client'
import { CompletionInputFields } from '@/api/fields'
import { Field } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import { type CompanyView, completeStep, type TripView } from './api'
import { useDone } from './done'

export function StepDialog({ trip, company, onClose }: { trip: TripView; company: CompanyView; onClose: () => void }) {
  const { t } = useTranslation()
  const done = useDone()
  return (
    <FormDialog<{ note: string }>
      title={t('trips.complete', { name: company.name })}
      fields={CompletionInputFields}
      initial={{}}
      etag={tagOf(company)}
      submit={t('trips.completeStep')}
      onClose={onClose}
      onDone={() => done(t('trips.done'))}
      onSend={({ note }, sending) => completeStep(trip.id, company, note, sending)}
    >
      <p>{company.next_step}</p>
      <Field of={CompletionInputFields} name="note" autoFocus />
    </FormDialog>
  )
}
