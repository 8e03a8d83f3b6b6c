/** The menu: every entry names the action that opens it; what is not in `can` of `/me` is not drawn. */
import type zh from '@/i18n/zh-CN'
import type { Icon } from './menu-icons'

export type Group = 'work' | 'figures' | 'data' | 'admin'
export type Entry = {
  to: string
  /** Another address that belongs to the same entry. */
  also?: string
  label: Exclude<keyof (typeof zh)['menu'], 'groups' | 'waiting'>
  can: string
  icon: Icon
  group: Group
}

export const MENU: readonly Entry[] = [
  { to: '/inbox', label: 'inbox', can: 'inbox.read', icon: 'inbox', group: 'work' },
  { to: '/my-projects', label: 'myProjects', can: 'project.read', icon: 'star', group: 'work' },
  { to: '/projects', also: '/board', label: 'projects', can: 'project.read', icon: 'table', group: 'work' },
  { to: '/monthly-reports', label: 'monthlyReports', can: 'report.read', icon: 'monthly', group: 'work' },
  { to: '/responsibility', label: 'responsibility', can: 'responsibility.read', icon: 'chain', group: 'work' },
  { to: '/enterprises', label: 'enterprises', can: 'enterprise.read', icon: 'bank', group: 'work' },
  { to: '/claims', label: 'claims', can: 'claim.read', icon: 'flag', group: 'work' },
  { to: '/pool', label: 'pool', can: 'claim.read', icon: 'share', group: 'work' },
  { to: '/trips', label: 'trips', can: 'trip.read', icon: 'trip', group: 'work' },
  { to: '/receptions', label: 'receptions', can: 'reception.read', icon: 'guests', group: 'work' },
  { to: '/talks', label: 'talks', can: 'talk.read', icon: 'talks', group: 'work' },
  { to: '/approval-items', label: 'approvals', can: 'approval.read', icon: 'approvals', group: 'work' },
  { to: '/tickets', label: 'tickets', can: 'ticket.read', icon: 'tickets', group: 'work' },
  { to: '/service-records', also: '/contact-gaps', label: 'services', can: 'service.read', icon: 'services', group: 'work' },
  { to: '/complaints', label: 'complaints', can: 'complaint.read', icon: 'complaints', group: 'work' },
  { to: '/slips', also: '/colours', label: 'slips', can: 'slip.read', icon: 'slips', group: 'work' },
  { to: '/dashboard', label: 'dashboard', can: 'rate.read', icon: 'dashboard', group: 'figures' },
  { to: '/effects', label: 'effects', can: 'trip.read', icon: 'effects', group: 'figures' },
  { to: '/rates', label: 'rates', can: 'rate.read', icon: 'rates', group: 'figures' },
  { to: '/targets', label: 'targets', can: 'target.read', icon: 'targets', group: 'figures' },
  { to: '/report-periods', label: 'reportPeriods', can: 'report.read', icon: 'periods', group: 'figures' },
  { to: '/imports', label: 'imports', can: 'import.read', icon: 'import', group: 'data' },
  { to: '/import-mappings', label: 'importMappings', can: 'mapping.read', icon: 'mapping', group: 'data' },
  { to: '/exports', label: 'exports', can: 'export.read', icon: 'export', group: 'data' },
  { to: '/export-templates', label: 'exportTemplates', can: 'template.read', icon: 'template', group: 'data' },
  { to: '/admin/units', label: 'units', can: 'unit.read', icon: 'units', group: 'admin' },
  { to: '/admin/users', label: 'users', can: 'user.read', icon: 'users', group: 'admin' },
  { to: '/admin/tokens', label: 'tokens', can: 'token.read', icon: 'tokens', group: 'admin' },
  { to: '/admin/channels', label: 'channels', can: 'channel.read', icon: 'channels', group: 'admin' },
  { to: '/admin/rules', label: 'rules', can: 'ruleset.read', icon: 'rules', group: 'admin' },
  { to: '/admin/calendar', label: 'calendar', can: 'calendar.read', icon: 'calendar', group: 'admin' },
  { to: '/admin/journal', label: 'journal', can: 'journal.read', icon: 'journal', group: 'admin' },
  // last: nobody lands here, and it stands with the data of those who have some
  { to: '/api-docs', label: 'docs', can: 'me.read', icon: 'api', group: 'data' },
]

/** The entries somebody with these actions sees. */
export function menuFor(can: readonly string[]): Entry[] {
  return MENU.filter((entry) => can.includes(entry.can))
}

/**
 * Where one lands. Who reads projects and registers none decides and follows, and does so on a phone between two meetings: there
 * his projects come first. Everybody else, and everybody at a desk, begins with what waits.
 */
export function landingFor(can: readonly string[], phone: boolean): Entry | undefined {
  const entries = menuFor(can)
  const follows = phone && !can.includes('project.create')
  return (follows ? entries.find((entry) => entry.to === '/my-projects') : undefined) ?? entries[0]
}

/** The same by their headings, without empty ones. */
export function groupsFor(can: readonly string[]): { group: Group; entries: Entry[] }[] {
  const entries = menuFor(can)
  const groups = [...new Set(entries.map((entry) => entry.group))]
  return groups.map((group) => ({ group, entries: entries.filter((entry) => entry.group === group) }))
}
