import { copyFile, readFile, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { describeEncoded } from '../describeEncoded'
import { fixture, useTempDirectory } from '../testSupport'
import { readTrackTags, type TrackTags } from './trackTags'
import { writeTags } from './writeTags'

const inFolder = useTempDirectory()
const PIXEL = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkM/9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
const TAGS: TrackTags = {
  title: 'Søng ☀ (Vocals)', artists: ['Ann'], album: 'Über', albumArtist: 'Various', date: '2026-11-22', track: '3/12', disc: '1/2', genres: ['Pop'],
  composers: ['Cem'], copyright: '2026 Us', isrc: 'DEXX12600001', bpm: 128, key: 'Am', cover: { mimeType: 'image/png', data: PIXEL }
}

async function copyOf(name: string, change: (bytes: Buffer) => Buffer = (bytes) => bytes): Promise<string> {
  const path = inFolder(name)
  await copyFile(fixture(name), path)
  await writeFile(path, change(await readFile(path)))
  return path
}

const boxAt = (bytes: Buffer, type: string): number => bytes.indexOf(type, 0, 'latin1') - 4
const soundOf = (bytes: Buffer): Buffer => bytes.subarray(boxAt(bytes, 'mdat'), boxAt(bytes, 'mdat') + bytes.readUInt32BE(boxAt(bytes, 'mdat')))

/** As for the web: the index before the sound, whose places in it move along. */
function indexFirst(bytes: Buffer): Buffer {
  const at = boxAt(bytes, 'moov')
  const index = Buffer.from(bytes.subarray(at))
  const chunks = boxAt(index, 'stco') + 16
  index.writeUInt32BE(index.readUInt32BE(chunks) + index.length, chunks)
  const start = boxAt(bytes, 'free')
  return Buffer.concat([bytes.subarray(0, start), index, bytes.subarray(start, at)])
}

describe('tags in M4A', () => {
  it.each([
    ['with an edit list', 'clicks.m4a', undefined], ['with a note of its delay', 'clicks-noted.m4a', undefined], ['whose index comes first', 'tone.m4a', indexFirst]
  ] as const)('are read back as they were, and no sound of a file %s moves', async (_, name, change) => {
    const path = await copyOf(name, change)
    const [before, sound] = [await readFile(path), await describeEncoded(path)]
    await writeTags(path, TAGS)
    const after = await readFile(path)
    // The key is there as DJ programs write it; the reader knows none in this format.
    expect(await readTrackTags(path)).toMatchObject({ ...TAGS, key: null, cover: { mimeType: 'image/png' } })
    expect(after.includes('initialkey', 0, 'latin1')).toBe(true)
    expect(Buffer.from((await readTrackTags(path))?.cover?.data ?? []).equals(PIXEL)).toBe(true)
    expect(boxAt(after, 'mdat')).toBe(boxAt(before, 'mdat'))
    expect(soundOf(after).equals(soundOf(before))).toBe(true)
    expect(sound?.frames).toBeGreaterThan(0)
    expect(await describeEncoded(path)).toEqual(sound)
  })

  it('replace those that were there', async () => {
    const path = await copyOf('tone.m4a')
    await writeTags(path, TAGS)
    const once = (await readFile(path)).length
    await writeTags(path, { ...TAGS, title: 'Søng ☀ (Drumss)' })
    expect((await readFile(path)).length).toBe(once)
    expect((await readTrackTags(path))?.title).toBe('Søng ☀ (Drumss)')
  })

  it.each([
    ['that breaks off', (bytes: Buffer) => bytes.subarray(0, -9)],
    ['whose sound goes on to its end', (bytes: Buffer) => { bytes.writeUInt32BE(0, boxAt(bytes, 'mdat')); return bytes }],
    ['in fragments', (bytes: Buffer) => Buffer.concat([bytes, Buffer.from([0, 0, 0, 8]), Buffer.from('moof')])],
    ['with tags of another kind', (bytes: Buffer) => Buffer.from(bytes.toString('latin1').replace('mdir', 'mdta'), 'latin1')],
    ['of impossible sizes', (bytes: Buffer) => { bytes.writeUInt32BE(0xffff_ffff, boxAt(bytes, 'udta')); return bytes }]
  ])('leave a file %s byte for byte', async (_, change) => {
    const path = await copyOf('clicks.m4a', change)
    const before = await readFile(path)
    await writeTags(path, TAGS)
    expect((await readFile(path)).equals(before)).toBe(true)
  })
})
