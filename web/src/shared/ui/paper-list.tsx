/** A list on paper: its filters and its day, its rows with their numbers, and where people sign. */
import Skeleton from 'antd/es/skeleton'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { instant } from '../dates'
import { ProblemAlert } from './problem'

type Asked = { error: unknown; isLoading: boolean; refetch: () => unknown }

/** What is said instead of a paper: what failed, or that it is not there yet; nothing when all of it is there. */
export function usePaperNotice(asked: readonly Asked[]): ReactNode {
  const { t } = useTranslation()
  const failed = asked.find((one) => one.error)
  if (failed) {
    return <ProblemAlert error={failed.error} title={t('state.loadFailed')} onRetry={() => void failed.refetch()} />
  }
  return asked.some((one) => one.isLoading) ? <Skeleton active paragraph={{ rows: 12 }} /> : null
}

/** Below the title: the filters of a list (`null` where it is of one thing), and of when it is. */
export function PaperConditions({ words, at }: { words: string | null | undefined; at: number }) {
  const { t } = useTranslation()
  return (
    <p className="paper-line">
      <span>{words === null ? '' : t('paper.filter', { words: words || t('paper.noFilter') })}</span>
      <span>{t('paper.asOf', { at: instant(new Date(at).toISOString()) })}</span>
    </p>
  )
}

type PaperTableProps = {
  /** `share`: of the width, in parts of a hundred. */
  head: readonly { title: string; numeric?: boolean; share?: number }[]
  rows: readonly { key: string | number; cells: readonly ReactNode[] }[]
}

/** The rows of a list with their numbers. */
export function PaperTable({ head, rows }: PaperTableProps) {
  const { t } = useTranslation()
  return (
    <table>
      <colgroup>
        <col className="paper-rows" />
        {head.map((one) => (
          <col key={one.title} style={one.share ? { width: `${one.share}%` } : undefined} />
        ))}
      </colgroup>
      <thead>
        <tr>
          <th scope="col">{t('paper.row')}</th>
          {head.map((one) => (
            <th key={one.title} scope="col" className={one.numeric ? 'num' : undefined}>
              {one.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, i) => (
          <tr key={row.key}>
            <td>{i + 1}</td>
            {head.map((one, c) => (
              <td key={one.title} className={one.numeric ? 'num' : undefined}>
                {row.cells[c]}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Where people sign. */
export function PaperSigns({ signs }: { signs: readonly string[] }) {
  return (
    <ul className="paper-signs">
      {signs.map((one) => (
        <li key={one}>{one}</li>
      ))}
    </ul>
  )
}
