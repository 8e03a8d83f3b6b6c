/** People on a paper of this room: name, unit, post. */
import { TripMemberTitles } from '@/api/labels'
import { PaperTable } from '@/shared/ui/paper-list'

type Person = { name: string; unit?: string | null | undefined; post?: string | null | undefined }

export function PaperPeople({ people, none }: { people: readonly Person[]; none?: string }) {
  return (
    <PaperTable
      {...(none ? { none } : {})}
      head={[
        { title: TripMemberTitles.name, share: 20 },
        { title: TripMemberTitles.unit },
        { title: TripMemberTitles.post, share: 30 },
      ]}
      rows={people.map((one, key) => ({ key, cells: [one.name, one.unit || '—', one.post || '—'] }))}
    />
  )
}
