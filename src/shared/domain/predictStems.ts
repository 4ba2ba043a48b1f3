import type { Algorithm, AlgorithmField, OutputVariant, PredictedStem } from './algorithm'
import { visibleFields, type FieldValues } from './visibleFields'

/**
 * How sure the catalogue is of the stems: 'exact' when it says what these very options give, 'usual' when it says only
 * what the algorithm gives with others, 'unknown' when it names no stem at all.
 */
export interface StemPrediction {
  readonly stems: readonly PredictedStem[]
  readonly certainty: 'exact' | 'usual' | 'unknown'
}

interface Chosen {
  readonly field: AlgorithmField
  readonly key: string
}

/**
 * The stems these values will give (API notes §7). `outputs` stands for the default options; a variant that matches
 * stands for its combination instead; then each visible field's override is applied in the order of the fields, unless
 * the variant has taken that field into account. A hidden field is not sent and changes nothing.
 */
export function predictStems(algorithm: Algorithm, values: FieldValues): StemPrediction {
  const chosen = visibleFields(algorithm.fields, values).map((field): Chosen => ({ field, key: keyOf(field, values) }))
  const variant = matchingVariant(algorithm.outputVariants, chosen)
  const others = chosen.filter(({ field }) => variant === null || field.serverKey === null || !Object.hasOwn(variant.match, field.serverKey))
  const stems = others.reduce(withOverride, variant?.stems ?? algorithm.stems)
  if (stems.length === 0) return { stems, certainty: 'unknown' }
  const isSaid = variant !== null || (algorithm.outputVariants.length === 0 && chosen.every(isAccountedFor))
  return { stems, certainty: isSaid ? 'exact' : 'usual' }
}

/** What counts for a field: what was chosen, else what the service takes when nothing is sent. */
function keyOf({ name, defaultKey }: AlgorithmField, values: FieldValues): string {
  const value = values[name] ?? ''
  return value === '' ? (defaultKey ?? '') : value
}

/** The variant of which every option is chosen; of several the one that looks at most fields. */
function matchingVariant(variants: readonly OutputVariant[], chosen: readonly Chosen[]): OutputVariant | null {
  const byServerKey = new Map(chosen.map(({ field, key }) => [field.serverKey, key]))
  const matching = variants.filter(({ match }) => Object.entries(match).every(([serverKey, key]) => byServerKey.get(serverKey) === key))
  const reach = ({ match }: OutputVariant): number => Object.keys(match).length
  return matching.reduce<OutputVariant | null>((best, one) => (best === null || reach(one) > reach(best) ? one : best), null)
}

function withOverride(stems: readonly PredictedStem[], { field, key }: Chosen): readonly PredictedStem[] {
  const override = field.outputOverrides.find(({ optionKey }) => optionKey === key)
  if (override === undefined) return stems
  if (override.mode === 'set') return override.stems
  return [...stems, ...override.stems.filter((added) => !stems.some((stem) => stem.key === added.key))]
}

/** True when the catalogue's word covers this choice: words of one's own, the default, or a field that lists what differs. */
function isAccountedFor({ field, key }: Chosen): boolean {
  return field.inputType !== 'select' || field.outputOverrides.length > 0 || (field.defaultKey !== null && key === field.defaultKey)
}
