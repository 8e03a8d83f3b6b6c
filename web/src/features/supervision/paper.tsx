/** 督办单 as it lies on a desk: who is asked for what, on what ground, until when, and room for the answer. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { SlipBasisWords, SlipItemTitles, SlipKindWords, SlipTitles } from '@/api/labels'
import { date, instant } from '@/shared/dates'
import { Paper } from '@/shared/ui/paper'
import { ProblemAlert } from '@/shared/ui/problem'
import { useTitle } from '@/shared/ui/title'
import { slipQuery } from './api'
import { Level } from './level'
import './supervision.css'

export function SlipPaper({ id, by, onBack }: { id: number; by: string; onBack: () => void }) {
  const { t } = useTranslation()
  const found = useQuery(slipQuery(id))
  const slip = found.data?.data
  useTitle(slip?.number ?? t('menu.slips'))
  const lines: (readonly [string, string | null | undefined])[] = slip
    ? [
        [SlipTitles.kind, SlipKindWords[slip.kind]],
        [SlipTitles.basis, [SlipBasisWords[slip.basis], slip.basis_text].filter(Boolean).join(' ')],
        [SlipItemTitles.project_name, slip.project_name],
        [SlipTitles.matter, slip.matter],
        [SlipTitles.gap_days, slip.gap_days ? t('supervision.gapDays', { n: slip.gap_days }) : null],
        [SlipTitles.gap_points, slip.gap_points ? t('supervision.gapPoints', { n: slip.gap_points / 100 }) : null],
        [t('supervision.unit'), slip.unit_name],
        [t('supervision.person'), slip.person_name],
        [SlipTitles.due_on, `${date(slip.due_on)}（${t('supervision.days', { n: slip.working_days })}）`],
      ]
    : []
  return (
    <Paper
      back={t('supervision.printBack')}
      onBack={onBack}
      by={by}
      notice={
        found.error ? (
          <ProblemAlert error={found.error} title={t('state.loadFailed')} onRetry={() => void found.refetch()} />
        ) : null
      }
    >
      {slip ? (
        <>
          <h1>{t('supervision.letterhead')}</h1>
          <p className="paper-line">
            <span>{slip.number}</span>
            <span>
              <Level slip={slip} />
            </span>
          </p>
          <p>{t('supervision.paperTo', { unit: slip.unit_name })}</p>
          <table>
            <tbody>
              {lines
                .filter(([, text]) => text)
                .map(([title, text]) => (
                  <tr key={title}>
                    <th scope="row">{title}</th>
                    <td>{text}</td>
                  </tr>
                ))}
              <tr>
                <th scope="row">{t('supervision.paperEmpty')}</th>
                <td className="slip-paper-reply">
                  {slip.feedback.map((one) => (
                    <p key={one.id}>
                      {one.said}（{one.given_by_name} {instant(one.given_at)}）
                    </p>
                  ))}
                </td>
              </tr>
            </tbody>
          </table>
          <p>{t('supervision.paperAsk', { on: date(slip.due_on) })}</p>
          <p className="paper-line">
            <span>
              {t('supervision.issuer')} {slip.issuer_name}
            </span>
            <span>{date(slip.received_on)}</span>
          </p>
        </>
      ) : null}
    </Paper>
  )
}
