import { z } from 'zod'
import { FIELD_NAMES, LONGEST_TEXT } from './algorithm'

/** One chosen option, with the words it was chosen by, so that a job stays readable after the catalogue moved on. */
export const planOptionSchema = z.object({
  name: z.enum(FIELD_NAMES),
  fieldText: z.string().max(500).optional(),
  /** Option key, or the user's text for text fields. */
  key: z.string().max(LONGEST_TEXT),
  label: z.string().max(LONGEST_TEXT).optional()
  // Written by hand or by another program a plan may lack the words: key and name stand in for them.
}).transform(({ fieldText, label, ...option }) => ({ ...option, fieldText: fieldText ?? option.name, label: label ?? option.key }))

/** Algorithm + options + output format: what is to be done with each input. */
export const planSchema = z.object({
  renderId: z.int().min(0),
  algorithmName: z.string().min(1).max(500),
  options: z.array(planOptionSchema).max(FIELD_NAMES.length).readonly(),
  outputFormat: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)])
})

export type PlanOption = Readonly<z.infer<typeof planOptionSchema>>
export type Plan = Readonly<z.infer<typeof planSchema>>
