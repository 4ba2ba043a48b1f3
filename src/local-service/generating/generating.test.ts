import { access, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { CEILING } from '../matching/limiter'
import { readSamples, songWav } from '../testing/audioFiles'
import { createClient, fetchBytes, signUp, startService, type Client, type ResultFile } from '../testing/client'
import { textLike, textWith } from '../testing/matchers'
import { compose } from './compose'
import { readTune } from './notation'

const TUNE = '1006'
const NOTES = 'C4:1 E G | r A4+C5:1/2 G:3/2\nF4:1 E D C'
const createdSchema = z.object({ data: z.object({ hash: z.string() }) })

const send = (ann: Client, words: string, fields: Readonly<Record<string, string | File>> = {}) =>
  ann.post('/separation/create', { sep_type: TUNE, add_opt1: words, add_opt3: '160', output_format: '1', ...fields })
const sendFor = async (ann: Client, words: string, fields = {}): Promise<string> => createdSchema.parse((await send(ann, words, fields)).body).data.hash
const samplesOf = (files: readonly ResultFile[]) => Promise.all(files.map(async ({ url, download }) => await readSamples(await fetchBytes(url), download)))

test('notes become a melody and a bass that add up to the piece to the last bit; the notes are kept as the input', async () => {
  const { baseUrl, dataDir } = await startService()
  const ann = await signUp(baseUrl)
  const before = await ann.credits()
  const hash = await sendFor(ann, NOTES)
  expect(hash).toMatch(/-notes\.txt$/)
  const files = await ann.results(hash)
  expect(files.map(({ type, download }) => [type, download])).toEqual([
    ['Melody', 'notes_tune-from-notes_mt_guitar_melody.wav'], ['Bass', 'notes_tune-from-notes_mt_guitar_bass.wav']
  ])
  // Forms end lines with CR and LF.
  expect((await readFile(join(dataDir, 'storage', 'temp', hash), 'utf8')).replaceAll('\r\n', '\n')).toBe(NOTES)
  expect(before - (await ann.credits())).toBe(1)

  const composition = compose(readTune(NOTES), { ensemble: 'guitar', beatsPerMinute: 160, lengthS: null })
  const blocks = [...composition.play()]
  const [melody = [], bass = []] = await samplesOf(files)
  for (const channel of [0, 1]) {
    const mix = blocks.flatMap((stems) => Array.from(stems[0]?.[channel] ?? [], (sample, frame) => sample + (stems[1]?.[channel]?.[frame] ?? NaN)))
    const sums = Array.from(melody[channel] ?? [], (sample, frame) => sample + (bass[channel]?.[frame] ?? NaN))
    expect(sums).toHaveLength(mix.length)
    // One factor for all of it brings the loudest peak below full scale.
    const loudest = mix.reduce((best, sample, frame) => (Math.abs(sample) > Math.abs(mix[best] ?? 0) ? frame : best), 0)
    const factor = (sums[loudest] ?? NaN) / (mix[loudest] ?? NaN)
    expect(sums.reduce((worst, sample, frame) => Math.max(worst, Math.abs(sample - factor * (mix[frame] ?? NaN))), 0)).toBeLessThan(1 / 32_768)
  }
  const peaks = [...melody, ...bass, (melody[0] ?? new Float32Array(0)).map((sample, frame) => sample + (bass[0]?.[frame] ?? 0))]
    .map((samples) => samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0))
  expect(Math.max(...peaks)).toBeLessThanOrEqual(CEILING + 1 / 32_768)
  expect(Math.max(...peaks)).toBeGreaterThan(0.8 * CEILING)
})

test.each([['0', 'mp3'], ['2', 'flac'], ['4', 'wav'], ['5', 'flac']])('the length asked for is the length that comes, in each format: %s', async (output_format, ending) => {
  const { baseUrl } = await startService()
  const ann = await signUp(baseUrl)
  const files = await ann.results(await sendFor(ann, NOTES, { add_opt2: 'flute', add_opt4: '10', output_format }))
  expect(files.map(({ type, download }) => [type, download.split('.').at(-1)])).toEqual([['Melody', ending], ['Drone', ending]])
  for (const channels of await samplesOf(files)) {
    expect(channels).toHaveLength(2)
    for (const samples of channels) {
      expect(samples.length).toBe(441_000)
      expect(samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)).toBeLessThanOrEqual(1)
    }
  }
})

test.each([
  [{ add_opt1: 'C4 D4 H9' }, 'Note 3, “H9” in line 1, is no note: write a letter from A to G'],
  [{ add_opt1: '' }, 'There are no notes'],
  [{ add_opt1: 'C4:64 '.repeat(30), add_opt3: '50' }, 'The notes last 39 minutes at this tempo'],
  [{ add_opt2: 'trombone' }, 'add_opt2 cannot be "trombone"; it is one of guitar, flute, musicBox.'],
  [{ audiofile: new File([new Uint8Array(songWav(1))], 'song.wav') }, 'takes no song'],
  [{ url: 'https://example.org/song.wav' }, 'takes no song']
])('what cannot be played is refused before anything is paid or kept: %o', async (wrong, sentence) => {
  const { baseUrl, dataDir } = await startService()
  const ann = await signUp(baseUrl)
  const before = await ann.credits()
  expect(await send(ann, NOTES, wrong)).toMatchObject({ status: 400, body: { success: false, errors: [textWith(sentence)], data: { message: textWith(sentence) } } })
  expect(await ann.credits()).toBe(before)
  for (const folder of ['storage/temp', 'incoming']) expect(await readdir(join(dataDir, folder))).toEqual([])
})

test('a service that ends in the middle plays the notes after its next start; deletion removes them', async () => {
  const first = await startService()
  const ann = await signUp(first.baseUrl)
  const hash = await sendFor(ann, NOTES, { add_opt4: '180' })
  expect(await ann.until(hash, 'processing')).toMatchObject({ data: { message: textLike(/^Played \d:\d\d of 3:00$/) } })
  await first.close()
  const second = await startService({ dataDir: first.dataDir })
  const again = createClient(second.baseUrl, ann.token)
  expect(await again.results(hash)).toHaveLength(2)
  await again.post('/separation/delete', { hash })
  await expect(access(join(first.dataDir, 'storage', 'temp', hash))).rejects.toThrow('ENOENT')
})

test('without premium there is one job at a time, of notes as of songs', async () => {
  const { baseUrl } = await startService()
  const ann = await signUp(baseUrl)
  await ann.post('/app/disable_premium', {})
  const answers = await Promise.all([0, 1, 2].map(() => send(ann, NOTES, { add_opt4: '180' })))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400])
})
