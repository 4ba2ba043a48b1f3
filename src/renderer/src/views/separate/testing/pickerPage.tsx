import { cleanup, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach } from 'vitest'
import type { Catalogue } from '../../../../../shared/domain/algorithm'
import { DEFAULT_SETTINGS, type Settings } from '../../../../../shared/domain/settings'
import { subscribeToFacts } from '../../../bridge/subscribe'
import { useApp } from '../../../stores/app'
import { installBridge, type FakeBridge } from '../../../testing/fakeBridge'
import { resetStores } from '../../../testing/resetStores'
import { algorithm, catalogue, field } from '../../../testing/samples'
import { startTexts } from '../../../text/i18n'
import { SeparateView } from '../SeparateView'

const stems = (...labels: string[]) => labels.map((label) => ({ key: label.toLowerCase(), label }))
export const lively = algorithm({
  renderId: 40, name: 'BS Roformer (vocals, instrumental)', group: { id: 21, name: 'Vocals / Instrumental' }, usesThisMonth: 500, rating: { average: 4.6, votes: 205 },
  stems: stems('Vocals', 'Other'), shortDescription: 'Excellent quality.', descriptionLanguages: ['en', 'ru'],
  quality: [{ measure: 'SDR vocals', value: 12.3, optionLabel: '124 bands (SDR vocals: 12.30)' }],
  fields: [
    field({ id: 25, name: 'add_opt1', text: 'Vocal model type', options: [{ key: '81', label: 'ver 2025.07' }, { key: '171', label: '124 bands' }], defaultKey: '81', registeredOnlyKeys: ['171'] }),
    field({ id: 127, name: 'add_opt2', text: 'Overlap', helpLink: 'https://mvsep.com/faq/11', options: [{ key: '2', label: '50%' }, { key: '8', label: '87.5%' }], defaultKey: '2', priceRules: [{ optionKey: '8', multiplier: 2 }] }),
    field({ id: 132, name: 'add_opt3', text: 'Set of stems', required: false, conditions: [{ dependsOnFieldId: 25, values: ['171'], action: 'show' }] })
  ]
})
export const rows = catalogue([
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

export let bridge: FakeBridge
let settings: Settings
let answer: () => Catalogue
/** What the service offers from now on. */
export const offer = (next: () => Catalogue): void => { answer = next }
export const options = (): string[] => within(screen.getByRole('listbox', { name: 'Algorithms' })).queryAllByRole('option').map((option) => (option.getAttribute('data-key') ?? ''))
export const show = (view: string) => userEvent.click(screen.getByRole('radio', { name: view }))
export const choose = (name: string) => userEvent.click(screen.getByRole('option', { name }))
export const sent = (name: string): unknown[] => bridge.sent.filter((command) => command.name === name).map(({ input }) => input)

export async function start(change: Partial<Settings> = {}): Promise<void> {
  settings = { ...DEFAULT_SETTINGS, service: 'mvsep', ...change }
  useApp.setState({ settings })
  render(<SeparateView service="mvsep" />)
  await screen.findByRole('listbox', { name: 'Algorithms' })
}

/** A bridge that serves the catalogue and keeps favourites, before each test; an empty page after it. */
export function setUpPickerPage(): void {
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
}
