import { creditsFor } from '../../../../shared/domain/cost'
import type { OutputFormatId } from '../../../../shared/domain/outputFormat'
import type { Plan } from '../../../../shared/domain/plan'
import type { PartSpan } from '../../../../shared/domain/split'
import type { JobCell, SeenPlan } from '../separate/jobTable'

// MP3 and M4A; what is written instead for every account: FLAC, else WAV, both of 16 bits.
const LOSSY: readonly OutputFormatId[] = [0, 3]
const INSTEAD: readonly OutputFormatId[] = [2, 1]

/** The plan of a song's parts: stems that were compressed with loss would have to be so again once they are joined. */
export function partPlan({ plan, algorithm }: SeenPlan): Plan {
  if (!LOSSY.includes(plan.outputFormat)) return plan
  const outputFormat = INSTEAD.find((id) => algorithm.outputFormats?.includes(id) ?? true)
  return outputFormat === undefined ? plan : { ...plan, outputFormat }
}

/** Credits of all parts under one plan; each part is counted by itself, as the service does. */
export const partCredits = ({ seen: { algorithm, choice } }: JobCell, parts: readonly PartSpan[]): number =>
  parts.reduce((sum, { startSeconds, endSeconds }) => sum + (creditsFor(algorithm, choice.values, endSeconds - startSeconds) ?? 1), 0)
