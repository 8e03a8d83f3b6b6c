/** A list to its end, page by page, where all of it goes on paper; of one that is longer only how many there are. */
export async function whole<Row>(
  page: (at: number) => Promise<{ items: readonly Row[]; total: number }>,
  most: number,
): Promise<{ total: number; items: Row[] }> {
  const first = await page(1)
  if (first.total > most) return { total: first.total, items: [] }
  const items = [...first.items]
  for (let at = 2; items.length < first.total; at += 1) {
    const next = await page(at)
    if (next.items.length === 0) break
    items.push(...next.items)
  }
  return { total: items.length, items }
}
