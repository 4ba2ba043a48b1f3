import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLog } from './log'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'unbraid-log-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const read = (name = 'app.log'): string => readFileSync(join(folder, name), 'utf8')
const open = (maximumBytes?: number) =>
  createLog({ filePath: join(folder, 'app.log'), clock: () => 0, ...(maximumBytes === undefined ? {} : { maximumBytes }) })

describe('the log', () => {
  it('writes one JSON object a line, with time, level, message and fields', () => {
    open().warn('the queue waits', { hold: 'offline', jobs: 2 })
    expect(JSON.parse(read())).toEqual({ at: '1970-01-01T00:00:00.000Z', level: 'warn', message: 'the queue waits', hold: 'offline', jobs: 2 })
  })

  it('keeps an error with its stack, code and causes, and nothing a library hung on it', () => {
    const cause = Object.assign(new Error('reset'), { code: 'ECONNRESET', options: { url: 'https://x/?api_token=abc' } })
    open().error('a bug', { error: new Error('broke', { cause }) })
    const line = JSON.parse(read()) as { error: { message: string; stack: string; cause: Record<string, unknown> } }
    expect(line.error.message).toBe('broke')
    expect(line.error.stack).toContain('log.test.ts')
    expect(line.error.cause).toMatchObject({ message: 'reset', code: 'ECONNRESET' })
    expect(line.error.cause).not.toHaveProperty('options')
  })

  it('survives cycles, bigint, symbols, functions and bytes', () => {
    const loop: Record<string, unknown> = { big: 10n, symbol: Symbol('s'), call: () => 1, bytes: new Uint8Array(4) }
    loop['self'] = loop
    open().info('odd', { loop })
    expect(read()).toContain('<4 bytes>')
  })

  it('moves to a second file at the limit and keeps no third', () => {
    const log = open(1_000)
    for (let index = 0; index < 60; index++) log.info('line', { index, padding: 'x'.repeat(60) })
    expect(statSync(join(folder, 'app.log')).size).toBeLessThanOrEqual(1_000)
    expect(statSync(join(folder, 'app.log.1')).size).toBeLessThanOrEqual(1_000)
    expect(existsSync(join(folder, 'app.log.2'))).toBe(false)
    expect(read().trim().split('\n').at(-1)).toContain('"index":59')
  })

  it('says once that it cannot be written, and goes on when it can', () => {
    const told: unknown[] = []
    mkdirSync(join(folder, 'blocked.log'))
    const log = createLog({ filePath: join(folder, 'blocked.log'), onBroken: (error) => told.push(error) })
    log.info('one')
    log.info('two')
    expect(told).toHaveLength(1)
    rmSync(join(folder, 'blocked.log'), { recursive: true })
    log.info('three')
    expect(read('blocked.log')).toContain('three')
  })
})

describe('redaction at the sink', () => {
  const canary = 'Q7rT2mZx9LkWv4NcB8sHdJ3fGpYa6E'
  const hash = '20260801101500-a0bb276157-my-secret-song.mp3'

  it.each([
    ['in an address', { url: `https://mvsep.com/api/app/user?api_token=${canary}&x=1` }],
    ['URL-encoded twice', { url: `https://x/?next=${encodeURIComponent(`?api_token=${canary}`)}` }],
    ['as a property', { api_token: canary }],
    ['deep in a structure', { a: { b: [{ c: `Bearer ${canary}` }] } }],
    ['in an error', { error: new Error(`no route for api_token=${canary}`) }],
    ['in an error cause', { error: new Error('x', { cause: new Error(canary) }) }],
    ['in JSON inside text', { body: JSON.stringify({ data: { api_token: canary } }) }],
    ['as a property name', { [canary]: 1 }]
  ])('hides an unregistered token %s', (_where, fields) => {
    const log = open()
    log.info('said', fields)
    log.info(`said aloud: ${canary}`)
    expect(read()).not.toContain(canary)
  })

  it('hides what stands under a secret’s name, whatever its shape', () => {
    open().info('x', { job: { hash: 'n2AwBjy4KsFZfqqR' }, apiToken: 'short', password: ['p w'], secret: { a: 'deep' } })
    for (const hidden of ['n2AwBjy4KsFZfqqR', 'short', 'p w', 'deep']) expect(read()).not.toContain(hidden)
  })

  it('hides job hashes and result addresses: they open the user’s files', () => {
    open().info('x', { a: `job ${hash} done`, b: `https://de2.mvsep.com/storage/processed/55/abc/song.flac?x`, c: { hash } })
    expect(read()).not.toContain('secret-song')
    expect(read()).not.toContain('processed')
    expect(read()).toContain('de2.mvsep.com')
  })

  it('hides what opens a shared link, and tells where it led', () => {
    open().info('x', { a: 'no sound at https://mega.nz/file/AbCd#k3yk3y_', b: 'https://www.dropbox.com/scl/fi/x/a.mp3?rlkey=r1r2&dl=0', c: 'https://s3.example/a?X-Amz-Signature=s1s2' })
    for (const hidden of ['k3yk3y', 'r1r2', 's1s2']) expect(read()).not.toContain(hidden)
    for (const told of ['mega.nz/file/AbCd', 'dropbox.com', 's3.example']) expect(read()).toContain(told)
  })

  it('hides a registered secret of any shape, wherever it stands', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 8, maxLength: 40, unit: 'binary' }), fc.string(), fc.string(), (secret, before, after) => {
        rmSync(join(folder, 'app.log'), { force: true })
        fc.pre(!'<secret><job><file>info message said at level field'.includes(secret) && !/^[\s0-9]*$/.test(secret))
        const log = open()
        log.registerSecret(secret)
        log.info('said', { field: `${before}${secret}${after}` })
        const line = JSON.parse(read()) as { field: string }
        expect(line.field).not.toContain(secret)
      }),
      { numRuns: 200 }
    )
  })

  it('leaves ordinary words alone', () => {
    open().info('the catalogue was kept', { algorithms: 116, name: 'BS Roformer SW', folder: 'Music/Unbraid' })
    expect(JSON.parse(read())).toMatchObject({ message: 'the catalogue was kept', algorithms: 116, name: 'BS Roformer SW', folder: 'Music/Unbraid' })
  })
})
