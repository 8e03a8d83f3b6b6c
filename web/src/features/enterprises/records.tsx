/** Short lists inside the page of an enterprise: a table at the desk, rows of label and value on a phone. */
import type { ReactNode } from 'react'
import { useNarrow } from '@/shared/narrow'
import { PlainTable } from '@/shared/ui/plain-table'

type Props = {
  caption: string
  head: readonly { title: string; numeric?: boolean }[]
  rows: readonly { key: string | number; cells: readonly ReactNode[]; acts?: ReactNode }[]
  /** Title of the column of buttons; absent when nobody may do anything. */
  acts?: string | undefined
}

export function Records({ caption, head, rows, acts }: Props) {
  const narrow = useNarrow()
  if (narrow) {
    return (
      <ul className="ent-records" aria-label={caption}>
        {rows.map((row) => (
          <li key={row.key}>
            <dl>
              {head.map((column, c) => (
                <div key={column.title}>
                  <dt>{column.title}</dt>
                  <dd>{row.cells[c]}</dd>
                </div>
              ))}
            </dl>
            {row.acts ? <div className="ent-acts">{row.acts}</div> : null}
          </li>
        ))}
      </ul>
    )
  }
  return (
    <PlainTable
      caption={caption}
      head={acts ? [...head, { title: acts }] : head}
      rows={rows.map((row) => ({
        key: row.key,
        cells: [
          ...row.cells.map((text) => ({ text })),
          ...(acts ? [{ text: <span className="ent-acts">{row.acts}</span> }] : []),
        ],
      }))}
    />
  )
}
