import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startEngine, type Engine } from './testing/engine'
import { startScriptedMvsep, type Answer, type ScriptedMvsep } from './testing/scriptedMvsep'

let folder = ''
let server: ScriptedMvsep
let engine: Engine

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unbraid-words-'))
  server = await startScriptedMvsep()
})
afterEach(async () => {
  await engine.close()
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

const SEGMENTS = [{ start: 0, end: 1.5, text: ' Hello' }, { start: 2, end: 3, text: 'World' }]
const SRT = '1\n00:00:00,000 --> 00:00:01,500\nHello\n\n2\n00:00:02,000 --> 00:00:03,000\nWorld\n'
const done = (files: readonly object[], transcription: unknown): Answer => ({ success: true, status: 'done', data: { files, transcription } })
const vocals = (): object => ({ type: 'Vocals', url: `${server.url}/storage/v.wav`, bytes: 8, download: 'v.wav' })

async function send(): Promise<string> {
  engine = startEngine(folder, server.url, { api: server.api })
  await writeFile(join(folder, 'Song.wav'), 'a song')
  const [job] = await engine.enqueue([join(folder, 'Song.wav')])
  return job?.id ?? ''
}
const filesOf = (id: string) => engine.service.filesOf(id)?.files ?? []

it('keeps the words of an answer as a result beside its files', async () => {
  server.onStatus = () => done([vocals()], SEGMENTS)
  const id = await send()
  await engine.phase(id, 'ready')
  expect(filesOf(id).map(({ stem }) => stem)).toEqual(['Vocals', 'Transcription'])
  const text = filesOf(id)[1]?.path ?? ''
  expect(text).toMatch(/Song \(Transcription\)\.srt$/)
  expect(await readFile(text, 'utf8')).toBe(SRT)
  expect((await readdir(join(text, '..'))).filter((name) => /part|tmp/.test(name))).toEqual([])
})

it('believes words alone the second time, since files may still follow them', async () => {
  server.onStatus = (_hash, times) => done(times === 1 ? [] : [vocals()], ['la la'])
  const id = await send()
  await engine.phase(id, 'ready')
  expect(filesOf(id).map(({ stem }) => stem)).toEqual(['Vocals', 'Transcription'])
})

it('is ready with words alone', async () => {
  server.onStatus = () => done([], 'la la')
  const id = await send()
  await engine.phase(id, 'ready')
  expect(await Promise.all(filesOf(id).map(({ path }) => readFile(path, 'utf8')))).toEqual(['la la\n'])
})

it('fails by name when the words are not in the answer any more, and a retry fetches them', async () => {
  server.onStatus = (_hash, times) => done([vocals()], times === 1 ? ['la la'] : [])
  const id = await send()
  await engine.phase(id, 'failed')
  expect(engine.service.list()[0]).toMatchObject({ error: { code: 'downloadDamaged' } })
  server.onStatus = () => done([vocals()], ['la la'])
  engine.service.retry([id])
  await engine.phase(id, 'ready')
  expect(filesOf(id)).toHaveLength(2)
  expect(server.creates).toHaveLength(1)
})
