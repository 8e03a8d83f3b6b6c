/** Copies without the clipboard API, which plain http does not have: through the `copy` event of the page itself. */
export function copyText(text: string, html?: string): boolean {
  let taken = false
  const onCopy = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', text)
    if (html) event.clipboardData?.setData('text/html', html)
    event.preventDefault()
    taken = true
  }
  document.addEventListener('copy', onCopy, { once: true })
  try {
    // without a key or a click just before, browsers answer no, or yes and copy nothing
    return document.execCommand('copy') && taken
  } finally {
    document.removeEventListener('copy', onCopy)
  }
}
