/** What every page with talks needs: their words, who records, the addresses they link to. */
import { Link } from '@tanstack/react-router'
import type { Go } from '@/features/talks/entry'
import type { Recorder } from '@/features/talks/values'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/talks'
import { useMe } from './me'

addWords('talks', words)

export function useRecorder(): Recorder | undefined {
  const { data: me } = useMe()
  if (!me?.user) return undefined
  const { id, name, unit_id, unit_name } = me.user
  return { id, name, unit: { id: unit_id, name: unit_name }, mayUpload: me.can.includes('file.upload') }
}

export const GoTo: Go = ({ to, id, children }) => {
  const params = { id: String(id) }
  if (to === 'talk') {
    return (
      <Link to="/talks/$id" params={params}>
        {children}
      </Link>
    )
  }
  return (
    <Link to={to === 'enterprise' ? '/enterprises/$id' : '/projects/$id'} params={params} search={{}}>
      {children}
    </Link>
  )
}
