/** The kinds of rules, and one of them, at their addresses. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { RuleSetDetail } from '@/features/rulesets/detail'
import { RuleSets } from '@/features/rulesets/list'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/rulesets'

addWords('rulesets', words)
const SimulationPanel = lazy(() => import('./slips-trial').then((m) => ({ default: m.SimulationPanel })))
const one = getRouteApi('/admin/rules/$kind')

export function RulesPage() {
  const navigate = useNavigate()
  return <RuleSets onOpen={(kind) => void navigate({ to: '/admin/rules/$kind', params: { kind }, search: {} })} />
}

const revision = (text: string | undefined): number | undefined => (text && /^\d+$/.test(text) ? Number(text) : undefined)

export function RulePage() {
  const { kind } = one.useParams()
  const { from, to } = one.useSearch()
  const navigate = useNavigate()
  return (
    <RuleSetDetail
      key={kind}
      kind={kind}
      trial={
        kind === 'colours'
          ? (content) => (
              <Suspense fallback={null}>
                <SimulationPanel content={content} />
              </Suspense>
            )
          : undefined
      }
      compared={{ from: revision(from), to: revision(to) }}
      onCompare={(next) =>
        void navigate({
          to: '/admin/rules/$kind',
          params: { kind },
          search: { ...(next.from ? { from: String(next.from) } : {}), ...(next.to ? { to: String(next.to) } : {}) },
          replace: true,
        })
      }
      onBack={() => void navigate({ to: '/admin/rules' })}
    />
  )
}
