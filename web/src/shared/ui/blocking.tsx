/** What still lacks, item by item, each with its repair. The same list before the click and after a refusal. */
import Button from 'antd/es/button'
import type { components } from '@/api/schema'

export type BlockingItem = components['schemas']['Blocking']

type Props = {
  items: readonly BlockingItem[]
  /** Leads to the field or part of the page where the item is put right; items it returns nothing for are text only. */
  repair?: (item: BlockingItem) => (() => void) | undefined
}

export function Blocking({ items, repair }: Props) {
  return (
    <ul className="blocking">
      {items.map((item) => {
        const act = repair?.(item)
        return (
          <li key={`${item.code} ${item.field ?? ''} ${item.message}`}>
            <span>{item.message}</span>
            {item.how_to_fix ? (
              act ? (
                <Button type="link" size="small" onClick={act}>
                  {item.how_to_fix}
                </Button>
              ) : (
                <span className="how-to-fix">{item.how_to_fix}</span>
              )
            ) : null}
          </li>
        )
      })}
    </ul>
  )
}
