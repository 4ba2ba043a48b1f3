import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DEFAULT_SETTINGS } from '../../shared/domain/settings'
import { silentLog } from '../log/log'
import { withFavourite, withRecent } from './algorithmLists'
import { loadSettings, type SettingsService } from './settingsService'

let folder = ''
const path = (): string => join(folder, 'settings.json')
const load = (): Promise<SettingsService> => loadSettings(path(), silentLog)
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unbraid-settings-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('favourites', () => {
  it('are kept by service, in the order they were starred; spleeter (0) is one', async () => {
    const settings = await load()
    await Promise.all([40, 0, 63].map((renderId) => settings.setFavourite('mvsep', renderId, true)))
    await settings.setFavourite('local', 1001, true)
    await settings.setFavourite('mvsep', 0, true)
    await settings.setFavourite('mvsep', 40, false)
    expect((await load()).visible().favourites).toEqual({ mvsep: [0, 63], local: [1001] })
  })

  it('are told to the window', async () => {
    const settings = await load()
    const told: unknown[] = []
    settings.onChange(({ favourites }) => told.push(favourites.mvsep))
    await settings.setFavourite('mvsep', 7, true)
    expect(told).toEqual([[7]])
  })
})

describe('the algorithms used last', () => {
  it.each<[number[], number[], number[]]>([
    [[], [40], [40]], [[1, 2, 3], [3], [3, 1, 2]], [[1, 2], [5, 5, 2], [5, 2, 1]], [[0], [0], [0]],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], [13], [13, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]]
  ])('after %j and then %j are %j', (before, used, after) => expect(withRecent(before, used)).toEqual(after))

  it('are found again after a restart, by service', async () => {
    const settings = await load()
    await settings.noteUsed('mvsep', [40])
    await settings.noteUsed('mvsep', [63, 0])
    await settings.noteUsed('local', [1001])
    expect((await load()).visible().recent).toEqual({ mvsep: [63, 0, 40], local: [1001] })
  })
})

describe('settings on disk', () => {
  it('from before favourites are read with none', async () => {
    await writeFile(path(), JSON.stringify({ service: 'local', theme: 'dark', lastPlan: { mvsep: null, local: null }, libraryFolder: '/m' }))
    expect((await load()).visible()).toEqual({ ...DEFAULT_SETTINGS, service: 'local', theme: 'dark' })
  })

  it.each<[unknown, number[]]>([
    ['text', []], [{}, []], [[40, 'x', -1, 1.5, null, 40, 0], [40, 0]], [null, []]
  ])('with favourites %j keep what is a render id', async (mvsep, kept) => {
    await writeFile(path(), JSON.stringify({ theme: 'dark', favourites: { mvsep, local: [1001] }, recent: { mvsep, local: 'x' } }))
    const { theme, favourites, recent } = (await load()).visible()
    expect([theme, favourites, recent]).toEqual(['dark', { mvsep: kept, local: [1001] }, { mvsep: kept, local: [] }])
  })

  it('that are no JSON are put aside', async () => {
    await writeFile(path(), '{torn')
    expect((await load()).visible()).toEqual(DEFAULT_SETTINGS)
    expect(await readFile(`${path()}.damaged`, 'utf8')).toBe('{torn')
  })

  it('with a star too many keep it once', () => expect(withFavourite([1, 2], 1, true)).toEqual([1, 2]))
})

describe('the Studio\'s single keys', () => {
  it('are kept; a damaged value falls back to the keys as they were', async () => {
    await (await load()).update({ studioKeys: { enabled: false, custom: { mute: 'x' } } })
    expect((await load()).visible().studioKeys).toEqual({ enabled: false, custom: { mute: 'x' } })
    await writeFile(path(), JSON.stringify({ theme: 'dark', studioKeys: { enabled: 'yes', custom: { mute: 's', solo: 7 } } }))
    expect((await load()).visible()).toMatchObject({ theme: 'dark', studioKeys: { enabled: true, custom: {} } })
    await writeFile(path(), JSON.stringify({ studioKeys: 'm' }))
    expect((await load()).visible().studioKeys).toEqual(DEFAULT_SETTINGS.studioKeys)
  })
})
