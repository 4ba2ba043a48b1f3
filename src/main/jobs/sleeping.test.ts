import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { done, startScriptedMvsep, working, type ScriptedMvsep } from './testing/scriptedMvsep'

let folder = ''
let server: ScriptedMvsep
let child: ChildProcess | null = null

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unbraid-sleeping-'))
  server = await startScriptedMvsep()
})
afterEach(async () => {
  child?.kill('SIGKILL')
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

it('A7-33: after a real stop of the process a far-away job is asked about at once, once, on a new connection', async () => {
  const song = join(folder, 'Song.wav')
  await writeFile(song, 'RIFF song')
  const sockets: Socket[] = []
  let asked = (): void => undefined
  server.others['/separation/get'] = (request) => {
    sockets.push(request.socket)
    asked()
    return undefined
  }
  server.onStatus = () => working('waiting', { queue_count: 80, current_order: 60 }) // asked about every half a minute
  const stdio = ['pipe', 'pipe', 'inherit'] as const
  child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'testing/sleepChild.ts'), folder, server.url, song], { stdio: [...stdio] })
  if (child.stdout === null || child.stdin === null) throw new Error('no pipes')
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  expect((await lines.next()).value).toBe('waiting')

  child.kill('SIGSTOP')
  // The line is gone while nobody is awake to see it: no reset arrives, the old socket just never answers again.
  for (const socket of sockets) socket.pause()
  const before = sockets.length
  await new Promise((resolve) => setTimeout(resolve, 1_500)) // real time has to pass for a real stop
  const again = new Promise<void>((resolve) => { asked = resolve })
  server.onStatus = () => done(server.url)
  const wokeMs = performance.now()
  child.kill('SIGCONT')
  child.stdin.write('the lid is open\n')
  await again
  expect(performance.now() - wokeMs).toBeLessThan(1_500)
  expect(sockets).toHaveLength(before + 1)
  expect(sockets.slice(0, before)).not.toContain(sockets.at(-1))
  expect((await lines.next()).value).toBe('ready')
  const [code] = (await once(child, 'exit')) as [number | null]
  expect(code).toBe(0)
  expect(sockets).toHaveLength(before + 1)
}, 20_000)
