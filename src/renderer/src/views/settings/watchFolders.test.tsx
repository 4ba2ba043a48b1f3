// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { WatchFolder } from '../../../../shared/domain/watchFolder'
import { installBridge } from '../../testing/fakeBridge'
import { resetStores } from '../../testing/resetStores'
import { startTexts } from '../../text/i18n'
import { WatchFolders } from './WatchFolders'

const WATCH: WatchFolder = {
  id: 'watch-1', folder: '~/Incoming', presetName: 'Every new song', service: 'local', dailyCredits: null, spentToday: 0,
  state: 'watching', made: 2, skipped: 0, waiting: 0
}

beforeEach(() => {
  startTexts('en')
  resetStores()
})
afterEach(cleanup)

it('takes a removal back by the key that lies under the fingers, and stands at the row again', async () => {
  let isFailing = true
  const bridge = installBridge({
    'watch:list': () => ({ ok: true, value: [WATCH] }),
    'presets:list': () => ({ ok: true, value: { presets: [], defaults: { mvsep: null, local: null } } }),
    'watch:remove': () => ({ ok: true, value: [] }),
    'watch:restore': () => (isFailing ? { ok: false, error: { code: 'diskFull' } } : { ok: true, value: [WATCH] })
  })
  render(<WatchFolders />)
  await userEvent.click(await screen.findByRole('button', { name: 'Stop watching ~/Incoming' }))
  expect(screen.getByRole('status').textContent).toBe('~/Incoming is watched no more. Its songs and its jobs stay.')
  const undo = screen.getByRole('button', { name: 'Undo' })
  expect(document.activeElement).toBe(undo)
  await userEvent.keyboard('{Enter}')
  expect(screen.queryByRole('listitem')).toBeNull()
  isFailing = false
  await userEvent.keyboard('{Enter}')
  expect(document.activeElement).toBe(await screen.findByRole('button', { name: 'Stop watching ~/Incoming' }))
  expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull()
  expect(bridge.sent.filter(({ name }) => name === 'watch:restore').map(({ input }) => input)).toEqual([{ watchId: 'watch-1' }, { watchId: 'watch-1' }])
})
