/** Ways out of this room. Its pages in src/app bind them to addresses; without that they are plain words. */
import { createContext, type ReactNode, useContext } from 'react'

export type Links = {
  enterprise: (id: number, text: ReactNode) => ReactNode
  project: (id: number, text: ReactNode) => ReactNode
  /** The list behind a number of what came of a trip, by the address that the API gives of it. */
  figure: (href: string, text: ReactNode) => ReactNode
}
const PLAIN: Links = {
  enterprise: (_, text) => text,
  project: (_, text) => text,
  figure: (_, text) => text,
}
const Context = createContext<Links>(PLAIN)

export const LinksTo = Context.Provider
export const useLinks = (): Links => useContext(Context)
