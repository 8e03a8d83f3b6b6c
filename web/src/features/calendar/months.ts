/** Days of a year as a calendar shows them: weeks from Monday, plain dates that no time zone moves. */

const two = (n: number): string => String(n).padStart(2, '0')
const leap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
export const daysIn = (year: number, month: number): number =>
  month === 2 ? (leap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31

const SHIFT = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4]
/** 1 is Monday (Sakamoto's rule). */
export function weekdayOf(year: number, month: number, day: number): number {
  const y = month < 3 ? year - 1 : year
  const sunday0 = (y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + (SHIFT[month - 1] ?? 0) + day) % 7
  return sunday0 === 0 ? 7 : sunday0
}

const WEEKS = 6
export type MonthDay = { on: string; day: number; weekday: number }

/** Six weeks of a month, so that all months are equally high; days of its neighbours are empty. */
export function weeksOf(year: number, month: number): (MonthDay | null)[][] {
  const cells: (MonthDay | null)[] = Array.from({ length: weekdayOf(year, month, 1) - 1 }, () => null)
  for (let day = 1; day <= daysIn(year, month); day += 1) {
    cells.push({ on: `${year}-${two(month)}-${two(day)}`, day, weekday: weekdayOf(year, month, day) })
  }
  while (cells.length < 7 * WEEKS) cells.push(null)
  return Array.from({ length: WEEKS }, (_, week) => cells.slice(week * 7, week * 7 + 7))
}
