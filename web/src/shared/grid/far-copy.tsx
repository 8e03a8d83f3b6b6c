/**
 * A copy of rows that are not all here: every one of them is fetched before anything is copied, and never fewer than was said.
 * Browsers copy only at a key or a click: where fetching took longer than that lasts, one more press takes what is ready.
 */
import Button from 'antd/es/button'
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { copyText } from '../ui/copy'
import { ProblemAlert } from '../ui/problem'
import { say } from '../ui/said'
import { asTable, type Column } from './columns'

/** More rows than a spreadsheet is filled with by hand: from here on it is an export. */
export const MOST_COPIED = 5_000
/** Rows asked for at once: a few windows, so that other questions of the page are not kept waiting. */
const AT_ONCE = 400

export type Far<Row> = {
  from: number
  to: number
  columns: readonly Column<Row>[]
  withHead: boolean
  rowsOf: (from: number, to: number) => Promise<Row[]>
}

type Props<Row> = {
  far: Far<Row>
  /** What Ctrl+C in the grid does while the table stands ready. */
  ready: RefObject<(() => void) | null>
  onClose: () => void
}

export function FarCopy<Row>({ far, ready, onClose }: Props<Row>) {
  const { t } = useTranslation()
  const wanted = far.to - far.from + 1
  const tooMany = wanted > MOST_COPIED
  const [fetched, setFetched] = useState(0)
  const [failure, setFailure] = useState<unknown>(null)
  const [table, setTable] = useState<{ text: string; html: string } | null>(null)
  const [attempt, setAttempt] = useState(0)
  const close = useRef(onClose)
  close.current = onClose
  const take = useCallback(
    (one: { text: string; html: string }) => {
      const done = copyText(one.text, one.html)
      if (done) {
        say(t('grid.copied', { rows: wanted }))
        close.current()
      }
      return done
    },
    [t, wanted],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks for the same rows again
  useEffect(() => {
    if (tooMany) return
    let alive = true
    const fetchAll = async () => {
      const rows: Row[] = []
      for (let at = far.from; at <= far.to && alive; at += AT_ONCE) {
        rows.push(...(await far.rowsOf(at, Math.min(far.to, at + AT_ONCE - 1))))
        if (alive) setFetched(rows.length)
      }
      if (!alive) return
      if (rows.length !== wanted) throw t('grid.fewer', { rows: wanted, found: rows.length })
      const made = asTable(far.columns, rows, far.withHead)
      if (!take(made)) setTable(made)
    }
    fetchAll().catch((error: unknown) => alive && setFailure(error))
    return () => {
      alive = false
    }
  }, [far, tooMany, wanted, take, t, attempt])
  useEffect(() => {
    ready.current = table ? () => void take(table) : null
    return () => {
      ready.current = null
    }
  }, [ready, table, take])
  const leave = (
    <Button size="small" onClick={onClose}>
      {t(failure || tooMany ? 'action.close' : 'action.cancel')}
    </Button>
  )
  if (failure && typeof failure !== 'string') {
    const again = () => {
      setFailure(null)
      setAttempt(attempt + 1)
    }
    return (
      <div className="grid-copying">
        <ProblemAlert error={failure} title={t('grid.notCopied')} onRetry={again} />
        {leave}
      </div>
    )
  }
  if (failure || tooMany) {
    return (
      <div className="grid-copying" role="alert">
        {typeof failure === 'string' ? failure : t('grid.tooManyToCopy', { rows: wanted, most: MOST_COPIED })}
        {leave}
      </div>
    )
  }
  return (
    <div className="grid-copying">
      <span role="status">{t(table ? 'grid.ready' : 'grid.fetching', { rows: wanted })}</span>
      {table ? (
        <Button size="small" type="primary" onClick={() => take(table)}>
          {t('grid.copy')}
        </Button>
      ) : fetched > 0 ? (
        <span aria-hidden="true">{t('grid.fetched', { rows: fetched })}</span>
      ) : null}
      {leave}
    </div>
  )
}
