/** UTC as the API writes it, `YYYY-MM-DD HH:MM:SS` without a zone (API page, separation_history). */
export function toDateText(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 19).replace('T', ' ')
}

/** The first millisecond of the UTC day that holds `atMs`. */
export function startOfDayMs(atMs: number): number {
  const date = new Date(atMs)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate())
}

/** The first millisecond of the UTC month that holds `atMs`. */
export function startOfMonthMs(atMs: number): number {
  const date = new Date(atMs)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1)
}
