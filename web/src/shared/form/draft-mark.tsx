/** Beside what opens a form: it was begun on this machine and not sent. */
import { useTranslation } from 'react-i18next'
import { useIsKept } from './drafts'
import './draft-mark.css'

export function DraftMark({ name }: { name: string }) {
  const { t } = useTranslation()
  return useIsKept(name) ? <span className="draft-mark">{t('form.draftMark')}</span> : null
}
