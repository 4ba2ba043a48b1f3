import { z } from 'zod'
import { blendRequestSchema, type BlendOutcome } from '../domain/ensemble'
import { command, id } from './command'


/** Making one stem of the same stem of several jobs, on this computer. */
export const ENSEMBLE_COMMANDS = {
  /** Whether the song behind these jobs is still the file they were made from: what is missing to it can then be had as well. */
  'ensembles:options': command<{ readonly isSongHere: boolean }>()(z.object({ jobIds: z.array(id).min(1).max(500) })),
  /** Makes a new job of them; 'cancelled' after 'ensembles:cancel'. */
  'ensembles:make': command<BlendOutcome>()(blendRequestSchema),
  'ensembles:cancel': command<void>()(z.object({ blendId: id }))
} as const
