/** The menu: every entry names the action that opens it; what is not in `can` of `/me` is not drawn. */
import type zh from '@/i18n/zh-CN'

export type Entry = {
  to: string
  label: keyof (typeof zh)['menu']
  can: string
  icon: 'table' | 'api' | 'units' | 'users' | 'tokens' | 'rules' | 'calendar' | 'journal'
  /** Under which heading it stands; entries without one come first. */
  group?: 'admin'
}

export const MENU: readonly Entry[] = [
  { to: '/projects', label: 'projects', can: 'project.read', icon: 'table' },
  { to: '/admin/units', label: 'units', can: 'unit.read', icon: 'units', group: 'admin' },
  { to: '/admin/users', label: 'users', can: 'user.read', icon: 'users', group: 'admin' },
  { to: '/admin/tokens', label: 'tokens', can: 'token.read', icon: 'tokens', group: 'admin' },
  { to: '/admin/rules', label: 'rules', can: 'ruleset.read', icon: 'rules', group: 'admin' },
  { to: '/admin/calendar', label: 'calendar', can: 'calendar.read', icon: 'calendar', group: 'admin' },
  { to: '/admin/journal', label: 'journal', can: 'journal.read', icon: 'journal', group: 'admin' },
]

/** The entries somebody with these actions sees. */
export function menuFor(can: readonly string[]): Entry[] {
  return MENU.filter((entry) => can.includes(entry.can))
}
