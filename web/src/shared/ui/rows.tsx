/** A short table at a desk, a card per row on a phone: the first column names the card, the others stand as label and value. */
import type { ReactNode } from 'react'
import { useNarrow } from '../narrow'
import { type Cell, PlainTable } from './plain-table'
import './rows.css'

type Head = { title: string; numeric?: boolean /** Buttons: no label on a card. */; acts?: boolean }
type Props = {
  caption: string
  head: readonly Head[]
  rows: readonly { key: string | number; cells: readonly (Cell | string | number)[] }[]
}

const textOf = (cell: Cell | string | number): ReactNode => (typeof cell === 'object' ? cell.text : cell)

export function Rows(props: Props) {
  const { caption, head, rows } = props
  const narrow = useNarrow()
  if (!narrow) return <PlainTable {...props} />
  return (
    <ul className="row-cards" aria-label={caption}>
      {rows.map((row) => (
        <li key={row.key}>
          {row.cells.map((cell, c) => {
            const column = head[c]
            const text = textOf(cell)
            if (text === '' || text === null || text === undefined) return null
            if (c === 0) return <strong key={column?.title}>{text}</strong>
            return (
              <div key={column?.title} className={column?.acts ? 'acts' : undefined}>
                {column?.acts ? null : <span className="label">{column?.title}</span>}
                <span>{text}</span>
              </div>
            )
          })}
        </li>
      ))}
    </ul>
  )
}
