/** 记一笔 from any page: the frame opens the form, a page says what the talk is about. */
import { createContext, useContext } from 'react'
import type { ProjectView } from '@/features/projects/api'
import type { About } from '@/features/talks/api'

export type RecordTalk = (about: About) => void

const Context = createContext<RecordTalk | undefined>(undefined)
export const RecordTalkBy = Context.Provider
/** Undefined for whoever may not record. */
export const useRecordTalk = (): RecordTalk | undefined => useContext(Context)

/** A project, and its investor when there is no doubt which. */
export function aboutOf(view: ProjectView): About {
  const investors = view.parties.filter((party) => party.role === 'investor')
  const only = investors.length === 1 ? investors[0] : undefined
  return {
    project: { id: view.id, name: view.name },
    enterprise: only?.enterprise_id ? { id: only.enterprise_id, name: only.name } : undefined,
  }
}
