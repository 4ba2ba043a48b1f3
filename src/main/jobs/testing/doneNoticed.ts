import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '../../transfers/clock'
import { startEngine } from './engine'
import { done, startScriptedMvsep, working } from './scriptedMvsep'

/**
 * Milliseconds from the moment a job is done at its service to the moment the engine knows, one for each run: one job at work,
 * real HTTP, real time, the moment anywhere within a second. Runs go side by side, each with an engine of its own.
 */
export async function measureDoneNoticed(runs: number): Promise<readonly number[]> {
  const folder = await mkdtemp(join(tmpdir(), 'unbraid-noticed-'))
  const measure = async (run: number): Promise<number> => {
    const server = await startScriptedMvsep()
    const own = join(folder, `run ${run}`)
    const path = `${own}.wav`
    await writeFile(path, 'RIFF song')
    server.onStatus = () => working()
    const engine = startEngine(own, server.url, { api: server.api, clock: systemClock, random: Math.random })
    try {
      const [job] = await engine.enqueue([path])
      const id = job?.id ?? ''
      await engine.phase(id, 'processing')
      // Past the burst a rest allows, and anywhere between two questions.
      await new Promise((resolve) => setTimeout(resolve, 3_500 + (1_000 * run) / runs))
      server.onStatus = () => done(server.url)
      const doneMs = performance.now()
      await engine.until(id, ({ phase }) => phase === 'downloading' || phase === 'ready')
      return performance.now() - doneMs
    } finally {
      await engine.close()
      await server.close()
    }
  }
  try {
    return await Promise.all(Array.from({ length: runs }, (_each, run) => measure(run)))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

export const medianOf = (values: readonly number[]): number => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Infinity
