/** Ways out of this room. Its pages in src/app bind them to addresses; without that they are plain words. */
import { createContext, type ReactNode, useContext } from 'react'

export type Links = {
  /** `aside` opens beside a form that must stay as it is. */
  enterprise: (id: number, text: ReactNode, aside?: boolean) => ReactNode
  project: (id: number, text: ReactNode) => ReactNode
  /** The ledger with the projects of this enterprise. */
  ledger: (enterpriseId: number, text: ReactNode) => ReactNode
}
const PLAIN: Links = {
  enterprise: (_, text) => text,
  project: (_, text) => text,
  ledger: (_, text) => text,
}
const Context = createContext<Links>(PLAIN)

export const LinksTo = Context.Provider
export const useLinks = (): Links => useContext(Context)
