import type { ElectronApplication } from '@playwright/test'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { openPromise } from 'yauzl'
import { readTrackTags } from '../src/codecs/tags/trackTags'
import { writeTags } from '../src/codecs/tags/writeTags'
import { SONG_TAGS } from '../src/codecs/testing/songTags'
import { ExportDialogPage } from './pages/exportDialog'
import type { StudioPage } from './pages/studioPage'
import { violationsOf } from './support/axe'
import { answerOpenDialog } from './support/dialogs'
import { dropFiles } from './support/drop'
import { shoot } from './support/shots'
import { readSong, writeSong } from './support/songs'
import { openInStudio, tryOnThisComputer, waitUntilReady } from './support/steps'
import { expect, test, type Unbraid } from './support/unbraid'

const STEMS = ['Vocals', 'Drums', 'Bass', 'Other']

interface Desk {
  readonly unbraid: Unbraid
  readonly studio: StudioPage
  readonly dialog: ExportDialogPage
  readonly target: string
}

/** A tagged song of six seconds, separated into four stems and opened, and an empty folder to export to. */
async function openDesk(folder: string, launch: () => Promise<Unbraid>, format: 'wav16' | 'flac16' = 'wav16'): Promise<Desk> {
  const song = await writeSong(folder, 'Take 3', 'flac16', 6)
  await writeTags(song, {
    ...SONG_TAGS, track: '1/9', genres: ['Pop'], bpm: 120, cover: { mimeType: 'image/png', data: await readFile('resources/icon.png') }
  })
  const unbraid = await launch()
  const separate = await tryOnThisComputer(unbraid.page)
  await dropFiles(unbraid.app, separate.addAudio, [song])
  await separate.chooseAlgorithm('four', /vocals, drums, bass, other/i)
  await separate.chooseOption('Output format', format === 'wav16' ? /wav.*16/i : /flac.*16/i)
  await separate.separate.click()
  const studio = await openInStudio(await waitUntilReady(separate, 'Take 3'))
  const target = join(folder, 'exported')
  await mkdir(target)
  await answerOpenDialog(unbraid.app, [target])
  return { unbraid, studio, dialog: new ExportDialogPage(unbraid.page), target }
}

/** The largest difference of the first file from the sum of the others. */
async function differenceFromSum(mixPath: string, paths: readonly string[]): Promise<number> {
  const mix = await readSong(mixPath)
  const parts = await Promise.all(paths.map((path) => readSong(path)))
  return Math.max(...mix.channels.map((channel, side) => channel.reduce((worst, value, frame) =>
    Math.max(worst, Math.abs(value - parts.reduce((sum, part) => sum + (part.channels[side]?.[frame] ?? Number.NaN), 0))), 0)))
}

/** Lets the system's drags be seen: a real one has no other side here. */
async function watchDrags(app: ElectronApplication): Promise<() => Promise<string[][]>> {
  await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    const dragged: string[][] = []
    Object.assign(globalThis, { dragged })
    if (window !== undefined) {
      window.webContents.startDrag = ({ files, icon }) => {
        if (typeof icon !== 'string' && icon.isEmpty()) throw new Error('no picture')
        dragged.push(files ?? [])
      }
    }
  })
  return () => app.evaluate(() => (globalThis as unknown as { dragged: string[][] }).dragged)
}

test('the mix minus its stems is silence; minus one is all but one; a name, tags and a cover go with each', async ({ folder, launch }) => {
  const { unbraid: { page }, studio, dialog, target } = await openDesk(folder, launch)
  await dialog.open()
  await dialog.select('Format', 'WAV, 32 bit float')
  await dialog.names.fill('{n} {artist} - {title} ({stem}) {bpm}')
  await expect(dialog.files).toHaveText(STEMS.map((stem, at) => `0${at + 1} Ann - A Day (${stem}) 120.wav`))
  await shoot(page, 'export-stems-dark')
  await dialog.run()
  const stems = STEMS.map((stem, at) => join(target, `0${at + 1} Ann - A Day (${stem}) 120.wav`))

  await dialog.open()
  await expect(dialog.begin).toHaveText('Export')
  await dialog.kind('Mix as heard')
  await expect(dialog.dialog.getByText('4 of 4 stems are heard.')).toBeVisible()
  await dialog.names.fill('{title} ({stem}) {mood}')
  await expect(dialog.dialog.getByText('{mood} means nothing here')).toBeVisible()
  await dialog.names.fill('{title} ({stem})')
  await expect(dialog.files).toHaveText(['A Day (Mix).wav'])
  await shoot(page, 'export-mix-dark')
  expect(await violationsOf(page)).toEqual([])
  await dialog.run()
  expect(await differenceFromSum(join(target, 'A Day (Mix).wav'), stems)).toBe(0)
  const tags = await readTrackTags(join(target, 'A Day (Mix).wav'))
  expect(tags).toMatchObject({ title: 'A Day (Mix)', artists: ['Ann'], album: 'Days', bpm: 120, cover: { mimeType: 'image/png' } })

  await studio.stem('Vocals').group.getByRole('button', { name: 'File of Vocals' }).click()
  await page.getByRole('menuitem', { name: 'Export all but Vocals…' }).click()
  await expect(dialog.files).toHaveText(['A Day (Minus Vocals).wav'])
  await dialog.select('Leave out', 'Drums')
  await expect(dialog.files).toHaveText(['A Day (Minus Drums).wav'])
  await dialog.select('Leave out', 'Vocals')
  await dialog.run()
  expect(await differenceFromSum(join(target, 'A Day (Minus Vocals).wav'), stems.slice(1))).toBe(0)

  // As heard: one stem muted, so the mix is what minus one was.
  await studio.stem('Vocals').mute.click()
  await dialog.open()
  await dialog.kind('Mix as heard')
  await expect(dialog.dialog.getByText('3 of 4 stems are heard.')).toBeVisible()
  await expect(dialog.files).toContainText(['exists'])
  await dialog.run()
  expect(await differenceFromSum(join(target, 'A Day (Mix) (2).wav'), [join(target, 'A Day (Minus Vocals).wav')])).toBe(0)
})

test('a loop region is exactly that long; a zip holds the stems; names that are taken are asked for', async ({ folder, launch }) => {
  const { unbraid: { page }, studio, dialog, target } = await openDesk(folder, launch, 'flac16')
  await studio.position.focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('[')
  await studio.position.fill('2')
  await page.keyboard.press(']')
  await dialog.open()
  await dialog.select('Range', /loop region/i)
  await dialog.select('Format', 'FLAC, 24 bit')
  await dialog.names.fill('region {stem}')
  await dialog.run()
  for (const stem of STEMS) {
    const { channels, sampleRateHz } = await readSong(join(target, `region ${stem}.flac`))
    expect(channels[0]?.length).toBe(2 * sampleRateHz)
  }

  await dialog.open()
  await dialog.select('Format', /as delivered/i)
  await dialog.dialog.getByRole('checkbox', { name: 'Tags and cover of the song' }).uncheck({ force: true })
  await dialog.dialog.getByRole('checkbox', { name: 'One zip file' }).check({ force: true })
  await expect(dialog.files).toHaveText(['A Day (Stems).zip'])
  await expect(dialog.dialog.getByRole('list', { name: 'In the zip file' }).getByRole('listitem')).toHaveText(STEMS.map((stem) => `region ${stem}.flac`))
  await shoot(page, 'export-zip-dark')
  await dialog.run()
  const zip = await openPromise(join(target, 'A Day (Stems).zip'), { lazyEntries: true })
  const job = join((await libraryJob(folder)))
  for await (const entry of zip.eachEntry()) {
    const stem = entry.fileName.replace('region ', '').replace('.flac', '')
    expect((await buffer(await zip.openReadStreamPromise(entry))).equals(await readFile(join(job, `Take 3 (${stem}).flac`)))).toBe(true)
  }
  expect(zip.entryCount).toBe(4)

  await writeFile(join(target, 'A Day (Vocals).flac'), 'mine')
  await dialog.open()
  await dialog.dialog.getByRole('checkbox', { name: 'One zip file' }).uncheck({ force: true })
  await dialog.names.fill('{title} ({stem})')
  await dialog.select('If a name is taken', 'Replace, after asking')
  await dialog.begin.click()
  await expect(dialog.dialog.getByText('A Day (Vocals).flac is there already.')).toBeVisible()
  await shoot(page, 'export-replace-dark')
  expect(await readFile(join(target, 'A Day (Vocals).flac'), 'utf8')).toBe('mine')
  await dialog.dialog.getByRole('button', { name: 'Replace it' }).click()
  await expect(page.getByText('4 files exported to')).toBeVisible()
  expect((await readFile(join(target, 'A Day (Vocals).flac'))).equals(await readFile(join(job, 'Take 3 (Vocals).flac')))).toBe(true)
})

/** The one job's folder in the library of this test's home. */
async function libraryJob(folder: string): Promise<string> {
  const found = (await readdir(folder, { recursive: true })).find((name) => name.endsWith('Take 3 (Vocals).flac') && !name.includes('exported'))
  if (found === undefined) throw new Error('no results')
  return join(folder, found, '..')
}

test('A7-68: stems and the mix are dragged out as real files; what clips is told; what is stopped leaves nothing', async ({ folder, launch }) => {
  const { unbraid: { app, page }, studio, dialog, target } = await openDesk(folder, launch)
  const dragged = await watchDrags(app)
  const grip = studio.stem('Drums').group.locator('.stem-grip')
  await grip.hover()
  await expect(grip).toHaveAttribute('draggable', 'true')
  await grip.dispatchEvent('dragstart')
  await expect.poll(async () => (await dragged()).length).toBe(1)
  const [[drums = ''] = []] = await dragged()
  expect(drums.endsWith(join('Dragged out', 'A Day (Drums).wav'))).toBe(true)
  const result = join(drums, '..', '..', 'Take 3 (Drums).wav')
  expect((await readSong(drums)).channels).toEqual((await readSong(result)).channels)

  await dialog.open()
  await dialog.kind('Mix as heard')
  await dialog.dialog.getByRole('button', { name: 'Get ready to drag' }).click()
  const strip = dialog.dialog.getByRole('region', { name: 'Drag into another program' }).locator('[draggable="true"]')
  await expect(strip).toContainText('A Day (Mix).wav')
  await shoot(page, 'export-drag-dark')
  await strip.dispatchEvent('dragstart')
  await expect.poll(async () => (await dragged()).length).toBe(2)
  const mix = (await dragged())[1]?.[0] ?? ''
  expect(await differenceFromSum(mix, STEMS.map((stem) => join(drums, '..', '..', `Take 3 (${stem}).wav`)))).toBeLessThan(1e-7)
  await page.keyboard.press('Escape')

  // Everything twice as loud: too loud for 16 bits, said before anything is written.
  for (const stem of STEMS) {
    const { volume } = studio.stem(stem)
    await volume.focus()
    for (let press = 0; press < 30; press += 1) await page.keyboard.press('ArrowRight')
  }
  await dialog.open()
  await dialog.kind('Mix as heard')
  await dialog.select('Format', 'WAV, 16 bit')
  await dialog.begin.click()
  const lower = dialog.dialog.getByRole('button', { name: /^Lower by [\d.]+ dB$/ })
  await expect(lower).toBeVisible()
  await shoot(page, 'export-clips-dark')
  expect(await readdir(target)).toEqual([])
  await lower.click()
  await expect(page.getByText('One file exported to')).toBeVisible()
  const { channels } = await readSong(join(target, 'A Day (Mix).wav'))
  const peak = channels.reduce((most, channel) => channel.reduce((loudest, value) => Math.max(loudest, Math.abs(value)), most), 0)
  expect(20 * Math.log10(peak)).toBeGreaterThan(-0.2)

  await dialog.open()
  await dialog.kind('Stems')
  await dialog.select('Format', 'MP3, 320 kbps')
  await dialog.begin.click()
  await dialog.dialog.getByRole('button', { name: 'Stop' }).click()
  await expect(dialog.begin).toBeVisible()
  expect(await readdir(target)).toEqual(['A Day (Mix).wav'])
})
