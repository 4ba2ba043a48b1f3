import { z } from 'zod'
import { planSchema } from './plan'

/** A plan saved under a name. It keeps the words it was made of, so that it stays readable when the catalogue moves on. */
export const presetSchema = z.object({
  id: z.string().min(1).max(64),
  name: z.string().trim().min(1).max(120),
  service: z.enum(['mvsep', 'local']),
  plan: planSchema
})

export type Preset = Readonly<z.infer<typeof presetSchema>>

/** Presets in the user's order, and the one that is chosen at the start, by service. */
export interface PresetList {
  readonly presets: readonly Preset[]
  readonly defaults: { readonly mvsep: string | null; readonly local: string | null }
}
