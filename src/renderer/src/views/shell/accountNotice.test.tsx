// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { NO_OUTLOOK } from '../../../../shared/domain/outlook'
import { useAccount } from '../../stores/account'
import { useJobs } from '../../stores/jobs'
import { goTo, useNavigation } from '../../stores/navigation'
import { noteOutlooks } from '../../stores/outlook'
import { resetStores } from '../../testing/resetStores'
import { job, remote } from '../../testing/samples'
import { startTexts } from '../../text/i18n'
import { AccountNotice } from './AccountNotice'

beforeEach(() => {
  resetStores()
  startTexts('en')
  goTo({ page: 'separate' })
})
afterEach(cleanup)

const held = (id: string): { readonly jobId: string } & typeof NO_OUTLOOK => ({ ...NO_OUTLOOK, jobId: id, trouble: 'account' })

describe('the word for jobs that wait for their account', () => {
  it('is one for all of them, leads to the account, and goes by itself', async () => {
    useAccount.setState({ account: { status: 'unchecked', kept: 'session', error: { code: 'tokenInvalid' } } })
    useJobs.getState().replaceAll([
      ...['a', 'b'].map((id) => job({ phase: 'processing', remote, message: null }, { id, service: 'mvsep' })),
      job({ phase: 'queued', hold: 'signIn' }, { id: 'c', service: 'mvsep' }), job({ phase: 'queued', hold: null }, { id: 'd' })
    ])
    noteOutlooks([held('a'), held('b')])
    render(<AccountNotice />)
    expect(screen.getByText('MVSEP no longer takes your token: 3 jobs wait')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Sign in' }))
    expect(useNavigation.getState().place).toEqual({ page: 'account' })
    expect(screen.queryByRole('note')).toBeNull() // there the form itself says it
    act(() => {
      goTo({ page: 'separate' })
      useAccount.setState({ account: { status: 'signedIn', name: 'Ann', email: 'a@example.com', credits: 1, premiumEnabled: true, longFilenames: false, kept: 'session', checkedAtMs: 0 } })
    })
    expect(screen.queryByRole('note')).toBeNull()
  })

  it('speaks of signing in where nobody is signed in, and not at all where no job waits', () => {
    useAccount.setState({ account: { status: 'signedOut' } })
    render(<AccountNotice />)
    expect(screen.queryByRole('note')).toBeNull()
    act(() => { useJobs.getState().replaceAll([job({ phase: 'queued', hold: 'signIn' }, { service: 'mvsep' })]) })
    expect(screen.getByText('1 job waits until you are signed in to MVSEP')).toBeTruthy()
  })
})
