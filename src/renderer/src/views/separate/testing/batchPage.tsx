import { cleanup, render, screen, within } from '@testing-library/react'
import { afterEach, beforeEach } from 'vitest'
import type { Account } from '../../../../../shared/domain/account'
import type { Algorithm } from '../../../../../shared/domain/algorithm'
import type { ServiceId } from '../../../../../shared/domain/service'
import { DEFAULT_SETTINGS } from '../../../../../shared/domain/settings'
import { useAccount } from '../../../stores/account'
import { useApp } from '../../../stores/app'
import { useInputs } from '../../../stores/inputs'
import { presentChoice, usePlan } from '../../../stores/plan'
import { useSite } from '../../../stores/site'
import { installBridge, type FakeBridge } from '../../../testing/fakeBridge'
import { resetStores } from '../../../testing/resetStores'
import { algorithm, field } from '../../../testing/samples'
import { startTexts } from '../../../text/i18n'
import { AddAudio } from '../AddAudio'
import { AlgorithmOptions } from '../AlgorithmOptions'
import { BeforeYouStart } from '../BeforeYouStart'
import { PlanBar } from '../PlanBar'

const stems = (...labels: string[]): Algorithm['stems'] => labels.map((label) => ({ key: label.toLowerCase(), label }))
export const voices = algorithm({ renderId: 40, name: 'Voices (vocals, instrumental)', stems: stems('Vocals', 'Instrumental') })
export const piano = algorithm({
  renderId: 0, name: 'Piano', stems: stems('Piano'),
  fields: [field({ id: 1, name: 'add_opt1', text: 'Model', options: [{ key: '1', label: 'Small' }, { key: '2', label: 'Large' }], defaultKey: '1',
    priceRules: [{ optionKey: '2', multiplier: 2 }], outputOverrides: [{ optionKey: '2', mode: 'set', stems: stems('Piano', 'Rest') }] })]
})
export const ensemble = algorithm({ renderId: 26, name: 'Ensemble', gate: 'premium', priceCoefficient: 4, stems: stems('Vocals') })
export const speech = algorithm({
  renderId: 115, name: 'Bark', input: 'no_upload', stems: [],
  fields: [field({ id: 9, name: 'add_opt1', text: 'Text prompt', inputType: 'textarea', options: [], defaultKey: null })]
})
export const pair = algorithm({ renderId: 68, name: 'Matchering', input: 'matchering_upload', stems: [] })
const all = [voices, piano, ensemble, speech, pair]

export const song = (id: string, durationSeconds: number | null, sizeBytes = 5e6) => ({ id, name: `${id}.wav`, sizeBytes, durationSeconds })
export const member = (credits: number, premiumEnabled: boolean): Account =>
  ({ status: 'signedIn', name: 'Ann', email: 'a@b', credits, premiumEnabled, longFilenames: false, kept: 'session', checkedAtMs: 0 })

export let bridge: FakeBridge
function Page({ service }: { readonly service: ServiceId }) {
  const choice = usePlan((state) => presentChoice(state, service))
  const shown = all.find(({ renderId }) => renderId === choice?.renderId)
  return (
    <>
      <AddAudio />
      {shown !== undefined && choice !== null && <AlgorithmOptions service={service} algorithm={shown} choice={choice} />}
      <PlanBar service={service} algorithms={all} />
      <BeforeYouStart service={service} algorithms={all} />
    </>
  )
}
export function start(service: ServiceId, chosen: readonly Algorithm[], songs: readonly ReturnType<typeof song>[] = []): void {
  const { addPlan, chooseAlgorithm } = usePlan.getState()
  chosen.forEach((one, index) => {
    if (index > 0) addPlan(service)
    chooseAlgorithm(service, one)
  })
  useInputs.setState({ inputs: songs })
  render(<Page service={service} />)
}
export const region = () => within(screen.getByRole('region', { name: 'Before you start' }))
export const button = () => screen.getByRole('button', { name: 'Separate' })
export const isOff = (): boolean => button().hasAttribute('disabled')
export const reason = (): string => document.getElementById(button().getAttribute('aria-describedby') ?? '')?.textContent ?? ''
export const box = (name: string): HTMLElement => screen.getByRole('checkbox', { name })
export const limits = (): (string | null)[] => screen.queryByRole('list', { name: 'Limits' }) === null
  ? []
  : within(screen.getByRole('list', { name: 'Limits' })).getAllByRole('listitem').map((item) => item.textContent)
export const rowsOf = (): (string | null)[][] => within(screen.getByRole('grid', { name: 'Jobs by song and plan' })).getAllByRole('row')
  .map((row) => [...row.children].map((cell) => cell.querySelector('.matrix__cost')?.textContent ?? cell.textContent))
export const sent = (): unknown => bridge.sent.find(({ name }) => name === 'jobs:enqueue')?.input

/** A signed-in member with credits and a bridge that takes everything, before each test; an empty page after it. */
export function setUpBatchPage(): void {
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
}
