/** Nothing to show: nothing there at all, or nothing under these filters, with what there would be without each of them. */
import Button from 'antd/es/button'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Search } from '../filters'
import { useConditions } from './conditions'

type Props = {
  /** The name of the list where the API knows it; without it only clearing everything is offered. */
  list: string | undefined
  filters: Search
  empty: ReactNode
  onFilters: (filters: Search) => void
}

export function Nothing({ list, filters, empty, onFilters }: Props) {
  const { t } = useTranslation()
  const filtered = Object.keys(filters).length > 0
  const found = useConditions(list, filters, true)
  if (!filtered) {
    return (
      <div className="nothing" role="status">
        {empty}
      </div>
    )
  }
  const ways = (found.data?.conditions ?? []).filter((one) => (one.count_without ?? 0) > 0)
  const without = (name: string): Search => Object.fromEntries(Object.entries(filters).filter(([key]) => key !== name))
  return (
    <div className="nothing" role="status">
      <p>{t('list.noneFiltered')}</p>
      <div className="nothing-ways">
        {ways.map((one) => (
          <Button key={one.name} onClick={() => onFilters(without(one.name))}>
            {t('list.without', { title: one.title, text: one.text, n: one.count_without ?? 0 })}
          </Button>
        ))}
        <Button onClick={() => onFilters({})}>{t('list.clear')}</Button>
      </div>
    </div>
  )
}
