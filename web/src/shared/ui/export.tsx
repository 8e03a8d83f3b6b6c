/** A list taken along as it is filtered; what the choice needs is loaded when somebody takes one. */
import DownloadOutlined from '@ant-design/icons/es/icons/DownloadOutlined'
import Button from 'antd/es/button'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Search } from '../filters'

type Props = { list: string; filters: Search; sort?: string | undefined }

const ExportDialog = lazy(() => import('./export-dialog').then((m) => ({ default: m.ExportDialog })))

export function ExportButton({ list, filters, sort }: Props) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button icon={<DownloadOutlined aria-hidden="true" />} onClick={() => setOpen(true)}>
        {t('export.button')}
      </Button>
      {open ? (
        <Suspense fallback={null}>
          <ExportDialog list={list} filters={filters} sort={sort} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  )
}
