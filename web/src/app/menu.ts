/** The menu: every entry names the action that opens it; what is not in `can` of `/me` is not drawn. */
import type zh from '@/i18n/zh-CN'

export type Entry = {
  to: string
  label: keyof (typeof zh)['menu']
  can: string
  icon: 'table' | 'import' | 'template' | 'export' | 'api'
}

export const MENU: readonly Entry[] = [
  { to: '/projects', label: 'projects', can: 'project.read', icon: 'table' },
  { to: '/imports', label: 'imports', can: 'import.read', icon: 'import' },
  { to: '/export-templates', label: 'exportTemplates', can: 'template.read', icon: 'template' },
  { to: '/exports', label: 'exports', can: 'export.read', icon: 'export' },
]

/** The entries somebody with these actions sees. */
export function menuFor(can: readonly string[]): Entry[] {
  return MENU.filter((entry) => can.includes(entry.can))
}
