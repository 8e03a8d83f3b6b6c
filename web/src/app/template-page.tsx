/** One format of exports at its address, and a new one. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { TemplateEditor } from '@/features/exports/editor'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/exports'
import { useMe } from './me'
import { NotFound } from './not-found'

addWords('exports', words)

const fresh = getRouteApi('/export-templates/new')
const one = getRouteApi('/export-templates/$id')
const LEDGER = 'projects'

function useWays() {
  const navigate = useNavigate()
  const me = useMe()
  return {
    may: me.data?.can.includes('template.edit') ?? false,
    onDone: () => void navigate({ to: '/export-templates', search: {} }),
    onCopy: (id: number) => void navigate({ to: '/export-templates/new', search: { from: String(id) } }),
  }
}

export function NewTemplatePage() {
  const { list, from } = fresh.useSearch()
  const ways = useWays()
  const source = Number(from)
  return (
    <TemplateEditor
      key={from}
      {...ways}
      list={list ?? LEDGER}
      from={Number.isSafeInteger(source) && source > 0 ? source : undefined}
    />
  )
}

export function TemplatePage() {
  const id = Number(one.useParams().id)
  const ways = useWays()
  if (!Number.isSafeInteger(id) || id < 1) return <NotFound />
  return <TemplateEditor key={id} {...ways} id={id} list={LEDGER} />
}
