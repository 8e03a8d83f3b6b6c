/** A photo of a card for a weak network: no longer than a page needs, as JPEG. What cannot be drawn is sent as it is. */
const LONGEST = 1600
const ENOUGH_BYTES = 400_000

export async function shrunk(file: File): Promise<Blob> {
  if (file.size <= ENOUGH_BYTES) return file
  try {
    const picture = await createImageBitmap(file)
    const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(picture.width * scale)
    canvas.height = Math.round(picture.height * scale)
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
    const small = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.82))
    return small && small.size < file.size ? small : file
  } catch {
    return file
  }
}
