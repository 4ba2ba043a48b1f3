import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { DEFAULT_SETTINGS } from '../../shared/domain/settings'
import { silentLog } from '../log/log'
import { loadSettings } from './settingsService'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'unbraid-settings-damage-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const SOUND = JSON.stringify({ service: 'local', theme: 'dark', libraryFolder: '/music' })
// With the thirteen of jobs/ledgerDamage.test.ts, thirty files that are not what they should be.
const UNREADABLE: readonly (readonly [string, Buffer])[] = [
  ['zeros', Buffer.alloc(4096)], ['one zero', Buffer.alloc(1)], ['ones', Buffer.alloc(100, 0xff)], ['half a file', Buffer.from(SOUND.slice(0, 30))],
  ['a file and half of an older one', Buffer.from(`${SOUND}${SOUND.slice(20)}`)], ['UTF-16', Buffer.from(SOUND, 'utf16le')], ['a number', Buffer.from('7')],
  ['words', Buffer.from('theme=dark')], ['null', Buffer.from('null')], ['a string', Buffer.from('"dark"')], ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47])],
  ['a comment', Buffer.from(`// mine\n${SOUND}`)], ['brackets ten thousand deep', Buffer.from('['.repeat(10_000))], ['nothing', Buffer.alloc(0)]
]

it.each(UNREADABLE)('A7-9: %s instead of settings is kept aside, and the defaults hold', async (_what, content) => {
  const path = join(folder, 'settings.json')
  writeFileSync(path, content)
  const settings = await loadSettings(path, silentLog)
  expect(settings.visible()).toEqual(DEFAULT_SETTINGS)
  expect(readFileSync(`${path}.damaged`).equals(content)).toBe(true)
  await settings.update({ theme: 'dark' })
  expect((await loadSettings(path, silentLog)).visible().theme).toBe('dark')
})

const ODD: readonly (readonly [string, unknown])[] = [
  ['a newer program', { theme: 'dark', schema: 99, future: { a: 1 } }],
  ['wrong types everywhere else', { theme: 'dark', service: 7, lastPlan: [], favourites: 'x', recent: null, libraryFolder: {} }],
  ['a name that is no setting of ours', { theme: 'dark', ['__proto__']: { polluted: true }, constructor: 1 }]
]
it.each(ODD)('A7-9: settings of %s keep what can be read', async (_what, stored) => {
  const path = join(folder, 'settings.json')
  writeFileSync(path, JSON.stringify(stored))
  expect((await loadSettings(path, silentLog)).visible()).toEqual({ ...DEFAULT_SETTINGS, theme: 'dark' })
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
})

it('A7-9: a folder in their place does not keep the app from starting', async () => {
  mkdirSync(join(folder, 'settings.json'))
  expect((await loadSettings(join(folder, 'settings.json'), silentLog)).visible()).toEqual(DEFAULT_SETTINGS)
})
