import type { Page } from '@playwright/test'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A secret as it may stand in a file: plain, as two bytes a letter, in an address, in a form, in base64. */
const formsOf = (secret: string): readonly Buffer[] =>
  [Buffer.from(secret), Buffer.from(secret, 'utf16le'), Buffer.from(encodeURIComponent(secret)), Buffer.from(new URLSearchParams({ s: secret }).toString().slice(2)), Buffer.from(secret).toString('base64').replace(/=+$/, '')].map((form) => Buffer.from(form))

/** The files below a folder; none where there is no folder. */
export async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

/** Those of the files that hold one of the secrets, in whatever form. */
export async function holding(paths: readonly string[], secrets: readonly string[]): Promise<readonly string[]> {
  const found: string[] = []
  for (const path of paths) {
    const content = await readFile(path)
    if (secrets.some((secret) => formsOf(secret).some((form) => content.includes(form)))) found.push(path)
  }
  return found
}

/** The arguments and variables of a process and all it started, as the system shows them; '' where it has no /proc. */
export async function argumentsOf(root: number): Promise<string> {
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name))
  const parents = new Map(await Promise.all(pids.map(async (pid) => [Number(pid), Number(/\) \S (\d+)/.exec(await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ''))?.[1] ?? 0)] as const)))
  const isOurs = (pid: number): boolean => pid === root || (pid > 1 && isOurs(parents.get(pid) ?? 0))
  const texts = await Promise.all([...parents.keys()].filter(isOurs).map(async (pid) =>
    (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')) + (await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => ''))))
  return texts.join('\n')
}

/** All that the page's scripts still hold, after what can be collected is: a snapshot of its heap, strings and all. */
export async function heapOf(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page)
  const pieces: string[] = []
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => { pieces.push(chunk) })
  await session.send('HeapProfiler.collectGarbage')
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  await session.detach()
  return pieces.join('')
}
