/** Tags: short words to find projects again. Those in use are offered; a new one is simply written. */
import { useQuery } from '@tanstack/react-query'
import Select from 'antd/es/select'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSentence } from '@/shared/ui/problem'
import { tagsQuery } from './api'

type Props = {
  id?: string
  value?: string[]
  onChange?: (tags: string[]) => void
  placeholder?: string
  'aria-label'?: string
  autoFocus?: boolean
  /** Only those in use, e.g. to filter by. */
  known?: boolean
}

export function TagsInput({ known = false, value = [], onChange, ...props }: Props) {
  const { t } = useTranslation()
  const sentence = useSentence()
  const [open, setOpen] = useState(false)
  const found = useQuery({ ...tagsQuery, enabled: open })
  return (
    <Select
      {...props}
      mode={known ? 'multiple' : 'tags'}
      allowClear
      className="remote-select"
      tokenSeparators={t('projects.tagParting').split('')}
      value={value}
      loading={found.isFetching}
      options={(found.data?.items ?? []).map((one) => ({
        value: one.name,
        label: one.name,
        title: t('ledger.count', { n: one.projects }),
      }))}
      notFoundContent={found.error ? sentence(found.error) : t('projects.noTags')}
      onOpenChange={setOpen}
      {...(onChange ? { onChange: (tags: string[]) => onChange(tags) } : {})}
    />
  )
}
