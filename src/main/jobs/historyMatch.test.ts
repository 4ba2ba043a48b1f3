import { describe, expect, it } from 'vitest'
import type { HistoryRow } from '../mvsep/types'
import { candidates, type LostCreate } from './historyMatch'

const SENT = Date.UTC(2026, 10, 22, 12, 0, 0)
const lost: LostCreate = { inputName: 'My Song (live).mp3', renderId: 40, sentAtMs: SENT, claimed: new Set(['20261122120001-aaaaaaaaaa-my-song-live.mp3']) }
const row = (hash: string, change: Partial<HistoryRow> = {}): HistoryRow => ({ hash, createdAtMs: SENT + 20_000, renderId: 40, hoursLeft: 71, ...change })
const HASH = '20261122120020-a0bb276157-my-song-live.mp3'
const accepts = (found: HistoryRow, change: Partial<LostCreate> = {}): boolean => candidates([found], { ...lost, ...change }).length === 1

describe('candidates', () => {
  it.each([
    ['the job itself', row(HASH), {}],
    ['a job whose time stands only in its hash', row(HASH, { createdAtMs: null }), {}],
    ['a job whose algorithm is not told', row(HASH, { renderId: null }), {}],
    ['a name the service cut', row('20261122120020-a0bb276157-my-song.mp3'), {}],
    ['a name in other letters', row('20261122120020-a0bb276157-moya-pesnya.mp3'), { inputName: 'Моя песня.mp3' }],
    ['any name where no file was sent', row('20261122120020-a0bb276157-tts-output.wav'), { inputName: null }],
    ['a clock four minutes apart', row(HASH, { createdAtMs: SENT - 4 * 60_000 }), {}]
  ])('takes %s', (_what, found, change) => {
    expect(accepts(found, change)).toBe(true)
  })

  it.each([
    ['a job of another file', row('20261122120020-a0bb276157-other.mp3')],
    ['a job with another algorithm', row(HASH, { renderId: 41 })],
    ['yesterday\'s job', row(HASH, { createdAtMs: SENT - 86_400_000 })],
    ['a later job', row(HASH, { createdAtMs: SENT + 3_600_000 })],
    ['a job without any time', row('odd', { createdAtMs: null })],
    ['a job another one holds', row('20261122120001-aaaaaaaaaa-my-song-live.mp3')]
  ])('leaves %s', (_what, found) => {
    expect(accepts(found)).toBe(false)
  })
})
