/** One operation: what it does, who may, what goes in, what comes out, how a command line calls it, and trying it here. */
import { useState } from 'react'
import { newKey } from '@/api/keys'
import { Code } from './code'
import { type Answer, type Contract, exampleOf, type Operation, type Param, rowOf } from './contract'
import { FieldTable, RowTable } from './fields'
import { Prose } from './prose'
import { curlOf, type Identity, nameOf, type Values } from './request'
import { TryIt } from './try-it'
import { inEnglish, useWords } from './words'

type Props = {
  contract: Contract
  operation: Operation
  identity: Identity
  onIdentity: (identity: Identity) => void
}

/** What stands in the fields at first: path and headers as in the contract's example, a fresh key, no filters. */
function firstValues(contract: Contract, operation: Operation): Values {
  const given = (one: Param): string => {
    if (one.name === 'Idempotency-Key') return newKey()
    if (one.in === 'path' || one.required) return one.example === undefined ? '' : String(one.example)
    return ''
  }
  const body = operation.body && operation.body.type !== 'multipart/form-data' ? operation.body.schema : undefined
  return {
    params: Object.fromEntries(operation.params.map((one) => [nameOf(one.in, one.name), given(one)])),
    body: body ? JSON.stringify(exampleOf(contract, body), null, 2) : '',
    file: null,
  }
}

export function OperationPage({ contract, operation, identity, onIdentity }: Props) {
  const { t, language } = useWords()
  const [values, setValues] = useState(() => firstValues(contract, operation))
  const rows = operation.params.map((one) => {
    const schema = { ...one.schema, ...(one.description ? { description: one.description } : {}) }
    return { ...rowOf(contract, one.name, schema, one.required ? [one.name] : []), inside: undefined, place: one.in }
  })
  return (
    <article className="operation">
      <h1>{language === 'en' ? inEnglish(operation.id) : operation.summary}</h1>
      <p className="operation-address">
        <strong className={`method ${operation.method.toLowerCase()}`}>{operation.method}</strong> <code>{operation.path}</code>{' '}
        <small>{operation.id}</small>
      </p>
      <Prose text={operation.description} />
      <p>
        <strong>{t('docs.op.who')}</strong>　<Scopes operation={operation} />
      </p>
      {rows.length > 0 ? (
        <section aria-label={t('docs.op.params')}>
          <h2>{t('docs.op.params')}</h2>
          <RowTable contract={contract} rows={rows} caption={t('docs.op.params')} />
        </section>
      ) : null}
      {operation.body ? (
        <section aria-label={t('docs.op.body')}>
          <h2>
            {t('docs.op.body')} <small>{operation.body.type}</small>
          </h2>
          <FieldTable contract={contract} schema={operation.body.schema} caption={t('docs.op.body')} />
        </section>
      ) : null}
      <section aria-label={t('docs.op.answers')}>
        <h2>{t('docs.op.answers')}</h2>
        <Answers contract={contract} answers={operation.answers} />
      </section>
      <section aria-label={t('docs.op.curl')}>
        <h2>{t('docs.op.curl')}</h2>
        <Code text={curlOf(operation, values, location.origin)} label={t('docs.op.curl')} />
      </section>
      <TryIt operation={operation} values={values} onValues={setValues} identity={identity} onIdentity={onIdentity} />
    </article>
  )
}

function Scopes({ operation }: { operation: Operation }) {
  const { t } = useWords()
  if (operation.open) return <>{t('docs.op.open')}</>
  if (operation.scopes === null) return <>{t('docs.op.none')}</>
  if (operation.scopes.length === 0) return <>{t('docs.op.any')}</>
  return operation.scopes.map((scope) => <code key={scope}>{scope}</code>)
}

function Answers({ contract, answers }: { contract: Contract; answers: readonly Answer[] }) {
  const { t, language } = useWords()
  const known = new Map(contract['x-error-codes'].map((one) => [one.code, one]))
  const good = answers.filter((one) => one.status < '400')
  const bad = answers.filter((one) => one.status >= '400')
  return (
    <>
      {good.map((one) => (
        <div key={one.status} className="answer">
          <p>
            <strong>{one.status}</strong> <span lang="zh-CN">{one.description}</span> <small>{one.type}</small>
          </p>
          {one.schema ? <FieldTable contract={contract} schema={one.schema} caption={t('docs.op.fields')} /> : null}
        </div>
      ))}
      {bad.map((one) => (
        <details key={one.status} className="answer">
          <summary>
            <strong>{one.status}</strong> {one.codes.map((code) => titleOf(known.get(code), language)).join(t('form.comma'))}
          </summary>
          <ul className="codes">
            {one.codes.map((code) => (
              <li key={code}>
                <code>{code}</code> {titleOf(known.get(code), language)}
              </li>
            ))}
          </ul>
        </details>
      ))}
    </>
  )
}

const titleOf = (code: { title: string; title_en: string } | undefined, language: string): string =>
  (language === 'en' ? code?.title_en : code?.title) ?? ''
