/** A link to a page; the address is the application's. */
import type { ComponentType, ReactNode } from 'react'

export type Go = ComponentType<{
  to: 'enterprise' | 'project' | 'ticket' | 'approval' | 'complaint'
  id: number
  children: ReactNode
}>
