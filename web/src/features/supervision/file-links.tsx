/** Files that prove what was answered, by name; each is fetched when it is wanted. */
import Button from 'antd/es/button'
import { useState } from 'react'
import { client } from '@/api/client'
import type { components } from '@/api/schema'
import { download } from '@/shared/ui/download'
import { ProblemAlert } from '@/shared/ui/problem'

const content = (id: number) => client.GET('/api/v1/files/{id}/content', { params: { path: { id } }, parseAs: 'blob' })

export function FileLinks({ files }: { files: readonly components['schemas']['SlipFile'][] }) {
  const [failure, setFailure] = useState<unknown>(null)
  return (
    <>
      {files.map((file) => (
        <Button
          key={file.file_id}
          type="link"
          onClick={() => {
            setFailure(null)
            download(content(file.file_id), file.name).catch(setFailure)
          }}
        >
          {file.name}
        </Button>
      ))}
      {failure ? <ProblemAlert error={failure} /> : null}
    </>
  )
}
