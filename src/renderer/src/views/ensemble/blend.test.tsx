// @vitest-environment happy-dom
import { cleanup, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { BlendOutcome } from '../../../../shared/domain/ensemble'
import type { Job } from '../../../../shared/domain/job'
import { useJobs } from '../../stores/jobs'
import { useNavigation } from '../../stores/navigation'
import { installBridge, type FakeBridge } from '../../testing/fakeBridge'
import { resetStores } from '../../testing/resetStores'
import { job, plan, remote, stemFile } from '../../testing/samples'
import { startTexts } from '../../text/i18n'
import { BlendDialog } from './BlendDialog'
import { MadeFrom } from './MadeFrom'

const ready = (id: string, algorithmName: string, stems: readonly string[], part: Partial<Job> = {}): Job =>
  job({ phase: 'ready', remote, files: stems.map((stem, index) => ({ ...stemFile(index), stem })), finishedAtMs: 1 }, { id, plan: { ...plan, algorithmName }, ...(part.madeHere === undefined ? {} : { madeHere: part.madeHere }) })

let bridge: FakeBridge
let outcome: BlendOutcome
const show = (jobs: readonly Job[]): void => {
  useJobs.setState({ jobs: [...jobs] })
  render(<BlendDialog jobId="a" stem={null} onClose={() => undefined} />)
}
const asked = (): unknown => bridge.sent.find(({ name }) => name === 'ensembles:make')?.input

beforeEach(() => {
  resetStores()
  startTexts('en')
  outcome = { kind: 'made', jobId: 'new', keptAsFloats: false }
  bridge = installBridge({
    'ensembles:options': () => ({ ok: true, value: { isSongHere: true } }),
    'ensembles:make': () => ({ ok: true, value: outcome })
  })
})
afterEach(cleanup)

describe('blending', () => {
  it('takes the same stem of every job by its name, and opens what was made', async () => {
    show([ready('a', 'Roformer', ['Vocals', 'Instrumental']), ready('b', 'MelBand', ['Instrumental', 'vocals'])])
    await userEvent.click(screen.getByRole('button', { name: 'Blend' }))
    expect(asked()).toMatchObject({ sources: [{ jobId: 'a', stemIndex: 0, weight: 1 }, { jobId: 'b', stemIndex: 1, weight: 1 }], method: 'mean', format: 'flac24', restName: null })
    await waitFor(() => { expect(useNavigation.getState().place).toEqual({ page: 'studio', jobId: 'new' }) })
  })

  it('offers the rest of the song under the name all jobs give it', async () => {
    show([ready('a', 'Roformer', ['Vocals', 'Instrumental']), ready('b', 'MelBand', ['Instrumental', 'vocals'])])
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Also the rest of the song, as “Instrumental”' }))
    await userEvent.click(screen.getByRole('button', { name: 'Blend' }))
    expect(asked()).toMatchObject({ restName: 'Instrumental' })
  })

  it('offers the median from three on, and no earlier blend by itself', () => {
    show([ready('a', 'Roformer', ['Vocals']), ready('b', 'MelBand', ['Vocals']), ready('c', 'Ensemble', ['Vocals'], { madeHere: { kind: 'ensemble', fromJobIds: ['a', 'b'] } })])
    expect(screen.queryByRole('radio', { name: /Median/ })).toBeNull()
    expect(screen.getAllByRole('checkbox', { checked: true })).toHaveLength(2)
  })

  it('says that it was too loud for FLAC, before it opens what was made', async () => {
    outcome = { kind: 'made', jobId: 'loud', keptAsFloats: true }
    show([ready('a', 'Roformer', ['Vocals']), ready('b', 'MelBand', ['Vocals'])])
    await userEvent.click(screen.getByRole('button', { name: 'Blend' }))
    await waitFor(() => { expect(screen.getByRole('status').textContent).toContain('Made, as WAV in 32 bit float') })
    await userEvent.click(screen.getByRole('button', { name: 'Open in Studio' }))
    expect(useNavigation.getState().place).toEqual({ page: 'studio', jobId: 'loud' })
  })

  it('says which of them does not fit, and makes nothing', async () => {
    outcome = { kind: 'refused', refusal: { reason: 'length', source: 1, than: 0, seconds: 1.25 } }
    show([ready('a', 'Roformer', ['Vocals']), ready('b', 'MelBand', ['Vocals'])])
    await userEvent.click(screen.getByRole('button', { name: 'Blend' }))
    expect((await screen.findByRole('alert')).textContent).toContain('“MelBand” and “Roformer” differ by 1.25 seconds in length')
  })

  it('is told with its sources as long as they are there', () => {
    useJobs.setState({ jobs: [ready('a', 'Roformer', ['Vocals'])] })
    render(<MadeFrom madeHere={{ kind: 'ensemble', fromJobIds: ['a', 'gone'] }} />)
    expect(screen.getByText(/Made here from/).textContent).toBe('Made here from Roformer')
  })
})
