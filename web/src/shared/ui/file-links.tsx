/** Files that prove what was answered, by name; each is fetched when it is wanted. */
import Button from 'antd/es/button'
import { useState } from 'react'
import { client } from '@/api/client'
import { download } from './download'
import { ProblemAlert } from './problem'

const content = (id: number) => client.GET('/api/v1/files/{id}/content', { params: { path: { id } }, parseAs: 'blob' })

type Props = {
  /** `label` says what the file proves, where several kinds stand side by side; without a name it has the one that is sent with it. */
  files: readonly ({ file_id: number } & ({ name: string; label?: string } | { name?: undefined; label: string }))[]
  /** In a table or a line of text. */
  small?: boolean
}

export function FileLinks({ files, small = false }: Props) {
  const [failure, setFailure] = useState<unknown>(null)
  return (
    <>
      {files.map((file) => (
        <Button
          key={`${file.label} ${file.file_id}`}
          type="link"
          className="file-link"
          {...(small ? { size: 'small' as const } : {})}
          onClick={() => {
            setFailure(null)
            download(content(file.file_id), file.name).catch(setFailure)
          }}
        >
          {[file.label, file.name].filter(Boolean).join('：')}
        </Button>
      ))}
      {failure ? <ProblemAlert error={failure} /> : null}
    </>
  )
}
