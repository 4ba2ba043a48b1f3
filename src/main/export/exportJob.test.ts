import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeTags } from '../../codecs/tags/writeTags'
import { SONG_TAGS } from '../../codecs/testing/songTags'
import { writeTone } from '../audio/testing/audioFiles'
import { type ExportJob, songWords, sourcePathsOf, tagsOf } from './exportJob'

describe('a song that was made smaller before it was sent', () => {
  let root: string
  beforeEach(async () => { root = await mkdtemp(join(tmpdir(), 'unbraid-source-')) })
  afterEach(() => rm(root, { recursive: true }))

  const jobOf = (sourcePaths: readonly string[]): ExportJob =>
    ({ inputName: 'Song.flac', plan: { renderId: 1, algorithmName: 'A', options: [], outputFormat: 1 }, folder: root, sourcePaths, behindPaths: [], files: [] })

  it('is itself what exports go beside, not the file that was sent', () => {
    expect(sourcePathsOf({ path: '/data/prepared/1.flac', original: { path: '/music/Song.wav' } })).toEqual(['/music/Song.wav', '/data/prepared/1.flac'])
    expect(sourcePathsOf({ path: '/music/Song.wav' })).toEqual(['/music/Song.wav'])
    expect(sourcePathsOf(null)).toEqual([])
  })

  it('gives its tags, and where it is gone or has none, those that were sent with it', async () => {
    const song = await writeTone(join(root, 'Song.wav'), { frames: 1_000 })
    const sent = join(root, 'sent.flac')
    await writeTone(sent, { frames: 1_000, format: 'flac16' })
    const job = jobOf([song, sent])
    expect(await tagsOf(job)).toBeNull()
    await writeTags(sent, { ...SONG_TAGS, title: 'Sent' })
    expect(await tagsOf(job)).toMatchObject({ title: 'Sent' })
    await writeTags(song, SONG_TAGS)
    expect(await tagsOf(job)).toMatchObject({ title: 'A Day' })
    await rm(song)
    expect(await tagsOf(job)).toMatchObject({ title: 'Sent' })
    expect(await tagsOf(jobOf([]))).toBeNull()
  })

  it('gives a stem of it its tags, but for the title', async () => {
    const song = await writeTone(join(root, 'Song.wav'), { frames: 1_000 })
    const stem = await writeTone(join(root, 'Song (Drums).wav'), { frames: 1_000 })
    await writeTags(song, SONG_TAGS)
    const job = { ...jobOf([stem]), inputName: 'Song (Drums).wav', behindPaths: [song] }
    expect(await tagsOf(job)).toEqual({ ...SONG_TAGS, title: null })
    expect(songWords(job, await tagsOf(job), { bpm: null, key: null })).toMatchObject({ title: 'Song (Drums)', artist: 'Ann' })
    await writeTags(stem, { ...SONG_TAGS, title: 'Only drums', artists: ['Bob'] })
    expect(await tagsOf(job)).toMatchObject({ title: 'Only drums', artists: ['Bob'] })
  })
})
