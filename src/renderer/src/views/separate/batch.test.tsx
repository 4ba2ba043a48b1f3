// @vitest-environment happy-dom
import { cleanup, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Account } from '../../../../shared/domain/account'
import type { Algorithm } from '../../../../shared/domain/algorithm'
import type { ServiceId } from '../../../../shared/domain/service'
import { DEFAULT_SETTINGS } from '../../../../shared/domain/settings'
import { useAccount } from '../../stores/account'
import { useApp } from '../../stores/app'
import { useInputs } from '../../stores/inputs'
import { presentChoice, usePlan } from '../../stores/plan'
import { useSite } from '../../stores/site'
import { installBridge, type FakeBridge } from '../../testing/fakeBridge'
import { resetStores } from '../../testing/resetStores'
import { algorithm, field } from '../../testing/samples'
import { startTexts } from '../../text/i18n'
import { AddAudio } from './AddAudio'
import { BeforeYouStart } from './BeforeYouStart'
import { PlanBar } from './PlanBar'

const stems = (...labels: string[]): Algorithm['stems'] => labels.map((label) => ({ key: label.toLowerCase(), label }))
const voices = algorithm({ renderId: 40, name: 'Voices (vocals, instrumental)', stems: stems('Vocals', 'Instrumental') })
const piano = algorithm({
  renderId: 0, name: 'Piano', stems: stems('Piano'),
  fields: [field({ id: 1, name: 'add_opt1', text: 'Model', options: [{ key: '1', label: 'Small' }, { key: '2', label: 'Large' }], defaultKey: '1',
    priceRules: [{ optionKey: '2', multiplier: 2 }], outputOverrides: [{ optionKey: '2', mode: 'set', stems: stems('Piano', 'Rest') }] })]
})
const ensemble = algorithm({ renderId: 26, name: 'Ensemble', gate: 'premium', priceCoefficient: 4, stems: stems('Vocals') })
const speech = algorithm({
  renderId: 115, name: 'Bark', input: 'no_upload', stems: [],
  fields: [field({ id: 9, name: 'add_opt1', text: 'Text prompt', inputType: 'textarea', options: [], defaultKey: null })]
})
const pair = algorithm({ renderId: 68, name: 'Matchering', input: 'matchering_upload', stems: [] })
const all = [voices, piano, ensemble, speech, pair]

const song = (id: string, durationSeconds: number | null, sizeBytes = 5e6) => ({ id, name: `${id}.wav`, sizeBytes, durationSeconds })
const member = (credits: number, premiumEnabled: boolean): Account =>
  ({ status: 'signedIn', name: 'Ann', email: 'a@b', credits, premiumEnabled, kept: 'session', checkedAtMs: 0 })

let bridge: FakeBridge
function Page({ service }: { readonly service: ServiceId }) {
  const choice = usePlan((state) => presentChoice(state, service))
  return (
    <>
      <AddAudio algorithm={all.find(({ renderId }) => renderId === choice?.renderId) ?? null} />
      <PlanBar service={service} algorithms={all} />
      <BeforeYouStart service={service} algorithms={all} />
    </>
  )
}
function start(service: ServiceId, chosen: readonly Algorithm[], songs: readonly ReturnType<typeof song>[] = []): void {
  const { addPlan, chooseAlgorithm } = usePlan.getState()
  chosen.forEach((one, index) => {
    if (index > 0) addPlan(service)
    chooseAlgorithm(service, one)
  })
  useInputs.setState({ inputs: songs })
  render(<Page service={service} />)
}
const region = () => within(screen.getByRole('region', { name: 'Before you start' }))
const button = () => screen.getByRole('button', { name: 'Separate' })
const isOff = (): boolean => button().hasAttribute('disabled')
const reason = (): string => document.getElementById(button().getAttribute('aria-describedby') ?? '')?.textContent ?? ''
const box = (name: string): HTMLElement => screen.getByRole('checkbox', { name })
const limits = (): (string | null)[] => screen.queryByRole('list', { name: 'Limits' }) === null
  ? []
  : within(screen.getByRole('list', { name: 'Limits' })).getAllByRole('listitem').map((item) => item.textContent)
const rowsOf = (): (string | null)[][] => within(screen.getByRole('grid', { name: 'Jobs by song and plan' })).getAllByRole('row')
  .map((row) => [...row.children].map((cell) => cell.querySelector('.matrix__cost')?.textContent ?? cell.textContent))
const sent = (): unknown => bridge.sent.find(({ name }) => name === 'jobs:enqueue')?.input

beforeEach(() => {
  startTexts('en')
  resetStores()
  useApp.setState({ settings: { ...DEFAULT_SETTINGS, service: 'mvsep' }, localService: { status: 'running' } })
  useAccount.setState({ account: member(100, true) })
  useSite.setState({ queue: { status: 'ready', value: { inProcess: null, byPlan: [], freeSeparations: { left: 41, max: 50 } } } })
  bridge = installBridge({
    'inputs:remove': () => ({ ok: true, value: undefined }),
    'jobs:enqueue': () => ({ ok: true, value: [] }),
    'settings:update': () => ({ ok: true, value: DEFAULT_SETTINGS })
  })
})
afterEach(cleanup)

describe('several plans on several songs', () => {
  it('stand as a table with the price of every job and the sums of rows and columns', () => {
    start('mvsep', [voices, ensemble], [song('One', 60), song('Two', 180)])
    expect(region().getByText('2 files × 2 plans = 4 jobs')).toBeTruthy()
    const rows = rowsOf()
    expect(rows.map((cells) => cells.slice(1))).toEqual([
      [expect.stringContaining('1'), expect.stringContaining('2'), 'Sum'], ['1', '4', '5'], ['3', '12', '15'], ['4', '16', '20']
    ])
    expect(region().getByText('20 credits')).toBeTruthy()
    expect(region().getByText('of your 100 credits')).toBeTruthy()
    expect(region().getByText('1 to 12 credits a job')).toBeTruthy()
  })

  it('are sent exactly as they are ticked, song by song', async () => {
    start('mvsep', [voices, piano], [song('One', 60), song('Two', 180)])
    await userEvent.click(box('Two.wav with plan 1'))
    expect(region().getByText('2 files × 2 plans, 1 left out = 3 jobs')).toBeTruthy()
    expect(rowsOf().at(-1)?.slice(1)).toEqual(['1', '4', '5'])
    await userEvent.click(button())
    await waitFor(() => { expect(useInputs.getState().inputs).toEqual([]) })
    const first = { renderId: 40, algorithmName: 'Voices (vocals, instrumental)', options: [], outputFormat: 2 }
    const second = { renderId: 0, algorithmName: 'Piano', options: [{ name: 'add_opt1', fieldText: 'Model', key: '1', label: 'Small' }], outputFormat: 2 }
    expect(sent()).toEqual({ service: 'mvsep', items: [
      { inputId: 'One', plan: first }, { inputId: 'One', plan: second }, { inputId: 'Two', plan: second }
    ] })
    await waitFor(() => { expect(bridge.sent.at(-1)).toEqual({ name: 'settings:update', input: { lastPlan: second } }) })
    expect(usePlan.getState().leftOut.size).toBe(0)
  })

  it('keep a song in the list when all of its jobs are left out', async () => {
    start('mvsep', [voices], [song('One', 60), song('Two', 180)])
    await userEvent.click(box('Two.wav with plan 1'))
    await userEvent.click(button())
    await waitFor(() => { expect(useInputs.getState().inputs.map(({ id }) => id)).toEqual(['Two']) })
  })

  it('cannot be sent when every job is left out', async () => {
    start('mvsep', [voices], [song('One', 60), song('Two', 180)])
    await userEvent.click(box('One.wav with plan 1'))
    await userEvent.click(box('Two.wav with plan 1'))
    expect([isOff(), reason()]).toEqual([true, 'Every job is left out. Tick at least one.'])
  })

  it('are walked through by arrow keys, with one stop for Tab, over places without a job', async () => {
    start('mvsep', [voices, speech, piano], [song('One', 60), song('Two', 180)])
    expect(screen.getAllByRole('checkbox').filter((one) => one.tabIndex === 0)).toEqual([box('One.wav with plan 1')])
    box('One.wav with plan 1').focus()
    await userEvent.keyboard('{ArrowRight}')
    expect(document.activeElement).toBe(box('One.wav with plan 3'))
    await userEvent.keyboard('{ArrowDown} ')
    expect(box('Two.wav with plan 3')).toHaveProperty('checked', false)
    await userEvent.keyboard('{ArrowRight}')
    expect(document.activeElement).toBe(box('Two.wav with plan 3'))
  })

  it('say how many songs are not shown, and show them', async () => {
    start('mvsep', [voices], Array.from({ length: 130 }, (_, index) => song(`S${index}`, 60)))
    expect(screen.getAllByRole('checkbox')).toHaveLength(100)
    expect(region().getByText('130 files × 1 plan = 130 jobs')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Show 30 more songs' }))
    expect(screen.getAllByRole('checkbox')).toHaveLength(130)
  })
})

describe('the chips of the plans', () => {
  const chips = (): string[] => within(screen.getByRole('list', { name: 'Chosen plans' })).getAllByRole('button', { name: /^Plan \d/ })
    .map((chip) => `${chip.getAttribute('aria-label') ?? ''}${chip.getAttribute('aria-current') === 'true' ? ' *' : ''}`)

  it('name algorithm, options and format; a new one is still to be chosen and is no job', async () => {
    start('mvsep', [piano], [song('One', 60)])
    await userEvent.click(screen.getByRole('button', { name: 'Add another plan' }))
    expect(chips()).toEqual(['Plan 1: Piano · Small · FLAC, 16 bit', 'Plan 2: Choose an algorithm… *'])
    expect(region().getByText('1 job')).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Add another plan' }).hasAttribute('disabled')).toBe(true)
  })

  it('are edited, duplicated and removed', async () => {
    start('mvsep', [piano, voices], [song('One', 60)])
    await userEvent.click(screen.getByRole('button', { name: /^Plan 1/ }))
    await userEvent.click(screen.getByRole('button', { name: 'Duplicate plan 1' }))
    expect(region().getByText(/Plans 1 and 2 are the same/)).toBeTruthy()
    usePlan.getState().chooseValue('mvsep', 'add_opt1', '2')
    await waitFor(() => { expect(chips()).toEqual([
      'Plan 1: Piano · Small · FLAC, 16 bit', 'Plan 2: Piano · Large · FLAC, 16 bit *', 'Plan 3: Voices (vocals, instrumental) · FLAC, 16 bit'
    ]) })
    expect(region().queryByText(/are the same/)).toBeNull()
    await userEvent.click(screen.getByRole('button', { name: 'Remove plan 2' }))
    await userEvent.click(screen.getByRole('button', { name: 'Remove plan 2' }))
    expect(chips()).toEqual(['Plan 1: Piano · Small · FLAC, 16 bit *'])
    expect(screen.queryByRole('button', { name: /^Remove plan/ })).toBeNull()
  })
})

describe('what comes out', () => {
  const listed = (name: string): (string | null)[] => within(screen.getByRole('list', { name })).getAllByRole('listitem').map((item) => item.textContent)

  it('follows the options of each plan', async () => {
    start('mvsep', [piano, voices], [song('One', 60)])
    expect(listed('You will get with plan 1')).toEqual(['Piano'])
    expect(listed('You will get with plan 2')).toEqual(['Vocals', 'Instrumental'])
    usePlan.getState().editPlan('mvsep', usePlan.getState().slots.mvsep[0]?.id ?? '')
    usePlan.getState().chooseValue('mvsep', 'add_opt1', '2')
    await waitFor(() => { expect(listed('You will get with plan 1')).toEqual(['Piano', 'Rest']) })
  })

  it('is not known where the service does not say', () => {
    start('mvsep', [speech])
    expect(region().getByText('The service does not say what comes out.')).toBeTruthy()
  })
})

describe('algorithms that take no song', () => {
  it('ask for their text, and are sent without a file', async () => {
    start('mvsep', [speech])
    expect(within(screen.getByRole('region', { name: 'Add audio' })).getByText('No song needed')).toBeTruthy()
    expect([isOff(), reason()]).toEqual([true, 'Fill in “Text prompt”.'])
    usePlan.getState().chooseValue('mvsep', 'add_opt1', '   ')
    expect(isOff()).toBe(true)
    usePlan.getState().chooseValue('mvsep', 'add_opt1', 'Hello')
    await waitFor(() => { expect(isOff()).toBe(false) })
    await userEvent.click(button())
    await waitFor(() => { expect(sent()).toMatchObject({ items: [{ inputId: null, plan: { renderId: 115, options: [{ key: 'Hello' }] } }] }) })
    expect(bridge.sent.some(({ name }) => name === 'inputs:remove')).toBe(false)
  })

  it('stand in a row of their own beside songs', () => {
    start('mvsep', [voices, speech], [song('One', 60), song('Two', 60)])
    usePlan.getState().chooseValue('mvsep', 'add_opt1', 'Hello')
    expect(screen.getAllByRole('checkbox')).toEqual([box('One.wav with plan 1'), box('Two.wav with plan 1'), box('Without a song with plan 2')])
  })

  it('that need a pair say honestly that it cannot be added yet', () => {
    start('mvsep', [pair], [song('One', 60)])
    expect(within(screen.getByRole('region', { name: 'Add audio' })).getByText(/not possible yet/)).toBeTruthy()
    expect([isOff(), reason()]).toEqual([true, '“Matchering” needs a target and a reference song, which cannot be added yet.'])
  })
})

describe('limits', () => {
  it('of size and length warn for each song, once under all plans, and leave the choice', () => {
    useAccount.setState({ account: member(0, false) })
    start('mvsep', [voices, piano], [song('Long', 700), song('Large', 60, 120e6), song('Good', 60)])
    expect(limits()).toEqual([
      '“Long.wav” is 11:40 long; at most 10:00 may be sent. Cut it into shorter pieces first.',
      '“Large.wav” has 120.0 MB; at most 100.0 MB may be sent. Save it as FLAC or MP3 first, which makes it smaller.'
    ])
    expect([isOff(), reason()]).toEqual([false, 'You can send it all the same: see the 2 warnings above.'])
    expect(region().getByText('Limits as known in August 2026; the service has the last word.')).toBeTruthy()
  })

  it('of the gate stop the batch with the reason, until the plan is left out', async () => {
    useAccount.setState({ account: member(20, false) })
    start('mvsep', [voices, ensemble], [song('One', 60)])
    expect(limits()).toEqual(['“Ensemble” is for premium accounts. Switch premium on at MVSEP: your credits allow it.'])
    expect([isOff(), reason()]).toEqual([true, 'The service would refuse this: “Ensemble” is for premium accounts.'])
    await userEvent.click(box('One.wav with plan 2'))
    expect([limits(), isOff(), reason()]).toEqual([[], false, ''])
  })

  it('of credits and free runs count the jobs nothing is left for', () => {
    useAccount.setState({ account: member(4, true) })
    start('mvsep', [voices], [song('One', 180), song('Two', 120), song('Three', 60)])
    expect(limits()).toEqual(['The credits left do not pay for one of the jobs. Credits and premium at MVSEP allow it.'])
    expect(isOff()).toBe(false)
  })

  it('say premium’s state and the free runs left, and how many this takes', () => {
    useAccount.setState({ account: member(0, false) })
    useSite.setState({ queue: { status: 'ready', value: { inProcess: null, byPlan: [], freeSeparations: { left: 1, max: 50 } } } })
    start('mvsep', [voices], [song('One', 60), song('Two', 60)])
    for (const words of ['Off', '1 of 50 left', 'this takes 2', 'Nothing: premium is off']) expect(region().getByText(words)).toBeTruthy()
    expect(limits()).toEqual(['Today’s free runs do not reach for one of the jobs. Send them tomorrow, or get credits at MVSEP.'])
  })

  it('do not pretend to know the free runs when the service does not answer', () => {
    useSite.setState({ queue: { status: 'failed', error: { code: 'offline' } } })
    start('mvsep', [voices], [song('One', 60)])
    expect(region().getByText('not known')).toBeTruthy()
  })

  it('of this computer are sure', () => {
    start('local', [voices], [song('Opera', 6_100)])
    expect([limits(), isOff()]).toEqual([['“Opera.wav” is 1:41:40 long; at most 1:40:00 may be sent. Cut it into shorter pieces first.'], true])
  })

  it('need an account first of all', () => {
    useAccount.setState({ account: { status: 'signedOut' } })
    start('mvsep', [voices], [song('One', 60)])
    expect([limits(), isOff(), reason()]).toEqual([[], true, 'Sign in to MVSEP first.'])
  })
})
