/** The four numbers of colours on pages of other rooms; each opens its list. */
import { Link } from '@tanstack/react-router'
import { type ReactNode, useCallback } from 'react'
import type { Filters } from '@/features/projects/filters'
import { ColourNumbers } from '@/features/supervision/numbers'
import type { Search } from '@/shared/filters'
import type { Colour } from '@/shared/ui/colour'
import { useMe } from './me'

function OpenList({ colour, children }: { colour: Colour; children: ReactNode }) {
  return (
    <Link to="/colours" search={{ colour }}>
      {children}
    </Link>
  )
}

/** The same under the filters of a page, each opening the ledger so filtered. */
export function NumbersUnder({ filters }: { filters: Filters }) {
  const may = useMe().data?.can.includes('colour.read')
  const Open = useCallback(
    ({ colour, children }: { colour: Colour; children: ReactNode }) => (
      <Link to="/projects" search={{ ...filters, colour }}>
        {children}
      </Link>
    ),
    [filters],
  )
  return may ? <ColourNumbers filters={filters as Search} Open={Open} /> : null
}

export function HomeNumbers() {
  const may = useMe().data?.can.includes('colour.read')
  return may ? <ColourNumbers Open={OpenList} /> : null
}
