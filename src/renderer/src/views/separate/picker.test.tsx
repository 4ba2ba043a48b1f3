// @vitest-environment happy-dom
import { cleanup, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { SeparateView } from './SeparateView'
import { options, sent, setUpPickerPage, show, start } from './testing/pickerPage'

setUpPickerPage()

describe('ways to look through the catalogue', () => {
  it('are by group, one’s own and by merit', async () => {
    await start({ favourites: { mvsep: [26, 40], local: [] }, recent: { mvsep: [29], local: [] } })
    expect(screen.getByRole('group', { name: 'Keys' })).toBeTruthy()
    await show('Favourites')
    expect(options()).toEqual(['26', '40'])
    await show('Recent')
    expect(options()).toEqual(['29'])
    await show('Popular this month')
    expect(options()).toEqual(['63', '40', '29'])
    await show('Best rated')
    expect(options()).toEqual(['63', '29', '40'])
    await show('All')
    expect(options()).toHaveLength(5)
  })

  it('say what is missing where nothing is there', async () => {
    await start()
    await show('Favourites')
    expect(screen.getByText('No favourites yet')).toBeTruthy()
    await show('Recent')
    expect(screen.getByText('Nothing used yet')).toBeTruthy()
  })

  it('are kept while another page is open', async () => {
    await start()
    await show('Popular this month')
    await userEvent.type(screen.getByRole('searchbox'), 'piano')
    cleanup()
    render(<SeparateView service="mvsep" />)
    expect((await screen.findByRole('radio', { name: 'Popular this month' })).getAttribute('aria-checked')).toBe('true')
    expect(options()).toEqual(['63', '29'])
  })

  it('begin with the stems that are needed, and offer only what can still be had together', async () => {
    await start()
    await userEvent.click(screen.getByRole('button', { name: 'I need' }))
    const panel = within(await screen.findByRole('dialog', { name: 'I need' }))
    await userEvent.click(panel.getByRole('button', { name: 'Piano' }))
    await userEvent.click(panel.getByRole('button', { name: 'Drums' }))
    expect(panel.getByRole('button', { name: 'Strings' }).hasAttribute('disabled')).toBe(true)
    await userEvent.keyboard('{Escape}')
    await waitFor(() => { expect(options()).toEqual(['63']) })
    await userEvent.click(screen.getByRole('button', { name: 'Drums, no longer needed' }))
    expect(options()).toEqual(['63', '29'])
  })

  it('forgive a slip of the finger and name the option that was found', async () => {
    await start()
    await userEvent.type(screen.getByRole('searchbox', { name: 'Search algorithms' }), 'pinao')
    expect(options()).toEqual(['29', '63'])
    await userEvent.clear(screen.getByRole('searchbox'))
    await userEvent.type(screen.getByRole('searchbox'), '124 bands')
    expect(options()).toEqual(['40'])
    expect(screen.getByText('Option: 124 bands')).toBeTruthy()
  })
})

describe('a row', () => {
  it('is named by the catalogue and says its worth, its gate and its price', async () => {
    await start({ favourites: { mvsep: [40], local: [] } })
    const described = (name: string): string => {
      const ids = screen.getByRole('option', { name }).getAttribute('aria-describedby') ?? ''
      return ids.split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join(' ')
    }
    expect(described('BS Roformer (vocals, instrumental)')).toBe('Favourite. Vocals, Other. Rated 4.6 of 5 by 205 people. 500 uses this month. SDR vocals 12.30')
    expect(described('All-In')).toContain('Premium. Costs 6 times as much')
  })

  it('is starred by Ctrl + D and by its star, without being chosen by that', async () => {
    await start()
    screen.getByRole('option', { name: 'Grand Piano' }).focus()
    await userEvent.keyboard('{Control>}d{/Control}')
    expect(sent('settings:setFavourite')).toEqual([{ service: 'mvsep', renderId: 29, isFavourite: true }])
    await show('Favourites')
    expect(options()).toEqual(['29'])
    const star = screen.getByRole('option', { name: 'Grand Piano' }).querySelector('.algorithm__star')
    if (star === null) throw new Error('no star')
    await userEvent.click(star)
    expect(sent('settings:setFavourite')).toContainEqual({ service: 'mvsep', renderId: 29, isFavourite: false })
    expect(options()).toEqual([])
    expect(screen.getByRole('heading', { level: 3, name: 'Six' })).toBeTruthy()
  })

  it('leaves the focus in the search box when the last favourite goes by key', async () => {
    await start({ favourites: { mvsep: [29], local: [] } })
    await show('Favourites')
    screen.getByRole('option', { name: 'Grand Piano' }).focus()
    await userEvent.keyboard('{Meta>}d{/Meta}')
    await waitFor(() => { expect(document.activeElement).toBe(screen.getByRole('searchbox')) })
  })

  it('is reached, and chosen, by keyboard from the search box', async () => {
    await start()
    await userEvent.type(screen.getByRole('searchbox'), 'piano{ArrowDown}')
    expect(document.activeElement?.getAttribute('data-key')).toBe('29')
    await userEvent.keyboard('{Enter}')
    expect(screen.getByRole('heading', { level: 3, name: 'Grand Piano' })).toBeTruthy()
  })
})
