/** Channels outwards: robots of groups and mail. What opens them is typed once and never shown again. */
import Button from 'antd/es/button'
import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ChannelKindWords, ChannelTitles, InboxKindWords } from '@/api/labels'
import { i18n } from '@/i18n'
import { instant } from '@/shared/dates'
import type { Search } from '@/shared/filters'
import type { Column } from '@/shared/grid/columns'
import { ChoiceFilter, FilterBar } from '@/shared/list/filter-bar'
import { ListPage, scaled } from '@/shared/list/list-page'
import { scaleOf, useTextSize } from '@/shared/preferences'
import { type Channel, channelKeys, fetchChannels } from './api'
import { ChannelDialog } from './channel-form'
import { ChannelPanel } from './channel-panel'
import type { ChannelFilters } from './filters'

type Props = {
  filters: ChannelFilters
  onChange: (filters: ChannelFilters) => void
  onMessages: (channelId?: number) => void
  can: readonly string[]
}

const forWhom = (one: Channel): string => one.unit_name ?? i18n.t('notices.wholeCity')
const state = (one: Channel): string => i18n.t(one.active ? 'notices.inUse' : 'notices.off')
const kinds = (one: Channel): string =>
  one.kinds.map((kind) => InboxKindWords[kind]).join(i18n.t('form.comma')) || i18n.t('notices.allKinds')

const columns: Column<Channel>[] = [
  { key: 'name', title: ChannelTitles.name, width: 200, pinned: true, text: (one) => one.name },
  { key: 'kind', title: ChannelTitles.kind, width: 160, text: (one) => ChannelKindWords[one.kind] },
  { key: 'active', title: ChannelTitles.active, width: 96, text: state },
  { key: 'unit_name', title: ChannelTitles.unit_name, width: 160, text: forWhom },
  { key: 'kinds', title: ChannelTitles.kinds, width: 240, text: kinds },
  {
    key: 'last_sent_at',
    title: ChannelTitles.last_sent_at,
    width: 160,
    text: (one) => (one.last_sent_at ? instant(one.last_sent_at) : i18n.t('notices.neverSent')),
  },
  { key: 'given_up', title: ChannelTitles.given_up, width: 128, text: (one) => String(one.given_up) },
]

export function Channels({ filters, onChange, onMessages, can }: Props) {
  const { t } = useTranslation()
  const scale = scaleOf(useTextSize())
  const shown = useMemo(() => scaled(columns, scale), [scale])
  const [creating, setCreating] = useState(false)
  const [open, setOpen] = useState<number | null>(null)
  const fetchPage = useCallback(
    (page: number, perPage: number, signal: AbortSignal) => fetchChannels(filters, page, perPage, signal),
    [filters],
  )
  const activity = { true: t('notices.inUse'), false: t('notices.off') }
  return (
    <>
      <ListPage<Channel>
        title={t('menu.channels')}
        queryKey={channelKeys.list(filters)}
        fetchPage={fetchPage}
        rowKey={(one) => one.id}
        columns={shown}
        filters={filters as Search}
        onFilters={(next) => onChange(next)}
        onOpen={(one) => setOpen(one.id)}
        actions={
          <>
            <Button onClick={() => onMessages()}>{t('notices.log')}</Button>
            {can.includes('channel.edit') ? (
              <Button type="primary" onClick={() => setCreating(true)}>
                {t('notices.newChannel')}
              </Button>
            ) : null}
          </>
        }
        bar={
          <FilterBar filters={filters as Search} onChange={(next) => onChange(next)}>
            <ChoiceFilter name="active" title={ChannelTitles.active} words={activity} single />
          </FilterBar>
        }
        empty={<p>{t('notices.noChannels')}</p>}
        card={(one) => (
          <>
            <strong>{one.name}</strong>
            <small>
              <span>{ChannelKindWords[one.kind]}</span>
              <span>{state(one)}</span>
            </small>
            <small>
              <span>{forWhom(one)}</span>
              <span>{one.last_sent_at ? instant(one.last_sent_at) : t('notices.neverSent')}</span>
            </small>
          </>
        )}
      />
      {creating ? <ChannelDialog onClose={() => setCreating(false)} /> : null}
      {open !== null ? <ChannelPanel id={open} onMessages={() => onMessages(open)} onClose={() => setOpen(null)} /> : null}
    </>
  )
}
