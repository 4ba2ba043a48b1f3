import type { ErrorInfo } from '../errors/appError'
import type { RichText } from './richText'

/** One option of a select field. Keys are strings and keep the server's order: `0.3`, `auto`, `en_6`. */
export interface AlgorithmOption {
  readonly key: string
  readonly label: string
}

/** Shows or hides a field by another field's value; refers to that field's id, not its name (API notes §7). */
export interface FieldCondition {
  readonly dependsOnFieldId: number
  readonly values: readonly string[]
  readonly action: 'show' | 'hide'
}

export interface PriceRule {
  readonly optionKey: string
  readonly multiplier: number
}

export const FIELD_NAMES = ['add_opt1', 'add_opt2', 'add_opt3', 'add_opt4'] as const
export type FieldName = (typeof FIELD_NAMES)[number]

/**
 * Characters a text field of an algorithm may hold; far above what any model of the catalogue reads. It stands here, not
 * beside the schema of a plan: the window must not load zod, which tries to make a function of a text.
 */
export const LONGEST_TEXT = 20_000

export interface AlgorithmField {
  readonly id: number
  readonly name: FieldName
  readonly text: string
  readonly inputType: 'select' | 'text' | 'textarea'
  readonly options: readonly AlgorithmOption[]
  readonly defaultKey: string | null
  readonly required: boolean
  readonly helpLink: string | null
  readonly conditions: readonly FieldCondition[]
  readonly priceRules: readonly PriceRule[]
  /** The service's own name of the field, by which output variants refer to it. */
  readonly serverKey: string | null
  /** Option keys only a registered account may choose. */
  readonly registeredOnlyKeys: readonly string[]
  /** What an option of this field does to the stems: replaces the list, or adds to it. */
  readonly outputOverrides: readonly OutputOverride[]
}

export interface OutputOverride {
  readonly optionKey: string
  readonly mode: 'set' | 'add'
  readonly stems: readonly PredictedStem[]
}

/** The stems that come out when every named field (by serverKey) has this option. */
export interface OutputVariant {
  readonly match: Readonly<Record<string, string>>
  readonly stems: readonly PredictedStem[]
}

/** A stem the catalogue announces: its key and the label people read. */
export interface PredictedStem {
  readonly key: string
  readonly label: string
}

export type AlgorithmGate = 'everyone' | 'registered' | 'premium'
export type AlgorithmInput = 'single_upload' | 'no_upload' | 'matchering_upload'

/** One row of the catalogue. `renderId` is what create calls sep_type; it is not `id`, and 0 is a real one. */
export interface Algorithm {
  readonly id: number
  readonly renderId: number
  readonly name: string
  readonly group: { readonly id: number; readonly name: string }
  readonly gate: AlgorithmGate
  readonly input: AlgorithmInput
  readonly priceCoefficient: number
  readonly usesThisMonth: number
  readonly rating: { readonly average: number; readonly votes: number } | null
  readonly stems: readonly PredictedStem[]
  /** Stems seen for combinations of options; the exact ones win over `stems`. */
  readonly outputVariants: readonly OutputVariant[]
  readonly shortDescription: string
  /** Languages a long description exists in; empty when there is none. Asked for by catalogue:describe. */
  readonly descriptionLanguages: readonly string[]
  /** Quality figures found in the catalogue's own text, best first, e.g. SDR vocals 11.89 with option "ver 2025.07". */
  readonly quality: readonly QualityFigure[]
  readonly fields: readonly AlgorithmField[]
  /** Output formats this service can write for it; null when the service does not say (MVSEP does not). */
  readonly outputFormats: readonly number[] | null
}

/** One figure of quality as the catalogue words it; dB for SDR. */
export interface QualityFigure {
  readonly measure: string
  readonly value: number
  /** The option's label it belongs to, or null for the algorithm itself. */
  readonly optionLabel: string | null
}

/** The long description in the language found. */
export interface AlgorithmDescription {
  readonly language: string
  readonly text: RichText
}

export interface Catalogue {
  readonly algorithms: readonly Algorithm[]
  /** Rows the service sent that could not be understood; they are left out, never the others with them. */
  readonly unreadableRows: number
  readonly fetchedAtMs: number
  /** True when this is the copy kept on disk; a fresher one follows as 'catalogue:changed' when the service answers. */
  readonly fromCache: boolean
  /** Why the last asking failed, while an older copy is shown. */
  readonly refreshError: ErrorInfo | null
}
