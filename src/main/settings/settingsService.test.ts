import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DEFAULT_SETTINGS } from '../../shared/domain/settings'
import { silentLog } from '../log/log'
import { loadSettings } from './settingsService'

describe('settings', () => {
  let folder: string
  let path: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'unbraid-settings-'))
    path = join(folder, 'settings.json')
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('starts with the defaults and finds what was chosen again', async () => {
    const first = await loadSettings(path, silentLog)
    expect(first.visible()).toEqual(DEFAULT_SETTINGS)
    await first.update({ service: 'local', theme: 'light', libraryFolder: '/music' })
    const second = await loadSettings(path, silentLog)
    expect(second.get()).toMatchObject({ service: 'local', theme: 'light', libraryFolder: '/music' })
  })

  it('never shows a window the library path', async () => {
    const settings = await loadSettings(path, silentLog)
    await settings.update({ libraryFolder: '/music/secret' })
    expect(JSON.stringify(settings.visible())).not.toContain('secret')
  })

  it('lets one damaged value fall back alone', async () => {
    await writeFile(path, JSON.stringify({ service: 'local', theme: 'purple', lastPlan: { local: { renderId: -1 } }, libraryFolder: 7 }))
    const settings = await loadSettings(path, silentLog)
    expect(settings.get()).toMatchObject({ service: 'local', theme: 'system', lastPlan: { mvsep: null, local: null }, libraryFolder: null })
  })

  it.each(['', 'not json', '[1,2', 'null', '\u0000\u0000\u0000'])('keeps a file it cannot read (%j) aside and starts anew', async (content) => {
    await writeFile(path, content)
    const settings = await loadSettings(path, silentLog)
    expect(settings.visible()).toEqual(DEFAULT_SETTINGS)
    expect(await readFile(`${path}.damaged`, 'utf8')).toBe(content)
  })

  it('writes changes in order and leaves no temporary file', async () => {
    const settings = await loadSettings(path, silentLog)
    await Promise.all([settings.update({ theme: 'light' }), settings.update({ theme: 'dark' }), settings.update({ service: 'mvsep' })])
    expect((await loadSettings(path, silentLog)).get()).toMatchObject({ theme: 'dark', service: 'mvsep' })
    expect(await readdir(folder)).toEqual(['settings.json'])
  })

  it('tells each change until the listening ends', async () => {
    const settings = await loadSettings(path, silentLog)
    const themes: string[] = []
    const end = settings.onChange(({ theme }) => themes.push(theme))
    await settings.update({ theme: 'light' })
    end()
    await settings.update({ theme: 'dark' })
    expect(themes).toEqual(['light'])
  })
})
