/** Who may see this and why; whose success it is. Confidentiality, exclusion from statistics and shares are decided here. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Form from 'antd/es/form'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  ConfidentialityInputFields as C,
  CreditShareFields as H,
  CreditSharesInputFields as S,
  ExclusionInputFields as X,
  ShareConfirmationInputFields as Y,
} from '@/api/fields'
import { ExclusionCodeWords } from '@/api/labels'
import { Field } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import { rowsBy, setOf } from '@/shared/form/parts'
import { PeoplePicker, UnitPicker } from '@/shared/pick/pickers'
import { useFoundNames } from '@/shared/pick/remote-select'
import { ProblemAlert } from '@/shared/ui/problem'
import { accessQuery, type ProjectView, sharesQuery } from './api'
import { confirmShares, putConfidentiality, putExclusion, putShares, type Schemas, tagOfShares } from './writes'

type Props = { view: ProjectView; etag: string }

const readersOf = (view: ProjectView): Schemas['ConfidentialityInput'] => ({
  confidential: view.confidential,
  reader_ids: view.readers.map((one) => one.id),
})
const sharesOf = (view: Schemas['CreditSharesView']): Schemas['CreditShare'][] =>
  (view.proposed ?? view).shares.map(({ unit_id, share_percent, reason }) => ({ unit_id, share_percent, reason }))

export function Access({ view, etag }: Props) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [open, setOpen] = useState<'confide' | 'exclude' | null>(null)
  const renew = () => void client.invalidateQueries({ queryKey: ['projects'] })
  const close = () => setOpen(null)
  const seers = useQuery(accessQuery(view.id))
  const can = (act: string): boolean => view.can.includes(act)
  const found = useFoundNames('people-')
  const known = useRef(view.readers)
  const reader = (id: number): string => known.current.find((one) => one.id === id)?.name ?? found(id) ?? String(id)
  return (
    <div className="access">
      <section aria-label={t('projects.whoSees')}>
        <h3>{t('projects.whoSees')}</h3>
        <p>{t(view.confidential ? 'projects.isConfidential' : 'projects.isOpen')}</p>
        {seers.error ? <ProblemAlert error={seers.error} onRetry={() => void seers.refetch()} /> : null}
        <ul>
          {seers.data?.seers.map((one) => (
            <li key={`${one.kind} ${one.id} ${one.why}`}>
              <strong>{one.who}</strong>
              {t('projects.because', { why: one.why })}
            </li>
          ))}
        </ul>
        {can('project.confide') ? <Button onClick={() => setOpen('confide')}>{t('projects.confide')}</Button> : null}
      </section>
      <section aria-label={t('projects.statistics')}>
        <h3>{t('projects.statistics')}</h3>
        <p>
          {view.exclusion_code
            ? t('projects.excludedBecause', {
                code: ExclusionCodeWords[view.exclusion_code],
                reason: view.exclusion_reason ?? '',
              })
            : t('projects.counted')}
        </p>
        {can('project.exclude') ? <Button onClick={() => setOpen('exclude')}>{t('projects.exclude')}</Button> : null}
      </section>
      <Shares id={view.id} />
      {open === 'confide' ? (
        <FormDialog<Schemas['ConfidentialityInput']>
          title={t('projects.confide')}
          fields={{ ...C, reader_ids: { ...C.reader_ids, parts: setOf(reader) } }}
          initial={readersOf(view)}
          etag={etag}
          submit={t('action.save')}
          fromCurrent={(current) => {
            known.current = [...view.readers, ...(current as ProjectView).readers]
            return readersOf(current as ProjectView)
          }}
          onSend={(input, sending) =>
            putConfidentiality(view.id, input.confidential ? input : { ...input, reader_ids: [] }, sending.etag)
          }
          onDone={renew}
          onClose={close}
        >
          {(values) => (
            <>
              <Field of={C} name="confidential" />
              {values.confidential ? (
                <Field of={C} name="reader_ids">
                  <PeoplePicker known={view.readers} />
                </Field>
              ) : null}
            </>
          )}
        </FormDialog>
      ) : null}
      {open === 'exclude' ? (
        <FormDialog<Schemas['ExclusionInput']>
          title={t('projects.exclude')}
          fields={X}
          initial={{ code: view.exclusion_code ?? null }}
          etag={etag}
          submit={t('action.save')}
          fromCurrent={(current) => ({ code: (current as ProjectView).exclusion_code ?? null })}
          onSend={(input, sending) => putExclusion(view.id, { ...input, code: input.code ?? null }, sending.etag)}
          onDone={renew}
          onClose={close}
        >
          <Field of={X} name="code" />
          <Field of={X} name="reason" />
        </FormDialog>
      ) : null}
    </div>
  )
}

function Shares({ id }: { id: number }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const shares = useQuery(sharesQuery(id))
  const [open, setOpen] = useState<'propose' | 'confirm' | null>(null)
  const renew = () => void client.invalidateQueries({ queryKey: ['projects', 'one', id] })
  const found = useFoundNames('units')
  if (shares.error) return <ProblemAlert error={shares.error} onRetry={() => void shares.refetch()} />
  if (!shares.data) return null
  const { data: view, etag } = shares.data
  const unitOf = (id: number): string =>
    [...view.shares, ...(view.proposed?.shares ?? [])].find((one) => one.unit_id === id)?.unit_name ?? found(id) ?? String(id)
  const line = (one: Schemas['CreditShareView']): string => `${one.unit_name} ${one.share_percent}%`
  return (
    <section aria-label={t('projects.shares')}>
      <h3>{t('projects.shares')}</h3>
      <p>{view.is_default ? t('projects.sharesDefault') : null}</p>
      <ul>
        {view.shares.map((one) => (
          <li key={one.unit_id}>{line(one)}</li>
        ))}
      </ul>
      {view.proposed ? (
        <p>{t('projects.proposed', { shares: view.proposed.shares.map(line).join('，'), reason: view.proposed.reason })}</p>
      ) : null}
      <span className="acts">
        {view.can.includes('share.edit') ? (
          <Button onClick={() => setOpen('propose')}>{t('projects.proposeShares')}</Button>
        ) : null}
        {view.proposed && view.can.includes('share.confirm') ? (
          <Button onClick={() => setOpen('confirm')}>{t('projects.confirmShares')}</Button>
        ) : null}
      </span>
      {open === 'propose' ? (
        <FormDialog<Schemas['CreditSharesInput']>
          title={t('projects.proposeShares')}
          fields={{
            ...S,
            shares: {
              ...S.shares,
              parts: rowsBy<Schemas['CreditShare']>(
                { share_percent: H.share_percent, reason: H.reason },
                (one) => one.unit_id,
                (one) => unitOf(one.unit_id),
              ),
            },
          }}
          initial={{ shares: sharesOf(view) }}
          etag={etag}
          submit={t('action.save')}
          reread={() => tagOfShares(id)}
          fromCurrent={(current) => ({ shares: sharesOf(current as Schemas['CreditSharesView']) })}
          onSend={(input, sending) => putShares(id, input, sending.etag)}
          onDone={renew}
          onClose={() => setOpen(null)}
        >
          <Form.List name="shares">
            {(rows, { add, remove }) => (
              <>
                {rows.map((row) => (
                  <div key={row.key} className="form-grid form-row">
                    <Field of={H} name="unit_id" path={[row.name, 'unit_id']}>
                      <UnitPicker known={view.shares.map((one) => ({ id: one.unit_id, name: one.unit_name }))} />
                    </Field>
                    <Field of={H} name="share_percent" path={[row.name, 'share_percent']} />
                    <Field of={H} name="reason" path={[row.name, 'reason']} />
                    <Button onClick={() => remove(row.name)}>{t('projects.removeRow')}</Button>
                  </div>
                ))}
                <Button onClick={() => add({})}>{t('projects.addUnit')}</Button>
              </>
            )}
          </Form.List>
          <Field of={S} name="reason" />
        </FormDialog>
      ) : null}
      {open === 'confirm' ? (
        <FormDialog<Schemas['ShareConfirmationInput']>
          title={t('projects.confirmShares')}
          fields={Y}
          initial={{}}
          etag={etag}
          reread={() => tagOfShares(id)}
          submit={t('projects.confirmShares')}
          onSend={(input, sending) => confirmShares(id, input, sending)}
          onDone={renew}
          onClose={() => setOpen(null)}
        >
          {Object.keys(Y).map((name) => (
            <Field key={name} of={Y} name={name as keyof typeof Y} />
          ))}
        </FormDialog>
      ) : null}
    </section>
  )
}
