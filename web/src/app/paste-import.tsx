/** What is pasted into a list of projects or enterprises, on its way to the wizard of imports. */
import { useNavigate } from '@tanstack/react-router'
import type { Target } from '@/features/imports/api'
import { Paste } from '@/features/imports/paste'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/imports'

addWords('imports', words)

type Props = { text: string; into: Target; onClose: () => void }

export function PasteImport(props: Props) {
  const navigate = useNavigate()
  return (
    <Paste
      {...props}
      onDone={(session) => void navigate({ to: '/imports/$id', params: { id: String(session.id) }, search: { step: 'columns' } })}
    />
  )
}
