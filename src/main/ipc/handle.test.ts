import { describe, expect, it } from 'vitest'
import { AppError } from '../../shared/errors/appError'
import { COMMANDS, type CommandName } from '../../shared/ipc/contract'
import { silentLog, type Log } from '../log/log'
import { createHandle, type Router } from './handle'

const notCalled = (): never => {
  throw new Error('not called in this test')
}
const names = Object.keys(COMMANDS) as CommandName[]
const routerOf = (routes: Partial<Router>): Router => ({ ...(Object.fromEntries(names.map((name) => [name, notCalled])) as unknown as Router), ...routes })

describe('handle', () => {
  it('answers what the command answers', async () => {
    const handle = createHandle(routerOf({ 'settings:chooseLibraryFolder': () => ({ libraryFolder: '~/Music/Unbraid' }) }), silentLog)
    expect(await handle('settings:chooseLibraryFolder', undefined)).toEqual({ ok: true, value: { libraryFolder: '~/Music/Unbraid' } })
  })

  it.each([
    ['an unknown command', 'files:read', undefined],
    ['a name from the prototype', 'constructor', undefined],
    ['a name that is no string', 7, undefined],
    ['an argument of another type', 'jobs:cancel', { jobIds: 7 }],
    ['an argument that is too long', 'jobs:cancel', { jobIds: ['x'.repeat(65)] }],
    ['an argument where none is taken', 'app:getSnapshot', { path: '/etc/passwd' }]
  ])('refuses %s without running anything', async (_what, name, input) => {
    const handle = createHandle(routerOf({}), silentLog)
    expect(await handle(name, input)).toMatchObject({ ok: false, error: { code: 'invalidInput' } })
  })

  it('passes only what the schema knows', async () => {
    let seen: unknown
    const handle = createHandle(routerOf({ 'jobs:remove': async (input) => void (seen = input) }), silentLog)
    await handle('jobs:remove', { jobIds: ['a'], path: '/etc/passwd' })
    expect(seen).toEqual({ jobIds: ['a'] })
  })

  it('gives an expected failure as a value and logs only the unexpected one, once', async () => {
    const logged: unknown[] = []
    const log: Log = { ...silentLog, error: (_message, fields) => logged.push(fields) }
    const handle = createHandle(
      routerOf({
        'account:signIn': () => Promise.reject(new AppError('tokenInvalid', { subject: 'MVSEP' })),
        'account:signOut': () => Promise.reject(new TypeError('a bug'))
      }),
      log
    )
    expect(await handle('account:signIn', { token: 'abc' })).toMatchObject({ ok: false, error: { code: 'tokenInvalid', subject: 'MVSEP' } })
    expect(logged).toHaveLength(0)
    expect(await handle('account:signOut', undefined)).toMatchObject({ ok: false, error: { code: 'unexpected' } })
    expect(logged).toHaveLength(1)
  })
})
