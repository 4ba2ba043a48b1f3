import type { QueueHold } from '../../shared/domain/job'
import { backOffMs } from '../transfers/backOff'
import type { Clock } from '../transfers/clock'
import { ALREADY_RUNNING_DELAY_MS, LONGEST_ALREADY_RUNNING_DELAY_MS, RECONNECT } from './schedules'

/** Whether creates may go out to a service now, and if not, why. One gate for all its queued jobs: one probe, not many. */
export interface ServiceGate {
  /** Null when open; otherwise the reason and the milliseconds until it opens by itself (Infinity: only by `open`). */
  state(): { readonly hold: QueueHold | null; readonly opensInMs: number } | null
  /** True while the last try failed: then one job at a time probes. */
  readonly probing: boolean
  close(hold: QueueHold | null, delayMs: number): void
  /** Closes for a delay that grows with each failure in a row. */
  closeGrowing(hold: QueueHold): void
  /** Closes because the account is busy elsewhere, for 20 s at first and longer each time in a row: a try may send a whole song. */
  closeBusy(): void
  /** Opens it early; not where the service asked to be left alone. */
  open(): void
  /** A create arrived: failures are forgotten. */
  succeeded(): void
}

/** Builds an open gate. */
export function createServiceGate(clock: Clock, random: () => number): ServiceGate {
  let closed: { readonly hold: QueueHold | null; readonly untilMs: number } | null = null
  let failures = 0
  let timesBusy = 0
  const close = (hold: QueueHold | null, delayMs: number): void => {
    closed = { hold, untilMs: clock.monotonicMs() + delayMs }
  }
  return {
    state() {
      if (closed !== null && closed.untilMs <= clock.monotonicMs()) closed = null
      return closed === null ? null : { hold: closed.hold, opensInMs: closed.untilMs - clock.monotonicMs() }
    },
    get probing() {
      return failures > 0
    },
    close,
    closeGrowing(hold) {
      failures += 1
      close(hold, backOffMs(RECONNECT, failures, random))
    },
    closeBusy() {
      close('oneAtATime', Math.min(ALREADY_RUNNING_DELAY_MS * 2 ** timesBusy, LONGEST_ALREADY_RUNNING_DELAY_MS))
      timesBusy = Math.min(timesBusy + 1, 10)
    },
    open() {
      // The service itself asked for rest, or the disk is full: nothing that happens here shortens that.
      if (closed?.hold !== null && closed?.hold !== 'slowedDown') closed = null
    },
    succeeded() {
      closed = null
      failures = 0
      timesBusy = 0
    }
  }
}
