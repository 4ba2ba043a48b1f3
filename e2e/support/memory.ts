import { readFile } from 'node:fs/promises'
import type { Unbraid } from './unbraid'

/**
 * Memory of the window's process without what can be collected, shared parts by their share, in megabytes; undefined where
 * the system does not tell.
 */
export async function memoryOf({ app, page }: Unbraid): Promise<number | undefined> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  await session.detach()
  const pid = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId())
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '')
  const [, kilobytes] = /^Pss:\s+(\d+) kB/m.exec(rollup) ?? []
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1024
}
