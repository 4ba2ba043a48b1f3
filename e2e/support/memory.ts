import { readFile } from 'node:fs/promises'
import type { Unbraid } from './unbraid'

/** Memory of a process, shared parts by their share, in megabytes; 0 where the system does not tell. */
export async function pssMegabytes(processId: number | undefined): Promise<number> {
  const rollup = await readFile(`/proc/${processId}/smaps_rollup`, 'utf8').catch(() => '')
  return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0) / 1024
}

/**
 * Memory of the window's process without what can be collected, in megabytes; undefined where the system does not tell. What
 * Playwright has recorded of the network is in it: unwatched.ts measures without.
 */
export async function memoryOf({ app, page }: Unbraid): Promise<number | undefined> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  await session.detach()
  const pid = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId())
  return (await pssMegabytes(pid)) || undefined
}
