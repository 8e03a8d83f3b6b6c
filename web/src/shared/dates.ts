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

/** `10:32` of today, else with its day. */
export const brief = (at: string): string => (today(new Date(at)) === today() ? clock(at) : instant(at))

const HOUR_MS = 3_600_000

/** How long ago within a day, else its day; a thing that is known by its day only (midnight) is no number of hours ago. */
export function sinceText(
  at: string,
  now: Date = new Date(),
): { on: string } | { unit: 'now' } | { unit: 'minutes' | 'hours'; n: number } {
  const passed = now.getTime() - Date.parse(at)
  if (passed < -60_000 || passed >= 24 * HOUR_MS || clock(at) === '00:00') return { on: instant(at).slice(0, 10) }
  if (passed < 60_000) return { unit: 'now' }
  if (passed < HOUR_MS) return { unit: 'minutes', n: Math.floor(passed / 60_000) }
  return { unit: 'hours', n: Math.floor(passed / HOUR_MS) }
}

/** The instant at which a day of Shanghai begins. */
export const startOfDay = (on: string): string => new Date(`${on}T00:00:00+08:00`).toISOString()

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

/** A day so many days later (or earlier); days are counted without hours, so no zone moves them. */
export function plusDays(on: string, days: number): string {
  const at = new Date(`${on}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, 10)
}

export type Days = { from_on: string; to_on: string }

/** `2026年12月1日至12月3日`; the year stands there always, because a typed text may lack it. */
export function daysText({ from_on, to_on }: Days): string {
  const text = (on: string, year: boolean) =>
    `${year ? `${on.slice(0, 4)}年` : ''}${Number(on.slice(5, 7))}月${Number(on.slice(8, 10))}日`
  if (from_on === to_on) return text(from_on, true)
  return `${text(from_on, true)}至${text(to_on, from_on.slice(0, 4) !== to_on.slice(0, 4))}`
}

const DAY = /^(?:(\d{4})(\d{2})(\d{2})|(?:(\d{4})[-./年])?(\d{1,2})[-./月](\d{1,2})日?)/
const BETWEEN = /^[\s]*(?:至|到|[-–—~]+)[\s]*/

/** Reads `12.1-12.3`, `12.1-3`, `20261201至20261203`, `12月1日`; a day without a year is of this year, or follows the first. */
export function parseDays(typed: string, now: Date = new Date()): Days | null {
  const text = typed.normalize('NFKC').trim()
  const first = DAY.exec(text)
  if (!first) return null
  const from_on = dayOf(first[1] ?? first[4] ?? today(now).slice(0, 4), first[2] ?? first[5], first[3] ?? first[6])
  if (!from_on) return null
  const rest = text.slice(first[0].length)
  if (rest === '') return { from_on, to_on: from_on }
  const between = BETWEEN.exec(rest)
  if (!between) return null
  const last = rest.slice(between[0].length)
  const bare = /^(\d{1,2})日?$/.exec(last)
  const second = bare ? null : DAY.exec(last)
  if (!bare && second?.[0].length !== last.length) return null
  const year = from_on.slice(0, 4)
  const month = bare ? from_on.slice(5, 7) : (second?.[2] ?? second?.[5])
  const day = bare ? bare[1] : (second?.[3] ?? second?.[6])
  const given = second?.[1] ?? second?.[4]
  let to_on = dayOf(given ?? year, month, day)
  if (to_on && to_on < from_on && !given && !bare) to_on = dayOf(String(Number(year) + 1), month, day)
  return to_on && to_on >= from_on ? { from_on, to_on } : null
}

export type Typed = { on: string } | { fault: 'unreadable' | 'month' | 'noSuchDay' }

const WHOLE = /^(\d{4})(?:(\d{2})(\d{2})|[-./年](\d{1,2})[-./月](\d{1,2})[日号]?)$/
const THIS_YEAR = /^(\d{1,2})[-./月](\d{1,2})[日号]?$/
const ROUGH = /^(\d{4})(?:年|(?:[-./年](\d{1,2})|(\d{2}))月?)?$/

/**
 * A day as people type it: `20250630`, `2025.6.30`, `2025年6月30日`, `6-30` (this year). A month or a year alone is no day; as the
 * [edge] of a period it is the first or the last of its days.
 */
export function parseDay(typed: string, edge?: 'first' | 'last', now: Date = new Date()): Typed {
  const text = typed.normalize('NFKC').replace(/\s/g, '')
  const whole = WHOLE.exec(text)
  const short = whole ? null : THIS_YEAR.exec(text)
  if (whole || short) {
    const on = whole
      ? dayOf(whole[1] ?? '', whole[2] ?? whole[4], whole[3] ?? whole[5])
      : dayOf(today(now).slice(0, 4), short?.[1], short?.[2])
    return on ? { on } : { fault: 'noSuchDay' }
  }
  const rough = ROUGH.exec(text)
  if (!rough) return { fault: 'unreadable' }
  if (!edge) return { fault: 'month' }
  const month = rough[2] ?? rough[3]
  const first = dayOf(rough[1] ?? '', month ?? (edge === 'first' ? '1' : '12'), '1')
  if (!first) return { fault: 'noSuchDay' }
  // the last day of a month is the day before the next one's first, which is at most 31 days later
  return { on: edge === 'first' ? first : plusDays(`${plusDays(first, 31).slice(0, 7)}-01`, -1) }
}

/** A day that exists, as `YYYY-MM-DD`. */
function dayOf(year: string, month: string | undefined, day: string | undefined): string | null {
  const on = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`
  const at = new Date(`${on}T00:00:00Z`)
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== on ? null : on
}
