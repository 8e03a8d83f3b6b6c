/** What stands between the project and its next stage: item by item with its repair, and who may move it. */
import { useTranslation } from 'react-i18next'
import type { components } from '@/api/schema'
import { Blocking } from '@/shared/ui/blocking'

type Props = {
  transitions: components['schemas']['TransitionsView']
  /** The stage whose record waits for its audit. */
  waiting: components['schemas']['Stage'] | undefined
}

export function NextSteps({ transitions, waiting }: Props) {
  const { t } = useTranslation()
  const next = transitions.targets.find((target) => target.kind === 'advance')
  if (!next) return null
  return (
    <section className="next-steps" aria-label={t('project.next')}>
      <h2>{t('project.toStage', { stage: next.label })}</h2>
      {waiting === next.to ? (
        <p>{t('projects.waiting', { stage: next.label, auditor: next.audited_by })}</p>
      ) : next.blocking.length > 0 ? (
        <>
          <p>{t('project.lacking', { n: next.blocking.length })}</p>
          <Blocking items={next.blocking} />
        </>
      ) : (
        <p>{t('project.ready')}</p>
      )}
      <p className="who">{t('project.who', { who: next.who, auditor: next.audited_by })}</p>
    </section>
  )
}
