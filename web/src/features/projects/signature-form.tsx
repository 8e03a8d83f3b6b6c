/** A signed paper: strength, kind, day, amount, parties, the scan; at an event or not; after which earlier paper. */
import Form from 'antd/es/form'
import Select from 'antd/es/select'
import { useTranslation } from 'react-i18next'
import { SignatureInputFields as F } from '@/api/fields'
import { PaperPurposeWords, SignatureKindWords, StrengthWords } from '@/api/labels'
import { date, today } from '@/shared/dates'
import { Field } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import { UnitPicker } from '@/shared/pick/pickers'
import { RemoteSelect } from '@/shared/pick/remote-select'
import { FileField } from '@/shared/ui/upload'
import { findEvents } from './api'
import { createSignature, putSignature, type Schemas } from './writes'

type Purpose = Schemas['PaperFileInput']['purpose']
type Values = Omit<Schemas['SignatureInput'], 'files'> & { scans: Partial<Record<Purpose, number | null>> }
type Props = {
  id: number
  paper?: Schemas['SignatureView']
  etag?: string
  papers: readonly Schemas['SignatureItem'][]
  onDone: () => void
  onClose: () => void
}

const PURPOSES = Object.keys(PaperPurposeWords) as Purpose[]

export function SignatureForm({ id, paper, etag = '', papers, onDone, onClose }: Props) {
  const { t } = useTranslation()
  const send = ({ scans, ...values }: Values, key: string, tag: string) => {
    const files = Object.entries(scans ?? {}).flatMap(([purpose, file_id]) =>
      file_id ? [{ purpose: purpose as Purpose, file_id }] : [],
    )
    const input = { ...values, files }
    return paper ? putSignature({ id, part: paper.id }, input, tag) : createSignature(id, input, key)
  }
  return (
    <FormDialog<Values>
      title={paper ? t('projects.correct') : t('projects.addSignature')}
      width={720}
      fields={F}
      initial={paper ? valuesOf(paper) : { signed_on: today(), scans: {} }}
      etag={etag}
      draft={`signature-${id}-${paper?.id ?? 'new'}`}
      submit={t('action.save')}
      fromCurrent={(current) => valuesOf(current as Schemas['SignatureView'])}
      onSend={(values, sending) => send(values, sending.key, sending.etag)}
      onDone={onDone}
      onClose={onClose}
    >
      <div className="form-grid">
        <Field of={F} name="strength" />
        <Field of={F} name="kind" />
        <Field of={F} name="signed_on" />
        <Field of={F} name="amount_yuan" />
        <Field of={F} name="parties" className="wide" />
        <Field of={F} name="signing_unit_id">
          <UnitPicker />
        </Field>
        <Field of={F} name="event_id">
          <RemoteSelect
            source="signing-events"
            find={findEvents}
            known={paper?.event_id && paper.event_title ? [{ id: paper.event_id, name: paper.event_title }] : []}
          />
        </Field>
        <Field of={F} name="predecessor_id">
          <Select
            allowClear
            options={papers
              .filter((one) => one.id !== paper?.id)
              .map((one) => ({
                value: one.id,
                label: `${date(one.signed_on)} ${StrengthWords[one.strength]} ${SignatureKindWords[one.kind]}`,
              }))}
          />
        </Field>
        {PURPOSES.map((purpose) => (
          <Form.Item key={purpose} name={['scans', purpose]} label={PaperPurposeWords[purpose]} className="wide">
            <FileField name={paper?.files.find((file) => file.purpose === purpose)?.name} />
          </Form.Item>
        ))}
        <Field of={F} name="note" className="wide" />
      </div>
    </FormDialog>
  )
}

const valuesOf = (paper: Schemas['SignatureView']): Partial<Values> => ({
  strength: paper.strength,
  kind: paper.kind,
  signed_on: paper.signed_on,
  amount_yuan: paper.amount_yuan ?? null,
  parties: paper.parties,
  signing_unit_id: paper.signing_unit_id ?? null,
  event_id: paper.event_id ?? null,
  predecessor_id: paper.predecessor_id ?? null,
  note: paper.note ?? null,
  scans: Object.fromEntries(paper.files.map((file) => [file.purpose, file.file_id])),
})
