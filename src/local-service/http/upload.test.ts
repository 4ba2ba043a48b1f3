import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { toWavHeader } from '../../codecs/wav/write'
import { createClient, MIDDLE_SIDE, signUp, startService, type Client } from '../testing/client'
import { anyText } from '../testing/matchers'

const MEGABYTE = 1024 * 1024
const BOUNDARY = 'a-boundary-that-is-in-no-file'

/** Sends `sizeBytes` of silence as WAV, from one buffer used again and again: what grows is the service. */
async function uploadSilence(client: Client, sizeBytes: number, onChunk: () => void): Promise<number> {
  const fields = Object.entries({ api_token: client.token, sep_type: String(MIDDLE_SIDE) })
    .map(([name, value]) => `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`).join('')
  const head = Buffer.concat([
    Buffer.from(`${fields}--${BOUNDARY}\r\ncontent-disposition: form-data; name="audiofile"; filename="silence.wav"\r\n\r\n`),
    toWavHeader('s16', { sampleRateHz: 44_100, channels: 2 }, sizeBytes)
  ])
  const tail = Buffer.from(`\r\n--${BOUNDARY}--\r\n`)
  const chunk = Buffer.alloc(MEGABYTE / 4)
  const contentLength = head.length + sizeBytes + tail.length
  const sent = request(`${client.baseUrl}/separation/create`, {
    method: 'POST',
    headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}`, 'content-length': contentLength }
  })
  const answered = once(sent, 'response')
  sent.write(head)
  for (let done = 0; done < sizeBytes; done += chunk.length) {
    if (!sent.write(chunk)) await once(sent, 'drain')
    onChunk()
  }
  sent.end(tail)
  const [response] = await answered as [{ readonly statusCode: number; resume(): void }]
  response.resume()
  return response.statusCode
}

test('a large file is taken in without being held in memory', async () => {
  const { baseUrl } = await startService()
  // Refused after it was taken in, so that nothing but the upload is measured.
  const stranger = createClient(baseUrl, 'x'.repeat(30))
  const peakOf = async (sizeBytes: number): Promise<number> => {
    let peak = 0
    expect(await uploadSilence(stranger, sizeBytes, () => (peak = Math.max(peak, process.memoryUsage.rss())))).toBe(401)
    return peak
  }
  const small = await peakOf(50 * MEGABYTE)
  const large = await peakOf(250 * MEGABYTE)
  console.log(`250 MB sent after 50 MB: ${((large - small) / MEGABYTE).toFixed(1)} MB more memory at the peak`)
  expect(large - small).toBeLessThan(60 * MEGABYTE)
})

test('what is over the limit is refused after it was sent, and not kept', async () => {
  const { baseUrl, dataDir } = await startService()
  const ann = await signUp(baseUrl)
  await ann.post('/app/disable_premium', {})
  expect(await uploadSilence(ann, 101 * MEGABYTE, () => undefined)).toBe(400)
  expect(await readdir(join(dataDir, 'incoming'))).toEqual([])
  expect(await readdir(join(dataDir, 'storage', 'temp'))).toEqual([])
})

test('an upload cut off in the middle leaves nothing behind', async () => {
  const { baseUrl, dataDir, faults } = await startService()
  const sent = request(`${baseUrl}/separation/create`, {
    method: 'POST', headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}`, 'content-length': MEGABYTE }
  })
  sent.on('error', () => undefined)
  sent.write(`--${BOUNDARY}\r\ncontent-disposition: form-data; name="audiofile"; filename="song.wav"\r\n\r\nRIFF`)
  const incoming = join(dataDir, 'incoming')
  await expect.poll(() => readdir(incoming)).toHaveLength(1)
  sent.destroy()
  await expect.poll(() => readdir(incoming)).toEqual([])
  expect(faults).toEqual([])
})

test.each([
  ['multipart without a boundary', 'multipart/form-data', 'x'],
  ['multipart that breaks off', `multipart/form-data; boundary=${BOUNDARY}`, `--${BOUNDARY}\r\ncontent-disp`],
  ['broken JSON', 'application/json', '{"hash":']
])('a body that cannot be read is the sender’s fault: %s', async (_name, contentType, body) => {
  const { baseUrl, faults } = await startService()
  const response = await fetch(`${baseUrl}/separation/create`, { method: 'POST', headers: { 'content-type': contentType }, body })
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({ success: false, errors: [anyText] })
  expect(faults).toEqual([])
})
