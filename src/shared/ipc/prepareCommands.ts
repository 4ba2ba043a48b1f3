import { z } from 'zod'
import type { AddedInputs, Input } from '../domain/input'
import type { Preparation, PrepareOffers } from '../domain/prepared'
import type { StudioSession } from '../domain/studio'
import { command } from './command'

const inputId = z.string().min(1).max(64)
const byInput = z.object({ inputId })
const preparation = z.discriminatedUnion('how', [
  z.object({ how: z.literal('flac') }),
  z.object({ how: z.literal('trial'), startSeconds: z.number().min(0).max(1e6) }),
  z.object({ how: z.literal('audioTrack') })
]) satisfies z.ZodType<Preparation>

/** What is made of an input before it is sent, at the user's wish. */
export const PREPARE_COMMANDS = {
  /** What can be made of it; nothing is made yet. */
  'inputs:offers': command<PrepareOffers>()(byInput),
  /** Makes the file; the input, under the same id, stands for it then. 'cancelled' after 'inputs:stopPreparing'. */
  'inputs:prepare': command<Input>()(z.object({ inputId, preparation })),
  'inputs:stopPreparing': command<void>()(byInput),
  /** Back to the song as it was taken in. */
  'inputs:undoPrepared': command<Input>()(byInput),
  /** Opens the song itself for listening; 'studio:close' with the session's id ends it. */
  'inputs:listen': command<StudioSession>()(byInput),
  /** Puts the whole songs that trials were cut from among the inputs, each once. */
  'jobs:wholeSong': command<AddedInputs>()(z.object({ jobIds: z.array(z.string().min(1).max(64)).min(1).max(5_000) }))
} as const
