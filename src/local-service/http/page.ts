import type { Page } from '../jobs/jobStore'

const USUAL_LIMIT = 10
const LARGEST_LIMIT = 20

/** `start` and `limit` of lists: 0 and 10 unless told otherwise, at most 20 rows (API page, news). */
export function readPage(fields: Readonly<Record<string, string>>): Page {
  return { start: readNumber(fields.start, 0), limit: Math.min(LARGEST_LIMIT, readNumber(fields.limit, USUAL_LIMIT)) }
}

function readNumber(text: string | undefined, fallback: number): number {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : fallback
}
