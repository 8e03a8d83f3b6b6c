/** Puts right what a column name means, or forgets it. */

import { useTranslation } from 'react-i18next'
import { tagOf } from '@/api/client'
import { ImportMappingInputFields } from '@/api/fields'
import { Field } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import { ActButton } from '@/shared/ui/act'
import { say } from '@/shared/ui/said'
import { forgetMapping, type Mapping, type MappingInput, putMapping } from './api'

type Props = { mapping: Mapping; onDone: () => void; onClose: () => void }

export function MappingDialog({ mapping, onDone, onClose }: Props) {
  const { t } = useTranslation()
  const etag = tagOf(mapping)
  return (
    <FormDialog<MappingInput>
      title={t('imports.mappings.title', { column: mapping.column_key })}
      fields={ImportMappingInputFields}
      initial={{ field: mapping.field ?? null }}
      etag={etag}
      fromCurrent={(current) => ({ field: (current as Mapping).field ?? null })}
      submit={t('imports.mappings.save')}
      onSend={(values, sending) => putMapping(mapping.id, { field: values.field ?? null }, sending.etag)}
      onDone={() => {
        say(t('imports.mappings.saved'))
        onDone()
      }}
      onClose={onClose}
    >
      <p className="note">{t('imports.mappings.text', { unit: mapping.unit_name })}</p>
      <Field of={ImportMappingInputFields} name="field" label={t('imports.mappings.meaning')} autoFocus />
      {mapping.can.includes('mapping.edit') ? (
        <p>
          <ActButton
            danger
            act={async (key) => {
              await forgetMapping(mapping.id, etag, key)
              say(t('imports.mappings.forgotten'))
            }}
            onDone={() => {
              onDone()
              onClose()
            }}
          >
            {t('imports.mappings.forget')}
          </ActButton>
        </p>
      ) : null}
    </FormDialog>
  )
}
