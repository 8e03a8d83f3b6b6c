/** How a format looks: its header with all levels and the first rows, as the API writes them. */
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemAlert } from '@/shared/ui/problem'
import { type ColumnInput, type ColumnView, type Preview, previewQuery } from './api'
import { canTotal, hasUnit, previewable } from './columns'

const SETTLE_MS = 400

type Props = {
  list: string
  title: string
  columns: readonly ColumnInput[]
  /** What the list has: figures stand at the right. */
  of: readonly ColumnView[]
}

export function TemplatePreview({ list, title, columns, of }: Props) {
  const { t } = useTranslation()
  const [asked, setAsked] = useState(() => previewable(columns))
  useEffect(() => {
    const timer = setTimeout(() => setAsked(previewable(columns)), SETTLE_MS)
    return () => clearTimeout(timer)
  }, [columns])
  const found = useQuery({ ...previewQuery(list, asked), placeholderData: (before: Preview | undefined) => before })
  if (asked.length === 0) return <p className="preview-none">{t('exports.nothingChosen')}</p>
  return (
    <section className="preview" aria-label={t('exports.preview')} aria-busy={found.isFetching}>
      <h2>
        {t('exports.preview')}
        <small role="status">{found.data ? t('exports.matching', { n: found.data.total }) : t('app.loading')}</small>
      </h2>
      {found.error ? (
        <ProblemAlert error={found.error} title={t('exports.noPreview')} onRetry={() => void found.refetch()} />
      ) : null}
      {found.data && !found.error ? (
        <Sheet preview={found.data} title={title} kinds={asked.map((one) => of.find((had) => had.field === one.field))} />
      ) : null}
      {found.data?.empty_columns.length ? (
        <ul className="preview-empty">
          {found.data.empty_columns.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      ) : null}
    </section>
  )
}

const FIGURE = /^(-?)(\d+)(\.\d+)?$/
/** An amount with its thousands, as the workbook shows it. */
const amount = (text: string): string =>
  text.replace(FIGURE, (_, sign: string, whole: string, rest = '') => sign + whole.replace(/\B(?=(\d{3})+$)/g, ',') + rest)

type SheetProps = { preview: Preview; title: string; kinds: readonly (ColumnView | undefined)[] }

function Sheet({ preview, title, kinds }: SheetProps) {
  const depth = Math.max(1, ...preview.header.map((cell) => cell.row + cell.rows))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled with the keyboard too
    <section className="preview-scroll" tabIndex={0} aria-label={title}>
      <table className="preview-table">
        <caption>{title}</caption>
        <thead>
          {Array.from({ length: depth }, (_, level) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a header row is known by its place only
            <tr key={level}>
              {preview.header
                .filter((cell) => cell.row === level)
                .map((cell) => (
                  <th key={cell.col} scope={cell.cols > 1 ? 'colgroup' : 'col'} colSpan={cell.cols} rowSpan={cell.rows}>
                    {cell.text}
                  </th>
                ))}
            </tr>
          ))}
        </thead>
        <tbody>
          {preview.rows.map((row, r) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a preview have no number
            <tr key={r}>
              {row.map((text, c) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns neither
                <td key={c} className={canTotal(kinds[c]) ? 'num' : undefined}>
                  {hasUnit(kinds[c]) ? amount(text) : text}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
