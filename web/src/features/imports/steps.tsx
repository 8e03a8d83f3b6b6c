/** Where one is on the way of an import; what was passed is a way back. */
import { useTranslation } from 'react-i18next'

export const STEPS = ['file', 'columns', 'rows', 'result'] as const
export type Step = (typeof STEPS)[number]

type Props = { at: Step; can?: readonly Step[]; onStep?: (step: Step) => void }

export function Steps({ at, can = [], onStep }: Props) {
  const { t } = useTranslation()
  return (
    <ol className="import-steps" aria-label={t('imports.steps')}>
      {STEPS.map((step, i) => {
        const here = step === at
        const text = (
          <>
            <b aria-hidden="true">{i + 1}</b>
            <span className="import-step-name">{t(`imports.step.${step}`)}</span>
          </>
        )
        return (
          <li
            key={step}
            className={here ? 'here' : STEPS.indexOf(at) > i ? 'passed' : ''}
            aria-current={here ? 'step' : undefined}
          >
            {!here && can.includes(step) ? (
              <button type="button" onClick={() => onStep?.(step)}>
                {text}
              </button>
            ) : (
              <span>{text}</span>
            )}
          </li>
        )
      })}
    </ol>
  )
}
