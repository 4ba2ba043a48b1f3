import type { AlgorithmField, QualityFigure } from '../../shared/domain/algorithm'

/** A measure, up to three words of what was measured, and a number with decimals: a date or a version is none of these. */
const FIGURE = /(?<![\p{L}\p{N}])(SI-SDR|SDR|fullness|bleedless)((?: {1,3}\p{L}{1,20}){0,3}) {0,3}[:=]? {0,3}(-?\d{1,2}\.\d{1,3})(?![.,]?\d)/giu

const MEASURES: Readonly<Record<string, string>> = { 'si-sdr': 'SI-SDR', sdr: 'SDR', fullness: 'Fullness', bleedless: 'Bleedless' }
const MAXIMUM_TEXT = 2_000
const MAXIMUM_FIGURES = 100

/** The figures in one text, as they stand: "SDR vocals: 11.89", "(SDR: 9.62)", "SDR Vocals 11.93 (…)". dB for SDR. */
export function figuresIn(text: string, optionLabel: string | null): readonly QualityFigure[] {
  return [...text.slice(0, MAXIMUM_TEXT).replace(/\s/g, ' ').matchAll(FIGURE)].map(([, measure = '', of = '', value]) => ({
    measure: [MEASURES[measure.toLowerCase()] ?? measure, ...of.toLowerCase().split(' ').filter(Boolean)].join(' '),
    value: Number(value),
    optionLabel
  }))
}

/**
 * Every figure a row's name, short description and option labels give. Figures of unlike measures cannot be compared:
 * they stand together by measure, SDR first and then as the row names them, and within a measure the best first.
 */
export function toQuality(texts: readonly string[], fields: readonly Pick<AlgorithmField, 'options'>[]): readonly QualityFigure[] {
  const figures = [
    ...texts.flatMap((text) => figuresIn(text, null)),
    ...fields.flatMap(({ options }) => options).flatMap(({ label }) => figuresIn(label, label))
  ]
  const measures = [...new Set(figures.map(({ measure }) => measure))]
  const rank = ({ measure }: QualityFigure): number => measures.indexOf(measure) + (/\bSDR\b/.test(measure) ? 0 : measures.length)
  const once = new Map(figures.map((figure) => [JSON.stringify(figure), figure]))
  return [...once.values()].sort((a, b) => rank(a) - rank(b) || b.value - a.value).slice(0, MAXIMUM_FIGURES)
}
