/** The five words of a project's life, each with its stages as dots and dates. Progress is told by word and shape too. */
import { useTranslation } from 'react-i18next'
import type { components } from '@/api/schema'
import { shortDate } from '@/shared/dates'
import { useNarrow } from '@/shared/narrow'

export type Lifecycle = components['schemas']['LifecycleView']
type Group = Lifecycle['groups'][number]
export type Progress = 'done' | 'current' | 'skipped' | 'ahead'

export const SHAPES: Record<Progress, string> = { done: '●', current: '◉', skipped: '◌', ahead: '○' }

export function StageBar({ lifecycle }: { lifecycle: Lifecycle }) {
  const { t } = useTranslation()
  const narrow = useNarrow()
  const before = lifecycle.stages.filter((stage) => !stage.group)
  // on a phone what lies behind is one line until somebody asks for it
  const behind = narrow ? lifecycle.groups.filter((group) => group.progress === 'done' || group.progress === 'skipped') : []
  const group = (one: Group) => <GroupOf key={one.code} group={one} stages={lifecycle.stages} />
  const passed = lifecycle.stages.filter((stage) => behind.some((one) => one.code === stage.group))
  return (
    <section className="stage-bar" aria-label={t('project.stages')}>
      <p className="stage-since">
        {t('project.inStage', { days: lifecycle.days_in_stage })}
        {lifecycle.overdue ? <strong> {t('project.overdue')}</strong> : null}
        {before.map((stage) => (
          <span key={stage.stage} className={`chip ${stage.progress}`}>
            {stage.label}
          </span>
        ))}
      </p>
      {passed.length > 0 ? (
        <details className="stages-behind">
          <summary>{t('project.passed', { n: passed.length })}</summary>
          <ol>{behind.map(group)}</ol>
        </details>
      ) : null}
      <ol>{lifecycle.groups.filter((one) => !behind.includes(one)).map(group)}</ol>
    </section>
  )
}

function GroupOf({ group, stages }: { group: Group; stages: Lifecycle['stages'] }) {
  const { t } = useTranslation()
  return (
    <li className={group.progress} aria-current={group.progress === 'current' ? 'step' : undefined}>
      <strong>{group.label}</strong>
      <ul>
        {stages
          .filter((stage) => stage.group === group.code)
          .map((stage) => {
            const on = stage.audited_on ?? stage.entered_on
            return (
              <li
                key={stage.stage}
                className={stage.progress}
                title={stage.claimed_on ? t('project.claimed', { on: stage.claimed_on }) : undefined}
              >
                <span aria-hidden="true">{SHAPES[stage.progress as Progress] ?? '○'}</span>
                <span className="visually-hidden">{t(`project.progress.${stage.progress as Progress}`)}</span>
                {stage.label}
                {on && stage.progress !== 'ahead' ? <time dateTime={on}>{shortDate(on)}</time> : null}
              </li>
            )
          })}
      </ul>
    </li>
  )
}
