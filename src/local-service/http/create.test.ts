import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { songWav } from '../testing/audioFiles'
import { HARMONIC, MIDDLE_SIDE, signUp, startService, type Client } from '../testing/client'
import { anyNumber, textLike, textWith } from '../testing/matchers'

const SECOND_FILE = 'You already have unprocessed file in queue. Please wait before adding new file!'

async function service(): Promise<{ readonly ann: Client; readonly dataDir: string }> {
  const { baseUrl, dataDir } = await startService()
  return { ann: await signUp(baseUrl), dataDir }
}

function song(seconds = 1, name = 'song.wav'): File {
  return new File([new Uint8Array(songWav(seconds))], name)
}

test('a job gets a hash of time, chance and the name, and a link to itself at the address the client used', async () => {
  const { ann } = await service()
  const audiofile = song(1, 'Größte Hits (live) №1.WAV')
  const answer = await ann.post('/separation/create', { audiofile, sep_type: String(MIDDLE_SIDE) })
  const hash = textLike(/^20\d{12}-[0-9a-f]{10}-gro-te-hits-live-no1\.wav$/)
  expect(answer).toMatchObject({
    status: 200,
    body: { success: true, data: { hash, link: textWith(`${ann.baseUrl}/separation/get?hash=20`) } }
  })
})

test.each([
  [{ sep_type: '' }, 'Seperation type is not set'],
  [{ sep_type: '40' }, 'Seperation type is not set'],
  [{ add_opt1: 'loud' }, 'add_opt1 cannot be "loud"; it is one of soft, hard, residual.'],
  [{ output_format: '3' }, 'This service does not write m4a.'],
  [{ output_format: '9' }, 'There is no output format "9".']
])('a plan that cannot be carried out is refused: %o', async (wrong, sentence) => {
  const { ann } = await service()
  expect(await ann.post('/separation/create', { audiofile: song(), sep_type: String(HARMONIC), ...wrong })).toMatchObject({
    status: 400,
    body: { success: false, errors: [textWith(sentence)], data: { message: textWith(sentence) } }
  })
})

test.each([
  [{}, 'There is no audio'],
  [{ audiofile: new File([], 'empty.wav') }, 'The file is empty.'],
  [{ target_audiofile: song(), reference_audiofile: song() }, 'This algorithm takes one song'],
  [{ url: 'ftp://example.org/song.wav' }, 'not a link to a file on the web'],
  [{ url: 'https://example.org/song.wav', remote_type: 'mega' }, 'direct links only']
])('a job without fitting audio is refused: %o', async (audio, sentence) => {
  const { ann } = await service()
  expect(await ann.post('/separation/create', { ...audio, sep_type: String(MIDDLE_SIDE) })).toMatchObject({
    status: 400, body: { success: false, errors: [textWith(sentence)] }
  })
})

test('what is not audio is accepted and fails, saying which files work; the credit comes back', async () => {
  const { ann } = await service()
  const before = await ann.credits()
  const m4a = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypM4A '), Buffer.alloc(4000, 7)])
  for (const [bytes, name] of [[Buffer.alloc(4000, 'hello '), 'notes.txt'], [m4a, 'song.m4a']] as const) {
    const hash = await ann.create(bytes, {}, name)
    const answer = await ann.until(hash, 'failed')
    expect(answer).toMatchObject({ success: true, status: 'failed', data: { message: textLike(/WAV, AIFF, FLAC, MP3.*Ogg/) } })
  }
  expect(await ann.credits()).toBe(before)
})

test('a file that breaks off in the middle fails and leaves no half results', async () => {
  const { ann } = await service()
  const hash = await ann.create(Buffer.from('RIFF\x10\0\0\0WAVEfmt ', 'latin1'), {}, 'cut.wav')
  expect(await ann.until(hash, 'failed')).toMatchObject({ data: { message: textWith('could not be separated') } })
})

test('without premium there is one job at a time, no 32-bit file and no long song', async () => {
  const { ann } = await service()
  await ann.post('/app/disable_premium', {})
  const credits = await ann.credits()
  const plan = { sep_type: String(HARMONIC), output_format: '1' }
  expect(await ann.post('/separation/create', { audiofile: song(), ...plan, output_format: '4' })).toMatchObject({
    status: 400, body: { errors: [textWith('premium')] }
  })
  const long = new File([new Uint8Array(songWav(601, 8000))], 'long.wav')
  expect(await ann.post('/separation/create', { audiofile: long, ...plan })).toMatchObject({
    status: 400, body: { errors: [textWith('10 minutes free limit')] }
  })

  const hash = await ann.create(songWav(20), plan)
  expect(await ann.post('/separation/create', { audiofile: song(), ...plan })).toMatchObject({
    status: 400, body: { success: false, errors: [SECOND_FILE] }
  })
  expect(await ann.get('/app/user')).toMatchObject({ body: { data: { current_queue: [{ hash }] } } })
  await ann.post('/separation/cancel', { hash })
  expect(await ann.post('/separation/create', { audiofile: song(), ...plan })).toMatchObject({ status: 200 })
  expect(await ann.credits()).toBe(credits)
})

test('two files sent at the same moment without premium: one is taken', async () => {
  const { ann } = await service()
  await ann.post('/app/disable_premium', {})
  const fields = { audiofile: song(5), sep_type: String(HARMONIC) }
  const send = (): ReturnType<Client['post']> => ann.post('/separation/create', fields)
  const answers = await Promise.all([send(), send(), send()])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400])
})

test('waiting jobs know their place; cancelled before their turn they cost nothing and are gone', async () => {
  const { ann, dataDir } = await service()
  const before = await ann.credits()
  const hashes: string[] = []
  for (let index = 0; index < 5; index += 1) hashes.push(await ann.create(songWav(20), { sep_type: String(HARMONIC) }))
  const last = hashes[4] ?? ''
  const { status, data } = await ann.status(last)
  expect(status).toBe('waiting')
  expect(data).toMatchObject({ queue_count: data.current_order, current_order: anyNumber })
  expect(await ann.credits()).toBe(before - 5)

  expect(await ann.postPlain('/separation/cancel', { hash: last })).toMatchObject({ status: 200, body: { success: true } })
  expect(await ann.credits()).toBe(before - 4)
  expect(await ann.get('/separation/get', { hash: last })).toMatchObject({
    status: 200, body: { success: false, status: 'not_found', data: { message: 'File or File Hash not found' } }
  })
  await expect(stat(join(dataDir, 'storage', 'temp', last))).rejects.toThrow('ENOENT')
})

test('cancelling a running job stops it and gives nothing back; the next one starts', async () => {
  const { ann } = await service()
  const before = await ann.credits()
  const hash = await ann.create(songWav(60), { sep_type: '1001' })
  await ann.until(hash, 'processing')
  await ann.post('/separation/cancel', { hash })
  expect(await ann.status(hash)).toMatchObject({ status: 'not_found' })
  expect(await ann.credits()).toBe(before - 1)
  await ann.until(await ann.create(songWav(1), { sep_type: String(MIDDLE_SIDE) }), 'done')
})

test('nobody cancels or deletes what belongs to another, or what is not there', async () => {
  const { baseUrl } = await startService()
  const ann = await signUp(baseUrl)
  const ben = await signUp(baseUrl, 'ben@example.org')
  const hash = await ann.create(songWav(1), { sep_type: String(MIDDLE_SIDE) })
  for (const call of ['cancel', 'delete']) {
    for (const wrong of [hash, 'nothing']) {
      expect(await ben.post(`/separation/${call}`, { hash: wrong })).toMatchObject({
        status: 400, body: { success: false, data: { message: 'File or File Hash not found' } }
      })
    }
  }
  await ann.until(hash, 'done')
  expect(await ann.post('/separation/cancel', { hash })).toMatchObject({ status: 400, body: { success: false } })
})
