/** Tabs of a page: all of them in a row that scrolls where it is narrow, none behind a button. Arrow keys walk along it. */
import { type KeyboardEvent, type ReactNode, useId } from 'react'
import './page-tabs.css'

type Props = {
  /** What the tabs are of. */
  label: string
  tabs: readonly { key: string; label: ReactNode; count?: number | undefined; children?: ReactNode; title?: string }[]
  active: string
  onTab: (key: string) => void
}

export function PageTabs({ label, tabs, active, onTab }: Props) {
  const id = useId()
  const walk = (event: KeyboardEvent, at: number) => {
    const next = tabs[at + ({ ArrowRight: 1, ArrowLeft: -1 }[event.key] ?? Number.NaN)]
    if (!next) return
    event.preventDefault()
    onTab(next.key)
    document.getElementById(`${id}-${next.key}`)?.focus()
  }
  return (
    <div className="page-tabs">
      <div role="tablist" aria-label={label}>
        {tabs.map((tab, i) => (
          <button
            key={tab.key}
            id={`${id}-${tab.key}`}
            type="button"
            role="tab"
            aria-selected={tab.key === active}
            aria-controls={tab.key === active ? `${id}-panel` : undefined}
            title={tab.title}
            tabIndex={tab.key === active ? 0 : -1}
            onClick={() => onTab(tab.key)}
            onKeyDown={(event) => walk(event, i)}
          >
            {tab.label}
            {tab.count === undefined ? null : <span className="tab-count"> {tab.count}</span>}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${active}`}>
        {tabs.find((tab) => tab.key === active)?.children}
      </div>
    </div>
  )
}
