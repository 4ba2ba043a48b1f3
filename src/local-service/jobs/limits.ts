const MEGABYTE = 1024 * 1024

/** What an account may send at most (API notes, plans and limits). */
export interface Limits {
  readonly largestBytes: number
  readonly largestText: string
  readonly longestS: number
  readonly longestText: string
}

const PREMIUM: Limits = {
  largestBytes: 1000 * MEGABYTE,
  largestText: '1000 MB',
  longestS: 100 * 60,
  longestText: '100 minutes'
}
const FREE: Limits = {
  largestBytes: 100 * MEGABYTE,
  largestText: '100 MB',
  longestS: 10 * 60,
  longestText: '10 minutes'
}

/** Jobs a day of an account whose premium is switched off. */
export const FREE_RUNS_A_DAY = 50

/** No account may send more than this, whatever it is. */
export const LARGEST_UPLOAD_BYTES = PREMIUM.largestBytes

export function limitsFor(premium: boolean): Limits {
  return premium ? PREMIUM : FREE
}

/** The sentence for a file over the limit. */
export function tooLargeText(premium: boolean): string {
  const { largestText } = limitsFor(premium)
  return premium
    ? `The file is larger than ${largestText}, the most this service takes.`
    : `The file exceeds the ${largestText} free limit; with premium enabled it may be up to ${PREMIUM.largestText}.`
}

/** The sentence for audio over the limit. */
export function tooLongText(premium: boolean): string {
  const { longestText } = limitsFor(premium)
  return premium
    ? `The audio is longer than ${longestText}, the most this service takes.`
    : `The audio exceeds the ${longestText} free limit; with premium enabled it may be up to ${PREMIUM.longestText}.`
}
