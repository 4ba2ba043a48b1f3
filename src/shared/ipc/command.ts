import { z } from 'zod'

/**
 * A command's input is a zod schema, because what comes from the renderer is untrusted; its output is a type, because
 * main is the truth.
 */
export interface Command<Input extends z.ZodType, Output> {
  readonly input: Input
  /** Never filled: carries the type of the answer. */
  readonly output?: Output
}

/** Names the answer's type, then the input's schema: `command<Answer>()(schema)`. */
export const command = <Output>() => <Input extends z.ZodType>(input: Input): Command<Input, Output> => ({ input })

/** An id of ours: of an input, a job, a recipe. */
export const id = z.string().min(1).max(64)
/** As many as the list may hold. */
export const inputIds = z.array(id).max(20_000)
