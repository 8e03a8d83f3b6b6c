/** Files on their way to the service; the number they get there is what forms send. */
import { body, client } from '@/api/client'
import { newKey } from '@/api/keys'

/** With the key of an earlier try nothing is stored twice. */
export async function sendFile(file: Blob, name?: string, key: string = newKey(), signal?: AbortSignal) {
  const form = new FormData()
  if (name) form.append('file', file, name)
  else form.append('file', file)
  return body(
    client.POST('/api/v1/files', {
      params: { header: { 'Idempotency-Key': key } },
      ...(signal ? { signal } : {}),
      body: form as never,
      bodySerializer: (given: unknown) => given as FormData,
    }),
  )
}
