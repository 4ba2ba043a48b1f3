import { copyFile, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fixture, largestDifference, readAll, toneWithClick, useTempDirectory, writeAll } from '../testSupport'
import type { OutputFormat } from '../types'
import { readTrackTags, type TrackTags } from './trackTags'
import { writeTags } from './writeTags'

const inFolder = useTempDirectory()

// One pixel, a real PNG: the ID3 writer looks at the picture's first bytes.
const PIXEL = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')

const TAGS: TrackTags = {
  title: 'Søng ☀ (Vocals)',
  artists: ['Ann', 'Bob'],
  album: 'Über',
  albumArtist: 'Various',
  date: '2026',
  track: '3/12',
  disc: '1/2',
  genres: ['Pop'],
  composers: ['Cem'],
  copyright: '2026 Us',
  isrc: 'DEXX12600001',
  bpm: 128,
  key: 'Am',
  cover: { mimeType: 'image/png', data: PIXEL }
}

const tone = toneWithClick(30_001, 20_000, 2)
const FORMATS: readonly OutputFormat[] = ['wav16', 'wav24', 'wav32f', 'flac16', 'flac24', 'mp3']

describe.each(FORMATS)('tags in %s', (format) => {
  it('are read back as they were, and every sample stays', async () => {
    const path = inFolder(`tone-${format}`)
    await writeAll(path, format, 44_100, tone)
    const before = await readAll(path)
    await writeTags(path, TAGS)
    const after = await readAll(path)
    expect(after.frames).toBe(30_001)
    expect(largestDifference(after.samples, before.samples)).toBe(0)
    const { cover, artists, ...read } = (await readTrackTags(path)) ?? TAGS
    const { cover: _cover, artists: wantedArtists, ...wanted } = TAGS
    expect(read).toEqual(wanted)
    expect(artists.join('/')).toBe(wantedArtists.join('/')) // ID3v2.3 has one field, parted by slashes
    expect(Buffer.from(cover?.data ?? []).equals(PIXEL)).toBe(true)
    expect((await readdir(dirname(path))).filter((name) => name.endsWith('.tags'))).toEqual([])
  })

  it('replace those that were there', async () => {
    if (format.startsWith('wav')) return // what stands behind a WAV's sound is left alone
    const path = inFolder(`twice-${format}`)
    await writeAll(path, format, 44_100, tone)
    await writeTags(path, TAGS)
    const once = (await stat(path)).size
    await writeTags(path, { ...TAGS, title: 'Another (Drum)' })
    expect((await stat(path)).size).toBeLessThanOrEqual(once)
    expect((await readTrackTags(path))?.title).toBe('Another (Drum)')
    expect((await readAll(path)).frames).toBe(30_001)
  })
})

describe('tags', () => {
  it('without any there is nothing to carry over', async () => {
    const path = inFolder('plain.wav')
    await writeAll(path, 'wav16', 44_100, tone)
    expect(await readTrackTags(path)).toBeNull()
    await writeFile(inFolder('noise'), Buffer.alloc(5_000, 0x5a))
    expect(await readTrackTags(inFolder('noise'))).toBeNull()
  })

  it('go without a picture of a kind that ID3 cannot name', async () => {
    const path = inFolder('odd.mp3')
    await writeAll(path, 'mp3', 44_100, tone)
    await writeTags(path, { ...TAGS, cover: { mimeType: 'image/odd', data: Buffer.from('no picture') } })
    expect(await readTrackTags(path)).toMatchObject({ title: TAGS.title, cover: null })
  })

  it('leave files of other kinds, and a WAV whose sizes do not fit, byte for byte', async () => {
    const unfinished = inFolder('unfinished.wav')
    await writeAll(unfinished, 'wav16', 44_100, tone)
    await writeFile(unfinished, (await readFile(unfinished)).fill(0, 4, 8))
    const ogg = inFolder('tone.ogg')
    await copyFile(fixture('tone.ogg'), ogg)
    for (const path of [unfinished, ogg]) {
      const before = await readFile(path)
      await writeTags(path, TAGS)
      expect((await readFile(path)).equals(before)).toBe(true)
    }
  })
})
