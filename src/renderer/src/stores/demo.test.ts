// @vitest-environment happy-dom
import { beforeEach, expect, it } from 'vitest'
import { installBridge } from '../testing/fakeBridge'
import { resetStores } from '../testing/resetStores'
import { job, remote } from '../testing/samples'
import { openDemo, useDemo } from './demo'
import { useJobs } from './jobs'
import { goTo, useNavigation } from './navigation'
import { useNotices } from './notices'

const demo = { hash: '20240514123536-15f8f16001-track.mp3', name: 'track.mp3', algorithmName: 'DrumSep', renderId: 37, publishedAtMs: null, sizeText: '' }
const waiting = job({ phase: 'waiting', remote, queueCount: null, currentOrder: null }, { id: 'd' })
const ready = job({ phase: 'ready', remote, files: [], finishedAtMs: 1 }, { id: 'd' })
const tell = (...jobs: readonly typeof waiting[]): void => { useJobs.getState().apply({ jobs, removedIds: [] }) }

beforeEach(() => {
  resetStores()
  useDemo.setState(useDemo.getInitialState())
  goTo({ page: 'explore' })
})

it('takes the demo in as a job and goes to the Studio once its stems are here', async () => {
  const bridge = installBridge({ 'jobs:adopt': () => ({ ok: true, value: waiting }) })
  await openDemo('mvsep', 'https://mvsep.com/api', demo)
  expect(bridge.sent).toEqual([{ name: 'jobs:adopt', input: { service: 'mvsep', hash: demo.hash, apiBase: 'https://mvsep.com/api', name: 'track.mp3', algorithmName: 'DrumSep', renderId: 37 } }])
  tell(waiting)
  expect(useNavigation.getState().place).toEqual({ page: 'explore' })
  tell(ready)
  expect(useNavigation.getState().place).toEqual({ page: 'studio', jobId: 'd' })
  expect(useDemo.getState()).toEqual({ opening: null, failed: false })
})

it('leaves whoever went elsewhere meanwhile where they are', async () => {
  installBridge({ 'jobs:adopt': () => ({ ok: true, value: waiting }) })
  await openDemo('local', 'http://127.0.0.1:1/api', demo)
  goTo({ page: 'settings' })
  tell(ready)
  expect(useNavigation.getState().place).toEqual({ page: 'settings' })
})

it('says when the stems could not be fetched, and ends with a job that is removed', async () => {
  installBridge({ 'jobs:adopt': () => ({ ok: true, value: waiting }) })
  await openDemo('mvsep', '', demo)
  tell(job({ phase: 'failed', error: { code: 'jobNotFound' }, remote, files: [] }, { id: 'd' }))
  expect(useDemo.getState()).toEqual({ opening: null, failed: true })
  await openDemo('mvsep', '', demo)
  tell(waiting)
  await openDemo('mvsep', '', demo)
  useJobs.getState().apply({ jobs: [], removedIds: ['d'] })
  expect(useDemo.getState()).toEqual({ opening: null, failed: false })
})

it('a demo that cannot be taken in is told, and another may be tried', async () => {
  installBridge({ 'jobs:adopt': () => ({ ok: false, error: { code: 'offline' } }) })
  await openDemo('mvsep', '', demo)
  expect(useDemo.getState().opening).toBeNull()
  expect(useNotices.getState().notices).toMatchObject([{ kind: 'error', error: { code: 'offline' } }])
})
