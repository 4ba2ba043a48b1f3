import { expect, it } from 'vitest'
import type { CheckerEntry } from '../../../../shared/domain/qualityChecker'
import { bestByStem, overTime, place } from './chartFigures'

const entry = (id: number, addedAtMs: number | null, figures: Readonly<Record<string, number>>): CheckerEntry => ({
  id, datasetType: 1, datasetName: '', algorithmName: `Model ${id}`, text: [], addedAtMs, processedAtMs: null, status: 'processed', message: '', metrics: [], isEnsemble: false,
  scores: Object.entries(figures).map(([stem, decibels]) => ({ key: `sdr_${stem}`, stem, decibels }))
})
const entries = [entry(1, 200, { bass: 9, vocals: 11 }), entry(2, 100, { bass: 12 }), entry(3, null, { bass: 13 })]

it('finds the best of each stem, the best stem first', () => {
  expect(bestByStem(entries)).toMatchObject([{ stem: 'bass', decibels: 13, name: 'Model 3' }, { stem: 'vocals', decibels: 11, name: 'Model 1' }])
})

it('puts figures in the order of their days, and leaves out what has none', () => {
  expect(overTime(entries, 'sdr_bass').map(({ id }) => id)).toEqual([2, 1])
  expect(overTime(entries, 'sdr_vocals').map(({ id }) => id)).toEqual([1])
})

it('places values on a line; a range that is a point in its middle', () => {
  expect([place(5, 0, 10, 0, 100), place(0, 0, 10, 100, 0), place(3, 3, 3, 0, 100)]).toEqual([50, 100, 50])
})
