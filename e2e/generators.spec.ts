import type { Page } from '@playwright/test'
import { violationsOf } from './support/axe'
import { expect, test } from './support/catalogueTest'
import { dropFiles } from './support/drop'
import { GENERATOR_ROWS } from './support/generatorRows'
import { shoot } from './support/shots'
import { openInStudio, signIn, waitUntilReady } from './support/steps'
import { writeSilence } from './support/wav'

interface Case {
  readonly id: number
  readonly name: string
  readonly texts: Readonly<Record<string, string>>
  readonly choices: Readonly<Record<string, string>>
  /** Every option that is sent, and no other. */
  readonly sent: Readonly<Record<string, string>>
}

const LONG = Array.from({ length: 24 }, (_, line) => `${line + 1}. The tide comes in, “quoted” & <b>bold</b>, naïve 東京.`).join('\n')
const WHISPER = 'A low voice, close to the microphone.'

const GENERATORS: readonly Case[] = [
  { id: 62, name: 'Stable Audio Open Gen', texts: { 'Text prompt': 'Slow river at night' }, choices: { 'Length (seconds)': '47' }, sent: { add_opt1: 'Slow river at night', add_opt2: '47' } },
  { id: 104, name: 'VibeVoice (TTS)', texts: { 'Text prompt': LONG }, choices: { 'Model type': '1.5B (small)' }, sent: { add_opt1: '0', add_opt2: LONG } },
  { id: 115, name: 'Bark (text to speech)', texts: { 'Text prompt': LONG }, choices: { Speaker: 'German Male 1' }, sent: { add_opt1: LONG, add_opt2: 'de_0' } },
  // What is optional and left empty is not sent.
  { id: 118, name: 'Qwen3-TTS (Custom Voice)', texts: { 'Text prompt': LONG }, choices: { Speaker: 'Second voice', Language: 'Japanese' }, sent: { add_opt1: LONG, add_opt2: 'second', add_opt3: 'japanese' } },
  { id: 119, name: 'Qwen3-TTS (Voice Design)', texts: { 'Text prompt': LONG, 'Voice description': WHISPER }, choices: { Language: 'German' }, sent: { add_opt1: LONG, add_opt2: WHISPER, add_opt3: 'german' } }
]

const CLONINGS: readonly Case[] = [
  { id: 103, name: 'VibeVoice (Voice Cloning)', texts: { 'Text prompt': 'Say this.' }, choices: { 'Extract vocals first': 'Use original reference file' }, sent: { add_opt1: '1', add_opt2: 'Say this.', add_opt3: '0' } },
  {
    id: 120, name: 'Qwen3-TTS (Voice Cloning)', texts: { 'Text prompt': LONG, 'Reference text in audio (optional)': 'What the voice says here.' }, choices: { Language: 'English' },
    sent: { add_opt1: LONG, add_opt2: 'What the voice says here.', add_opt3: 'english', add_opt4: '0' }
  }
]

const box = (page: Page, name: string): ReturnType<Page['getByRole']> => page.getByRole('textbox', { name, exact: true })

test('every generator sends its words and choices and no file', async ({ serve, launch }) => {
  const server = await serve({ rows: GENERATOR_ROWS })
  const { page } = await launch({ apiBase: server.apiBase })
  const separate = await signIn(page, server.token)
  for (const [index, { id, name, texts, choices, sent }] of GENERATORS.entries()) {
    await separate.chooseAlgorithm(name, name)
    await expect(separate.separate).toBeDisabled()
    for (const [text, value] of Object.entries(texts)) {
      await expect(separate.beforeYouStart).toContainText(`“${text}”`)
      await box(page, text).fill(value)
    }
    for (const [choice, option] of Object.entries(choices)) await separate.chooseOption(choice, option)
    await separate.chooseOption('Output format', /WAV, 16/)
    await separate.separate.click()
    await expect.poll(() => server.creates.length).toBe(index + 1)
    expect(server.creates[index]).toEqual({ fields: { sep_type: String(id), ...sent, output_format: '1' }, files: [] })
    await waitUntilReady(separate, name)
  }
})

for (const colorScheme of ['dark', 'light'] as const) {
  test(`what was made from words plays in the Studio, where no song stands beside it, ${colorScheme}`, async ({ serve, launch }) => {
    const server = await serve({ rows: GENERATOR_ROWS, resultSeconds: 4 })
    const { page } = await launch({ apiBase: server.apiBase, colorScheme })
    const separate = await signIn(page, server.token)
    await separate.chooseAlgorithm('Custom Voice', 'Qwen3-TTS (Custom Voice)')
    const oneLine = await box(page, 'Text prompt').evaluate(({ clientHeight }) => clientHeight)
    await shoot(page, `generators-empty-${colorScheme}`)
    await box(page, 'Text prompt').fill(LONG)
    // It grows with what is written, and counts it.
    expect(await box(page, 'Text prompt').evaluate(({ clientHeight }) => clientHeight)).toBeGreaterThan(2 * oneLine)
    await expect(box(page, 'Text prompt')).toHaveAccessibleDescription(new RegExp(`^${LONG.length.toLocaleString('en')} of`))
    await shoot(page, `generators-written-${colorScheme}`)
    expect(await violationsOf(page)).toEqual([])

    await separate.separate.click()
    const row = await waitUntilReady(separate, 'Custom Voice')
    await shoot(page, `generators-made-${colorScheme}`)
    const studio = await openInStudio(row)
    await expect(studio.region.getByRole('button', { name: 'Mute' })).toHaveCount(1)
    await expect(studio.region.getByRole('button', { name: 'Original' })).toHaveCount(0)
    await expect(studio.region.getByRole('button', { name: 'Difference' })).toHaveCount(0)
    await studio.play.click()
    await expect.poll(() => studio.seconds()).toBeGreaterThan(0.3)
    await shoot(page, `generators-studio-${colorScheme}`)
    expect(await violationsOf(page)).toEqual([])
  })
}

test('a voice is cloned from a file and words that go out together', async ({ folder, serve, launch }) => {
  const server = await serve({ rows: GENERATOR_ROWS })
  const { app, page } = await launch({ apiBase: server.apiBase })
  const separate = await signIn(page, server.token)
  for (const [index, { id, name, texts, choices, sent }] of CLONINGS.entries()) {
    const voice = `Voice ${id}`
    await dropFiles(app, separate.addAudio, [await writeSilence(folder, voice, 3)])
    await expect(separate.addAudio).toContainText(voice)
    await separate.chooseAlgorithm(name, name)
    await expect(separate.beforeYouStart).toContainText('Text prompt')
    await expect(separate.separate).toBeDisabled()
    for (const [text, value] of Object.entries(texts)) await box(page, text).fill(value)
    for (const [choice, option] of Object.entries(choices)) await separate.chooseOption(choice, option)
    await separate.chooseOption('Output format', /WAV, 16/)
    await shoot(page, `generators-cloning-${id}`)
    await separate.separate.click()
    const row = await waitUntilReady(separate, voice)
    expect(server.creates[index]).toEqual({
      fields: { sep_type: String(id), ...sent, output_format: '1' },
      files: [{ field: 'audiofile', name: `${voice}.wav`, sizeBytes: expect.any(Number) as unknown }]
    })
    // Here a song was sent, so it can be heard.
    if (index > 0) await expect((await openInStudio(row)).region.getByRole('button', { name: 'Original' })).toBeEnabled()
  }
})
