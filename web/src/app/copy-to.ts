/** 抄送 from any page: the frame opens the form, a page says what is shown. */
import { createContext, useContext } from 'react'
import type { Copied } from '@/features/notices/copy-dialog'

export type CopyTo = (of: Copied) => void

const Context = createContext<CopyTo | undefined>(undefined)
export const CopyToBy = Context.Provider
/** Undefined for whoever may not. */
export const useCopyTo = (): CopyTo | undefined => useContext(Context)
