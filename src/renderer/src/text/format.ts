import type { TFunction } from 'i18next'

/** Seconds as m:ss or h:mm:ss, rounded down; negative values count as 0. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  const hours = Math.floor(whole / 3600)
  const minutes = Math.floor((whole % 3600) / 60)
  const rest = String(whole % 60).padStart(2, '0')
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`
}

/** A time span in one unit, as exact as people need it: 40 s, 3 min, 1.5 h. Below a second it is one second. */
export function span(seconds: number, t: TFunction, language: string): string {
  if (seconds < 60) return t('units.seconds', { value: count(Math.max(1, Math.round(seconds)), language) })
  if (seconds < 5_400) return t('units.minutes', { value: count(Math.round(seconds / 60), language) })
  return t('units.hours', { value: count(Math.round(seconds / 360) / 10, language) })
}

// Making a formatter takes far longer than using it, and a list shows hundreds of numbers.
const formats = new Map<string, Intl.NumberFormat>()

function written(value: number, language: string, leastDigits: number, mostDigits: number): string {
  const key = `${language} ${leastDigits} ${mostDigits}`
  const format = formats.get(key) ?? new Intl.NumberFormat(language, { minimumFractionDigits: leastDigits, maximumFractionDigits: mostDigits })
  formats.set(key, format)
  return format.format(value)
}

/** A number in the reader's own digits and separators. */
export const count = (value: number, language: string): string => written(value, language, 0, 1)

/** A number with exactly two digits after the point: figures that are compared stand under each other. */
export const decimals = (value: number, language: string): string => written(value, language, 2, 2)

/** Bytes in decimal units, as file managers show them. */
export function bytes(sizeBytes: number, t: TFunction, language: string): string {
  const shown = (value: number, digits: number): string => written(value, language, digits, digits)
  if (sizeBytes >= 1e9) return t('units.gigabytes', { value: shown(sizeBytes / 1e9, 2) })
  if (sizeBytes >= 1e6) return t('units.megabytes', { value: shown(sizeBytes / 1e6, 1) })
  return t('units.kilobytes', { value: shown(Math.max(sizeBytes, 0) / 1e3, 0) })
}

/** Decibels as people write levels: one digit, a sign except at 0, in the reader's own digits. */
export function level(decibels: number, language: string): string {
  return new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: 'exceptZero' }).format(decibels)
}

/** Date and time, short, in the reader's own order. */
export function dateTime(timeMs: number, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(timeMs)
}

/** The day alone, where the time of day says nothing. */
export function day(timeMs: number, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(timeMs)
}

const AGES = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000]
] as const

/** How long ago something was, in the reader's own words: "3 hours ago", "now" below a minute and for what lies ahead. */
export function ago(timeMs: number, nowMs: number, language: string): string {
  const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  const ageMs = Math.max(0, nowMs - timeMs)
  const [unit, unitMs] = AGES.find(([, lengthMs]) => ageMs >= lengthMs) ?? ['second', Number.POSITIVE_INFINITY]
  return words.format(-Math.floor(ageMs / unitMs), unit)
}

/** How long something still lasts, rounded down, as one number and its unit: "2 days", "47 hours", "5 minutes". */
export function timeLeft(leftMs: number, language: string): string {
  const words = (value: number, unit: 'day' | 'hour' | 'minute'): string =>
    new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(value)
  if (leftMs >= 2 * 86_400_000) return words(Math.floor(leftMs / 86_400_000), 'day')
  if (leftMs >= 3_600_000) return words(Math.floor(leftMs / 3_600_000), 'hour')
  return words(Math.max(1, Math.floor(leftMs / 60_000)), 'minute')
}

/** A month given as "2026-08", in the reader's own words. */
export function month(yearAndMonth: string, language: string): string {
  const format = new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' })
  return format.format(Date.parse(`${yearAndMonth}-01T00:00:00Z`))
}
