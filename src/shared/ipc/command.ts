import type { z } from 'zod'

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
