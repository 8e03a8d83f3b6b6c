/** Showing a thing to colleagues who may see it. */
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { CarbonCopyInputFields } from '@/api/fields'
import { Field } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import { PeoplePicker } from '@/shared/pick/pickers'
import { say } from '@/shared/ui/said'
import { type CopyInput, sendCopies, written } from './api'

export type Copied = Pick<CopyInput, 'resource' | 'resource_id'> & { name: string }

export function CopyDialog({ of, onClose }: { of: Copied; onClose: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { name, ...thing } = of
  return (
    <FormDialog<CopyInput>
      title={t('notices.copyTitle', { name })}
      fields={CarbonCopyInputFields}
      initial={{}}
      submit={t('notices.copy')}
      onSend={(values, sending) => sendCopies({ ...values, ...thing }, sending)}
      onDone={() => {
        say(t('notices.copied'))
        void written(queries)
      }}
      onClose={onClose}
    >
      <p className="note">{t('notices.copyText')}</p>
      <Field of={CarbonCopyInputFields} name="user_ids">
        <PeoplePicker autoFocus />
      </Field>
      <Field of={CarbonCopyInputFields} name="text" />
    </FormDialog>
  )
}
