/** The column of ticks: which rows are chosen. */
import type { ComponentType } from 'react'
import type { Column } from './columns'

export const TICK = 'tick'
const WIDTH = 40

export type TickProps = { label: string; on: boolean; some?: boolean; onTick: (range: boolean) => void }

export type Ticks<Row> = {
  /** What a tick is drawn as: it comes with those who can choose. */
  box: ComponentType<TickProps>
  has: (row: Row) => boolean
  label: (row: Row) => string
  /** `range`: with all rows since the one ticked last. */
  toggle: (index: number, range: boolean) => void
  all: boolean
  some: boolean
  allLabel: string
  toggleAll: () => void
}

const column: Column<unknown> = { key: TICK, title: '', width: WIDTH, pinned: true, text: () => '' }
export const tickColumn = <Row>(): Column<Row> => column as Column<Row>
