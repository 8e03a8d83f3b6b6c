/** From one of several files to the next, or back to their list while none can be gone on with. */
import Button from 'antd/es/button'
import { useTranslation } from 'react-i18next'
import type { Session } from './api'
import { useNext } from './drop'

type Props = {
  id: number
  primary?: boolean
  /** To this import, or to the list of the files. */
  onFile: (session: Session | null) => void
}

export function NextFile({ id, primary, onFile }: Props) {
  const { t } = useTranslation()
  const { left, next } = useNext(id)
  if (left === 0) return null
  return (
    <Button type={primary ? 'primary' : 'default'} onClick={() => onFile(next)}>
      {t(next === null ? 'imports.files.toList' : 'imports.files.next', { n: left })}
    </Button>
  )
}
