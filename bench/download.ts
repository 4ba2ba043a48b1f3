/**
 * The real download beside `curl -o` and Node's own pipe into a file: one result of 1 GiB (or `--mib N`) from another process,
 * interleaved rounds, medians. Ours resumes, checks, syncs and renames; the others write. Prints wall and CPU seconds and memory growth.
 *   npx tsx bench/download.ts [--mib 1024] [--pairs 5]
 */
import { fork, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, get, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { createDownload } from '../src/main/transfers/download'

const MIB = 1024 * 1024
const { values } = parseArgs({ options: { mib: { type: 'string', default: '1024' }, pairs: { type: 'string', default: '5' }, role: { type: 'string' } } })
const sizeBytes = Number(values.mib) * MIB

const rssKb = (): number => Number(/VmRSS:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? 0)
const median = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0

/** Sends `sizeBytes` of one repeated block as fast as they are taken. */
function serve(): void {
  const block = Buffer.alloc(MIB, 7)
  const send = (response: ServerResponse, left: number): void => {
    let rest = left
    while (rest > 0) {
      rest -= block.length
      if (!response.write(block)) {
        response.once('drain', () => { send(response, rest) })
        return
      }
    }
    response.end()
  }
  const server = createServer((_request, response) => {
    response.writeHead(200, { etag: '"bench"', 'content-length': sizeBytes })
    send(response, sizeBytes)
  })
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
}

interface Figures {
  readonly wallSeconds: number
  readonly cpuSeconds: number
  readonly growthMib: number
}

/** Runs it, watched every 10 ms. */
async function measure(run: () => unknown): Promise<Figures> {
  const [baseKb, cpuBefore, startedMs] = [rssKb(), process.cpuUsage(), performance.now()]
  let peakKb = baseKb
  const sampler = setInterval(() => (peakKb = Math.max(peakKb, rssKb())), 10)
  await run()
  clearInterval(sampler)
  const { user, system } = process.cpuUsage(cpuBefore)
  return { wallSeconds: (performance.now() - startedMs) / 1000, cpuSeconds: (user + system) / 1e6, growthMib: (peakKb - baseKb) / 1024 }
}

/** Node's own pipe, in a process of its own: what it leaves to be collected is not ours to collect. */
async function pipe({ url, folder }: { readonly url: string; readonly folder: string }): Promise<void> {
  process.send?.(await measure(async () => {
    const response = await new Promise<IncomingMessage>((resolve, reject) => get(url, resolve).on('error', reject))
    await pipeline(response, createWriteStream(join(folder, 'a.flac')))
  }))
}

async function compare(): Promise<void> {
  const root = mkdtempSync(join(process.platform === 'linux' ? '/dev/shm' : tmpdir(), 'unbraid-bench-'))
  const child = (role: string): ChildProcess => fork(import.meta.filename, ['--role', role, '--mib', values.mib], { execArgv: process.execArgv })
  const [server, piper] = [child('server'), child('pipe')]
  const url = `http://127.0.0.1:${Number((await once(server, 'message'))[0])}`
  const download = createDownload({ pause: () => Promise.resolve(), random: () => 1 })
  const ways: Readonly<Record<'unbraid' | 'curl' | 'pipe', (folder: string) => Promise<Figures>>> = {
    unbraid: (folder) => measure(() => download({
      url: `${url}/storage/a.flac`, apiBase: `${url}/api`, folder, fileName: 'a.flac', announcedBytes: sizeBytes,
      signal: new AbortController().signal, onProgress: () => undefined
    })),
    curl: (folder) => measure(() => spawnSync('curl', ['-s', '-o', join(folder, 'a.flac'), url])),
    pipe: async (folder) => {
      piper.send({ url, folder })
      return (await once(piper, 'message'))[0] as Figures
    }
  }
  const found = { unbraid: [] as Figures[], curl: [] as Figures[], pipe: [] as Figures[] }
  for (let round = 0; round <= Number(values.pairs); round += 1) {
    for (const name of ['unbraid', 'curl', 'pipe'] as const) {
      const folder = join(root, 'to')
      mkdirSync(folder)
      const figures = await ways[name](folder)
      rmSync(folder, { recursive: true })
      if (round > 0) found[name].push(figures) // the first only warms the caches
    }
  }
  server.kill()
  piper.kill()
  rmSync(root, { recursive: true })
  console.log(`${values.mib} MiB over the loopback address, ${values.pairs} interleaved rounds, medians`)
  const wall = (name: keyof typeof found): number => median(found[name].map(({ wallSeconds }) => wallSeconds))
  for (const name of ['unbraid', 'pipe'] as const) {
    const cpu = median(found[name].map(({ cpuSeconds }) => cpuSeconds))
    const growth = Math.max(...found[name].map(({ growthMib }) => growthMib))
    console.log(`${name.padEnd(8)} wall ${wall(name).toFixed(2)} s  cpu ${cpu.toFixed(2)} s  memory +${growth.toFixed(1)} MiB (largest)  ${(wall(name) / wall('curl')).toFixed(2)} x curl`)
  }
  console.log(`curl -o  wall ${wall('curl').toFixed(2)} s`)
}

if (values.role === 'server') serve()
else if (values.role === 'pipe') process.on('message', (order: { readonly url: string; readonly folder: string }) => void pipe(order))
else await compare()
