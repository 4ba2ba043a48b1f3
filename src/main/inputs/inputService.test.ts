import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createWriter } from '../../codecs/createWriter'
import { writeSilentFilm } from '../../codecs/testing/silentFilm'
import { createInputService } from './inputService'

describe('inputs', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'unbraid-inputs-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  async function song(name: string): Promise<string> {
    const path = join(folder, name)
    const writer = await createWriter(path, 'wav16', { sampleRateHz: 44_100, channels: 1 })
    await writer.write([new Float32Array(22_050).fill(0.1)])
    await writer.finish()
    return path
  }

  it('takes in both songs of a pair again, and says which was the reference', async () => {
    const service = createInputService()
    const at = async (name: string) => ({ path: await song(name), sizeBytes: 1, mtimeMs: 1 })
    const [one, two, loud, soft] = [await at('one.wav'), await at('two.wav'), await at('loud.wav'), await at('soft.wav')]
    const same = await service.addSources([{ ...one, reference: loud }, { ...two, reference: loud }])
    expect(same.added.map(({ name }) => name)).toEqual(['one.wav', 'loud.wav', 'two.wav'])
    expect(same.referenceId).toBe(same.added[1]?.id)
    expect(await service.addSources([{ ...one, reference: loud }, { ...two, reference: soft }])).not.toHaveProperty('referenceId')
    expect(await service.addSources([one])).not.toHaveProperty('referenceId')
  })

  it('takes the files of jobs back with the folders they were found in, however many they are', async () => {
    const service = createInputService()
    const [path, plain] = [await song('one.wav'), await song('two.wav')]
    const { added } = await service.addSources([{ path, sizeBytes: 1, mtimeMs: 1, below: ['Album', 'CD 1'] }, { path: plain, sizeBytes: 1, mtimeMs: 1 }])
    const [one, two] = service.take(added.map(({ id }) => id))
    expect(one).toMatchObject({ path, below: ['Album', 'CD 1'] })
    expect(two).not.toHaveProperty('below')
    expect(JSON.stringify(added)).not.toContain('Album')
    const many = await Promise.all(Array.from({ length: 40 }, (_, index) => song(`many ${index}.wav`)))
    const looked = new Promise((resolve) => { service.onLooked(resolve) })
    const again = await service.addSources(many.map((each) => ({ path: each, sizeBytes: 1, mtimeMs: 1, below: ['Album'] })))
    service.lookAt(again.added.slice(0, 1).map(({ id }) => id))
    await looked
    expect(service.take(again.added.slice(0, 1).map(({ id }) => id))).toMatchObject([{ durationSeconds: 0.5, below: ['Album'] }])
  })

  it('takes audio with its name, size and length, and keeps the path to itself', async () => {
    const service = createInputService()
    const path = await song('Song.wav')
    const { added, refused } = await service.add([path])
    expect(refused).toEqual([])
    expect(added).toMatchObject([{ name: 'Song.wav', durationSeconds: 0.5 }])
    expect(JSON.stringify(added)).not.toContain(folder)
    expect(service.take(added.map(({ id }) => id))).toMatchObject([{ path, name: 'Song.wav' }])
  })

  it('goes by content: a song without an ending is a song', async () => {
    const { added } = await createInputService().add([await song('no ending')])
    expect(added).toHaveLength(1)
  })

  it('A7-21: refuses each file that is none, with its reason and at once, and takes the others', async () => {
    const good = await song('Good.wav')
    const at = (name: string): string => join(folder, name)
    await writeFile(at('Empty.wav'), '')
    await writeFile(at('Words.mp3'), 'only words')
    await writeSilentFilm(at('Pictures.mp4'), 'mp4', 'none')
    await writeFile(at('Cut.aiff'), 'FORM\0\0\0\u0010AIFF')
    await symlink(at('Loop'), at('Loop'))
    execFileSync('mkfifo', [at('Pipe.wav')])
    await symlink('/dev/zero', at('Endless.wav'))
    await symlink(at('Nowhere'), at('Dangling.wav'))
    const names = ['Empty.wav', 'Words.mp3', 'Pictures.mp4', 'Cut.aiff', 'Loop', 'Pipe.wav', 'Gone.wav', 'Endless.wav', 'Dangling.wav']
    const startedMs = performance.now()
    const { added, refused } = await createInputService().add([good, ...names.map(at)])
    expect(performance.now() - startedMs).toBeLessThan(2_000)
    expect(added.map(({ name }) => name)).toEqual(['Good.wav'])
    expect(refused.map(({ name, error }) => [name, error.code])).toEqual([
      ['Empty.wav', 'fileEmpty'],
      ['Words.mp3', 'fileNotAudio'],
      ['Pictures.mp4', 'videoSilent'],
      ['Cut.aiff', 'fileUndecodable'],
      ['Loop', 'fileUnreadable'],
      ['Pipe.wav', 'fileNotAudio'],
      ['Gone.wav', 'fileMissing'],
      ['Endless.wav', 'fileNotAudio'],
      ['Dangling.wav', 'fileMissing']
    ])
  })

  it('changes the kind of a link, and of nothing else', async () => {
    const service = createInputService()
    const [link] = service.addLinks([{ url: 'https://example.com/share/1', remoteType: 'direct' }])
    const { added: [file] } = await service.add([await song('Song.wav')])
    expect(service.setLinkKind(link?.id ?? '', 'dropbox')).toMatchObject({ id: link?.id, link: { url: 'https://example.com/share/1', remoteType: 'dropbox' } })
    expect(service.take([link?.id ?? ''])).toMatchObject([{ link: { remoteType: 'dropbox' } }])
    for (const id of [file?.id ?? '', 'unknown']) expect(() => service.setLinkKind(id, 'mega')).toThrow(expect.objectContaining({ code: 'invalidInput' }))
  })

  it('knows no id it did not give, nor one it gave up', async () => {
    const service = createInputService()
    const { added } = await service.add([await song('Song.wav')])
    const ids = added.map(({ id }) => id)
    service.remove(ids)
    expect(() => service.take(ids)).toThrow(expect.objectContaining({ code: 'invalidInput' }))
    expect(() => service.take(['../etc/passwd'])).toThrow(expect.objectContaining({ code: 'invalidInput' }))
  })
})
