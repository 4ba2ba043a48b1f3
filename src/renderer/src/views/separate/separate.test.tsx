// @vitest-environment happy-dom
import { cleanup, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DEFAULT_SETTINGS } from '../../../../shared/domain/settings'
import { useApp } from '../../stores/app'
import { installBridge, type FakeBridge } from '../../testing/fakeBridge'
import { resetStores } from '../../testing/resetStores'
import { algorithm, catalogue, field } from '../../testing/samples'
import { startTexts } from '../../text/i18n'
import { SeparateView } from './SeparateView'

const rows = catalogue([
  algorithm({ renderId: 1, name: 'Ensemble (vocals, instrum)', usesThisMonth: 10, group: { id: 1, name: 'Ensembles' } }),
  algorithm({
    renderId: 2,
    name: 'Grand Piano',
    group: { id: 2, name: 'Keys' },
    stems: [{ key: 'piano', label: 'Piano' }, { key: 'other', label: 'Other' }],
    fields: [
      field({ id: 11, name: 'add_opt1', text: 'Model', options: [{ key: '5', label: 'Small' }, { key: '9', label: 'Large' }], defaultKey: '5' }),
      field({
        id: 12, name: 'add_opt2', text: 'Overlap', options: [{ key: '2', label: 'Half' }, { key: '8', label: 'Most' }], defaultKey: '2',
        conditions: [{ dependsOnFieldId: 11, values: ['9'], action: 'show' }]
      })
    ],
    outputFormats: [0, 1, 2]
  })
])

let bridge: FakeBridge
const choose = async (label: string, option: string): Promise<void> => {
  await userEvent.click(screen.getByRole('combobox', { name: label }))
  await userEvent.click(await screen.findByRole('option', { name: option }))
}
const optionsIn = (): (string | null)[] => within(screen.getByRole('listbox', { name: 'Algorithms' })).getAllByRole('option').map((option) => option.textContent)

beforeEach(async () => {
  startTexts('en')
  resetStores()
  useApp.setState({ settings: { ...DEFAULT_SETTINGS, service: 'local' }, localService: { status: 'running' } })
  bridge = installBridge({
    'catalogue:load': () => ({ ok: true, value: rows }),
    'inputs:addSample': () => ({ ok: true, value: { added: [{ id: 'in-1', name: 'Sample.wav', sizeBytes: 1_000, durationSeconds: 31 }], refused: [] } }),
    'inputs:remove': () => ({ ok: true, value: undefined }),
    'jobs:enqueue': () => ({ ok: true, value: [] }),
    'presets:list': () => ({ ok: true, value: { presets: [], defaults: { mvsep: null, local: null } } }),
    'settings:update': () => ({ ok: true, value: DEFAULT_SETTINGS })
  })
  render(<SeparateView service="local" />)
  await screen.findByRole('listbox', { name: 'Algorithms' })
})
afterEach(cleanup)

describe('the algorithm picker', () => {
  it('finds an algorithm by what comes out of it', async () => {
    expect(optionsIn()).toHaveLength(2)
    await userEvent.type(screen.getByRole('searchbox', { name: 'Search algorithms' }), 'piano')
    expect(optionsIn()).toEqual([expect.stringContaining('Grand Piano')])
    expect(screen.getByText('1 of 2')).toBeTruthy()
  })

  it('says so when nothing matches', async () => {
    await userEvent.type(screen.getByRole('searchbox', { name: 'Search algorithms' }), 'bagpipe')
    expect(await screen.findByText('No algorithm matches “bagpipe”')).toBeTruthy()
  })

  it('names each option by the catalogue’s name', () => {
    expect(screen.getByRole('option', { name: 'Ensemble (vocals, instrum)' })).toBeTruthy()
  })

  it('shows the fields of the chosen algorithm, and a field with a condition only where it applies', async () => {
    await userEvent.click(screen.getByRole('option', { name: 'Grand Piano' }))
    expect(screen.getByRole('combobox', { name: 'Model' }).textContent).toContain('Small')
    expect(screen.queryByRole('combobox', { name: 'Overlap' })).toBeNull()
    await choose('Model', 'Large')
    expect(screen.getByRole('combobox', { name: 'Overlap' })).toBeTruthy()
  })

  it('offers only the formats that the service can write', async () => {
    await userEvent.click(screen.getByRole('option', { name: 'Grand Piano' }))
    await userEvent.click(screen.getByRole('combobox', { name: 'Output format' }))
    const formats = within(await screen.findByRole('listbox', { name: /Output format/ })).getAllByRole('option')
    expect(formats.map((option) => option.textContent)).toEqual(['MP3, 320 kbps', 'WAV, 16 bit', 'FLAC, 16 bit'])
  })
})

describe('before you start', () => {
  it('needs a song, and says so', () => {
    const button = screen.getByRole('button', { name: 'Separate' })
    expect(button.hasAttribute('disabled')).toBe(true)
    expect(screen.getByText('Add a song first.')).toBeTruthy()
  })

  it('tells stems, number of jobs, length and cost', async () => {
    await userEvent.click(screen.getByRole('button', { name: 'Use the sample song' }))
    await userEvent.click(screen.getByRole('option', { name: 'Grand Piano' }))
    const region = within(screen.getByRole('region', { name: 'Before you start' }))
    for (const words of ['Piano', 'Other', '1 job', '0:31', 'Free on this computer']) expect(region.getByText(words)).toBeTruthy()
  })

  it('sends exactly what was seen, remembers it, and clears the list', async () => {
    await userEvent.click(screen.getByRole('button', { name: 'Use the sample song' }))
    await userEvent.click(screen.getByRole('option', { name: 'Grand Piano' }))
    await choose('Model', 'Large')
    await choose('Overlap', 'Most')
    await choose('Output format', 'WAV, 16 bit')
    await userEvent.click(screen.getByRole('button', { name: 'Separate' }))
    const plan = {
      renderId: 2,
      algorithmName: 'Grand Piano',
      options: [
        { name: 'add_opt1', fieldText: 'Model', key: '9', label: 'Large' },
        { name: 'add_opt2', fieldText: 'Overlap', key: '8', label: 'Most' }
      ],
      outputFormat: 1
    }
    await waitFor(() => { expect(bridge.sent).toContainEqual({ name: 'settings:update', input: { lastPlan: plan } }) })
    expect(bridge.sent.filter(({ name }) => name === 'jobs:enqueue')).toEqual([
      { name: 'jobs:enqueue', input: { items: [{ inputId: 'in-1', plan }], service: 'local' } }
    ])
    expect(screen.queryByText('Sample.wav')).toBeNull()
  })

  it('does not send a field that is out of sight', async () => {
    await userEvent.click(screen.getByRole('button', { name: 'Use the sample song' }))
    await userEvent.click(screen.getByRole('option', { name: 'Grand Piano' }))
    await choose('Model', 'Large')
    await choose('Overlap', 'Most')
    await choose('Model', 'Small')
    await userEvent.click(screen.getByRole('button', { name: 'Separate' }))
    await waitFor(() => { expect(bridge.sent.some(({ name }) => name === 'jobs:enqueue')).toBe(true) })
    expect(bridge.sent.find(({ name }) => name === 'jobs:enqueue')?.input).toMatchObject({
      items: [{ plan: { options: [{ name: 'add_opt1', key: '5' }] } }]
    })
  })
})
