import type { Algorithm, PredictedStem } from './algorithm'
import { stemsInName } from './stemsInName'

/** A kind of stem people ask for, e.g. piano, whatever the catalogue's rows call it. */
export interface StemNeed {
  readonly id: string
  /** In the catalogue's words. */
  readonly label: string
  /** Uses this month of all algorithms that give it. */
  readonly uses: number
}

// Keys that differ between rows and mean the same stem (API notes §14c).
const SAME: readonly (readonly [pattern: RegExp, id: string])[] = [
  [/^(instrum|instruments|instrum-only|instrumental-only|accompaniment)$/, 'instrumental'],
  [/^(vocal|vocals-full|voice)$/, 'vocals'],
  [/^(vocals-?lead|lead-vocal)$/, 'lead-vocals'],
  [/^(vocals-?back|back-vocal|backing-vocals)$/, 'back-vocals'],
  [/^(hh|hihat)$/, 'hi-hat'],
  [/^(dialog|dialogue)$/, 'speech'],
  [/^(effect|sfx|fx)$/, 'effects'],
  [/^drums-(kick|snare|toms|ride|crash|cymbals)$/, '$1'],
  [/^drums-(hh|hihat)$/, 'hi-hat']
]

// What is left over, told apart for experts only, or made on the way: nobody looks for it by name.
const NOBODYS_WISH = /^(other|all|no|max|min|sum|dry|restored|residual|difference|similarity|invert|multi-singer)($|-)|fullness|-(max|min)-fft|-plus-|\d$/

/** The need a stem's key or name answers; null for leftovers and intermediate results. */
export function needOf(key: string): string | null {
  const plain = key.toLowerCase().trim().replace(/[\s_]+/g, '-')
  const same = SAME.find(([pattern]) => pattern.test(plain))
  if (same !== undefined) return plain.replace(same[0], same[1])
  return plain === '' || NOBODYS_WISH.test(plain) ? null : plain
}

type Labelled = readonly (readonly [need: string, label: string, isPlain: boolean])[]

function needsIn(stems: readonly PredictedStem[]): Labelled {
  const keys = new Set(stems.map(({ key }) => key.toLowerCase()))
  const labelled = stems.flatMap(({ key, label }): Labelled => {
    const need = needOf(key)
    // "drums-scnet" beside "drums" is one model's share of it.
    const isShare = need !== null && need === key.toLowerCase() && [...keys].some((other) => need.startsWith(`${other}-`))
    return need === null || isShare ? [] : [[need, label, need === key]]
  })
  // Of two stems, what is not the voice is the accompaniment, whatever it is called.
  const isKaraoke = stems.length === 2 && keys.has('vocals') && keys.has('other')
  return isKaraoke ? [...labelled, ['instrumental', '', false]] : labelled
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

function named({ name }: Algorithm): Labelled {
  return stemsInName(name).flatMap((stem): Labelled => {
    const need = needOf(stem)
    return need === null ? [] : [[need, capital(stem), stem.toLowerCase().replaceAll(' ', '-') === need]]
  })
}

/** Everything that can come out at once, for each choice of options the catalogue tells of. */
const outcomesOf = remember((algorithm: Algorithm): readonly Labelled[] => {
  const usual = [...needsIn(algorithm.stems), ...named(algorithm)]
  const overrides = algorithm.fields.flatMap((field) => field.outputOverrides)
  return [
    usual,
    ...algorithm.outputVariants.map(({ stems }) => needsIn(stems)),
    ...overrides.map(({ mode, stems }) => (mode === 'set' ? needsIn(stems) : [...usual, ...needsIn(stems)]))
  ]
})

const needSets = remember((algorithm: Algorithm): readonly ReadonlySet<string>[] =>
  outcomesOf(algorithm).map((outcome) => new Set(outcome.map(([need]) => need))))

/** Whether one run of the algorithm, with some choice of options, gives all of these. */
export const givesAll = (algorithm: Algorithm, needs: readonly string[]): boolean =>
  needs.length === 0 || needSets(algorithm).some((outcome) => needs.every((need) => outcome.has(need)))

/**
 * Whether the catalogue names no stem at all that the algorithm makes of a song: it may give what is needed, and nobody
 * knows. What takes no song takes none apart.
 */
export const saysNoStems = ({ name, input, stems, outputVariants, fields }: Algorithm): boolean =>
  input !== 'no_upload' && stems.length === 0 && outputVariants.length === 0 && fields.every(({ outputOverrides }) => outputOverrides.length === 0) && stemsInName(name).length === 0

/** Every kind of stem a catalogue can give, most used first. */
export function needsOf(algorithms: readonly Algorithm[]): readonly StemNeed[] {
  const found = new Map<string, { uses: number; readonly labels: Map<string, number> }>()
  for (const algorithm of algorithms) {
    const known = new Set<string>()
    for (const [need, label, isPlain] of outcomesOf(algorithm).flat()) {
      const entry = found.get(need) ?? { uses: 0, labels: new Map<string, number>() }
      if (!known.has(need)) entry.uses += algorithm.usesThisMonth
      // A stem that is called exactly so words it better than one that is only known to mean it.
      if (label !== '') entry.labels.set(label, (entry.labels.get(label) ?? 0) + (isPlain ? 1_000 : 1))
      found.set(need, entry)
      known.add(need)
    }
  }
  return [...found].map(([id, { uses, labels }]) => ({ id, uses, label: best(labels) ?? capital(id.replaceAll('-', ' ')) })).sort((a, b) => b.uses - a.uses)
}

const best = (labels: ReadonlyMap<string, number>): string | undefined => [...labels].sort(([, a], [, b]) => b - a)[0]?.[0]

/** Computes once an algorithm: rows never change. */
function remember<T>(compute: (algorithm: Algorithm) => T): (algorithm: Algorithm) => T {
  const known = new WeakMap<Algorithm, { readonly value: T }>()
  return (algorithm) => {
    const entry = known.get(algorithm) ?? { value: compute(algorithm) }
    known.set(algorithm, entry)
    return entry.value
  }
}
