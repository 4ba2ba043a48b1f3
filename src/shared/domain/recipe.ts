import { z } from 'zod'
import { planSchema } from './plan'
import { MOST_STEPS, shapeProblem } from './recipeShape'

const id = z.string().min(1).max(64)

const stepSchema = z.object({
  id,
  plan: planSchema,
  /** The song itself, or a stem that another step makes, by the service's word for it. */
  takes: z.union([z.literal('input'), z.object({ stepId: id, stem: z.string().trim().min(1).max(200) }).readonly()])
})

/** A chain of plans under a name: a later step takes a stem of an earlier one. */
export const recipeSchema = z.object({
  id,
  name: z.string().trim().min(1).max(120),
  service: z.enum(['mvsep', 'local']),
  steps: z.array(stepSchema).min(1).max(MOST_STEPS).readonly()
}).superRefine(({ steps }, context) => {
  const problem = shapeProblem(steps)
  if (problem !== null) context.addIssue({ code: 'custom', path: ['steps'], message: problem })
})

export type RecipeStep = Readonly<z.infer<typeof stepSchema>>
export type Recipe = Readonly<z.infer<typeof recipeSchema>>
