/** The page about the API: contents by tag at the left with one search over operations and error codes, the chosen part right. */
import { useQuery } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Input, { type InputRef } from 'antd/es/input'
import Radio from 'antd/es/radio'
import Skeleton from 'antd/es/skeleton'
import { useDeferredValue, useMemo, useRef, useState } from 'react'
import '@/shared/ui/plain-table.css'
import { useKeys } from '@/shared/keys'
import { useNarrow } from '@/shared/narrow'
import { ProblemAlert } from '@/shared/ui/problem'
import { useTitle } from '@/shared/ui/title'
import { type Contract, contractQuery, type ErrorCode, find, operationsOf } from './contract'
import './docs.css'
import { Contents } from './contents'
import { Guide } from './guide'
import { OperationPage } from './operation'
import type { Identity } from './request'
import { type Language, LanguageOfPage, useWords } from './words'

/** What the right side shows: an operation by its id, or one of two pages; on a phone nothing yet is the contents. */
export type Shown = { op?: string | undefined; show?: string | undefined }
type Props = {
  shown: Shown
  language: Language
  onShow: (shown: Shown) => void
  onLanguage: (language: Language) => void
}

export function DocsPage(props: Props) {
  return (
    <LanguageOfPage value={props.language}>
      <div className="docs" lang={props.language}>
        <Inside {...props} />
      </div>
    </LanguageOfPage>
  )
}

function Inside({ shown, onShow, onLanguage }: Props) {
  const { t, language } = useWords()
  const contract = useQuery(contractQuery)
  const narrow = useNarrow()
  const [asked, setAsked] = useState('')
  const [identity, setIdentity] = useState<Identity>({ kind: 'session' })
  const q = useDeferredValue(asked.trim())
  const operations = useMemo(() => (contract.data ? operationsOf(contract.data) : []), [contract.data])
  const found = useMemo(() => find(operations, contract.data?.['x-error-codes'] ?? [], q), [operations, contract.data, q])
  const search = useRef<InputRef>(null)
  const chosen = shown.op ?? shown.show
  const contents = !narrow || !chosen
  useKeys({
    '/': () => {
      // on a phone the field is on the contents
      if (!contents) onShow({})
      setTimeout(() => search.current?.focus())
    },
  })
  const operation = operations.find((one) => one.id === shown.op)
  useTitle(operation?.summary ?? t('docs.title'))
  if (contract.error) {
    return <ProblemAlert error={contract.error} title={t('state.loadFailed')} onRetry={() => void contract.refetch()} />
  }
  if (!contract.data) return <Skeleton active paragraph={{ rows: 12 }} />
  return (
    <>
      {contents ? (
        <div className="docs-left">
          {narrow ? <h1>{t('docs.title')}</h1> : null}
          <Radio.Group
            aria-label={t('docs.language')}
            optionType="button"
            value={language}
            onChange={(event) => onLanguage(event.target.value as Language)}
            options={[
              { value: 'zh-CN', label: <span lang="zh-CN">{t('docs.chinese', { lng: 'zh-CN' })}</span> },
              { value: 'en', label: <span lang="en">English</span> },
            ]}
          />
          <Input
            ref={search}
            type="search"
            allowClear
            aria-label={t('docs.search')}
            placeholder={t('docs.search')}
            value={asked}
            onChange={(event) => setAsked(event.target.value)}
          />
          <Contents contract={contract.data} found={found} asked={q} shown={shown} onShow={onShow} />
        </div>
      ) : null}
      {narrow && !chosen ? null : (
        // another part begins at its top; what scrolls must be reached by keys
        // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
        <section key={chosen ?? ''} className="docs-part" tabIndex={0} aria-label={t('docs.title')}>
          {narrow ? <Button onClick={() => onShow({})}>{t('docs.back')}</Button> : null}
          {operation ? (
            <OperationPage
              key={operation.id}
              contract={contract.data}
              operation={operation}
              identity={identity}
              onIdentity={setIdentity}
            />
          ) : shown.op ? (
            <p className="nothing" role="status">
              {t('docs.op.missing')}
            </p>
          ) : shown.show === 'errors' ? (
            <Errors contract={contract.data} />
          ) : (
            <Guide operations={operations} onOpen={(op) => onShow({ op })} />
          )}
        </section>
      )}
    </>
  )
}

function Errors({ contract }: { contract: Contract }) {
  const { t, language } = useWords()
  const title = (one: ErrorCode) => (language === 'en' ? one.title_en : one.title)
  return (
    <article>
      <h1>{t('docs.errors')}</h1>
      <div className="table-scroll">
        <table className="plain-table">
          <caption className="visually-hidden">{t('docs.errors')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('docs.code.code')}</th>
              <th scope="col">{t('docs.code.status')}</th>
              <th scope="col">{t('docs.code.meaning')}</th>
            </tr>
          </thead>
          <tbody>
            {contract['x-error-codes'].map((one) => (
              <tr key={one.code} id={one.code}>
                <td>
                  <code>{one.code}</code>
                </td>
                <td>{one.status}</td>
                <td>{title(one)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </article>
  )
}
