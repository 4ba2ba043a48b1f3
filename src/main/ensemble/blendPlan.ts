import type { BlendFormat, BlendMethod } from '../../shared/domain/ensemble'
import type { Plan } from '../../shared/domain/plan'
import { shortAlgorithmName } from '../library/jobFolder'

const METHOD_WORDS = { mean: 'mean', median: 'median', smallest: 'min', largest: 'max' } as const satisfies Record<BlendMethod, string>
const FORMAT_NUMBERS = { wav32f: 4, flac24: 5 } as const satisfies Record<BlendFormat, Plan['outputFormat']>
const MOST_CHARACTERS = 500

/**
 * What was done, in the place where a job at a service has its plan: "Ensemble (mean 2:1) of BS Roformer + MelBand". The
 * names stand in it for good, whatever becomes of the jobs. No algorithm of a service is behind it.
 */
export function blendPlan(method: BlendMethod, format: BlendFormat, sources: readonly { readonly algorithmName: string; readonly weight: number }[]): Plan {
  const weights = sources.map(({ weight }) => weight)
  const areWeighed = method === 'mean' && weights.some((weight) => weight !== weights[0])
  const how = `${METHOD_WORDS[method]}${areWeighed ? ` ${weights.join(':')}` : ''}`
  const names = sources.map(({ algorithmName }) => shortAlgorithmName(algorithmName)).join(' + ')
  const whole = `Ensemble (${how}) of ${names}`
  return {
    renderId: 0, options: [], outputFormat: FORMAT_NUMBERS[format],
    algorithmName: whole.length <= MOST_CHARACTERS ? whole : `${whole.slice(0, MOST_CHARACTERS - 1)}…`
  }
}
