/** Talks at their addresses. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import { TalkDetail } from '@/features/talks/detail'
import type { TalkFilters } from '@/features/talks/filters'
import { Talks } from '@/features/talks/list'
import { useCopyTo } from './copy-to'
import { NotFound } from './not-found'
import { useRecordTalk } from './record-talk'
import { useSplit } from './split-search'
import { GoTo, useRecorder } from './talks-frame'

const list = getRouteApi('/talks')
const one = getRouteApi('/talks/$id')

export function TalksPage() {
  const search = list.useSearch()
  const navigate = useNavigate()
  const record = useRecordTalk()
  const { filters, sort } = useSplit(search)
  const change = useCallback(
    (next: TalkFilters, order: string | undefined) =>
      void navigate({ to: '/talks', search: { ...next, ...(order ? { sort: order } : {}) } }),
    [navigate],
  )
  return (
    <Talks
      filters={filters}
      sort={sort}
      onChange={change}
      onOpen={(id) => void navigate({ to: '/talks/$id', params: { id: String(id) } })}
      onRecord={record ? () => record({}) : undefined}
    />
  )
}

export function TalkPage() {
  const id = Number(one.useParams().id)
  const navigate = useNavigate()
  const me = useRecorder()
  const copy = useCopyTo()
  if (!Number.isSafeInteger(id) || id < 1) return <NotFound />
  return (
    <TalkDetail
      key={id}
      id={id}
      me={me}
      go={GoTo}
      onBack={() => void navigate({ to: '/talks', search: {} })}
      onCopy={copy ? (name) => copy({ resource: 'talk', resource_id: id, name }) : undefined}
    />
  )
}
