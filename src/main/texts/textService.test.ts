import { link, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { silentLog } from '../log/log'
import { createTextService, type TextService } from './textService'

const SRT = '1\n00:00:01,500 --> 00:00:03,000\nHello\n'
let folder = ''
let asked: string[] = []
let answer: string | null = null
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unbraid-texts-'))
  asked = []
  answer = null
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function start(files: Readonly<Record<string, string | Uint8Array>>): Promise<TextService> {
  const names = Object.keys(files)
  await Promise.all(names.map((name) => writeFile(join(folder, name), files[name] ?? '')))
  return createTextService({
    filesOf: () => names.map((name, index) => ({ index, stem: 'Text', path: join(folder, name) })),
    desktop: {
      chooseSaveFile: (name) => {
        asked.push(name)
        return Promise.resolve(answer)
      }
    },
    log: silentLog
  })
}

it('reads what is text by its ending and its content, and nothing else', async () => {
  const service = await start({
    'song.wav': 'RIFF', 'words.srt': SRT, 'broken.txt': Uint8Array.of(0xc3, 0x28), 'wide.txt': Buffer.from('\uFEFFwide', 'utf16le')
  })
  expect(await service.of('job')).toEqual([
    { stemIndex: 1, name: 'Text', fileName: 'words.srt', isCut: false, lines: [{ startSeconds: 1.5, endSeconds: 3, text: 'Hello' }] },
    { stemIndex: 3, name: 'Text', fileName: 'wide.txt', isCut: false, lines: [{ startSeconds: null, endSeconds: null, text: 'wide' }] }
  ])
})

it('says of what is too long that it is cut', async () => {
  const service = await start({ 'long.txt': 'ä\n'.repeat(1_600_000) })
  const [text] = await service.of('job')
  expect(text?.isCut).toBe(true)
  expect(text?.lines).toHaveLength(20_000)
})

it('saves a text as words or as subtitles where the user says', async () => {
  const service = await start({ 'words.srt': SRT })
  expect(await service.save('job', 0, 'txt')).toEqual({ fileName: null })
  answer = join(folder, 'out.txt')
  expect(await service.save('job', 0, 'txt')).toEqual({ fileName: 'out.txt' })
  expect(await readFile(answer, 'utf8')).toBe('Hello\n')
  await link(answer, join(folder, 'before.txt'))
  await service.save('job', 0, 'srt')
  expect(await readFile(answer, 'utf8')).toBe(SRT)
  // Another file took the name, so that one which could not be written whole would have left the first.
  expect(await readFile(join(folder, 'before.txt'), 'utf8')).toBe('Hello\n')
  expect(asked).toEqual(['words.txt', 'words.txt', 'words.srt'])
  answer = join(folder, 'out.txt', 'in-a-file.txt')
  await expect(service.save('job', 0, 'txt')).rejects.toMatchObject({ name: 'AppError' })
  await expect(service.save('job', 7, 'txt')).rejects.toMatchObject({ code: 'invalidInput' })
})
