/** A grid whose rows can be chosen and looked at aside. By itself, so that lists that only show do not carry it. */
import Button from 'antd/es/button'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Grid } from '../grid/grid'
import { ProblemAlert } from '../ui/problem'
import type { Listed } from './list-page'
import { Peeking, type Seen } from './peeking'
import './rich-grid.css'
import { type Chosen, useSelection } from './selection'

type Props<Row> = Listed<Row> & {
  /** What one row is called. */
  nameOf: (row: Row) => string
  /** What can be done with all that are chosen. */
  bar: (chosen: Chosen<Row>) => ReactNode
  /** Shown beside the list by Space. */
  peek: (seen: Seen<Row>) => ReactNode
}

export function RichGrid<Row>({ whole, of, nameOf, bar, peek, ...grid }: Props<Row>) {
  const { t } = useTranslation()
  const [refused, setRefused] = useState<unknown>(null)
  const { ticks, chosen } = useSelection<Row>({
    list: of,
    total: whole,
    rowKey: grid.rowKey,
    row: grid.row,
    rowsOf: grid.rowsOf,
    label: nameOf,
    onRefused: setRefused,
  })
  const [peeked, setPeeked] = useState<number | null>(null)
  const [goTo, setGoTo] = useState<{ row: number }>()
  const peekAt = (row: number) => {
    setPeeked(row)
    setGoTo({ row })
  }
  return (
    <>
      {typeof refused === 'string' ? <p role="alert">{refused}</p> : refused ? <ProblemAlert error={refused} /> : null}
      <Grid
        {...grid}
        ticks={ticks}
        goTo={goTo}
        onPeek={(_, index) => peekAt(index)}
        // who goes on in the list while the layer stands open sees it follow
        onActive={(row) => setPeeked((old) => (old === null ? null : row))}
      />
      {chosen.count > 0 ? (
        <section className="list-chosen" aria-label={t('list.chosenBar')}>
          <strong role="status">{t(chosen.all ? 'list.allChosen' : 'list.chosen', { n: chosen.count })}</strong>
          {chosen.all ? null : (
            <Button size="small" type="link" onClick={chosen.takeAll}>
              {ticks.allLabel}
            </Button>
          )}
          {bar(chosen)}
          <Button size="small" onClick={chosen.clear}>
            {t('list.clearChosen')}
          </Button>
        </section>
      ) : null}
      {peeked === null ? null : (
        <Peeking
          at={peeked}
          total={grid.total}
          row={grid.row}
          onMove={peekAt}
          onOpen={(row, index) => grid.onOpen(row, index, 0)}
          onClose={() => setPeeked(null)}
        >
          {peek}
        </Peeking>
      )}
    </>
  )
}
