/** The sheet of a claim at its address, outside the frame. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { ClaimSheetPage } from '@/features/claims/sheet'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/claims'
import { NotFound } from './not-found'

addWords('claims', words)

const route = getRouteApi('/print/claim/$id')

export function ClaimPrintPage() {
  const given = route.useParams().id
  const { form } = route.useSearch()
  const id = Number(given)
  const navigate = useNavigate()
  if (!Number.isSafeInteger(id) || id < 1) return <NotFound />
  return (
    <ClaimSheetPage
      id={id}
      form={form === 'transfer' ? 'transfer' : 'registration'}
      onForm={(next) => void navigate({ to: '/print/claim/$id', params: { id: given }, search: { form: next }, replace: true })}
      onBack={() => void navigate({ to: '/claims/$id', params: { id: given } })}
    />
  )
}
