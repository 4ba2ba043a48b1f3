import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { expect, onTestFinished, test } from 'vitest'
import { songWav, temporaryFolder } from './testing/audioFiles'
import { createClient, FOUR_STEMS, signUp } from './testing/client'
import { textWith } from './testing/matchers'

const PROGRAM = ['--import', 'tsx', 'src/local-service/main.ts']

type Child = ChildProcessByStdio<Writable, Readable, null>

interface Program {
  readonly child: Child
  readonly firstLine: string
}

/** Starts the service as a program of its own and waits for its first line. */
async function startProgram(...args: readonly string[]): Promise<Program> {
  const child = spawn(process.execPath, [...PROGRAM, ...args], { stdio: ['pipe', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const lines = createInterface({ input: child.stdout })
  const [firstLine] = await once(lines, 'line') as [string]
  return { child, firstLine }
}

async function exitOf(child: Child): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return child.exitCode
}

test('the first line is the base address, and SIGTERM ends it cleanly', async () => {
  const { child, firstLine } = await startProgram('--port', '0', '--data', await temporaryFolder())
  expect(firstLine).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/api$/)
  expect((await createClient(firstLine, '').get('/app/news')).status).toBe(200)
  child.kill('SIGTERM')
  expect(await exitOf(child)).toBe(0)
})

test('with a parent it ends when the parent is gone', async () => {
  const { child } = await startProgram('--port', '0', '--data', await temporaryFolder(), '--with-parent')
  child.stdin.end()
  expect(await exitOf(child)).toBe(0)
})

test('a job in hand when the program is killed is done after the next start', async () => {
  const dataDir = await temporaryFolder()
  const first = await startProgram('--port', '0', '--data', dataDir)
  const ann = await signUp(first.firstLine)
  const hash = await ann.create(songWav(8), { sep_type: String(FOUR_STEMS) })
  await ann.until(hash, 'processing')
  first.child.kill('SIGKILL')
  await exitOf(first.child)
  const second = await startProgram('--port', '0', '--data', dataDir)
  expect(await createClient(second.firstLine, ann.token).results(hash)).toHaveLength(4)
})

test('a port that is none is refused with a sentence', async () => {
  const child = spawn(process.execPath, [...PROGRAM, '--port', 'eighty'], { stdio: ['ignore', 'ignore', 'pipe'] })
  const said: Buffer[] = []
  child.stderr.on('data', (bytes: Buffer) => said.push(bytes))
  await once(child, 'close')
  expect([child.exitCode, Buffer.concat(said).toString()]).toEqual([1, textWith('--port must be a number')])
})
