/** Ctrl+V in a list, for those who may bring tables in: what is needed for it is loaded when somebody does it. */
import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { Target } from '@/features/imports/api'

const PasteImport = lazy(() => import('./paste-import').then((m) => ({ default: m.PasteImport })))

export function usePasting(into: Target, can: readonly string[]): { onPaste?: (text: string) => void; layer: ReactNode } {
  const [text, setText] = useState<string | null>(null)
  if (!can.includes('import.run')) return { layer: null }
  const layer =
    text === null ? null : (
      <Suspense fallback={null}>
        <PasteImport text={text} into={into} onClose={() => setText(null)} />
      </Suspense>
    )
  return { onPaste: setText, layer }
}
