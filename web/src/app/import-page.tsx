/** Imports at their addresses: the list, a new one, and one from its number. */
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { type ReactNode, useCallback } from 'react'
import type { Session, Target } from '@/features/imports/api'
import { isFresh } from '@/features/imports/rows'
import { ImportStart } from '@/features/imports/start'
import { STEPS, type Step } from '@/features/imports/steps'
import { ImportWizard } from '@/features/imports/wizard'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/imports'
import { NotFound } from './not-found'

addWords('imports', words)

const fresh = getRouteApi('/imports/new')
const one = getRouteApi('/imports/$id')

export function ImportStartPage() {
  const { into } = fresh.useSearch()
  const navigate = useNavigate()
  return (
    <ImportStart
      into={into === 'enterprises' ? 'enterprises' : 'projects'}
      onInto={(next: Target) => void navigate({ to: '/imports/new', search: { into: next }, replace: true })}
      onDone={(session) =>
        void navigate({ to: '/imports/$id', params: { id: String(session.id) }, search: { step: 'columns' }, replace: true })
      }
      onBack={() => void navigate({ to: '/imports', search: {} })}
      linkTo={(session, text) => (
        <Link to="/imports/$id" params={{ id: String(session.id) }} search={firstStep(session)}>
          {text}
        </Link>
      )}
    />
  )
}

/** A file nothing was brought in of is looked at from its columns on. */
const firstStep = (session: Session): { step?: Step } => (isFresh(session) ? { step: 'columns' } : {})

export function ImportPage() {
  const id = Number(one.useParams().id)
  const { step, status } = one.useSearch()
  const navigate = useNavigate()
  const to = useCallback(
    (search: { step?: string; status?: string }, replace: boolean) =>
      void navigate({ to: '/imports/$id', params: { id: String(id) }, search, replace }),
    [navigate, id],
  )
  if (!Number.isSafeInteger(id) || id < 1) return <NotFound />
  const linkTo = (what: { ledger?: number; batch?: number; project?: number }, text: string): ReactNode => {
    if (what.ledger !== undefined) {
      return (
        <Link to="/projects" search={{ import_id: String(what.ledger) }}>
          {text}
        </Link>
      )
    }
    const given = { id: String(what.batch ?? what.project) }
    return what.batch !== undefined ? (
      <Link to="/imports/$id" params={given} search={{}}>
        {text}
      </Link>
    ) : (
      <Link to="/projects/$id" params={given} search={{}}>
        {text}
      </Link>
    )
  }
  return (
    <ImportWizard
      key={id}
      id={id}
      step={STEPS.find((known) => known === step) as Step | undefined}
      status={status}
      onStep={(next) => to(next ? { step: next } : {}, false)}
      onStatus={(next) => to({ step: 'rows', status: next }, true)}
      onBack={() => void navigate({ to: '/imports', search: {} })}
      onFile={(other) =>
        void (other
          ? navigate({ to: '/imports/$id', params: { id: String(other.id) }, search: firstStep(other) })
          : navigate({ to: '/imports/new', search: {} }))
      }
      linkTo={linkTo}
    />
  )
}
