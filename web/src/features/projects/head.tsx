/** Head of a project: what it is at a glance, and at a desk what can be done with it now. */
import Button from 'antd/es/button'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ActButtons } from '@/shared/ui/action-bar'
import { MenuButton } from '@/shared/ui/menu-button'
import { StageTag } from '@/shared/ui/stage'
import type { Acts } from './acts'
import type { ProjectView } from './api'
import { AtAGlance } from './at-a-glance'

type Props = {
  view: ProjectView
  /** Absent on a phone, where they stand under the thumb. */
  acts?: Acts | undefined
  /** More buttons, of other rooms. */
  children?: ReactNode
  onBack: () => void
  /** Its card. */
  card?: ReactNode
  /** Where the project stands in the list one came from. */
  walk?: ReactNode
}

export function Head({ view, acts, children, onBack, card, walk }: Props) {
  const { t } = useTranslation()
  return (
    <header className="project-head">
      <div className="project-name">
        <h1>{view.name}</h1>
        <StageTag stage={view.stage} endState={view.end_state} />
        {card}
        {view.confidential ? <span className="mark">{t('project.confidential')}</span> : null}
        {view.tags.map((tag) => (
          <span key={tag} className="mark">
            {tag}
          </span>
        ))}
        {view.exclusion_code ? <span className="mark">{t('project.excluded')}</span> : null}
        <span className="project-acts no-print">
          {acts ? (
            <>
              <ActButtons acts={[...acts.first, ...acts.second]} />
              <MenuButton
                menu={{
                  items: acts.rest.map(({ key, label }) => ({ key, label })),
                  onClick: ({ key }) => acts.rest.find((act) => act.key === key)?.onClick(),
                }}
              >
                <Button>{t('action.rest')}</Button>
              </MenuButton>
              {children}
            </>
          ) : null}
          {walk}
          {acts ? <Button onClick={onBack}>{t('project.back')}</Button> : null}
        </span>
      </div>
      <AtAGlance view={view} />
    </header>
  )
}
