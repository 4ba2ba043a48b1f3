import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createWriter } from '../src/codecs/createWriter'
import { beatTrack, chordTrack, RATE_HZ, together } from '../src/main/audio/facts/testing/music'
import { SeparatePage } from './pages/separatePage'
import { violationsOf } from './support/axe'
import { answerSaveDialog } from './support/dialogs'
import { seedReadyJobs } from './support/readyJob'
import { shoot } from './support/shots'
import { openInStudio } from './support/steps'
import { expect, test } from './support/unbraid'

const SRT = [
  '1\n00:00:01,000 --> 00:00:03,000\nThis was heard first\n',
  '2\n00:00:12,500 --> 00:00:15,000\n<img src=x onerror=alert(1)> and this later\n'
].join('\n')

test('words can be read, followed and saved; the song is heard with them, and its tempo and key estimated', async ({ folder, profile, launch }) => {
  const music = join(folder, 'music')
  await mkdir(music)
  const song = join(music, 'song.wav')
  const samples = together(chordTrack({ tonic: 9, mode: 'minor' }, 'cadence', 24), beatTrack(124, 24, 'drums'))
  const writer = await createWriter(song, 'wav16', { sampleRateHz: RATE_HZ, channels: 1 })
  await writer.write([samples.map((sample) => sample * 0.4)])
  await writer.finish()
  const words = join(music, 'Song (Text).srt')
  await writeFile(words, SRT)
  await seedReadyJobs(profile, [{ id: 'words', name: 'Song.wav', source: song, algorithm: 'Whisper', stems: [{ name: 'Text', path: words }] }])
  const { page, app } = await launch()
  const row = new SeparatePage(page).jobsOf('Song.wav').first()
  const studio = await openInStudio(row)

  const card = studio.region.getByRole('region', { name: 'Text' })
  await expect(card.getByText('<img src=x onerror=alert(1)> and this later')).toBeVisible()
  await expect(studio.region.getByText(/cannot be played|not audio/)).toHaveCount(0)
  // Words have their own ways out; there is no stem that an export could be made of.
  await expect(studio.region.getByRole('button', { name: 'Export…' })).toHaveCount(0)
  await card.getByRole('button', { name: 'Go to 0:12' }).click()
  await expect.poll(() => studio.seconds()).toBeCloseTo(12.5, 1)
  await studio.play.click()
  await expect(card.getByRole('listitem').filter({ hasText: 'and this later' })).toHaveAttribute('aria-current', 'true')
  await studio.pause.click()

  await expect(studio.region.getByRole('note', { name: 'What was heard in the song' })).toHaveText(/^≈ 12[34](\.\d)? BPM · ≈ A minor \(estimate\)$/, { timeout: 20_000 })
  await shoot(page, 'studio-words-dark')
  expect(await violationsOf(page)).toEqual([])

  const target = join(folder, 'out.txt')
  await answerSaveDialog(app, target)
  await card.getByRole('button', { name: 'Save as text…' }).click()
  await expect.poll(() => readFile(target, 'utf8').catch(() => '')).toBe('This was heard first\n<img src=x onerror=alert(1)> and this later\n')
})
