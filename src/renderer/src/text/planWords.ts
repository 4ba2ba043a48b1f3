import type { TFunction } from 'i18next'
import { OUTPUT_FORMATS, type OutputFormatId } from '../../../shared/domain/outputFormat'
import type { Plan } from '../../../shared/domain/plan'

/** An output format in words. */
export function formatWords(outputFormat: OutputFormatId, t: TFunction): string {
  const format = OUTPUT_FORMATS.find(({ id }) => id === outputFormat)
  return format === undefined ? '' : t(`separate.format.${format.key}`)
}

/** A long text, e.g. a prompt, is a plan's option like any other; of it the beginning is enough. */
const MOST_LETTERS = 40
/** The beginning of a long label. */
export const shortened = (label: string): string => label.length > MOST_LETTERS ? `${label.slice(0, MOST_LETTERS).trimEnd()}…` : label

/** "BS Roformer (vocals, instrumental)" without its brackets, for narrow places; the whole name stands elsewhere. */
export const shortAlgorithmName = (name: string): string => /^(.+?)\s*\(.*\)$/.exec(name)?.[1] ?? name

/** What a plan's options are, in the words they were chosen by, and its format. */
export const planOptionWords = (plan: Plan, t: TFunction): string =>
  [...plan.options.map(({ label }) => shortened(label)), formatWords(plan.outputFormat, t)].join(' · ')

/** A plan's whole name: algorithm, options, format. */
export const planName = (plan: Plan, t: TFunction): string => `${plan.algorithmName} · ${planOptionWords(plan, t)}`
