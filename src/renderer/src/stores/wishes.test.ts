// @vitest-environment happy-dom
import { beforeEach, expect, it } from 'vitest'
import { DEFAULT_SETTINGS } from '../../../shared/domain/settings'
import { installBridge, type FakeBridge } from '../testing/fakeBridge'
import { resetStores } from '../testing/resetStores'
import { algorithm, catalogue, field } from '../testing/samples'
import { useApp } from './app'
import { useNavigation } from './navigation'
import { useNotices } from './notices'
import { presentChoice, usePlan } from './plan'
import { takeWish, useResultDraft } from './wishes'

const rows = catalogue([algorithm({
  renderId: 2, name: 'Grand Piano',
  fields: [
    field({ id: 11, name: 'add_opt1', text: 'Model', options: [{ key: '5', label: 'Small' }, { key: '9', label: 'Large' }], defaultKey: '5' }),
    field({ id: 12, name: 'add_opt2', text: 'Overlap', options: [{ key: '2', label: 'Half' }, { key: '8', label: 'Most' }], defaultKey: '8' })
  ]
})])
let bridge: FakeBridge
beforeEach(() => {
  resetStores()
  useApp.setState({ settings: { ...DEFAULT_SETTINGS, service: 'local' } })
  bridge = installBridge({ 'catalogue:load': () => ({ ok: true, value: rows }) })
})
const values = () => presentChoice(usePlan.getState(), 'local')?.values

it('a wish chooses the algorithm with what it names and defaults for the rest, and sends nothing', async () => {
  await takeWish({ verb: 'separate', urls: [], renderId: 2, options: { add_opt1: '9' } })
  expect(values()).toEqual({ add_opt1: '9', add_opt2: '8' })
  expect(useNavigation.getState().place).toEqual({ page: 'separate' })
  expect(bridge.sent.map(({ name }) => name)).toEqual(['catalogue:load'])
})

it('says so when an option is not offered, and takes its default', async () => {
  await takeWish({ verb: 'separate', urls: [], renderId: 2, options: { add_opt1: '<script>' } })
  expect(values()).toMatchObject({ add_opt1: '5' })
  expect(usePlan.getState().slots.local[0]).toMatchObject({ origin: { kind: 'link' }, changes: [{ kind: 'optionGone', label: '<script>' }] })
})

it('leaves the choice alone where the algorithm is not offered', async () => {
  await takeWish({ verb: 'separate', urls: [], renderId: 3, options: {} })
  expect(values()).toBeUndefined()
  expect(useNotices.getState().notices).toMatchObject([{ kind: 'wishUnknown', renderId: 3 }])
})

it('shows a result’s hash and opens nothing', async () => {
  await takeWish({ verb: 'open', hash: '20240212161927-413c481b80-x' })
  expect(useResultDraft.getState().text).toBe('20240212161927-413c481b80-x')
  expect(useNavigation.getState().place).toEqual({ page: 'library' })
  expect(bridge.sent).toEqual([])
})
