import type { Page } from '@playwright/test'
import { copyFile, mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createWriter } from '../src/codecs/createWriter'
import { ComparePage } from './pages/comparePage'
import { ExportDialogPage } from './pages/exportDialog'
import { SeparatePage } from './pages/separatePage'
import type { StudioPage } from './pages/studioPage'
import { CLICKS, clickTrain, FRAMES, RATE_HZ } from './support/clickTrain'
import { answerOpenDialog } from './support/dialogs'
import { seedReadyJobs } from './support/readyJob'
import { shoot } from './support/shots'
import { readSong } from './support/songs'
import { openInStudio } from './support/steps'
import { installTap, takeTap } from './support/tap'
import { expect, test } from './support/unbraid'

const FIXTURES = join('src', 'codecs', '__fixtures__')
const STEMS = [
  { name: 'Plain', fileName: 'Plain.wav' },
  // Frames of the recording begin where the edit list says, or a note in the tags; raw AAC says nothing.
  { name: 'Edited', fileName: 'Edited.m4a', fixture: 'clicks.m4a' },
  { name: 'Noted', fileName: 'Noted.m4a', fixture: 'clicks-noted.m4a' },
  { name: 'Raw', fileName: 'Raw.aac', fixture: 'clicks.aac' }
] as const
/** The delay of ffmpeg's encoder, which raw AAC has no place to tell. */
const UNTOLD_FRAMES = 1_024

/** Frames by which each click of a file comes late. */
async function latenessOf(path: string): Promise<number[]> {
  const { channels: [samples = new Float32Array()] } = await readSong(path)
  return CLICKS.map((click) => {
    let [peak, at] = [0, Number.NaN]
    for (let frame = Math.max(0, click - 3_000); frame < click + 3_000; frame += 1) {
      if ((samples[frame] ?? 0) > peak) [peak, at] = [samples[frame] ?? 0, frame]
    }
    return at - click
  })
}

async function writePlain(path: string): Promise<void> {
  const writer = await createWriter(path, 'wav16', { sampleRateHz: RATE_HZ, channels: 1 })
  await writer.write([clickTrain()])
  await writer.finish()
}

/** Decoders the page starts from now on. */
function countDecoders(page: Page): () => number {
  let count = 0
  page.on('worker', (worker) => { if (worker.url().includes('decoding.worker')) count += 1 })
  return () => count
}

const allDrawn = async (studio: StudioPage, names: readonly string[]): Promise<void> => {
  for (const name of names) await expect(studio.stem(name).group.locator('[data-status="ready"]')).toHaveCount(1, { timeout: 20_000 })
}

test('M4A and AAC results are heard where they belong, kept decoded, and exported', async ({ folder, profile, launch }) => {
  const music = join(folder, 'music')
  await mkdir(music)
  await writePlain(join(music, 'Plain.wav'))
  for (const stem of STEMS) if ('fixture' in stem) await copyFile(join(FIXTURES, stem.fixture), join(music, stem.fileName))
  const song = join(folder, 'song.m4a')
  await copyFile(join(FIXTURES, 'clicks.m4a'), song)
  await seedReadyJobs(profile, [{ id: 'm4a', name: 'Song.m4a', source: song, stems: STEMS.map(({ name, fileName }) => ({ name, path: join(music, fileName) })) }])
  const { page, app } = await launch()
  const row = new SeparatePage(page).jobsOf('Song.m4a').first()
  await expect(row).toBeVisible()
  await installTap(page)
  const decoders = countDecoders(page)
  const studio = await openInStudio(row)
  await allDrawn(studio, STEMS.map(({ name }) => name))
  expect(decoders()).toBe(1)
  await expect(studio.region.getByText(/cannot be played|not audio|damaged/)).toHaveCount(0)
  await shoot(page, 'studio-m4a-dark')

  // What is kept: three stems and the original, each click where it was put in.
  const kept = (name: string): string => join(profile, 'studio', 'm4a', `${name}.wav`)
  await expect.poll(() => stat(kept('original')).then(() => true, () => false)).toBe(true)
  const onTime = CLICKS.map(() => 0)
  expect(await latenessOf(kept('1'))).toEqual(onTime)
  expect(await latenessOf(kept('2'))).toEqual(onTime)
  expect(await latenessOf(kept('3'))).toEqual(CLICKS.map(() => UNTOLD_FRAMES))
  expect(await latenessOf(kept('original'))).toEqual(onTime)
  expect((await readSong(kept('1'))).channels[0]).toHaveLength(FRAMES)

  // Heard together with the WAV: a click is higher than two of them could be.
  await studio.stem('Raw').mute.click()
  await studio.play.click()
  await expect.poll(() => studio.seconds()).toBeGreaterThan(1)
  const { samples } = await takeTap(page)
  expect(samples.reduce((most, sample) => Math.max(most, sample), 0)).toBeGreaterThan(1.65)
  await studio.stem('Raw').mute.click()

  const target = join(folder, 'exported')
  await mkdir(target)
  await answerOpenDialog(app, [target])
  const dialog = new ExportDialogPage(page)
  await dialog.open()
  await dialog.select('Format', 'WAV, 32 bit float')
  await dialog.names.fill('{stem}')
  await dialog.run()
  expect(await latenessOf(join(target, 'Edited.wav'))).toEqual(onTime)

  // A second opening finds everything decoded.
  const before = await stat(kept('1'))
  await studio.region.getByRole('button', { name: 'Back', exact: true }).click()
  const again = await openInStudio(row)
  await allDrawn(again, STEMS.map(({ name }) => name))
  expect(decoders()).toBe(1)
  expect((await stat(kept('1'))).mtimeMs).toBe(before.mtimeMs)
})

test('an M4A that was never opened is compared as loud as a WAV, and blind only from then on', async ({ folder, profile, launch }) => {
  const paths = await Promise.all(['quiet', 'loud'].map(async (name) => {
    const music = join(folder, name)
    await mkdir(music)
    return join(music, name === 'quiet' ? 'Vocals.wav' : 'Vocals.m4a')
  }))
  const [wav = '', m4a = ''] = paths
  const writer = await createWriter(wav, 'wav32f', { sampleRateHz: RATE_HZ, channels: 1 })
  await writer.write([clickTrain().map((sample) => sample / 10)])
  await writer.finish()
  await copyFile(join(FIXTURES, 'clicks.m4a'), m4a)
  await seedReadyJobs(profile, [
    { id: 'quiet', name: 'Song.wav', algorithm: 'Quiet model', stems: [{ name: 'Vocals', path: wav }] },
    { id: 'loud', name: 'Song.wav', algorithm: 'Loud model', stems: [{ name: 'Vocals', path: m4a }] }
  ])
  const { page } = await launch()
  await page.getByRole('link', { name: 'Library' }).click()
  await page.getByRole('list', { name: 'Finished jobs' }).getByRole('listitem').first().getByRole('button', { name: 'Compare…' }).click()
  const compare = new ComparePage(page)
  await expect(compare.button('Blind test')).toBeEnabled({ timeout: 20_000 })
  await expect(compare.candidates.getByText(/^[-−](19\.[5-9]|20\.[0-5]) dB$/)).toHaveCount(1)
  await expect(compare.candidates.getByText('as it is')).toHaveCount(1)
})

test('an M4A that holds no sound is named as damaged, and the others play', async ({ folder, profile, launch }) => {
  await writePlain(join(folder, 'Plain.wav'))
  const bytes = await readFile(join(FIXTURES, 'clicks.m4a'))
  const sound = bytes.indexOf('mdat', 0, 'latin1') + 4
  bytes.fill(0xff, sound, sound + bytes.readUInt32BE(sound - 8) - 8)
  await writeFile(join(folder, 'Broken.m4a'), bytes)
  await seedReadyJobs(profile, [{
    id: 'broken', name: 'Song.wav', stems: [{ name: 'Plain', path: join(folder, 'Plain.wav') }, { name: 'Broken', path: join(folder, 'Broken.m4a') }]
  }])
  const { page } = await launch()
  const studio = await openInStudio(new SeparatePage(page).jobsOf('Song.wav').first())
  await expect(studio.region.getByText(/Broken\.m4a/)).toBeVisible({ timeout: 20_000 })
  await expect(studio.stem('Broken').group).toHaveCount(0)
  await allDrawn(studio, ['Plain'])
  await studio.play.click()
  await expect.poll(() => studio.seconds()).toBeGreaterThan(0.3)
})

test('the page reads an encoded file only where it is to decode it, and main takes nothing else', async ({ folder, profile, launch }) => {
  await writePlain(join(folder, 'Plain.wav'))
  await seedReadyJobs(profile, [{ id: 'plain', name: 'Song.wav', stems: [{ name: 'Plain', path: join(folder, 'Plain.wav') }] }])
  const { page } = await launch()
  await openInStudio(new SeparatePage(page).jobsOf('Song.wav').first())
  const answers = await page.evaluate(async () => {
    const opened = await window.unbraid.call('studio:open', { jobId: 'plain' })
    if (!opened.ok) throw new Error('not open')
    const { windowUrl } = opened.value
    const sessionId = new URL(windowUrl).pathname.split('/')[1] ?? ''
    const chunk = { sessionId, stemIndex: 0, sequence: 0, samples: new Uint8Array(4) }
    const tell = async (change: object): Promise<string> => {
      const reply = await window.unbraid.call('studio:takeDecoded', { ...chunk, ...change })
      return reply.ok ? 'taken' : reply.error.code
    }
    return {
      file: (await fetch(windowUrl.replace(/window$/, '0/file'))).status,
      taken: [await tell({}), await tell({ sessionId: crypto.randomUUID() }), await tell({ stemIndex: 7 }), await tell({ samples: new Uint8Array((1 << 20) + 4) }), await tell({ samples: [1, 2, 3, 4] })]
    }
  })
  expect(answers).toEqual({ file: 404, taken: Array.from({ length: 5 }, () => 'invalidInput') })
})
