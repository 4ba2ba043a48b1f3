import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { answerSaveDialog } from './support/dialogs'
import { dropFiles } from './support/drop'
import { registerAccount, startMvsepServer } from './support/mvsepServer'
import { startRelay } from './support/relay'
import { shoot } from './support/shots'
import { writeSong } from './support/songs'
import { chooseLibraryFolder, openInStudio, signIn, waitUntilReady } from './support/steps'
import { expect, test } from './support/unbraid'

const SEGMENTS = [{ id: 0, start: 0.5, end: 1.5, text: ' Words of the answer' }, { id: 1, start: '2', end: 3, text: 'come without a file' }]
const SRT = '1\n00:00:00,500 --> 00:00:01,500\nWords of the answer\n\n2\n00:00:02,000 --> 00:00:03,000\ncome without a file\n'

/** A done answer with words in it, as algorithms that write down what is sung give. */
const withWords = (body: string): string => {
  const answer = JSON.parse(body) as { status?: string; data?: object }
  return JSON.stringify(answer.status === 'done' ? { ...answer, data: { ...answer.data, transcription: [{ language: 'en', segments: SEGMENTS }] } } : answer)
}

test('words that come in the service’s answer are kept beside the stems, read and saved', async ({ folder, launch }) => {
  const server = await startMvsepServer(join(folder, 'server'))
  const relay = await startRelay(server.apiBase, (path) => (path.endsWith('/separation/get') ? withWords : null))
  try {
    const token = await registerAccount(server.apiBase)
    const { app, page } = await launch({ apiBase: relay.apiBase })
    const separate = await signIn(page, token)
    const library = join(folder, 'Kept songs')
    await mkdir(library)
    await chooseLibraryFolder(app, page, library)
    await dropFiles(app, separate.addAudio, [await writeSong(folder, 'Spoken', 'wav16', 4)])
    await separate.chooseAlgorithm('harmonic', /harmonic/i)
    await separate.separate.click()
    const row = await waitUntilReady(separate, 'Spoken')

    const [job = ''] = await readdir(library)
    const names = await readdir(join(library, job))
    expect(names).toHaveLength(3)
    expect(await readFile(join(library, job, 'Spoken (Transcription).srt'), 'utf8')).toBe(SRT)

    const studio = await openInStudio(row)
    const card = studio.region.getByRole('region', { name: 'Transcription' })
    await expect(card.getByText('come without a file')).toBeVisible()
    await shoot(page, 'studio-transcription-dark')
    for (const [format, button, written] of [['txt', 'Save as text…', 'Words of the answer\ncome without a file\n'], ['srt', 'Save as subtitles…', SRT]] as const) {
      const target = join(folder, `out.${format}`)
      await answerSaveDialog(app, target)
      await card.getByRole('button', { name: button }).click()
      await expect.poll(() => readFile(target, 'utf8').catch(() => '')).toBe(written)
    }
  } finally {
    await relay.close()
    await server.stop()
  }
})
