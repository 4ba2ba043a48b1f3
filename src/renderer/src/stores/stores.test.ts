// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest'
import { DEFAULT_SETTINGS } from '../../../shared/domain/settings'
import { subscribeToFacts } from '../bridge/subscribe'
import { installBridge } from '../testing/fakeBridge'
import { resetStores } from '../testing/resetStores'
import { algorithm, catalogue, field, job, plan } from '../testing/samples'
import { signIn, useAccount } from './account'
import { loadSnapshot, useApp } from './app'
import { loadCatalogue, useCatalogue } from './catalogue'
import { obstacleOf } from './choice'
import { takeInputs, useInputs } from './inputs'
import { cancelJobs, removeJobs, showInFolder, tellJobs, undoRemoval, useJobs } from './jobs'
import { hashOf, placeOf } from './navigation'
import { attempt, dismissNotice, showAppNotices, useNotices } from './notices'
import { jobKey, presentChoice, usePlan } from './plan'
import { separate } from './separate'

const input = (id: string) => ({ id, name: `${id}.wav`, sizeBytes: 1, durationSeconds: 60 })

beforeEach(resetStores)

describe('jobs', () => {
  it('puts new jobs on top, changes known ones in place and drops removed ones', () => {
    const { replaceAll, apply } = useJobs.getState()
    replaceAll([job({ phase: 'queued', hold: null }, { id: 'a', createdAtMs: 1 }), job({ phase: 'queued', hold: null }, { id: 'b', createdAtMs: 2 })])
    apply({ jobs: [job({ phase: 'uploading' }, { id: 'a', createdAtMs: 1 }), job({ phase: 'queued', hold: null }, { id: 'c', createdAtMs: 3 })], removedIds: ['b'] })
    expect(useJobs.getState().jobs.map(({ id, phase }) => [id, phase])).toEqual([['c', 'queued'], ['a', 'uploading']])
  })
})

describe('facts', () => {
  it('reach their stores until listening ends', () => {
    const bridge = installBridge()
    const end = subscribeToFacts()
    bridge.tell('localService:changed', { status: 'running' })
    bridge.tell('inputs:arrived', { added: [input('x')], refused: [] })
    bridge.tell('jobs:changed', { jobs: [job({ phase: 'uploading' })], removedIds: [] })
    expect(useApp.getState().localService.status).toBe('running')
    expect(useInputs.getState().inputs).toHaveLength(1)
    expect(useJobs.getState().jobs).toHaveLength(1)
    end()
    bridge.tell('localService:changed', { status: 'stopped' })
    expect(useApp.getState().localService.status).toBe('running')
  })
})

describe('start', () => {
  it('keeps the reason when main does not answer the first question', async () => {
    installBridge({ 'app:getSnapshot': () => ({ ok: false, error: { code: 'ledgerUnreadable' } }) })
    await loadSnapshot()
    expect(useApp.getState().start).toEqual({ status: 'failed', error: { code: 'ledgerUnreadable' } })
  })
})

describe('account', () => {
  it('is being checked until main has told who it is', () => {
    const { account } = useAccount.getState()
    expect(account.status).toBe('checking')
    expect(obstacleOf('mvsep', account, { status: 'stopped' })).toBe('checking')
    expect(obstacleOf('local', account, { status: 'stopped' })).toBeNull()
  })

  it('keeps the account as it was and says why when the token is refused', async () => {
    installBridge({ 'account:signIn': () => ({ ok: false, error: { code: 'tokenInvalid' } }) })
    expect(await signIn('abc')).toBe(false)
    expect(useAccount.getState()).toMatchObject({ account: { status: 'checking' }, signIn: { status: 'failed', error: { code: 'tokenInvalid' } } })
  })
})

describe('notices', () => {
  it('tell a failure, and nothing of what was cancelled', async () => {
    installBridge({
      'jobs:showInFolder': () => ({ ok: false, error: { code: 'cancelled' } }),
      'jobs:retry': () => ({ ok: false, error: { code: 'diskFull' } })
    })
    await attempt(() => Promise.reject(new TypeError('a bug')))
    expect(useNotices.getState().notices).toMatchObject([{ kind: 'error', error: { code: 'unexpected' } }])
    useNotices.setState({ notices: [] })
    await showInFolder('a')
    expect(useNotices.getState().notices).toEqual([])
    await tellJobs('jobs:retry', ['a'])
    expect(useNotices.getState().notices).toMatchObject([{ kind: 'error', error: { code: 'diskFull' } }])
  })
})

describe('notices of the start', () => {
  it('are shown once each, and main hears when one is dismissed', async () => {
    const bridge = installBridge({ 'app:dismissNotice': () => ({ ok: true, value: undefined }) })
    showAppNotices([{ kind: 'ledgerDamaged', rows: 2 }])
    showAppNotices([{ kind: 'ledgerDamaged', rows: 2 }, { kind: 'keychainMissing' }])
    const [damaged, ...others] = useNotices.getState().notices
    expect([damaged?.kind, ...others.map(({ kind }) => kind)]).toEqual(['ledgerDamaged', 'keychainMissing'])
    if (damaged !== undefined) await dismissNotice(damaged)
    expect(bridge.sent).toEqual([{ name: 'app:dismissNotice', input: { kind: 'ledgerDamaged' } }])
    expect(useNotices.getState().notices).toHaveLength(1)
  })

  it('stay in the window when they are about something else', async () => {
    const bridge = installBridge()
    useNotices.getState().add({ kind: 'exported', exportId: 'e', folder: '~', count: 1, skipped: 0, overDecibels: null })
    for (const notice of useNotices.getState().notices) await dismissNotice(notice)
    expect([bridge.sent, useNotices.getState().notices]).toEqual([[], []])
  })
})

describe('cancelling', () => {
  const atMvsep = job({ phase: 'waiting', remote: { hash: 'h', apiBase: 'b', acceptedAtMs: null, deletedAtMs: null }, queueCount: null, currentOrder: null }, { service: 'mvsep' })

  it('tells whether MVSEP took the job back', async () => {
    const answer = { outcome: 'refused', message: 'too late' } as const
    installBridge({ 'jobs:cancel': () => ({ ok: true, value: [answer] }) })
    await cancelJobs([atMvsep])
    expect(useNotices.getState().notices).toMatchObject([{ kind: 'cancelled', name: atMvsep.input.name, answer }])
  })

  it('says nothing where nobody had to be asked, or nothing was paid', async () => {
    installBridge({ 'jobs:cancel': () => ({ ok: true, value: [{ outcome: 'here' }] }) })
    await cancelJobs([atMvsep])
    installBridge({ 'jobs:cancel': () => ({ ok: true, value: [{ outcome: 'agreed', begun: true }] }) })
    await cancelJobs([{ ...atMvsep, service: 'local' }])
    expect(useNotices.getState().notices).toEqual([])
  })

  it('tells of several in one notice', async () => {
    const answers = [{ outcome: 'agreed', begun: false }, { outcome: 'here' }, { outcome: 'refused', message: null }] as const
    const bridge = installBridge({ 'jobs:cancel': () => ({ ok: true, value: answers }) })
    await cancelJobs(['a', 'b', 'c'].map((id) => ({ ...atMvsep, id })))
    expect(bridge.sent).toEqual([{ name: 'jobs:cancel', input: { jobIds: ['a', 'b', 'c'] } }])
    expect(useNotices.getState().notices).toMatchObject([{ kind: 'cancelledMany', answers: [answers[0], answers[2]] }])
  })
})

describe('a removal', () => {
  const done = () => ({ ok: true, value: undefined }) as const

  it('can be undone, the last one first', async () => {
    const bridge = installBridge({ 'jobs:remove': done, 'jobs:restore': done })
    const ready = job({ phase: 'queued', hold: null })
    await removeJobs([{ ...ready, id: 'a' }])
    await removeJobs([{ ...ready, id: 'b' }, { ...ready, id: 'c' }])
    await undoRemoval()
    await undoRemoval()
    await undoRemoval()
    expect(bridge.sent.filter(({ name }) => name === 'jobs:restore').map(({ input }) => input)).toEqual([{ jobIds: ['b', 'c'] }, { jobIds: ['a'] }])
  })

  it('is sent in as many commands as it takes', async () => {
    const bridge = installBridge({ 'jobs:remove': done })
    const ready = job({ phase: 'queued', hold: null })
    await removeJobs(Array.from({ length: 5_001 }, (_, index) => ({ ...ready, id: String(index) })))
    expect(bridge.sent).toHaveLength(2)
  })
})

describe('catalogue', () => {
  it('keeps what was there when asking again fails, also what takes no audio file', async () => {
    const rows = catalogue([algorithm({ renderId: 1, name: 'A' }), algorithm({ renderId: 2, name: 'Speech', input: 'no_upload' })])
    installBridge({ 'catalogue:load': () => ({ ok: true, value: rows }) })
    await loadCatalogue('mvsep')
    installBridge({ 'catalogue:load': () => ({ ok: false, error: { code: 'offline' } }) })
    await loadCatalogue('mvsep', true)
    const state = useCatalogue.getState().byService.mvsep
    expect(state).toMatchObject({ status: 'failed', error: { code: 'offline' } })
    expect(state.catalogue?.algorithms.map(({ name }) => name)).toEqual(['A', 'Speech'])
  })
})

describe('plan', () => {
  const detailed = algorithm({ renderId: 7, name: 'Detailed', usesThisMonth: 5, fields: [field({ id: 1, name: 'add_opt1' })], outputFormats: [0, 1] })
  const rows = catalogue([algorithm({ renderId: 1, name: 'Simple', usesThisMonth: 2 }), detailed])

  it('starts with the last plan, repaired to what is offered today', () => {
    usePlan.getState().settle('local', rows, { origin: { kind: 'lastPlan' }, plan: { ...plan, renderId: 7, algorithmName: 'Detailed', options: [{ name: 'add_opt1', fieldText: 'f', key: '1', label: 'one' }], outputFormat: 5 } })
    expect(presentChoice(usePlan.getState(), 'local')).toMatchObject({ renderId: 7, values: { add_opt1: '1' }, outputFormat: 1 })
  })

  it('starts with the most used algorithm when there is no last plan', () => {
    usePlan.getState().settle('local', rows, null)
    expect(presentChoice(usePlan.getState(), 'local')?.renderId).toBe(7)
  })

  it('keeps the format over a change of algorithm where it can be written', () => {
    const { settle, chooseFormat, chooseAlgorithm } = usePlan.getState()
    settle('local', rows, { plan, origin: { kind: 'lastPlan' } })
    chooseFormat('local', 0)
    chooseAlgorithm('local', detailed)
    expect(presentChoice(usePlan.getState(), 'local')).toMatchObject({ renderId: 7, outputFormat: 0 })
  })

  it('sends away the songs of its jobs; one that was left out stays, and stays left out', async () => {
    installBridge({ 'jobs:enqueue': () => ({ ok: true, value: [] }), 'inputs:remove': () => ({ ok: true, value: undefined }), 'settings:update': () => ({ ok: true, value: DEFAULT_SETTINGS }) })
    takeInputs({ added: [input('a'), input('b')], refused: [] })
    for (const key of [jobKey('a', 'plan-1'), jobKey('b', 'plan-1'), jobKey('b', 'plan-2')]) usePlan.getState().setIncluded(key, false)
    await separate('local', [{ inputId: 'a', plan }], plan)
    expect(useInputs.getState().inputs.map(({ id }) => id)).toEqual(['b'])
    expect([...usePlan.getState().leftOut]).toEqual([jobKey('b', 'plan-1'), jobKey('b', 'plan-2')])
  })

  it('keeps the inputs when they could not be handed over', async () => {
    installBridge({ 'jobs:enqueue': () => ({ ok: false, error: { code: 'diskFull' } }) })
    takeInputs({ added: [input('a')], refused: [] })
    await separate('local', [{ inputId: 'a', plan }], plan)
    expect(useInputs.getState().inputs).toHaveLength(1)
    expect(usePlan.getState().sending).toBe(false)
    expect(useNotices.getState().notices).toHaveLength(1)
  })
})

describe('places', () => {
  it('survive the way through the address', () => {
    for (const place of [{ page: 'library' }, { page: 'studio', jobId: 'a/b c' }] as const) expect(placeOf(hashOf(place))).toEqual(place)
    expect(placeOf('#/nonsense')).toEqual({ page: 'separate' })
  })

})
