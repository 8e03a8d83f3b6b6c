/** Colours of a map: a few classes with round limits, whose numbers stand at the scale. */

/** Of 0 nothing is coloured; the other classes end at these values, the last one is open. */
export type Scale = { from: number; to: number; shade: number }[]

const ROUND = [1, 2, 5, 10, 20, 30, 50, 100, 200, 300, 500, 1000, 2000, 5000, 10_000, 100_000]

/** Up to four classes for whole numbers, from 1 to the largest. */
export function scaleOf(values: readonly number[]): Scale {
  const most = Math.max(0, ...values)
  if (most === 0) return []
  if (most <= 4) return Array.from({ length: most }, (_, i) => ({ from: i + 1, to: i + 1, shade: i + 5 - most }))
  const step = ROUND.find((round) => round * 4 >= most) ?? Math.ceil(most / 4)
  const classes = Math.ceil(most / step)
  return Array.from({ length: classes }, (_, i) => ({
    from: i * step + 1,
    to: Math.min(most, (i + 1) * step),
    shade: i + 5 - classes,
  }))
}

export const shadeOf = (scale: Scale, value: number): number => scale.find((c) => value >= c.from && value <= c.to)?.shade ?? 0
