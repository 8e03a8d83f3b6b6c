/** Likely the same project, in the form of a new one while its name is typed; with the reason, and a look at it in a tab of its own. */
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemAlert } from '@/shared/ui/problem'
import { StageTag } from '@/shared/ui/stage'
import { candidatesQuery } from './api'

const SETTLE_MS = 300
/** The API looks for names from two characters on. */
const SHORTEST = 2
/** So many are seen at a glance. */
const MOST = 3

export function Similar({ name = '', investor = '' }: { name?: string | undefined; investor?: string | undefined }) {
  const { t } = useTranslation()
  const [asked, setAsked] = useState({ name: '', investor: '' })
  useEffect(() => {
    const timer = setTimeout(() => setAsked({ name: name.trim(), investor: investor.trim() }), SETTLE_MS)
    return () => clearTimeout(timer)
  }, [name, investor])
  const found = useQuery({
    ...candidatesQuery(asked.name, asked.investor),
    enabled: asked.name.length >= SHORTEST,
    placeholderData: (before) => before,
  })
  if (asked.name.length < SHORTEST) return null
  if (found.error) return <ProblemAlert error={found.error} onRetry={() => void found.refetch()} />
  const { candidates = [], hidden = false } = found.data ?? {}
  if (candidates.length === 0 && !hidden) return null
  return (
    <section className="similar" role="status" aria-label={t('projects.similar.title')}>
      <p>{t('projects.similar.title')}</p>
      <ul>
        {candidates.slice(0, MOST).map((one) => (
          <li key={one.id}>
            <a href={`/projects/${one.id}`} target="_blank" rel="noreferrer">
              {one.name}
            </a>{' '}
            <StageTag stage={one.stage} endState={null} /> <small>{[one.number, one.reason].join(' ')}</small>
          </li>
        ))}
        {hidden ? <li>{t('projects.similar.hidden')}</li> : null}
      </ul>
    </section>
  )
}
