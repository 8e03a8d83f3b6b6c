/** People with an account, by the official order of their units. */
import { useQueryClient } from '@tanstack/react-query'
import Button from 'antd/es/button'
import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { RoleWords, UserStatusWords, UserTitles, UserViewTitles } from '@/api/labels'
import { i18n } from '@/i18n'
import { instant } from '@/shared/dates'
import type { Search } from '@/shared/filters'
import type { Column } from '@/shared/grid/columns'
import { ChoiceFilter, FilterBar, TextFilter, UnitFilter } from '@/shared/list/filter-bar'
import { ListPage, scaled } from '@/shared/list/list-page'
import { scaleOf, useTextSize } from '@/shared/preferences'
import { Once } from '@/shared/ui/once'
import { say } from '@/shared/ui/said'
import { fetchUsers, type NewUser, peopleKeys, type User } from './api'
import type { UserFilters } from './filters'
import './people.css'
import { UserDialog } from './user-form'

type Props = {
  filters: UserFilters
  onChange: (filters: UserFilters) => void
  onOpen: (id: number) => void
  can: readonly string[]
}

export const rolesText = (roles: readonly (keyof typeof RoleWords)[]): string =>
  roles.map((role) => RoleWords[role]).join(i18n.t('form.comma')) || i18n.t('people.users.noRoles')

/** In use or not, and locked for how long. */
export const stateText = (user: Pick<User, 'status' | 'locked_until'>): string =>
  [UserStatusWords[user.status], user.locked_until ? i18n.t('people.users.locked', { at: instant(user.locked_until) }) : '']
    .filter(Boolean)
    .join(i18n.t('form.comma'))

const columnsOf = (never: string): Column<User>[] => [
  { key: 'name', title: UserTitles.name, width: 104, pinned: true, text: (user) => user.name },
  { key: 'unit_name', title: UserViewTitles.unit_name, width: 184, text: (user) => user.unit_name },
  { key: 'post', title: UserTitles.post, width: 160, text: (user) => user.post || '—' },
  { key: 'roles', title: UserTitles.roles, width: 168, text: (user) => rolesText(user.roles) },
  { key: 'status', title: UserTitles.status, width: 128, text: stateText },
  { key: 'username', title: UserTitles.username, width: 112, text: (user) => user.username },
  { key: 'phone', title: UserTitles.phone, width: 120, text: (user) => user.phone || '—' },
  {
    key: 'last_login_at',
    title: UserTitles.last_login_at,
    width: 152,
    text: (user) => (user.last_login_at ? instant(user.last_login_at) : never),
  },
]

export function Users({ filters, onChange, onOpen, can }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const scale = scaleOf(useTextSize())
  const columns = useMemo(() => scaled(columnsOf(t('people.users.never')), scale), [t, scale])
  const [creating, setCreating] = useState(false)
  const [made, setMade] = useState<NewUser | null>(null)
  const fetchPage = useCallback(
    (page: number, perPage: number, signal: AbortSignal) => fetchUsers(filters, page, perPage, signal),
    [filters],
  )
  const create = can.includes('user.edit') ? (
    <Button type="primary" onClick={() => setCreating(true)}>
      {t('people.users.new')}
    </Button>
  ) : undefined
  return (
    <>
      <ListPage<User>
        title={t('menu.users')}
        queryKey={peopleKeys.users(filters)}
        fetchPage={fetchPage}
        rowKey={(user) => user.id}
        columns={columns}
        filters={filters as Search}
        onFilters={(next) => onChange(next)}
        onOpen={(user) => onOpen(user.id)}
        actions={create}
        bar={
          <FilterBar filters={filters as Search} onChange={(next) => onChange(next)}>
            <TextFilter title={t('people.users.search')} />
            <UnitFilter name="unit_id" title={UserTitles.unit_id} />
            <ChoiceFilter name="role" title={UserTitles.roles} words={RoleWords} />
            <ChoiceFilter name="status" title={UserTitles.status} words={UserStatusWords} single />
          </FilterBar>
        }
        empty={<p>{t('people.users.none')}</p>}
        card={(user) => (
          <>
            <strong>{user.name}</strong>
            <small>
              <span>{user.unit_name}</span>
              <span>{user.post}</span>
            </small>
            <small>
              <span>{rolesText(user.roles)}</span>
              <span>{stateText(user)}</span>
            </small>
          </>
        )}
      />
      {creating ? (
        <UserDialog
          onClose={() => setCreating(false)}
          onMade={(user) => {
            setMade(user)
            void queries.invalidateQueries({ queryKey: ['people'] })
          }}
        />
      ) : null}
      {made ? (
        <Once
          title={t('people.users.passwordTitle')}
          text={t('people.users.passwordText', { name: made.name, username: made.username })}
          secret={made.initial_password}
          onClose={() => {
            say(t('people.users.saved', { name: made.name }))
            setMade(null)
            onOpen(made.id)
          }}
        />
      ) : null}
    </>
  )
}
