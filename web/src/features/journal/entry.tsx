/** One entry: the circumstances, and per field what was and what is. */
import Checkbox from 'antd/es/checkbox'
import Modal from 'antd/es/modal'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { instant } from '@/shared/dates'
import { FactList } from '@/shared/ui/panel'
import { Rows } from '@/shared/ui/rows'
import type { Entry } from './api'
import { changesOf } from './changes'

export function EntryDialog({ entry, onClose }: { entry: Entry; onClose: () => void }) {
  const { t } = useTranslation()
  const [all, setAll] = useState(false)
  const changes = changesOf(entry)
  const same = changes.filter((one) => one.same).length
  const shown = all ? changes : changes.filter((one) => !one.same)
  const token = entry.token_id ? t('journal.byToken', { id: entry.token_id }) : ''
  return (
    <Modal open title={t('journal.title', { n: entry.id })} width={860} footer={null} onCancel={onClose}>
      <FactList
        facts={[
          [t('journal.what'), entry.title],
          [t('journal.when'), instant(entry.at)],
          [t('journal.who'), `${entry.actor_name}${token}`],
          [t('journal.subject'), `${entry.subject_title}：${entry.subject_label}（${entry.subject_id}）`],
          [t('journal.request'), entry.request_id],
        ]}
      />
      {changes.length === 0 ? <p className="journal-nothing">{t('journal.nothing')}</p> : null}
      {same > 0 ? (
        <p className="journal-nothing">
          <Checkbox checked={all} onChange={(event) => setAll(event.target.checked)}>
            {t('journal.kept', { n: same })}
          </Checkbox>
        </p>
      ) : null}
      {shown.length > 0 ? (
        <div className="journal-changes">
          <Rows
            caption={t('journal.changed')}
            head={[
              { title: t('journal.field') },
              ...(entry.before ? [{ title: t('journal.before') }] : []),
              ...(entry.after ? [{ title: t('journal.after') }] : []),
            ]}
            rows={shown.map((one) => ({
              key: one.name,
              cells: [
                { text: one.title, title: one.name },
                ...(entry.before ? [one.before] : []),
                ...(entry.after ? [one.after] : []),
              ],
            }))}
          />
        </div>
      ) : null}
    </Modal>
  )
}
