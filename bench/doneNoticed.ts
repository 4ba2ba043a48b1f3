/**
 * How soon the engine knows that a job is done at its service (one job at work, real HTTP):
 *   npx tsx bench/doneNoticed.ts [runs]
 * Exits with 1 when the median is above 1.5 s.
 */
import { measureDoneNoticed, medianOf } from '../src/main/jobs/testing/doneNoticed'

const LARGEST_MEDIAN_MS = 1_500

const times = await measureDoneNoticed(Number(process.argv[2] ?? 40))
const sorted = times.toSorted((one, other) => one - other)
const at = (share: number): string => `${Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0)} ms`
console.log(`done noticed, ${times.length} runs: median ${at(0.5)}, 95 % ${at(0.95)}, longest ${at(1)}`)
process.exitCode = medianOf(times) <= LARGEST_MEDIAN_MS ? 0 : 1
