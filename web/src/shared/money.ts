/**
 * Money as people read and type it. In memory and on the wire an amount is whole yuan in a `number` (exact to 2^53); no
 * amount ever passes a float: text is made and read with string and BigInt arithmetic, rounded half up.
 */

const WAN = 10_000n
const YI = 100_000_000n
const LIMIT = BigInt(Number.MAX_SAFE_INTEGER)

/** A quotient rounded half up (away from zero), with so many decimals, as text without grouping. */
function divided(yuan: bigint, unit: bigint, decimals: number): string {
  const scale = 10n ** BigInt(decimals)
  const negative = yuan < 0n
  const size = negative ? -yuan : yuan
  const scaled = (size * scale * 2n + unit) / (unit * 2n)
  const whole = scaled / scale
  const rest = decimals === 0 ? '' : `.${(scaled % scale).toString().padStart(decimals, '0')}`
  return `${negative && scaled !== 0n ? '-' : ''}${whole}${rest}`
}

function grouped(text: string): string {
  const [whole = '', rest] = text.split('.')
  const sign = whole.startsWith('-') ? '-' : ''
  const digits = whole.slice(sign.length).replace(/\B(?=(\d{3})+$)/g, ',')
  return rest === undefined ? sign + digits : `${sign}${digits}.${rest}`
}

const trimmed = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text)
// the minus of print, as wide as a digit
const printed = (text: string): string => text.replace('-', '−')

/** Ledgers and forms: 万元 with thousands and at most two decimals, without unit; `—` when unknown. */
export function wan(yuan: number | null | undefined): string {
  return yuan == null ? '—' : printed(grouped(trimmed(divided(BigInt(yuan), WAN, 2))))
}

/** The exact amount for titles: `1,234,567元`. */
export function exact(yuan: number | null | undefined): string {
  return yuan == null ? '—' : `${printed(grouped(BigInt(yuan).toString()))}元`
}

/** Headlines and charts: 亿元 with two decimals, 万元 below 1 亿元, with unit. */
export function headline(yuan: number | null | undefined): string {
  if (yuan == null) return '—'
  const amount = BigInt(yuan)
  const size = amount < 0n ? -amount : amount
  if (size < YI) return `${wan(yuan)}万元`
  return `${printed(grouped(divided(amount, YI, 2)))}亿元`
}

/** Copies and exports: the exact value in 万元 (up to four decimals), so that columns add up to their total. */
export function wanExact(yuan: number | null | undefined): string {
  return yuan == null ? '' : trimmed(divided(BigInt(yuan), WAN, 4))
}

const COLUMN_UNITS = {
  yuan: 1n,
  thousand: 1000n,
  wan: WAN,
  million: 1_000_000n,
  ten_million: 10_000_000n,
  yi: YI,
} as const
export type AmountUnit = keyof typeof COLUMN_UNITS
export const isAmountUnit = (unit: string): unit is AmountUnit => unit in COLUMN_UNITS

/** The exact amount in the unit of somebody's column. */
export function amountIn(yuan: number, unit: AmountUnit, withCommas = true): string {
  const text = trimmed(divided(BigInt(yuan), COLUMN_UNITS[unit], 8))
  return withCommas ? printed(grouped(text)) : text
}

/** The unit of a field without a unit in its text. */
export type MoneyUnit = 'yuan' | 'wan' | 'yi'

const UNITS: Record<MoneyUnit, bigint> = { yuan: 1n, wan: WAN, yi: YI }

/** Why a text is no amount; the words are in i18n under `money`. */
export type MoneyFault = 'vague' | 'notANumber' | 'belowOneYuan' | 'tooLarge'

/** Reads an amount as typed. The unit in the text wins over the unit of the field; nothing is guessed. */
export function parseMoney(text: string, unit: MoneyUnit = 'wan'): { yuan: number | null } | { fault: MoneyFault } {
  const plain = text
    .normalize('NFKC') // full-width digits, the Chinese comma and point, ￥
    .replace(/[\s,，、¥￥]/g, '')
    .replace(/^人民币/, '')
  if (plain === '') return { yuan: null }
  if (/[多余近约超上下以内至~～]/.test(plain) && /\d/.test(plain)) return { fault: 'vague' }
  const found = /^([-−]?)(\d+)(?:\.(\d+))?(亿|万|千|百)?(?:元)?$/.exec(plain)
  if (!found) return { fault: 'notANumber' }
  const [, sign, whole = '0', decimals = '', word] = found
  const factor = word ? { 亿: YI, 万: WAN, 千: 1000n, 百: 100n }[word] : plain.endsWith('元') ? 1n : UNITS[unit]
  if (factor === undefined) return { fault: 'notANumber' }
  const scale = 10n ** BigInt(decimals.length)
  const scaled = BigInt(whole + decimals) * factor
  if (scaled % scale !== 0n) return { fault: 'belowOneYuan' }
  const yuan = scaled / scale
  if (yuan > LIMIT) return { fault: 'tooLarge' }
  return { yuan: sign ? -Number(yuan) : Number(yuan) }
}
