/** The five words of a project's life in one line, told by word, shape and bar: for cards and papers. */
import { useTranslation } from 'react-i18next'
import { type Lifecycle, type Progress, SHAPES } from './stage-bar'
import './stage-line.css'

export function StageLine({ groups }: { groups: Lifecycle['groups'] }) {
  const { t } = useTranslation()
  return (
    <ol className="stage-line" aria-label={t('project.stages')}>
      {groups.map((group) => (
        <li key={group.code} className={group.progress} aria-current={group.progress === 'current' ? 'step' : undefined}>
          <span aria-hidden="true">{SHAPES[group.progress as Progress] ?? SHAPES.ahead}</span>
          <span className="visually-hidden">{t(`project.progress.${group.progress as Progress}`)}</span>
          {group.label}
        </li>
      ))}
    </ol>
  )
}
