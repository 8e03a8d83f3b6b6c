/** What may be done with a slip, as the API says, and the forms for it. */

import { useQueryClient } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Radio from 'antd/es/radio'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { tagOf } from '@/api/client'
import {
  SlipClosingInputFields,
  SlipExtensionDecisionInputFields,
  SlipExtensionInputFields,
  SlipFeedbackInputFields,
  SlipReturnInputFields,
} from '@/api/fields'
import type { components } from '@/api/schema'
import { DraftMark } from '@/shared/form/draft-mark'
import { Field } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import { FilesField } from '@/shared/ui/files'
import { say } from '@/shared/ui/said'
import {
  answerSlip,
  askMoreTime,
  closeSlip,
  decideExtension,
  giveBack,
  reopenSlip,
  type SlipItem,
  type SlipView,
  written,
} from './api'

type Schemas = components['schemas']
type Open = 'answer' | 'extend' | 'close' | 'back' | 'reopen' | 'decide'

/** Asked for as a row of a list, a slip does not tell its extensions: they are decided on its own page. */
type Slip = SlipItem & Partial<Pick<SlipView, 'extensions'>>

export function SlipActs({ slip, onPrint }: { slip: Slip; onPrint?: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [open, setOpen] = useState<Open | null>(null)
  const etag = tagOf(slip)
  const done = (words: string) => {
    say(words)
    void written(queries)
  }
  const draftOf = (act: Open) => `slip-${act}-${slip.id}`
  const dialog = {
    etag,
    onClose: () => setOpen(null),
    ...(open ? { draft: draftOf(open) } : {}),
  }
  const judges = slip.can.includes('slip.judge')
  const asked = slip.extensions?.find((one) => one.state === 'asked')
  const [reply, replied] = slip.is_instruction
    ? ([t('supervision.reply'), t('supervision.replied')] as const)
    : ([t('supervision.answer'), t('supervision.answered')] as const)
  const acts: [Open, string, boolean][] = [
    ['answer', reply, slip.can.includes('slip.answer')],
    ['extend', t('supervision.extend'), slip.can.includes('slip.extend')],
    ['decide', t('supervision.decide'), judges && asked !== undefined],
    ['close', t('supervision.close'), judges && slip.state !== 'closed'],
    ['back', t('supervision.giveBack'), judges && slip.state === 'answered'],
    ['reopen', t('supervision.reopen'), judges && slip.state === 'closed'],
  ]
  const shown = acts.filter(([, , may]) => may)
  return (
    <div className="slip-acts no-print">
      {shown.map(([act, label], i) => (
        <Button key={act} type={i === 0 ? 'primary' : 'default'} onClick={() => setOpen(act)}>
          {label}
          <DraftMark name={draftOf(act)} />
        </Button>
      ))}
      {onPrint ? <Button onClick={onPrint}>{t('supervision.print')}</Button> : null}
      {open === 'answer' ? (
        <FormDialog<Schemas['SlipFeedbackInput']>
          {...dialog}
          title={reply}
          fields={SlipFeedbackInputFields}
          initial={{}}
          submit={reply}
          onSend={(values, sending) => answerSlip(slip.id, values, sending)}
          onDone={() => done(replied)}
        >
          <p className="note">{slip.matter}</p>
          <Field of={SlipFeedbackInputFields} name="said" autoFocus />
          <Field of={SlipFeedbackInputFields} name="file_ids">
            <FilesField />
          </Field>
        </FormDialog>
      ) : null}
      {open === 'extend' ? (
        <FormDialog<Schemas['SlipExtensionInput']>
          {...dialog}
          title={t('supervision.extend')}
          fields={SlipExtensionInputFields}
          initial={{}}
          submit={t('supervision.extend')}
          onSend={(values, sending) => askMoreTime(slip.id, values, sending)}
          onDone={() => done(t('supervision.extended'))}
        >
          <Field of={SlipExtensionInputFields} name="until_on" />
          <Field of={SlipExtensionInputFields} name="reason" />
        </FormDialog>
      ) : null}
      {open === 'decide' && asked ? (
        <FormDialog<Schemas['SlipExtensionDecisionInput']>
          {...dialog}
          title={t('supervision.decide')}
          fields={SlipExtensionDecisionInputFields}
          initial={{ granted: true }}
          submit={t('supervision.decide')}
          onSend={(values, sending) => decideExtension(slip.id, asked.id, values, sending)}
          onDone={() => done(t('supervision.decided'))}
        >
          <p className="note">{asked.reason}</p>
          <Field of={SlipExtensionDecisionInputFields} name="granted">
            <Radio.Group
              options={[
                { value: true, label: t('supervision.grant') },
                { value: false, label: t('supervision.refuse') },
              ]}
            />
          </Field>
          <Field of={SlipExtensionDecisionInputFields} name="opinion" />
        </FormDialog>
      ) : null}
      {open === 'close' ? (
        <FormDialog<Schemas['SlipClosingInput']>
          {...dialog}
          title={t('supervision.close')}
          fields={SlipClosingInputFields}
          initial={{}}
          submit={t('supervision.close')}
          onSend={(values, sending) => closeSlip(slip.id, values, sending)}
          onDone={() => done(t('supervision.closed'))}
        >
          <p className="note">{t('supervision.closeText')}</p>
          <Field of={SlipClosingInputFields} name="note" required={slip.state === 'open'} />
        </FormDialog>
      ) : null}
      {open === 'back' || open === 'reopen' ? (
        <FormDialog<Schemas['SlipReturnInput']>
          {...dialog}
          title={t(open === 'back' ? 'supervision.giveBack' : 'supervision.reopen')}
          fields={SlipReturnInputFields}
          initial={{}}
          submit={t(open === 'back' ? 'supervision.giveBack' : 'supervision.reopen')}
          onSend={(values, sending) => (open === 'back' ? giveBack : reopenSlip)(slip.id, values, sending)}
          onDone={() => done(t(open === 'back' ? 'supervision.givenBack' : 'supervision.reopened'))}
        >
          <Field of={SlipReturnInputFields} name="reason" autoFocus />
          <Field of={SlipReturnInputFields} name="working_days" />
        </FormDialog>
      ) : null}
    </div>
  )
}
