/** Pauses of the clock: the outside cause with its proof, from when, until when, who approved it. */

import { useQuery, useQueryClient } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Skeleton from 'antd/es/skeleton'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { tagOf } from '@/api/client'
import { PauseEndInputFields, PauseInputFields, ProgressDecisionInputFields } from '@/api/fields'
import { PauseViewTitles as P, PauseKindWords, PauseStateWords } from '@/api/labels'
import { date, today } from '@/shared/dates'
import { DraftMark } from '@/shared/form/draft-mark'
import { Field } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import { FilesField } from '@/shared/ui/files'
import { Panel } from '@/shared/ui/panel'
import { ProblemAlert } from '@/shared/ui/problem'
import { Rows } from '@/shared/ui/rows'
import { say } from '@/shared/ui/said'
import { decidePause, endPause, type Pause, pausesQuery, requestPause, type Schemas, written } from './api'

type Open = { step: 'ask' } | { step: 'decide' | 'end'; one: Pause }

const draftOf = (step: 'decide' | 'end', one: Pause): string => `pause-${step}-${one.id}`

export function Pauses({ id }: { id: number }) {
  const { t } = useTranslation()
  const pauses = useQuery(pausesQuery(id))
  const [open, setOpen] = useState<Open | null>(null)
  if (pauses.error) return <ProblemAlert error={pauses.error} onRetry={() => void pauses.refetch()} />
  if (!pauses.data) return <Skeleton active />
  const { items, can, paused_days } = pauses.data
  const ask = can.includes('pause.request') ? (
    <Button onClick={() => setOpen({ step: 'ask' })}>
      {t('progress.askPause')}
      <DraftMark name={`pause-${id}`} />
    </Button>
  ) : null
  return (
    <Panel title={t('progress.pauses')} tools={ask}>
      {items.length === 0 ? (
        <p className="nothing">{t('progress.noPauses')}</p>
      ) : (
        <>
          <p className="note">{t('progress.pausedDays', { n: paused_days })}</p>
          <Rows
            caption={t('progress.pauses')}
            head={[
              { title: P.kind },
              { title: P.cause },
              { title: P.from_on },
              { title: P.until_on },
              { title: P.days, numeric: true },
              { title: P.state },
              { title: t('progress.acts'), acts: true },
            ]}
            rows={items.map((one) => ({
              key: one.id,
              cells: [
                PauseKindWords[one.kind],
                one.cause,
                date(one.from_on),
                date(one.until_on),
                one.days,
                [PauseStateWords[one.state], one.decided_by?.name, one.opinion ?? one.end_reason].filter(Boolean).join(' '),
                {
                  text: (
                    <>
                      {one.can.includes('pause.decide') ? (
                        <Button size="small" type="link" className="in-text" onClick={() => setOpen({ step: 'decide', one })}>
                          {t('progress.decide')}
                          <DraftMark name={draftOf('decide', one)} />
                        </Button>
                      ) : null}
                      {one.can.includes('pause.request') ? (
                        <Button size="small" type="link" className="in-text" onClick={() => setOpen({ step: 'end', one })}>
                          {t('progress.endPause')}
                          <DraftMark name={draftOf('end', one)} />
                        </Button>
                      ) : null}
                    </>
                  ),
                },
              ],
            }))}
          />
        </>
      )}
      {open ? <PauseDialog id={id} open={open} onClose={() => setOpen(null)} /> : null}
    </Panel>
  )
}

function PauseDialog({ id, open, onClose }: { id: number; open: Open; onClose: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const renew = () => {
    say(t('progress.written'))
    void written(queries)
  }
  if (open.step === 'ask') {
    const F = PauseInputFields
    return (
      <FormDialog<Schemas['PauseInput']>
        title={t('progress.askPause')}
        fields={F}
        initial={{ from_on: today(), file_ids: [] }}
        draft={`pause-${id}`}
        submit={t('progress.send')}
        onSend={(values, { key }) => requestPause(id, values, key)}
        onDone={renew}
        onClose={onClose}
      >
        <p className="note">{t('progress.pauseText')}</p>
        <div className="form-grid">
          <Field of={F} name="kind" />
          <Field of={F} name="cause" className="wide" />
          <Field of={F} name="from_on" />
          <Field of={F} name="until_on" />
          <Field of={F} name="file_ids" className="wide">
            <FilesField />
          </Field>
        </div>
      </FormDialog>
    )
  }
  const { one } = open
  if (open.step === 'decide') {
    const F = ProgressDecisionInputFields
    return (
      <FormDialog<Schemas['ProgressDecisionInput']>
        title={t('progress.decide')}
        fields={F}
        initial={{ approved: true }}
        etag={tagOf(one)}
        draft={draftOf(open.step, one)}
        submit={t('progress.decide')}
        onSend={(values, sending) => decidePause(one, values, sending)}
        onDone={renew}
        onClose={onClose}
      >
        <p className="note">{one.cause}</p>
        <Field of={F} name="approved" />
        <Field of={F} name="opinion" />
      </FormDialog>
    )
  }
  const F = PauseEndInputFields
  return (
    <FormDialog<Schemas['PauseEndInput']>
      title={t('progress.endPause')}
      fields={F}
      initial={{ until_on: today() }}
      etag={tagOf(one)}
      draft={draftOf(open.step, one)}
      submit={t('progress.endPause')}
      onSend={(values, sending) => endPause(one, values, sending)}
      onDone={renew}
      onClose={onClose}
    >
      <Field of={F} name="until_on" />
      <Field of={F} name="reason" />
    </FormDialog>
  )
}
