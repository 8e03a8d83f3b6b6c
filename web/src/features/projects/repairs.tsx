/** From what lacks to where it is mended: the frame knows the place of each field, a page opens it. */
import { createContext, type ReactNode, useContext } from 'react'
import { useTranslation } from 'react-i18next'
import { RepairBy } from '@/shared/ui/blocking'
import type { ProjectView } from './api'
import type { Opening } from './openings'
import type { Schemas } from './writes'

export type Way = {
  word: 'fill' | 'upload' | 'assign' | 'register' | 'amend' | 'look' | 'resume' | 'submit'
  open?: Opening
  tab?: string
}
export type About = { view: ProjectView; transitions: Schemas['TransitionsView'] }
export type Ways = {
  /** The place of a field, for somebody who may fill it in. */
  wayOf: (field: string, about: About) => Way | undefined
  /** Opens the place on the page of the project. */
  go: (id: number, way: Way) => void
}

const Context = createContext<Ways | undefined>(undefined)
export const WaysBy = Context.Provider

type Props = {
  view: ProjectView | undefined
  transitions: Schemas['TransitionsView'] | undefined
  /** On the page itself nothing is left to open it. */
  onWay?: (way: Way) => void
  children: ReactNode
}

export function Repairs({ view, transitions, onWay, children }: Props) {
  const { t } = useTranslation()
  const ways = useContext(Context)
  if (!ways || !view || !transitions) return children
  return (
    <RepairBy
      value={({ field }) => {
        const way = ways.wayOf(field, { view, transitions })
        return way && { word: t(`projects.repair.${way.word}`), go: () => (onWay ? onWay(way) : ways.go(view.id, way)) }
      }}
    >
      {children}
    </RepairBy>
  )
}
