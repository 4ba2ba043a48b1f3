/** Credits a job costs: `floor(seconds * coefficient / 60)`, at least 1 (API page, price_coefficient). */
export function toCredits(durationS: number, priceCoefficient: number): number {
  return Math.max(1, Math.floor((durationS * priceCoefficient) / 60))
}
