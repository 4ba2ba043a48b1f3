import { readdir, readFile } from 'node:fs/promises'
import { constants, getPriority, tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { PATIENT } from './patience'
import { startTestWorker } from './testing/audioFiles'
import { createWorkerPool } from './workerPool'

/** Niceness of every thread of this process: the 19th field of its stat, proc_pid_stat(5). */
async function niceness(): Promise<readonly number[]> {
  const stats = await Promise.all((await readdir('/proc/self/task')).map((id) => readFile(`/proc/self/task/${id}/stat`, 'utf8').catch(() => null))) // ended meanwhile
  return stats.flatMap((stat) => (stat === null ? [] : [Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16])]))
}

it.skipIf(process.platform !== 'linux')('a thread nobody waits for gives way, and it alone', async () => {
  const given = constants.priority.PRIORITY_LOW
  const own = getPriority()
  for (const [manner, count] of [[undefined, 0], [PATIENT, 1]] as const) {
    const pool = createWorkerPool({ createWorker: () => startTestWorker(manner), size: 1 })
    await expect(pool.run({ kind: 'format', path: join(tmpdir(), 'not-there') })).rejects.toMatchObject({ code: 'ENOENT' })
    expect((await niceness()).filter((nice) => nice === given)).toHaveLength(count)
    expect(getPriority()).toBe(own)
    await pool.dispose()
  }
})
