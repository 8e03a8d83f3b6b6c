/** Where files are dropped or chosen: the mouse drops anywhere in it, the button inside is everybody's. */
import { type DragEvent, type ReactNode, useRef, useState } from 'react'
import './upload.css'

type Props = {
  className: string
  /** Name of the hidden input. */
  label: string
  onFiles: (files: File[]) => void
  multiple?: boolean
  accept?: string
  /** On a phone the camera is opened. */
  camera?: boolean | undefined
  children: (choose: () => void) => ReactNode
}

export function DropZone({ className, label, onFiles, multiple = false, accept, camera, children }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const take = (files: FileList | null) => {
    const taken = [...(files ?? [])]
    if (taken.length > 0) onFiles(multiple ? taken : taken.slice(0, 1))
    // the same file may be chosen once more
    if (input.current) input.current.value = ''
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is the mouse's way
    <div
      className={`drop-zone ${className}${over ? ' over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <input
        ref={input}
        type="file"
        hidden
        multiple={multiple}
        aria-label={label}
        {...(camera ? { accept: 'image/*', capture: 'environment' as const } : accept ? { accept } : {})}
        onChange={(event) => take(event.target.files)}
      />
      {children(() => input.current?.click())}
    </div>
  )
}
