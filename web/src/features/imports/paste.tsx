/** A block pasted into a ledger: looked at, then read as an import. Nothing is written to cells. */
import { useQueryClient } from '@tanstack/react-query'
import Modal from 'antd/es/modal'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey } from '@/api/keys'
import { ImportTargetWords } from '@/api/labels'
import { PlainTable } from '@/shared/ui/plain-table'
import { ProblemAlert } from '@/shared/ui/problem'
import { refresh, type Session, type Target, upload } from './api'
import { cellsOf, pastedFile } from './pasted'

type Props = { text: string; into: Target; onDone: (session: Session) => void; onClose: () => void }

/** What is shown of it, so that one sees that it is the right block. */
const ROWS = 4
const COLUMNS = 6

export function Paste({ text, into, onDone, onClose }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const cells = useMemo(() => cellsOf(text), [text])
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const [key] = useState(newKey)
  const [first = [], ...rest] = cells
  // one cell is no ledger: whoever pastes it means to write it
  if (cells.length < 2 || first.length < 2) {
    return (
      <Modal open title={t('imports.paste.title')} footer={null} onCancel={onClose}>
        <p role="alert">{t(cells.length === 0 ? 'imports.paste.empty' : 'imports.paste.noTable')}</p>
      </Modal>
    )
  }
  const start = async () => {
    setBusy(true)
    setFailure(null)
    try {
      const session = await upload(pastedFile(cells, t('imports.paste.file')), into, null, key)
      await refresh(queries)
      onDone(session)
    } catch (error) {
      setFailure(error)
      setBusy(false)
    }
  }
  const more = first.length > COLUMNS
  return (
    <Modal
      open
      title={t('imports.paste.title')}
      width={720}
      okText={t('imports.paste.open')}
      cancelText={t('action.cancel')}
      okButtonProps={{ loading: busy, autoFocus: true }}
      onOk={() => void start()}
      onCancel={onClose}
    >
      <p>{t('imports.paste.text', { rows: cells.length, columns: first.length, into: ImportTargetWords[into] })}</p>
      {failure ? <ProblemAlert error={failure} title={t('imports.unreadable')} /> : null}
      <PlainTable
        caption={t('imports.paste.seen')}
        head={[...first.slice(0, COLUMNS), ...(more ? ['…'] : [])].map((title, c) => ({ title, key: String(c) }))}
        rows={rest.slice(0, ROWS).map((row, i) => ({
          key: i,
          cells: [...row.slice(0, COLUMNS), ...(more ? ['…'] : [])],
        }))}
      />
      {rest.length > ROWS ? <p>{t('imports.paste.rest', { n: rest.length - ROWS })}</p> : null}
    </Modal>
  )
}
