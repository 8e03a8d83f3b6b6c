/** What is sent from the grid: the rows filled in and those without change, with one confirmation, all of them or none. */
import Button from 'antd/es/button'
import Modal from 'antd/es/modal'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey } from '@/api/keys'
import { useKeys } from '@/shared/keys'
import { ProblemAlert } from '@/shared/ui/problem'
import { say } from '@/shared/ui/said'
import { type Report, reportUnchanged, saveReport, submitReports } from './api'
import { type Edits, editOf, inputOf, isComplete, isOpen } from './edits'

type Props = {
  month: string
  rows: readonly Report[]
  edits: Edits
  busy: boolean
  onBusy: (busy: boolean) => void
  onFailures: (failures: Readonly<Record<number, unknown>>) => void
  onAllUnchanged: () => void
  /** These rows stand as they were sent. */
  onDone: (ids: readonly number[]) => Promise<void>
}

export function SendBar({ month, rows, edits, busy, onBusy, onFailures, onAllUnchanged, onDone }: Props) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const open = rows.filter(isOpen)
  const of = (row: Report) => edits[row.project_id] ?? editOf(row)
  const touched = open.filter((row) => edits[row.project_id])
  const ready = open.filter((row) => isComplete(of(row)) && (edits[row.project_id] || row.state !== 'none'))
  const unchanged = ready.filter((row) => of(row).unchanged)
  const blank = open.filter((row) => row.last && row.state === 'none' && !edits[row.project_id])

  /** Saves what was typed; answers the versions as they stand then, or nothing when a row was refused. */
  const save = async (some: readonly Report[]): Promise<Map<number, number> | null> => {
    const versions = new Map<number, number>(open.map((row) => [row.project_id, row.version]))
    const failed: Record<number, unknown> = {}
    for (const row of some.filter((one) => edits[one.project_id] && !of(one).unchanged)) {
      const edit = of(row)
      try {
        versions.set(row.project_id, (await saveReport(row, inputOf(row, edit), edit.version)).version)
      } catch (error) {
        failed[row.project_id] = error
      }
    }
    onFailures(failed)
    const bare = some.filter((row) => edits[row.project_id] && of(row).unchanged).map((row) => row.project_id)
    if (bare.length > 0 && Object.keys(failed).length === 0) {
      for (const one of (await reportUnchanged(month, bare, newKey())).items) versions.set(one.project_id, one.version)
    }
    const refused = Object.keys(failed).length
    if (refused === 0) return versions
    say(t('progress.refused', { n: refused }))
    await onDone(some.map((row) => row.project_id).filter((id) => !(id in failed) && !bare.includes(id)))
    return null
  }
  const run = async (work: () => Promise<void>) => {
    if (busy) return
    setAsking(false)
    setFailure(null)
    onBusy(true)
    try {
      await work()
    } catch (error) {
      setFailure(error)
    } finally {
      onBusy(false)
    }
  }
  const keep = () =>
    run(async () => {
      const some = touched.filter((row) => isComplete(of(row)))
      if (await save(some)) {
        say(t('progress.saved', { n: some.length }))
        await onDone(some.map((row) => row.project_id))
      }
    })
  const submit = () =>
    run(async () => {
      const versions = await save(ready)
      if (!versions) return
      const chosen = ready.map((row) => ({ project_id: row.project_id, version: versions.get(row.project_id) ?? row.version }))
      await submitReports(month, chosen, newKey())
      say(t('progress.submitted', { n: chosen.length }))
      await onDone(chosen.map((one) => one.project_id))
    })
  useKeys({ 'Ctrl+Enter': () => ready.length > 0 && setAsking(true) })
  if (open.length === 0) return null
  return (
    <div className="form-buttons send-bar">
      {failure ? <ProblemAlert error={failure} /> : null}
      <span className="secondary desk-only">{t('progress.keys')}</span>
      {blank.length > 0 ? <Button onClick={onAllUnchanged}>{t('progress.restUnchanged', { n: blank.length })}</Button> : null}
      <Button disabled={busy || touched.length === 0} onClick={() => void keep()}>
        {t('progress.save')}
      </Button>
      <Button type="primary" disabled={ready.length === 0} loading={busy} onClick={() => setAsking(true)}>
        {t('progress.submit', { n: ready.length })}
      </Button>
      {asking ? (
        <Modal
          open
          title={t('progress.submitTitle', { n: ready.length })}
          okText={t('progress.confirm')}
          cancelText={t('action.cancel')}
          onOk={() => void submit()}
          onCancel={() => setAsking(false)}
        >
          <p>{t('progress.submitText', { filled: ready.length - unchanged.length, unchanged: unchanged.length })}</p>
          {open.length > ready.length ? <p>{t('progress.submitRest', { n: open.length - ready.length })}</p> : null}
        </Modal>
      ) : null}
    </div>
  )
}

/** What was typed before and never sent. */
export function KeptBar({ at, onUse, onDrop }: { at: string; onUse: () => void; onDrop: () => void }) {
  const { t } = useTranslation()
  return (
    <p className="draft-bar" role="status">
      {t('form.draft', { at })}
      <Button size="small" onClick={onUse}>
        {t('form.useDraft')}
      </Button>
      <Button size="small" onClick={onDrop}>
        {t('form.dropDraft')}
      </Button>
    </p>
  )
}
