import { backOffMs, type BackOff } from '../transfers/backOff'
import type { Clock } from '../transfers/clock'
import type { ServiceGate } from './serviceGate'
import type { Waits } from './waits'

/** What the account says when it is asked whether its token is good. */
export type AccountVerdict = 'good' | 'refused' | 'unknown'

/** Stops every job of an account whose token its service refused, and asks about it once, not once a job. */
export interface AccountHold {
  /** Ends at once unless the token is in doubt; else when asking makes sense again. */
  whenAccepted(signal: AbortSignal): Promise<void>
  /** A job was refused for its token: all are held, and the account is asked. */
  refused(): void
  readonly isHeld: boolean
  /** Somebody signed in. */
  accepted(): void
}

export interface AccountHoldParts {
  readonly clock: Clock
  readonly random: () => number
  readonly waits: Waits
  /** The gate for creates: they wait with the rest. */
  readonly gate: ServiceGate
  /** Asks the service whether the token is good. Never rejects. */
  readonly check: () => Promise<AccountVerdict>
}

/** A good token that is refused all the same is tried more and more seldom. */
const CONTRADICTION: BackOff = { firstMs: 10_000, largestMs: 300_000 }
const A_WHILE_MS = 3_600_000

/** Builds the hold of one service's account; nothing is held. */
export function createAccountHold({ clock, random, waits, gate, check }: AccountHoldParts): AccountHold {
  let isRefused = false
  let isChecking = false
  let contradictions = 0
  let restUntilMs = -Infinity
  const restMs = (): number => (isRefused || isChecking ? A_WHILE_MS : restUntilMs - clock.monotonicMs())

  const ask = async (): Promise<void> => {
    isChecking = true
    gate.close('signIn', Infinity)
    const verdict = await check()
    isChecking = false
    isRefused = verdict === 'refused'
    if (!isRefused) {
      contradictions += 1
      const delayMs = backOffMs(CONTRADICTION, contradictions, random)
      restUntilMs = clock.monotonicMs() + delayMs
      gate.close('signIn', delayMs)
    }
    waits.wakeAll()
  }
  return {
    get isHeld() { return restMs() > 0 },
    async whenAccepted(signal) {
      while (restMs() > 0) await waits.pause(restMs(), signal)
    },
    refused() {
      if (!isChecking && !isRefused) void ask()
    },
    accepted() {
      // A check of the old token that went well says so, too: that is no sign-in.
      if (isChecking) return
      isRefused = false
      contradictions = 0
      restUntilMs = -Infinity
    }
  }
}
