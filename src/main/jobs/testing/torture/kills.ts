import { spawn, type ChildProcess } from 'node:child_process'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { seededRandom, wholeBetween } from '../../../transfers/testing/random'
import { createQuickClock } from '../../../transfers/testing/quickClock'
import { startMvsepDouble, type MvsepDouble } from '../mvsepDouble'
import { TOKEN, writeSongOf, wrongBytes, type LeftJob, type Song } from './session'

export interface KillsOptions {
  readonly kills: number
  readonly seed: number
  readonly jobsPerSession: number
  readonly songBytes: number
  readonly resultBytes: number
  /** Hears how it goes, a line at a time. */
  readonly tell?: (line: string) => void
}

export interface KillsReport {
  readonly kills: number
  readonly killedWhileStarting: number
  readonly jobs: number
  readonly ready: number
  readonly unconfirmed: number
  readonly creates: number
  /** The most that was fetched again for one kill, and all of it. */
  readonly worstAgainBytes: number
  readonly againBytes: number
  readonly violations: readonly string[]
}

const MIB = 1024 * 1024
// So fast that a lost answer can be looked up, with its pauses of a minute, within the life of one process.
const SPEED = 200
const RESULTS = 2
const PACE = { bytes: 64 * 1024, pauseMs: 3 }
// Songs are larger than what the kernel takes in at once, so that a kill can find them half sent.
const TAKE_PAUSE_MS = 1
// Long enough for some uploads and downloads to end between two kills.
const LONGEST_LIFE_MS = 500
// One kill in eight comes while the program is still starting.
const WHILE_STARTING = 1 / 8
const LONGEST_START_MS = 900
// An account that spends credits runs many jobs at once; one that does not, one.
const WITH_CREDITS = 1 / 3

/**
 * Sessions of songs through the real engine in a process of its own, over MVSEP's protocol, killed by SIGKILL again and again at
 * times the seed chooses; then left in peace until everything is settled, and looked at: every job, every byte, every create.
 */
export async function tortureByKills(options: KillsOptions): Promise<KillsReport> {
  const random = seededRandom(options.seed)
  const folder = await mkdtemp(join(tmpdir(), 'unbraid-kills-'))
  const originMs = Date.now()
  const clock = createQuickClock(SPEED, originMs)
  const server = await startMvsepDouble({
    token: TOKEN, nowMs: () => clock.nowMs(), resultsPerJob: RESULTS, resultBytes: options.resultBytes, pace: PACE, takePauseMs: TAKE_PAUSE_MS, pollsUntilDone: 3
  })
  try {
    const songs: Song[] = []
    const addSongs = async (session: number): Promise<void> => {
      for (let index = 0; index < options.jobsPerSession; index += 1) {
        songs.push(await writeSongOf(join(folder, 'songs'), `Session ${session} song ${String(index).padStart(2, '0')}.wav`, options.songBytes))
      }
    }
    await mkdir(join(folder, 'songs'))
    await addSongs(1)
    let [kills, killedWhileStarting, sessions] = [0, 0, 1]
    let last: ChildEnd = { killed: true, began: false, left: null, problems: [] }
    while (kills < options.kills || last.left === null) {
      const mayKill = kills < options.kills
      const whileStarting = random() < WHILE_STARTING
      const lifeMs = wholeBetween(random, 0, whileStarting ? LONGEST_START_MS : LONGEST_LIFE_MS)
      last = await runChild(server, [folder, server.url, String(originMs), String(SPEED), random() < WITH_CREDITS ? 'credits' : 'free'], mayKill ? { whileStarting, afterMs: lifeMs } : null)
      if (last.killed) {
        kills += 1
        server.epoch += 1
        if (!last.began) killedWhileStarting += 1
        if (kills % 10 === 0) options.tell?.(`${kills} kills, ${server.jobs.size} creates of ${songs.length}`)
      } else if (mayKill) {
        await addSongs((sessions += 1))
      } else if (last.left === null) throw new Error('the engine ended by itself and left nothing')
    }
    return await judge({ kills, killedWhileStarting }, last, songs, server, options)
  } finally {
    await server.close()
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function judge(
  counts: Pick<KillsReport, 'kills' | 'killedWhileStarting'>, { left, problems }: ChildEnd, songs: readonly Song[], server: MvsepDouble, options: KillsOptions
): Promise<KillsReport> {
  const violations: string[] = problems.map((problem) => `the engine complained: ${problem}`)
  const jobs = left ?? []
  for (const song of songs) {
    const [found, ...more] = jobs.filter(({ job }) => job.input.name === song.name)
    const creates = server.createsOf(song.sha)
    if (found === undefined) violations.push(`${song.name}: lost`)
    else if (more.length > 0) violations.push(`${song.name}: ${more.length + 1} jobs`)
    else {
      const { phase } = found.job
      if (phase !== 'ready' && phase !== 'unconfirmed') violations.push(`${song.name}: ${JSON.stringify(found.job)}`)
      if (phase === 'ready' && creates !== 1) violations.push(`${song.name}: ready with ${creates} creates`)
      violations.push(...await wrongBytes(found, song, RESULTS, options.resultBytes))
    }
    if (creates > 1) violations.push(`${song.name}: sent ${creates} times`)
  }
  const again = [...server.sentAgain.values()]
  const worstAgainBytes = Math.max(0, ...again)
  if (worstAgainBytes > MIB) violations.push(`one kill had ${worstAgainBytes} bytes fetched again`)
  return {
    ...counts, jobs: songs.length, creates: server.jobs.size, worstAgainBytes, againBytes: again.reduce((sum, bytes) => sum + bytes, 0), violations,
    ready: jobs.filter(({ job }) => job.phase === 'ready').length, unconfirmed: jobs.filter(({ job }) => job.phase === 'unconfirmed').length
  }
}

interface ChildEnd {
  readonly killed: boolean
  readonly began: boolean
  /** Null when it was killed before it could say. */
  readonly left: readonly LeftJob[] | null
  readonly problems: readonly string[]
}

async function runChild(server: MvsepDouble, args: readonly string[], kill: { readonly whileStarting: boolean; readonly afterMs: number } | null): Promise<ChildEnd> {
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'child.ts'), ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  let began = false
  let said: { jobs: readonly LeftJob[]; problems: readonly string[] } | null = null
  let timer: NodeJS.Timeout | undefined
  const arm = (): void => {
    if (kill !== null) timer = setTimeout(() => child.kill('SIGKILL'), kill.afterMs)
  }
  if (kill?.whileStarting === true) arm()
  if (child.stdout !== null) {
    createInterface(child.stdout).on('line', (line) => {
      if (line === 'began') {
        began = true
        if (kill?.whileStarting === false) arm()
      }
      const [word, path = '', bytes] = line.split(' ')
      if (word === 'here') server.arrived(path, Number(bytes))
      if (line.startsWith('left ')) said = JSON.parse(line.slice(5)) as typeof said
    })
  }
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve) => child.on('close', (...end) => { resolve(end) }))
  clearTimeout(timer)
  if (signal !== 'SIGKILL' && code !== 0) throw new Error(`the engine's process ended with ${code ?? signal ?? 'nothing'}`)
  const whole = said as { jobs: readonly LeftJob[]; problems: readonly string[] } | null
  return { killed: signal === 'SIGKILL', began, left: signal === 'SIGKILL' ? null : (whole?.jobs ?? null), problems: whole?.problems ?? [] }
}
