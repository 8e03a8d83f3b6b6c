/** What is done with a milestone: planned, moved, done, taken back, given up. */

import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { tagOf } from '@/api/client'
import { MilestoneDoneInputFields, MilestoneInputFields, ProgressReasonInputFields } from '@/api/fields'
import { today } from '@/shared/dates'
import { Field } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import { filled } from '@/shared/form/patch'
import { ReasonDialog } from '@/shared/form/reason-dialog'
import { FilesField } from '@/shared/ui/files'
import { say } from '@/shared/ui/said'
import {
  completeMilestone,
  createMilestone,
  type Milestone,
  replaceMilestone,
  type Schemas,
  takeBackMilestone,
  withdrawMilestone,
  written,
} from './api'

export type MilestoneStep = 'add' | 'change' | 'done' | 'takeBack' | 'withdraw'
type Props = { id: number; step: MilestoneStep; one?: Milestone; onClose: () => void }

export function MilestoneDialog({ id, step, one, onClose }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const renew = () => {
    say(t('progress.written'))
    void written(queries)
  }
  const title = one ? t('progress.of', { name: one.name, title: t(`progress.steps.${step}`) }) : t('progress.addMilestone')
  if (one && (step === 'takeBack' || step === 'withdraw')) {
    return (
      <ReasonDialog
        fields={ProgressReasonInputFields}
        title={title}
        submit={t(`progress.steps.${step}`)}
        etag={tagOf(one)}
        danger={step === 'withdraw'}
        draft={`milestone-${step}-${one.id}`}
        onSend={({ reason }, sending) =>
          step === 'takeBack' ? takeBackMilestone(one, reason, sending) : withdrawMilestone(one, reason, sending)
        }
        onDone={renew}
        onClose={onClose}
      />
    )
  }
  if (one && step === 'done') {
    const F = MilestoneDoneInputFields
    return (
      <FormDialog<Schemas['MilestoneDoneInput']>
        title={title}
        fields={F}
        initial={{ actual_on: today(), file_ids: [] }}
        etag={tagOf(one)}
        draft={`milestone-done-${one.id}`}
        submit={t('progress.steps.done')}
        onSend={(values, sending) => completeMilestone(one, values, sending)}
        onDone={renew}
        onClose={onClose}
      >
        <Field of={F} name="actual_on" />
        <Field of={F} name="file_ids">
          <FilesField />
        </Field>
      </FormDialog>
    )
  }
  const F = MilestoneInputFields
  return (
    <FormDialog<Schemas['MilestoneInput']>
      title={title}
      fields={F}
      initial={one ? valuesOf(one) : {}}
      etag={one ? tagOf(one) : ''}
      draft={`milestone-${id}-${one?.id ?? 'new'}`}
      submit={t('action.save')}
      fromCurrent={(current) => valuesOf(current as Milestone)}
      onSend={(values, { key, etag }) =>
        one ? replaceMilestone(one, filled(values), etag) : createMilestone(id, filled(values), key)
      }
      onDone={renew}
      onClose={onClose}
    >
      <div className="form-grid">
        <Field of={F} name="code" />
        <Field of={F} name="name" />
        <Field of={F} name="planned_on" />
        <Field of={F} name="note" className="wide" />
        {one ? <Field of={F} name="reason" className="wide" /> : null}
      </div>
    </FormDialog>
  )
}

const valuesOf = (one: Milestone): Partial<Schemas['MilestoneInput']> => ({
  code: one.code,
  name: one.name,
  planned_on: one.planned_on,
  note: one.note ?? null,
})
