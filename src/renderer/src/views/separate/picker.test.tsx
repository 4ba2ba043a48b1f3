// @vitest-environment happy-dom
import { cleanup, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Catalogue } from '../../../../shared/domain/algorithm'
import { DEFAULT_SETTINGS, type Settings } from '../../../../shared/domain/settings'
import { subscribeToFacts } from '../../bridge/subscribe'
import { useAccount } from '../../stores/account'
import { useApp } from '../../stores/app'
import { installBridge, type FakeBridge } from '../../testing/fakeBridge'
import { resetStores } from '../../testing/resetStores'
import { algorithm, catalogue, field } from '../../testing/samples'
import { startTexts } from '../../text/i18n'
import { SeparateView } from './SeparateView'

const stems = (...labels: string[]) => labels.map((label) => ({ key: label.toLowerCase(), label }))
const lively = algorithm({
  renderId: 40, name: 'BS Roformer (vocals, instrumental)', group: { id: 21, name: 'Vocals / Instrumental' }, usesThisMonth: 500, rating: { average: 4.6, votes: 205 },
  stems: stems('Vocals', 'Other'), shortDescription: 'Excellent quality.', descriptionLanguages: ['en', 'ru'],
  quality: [{ measure: 'SDR vocals', value: 12.3, optionLabel: '124 bands (SDR vocals: 12.30)' }],
  fields: [
    field({ id: 25, name: 'add_opt1', text: 'Vocal model type', options: [{ key: '81', label: 'ver 2025.07' }, { key: '171', label: '124 bands' }], defaultKey: '81', registeredOnlyKeys: ['171'] }),
    field({ id: 127, name: 'add_opt2', text: 'Overlap', helpLink: 'https://mvsep.com/faq/11', options: [{ key: '2', label: '50%' }, { key: '8', label: '87.5%' }], defaultKey: '2', priceRules: [{ optionKey: '8', multiplier: 2 }] }),
    field({ id: 132, name: 'add_opt3', text: 'Set of stems', required: false, conditions: [{ dependsOnFieldId: 25, values: ['171'], action: 'show' }] })
  ]
})
const rows = catalogue([
  lively,
  algorithm({ renderId: 63, name: 'Six', group: { id: 22, name: 'Multistem' }, usesThisMonth: 900, rating: { average: 4.7, votes: 600 }, stems: stems('Vocals', 'Drums', 'Piano', 'Guitar') }),
  algorithm({ renderId: 29, name: 'Grand Piano', group: { id: 19, name: 'Keys' }, usesThisMonth: 10, rating: { average: 5, votes: 1 }, stems: stems('Piano', 'Other') }),
  algorithm({ renderId: 26, name: 'All-In', group: { id: 23, name: 'Ensembles' }, gate: 'premium', priceCoefficient: 6, stems: stems('Strings') }),
  algorithm({
    renderId: 104, name: 'Talker', group: { id: 1, name: 'Speech' }, input: 'no_upload', stems: [],
    fields: [
      field({ id: 7, name: 'add_opt1', text: 'Text prompt', inputType: 'textarea', options: [], defaultKey: null }),
      field({ id: 8, name: 'add_opt2', text: 'Voice', inputType: 'text', options: [], defaultKey: null, required: false })
    ]
  })
])

let bridge: FakeBridge
let settings: Settings
let answer: () => Catalogue
const options = (): string[] => within(screen.getByRole('listbox', { name: 'Algorithms' })).queryAllByRole('option').map((option) => (option.getAttribute('data-key') ?? ''))
const show = (view: string) => userEvent.click(screen.getByRole('radio', { name: view }))
const choose = (name: string) => userEvent.click(screen.getByRole('option', { name }))
const sent = (name: string): unknown[] => bridge.sent.filter((command) => command.name === name).map(({ input }) => input)

async function start(change: Partial<Settings> = {}): Promise<void> {
  settings = { ...DEFAULT_SETTINGS, service: 'mvsep', ...change }
  useApp.setState({ settings })
  render(<SeparateView service="mvsep" />)
  await screen.findByRole('listbox', { name: 'Algorithms' })
}

let endFacts: () => void
beforeEach(() => {
  startTexts('en')
  resetStores()
  answer = () => ({ ...rows, fetchedAtMs: Date.now() })
  bridge = installBridge({
    'catalogue:load': () => ({ ok: true, value: answer() }),
    'presets:list': () => ({ ok: true, value: { presets: [], defaults: { mvsep: null, local: null } } }),
    'site:queue': () => ({ ok: false, error: { code: 'offline' } }),
    'app:openWebPage': () => ({ ok: true, value: undefined }),
    'catalogue:describe': () => ({ ok: true, value: { language: 'en', text: [{ kind: 'paragraph', children: [{ kind: 'text', text: '<b>All</b> about it' }] }] } }),
    'settings:setFavourite': ({ renderId, isFavourite }) => {
      const before = settings.favourites.mvsep.filter((one) => one !== renderId)
      settings = { ...settings, favourites: { ...settings.favourites, mvsep: isFavourite ? [...before, renderId] : before } }
      return { ok: true, value: settings }
    }
  })
  endFacts = subscribeToFacts()
})
afterEach(() => {
  endFacts()
  cleanup()
})

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

describe('the state of the catalogue', () => {
  it('is told by its age, and a fresher one takes its place by itself', async () => {
    answer = () => ({ ...rows, fetchedAtMs: Date.now() - 3 * 3_600_000, fromCache: true })
    await start()
    expect(screen.getByText('as of 3 hours ago')).toBeTruthy()
    bridge.tell('catalogue:changed', { service: 'mvsep', catalogue: { ...rows, algorithms: [...rows.algorithms, algorithm({ renderId: 140, name: 'Brand new' })], fetchedAtMs: Date.now() } })
    expect(await screen.findByRole('option', { name: 'Brand new' })).toBeTruthy()
    expect(screen.queryByText(/^as of/)).toBeNull()
  })

  it('says why it is an older one, counts what could not be read, and asks again when told to', async () => {
    answer = () => ({ ...rows, unreadableRows: 3, fetchedAtMs: 0, fromCache: true, refreshError: { code: 'offline' } })
    await start()
    expect(screen.getByText(/^You seem to be offline\. This is the list from .*1970/)).toBeTruthy()
    expect(screen.getByText('3 algorithms could not be understood and are not shown.')).toBeTruthy()
    answer = () => ({ ...rows, fetchedAtMs: Date.now() })
    await userEvent.click(screen.getByRole('button', { name: 'Look for new algorithms' }))
    expect(sent('catalogue:load')).toContainEqual({ service: 'mvsep', refresh: true })
    await waitFor(() => { expect(screen.queryByText(/This is the list from/)).toBeNull() })
  })

  it('does not go back to an older list when a slow answer comes after a fresh one', async () => {
    await start()
    const young = { ...rows, algorithms: [lively], fetchedAtMs: Date.now() + 1_000 }
    answer = () => ({ ...rows, fetchedAtMs: Date.now() - 60_000 })
    bridge.tell('catalogue:changed', { service: 'mvsep', catalogue: young })
    await userEvent.click(screen.getByRole('button', { name: 'Look for new algorithms' }))
    await waitFor(() => { expect(options()).toEqual(['40']) })
  })
})

describe('a list of thousands', () => {
  it('draws what is in sight, and tells how many there are', async () => {
    const height = vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(400)
    const width = vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(400)
    answer = () => ({ ...catalogue(Array.from({ length: 2_000 }, (_, index) => algorithm({ renderId: index, name: `Model ${index}`, usesThisMonth: 2_000 - index }))), fetchedAtMs: Date.now() })
    await start()
    expect(options().length).toBeGreaterThan(3)
    expect(options().length).toBeLessThan(60)
    expect(screen.getByText('2000 algorithms')).toBeTruthy()
    await userEvent.type(screen.getByRole('searchbox'), 'model 1234')
    await waitFor(() => { expect(options()[0]).toBe('1234') })
    height.mockRestore()
    width.mockRestore()
  })
})
