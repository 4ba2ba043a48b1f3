import { z } from 'zod'

/** How a job's mixer was left; found again when the job is opened. Stems are named by StemFile.index. */
export const savedMixerSchema = z.object({
  stems: z
    .array(z.object({ index: z.int(), muted: z.boolean(), soloed: z.boolean(), gain: z.number().min(0).max(2), pan: z.number().min(-1).max(1) }))
    .max(500),
  masterGain: z.number().min(0).max(2),
  /** The frames [startFrame, endFrame) at the session's rate. */
  loop: z.object({ startFrame: z.number().min(0), endFrame: z.number().min(0) }).nullable(),
  /** Speed, 1 is as recorded, and pitch in semitones; older files hold neither. */
  rate: z.number().min(0.5).max(2).default(1),
  semitones: z.number().min(-12).max(12).default(0)
})

export type SavedMixer = z.infer<typeof savedMixerSchema>
