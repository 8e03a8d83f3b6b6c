/** Is there a day that could not be read? Nothing is sent past it: the cursor goes there, where it says why. */
export function unreadable(within: ParentNode | null): boolean {
  const field = within?.querySelector<HTMLElement>('[data-unreadable]')
  field?.focus()
  return Boolean(field)
}
