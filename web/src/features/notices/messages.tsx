/** What went through the channels: its state, why it failed, sending again what was given up. */
import { useQueryClient } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Drawer from 'antd/es/drawer'
import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MessagePurposeWords, MessageStateWords, OutgoingMessageTitles } from '@/api/labels'
import { instant } from '@/shared/dates'
import type { Search } from '@/shared/filters'
import type { Column } from '@/shared/grid/columns'
import { ChoiceFilter, FilterBar } from '@/shared/list/filter-bar'
import { ListPage, scaled } from '@/shared/list/list-page'
import { scaleOf, useTextSize } from '@/shared/preferences'
import { ActButton } from '@/shared/ui/act'
import { say } from '@/shared/ui/said'
import { channelKeys, fetchMessages, type Message, retryMessage } from './api'
import type { MessageFilters } from './filters'
import './notices.css'

type Props = { filters: MessageFilters; onChange: (filters: MessageFilters) => void; onBack: () => void }

const columns: Column<Message>[] = [
  { key: 'number', title: OutgoingMessageTitles.number, width: 152, pinned: true, text: (one) => one.number },
  { key: 'channel_name', title: OutgoingMessageTitles.channel_name, width: 160, text: (one) => one.channel_name },
  { key: 'purpose', title: OutgoingMessageTitles.purpose, width: 96, text: (one) => MessagePurposeWords[one.purpose] },
  { key: 'state', title: OutgoingMessageTitles.state, width: 112, text: (one) => MessageStateWords[one.state] },
  { key: 'attempts', title: OutgoingMessageTitles.attempts, width: 88, text: (one) => String(one.attempts) },
  { key: 'created_at', title: OutgoingMessageTitles.created_at, width: 144, text: (one) => instant(one.created_at) },
  { key: 'last_error', title: OutgoingMessageTitles.last_error, width: 320, text: (one) => one.last_error ?? '' },
]

export function Messages({ filters, onChange, onBack }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const scale = scaleOf(useTextSize())
  const shown = useMemo(() => scaled(columns, scale), [scale])
  const [open, setOpen] = useState<Message | null>(null)
  const fetchPage = useCallback(
    (page: number, perPage: number, signal: AbortSignal) => fetchMessages(filters, page, perPage, signal),
    [filters],
  )
  return (
    <>
      <ListPage<Message>
        title={t('notices.log')}
        queryKey={channelKeys.messages(filters)}
        fetchPage={fetchPage}
        rowKey={(one) => one.id}
        columns={shown}
        filters={filters as Search}
        onFilters={(next) => onChange(next)}
        onOpen={setOpen}
        actions={<Button onClick={onBack}>{t('notices.toChannels')}</Button>}
        bar={
          <FilterBar filters={filters as Search} onChange={(next) => onChange(next)}>
            <ChoiceFilter name="state" title={OutgoingMessageTitles.state} words={MessageStateWords} />
          </FilterBar>
        }
        empty={<p>{t('notices.noMessages')}</p>}
        card={(one) => (
          <>
            <strong>{one.number}</strong>
            <small>
              <span>{one.channel_name}</span>
              <span>{MessageStateWords[one.state]}</span>
            </small>
            <small>
              <span>{MessagePurposeWords[one.purpose]}</span>
              <span>{instant(one.created_at)}</span>
            </small>
          </>
        )}
      />
      {open ? (
        <Drawer open title={open.number} onClose={() => setOpen(null)} size={480}>
          <p>
            <strong>{open.subject}</strong>
          </p>
          {open.body ? <pre className="message-body">{open.body}</pre> : <p className="note">{t('notices.bodyHidden')}</p>}
          <p>{t('notices.tried', { state: MessageStateWords[open.state], n: open.attempts })}</p>
          {open.last_error ? <p className="note">{open.last_error}</p> : null}
          {open.can.includes('channel.edit') ? (
            <ActButton
              type="primary"
              act={(key) => retryMessage(open, key)}
              onDone={() => {
                say(t('notices.again'))
                setOpen(null)
                void queries.invalidateQueries({ queryKey: channelKeys.all })
              }}
            >
              {t('notices.retry')}
            </ActButton>
          ) : null}
        </Drawer>
      ) : null}
    </>
  )
}
