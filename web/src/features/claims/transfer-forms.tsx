/** The acts on a transfer, and picking up from the pool: both end with a claim of another unit. */
import { useQuery } from '@tanstack/react-query'
import Radio from 'antd/es/radio'
import { useTranslation } from 'react-i18next'
import {
  AcceptanceInputFields,
  ClaimReasonInputFields,
  DeclineInputFields,
  PickUpInputFields,
  TransferResetInputFields,
} from '@/api/fields'
import type { components } from '@/api/schema'
import { Field } from '@/shared/form/field'
import { PersonPicker, UnitPicker, UnitsPicker } from '@/shared/pick/pickers'
import { Act, type Open } from './act'
import * as api from './api'

type Schemas = components['schemas']
type Transfer = { transfer: api.TransferView; etag: string }

/** The units of a transfer that have not answered yet, as choices: the API says which of them one may answer for. */
const waiting = (transfer: api.TransferView) =>
  transfer.asks.filter((ask) => ask.state === 'asked').map((ask) => ({ value: ask.unit.id, label: ask.unit.name }))

/** My unit if it is asked, else the only one that is. */
function useAsked(transfer: api.TransferView) {
  const self = useQuery(api.selfQuery)
  const user = self.data?.user
  const units = waiting(transfer)
  const mine = units.find((unit) => unit.value === user?.unit_id) ?? (units.length === 1 ? units[0] : undefined)
  return { ready: !self.isPending, units, mine: mine?.value, user }
}

export function AcceptForm({ transfer, etag, onClose }: Open<Transfer>) {
  const { t } = useTranslation()
  const F = AcceptanceInputFields
  const { ready, units, mine, user } = useAsked(transfer)
  if (!ready) return null
  const known = user ? [{ id: user.id, name: user.name }] : undefined
  return (
    <Act<Schemas['AcceptanceInput']>
      name={`accept:${transfer.id}`}
      title={t('claims.act.accept')}
      fields={F}
      initial={{ ...(mine ? { unit_id: mine } : {}), ...(user && user.unit_id === mine ? { person_id: user.id } : {}) }}
      etag={etag}
      submit={t('claims.act.accept')}
      done={t('claims.act.acceptDone')}
      send={(values, sending) => api.acceptTransfer(transfer.id, values, sending)}
      onClose={onClose}
    >
      {(values) => (
        <>
          <Field of={F} name="unit_id">
            <Radio.Group options={units} />
          </Field>
          <Field of={F} name="person_id">
            <PersonPicker unit={values.unit_id} known={known} />
          </Field>
          <Field of={F} name="opinion" autoFocus />
        </>
      )}
    </Act>
  )
}

export function DeclineForm({ transfer, etag, onClose }: Open<Transfer>) {
  const { t } = useTranslation()
  const F = DeclineInputFields
  const { ready, units, mine } = useAsked(transfer)
  if (!ready) return null
  return (
    <Act<Schemas['DeclineInput']>
      name={`decline:${transfer.id}`}
      title={t('claims.act.decline')}
      fields={F}
      initial={mine ? { unit_id: mine } : {}}
      etag={etag}
      submit={t('claims.act.decline')}
      done={t('claims.act.declineDone')}
      send={(values, sending) => api.declineTransfer(transfer.id, values, sending)}
      onClose={onClose}
    >
      <Field of={F} name="unit_id">
        <Radio.Group options={units} />
      </Field>
      <Field of={F} name="opinion" autoFocus />
    </Act>
  )
}

export function ResetForm({ transfer, etag, onClose }: Open<Transfer>) {
  const { t } = useTranslation()
  const F = TransferResetInputFields
  return (
    <Act<Schemas['TransferResetInput']>
      name={`reset:${transfer.id}`}
      title={t('claims.act.reset')}
      fields={F}
      initial={{ unit_ids: [] }}
      etag={etag}
      done={t('claims.act.resetDone')}
      send={(values, sending) => api.resetTransfer(transfer.id, values, sending)}
      onClose={onClose}
    >
      <Field of={F} name="unit_ids">
        <UnitsPicker />
      </Field>
      <Field of={F} name="reason" />
    </Act>
  )
}

export function EndForm({ transfer, etag, onClose }: Open<Transfer>) {
  const { t } = useTranslation()
  const F = ClaimReasonInputFields
  return (
    <Act<Schemas['ClaimReasonInput']>
      name={`end:${transfer.id}`}
      title={t('claims.act.end')}
      fields={F}
      initial={{}}
      etag={etag}
      danger
      submit={t('claims.act.end')}
      done={t('claims.act.endDone')}
      send={(values, sending) => api.endTransfer(transfer.id, values, sending)}
      onClose={onClose}
    >
      <Field of={F} name="reason" autoFocus />
    </Act>
  )
}

export function PickUpForm({ item, onPicked, onClose }: Open<{ item: api.PoolItem; onPicked: (claim: number) => void }>) {
  const { t } = useTranslation()
  const F = PickUpInputFields
  const self = useQuery(api.selfQuery)
  if (self.isPending) return null
  const user = self.data?.user
  return (
    <Act<Schemas['PickUpInput']>
      name={`pick-up:${item.id}`}
      title={t('claims.act.pickUp')}
      fields={F}
      initial={user ? { unit_id: user.unit_id, person_id: user.id } : {}}
      submit={t('claims.act.pickUp')}
      done={t('claims.act.pickUpDone')}
      send={async (values, sending) => onPicked((await api.pickUp(item.id, values, sending)).id)}
      onClose={onClose}
    >
      {(values) => (
        <>
          <Field of={F} name="unit_id">
            <UnitPicker known={user ? [{ id: user.unit_id, name: user.unit_name }] : undefined} />
          </Field>
          <Field of={F} name="person_id">
            <PersonPicker unit={values.unit_id} known={user ? [{ id: user.id, name: user.name }] : undefined} />
          </Field>
          <Field of={F} name="plan" autoFocus />
        </>
      )}
    </Act>
  )
}
