/** Seconds as m:ss or h:mm:ss with so many digits after the second, rounded. */
export function fineClock(seconds: number, digits: number): string {
  const scale = 10 ** digits
  const units = Math.max(0, Math.round(seconds * scale))
  const whole = Math.floor(units / scale)
  const hours = Math.floor(whole / 3600)
  const minutes = Math.floor((whole % 3600) / 60)
  const rest = String(whole % 60).padStart(2, '0')
  const fraction = digits > 0 ? `.${String(units % scale).padStart(digits, '0')}` : ''
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}${fraction}` : `${minutes}:${rest}${fraction}`
}

/** A time as people write it (75.5, 1:15.5, 1:02:05,25) in seconds; null when it is none. */
export function parseClock(text: string): number | null {
  const match = /^(?:(?:(\d+):)?(\d+):)?(\d+(?:[.,]\d+)?)$/.exec(text.trim())
  if (match === null) return null
  const [, hours, minutes, seconds = ''] = match
  const rest = Number(seconds.replace(',', '.'))
  const below = (value: string | undefined, isFirst: boolean): number | null => {
    const number = Number(value ?? 0)
    return isFirst || number < 60 ? number : null
  }
  const hour = below(hours, true)
  const minute = below(minutes, hours === undefined)
  if (hour === null || minute === null || (minutes !== undefined && rest >= 60)) return null
  return hour * 3600 + minute * 60 + rest
}
