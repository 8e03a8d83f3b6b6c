/** The row of filters above a list. Nothing is asked before 查询 or Enter; what most people narrow by stands first. */

import { useQuery } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Input from 'antd/es/input'
import Select from 'antd/es/select'
import {
  Children,
  type ComponentType,
  createContext,
  Fragment,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import { plusDays } from '../dates'
import { listOf, type Search, textOf } from '../filters'
import { PeriodInput } from '../form/date-input'
import { unreadable } from '../form/unreadable'
import { onEnter } from '../keys'
import { exact, parseMoney, wanExact } from '../money'
import { useNarrow } from '../narrow'
import { DivisionPicker, PersonPicker, UnitPicker } from '../pick/pickers'
import type { Choice } from '../pick/remote-select'

type Bar = {
  draft: Search
  put: (name: string, value: string | undefined) => void
  set: (values: Record<string, string | undefined>) => void
  query: (last?: Search) => void
}
const Context = createContext<Bar>({ draft: {}, put: () => undefined, set: () => undefined, query: () => undefined })

type Props = {
  filters: Search
  onChange: (filters: Search) => void
  /** Filters that always stand there. */
  children?: ReactNode
  /** Filters behind 更多. */
  more?: ReactNode
  /** Which of the filters stand behind 更多: with one of them set the row opens by itself. */
  moreNames?: readonly string[]
  /** Tools of the list, at the right end. */
  tools?: ReactNode
}

export function FilterBar({ filters, onChange, children, more, moreNames = [], tools }: Props) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState<Search>(filters)
  // in the hand the rows come first: the filters fold, unless there is but one
  const folds = useNarrow() && Children.toArray(children).length > 1
  // one that is set is seen
  const [wide, setWide] = useState(() => Object.keys(filters).some((name) => (folds ? name !== 'q' : moreNames.includes(name))))
  const [resets, setResets] = useState(0)
  const row = useRef<HTMLElement>(null)
  useEffect(() => setDraft(filters), [filters])
  const bar = useMemo<Bar>(() => {
    // of the draft as it is then: one choice may put several values
    const set = (values: Record<string, string | undefined>) =>
      setDraft((old) => {
        const kept = Object.entries({ ...old, ...values })
        return Object.fromEntries(kept.filter((one): one is [string, string] => Boolean(one[1])))
      })
    return {
      draft,
      put: (name, value) => set({ [name]: value }),
      set,
      query: (last) => {
        if (!unreadable(row.current)) onChange({ ...draft, ...last })
      },
    }
  }, [draft, onChange])
  return (
    <search role="search" className={folds && !wide ? 'filters folded' : 'filters'} ref={row}>
      <Context value={bar}>
        {/* what was typed and not understood goes, too */}
        <Fragment key={`row${resets}`}>{children}</Fragment>
        <Button type="primary" onClick={() => bar.query()}>
          {t('action.query')}
        </Button>
        <Button
          onClick={() => {
            setDraft({})
            setResets(resets + 1)
            onChange({})
          }}
        >
          {t('action.reset')}
        </Button>
        {more || folds ? (
          <Button type="link" aria-expanded={wide} onClick={() => setWide(!wide)}>
            {wide ? t('action.less') : t('action.more')}
          </Button>
        ) : null}
        {tools ? <div className="filters-tools">{tools}</div> : null}
        {wide && more ? (
          <div className="filters-more" key={resets}>
            {more}
          </div>
        ) : null}
      </Context>
    </search>
  )
}

/** For a filter that only one room has: what stands in the row, and how it is changed. */
export function useFilter(name: string): [string | undefined, (value: string | undefined) => void] {
  const { draft, put } = useContext(Context)
  return [draft[name], (value) => put(name, value)]
}

export function TextFilter({ name = 'q', title, id }: { name?: string; title: string; id?: string }) {
  const { draft, put, query } = useContext(Context)
  return (
    <Input
      {...(id ? { id } : {})}
      aria-label={title}
      placeholder={title}
      className={name === 'q' ? 'filter-text' : 'filter-choice'}
      allowClear
      value={draft[name] ?? ''}
      onChange={(e) => put(name, e.target.value)}
      onKeyDown={onEnter(() => query())}
    />
  )
}

type ChoiceProps = { name: string; title: string; words: Readonly<Record<string, string>>; single?: boolean }

export function ChoiceFilter({ name, title, words, single = false }: ChoiceProps) {
  const { draft, put } = useContext(Context)
  const options = Object.entries(words).map(([value, label]) => ({ value, label }))
  const shared = { 'aria-label': title, allowClear: true, className: 'filter-choice', placeholder: title, options }
  if (single) {
    return <Select {...shared} value={draft[name] ?? null} onChange={(value: string | null) => put(name, value ?? undefined)} />
  }
  return (
    <Select
      {...shared}
      mode="multiple"
      maxTagCount="responsive"
      value={listOf(draft[name])}
      optionFilterProp="label"
      onChange={(list: string[]) => put(name, textOf(list))}
    />
  )
}

/** From a day to a day, both included. Most lists take the day after the last (`name.gte`, `name.lt`); others name both ends. */
export function DaysFilter({ name, title, ends }: { name: string; title: string; ends?: { from: string; to: string } }) {
  const { t } = useTranslation()
  const { draft, set } = useContext(Context)
  const [first, last] = ends ? [ends.from, ends.to] : [`${name}.gte`, `${name}.lt`]
  const beyond = ends ? 0 : 1
  const from = draft[first]
  const to = draft[last]
  return (
    <PeriodInput
      aria-label={title}
      className="filter-days"
      placeholder={[t('list.from', { title }), t('list.to')]}
      from={from ?? null}
      to={to ? plusDays(to, -beyond) : null}
      onChange={(from, to) => set({ [first]: from ?? undefined, [last]: to ? plusDays(to, beyond) : undefined })}
    />
  )
}

/** An amount in 万元, or with a unit of its own. */
export function MoneyFilter({ name, title }: { name: string; title: string }) {
  const { t } = useTranslation()
  const { draft, put, query } = useContext(Context)
  const given = draft[name]
  const [text, setText] = useState(given ? wanExact(Number(given)) : '')
  useEffect(() => setText(given ? wanExact(Number(given)) : ''), [given])
  const read = parseMoney(text)
  const fault = 'fault' in read ? t(`money.${read.fault}`) : undefined
  const yuan = 'yuan' in read && read.yuan !== null ? String(read.yuan) : undefined
  return (
    <Input
      aria-label={title}
      placeholder={title}
      suffix={t('money.unit')}
      className="filter-choice"
      status={fault ? 'error' : ''}
      title={fault ?? (given ? exact(Number(given)) : title)}
      value={text}
      onChange={(e) => setText(e.target.value)}
      onBlur={() => put(name, yuan)}
      onKeyDown={onEnter(() => {
        put(name, yuan)
        query(yuan ? { [name]: yuan } : {})
      })}
    />
  )
}

export function UnitFilter({ name, title }: { name: string; title: string }) {
  const { draft, put } = useContext(Context)
  const id = Number(draft[name])
  return (
    <span className="filter-choice">
      <UnitPicker
        aria-label={title}
        placeholder={title}
        value={id > 0 ? id : null}
        onChange={(unit) => put(name, unit === null ? undefined : String(unit))}
      />
    </span>
  )
}

/** A division, with all that lies in it. */
export function DivisionFilter({ name, title }: { name: string; title: string }) {
  const { draft, put } = useContext(Context)
  return (
    <span className="filter-choice">
      <DivisionPicker
        aria-label={title}
        placeholder={title}
        value={draft[name] ?? null}
        onChange={(code) => put(name, code ?? undefined)}
      />
    </span>
  )
}

type PickProps = {
  name: string
  title: string
  picker: ComponentType<{
    value: number | null
    onChange: (id: number | null, choice?: Choice) => void
    known: readonly Choice[] | undefined
    placeholder: string
    'aria-label': string
  }>
  /** The name of what the address holds by its number only. */
  find: (id: number, signal: AbortSignal) => Promise<Choice>
}

/** Somebody or something of a library, chosen by a picker of the kit. */
export function PickFilter({ name, title, picker: Picker, find }: PickProps) {
  const { draft, put } = useContext(Context)
  const id = Number(draft[name])
  const given = id > 0 ? id : null
  const known = useQuery({
    queryKey: ['pick-name', name, id],
    enabled: given !== null,
    queryFn: ({ signal }) => find(id, signal),
    staleTime: 60_000,
  })
  return (
    <span className="filter-choice">
      <Picker
        aria-label={title}
        placeholder={title}
        value={given}
        known={known.data ? [known.data] : undefined}
        onChange={(chosen) => put(name, chosen === null ? undefined : String(chosen))}
      />
    </span>
  )
}

export function PersonFilter({ name, title }: { name: string; title: string }) {
  const { draft, put } = useContext(Context)
  const id = Number(draft[name])
  return (
    <span className="filter-choice">
      <PersonPicker
        aria-label={title}
        placeholder={title}
        value={id > 0 ? id : null}
        onChange={(person) => put(name, person === null ? undefined : String(person))}
      />
    </span>
  )
}
