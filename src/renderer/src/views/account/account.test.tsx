// @vitest-environment happy-dom
import { act, cleanup, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Account } from '../../../../shared/domain/account'
import type { Reply } from '../../../../shared/ipc/reply'
import { useAccount } from '../../stores/account'
import { takeKnown } from '../../stores/accounts'
import { useJobs } from '../../stores/jobs'
import { installBridge } from '../../testing/fakeBridge'
import { resetStores } from '../../testing/resetStores'
import { job, remote } from '../../testing/samples'
import { startTexts } from '../../text/i18n'
import { AccountView } from './AccountView'

const ann = { status: 'signedIn', name: 'Ann', email: 'ann@example.com', credits: 5, premiumEnabled: true, longFilenames: false, kept: 'keychain', checkedAtMs: 1 } as const satisfies Account
const known = [
  { id: 'a', name: 'Ann', email: 'ann@example.com', isActive: true, isSignedIn: true }, { id: 'b', name: 'Bob', email: 'bob@example.com', isActive: false, isSignedIn: true },
  { id: 'c', name: 'Eve', email: 'eve@example.com', isActive: false, isSignedIn: false }
] as const
const nothingRuns = () => ({ ok: true, value: { jobs: [], checkedAtMs: 1 } }) as const

beforeEach(() => {
  resetStores()
  startTexts('en')
})
afterEach(cleanup)
const type = async (name: string, text: string): Promise<void> => userEvent.type(screen.getByLabelText(name, { selector: 'input' }), text)
const valueOf = (name: string): string => screen.getByLabelText<HTMLInputElement>(name, { selector: 'input' }).value

describe('signing in by e-mail', () => {
  beforeEach(() => { useAccount.setState({ account: { status: 'signedOut' } }) })

  it('shows the service’s words on the fields and wipes the password', async () => {
    installBridge({ 'account:logIn': () => ({ ok: true, value: { outcome: 'refused', errors: { password: 'That is not it.' } } }) })
    render(<AccountView service="mvsep" />)
    await type('E-mail', 'ann@example.com')
    await type('Password', 'secret-1')
    await userEvent.click(screen.getByRole('button', { name: 'Sign in with e-mail' }))
    expect(await screen.findByText('That is not it.')).toBeTruthy()
    expect([valueOf('E-mail'), valueOf('Password')]).toEqual(['ann@example.com', ''])
  })

  it('explains an account without a token, with the way to one', async () => {
    installBridge({ 'account:logIn': () => ({ ok: true, value: { outcome: 'noToken', email: 'ann@example.com' } }), 'app:openLink': () => ({ ok: true, value: undefined }) })
    render(<AccountView service="mvsep" />)
    await type('E-mail', 'ann@example.com')
    await type('Password', 'secret-1')
    await userEvent.click(screen.getByRole('button', { name: 'Sign in with e-mail' }))
    expect(await screen.findByText('Your account has no API token yet')).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Open mvsep.com/user-api' })).toBeTruthy()
    expect(valueOf('Password')).toBe('')
  })

  it('makes an account and asks for its mail to be confirmed', async () => {
    const { sent } = installBridge({ 'account:register': () => ({ ok: true, value: { outcome: 'registered', email: 'ann@example.com', message: null } }) })
    render(<AccountView service="mvsep" />)
    await userEvent.click(screen.getByRole('button', { name: 'Create an account here' }))
    await type('Name', 'Ann')
    await type('E-mail', 'ann@example.com')
    await type('Password', 'secret-1')
    await userEvent.click(screen.getByRole('button', { name: 'Create account' }))
    expect(await screen.findByText('Confirm your mail')).toBeTruthy()
    expect(screen.getByText(/ann@example\.com/)).toBeTruthy()
    expect(sent).toEqual([{ name: 'account:register', input: { name: 'Ann', email: 'ann@example.com', password: 'secret-1' } }])
    await userEvent.click(screen.getByRole('button', { name: 'Back to signing in' }))
    expect([valueOf('E-mail'), valueOf('Password')]).toEqual(['ann@example.com', ''])
  })
})

describe('the switches', () => {
  it('move at once, rest while the service is told, and go back with a sentence where it refuses', async () => {
    let answer: (reply: Reply<Account>) => void = () => undefined
    const bridge = installBridge({ 'account:running': nothingRuns })
    const call = window.unbraid.call.bind(window.unbraid)
    Object.assign(window.unbraid, { call: (name: Parameters<typeof call>[0], input: never) => (name === 'account:turn' ? new Promise<Reply<Account>>((resolve) => (answer = resolve)) : call(name, input)) })
    useAccount.setState({ account: ann })
    render(<AccountView service="mvsep" />)
    const spend = (): HTMLInputElement => screen.getByRole<HTMLInputElement>('switch', { name: 'Spend credits' })
    expect(spend().checked).toBe(true)
    await userEvent.click(spend())
    expect([spend().checked, spend().disabled]).toEqual([false, true])
    await act(async () => { answer({ ok: false, error: { code: 'refused', detail: 'Not today.' } }) })
    expect([spend().checked, spend().disabled]).toEqual([true, false])
    expect(screen.getByRole('alert').textContent).toContain('Not today.')
    expect(bridge.sent.every(({ name }) => name === 'account:running')).toBe(true)
  })
})

describe('several accounts', () => {
  it('are listed, switched, signed in again and removed after a question', async () => {
    const { sent } = installBridge({
      'account:running': nothingRuns, 'account:switchTo': () => ({ ok: true, value: { ...ann, email: 'bob@example.com' } }), 'account:remove': () => ({ ok: true, value: known.slice(0, 2) })
    })
    useAccount.setState({ account: ann })
    takeKnown(known)
    render(<AccountView service="mvsep" />)
    await userEvent.click(screen.getByRole('button', { name: 'Switch to bob@example.com' }))
    await userEvent.click(screen.getByRole('button', { name: 'Remove eve@example.com' }))
    await userEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Remove' }))
    expect(sent.filter(({ name }) => name !== 'account:running')).toEqual([{ name: 'account:switchTo', input: { accountId: 'b' } }, { name: 'account:remove', input: { accountId: 'c' } }])
    expect(screen.queryByText('eve@example.com')).toBeNull()
    act(() => { takeKnown(known) })
    await userEvent.click(screen.getByRole('button', { name: 'Sign in as eve@example.com' }))
    expect(valueOf('E-mail')).toBe('eve@example.com')
  })
})

it('what runs there is listed, followed here at a press, and not offered where it is here', async () => {
  const row = { hash: '20260801101500-0123456789-one-song.mp3', apiBase: 'http://127.0.0.1/api', algorithmName: 'BS Roformer', status: 'processing', createdAtMs: 1 }
  const { sent } = installBridge({
    'account:running': () => ({ ok: true, value: { checkedAtMs: 1, jobs: [row, { ...row, hash: 'abc' }] } }),
    'jobs:adopt': () => ({ ok: false, error: { code: 'offline' } })
  })
  useAccount.setState({ account: ann })
  useJobs.getState().replaceAll([job({ phase: 'processing', remote, message: null })])
  takeKnown(known)
  render(<AccountView service="mvsep" />)
  const list = await screen.findByRole('list', { name: 'Running at MVSEP' })
  expect(within(list).getByText('In your list of jobs')).toBeTruthy()
  await userEvent.click(within(list).getByRole('button', { name: /one song/ }))
  expect(sent.at(-1)).toMatchObject({ name: 'jobs:adopt', input: { hash: row.hash, apiBase: row.apiBase, isOwn: true, algorithmName: 'BS Roformer' } })
})
