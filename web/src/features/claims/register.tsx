/** Registering a first claim: first the masked question whether somebody talks with the investor, then the claim with its proof. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import Alert from 'antd/es/alert'
import Button from 'antd/es/button'
import Input from 'antd/es/input'
import Skeleton from 'antd/es/skeleton'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ClaimCheckInputFields, FirstClaimInputFields as F } from '@/api/fields'
import { newKey } from '@/api/keys'
import type { components } from '@/api/schema'
import { today } from '@/shared/dates'
import { dropDraft, useKeptAfter } from '@/shared/form/drafts'
import { Field } from '@/shared/form/field'
import { WriteForm } from '@/shared/form/write-form'
import { onEnter } from '@/shared/keys'
import { IndustryPicker, PersonPicker, ProjectPicker, UnitPicker } from '@/shared/pick/pickers'
import { FilesField } from '@/shared/ui/files'
import { ProblemAlert } from '@/shared/ui/problem'
import { say } from '@/shared/ui/said'
import { useTitle } from '@/shared/ui/title'
import { type CheckView, checkInvestor, claimsChanged, register, selfQuery } from './api'
import './claims.css'
import { Panel } from './parts'

type Values = components['schemas']['FirstClaimInput']
type Props = { investor?: string | undefined; onDone: (id: number) => void; onBack: () => void }

/** An unfinished registration is kept under whom it is about. */
const DRAFT = 'claims:register:'
/** A credit code, not a name: it goes into its own field. */
const CODE = /^[0-9A-Za-z]{18}$/

export function Register({ investor = '', onDone, onBack }: Props) {
  const { t } = useTranslation()
  useTitle(t('claims.check.title'))
  const [asked, setAsked] = useState(investor)
  const [found, setFound] = useState<{ asked: string; view: CheckView } | null>(null)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const key = useRef(newKey())
  const begun = useKeptAfter(DRAFT)
  const ask = async (named = asked) => {
    const text = named.trim()
    if (!text || busy) return
    setBusy(true)
    setFailure(null)
    try {
      setFound({ asked: text, view: await checkInvestor(text, key.current) })
      key.current = newKey()
    } catch (error) {
      key.current = newKey() // what was refused is asked in other words next time
      setFailure(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <article className="claim claim-register">
      <header className="page-head">
        <h1>{t('claims.check.title')}</h1>
        <div className="page-actions">
          <Button onClick={onBack}>{t('claims.back')}</Button>
        </div>
      </header>
      {found
        ? null
        : begun.map((name) => (
            <p key={name} className="draft-bar" role="status">
              {t('claims.check.begun', { name })}
              <Button
                size="small"
                loading={busy}
                onClick={() => {
                  setAsked(name)
                  void ask(name)
                }}
              >
                {t('form.useDraft')}
              </Button>
              <Button size="small" onClick={() => void dropDraft(DRAFT + name)}>
                {t('form.dropDraft')}
              </Button>
            </p>
          ))}
      <Panel title={t('claims.check.first')}>
        <div className="check-row">
          <label htmlFor="claim-check">
            {ClaimCheckInputFields.investor.title}
            <Input
              id="claim-check"
              autoFocus
              value={asked}
              disabled={found !== null}
              maxLength={ClaimCheckInputFields.investor.maxLength}
              onChange={(event) => setAsked(event.target.value)}
              onKeyDown={onEnter(() => void ask())}
            />
          </label>
          {found ? (
            <Button onClick={() => setFound(null)}>{t('claims.check.again')}</Button>
          ) : (
            <Button type="primary" loading={busy} onClick={() => void ask()}>
              {t('claims.check.ask')}
            </Button>
          )}
        </div>
        {failure ? <ProblemAlert error={failure} /> : null}
        {found ? <Answer view={found.view} /> : null}
      </Panel>
      {found ? (
        <Panel title={t('claims.check.second')}>
          <Second key={found.asked} asked={found.asked} onDone={onDone} />
        </Panel>
      ) : null}
    </article>
  )
}

function Answer({ view }: { view: CheckView }) {
  const { t } = useTranslation()
  return (
    <div className="check-result" role="status">
      <Alert
        type={view.in_talks ? 'warning' : 'success'}
        showIcon
        title={t(view.in_talks ? 'claims.check.somebody' : 'claims.check.nobody')}
        description={
          view.items.length > 0 ? (
            <ul className="claim-warnings">
              {view.items.map((item) => (
                <li key={`${item.message} ${item.since_on ?? ''}`}>
                  {item.investor ? <strong>{item.investor}　</strong> : null}
                  {item.message}
                  {item.person_name ? `　${t('claims.check.person', { name: item.person_name })}` : ''}
                  {item.office_phone ? `　${t('claims.check.phone', { phone: item.office_phone })}` : ''}
                </li>
              ))}
            </ul>
          ) : undefined
        }
      />
      <p className="quiet">{view.note}</p>
    </div>
  )
}

function Second({ asked, onDone }: { asked: string; onDone: (id: number) => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const self = useQuery(selfQuery)
  const made = useRef(0)
  if (self.error) return <ProblemAlert error={self.error} onRetry={() => void self.refetch()} />
  if (!self.data) return <Skeleton active />
  const user = self.data.user
  const initial: Partial<Values> = {
    ...(CODE.test(asked) ? { credit_code: asked } : { investor: asked }),
    ...(user ? { unit_id: user.unit_id, person_id: user.id } : {}),
    first_contact_on: today(),
    proof_file_ids: [],
  }
  const unit = user ? [{ id: user.unit_id, name: user.unit_name }] : []
  const me = user ? [{ id: user.id, name: user.name }] : []
  return (
    <WriteForm<Values>
      fields={F}
      initial={initial}
      draft={DRAFT + asked}
      restore
      submit={t('claims.form.save')}
      onSend={async (values, sending) => {
        const sent = await register(values, sending)
        made.current = sent.id
        say(t('claims.form.saved', { number: sent.number }))
      }}
      onDone={() => {
        void claimsChanged(queries)
        onDone(made.current)
      }}
    >
      {(values) => (
        <div className="form-grid">
          <Field of={F} name="investor" required />
          <Field of={F} name="credit_code" />
          <Field of={F} name="direction" className="wide" autoFocus />
          <Field of={F} name="first_contact_on" />
          <Field of={F} name="unit_id">
            <UnitPicker known={unit} />
          </Field>
          <Field of={F} name="person_id">
            <PersonPicker unit={values.unit_id} known={me} />
          </Field>
          <Field of={F} name="proof_file_ids" className="wide">
            <FilesField />
          </Field>
          <Field of={F} name="chain" />
          <Field of={F} name="industry_code" label={t('claims.form.industry')}>
            <IndustryPicker />
          </Field>
          <Field of={F} name="project_id" label={t('claims.form.project')}>
            <ProjectPicker />
          </Field>
        </div>
      )}
    </WriteForm>
  )
}
