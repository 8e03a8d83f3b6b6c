/** Files of a step, opened one by one. */
import Button from 'antd/es/button'
import { useState } from 'react'
import { download } from '@/shared/ui/download'
import { ProblemAlert } from '@/shared/ui/problem'
import { fileContent, type ServiceFile } from './api'

export function Files({ files }: { files: readonly ServiceFile[] }) {
  const [failure, setFailure] = useState<unknown>(null)
  const open = async (file: ServiceFile) => {
    setFailure(null)
    try {
      await download(fileContent(file.file_id), file.name)
    } catch (error) {
      setFailure(error)
    }
  }
  return (
    <>
      {files.map((file) => (
        <Button key={file.file_id} type="link" size="small" onClick={() => void open(file)}>
          {file.name}
        </Button>
      ))}
      {failure ? <ProblemAlert error={failure} /> : null}
    </>
  )
}
