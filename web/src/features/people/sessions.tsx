/** Where somebody is signed in, with the way to end it. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import Checkbox from 'antd/es/checkbox'
import Skeleton from 'antd/es/skeleton'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SessionTitles } from '@/api/labels'
import { i18n } from '@/i18n'
import { instant } from '@/shared/dates'
import { ActButton } from '@/shared/ui/act'
import { Panel } from '@/shared/ui/panel'
import { ProblemAlert } from '@/shared/ui/problem'
import { Rows } from '@/shared/ui/rows'
import { say } from '@/shared/ui/said'
import { endSession, type Session, sessionsQuery } from './api'

const BROWSERS = [
  [/Edg\//, 'Edge'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\/|Chromium\//, 'Chrome'],
  [/Safari\//, 'Safari'],
] as const
const SYSTEMS = [
  [/Windows/, 'Windows'],
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
] as const

/** `Chrome（Windows）` out of what a browser calls itself; a program keeps its name. */
export function deviceText(device: string): string {
  const of = (list: readonly (readonly [RegExp, string])[]) => list.find(([pattern]) => pattern.test(device))?.[1]
  const [browser, system] = [of(BROWSERS), of(SYSTEMS)]
  if (browser && system) return i18n.t('people.sessions.browser', { browser, system })
  return device ? i18n.t('people.sessions.program', { name: device.slice(0, 60) }) : '—'
}

/** Here, valid, or why it ended; a session that ran out was ended by nobody. */
function stateOf(session: Session): string {
  if (session.active) {
    const state = i18n.t(session.current ? 'people.sessions.current' : 'people.sessions.active')
    return session.remembered ? i18n.t('people.sessions.remembered', { state, until: instant(session.expires_at) }) : state
  }
  const why = (session.end_reason ?? 'expired') as 'expired'
  return i18n.t(`people.sessions.why.${why}`, { defaultValue: why })
}

export function Sessions({ user }: { user?: { id: number; name: string } | undefined }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [all, setAll] = useState(false)
  const found = useQuery(sessionsQuery(user?.id, !all))
  const title = user ? t('people.sessions.of', { name: user.name }) : t('people.sessions.where')
  const rows = (found.data?.items ?? []).map((session) => ({
    key: session.id,
    cells: [
      { text: deviceText(session.device), title: session.device },
      session.address,
      instant(session.created_at),
      instant(session.last_used_at),
      stateOf(session),
      {
        text:
          session.can.includes('session.manage') && session.active && !session.current ? (
            <ActButton
              size="small"
              danger
              confirm={{
                title: t('people.sessions.endTitle'),
                text: t('people.sessions.endText'),
                ok: t('people.sessions.end'),
              }}
              act={(key) => endSession(session.id, key)}
              onDone={() => {
                say(t('people.sessions.ended'))
                void queries.invalidateQueries({ queryKey: ['people', 'sessions'] })
              }}
            >
              {t('people.sessions.end')}
            </ActButton>
          ) : (
            ''
          ),
      },
    ],
  }))
  return (
    <Panel
      title={title}
      tools={
        <Checkbox checked={all} onChange={(event) => setAll(event.target.checked)}>
          {t('people.sessions.all')}
        </Checkbox>
      }
    >
      {found.error ? <ProblemAlert error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isPending ? <Skeleton active paragraph={{ rows: 3 }} /> : null}
      {found.data && rows.length === 0 ? <p className="note">{t('people.sessions.none')}</p> : null}
      {rows.length > 0 ? (
        <Rows
          caption={title}
          head={[
            { title: SessionTitles.device },
            { title: SessionTitles.address },
            { title: SessionTitles.created_at },
            { title: SessionTitles.last_used_at },
            { title: t('people.sessions.state') },
            { title: t('people.units.acts'), acts: true },
          ]}
          rows={rows}
        />
      ) : null}
    </Panel>
  )
}
