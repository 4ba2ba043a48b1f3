/**
 * How long one key press in "Search algorithms" takes: `npx tsx bench/search.ts`.
 * Every query is typed letter by letter; p50 and p95 are over all key presses of all rounds, for the service's own number
 * of rows and for 2,000. Uses the captured catalogue beside the repository where it is there, else rows of its own.
 */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { toAlgorithms } from '../src/main/mvsep/toAlgorithm'
import type { Algorithm } from '../src/shared/domain/algorithm'
import { buildIndex, searchIndex } from '../src/shared/domain/searchAlgorithms'
import { algorithm, field } from '../src/shared/domain/testing/algorithms'

const ROUNDS = 20
const QUERIES = ['vocals', 'piano', 'kick', 'karaoke', 'minus one', 'vocls', 'drms', 'instrmental', 'lead guitar', 'bs roformer vocals', 'remove reverb', 'xqzwvbnm']
const STEMS = ['vocals', 'drums', 'bass', 'piano', 'guitar', 'strings', 'kick', 'snare', 'choir', 'flute', 'speech', 'reverb']
const WORDS = ['Roformer', 'Demucs', 'Ensemble', 'SCNet', 'DrumSep', 'Karaoke', 'DeNoise', 'Apollo', 'Medley', 'BandIt', 'Mega', 'Phantom']

const pick = (from: readonly string[], at: number): string => from[at % from.length] ?? ''

/** A row with a name and options of its own, so that 2,000 rows also have the words of 2,000 rows. */
function invented(place: number): Algorithm {
  const [one, other] = [pick(STEMS, place), pick(STEMS, place * 7 + 5)]
  return algorithm({
    id: place, renderId: place, name: `${pick(WORDS, place * 5)} ${pick(WORDS, place * 3 + 1)} v${place} (${one}, ${other})`, usesThisMonth: (place * 7_919) % 100_000,
    group: { id: place % 15, name: `${pick(WORDS, place % 15)} models` }, stems: [one, other].map((key) => ({ key, label: key })),
    shortDescription: `Model ${place} by author${place} takes ${one} and ${other} apart, trained in ${2019 + (place % 8)}.`,
    fields: [{ ...field(place, 'add_opt1', ['0']), options: [0, 1, 2].map((key) => ({ key: String(key), label: `edition${place * 3 + key} (SDR ${one}: ${(place % 90) / 10 + key})` })) }]
  })
}

function ownRows(): readonly Algorithm[] {
  const captured = fileURLToPath(new URL('../../shared/api/algorithms-2026-08.json', import.meta.url))
  const rows = existsSync(captured) ? toAlgorithms(JSON.parse(readFileSync(captured, 'utf8')) as unknown[]).algorithms : []
  return [...rows, ...Array.from({ length: Math.max(0, 117 - rows.length) }, (_, place) => invented(10_000 + place))]
}

const percentile = (sorted: readonly number[], fraction: number): string =>
  (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * fraction))] ?? 0).toFixed(3)

const own = ownRows()
console.log('  rows   words   index ms   key presses    p50 ms    p95 ms    max ms')
for (const rows of [own, [...own, ...Array.from({ length: 2_000 - own.length }, (_, place) => invented(place))]]) {
  const startMs = performance.now()
  const index = buildIndex(rows)
  const indexMs = performance.now() - startMs
  const pressesMs: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const query of QUERIES) {
      for (let length = 1; length <= query.length; length += 1) {
        const pressMs = performance.now()
        searchIndex(index, query.slice(0, length))
        pressesMs.push(performance.now() - pressMs)
      }
    }
  }
  pressesMs.sort((a, b) => a - b)
  console.log([
    String(rows.length).padStart(6), String(index.terms.length).padStart(7), indexMs.toFixed(1).padStart(10), String(pressesMs.length).padStart(13),
    ...[0.5, 0.95, 1].map((fraction) => percentile(pressesMs, fraction).padStart(9))
  ].join(' '))
}
