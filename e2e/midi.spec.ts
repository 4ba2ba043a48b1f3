import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { toMidi, type WrittenNote } from '../src/main/audio/testing/midiFiles'
import { ComparePage } from './pages/comparePage'
import { ExportDialogPage } from './pages/exportDialog'
import { SeparatePage } from './pages/separatePage'
import type { StudioPage } from './pages/studioPage'
import { violationsOf } from './support/axe'
import { answerOpenDialog } from './support/dialogs'
import { seedReadyJobs } from './support/readyJob'
import { shoot } from './support/shots'
import { readSong, writeSong } from './support/songs'
import { openInStudio } from './support/steps'
import { expect, test } from './support/unbraid'

/** 100 beats a minute, then 150: every other beat a note, from half a second on. */
const TEMPOS = [[0, 600_000], [4_800, 400_000]] as const
const TICKS = Array.from({ length: 10 }, (_, at) => 400 + at * 960)
const SECONDS = TICKS.map((tick) => (Math.min(tick, 4_800) * 0.6 + Math.max(0, tick - 4_800) * 0.4) / 480)
const MELODY = TICKS.map((tick, at): WrittenNote => ({ tick, lengthTicks: 200 + (at % 4) * 100, pitch: 60 + ((at * 5) % 13), velocity: 60 + at * 6 }))
const DRUMS = TICKS.flatMap((tick, at): WrittenNote[] => [36, 38, 42].map((pitch) => ({ tick: tick + (pitch === 42 ? 240 : 0), lengthTicks: 30, pitch, channel: 9, velocity: 70 + at * 5 })))

const rollOf = (studio: StudioPage, name: string) => studio.stem(name).group.locator('[data-picture="notes"]')

test('notes alone are drawn and played beside their song, mixed, and exported as they came or as sound', async ({ folder, profile, launch }) => {
  const song = await writeSong(join(folder, 'songs'), 'Take 5', 'wav16', 10)
  const music = join(folder, 'music')
  await mkdir(music)
  const notes = join(music, 'Take 5 (Piano).mid')
  await writeFile(notes, toMidi({ tempos: TEMPOS, notes: MELODY }))
  await seedReadyJobs(profile, [{ id: 'notes', name: 'Take 5.wav', source: song, algorithm: 'Transkun', stems: [{ name: 'Piano', path: notes }] }])
  const { page, app } = await launch()
  const studio = await openInStudio(new SeparatePage(page).jobsOf('Take 5.wav').first())

  await expect(rollOf(studio, 'Piano')).toHaveAttribute('data-notes', '10')
  await expect(studio.stem('Piano').group).toHaveAttribute('aria-description', 'MIDI, played by a simple synth')
  await expect(studio.region.getByText('MIDI, played by a simple synth')).toHaveCount(1)
  await expect(studio.stem('Original').group).toBeVisible()
  await expect(studio.region.getByText(/cannot be played|not audio/)).toHaveCount(0)
  await expect(studio.region.getByRole('button', { name: 'Difference' })).toBeDisabled()

  await studio.position.fill('5')
  await studio.play.click()
  await expect.poll(() => studio.seconds()).toBeGreaterThan(5.5)
  await studio.pause.click()
  await shoot(page, 'studio-midi-dark')
  expect(await violationsOf(page)).toEqual([])
  for (let step = 0; step < 3; step += 1) await studio.region.getByRole('button', { name: 'Zoom in' }).click()
  await expect.poll(async () => Number(await rollOf(studio, 'Piano').getAttribute('data-notes'))).toBeLessThan(6)

  const target = join(folder, 'exported')
  await mkdir(target)
  await answerOpenDialog(app, [target])
  const dialog = new ExportDialogPage(page)
  await dialog.open()
  await dialog.names.fill('out {stem}')
  await expect(dialog.files).toHaveText(['out Piano.mid', 'out Original.wav'])
  await dialog.run()
  expect((await readFile(join(target, 'out Piano.mid'))).equals(await readFile(notes))).toBe(true)

  await studio.stem('Original').mute.click()
  await dialog.open()
  await dialog.kind('Mix as heard')
  await dialog.run()
  const { channels, sampleRateHz } = await readSong(join(target, 'out Mix.wav'))
  const heard = channels[0] ?? new Float32Array()
  // Before the first note nothing, from its frame on sound.
  const first = heard.findIndex((sample) => sample !== 0)
  expect(Math.abs(first - (SECONDS[0] ?? Number.NaN) * sampleRateHz)).toBeLessThanOrEqual(2)
  expect(heard.length / sampleRateHz).toBeGreaterThanOrEqual(10)
})

test('drums are drawn as hits among stems that sound; a broken file is named', async ({ folder, profile, launch }) => {
  const music = join(folder, 'music')
  const stem = await writeSong(music, 'Take 6 (Drums)', 'flac16', 10)
  const hits = join(music, 'Take 6 (Drum notes).mid')
  await writeFile(hits, toMidi({ tempos: TEMPOS, notes: DRUMS }))
  const broken = join(music, 'Take 6 (Bass).mid')
  await writeFile(broken, (await readFile(hits)).subarray(0, 90))
  await seedReadyJobs(profile, [{
    id: 'hits', name: 'Take 6.wav', algorithm: 'ADTOF',
    stems: [{ name: 'Drums', path: stem }, { name: 'Drum notes', path: hits }, { name: 'Bass', path: broken }]
  }])
  const { page } = await launch({ colorScheme: 'light' })
  const studio = await openInStudio(new SeparatePage(page).jobsOf('Take 6.wav').first())
  await expect(rollOf(studio, 'Drum notes')).toHaveAttribute('data-notes', '30')
  await expect(studio.stem('Original').group).toHaveCount(0)
  await expect(studio.region.getByText(/Take 6 \(Bass\)\.mid/).first()).toBeVisible()
  await studio.stem('Drum notes').solo.click()
  await studio.position.fill('3')
  await studio.play.click()
  await expect.poll(() => studio.seconds()).toBeGreaterThan(3.5)
  await studio.pause.click()
  await shoot(page, 'studio-midi-drums-light')
})

test('two transcriptions of one song are compared as notes', async ({ folder, profile, launch }) => {
  const jobs = await Promise.all([MELODY, MELODY.slice(0, 6)].map(async (notes, index) => {
    const music = join(folder, `job-${index}`)
    await mkdir(music)
    const path = join(music, 'Take 7 (Piano).mid')
    await writeFile(path, toMidi({ tempos: TEMPOS, notes }))
    return { id: `job-${index}`, name: 'Take 7.wav', algorithm: ['Transkun', 'Piano Pro'][index] ?? '', stems: [{ name: 'Piano', path }] }
  }))
  await seedReadyJobs(profile, jobs)
  const { page } = await launch()
  await page.getByRole('link', { name: 'Library' }).click()
  await page.getByRole('list', { name: 'Finished jobs' }).getByRole('listitem').first().getByRole('button', { name: 'Compare…' }).click()
  const compare = new ComparePage(page)
  await expect(compare.play).toBeEnabled({ timeout: 20_000 })
  const rolls = compare.candidates.locator('[data-picture="notes"]')
  await expect(rolls).toHaveCount(2)
  await expect.poll(async () => (await rolls.evaluateAll((all) => all.map((roll) => Number(roll.getAttribute('data-notes'))))).sort((one, other) => one - other)).toEqual([6, 10])
  await compare.candidate('Piano Pro').check({ force: true })
  await compare.play.click()
  await expect.poll(async () => Number(await compare.position.inputValue())).toBeGreaterThan(1)
  await compare.pause.click()
  await shoot(page, 'compare-midi-dark')
  expect(await violationsOf(page)).toEqual([])
})
