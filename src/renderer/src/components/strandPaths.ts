import type { StemFamily } from './stemFamily'

/** The motif's four strands, top to bottom. */
const STRAND_FAMILIES = ['vocals', 'drums', 'bass', 'other'] as const satisfies readonly StemFamily[]

interface Point {
  readonly x: number
  readonly y: number
  /** -1 behind .. 1 in front; tells which strand crosses over. */
  readonly depth: number
}

/** A short piece of a strand inside the braid, to be drawn from the back to the front. */
export interface StrandPiece {
  readonly family: StemFamily
  readonly path: string
  readonly depth: number
}

export interface StrandDrawing {
  readonly braid: readonly StrandPiece[]
  /** The loose ends, which never cross. */
  readonly loose: readonly { readonly family: StemFamily; readonly path: string }[]
}

const smooth = (from: number, to: number, value: number): number => {
  const part = Math.min(1, Math.max(0, (value - from) / (to - from)))
  return part * part * (3 - 2 * part)
}

// Once loose, a strand shows the kind of sound it is: a sung line, hits, a slow bass, a shimmer.
const VOICES: readonly ((u: number) => number)[] = [
  (u) => 0.8 * Math.sin(u * 58) * (0.5 + 0.5 * Math.sin(u * 13)),
  (u) => { const hit = (u * 15) % 1; return Math.exp(-hit * 5) * Math.sin(hit * 44) },
  (u) => 0.75 * Math.sin(u * 27),
  (u) => 0.5 * Math.sin(u * 120) * (0.6 + 0.4 * Math.sin(u * 17 + 1))
]

function pointAt(strand: number, u: number, width: number, height: number, spread: number): Point {
  const middle = height / 2
  const lane = middle + ((strand - 1.5) / 3) * height * spread
  const angle = u * Math.PI * 9 + (strand * Math.PI) / 2
  const opened = smooth(0.3, 0.6, u)
  const twisted = middle + Math.sin(angle) * height * (0.09 + 0.07 * smooth(0, 0.35, u))
  const voice = (VOICES[strand]?.(u) ?? 0) * smooth(0.5, 0.72, u) * height * 0.13
  return { x: u * width, y: twisted + (lane - twisted) * opened + voice, depth: Math.cos(angle) }
}

const line = (points: readonly Point[]): string =>
  points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('')

/**
 * Four strands, braided at the left and coming apart to the right.
 * @param spread how far the loose ends lie apart, 0..1 of the height
 */
export function strandDrawing(width: number, height: number, spread: number): StrandDrawing {
  const steps = 90
  const free = 0.58
  const braid = STRAND_FAMILIES.flatMap((family, strand) =>
    Array.from({ length: steps }, (_, step): StrandPiece => {
      // Each piece reaches a little into the next, so that no seam shows.
      const points = [0, 0.5, 1, 1.25].map((part) => pointAt(strand, (free * (step + part)) / steps, width, height, spread))
      return { family, path: line(points), depth: points[1]?.depth ?? 0 }
    })
  ).sort((one, other) => one.depth - other.depth)
  const loose = STRAND_FAMILIES.map((family, strand) => ({
    family,
    path: line(Array.from({ length: 401 }, (_, step) => pointAt(strand, free + ((1 - free) * step) / 400, width, height, spread)))
  }))
  return { braid, loose }
}
