/** What is written on the road: a visit, or a check-in put right. Both go to the queue of this machine, never straight away. */
import Form from 'antd/es/form'
import Select from 'antd/es/select'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { CheckInInputFields, TripCompanyInputFields, VisitInputFields } from '@/api/fields'
import { today } from '@/shared/dates'
import { Field } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import { type Entry, queue, type Waiting } from '@/shared/queue'
import { say } from '@/shared/ui/said'
import type { CompanyView, TripView } from './api'
import { queueOf } from './drafts'
import { shrunk } from './photo'
import { VisitFields, type VisitValues, visitOf } from './visit-fields'

/** In the queue or changed there, as one act. */
const store = (old: Waiting | undefined, entry: Entry) => (old ? queue.correct(old.id, entry) : queue.add(entry))

export function checkIn(trip: TripView, leg: TripView['legs'][number], label: string): Promise<void> {
  return queue.add({
    of: queueOf(trip),
    kind: 'check-in',
    label,
    path: `/api/v1/negotiation-trips/${trip.id}/check-ins`,
    body: { leg: leg.sequence, checked_in_at: new Date().toISOString(), place: null },
  })
}

type Props = {
  trip: TripView
  /** Whom the visit is of; without it a company met on the way. */
  company?: CompanyView | undefined
  /** A refused record that is put right. */
  waiting?: Waiting | undefined
  photo: boolean
  onClose: () => void
}

export function VisitForm({ trip, company, waiting, photo, onClose }: Props) {
  const { t } = useTranslation()
  const taken = useRef<File | null>(null)
  const old = waiting?.body as (VisitValues & { company: { name?: string; enterprise_id?: number } }) | undefined
  const written = old && !old.company?.enterprise_id
  const initial: Partial<VisitValues> = old
    ? { ...old, company: old.company.name ?? '' }
    : { met_on: today(), persons: [], place: null }
  const send = async (values: VisitValues) => {
    const name = company?.name ?? values.company?.trim() ?? waiting?.label ?? ''
    const file = taken.current
    await store(waiting, {
      of: queueOf(trip),
      kind: 'visit',
      label: old && !written ? (waiting?.label ?? name) : name,
      path: `/api/v1/negotiation-trips/${trip.id}/visits`,
      body: {
        ...visitOf(values),
        company: company ? { enterprise_id: company.enterprise_id } : old && !written ? old.company : { name },
      },
      ...(file ? { files: [{ at: 'card_file_id', blob: await shrunk(file), name: file.name }] } : {}),
    })
    say(t('trips.keptHere'))
  }
  const asksName = !company && (!old || written)
  return (
    <FormDialog<VisitValues>
      title={company ? t('trips.visitOf', { name: company.name }) : t('trips.visitNew')}
      fields={VisitInputFields}
      initial={initial}
      draft={`trip-visit-${trip.id}-${company?.id ?? waiting?.id ?? 'new'}`}
      submit={t('trips.save')}
      onClose={onClose}
      onDone={() => undefined}
      onSend={send}
    >
      {asksName ? <Field of={{ company: { ...TripCompanyInputFields.name, required: true as const } }} name="company" /> : null}
      <VisitFields
        photo={photo}
        onPhoto={(file) => {
          taken.current = file
        }}
      />
    </FormDialog>
  )
}

type CheckIn = { leg: number; place: string | null }

export function CheckInForm({ trip, waiting, onClose }: { trip: TripView; waiting: Waiting; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <FormDialog<CheckIn>
      title={t('trips.checkIn')}
      fields={CheckInInputFields}
      initial={waiting.body as CheckIn}
      submit={t('trips.save')}
      onClose={onClose}
      onDone={() => undefined}
      onSend={(values) => queue.correct(waiting.id, { ...waiting, body: { ...waiting.body, ...values } })}
    >
      <Form.Item name="leg" label={CheckInInputFields.leg.title}>
        <Select options={trip.legs.map((leg) => ({ value: leg.sequence, label: leg.city }))} />
      </Form.Item>
      <Field of={CheckInInputFields} name="place" />
    </FormDialog>
  )
}
