import { z } from 'zod'

/** A user of this service as the database keeps it. One credit pays about one minute of audio. */
export const accountSchema = z.object({
  id: z.number(),
  name: z.string(),
  email: z.string(),
  passwordSalt: z.string(),
  passwordProof: z.string(),
  tokenHash: z.string(),
  sealedToken: z.string(),
  credits: z.number(),
  premiumEnabled: z.number().transform(Boolean),
  longFilenamesEnabled: z.number().transform(Boolean),
  createdAtMs: z.number(),
  updatedAtMs: z.number()
})

export type Account = z.infer<typeof accountSchema>

/** Whether the account's next job runs with premium limits: switched on, and credits left to spend. */
export function isPremium(account: Account): boolean {
  return account.premiumEnabled && account.credits > 0
}
