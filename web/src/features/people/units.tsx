/** The units of the city as a tree in official order; what may be done with each stands at its row. */

import { useQuery, useQueryClient } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Skeleton from 'antd/es/skeleton'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { tagOf } from '@/api/client'
import { UnitKindWords, UnitTitles } from '@/api/labels'
import { i18n } from '@/i18n'
import { date, today } from '@/shared/dates'
import type { Search } from '@/shared/filters'
import { ChoiceFilter, FilterBar, TextFilter } from '@/shared/list/filter-bar'
import '@/shared/list/list.css'
import '@/shared/ui/panel.css'
import { ProblemAlert } from '@/shared/ui/problem'
import { Rows } from '@/shared/ui/rows'
import { say } from '@/shared/ui/said'
import { useTitle } from '@/shared/ui/title'
import { renewing, reopenUnit, type Unit, unitsQuery } from './api'
import type { UnitFilters } from './filters'
import './people.css'
import { ReasonDialog } from '@/shared/form/reason-dialog'
import { ClosureDialog, UnitDialog } from './unit-form'

type Props = { filters: UnitFilters; onChange: (filters: UnitFilters) => void; can: readonly string[] }
type Open = { what: 'new' } | { what: 'edit' | 'close' | 'reopen'; unit: Unit } | null

/** Units whose ancestors are all unfolded. */
export function shownOf(units: readonly Unit[], folded: ReadonlySet<number>): Unit[] {
  const paths = units.filter((unit) => folded.has(unit.id)).map((unit) => unit.path)
  return units.filter((unit) => !paths.some((path) => unit.path !== path && unit.path.startsWith(path)))
}

/** From when and until when, in words; nothing where nothing is known. */
export function validityOf(unit: Pick<Unit, 'valid_from' | 'valid_until'>, now = today()): string {
  const { t } = i18n
  const parts = []
  if (unit.valid_from) parts.push(t('people.units.since', { on: date(unit.valid_from) }))
  if (unit.valid_until) {
    parts.push(t(unit.valid_until < now ? 'people.units.closedOn' : 'people.units.until', { on: date(unit.valid_until) }))
  }
  return parts.join(t('form.comma')) || t('people.units.running')
}

export function Units({ filters, onChange, can }: Props) {
  const { t } = useTranslation()
  useTitle(t('menu.units'))
  const queries = useQueryClient()
  const units = useQuery(unitsQuery(filters))
  const [folded, setFolded] = useState<ReadonlySet<number>>(new Set())
  const [open, setOpen] = useState<Open>(null)
  const close = () => setOpen(null)
  const done = (said: string) => {
    say(said)
    void queries.invalidateQueries({ queryKey: ['people'] })
  }
  const all = units.data ?? []
  const filtered = Object.keys(filters).length > 0
  const fold = (id: number) => {
    const next = new Set(folded)
    if (!next.delete(id)) next.add(id)
    setFolded(next)
  }
  const editable = all.some((unit) => unit.can.includes('unit.edit'))
  const names = new Map(all.map((unit) => [unit.id, unit.short_name]))
  const rows = shownOf(all, filtered ? new Set() : folded).map((unit) => ({
    key: unit.id,
    cells: [
      {
        text: (
          <UnitName
            unit={unit}
            parent={filtered}
            folded={folded.has(unit.id)}
            onFold={!filtered && all.some((other) => other.parent_id === unit.id) ? () => fold(unit.id) : undefined}
          />
        ),
      },
      unit.short_name,
      UnitKindWords[unit.kind],
      unit.division_code ?? '',
      unit.sort_no,
      validityOf(unit),
      ...(editable ? [{ text: <Acts unit={unit} onOpen={setOpen} /> }] : []),
    ],
  }))
  return (
    <div className="sheet">
      <header className="page-head">
        <h1>{t('menu.units')}</h1>
        <span className="asof">{units.data ? t('people.units.count', { n: all.length }) : null}</span>
        {can.includes('unit.edit') ? (
          <div className="page-actions">
            <Button type="primary" onClick={() => setOpen({ what: 'new' })}>
              {t('people.units.new')}
            </Button>
          </div>
        ) : null}
      </header>
      <FilterBar filters={filters as Search} onChange={(next) => onChange(next)}>
        <TextFilter title={t('people.units.search')} />
        <ChoiceFilter name="kind" title={UnitTitles.kind} words={UnitKindWords} />
        <ChoiceFilter name="valid_on" title={t('people.units.validOn')} words={{ [today()]: t('people.units.running') }} single />
      </FilterBar>
      {units.error ? (
        <ProblemAlert error={units.error} title={t('state.loadFailed')} onRetry={() => void units.refetch()} />
      ) : null}
      {units.isPending ? <Skeleton active paragraph={{ rows: 12 }} /> : null}
      {units.data && all.length === 0 ? (
        <div className="nothing" role="status">
          <p>{t(filtered ? 'people.units.empty' : 'people.units.none')}</p>
          {filtered ? <Button onClick={() => onChange({})}>{t('list.clear')}</Button> : null}
        </div>
      ) : null}
      {all.length > 0 ? (
        <section className="panel" aria-label={t('menu.units')} aria-busy={units.isFetching}>
          <Rows
            caption={t('menu.units')}
            head={[
              { title: UnitTitles.name },
              { title: UnitTitles.short_name },
              { title: UnitTitles.kind },
              { title: UnitTitles.division_code },
              { title: UnitTitles.sort_no, numeric: true },
              { title: t('people.units.validity') },
              ...(editable ? [{ title: t('people.units.acts'), acts: true }] : []),
            ]}
            rows={rows}
          />
        </section>
      ) : null}
      {open?.what === 'new' ? <UnitDialog units={names} onDone={done} onClose={close} /> : null}
      {open?.what === 'edit' ? <UnitDialog unit={open.unit} units={names} onDone={done} onClose={close} /> : null}
      {open?.what === 'close' ? <ClosureDialog unit={open.unit} onDone={done} onClose={close} /> : null}
      {open?.what === 'reopen' ? (
        <ReasonDialog
          title={t('people.units.reopenTitle', { name: open.unit.name })}
          submit={t('people.units.reopen')}
          etag={tagOf(open.unit)}
          onSend={(values, sending) => renewing(queries, reopenUnit(open.unit.id, values, sending))}
          onDone={() => done(t('people.units.reopened', { name: open.unit.name }))}
          onClose={close}
        />
      ) : null}
    </div>
  )
}

function UnitName({
  unit,
  parent,
  folded,
  onFold,
}: {
  unit: Unit
  parent: boolean
  folded: boolean
  onFold?: (() => void) | undefined
}) {
  const { t } = useTranslation()
  return (
    <span className="unit-name" style={parent ? undefined : { paddingLeft: (unit.level - 1) * 20 }}>
      {onFold ? (
        <button
          type="button"
          className="fold"
          aria-expanded={!folded}
          aria-label={t(folded ? 'people.units.unfold' : 'people.units.fold', { name: unit.short_name })}
          onClick={onFold}
        >
          {folded ? '▸' : '▾'}
        </button>
      ) : (
        <span className="leaf" />
      )}
      {unit.name}
    </span>
  )
}

function Acts({ unit, onOpen }: { unit: Unit; onOpen: (open: Open) => void }) {
  const { t } = useTranslation()
  if (!unit.can.includes('unit.edit')) return null
  return (
    <span className="row-acts">
      <Button size="small" type="link" onClick={() => onOpen({ what: 'edit', unit })}>
        {t('people.form.edit')}
      </Button>
      {unit.valid_until ? (
        <Button size="small" type="link" onClick={() => onOpen({ what: 'reopen', unit })}>
          {t('people.units.reopen')}
        </Button>
      ) : (
        <Button size="small" type="link" danger onClick={() => onOpen({ what: 'close', unit })}>
          {t('people.units.close')}
        </Button>
      )}
    </span>
  )
}
