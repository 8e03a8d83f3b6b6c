/** One channel at the side: what it is, a test with its result, changing it. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Drawer from 'antd/es/drawer'
import Skeleton from 'antd/es/skeleton'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ChannelKindWords, ChannelTitles, InboxKindWords, MessageStateWords } from '@/api/labels'
import { instant } from '@/shared/dates'
import { ActButton } from '@/shared/ui/act'
import { ProblemAlert } from '@/shared/ui/problem'
import { type Channel, channelKeys, channelQuery, messageQuery, testChannel } from './api'
import { ChannelDialog } from './channel-form'
import './notices.css'

type Props = { id: number; onMessages: () => void; onClose: () => void }

export function ChannelPanel({ id, onMessages, onClose }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const channel = useQuery(channelQuery(id))
  const [editing, setEditing] = useState(false)
  const [tested, setTested] = useState<number | null>(null)
  const view = channel.data?.data
  const mayEdit = view?.can.includes('channel.edit')
  return (
    <Drawer open title={view?.name ?? t('menu.channels')} onClose={onClose} size={480}>
      {channel.error ? <ProblemAlert error={channel.error} onRetry={() => void channel.refetch()} /> : null}
      {view ? <Facts view={view} /> : <Skeleton active />}
      <p className="notices-acts">
        {mayEdit ? (
          <>
            <ActButton
              type="primary"
              act={async (key) => setTested((await testChannel(id, key)).id)}
              onDone={() => void queries.invalidateQueries({ queryKey: channelKeys.all })}
            >
              {t('notices.test')}
            </ActButton>
            <Button onClick={() => setEditing(true)}>{t('notices.editChannel')}</Button>
          </>
        ) : null}
        <Button onClick={onMessages}>{t('notices.log')}</Button>
      </p>
      {tested !== null ? <Outcome id={tested} /> : null}
      {editing && channel.data ? (
        <ChannelDialog channel={channel.data.data} etag={channel.data.etag} onClose={() => setEditing(false)} />
      ) : null}
    </Drawer>
  )
}

function Facts({ view }: { view: Channel }) {
  const { t } = useTranslation()
  const comma = t('form.comma')
  const robot = view.kind !== 'email'
  const facts: [string, string][] = [
    [ChannelTitles.kind, ChannelKindWords[view.kind]],
    [ChannelTitles.active, t(view.active ? 'notices.inUse' : 'notices.off')],
    [ChannelTitles.unit_name, view.unit_name ?? t('notices.wholeCity')],
    [ChannelTitles.kinds, view.kinds.map((kind) => InboxKindWords[kind]).join(comma) || t('notices.allKinds')],
    robot
      ? [ChannelTitles.has_key, t(view.has_key ? 'notices.keyKept' : 'notices.keyMissing')]
      : [ChannelTitles.recipients, view.recipients.join(comma) || t('notices.ownBoxes')],
    [ChannelTitles.last_sent_at, view.last_sent_at ? instant(view.last_sent_at) : t('notices.neverSent')],
    [ChannelTitles.waiting, String(view.waiting)],
    [ChannelTitles.given_up, String(view.given_up)],
  ]
  return (
    <dl className="channel-facts">
      {facts.map(([title, text]) => (
        <div key={title} style={{ display: 'contents' }}>
          <dt>{title}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  )
}

/** What became of the test, as soon as it is known. */
function Outcome({ id }: { id: number }) {
  const { t } = useTranslation()
  const message = useQuery(messageQuery(id))
  const view = message.data?.data
  if (message.error) return <ProblemAlert error={message.error} onRetry={() => void message.refetch()} />
  return (
    <div role="status">
      <p>
        {t('notices.testState', {
          state: view ? MessageStateWords[view.state] : MessageStateWords.queued,
          number: view?.number ?? '',
        })}
      </p>
      {view?.last_error ? <p className="note">{view.last_error}</p> : null}
    </div>
  )
}
