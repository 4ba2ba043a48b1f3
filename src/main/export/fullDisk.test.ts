import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { writeTone } from '../audio/testing/audioFiles'

// A mount name space of our own, where the system allows one, gives a real disk of one megabyte.
const UNSHARE = ['--user', '--map-root-user', '--mount']
const canMount = process.platform === 'linux' && spawnSync('unshare', [...UNSHARE, 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0

let root = ''
let song = ''
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'unbraid-full-'))
  await mkdir(join(root, 'out'))
  song = await writeTone(join(root, 'Song (Vocals).wav'), { frames: 400_000 })
})
afterAll(() => rm(root, { recursive: true, force: true }))

it.skipIf(!canMount).each(['same', 'wav32f', 'zip'])('a full disk is named, and nothing is left on it: %s (skipped where mounting is not allowed)', (format) => {
  const script = join(import.meta.dirname, 'testing/exportInto.ts')
  const inSmallDisk = 'mount -t tmpfs -o size=1m tmpfs "$0" && exec node --import tsx "$1" "$2" "$0" "$3"'
  const { stdout } = spawnSync('unshare', [...UNSHARE, 'sh', '-c', inSmallDisk, join(root, 'out'), script, song, format], { encoding: 'utf8' })
  expect(JSON.parse(stdout)).toEqual({ outcome: { code: 'diskFull', detail: 'ENOSPC', subject: 'out' }, left: [] })
})
