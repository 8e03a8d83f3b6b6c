/** What still lacks, item by item, each with the way to its repair. The same list before the click and after a refusal. */
import Button from 'antd/es/button'
import { createContext, useContext } from 'react'
import type { components } from '@/api/schema'
import './blocking.css'

export type BlockingItem = components['schemas']['Blocking']
/** Where an item can be mended, in a word or two, and how one gets there. */
export type Repair = { word: string; go: () => void }

const Context = createContext<(item: BlockingItem) => Repair | undefined>(() => undefined)
/** Given by a page that knows where the fields of its lacks are filled in. */
export const RepairBy = Context.Provider

export function Blocking({ items }: { items: readonly BlockingItem[] }) {
  const repairOf = useContext(Context)
  return (
    <ul className="blocking">
      {items.map((item) => {
        const repair = repairOf(item)
        return (
          <li key={`${item.code} ${item.field} ${item.message}`}>
            <span>{item.message}</span>
            {item.how_to_fix ? <span className="how-to-fix">{item.how_to_fix}</span> : null}
            {repair ? (
              <Button size="small" type="link" aria-label={`${repair.word}：${item.message}`} onClick={repair.go}>
                {repair.word}
              </Button>
            ) : null}
          </li>
        )
      })}
    </ul>
  )
}
