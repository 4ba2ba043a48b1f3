import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SavedMixer } from '../../shared/domain/savedMixer'
import { createLog } from '../log/log'
import { createMixerStore } from './mixerStore'

const mixer = (masterGain: number): SavedMixer => ({
  stems: [{ index: 2, muted: true, soloed: false, gain: 0.5, pan: -0.25 }],
  masterGain,
  loop: { startFrame: 44_100, endFrame: 88_200 },
  rate: 0.75,
  semitones: -3
})

describe('the remembered mixer', () => {
  let folder = ''
  const open = () => createMixerStore(join(folder, 'mixers'), createLog({ filePath: join(folder, 'log', 'unbraid.log') }))
  beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'unbraid-mixer-')) })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  it('is found again after a restart, each job\'s own', async () => {
    await open().save('job-1', mixer(0.5))
    await open().save('job-2', mixer(1.5))
    expect(await open().load('job-1')).toEqual(mixer(0.5))
    expect(await open().load('job-2')).toEqual(mixer(1.5))
    expect(await open().load('job-3')).toBeNull()
  })

  it('is the last of many saves', async () => {
    const store = open()
    await Promise.all(Array.from({ length: 20 }, (_, step) => store.save('job-1', mixer(step / 10))))
    expect(await store.load('job-1')).toEqual(mixer(1.9))
  })

  it('of an older version is as fast and as high as recorded', async () => {
    const { rate: _rate, semitones: _semitones, ...older } = mixer(0.5)
    await open().save('job-1', mixer(1))
    const [name = ''] = await readdir(join(folder, 'mixers'))
    await writeFile(join(folder, 'mixers', name), JSON.stringify(older))
    expect(await open().load('job-1')).toEqual({ ...older, rate: 1, semitones: 0 })
  })

  it('of a damaged file is none, and an id never leaves the folder', async () => {
    const store = open()
    await store.save('../../escape', mixer(1))
    const [name = ''] = await readdir(join(folder, 'mixers'))
    expect(name).toMatch(/^[0-9a-f]{32}\.json$/)
    await writeFile(join(folder, 'mixers', name), '{"stems": [{"gain": 1e9}]}')
    expect(await store.load('../../escape')).toBeNull()
  })
})
