// @vitest-environment happy-dom
import { beforeEach, expect, it, vi } from 'vitest'
import { installBridge } from '../testing/fakeBridge'
import { resetStores } from '../testing/resetStores'
import { goTo } from './navigation'
import { goToStudio, holdStudio, openStudio, useStudio } from './studio'

beforeEach(resetStores)

function answerOpenings(): string[] {
  const asked: string[] = []
  installBridge({
    'studio:open': ({ jobId }) => {
      asked.push(`open ${jobId}`)
      return { ok: true, value: { jobId, title: 't', algorithmName: 'a', sampleRateHz: 44_100, frames: 1, stems: [], original: null, windowUrl: 'stem://studio/s/window', unplayable: [], damaged: [] } }
    },
    'studio:loadMixer': () => ({ ok: true, value: null }),
    'studio:close': ({ jobId }) => {
      asked.push(`close ${jobId}`)
      return { ok: true, value: undefined }
    }
  })
  return asked
}

it('the Studio drops an answer that comes after the Studio was left', async () => {
  answerOpenings()
  const opening = openStudio('a')
  useStudio.setState({ studio: { status: 'closed' } })
  await opening
  expect(useStudio.getState().studio.status).toBe('closed')
})

it('a job is asked for once, as it is gone to, and closed by the view that held it', async () => {
  const asked = answerOpenings()
  goToStudio('a')
  await vi.waitFor(() => { expect(useStudio.getState().studio.status).toBe('open') })
  const letGo = holdStudio('a')
  goTo({ page: 'library' })
  expect(useStudio.getState().studio.status).toBe('open')
  letGo()
  expect(useStudio.getState().studio.status).toBe('closed')
  expect(asked).toEqual(['open a', 'close a'])
})

it('a job is closed when it is left before there was a view', () => {
  const asked = answerOpenings()
  goToStudio('a')
  goTo({ page: 'library' })
  expect(useStudio.getState().studio.status).toBe('closed')
  expect(asked).toEqual(['open a', 'close a'])
})

it('of two jobs gone to at once only the second stays open', async () => {
  const asked = answerOpenings()
  goToStudio('a')
  goToStudio('b')
  holdStudio('b')
  await vi.waitFor(() => { expect(useStudio.getState().studio).toMatchObject({ status: 'open', jobId: 'b' }) })
  expect(asked).toEqual(['open a', 'open b', 'close a'])
})
