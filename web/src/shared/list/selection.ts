/** Rows that somebody has chosen, wherever in the list they stand; or everything that the filters admit. */
import { useCallback, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Ticks } from '../grid/ticks'
import { Tick } from './tick'

/** As many can be chosen one by one: the API takes no longer list of numbers as a filter. */
export const MOST_CHOSEN = 500

export type Chosen<Row> = {
  /** One by one; empty when everything is chosen. */
  rows: readonly Row[]
  /** Everything that the filters admit. */
  all: boolean
  count: number
  clear: () => void
  takeAll: () => void
}

type Props<Row> = {
  /** The list as it is filtered: another one has nothing chosen. */
  list: string
  total: number
  rowKey: (row: Row) => string | number
  row: (index: number) => Row | undefined
  rowsOf: (from: number, to: number) => Promise<Row[]>
  label: (row: Row) => string
  /** Told when no more can be chosen, or rows in between could not be had; null when that is over. */
  onRefused: (reason: unknown) => void
}

type State<Row> = { list: string; rows: ReadonlyMap<string | number, Row>; all: boolean }

export function useSelection<Row>({ list, total, rowKey, row, rowsOf, label, onRefused }: Props<Row>): {
  ticks: Ticks<Row>
  chosen: Chosen<Row>
} {
  const { t } = useTranslation()
  const [kept, setKept] = useState<State<Row>>({ list, rows: new Map(), all: false })
  const state: State<Row> = kept.list === list ? kept : { list, rows: new Map(), all: false }
  const anchor = useRef<number | null>(null)
  const clear = useCallback(() => {
    anchor.current = null
    onRefused(null)
    setKept({ list, rows: new Map(), all: false })
  }, [list, onRefused])
  const takeAll = useCallback(() => setKept({ list, rows: new Map(), all: true }), [list])

  const put = (rows: readonly Row[], on: boolean) => {
    const next = new Map(state.rows)
    for (const one of rows) {
      if (on) next.set(rowKey(one), one)
      else next.delete(rowKey(one))
    }
    if (next.size > MOST_CHOSEN) onRefused(t('list.tooManyChosen', { n: MOST_CHOSEN }))
    else setKept({ list, rows: next, all: false })
  }
  const toggle = (index: number, range: boolean) => {
    if (state.all) return
    onRefused(null)
    const from = range ? (anchor.current ?? index) : index
    anchor.current = index
    const one = row(index)
    if (from === index && one !== undefined) {
      put([one], !state.rows.has(rowKey(one)))
    } else if (Math.abs(from - index) >= MOST_CHOSEN) {
      onRefused(t('list.tooManyChosen', { n: MOST_CHOSEN }))
    } else {
      rowsOf(Math.min(from, index), Math.max(from, index)).then((rows) => put(rows, true), onRefused)
    }
  }
  return {
    ticks: {
      box: Tick,
      has: (one) => state.all || state.rows.has(rowKey(one)),
      label: (one) => t('list.choose', { name: label(one) }),
      toggle,
      all: state.all,
      some: state.rows.size > 0,
      allLabel: t('list.chooseAll', { n: total }),
      toggleAll: () => (state.all ? clear() : takeAll()),
    },
    chosen: {
      rows: [...state.rows.values()],
      all: state.all,
      count: state.all ? total : state.rows.size,
      clear,
      takeAll,
    },
  }
}
