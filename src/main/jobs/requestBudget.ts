import { AppError, type ErrorCode } from '../../shared/errors/appError'
import type { Clock } from '../transfers/clock'
import { createEmitter, type Emitter } from '../util/emitter'
import { createHostState, type HostState } from './hostState'
import { RATE_LIMIT_DELAY_MS } from './schedules'

/** A request that wants to go out. */
export interface Ticket {
  /** Name of the host asked, e.g. de2.mvsep.com. */
  readonly host: string
  /** Somebody waits for a person's request: it goes before every poll, also while the host is out of reach. */
  readonly kind: 'person' | 'poll'
  /** Among polls the largest goes first; looked at when a place is free, so it may grow while it waits. */
  readonly urgency: () => number
}

/** The right to ask a service; one for all its hosts, its jobs and everything else that asks it. */
export interface RequestBudget {
  /**
   * Runs `work` when its turn comes, with a signal that also fires when the computer slept over it. Passing failures of polls make their host rest, for all. Rejects as `work` does, with
   * 'cancelled' when the signal fires before, and a person's request with 'rateLimited' instead of a long wait.
   */
  run<T>(ticket: Ticket, signal: AbortSignal | undefined, work: (signal: AbortSignal) => Promise<T>): Promise<T>
  /** X-RateLimit-Remaining of an answer. */
  toldRemaining(host: string, remaining: number): void
  /** The host asked to be left alone; undefined when it did not say how long. */
  toldRest(host: string, delayMs: number | undefined): void
  /** Network back, lid opened: what rests after a failure is asked at once. `afresh`: polls on their way are dropped, their sockets are old. */
  wake(afresh: boolean): void
  /** Why nothing is heard of a host; null while it answers. */
  troubleOf(host: string): ErrorCode | null
  /** Tells the host whose trouble changed. */
  readonly troubleChanged: Emitter<string>
}

export interface BudgetLimits {
  /** Requests in any minute, all together. Infinity: as many as wanted. */
  readonly perMinute: number
  /** Polls that may go out at once after a rest. */
  readonly burst: number
  /** Polls on their way at a host. */
  readonly inFlight: number
}

interface Waiting {
  readonly ticket: Ticket
  readonly begin: (generation: number) => void
  readonly refuse: (error: AppError) => void
}

const MINUTE_MS = 60_000
const LONGEST_PATIENCE_MS = 5_000

/** Failures that pass by themselves: the host, not the job, is the matter. */
export const isPassing = (code: ErrorCode): boolean =>
  code === 'offline' || code === 'serverUnreachable' || code === 'serverError' || code === 'rateLimited' ||
  code === 'notMvsep' || code === 'proxyRefused' || code === 'localServiceFailed' // a captive portal answers pages for everyone: as good as offline

/** Builds a budget. Holds a timer only while somebody waits. `random` answers 0 to 1. */
export function createRequestBudget(limits: BudgetLimits, clock: Clock, random: () => number): RequestBudget {
  const hosts = new Map<string, HostState>()
  const waiting = new Set<Waiting>()
  const troubleChanged = createEmitter<string>()
  let sent: { readonly atMs: number; readonly kind: Ticket['kind'] }[] = []
  let pollsPaidMs = -Infinity // a poll may go out while this lies less than a burst ahead
  const underWay = new Set<AbortController>()
  let generation = 0
  let stopTimer = (): void => undefined

  const hostOf = (name: string): HostState => {
    const host = hosts.get(name) ?? createHostState(random)
    hosts.set(name, host)
    return host
  }
  const noting = (name: string, change: (host: HostState) => void): void => {
    const host = hostOf(name)
    const before = host.trouble
    change(host)
    if (host.trouble !== before) troubleChanged.emit(name)
  }
  /** What people asked for, and a burst, is taken off the polls of the same minute, evenly: none meets the end of the budget. */
  const spacingMs = (): number => {
    const people = sent.filter(({ kind }) => kind === 'person').length
    return Number.isFinite(limits.perMinute) ? MINUTE_MS / Math.max(1, limits.perMinute - limits.burst - people) : 0
  }
  const dueMs = ({ ticket: { host: name, kind } }: Waiting, nowMs: number, spacing: number): number => {
    const host = hostOf(name)
    const oldest = sent.length < limits.perMinute ? undefined : sent[sent.length - limits.perMinute]
    const freeMs = Math.max(nowMs, host.pausedUntilMs, oldest === undefined ? nowMs : oldest.atMs + MINUTE_MS)
    if (kind === 'person') return Math.max(freeMs, host.isSpent(nowMs) ? host.quotaDueMs(nowMs) : nowMs)
    if (host.inFlight >= limits.inFlight) return Infinity // the end of the one on its way looks again
    return Math.max(freeMs, host.restUntilMs, host.quotaDueMs(nowMs), pollsPaidMs - (limits.burst - 1) * spacing)
  }
  const go = (next: Waiting, nowMs: number, spacing: number): void => {
    waiting.delete(next)
    const host = hostOf(next.ticket.host)
    host.asked(nowMs)
    if (Number.isFinite(limits.perMinute)) sent.push({ atMs: nowMs, kind: next.ticket.kind })
    if (next.ticket.kind === 'poll') {
      pollsPaidMs = Math.max(pollsPaidMs, nowMs) + spacing
      host.inFlight += 1
    }
    next.begin(generation)
  }
  const pump = (): void => {
    stopTimer()
    for (;;) {
      const nowMs = clock.monotonicMs()
      sent = sent.filter(({ atMs }) => atMs > nowMs - MINUTE_MS)
      const spacing = spacingMs()
      const due = [...waiting].map((each) => ({ each, atMs: dueMs(each, nowMs, spacing) }))
      for (const { each, atMs } of due) {
        if (each.ticket.kind !== 'person' || atMs - nowMs <= LONGEST_PATIENCE_MS) continue
        waiting.delete(each)
        each.refuse(new AppError('rateLimited', { retryAfterMs: atMs - nowMs }))
      }
      const ready = due.filter(({ each, atMs }) => atMs <= nowMs && waiting.has(each)).map(({ each }) => each)
      const first = ready.find(({ ticket }) => ticket.kind === 'person') ?? mostUrgent(ready)
      if (first === undefined) {
        const nextMs = Math.min(...due.filter(({ each }) => waiting.has(each)).map(({ atMs }) => atMs))
        if (Number.isFinite(nextMs)) stopTimer = clock.after(nextMs - nowMs, pump)
        return
      }
      go(first, nowMs, spacing)
    }
  }
  const turn = (ticket: Ticket, signal: AbortSignal | undefined): Promise<number> => new Promise((resolve, reject) => {
    if (signal?.aborted === true) {
      reject(new AppError('cancelled'))
      return
    }
    const end = (): void => signal?.removeEventListener('abort', leave)
    const leave = (): void => {
      waiting.delete(entry)
      reject(new AppError('cancelled'))
      pump()
    }
    const entry: Waiting = {
      ticket,
      begin(atGeneration) { end(); resolve(atGeneration) },
      refuse(error) { end(); reject(error) }
    }
    signal?.addEventListener('abort', leave, { once: true })
    waiting.add(entry)
    pump()
  })
  /** `begun`: a request that was under way when the lid was closed has failed for that, and says nothing of the host. */
  const noteFailure = ({ host: name, kind }: Ticket, error: unknown, begun: number): void => {
    if (!(error instanceof AppError)) return
    if (!isPassing(error.code)) {
      if (kind === 'poll' && error.code !== 'tlsFailed' && error.code !== 'cancelled') noting(name, (host) => { host.succeeded() }) // a refusal is an answer
      return
    }
    const nowMs = clock.monotonicMs()
    const restMs = error.retryAfterMs ?? (error.code === 'rateLimited' ? RATE_LIMIT_DELAY_MS : 0)
    noting(name, (host) => {
      if (restMs > 0) host.pause(restMs, 'rateLimited', nowMs)
      else if (kind === 'poll' && begun === generation) host.failed(error.code, nowMs)
    })
  }

  return {
    async run(ticket, signal, work) {
      const begun = await turn(ticket, signal)
      const dropping = new AbortController()
      if (ticket.kind === 'poll') underWay.add(dropping)
      try {
        const value = await work(signal === undefined ? dropping.signal : AbortSignal.any([signal, dropping.signal]))
        if (ticket.kind === 'poll') noting(ticket.host, (host) => { host.succeeded() })
        return value
      } catch (error) {
        if (signal?.aborted !== true) noteFailure(ticket, error, begun)
        throw error
      } finally {
        underWay.delete(dropping)
        if (ticket.kind === 'poll') hostOf(ticket.host).inFlight -= 1
        pump()
      }
    },
    toldRemaining(host, remaining) {
      hostOf(host).toldRemaining(remaining, clock.monotonicMs())
    },
    toldRest(name, delayMs) {
      noting(name, (host) => { host.pause(delayMs ?? RATE_LIMIT_DELAY_MS, 'rateLimited', clock.monotonicMs()) })
    },
    wake(afresh) {
      generation += 1
      if (afresh) for (const dropping of underWay) dropping.abort()
      for (const host of hosts.values()) host.wake()
      pump()
    },
    troubleOf: (host) => hosts.get(host)?.trouble ?? null,
    troubleChanged
  }
}

function mostUrgent(ready: readonly Waiting[]): Waiting | undefined {
  let best: { readonly each: Waiting; readonly urgency: number } | undefined
  for (const each of ready) {
    const urgency = each.ticket.urgency()
    if (best === undefined || urgency > best.urgency) best = { each, urgency }
  }
  return best?.each
}
