/** A list on paper: its filters and its day, its rows with their numbers, and where people sign. */
import Skeleton from 'antd/es/skeleton'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { instant } from '../dates'
import { Paper } from './paper'
import { ProblemAlert } from './problem'
import { useTitle } from './title'

type Asked = { error: unknown; isLoading: boolean; refetch: () => unknown }
type AskedList<T> = Asked & { data: { items: readonly T[]; total: number } | undefined; dataUpdatedAt: number }
type Back = { back: string; onBack: () => void; by: string }

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
  /** Said instead of a table without rows. */
  none?: string
  /** The last line, which adds up the others and has no number. */
  sum?: readonly ReactNode[]
  /** `share`: of the width, in parts of a hundred. */
  head: readonly { title: string; numeric?: boolean; share?: number }[]
  rows: readonly { key: string | number; cells: readonly ReactNode[] }[]
}

type ListPaperProps<T> = Back & {
  title: string
  found: AskedList<T>
  /** What must be there besides the rows before anything is printed. */
  besides?: readonly Asked[]
  /** A list of more rows than this is not printed, and says so. */
  most: number
  /** The filters in words. */
  words: string | null | undefined
  none: string
  head: PaperTableProps['head']
  row: (one: T, i: number) => PaperTableProps['rows'][number]
  /** Lines above the rows, and what stands below them. */
  above?: ReactNode
  below?: ReactNode
}

/** The whole paper of a list: its title, its filters and day, its rows; or why it is not printed. */
export function ListPaper<T>({
  title,
  found,
  besides = [],
  most,
  words,
  none,
  head,
  row,
  above,
  below,
  ...back
}: ListPaperProps<T>) {
  const { t } = useTranslation()
  useTitle(title)
  const notice = usePaperNotice([found, ...besides])
  const list = notice ? undefined : found.data
  const tooMany = list && list.total > most ? <p role="alert">{t('paper.tooMany', { n: list.total, most })}</p> : null
  return (
    <Paper kind="across" {...back} notice={notice ?? tooMany}>
      {list && !tooMany ? (
        <>
          <h1>{title}</h1>
          <PaperConditions words={words} at={found.dataUpdatedAt} />
          {above}
          {list.items.length === 0 ? <p>{none}</p> : <PaperTable head={head} rows={list.items.map(row)} />}
          {below}
        </>
      ) : null}
    </Paper>
  )
}

/** The rows of a list with their numbers. */
export function PaperTable({ none, sum, head, rows }: PaperTableProps) {
  const { t } = useTranslation()
  if (none && rows.length === 0) return <p>{none}</p>
  const cellsOf = (cells: readonly ReactNode[]) =>
    head.map((one, c) => (
      <td key={one.title} className={one.numeric ? 'num' : undefined}>
        {cells[c]}
      </td>
    ))
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
            {cellsOf(row.cells)}
          </tr>
        ))}
        {sum ? (
          <tr className="sum">
            <td />
            {cellsOf(sum)}
          </tr>
        ) : null}
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
