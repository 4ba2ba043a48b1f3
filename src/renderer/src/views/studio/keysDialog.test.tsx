// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DEFAULT_SETTINGS, type Settings } from '../../../../shared/domain/settings'
import { installBridge, type FakeBridge } from '../../testing/fakeBridge'
import { resetStores } from '../../testing/resetStores'
import { startTexts } from '../../text/i18n'
import '../../text/studioTexts'
import { KeysDialog } from './KeysDialog'

describe('the list of shortcuts', () => {
  let bridge: FakeBridge
  let settings: Settings
  beforeEach(() => {
    startTexts()
    resetStores()
    settings = DEFAULT_SETTINGS
    bridge = installBridge({
      'settings:update': ({ studioKeys }) => {
        settings = { ...settings, ...(studioKeys === undefined ? {} : { studioKeys }) }
        return { ok: true, value: settings }
      }
    })
  })
  afterEach(cleanup)

  it('gives an action the key that is pressed next', async () => {
    const user = userEvent.setup()
    render(<KeysDialog isOpen onClose={() => undefined} />)
    await user.click(screen.getByRole('button', { name: 'Mute the focused stem: M, change' }))
    await user.keyboard('x')
    await screen.findByRole('button', { name: 'Mute the focused stem: X, change' })
    expect(settings.studioKeys).toEqual({ enabled: true, custom: { mute: 'x' } })
    await user.click(screen.getByRole('button', { name: 'Keys as they were' }))
    await screen.findByRole('button', { name: 'Mute the focused stem: M, change' })
    expect(settings.studioKeys.custom).toEqual({})
  })

  it('keeps the key when Escape is pressed instead, and stays open', async () => {
    const user = userEvent.setup()
    let closed = false
    render(<KeysDialog isOpen onClose={() => { closed = true }} />)
    await user.click(screen.getByRole('button', { name: 'Solo the focused stem: S, change' }))
    await user.keyboard('{Escape}')
    await screen.findByRole('button', { name: 'Solo the focused stem: S, change' })
    expect(closed).toBe(false)
    expect(bridge.sent).toEqual([])
  })

  it('switches single keys off: none can be changed then', async () => {
    const user = userEvent.setup()
    render(<KeysDialog isOpen onClose={() => undefined} />)
    await user.click(screen.getByRole('checkbox', { name: 'Single keys do something' }))
    expect(settings.studioKeys.enabled).toBe(false)
    expect(screen.getByRole<HTMLButtonElement>('button', { name: /^Mute the focused stem/ }).disabled).toBe(true)
  })
})
