/**
 * Search over everything, from the header: projects first, then enterprises; names, short names, initials, numbers, credit
 * codes. While an input method composes, the letters under composition are searched; the first Enter ends the composition,
 * the second opens.
 */
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import AutoComplete from 'antd/es/auto-complete'
import Input, { type InputRef } from 'antd/es/input'
import { type ReactNode, useDeferredValue, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { body, client } from '@/api/client'
import { isComposing } from '@/shared/keys'
import { useSentence } from '@/shared/ui/problem'

const SETTLE_MS = 150
const MOST = 6
const MOST_ENTERPRISES = 4

const LIST_HEIGHT = 480

type Option = { value: string; label: ReactNode; disabled?: boolean }

/** Hits of one kind, with the way to all of them; under a heading when there are several kinds. A heading is an option that
 * cannot be chosen: real groups of the list get attributes that their role does not have. */
function grouped(kind: string, heading: string | null, found: Option[], total: number, all: string): Option[] {
  if (found.length === 0) return []
  return [
    ...(heading ? [{ value: `${kind}:heading`, label: <span className="search-group">{heading}</span>, disabled: true }] : []),
    ...found,
    ...(total > found.length ? [{ value: `${kind}:all`, label: <span className="search-hit">{all}</span> }] : []),
  ]
}

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
  const mayProjects = can.includes('project.read')
  const mayEnterprises = can.includes('enterprise.read')
  const projects = useQuery({
    queryKey: ['search', 'projects', q],
    enabled: q.length > 0 && mayProjects,
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
  const enterprises = useQuery({
    queryKey: ['search', 'enterprises', q],
    enabled: q.length > 0 && mayEnterprises,
    queryFn: ({ signal }) =>
      body(client.GET('/api/v1/enterprises', { params: { query: { q, per_page: MOST_ENTERPRISES } }, signal })),
    placeholderData: (before) => before,
  })
  const leave = () => {
    setOpen(false)
    setText('')
    input.current?.blur()
  }
  const go = (value: string) => {
    leave()
    const [kind, id = ''] = value.split(':')
    if (value === 'projects:all') void navigate({ to: '/projects', search: { q } })
    else if (value === 'enterprises:all') void navigate({ to: '/enterprises', search: { q } })
    else if (kind === 'enterprises') void navigate({ to: '/enterprises/$id', params: { id }, search: {} })
    else void navigate({ to: '/projects/$id', params: { id }, search: {} })
  }
  const options: Option[] = []
  if (q && projects.data) {
    const { items, total, stages } = projects.data
    const found = items.map((project) => ({
      value: `projects:${project.id}`,
      label: (
        <span className="search-hit">
          <span>{project.name}</span>
          <small>
            {project.number} {project.stage ? stages[project.stage] : ''} {project.lead_unit_name}
          </small>
        </span>
      ),
    }))
    options.push(
      ...grouped('projects', mayEnterprises ? t('search.projects') : null, found, total, t('search.all', { n: total })),
    )
  }
  // the first hit is what Enter opens: it must not change from an enterprise to a project under the finger
  const settled = !mayProjects || projects.isSuccess || projects.isError
  if (q && enterprises.data && settled) {
    const { items, total } = enterprises.data
    const found = items.map((enterprise) => ({
      value: `enterprises:${enterprise.id}`,
      label: (
        <span className="search-hit">
          <span>{enterprise.name}</span>
          <small>{[enterprise.credit_code, enterprise.place, enterprise.industry].filter(Boolean).join(' ')}</small>
        </span>
      ),
    }))
    options.push(...grouped('enterprises', t('search.enterprises'), found, total, t('search.all', { n: total })))
  }
  const asking = [...(mayProjects ? [projects] : []), ...(mayEnterprises ? [enterprises] : [])]
  const failed = asking.find((one) => one.isError)
  const answered = asking.length > 0 && asking.every((one) => one.isSuccess || one.isError)

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
          if (!/^(projects|enterprises):/.test(value)) setText(value)
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
