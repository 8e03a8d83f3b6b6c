/** The frame: header, menu, page. Below 768 px the menu is a layer and the header keeps search and account only. */
import ApartmentOutlined from '@ant-design/icons/es/icons/ApartmentOutlined'
import ApiOutlined from '@ant-design/icons/es/icons/ApiOutlined'
import AuditOutlined from '@ant-design/icons/es/icons/AuditOutlined'
import CalendarOutlined from '@ant-design/icons/es/icons/CalendarOutlined'
import ControlOutlined from '@ant-design/icons/es/icons/ControlOutlined'
import KeyOutlined from '@ant-design/icons/es/icons/KeyOutlined'
import MenuFoldOutlined from '@ant-design/icons/es/icons/MenuFoldOutlined'
import MenuUnfoldOutlined from '@ant-design/icons/es/icons/MenuUnfoldOutlined'
import TableOutlined from '@ant-design/icons/es/icons/TableOutlined'
import TeamOutlined from '@ant-design/icons/es/icons/TeamOutlined'
import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useKeys } from '@/shared/keys'
import { ProblemAlert } from '@/shared/ui/problem'
import { Said } from '@/shared/ui/said'
import { Account } from './account'
import { useMe } from './me'
import { type Entry, menuFor } from './menu'
import { OfflineBar } from './offline-bar'
import { Search } from './search'
import './shell.css'
import { Watermarked } from './watermark'

const HelpKeys = lazy(() => import('./help-keys').then((m) => ({ default: m.HelpKeys })))
const ICONS = {
  table: <TableOutlined />,
  api: <ApiOutlined />,
  units: <ApartmentOutlined />,
  users: <TeamOutlined />,
  tokens: <KeyOutlined />,
  rules: <ControlOutlined />,
  calendar: <CalendarOutlined />,
  journal: <AuditOutlined />,
}
const NARROW = 'menu-collapsed'

export function Shell() {
  const { t } = useTranslation()
  const me = useMe()
  const [collapsed, setCollapsed] = useState(() => localStorage.getItem(NARROW) === 'yes' || window.innerWidth < 768)
  const [help, setHelp] = useState(false)
  useKeys({ '?': () => setHelp(true), '/': () => document.getElementById('global-search')?.focus() })
  const toggle = () => {
    localStorage.setItem(NARROW, collapsed ? 'no' : 'yes')
    setCollapsed(!collapsed)
  }
  const can = me.data?.can ?? []
  const entries = menuFor(can)
  const admin = entries.filter((entry) => entry.group === 'admin')

  return (
    <div className={`shell${collapsed ? ' collapsed' : ''}`}>
      <a className="skip" href="#main-content">
        {t('app.skip')}
      </a>
      <header className="shell-header">
        <button
          type="button"
          className="icon-button"
          aria-expanded={!collapsed}
          aria-label={collapsed ? t('menu.expand') : t('menu.collapse')}
          onClick={toggle}
        >
          {collapsed ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />}
        </button>
        <Link to="/" className="brand">
          {t('app.name')}
        </Link>
        {can.includes('project.read') ? <Search can={can} /> : <span className="shell-search" />}
        <button
          type="button"
          className="icon-button"
          aria-label={t('header.help')}
          title={`${t('header.help')}（?）`}
          onClick={() => setHelp(true)}
        >
          ?
        </button>
        <Account me={me.data} />
      </header>
      <nav className="shell-menu" aria-label={t('menu.label')}>
        <ul>
          {entries
            .filter((entry) => !entry.group)
            .map((entry) => (
              <MenuLink key={entry.to} entry={entry} />
            ))}
          {admin.length > 0 ? (
            <li>
              <h2>{t('menu.admin')}</h2>
              <ul>
                {admin.map((entry) => (
                  <MenuLink key={entry.to} entry={entry} />
                ))}
              </ul>
            </li>
          ) : null}
          <li>
            <a href="/docs/" title={t('menu.docs')}>
              <i aria-hidden="true">{ICONS.api}</i>
              <span>{t('menu.docs')}</span>
            </a>
          </li>
        </ul>
      </nav>
      <main id="main-content" className="shell-content" tabIndex={-1}>
        <OfflineBar />
        {me.error ? (
          <ProblemAlert error={me.error} onRetry={() => void me.refetch()} />
        ) : (
          <Watermarked me={me.data}>
            <Outlet />
          </Watermarked>
        )}
      </main>
      <Said />
      {help ? (
        <Suspense fallback={null}>
          <HelpKeys onClose={() => setHelp(false)} />
        </Suspense>
      ) : null}
    </div>
  )
}

function MenuLink({ entry }: { entry: Entry }) {
  const { t } = useTranslation()
  const here = useRouterState({ select: (state) => state.location.pathname })
  const current = here === entry.to || here.startsWith(`${entry.to}/`)
  return (
    <li>
      <Link to={entry.to} aria-current={current ? 'page' : undefined} title={t(`menu.${entry.label}`)}>
        <i aria-hidden="true">{ICONS[entry.icon]}</i>
        <span>{t(`menu.${entry.label}`)}</span>
      </Link>
    </li>
  )
}
