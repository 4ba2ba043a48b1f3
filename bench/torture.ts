/**
 * The job engine under torture, one command each; prints the counts and ends with 1 when a promise was broken.
 *   npx tsx bench/torture.ts kills  [--kills 200] [--seed N]   SIGKILL of the engine's process at random times
 *   npx tsx bench/torture.ts faults [--runs 500] [--seed N]    random faults between the engine and the server
 */
import { parseArgs } from 'node:util'
import { tortureByFaults } from '../src/main/jobs/testing/torture/faults'
import { tortureByKills } from '../src/main/jobs/testing/torture/kills'

const MIB = 1024 * 1024
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { kills: { type: 'string', default: '200' }, runs: { type: 'string', default: '500' }, seed: { type: 'string' } }
})
const seed = values.seed === undefined ? Date.now() % 1_000_000 : Number(values.seed)
const startedMs = performance.now()
const tell = (line: string): void => {
  console.log(`  ${((performance.now() - startedMs) / 1000).toFixed(0).padStart(4)} s  ${line}`)
}

function end(report: { readonly violations: readonly string[] }): void {
  const { violations, ...counts } = report
  for (const [name, count] of Object.entries(counts)) console.log(`${name.padEnd(22)} ${JSON.stringify(count)}`)
  for (const violation of violations) console.log(`VIOLATION ${violation}`)
  console.log(`${violations.length} violations, seed ${seed}, ${((performance.now() - startedMs) / 1000).toFixed(0)} s`)
  process.exitCode = violations.length === 0 ? 0 : 1
}

switch (positionals[0]) {
  case 'kills':
    end(await tortureByKills({ kills: Number(values.kills), seed, jobsPerSession: 20, songBytes: 8 * MIB, resultBytes: 3 * MIB, tell }))
    break
  case 'faults':
    end(await tortureByFaults({ runs: Number(values.runs), seed, atOnce: 8, tell }))
    break
  default:
    console.error('kills or faults?')
    process.exitCode = 2
}
