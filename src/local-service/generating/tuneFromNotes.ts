import { checkKeys, chosenValue } from '../separation/options'
import type { GeneratingMethod, MethodOption, MethodOptions } from '../separation/types'
import { compose, stemsOf, type Ensemble } from './compose'
import { readTune } from './notation'

const NOTES: MethodOption = { key: 'notes', values: [], defaultValue: '' }
const ENSEMBLE: MethodOption = { key: 'ensemble', values: ['guitar', 'flute', 'musicBox'], defaultValue: 'guitar' }
const TEMPO: MethodOption = { key: 'beatsPerMinute', values: ['50', '60', '72', '84', '96', '108', '120', '138', '160', '180'], defaultValue: '108' }
const LENGTH: MethodOption = { key: 'lengthS', values: ['once', '10', '20', '30', '60', '120', '180'], defaultValue: 'once' }

/** Plays a melody that was written down, with a bass or a drone that is found for it. */
export const tuneFromNotes: GeneratingMethod = {
  kind: 'generate',
  id: 'tune-from-notes',
  options: [NOTES, ENSEMBLE, TEMPO, LENGTH],
  wordsName: 'Notes.txt',
  stems(options) {
    checkKeys([ENSEMBLE, TEMPO, LENGTH], options)
    return stemsOf(ensembleOf(options))
  },
  compose(words, options) {
    const length = chosenValue(LENGTH, options)
    return compose(readTune(words), {
      ensemble: ensembleOf(options),
      beatsPerMinute: Number(chosenValue(TEMPO, options)),
      lengthS: length === 'once' ? null : Number(length)
    })
  }
}

function ensembleOf(options: MethodOptions): Ensemble {
  const value = chosenValue(ENSEMBLE, options)
  return value === 'flute' || value === 'musicBox' ? value : 'guitar'
}
