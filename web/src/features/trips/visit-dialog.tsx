/** A visit that was written down wrongly, put right; what stood there before stays in the history. */
import { useTranslation } from 'react-i18next'
import { tagOf } from '@/api/client'
import { VisitEditFields } from '@/api/fields'
import { FormDialog } from '@/shared/form/form-dialog'
import { type CompanyView, correctVisit, type TripView, type Visit } from './api'
import { useDone } from './done'
import { VisitFields, type VisitValues, visitOf } from './visit-fields'

type Props = { trip: TripView; company: CompanyView; visit: Visit; onClose: () => void }

const valuesOf = (visit: Visit): VisitValues => ({
  met_on: visit.met_on ?? null,
  place: visit.place ?? null,
  persons: visit.persons,
  note: visit.note ?? null,
  next_step: visit.next_step ?? null,
  card_file_id: visit.card_file_id ?? null,
})

export function VisitDialog({ trip, company, visit, onClose }: Props) {
  const { t } = useTranslation()
  const done = useDone()
  const leg = trip.legs.find((one) => one.id === visit.leg_id)?.sequence ?? null
  return (
    <FormDialog<VisitValues>
      title={t('trips.correctTitle', { name: company.name })}
      fields={VisitEditFields}
      initial={valuesOf(visit)}
      etag={tagOf(visit)}
      fromCurrent={(current) => valuesOf(current as unknown as Visit)}
      submit={t('trips.save')}
      onClose={onClose}
      onDone={() => done(t('trips.saved'))}
      onSend={(values, { etag }) => correctVisit(trip.id, { ...visit, version: versionIn(etag) }, { ...visitOf(values), leg })}
    >
      <VisitFields photo={visit.card_file_id != null} />
    </FormDialog>
  )
}

/** After a conflict the newer version is what the second try is based on. */
const versionIn = (etag: string): number => Number(/\d+/.exec(etag)?.[0] ?? 0)
