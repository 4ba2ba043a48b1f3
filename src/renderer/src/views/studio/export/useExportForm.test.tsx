// @vitest-environment happy-dom
import { act, cleanup, renderHook, waitFor } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import type { Player, PlayerState } from '../../../audio/player.types'
import { useSongFacts } from '../../../stores/songFacts'
import { installBridge } from '../../../testing/fakeBridge'
import { resetStores } from '../../../testing/resetStores'
import { useExportForm } from './useExportForm'

afterEach(() => {
  cleanup()
  resetStores()
})

const STATE: Partial<PlayerState> = { controls: [], masterGain: 1, loop: null }
const PLAYER = {
  session: { jobId: 'job', stems: [{ index: 0, name: 'Vocals' }] }, getState: () => STATE, subscribe: () => () => undefined
} as unknown as Player

const WISH = {}

it('names tell the tempo as soon as it was heard, also while the dialog is open', async () => {
  installBridge({
    'exports:options': () => ({ ok: true, value: {
      choices: { kind: 'stems', format: 'same', place: 'job', collision: 'number', template: '{title} {bpm}', zip: false, tags: true },
      places: { folder: null, source: null, job: '~/Unbraid/Song' }
    } }),
    'exports:preview': ({ estimates: { bpm } }) => ({ ok: true, value: { fileNames: [`Song ${bpm ?? ''}`.trim()], zippedNames: [], takenNames: [], unknownTokens: [] } })
  })
  const { result } = renderHook(() => useExportForm(PLAYER, WISH))
  await waitFor(() => { expect(result.current?.preview?.fileNames).toEqual(['Song']) })
  act(() => { useSongFacts.setState({ byJob: { job: { beatsPerMinute: 124, key: null } } }) })
  expect(result.current?.content.estimates.bpm).toBe(124)
  await waitFor(() => { expect(result.current?.preview?.fileNames).toEqual(['Song 124']) })
})
