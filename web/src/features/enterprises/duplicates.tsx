/** Likely the same enterprise, at the side of the form while a name or a credit code is typed: with reason and likeliness. */
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FundsOriginWords } from '@/api/labels'
import { ProblemAlert } from '@/shared/ui/problem'
import { type Candidate, candidatesQuery } from './api'
import { useLinks } from './links'

const SETTLE_MS = 300
/** The API looks for names from two characters on. */
const SHORTEST = 2

type Props = {
  name: string
  creditCode: string
  /** The enterprise that is being edited is no duplicate of itself. */
  self?: number | undefined
  /** What the API answered when it refused to save. */
  told: readonly Candidate[] | null
}

export function Duplicates({ name, creditCode, self, told }: Props) {
  const { t } = useTranslation()
  const [asked, setAsked] = useState({ name: '', code: '' })
  useEffect(() => {
    const typed = { name: name.trim().length < SHORTEST ? '' : name.trim(), code: creditCode.trim() }
    const timer = setTimeout(() => setAsked(typed), SETTLE_MS)
    return () => clearTimeout(timer)
  }, [name, creditCode])
  const asking = asked.name !== '' || asked.code !== ''
  const found = useQuery({
    ...candidatesQuery(asked.name, asked.code),
    enabled: asking,
    placeholderData: (before: Candidate[] | undefined) => before,
  })
  const candidates = (told ?? (asking ? (found.data ?? []) : [])).filter((one) => one.enterprise.id !== self)
  const sentence = !asking
    ? t('enterprises.candidatesHint')
    : !found.data && !told
      ? t('enterprises.looking')
      : candidates.length === 0
        ? t('enterprises.noCandidates')
        : t('enterprises.foundCandidates', { n: candidates.length })
  return (
    <>
      <h2>{t('enterprises.candidates')}</h2>
      {found.error && !told ? (
        <ProblemAlert error={found.error} onRetry={() => void found.refetch()} />
      ) : (
        <p role="status">{sentence}</p>
      )}
      <CandidateList candidates={candidates} />
    </>
  )
}

type ListProps = { candidates: readonly Candidate[]; act?: (candidate: Candidate) => ReactNode }

export function CandidateList({ candidates, act }: ListProps) {
  const { t } = useTranslation()
  const links = useLinks()
  if (candidates.length === 0) return null
  return (
    <ul className="ent-candidates">
      {candidates.map((candidate) => {
        const { enterprise, score, reasons } = candidate
        return (
          <li key={enterprise.id}>
            <span className="ent-candidate-name">{links.enterprise(enterprise.id, enterprise.name, true)}</span>
            <span className="ent-score">{t('enterprises.likeliness', { n: Math.round(score * 100) })}</span>
            <small>
              {enterprise.credit_code ?? t('enterprises.noCode')}
              {enterprise.origin ? ` ${FundsOriginWords[enterprise.origin]}` : ''}
            </small>
            {reasons.map((reason) => (
              <small key={reason.message}>{reason.message}</small>
            ))}
            {act?.(candidate)}
          </li>
        )
      })}
    </ul>
  )
}
