/** 记一笔 from any page: the frame opens the form, a page says what the talk is about. */
import { createContext, useContext } from 'react'
import type { About } from '@/features/talks/api'

export type RecordTalk = (about: About) => void

const Context = createContext<RecordTalk | undefined>(undefined)
export const RecordTalkBy = Context.Provider
/** Undefined for whoever may not record. */
export const useRecordTalk = (): RecordTalk | undefined => useContext(Context)
