/** The menu: every entry names the action that opens it; what is not in `can` of `/me` is not drawn. */
import type zh from '@/i18n/zh-CN'

/** `also`: another view of the same entry. */
export type Entry = {
  to: string
  also?: string
  label: keyof (typeof zh)['menu']
  can: string
  icon: 'table' | 'api' | 'dashboard' | 'rates' | 'targets' | 'effects'
}

export const MENU: readonly Entry[] = [
  { to: '/projects', also: '/board', label: 'projects', can: 'project.read', icon: 'table' },
  { to: '/dashboard', label: 'dashboard', can: 'rate.read', icon: 'dashboard' },
  { to: '/rates', label: 'rates', can: 'rate.read', icon: 'rates' },
  { to: '/targets', label: 'targets', can: 'target.read', icon: 'targets' },
  { to: '/effects', label: 'effects', can: 'trip.read', icon: 'effects' },
]

/** The entries somebody with these actions sees. */
export function menuFor(can: readonly string[]): Entry[] {
  return MENU.filter((entry) => can.includes(entry.can))
}
