/** Channels, and what went through them, at their addresses. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Channels } from '@/features/notices/channels'
import { Messages } from '@/features/notices/messages'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/notices'
import { useMe } from './me'

addWords('notices', words)
const list = getRouteApi('/admin/channels')
const log = getRouteApi('/admin/channels/messages')

export function ChannelsPage() {
  const filters = list.useSearch()
  const navigate = useNavigate()
  const me = useMe()
  return (
    <Channels
      filters={filters}
      onChange={(next) => void navigate({ to: '/admin/channels', search: next })}
      onMessages={(id) =>
        void navigate({ to: '/admin/channels/messages', search: id === undefined ? {} : { channel_id: String(id) } })
      }
      can={me.data?.can ?? []}
    />
  )
}

export function MessagesPage() {
  const filters = log.useSearch()
  const navigate = useNavigate()
  return (
    <Messages
      filters={filters}
      onChange={(next) => void navigate({ to: '/admin/channels/messages', search: next })}
      onBack={() => void navigate({ to: '/admin/channels', search: {} })}
    />
  )
}
