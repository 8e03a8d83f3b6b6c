/** Does a text fit into its cell for sure? One that does is not cut off: each cut costs the browser as much as the cell itself. */

/** What a cell loses to its edges, in px. */
const EDGES = 18
/** At most so wide is a character of cells, in px at the standard text size: figures and their signs; others. */
const FIGURE = 7.5
const WIDEST = 13

export function fits(text: string, width: number, scale: number): boolean {
  let needed = EDGES
  for (const sign of text) needed += (/[ '-;]/.test(sign) ? FIGURE : WIDEST) * scale
  return needed <= width
}
