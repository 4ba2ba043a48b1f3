// @vitest-environment happy-dom
import { beforeEach, expect, it, vi } from 'vitest'
import type { Account } from '../../../shared/domain/account'
import { DEFAULT_SETTINGS } from '../../../shared/domain/settings'
import { subscribeToFacts } from '../bridge/subscribe'
import { installBridge } from '../testing/fakeBridge'
import { resetStores } from '../testing/resetStores'
import { useApp } from './app'
import { useSite } from './site'

const account: Account = { status: 'signedIn', name: 'Ann', email: 'ann@example.com', credits: 3, premiumEnabled: false, longFilenames: false, kept: 'keychain', checkedAtMs: 1 }

beforeEach(resetStores)

it('are asked for again with every word about the account, which comes with every job', async () => {
  let left = 50
  const bridge = installBridge({
    'site:queue': () => ({ ok: true, value: { inProcess: null, byPlan: [], freeSeparations: { left: left -= 1, max: 50 } } })
  })
  const end = subscribeToFacts()
  useApp.setState({ settings: { ...DEFAULT_SETTINGS, service: 'mvsep' } })
  for (const expected of [49, 48]) {
    bridge.tell('account:changed', account)
    await vi.waitFor(() => { expect(useSite.getState().queue).toMatchObject({ status: 'ready', value: { freeSeparations: { left: expected } } }) })
  }
  bridge.tell('account:changed', { status: 'signedOut' })
  useApp.setState({ settings: { ...DEFAULT_SETTINGS, service: 'local' } })
  bridge.tell('account:changed', account)
  expect(bridge.sent).toHaveLength(2)
  end()
})
