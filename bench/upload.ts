/**
 * The real upload beside `curl -F`: one file of 1 GiB (or `--mib N`) to a sink in another process, interleaved pairs,
 * medians. Prints wall and CPU seconds and how far the sender's memory grew after a small warm-up.
 *   npx tsx bench/upload.ts [--mib 1024] [--pairs 5]
 */
import { spawn, spawnSync } from 'node:child_process'
import { closeSync, ftruncateSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createPostMultipart } from '../src/main/transfers/upload'

const MIB = 1024 * 1024
const { values } = parseArgs({
  options: { mib: { type: 'string', default: '1024' }, pairs: { type: 'string', default: '5' }, role: { type: 'string' }, url: { type: 'string' }, file: { type: 'string' } }
})

interface Run { readonly wallSeconds: number; readonly cpuSeconds: number; readonly growthMb: number }

const rssKb = (): number => Number(/VmRSS:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? 0)
const median = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0

/** Takes everything, answers, forgets. */
function serveSink(): void {
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.end('{"success":true}'))
  })
  server.listen(0, '127.0.0.1', () => {
    console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  })
}

async function sendOnce(url: string, path: string): Promise<void> {
  const post = createPostMultipart()
  const send = (filePath: string): Promise<unknown> => post({
    url, fields: [['sep_type', '40']], files: [{ field: 'audiofile', path: filePath, fileName: 'song.wav' }],
    signal: new AbortController().signal, onProgress: () => undefined, onLastBytes: () => undefined
  })
  await send(`${path}.small`)
  const [baseKb, cpuBefore, startedMs] = [rssKb(), process.cpuUsage(), performance.now()]
  let peakKb = baseKb
  const sampler = setInterval(() => (peakKb = Math.max(peakKb, rssKb())), 10)
  await send(path)
  clearInterval(sampler)
  const cpu = process.cpuUsage(cpuBefore)
  const run: Run = { wallSeconds: (performance.now() - startedMs) / 1000, cpuSeconds: (cpu.user + cpu.system) / 1e6, growthMb: (peakKb - baseKb) / 1024 }
  console.log(JSON.stringify(run))
}

function runOurs(url: string, path: string): Run {
  const done = spawnSync(process.execPath, ['--import', 'tsx', import.meta.filename, '--role', 'send', '--url', url, '--file', path], { encoding: 'utf8' })
  if (done.status !== 0) throw new Error(done.stderr)
  return JSON.parse(done.stdout) as Run
}

function runCurl(url: string, path: string): Run {
  const script = `TIMEFORMAT='%R %U %S'; time curl -s -o /dev/null -F sep_type=40 -F audiofile=@${path} ${url}`
  const [wall = 0, user = 0, system = 0] = spawnSync('bash', ['-c', script], { encoding: 'utf8' }).stderr.trim().split(' ').map(Number)
  return { wallSeconds: wall, cpuSeconds: user + system, growthMb: 0 }
}

async function compare(): Promise<void> {
  const folder = mkdtempSync(join(process.platform === 'linux' ? '/dev/shm' : tmpdir(), 'unbraid-bench-'))
  const path = join(folder, 'song.wav')
  const file = openSync(path, 'w')
  ftruncateSync(file, Number(values.mib) * MIB)
  closeSync(file)
  writeFileSync(`${path}.small`, Buffer.alloc(8 * MIB))
  const sink = spawn(process.execPath, ['--import', 'tsx', import.meta.filename, '--role', 'sink'], { stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    const url = await new Promise<string>((resolve) => sink.stdout.once('data', (line: Buffer) => { resolve(line.toString().trim()) }))
    const ours: Run[] = []
    const curl: Run[] = []
    for (let pair = 0; pair <= Number(values.pairs); pair += 1) {
      const [a, b] = [runOurs(url, path), runCurl(url, path)]
      if (pair > 0) { // the first pair only warms the caches
        ours.push(a)
        curl.push(b)
      }
    }
    const row = (name: string, runs: readonly Run[]): string =>
      `${name.padEnd(10)} wall ${median(runs.map((run) => run.wallSeconds)).toFixed(2)} s  cpu ${median(runs.map((run) => run.cpuSeconds)).toFixed(2)} s`
    console.log(`${values.mib} MiB over the loopback address, ${values.pairs} interleaved pairs, medians`)
    console.log(`${row('unbraid', ours)}  memory +${Math.max(...ours.map((run) => run.growthMb)).toFixed(1)} MB (largest)`)
    console.log(row('curl -F', curl))
  } finally {
    sink.kill()
    rmSync(folder, { recursive: true, force: true })
  }
}

if (values.role === 'sink') serveSink()
else if (values.role === 'send' && values.url !== undefined && values.file !== undefined) await sendOnce(values.url, values.file)
else await compare()
