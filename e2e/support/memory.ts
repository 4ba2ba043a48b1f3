import { readFile } from 'node:fs/promises'

/** Memory of a process, shared parts by their share, in megabytes; 0 where the system does not tell. */
export async function pssMegabytes(processId: number | undefined): Promise<number> {
  const rollup = await readFile(`/proc/${processId}/smaps_rollup`, 'utf8').catch(() => '')
  return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0) / 1024
}
