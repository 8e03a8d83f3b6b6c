/** Dates are Asia/Shanghai calendar days, whatever the clock of this machine says; instants are shown there too. */

const ZONE = 'Asia/Shanghai'
const parts = new Intl.DateTimeFormat('en-CA', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

function fields(at: Date): Record<string, string> {
  return Object.fromEntries(parts.formatToParts(at).map((p) => [p.type, p.value]))
}

/** Today in Shanghai as `YYYY-MM-DD`. */
export function today(now: Date = new Date()): string {
  const f = fields(now)
  return `${f['year']}-${f['month']}-${f['day']}`
}

/** A date (or an imprecise one: `2019`, `2019-04`) as it stands in ledgers; `—` when unknown. */
export function date(on: string | null | undefined): string {
  return on || '—'
}

/** `3月5日`, with the year when it is another one than this year. */
export function shortDate(on: string | null | undefined, now: Date = new Date()): string {
  const found = on ? /^(\d{4})-(\d{2})-(\d{2})/.exec(on) : null
  if (!found) return date(on)
  const [, year, month, day] = found
  const text = `${Number(month)}月${Number(day)}日`
  return year === today(now).slice(0, 4) ? text : `${year}年${text}`
}

/** An instant in Shanghai: `2026-03-05 10:32`. */
export function instant(at: string | null | undefined): string {
  if (!at) return '—'
  const f = fields(new Date(at))
  return `${f['year']}-${f['month']}-${f['day']} ${f['hour']}:${f['minute']}`
}

/** The time of day in Shanghai: `10:32`. */
export function clock(at: string | Date): string {
  const f = fields(new Date(at))
  return `${f['hour']}:${f['minute']}`
}

/** Days from today to a day, today in Shanghai: 0 is today, below 0 is past. */
export function daysTo(on: string, now: Date = new Date()): number {
  return Math.round((Date.parse(`${on}T00:00:00Z`) - Date.parse(`${today(now)}T00:00:00Z`)) / 86_400_000)
}

/** The day so many days after today, as `YYYY-MM-DD`. */
export function dayAfter(days: number, now: Date = new Date()): string {
  return new Date(Date.parse(`${today(now)}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}
