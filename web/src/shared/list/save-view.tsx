/** A name for what the list shows now. */
import { useTranslation } from 'react-i18next'
import { body, client } from '@/api/client'
import { SavedViewInputFields as F } from '@/api/fields'
import type { components } from '@/api/schema'
import { Field } from '../form/field'
import { FormDialog } from '../form/form-dialog'

type Input = components['schemas']['SavedViewInput']
type Props = {
  list: string
  content: Omit<Input, 'list' | 'name' | 'scope'>
  onSaved: (id: number) => void
  onClose: () => void
}

export function SaveView({ list, content, onSaved, onClose }: Props) {
  const { t } = useTranslation()
  const send = async ({ name, scope }: Input, key: string) => {
    const params = { header: { 'Idempotency-Key': key } }
    onSaved((await body(client.POST('/api/v1/saved-views', { params, body: { list, name, scope, ...content } }))).id)
  }
  return (
    <FormDialog<Input>
      title={t('views.saveAs')}
      fields={F}
      initial={{ scope: 'own' }}
      submit={t('action.save')}
      onSend={(values, { key }) => send(values, key)}
      onDone={() => undefined}
      onClose={onClose}
    >
      <Field of={F} name="name" autoFocus />
      <Field of={F} name="scope" />
    </FormDialog>
  )
}
