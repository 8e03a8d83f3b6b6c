/** The tags of one project. */
import { useTranslation } from 'react-i18next'
import { ProjectTagsInputFields as F } from '@/api/fields'
import { ProjectViewTitles } from '@/api/labels'
import { Field } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import { setOf } from '@/shared/form/parts'
import type { ProjectView } from './api'
import { TagsInput } from './tags-input'
import { putTags, type Schemas } from './writes'

type FormProps = { view: ProjectView; etag: string; onDone: () => void; onClose: () => void }

export function TagsForm({ view, etag, onDone, onClose }: FormProps) {
  const { t } = useTranslation()
  return (
    <FormDialog<Schemas['ProjectTagsInput']>
      title={ProjectViewTitles.tags}
      fields={{ tags: { ...F.tags, parts: setOf() } }}
      initial={{ tags: view.tags }}
      etag={etag}
      submit={t('action.save')}
      fromCurrent={(current) => ({ tags: (current['tags'] ?? []) as string[] })}
      onSend={(input, sending) => putTags(view.id, input, sending.etag)}
      onDone={onDone}
      onClose={onClose}
    >
      <Field of={F} name="tags">
        <TagsInput autoFocus />
      </Field>
    </FormDialog>
  )
}
