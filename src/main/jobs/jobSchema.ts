import { z } from 'zod'
import type { Job } from '../../shared/domain/job'
import { planSchema } from '../../shared/domain/plan'
import { ERROR_CODES } from '../../shared/errors/appError'

// The union of shared/domain/job.ts as it must be found on disk; the compiler keeps the two equal (last line).
const count = z.number().nullable()
const remote = z.object({ hash: z.string().min(1), byLink: z.literal(true).optional(), apiBase: z.url(), acceptedAtMs: count.default(null), deletedAtMs: count.default(null) })
const files = z.array(
  z.object({
    index: z.int().min(0),
    stem: z.string(),
    url: z.string(),
    sizeBytes: count,
    // A leaf name whatever became of the ledger: it is joined to a folder.
    fileName: z.string().regex(/^(?!\.)[^/\\\0]+$/),
    done: z.boolean(),
    damaged: z.boolean().default(false)
  })
).readonly()
const error = z.object({ code: z.enum(ERROR_CODES), detail: z.string().optional(), subject: z.string().optional() })

/** What a job is made from, as people know it. */
export const jobInputSchema = z.object({
  name: z.string(), sizeBytes: z.number().min(0), durationSeconds: count, referenceName: z.string().optional(), isLink: z.literal(true).optional(),
  prepared: z.object({
    how: z.enum(['flac', 'trial', 'audioTrack']), fromName: z.string(), fromSizeBytes: z.number(), fromDurationSeconds: count, startSeconds: z.number().optional()
  }).optional()
})

const base = {
  id: z.string().min(1).max(64),
  service: z.enum(['mvsep', 'local']),
  input: jobInputSchema,
  plan: planSchema,
  createdAtMs: z.number(),
  updatedAtMs: z.number(),
  attempt: z.int().min(0),
  // Rows from before there was a queue order or a pause; the row's own place is put in by the ledger.
  position: z.number().default(0),
  paused: z.boolean().default(false),
  home: z.url().optional(),
  accountId: z.string().min(1).max(64).nullable().default(null),
  adopted: z.enum(['algorithmKnown', 'algorithmUnknown']).optional(),
  madeHere: z.object({ kind: z.enum(['ensemble', 'joined']), fromJobIds: z.array(z.string()).readonly() }).optional()
}

export const jobSchema = z.discriminatedUnion('phase', [
  z.object({ ...base, phase: z.literal('queued'), hold: z.enum(['oneAtATime', 'turn', 'slowedDown', 'offline', 'signIn', 'localService', 'paused']).nullable() }),
  z.object({ ...base, phase: z.literal('uploading') }),
  z.object({ ...base, phase: z.literal('unconfirmed'), sentAtMs: z.number(), lookedUp: z.boolean() }),
  z.object({ ...base, phase: z.literal('waiting'), remote, queueCount: count, currentOrder: count }),
  z.object({ ...base, phase: z.literal('distributing'), remote, finishedChunks: count, allChunks: count }),
  z.object({ ...base, phase: z.literal('processing'), remote, message: z.string().nullable() }),
  z.object({ ...base, phase: z.literal('merging'), remote, message: z.string().nullable() }),
  z.object({
    ...base, phase: z.literal('downloading'), remote, files, hold: z.enum(['diskFull', 'folderGone', 'offline']).nullable().default(null),
    place: z.string().nullable().default(null)
  }),
  z.object({ ...base, phase: z.literal('ready'), remote: remote.nullable(), files, finishedAtMs: z.number() }),
  z.object({ ...base, phase: z.literal('failed'), error, remote: remote.nullable(), files }),
  z.object({ ...base, phase: z.literal('cancelled'), remote: remote.nullable() })
]) satisfies z.ZodType<Job>
