import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

/** Whether the calls of a program can be watched here: strace is there and allowed to. */
const canWatch = process.platform === 'linux' && spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0

describe.skipIf(!canWatch)('what must survive a power cut (skipped where system calls cannot be watched)', () => {
  let folder = ''
  let calls: readonly string[] = []
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'unbraid-durable-'))
    const log = join(folder, 'calls.txt')
    const watched = 'fsync,fdatasync,rename,renameat,renameat2,link,linkat,unlink,unlinkat,write'
    execFileSync('strace', ['-f', '-y', '-s', '64', '-e', `trace=${watched}`, '-o', log,
      process.execPath, '--import', 'tsx', join(import.meta.dirname, 'testing/durabilityChild.ts'), folder], { stdio: 'ignore' })
    // A call that waits is written in two lines; it has happened at the second.
    const begun = new Map<string, string>()
    calls = readFileSync(log, 'utf8').split('\n').flatMap((line) => {
      const thread = line.split(' ')[0] ?? ''
      if (line.includes('<unfinished ...>')) {
        begun.set(thread, line)
        return []
      }
      return line.includes('resumed>') ? [`${begun.get(thread) ?? ''} ${line}`] : [line]
    })
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  /** The place of the first such call after `from`; fails when there is none. */
  function at(pattern: RegExp, from = 0): number {
    const found = calls.findIndex((line, index) => index >= from && pattern.test(line))
    expect(found, `${String(pattern)} after call ${from}`).toBeGreaterThanOrEqual(0)
    return found
  }
  const inFolder = (name: string): string => `${folder}/${name}`.replace(/[.\\/]/g, '\\$&')
  const synced = (name: string): RegExp => new RegExp(`f(data)?sync\\(\\d+<${inFolder(name)}>`)
  const folderSynced = (): RegExp => new RegExp(`fsync\\(\\d+<${folder.replace(/[.\\/]/g, '\\$&')}>`)

  it('A7-7: settings are synced under another name, renamed, and the folder is synced', () => {
    const renamed = at(/rename\w*\(.*settings\.json\.\d+\.tmp.*settings\.json"/)
    expect(at(synced('settings.json.\\d+.tmp'.replace('\\d+', String(/settings\.json\.(\d+)\.tmp/.exec(calls[renamed] ?? '')?.[1]))))).toBeLessThan(renamed)
    expect(at(folderSynced(), renamed)).toBeGreaterThan(renamed)
  })

  it('A7-7: a result is synced whole before it gets its name, and the folder after', () => {
    const named = at(/(link|rename)\w*\(.*a\.flac\.part".*a\.flac"/)
    const lastSync = calls.slice(0, named).findLastIndex((line) => synced('a.flac.part').test(line))
    const lastWrite = calls.slice(0, named).findLastIndex((line) => /write\(/.test(line) && line.includes(`${folder}/a.flac.part>`))
    expect(lastSync).toBeGreaterThan(lastWrite)
    expect(at(folderSynced(), named)).toBeGreaterThan(named)
  })

  it('A7-7: what the ledger has saved is on the disk before it says so', () => {
    const [saving, saved] = [at(/write\(1.*"saving\\n"/), at(/write\(1.*"saved\\n"/)]
    const sync = at(synced('jobs.db-wal'), saving)
    expect(sync).toBeLessThan(saved)
  })
})
