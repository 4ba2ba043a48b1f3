// @vitest-environment happy-dom
import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { useAccount } from '../../stores/account'
import { choose, sent, setUpPickerPage, start } from './testing/pickerPage'

setUpPickerPage()

describe('the chosen algorithm', () => {
  it('can be starred, and read about as text', async () => {
    await start()
    await choose('BS Roformer (vocals, instrumental)')
    expect(screen.getByText('SDR vocals 12.30 with “124 bands”')).toBeTruthy()
    const star = screen.getByRole('button', { name: 'Favourite' })
    expect(star.getAttribute('aria-pressed')).toBe('false')
    await userEvent.click(star)
    expect(star.getAttribute('aria-pressed')).toBe('true')
    await userEvent.click(screen.getByRole('button', { name: 'Read more about BS Roformer (vocals, instrumental)' }))
    const dialog = await screen.findByRole('dialog', { name: 'BS Roformer (vocals, instrumental)' })
    expect(await within(dialog).findByText('<b>All</b> about it')).toBeTruthy()
    expect(sent('catalogue:describe')).toContainEqual({ service: 'mvsep', renderId: 40, language: 'en' })
  })

  it('shows the third field only with option 171, the price of an option, and help in the browser', async () => {
    useAccount.setState({ account: { status: 'unchecked', kept: 'session', error: { code: 'offline' } } })
    await start()
    await choose('BS Roformer (vocals, instrumental)')
    expect(screen.queryByRole('combobox', { name: 'Set of stems' })).toBeNull()
    await userEvent.click(screen.getByRole('combobox', { name: 'Vocal model type' }))
    await userEvent.click(await screen.findByRole('option', { name: '124 bands' }))
    expect(screen.getByRole('combobox', { name: 'Set of stems' })).toBeTruthy()
    await userEvent.click(screen.getByRole('combobox', { name: 'Overlap' }))
    expect((await screen.findByRole('option', { name: '87.5%' })).textContent).toContain('×2')
    await userEvent.keyboard('{Escape}')
    await userEvent.click(screen.getByRole('button', { name: 'Help on “Overlap”' }))
    expect(sent('app:openWebPage')).toEqual([{ url: 'https://mvsep.com/faq/11' }])
  })

  it('keeps what needs an account out of reach while signed out, and says so', async () => {
    useAccount.setState({ account: { status: 'signedOut' } })
    await start()
    await choose('BS Roformer (vocals, instrumental)')
    await userEvent.click(screen.getByRole('combobox', { name: 'Vocal model type' }))
    const option = await screen.findByRole('option', { name: '124 bands' })
    expect(option.getAttribute('aria-disabled')).toBe('true')
    expect(option.textContent).toContain('Needs an account')
  })

  it('asks for text in one line or several, and says what may stay empty', async () => {
    await start()
    await choose('Talker')
    const prompt = screen.getByRole('textbox', { name: 'Text prompt' })
    expect([prompt.tagName, screen.getByRole('textbox', { name: 'Voice' }).tagName]).toEqual(['TEXTAREA', 'INPUT'])
    expect(screen.getByText('Please fill this in.')).toBeTruthy()
    expect(screen.getByText('May stay empty.')).toBeTruthy()
    await userEvent.type(prompt, 'Hello')
    expect(screen.queryByText('Please fill this in.')).toBeNull()
  })
})
