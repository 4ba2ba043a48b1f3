import type { Algorithm } from './algorithm'
import { visibleFields, type FieldValues } from './visibleFields'

/** How many times the base price these values cost: the algorithm's coefficient times every rule that applies. */
export function priceFactor(algorithm: Algorithm, values: FieldValues): number {
  const rules = visibleFields(algorithm.fields, values).flatMap(({ name, priceRules }) =>
    priceRules.filter(({ optionKey }) => optionKey === values[name])
  )
  return rules.reduce((factor, { multiplier }) => factor * multiplier, algorithm.priceCoefficient)
}

/**
 * Credits one input costs, as MVSEP counts them: minutes times factor, rounded down after multiplying, at least 1
 * (API notes §7). Null while the length is unknown. Credits are spent only where premium is switched on.
 */
export function creditsFor(algorithm: Algorithm, values: FieldValues, durationSeconds: number | null): number | null {
  if (durationSeconds === null || !Number.isFinite(durationSeconds) || durationSeconds < 0) return null
  return Math.max(1, Math.floor((durationSeconds * priceFactor(algorithm, values)) / 60))
}
