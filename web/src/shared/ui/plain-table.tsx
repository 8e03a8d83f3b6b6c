/** A short table as it is printed: every row at once, figures at the right, and wide ones scroll by themselves. */
import type { ReactNode } from 'react'
import './plain-table.css'

export type Cell = { text: ReactNode; title?: string }
type Props = {
  caption: string
  /** `key`: where titles may be the same. */
  head: readonly { title: string; numeric?: boolean; key?: string }[]
  rows: readonly { key: string | number; cells: readonly (Cell | string | number)[] }[]
  /** On a phone every row is a block of label and value. */
  stacks?: boolean
}

export function PlainTable({ caption, head, rows, stacks }: Props) {
  const kind = (column: number) => (head[column]?.numeric ? 'num' : undefined)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table wider than its page is scrolled with the keyboard too
    <section className="table-scroll" aria-label={caption} tabIndex={0}>
      <table className={stacks ? 'plain-table stacks' : 'plain-table'}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {head.map((column, c) => (
              <th key={column.key ?? column.title} scope="col" className={kind(c)}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              {row.cells.map((cell, c) => {
                const { text, title } = typeof cell === 'object' ? cell : { text: cell, title: undefined }
                return (
                  <td
                    key={head[c]?.key ?? head[c]?.title}
                    className={kind(c)}
                    title={title}
                    data-label={stacks ? head[c]?.title : undefined}
                  >
                    {text}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
