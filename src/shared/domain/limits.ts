import type { Account } from './account'
import type { Algorithm, AlgorithmGate } from './algorithm'
import { creditsFor } from './cost'
import type { Input } from './input'
import { linkTrouble, type LinkTrouble } from './link'
import type { OutputFormatId } from './outputFormat'
import type { FieldValues } from './visibleFields'

/** What one kind of account may send. The service decides in the end; these warn before an upload is made in vain. */
export interface PlanLimits {
  readonly maxBytes: number
  readonly maxSeconds: number
  readonly formats: readonly OutputFormatId[]
  readonly gates: readonly AlgorithmGate[]
  /** Null where jobs are not counted by day. */
  readonly freeJobsADay: number | null
  /** Jobs at once over the API; null where none is told. */
  readonly concurrent: number | null
}

const ALL_FORMATS: readonly OutputFormatId[] = [0, 1, 2, 3, 4, 5]
const ALL_GATES: readonly AlgorithmGate[] = ['everyone', 'registered', 'premium']

/**
 * The limits as they were seen, with their date: they have changed twice already. MVSEP's pages say "MB" without saying which;
 * a megabyte is taken as a million bytes here, the smaller of the two, so that the warning comes too early rather than too late.
 * The service on this computer is our own: its numbers are exact (2^20).
 */
export const LIMITS: {
  readonly asOf: string
  readonly source: string
  readonly plans: { readonly registered: PlanLimits; readonly premium: PlanLimits; readonly local: PlanLimits }
} = {
  asOf: '2026-08',
  source: 'API notes §11, plans, limits, queue rules',
  plans: {
    registered: {
      maxBytes: 100e6, maxSeconds: 600, formats: [0, 1, 2, 3], gates: ['everyone', 'registered'], freeJobsADay: 50, concurrent: 1
    },
    // "Unlimited" at once in the newer words, 10 in the older: the smaller one.
    premium: { maxBytes: 1000e6, maxSeconds: 6_000, formats: ALL_FORMATS, gates: ALL_GATES, freeJobsADay: null, concurrent: 10 },
    local: {
      maxBytes: 1000 * 1024 * 1024, maxSeconds: 6_000, formats: ALL_FORMATS, gates: ALL_GATES, freeJobsADay: null, concurrent: null
    }
  }
}

/** What can be done about a broken limit. */
export type WayOut = 'shorten' | 'compress' | 'enablePremium' | 'buyCredits' | 'chooseOther' | 'signIn' | 'otherLink'

interface Broken<Limit extends string, Kind, Actual = Kind> {
  readonly limit: Limit
  readonly allowed: Kind
  readonly actual: Actual
  readonly wayOut: WayOut
  /** It is the reference that breaks it, not the song. */
  readonly ofReference?: true
}

/** One limit a job breaks. Sizes in bytes, lengths in seconds; credits and free jobs as left and as needed. */
export type BrokenLimit =
  | Broken<'size' | 'length' | 'credits' | 'freeJobs', number>
  | Broken<'gate', readonly AlgorithmGate[], AlgorithmGate>
  | Broken<'format', readonly OutputFormatId[], OutputFormatId>
  | Broken<'link', null, LinkTrouble>

/** Who sends: the account at MVSEP, or this computer, where nothing costs anything. */
export type Sender = Account | 'local'

/** What is left to the sender when this job's turn comes; null where it is not known. */
export interface Left {
  readonly credits: number | null
  readonly freeJobs: number | null
}

/** What is chosen for an input, as the picker holds it. */
export interface Choice {
  readonly values: FieldValues
  readonly outputFormat: OutputFormatId
  /** The file that the input is matched to: it is sent as well, and measured alike. */
  readonly reference?: Input | null
}

/** Whether the sender's jobs cost credits: signed in, premium switched on, and something left to spend. */
export const paysCredits = (sender: Sender): boolean =>
  sender !== 'local' && sender.status === 'signedIn' && sender.premiumEnabled && sender.credits > 0

/**
 * Every limit this job would break, in the order link, size, length, gate, format, credits, free jobs. While nobody is signed in, or
 * the account could not be asked, only what no account may send counts. `input` is null for algorithms that take no file.
 */
export function brokenLimits(
  input: Input | null, algorithm: Algorithm, choice: Choice, sender: Sender, left: Left = leftOf(sender, null)
): readonly BrokenLimit[] {
  const limits = limitsOf(sender)
  const cost = creditsFor(algorithm, choice.values, input?.durationSeconds ?? null)
  const premiumHelps = canEnablePremium(sender, cost)
  const beyond = (value: number, limit: 'maxBytes' | 'maxSeconds', otherwise: WayOut): WayOut =>
    premiumHelps && value <= LIMITS.plans.premium[limit] ? 'enablePremium' : otherwise
  const formats = limits.formats.filter((id) => algorithm.outputFormats?.includes(id) ?? true)
  const isWritten = algorithm.outputFormats?.includes(choice.outputFormat) ?? true
  const isSignedOut = sender !== 'local' && sender.status === 'signedOut'
  const needed = Math.max(1, cost ?? 1)
  const broken: BrokenLimit[] = []

  const trouble = input?.link === undefined ? null : linkTrouble(input.link, sender === 'local')
  if (trouble !== null) broken.push({ limit: 'link', allowed: null, actual: trouble, wayOut: 'otherLink' })
  for (const file of [input, choice.reference ?? null]) {
    if (file === null) continue
    const about = file === input ? {} : { ofReference: true as const }
    const seconds = file.durationSeconds ?? 0
    if (file.sizeBytes > limits.maxBytes) {
      broken.push({ limit: 'size', allowed: limits.maxBytes, actual: file.sizeBytes, wayOut: beyond(file.sizeBytes, 'maxBytes', 'compress'), ...about })
    }
    if (seconds > limits.maxSeconds) {
      broken.push({ limit: 'length', allowed: limits.maxSeconds, actual: seconds, wayOut: beyond(seconds, 'maxSeconds', 'shorten'), ...about })
    }
  }
  if (isSignedOut) {
    // Over the API even algorithms for everyone need a token.
    broken.push({ limit: 'gate', allowed: [], actual: algorithm.gate, wayOut: 'signIn' })
  } else if (!limits.gates.includes(algorithm.gate)) {
    broken.push({ limit: 'gate', allowed: limits.gates, actual: algorithm.gate, wayOut: premiumHelps ? 'enablePremium' : 'buyCredits' })
  }
  if (!formats.includes(choice.outputFormat)) {
    const wayOut = premiumHelps && isWritten ? 'enablePremium' : 'chooseOther'
    broken.push({ limit: 'format', allowed: formats, actual: choice.outputFormat, wayOut })
  }
  if (paysCredits(sender)) {
    if (left.credits !== null && needed > left.credits) {
      broken.push({ limit: 'credits', allowed: left.credits, actual: needed, wayOut: 'buyCredits' })
    }
  } else if (limits.freeJobsADay !== null && left.freeJobs !== null && left.freeJobs < 1) {
    broken.push({ limit: 'freeJobs', allowed: Math.max(0, left.freeJobs), actual: 1, wayOut: premiumHelps ? 'enablePremium' : 'buyCredits' })
  }
  return broken
}

/** What the sender has before the first job; `freeJobs` is what the service says is left today, null when it was not asked. */
export function leftOf(sender: Sender, freeJobs: number | null): Left {
  if (sender === 'local' || sender.status !== 'signedIn') return { credits: null, freeJobs: null }
  return { credits: sender.credits, freeJobs }
}

/** What this sender may send. */
export function limitsOf(sender: Sender): PlanLimits {
  if (sender === 'local') return LIMITS.plans.local
  if (sender.status !== 'signedIn' || paysCredits(sender)) return LIMITS.plans.premium
  return LIMITS.plans.registered
}

/** Switching premium on is a way out only where the credits for this job are there. */
function canEnablePremium(sender: Sender, cost: number | null): boolean {
  return sender !== 'local' && sender.status === 'signedIn' && !sender.premiumEnabled && sender.credits >= Math.max(1, cost ?? 1)
}
