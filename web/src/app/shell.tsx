/** The frame: header, menu, page. Below 768 px the menu is a layer and the header keeps search and account only. */
import MenuFoldOutlined from '@ant-design/icons/es/icons/MenuFoldOutlined'
import MenuUnfoldOutlined from '@ant-design/icons/es/icons/MenuUnfoldOutlined'
import { useQuery } from '@tanstack/react-query'
import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { inboxCounts } from '@/features/inbox/api'
import type { Copied } from '@/features/notices/copy-dialog'
import type { About } from '@/features/talks/api'
import { useKeys } from '@/shared/keys'
import { useNarrow } from '@/shared/narrow'
import { choose, useSettings } from '@/shared/preferences'
import { useSoon } from '@/shared/soon'
import { later } from '@/shared/ui/later'
import { ProblemAlert } from '@/shared/ui/problem'
import { Said } from '@/shared/ui/said'
import { Account } from './account'
import { Bell } from './bell'
import { CopyToBy } from './copy-to'
import { useMe } from './me'
import { type Entry, groupsFor } from './menu'
import { ICONS } from './menu-icons'
import { OfflineBar } from './offline-bar'
import { RecordTalkBy } from './record-talk'
import { Search } from './search'
import './shell.css'
import { Watermarked } from './watermark'

const Palette = lazy(() => import('./palette').then((m) => m.sounds.then(() => ({ default: m.Palette }))))
const HelpKeys = lazy(() => import('./help-keys').then((m) => ({ default: m.HelpKeys })))
const CopyDialog = lazy(() => import('./copy-dialog').then((m) => ({ default: m.CopyDialog })))
const TalkDialog = lazy(() => import('./talk-dialog').then((m) => ({ default: m.TalkDialog })))

const unsentBar = () => import('./unsent-bar').then((m) => m.UnsentBar)
// most people never have anything unsent: it is drawn after what they came for, and when the network is gone by then, after it
const UnsentBar = later(() =>
  unsentBar().catch(() => new Promise((back) => window.addEventListener('online', back, { once: true })).then(unsentBar)),
)

export function Shell() {
  const { t } = useTranslation()
  const soon = useSoon()
  const me = useMe()
  // at a desk the menu stays as one likes it; on a phone it is a layer, which closes when one goes somewhere
  const narrow = useNarrow()
  const { menu_collapsed } = useSettings()
  const [layer, setLayer] = useState(false)
  const collapsed = narrow ? !layer : menu_collapsed
  const here = useRouterState({ select: (state) => state.location.pathname })
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the address has changed
  useEffect(() => setLayer(false), [here])
  const [help, setHelp] = useState(false)
  const [commands, setCommands] = useState(false)
  const [talk, setTalk] = useState<About | null>(null)
  // a page that was there before the frame has its keys for itself all the same
  useKeys(
    {
      '?': () => setHelp(true),
      'Ctrl+k': () => setCommands(true),
      '/': () => document.getElementById('global-search')?.focus(),
    },
    { under: true },
  )
  const toggle = () => (narrow ? setLayer(!layer) : choose({ menu_collapsed: !menu_collapsed }))
  const can = me.data?.can ?? []
  const record = can.includes('talk.create') ? setTalk : undefined
  const [copied, setCopied] = useState<Copied | null>(null)
  const counts = useQuery({ ...inboxCounts, enabled: can.includes('inbox.read') })
  const waiting = counts.data?.tabs.find((one) => one.tab === 'todo')?.count ?? 0
  useKeys(record && !talk ? { n: () => record({}) } : {}, { under: true })

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
          {collapsed ? <MenuUnfoldOutlined aria-hidden="true" /> : <MenuFoldOutlined aria-hidden="true" />}
        </button>
        <Link to="/" className="brand">
          {t('app.name')}
          {me.data?.place ? <span className="brand-place">{me.data.place}</span> : null}
        </Link>
        {can.includes('project.read') ? <Search can={can} /> : <span className="shell-search" />}
        {can.includes('inbox.read') ? (
          <Link to="/inbox" className="header-inbox" aria-label={waiting > 0 ? t('menu.waiting', { n: waiting }) : undefined}>
            {t('menu.inbox')}
            {waiting > 0 ? <b>{waiting > 999 ? '999+' : waiting}</b> : null}
          </Link>
        ) : null}
        <button
          type="button"
          className="icon-button help-button"
          aria-label={t('header.help')}
          title={`${t('header.help')}（?）`}
          onClick={() => setHelp(true)}
        >
          ?
        </button>
        {can.includes('notice.read') ? <Bell /> : null}
        <Account me={me.data} />
      </header>
      <nav className="shell-menu" aria-label={t('menu.label')}>
        {groupsFor(can).map(({ group, entries }) => (
          <section key={group} aria-label={t(`menu.groups.${group}`)}>
            <h2>{t(`menu.groups.${group}`)}</h2>
            <ul>
              {entries.map((entry) => (
                <MenuLink
                  key={entry.to}
                  entry={entry}
                  here={here}
                  count={entry.to === '/inbox' ? waiting : 0}
                  onGo={() => setLayer(false)}
                />
              ))}
            </ul>
          </section>
        ))}
      </nav>
      {narrow && layer ? (
        // biome-ignore lint/a11y/noStaticElementInteractions: the button of the menu is the way for keys
        // biome-ignore lint/a11y/useKeyWithClickEvents: see above
        <div className="menu-beside" onClick={() => setLayer(false)} />
      ) : null}
      <main id="main-content" className="shell-content" tabIndex={-1}>
        <OfflineBar />
        {soon ? <UnsentBar until={null} /> : null}
        {me.error ? (
          <ProblemAlert error={me.error} onRetry={() => void me.refetch()} />
        ) : (
          <Watermarked me={me.data}>
            <RecordTalkBy value={record}>
              <CopyToBy value={can.includes('copy.send') ? setCopied : undefined}>
                <Outlet />
              </CopyToBy>
            </RecordTalkBy>
          </Watermarked>
        )}
      </main>
      <Said />
      <Suspense fallback={null}>
        {commands ? <Palette can={can} onTalk={record} onHelp={() => setHelp(true)} onClose={() => setCommands(false)} /> : null}
        {talk ? <TalkDialog about={talk} onClose={() => setTalk(null)} /> : null}
        {copied ? <CopyDialog of={copied} onClose={() => setCopied(null)} /> : null}
        {help ? <HelpKeys onClose={() => setHelp(false)} /> : null}
      </Suspense>
    </div>
  )
}

function MenuLink({ entry, here, count, onGo }: { entry: Entry; here: string; count: number; onGo: () => void }) {
  const { t } = useTranslation()
  const current = here === entry.to || here === entry.also || here.startsWith(`${entry.to}/`)
  const label = t(`menu.${entry.label}`)
  return (
    <li>
      <Link
        to={entry.to}
        aria-current={current ? 'page' : undefined}
        aria-label={count > 0 ? t('menu.waiting', { n: count }) : undefined}
        title={label}
        onClick={onGo}
      >
        {ICONS[entry.icon]}
        <span>{label}</span>
        {count > 0 ? <b className="menu-count">{count > 999 ? '999+' : count}</b> : null}
      </Link>
    </li>
  )
}
