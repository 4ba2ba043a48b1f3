// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it } from 'vitest'
import { DEFAULT_SETTINGS } from '../../../../shared/domain/settings'
import { installBridge } from '../../testing/fakeBridge'
import { resetStores } from '../../testing/resetStores'
import { startTexts } from '../../text/i18n'
import '../../text/settingsTexts'
import { TransferSettings } from './TransferSettings'

afterEach(cleanup)

it('sets how much happens at once, and leaves what is no such number alone', async () => {
  startTexts('en')
  resetStores()
  const bridge = installBridge({ 'settings:update': (change) => ({ ok: true, value: { ...DEFAULT_SETTINGS, ...(change.uploadsAtOnce === undefined ? {} : { uploadsAtOnce: change.uploadsAtOnce }) } }) })
  render(<TransferSettings />)
  const field = screen.getByRole<HTMLInputElement>('spinbutton', { name: 'Songs sent at once' })
  expect(field.value).toBe('2')
  await userEvent.clear(field)
  await userEvent.type(field, '500')
  await userEvent.tab()
  expect(field.value).toBe('50')
  expect(bridge.sent.map(({ input }) => input)).toEqual([{ uploadsAtOnce: 5 }, { uploadsAtOnce: 50 }])
})
