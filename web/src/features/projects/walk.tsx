/** The way to the neighbours of a project in the list one came from. Only they are asked for, not the list. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import Button from 'antd/es/button'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useKeys } from '@/shared/keys'
import { placeQuery } from './api'
import type { Filters } from './filters'

type Props = {
  filters: Filters
  sort: string | undefined
  /** Its place in the list, from 0. */
  at: number
  onGo: (id: number, at: number) => void
}

export function Walk({ filters, sort, at, onGo }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const after = useQuery(placeQuery(filters, sort, at + 1))
  const total = after.data?.total
  // two presses in a row are two steps, though the first has not arrived yet
  const heading = useRef(at)
  useEffect(() => {
    heading.current = at
  }, [at])
  const go = async (by: number) => {
    const to = heading.current + by
    if (to < 0 || (total !== undefined && to >= total)) return
    heading.current = to
    const found = await queries.fetchQuery(placeQuery(filters, sort, to)).catch(() => undefined)
    if (found?.id !== undefined && heading.current === to) onGo(found.id, to)
    else if (found?.id === undefined) heading.current = at
  }
  const next = () => void go(1)
  const previous = () => void go(-1)
  useKeys({ j: next, k: previous, 'Alt+ArrowDown': next, 'Alt+ArrowUp': previous })
  if (total === undefined) return null
  return (
    <nav className="walk" aria-label={t('list.place', { n: at + 1, total })}>
      <Button title="K" aria-label={t('list.previous')} disabled={at === 0} onClick={previous}>
        ‹
      </Button>
      <span aria-hidden="true">
        {at + 1} / {total}
      </span>
      <Button title="J" aria-label={t('list.next')} disabled={at + 1 >= total} onClick={next}>
        ›
      </Button>
    </nav>
  )
}
