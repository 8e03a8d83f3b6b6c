/** Says that the network is down, that what was typed is safe, and how old the screen is; what is there stays, and is renewed when it is back. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { connection } from '@/api/connection'
import { clock } from '@/shared/dates'
import { useKeptAt } from '@/shared/form/drafts'

export function OfflineBar() {
  const { t } = useTranslation()
  const state = useSyncExternalStore(connection.subscribe, connection.get)
  const queries = useQueryClient()
  const kept = useKeptAt()
  const away = useRef(false)
  useEffect(() => {
    if (state.reached && away.current) void queries.invalidateQueries()
    away.current = !state.reached
  }, [state, queries])
  return (
    <div role="status">
      {state.reached ? null : (
        <p className="offline-bar">
          {kept
            ? t('state.offlineKeptBar', { at: clock(new Date(kept)), seen: clock(new Date(state.since)) })
            : t('state.offlineBar', { at: clock(new Date(state.since)) })}
        </p>
      )}
    </div>
  )
}
