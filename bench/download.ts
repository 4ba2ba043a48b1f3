/**
 * The real download beside `curl -o`: one result of 1 GiB (or `--mib N`) from another process, interleaved pairs, medians.
 * Ours resumes, checks, syncs and renames; curl writes. Prints wall and CPU seconds and memory growth.
 *   npx tsx bench/download.ts [--mib 1024] [--pairs 5]
 */
import { fork, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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

async function compare(): Promise<void> {
  const root = mkdtempSync(join(process.platform === 'linux' ? '/dev/shm' : tmpdir(), 'unbraid-bench-'))
  const server = fork(import.meta.filename, ['--role', 'server', '--mib', values.mib], { execArgv: process.execArgv })
  const url = await new Promise<string>((resolve) => server.once('message', (port: unknown) => { resolve(`http://127.0.0.1:${Number(port)}`) }))
  const download = createDownload({ pause: () => Promise.resolve(), random: () => 1 })
  const [wall, cpu, growth, curl]: [number[], number[], number[], number[]] = [[], [], [], []]
  for (let pair = 0; pair <= Number(values.pairs); pair += 1) {
    const folder = join(root, String(pair))
    mkdirSync(folder)
    const [baseKb, cpuBefore, startedMs] = [rssKb(), process.cpuUsage(), performance.now()]
    let peakKb = baseKb
    const sampler = setInterval(() => (peakKb = Math.max(peakKb, rssKb())), 10)
    await download({
      url: `${url}/storage/a.flac`, apiBase: `${url}/api`, folder, fileName: 'a.flac', announcedBytes: sizeBytes,
      signal: new AbortController().signal, onProgress: () => undefined
    })
    clearInterval(sampler)
    const used = process.cpuUsage(cpuBefore)
    const wallSeconds = (performance.now() - startedMs) / 1000
    rmSync(folder, { recursive: true })
    const curlStartedMs = performance.now()
    spawnSync('curl', ['-s', '-o', join(root, 'curl'), url])
    const curlSeconds = (performance.now() - curlStartedMs) / 1000
    if (pair === 0) continue // only warms the caches
    wall.push(wallSeconds)
    cpu.push((used.user + used.system) / 1e6)
    growth.push((peakKb - baseKb) / 1024)
    curl.push(curlSeconds)
  }
  server.kill()
  rmSync(root, { recursive: true })
  console.log(`${values.mib} MiB over the loopback address, ${values.pairs} interleaved pairs, medians`)
  console.log(`unbraid    wall ${median(wall).toFixed(2)} s  cpu ${median(cpu).toFixed(2)} s  memory +${Math.max(...growth).toFixed(1)} MB (largest)`)
  console.log(`curl -o    wall ${median(curl).toFixed(2)} s`)
}

if (values.role === 'server') serve()
else await compare()
