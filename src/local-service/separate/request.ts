import type { OutputFormat } from '../../codecs/types'

/** What a separation worker is asked to do. Plain data: it crosses to a thread. */
export interface SeparationRequest {
  readonly inputPath: string
  /** The song it is to be made like, for methods that match. */
  readonly referencePath: string
  readonly methodId: string
  readonly options: Readonly<Record<string, string>>
  readonly writer: OutputFormat
  /** Longest audio that may be separated, in seconds. */
  readonly longestS: number
  /** What is said when it is longer. */
  readonly tooLongText: string
  /** A file for each stem the method gives with these options, in its order. */
  readonly outputs: readonly { readonly stem: string; readonly path: string }[]
}

/** What it tells, in this order: `separating` as often as there is news, `finalising` once, then how it ended. */
export type SeparationReport =
  | { readonly kind: 'separating'; readonly doneS: number }
  | { readonly kind: 'finalising' }
  | { readonly kind: 'done'; readonly durationS: number; readonly sizesBytes: readonly number[] }
  | { readonly kind: 'failed'; readonly message: string }
