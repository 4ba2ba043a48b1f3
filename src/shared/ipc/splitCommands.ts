import { z } from 'zod'
import type { AddedInputs } from '../domain/input'
import { planSchema } from '../domain/plan'
import type { SplitProposal, SplitSong } from '../domain/split'
import { command, id } from './command'

const bySplit = z.object({ splitId: id })
const MOST_SECONDS = 1e6
const MOST_BYTES = 1e12

/** Long songs, sent in parts and joined again. */
export const SPLIT_COMMANDS = {
  /** How an input would be cut into parts of at most this length and size; nothing is written yet. */
  'splits:propose': command<SplitProposal>()(
    z.object({ inputId: id, maxSeconds: z.number().min(1).max(MOST_SECONDS), maxBytes: z.number().min(1).max(MOST_BYTES) })
  ),
  'splits:stopProposing': command<void>()(z.undefined()),
  /** Cuts the song as it was proposed last and sends its parts, once for each plan. */
  'splits:begin': command<readonly SplitSong[]>()(
    z.object({ proposalId: id, plans: z.array(planSchema).min(1).max(50), service: z.enum(['mvsep', 'local']) })
  ),
  /** Ends a split of which nothing was sent; the song comes back among the inputs. */
  'splits:cancel': command<AddedInputs>()(bySplit),
  /** Goes on after a problem. */
  'splits:tryAgain': command<void>()(bySplit)
} as const
