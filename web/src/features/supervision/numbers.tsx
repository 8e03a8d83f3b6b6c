/** Four cards with their numbers; each opens its list. */
import { useQuery } from '@tanstack/react-query'
import type { ComponentType, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Search } from '@/shared/filters'
import { type Colour, ColourTag } from '@/shared/ui/colour'
import { colourCounts } from './api'

type Props = {
  /** Filters of the ledger. */
  filters?: Search
  Open: ComponentType<{ colour: Colour; children: ReactNode }>
}
const ALL: Search = {}

export function ColourNumbers({ filters = ALL, Open }: Props) {
  const { t } = useTranslation()
  const counts = useQuery(colourCounts(filters)).data
  if (!counts || counts.total === 0) return null
  return (
    <ul className="colour-numbers" aria-label={t('colour.numbers')}>
      {counts.by_colour.map((one) => (
        <li key={one.colour}>
          <Open colour={one.colour}>
            <ColourTag colour={one.colour} long />
            <b>{t('colour.count', { n: one.count })}</b>
          </Open>
        </li>
      ))}
    </ul>
  )
}
