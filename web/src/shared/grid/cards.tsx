/** The ledger on a phone: one column of cards over the same windows, each a button of its own. */
import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import './cards.css'

type Props<Row> = {
  label: string
  total: number
  row: (index: number) => Row | undefined
  rowKey: (row: Row) => string | number
  onLook: (from: number, to: number) => void
  onOpen: (row: Row, index: number) => void
  height: number
  children: (row: Row) => ReactNode
}

export function Cards<Row>({ label, total, row, rowKey, onLook, onOpen, height, children }: Props<Row>) {
  const { t } = useTranslation()
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 3,
  })
  const items = virtual.getVirtualItems()
  const first = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? 0
  useEffect(() => onLook(first, last), [first, last, onLook])
  return (
    <section className="cards" ref={scroller} aria-label={label}>
      <ul style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const data = row(item.index)
          return (
            <li
              key={data ? rowKey(data) : `empty-${item.index}`}
              style={{ height, transform: `translateY(${item.start}px)` }}
              aria-setsize={total}
              aria-posinset={item.index + 1}
            >
              {data ? (
                <button type="button" onClick={() => onOpen(data, item.index)}>
                  {children(data)}
                </button>
              ) : (
                <span className="card-empty">{t('grid.row', { n: item.index + 1 })}</span>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
