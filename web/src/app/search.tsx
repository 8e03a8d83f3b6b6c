/**
 * Search over everything, from the header: names, short names, initials, numbers, credit codes. While an input method
 * composes, the letters under composition are searched; the first Enter ends the composition, the second opens.
 */
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import AutoComplete from 'antd/es/auto-complete'
import Input, { type InputRef } from 'antd/es/input'
import { useDeferredValue, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { body, client } from '@/api/client'
import { isComposing } from '@/shared/keys'
import { useSentence } from '@/shared/ui/problem'

const SETTLE_MS = 150
const MOST = 8

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
  const hits = useQuery({
    queryKey: ['search', q],
    enabled: q.length > 0 && can.includes('project.read'),
    queryFn: async ({ signal }) => {
      const [answer, { StageWords }] = await Promise.all([
        body(
          client.GET('/api/v1/projects', {
            params: { query: { q, per_page: MOST, fields: ['id', 'number', 'name', 'stage', 'lead_unit_name'] } },
            signal,
          }),
        ),
        import('./search-words'),
      ])
      return { ...answer, stages: StageWords }
    },
    placeholderData: (before) => before,
  })
  const found = q && hits.data ? hits.data.items : []
  const all = hits.data?.total ?? 0
  const leave = () => {
    setOpen(false)
    setText('')
    input.current?.blur()
  }
  const go = (value: string) => {
    leave()
    if (value === 'all') void navigate({ to: '/projects', search: { q } })
    else void navigate({ to: '/projects/$id', params: { id: value }, search: {} })
  }
  const options = found.map((project) => ({
    value: String(project.id),
    label: (
      <span className="search-hit">
        <span>{project.name}</span>
        <small>
          {project.number} {project.stage ? hits.data?.stages[project.stage] : ''} {project.lead_unit_name}
        </small>
      </span>
    ),
  }))
  if (all > found.length) options.push({ value: 'all', label: <span className="search-hit">{t('search.all', { n: all })}</span> })

  return (
    <search role="search" className="shell-search">
      <AutoComplete
        style={{ width: '100%' }}
        value={text}
        options={options}
        open={open && q.length > 0 && (found.length > 0 || hits.isSuccess || hits.isError)}
        defaultActiveFirstOption
        notFoundContent={hits.error ? sentence(hits.error) : hits.isSuccess ? t('search.none', { q }) : null}
        onSelect={go}
        onChange={(value: string) => {
          if (!found.some((p) => String(p.id) === value) && value !== 'all') setText(value)
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
