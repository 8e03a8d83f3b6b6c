/** Sends the operation as it stands in the fields and shows what came back: status, headers, body. */
import Button from 'antd/es/button'
import Checkbox from 'antd/es/checkbox'
import Input from 'antd/es/input'
import Radio from 'antd/es/radio'
import { useState } from 'react'
import { Code } from './code'
import type { Operation } from './contract'
import { attempt, type Identity, nameOf, type Tried, type Values } from './request'
import { useWords } from './words'

type Props = {
  operation: Operation
  values: Values
  onValues: (values: Values) => void
  identity: Identity
  onIdentity: (identity: Identity) => void
}

export function TryIt({ operation, values, onValues, identity, onIdentity }: Props) {
  const { t } = useWords()
  const [busy, setBusy] = useState(false)
  const [sure, setSure] = useState(false)
  const [tried, setTried] = useState<Tried | null>(null)
  const [failure, setFailure] = useState('')
  const writes = operation.method !== 'GET'
  const send = async () => {
    setBusy(true)
    setFailure('')
    try {
      setTried(await attempt(operation, values, identity))
    } catch (error) {
      setFailure(t('docs.try.failed', { reason: String(error instanceof Error ? error.message : error) }))
    } finally {
      setBusy(false)
      setSure(false)
    }
  }
  const put = (key: string, value: string) => onValues({ ...values, params: { ...values.params, [key]: value } })
  const file = operation.body?.type === 'multipart/form-data'
  return (
    <section className="try" aria-label={t('docs.try.title')}>
      <h2>{t('docs.try.title')}</h2>
      <div className="try-identity">
        <Radio.Group
          aria-label={t('docs.try.identity')}
          value={identity.kind}
          onChange={(event) => onIdentity(event.target.value === 'token' ? { kind: 'token', token: '' } : { kind: 'session' })}
          options={[
            { value: 'session', label: t('docs.try.session') },
            { value: 'token', label: t('docs.try.token') },
          ]}
        />
        {identity.kind === 'token' ? (
          <Input
            type="password"
            autoComplete="off"
            aria-label={t('docs.try.tokenInput')}
            placeholder={t('docs.try.tokenInput')}
            value={identity.token}
            onChange={(event) => onIdentity({ kind: 'token', token: event.target.value })}
          />
        ) : null}
      </div>
      {operation.params.length > 0 ? (
        <div className="try-params">
          {operation.params.map((one) => {
            const key = nameOf(one.in, one.name)
            return (
              <label key={key} htmlFor={`try ${key}`}>
                <span>
                  <code>{one.name}</code> <small>{one.in}</small> {one.required ? <em>{t('docs.op.required')}</em> : null}
                </span>
                <Input
                  id={`try ${key}`}
                  value={values.params[key] ?? ''}
                  placeholder={one.example === undefined ? '' : String(one.example)}
                  onChange={(event) => put(key, event.target.value)}
                />
              </label>
            )
          })}
        </div>
      ) : null}
      {operation.body && !file ? (
        <label className="try-body" htmlFor="try-body">
          <span>{t('docs.try.body')}</span>
          <Input.TextArea
            id="try-body"
            autoSize={{ minRows: 4, maxRows: 20 }}
            spellCheck={false}
            value={values.body}
            onChange={(event) => onValues({ ...values, body: event.target.value })}
          />
        </label>
      ) : null}
      {file ? (
        <label className="try-body" htmlFor="try-file">
          <span>{t('docs.try.file')}</span>
          <input id="try-file" type="file" onChange={(event) => onValues({ ...values, file: event.target.files?.[0] ?? null })} />
        </label>
      ) : null}
      <div className="try-send">
        {writes ? (
          <Checkbox checked={sure} onChange={(event) => setSure(event.target.checked)}>
            {t('docs.try.real')}
          </Checkbox>
        ) : null}
        <Button type="primary" loading={busy} disabled={writes && !sure} onClick={() => void send()}>
          {t('docs.try.send')}
        </Button>
      </div>
      {failure ? <p role="alert">{failure}</p> : null}
      {tried ? <Came tried={tried} /> : null}
    </section>
  )
}

function Came({ tried }: { tried: Tried }) {
  const { t } = useWords()
  return (
    <div className="came" role="status">
      <p>
        {t('docs.try.status')} <strong>{tried.status}</strong>　{t('docs.try.took', { n: tried.milliseconds })}
      </p>
      <details>
        <summary>{t('docs.try.headers')}</summary>
        <pre>{tried.headers.map(([name, value]) => `${name}: ${value}`).join('\n')}</pre>
      </details>
      {tried.bytes === null ? (
        tried.body ? (
          <Code text={tried.body} label={t('docs.try.answer')} />
        ) : (
          <p>{t('docs.try.empty')}</p>
        )
      ) : (
        <p>{t('docs.try.binary', { n: tried.bytes })}</p>
      )}
    </div>
  )
}
