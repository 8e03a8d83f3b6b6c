/** What may be done with a talk, as the API says, and the forms for it. */

import { useQueryClient } from '@tanstack/react-query'
import Button from 'antd/es/button'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { tagOf } from '@/api/client'
import { CompletionInputFields, TalkWithdrawalInputFields } from '@/api/fields'
import { Field } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import { ReasonDialog } from '@/shared/form/reason-dialog'
import { say } from '@/shared/ui/said'
import { completeTalk, type Talk, withdrawTalk, written } from './api'
import type { Recorder } from './values'

const TalkForm = lazy(() => import('./form').then((m) => ({ default: m.TalkForm })))

type Open = 'done' | 'edit' | 'withdraw'

export function TalkActs({ talk, me, small = true }: { talk: Talk; me: Recorder | undefined; small?: boolean }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [open, setOpen] = useState<Open | null>(null)
  const mayEdit = talk.can.includes('talk.edit')
  const size = small ? 'small' : 'medium'
  const close = () => setOpen(null)
  const done = (words: string) => {
    say(words)
    void written(queries)
  }
  if (talk.can.length === 0) return null
  return (
    <div className="talk-acts no-print">
      {talk.can.includes('talk.follow') ? (
        <Button size={size} type="primary" onClick={() => setOpen('done')}>
          {t('talks.finish')}
        </Button>
      ) : null}
      {mayEdit ? (
        <Button size={size} onClick={() => setOpen('edit')}>
          {t('talks.change')}
        </Button>
      ) : null}
      {mayEdit ? (
        <Button size={size} onClick={() => setOpen('withdraw')}>
          {t('talks.withdraw')}
        </Button>
      ) : null}
      {open === 'done' ? (
        <FormDialog<{ note: string }>
          title={t('talks.finishStep')}
          fields={CompletionInputFields}
          initial={{}}
          etag={tagOf(talk)}
          submit={t('talks.finish')}
          onSend={({ note }, sending) => completeTalk(talk.id, note, sending)}
          onDone={() => done(t('talks.finished'))}
          onClose={close}
        >
          <p>{talk.next_step}</p>
          <Field of={CompletionInputFields} name="note" autoFocus />
        </FormDialog>
      ) : null}
      {open === 'withdraw' ? (
        <ReasonDialog
          fields={TalkWithdrawalInputFields}
          title={t('talks.withdrawThis')}
          text={t('talks.withdrawText')}
          etag={tagOf(talk)}
          submit={t('talks.withdraw')}
          danger
          onSend={({ reason }, sending) => withdrawTalk(talk.id, reason, sending)}
          onDone={() => done(t('talks.withdrawDone'))}
          onClose={close}
        />
      ) : null}
      {open === 'edit' && me ? (
        <Suspense fallback={null}>
          <TalkForm me={me} talk={talk} onClose={close} />
        </Suspense>
      ) : null}
    </div>
  )
}
