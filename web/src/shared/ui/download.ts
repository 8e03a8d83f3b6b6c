/** A file of the API, kept under its name: fetched with the token, which a plain link would not carry. */
import { ApiError } from '@/api/errors'

type Answer = { data?: unknown; error?: unknown; response: Response }

/** Give `parseAs: 'blob'` with the request. */
export async function download(asked: Promise<Answer>, name?: string): Promise<void> {
  const { data, error, response } = await asked
  if (!response.ok) throw ApiError.of(response, error)
  const link = document.createElement('a')
  link.href = URL.createObjectURL(data as Blob)
  link.download = name ?? nameIn(response.headers.get('Content-Disposition')) ?? ''
  document.body.append(link)
  link.click()
  link.remove()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

/** The name that an answer gives its file (RFC 6266: the UTF-8 form wins). */
export function nameIn(disposition: string | null): string | undefined {
  const coded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1]
  return coded ? decodeURIComponent(coded) : /filename="?([^";]+)"?/.exec(disposition ?? '')?.[1]
}
