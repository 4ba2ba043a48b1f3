import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startFaultProxy, type Fault, type FaultProxy, type Passing } from '../../../transfers/testing/faultProxy'
import { createQuickClock } from '../../../transfers/testing/quickClock'
import { oneOf, seededRandom, wholeBetween } from '../../../transfers/testing/random'
import type { Engine } from '../engine'
import { startMvsepDouble, type MvsepDouble } from '../mvsepDouble'
import { isSettled, leftBy, startRealEngine, TOKEN, writeSongOf, wrongBytes, type Song } from './session'

export interface FaultsOptions {
  readonly runs: number
  readonly seed: number
  /** Runs side by side. */
  readonly atOnce: number
  readonly tell?: (line: string) => void
}

export interface FaultsReport {
  readonly runs: number
  readonly jobs: number
  readonly ready: number
  /** Jobs that said `unconfirmed` and asked the user before the end; those the server had, and those it had not. */
  readonly askedAndThere: number
  readonly askedAndNotThere: number
  /** Jobs that ended with an error before the faults did, by its code. */
  readonly failed: Readonly<Record<string, number>>
  readonly creates: number
  readonly faults: Readonly<Record<string, number>>
  readonly violations: readonly string[]
}

const KIB = 1024
const SPEED = 100
const SONG_BYTES = 200 * KIB
const RESULTS = 2
const RESULT_BYTES = 300 * KIB
const IDLE_TIMEOUT_MS = 400
const JOBS_A_RUN = 2
const HTML = '<!DOCTYPE html><html><head><title>Sign in to the hotel</title></head><body>Welcome</body></html>'
// A server has this long to be unlucky; then it is a good one, and everything must come to its end.
const TROUBLED_REQUESTS = 14
const LONGEST_RUN_MS = 20_000
const LONGEST_CLOSE_MS = 5_000
// Now and then somebody opens the lid, and all that waits looks again.
const WAKE_EVERY_MS = 2_000

interface Outcome {
  readonly ready: number
  readonly askedAndThere: number
  readonly askedAndNotThere: number
  readonly failed: readonly string[]
  readonly creates: number
  readonly faults: readonly string[]
  readonly violations: readonly string[]
}

/**
 * Runs of two jobs each through the real engine, with faults the seed chooses in front of the server. The server must have seen
 * each file once at most; a job that cannot know must say `unconfirmed`, and a job is ready only with its own bytes.
 */
export async function tortureByFaults(options: FaultsOptions): Promise<FaultsReport> {
  const outcomes: Outcome[] = []
  let next = 0
  const worker = async (): Promise<void> => {
    for (let run = next++; run < options.runs; run = next++) {
      const outcome = await oneRun(options.seed + run)
      outcomes.push(outcome)
      for (const violation of outcome.violations) options.tell?.(violation)
      if (outcomes.length % 25 === 0) options.tell?.(`${outcomes.length} runs, ${outcomes.reduce((sum, { violations }) => sum + violations.length, 0)} violations`)
    }
  }
  await Promise.all(Array.from({ length: options.atOnce }, worker))
  const sum = (count: (outcome: Outcome) => number): number => outcomes.reduce((all, outcome) => all + count(outcome), 0)
  return {
    runs: options.runs, jobs: options.runs * JOBS_A_RUN, ready: sum(({ ready }) => ready),
    askedAndThere: sum(({ askedAndThere }) => askedAndThere), askedAndNotThere: sum(({ askedAndNotThere }) => askedAndNotThere),
    failed: countWords(outcomes.flatMap(({ failed }) => failed)), creates: sum(({ creates }) => creates),
    faults: countWords(outcomes.flatMap(({ faults }) => faults)), violations: outcomes.flatMap(({ violations }) => violations)
  }
}

async function oneRun(seed: number): Promise<Outcome> {
  const random = seededRandom(seed)
  const folder = await mkdtemp(join(tmpdir(), 'unbraid-faults-'))
  const clock = createQuickClock(SPEED, Date.now())
  const server = await startMvsepDouble({
    token: TOKEN, nowMs: () => clock.nowMs(), resultsPerJob: RESULTS, resultBytes: RESULT_BYTES, pace: null, pollsUntilDone: 3
  })
  const proxy = await startFaultProxy(server.url, (passing) => (passing.index < TROUBLED_REQUESTS ? faultFor(random, passing) : { kind: 'none' }))
  const { engine, http } = startRealEngine(folder, proxy.url, clock, IDLE_TIMEOUT_MS)
  try {
    await mkdir(join(folder, 'songs'))
    // Both have the same name: only the time and what other jobs hold can tell them apart in a history.
    const songs = await Promise.all([1, 2].map(async (album) => {
      await mkdir(join(folder, 'songs', `${album}`))
      return writeSongOf(join(folder, 'songs', `${album}`), 'Same name.wav', SONG_BYTES)
    }))
    const ids = (await engine.enqueue(songs.map(({ path }) => path))).map(({ id }) => id)
    const outcome = await follow(seed, engine, server, proxy, songs, ids)
    const hasClosed = await within(LONGEST_CLOSE_MS, engine.close())
    return hasClosed ? outcome : { ...outcome, violations: [...outcome.violations, `seed ${seed}: work was left that never ends`] }
  } finally {
    http.dispose()
    await proxy.close()
    await server.close()
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function follow(seed: number, engine: Engine, server: MvsepDouble, proxy: FaultProxy, songs: readonly Song[], ids: readonly string[]): Promise<Outcome> {
  const violations: string[] = []
  const state = { askedAndThere: 0, askedAndNotThere: 0 }
  const failed: string[] = []
  const complain = (words: string): void => {
    violations.push(`seed ${seed}: ${words} (${proxy.passed.map(({ path, fault }) => `${path.split('/').at(-1) ?? ''}:${fault}`).join(' ')})`)
  }
  const settle = async (): Promise<boolean> => {
    const lid = setInterval(() => { engine.service.wake('resume') }, WAKE_EVERY_MS)
    try {
      return await within(LONGEST_RUN_MS, Promise.all(ids.map((id) => engine.until(id, isSettled))))
    } finally {
      clearInterval(lid)
    }
  }
  if (!(await settle())) complain(`never settled: ${JSON.stringify(engine.service.list())}`)
  const checkCreates = (): void => {
    for (const song of songs) if (server.createsOf(song.sha) > 1) complain(`${server.createsOf(song.sha)} creates`)
  }
  checkCreates()
  for (const [index, id] of ids.entries()) {
    const job = engine.service.list().find((each) => each.id === id)
    const there = server.createsOf(songs[index]?.sha ?? '') > 0
    if (job === undefined) complain('a job is lost')
    else if (job.phase === 'failed') {
      failed.push(job.error.code)
      engine.service.retry([id])
    } else if (job.phase === 'unconfirmed') {
      state[there ? 'askedAndThere' : 'askedAndNotThere'] += 1
      // What a careful user does: looks at the history, and only sends again what is not there.
      engine.service.resolveUnconfirmed(id, there ? 'lookAgain' : 'sendAgain')
    } else if (!there) complain(`${job.phase} although the server has nothing`)
  }
  if (!(await settle())) complain(`never settled after the faults: ${JSON.stringify(engine.service.list())}`)
  checkCreates()
  const left = leftBy(engine)
  for (const [index, song] of songs.entries()) {
    const found = left.find(({ job }) => job.id === ids[index])
    if (found !== undefined) for (const wrong of await wrongBytes(found, song, RESULTS, RESULT_BYTES)) complain(wrong)
    // Two of one name whose answers were both lost cannot be told apart: that job goes on saying so.
    if (found?.job.phase !== 'ready' && found?.job.phase !== 'unconfirmed') complain(`ended as ${JSON.stringify(found?.job)}`)
  }
  for (const problem of engine.problems) complain(`the engine complained: ${String(problem)}`)
  return {
    ...state, failed, violations, ready: left.filter(({ job }) => job.phase === 'ready').length, creates: server.jobs.size,
    faults: proxy.passed.map(({ fault }) => fault)
  }
}

function faultFor(random: () => number, { path }: Passing): Fault {
  if (random() < 0.4) return { kind: 'none' }
  const isCreate = path.endsWith('/create')
  const upBytes = wholeBetween(random, 0, isCreate ? SONG_BYTES : 0)
  const downBytes = wholeBetween(random, 0, path.startsWith('/storage/') ? RESULT_BYTES : 60)
  return oneOf<() => Fault>(random, [
    () => ({ kind: 'resetUp', afterBytes: upBytes }),
    () => ({ kind: 'resetDown', afterBytes: downBytes }),
    () => ({ kind: 'stallUp', afterBytes: upBytes }),
    () => ({ kind: 'stallDown', afterBytes: downBytes }),
    () => ({ kind: 'drip', bytes: path.startsWith('/storage/') ? 8 * KIB : 16, everyMs: 5 }),
    () => ({ kind: 'answerDropped' }),
    () => ({ kind: 'answerDropped' }),
    () => ({ kind: 'answered', forwarded: false, statusCode: 200, headers: { 'content-type': 'text/html' }, body: HTML }),
    () => ({ kind: 'answered', forwarded: random() < 0.5, statusCode: oneOf(random, [500, 502, 504]), headers: { 'content-type': 'text/html' }, body: HTML }),
    // Who limits a rate or is being repaired does so before anybody takes the request in.
    () => ({ kind: 'answered', forwarded: false, statusCode: oneOf(random, [429, 503]), headers: { 'retry-after': oneOf(random, ['1', '30', '-5', 'soon']) }, body: '{}' }),
    () => ({ kind: 'halved' }),
    () => ({ kind: 'wrongLength', offBytes: oneOf(random, [-7, 7, 5_000]) })
  ])()
}

const within = (limitMs: number, work: Promise<unknown>): Promise<boolean> => new Promise((resolve, reject) => {
  const timer = setTimeout(() => { resolve(false) }, limitMs)
  work.then(() => {
    clearTimeout(timer)
    resolve(true)
  }, reject)
})

function countWords(words: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1
  return counts
}
