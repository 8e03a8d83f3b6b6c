/** What is written down about one visit; the same on the road and when it is corrected. */
import Button from 'antd/es/button'
import Form from 'antd/es/form'
import { useTranslation } from 'react-i18next'
import { PersonMetFields, VisitEditFields } from '@/api/fields'
import type { components } from '@/api/schema'
import { Field } from '@/shared/form/field'
import { FileField } from '@/shared/ui/upload'
import { RowList } from './row-list'

type Schemas = components['schemas']
export type VisitValues = Omit<Schemas['VisitEdit'], 'leg'> & { company?: string }

const text = (value: string | null | undefined): string | null => value?.trim() || null

/** As it is sent; people without a name are rows that nobody filled in. */
export function visitOf(values: VisitValues): Omit<Schemas['VisitEdit'], 'leg'> {
  return {
    met_on: values.met_on ?? null,
    place: text(values.place),
    persons: (values.persons ?? [])
      .filter((one) => one?.name?.trim())
      .map((one) => ({ name: one.name.trim(), post: text(one.post) })),
    note: text(values.note),
    next_step: text(values.next_step),
    card_file_id: values.card_file_id ?? null,
  }
}

type Props = {
  /** Without it the photo is sent at once, and its number is a value of the form. */
  onPhoto?: (file: File | null) => void
  /** Who may send no files gets no camera. */
  photo: boolean
}

export function VisitFields({ onPhoto, photo }: Props) {
  const { t } = useTranslation()
  const camera = onPhoto ? <FileField camera onKeep={onPhoto} /> : <FileField camera />
  return (
    <>
      <Field of={VisitEditFields} name="note" autoFocus />
      <Field of={VisitEditFields} name="next_step" />
      {photo ? (
        <Form.Item {...(onPhoto ? {} : { name: 'card_file_id' })} label={VisitEditFields.card_file_id.title}>
          {camera}
        </Form.Item>
      ) : null}
      <RowList
        name="persons"
        title={VisitEditFields.persons.title}
        adder={(add) => (
          <Button type="dashed" onClick={() => add({ name: '', post: null })}>
            {t('trips.addMet')}
          </Button>
        )}
      >
        {({ index, focus }) => (
          <div className="budget-row">
            <Field of={PersonMetFields} name="name" path={[index, 'name']} autoFocus={focus} />
            <Field of={PersonMetFields} name="post" path={[index, 'post']} />
          </div>
        )}
      </RowList>
      <div className="form-grid">
        <Field of={VisitEditFields} name="met_on" />
        <Field of={VisitEditFields} name="place" />
      </div>
    </>
  )
}
