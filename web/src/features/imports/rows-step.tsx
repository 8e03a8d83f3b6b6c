/** Every row with its reasons at the cells: counts as filters, correction in place, the next problem by F8. */
import { useQueryClient } from '@tanstack/react-query'
import Button from 'antd/es/button'
import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey } from '@/api/keys'
import { ImportCountsTitles, ImportOtherRowTitles, ImportRowKindWords } from '@/api/labels'
import { Cards } from '@/shared/grid/cards'
import { Grid } from '@/shared/grid/grid'
import { REACH, useWindows, WINDOW } from '@/shared/grid/windows'
import { useKeys } from '@/shared/keys'
import { wan } from '@/shared/money'
import { useNarrow } from '@/shared/narrow'
import { scaleOf, useTextSize } from '@/shared/preferences'
import { PlainTable } from '@/shared/ui/plain-table'
import { ProblemAlert } from '@/shared/ui/problem'
import { say } from '@/shared/ui/said'
import { type Decision, decideAll, fetchRows, importKeys, putRow, type Row, refresh, type Session } from './api'
import { rowColumns } from './row-columns'
import { RowPanel } from './row-panel'
import { RowStatus } from './row-status'
import { choicesOf, editable, isOpen, mapped, openProblems, problemColumns, reasonOf } from './rows'

type Props = {
  session: Session
  /** The filter in the address; without one the problems, if there are any when one comes. */
  status: string | undefined
  onStatus: (status: string) => void
  linkTo: (what: { project: number }, text: string) => ReactNode
}
type Trouble = { row: number; error: unknown }

const ASKED: Record<string, string> = { open: 'error,suspected_duplicate', all: '' }
const MOST = 200

export function RowsStep({ session, status: asks, onStatus, linkTo }: Props) {
  const [first] = useState(() => (openProblems(session) > 0 ? 'open' : 'all'))
  const status = asks ?? first
  const { t } = useTranslation()
  const queries = useQueryClient()
  const narrow = useNarrow()
  const scale = scaleOf(useTextSize())
  const { id, counts } = session
  const others = status === 'other'
  const asked = others ? '' : (ASKED[status] ?? status)
  const fetchWindow = useCallback((page: number, signal: AbortSignal) => fetchRows(id, asked, page, WINDOW, signal), [id, asked])
  const windows = useWindows<Row>(importKeys.rows(id, asked), fetchWindow)
  const total = Math.min(windows.total ?? 0, REACH)
  const [active, setActive] = useState({ row: 0, column: 0 })
  const standing = useRef(active)
  standing.current = active
  const [goTo, setGoTo] = useState<{ row: number; column?: number }>()
  /** A row whose wrong cell is gone to as soon as the row is there. */
  const [seek, setSeek] = useState<number | null>(status === 'open' ? 0 : null)
  const [editing, setEditing] = useState<{ row: number; field: string } | null>(null)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [sheet, setSheet] = useState(false)
  const [unfolded, setUnfolded] = useState(true)
  const split = useRef<HTMLDivElement>(null)
  const onActive = useCallback((row: number, column: number) => setActive({ row, column }), [])
  const at = total > 0 && !others ? windows.row(Math.min(active.row, total - 1)) : undefined
  const fields = useMemo(() => mapped(session.recognition?.columns ?? []), [session.recognition])
  const may = session.can.includes('import.run') && isOpen(session)

  /** The cell is a cell again, and the keys move through the table. */
  const endEditing = () => {
    if (editing) split.current?.querySelector<HTMLElement>('[role="grid"]')?.focus()
    setEditing(null)
  }
  const filter = (next: string) => {
    setActive({ row: 0, column: 0 })
    setGoTo(undefined)
    setSeek(null)
    setEditing(null)
    onStatus(next)
  }
  /** The next wrong cell of this row, else the first one of the next row. */
  const nextProblem = () => {
    if (status !== 'open') {
      filter('open')
      setSeek(0)
      return
    }
    if (total === 0) return
    const wrong = at?.status === 'error' ? problemsOf(at) : []
    const further = wrong.includes(active.column) ? wrong.find((column) => column > active.column) : undefined
    if (further !== undefined) {
      setGoTo({ row: active.row, column: further })
      return
    }
    const next = (active.row + 1) % total
    setGoTo({ row: next })
    setSeek(next)
  }
  const write = async (row: Row, act: () => Promise<string>) => {
    setTrouble(null)
    try {
      say(await act())
    } catch (error) {
      setTrouble({ row: row.row, error })
    }
    await refresh(queries)
    // the next row that waits has come to where this one stood, if nobody has gone on meanwhile
    if (status === 'open' && standing.current === active) setSeek(active.row)
  }
  const fix = (row: Row, field: string, text: string, alike: readonly Row[] = []) =>
    write(row, async () => {
      for (const one of [row, ...alike]) {
        await putRow(id, one, { fixes: { ...one.fixes, [field]: text }, decision: one.decision ?? null })
      }
      endEditing()
      return t('imports.fixed', { n: alike.length + 1 })
    })
  const decide = (row: Row, decision: Decision | null, alike: readonly Row[] = []) =>
    write(row, async () => {
      const all = [row, ...alike]
      const refused: string[] = []
      for (let from = 0; from < all.length; from += MOST) {
        const { items } = await decideAll(id, all.slice(from, from + MOST), decision, newKey())
        for (const one of items)
          if (one.status !== 200) refused.push(t('imports.refused', { row: one.row, why: one.error ?? '' }))
      }
      if (refused.length > 0) throw new Error(refused.join(' '))
      return t('imports.decided', { n: all.length })
    })
  const press = (n: number) => () => {
    const decision = at && may && !at.committed_at ? choicesOf(at)[n] : undefined
    if (at && decision) void decide(at, decision)
  }
  const save = (row: Row, field: string, text: string) => void fix(row, field, text)
  const columns = rowColumns({
    fields,
    editing,
    onCancel: endEditing,
    onSave: save,
    scale,
    words: { row: t('imports.rowNo'), reason: t('imports.reason'), same: t('imports.asInLibrary') },
  })
  const problemsOf = (row: Row): number[] => {
    const keys = problemColumns(row, fields)
    return columns.flatMap((column, i) => (keys.includes(column.key) ? [i] : []))
  }
  const place = seek === null || others ? -1 : Math.min(seek, total - 1)
  const sought = place < 0 ? undefined : windows.row(place)
  useEffect(() => {
    if (!sought) return
    const [column] = problemsOf(sought)
    setGoTo(column === undefined ? { row: place } : { row: place, column })
    setSeek(null)
  })
  const fieldAt = (column: number) => fields.find((field) => field.column === columns[column]?.key)
  const fillDown = (event: globalThis.KeyboardEvent) => {
    if (!(event.target instanceof Element) || !event.target.closest('[role="grid"]')) return
    const above = windows.row(active.row - 1)
    const field = fieldAt(active.column)
    if (at && above && field && may && !at.committed_at) void fix(at, field.field, editable(field, above))
  }
  useKeys({ F8: nextProblem, '1': press(0), '2': press(1), '3': press(2), 'Ctrl+d': fillDown })
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'F8') return
    event.preventDefault()
    nextProblem()
  }

  const notProjects = session.other_rows.length
  const filters: [string, string, number][] = [
    ['open', t('imports.open'), counts.error + counts.suspected_duplicate],
    ['all', t('imports.allRows'), counts.records],
    ['ok', ImportCountsTitles.ok, counts.ok],
    ['suspected_duplicate', ImportCountsTitles.suspected_duplicate, counts.suspected_duplicate],
    ['error', ImportCountsTitles.error, counts.error],
    ['skipped', ImportCountsTitles.skipped, counts.skipped],
    ['other', t('imports.notRecords'), notProjects],
  ]
  const panel = at ? (
    <RowPanel
      key={at.row}
      session={session}
      row={at}
      fields={fields}
      may={may && !at.committed_at}
      trouble={trouble?.row === at.row ? trouble.error : null}
      unfolded={unfolded}
      onUnfold={setUnfolded}
      onFix={fix}
      onDecide={decide}
      linkTo={linkTo}
    />
  ) : null
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: F8 works from inside the fields of this step too
    <div className="import-rows" onKeyDown={onKeyDown}>
      <div className="import-filters" role="toolbar" aria-label={t('imports.filters')}>
        {filters.map(([key, label, n]) => (
          <Button
            key={key}
            size="small"
            type={key === status ? 'primary' : 'default'}
            aria-pressed={key === status}
            onClick={() => filter(key)}
          >
            {label} {n}
          </Button>
        ))}
        {counts.unchanged > 0 ? <span>{t('imports.ofThemAsInLibrary', { n: counts.unchanged })}</span> : null}
        {counts.error + counts.suspected_duplicate > 0 ? (
          <Button size="small" className="import-f8" title="F8" onClick={nextProblem}>
            {t('imports.nextProblem')}
          </Button>
        ) : null}
      </div>
      <Sums session={session} />
      {windows.error ? <ProblemAlert error={windows.error} onRetry={windows.retry} /> : null}
      {others ? (
        <PlainTable
          caption={t('imports.notRecords')}
          head={[
            { title: ImportOtherRowTitles.row, numeric: true },
            { title: ImportOtherRowTitles.kind },
            { title: ImportOtherRowTitles.text },
          ]}
          rows={session.other_rows.map((one) => ({ key: one.row, cells: [one.row, ImportRowKindWords[one.kind], one.text] }))}
        />
      ) : windows.total === 0 ? (
        <div className="nothing" role="status">
          <p>{t(status === 'open' ? 'imports.allDone' : 'imports.noneHere')}</p>
          {status === 'all' ? null : <Button onClick={() => filter('all')}>{t('imports.showAll')}</Button>}
        </div>
      ) : narrow ? (
        <>
          <Cards<Row>
            label={t('imports.rows')}
            total={windows.total === undefined ? 4 : total}
            row={windows.row}
            rowKey={(row) => row.row}
            onLook={windows.look}
            onOpen={(row) => {
              const index = Array.from({ length: total }).findIndex((_, i) => windows.row(i)?.row === row.row)
              setActive({ row: index, column: 0 })
              setSheet(true)
            }}
            height={Math.round(92 * scale)}
          >
            {(row) => <RowCard row={row} />}
          </Cards>
          {sheet && panel ? (
            <div className="import-layer">
              {panel}
              <Button size="large" onClick={() => setSheet(false)}>
                {t('action.close')}
              </Button>
            </div>
          ) : null}
        </>
      ) : (
        <div className="import-split" ref={split}>
          <Grid<Row>
            key={status}
            label={t('imports.rows')}
            columns={columns}
            total={windows.total === undefined ? 12 : total}
            row={windows.row}
            rowKey={(row) => row.row}
            onLook={windows.look}
            onOpen={(row, _, column) => {
              const field = fieldAt(column)
              if (field && may && !row.committed_at) setEditing({ row: row.row, field: field.field })
            }}
            onActive={onActive}
            goTo={goTo}
            sort={undefined}
            onSort={() => undefined}
            totals={undefined}
            rowHeight={Math.round(32 * scale)}
          />
          {panel}
        </div>
      )}
    </div>
  )
}

function RowCard({ row }: { row: Row }) {
  const { t } = useTranslation()
  return (
    <>
      <strong>{row.name}</strong>
      <small>
        <span>{t('imports.row', { n: row.row })}</span>
        <RowStatus row={row} />
      </small>
      <small>
        <span className="import-card-reason">{reasonOf(row)}</span>
      </small>
    </>
  )
}

/** Sums of the rows, and what the table itself prints, as the API compares them. */
function Sums({ session }: { session: Session }) {
  const { t } = useTranslation()
  const { sums } = session
  if (!sums) return null
  const printed = sums.printed_total
  return (
    <p className="import-sums" role="status">
      {t('imports.okSum', { sum: wan(sums.ok_yuan) })}
      {printed ? (
        <span className={printed.matches_ok ? 'matches' : 'differs'}>
          <b>{t(printed.matches_ok ? 'imports.matches' : 'imports.differs')}</b>
          {t('imports.printed', { cell: printed.cell, raw: printed.raw })}
          {printed.message}
        </span>
      ) : null}
    </p>
  )
}
