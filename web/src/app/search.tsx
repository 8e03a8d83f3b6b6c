/**
 * Search over everything, from the header: projects, enterprises, trips, people; names, short names, initials, numbers, credit
 * codes. While an input method composes, the letters under composition are searched; the first Enter ends the composition,
 * the second opens.
 */
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import AutoComplete from 'antd/es/auto-complete'
import Input, { type InputRef } from 'antd/es/input'
import { type ReactNode, useDeferredValue, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isComposing } from '@/shared/keys'
import { useSentence } from '@/shared/ui/problem'
import { ENTERPRISES, type Kind, PEOPLE, PROJECTS, TRIPS } from './search-kinds'

const SETTLE_MS = 150
const LIST_HEIGHT = 560

/** The hits of one kind; while the next are asked for, those of before stay. */
function useHits({ ask, can: needed, ...kind }: Kind, q: string, can: readonly string[]) {
  const may = can.includes(needed)
  const { data, error, isSuccess, isError } = useQuery({
    queryKey: ['search', kind.kind, q],
    enabled: q.length > 0 && may,
    queryFn: ({ signal }) => ask(q, signal),
    placeholderData: (before) => before,
  })
  return { ...kind, may, found: data, error, settled: isSuccess || isError }
}

type Option = { value: string; label: ReactNode; disabled?: boolean }

export function Search({ can }: { can: readonly string[] }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const sentence = useSentence()
  const input = useRef<InputRef>(null)
  const [text, setText] = useState('')
  const [asked, setAsked] = useState('')
  const [open, setOpen] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim().replaceAll("'", '')), SETTLE_MS)
    return () => clearTimeout(timer)
  }, [text])
  const q = useDeferredValue(asked)
  const all = [useHits(PROJECTS, q, can), useHits(ENTERPRISES, q, can), useHits(TRIPS, q, can), useHits(PEOPLE, q, can)]
  const asking = all.filter((one) => one.may)
  const leave = () => {
    setOpen(false)
    setText('')
    input.current?.blur()
  }
  const go = (value: string) => {
    leave()
    const [kind, id = ''] = value.split(':')
    const of = asking.find((one) => one.kind === kind)
    if (!of) return
    void navigate((id === 'all' ? { to: of.all, search: { q } } : { to: of.one, params: { id }, search: {} }) as never)
  }
  const options: Option[] = []
  for (const [i, { kind, found }] of asking.entries()) {
    // the first hit is what Enter opens: it must not change from an enterprise to a project under the finger
    const settled = asking.slice(0, i).every((one) => one.settled)
    if (!q || !found || !settled || found.hits.length === 0) continue
    // a heading is an option that cannot be chosen: real groups of the list get attributes that their role does not have
    const heading = <span className="search-group">{t(`search.${kind}`)}</span>
    if (asking.length > 1) options.push({ value: `${kind}:heading`, label: heading, disabled: true })
    for (const { id, name, more } of found.hits) {
      const label = (
        <span className="search-hit">
          <span>{name}</span>
          <small>{more}</small>
        </span>
      )
      options.push({ value: `${kind}:${id}`, label })
    }
    const all = <span className="search-hit">{t('search.all', { n: found.total })}</span>
    if (found.total > found.hits.length) options.push({ value: `${kind}:all`, label: all })
  }
  const failed = asking.find((one) => one.error)
  const answered = asking.length > 0 && asking.every((one) => one.settled)

  return (
    <search role="search" className="shell-search">
      <AutoComplete
        style={{ width: '100%' }}
        value={text}
        options={options}
        open={open && q.length > 0 && (options.length > 0 || answered)}
        defaultActiveFirstOption
        notFoundContent={failed ? sentence(failed.error) : answered ? t('search.none', { q }) : null}
        listHeight={LIST_HEIGHT}
        onSelect={go}
        onChange={(value: string) => {
          if (!asking.some((one) => value.startsWith(`${one.kind}:`))) setText(value)
        }}
        onOpenChange={setOpen}
      >
        <Input
          id="global-search"
          ref={input}
          aria-label={t('header.searchShort')}
          placeholder={t('header.search')}
          onCompositionUpdate={(event) => setText((event.target as HTMLInputElement).value)}
          onKeyDown={(event) => {
            if (isComposing(event)) event.stopPropagation()
            else if (event.key === 'Escape') leave()
          }}
        />
      </AutoComplete>
    </search>
  )
}
