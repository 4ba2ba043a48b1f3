import { z } from 'zod'
import { FIELD_NAMES } from '../../shared/domain/algorithm'
import { flagWire, listWire, numberWire, objectWire, textWire, wordsWire } from './tolerant'

/*
 * What the service sends, under its own names (API notes §2..§9). Only what makes a thing usable is required;
 * the rest may be absent, null or of a neighbouring type. The service's `render_id` is what create calls `sep_type`
 * and what we call `renderId`: it is not `id`, and 0 is a real one.
 */

/** The envelope of any refusal. */
export const failureWire = objectWire(
  z.object({
    success: flagWire,
    errors: wordsWire,
    data: objectWire(z.object({ message: wordsWire })),
    message: wordsWire,
    error: wordsWire
  })
)

export const priceRuleWire = z.object({
  option_key: textWire.pipe(z.string()),
  mode: textWire,
  value: numberWire.pipe(z.number().positive())
})

export const conditionWire = z.object({
  depends_on_field_id: numberWire.pipe(z.number()),
  operator: textWire,
  value_json: listWire,
  action: z.enum(['show', 'hide'])
})

export const fieldWire = z.object({
  id: numberWire,
  name: z.enum(FIELD_NAMES),
  text: textWire,
  input_type: textWire,
  /** JSON text whose key order matters, or an object: see orderedJson.ts. */
  options: z.unknown().optional(),
  default_key: textWire,
  required: flagWire,
  help_link: textWire,
  /** The field's name in `output_variants`. */
  server_key: textWire,
  registered_only_keys: listWire,
  /** JSON text of option key -> {mode, outputs}: see toOutputs.ts. */
  output_overrides: z.unknown().optional(),
  price_rules: listWire,
  conditions: listWire
})

export const descriptionWire = objectWire(z.object({ lang: textWire, short_description: textWire, long_description: textWire }))

export const algorithmWire = z.object({
  id: numberWire,
  render_id: numberWire.pipe(z.int().min(0)),
  name: z.string().trim().min(1),
  algorithm_group_id: numberWire,
  algorithm_group: objectWire(z.object({ id: numberWire, name: textWire })),
  orientation: numberWire,
  is_active: flagWire,
  audio_widget: textWire,
  price_coefficient: numberWire,
  usage: numberWire,
  rating: objectWire(z.object({ average: numberWire, total: numberWire })),
  /** JSON text of stem key -> label, or an object. */
  outputs: z.unknown().optional(),
  output_stems: listWire,
  /** JSON text of {keys, variants}: see toOutputs.ts. */
  output_variants: z.unknown().optional(),
  description: textWire,
  algorithm_descriptions: listWire,
  algorithm_fields: listWire,
  /** Not MVSEP's: our local service says which formats it can write. */
  output_formats: z.unknown().optional()
})
export type AlgorithmWire = z.infer<typeof algorithmWire>

export const createdWire = objectWire(z.object({ data: objectWire(z.object({ link: textWire, hash: textWire })) }))

export const remoteFileWire = objectWire(z.object({ type: textWire, url: textWire, bytes: numberWire, download: textWire }))

export const statusWire = objectWire(
  z.object({
    success: flagWire,
    status: textWire,
    data: objectWire(
      z.object({
        message: textWire,
        queue_count: numberWire,
        current_order: numberWire,
        finished_chunks: numberWire,
        all_chunks: numberWire,
        algorithm: textWire,
        files: listWire,
        /** Of no one shape: see toAnswerTexts.ts. */
        transcription: z.unknown().optional()
      })
    )
  })
)

/** separation/get-remote: how far the fetching of a link is, then the job's own address. */
export const linkStatusWire = objectWire(
  z.object({ success: flagWire, status: textWire, message: textWire, data: objectWire(z.object({ message: textWire, link: textWire, hash: textWire })) })
)

export const historyRowWire = z.object({
  hash: z.string().min(1),
  created_at: textWire,
  time_left: numberWire,
  credits: numberWire,
  job_exists: flagWire,
  algorithm: objectWire(z.object({ render_id: numberWire, name: textWire }))
})

/** `current_queue` is a list, a map, a number or null (API notes §13); its items are not evidenced. */
export const currentQueueWire = objectWire(z.object({ data: objectWire(z.object({ current_queue: z.unknown() })) }))

/** A job of `current_queue` beyond its hash. */
export const runningWire = objectWire(z.object({ status: textWire, created_at: textWire, algorithm: objectWire(z.object({ name: textWire })) }))

/** A refused form: words by field in one of three places. */
export const formErrorsWire = objectWire(
  z.object({ message: z.unknown().optional(), errors: z.unknown().optional(), data: objectWire(z.object({ message: z.unknown().optional() })) })
)

/** app/queue/summary: the only wait the service estimates. */
export const queueWaitWire = objectWire(z.object({ data: objectWire(z.object({ ahead: numberWire, estimated_wait_seconds: numberWire })) }))

/** The list of an endpoint that answers `{data: […]}` or the list itself. */
export const rowsWire = z.union([z.array(z.unknown()), z.object({ data: z.array(z.unknown()) }).transform(({ data }) => data)])

export const userWire = z.object({
  data: z.object({
    name: textWire,
    email: textWire.pipe(z.string()),
    api_token: textWire,
    premium_minutes: numberWire,
    premium_enabled: flagWire,
    long_filenames_enabled: flagWire
  })
})

export const newsWire = z.object({ id: numberWire.pipe(z.number()), title: textWire, text: textWire, created_at: textWire })

const planWire = objectWire(z.object({ plan: textWire, queue: numberWire }))
export const queueWire = z.object({
  queue: objectWire(z.record(z.string(), numberWire)),
  current: planWire,
  /** The name the API page gives `current`. */
  plan: planWire,
  free_separations: objectWire(z.object({ left: numberWire, max: numberWire }))
})

/** A row of app/demo; its `algorithm` is a short row of the catalogue. */
export const demoWire = z.object({
  hash: z.string().trim().min(1).max(500),
  date: textWire,
  size: textWire,
  algorithm: objectWire(z.object({ name: textWire, render_id: numberWire }))
})
