/** Small parts that several pages of the room draw: state, days left, proof, the way to other pages. */
import Button from 'antd/es/button'
import { type ComponentProps, type ComponentType, type ReactNode, useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ClaimStateWords } from '@/api/labels'
import type { components } from '@/api/schema'
import { daysTo } from '@/shared/dates'
import { useNarrow } from '@/shared/narrow'
import { download } from '@/shared/ui/download'
import { PlainTable } from '@/shared/ui/plain-table'
import { ProblemAlert } from '@/shared/ui/problem'
import { type ProofRef, proofContent } from './api'

/** A link to a page; the address is the application's. */
export type Go = ComponentType<{ to: 'claim' | 'objection' | 'transfer' | 'project'; id: number; children: ReactNode }>

export function StateTag({ state }: { state: components['schemas']['ClaimState'] }) {
  return <span className="mark">{ClaimStateWords[state]}</span>
}

/** How long a claim still holds: in words, for lists and the page. */
export function useLeft(): (lapsesOn: string | null | undefined, endedOn: string | null | undefined) => string {
  const { t } = useTranslation()
  return useCallback(
    (lapsesOn, endedOn) => {
      if (!lapsesOn || endedOn) return '—'
      const days = daysTo(lapsesOn)
      if (days === 0) return t('claims.lastDay')
      return days > 0 ? t('claims.leftDays', { n: days }) : t('claims.daysOver', { n: -days })
    },
    [t],
  )
}

export function ProofFiles({ files, none }: { files: readonly ProofRef[]; none?: string }) {
  const { t } = useTranslation()
  const [failure, setFailure] = useState<unknown>(null)
  if (files.length === 0) return none ? <span className="quiet">{none}</span> : null
  const open = async (file: ProofRef) => {
    setFailure(null)
    try {
      await download(proofContent(file.file_id), file.name)
    } catch (error) {
      setFailure(error)
    }
  }
  return (
    <>
      <ul className="proof-files">
        {files.map((file) => (
          <li key={file.file_id}>
            <Button type="link" size="small" onClick={() => void open(file)}>
              {file.name}
            </Button>
            {file.sealed ? <span className="quiet">{t('claims.detail.sealed')}</span> : null}
          </li>
        ))}
      </ul>
      {failure ? <ProblemAlert error={failure} /> : null}
    </>
  )
}

/** A block of the page with its heading and, at the right, what may be done there. */
export function Panel({ title, tools, children }: { title: string; tools?: ReactNode; children: ReactNode }) {
  return (
    <section className="claim-panel" aria-label={title}>
      <header>
        <h2>{title}</h2>
        {tools ? <div className="panel-tools">{tools}</div> : null}
      </header>
      {children}
    </section>
  )
}

export function Facts({ facts }: { facts: readonly (readonly [string, ReactNode, boolean?])[] }) {
  return (
    <dl className="fact-grid">
      {facts.map(([title, value, wide]) => (
        <div key={title} className={wide ? 'wide' : undefined}>
          <dt>{title}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

type Rows = ComponentProps<typeof PlainTable>

/** A short table; on a phone every row is a block of labels and values. */
export function RowsTable(props: Rows) {
  const narrow = useNarrow()
  if (!narrow) return <PlainTable {...props} />
  return (
    <ul className="claim-entries" aria-label={props.caption}>
      {props.rows.map((row) => (
        <li key={row.key}>
          <dl className="row-block">
            {row.cells.map((cell, c) => (
              <div key={props.head[c]?.title}>
                <dt>{props.head[c]?.title}</dt>
                <dd>{typeof cell === 'object' ? cell.text : cell}</dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  )
}
