import { expect, test } from 'vitest'
import { readSamples, songWav } from '../testing/audioFiles'
import { FOUR_STEMS, fetchBytes, HARMONIC, MIDDLE_SIDE, signUp, startService } from '../testing/client'
import { anyNumber, anyText, holding, textLike } from '../testing/matchers'

test('a finished job tells all the keys clients read', async () => {
  const { baseUrl } = await startService()
  const ann = await signUp(baseUrl)
  const plan = { sep_type: String(HARMONIC), output_format: '2', add_opt1: '', add_opt2: '800' }
  const hash = await ann.create(songWav(1), plan, 'My Song.wav')
  const answer = await ann.until(hash, 'done')
  const origin = new URL(baseUrl).origin
  const folder = `^${origin}/storage/processed/[0-9a-f]{2}/[0-9a-f]{32}`
  const file = (type: string, stem: string): object => ({
    type,
    url: textLike(new RegExp(`${folder}/my-song_harmonic-percussive_mt_soft_${stem}.flac$`)),
    size: textLike(/^[\d.]+ KB$/),
    bytes: anyNumber,
    download: `my-song_harmonic-percussive_mt_soft_${stem}.flac`,
    image: null
  })
  expect(answer).toEqual({
    success: true,
    status: 'done',
    data: {
      hash,
      algorithm: 'Harmonic / percussive (harmonic, percussive)',
      algorithm_description: anyText,
      size: '172.34 KB',
      output_format: 'flac (lossless, 16 bit)',
      tags: { audio: holding({ dataformat: 'wave', channels: 2, sample_rate: 44_100, lossless: true }), tags: {} },
      input_file: { url: `${origin}/storage/temp/${hash}`, size: '172.34 KB', bytes: 176_480, download: 'My Song.wav' },
      files: [file('Harmonic', 'harmonic'), file('Percussive', 'percussive')],
      date: textLike(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
      transcription: []
    }
  })
})

test('the stems of a song add up to it again, in every format but mp3', async () => {
  const { baseUrl } = await startService()
  const ann = await signUp(baseUrl)
  const song = songWav(3)
  const original = await readSamples(song, 'song.wav')
  const formats = [
    ['wav16', '1', 1 / 32_768], ['flac16', '2', 1 / 32_768], ['wav32', '4', 1e-6], ['flac24', '5', 1 / 8_388_608]
  ] as const
  const sep_type = String(FOUR_STEMS)
  const hashes = await Promise.all(formats.map(([, output_format]) => ann.create(song, { sep_type, output_format })))
  for (const [index, [name, , tolerance]] of formats.entries()) {
    const files = await ann.results(hashes[index] ?? '')
    expect(files.map(({ type }) => type)).toEqual(['Vocals', 'Drums', 'Bass', 'Other'])
    const stems = await Promise.all(files.map(async ({ url, download }) => readSamples(await fetchBytes(url), download)))
    expect(worstError(original, stems), name).toBeLessThanOrEqual(tolerance)
  }
})

function worstError(original: readonly Float32Array[], stems: readonly (readonly Float32Array[])[]): number {
  let worst = 0
  original.forEach((samples, channel) => {
    stems.forEach((stem) => expect(stem[channel]?.length).toBe(samples.length))
    samples.forEach((sample, frame) => {
      const sum = stems.reduce((total, stem) => total + (stem[channel]?.[frame] ?? 0), 0)
      worst = Math.max(worst, Math.abs(sum - sample))
    })
  })
  return worst
}

test('other sample rates work; mp3 says which it cannot hold', async () => {
  const { baseUrl } = await startService()
  const ann = await signUp(baseUrl)
  for (const [sampleRateHz, output_format] of [[22_050, '2'], [48_000, '0'], [96_000, '1']] as const) {
    const [file] = await ann.results(await ann.create(songWav(2, sampleRateHz), { sep_type: String(MIDDLE_SIDE), output_format }))
    const bytes = await fetchBytes(file?.url ?? '')
    expect(bytes.length).toBe(file?.bytes)
    const [left] = await readSamples(bytes, file?.download ?? '')
    expect((left?.length ?? 0) / sampleRateHz).toBeCloseTo(2, 1)
  }
  const failed = await ann.create(songWav(1, 22_050), { sep_type: String(MIDDLE_SIDE), output_format: '0' })
  expect(await ann.until(failed, 'failed')).toMatchObject({ data: { message: textLike(/22050 Hz.*Choose WAV or FLAC/) } })
})

test('separation is faster than real time', async () => {
  const { baseUrl } = await startService()
  const ann = await signUp(baseUrl)
  const seconds = 30
  const song = songWav(seconds)
  const hash = await ann.create(song, { sep_type: String(FOUR_STEMS), output_format: '2' })
  await ann.until(hash, 'processing', 'merging', 'done')
  const startedAtMs = performance.now()
  await ann.results(hash)
  const factor = seconds / ((performance.now() - startedAtMs) / 1000)
  console.log(`separation factor, four stems to flac, one job through the whole service: ${factor.toFixed(1)} x real time`)
  expect(factor).toBeGreaterThan(1)
})

test('results can be had in parts, and continued only while they are the same', async () => {
  const { baseUrl } = await startService()
  const ann = await signUp(baseUrl)
  const [file] = await ann.results(await ann.create(songWav(1), { sep_type: String(MIDDLE_SIDE) }))
  const url = file?.url ?? ''
  const whole = await fetch(url)
  const bytes = Buffer.from(await whole.arrayBuffer())
  const etag = whole.headers.get('etag') ?? ''
  expect(etag).toMatch(/^"[^"]+"$/)
  expect(whole.headers.get('last-modified')).toMatch(/GMT$/)
  expect(Number(whole.headers.get('content-length'))).toBe(file?.bytes)

  const part = (headers: Readonly<Record<string, string>>): Promise<Response> => fetch(url, { headers })
  const middle = await part({ range: 'bytes=1000-1999' })
  expect(middle.status).toBe(206)
  expect(middle.headers.get('content-range')).toBe(`bytes 1000-1999/${bytes.length}`)
  expect(Buffer.from(await middle.arrayBuffer()).equals(bytes.subarray(1000, 2000))).toBe(true)

  const rest = await part({ range: `bytes=${bytes.length - 10}-`, 'if-range': etag })
  expect([rest.status, (await rest.arrayBuffer()).byteLength]).toEqual([206, 10])
  const changed = await part({ range: 'bytes=10-', 'if-range': '"another"' })
  expect([changed.status, (await changed.arrayBuffer()).byteLength]).toEqual([200, bytes.length])
  const beyond = await part({ range: `bytes=${bytes.length}-` })
  expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${bytes.length}`])
  expect((await part({ 'if-none-match': etag, 'cache-control': 'max-age=0' })).status).toBe(304)

  await ann.post('/separation/delete', { hash: (await historyHash(ann)) })
  expect((await fetch(url)).status).toBe(404)
})

async function historyHash(client: Awaited<ReturnType<typeof signUp>>): Promise<string> {
  const { body } = await client.get('/app/separation_history')
  return /"hash":"([^"]+)"/.exec(JSON.stringify(body))?.[1] ?? ''
}

test('long file names tell every option', async () => {
  const { baseUrl } = await startService()
  const ann = await signUp(baseUrl)
  await ann.post('/app/enable_long_filenames', {})
  const files = await ann.results(await ann.create(songWav(1), { add_opt1: 'residual', add_opt2: '200' }))
  expect(files.map(({ download }) => download)).toEqual([
    'song_harmonic-percussive_mt_residual_200_harmonic.wav',
    'song_harmonic-percussive_mt_residual_200_percussive.wav',
    'song_harmonic-percussive_mt_residual_200_residual.wav'
  ])
})

test('a mirror asks for a token and a credit', async () => {
  const { baseUrl } = await startService()
  const ann = await signUp(baseUrl)
  const hash = await ann.create(songWav(1), { sep_type: String(MIDDLE_SIDE) })
  await ann.until(hash, 'done')
  const before = await ann.credits()
  expect(await ann.get('/separation/get', { hash, mirror: '1', api_token: 'none' })).toMatchObject({ status: 401 })
  expect(await ann.get('/separation/get', { hash, mirror: '1' })).toMatchObject({ status: 200, body: { status: 'done' } })
  expect(await ann.credits()).toBe(before - 1)
})
