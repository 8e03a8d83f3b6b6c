/** Beside the tabs of a project: what happened last, by kind and by person, with what the machine did folded away. */
import { useInfiniteQuery } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Select from 'antd/es/select'
import Skeleton from 'antd/es/skeleton'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { foldLatest, useSettings } from '@/shared/preferences'
import { ProblemAlert } from '@/shared/ui/problem'
import { Timeline } from '@/shared/ui/timeline'
import { type Kind, kindOf, SHAPES_OF } from '@/shared/ui/timeline-kinds'
import { historyQuery } from './api'

export function Latest({ id }: { id: number }) {
  const { t } = useTranslation()
  const folded = useSettings().latest_folded === true
  if (folded) {
    return (
      <aside className="project-latest folded" aria-label={t('projects.latest.title')}>
        <Button type="text" aria-expanded={false} aria-label={t('projects.latest.open')} onClick={() => foldLatest(false)}>
          ‹
        </Button>
      </aside>
    )
  }
  return (
    <aside className="project-latest" aria-label={t('projects.latest.title')}>
      <header>
        <h2>{t('projects.latest.title')}</h2>
        <Button type="text" size="small" aria-expanded aria-label={t('projects.latest.close')} onClick={() => foldLatest(true)}>
          ›
        </Button>
      </header>
      <Events id={id} />
    </aside>
  )
}

function Events({ id }: { id: number }) {
  const { t } = useTranslation()
  const history = useInfiniteQuery(historyQuery(id))
  const [kind, setKind] = useState<Kind>()
  const [person, setPerson] = useState<string>()
  if (history.error) return <ProblemAlert error={history.error} onRetry={() => void history.refetch()} />
  if (!history.data) return <Skeleton active />
  const all = history.data.pages.flatMap((page) => page.items)
  const kinds = (Object.keys(SHAPES_OF) as Kind[]).filter((one) => all.some((event) => kindOf(event.event) === one))
  const people = [...new Set(all.flatMap((event) => (event.actor_kind !== 'system' && event.actor_name) || []))]
  const events = all.filter((event) => (!kind || kindOf(event.event) === kind) && (!person || event.actor_name === person))
  return (
    <>
      <div className="latest-filter">
        <Select<Kind>
          size="small"
          allowClear
          aria-label={t('projects.latest.kinds')}
          placeholder={t('projects.latest.allKinds')}
          value={kind as Kind}
          onChange={setKind}
          options={kinds.map((one) => ({ value: one, label: `${SHAPES_OF[one]} ${t(`timeline.kind.${one}`)}` }))}
        />
        <Select<string>
          size="small"
          allowClear
          aria-label={t('projects.latest.people')}
          placeholder={t('projects.latest.everybody')}
          value={person as string}
          onChange={setPerson}
          options={people.map((one) => ({ value: one, label: one }))}
        />
      </div>
      {events.length === 0 ? <p className="note">{t('projects.latest.none')}</p> : null}
      <Timeline
        label={t('projects.latest.title')}
        events={events}
        onMore={history.hasNextPage ? () => void history.fetchNextPage() : undefined}
        loading={history.isFetchingNextPage}
      />
    </>
  )
}
