/** What still lacks, item by item, each with its repair. The same list before the click and after a refusal. */
import type { components } from '@/api/schema'
import './blocking.css'

export type BlockingItem = components['schemas']['Blocking']

export function Blocking({ items }: { items: readonly BlockingItem[] }) {
  return (
    <ul className="blocking">
      {items.map((item) => (
        <li key={`${item.code} ${item.field} ${item.message}`}>
          <span>{item.message}</span>
          {item.how_to_fix ? <span className="how-to-fix">{item.how_to_fix}</span> : null}
        </li>
      ))}
    </ul>
  )
}
