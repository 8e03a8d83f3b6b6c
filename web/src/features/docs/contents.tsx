/** The contents: parts of the API with their operations, or what a search found, error codes first. */
import { useState } from 'react'
import type { Contract, ErrorCode, Found, Operation } from './contract'
import type { Shown } from './page'
import { inEnglish, useWords } from './words'

type Props = { contract: Contract; found: Found; asked: string; shown: Shown; onShow: (shown: Shown) => void }

export function Contents({ contract, found, asked, shown, onShow }: Props) {
  const { t, language } = useWords()
  const order = contract.tags.map((tag) => tag.name)
  const groups = order
    .map((tag) => ({ tag, items: found.operations.filter((one) => one.tag === tag) }))
    .filter((group) => group.items.length > 0)
  const here = found.operations.find((one) => one.id === shown.op)?.tag
  const page = (show: string, label: string) => (
    <button
      type="button"
      className="docs-page"
      aria-current={shown.show === show && !shown.op ? 'page' : undefined}
      onClick={() => onShow({ show })}
    >
      {label}
    </button>
  )
  return (
    <nav className="docs-list" aria-label={t('docs.list')}>
      {asked ? (
        <p className="docs-count" role="status">
          {found.operations.length > 0 || found.codes.length > 0
            ? t('docs.counted', { n: found.operations.length, codes: found.codes.length })
            : t('docs.nothing', { q: asked })}
        </p>
      ) : (
        <>
          {page('guide', t('docs.guide'))}
          {page('errors', t('docs.errors'))}
        </>
      )}
      {found.codes.length > 0 ? (
        <>
          <p className="docs-count">{t('docs.foundCodes')}</p>
          <ul>
            {found.codes.map((code) => (
              <li key={code.code}>
                <CodeLine code={code} language={language} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {groups.map((group) => (
        <Group
          key={`${group.tag} ${asked ? 'found' : ''} ${group.tag === here ? 'here' : ''}`}
          tag={group.tag}
          items={group.items}
          open={asked !== '' || group.tag === here}
          shown={shown}
          onShow={onShow}
        />
      ))}
      <p className="docs-count">
        <a href="/openapi.json">{t('docs.contract')}</a>
      </p>
    </nav>
  )
}

const CodeLine = ({ code, language }: { code: ErrorCode; language: string }) => (
  <span className="docs-code">
    <code>{code.code}</code> <small>{code.status}</small> {language === 'en' ? code.title_en : code.title}
  </span>
)

type GroupProps = { tag: string; items: readonly Operation[]; open: boolean; shown: Shown; onShow: (shown: Shown) => void }

function Group({ tag, items, open: first, shown, onShow }: GroupProps) {
  const { language } = useWords()
  const [open, setOpen] = useState(first)
  return (
    <div className="docs-group">
      <button type="button" className="docs-tag" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span lang="zh-CN">{tag}</span>
        <small>{items.length}</small>
      </button>
      {open ? (
        <ul>
          {items.map((one) => (
            <li key={one.id}>
              <button
                type="button"
                className="docs-op"
                aria-current={shown.op === one.id ? 'page' : undefined}
                title={`${one.method} ${one.path}`}
                onClick={() => onShow({ op: one.id })}
              >
                <strong className={`method ${one.method.toLowerCase()}`}>{one.method}</strong>
                <span>{language === 'en' ? inEnglish(one.id) : one.summary}</span>
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}
