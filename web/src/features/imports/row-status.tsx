/** How a row stands, in a word; a row that changes nothing in the library says that it is as in it. */
import { useTranslation } from 'react-i18next'
import { ImportCountsTitles } from '@/api/labels'
import type { Row } from './api'

export function RowStatus({ row }: { row: Row }) {
  const { t } = useTranslation()
  return (
    <span className={`import-status ${row.status}`}>
      {row.as_in_library ? t('imports.asInLibrary') : ImportCountsTitles[row.status]}
    </span>
  )
}
