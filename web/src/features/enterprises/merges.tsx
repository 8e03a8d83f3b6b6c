/** Mergers: of one enterprise, and all of them; each may be undone while nothing changed since. */

import { useQuery, useQueryClient } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Skeleton from 'antd/es/skeleton'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { tagOf } from '@/api/client'
import { ReasonInputFields } from '@/api/fields'
import { MergeTitles } from '@/api/labels'
import { instant } from '@/shared/dates'
import { Field } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import type { Column } from '@/shared/grid/columns'
import { ListPage, scaled } from '@/shared/list/list-page'
import { scaleOf, useTextSize } from '@/shared/preferences'
import { ProblemAlert } from '@/shared/ui/problem'
import { say } from '@/shared/ui/said'
import { fetchMerges, keys, type Merge, mergesQuery, undoMerge, written } from './api'
import { useLinks } from './links'
import { PersonName } from './names'
import { Records } from './records'

type UndoProps = { merge: Merge; size?: 'small' | 'middle'; onUndone?: () => void }

/** The button that takes a merge back, where that is allowed. */
export function Undo({ merge, size = 'small', onUndone }: UndoProps) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [open, setOpen] = useState(false)
  if (!merge.can.includes('enterprise.merge') || merge.undone_at) return null
  return (
    <>
      <Button size={size} onClick={() => setOpen(true)}>
        {t('enterprises.undo')}
      </Button>
      {open ? (
        <FormDialog<{ reason: string }>
          title={t('enterprises.undoTitle')}
          fields={ReasonInputFields}
          initial={{}}
          etag={tagOf(merge)}
          submit={t('enterprises.undo')}
          danger
          onSend={(values, sending) => undoMerge(merge.id, values.reason, sending)}
          onDone={() => {
            void written(queries)
            say(t('enterprises.undoDone'))
            onUndone?.()
          }}
          onClose={() => setOpen(false)}
        >
          <p className="ent-explained">{t('enterprises.undoText')}</p>
          <Field of={ReasonInputFields} name="reason" autoFocus />
        </FormDialog>
      ) : null}
    </>
  )
}

const state = (merge: Merge, undone: string, inForce: string): string =>
  merge.undone_at ? [undone, instant(merge.undone_at), merge.undo_reason ?? ''].filter(Boolean).join(' ') : inForce

export function MergesOf({ id }: { id: number }) {
  const { t } = useTranslation()
  const links = useLinks()
  const found = useQuery(mergesQuery(id))
  if (found.error && !found.data) return <ProblemAlert error={found.error} onRetry={() => void found.refetch()} />
  if (!found.data) return <Skeleton active />
  const merges = found.data.items
  if (merges.length === 0) return <p className="nothing">{t('enterprises.noMerges')}</p>
  const named = (otherId: number, name: string): ReactNode => (otherId === id ? name : links.enterprise(otherId, name))
  return (
    <Records
      caption={t('enterprises.merges')}
      acts={merges.some((one) => one.can.length > 0 && !one.undone_at) ? t('enterprises.acts') : undefined}
      head={[
        { title: MergeTitles.merged_at },
        { title: t('enterprises.keptColumn') },
        { title: t('enterprises.mergedColumn') },
        { title: MergeTitles.moved_contacts, numeric: true },
        { title: MergeTitles.moved_references, numeric: true },
        { title: MergeTitles.merged_by },
        { title: MergeTitles.reason },
        { title: t('enterprises.mergeState') },
      ]}
      rows={merges.map((one) => ({
        key: one.id,
        cells: [
          instant(one.merged_at),
          named(one.kept_id, one.kept_name),
          named(one.merged_id, one.merged_name),
          one.moved_contacts,
          one.moved_references,
          <PersonName key="by" id={one.merged_by} />,
          one.reason,
          state(one, t('enterprises.undone'), t('enterprises.inForce')),
        ],
        acts: <Undo merge={one} />,
      }))}
    />
  )
}

/** Every merge of the library, newest first; a row opens the enterprise that was kept, at its mergers. */
export function MergeList({ onOpen, onBack }: { onOpen: (keptId: number) => void; onBack: () => void }) {
  const { t } = useTranslation()
  const scale = scaleOf(useTextSize())
  const columns: Column<Merge>[] = scaled(
    [
      { key: 'merged_at', title: MergeTitles.merged_at, width: 136, pinned: true, text: (m) => instant(m.merged_at) },
      { key: 'kept', title: t('enterprises.keptColumn'), width: 208, text: (m) => m.kept_name },
      { key: 'merged', title: t('enterprises.mergedColumn'), width: 232, text: (m) => m.merged_name },
      { key: 'reason', title: MergeTitles.reason, width: 168, text: (m) => m.reason },
      {
        key: 'moved_contacts',
        title: MergeTitles.moved_contacts,
        width: 124,
        numeric: true,
        text: (m) => String(m.moved_contacts),
      },
      {
        key: 'moved_references',
        title: MergeTitles.moved_references,
        width: 112,
        numeric: true,
        text: (m) => String(m.moved_references),
      },
      {
        key: 'state',
        title: t('enterprises.mergeState'),
        width: 184,
        text: (m) => (m.undone_at ? `${t('enterprises.undone')} ${instant(m.undone_at)}` : t('enterprises.inForce')),
      },
    ],
    scale,
  )
  return (
    <ListPage<Merge>
      title={t('enterprises.mergesTitle')}
      queryKey={[...keys.merges, 'all']}
      fetchPage={fetchMerges}
      rowKey={(m) => m.id}
      columns={columns}
      filters={{}}
      onFilters={() => undefined}
      onOpen={(m) => onOpen(m.kept_id)}
      card={(m) => (
        <>
          <strong>{m.kept_name}</strong>
          <small>
            <span>
              {t('enterprises.mergedColumn')} {m.merged_name}
            </span>
          </small>
          <small>
            <span>{instant(m.merged_at)}</span>
            <span>{m.undone_at ? t('enterprises.undone') : t('enterprises.inForce')}</span>
          </small>
        </>
      )}
      bar={null}
      actions={<Button onClick={onBack}>{t('enterprises.back')}</Button>}
      empty={<p>{t('enterprises.noMergesAtAll')}</p>}
    />
  )
}
