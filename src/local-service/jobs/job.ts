import { z } from 'zod'

/** One file a job produced. `stem` is the separator's key of it, `name` the file's name in the output folder. */
export interface JobFile {
  readonly stem: string
  readonly name: string
  readonly sizeBytes: number
}

/**
 * Where a job stands. `fetching`: its link is being downloaded. `removed`: cancelled, deleted or expired;
 * the row stays for the history, the files are gone.
 */
const JOB_STATUSES = ['fetching', 'waiting', 'processing', 'merging', 'done', 'failed', 'removed'] as const
export type JobStatus = (typeof JOB_STATUSES)[number]

export const UNFINISHED_STATUSES: readonly JobStatus[] = ['fetching', 'waiting', 'processing', 'merging']

function json<T>(schema: z.ZodType<T>) {
  return z.string().transform((text) => schema.parse(JSON.parse(text)))
}

export const jobSchema = z.object({
  id: z.number(),
  accountId: z.number().nullable(),
  /** The name clients know it by; null while its link is still being downloaded. */
  hash: z.string().nullable(),
  /** The short hash of a job made from a link, for `separation/get-remote`. */
  remoteHash: z.string().nullable(),
  sourceUrl: z.string().nullable(),
  renderId: z.number(),
  /** Chosen option values by the method's own keys. */
  options: json(z.record(z.string(), z.string())),
  outputFormat: z.number(),
  isDemo: z.number().transform(Boolean),
  isPremium: z.number().transform(Boolean),
  status: z.enum(JOB_STATUSES),
  /** Why it failed; empty otherwise. */
  message: z.string(),
  inputName: z.string(),
  inputBytes: z.number(),
  durationS: z.number().nullable(),
  /** What the file says of itself, in the shape the API answers (API notes, separation/get). */
  tags: json(z.unknown()),
  /** What it cost; null when nothing was or remains spent. */
  credits: z.number().nullable(),
  /** Below the storage folder; its last part is random, because the files are served to whoever knows the address. */
  outputFolder: z.string(),
  files: json(z.array(z.object({ stem: z.string(), name: z.string(), sizeBytes: z.number() }))),
  separationMs: z.number().nullable(),
  createdAtMs: z.number(),
  updatedAtMs: z.number()
})

export type Job = Readonly<z.infer<typeof jobSchema>>

/** What is known of a job before it has a place in the queue. */
export type NewJob = Omit<Job, 'id' | 'message' | 'files' | 'separationMs' | 'createdAtMs' | 'updatedAtMs'>

/** What may change in a job's life. */
export type JobChange = Partial<Omit<Job, 'id' | 'accountId' | 'remoteHash' | 'createdAtMs' | 'updatedAtMs'>>
