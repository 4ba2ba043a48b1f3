import { createExportControl } from '../exportControl'
import type { ExportTask } from '../exportFile'

/** The whole mix of these inputs in floats, so many frames at 44.1 kHz. */
export const toMix = (inputs: ExportTask['inputs'], frames: number, path: string): ExportTask => ({
  inputs, layout: 'mix', session: { sampleRateHz: 44_100, frames }, range: null, format: 'wav32f', mayClip: false, path, control: createExportControl()
})
